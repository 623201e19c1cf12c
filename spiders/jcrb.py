"""正义网. Seen: addresses of lists, the shape of articles'. Assumed: the example's number."""

from crawler.families.trs import TrsSpider


class JcrbSpider(TrsSpider):
    name = "jcrb"
    title = "正义网"
    region, level, kind = "000000", "central", "media"
    home = "http://www.jcrb.com/"
    columns = {
        "社会新闻": "http://news.jcrb.com/shxw/",
        "法治要闻": "http://www.jcrb.com/legal/yaowen/",
        "公诉频道": "http://www.jcrb.com/gongsupindao/XASD/",
    }
    article_example = "http://news.jcrb.com/shxw/201907/t20190701_2018000.html"
    keeps = "all"
