"""北方网. Seen: the list, the shape of articles' addresses. Assumed: the example's number."""

from crawler.families.enorth import EnorthSpider


class EnorthNewsSpider(EnorthSpider):
    name = "enorth_news"
    title = "北方网"
    region, level, kind = "120000", "province", "portal"
    home = "http://news.enorth.com.cn/"
    columns = {"首页": "http://news.enorth.com.cn/"}
    article_example = "http://news.enorth.com.cn/system/2019/02/22/036800000.shtml"
    confidence = "high"
