"""河南省公安厅. Seen: an article's address; lists are made by a script.

Assumed: that the front page links to articles at all.
"""

from crawler.families.query_list import QueryListSpider


class HenanGatSpider(QueryListSpider):
    name = "henan_gat"
    title = "河南省公安厅"
    region, level, kind = "410000", "province", "police"
    home = "http://www.hapa.gov.cn/"
    columns = {"首页": "http://www.hapa.gov.cn/"}
    article_example = "http://www.hapa.gov.cn/news.html?aid=202026"
