"""广西新闻网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.columns import ColumnsSpider


class GxnewsSpider(ColumnsSpider):
    name = "gxnews"
    title = "广西新闻网"
    region, level, kind = "450000", "province", "portal"
    home = "http://news.gxnews.com.cn/"
    columns = {"新闻": "http://news.gxnews.com.cn/staticmores/168/33168-1.shtml"}
    article_pattern = r"/staticpages/20\d{6}/newgx[0-9a-f]+-\d+\.shtml$"
    article_example = "http://news.gxnews.com.cn/staticpages/20190624/newgx5d1054a7-18444984.shtml"
    confidence = "high"
