"""检察日报. Seen: an issue's address and the shape of its articles'; GBK. Assumed: the example's number."""

from crawler.families.legal_papers import JcrbPaperSpider


class JcrbEpaperSpider(JcrbPaperSpider):
    name = "jcrb_epaper"
    title = "检察日报"
    region, level, kind = "000000", "central", "epaper"
    home = "https://newspaper.jcrb.com/"
    entrance = "https://newspaper.jcrb.com/"
    issue_url = "https://newspaper.jcrb.com/{day:%Y}/{day:%Y%m%d}/{day:%Y%m%d}_plist.htm"
    article_example = "https://newspaper.jcrb.com/2024/20240102/20240102_001/20240102_001_1.htm"
    keeps = "all"
    confidence = "high"
