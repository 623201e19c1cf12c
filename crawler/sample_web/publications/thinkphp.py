"""澄湖: ThinkPHP routes (Article/lists/cateid, Article/show/id), the submitting unit before the title; and a mirror of it."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import random
import re
from dataclasses import replace
from html import escape
from typing import ClassVar

from crawler.sample_web.mirror import SECOND_MARKED, mirrored
from crawler.sample_web.publications.base import Asked, Kind, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/Article/lists/cateid/3(?:/p/(\d+))?\.html")
_ARTICLE = re.compile(r"/Article/show/id/(\d+)\.html")
_UNITS = ("公安局", "公安局", "公安局", "司法局", "城管局")


class ChenghuPortal(Publication):
    """Twin of 巢湖: `发布时间:… 来源:本站 阅读次数:7249` in one line; GBK bytes with no charset declared."""

    name = "chenghu"
    title = "澄湖政务"
    host = "www.chenghu.test"
    region = "990200"
    kind: ClassVar[Kind] = "politics"
    precision = "second"
    charset = "gbk"
    header_charset = ""
    front = "/Article/lists/cateid/3.html"
    column = "部门动态"
    prints_captions = False
    weight = 9

    def path_of(self, placement: Placement) -> str:
        number = placement.number if placement.copy_of is None or placement.origin != "mirror" else placement.copy_of
        return f"/Article/show/id/{22000 + number}.html"

    def views(self, placement: Placement) -> int | None:
        number = placement.number if placement.origin != "mirror" else placement.copy_of
        return random.Random(f"views:{number}").randint(120, 9800)

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if match := _LIST.fullmatch(asked.path):
            return self._list(int(match[1] or 1), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = self._number_of(int(match[1]) - 22000)
            article = self.standing_article(number, day)
            return self.withdrawn(number, day) if article is None else self._article(article, day)
        return None

    def _number_of(self, shown: int) -> int:
        return shown

    def _print(self, line: str) -> str:
        return line

    def _list(self, page: int, day: str) -> Page | None:
        here, pages = self.slice(day, page)
        if page < 1 or page > pages or not here:
            return None
        rows = "".join(
            f'<li><a href="{self.path_of(one)}">{escape(self._print(self.world.article(one.number, day).headline))}</a><span>{one.day}</span></li>'
            for one in here
        )
        following = (
            f'<a class="next" href="/Article/lists/cateid/3/p/{page + 1}.html">&gt;&gt;</a>' if page < pages else ""
        )
        turns = "".join(
            f'<a class="num" href="/Article/lists/cateid/3/p/{at}.html">{at}</a>'
            for at in range(1, pages + 1)
            if at != page
        )
        return self.html(
            f"""<html><head><title>{self._print(f"部门动态-{self.title}")}</title></head><body>
<div class="top"><a href="/">{self._print("网站首页")}</a></div><ul id="article_list_page">{rows}</ul>
<div class="page"><span class="current">{page}</span>{turns}{following}</div></body></html>""",
            here[0].day,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        unit = _UNITS[
            (article.number if article.copy_of is None or article.origin != "mirror" else article.copy_of) % len(_UNITS)
        ]
        when = article.published.replace("T", " ")
        source = "本站" if article.source == self.title else article.source
        body = "".join(f"<p>{escape(self._print(block.text))}</p>" for block in article.blocks)
        return self.html(
            f"""<html><head><title>{escape(self._print(article.headline))}</title></head><body>
<div class="top"><a href="/">{self._print("网站首页")}</a> &gt; <a href="/Article/lists/cateid/3.html">{self._print("部门动态")}</a></div>
<div class="show"><h2>{self._print(unit)}:{escape(self._print(article.headline))}</h2>
<p class="info">{self._print(f"发布时间:{when} 来源:{source} 阅读次数:{article.view_count}")}</p>
<div class="content">{body}</div></div></body></html>""",
            changed_on(article, day),
        )


class ChenghuPortalMirror(ChenghuPortal):
    """A spam mirror of it: traditional characters, 40-odd of them followed by `(pinyin)`, and the shifted bytes that left."""

    name = "chenghu_mirror"
    title = "澄湖政务"
    host = "m.chpudeng.test"
    kind: ClassVar[Kind] = "mirror"
    script = "hant"
    charset = "utf-8"
    header_charset = "utf-8"
    weight = 0

    def dress(self, placement: Placement, day: str) -> SampleArticle:  # noqa: ARG002 - a mirror does not follow edits
        return mirror_of(self, placement)

    def _number_of(self, shown: int) -> int:
        return mirror_number(self, shown)

    def _print(self, line: str) -> str:
        return mirrored(line, SECOND_MARKED)


def mirror_of(house: Publication, placement: Placement) -> SampleArticle:
    """The mirrored article: all of the original, under the mirror's address, in traditional script."""
    assert placement.copy_of is not None
    first = house.world.article(placement.copy_of, placement.day)
    return replace(first, number=placement.number, publication=house.name, url=house.url_of(placement), script=house.script,
                   origin="mirror", copy_of=placement.copy_of, edited_on="", withdrawn_on="")  # fmt: skip


def mirror_number(house: Publication, shown: int) -> int:
    """The number of the mirror's copy of an original article; -1 when it has none."""
    last = house.world.standing(house.name, "9999-12-31")
    return next((one.number for one in last if one.copy_of == shown), -1)
