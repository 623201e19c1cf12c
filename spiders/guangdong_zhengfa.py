"""广东政法网. Seen: addresses of a list and of articles (mpost_ is the mobile page). Assumed: the column's name."""

from crawler.families.guangdong import GuangdongSpider


class GuangdongZhengfaSpider(GuangdongSpider):
    name = "guangdong_zhengfa"
    title = "广东政法网"
    region, level, kind = "440000", "province", "zhengfa"
    home = "https://www.gdzf.org.cn/"
    columns = {"以案释法": "https://www.gdzf.org.cn/yasf/"}
    article_example = "https://www.gdzf.org.cn/yasf/content/post_199060.html"
    confidence = "high"
