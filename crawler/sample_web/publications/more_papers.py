"""Four more invented newspapers, one of each other layout: Founder col and nbs, and two programs of their own."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from html import escape
from typing import ClassVar

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_PAGES = {1: "要闻", 2: "平安", 3: "案例", 4: "人物"}


class Sheets(Publication):
    """A paper of four sheets. `sheet` matches a sheet's path (year, month, day, page), `piece` an article's number."""

    kind = "paper"
    precision = "day"
    weekdays = frozenset({0, 2, 4})
    prints_source = False
    page_names: ClassVar[Mapping[int, str]] = _PAGES
    weight = 8
    sheet: ClassVar[re.Pattern[str]]
    piece: ClassVar[re.Pattern[str]]
    first: ClassVar[int]

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path in ("/", self.front):
            return self.entrance(day)
        if match := self.sheet.fullmatch(asked.path):
            return self._sheet(f"{match['y']}-{match['m']}-{match['d']}", int(match["page"]), day)
        if match := self.piece.fullmatch(asked.path):
            number = int(match["number"]) - self.first
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self.html(self.article_html(article), changed_on(article, day))
        return None

    def entrance(self, day: str) -> Page:
        """A page that refreshes to the newest issue."""
        latest = self.world.standing(self.name, day)[0].day
        target = self.sheet_path(latest, 1)
        return self.html(f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head></html>', latest)

    def _sheet(self, issue: str, page: int, day: str) -> Page | None:
        whole = self.issue(issue, day)
        if not whole or page not in _PAGES:
            return None
        pages = sorted({1, *(one.page for one in whole)})
        here = [one for one in whole if one.page == page]
        rows = [(self.path_of(one), escape(self.world.article(one.number, day).headline)) for one in here]
        return self.html(self.sheet_html(issue, page, pages, rows), issue)

    def issue(self, issue: str, day: str) -> list[Placement]:
        """What stands today of an issue, in its order."""
        return [one for one in reversed(self.world.standing(self.name, day)) if one.day == issue]

    @abstractmethod
    def sheet_path(self, issue: str, page: int) -> str: ...
    @abstractmethod
    def sheet_html(self, issue: str, page: int, pages: Sequence[int], rows: Sequence[tuple[str, str]]) -> str: ...
    @abstractmethod
    def article_html(self, article: SampleArticle) -> str: ...


def enpproperty(article: SampleArticle, identity: int) -> str:
    """The comment at the end of Founder's articles."""
    return (
        f"<!--enpproperty <articleid>{identity}</articleid><date>{article.published} 00:00:00:0</date><author></author>"
        f"<title>{escape(article.headline)}</title><keyword></keyword><subtitle>{escape(article.subheadline)}</subtitle>"
        f"<introtitle>{escape(article.kicker)}</introtitle><siteid>1</siteid><nodeid>{1800 + int(article.page)}</nodeid>"
        f"<nodename>{escape(article.section)}</nodename><url>{article.url}</url>/enpproperty-->"
    )


def paragraphs(article: SampleArticle, kind: str = "") -> str:
    """The text as paragraphs, sub-heads in bold."""
    return "".join(
        f"<p{kind}><strong>{escape(block.text)}</strong></p>"
        if block.kind == "subhead"
        else f"<p{kind}>　　{escape(block.text)}</p>"
        for block in article.blocks
    )


