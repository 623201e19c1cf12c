"""中国长安网. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.trs import TrsContentSpider


class ChinapeaceSpider(TrsContentSpider):
    name = "chinapeace"
    title = "中国长安网"
    region, level, kind = "000000", "central", "zhengfa"
    home = "http://www.chinapeace.gov.cn/"
    columns = {
        "要闻": "http://www.chinapeace.gov.cn/chinapeace/c100007/list2020.shtml",
        "动态": "http://www.chinapeace.gov.cn/chinapeace/c100008/list2020.shtml",
    }
    article_example = "http://www.chinapeace.gov.cn/chinapeace/c100007/2022-07/13/content_12647719.shtml"
    confidence = "high"
