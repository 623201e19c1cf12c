"""重庆日报网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.founder_node import FounderNodeSpider


class CqrbSpider(FounderNodeSpider):
    name = "cqrb"
    title = "重庆日报网"
    region, level, kind = "500000", "province", "portal"
    home = "https://www.cqrb.cn/"
    columns = {"新闻": "http://www.cqrb.cn/node/node_123.htm"}
    article_example = "https://www.cqrb.cn/content/2019-06/25/content_198641.htm"
    confidence = "high"
