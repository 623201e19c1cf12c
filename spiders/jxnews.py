"""大江网. Seen: the list, an article's address. Assumed: nothing."""

from crawler.families.enorth import EnorthSpider


class JxnewsSpider(EnorthSpider):
    name = "jxnews"
    title = "大江网"
    region, level, kind = "360000", "province", "portal"
    home = "http://www.jxnews.com.cn/"
    columns = {"首页": "http://www.jxnews.com.cn/"}
    article_example = "http://sports.jxnews.com.cn/system/2019/06/20/017538088.shtml"
    confidence = "high"
