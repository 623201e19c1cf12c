"""青海新闻网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.enorth import EnorthSpider


class QhnewsSpider(EnorthSpider):
    name = "qhnews"
    title = "青海新闻网"
    region, level, kind = "630000", "province", "portal"
    home = "http://www.qhnews.com/"
    columns = {"原创": "http://www.qhnews.com/newscenter/yc/"}
    article_example = "http://www.qhnews.com/newscenter/system/2019/06/18/012906665.shtml"
    confidence = "high"
