"""处州晚报. Seen: an article's address of 2019. Assumed: the entrance and the issues' addresses."""

from crawler.families.founder_paper import FounderNewPaperSpider


class ChuzhouEveningSpider(FounderNewPaperSpider):
    name = "chuzhou_evening"
    title = "处州晚报"
    region, level, kind = "331100", "city", "epaper"
    home = "http://paper.lsnews.com.cn/"
    entrance = "http://paper.lsnews.com.cn/czwb/pc/layout/index.html"
    issue_url = "http://paper.lsnews.com.cn/czwb/pc/layout/{day:%Y%m}/{day:%d}/node_A01.html"
    article_example = "http://paper.lsnews.com.cn/czwb/pc/content/201908/09/content_129981.html"
