"""最高人民法院. Seen: addresses of a list and of articles, old and new. Assumed: the column's name."""

from crawler.families.columns import ColumnsSpider


class SupremeCourtSpider(ColumnsSpider):
    name = "supreme_court"
    title = "最高人民法院"
    region, level, kind = "000000", "central", "zhengfa"
    home = "https://www.court.gov.cn/"
    columns = {"发布": "https://www.court.gov.cn/fabu/gengduo/22.html"}
    article_pattern = r"/(?:(?:fabu|zixun)/|\w+-)xiangqing[-/]\d+\.html$"
    article_example = "https://www.court.gov.cn/zixun/xiangqing/451431.html"
    confidence = "high"
