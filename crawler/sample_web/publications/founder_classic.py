"""云岭日报: classic Founder e-paper (layout page, page map, node_ and content_ files), with a full-page feature on page 04."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import ClassVar

from archive.records import Block, Person
from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on, padded, weekday
from crawler.sample_web.truth import Placement, SampleArticle, Story

_PAGES = {1: "要闻", 2: "综合", 3: "法治", 4: "特刊"}
_NODE = re.compile(r"/ylrb/html/(\d{4}-\d{2})/(\d{2})/node_(\d+)\.htm")
_ARTICLE = re.compile(r"/ylrb/html/(\d{4}-\d{2})/(\d{2})/content_(\d+)_(\d+)\.htm")


class YunlingDaily(Publication):
    """Twin of 内蒙古日报 (szb.northnews.cn/nmgrb): weekly with 4 pages, entry `paperindex.htm`, days without an issue are 404."""

    name = "yunling_daily"
    title = "云岭日报"
    host = "szb.yunling-daily.test"
    region = "990100"
    kind = "paper"
    style = "run_in"
    precision = "day"
    weekdays = frozenset({1, 4})
    front = "/ylrb/paperindex.htm"
    prints_source = False
    page_names: ClassVar[Mapping[int, str]] = _PAGES

    def path_of(self, placement: Placement) -> str:
        day = placement.day
        return f"/ylrb/html/{day[:7]}/{day[8:]}/content_{33900 + placement.page}_{170000 + placement.number}.htm"

    def _credits(self, story: Story, blocks: list[Block]) -> tuple[list[Person], str, str]:
        if story.size != "feature":
            return super()._credits(story, blocks)
        names = (*story.reporters, *story.correspondents)[:2]
        people = [Person(name, "author") for name in names] + [Person(story.photographer, "photographer")]
        return people, f"□{' '.join(map(padded, names))}", ""

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if asked.path in ("/ylrb/", self.front):
            return self._entry(day)
        if match := _NODE.fullmatch(asked.path):
            return self._layout(f"{match[1]}-{match[2]}", int(match[3]), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[4]) - 170000
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self._article(article, day)
        return None

    def _issue(self, issue: str, day: str) -> list[Placement]:
        return [one for one in reversed(self.world.standing(self.name, day)) if one.day == issue]

    def _entry(self, day: str) -> Page:
        latest = self.world.standing(self.name, day)[0].day
        target = f"html/{latest[:7]}/{latest[8:]}/node_2.htm"
        return self.html(
            f'<html><head><META HTTP-EQUIV="REFRESH" CONTENT="0; URL={target}"></head><body></body></html>', latest
        )

    def _layout(self, issue: str, node: int, day: str) -> Page | None:
        whole = self._issue(issue, day)
        page = node - 1
        if not whole or issue > day or page not in _PAGES:
            return None
        here = [one for one in whole if one.page == page]
        used = sorted({1, *(one.page for one in whole)})
        files = [self.path_of(one).rpartition("/")[2] for one in here]
        areas = "".join(
            f'<Area coords="{2 + 60 * at},98,{225 + 60 * at},98,{225 + 60 * at},366,2,366" shape="polygon" href="{name}">'
            for at, name in enumerate(files)
        )
        titles = "".join(
            f"<li><a href={name}><div id=mp{170000 + one.number}>{escape(self.world.article(one.number, day).headline)}</div></a></li>"
            for name, one in zip(files, here, strict=True)
        )
        pages = "".join(f'<a id="pageLink" href="node_{one + 1}.htm">第{one:02d}版：{_PAGES[one]}</a>' for one in used)
        after = next((one for one in used if one > page), used[0])
        year, month, date = issue.split("-")
        brief = f"../../{page}/{issue[:7]}/{date}/{page}/{year}{month}{date}{page}"
        return self.html(
            f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{self.title}</title></head><body>
<table class="top"><tr><td><a href="/ylrb/paperindex.htm">{self.title}数字报</a></td><td>往期阅读</td></tr></table>
<MAP NAME="pagepicmap">{areas}</MAP>
<img src={brief}_brief.jpg border=0 USEMAP=#pagepicmap>
<a class=preart href="node_{after + 1}.htm">下一版</a> <a href={brief}_pdf.pdf><IMG src="../../../tplimg/pdf.gif"></a>
<p class="rq">{year}年{int(month)}月{int(date)}日　星期<font class=weekday>{weekday(issue)}</font></p>
<table><tr><td class="bm01">第{page}版　　<span>{_PAGES[page]}</span></td></tr></table>
<ul class="list01">{titles}</ul>
<div class="pages">{pages}</div></body></html>""",
            issue,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        placement = self.world.placement(article.number)
        assert placement is not None
        page = placement.page
        year, month, date = article.published.split("-")
        body = "".join(
            f"<P>{_indent(block)}{escape(part)}</P>\n"
            for block in article.blocks
            for part in self._columns(block, article)
        )
        byline = f"<P>　　{escape(article.byline)}</P>" if article.byline else ""
        credit = (
            f"<P>本版图片均由{escape(article.photographer)}摄</P>"
            if article.size == "feature" and article.captions
            else ""
        )
        pictures = "".join(
            f'<TABLE><TR><TD><IMG src="../../../resfile/{article.published}/{page:02d}/{article.number}_{at}_s.jpg"></TD></TR>'
            f"<TR><TD class=tpsm>{escape(caption)}</TD></TR></TABLE>" for at, caption in enumerate(article.captions)
        )  # fmt: skip
        return self.html(f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{self.title}数字报-{escape(article.headline)}</title></head><body>
<div>往期阅读</div><div>当前版: {page:02d}版 <a href="node_{page}.htm">上一版</a> <a href="node_{page + 2}.htm">下一版</a></div>
<div><a href="node_{page + 1}.htm">上一篇</a> <a href="node_{page + 1}.htm">下一篇</a></div><div>放大 缩小 默认</div>
<p class="rq">{year}年{int(month)}月{int(date)}日　星期<font class=weekday>{weekday(article.published)}</font></p>
<table><tr><td class="bm01">第{page:02d}版：{_PAGES[page]}</td></tr></table>
<table width="100%"><tr><td class="font02">{escape(article.kicker)}</td></tr>
<tr><td class="font01"><founder-title><p>{escape(article.headline)}</p></founder-title></td></tr>
<tr><td class="font02">{escape(article.subheadline)}</td></tr></table>
{pictures}
<div id="ozoom"><founder-content>{byline}
{body}{credit}</founder-content></div>
<div class="foot">版权所有 {self.title}社 未经授权禁止转载</div></body></html>""", changed_on(article, day))  # fmt: skip

    def _columns(self, block: Block, article: SampleArticle) -> Sequence[str]:
        """A feature is set in columns: one paragraph is split where its column ends, in the middle of a sentence."""
        if article.size != "feature" or block != max(article.blocks, key=lambda one: len(one.text)):
            return (block.text,)
        at = len(block.text) // 2
        while at < len(block.text) - 2 and not (
            "\u4e00" <= block.text[at - 1] <= "\u9fff" and "\u4e00" <= block.text[at] <= "\u9fff"
        ):
            at += 1
        return (block.text[:at], block.text[at:])


def _indent(block: Block) -> str:
    return "" if block.kind == "subhead" else "　　"
