"""人民日报. Seen: the entrance, addresses of issues and articles. Assumed: the example's number."""

from crawler.families.founder_paper import FounderNewPaperSpider


class PeopleDailyEpaperSpider(FounderNewPaperSpider):
    name = "people_daily_epaper"
    title = "人民日报"
    region, level, kind = "000000", "central", "epaper"
    home = "https://paper.people.com.cn/"
    entrance = "https://paper.people.com.cn/rmrb/pc/layout/index.html"
    issue_url = "https://paper.people.com.cn/rmrb/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"
    article_example = "https://paper.people.com.cn/rmrb/pc/content/202410/01/content_30000001.html"
    confidence = "high"
