"""安康市公安局. Seen: an article's address. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class AnkangGajSpider(ColumnsSpider):
    name = "ankang_gaj"
    title = "安康市公安局"
    region, level, kind = "610900", "city", "police"
    home = "https://gaj.ankang.gov.cn/"
    columns = {"首页": "https://gaj.ankang.gov.cn/"}
    article_pattern = r"/Content-\d+\.html$"
    article_example = "https://gaj.ankang.gov.cn/Content-2464422.html"
