"""北川省公安厅: Turbo (nNNN/cNNN/content.html); after the first page, index_<unit>_<n>.html counts downwards."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, changed_on
from crawler.sample_web.publications.government import GovernmentPublication, lines, pictures
from crawler.sample_web.truth import Placement, SampleArticle

_FOLDER, _UNIT = "/n2254098/n4904352", 7627565
_LIST = re.compile(rf"{_FOLDER}/(?:index(?:_{_UNIT}_(\d+))?\.html)?")


class BeichuanPolice(GovernmentPublication):
    """A provincial police department. Further pages of its list are bare pieces of markup that a script would set in."""

    name = "beichuan_police"
    title = "北川省公安厅"
    host = "gat.beichuan.test"
    region = "990300"
    kind = "police"
    precision = "day"
    front = f"{_FOLDER}/index.html"
    column = "工作动态"
    weight = 8
    per_page = 8
    code = "9903000005"
    article_at = re.compile(rf"{_FOLDER}/c(\d+)/content\.html")
    first_id = 9947000

    def path_of(self, placement: Placement) -> str:
        return f"{_FOLDER}/c{self.first_id + placement.number}/content.html"

    def list_page(self, asked: Asked, day: str) -> Page | None:
        match = _LIST.fullmatch(asked.path)
        if match is None:
            return None
        here, pages = self.slice(day, 1)
        if match[1]:
            number = int(match[1])
            if not 1 <= number < pages:
                return None
            here, _ = self.slice(day, pages - number + 1)
        rows = "".join(
            f'<dd><a href="../..{self.path_of(one)}" target="_blank">{headline}</a><span>( {one.day} )</span></dd>'
            for one, headline in self.headlines(here, day)
        )
        newest = here[0].day if here else ""
        if match[1]:
            return self.html(f"<dl>{rows}</dl>", newest)
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{self.title} {self.column}</title>{self.column_tags()}</head><body>
<div class="nav"><a href="/">首页</a><a href="{self.front}">工作动态</a><a href="/n2254996/index.html">政务公开</a><a href="/n2255040/index.html">办事服务</a></div>
<div class="local">当前位置：<a href="/">首页</a> &gt; 工作动态</div>
<div class="list"><div id="comp_{_UNIT}"><dl>{rows}</dl></div>
<div id="pag_{_UNIT}"><script>var maxPageNum = {pages}; var pageName = {_UNIT};
document.cookie = "maxPageNum{_UNIT}=" + maxPageNum;</script></div></div>
<div class="copyright">版权所有：北川省公安厅　川公网安备00000000000005号</div></body></html>""",
            newest,
        )

    def article_page(self, article: SampleArticle, day: str) -> Page:
        year, month, on = (int(part) for part in article.published.split("-"))
        images = pictures(
            article,
            '<p style="text-align:center"><img src="part/{name}.jpg" alt=""></p><p style="text-align:center"><span style="font-family:楷体">{caption}</span></p>',
        )
        text = lines(article, '<p style="text-indent:2em">{}</p>', '<p style="text-indent:2em"><strong>{}</strong></p>')
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{escape(article.headline)}</title>{self.article_tags(article, published=article.published, source=article.source)}</head><body>
<div class="nav"><a href="/">首页</a><a href="{self.front}">工作动态</a><a href="/n2254996/index.html">政务公开</a><a href="/n2255040/index.html">办事服务</a></div>
<div class="local">当前位置：<a href="/">首页</a> &gt; <a href="{self.front}">工作动态</a></div>
<div class="article"><div class="bTitle">{escape(article.headline)}</div>
<div class="arcTool"><span>{year}年{month}月{on}日</span> <span>来源：{escape(article.source)}</span> <span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span> <a>打印</a></div>
<div id="ztdx"><div id="UCAP-CONTENT">{images}{text}</div></div>
<div class="otherTool"><a>收藏</a> <a>关闭窗口</a></div></div>
<div class="copyright"><p>版权所有：北川省公安厅　网站标识码{self.code}</p><p>川公网安备00000000000005号　地址：北川省霜城市鼓楼大街3号</p></div></body></html>""",
            changed_on(article, day),
        )
