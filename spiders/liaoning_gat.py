"""辽宁省公安厅. Seen: the shape of articles' addresses on the province's sites.

Assumed: that the front page lists the newest articles, the example.
"""

from crawler.families.ucap import UcapSpider


class LiaoningGatSpider(UcapSpider):
    name = "liaoning_gat"
    title = "辽宁省公安厅"
    region, level, kind = "210000", "province", "police"
    home = "https://gat.ln.gov.cn/"
    columns = {"首页": "https://gat.ln.gov.cn/"}
    article_pattern = r"/20\d{10,}/index\.shtml$|/t20\d{6}_\d+\.html$"
    article_example = "https://gat.ln.gov.cn/gat/jwzx/2024091214301234567/index.shtml"
