"""新岭网: articles at /legal/20251105/<32 hex>/c.html; a list shows its newest, its `ds_<32 hex>.json` all of them."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import hashlib
import json
import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_BOX = hashlib.sha256(b"xinling legal").hexdigest()[:32]
_ASIDE = hashlib.sha256(b"xinling aside").hexdigest()[:32]
_ARTICLE = re.compile(r"/legal/\d{8}/([0-9a-f]{32})/c\.html")


class XinlingNet(Publication):
    """Twin of 新华网: the header once for the desktop, its date in pieces, and once for the telephone."""

    name = "xinling_net"
    title = "新岭网"
    host = "www.xinling-news.test"
    region = "990100"
    kind = "portal"
    precision = "second"
    front = "/legal/index.htm"
    column = "法治"
    prints_editor = True
    per_page = 10
    weight = 7

    def path_of(self, placement: Placement) -> str:
        return f"/legal/{placement.day.replace('-', '')}/{_hex(placement.number)}/c.html"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if asked.path in ("/legal/", self.front):
            return self._list(day)
        if asked.path == f"/legal/ds_{_BOX}.json":
            return self._rest(day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1][:8], 16)  # the first eight digits hold the number, the rest is a digest of it
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self._article(article, day)
        return None

    def _list(self, day: str) -> Page | None:
        here, _ = self.slice(day, 1)
        if not here:
            return None
        rows = "".join(
            f'<div class="item"><div class="tit"><a href="..{self.path_of(one)}" target="_blank">{escape(self.world.article(one.number, day).headline)}</a>'
            f'<span class="time">{one.day} {one.clock}</span></div></div>' for one in here
        )  # fmt: skip
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="catalogs" content="0100502"><meta name="publishedtype" content="1">
<meta name="pagetype" content="2"><title>法治-{self.title}</title></head><body><div class="nav"><a href="/">新岭网</a> &gt; <a href="/legal/index.htm">法治</a></div>
<div id="list" class="list" data="datasource:{_BOX}" datatype="ds" preview="ds_">{rows}</div>
<div class="more" data="more">加载更多</div><div class="right" data="datasource:{_ASIDE}" datatype="ds" preview="ds_"><a href="/depth/index.htm">新岭视点</a></div>
<div class="foot">版权所有 新岭网</div></body></html>""",
            here[0].day,
        )

    def _rest(self, day: str) -> Page:
        """The file the list goes on in: rows of articles, some of them rows of links to articles."""
        rows: list[dict[str, object]] = []
        for one in self.world.standing(self.name, day):
            url, headline = self.path_of(one), self.world.article(one.number, day).headline
            row: dict[str, object] = {"contentId": f"{one.day.replace('-', '')}{_hex(one.number)}", "publishTime": f"{one.day} {one.clock}", "linkUrls": []}  # fmt: skip
            if one.number % 3:
                row |= {"contentType": "MultiMedia", "title": headline, "publishUrl": url}
            else:
                link = f"http://{self.host}{url}"
                row |= {"contentType": "Link", "title": f"<a href='{link}' target='_blank'>{escape(headline)}</a>", "publishUrl": link,
                        "linkUrls": [{"linkTitle": "专题 |", "linkUrl": "/legal/zt/index.htm"}, {"linkTitle": headline, "linkUrl": url}]}  # fmt: skip
            rows.append(row)
        held = json.dumps({"categoryName": "法治", "datasource": rows}, ensure_ascii=False)
        return self.html(held, self.world.standing(self.name, day)[0].day if rows else "", mime="application/json")

    def _article(self, article: SampleArticle, day: str) -> Page:
        day_, clock = article.published.split("T")
        body = "".join(
            f'<p style="text-align: center;"><img src="{_hex(article.number)}_{at}.jpg"></p><p style="text-align: center;">{escape(caption)}</p>'
            for at, caption in enumerate(article.captions)
        ) + "".join(f'<p style="text-indent: 2em;">{escape(block.text)}</p>' for block in article.blocks)  # fmt: skip
        title, source, box = escape(article.headline), escape(article.source), _hex(article.number)
        return self.html(f"""<!DOCTYPE html><html><head><meta name="source" content="{source}"> <meta name="publishdate" content="{day_}"> <meta name="contentid" content="{day_.replace("-", "")}{box}">
<meta charset="utf-8"> <meta name="publishedtype" content="1"> <meta name="pagetype" content="1"><title>
            {title}-{self.title}
        </title></head><body><div class="header domPC" data="datasource:{box}" datatype="content"><div class="header-nav left"><a href="/">新岭网</a> &gt; <a class="curColumn"></a> &gt; 正文</div>
<div class="header-cont clearfix"><div class="header-time left"><span class="year"><em>{day_[:4]}</em></span> <span class="day"><em>{day_[5:7]}</em>/<em>{day_[8:]}</em></span> <span class="time">{clock}</span></div>
<div class="source">来源：{source}
            </div> <div class="head-line clearfix"><h1><span class="title">{title}</span> <span class="btn-audio"></span></h1>
<div class="pageShare"><div class="setFont">字体： <span id="fontSmall">小</span> <span id="fontNormal" class="active">中</span> <span id="fontBig">大</span></div><div class="share">分享到：<a class="wx"></a></div></div></div></div></div>
<div class="mheader domMobile" data="datasource:{box}" datatype="content"><h1><span class="title">{title}</span></h1> <div class="info">
            {day_} {clock}
            <span>
                来源：{source}
            </span></div></div> <div class="main clearfix"><div class="main-left left"><div id="detail" data="datasource:{box}" datatype="content"><span id="detailContent">{body}</span>
<div id="articleEdit"><span class="tiyi1 domPC"><a href="javascript:void(0);" class="advise">【纠错】</a></span> <span class="editor"> 【责任编辑:{escape(article.editor)}】 </span></div></div>
<div class="nextpage clearfix" style="display:none;"><div class="nextpage-tit">阅读下一篇：</div></div></div></div>
<div class="foot">版权所有 新岭网</div></body></html>""", changed_on(article, day))  # fmt: skip


def _hex(number: int) -> str:
    return f"{number:08x}{hashlib.sha256(b'xinling %d' % number).hexdigest()[:24]}"
