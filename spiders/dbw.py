"""东北网. Seen: the list, an article's address of 2016. Assumed: nothing."""

from crawler.families.enorth import EnorthSpider


class DbwSpider(EnorthSpider):
    name = "dbw"
    title = "东北网"
    region, level, kind = "230000", "province", "portal"
    home = "http://heilongjiang.dbw.cn/"
    columns = {"首页": "http://heilongjiang.dbw.cn/"}
    article_example = "http://heilongjiang.dbw.cn/system/2016/05/25/057232471.shtml"
    confidence = "high"
