"""柳州市公安局. Seen: the list's address.

Assumed: its name, and that articles look as the region's do; the example's number.
"""

from crawler.families.trs import TrsIdSpider


class LiuzhouGajSpider(TrsIdSpider):
    name = "liuzhou_gaj"
    title = "柳州市公安局"
    region, level, kind = "450200", "city", "police"
    home = "http://gaj.liuzhou.gov.cn/"
    columns = {"警情通报": "http://gaj.liuzhou.gov.cn/xwzx/jqtb/"}
    article_example = "http://gaj.liuzhou.gov.cn/xwzx/jqtb/t1234567.shtml"
