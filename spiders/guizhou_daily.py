"""贵州日报. Seen: an article's address and page. Assumed: the entrance and the issues' addresses."""

from crawler.families.founder_paper import FounderNewPaperSpider


class GuizhouDailySpider(FounderNewPaperSpider):
    name = "guizhou_daily"
    title = "贵州日报"
    region, level, kind = "520000", "province", "epaper"
    home = "http://szb.eyesnews.cn/"
    entrance = "http://szb.eyesnews.cn/pc/layout/index.html"
    issue_url = "http://szb.eyesnews.cn/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"
    article_example = "http://szb.eyesnews.cn/pc/cont/202510/30/content_164650.html"
