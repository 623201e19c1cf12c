"""北国网. Seen: the list's address, the shape of articles'. Assumed: the column's name, the example's number."""

from crawler.families.enorth import EnorthSpider


class LndSpider(EnorthSpider):
    name = "lnd"
    title = "北国网"
    region, level, kind = "210000", "province", "portal"
    home = "http://news.lnd.com.cn/"
    columns = {"新闻要闻": "http://news.lnd.com.cn/xwyw/index.shtml"}
    article_example = "http://news.lnd.com.cn/system/2019/06/18/020001000.shtml"
    confidence = "high"
