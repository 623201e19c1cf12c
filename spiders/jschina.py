"""中国江苏网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.trs import TrsSpider


class JschinaSpider(TrsSpider):
    name = "jschina"
    title = "中国江苏网"
    region, level, kind = "320000", "province", "portal"
    home = "https://jsnews.jschina.com.cn/"
    columns = {"江苏要闻": "https://jsnews.jschina.com.cn/jsyw/"}
    article_pattern = r"/20\d{4}/t20\d{6}_\w+\.shtml$"
    article_example = "https://jsnews.jschina.com.cn/jsyw/202608/t20260823_s6a8a4b10e4b027d1d0a3a13d.shtml"
    confidence = "high"
