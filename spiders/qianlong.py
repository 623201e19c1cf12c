"""千龙网. Seen: the list's address, the shape of articles'. Assumed: the example's number."""

from crawler.families.date_portal import DatePortalSpider


class QianlongSpider(DatePortalSpider):
    name = "qianlong"
    title = "千龙网"
    region, level, kind = "110000", "province", "portal"
    home = "http://beijing.qianlong.com/"
    columns = {"要闻聚焦": "http://beijing.qianlong.com/yaowenjujiao/"}
    article_example = "http://beijing.qianlong.com/2019/0620/3330000.shtml"
    confidence = "high"
