"""四川法治报. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.columns import ColumnsSpider


class SichuanFzbSpider(ColumnsSpider):
    name = "sichuan_fzb"
    title = "四川法治报"
    region, level, kind = "510000", "province", "media"
    home = "https://www.scfzbs.com/"
    columns = {"要闻": "https://www.scfzbs.com/yw/"}
    article_pattern = r"/\w+/20\d{4}/\d+\.html$"
    article_example = "https://www.scfzbs.com/yw/202601/83186353.html"
    keeps = "all"
    confidence = "high"
