"""甘肃法治报. Seen: an issue's address, an article's of a sister paper. Assumed: the entrance, the example's number."""

from crawler.families.founder_paper import FounderColPaperSpider


class GansuFzbEpaperSpider(FounderColPaperSpider):
    name = "gansu_fzb_epaper"
    title = "甘肃法治报"
    region, level, kind = "620000", "province", "epaper"
    home = "https://szb.gansudaily.com.cn/gsfzb/"
    entrance = "https://szb.gansudaily.com.cn/gsfzb/pc/layout/index.html"
    issue_url = "https://szb.gansudaily.com.cn/gsfzb/pc/layout/{day:%Y%m}/{day:%d}/col01.html"
    article_example = "https://szb.gansudaily.com.cn/gsfzb/pc/con/202408/19/c202436.html"
    keeps = "all"
