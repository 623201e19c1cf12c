"""东南网. Seen: the list's address, the shape of articles'. Assumed: the column's name, the example's number."""

from crawler.families.founder_node import FounderNodeSpider


class FjsenSpider(FounderNodeSpider):
    name = "fjsen"
    title = "东南网"
    region, level, kind = "350000", "province", "portal"
    home = "http://fj.fjsen.com/"
    columns = {"新闻": "http://news.fjsen.com/node_112576.htm"}
    article_example = "http://news.fjsen.com/2019-06/20/content_22420000.htm"
    confidence = "high"
