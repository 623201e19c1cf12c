"""法治安徽网. Seen: an article's address and page. Assumed: that the front page lists the newest articles."""

from crawler.families.columns import ColumnsSpider


class FzahwSpider(ColumnsSpider):
    name = "fzahw"
    title = "法治安徽网"
    region, level, kind = "340000", "province", "media"
    home = "http://wap.fzahw.com/"
    columns = {"首页": "http://wap.fzahw.com/"}
    article_pattern = r"/news/20\d{2}/\d{2}/\d{2}/c_\d+\.htm$"
    article_example = "http://wap.fzahw.com/news/2024/07/10/c_119660.htm"
    keeps = "all"
