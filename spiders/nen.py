"""东北新闻网. Seen: the list, the shape of articles' addresses. Assumed: the example's number."""

from crawler.families.enorth import EnorthSpider


class NenSpider(EnorthSpider):
    name = "nen"
    title = "东北新闻网"
    region, level, kind = "210000", "province", "portal"
    home = "http://news.nen.com.cn/"
    columns = {"首页": "http://news.nen.com.cn/"}
    article_example = "http://news.nen.com.cn/system/2019/06/18/020870000.shtml"
    confidence = "high"
