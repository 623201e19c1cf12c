"""法治网. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.founder_node import FounderNodeSpider


class LegaldailySpider(FounderNodeSpider):
    name = "legaldaily"
    title = "法治网"
    region, level, kind = "000000", "central", "media"
    home = "http://www.legaldaily.com.cn/"
    columns = {
        "要闻": "http://www.legaldaily.com.cn/index_article/node_100191.htm",
        "政法综治": "http://www.legaldaily.com.cn/zfzz/node_81120.htm",
        "高层": "http://www.legaldaily.com.cn/leader/node_34072.htm",
    }
    article_example = "http://www.legaldaily.com.cn/index/content/2026-01/27/content_9330365.html"
    keeps = "all"
    confidence = "high"
