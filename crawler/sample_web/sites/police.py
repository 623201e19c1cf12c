"""The three invented police departments."""

from crawler.families.hanweb import HanwebSpider
from crawler.families.trs import TrsSpider
from crawler.families.ucap import UcapSpider


class YunlingPoliceSpider(TrsSpider):
    name = "yunling_police"
    title = "云岭公安网"
    region, level, kind = "990100", "province", "police"
    home = "http://news.yunling-police.test/"
    columns = {"警务要闻": "http://news.yunling-police.test/jwyw/index.html"}
    article_example = "http://news.yunling-police.test/jwyw/202511/t20251105_7100210.html"


class HaiwanPoliceSpider(HanwebSpider):
    name = "haiwan_police"
    title = "海湾省公安厅"
    region, level, kind = "990400", "province", "police"
    home = "http://gat.haiwan.test/"
    columns = {"警务动态": "http://gat.haiwan.test/col/col6372/index.html"}
    article_example = "http://gat.haiwan.test/art/2025/11/5/art_6372_11800210.html"


class CangjiangPoliceSpider(UcapSpider):
    name = "cangjiang_police"
    title = "沧江省公安厅"
    region, level, kind = "990200", "province", "police"
    home = "http://gat.cangjiang.test/"
    columns = {"公安要闻": "http://gat.cangjiang.test/gat/c108/list.shtml"}
    article_example = "http://gat.cangjiang.test/gat/c108/202511/000000d20123456789abcdef01234567.shtml"
