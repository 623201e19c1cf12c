"""中国甘肃网. Seen: addresses of lists and of an article. Assumed: the columns' names but 法治甘肃."""

from crawler.families.enorth import EnorthSpider


class GscnSpider(EnorthSpider):
    name = "gscn"
    title = "中国甘肃网"
    region, level, kind = "620000", "province", "portal"
    home = "http://www.gscn.com.cn/"
    columns = {"甘肃要闻": "http://gansu.gscn.com.cn/gsyw/", "法治甘肃": "http://www.gscn.com.cn/fzgs/"}
    article_example = "http://gscn.com.cn/fzgs/system/2020/05/09/012381233.shtml"
    confidence = "high"
