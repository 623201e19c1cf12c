"""映象网. Seen: the list's address, the shape of articles'. Assumed: the column's name, the example's number."""

from crawler.families.columns import ColumnsSpider


class HnrSpider(ColumnsSpider):
    name = "hnr"
    title = "映象网"
    region, level, kind = "410000", "province", "portal"
    home = "http://news.hnr.cn/"
    columns = {"新闻": "http://news.hnr.cn/djn/"}
    article_pattern = r"/20\d{4}/\d{2}/\d+\.html$"
    article_example = "http://news.hnr.cn/201906/20/1234.html"
    confidence = "high"
