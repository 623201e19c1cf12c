"""浙江省公安厅. Seen: the shape of articles' addresses.

Assumed: that the front page lists the newest articles, the example's number.
"""

from crawler.families.hanweb import HanwebSpider


class ZhejiangGatSpider(HanwebSpider):
    name = "zhejiang_gat"
    title = "浙江省公安厅"
    region, level, kind = "330000", "province", "police"
    home = "http://gat.zj.gov.cn/"
    columns = {"首页": "http://gat.zj.gov.cn/"}
    article_example = "http://gat.zj.gov.cn/art/2022/7/28/art_1229000001_1.html"
