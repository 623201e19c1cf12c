"""中国吉林网. Seen: an article's address. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class CnjiwangSpider(ColumnsSpider):
    name = "cnjiwang"
    title = "中国吉林网"
    region, level, kind = "220000", "province", "portal"
    home = "http://www.cnjiwang.com/"
    columns = {"首页": "http://www.cnjiwang.com/"}
    article_pattern = r"/20\d{4}/\d+\.html?$"
    article_example = "http://auto.cnjiwang.com/cx/201906/2903027.html"
