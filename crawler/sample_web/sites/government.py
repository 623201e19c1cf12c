"""Invented police bureaus and commissions for political and legal affairs, one of each further government system."""

from crawler.families.guangdong import GuangdongSpider
from crawler.families.jpaas import JpaasSpider
from crawler.families.longxun import LongxunSpider
from crawler.families.trs import TrsContentSpider, TrsIdSpider
from crawler.families.turbo import TurboSpider
from crawler.families.vsb import VsbSpider


class LanxiPoliceSpider(TrsIdSpider):
    name = "lanxi_police"
    title = "岚溪市公安局"
    region, level, kind = "990100", "city", "police"
    home = "http://gaj.lanxi.test/"
    columns = {"公安要闻": "http://gaj.lanxi.test/jwzx/gayw/"}
    article_example = "http://gaj.lanxi.test/jwzx/gayw/t10521210.shtml"


class BeichuanPeaceSpider(TrsContentSpider):
    """Twin of 中国长安网."""

    name = "beichuan_changan"
    title = "北川长安网"
    publisher = "中共北川省委政法委员会"
    region, level, kind = "990300", "province", "zhengfa"
    home = "http://www.beichuan-changan.test/"
    columns = {"平安建设": "http://www.beichuan-changan.test/beichuan/c100007/list2020.shtml"}
    article_example = "http://www.beichuan-changan.test/beichuan/c100007/2025-11/05/content_12760210.shtml"


class BeichuanPoliceSpider(TurboSpider):
    name = "beichuan_police"
    title = "北川省公安厅"
    region, level, kind = "990300", "province", "police"
    home = "http://gat.beichuan.test/"
    columns = {"工作动态": "http://gat.beichuan.test/n2254098/n4904352/index.html"}
    article_example = "http://gat.beichuan.test/n2254098/n4904352/c9947210/content.html"


class TuolingPoliceSpider(JpaasSpider):
    name = "tuoling_police"
    title = "驼铃市公安局"
    region, level, kind = "990500", "city", "police"
    home = "http://www.tuoling.test/"
    columns = {"警务要闻": "http://www.tuoling.test/sgaj/jwzx/jwyw/index.html"}
    article_example = "http://www.tuoling.test/sgaj/jwzx/jwyw/art/2025/art_000000d20123456789abcdef01234567.html"


class JinggangPoliceSpider(GuangdongSpider):
    name = "jinggang_police"
    title = "鲸港市公安局"
    region, level, kind = "990400", "city", "police"
    home = "http://gaj.jinggang.test/"
    columns = {"警务要闻": "http://gaj.jinggang.test/gaxw/jwyw/index.html"}
    article_example = "http://gaj.jinggang.test/gaxw/jwyw/content/post_9081210.html"


class TingzePoliceSpider(LongxunSpider):
    name = "tingze_police"
    title = "汀泽市公安局"
    region, level, kind = "990200", "city", "police"
    home = "http://gaj.tingze.test/"
    columns = {"警务动态": "http://gaj.tingze.test/public/column/7081?type=4&catId=6999451&action=list&nav=3"}
    article_example = "http://gaj.tingze.test/public/7081/49738210.html"


class ShuangchengPeaceSpider(VsbSpider):
    name = "shuangcheng_pingan"
    title = "霜城平安网"
    region, level, kind = "990300", "city", "zhengfa"
    home = "http://pingan.shuangcheng.test/"
    columns = {"平安动态": "http://pingan.shuangcheng.test/padt.htm"}
    article_example = "http://pingan.shuangcheng.test/info/1021/5210.htm"
