"""红网. Seen: addresses of a list and of articles, old and new. Assumed: the column's name."""

from crawler.families.columns import ColumnsSpider


class RednetSpider(ColumnsSpider):
    name = "rednet"
    title = "红网"
    region, level, kind = "430000", "province", "portal"
    home = "https://hn.rednet.cn/"
    columns = {"湖南新闻": "https://hn.rednet.cn/channel/7397.html"}
    article_pattern = r"/content/(?:20\d{2}/\d{2}/\d{2}|\d+/\d+)/\d+\.html$"
    article_example = "https://hn.rednet.cn/content/2022/10/12/11928392.html"
    confidence = "high"
