"""重庆市公安局. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.trs import TrsSpider


class ChongqingGajSpider(TrsSpider):
    name = "chongqing_gaj"
    title = "重庆市公安局"
    region, level, kind = "500000", "province", "police"
    home = "https://gaj.cq.gov.cn/"
    columns = {"部门动态": "https://gaj.cq.gov.cn/sy_245/bmdt/", "政策解读": "https://gaj.cq.gov.cn/zwgk/zcjd/"}
    article_example = "https://gaj.cq.gov.cn/sy_245/bmdt/202507/t20250721_14831822.html"
    confidence = "high"
