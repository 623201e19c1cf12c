"""荆楚网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.trs import TrsIdSpider


class CnhubeiSpider(TrsIdSpider):
    name = "cnhubei"
    title = "荆楚网"
    region, level, kind = "420000", "province", "portal"
    home = "http://news.cnhubei.com/"
    columns = {"社会": "http://news.cnhubei.com/xw/sh/"}
    article_example = "http://news.cnhubei.com/xw/gn/201901/t4209364.shtml"
    confidence = "high"
