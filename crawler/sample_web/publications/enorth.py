"""朔风网: Enorth WebPublisher (/system/2025/11/05/<id>.shtml, _01.shtml its second page); older lists count down."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from archive.records import Block
from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on, parted
from crawler.sample_web.truth import Placement, SampleArticle

_COLUMN = "23009008000000000"
_MORE = re.compile(rf"/system/more/{_COLUMN}/\d{{4}}/{_COLUMN}_(\d{{8}})\.shtml")
_ARTICLE = re.compile(r"/system/\d{4}/\d{2}/\d{2}/(\d{9})(?:_(\d{2}))?\.shtml")
_FIRST_ID = 17130000


class ShuofengNet(Publication):
    """Twin of the provincial portals on Enorth: fixed pages of the oldest first, `#pubtime_baidu`, `#source_baidu`."""

    name = "shuofeng_net"
    title = "朔风网"
    host = "news.shuofeng.test"
    region = "990300"
    kind = "portal"
    style = "run_in"
    front = "/fazhi/index.shtml"
    column = "法治在线"
    calls_itself = "本网"
    prints_editor = True
    per_page = 8
    weight = 7

    def path_of(self, placement: Placement) -> str:
        return f"/system/{placement.day.replace('-', '/')}/{_FIRST_ID + placement.number:09d}.shtml"

    def pages_of(self, blocks: Sequence[Block]) -> int:
        return len(parted(blocks))

    def page_at(self, path: str, page: int) -> str:
        return path.replace(".shtml", f"_{page - 1:02d}.shtml")

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if asked.path in ("/fazhi/", self.front):
            return self._list(0, day)
        if match := _MORE.fullmatch(asked.path):
            return self._list(int(match[1]), day) if asked.path == _more(int(match[1])) else None
        if match := _ARTICLE.fullmatch(asked.path):
            number, page = int(match[1]) - _FIRST_ID, int(match[2] or 0) + 1
            article = self.standing_article(number, day)
            if article is None:
                return self.withdrawn(number, day)
            return self._article(article, page, day) if page <= article.pages else None
        return None

    def _list(self, page: int, day: str) -> Page | None:
        """A page of the column; page 0 is its front, with the newest, and the others never change once full."""
        standing = list(reversed(self.world.standing(self.name, day)))
        pages = -(-len(standing) // self.per_page)
        here = standing[-self.per_page :] if page == 0 else standing[(page - 1) * self.per_page : page * self.per_page]
        if page > pages or not here:
            return None
        rows = "".join(
            f'<li><span>{one.day[2:]} {one.clock[:5]}</span><a href="http://{self.host}{self.path_of(one)}" target="_blank">'
            f"{escape(self.world.article(one.number, day).headline)}</a></li>" for one in reversed(here)
        )  # fmt: skip
        more = f'<a href="{_more(pages)}">更多&gt;&gt;</a>' if page == 0 else ""
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>法治在线-{self.title}</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/fazhi/index.shtml">法治在线</a></div><div class="lmlist"><ul>{rows}</ul></div>
<div class="fenye"><script src="/system/count/0023009/008000000000/count_page_list_0023009008000000000.js"></script>{more}</div>
<div class="foot">朔风网版权所有 未经授权禁止复制或建立镜像</div></body></html>""",
            here[-1].day,
        )

    def _article(self, article: SampleArticle, page: int, day: str) -> Page:
        body = "".join(f"<p>　　{escape(block.text)}</p>" for block in parted(article.blocks)[page - 1])
        if page == 1:
            body = "".join(
                f'<p align="center"><img src="/pic/0/{article.number}_{at}.jpg" border="0"></p><p align="center">{escape(caption)}</p>'
                for at, caption in enumerate(article.captions)
            ) + body  # fmt: skip
        return self.html(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}-法治在线-{self.title}</title></head><body>
<div class="path">您当前的位置：<a href="/">朔风网首页</a> &gt; <a href="/fazhi/index.shtml">法治在线</a></div>
<div class="artical"><h1>{escape(article.headline)}</h1><div class="info" id="nleft"><span id="pubtime_baidu">{article.published[:10].replace("-", "/")}/ {article.published[11:]}</span>
<span id="source_baidu">来源：<a href="/">{escape(article.source)}</a></span> <span id="author_baidu"></span></div>
<div id="conter2018">{body}</div>{self._turns(article, page)}
<div class="a-footer"><span class="frt" id="editor_baidu">责任编辑：{escape(article.editor)}</span></div></div>
<div class="xgyd"><h4>相关新闻</h4><ul><li><a href="/fazhi/index.shtml">更多法治新闻</a></li></ul></div>
<div class="foot"><p>朔ICP备00000011号 增值电信业务经营许可证</p><p>朔风网版权所有</p></div></body></html>""", changed_on(article, day))  # fmt: skip

    def _turns(self, article: SampleArticle, page: int) -> str:
        """The pages of a long story: numbers in brackets, 下一页 and 尾页."""
        if article.pages == 1:
            return ""
        first = article.url.removeprefix(f"http://{self.host}")
        paths = [first, *(self.page_at(first, at) for at in range(2, article.pages + 1))]
        numbers = " ".join(
            f"<span>[{at}]</span>" if at == page else f'<a href="{path}">[{at}]</a>' for at, path in enumerate(paths, 1)
        )
        after = f' <a href="{paths[page]}">下一页</a> <a href="{paths[-1]}">尾页</a>' if page < article.pages else ""
        return f'<div id="news_more_page_div_id">{numbers}{after}</div>'


def _more(page: int) -> str:
    return f"/system/more/{_COLUMN}/{page // 100:04d}/{_COLUMN}_{page:08d}.shtml"
