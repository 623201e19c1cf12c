"""中国警察网. Seen: addresses of lists, and of articles of three ages. Assumed: the columns' names but 反诈."""

from crawler.families.trs import TrsSpider


class CpdSpider(TrsSpider):
    name = "cpd"
    title = "中国警察网"
    region, level, kind = "000000", "central", "media"
    home = "https://www.cpd.com.cn/"
    columns = {
        "新闻一": "http://news.cpd.com.cn/n18151/",
        "新闻二": "http://news.cpd.com.cn/n3559/",
        "新闻三": "http://news.cpd.com.cn/n3569/",
        "新闻四": "http://news.cpd.com.cn/n3573/",
        "新闻五": "https://www.cpd.com.cn/n10216060/n10216158/",
        "治安": "http://zhian.cpd.com.cn/n26237006/",
        "交通": "http://jt.cpd.com.cn/n462015/",
        "反诈": "https://www.cpd.com.cn/n26237378/",
        "新闻六": "https://www.cpd.com.cn/n15729503/",
    }
    article_pattern = r"/(?:n\d+/)+(?:(?:\d{3,6}/)?t(?:\d{8})?_\d+|c\d+/content)\.html$"
    article_example = "http://news.cpd.com.cn/n3559/201904/t20190415_835839.html"
    keeps = "all"
    confidence = "high"
