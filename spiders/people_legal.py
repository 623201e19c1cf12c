"""人民网法治. Seen: addresses of lists and of an article; GB2312. Assumed: the columns' names."""

from crawler.families.people import PeopleSpider


class PeopleLegalSpider(PeopleSpider):
    name = "people_legal"
    title = "人民网法治"
    region, level, kind = "000000", "central", "media"
    publisher = "人民网"
    home = "http://legal.people.com.cn/"
    columns = {
        "首页": "http://legal.people.com.cn/",
        "法治要闻": "http://legal.people.com.cn/GB/188502/index.html",
        "社会要闻": "http://society.people.com.cn/GB/136657/index1.html",
    }
    article_example = "http://legal.people.com.cn/n1/2019/0114/c42510-30537367.html"
    confidence = "high"
