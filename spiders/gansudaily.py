"""每日甘肃网. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.enorth import EnorthSpider


class GansudailySpider(EnorthSpider):
    name = "gansudaily"
    title = "每日甘肃网"
    region, level, kind = "620000", "province", "portal"
    home = "http://gansu.gansudaily.com.cn/"
    columns = {
        "甘肃播报": "http://gansu.gansudaily.com.cn/gsbb/index.shtml",
        "权威发布": "http://gansu.gansudaily.com.cn/quanweifabu/index.shtml",
    }
    article_example = "http://gansu.gansudaily.com.cn/system/2019/02/11/017134870.shtml"
    confidence = "high"
