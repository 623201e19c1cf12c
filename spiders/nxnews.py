"""宁夏新闻网. Seen: addresses of lists, the shape of articles'. Assumed: the columns' names, the example's number."""

from crawler.families.trs import TrsSpider


class NxnewsSpider(TrsSpider):
    name = "nxnews"
    title = "宁夏新闻网"
    region, level, kind = "640000", "province", "portal"
    home = "http://www.nxnews.net/"
    columns = {"地方": "http://www.nxnews.net/dz/", "时政": "http://www.nxnews.net/sz/gbgs/"}
    article_example = "http://www.nxnews.net/dz/gchd/201906/t20190618_6330000.html"
    confidence = "high"
