"""齐鲁网. Seen: addresses of lists and of an article on the mobile host. Assumed: the example's number."""

from crawler.families.date_portal import DatePortalSpider


class IqiluSpider(DatePortalSpider):
    name = "iqilu"
    title = "齐鲁网"
    region, level, kind = "370000", "province", "portal"
    home = "http://news.iqilu.com/"
    columns = {"山东": "http://news.iqilu.com/shandong/", "滚动新闻": "http://www.iqilu.com/html/scroll/"}
    article_pattern = r"/20\d{2}/\d{4}/\d+\.s?html?$|/20\d{6}/\d+\.s?html?$|/share/article/\d+$"
    article_example = "http://news.iqilu.com/shandong/yaowen/2019/0520/4270000.shtml"
    confidence = "high"
