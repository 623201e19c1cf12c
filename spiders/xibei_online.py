"""西北在线. Seen: an article's address and page. Assumed: that the front page lists the newest articles."""

from crawler.families.date_portal import DatePortalSpider


class XibeiOnlineSpider(DatePortalSpider):
    name = "xibei_online"
    title = "西北在线"
    region, level, kind = "610000", "province", "portal"
    home = "http://www.xbxxb.com/"
    columns = {"首页": "http://www.xbxxb.com/"}
    article_example = "http://www.xbxxb.com/2024/0107/1013735.html"
