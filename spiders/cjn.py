"""长江网. Seen: addresses of lists, the shape of articles'. Assumed: the columns' names, the example's number."""

from crawler.families.trs import TrsIdSpider


class CjnSpider(TrsIdSpider):
    name = "cjn"
    title = "长江网"
    region, level, kind = "420100", "city", "portal"
    home = "http://news.cjn.cn/"
    columns = {"社会新闻": "http://news.cjn.cn/shxw/", "武汉要闻": "http://news.cjn.cn/sywh/"}
    article_example = "http://news.cjn.cn/sywh/201906/t3418000.htm"
    confidence = "high"
