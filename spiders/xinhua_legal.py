"""新华网法治. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.news_cn import NewsCnSpider


class XinhuaLegalSpider(NewsCnSpider):
    name = "xinhua_legal"
    title = "新华网法治"
    region, level, kind = "000000", "central", "media"
    publisher = "新华网"
    home = "http://www.news.cn/"
    columns = {"法治": "http://www.news.cn/legal/index.htm", "地方": "http://www.news.cn/local/wgzg.htm"}
    article_example = "http://www.news.cn/legal/20240426/8fc9b903147a477a9dab550518d4ff80/c.html"
    confidence = "high"
