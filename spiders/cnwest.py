"""西部网. Seen: the list's address, the shape of articles'. Assumed: the column's name, the example's number."""

from crawler.families.founder_node import FounderNodeSpider


class CnwestSpider(FounderNodeSpider):
    name = "cnwest"
    title = "西部网"
    region, level, kind = "610000", "province", "portal"
    home = "http://news.cnwest.com/"
    columns = {"新闻": "http://news.cnwest.com/node_4139.htm"}
    article_pattern = r"/20\d{2}/\d{2}/\d{2}/\d+\.html?$"
    article_example = "http://news.cnwest.com/szyw/a/2019/06/20/16990000.html"
    confidence = "high"
