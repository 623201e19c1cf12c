"""新疆生产建设兵团公安局. Seen: an article's address. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class BingtuanGajSpider(ColumnsSpider):
    name = "bingtuan_gaj"
    title = "新疆生产建设兵团公安局"
    region, level, kind = "660000", "province", "police"
    home = "https://btgaj.xjbt.gov.cn/"
    columns = {"首页": "https://btgaj.xjbt.gov.cn/"}
    article_pattern = r"/c/20\d{2}-\d{2}-\d{2}/\d+\.shtml$"
    article_example = "https://btgaj.xjbt.gov.cn/c/2025-01-06/8378604.shtml"
