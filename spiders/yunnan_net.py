"""云南网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.enorth import EnorthSpider


class YunnanNetSpider(EnorthSpider):
    name = "yunnan_net"
    title = "云南网"
    region, level, kind = "530000", "province", "portal"
    home = "http://society.yunnan.cn/"
    columns = {"社会热点": "http://society.yunnan.cn/shrd/"}
    article_example = "http://society.yunnan.cn/system/2019/06/09/030296548.shtml"
    confidence = "high"
