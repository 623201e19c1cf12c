"""吉林省公安厅. Seen: addresses of lists, how pages are counted. Assumed: the columns' names, the example's number."""

from crawler.families.trs import TrsSpider


class JilinGatSpider(TrsSpider):
    name = "jilin_gat"
    title = "吉林省公安厅"
    region, level, kind = "220000", "province", "police"
    home = "http://gat.jl.gov.cn/"
    columns = {
        "安全防范": "http://gat.jl.gov.cn/jmhd/aqff/",
        "警民互动": "http://gat.jl.gov.cn/jmhd/wzzj/",
        "警方提示": "http://gat.jl.gov.cn/jmhd/jfts/",
    }
    article_example = "http://gat.jl.gov.cn/jmhd/jfts/201706/t20170601_12345.html"
