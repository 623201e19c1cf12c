"""网易新闻. Seen: addresses of articles, old and new. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class NeteaseSpider(ColumnsSpider):
    name = "netease"
    title = "网易新闻"
    region, level, kind = "000000", "central", "portal"
    home = "https://news.163.com/"
    columns = {"首页": "https://news.163.com/"}
    article_pattern = r"/(?:dy|news)/article/\w+\.html|/\d{2}/\d{4}/\d{2}/\w+\.html"
    article_example = "https://www.163.com/dy/article/KOT4Q4Q90531M1CO.html"
