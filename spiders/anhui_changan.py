"""安徽长安网. Seen: an article's address and page; 法治网 hosts it.

Assumed: that the front page lists the newest articles.
"""

from crawler.families.founder_node import FounderNodeSpider


class AnhuiChanganSpider(FounderNodeSpider):
    name = "anhui_changan"
    title = "安徽长安网"
    region, level, kind = "340000", "province", "zhengfa"
    home = "http://www.ahcaw.com/"
    columns = {"首页": "http://www.ahcaw.com/"}
    article_example = "http://www.ahcaw.com/ahcaw/content/2024-11/08/content_9082011.htm"
