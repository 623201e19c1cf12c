"""莆田市公安局. Seen: the list's address.

Assumed: its name, and that articles look as the province's do; the example's number.
"""

from crawler.families.trs import TrsSpider


class PutianGajSpider(TrsSpider):
    name = "putian_gaj"
    title = "莆田市公安局"
    region, level, kind = "350300", "city", "police"
    home = "http://gaj.putian.gov.cn/"
    columns = {"警情通报": "http://gaj.putian.gov.cn/zwgk/jqtb/"}
    article_example = "http://gaj.putian.gov.cn/zwgk/jqtb/202401/t20240101_1234567.htm"
