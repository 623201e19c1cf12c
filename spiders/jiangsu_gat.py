"""江苏省公安厅. Seen: the list with its name, an article's address. Assumed: nothing."""

from crawler.families.hanweb import HanwebSpider


class JiangsuGatSpider(HanwebSpider):
    name = "jiangsu_gat"
    title = "江苏省公安厅"
    region, level, kind = "320000", "province", "police"
    home = "https://gat.jiangsu.gov.cn/"
    columns = {"警务动态": "https://gat.jiangsu.gov.cn/col/col6372/index.html"}
    article_example = "https://gat.jiangsu.gov.cn/art/2026/9/24/art_6372_11834669.html"
    confidence = "high"
