"""法治甘肃网. Seen: an article's page and the shape of its address.

Assumed: the list's address and name, the example's number.
"""

from crawler.families.phpcms import PhpcmsSpider


class GansuFazhiSpider(PhpcmsSpider):
    name = "gansu_fazhi"
    title = "法治甘肃网"
    region, level, kind = "620000", "province", "media"
    home = "https://www.gsfzb.com/"
    columns = {"要闻": "https://www.gsfzb.com/list-550-1.html"}
    article_example = "https://www.gsfzb.com/content-550-100000-1.html"
    keeps = "all"
