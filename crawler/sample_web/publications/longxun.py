"""汀泽市公安局: 龙讯 (public/<column>/<id>.html) with a table of 索引号; a script turns the pages of its list."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs

from crawler.sample_web.publications.base import Asked, Page, changed_on
from crawler.sample_web.publications.government import GovernmentPublication, lines, pictures
from crawler.sample_web.truth import Placement, SampleArticle

_COLUMN = "/public/column/7081"
_QUERY = "type=4&catId=6999451&action=list&nav=3"


class TingzePolice(GovernmentPublication):
    """A city's police in the catalogue of public information; an 索引号 looks like a date and is none."""

    name = "tingze_police"
    title = "汀泽市公安局"
    host = "gaj.tingze.test"
    region = "990200"
    kind = "police"
    front = f"{_COLUMN}?{_QUERY}"
    column = "警务动态"
    weight = 8
    per_page = 8
    code = "9902020008"
    article_at = re.compile(r"/public/7081/(\d+)\.html")
    first_id = 49738000

    def path_of(self, placement: Placement) -> str:
        return f"/public/7081/{self.first_id + placement.number}.html"

    def views(self, placement: Placement) -> int | None:
        return 40 + placement.number * 97 % 1900

    def list_page(self, asked: Asked, day: str) -> Page | None:
        wanted = parse_qs(asked.query)
        if asked.path != _COLUMN or wanted.get("catId") != ["6999451"]:
            return None
        page = int(wanted.get("pageIndex", ["1"])[0])
        here, pages = self.slice(day, page)
        if not 1 <= page <= pages:
            return None
        rows = "".join(
            f'<li class="clearfix"><a href="http://{self.host}{self.path_of(one)}" title="{headline}" target="_blank">{headline}</a><span class="date">{one.day}</span></li>'
            for one, headline in self.headlines(here, day)
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{self.column}_{self.title}</title>{self.column_tags()}</head><body>
<div class="xxgk_nav"><a href="/">网站首页</a><a href="/site/tpl/4687?activeId=7081">信息公开指南</a><a href="{self.front}">警务动态</a></div>
<div class="xxgk_right"><ul class="clearfix xxgk_nav_list">{rows}</ul><div id="page_public_info" class="pageContent"></div>
<script>Ls.pagination("#page_public_info", function(pageIndex) {{ location.href = 'http://{self.host}{_COLUMN}?{_QUERY}&pageIndex=' + pageIndex; }}, {{currPage: {page},pageCount:{pages}}});</script></div>
<div class="footer">主办：汀泽市公安局　沧公网安备 00000000000008号</div></body></html>""",
            here[0].day if here else "",
        )

    def article_page(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        images = pictures(
            article,
            '<p style="text-align: center;"><img src="/group1/M00/{name}.jpg" title="" alt=""/></p><p style="text-align: center;">{caption}</p>',
        )
        text = lines(
            article, '<p style="text-indent: 2em;">{}</p>', '<p style="text-indent: 2em;"><strong>{}</strong></p>'
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{escape(article.headline)}_{self.title}</title>{self.article_tags(article, published=when, source=article.source)}</head><body>
<div class="xxgk_nav"><a href="/">网站首页</a><a href="/site/tpl/4687?activeId=7081">信息公开指南</a><a href="{self.front}">警务动态</a></div>
<div class="wzy_position">当前位置：<a href="/">网站首页</a> &gt; <a href="/public/column/7081">政府信息公开</a> &gt; <a href="{self.front}">警务动态</a></div>
<table class="table_suoyin"><tr><th class="pmingcheng">索引号：</th><td>{article.published[:4]}-02-{article.number:05d}</td><th class="pmingcheng">信息分类：</th><td>警务动态</td></tr>
<tr><th class="pmingcheng">发布机构：</th><td>{self.title}</td><th class="pmingcheng">发布日期：</th><td>{when}</td></tr></table>
<h1 class="newstitle">{escape(article.headline)}</h1>
<div class="fbxx"><span>发布时间：{when}</span><span>来源：{escape(article.source)}</span><span>浏览次数：{article.view_count}</span><span>字体：[ <a>大</a> <a>中</a> <a>小</a> ]</span></div>
<div class="j-fontContent newscontnet minh500" id="zoom">{images}{text}</div>
<div class="bshare-custom"><span>【打印本页】</span><span>【关闭窗口】</span></div>
<div class="footer"><p>主办：汀泽市公安局　地址：沧江省汀泽市渡头区滨江大道8号</p><p>沧ICP备00000008号　沧公网安备 00000000000008号　网站标识码：{self.code}</p></div></body></html>""",
            changed_on(article, day),
        )
