"""新疆维吾尔自治区公安厅. Seen: an article's address and the columns' folders.

Assumed: the first list's file, the columns' names.
"""

from crawler.families.ucap import UcapSpider


class XinjiangGatSpider(UcapSpider):
    name = "xinjiang_gat"
    title = "新疆维吾尔自治区公安厅"
    region, level, kind = "650000", "province", "police"
    home = "https://gat.xinjiang.gov.cn/"
    columns = {
        "通知公告": "https://gat.xinjiang.gov.cn/gat/tzgg/list.shtml",
        "公安文件": "https://gat.xinjiang.gov.cn/gat/gawj/",
        "政策解读": "https://gat.xinjiang.gov.cn/gat/zcjd/",
    }
    article_example = "https://gat.xinjiang.gov.cn/gat/tzgg/202606/d023345a75834189a9b99c11390698d9.shtml"
