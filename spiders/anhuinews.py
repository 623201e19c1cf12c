"""中安在线. Seen: the list's address, the shapes of articles'. Assumed: the column's name, the example's number."""

from crawler.families.enorth import EnorthSpider


class AnhuinewsSpider(EnorthSpider):
    name = "anhuinews"
    title = "中安在线"
    region, level, kind = "340000", "province", "portal"
    home = "http://www.anhuinews.com/"
    columns = {"社会新闻": "http://news.anhuinews.com/shh/shhxw/"}
    article_pattern = r"/20\d{2}/\d{2}/\d{2}/\d+\.shtml$"
    article_example = "http://news.anhuinews.com/system/2019/06/20/008166000.shtml"
