"""天津市公安局. Seen: addresses of lists and of an article. Assumed: the columns' names but 公安要闻."""

from crawler.families.trs import TrsSpider


class TianjinGajSpider(TrsSpider):
    name = "tianjin_gaj"
    title = "天津市公安局"
    region, level, kind = "120000", "province", "police"
    home = "https://ga.tj.gov.cn/"
    columns = {
        "公安要闻": "https://ga.tj.gov.cn/gaxc/gayw/",
        "出入境通告": "https://ga.tj.gov.cn/xxfb/tztg/crj1/",
        "安全防范提示": "https://ga.tj.gov.cn/gaxc/aqffts/",
    }
    article_example = "https://ga.tj.gov.cn/gaxc/aqffts/202412/t20241223_6812748.html"
    confidence = "high"
