"""活力内蒙古. Seen: an article's address. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class ImlineSpider(ColumnsSpider):
    name = "imline"
    title = "活力内蒙古"
    region, level, kind = "150000", "province", "portal"
    home = "https://www.imline.cn/"
    columns = {"首页": "https://www.imline.cn/"}
    article_pattern = r"/article/\w+\.html$"
    article_example = "https://www.imline.cn/article/edWeFnunci2sh1cGluZzE5MzA4MgO0O0OO0O0O.html"
