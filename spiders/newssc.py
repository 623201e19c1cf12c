"""四川新闻网. Seen: the list's address, the shape of articles'. Assumed: the column's name, the example's number."""

from crawler.families.enorth import EnorthSpider


class NewsscSpider(EnorthSpider):
    name = "newssc"
    title = "四川新闻网"
    region, level, kind = "510000", "province", "portal"
    home = "http://scnews.newssc.org/"
    columns = {"本网原创": "http://scnews.newssc.org/2009bwyc/"}
    article_example = "http://scnews.newssc.org/system/20190620/000972000.html"
    confidence = "high"
