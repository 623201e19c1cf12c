"""广州市公安局. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.guangdong import GuangdongSpider


class GuangzhouGajSpider(GuangdongSpider):
    name = "guangzhou_gaj"
    title = "广州市公安局"
    region, level, kind = "440100", "city", "police"
    home = "https://gaj.gz.gov.cn/"
    columns = {
        "情况通报": "https://gaj.gz.gov.cn/gaxw/qktb/",
        "防范诈骗": "https://gaj.gz.gov.cn/gaxw/ztbd/ffzp/index.html",
    }
    article_example = "https://gaj.gz.gov.cn/gaxw/ztbd/ffzp/content/post_10681343.html"
    confidence = "high"
