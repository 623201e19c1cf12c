"""西塬法治网: PHPCMS (list-1-2.html, multi-page content-1-23-2.html), GBK pages whose header and meta say utf-8."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from archive.records import Block
from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on, parted
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/list-1-(\d+)\.html")
_ARTICLE = re.compile(r"/content-1-(\d+)-(\d+)\.html")


class XiyuanLawNet(Publication):
    """A law portal; a story over some 300 characters goes on to a second and third page."""

    name = "xiyuan_fzw"
    title = "西塬法治网"
    host = "www.xiyuan-fazhi.test"
    region = "990500"
    kind = "portal"
    style = "run_in"
    precision = "second"
    charset = "gb18030"
    header_charset = "utf-8"
    front = "/list-1-1.html"
    column = "法治要闻"
    prints_editor = True
    calls_itself = "本网"
    weight = 10

    def path_of(self, placement: Placement) -> str:
        return f"/content-1-{2300 + placement.number}-1.html"

    def pages_of(self, blocks: Sequence[Block]) -> int:
        return len(parted(blocks))

    def page_at(self, path: str, page: int) -> str:
        return path.replace("-1.html", f"-{page}.html")

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return self._list(1, day)
        if match := _LIST.fullmatch(asked.path):
            return self._list(int(match[1]), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number, page = int(match[1]) - 2300, int(match[2])
            article = self.standing_article(number, day)
            if article is None:
                return self.withdrawn(number, day)
            return self._article(article, page, day) if 1 <= page <= article.pages else None
        return None

    def _list(self, page: int, day: str) -> Page | None:
        here, pages = self.slice(day, page)
        if page < 1 or page > pages or not here:
            return None
        rows = "".join(
            f'<li><span class="rt">{one.day} {one.clock}</span>·<a href="http://{self.host}{self.path_of(one)}" target="_blank">'
            f"{escape(self.world.article(one.number, day).headline)}</a></li>" for one in here
        )  # fmt: skip
        turns = " ".join(f'<a href="/list-1-{at}.html">{at}</a>' for at in range(1, pages + 1))
        following = f'<a href="/list-1-{min(page + 1, pages)}.html" class="a1">下一页</a>'
        return self.html(
            f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>法治要闻 - {self.title}</title></head><body><div class="crumbs"><a href="/">首页</a> &gt; 法治要闻 &gt; 列表</div>
<ul class="list lh24 f14">{rows}</ul><div id="pages" class="text-c"><a class="a1">{len(self.world.standing(self.name, day))}条</a>
<a href="/list-1-{max(page - 1, 1)}.html" class="a1">上一页</a> {turns} {following}</div>
<div class="footer">Powered by 西塬法治网 © 2026</div></body></html>""",
            here[0].day,
        )

    def _article(self, article: SampleArticle, page: int, day: str) -> Page:
        number = 2300 + article.number
        body = "".join(
            f'<p style="text-indent:2em"><strong>{escape(block.text)}</strong></p>' if block.kind == "subhead"
            else f"<p>　　{escape(block.text)}</p>" for block in parted(article.blocks)[page - 1]
        )  # fmt: skip
        if page == 1:
            body = "".join(
                f'<p style="text-align: center;"><img src="/uploadfile/{article.number}_{at}.jpg"></p>'
                f'<p style="text-align: center;">{escape(caption)}</p>' for at, caption in enumerate(article.captions)
            ) + body  # fmt: skip
        turns = ""
        if article.pages > 1:
            numbers = " ".join(
                f"<span>{at}</span>" if at == page else f'<a href="/content-1-{number}-{at}.html">{at}</a>'
                for at in range(1, article.pages + 1)
            )
            after = (
                f' <a class="a1" href="/content-1-{number}-{page + 1}.html">下一页</a>' if page < article.pages else ""
            )
            turns = f'<div id="pages" class="text-c">{numbers}{after}</div>'
        when = article.published.replace("T", " ")
        return self.html(f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{escape(article.headline)} - 法治要闻 - {self.title}</title><meta name="keywords" content="西塬,法治"></head><body>
<div class="header"><a href="/">首页</a> | <a href="/list-1-1.html">法治要闻</a> | 登录 | 注册</div>
<div class="crumbs"><a href="/">首页</a><span> &gt; </span><a href="/list-1-1.html">法治要闻</a> &gt; 正文</div>
<div id="Article"><h1>{escape(article.headline)}<br><span>{when}　　来源：{escape(article.source)}　　点击：<i id="hits"></i></span></h1>
<div class="content">{body}{turns}</div>
<div class="bk10">（责任编辑：{escape(article.editor)}）</div>
<p class="f14"><strong>上一篇：</strong><a href="#">没有了</a></p></div>
<div class="related"><h5>相关阅读</h5><ul>{self._related(article, day)}</ul></div>
<div class="footer">版权所有：西塬法治网　塬ICP备00000004号　© 2026</div></body></html>""", changed_on(article, day))  # fmt: skip

    def _related(self, article: SampleArticle, day: str) -> str:
        earlier = [one for one in self.world.standing(self.name, day) if one.day < article.published[:10]][:4]
        return "".join(
            f'<li><a href="{self.path_of(one)}">{escape(self.world.article(one.number, day).headline)}</a></li>'
            for one in earlier
        )
