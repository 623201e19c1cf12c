"""The invented portals of the families that follow a product's own layout, a feed or a sitemap."""

from crawler.families.enorth import EnorthSpider
from crawler.families.feed import FeedSpider
from crawler.families.founder_node import FounderNodeSpider
from crawler.families.news_cn import NewsCnSpider
from crawler.families.next_data import NextDataSpider
from crawler.families.people import PeopleSpider
from crawler.families.query_list import QueryListSpider
from crawler.families.sitemap import SitemapSpider


class ShuofengNetSpider(EnorthSpider):
    name = "shuofeng_net"
    title = "朔风网"
    region, level, kind = "990300", "province", "portal"
    home = "http://news.shuofeng.test/"
    columns = {"法治在线": "http://news.shuofeng.test/fazhi/index.shtml"}
    article_example = "http://news.shuofeng.test/system/2025/11/05/017130210.shtml"


class HaiwanFzwSpider(FounderNodeSpider):
    name = "haiwan_fzw"
    title = "海湾法治网"
    region, level, kind = "990400", "province", "portal"
    home = "http://www.haiwan-fazhi.test/"
    columns = {"政法要闻": "http://www.haiwan-fazhi.test/leader/node_34072.htm"}
    article_example = "http://www.haiwan-fazhi.test/leader/content/2025-11/05/content_9330210.html"


class TingzePeaceSpider(QueryListSpider):
    name = "tingze_peace"
    title = "汀泽长安网"
    region, level, kind = "990200", "city", "zhengfa"
    home = "http://www.tingze-peace.test/"
    columns = {"平安建设": "http://www.tingze-peace.test/list.aspx?id=3"}
    article_example = "http://www.tingze-peace.test/detail.aspx?id=31210"


class XinlingNetSpider(NewsCnSpider):
    name = "xinling_net"
    title = "新岭网"
    region, level, kind = "990100", "province", "media"
    home = "http://www.xinling-news.test/"
    columns = {"法治": "http://www.xinling-news.test/legal/index.htm"}
    article_example = "http://www.xinling-news.test/legal/20251105/0123456789abcdef0123456789abcdef/c.html"


class JiangshengNetSpider(PeopleSpider):
    name = "jiangsheng_net"
    title = "江声网"
    region, level, kind = "990200", "province", "media"
    home = "http://legal.jiangsheng.test/"
    columns = {"公安司法": "http://legal.jiangsheng.test/GB/188502/index.html"}
    article_example = "http://legal.jiangsheng.test/n1/2025/1105/c42510-30530210.html"


class TideNewsSpider(NextDataSpider):
    name = "tide_news"
    title = "潮汐新闻"
    region, level, kind = "990400", "province", "media"
    home = "http://www.tide-news.test/"
    columns = {"一号警务": "http://www.tide-news.test/list_25428"}
    article_example = "http://www.tide-news.test/newsDetail_forward_31980210"


class LongshaNewsSpider(FeedSpider):
    name = "longsha_news"
    title = "陇沙新闻网"
    region, level, kind = "990500", "city", "media"
    home = "http://www.longsha-news.test/"
    columns = {"警法": "http://www.longsha-news.test/rss/jingfa.xml"}
    article_pattern = r"/article/\d+\.html$"
    article_example = "http://www.longsha-news.test/article/70210.html"


class YanpingNewsSpider(SitemapSpider):
    name = "yanping_news"
    title = "雁坪新闻网"
    region, level, kind = "990300", "city", "media"
    home = "http://www.yanping-news.test/"
    columns = {"网站地图": "http://www.yanping-news.test/sitemap.xml"}
    article_pattern = r"/p/\d+\.html$"
    article_example = "http://www.yanping-news.test/p/88210.html"
