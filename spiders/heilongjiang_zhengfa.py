"""黑龙江政法网. Seen: an article's address; 法治网 hosts it. Assumed: that the front page lists the newest articles."""

from crawler.families.founder_node import FounderNodeSpider


class HeilongjiangZhengfaSpider(FounderNodeSpider):
    name = "heilongjiang_zhengfa"
    title = "黑龙江政法网"
    region, level, kind = "230000", "province", "zhengfa"
    home = "http://www.hljzfw.gov.cn/"
    columns = {"首页": "http://www.hljzfw.gov.cn/"}
    article_example = "http://www.hljzfw.gov.cn/Grassroots_dynamics/content/2025-06/09/content_9196387.html"
