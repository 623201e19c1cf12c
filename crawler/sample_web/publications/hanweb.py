"""海湾省公安厅: Hanweb JCMS (records in CDATA, dataproxy.jsp, a counter filled by script)."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_ARTICLE = re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_6372_(\d+)\.html")
_COLUMN = "/col/col6372/index.html"


class HaiwanPolice(Publication):
    """The list page holds the newest records; more come from `/module/web/jpage/dataproxy.jsp` (GET or POST)."""

    name = "haiwan_police"
    title = "海湾省公安厅"
    host = "gat.haiwan.test"
    region = "990400"
    kind = "police"
    style = "tail"
    front = _COLUMN
    column = "警务动态"
    weight = 12
    per_page = 15

    def path_of(self, placement: Placement) -> str:
        year, month, day = placement.day.split("-")
        return f"/art/{year}/{int(month)}/{int(day)}/art_6372_{11800000 + placement.number}.html"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if asked.path == _COLUMN:
            return self._column(asked, day)
        if asked.path == "/module/web/jpage/dataproxy.jsp":
            return self._proxy(asked, day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1]) - 11800000
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self._article(article, day)
        return None

    def _records(self, day: str, start: int, end: int) -> str:
        """Records `start` to `end`, both included, counted from 1."""
        rows = []
        for one in self.world.standing(self.name, day)[start - 1 : end]:
            headline = escape(self.world.article(one.number, day).headline)
            link = f'<a href="{self.path_of(one)}" title="{headline}">{headline}</a>'
            rows.append(f"<record><![CDATA[<li>{link}<span>{one.day}</span></li>]]></record>")
        return "".join(rows)

    def _column(self, asked: Asked, day: str) -> Page:
        standing = self.world.standing(self.name, day)
        page = int(parse_qs(asked.query).get("pageNum", ["1"])[0])
        start = (page - 1) * self.per_page + 1
        end = start + self.per_page - 1
        query = f"page={page + 1}&appid=1&webid=39&path=/&columnid=6372&unitid=9001&webname=x&permissiontype=0"
        following = f'<a href="/module/web/jpage/dataproxy.jsp?{query}"></a>' if end < len(standing) else ""
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>警务动态-{self.title}</title>
<meta name="SiteName" content="{self.title}"><meta name="ColumnName" content="警务动态"><meta name="ColumnType" content="工作动态"></head>
<body><div class="dqwz">您现在的位置：<a href="/">首页</a> &gt; 警务动态</div>
<div id="6372"><script type="text/xml"><datastore><nextgroup><![CDATA[{following}]]></nextgroup>
<recordset>{self._records(day, start, end)}</recordset></datastore></script></div>
<script>var totalRecord = {len(standing)}; var perPage = {self.per_page};</script>
<div class="bottom">主办：海湾省公安厅　湾公网安备00000000000002号</div></body></html>""",
            standing[0].day,
        )

    def _proxy(self, asked: Asked, day: str) -> Page:
        wanted = {**parse_qs(asked.query), **parse_qs(asked.body)}
        standing = self.world.standing(self.name, day)
        page = int(wanted.get("page", ["1"])[0])
        start = int(wanted.get("startrecord", [str((page - 1) * self.per_page + 1)])[0])
        end = int(wanted.get("endrecord", [str(start + self.per_page - 1)])[0])
        total = len(standing)
        pages = -(-total // self.per_page)
        return self.html(
            f"""<?xml version="1.0" encoding="utf-8"?><datastore><totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>\
<recordset>{self._records(day, start, min(end, start + 89))}</recordset></datastore>""",
            standing[0].day,
            mime="text/xml",
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        pictures = "".join(
            f'<p style="text-align:center"><img src="/picture/{article.number}/{at}.jpg" alt=""></p>'
            f'<p style="text-align:center;font-size:14px">{escape(caption)}</p>' for at, caption in enumerate(article.captions)
        )  # fmt: skip
        body = "".join(
            f'<p style="text-indent:2em"><b>{escape(block.text)}</b></p>' if block.kind == "subhead"
            else f'<p style="text-indent:2em">{escape(block.text)}</p>' for block in article.blocks
        )  # fmt: skip
        return self.html(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}</title>
<meta name="SiteName" content="{self.title}"><meta name="ColumnName" content="警务动态"><meta name="ArticleTitle" content="{escape(article.headline)}">
<meta name="PubDate" content="{when}"><meta name="ContentSource" content="{escape(article.source)}"></head><body>
<div class="dqwz">您现在的位置：<a href="/">首页</a> &gt; <a href="{_COLUMN}">警务动态</a></div>
<div class="wzzw-title">{escape(article.headline)}</div>
<div class="fz_xx">发布日期：{when}　来源：{escape(article.source)}　浏览次数：<script src="/vc/vc/interface/visit.jsp?type=3&i_columnid=6372"></script></div>
<div class="wzzw-article" id="zoom"><!--ZJEG_RSS.content.begin-->{pictures}{body}<!--ZJEG_RSS.content.end--></div>
<div class="tools"><a>打印本页</a> <a>关闭窗口</a></div><div class="ewm">扫一扫在手机打开当前页</div>
<div class="bottom"><p>主办：海湾省公安厅　承办：海湾省公安厅新闻中心</p><p>湾公网安备00000000000002号　网站标识码 9904000002</p></div>
</body></html>""", changed_on(article, day))  # fmt: skip
