"""云岭公安: a TRS site (t<date>_<id>.html, createPageHTML, government page tags, QR block)."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/jwyw/(?:index(?:_(\d+))?\.html)?")
_ARTICLE = re.compile(r"/jwyw/\d{6}/t\d{8}_(\d+)\.html")


class YunlingPolice(Publication):
    """A provincial police department; robots.txt closes `/search/` and asks for a second between requests."""

    name = "yunling_police"
    title = "云岭公安网"
    host = "news.yunling-police.test"
    region = "990100"
    kind = "police"
    style = "tail"
    front = "/jwyw/index.html"
    column = "警务要闻"
    weight = 13
    disallow = "/search/"
    crawl_delay = 1

    def path_of(self, placement: Placement) -> str:
        day = placement.day.replace("-", "")
        return f"/jwyw/{day[:6]}/t{day}_{7100000 + placement.number}.html"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if match := _LIST.fullmatch(asked.path):
            return self._list(int(match[1] or 0) + 1, day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1]) - 7100000
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self._article(article, day)
        return None

    def _list(self, page: int, day: str) -> Page | None:
        here, pages = self.slice(day, page)
        if page > pages:
            return None
        rows = []
        for one in here:
            headline = self.world.article(one.number, day).headline
            cut = headline if len(headline) < 26 else headline[:24] + "…"
            path = self.path_of(one).removeprefix("/jwyw/")
            rows.append(
                f'<li class="comItem"><a href="./{path}" title="{escape(headline)}">{escape(cut)}</a><span>{one.day}</span></li>'
            )
        newest = here[0].day if here else ""
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>警务要闻_{self.title}</title>
<meta name="SiteName" content="{self.title}"><meta name="SiteDomain" content="{self.host}"><meta name="ColumnName" content="警务要闻"></head>
<body><div class="nav"><a href="/">首页</a><a href="/jwyw/">警务要闻</a><a href="/search/">站内搜索</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/jwyw/">警务要闻</a></div>
<ul class="list">{"".join(rows)}</ul>
<script>var currentPage = {page - 1};//所在页从0开始
var countPage = {pages}//共多少页
createPageHTML({pages}, {page - 1}, "index", "html");</script>
<div class="footer">主办单位：云岭省公安厅　岭公网安备 00000000000001号</div></body></html>""",
            newest,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        body = "".join(
            f'<p style="text-align:center"><img src="./W0{article.number}{at}.jpg" oldsrc="W0{article.number}{at}.jpg"></p>'
            f'<p style="text-align:center">{escape(caption)}</p>' for at, caption in enumerate(article.captions)
        )  # fmt: skip
        body += "".join(
            f"<p><strong>{escape(block.text)}</strong></p>"
            if block.kind == "subhead"
            else f"<p>　　{escape(block.text)}</p>"
            for block in article.blocks
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}_{self.title}</title>
<meta name="SiteName" content="{self.title}"><meta name="SiteIDCode" content="9901000001"><meta name="ColumnName" content="警务要闻">
<meta name="ArticleTitle" content="{escape(article.headline)}"><meta name="PubDate" content="{when}">
<meta name="ContentSource" content="{escape(article.source)}"><meta name="Author" content=""></head><body>
<div class="nav"><a href="/">首页</a><a href="/jwyw/">警务要闻</a><a href="/search/">站内搜索</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/jwyw/">警务要闻</a></div><h1>{escape(article.headline)}</h1>
<div class="info">发布时间：{when}　来源：{escape(article.source)}　【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a></div>
<div id="mainText" class="article f14 mf26"><div class="view TRS_UEDITOR trs_paper_default">{body}</div></div>
<div id="div_div"><div id="qr_container">扫一扫在手机打开当前页</div><canvas id="Canvas"></canvas></div>
<div class="share">分享到：<a>微信</a> <a>微博</a></div>
<div class="footer"><p>主办单位：云岭省公安厅　版权所有</p><p>岭ICP备00000001号　岭公网安备 00000000000001号　网站标识码：9901000001</p>
<p>© 2026 云岭公安网</p></div></body></html>""",
            changed_on(article, day),
        )
