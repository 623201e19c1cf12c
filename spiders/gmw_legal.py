"""光明网法治. Seen: the list, the shape of articles' addresses. Assumed: the example's number."""

from crawler.families.founder_node import FounderNodeSpider


class GmwLegalSpider(FounderNodeSpider):
    name = "gmw_legal"
    title = "光明网法治"
    region, level, kind = "000000", "central", "media"
    publisher = "光明网"
    home = "https://legal.gmw.cn/"
    columns = {"首页": "https://legal.gmw.cn/"}
    article_example = "https://legal.gmw.cn/2019-07/01/content_32960000.htm"
    confidence = "high"
