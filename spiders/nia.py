"""国家移民管理局. Seen: a list's address, and the folder of articles.

Assumed: the column's name, the example's number.
"""

from crawler.families.turbo import TurboSpider


class NiaSpider(TurboSpider):
    name = "nia"
    title = "国家移民管理局"
    region, level, kind = "000000", "central", "police"
    home = "https://www.nia.gov.cn/"
    columns = {"要闻": "https://www.nia.gov.cn/n741435/n741517/index.html"}
    article_example = "https://www.nia.gov.cn/n897453/c1234567/content.html"
