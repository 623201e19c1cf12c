"""安庆新闻网. Seen: an article's address and page. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class AqnewsSpider(ColumnsSpider):
    name = "aqnews"
    title = "安庆新闻网"
    region, level, kind = "340800", "city", "portal"
    home = "http://www.aqnews.com.cn/"
    columns = {"首页": "http://www.aqnews.com.cn/"}
    article_pattern = r"/20\d{2}/\d{2}/\d{2}/\d+\.html$"
    article_example = "http://www.aqnews.com.cn/2021/12/27/99536904.html"
