"""上海市公安局. Seen: the shape of lists and articles, on the host before this one.

Assumed: that the front page lists the newest articles, the example.
"""

from crawler.families.query_list import QueryListSpider


class ShanghaiGajSpider(QueryListSpider):
    name = "shanghai_gaj"
    title = "上海市公安局"
    region, level, kind = "310000", "province", "police"
    home = "https://gaj.sh.gov.cn/"
    columns = {"首页": "https://gaj.sh.gov.cn/"}
    article_pattern = r"/shga/\w+/(?:detail|getPjPage|viewXx)\?pa=[0-9a-f]+$"
    article_example = "https://gaj.sh.gov.cn/shga/wzXxfbGj/detail?pa=f41aa3d5accbfad14fcbf784730c1c7fd590f9edd6394372"
