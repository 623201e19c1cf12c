"""北川在线: a date portal (/YYYY/MMDD/<id>.html) with 返回首页 回到顶部 above and 扫一扫分享本页 below."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/fazhi/(?:index(?:_(\d+))?\.html)?")
_ARTICLE = re.compile(r"/\d{4}/\d{4}/(\d+)\.html")


class BeichuanOnline(Publication):
    """Twin of 西北在线 (www.xbxxb.com): time and source in one line, 本报讯（记者 … 通讯员 …） opens the body."""

    name = "beichuan_online"
    title = "北川在线"
    host = "www.beichuan-online.test"
    region = "990300"
    kind = "portal"
    style = "run_in"
    precision = "second"
    front = "/fazhi/"
    column = "法治"
    prints_editor = True
    weight = 11

    def path_of(self, placement: Placement) -> str:
        year, month, day = placement.day.split("-")
        return f"/{year}/{month}{day}/{1013000 + placement.number}.html"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if match := _LIST.fullmatch(asked.path):
            return self._list(int(match[1] or 1), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1]) - 1013000
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self._article(article, day)
        return None

    def _list(self, page: int, day: str) -> Page | None:
        here, pages = self.slice(day, page)
        if page < 1 or page > pages or not here:
            return None
        rows = "".join(
            f'<div class="news"><h3><a href="{self.path_of(one)}">{escape(self.world.article(one.number, day).headline)}</a></h3>'
            f"<p>{escape(self.world.article(one.number, day).blocks[0].text[:46])}…</p>"
            f'<span class="time">{one.day} {one.clock[:5]}</span></div>' for one in here
        )  # fmt: skip
        turns = "".join(f'<a href="/fazhi/index_{at}.html">{at}</a> ' for at in range(2, pages + 1))
        following = f'<a href="/fazhi/index_{page + 1}.html">下一页</a>' if page < pages else ""
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>法治频道_{self.title}</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/fazhi/">法治</a></div><div class="list">{rows}</div>
<div class="page"><a href="/fazhi/">1</a> {turns}{following}</div><div class="foot">北川在线 版权所有</div></body></html>""",
            here[0].day,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        pictures = "".join(
            f'<p><img src="/d/file/{article.number}-{at}.jpg" alt="{escape(caption)}"></p><p class="tu">{escape(caption)}</p>'
            for at, caption in enumerate(article.captions)
        )
        body = "".join(f"<p>{escape(block.text)}</p>\n" for block in article.blocks)
        latest = "".join(
            f'<li><a href="{self.path_of(one)}">{escape(self.world.article(one.number, day).headline)}</a></li>'
            for one in self.world.standing(self.name, article.published[:10])[1:6] if one.stands(day)
        )  # fmt: skip
        return self.html(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}_{self.title}</title></head><body>
<div class="side"><a href="/">返回首页</a> <a href="#top">回到顶部</a></div>
<div class="main"><h1>{escape(article.headline)}</h1>
<div class="info">{article.published.replace("T", " ")} 来源:{escape(article.source)}</div>
<div class="text">{pictures}{body}</div>
<div class="editor">责任编辑:{escape(article.editor)}</div><div class="qr">扫一扫分享本页</div></div>
<div class="right"><h4>最新资讯</h4><ul>{latest}</ul></div>
<div class="foot"><p>北川在线 版权所有 朔ICP备00000005号</p><p>新闻热线：000-0000000 举报电话：000-0000001</p></div></body></html>""", changed_on(article, day))  # fmt: skip
