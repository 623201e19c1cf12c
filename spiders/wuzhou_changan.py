"""梧州长安网. Seen: an article's address; lists are article_list.php?id=.

Assumed: whose site it is (after its name), that the front page lists the newest articles.
"""

from crawler.families.query_list import QueryListSpider


class WuzhouChanganSpider(QueryListSpider):
    name = "wuzhou_changan"
    title = "梧州长安网"
    region, level, kind = "450400", "city", "zhengfa"
    home = "http://www.wzpeace.com/"
    columns = {"首页": "http://www.wzpeace.com/"}
    article_example = "http://www.wzpeace.com/article_show.php?id=4771"
