"""岚溪市公安局: a TRS site whose articles are named by id alone (t10521285.shtml), pages index_1.shtml."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, changed_on
from crawler.sample_web.publications.government import GovernmentPublication, lines, pictures
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/jwzx/gayw/(?:index(?:_(\d+))?\.shtml)?")


class LanxiPolice(GovernmentPublication):
    """A city's police; under each article stand the labels of files it may have, mostly without any."""

    name = "lanxi_police"
    title = "岚溪市公安局"
    host = "gaj.lanxi.test"
    region = "990100"
    kind = "police"
    style = "tail"
    front = "/jwzx/gayw/"
    column = "公安要闻"
    weight = 8
    per_page = 8
    code = "9901010004"
    article_at = re.compile(r"/jwzx/gayw/t(\d+)\.shtml")
    first_id = 10521000

    def path_of(self, placement: Placement) -> str:
        return f"/jwzx/gayw/t{self.first_id + placement.number}.shtml"

    def list_page(self, asked: Asked, day: str) -> Page | None:
        match = _LIST.fullmatch(asked.path)
        page = int(match[1] or 0) + 1 if match else 0
        here, pages = self.slice(day, max(page, 1))
        if not 1 <= page <= pages:
            return None
        rows = "".join(
            f'<li><a href="./t{self.first_id + one.number}.shtml" title="{headline}">{headline}</a><span>[{one.day}]</span></li>'
            for one, headline in self.headlines(here, day)
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{self.column}-{self.title}网站</title>{self.column_tags()}</head><body>
<div class="header"><a href="/">首页</a><a href="/jwzx/gayw/">公安要闻</a><a href="/bsfw/">办事服务</a><a href="/jmhd/">警民互动</a></div>
<div class="position">您所在的位置：<a href="/">首页</a> &gt; <a href="/jwzx/">警务资讯</a> &gt; <a href="/jwzx/gayw/">公安要闻</a></div>
<div class="more-list"><ul>{rows}</ul></div>
<div class="page"><script>createPageHTML({pages}, {page - 1}, "index", "shtml", "3");</script></div>
<div class="footer">主办：岚溪市公安局　岭公网安备 00000000000004号</div></body></html>""",
            here[0].day if here else "",
        )

    def article_page(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        images = pictures(
            article,
            '<p style="text-align: center;"><img src="./W0202511{name}.jpg" alt=""></p><p style="text-align: center;">{caption}</p>',
        )
        text = lines(
            article, '<p style="text-align: justify;">　　{}</p>', '<p style="text-align: justify;"><b>　　{}</b></p>'
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{escape(article.headline)}-{self.title}网站</title>{self.article_tags(article, published=when, source=article.source)}</head><body>
<div class="header"><a href="/">首页</a><a href="/jwzx/gayw/">公安要闻</a><a href="/bsfw/">办事服务</a><a href="/jmhd/">警民互动</a></div>
<div class="position">您所在的位置：<a href="/">首页</a> &gt; <a href="/jwzx/">警务资讯</a> &gt; <a href="/jwzx/gayw/">公安要闻</a></div>
<div class="article"><h1>{escape(article.headline)}</h1>
<div class="article-inf"><div class="article-inf-left">{when}&nbsp;&nbsp;&nbsp;&nbsp;来源：{escape(article.source)}&nbsp;&nbsp;</div>
<div class="article-inf-right">【字体：<a>大</a> <a>中</a> <a>小</a>】<a>打印</a></div></div>
<div class="article-con"><div class="view TRS_UEDITOR trs_paper_default trs_web">{images}{text}</div></div>
<div class="article-file"><p>文件下载：</p><p>关联文件：</p></div>
<div class="article-ewm"><p>扫一扫在手机打开当前页</p></div></div>
<div class="footer"><p>主办：岚溪市公安局　承办：岚溪市公安局政治部</p><p>岭ICP备00000004号　岭公网安备 00000000000004号　网站标识码：{self.code}</p></div></body></html>""",
            changed_on(article, day),
        )
