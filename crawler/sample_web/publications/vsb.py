"""霜城平安网: 博达 VSB (info/1021/5634.htm); jwdt.htm is followed by jwdt/<n>.htm, counting downwards."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, changed_on
from crawler.sample_web.publications.government import GovernmentPublication, lines, pictures
from crawler.sample_web.truth import Placement, SampleArticle

_LIST = re.compile(r"/padt(?:/(\d+))?\.htm")


class ShuangchengPeace(GovernmentPublication):
    """A city's commission for political and legal affairs; neighbours of an article are linked by their headlines."""

    name = "shuangcheng_pingan"
    title = "霜城平安网"
    host = "pingan.shuangcheng.test"
    region = "990300"
    kind = "politics"
    precision = "day"
    front = "/padt.htm"
    column = "平安动态"
    prints_editor = True
    weight = 6
    per_page = 9
    code = "9903010012"
    article_at = re.compile(r"/info/1021/(\d+)\.htm")
    first_id = 5000

    def path_of(self, placement: Placement) -> str:
        return f"/info/1021/{self.first_id + placement.number}.htm"

    def list_page(self, asked: Asked, day: str) -> Page | None:
        match = _LIST.fullmatch(asked.path)
        if match is None:
            return None
        _, pages = self.slice(day, 1)
        number = int(match[1]) if match[1] else pages
        if not 1 <= number <= pages or (match[1] and number == pages):
            return None
        here, _ = self.slice(day, pages - number + 1)
        up, folder = ("../", "") if match[1] else ("", "padt/")
        rows = "".join(
            f'<li id="line_u8_{at}"><a href="{up}info/1021/{self.first_id + one.number}.htm" title="{headline}">{headline}</a><span>{one.day}</span></li>'
            for at, (one, headline) in enumerate(self.headlines(here, day))
        )
        following = (
            f'<span class="p_next p_fun"><a href="{folder}{number - 1}.htm">下页</a></span>'
            if number > 1
            else '<span class="p_next_d p_fun_d">下页</span>'
        )
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{self.column}-{self.title}</title>{self.column_tags()}
<script language="javascript" src="/system/resource/js/vsbscreen.min.js"></script></head><body>
<div class="nav"><a href="{up}index.htm">首页</a><a href="{up}padt.htm">平安动态</a><a href="{up}fzjs.htm">法治建设</a></div>
<div class="list"><ul>{rows}</ul><div class="pb_sys_common"><span class="p_pages">{following}</span> <span class="p_t">共{pages}页</span>
<script language="javascript" src="/system/resource/js/gotopage.js"></script><a href="javascript:;" onclick="_simple_list_gotopage_fun({pages},'u8_goto',2)">跳转</a></div></div>
<div class="foot">版权所有：中共霜城市委政法委员会</div></body></html>""",
            here[0].day if here else "",
        )

    def article_page(self, article: SampleArticle, day: str) -> Page:
        images = pictures(
            article,
            '<p class="vsbcontent_img" style="text-align:center"><img src="/__local/{name}.jpg" vurl="/_vsl/{name}"></p><p style="text-align:center">{caption}</p>',
        )
        text = lines(article, '<p style="text-indent:2em">{}</p>', '<p style="text-indent:2em"><strong>{}</strong></p>')
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{escape(article.headline)}-{self.title}</title>{self.article_tags(article, published=article.published, source=article.source)}
<script language="javascript" src="/system/resource/js/vsbscreen.min.js"></script></head><body>
<div class="nav"><a href="../../index.htm">首页</a><a href="../../padt.htm">平安动态</a><a href="../../fzjs.htm">法治建设</a></div>
<div class="position">当前位置：<a href="../../index.htm">首页</a>&gt;<a href="../../padt.htm">平安动态</a>&gt;正文</div>
<form name="_newscontent_fromname"><div class="show"><h1 align="center">{escape(article.headline)}</h1>
<div class="show_info" align="center">发布日期：{article.published}　　来源：{escape(article.source)}　　编辑：{escape(article.editor)}　　点击数：<script>_showDynClicks("wbnews", 1385, {self.first_id + article.number})</script></div>
<div id="vsb_content"><div class="v_news_content">{images}{text}</div></div><div id="div_vote_id"></div>
{self._neighbours(article, day)}<div class="close">【<a href="javascript:window.close()">关闭</a>】</div></div></form>
<div class="foot"><p>版权所有：中共霜城市委政法委员会</p><p>川ICP备00000012号</p></div></body></html>""",
            changed_on(article, day),
        )

    def _neighbours(self, article: SampleArticle, day: str) -> str:
        """The links to the article before and the one after, which may not be there."""
        standing = self.world.standing(self.name, day)
        at = next(place for place, one in enumerate(standing) if one.number == article.number)
        links = []
        for label, place in (("上一条", at - 1), ("下一条", at + 1)):
            if 0 <= place < len(standing):
                one, headline = self.headlines(standing[place : place + 1], day)[0]
                links.append(f'<p>{label}：<a href="{self.first_id + one.number}.htm">{headline}</a></p>')
        return "".join(links)
