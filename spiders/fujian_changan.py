"""平安福建网. Seen: an article's address on a city's host. Assumed: the list's address and name."""

from crawler.families.columns import ColumnsSpider


class FujianChanganSpider(ColumnsSpider):
    name = "fujian_changan"
    title = "平安福建网"
    region, level, kind = "350000", "province", "zhengfa"
    home = "http://www.pafj.net/"
    columns = {"平安莆田": "http://putian.pafj.net/caw/f/10/list-225.html"}
    article_pattern = r"/caw/f/\d+/view-\d+-\d+\.html$"
    article_example = "http://putian.pafj.net/caw/f/10/view-225-766722.html"
