"""山东省公安厅. Seen: the shape of articles' addresses, its two templates.

Assumed: that the front page lists the newest articles, the example's number.
"""

from crawler.families.hanweb import HanwebSpider


class ShandongGatSpider(HanwebSpider):
    name = "shandong_gat"
    title = "山东省公安厅"
    region, level, kind = "370000", "province", "police"
    home = "http://gat.shandong.gov.cn/"
    columns = {"首页": "http://gat.shandong.gov.cn/"}
    article_example = "http://gat.shandong.gov.cn/art/2022/1/9/art_97904_700728.html"
