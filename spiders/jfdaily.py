"""上观新闻. Seen: the list's address, the shape of articles'. Assumed: the column's name, the example's number."""

from crawler.families.query_list import QueryListSpider


class JfdailySpider(QueryListSpider):
    name = "jfdaily"
    title = "上观新闻"
    region, level, kind = "310000", "province", "portal"
    home = "https://www.jfdaily.com/"
    columns = {"新闻": "https://www.jfdaily.com/news/sublist?section=32"}
    article_pattern = r"/(?:news/detail|web/newsDetail\.html)\?id=\d+$"
    article_example = "https://www.jfdaily.com/news/detail?id=123456"
    confidence = "high"
