"""昌都市公安局. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.ucap import UcapSpider


class ChangduGajSpider(UcapSpider):
    name = "changdu_gaj"
    title = "昌都市公安局"
    region, level, kind = "540300", "city", "police"
    home = "https://gaj.changdu.gov.cn/"
    columns = {"动态": "https://gaj.changdu.gov.cn/cdsgaj/c102212/"}
    article_example = "https://gaj.changdu.gov.cn/cdsgaj/c102212/202005/cd0d15663c3d42019d8c2309991a3c1f.shtml"
    confidence = "high"
    cadence = "weekly"
