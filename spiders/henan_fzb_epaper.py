"""河南法制报. Seen: an issue's address of 2024.

Assumed: the entrance, that issues begin at that node, the example's number.
"""

from crawler.families.founder_paper import FounderPaperSpider


class HenanFzbEpaperSpider(FounderPaperSpider):
    name = "henan_fzb_epaper"
    title = "河南法制报"
    region, level, kind = "410000", "province", "epaper"
    home = "https://newpaper.dahe.cn/"
    entrance = "https://newpaper.dahe.cn/jrab/paperindex.htm"
    issue_url = "https://newpaper.dahe.cn/jrab/html/{day:%Y-%m}/{day:%d}/node_2170.htm"
    article_example = "https://newpaper.dahe.cn/jrab/html/2024-07/18/content_1_1.htm"
    keeps = "all"
