"""凤凰网. Seen: nothing: its addresses are common knowledge.

Assumed: the list, the shape of articles' addresses, the example.
"""

from crawler.families.columns import ColumnsSpider


class IfengSpider(ColumnsSpider):
    name = "ifeng"
    title = "凤凰网"
    region, level, kind = "000000", "central", "portal"
    home = "https://news.ifeng.com/"
    columns = {"首页": "https://news.ifeng.com/"}
    article_pattern = r"/c/\w+$"
    article_example = "https://news.ifeng.com/c/8WXyzABCDEF"
