"""内蒙古日报 e-paper. Seen: layout and article addresses of 2017, 2020 and 2022. Assumed: the entrance's refresh."""

from crawler.families.founder_paper import FounderPaperSpider


class NeimengguDailySpider(FounderPaperSpider):
    name = "neimenggu_daily"
    title = "内蒙古日报"
    region, level, kind = "150000", "province", "epaper"
    home = "http://szb.northnews.cn/"
    entrance = "http://szb.northnews.cn/nmgrb/paperindex.htm"
    issue_url = "http://szb.northnews.cn/nmgrb/html/{day:%Y-%m}/{day:%d}/node_2.htm"
    article_example = "http://szb.northnews.cn/nmgrb/html/2022-01/11/content_33907_170618.htm"
