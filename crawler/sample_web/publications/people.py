"""江声网: /n1/2025/1105/c42510-<id>.html and index1.html, index2.html, in GB2312 with no charset in the header."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/GB/188502/index(\d*)\.html")
_ARTICLE = re.compile(r"/n1/\d{4}/\d{4}/c42510-(\d+)\.html")
_FIRST_ID = 30530000


class JiangshengNet(Publication):
    """Twin of 人民网: 2025年11月05日08:18 without a space, 来源 as a link, 责编 in brackets under the text."""

    name = "jiangsheng_net"
    title = "江声网"
    host = "legal.jiangsheng.test"
    region = "990200"
    kind = "portal"
    charset = "gb2312"
    header_charset = ""
    front = "/GB/188502/index.html"
    column = "公安司法"
    prints_editor = True
    per_page = 8
    weight = 7

    def path_of(self, placement: Placement) -> str:
        year, month, day = placement.day.split("-")
        return f"/n1/{year}/{month}{day}/c42510-{_FIRST_ID + placement.number}.html"

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
            f"<li><a href='{self.path_of(one)}' target=\"_blank\">{escape(self.world.article(one.number, day).headline)}</a>"
            f"<em>{one.day}</em></li>" for one in here
        )  # fmt: skip
        mark = " class='common_current_page'"
        turns = "".join(
            f"<a href='index{at}.html'{mark if at == page else ''}>{at}</a>&nbsp;" for at in range(1, pages + 1)
        )
        following = f"<a href='index{page + 1}.html'>下一页</a>" if page < pages else ""
        return self.html(
            f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="content-type" content="text/html;charset=GB2312"/>
<title>公安司法--{self.title}</title></head><body><div class="lujing"><a href="/">{self.title}</a> &gt;&gt; <a href="/GB/188502/index.html">公安司法</a></div>
<div class="ej_list_box clear"><ul class="list_16 mt10">{rows}</ul></div><div class="page_n clear">{turns}{following}</div>
<div id="copyright">江 声 网 版 权 所 有</div></body></html>""",
            here[0].day,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        year, month, rest = article.published.split("-")
        when = f"{year}年{month}月{rest[:2]}日{rest[3:]}"
        body = "".join(
            f'<p style="text-align: center;"><img src="/NMediaFile/{article.number}_{at}.jpg" alt=""/></p><p style="text-align: center;">{escape(caption)}</p>'
            for at, caption in enumerate(article.captions)
        ) + "".join(
            f"<p><strong>　　{escape(block.text)}</strong></p>" if block.kind == "subhead" else f"<p>　　{escape(block.text)}</p>"
            for block in article.blocks
        )  # fmt: skip
        return self.html(f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="content-type" content="text/html;charset=GB2312"/>
<title>{escape(article.headline)}--公安司法--{self.title} </title><meta name="publishdate" content="{article.published[:10]}"><meta name="author" content="104363">
<meta name="editor" content="1610"><meta name="source" content="来源：{escape(article.source)}"></head><body>
<div class="clearfix w1000_320 path"><a href="/">{self.title}</a>&gt;&gt;<a href="/GB/188502/index.html">公安司法</a></div>
<div class="clearfix w1000_320 text_title"><h3 class="pre"></h3><h1>{escape(article.headline)}</h1><h4 class="sub"></h4><p class="author"></p>
<div class="box01"><div class="fl">{when}&nbsp;&nbsp;来源：<a href="http://{self.host}/" target="_blank">{escape(article.source)}</a></div>
<div class="fr"><span class="ops_tit">分享到：</span><a title="微信"><i> </i></a></div></div></div>
<div class="clearfix w1000_320 text_con"><div class="fl text_con_left"><div class="box_con" id="rwb_zw">{body}
<div class="zdfy clearfix"></div><center><table border="0" align="center" width="40%"><tr></tr></table></center><div class="box_pic"></div>
<div class="edit clearfix">(责编：{escape(article.editor)})</div></div><div class="box_down"><p>江声网客户端下载</p></div></div>
<div class="fr text_con_right"><h2>推荐阅读</h2></div></div><div id="copyright">江 声 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用</div></body></html>""", changed_on(article, day))  # fmt: skip
