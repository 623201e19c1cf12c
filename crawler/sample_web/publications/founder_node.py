"""海湾法治网: Founder for websites (node_34072.htm, content/2025-11/05/content_9.html), articles set in a <dl>."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/leader/node_34072(?:_(\d+))?\.htm")
_ARTICLE = re.compile(r"/leader/content/\d{4}-\d{2}/\d{2}/content_(\d+)\.html")
_FIRST_ID = 9330000


class HaiwanLawNet(Publication):
    """Twin of 法治网: numbered pages without a 下一页, and `dd#CONTENT`."""

    name = "haiwan_fzw"
    title = "海湾法治网"
    host = "www.haiwan-fazhi.test"
    region = "990400"
    kind = "portal"
    style = "tail"
    front = "/leader/node_34072.htm"
    column = "政法要闻"
    prints_editor = True
    per_page = 8
    weight = 7

    def path_of(self, placement: Placement) -> str:
        return f"/leader/content/{placement.day[:7]}/{placement.day[8:]}/content_{_FIRST_ID + placement.number}.html"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if match := _LIST.fullmatch(asked.path):
            return self._list(int(match[1] or 1), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1]) - _FIRST_ID
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
            f'<li><a href="{self.path_of(one).removeprefix("/leader/")}" class="f14 blue001">{escape(self.world.article(one.number, day).headline)}</a>'
            f'<span class="f12 hui">{one.day}</span></li>' for one in here
        )  # fmt: skip
        turns = " ".join(
            f"<span>{at}</span>" if at == page else f'<a href="node_34072{"" if at == 1 else f"_{at}"}.htm">{at}</a>'
            for at in range(1, pages + 1)
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>政法要闻-{self.title}</title></head><body>
<div class="nav"><a href="/index.htm">首页</a> <a href="/leader/node_34072.htm">政法要闻</a></div>
<ul class="list">{rows}</ul><div id="displaypagenum"><center>{turns}</center></div>
<div class="foot">海湾法治网版权所有</div></body></html>""",
            here[0].day,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        body = "".join(
            f'<P align=center><IMG src="attachement/jpg/site2/{article.number}_{at}.jpg"></P><P align=center>{escape(caption)}</P>'
            for at, caption in enumerate(article.captions)
        ) + "".join(f"<P>　　{escape(block.text)}</P>" for block in article.blocks)  # fmt: skip
        when = article.published.replace("T", " ")
        return self.html(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}-{self.title}</title></head><body>
<div class="wz f12">您所在的位置：<a href="/index.htm">首页</a>&gt;&gt;<a href="/leader/node_34072.htm">政法要闻</a>&gt;&gt;正文</div>
<dl class="main"><dt class="f12">字号：<a>大</a> <a>中</a> <a>小</a></dt>
<dd class="f16 b center yh">{escape(article.headline)}</dd>
<dd class="f12 black02 center">{when}　来源：{escape(article.source)}</dd>
<dd id="CONTENT" class="f14 black02 yh">{body}</dd>
<dd class="f12 right">责任编辑：{escape(article.editor)}</dd></dl>
<div class="related"><h5>相关新闻</h5></div>
<div class="foot"><p>海湾法治网版权所有 未经书面授权不得转载</p><p>湾ICP备00000012号</p></div></body></html>""", changed_on(article, day))  # fmt: skip
