"""中国法院网. Seen: an article's address. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class ChinacourtSpider(ColumnsSpider):
    name = "chinacourt"
    title = "中国法院网"
    region, level, kind = "000000", "central", "media"
    home = "https://www.chinacourt.org/"
    columns = {"首页": "https://www.chinacourt.org/"}
    article_pattern = r"/article/detail/20\d{2}/\d{2}/id/\d+\.shtml$"
    article_example = "https://www.chinacourt.org/article/detail/2010/09/id/428147.shtml"
    keeps = "all"
