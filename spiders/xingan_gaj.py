"""兴安盟公安局. Seen: an article's address and page. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class XinganGajSpider(ColumnsSpider):
    name = "xingan_gaj"
    title = "兴安盟公安局"
    region, level, kind = "152200", "city", "police"
    home = "http://gaj.xam.gov.cn/"
    columns = {"首页": "http://gaj.xam.gov.cn/"}
    article_pattern = r"/gaj/20\d{2}-\d{2}/\d{2}/article_\d{17,20}\.html$"
    article_example = "http://gaj.xam.gov.cn/gaj/2025-08/13/article_2025081309030119239.html"
