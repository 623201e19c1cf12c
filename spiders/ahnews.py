"""安徽新闻网. Seen: an article's address and page, its column's folder. Assumed: that the folder shows the list."""

from crawler.families.columns import ColumnsSpider


class AhnewsSpider(ColumnsSpider):
    name = "ahnews"
    title = "安徽新闻网"
    region, level, kind = "340000", "province", "portal"
    home = "http://www.ahnews.com.cn/"
    columns = {"党建": "http://www.ahnews.com.cn/dangjian/pad/"}
    article_pattern = r"/con/20\d{2}-\d{2}/\d{2}/\d+_\d+\.html$"
    article_example = "http://www.ahnews.com.cn/dangjian/pad/con/2022-07/26/548_635570.html"
