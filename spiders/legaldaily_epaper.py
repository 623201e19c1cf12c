"""法治日报 e-paper. Seen: article, page and index addresses; `/fzrb/` alone answers 403. Assumed: nothing else."""

from crawler.families.index_paper import IndexPaperSpider


class LegalDailyEpaperSpider(IndexPaperSpider):
    name = "legaldaily_epaper"
    title = "法治日报"
    region, level, kind = "000000", "central", "epaper"
    home = "http://epaper.legaldaily.com.cn/"
    entrance = "http://epaper.legaldaily.com.cn/fzrb/content/PaperIndex.htm"
    issue_url = "http://epaper.legaldaily.com.cn/fzrb/content/{day:%Y%m%d}/IssueIndex.htm"
    article_example = "http://epaper.legaldaily.com.cn/fzrb/content/20230811/Articel01003GN.htm"
    keeps = "all"
    confidence = "high"
