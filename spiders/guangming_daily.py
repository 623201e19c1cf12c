"""光明日报. Seen: the entrance. Assumed: the issues' addresses, the example's number."""

from crawler.families.founder_paper import FounderNewPaperSpider


class GuangmingDailySpider(FounderNewPaperSpider):
    name = "guangming_daily"
    title = "光明日报"
    region, level, kind = "000000", "central", "epaper"
    home = "https://epaper.gmw.cn/"
    entrance = "https://epaper.gmw.cn/gmrb/html/layout/index.html"
    issue_url = "https://epaper.gmw.cn/gmrb/html/layout/{day:%Y%m}/{day:%d}/node_01.html"
    article_example = "https://epaper.gmw.cn/gmrb/html/content/202607/01/content_12345.html"
