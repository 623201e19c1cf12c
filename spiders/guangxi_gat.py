"""广西壮族自治区公安厅. Seen: the list with its name, an article's address. Assumed: nothing."""

from crawler.families.trs import TrsIdSpider


class GuangxiGatSpider(TrsIdSpider):
    name = "guangxi_gat"
    title = "广西壮族自治区公安厅"
    region, level, kind = "450000", "province", "police"
    home = "https://gat.gxzf.gov.cn/"
    columns = {"公安要闻": "https://gat.gxzf.gov.cn/jwzx/gayw/"}
    article_example = "https://gat.gxzf.gov.cn/jwzx/gayw/t10521285.shtml"
    confidence = "high"
