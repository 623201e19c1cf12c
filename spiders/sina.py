"""新浪新闻. Seen: the rolling list, addresses of articles of three ages.

Assumed: that the list is not made by a script.
"""

from crawler.families.columns import ColumnsSpider


class SinaSpider(ColumnsSpider):
    name = "sina"
    title = "新浪新闻"
    region, level, kind = "000000", "central", "portal"
    home = "https://news.sina.com.cn/"
    columns = {"滚动新闻": "https://news.sina.com.cn/roll/"}
    article_pattern = r"/20\d{2}-\d{2}-\d{2}/(?:doc|detail)-i\w+(?:\.d)?\.s?html$|/\d{12,15}s\.shtml$"
    article_example = "https://finance.sina.com.cn/roll/2025-12-02/doc-infzkwre2236896.shtml"
    cadence = "hourly"
