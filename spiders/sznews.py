"""深圳新闻网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.founder_node import FounderNodeSpider


class SznewsSpider(FounderNodeSpider):
    name = "sznews"
    title = "深圳新闻网"
    region, level, kind = "440300", "city", "portal"
    home = "http://www.sznews.com/"
    columns = {"新闻": "http://news.sznews.com/node_150127.htm"}
    article_example = "http://news.sznews.com/content/2019-06/22/content_22198271.htm"
    confidence = "high"
