"""浙江在线. Seen: the list, the shape of articles' addresses. Assumed: the example's number."""

from crawler.families.trs import TrsSpider


class ZjolSpider(TrsSpider):
    name = "zjol"
    title = "浙江在线"
    region, level, kind = "330000", "province", "portal"
    home = "http://zjnews.zjol.com.cn/"
    columns = {"首页": "http://zjnews.zjol.com.cn/"}
    article_example = "http://health.zjol.com.cn/jkxw/201906/t20190620_10380000.shtml"
    confidence = "high"
