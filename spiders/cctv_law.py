"""央视网. Seen: the shape of articles' addresses. Assumed: the list's address, the example's number."""

from crawler.families.columns import ColumnsSpider


class CctvLawSpider(ColumnsSpider):
    name = "cctv_law"
    title = "央视网"
    region, level, kind = "000000", "central", "media"
    home = "https://news.cctv.com/"
    columns = {"法治": "https://news.cctv.com/law/"}
    article_pattern = r"/20\d{2}/\d{2}/\d{2}/(?:ARTI|PHOA|VIDE)\w+\.shtml$"
    article_example = "https://news.cctv.com/2024/01/10/ARTIxxxxxxxxxxxxxxxxxxxxxx240110.shtml"
