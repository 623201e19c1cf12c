"""深圳市公安局. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.guangdong import GuangdongSpider


class ShenzhenGajSpider(GuangdongSpider):
    name = "shenzhen_gaj"
    title = "深圳市公安局"
    region, level, kind = "440300", "city", "police"
    home = "http://ga.sz.gov.cn/"
    columns = {"政府信息公开": "http://ga.sz.gov.cn/gkmlpt/index"}
    article_example = "http://ga.sz.gov.cn/gkmlpt/content/11/11141/post_11141456.html"
    confidence = "high"
