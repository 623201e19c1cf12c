"""四川省公安厅. Seen: an article's address and its column's folder. Assumed: the list's file and its name."""

from crawler.families.ucap import UcapSpider


class SichuanGatSpider(UcapSpider):
    name = "sichuan_gat"
    title = "四川省公安厅"
    region, level, kind = "510000", "province", "police"
    home = "https://gat.sc.gov.cn/"
    columns = {"公安动态": "https://gat.sc.gov.cn/scgat/c103388/list.shtml"}
    article_example = "https://gat.sc.gov.cn/scgat/c103388/2024/9/14/989b5a1dc4cf4acd934c96999bb23ee0.shtml"
