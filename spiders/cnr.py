"""央广网. Seen: addresses of a list and of an article, on 甘肃's host. Assumed: the column's name."""

from crawler.families.trs import TrsSpider


class CnrSpider(TrsSpider):
    name = "cnr"
    title = "央广网"
    region, level, kind = "000000", "central", "media"
    home = "http://www.cnr.cn/"
    columns = {"甘肃头条": "https://gs.cnr.cn/gsxw/tt/"}
    article_pattern = r"/20\d{6}/t20\d{6}_\d+\.shtml$"
    article_example = "https://gs.cnr.cn/gsxw/tt/20260107/t20260107_527485277.shtml"
    confidence = "high"
