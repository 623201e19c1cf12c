"""湖北省公安厅. Seen: the shape of articles' addresses.

Assumed: that the front page lists the newest articles, the example.
"""

from crawler.families.trs import TrsSpider


class HubeiGatSpider(TrsSpider):
    name = "hubei_gat"
    title = "湖北省公安厅"
    region, level, kind = "420000", "province", "police"
    home = "http://gat.hubei.gov.cn/"
    columns = {"首页": "http://gat.hubei.gov.cn/"}
    article_example = "http://gat.hubei.gov.cn/bmdt/202201/t20220101_1234567.shtml"
