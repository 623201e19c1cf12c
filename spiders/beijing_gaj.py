"""北京市公安局. Seen: addresses of lists and of an article with their names. Assumed: nothing."""

from crawler.families.trs import TrsSpider


class BeijingGajSpider(TrsSpider):
    name = "beijing_gaj"
    title = "北京市公安局"
    region, level, kind = "110000", "province", "police"
    home = "https://gaj.beijing.gov.cn/"
    columns = {
        "警务报道": "https://gaj.beijing.gov.cn/xxfb/jwbd/index.html",
        "分局警讯": "https://gaj.beijing.gov.cn/xxfb/fjjx/index.html",
        "通知公告": "https://gaj.beijing.gov.cn/xxfb/tzgg/index.html",
    }
    article_example = "https://gaj.beijing.gov.cn/xxfb/jwbd/202505/t20250529_4101559.html"
    confidence = "high"
