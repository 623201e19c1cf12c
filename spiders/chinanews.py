"""中国新闻网. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.columns import ColumnsSpider


class ChinanewsSpider(ColumnsSpider):
    name = "chinanews"
    title = "中国新闻网"
    region, level, kind = "000000", "central", "media"
    home = "https://www.chinanews.com.cn/"
    columns = {
        "滚动新闻": "https://www.chinanews.com.cn/scroll-news/news1.html",
        "社会": "https://www.chinanews.com.cn/society/",
    }
    article_pattern = r"/\w+/20\d{2}/\d{2}-\d{2}/\d+\.shtml$"
    article_example = "https://www.chinanews.com.cn/sh/2026/01-09/10549254.shtml"
    confidence = "high"
    cadence = "hourly"
