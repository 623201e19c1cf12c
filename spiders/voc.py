"""华声在线. Seen: addresses of a list and of articles, old and new. Assumed: the column's name."""

from crawler.families.columns import ColumnsSpider


class VocSpider(ColumnsSpider):
    name = "voc"
    title = "华声在线"
    region, level, kind = "430000", "province", "portal"
    home = "http://news.voc.com.cn/"
    columns = {"新闻": "http://news.voc.com.cn/class/1915.html"}
    article_pattern = r"/article/20\d{4}/\d+\.html$|/content/\d+$"
    article_example = "http://news.voc.com.cn/article/201906/201906231502051514.html"
    confidence = "high"
