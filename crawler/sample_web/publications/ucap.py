"""沧江省公安厅: Ucap (hex addresses, <UCAPCONTENT>, publishTime, list.shtml and list_2.shtml)."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import hashlib
import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/gat/c108/list(?:_(\d+))?\.shtml")
_ARTICLE = re.compile(r"/gat/c108/\d{6}/([0-9a-f]{32})\.shtml")


class CangjiangPolice(Publication):
    """A provincial police department whose PubDate carries the ratio sign U+2236 for a colon."""

    name = "cangjiang_police"
    title = "沧江省公安厅"
    host = "gat.cangjiang.test"
    region = "990200"
    kind = "police"
    front = "/gat/c108/list.shtml"
    column = "公安要闻"
    prints_editor = True
    weight = 12

    def path_of(self, placement: Placement) -> str:
        return f"/gat/c108/{placement.day[:4]}{placement.day[5:7]}/{_hex(placement.number)}.shtml"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if match := _LIST.fullmatch(asked.path):
            return self._list(int(match[1] or 1), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1][:8], 16)  # the first eight digits hold the number, the rest is a digest of it
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self._article(article, day)
        return None

    def _list(self, page: int, day: str) -> Page | None:
        here, pages = self.slice(day, page)
        if page > pages or not here:
            return None
        rows = "".join(
            f'<li><a href="{self.path_of(one)}" target="_blank">{escape(self.world.article(one.number, day).headline)}</a>'
            f"<em>{one.day.replace('-', '.')}</em></li>" for one in here
        )  # fmt: skip
        turns = "".join(f'<a href="list{"" if at == 1 else f"_{at}"}.shtml">{at}</a> ' for at in range(1, pages + 1))
        following = (
            f'<a class="next" href="list_{page + 1}.shtml">下一页</a>' if page < pages else "<span>下一页</span>"
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>公安要闻 - {self.title}</title>
<meta name="SiteName" content="{self.title}"><meta name="ColumnName" content="公安要闻"></head><body>
<div class="wzwz">当前位置：<a href="/">首页</a> &gt; 公安要闻</div><div class="mainbox-midpart"><ul class="listul">{rows}</ul>
<div class="pagination">{turns}{following} 共 {pages} 页 当前第{page}/{pages}页</div></div>
<div class="foot">沧江省公安厅主办 沧公网安备00000000000003号</div></body></html>""",
            here[0].day,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        body = "".join(
            f"<p><strong>{escape(block.text)}</strong></p>"
            if block.kind == "subhead"
            else f"<p>　　{escape(block.text)}</p>"
            for block in article.blocks
        )
        body += "".join(
            f'<p align="center"><img src="/gat/images/{article.number}_{at}.png"></p><p align="center">{escape(caption)}</p>'
            for at, caption in enumerate(article.captions)
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)} - {self.title}</title>
<meta name="SiteName" content="{self.title}"><meta name="SiteIDCode" content="9902000003"><meta name="ColumnName" content="公安要闻">
<meta name="ArticleTitle" content="{escape(article.headline)}"><meta name="PubDate" content="{when.replace(":", "∶")}">
<meta name="ContentSource" content="{escape(article.source)}"></head><body>
<div class="a11y"><a>无障碍浏览</a> <a>长者模式</a></div><div class="wzwz">当前位置：<a href="/">首页</a> &gt; 公安要闻 &gt; 正文</div>
<div class="mainbox-midpart"><h1>{escape(article.headline)}</h1>
<div class="xl_tit"><span class="publishTime">发布时间：{when}</span><span>来源：</span><span>{escape(article.source)}</span>
<span>【字体：</span><a>大</a><a>中</a><a>小</a><span>】</span></div>
<UCAPCONTENT>{body}</UCAPCONTENT>
<div class="zrbj">责任编辑：{escape(article.editor)}</div></div>
<div class="jiucuo">我要纠错</div><div class="share">分享到：微信 微博 QQ空间</div>
<div class="foot"><p>沧江省公安厅主办</p><p>沧公网安备00000000000003号</p><p>地址：沧江省澄湖市江堤路1号</p></div></body></html>""",
            changed_on(article, day),
        )


def _hex(number: int) -> str:
    return f"{number:08x}{hashlib.sha256(b'cangjiang %d' % number).hexdigest()[:24]}"
