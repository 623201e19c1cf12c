"""长城网. Seen: the list, the shape of articles' addresses. Assumed: the example's number."""

from crawler.families.enorth import EnorthSpider


class HebeiNewsSpider(EnorthSpider):
    name = "hebei_news"
    title = "长城网"
    region, level, kind = "130000", "province", "portal"
    home = "http://www.hebei.com.cn/"
    columns = {"首页": "http://www.hebei.com.cn/"}
    article_example = "http://finance.hebei.com.cn/system/2019/06/25/019700000.shtml"
    confidence = "high"
