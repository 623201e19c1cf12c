"""鲁网. Seen: the list's address, the shape of articles'. Assumed: the column's name, the example's number."""

from crawler.families.trs import TrsSpider


class SdnewsSpider(TrsSpider):
    name = "sdnews"
    title = "鲁网"
    region, level, kind = "370000", "province", "portal"
    home = "http://sd.sdnews.com.cn/"
    columns = {"新闻": "http://sd.sdnews.com.cn/m/"}
    article_example = "http://sd.sdnews.com.cn/m/201906/t20190618_2570000.htm"
    confidence = "high"
