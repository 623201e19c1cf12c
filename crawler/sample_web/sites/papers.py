"""The invented newspapers."""

from crawler.families.founder_paper import (
    FounderColPaperSpider,
    FounderNbsPaperSpider,
    FounderNewPaperSpider,
    FounderPaperSpider,
)
from crawler.families.index_paper import IndexPaperSpider
from crawler.families.legal_papers import CpdPaperSpider, JcrbPaperSpider


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


class ShuofengFzbSpider(FounderColPaperSpider):
    """Twin of 甘肃法治报."""

    name = "shuofeng_fzb"
    title = "朔风法治报"
    region, level, kind = "990500", "province", "epaper"
    keeps = "all"
    home = "http://szb.shuofeng-fzb.test/"
    entrance = "http://szb.shuofeng-fzb.test/sffzb/pc/layout/index.html"
    issue_url = "http://szb.shuofeng-fzb.test/sffzb/pc/layout/{day:%Y%m}/{day:%d}/col01.html"
    article_example = "http://szb.shuofeng-fzb.test/sffzb/pc/con/202511/05/c140210.html"


class CangjiangDailySpider(FounderNbsPaperSpider):
    """Twin of 人民日报 as it was to 2024."""

    name = "cangjiang_daily"
    title = "沧江日报"
    region, level, kind = "990200", "province", "epaper"
    keeps = "all"
    home = "http://paper.cangjiang-daily.test/"
    entrance = "http://paper.cangjiang-daily.test/cjrb/paperindex.htm"
    issue_url = "http://paper.cangjiang-daily.test/cjrb/html/{day:%Y-%m}/{day:%d}/nbs.D990000cjrb_01.htm"
    article_example = "http://paper.cangjiang-daily.test/cjrb/html/2025-11/05/nw.D990000cjrb_20251105_150210-01.htm"


class XiyuanJcbSpider(JcrbPaperSpider):
    """Twin of 检察日报."""

    name = "xiyuan_jcb"
    title = "西塬检察报"
    region, level, kind = "990500", "province", "epaper"
    keeps = "all"
    home = "http://newspaper.xiyuan-jcb.test/"
    entrance = "http://newspaper.xiyuan-jcb.test/index.htm"
    issue_url = "http://newspaper.xiyuan-jcb.test/{day:%Y}/{day:%Y%m%d}/{day:%Y%m%d}_plist.htm"
    article_example = "http://newspaper.xiyuan-jcb.test/2025/20251105/20251105_001/20251105_001_160210.htm"


class BeichuanGabSpider(CpdPaperSpider):
    """Twin of 人民公安报."""

    name = "beichuan_gab"
    title = "北川公安报"
    region, level, kind = "990300", "province", "epaper"
    keeps = "all"
    home = "http://epaper.beichuan-gab.test/"
    entrance = "http://epaper.beichuan-gab.test/szb/dzb_16465/suoyin/"
    issue_url = "http://epaper.beichuan-gab.test/szb/dzb_16465/bcgab/{day:%Y}/{day:%Y_%m_%d}/"
    article_example = (
        "http://epaper.beichuan-gab.test/szb/dzb_16465/bcgab/2025/2025_11_06/16401_2025_11_06_4111/425/t_1170210.html"
    )
