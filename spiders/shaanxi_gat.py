"""陕西省公安厅. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.trs import TrsSpider


class ShaanxiGatSpider(TrsSpider):
    name = "shaanxi_gat"
    title = "陕西省公安厅"
    region, level, kind = "610000", "province", "police"
    home = "http://gat.shaanxi.gov.cn/"
    columns = {"动态要闻": "http://gat.shaanxi.gov.cn/sy/dtyw/"}
    article_example = "http://gat.shaanxi.gov.cn/sy/dtyw/202601/t20260115_3605253.html"
    confidence = "high"
