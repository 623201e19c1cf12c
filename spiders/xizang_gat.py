"""西藏自治区公安厅. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.trs import TrsSpider


class XizangGatSpider(TrsSpider):
    name = "xizang_gat"
    title = "西藏自治区公安厅"
    region, level, kind = "540000", "province", "police"
    home = "https://gat.xizang.gov.cn/"
    columns = {
        "公示公告": "https://gat.xizang.gov.cn/xwzx_3233/gsgg_205/index.html",
        "政策解读": "https://gat.xizang.gov.cn/zwgk_3249/zcjd_220/index.html",
    }
    article_example = "https://gat.xizang.gov.cn/xwzx_3233/gsgg_205/202104/t20210408_198934.html"
    confidence = "high"
