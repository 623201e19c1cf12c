"""西塬政法网: Show/<id> pages with a visitor counter and an organiser's footer; and its mirror in traditional characters."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape
from typing import ClassVar
from urllib.parse import parse_qs

from crawler.sample_web.mirror import FIRST_MARKED, mirrored
from crawler.sample_web.publications.base import Asked, Kind, Page, Publication, changed_on
from crawler.sample_web.publications.thinkphp import mirror_number, mirror_of
from crawler.sample_web.truth import Placement, SampleArticle

_ARTICLE = re.compile(r"/(?:Wap/)?Show/(\d+)")
_FIRST_ID = 428000


class XiyuanPolitics(Publication):
    """Twin of 甘肃政法网 (gszfw.gov.cn/Show/<id>): date to the day, 您是第 位访客 filled by script."""

    name = "xiyuan_zfw"
    title = "西塬政法网"
    host = "www.xiyuan-zhengfa.test"
    region = "990500"
    kind: ClassVar[Kind] = "politics"
    precision = "day"
    front = "/List/12"
    column = "队伍建设"
    prints_editor = True
    prints_captions = False
    weight = 11

    def path_of(self, placement: Placement) -> str:
        return f"/Show/{_FIRST_ID + placement.number}"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if asked.path in ("/List/12", "/Wap/List/12"):
            return self._list(int(parse_qs(asked.query).get("page", ["1"])[0]), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = self._number_of(int(match[1]) - _FIRST_ID)
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
            f'<li><a href="{self.path_of(one)}">{escape(self._print(self.world.article(one.number, day).headline))}</a>'
            f"<i>[{one.day}]</i></li>" for one in here
        )  # fmt: skip
        turns = "".join(f'<a href="{self.front}?page={at}">{at}</a> ' for at in range(1, pages + 1))
        following = f'<a href="{self.front}?page={page + 1}">{self._print("下一页")}</a>' if page < pages else ""
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{self._print(f"队伍建设-{self.title}")}</title></head><body>
<div class="welcome">{self._print(f"欢迎访问{self.title}")}</div>
<div class="pos"><a href="/">{self._print("网站首页")}</a> » {self._print("队伍建设")}</div>
<div class="newslist"><ul>{rows}</ul></div><div class="pager">{turns}{following}</div>
<div class="foot"><p>{self._print("中共西塬省委政法委员会主办")}</p></div></body></html>""",
            here[0].day,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        body = "".join(f"<p>{escape(self._print(block.text))}</p>\n" for block in article.blocks)
        line = f"来源:{article.source} 责任编辑:{article.editor}"
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(self._print(article.headline))}</title></head><body>
<div class="welcome">{self._print(f"欢迎访问{self.title}")}</div>
<div class="pos"><a href="/">{self._print("网站首页")}</a> » <a href="{self.front}">{self._print("队伍建设")}</a></div>
<h1>{escape(self._print(article.headline))}</h1>
<div>{self._print(line)}</div><div>{self._print(f"发布时间:{article.published}")}</div>
<div class="con">{body}</div>
<div class="foot"><p>{self._print("中共西塬省委政法委员会主办")}</p><p>{self._print("您是第")}<span id="hits"></span> {self._print("位访客")}</p>
<p>{self._print("地址:麦川市窑洞区鼓楼路16号")}</p></div></body></html>""",
            changed_on(article, day),
        )


class XiyuanPoliticsMirror(XiyuanPolitics):
    """A spam mirror of it under `/Wap/Show/<id>`: traditional characters with `動(dòng)` all over the page."""

    name = "xiyuan_zfw_mirror"
    title = "西塬政法网"
    host = "www.shuidengtai.test"
    kind: ClassVar[Kind] = "mirror"
    script = "hant"
    front = "/Wap/List/12"
    weight = 0

    def path_of(self, placement: Placement) -> str:
        assert placement.copy_of is not None
        return f"/Wap/Show/{_FIRST_ID + placement.copy_of}"

    def dress(self, placement: Placement, day: str) -> SampleArticle:  # noqa: ARG002 - a mirror does not follow edits
        return mirror_of(self, placement)

    def _number_of(self, shown: int) -> int:
        return mirror_number(self, shown)

    def _print(self, line: str) -> str:
        return mirrored(line, FIRST_MARKED)
