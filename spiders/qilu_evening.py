"""齐鲁晚报. Seen: an article's address of 2021. Assumed: the entrance and the issues' addresses."""

from crawler.families.index_paper import IndexPaperSpider


class QiluEveningSpider(IndexPaperSpider):
    name = "qilu_evening"
    title = "齐鲁晚报"
    region, level, kind = "370000", "province", "epaper"
    home = "https://epaper.qlwb.com.cn/"
    entrance = "https://epaper.qlwb.com.cn/qlwb/content/PaperIndex.htm"
    issue_url = "https://epaper.qlwb.com.cn/qlwb/content/{day:%Y%m%d}/PageA01TB.htm"
    article_example = "https://epaper.qlwb.com.cn/mobile/qlwb/content/20210110/ArticelA02005GN.htm"
