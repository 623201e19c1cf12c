"""湖南省公安厅. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.trs import TrsSpider


class HunanGatSpider(TrsSpider):
    name = "hunan_gat"
    title = "湖南省公安厅"
    region, level, kind = "430000", "province", "police"
    home = "https://gat.hunan.gov.cn/"
    columns = {
        "警情发布": "https://gat.hunan.gov.cn/gat/jwgk/jwzx/jqfb/index.html",
        "公安部要闻": "https://gat.hunan.gov.cn/gat/jwgk/jwzx/gabyw/index.html",
    }
    article_example = "https://gat.hunan.gov.cn/gat/jwgk/jwzx/gabyw/202201/t20220126_22471460.html"
    confidence = "high"
