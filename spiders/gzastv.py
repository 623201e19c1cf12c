"""贵州政法频道. Seen: an article's address. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class GzastvSpider(ColumnsSpider):
    name = "gzastv"
    title = "贵州政法频道"
    region, level, kind = "520000", "province", "media"
    home = "https://app.gzastv.cn/"
    columns = {"首页": "https://app.gzastv.cn/"}
    article_pattern = r"/content_\d+\.shtml$"
    article_example = "https://app.gzastv.cn/ac/b/content_187899.shtml"
    keeps = "all"
