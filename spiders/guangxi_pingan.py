"""平安广西网. Seen: an article's address of 2014. Assumed: that the front page lists the newest articles."""

from crawler.families.phpcms import PhpcmsSpider


class GuangxiPinganSpider(PhpcmsSpider):
    name = "guangxi_pingan"
    title = "平安广西网"
    region, level, kind = "450000", "province", "zhengfa"
    home = "http://www.pagx.cn/"
    columns = {"首页": "http://www.pagx.cn/"}
    article_pattern = r"/html/20\d{2}/\w+_\d{4}/\d+\.html$"
    article_example = "http://www.pagx.cn/html/2014/jrgz_0723/17744.html"
