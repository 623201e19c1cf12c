"""广东省公安厅. Seen: addresses of lists and of an article. Assumed: the columns' names but 警务要闻."""

from crawler.families.guangdong import GuangdongSpider


class GuangdongGatSpider(GuangdongSpider):
    name = "guangdong_gat"
    title = "广东省公安厅"
    region, level, kind = "440000", "province", "police"
    home = "https://gdga.gd.gov.cn/"
    columns = {
        "警务要闻": "https://gdga.gd.gov.cn/jwzx/jwyw/index.html",
        "新闻发布": "https://gdga.gd.gov.cn/jmhd/xwfb/index.html",
        "公告公示": "https://gdga.gd.gov.cn/jwzx/gggs/index.html",
    }
    article_example = "https://gdga.gd.gov.cn/jwzx/jwyw/content/post_4281874.html"
    confidence = "high"
