"""汀泽长安网: ASP.NET pages told apart by a query (list.aspx?id=3&page=2, detail.aspx?id=9), with a __VIEWSTATE."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import random
from html import escape
from urllib.parse import parse_qs

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_FIRST_ID = 31000
_STATE = '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTI4MzA0NTQ1M2Rk">'


class TingzePeace(Publication):
    """Twin of the city portals on ASP.NET: the meta line in one cell of a table, a day without a clock."""

    name = "tingze_peace"
    title = "汀泽长安网"
    host = "www.tingze-peace.test"
    region = "990200"
    kind = "politics"
    precision = "day"
    front = "/list.aspx?id=3"
    column = "平安建设"
    prints_captions = False
    per_page = 8
    weight = 7

    def path_of(self, placement: Placement) -> str:
        return f"/detail.aspx?id={_FIRST_ID + placement.number}"

    def views(self, placement: Placement) -> int | None:
        return random.Random(f"views:{self.name}:{placement.number}").randint(30, 4800)

    def answer(self, asked: Asked, day: str) -> Page | None:
        named = parse_qs(asked.query)
        path, shown = asked.path, named.get("id", [""])[0]
        if path == "/":
            return Page(b"", 302, location=self.home)
        if path == "/list.aspx" and shown == "3":
            return self._list(int(named.get("page", ["1"])[0]), day)
        if path == "/detail.aspx" and shown.isdigit():
            number = int(shown) - _FIRST_ID
            article = self.standing_article(number, day)
            return self.withdrawn(number, day) if article is None else self._article(article, day)
        return None

    def _list(self, page: int, day: str) -> Page | None:
        here, pages = self.slice(day, page)
        if page < 1 or page > pages or not here:
            return None
        rows = "".join(
            f'<tr><td class="t"><a href="detail.aspx?id={_FIRST_ID + one.number}" target="_blank">'
            f"{escape(self.world.article(one.number, day).headline)}</a></td><td>[{one.day}]</td></tr>" for one in here
        )  # fmt: skip
        following = f'<a href="list.aspx?id=3&amp;page={page + 1}">下一页</a>' if page < pages else "下一页"
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>平安建设 {self.title}</title></head><body>
<form method="post" action="./list.aspx?id=3" id="form1"><div class="aspNetHidden">{_STATE}</div>
<div class="top"><a href="Default.aspx">首页</a> <a href="list.aspx?id=3">平安建设</a></div>
<table class="tb">{rows}</table><div class="pages">共{len(self.world.standing(self.name, day))}条 第{page}/{pages}页
<a href="list.aspx?id=3&amp;page=1">首页</a> {following} <a href="list.aspx?id=3&amp;page={pages}">尾页</a></div></form>
<div class="foot">主办：中共汀泽市委政法委员会</div></body></html>""",
            here[0].day,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        body = "".join(f"<p>　　{escape(block.text)}</p>" for block in article.blocks)
        source = "本站" if article.source == self.title else article.source
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{self.title}</title></head><body>
<form method="post" action="./detail.aspx?id={_FIRST_ID + article.number}" id="form1"><div class="aspNetHidden">{_STATE}</div>
<div class="top">当前位置：<a href="Default.aspx">首页</a> &gt; <a href="list.aspx?id=3">平安建设</a></div>
<table class="show"><tr><td class="title"><span id="lblTitle">{escape(article.headline)}</span></td></tr>
<tr><td class="meta">发布日期：<span id="lblDate">{article.published}</span>　来源：<span id="lblSource">{escape(source)}</span>　点击数：<span id="lblHits">{article.view_count}</span></td></tr>
<tr><td><div id="defaultmain_content">{body}</div></td></tr></table>
<div class="tool"><a href="javascript:window.print()">【打印】</a><a href="javascript:window.close()">【关闭】</a></div></form>
<div class="foot"><p>主办：中共汀泽市委政法委员会</p><p>技术支持：汀泽市信息中心</p></div></body></html>""",
            changed_on(article, day),
        )
