"""云南省公安厅. Seen: an article's address. Assumed: that the front page lists the newest articles."""

from crawler.families.query_list import QueryListSpider


class YunnanGatSpider(QueryListSpider):
    name = "yunnan_gat"
    title = "云南省公安厅"
    region, level, kind = "530000", "province", "police"
    home = "https://gonganting.yn.gov.cn/"
    columns = {"首页": "https://gonganting.yn.gov.cn/"}
    article_pattern = r"/Pages_\d+_\d+\.aspx$"
    article_example = "https://gonganting.yn.gov.cn/Pages_6445_858919.aspx"