class ShuofengLawDaily(Sheets):
    """朔风法治报: `layout/202511/05/col01.html`, `con/202511/05/c140210.html`; an issue's pages are buttons."""

    name = "shuofeng_fzb"
    title = "朔风法治报"
    host = "szb.shuofeng-fzb.test"
    region = "990500"
    style = "run_in"
    front = "/sffzb/pc/layout/index.html"
    sheet = re.compile(r"/sffzb/pc/layout/(?P<y>\d{4})(?P<m>\d{2})/(?P<d>\d{2})/col(?P<page>\d{2})\.html")
    piece = re.compile(r"/sffzb/pc/con/\d{6}/\d{2}/c(?P<number>\d+)\.html")
    first = 140_000

    def sheet_path(self, issue: str, page: int) -> str:
        return f"/sffzb/pc/layout/{issue[:4]}{issue[5:7]}/{issue[8:]}/col{page:02d}.html"

    def path_of(self, placement: Placement) -> str:
        day = placement.day
        return f"/sffzb/pc/con/{day[:4]}{day[5:7]}/{day[8:]}/c{self.first + placement.number}.html"

    def sheet_html(self, issue: str, page: int, pages: Sequence[int], rows: Sequence[tuple[str, str]]) -> str:
        buttons = "".join(
            f'<li><a class="btn btn-block" href="col{one:02d}.html">第{one:02d}版：{_PAGES[one]}</a></li>'
            for one in pages
        )
        listed = "".join(
            f'<li class="resultList"><a href="{path}"><h4>{headline}</h4></a></li>' for path, headline in rows
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{self.title}-第{page:02d}版：{_PAGES[page]}</title></head><body>
<div class="head"><span class="date">{issue}</span> <a href="/sffzb/pc/layout/index.html">首页</a></div>
<div class="nav-list"><ul>{buttons}</ul></div><img class="preview" src="/sffzb/pic/{issue}/{page:02d}.jpg"><!--<p id="pdfUrl">/sffzb/att/{page:02d}.pdf</p>-->
<div class="news-list"><ul>{listed}</ul></div><div class="footer">朔风法治报社版权所有 未经许可不得转载</div></body></html>"""

    def article_html(self, article: SampleArticle) -> str:
        pictures = "".join(
            f'<p><img src="/sffzb/pic/{article.number}_{at}.jpg"></p><p class="pictext">{escape(caption)}</p>'
            for at, caption in enumerate(article.captions)
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}</title></head><body>
<div class="head"><a href="/sffzb/pc/layout/index.html">{self.title}</a> 版面导航 标题导航</div>
<div class="detail-art"><h3>{escape(article.kicker)}</h3><h2 id="Title">{escape(article.headline)}</h2><h4>{escape(article.subheadline)}</h4>
<p class="art-info"><span>{article.published}</span> <span>第{article.page}版：{article.section}</span></p>
<div id="ozoom">{pictures}<founder-content>{paragraphs(article)}</founder-content></div></div>
<div class="page-turn"><a>上一篇</a> <a>下一篇</a></div>
{enpproperty(article, self.first + article.number)}</body></html>"""


class CangjiangDaily(Sheets):
    """沧江日报: `html/2025-11/05/nbs.D990000cjrb_01.htm`, `nw.D990000cjrb_20251105_150210-01.htm`."""

    name = "cangjiang_daily"
    title = "沧江日报"
    host = "paper.cangjiang-daily.test"
    region = "990200"
    style = "tail"
    front = "/cjrb/paperindex.htm"
    sheet = re.compile(r"/cjrb/html/(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/nbs\.D990000cjrb_(?P<page>\d{2})\.htm")
    piece = re.compile(r"/cjrb/html/\d{4}-\d{2}/\d{2}/nw\.D990000cjrb_\d{8}_(?P<number>\d+)-\d{2}\.htm")
    first = 150_000

    def sheet_path(self, issue: str, page: int) -> str:
        return f"/cjrb/html/{issue[:7]}/{issue[8:]}/nbs.D990000cjrb_{page:02d}.htm"

    def path_of(self, placement: Placement) -> str:
        day = placement.day
        return f"/cjrb/html/{day[:7]}/{day[8:]}/nw.D990000cjrb_{day.replace('-', '')}_{self.first + placement.number}-{placement.page:02d}.htm"

    def sheet_html(self, issue: str, page: int, pages: Sequence[int], rows: Sequence[tuple[str, str]]) -> str:
        sheets = "".join(
            f'<div class="right_title-name"><a id="pageLink" href="./nbs.D990000cjrb_{one:02d}.htm">第{one:02d}版：{_PAGES[one]}</a></div>'
            for one in pages
        )
        listed = "".join(f'<li><a href="{path}">{headline}</a></li>' for path, headline in rows)
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{self.title}</title></head><body>
<div class="date">{issue[:4]}年{int(issue[5:7])}月{int(issue[8:])}日 往期回顾</div><div class="ban"><img src="/cjrb/page/{page:02d}.jpg"></div>
<div id="pageList"><ul>{sheets}</ul></div><div id="titleList"><ul>{listed}</ul></div>
<div class="foot">沧江日报社主办 沧江省澄湖市滨江大道1号</div></body></html>"""

    def article_html(self, article: SampleArticle) -> str:
        pictures = "".join(
            f'<table class="pci_c"><tr><td><img src="/cjrb/res/{article.number}_{at}.jpg"></td></tr><tr><td class="tu">{escape(caption)}</td></tr></table>'
            for at, caption in enumerate(article.captions)
        )
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{escape(article.headline)}</title></head><body>
<div class="text_c"><h3>{escape(article.kicker)}</h3><h1>{escape(article.headline)}</h1><h2>{escape(article.subheadline)}</h2><h4></h4>
<div class="lai">《 {self.title} 》（ {article.published.replace("-", "年", 1).replace("-", "月")}日 &nbsp; 第 {article.page} 版）</div>
<div class="c_c">{pictures}<div id="ozoom"><founder-content>{paragraphs(article)}</founder-content></div></div></div>
<div class="foot">版权作品，未经书面授权，严禁转载</div>{enpproperty(article, self.first + article.number)}</body></html>"""


class XiyuanProcurators(Sheets):
    """西塬检察报, in GBK: `2025/20251105/20251105_plist.htm`, `20251105_001.htm`, `20251105_001/20251105_001_160210.htm`."""

    name = "xiyuan_jcb"
    title = "西塬检察报"
    host = "newspaper.xiyuan-jcb.test"
    region = "990500"
    style = "run_in"
    charset = "gbk"
    header_charset = "gbk"
    front = "/index.htm"
    sheet = re.compile(r"/\d{4}/(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})/\d{8}_0(?P<page>\d{2})\.htm")
    piece = re.compile(r"/\d{4}/\d{8}/\d{8}_\d{3}/\d{8}_\d{3}_(?P<number>\d+)\.htm")
    first = 160_000
    _list = re.compile(r"/\d{4}/(\d{4})(\d{2})(\d{2})/\d{8}_plist\.htm")

    def sheet_path(self, issue: str, page: int) -> str:
        solid = issue.replace("-", "")
        return f"/{issue[:4]}/{solid}/{solid}_{page:03d}.htm"

    def path_of(self, placement: Placement) -> str:
        solid, page = placement.day.replace("-", ""), placement.page
        return f"/{solid[:4]}/{solid}/{solid}_{page:03d}/{solid}_{page:03d}_{self.first + placement.number}.htm"

    def entrance(self, day: str) -> Page:
        latest = self.world.standing(self.name, day)[0].day
        target = self.sheet_path(latest, 1).replace("_001.htm", "_plist.htm")
        return self.html(f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head></html>', latest)

    def answer(self, asked: Asked, day: str) -> Page | None:
        if match := self._list.fullmatch(asked.path):
            issue = "-".join(match.groups())
            pages = sorted({1, *(one.page for one in self.issue(issue, day))}) if self.issue(issue, day) else []
            return self.html(self.sheet_html(issue, 1, pages, ()), issue) if pages else None
        return super().answer(asked, day)

    def sheet_html(self, issue: str, page: int, pages: Sequence[int], rows: Sequence[tuple[str, str]]) -> str:
        sheets = "".join(
            f'<div class="bancititle"><a href="{self.sheet_path(issue, one)}">第{one:02d}版：{_PAGES[one]}</a></div>'
            for one in pages
        )
        listed = "".join(f'<tr><td class="font02"><a href="{path}">{headline}</a></td></tr>' for path, headline in rows)
        areas = "".join(
            f'<area class="areablock" coords="0,0,9,9" href="{path}" name="{headline}">' for path, headline in rows
        )
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{self.title} 第{page:02d}版：{_PAGES[page]}</title></head><body>
<table><tr><td class="font01">{issue[:4]}年{int(issue[5:7])}月{int(issue[8:])}日</td></tr></table>{sheets}
<map name="m">{areas}</map><table>{listed}</table><div class="bottom">西塬检察报社 版权所有</div></body></html>"""

    def article_html(self, article: SampleArticle) -> str:
        body = "<br>".join(
            f"　　{escape(block.text)}" if block.kind != "subhead" else f"<b>{escape(block.text)}</b>"
            for block in article.blocks
        )
        pictures = "".join(
            f'<p><img src="/res/{article.number}_{at}.jpg"></p><p class="tu">{escape(caption)}</p>'
            for at, caption in enumerate(article.captions)
        )
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{escape(article.headline)}_{self.title}</title></head><body>
<table><tr><td class="font02">{escape(article.kicker)}</td></tr><tr><td class="font01"><h1>{escape(article.headline)}</h1></td></tr><tr><td class="font6">{escape(article.subheadline)}</td></tr></table>
<p class="default">{article.published} 第{article.page}版：{article.section}</p>
{pictures}<div id="contenttext"><span class="default">{body}</span></div><div class="bottom">西塬检察报社 版权所有</div>{enpproperty(article, self.first + article.number)}</body></html>"""


class BeichuanPolicePaper(Sheets):
    """北川公安报: a calendar of issues, days that lead on by script, lists that a script writes."""

    name = "beichuan_gab"
    title = "北川公安报"
    host = "epaper.beichuan-gab.test"
    region = "990300"
    style = "run_in"
    weekdays = frozenset({1, 3})
    front = "/szb/dzb_16465/suoyin/"
    sheet = re.compile(
        r"/szb/dzb_16465/bcgab/\d{4}/\d{4}_\d{2}_\d{2}/164(?P<page>\d{2})_(?P<y>\d{4})_(?P<m>\d{2})_(?P<d>\d{2})_\d+/"
    )
    piece = re.compile(
        r"/szb/dzb_16465/bcgab/\d{4}/\d{4}_\d{2}_\d{2}/164\d{2}_\d{4}_\d{2}_\d{2}_\d+/425/t_(?P<number>\d+)\.html"
    )
    first = 1_170_000
    _day = re.compile(r"/szb/dzb_16465/bcgab/\d{4}/(\d{4})_(\d{2})_(\d{2})/")

    def day_path(self, issue: str) -> str:
        return f"/szb/dzb_16465/bcgab/{issue[:4]}/{issue.replace('-', '_')}/"

    def sheet_path(self, issue: str, page: int) -> str:
        day = issue.replace("-", "_")
        return f"{self.day_path(issue)}164{page:02d}_{day}_4{int(day[5:7])}{page}/"

    def path_of(self, placement: Placement) -> str:
        return f"{self.sheet_path(placement.day, placement.page)}425/t_{self.first + placement.number}.html"

    def entrance(self, day: str) -> Page:
        standing = self.world.standing(self.name, day)
        days = ",".join(sorted({one.day for one in standing}))
        text = f"""<html><head><meta charset="utf-8"><title>{self.title} 索引</title></head><body><div id="calendar"></div>
<p><a href="{self.day_path(standing[0].day)}">最新一期</a></p>
<script>var sss1="{days}";drawCalendar(sss1);</script></body></html>"""
        return self.html(text, standing[0].day)

    def answer(self, asked: Asked, day: str) -> Page | None:
        if match := self._day.fullmatch(asked.path):
            issue = "-".join(match.groups())
            if not self.issue(issue, day):
                return None
            return self.html(
                f'<html><body><script>window.location.href="{self.sheet_path(issue, 1)}";</script></body></html>', issue
            )
        return super().answer(asked, day)

    def sheet_html(self, issue: str, page: int, pages: Sequence[int], rows: Sequence[tuple[str, str]]) -> str:
        sheets = "".join(
            f'<li><a href="{self.sheet_path(issue, one)}">第{one:02d}版：{_PAGES[one]}</a></li>' for one in pages
        )
        listed = "\n".join(f"document.write('<li><a href=\"{path}\">{headline}</a></li>');" for path, headline in rows)
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{self.title}</title></head><body>
<div class="top">{issue} <span id="bc">第{page:02d}版：{_PAGES[page]}</span> <a href="/szb/dzb_16465/suoyin/">往期</a></div>
<ul class="bclist">{sheets}</ul><ul class="titles"><script>
{listed}
</script></ul><div class="foot">北川公安报社主办</div></body></html>"""

    def article_html(self, article: SampleArticle) -> str:
        pictures = "".join(
            f'<p class="contentP"><img src="/szb/res/{article.number}_{at}.jpg"></p><p class="pictext">{escape(caption)}</p>'
            for at, caption in enumerate(article.captions)
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}</title></head><body>
<div class="top">{self.title} <span id="bc">第{article.page}版：{article.section}</span></div>
<div class="content_main"><h3 class="yt">{escape(article.kicker)}</h3><h1>{escape(article.headline)}</h1><h2 class="ft">{escape(article.subheadline)}</h2>
<p class="time">{article.published}</p>{pictures}{paragraphs(article, ' class="contentP"')}</div>
<div class="foot">北川公安报社主办</div>{enpproperty(article, self.first + article.number)}</body></html>"""
