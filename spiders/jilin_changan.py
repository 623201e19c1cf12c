"""吉林长安网. Seen: an article's address and its column's folder. Assumed: the list's file and its name."""

from crawler.families.ucap import UcapSpider


class JilinChanganSpider(UcapSpider):
    name = "jilin_changan"
    title = "吉林长安网"
    region, level, kind = "220000", "province", "zhengfa"
    home = "http://www.jlpeace.gov.cn/"
    columns = {"权威发布": "http://www.jlpeace.gov.cn/jlscaw/qwfb/list.shtml"}
    article_example = "http://www.jlpeace.gov.cn/jlscaw/qwfb/202601/dc5a6c30274c4e9fbf94965983cb5e6a.shtml"
