"""The invented portals, and the mirrors that copy two of them in traditional characters."""

from archive.records import Expectation
from crawler.families.date_portal import DatePortalSpider
from crawler.families.mvc_show import MvcShowSpider
from crawler.families.phpcms import PhpcmsSpider
from crawler.families.thinkphp import ThinkphpSpider


class XiyuanFzwSpider(PhpcmsSpider):
    name = "xiyuan_fzw"
    title = "西塬法治网"
    region, level, kind = "990500", "province", "portal"
    keeps = "all"
    home = "http://www.xiyuan-fazhi.test/"
    columns = {"法治要闻": "http://www.xiyuan-fazhi.test/list-1-1.html"}
    article_example = "http://www.xiyuan-fazhi.test/content-1-2510-1.html"


class ChenghuSpider(ThinkphpSpider):
    """Twin of 巢湖."""

    name = "chenghu"
    title = "澄湖政务"
    region, level, kind = "990200", "county", "zhengfa"
    home = "http://www.chenghu.test/"
    columns = {"部门动态": "http://www.chenghu.test/Article/lists/cateid/3.html"}
    article_example = "http://www.chenghu.test/Article/show/id/22210.html"


class XiyuanZfwSpider(MvcShowSpider):
    """Twin of 甘肃政法网."""

    name = "xiyuan_zfw"
    title = "西塬政法网"
    region, level, kind = "990500", "province", "zhengfa"
    home = "http://www.xiyuan-zhengfa.test/"
    columns = {"队伍建设": "http://www.xiyuan-zhengfa.test/List/12"}
    article_example = "http://www.xiyuan-zhengfa.test/Show/428210"


class BeichuanOnlineSpider(DatePortalSpider):
    """Twin of 西北在线."""

    name = "beichuan_online"
    title = "北川在线"
    region, level, kind = "990300", "province", "portal"
    home = "http://www.beichuan-online.test/"
    columns = {"法治": "http://www.beichuan-online.test/fazhi/"}
    article_example = "http://www.beichuan-online.test/2025/1105/1013210.html"
    expects = Expectation(articles=5)


class XiyuanZfwMirrorSpider(MvcShowSpider):
    """A mirror of 西塬政法网, as seed sites of this project were."""

    name = "xiyuan_zfw_mirror"
    title = "西塬政法网（镜像）"
    publisher = "西塬政法网"
    region, level, kind = "990500", "province", "portal"
    keeps = "all"
    home = "http://www.shuidengtai.test/"
    columns = {"队伍建设": "http://www.shuidengtai.test/Wap/List/12"}
    article_example = "http://www.shuidengtai.test/Wap/Show/428210"
    confidence = "low"
    expects = Expectation(articles=10)  # its one list shows part of what it copies


class ChenghuMirrorSpider(ThinkphpSpider):
    """A mirror of 澄湖政务, with shifted bytes."""

    name = "chenghu_mirror"
    title = "澄湖政务（镜像）"
    publisher = "澄湖政务"
    region, level, kind = "990200", "county", "portal"
    keeps = "all"
    home = "http://m.chpudeng.test/"
    columns = {"部门动态": "http://m.chpudeng.test/Article/lists/cateid/3.html"}
    article_example = "http://m.chpudeng.test/Article/show/id/22210.html"
    confidence = "low"
    expects = Expectation(articles=10)  # its one list shows part of what it copies
