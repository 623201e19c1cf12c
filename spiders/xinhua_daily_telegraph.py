"""新华每日电讯. Seen: the entrance, the shape of articles' addresses.

Assumed: the issues' addresses, the example's number.
"""

from crawler.families.index_paper import IndexPaperSpider


class XinhuaDailyTelegraphSpider(IndexPaperSpider):
    name = "xinhua_daily_telegraph"
    title = "新华每日电讯"
    region, level, kind = "000000", "central", "epaper"
    home = "http://mrdx.cn/"
    entrance = "http://mrdx.cn/content/PaperIndex.htm"
    issue_url = "http://mrdx.cn/content/{day:%Y%m%d}/IssueIndex.htm"
    article_example = "http://mrdx.cn/content/20240102/Articel01002BB.htm"
