"""The three invented newspapers."""

from crawler.families.founder_paper import FounderNewPaperSpider, FounderPaperSpider
from crawler.families.index_paper import IndexPaperSpider


class YunlingDailySpider(FounderPaperSpider):
    """Twin of 内蒙古日报."""

    name = "yunling_daily"
    title = "云岭日报"
    region, level, kind = "990100", "province", "epaper"
    keeps = "all"
    home = "http://szb.yunling-daily.test/"
    entrance = "http://szb.yunling-daily.test/ylrb/paperindex.htm"
    issue_url = "http://szb.yunling-daily.test/ylrb/html/{day:%Y-%m}/{day:%d}/node_2.htm"
    article_example = "http://szb.yunling-daily.test/ylrb/html/2025-11/04/content_33901_170210.htm"


class HaiwanFzbSpider(FounderNewPaperSpider):
    name = "haiwan_fzb"
    title = "海湾法治报"
    region, level, kind = "990400", "province", "epaper"
    keeps = "all"
    home = "http://epaper.haiwan-fzb.test/"
    entrance = "http://epaper.haiwan-fzb.test/pc/layout/index.html"
    issue_url = "http://epaper.haiwan-fzb.test/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"
    article_example = "http://epaper.haiwan-fzb.test/pc/cont/202511/05/content_164210.html"


class ChangheFzbSpider(IndexPaperSpider):
    """Twin of 法治日报."""

    name = "changhe_fzb"
    title = "长河法治报"
    region, level, kind = "990200", "province", "epaper"
    keeps = "all"
    home = "http://epaper.changhe-fazhi.test/"
    entrance = "http://epaper.changhe-fazhi.test/chfzb/content/PaperIndex.htm"
    issue_url = "http://epaper.changhe-fazhi.test/chfzb/content/{day:%Y%m%d}/IssueIndex.htm"
    article_example = "http://epaper.changhe-fazhi.test/chfzb/content/20251105/Articel01211GN.htm"
