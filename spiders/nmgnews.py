"""内蒙古新闻网. Seen: the list's address, the shape of articles'; years of two digits.

Assumed: the column's name, the example's number.
"""

from crawler.families.enorth import EnorthSpider


class NmgnewsSpider(EnorthSpider):
    name = "nmgnews"
    title = "内蒙古新闻网"
    region, level, kind = "150000", "province", "portal"
    home = "http://inews.nmgnews.com.cn/"
    columns = {"经济新闻": "http://inews.nmgnews.com.cn/nmgxw/jjxw/"}
    article_example = "http://inews.nmgnews.com.cn/system/2019/07/05/012735000.shtml"
    confidence = "high"
