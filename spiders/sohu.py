"""搜狐新闻. Seen: addresses of articles, old and new. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class SohuSpider(ColumnsSpider):
    name = "sohu"
    title = "搜狐新闻"
    region, level, kind = "000000", "central", "portal"
    home = "https://news.sohu.com/"
    columns = {"首页": "https://news.sohu.com/"}
    article_pattern = r"/a/\d+_\d+|/20\d{6}/n\d+\.shtml"
    article_example = "https://www.sohu.com/a/316416193_127366"
