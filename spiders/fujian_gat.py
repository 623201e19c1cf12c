"""福建省公安厅. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.trs import TrsSpider


class FujianGatSpider(TrsSpider):
    name = "fujian_gat"
    title = "福建省公安厅"
    region, level, kind = "350000", "province", "police"
    home = "https://gat.fujian.gov.cn/"
    columns = {
        "涉骗警情": "https://gat.fujian.gov.cn/ztzl/fjjffpzxrx/spjq/",
        "政策解读": "https://gat.fujian.gov.cn/zwgk/zcjd/",
        "政务公开": "https://gat.fujian.gov.cn/zwgk/",
    }
    article_example = "http://gat.fujian.gov.cn/ztzl/fjjffpzxrx/spjq/202303/t20230306_6126156.htm"
    confidence = "high"
