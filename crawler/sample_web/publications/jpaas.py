"""驼铃市公安局: JPAAS (art_<32 hex>.html); the list's further pages come as HTML in JSON from an interface."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import hashlib
import json
import re
from html import escape
from urllib.parse import parse_qs

from crawler.sample_web.publications.base import Asked, Page, changed_on
from crawler.sample_web.publications.government import GovernmentPublication, lines, pictures
from crawler.sample_web.truth import Placement, SampleArticle

_COLUMN = "/sgaj/jwzx/jwyw"
_INTERFACE = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_UNIT = {
    "parseType": "bulidstatic",
    "webId": "52c1a0f6",
    "tplSetId": "MsQwKx41",
    "pageType": "column",
    "tagId": "警务要闻_分页列表",
    "editType": "null",
    "pageId": "1638",
}


class TuolingPolice(GovernmentPublication):
    """A police bureau inside its city's portal; time and source stand twice, for the desk and for the phone."""

    name = "tuoling_police"
    title = "驼铃市公安局"
    host = "www.tuoling.test"
    region = "990500"
    kind = "police"
    style = "tail"
    front = f"{_COLUMN}/index.html"
    column = "警务要闻"
    weight = 8
    per_page = 7
    code = "9905030006"
    article_at = re.compile(rf"{_COLUMN}/art/\d{{4}}/art_([0-9a-f]{{32}})\.html")

    def path_of(self, placement: Placement) -> str:
        return f"{_COLUMN}/art/{placement.day[:4]}/art_{_hex(placement.number)}.html"

    def number_of(self, found: str) -> int:
        """The first eight digits hold the number, the rest is a digest of it."""
        return int(found[:8], 16)

    def list_page(self, asked: Asked, day: str) -> Page | None:
        if asked.path == _INTERFACE:
            return self._unit(asked, day)
        if asked.path not in (self.front, f"{_COLUMN}/"):
            return None
        here, _ = self.slice(day, 1)
        asks = ",".join(f"'{name}':'{value}'" for name, value in _UNIT.items())
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{self.column}_{self.title}</title>{self.column_tags()}<meta name="ColId" content="{_UNIT["pageId"]}"></head><body>
<div class="top"><a href="/">驼铃市人民政府</a><a href="/sgaj/">驼铃市公安局</a><a href="{self.front}">警务要闻</a></div>
<script src="/cms_files/default/script/unitbuild.js" url="{_INTERFACE}" queryData="{{'parseType':'bulidstatic','webId':'{_UNIT["webId"]}','pageId':'{_UNIT["pageId"]}','tagId':'当前位置'}}"></script>
<div class="list-box">{self._rows(1, day)}</div>
<script src="/cms_files/default/script/unitbuild.js" webId="{_UNIT["webId"]}" url="{_INTERFACE}" queryData="{{{asks}}}"></script>
<div class="bottom">主办：驼铃市公安局　塬公网安备 00000000000006号</div></body></html>""",
            here[0].day if here else "",
        )

    def _rows(self, page: int, day: str) -> str:
        here, _ = self.slice(day, page)
        rows = "".join(
            f'<li><a class="news" href="{self.path_of(one)}" title="{headline}" target="_blank">{headline}</a><span class="time">{one.day}</span></li>'
            for one, headline in self.headlines(here, day)
        )
        total = len(self.world.standing(self.name, day))
        return f"""<ul class="page-content">{rows}</ul><div class="pagination" count="{total}" pageSize="{self.per_page}" pageNo="{page}"></div>"""

    def _unit(self, asked: Asked, day: str) -> Page | None:
        wanted = {name: values[0] for name, values in parse_qs(asked.query).items()}
        paging = json.loads(wanted.get("paramJson", "{}"))
        if wanted.get("pageId") != _UNIT["pageId"] or paging.get("pageSize", self.per_page) != self.per_page:
            return None
        answer = {"code": "200", "success": True, "data": {"html": self._rows(int(paging.get("pageNo", 1)), day)}}
        newest = self.world.standing(self.name, day)[0].day
        return self.html(json.dumps(answer, ensure_ascii=False), newest, mime="application/json")

    def article_page(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        images = pictures(
            article,
            '<p style="text-align: center;"><img src="/cms_files/filemanager/{name}.jpeg"></p><p style="text-align: center; font-size: 14px;">{caption}</p>',
        )
        text = lines(
            article,
            '<p style="text-indent: 32px;"><span style="font-size: 16px;">{}</span></p>',
            '<p style="text-indent: 32px;"><strong><span style="font-size: 16px;">{}</span></strong></p>',
        )
        labels = f"""<span>发布时间：</span><span>{when}</span><span>来源：</span><span>{escape(article.source)}</span><span>浏览次数：</span><span class="hits"></span>"""
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{escape(article.headline)}_{self.title}</title>{self.article_tags(article, published=when, source=article.source)}</head><body>
<div class="top"><a href="/">驼铃市人民政府</a><a href="/sgaj/">驼铃市公安局</a><a href="{self.front}">警务要闻</a></div>
<div class="position">当前位置：<a href="/sgaj/">首页</a> &gt; <a href="/sgaj/jwzx/">警务资讯</a> &gt; <a href="{self.front}">警务要闻</a></div>
<div class="main"><h1 class="title">{escape(article.headline)}</h1>
<div class="info pc">{labels}<span>字号：</span><a>[大]</a><a>[中]</a><a>[小]</a></div><div class="info phone">{labels}</div>
<div class="con" id="con_con">{images}{text}</div>
<div class="tool"><a>打印本页</a><a>关闭窗口</a></div></div>
<div class="bottom"><p>主办：驼铃市公安局　承办：驼铃市公安局办公室</p><p>塬ICP备00000006号　网站标识码：{self.code}　塬公网安备 00000000000006号</p>
<p><span class="conac">党政机关</span> <a class="jiucuo">政府网站找错</a></p></div></body></html>""",
            changed_on(article, day),
        )


def _hex(number: int) -> str:
    return f"{number:08x}{hashlib.sha256(b'tuoling %d' % number).hexdigest()[:24]}"
