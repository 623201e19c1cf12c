"""四川长安网. Seen: an article's address of 2017. Assumed: that the front page lists the newest articles."""

from crawler.families.enorth import EnorthSpider


class SichuanChanganSpider(EnorthSpider):
    name = "sichuan_changan"
    title = "四川长安网"
    region, level, kind = "510000", "province", "zhengfa"
    home = "http://www.sichuanpeace.gov.cn/"
    columns = {"首页": "http://www.sichuanpeace.gov.cn/"}
    article_pattern = r"/(?:system/)?20\d{6}/\d+\.html$"
    article_example = "http://www.sichuanpeace.gov.cn/system/20170605/000451520.html"
