"""大众网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.trs import TrsSpider


class DzwwwSpider(TrsSpider):
    name = "dzwww"
    title = "大众网"
    region, level, kind = "370000", "province", "portal"
    home = "https://www.dzwww.com/"
    columns = {"山东新闻": "https://sd.dzwww.com/sdnews/"}
    article_example = "https://sd.dzwww.com/sdnews/201906/t20190617_18838591.htm"
    confidence = "high"
