"""安徽省公安厅. Seen: the program and how its articles look.

Assumed: that the front page lists the newest articles, the example (after a county's).
"""

from crawler.families.longxun import LongxunSpider


class AnhuiGatSpider(LongxunSpider):
    name = "anhui_gat"
    title = "安徽省公安厅"
    region, level, kind = "340000", "province", "police"
    home = "https://gat.ah.gov.cn/"
    columns = {"首页": "https://gat.ah.gov.cn/"}
    article_example = "https://gat.ah.gov.cn/public/7081/12345678.html"
