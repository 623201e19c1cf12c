"""北川长安网: c100007/2025-11/05/content_N.shtml, list2020.shtml with its pages counted from one by `page_div`."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, changed_on
from crawler.sample_web.publications.government import GovernmentPublication, lines, pictures
from crawler.sample_web.truth import Placement, SampleArticle

_FOLDER = "/beichuan/c100007"
_LIST = re.compile(rf"{_FOLDER}/list2020(?:_(\d+))?\.shtml")


class BeichuanPeace(GovernmentPublication):
    """A provincial commission for political and legal affairs, which prints its own address between time and source."""

    name = "beichuan_changan"
    title = "北川长安网"
    host = "www.beichuan-changan.test"
    region = "990300"
    kind = "politics"
    style = "run_in"
    precision = "second"
    front = f"{_FOLDER}/list2020.shtml"
    column = "平安建设"
    calls_itself = "本网"
    prints_editor = True
    weight = 6
    per_page = 9
    code = "9903000011"
    article_at = re.compile(rf"{_FOLDER}/\d{{4}}-\d{{2}}/\d{{2}}/content_(\d+)\.shtml")
    first_id = 12760000

    def path_of(self, placement: Placement) -> str:
        year, month, day = placement.day.split("-")
        return f"{_FOLDER}/{year}-{month}/{day}/content_{self.first_id + placement.number}.shtml"

    def list_page(self, asked: Asked, day: str) -> Page | None:
        match = _LIST.fullmatch(asked.path)
        page = int(match[1] or 1) if match else 0
        here, pages = self.slice(day, max(page, 1))
        if not 1 <= page <= pages:
            return None
        rows = "".join(
            f'<li><a href="{self.path_of(one)}" target="_blank">{headline}</a><span>{one.day}</span></li>'
            for one, headline in self.headlines(here, day)
        )
        total = len(self.world.standing(self.name, day))
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{self.column}-{self.title}</title>{self.column_tags()}</head><body>
<div class="w1200 nav"><a href="/">首页</a><a href="{self.front}">平安建设</a><a href="/beichuan/c100008/list2020.shtml">法治建设</a></div>
<div class="w1200 bgfff"><div class="list_box_left"><h2>平安建设</h2><ul>{rows}</ul>
<div id="page_div"></div><script>createPageHTML('page_div',{pages}, {page},'list2020','shtml',{total});</script></div>
<div class="list_box_right"><h3>热点专题</h3><ul><li><a href="/beichuan/zt/">扫黑除恶进行时</a></li></ul></div></div>
<div class="foot">中共北川省委政法委员会主办　川ICP备00000011号</div></body></html>""",
            here[0].day if here else "",
        )

    def article_page(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        images = pictures(
            article,
            '<p align="center"><img src="/beichuan/files/{name}.jpg" border="0"></p><p align="center">{caption}</p>',
        )
        text = lines(article, "<p>　　{}</p>", "<p>　　<strong>{}</strong></p>")
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{escape(article.headline)}-{self.title}</title>{self.article_tags(article, published=when, source=article.source)}</head><body>
<div class="w1200 nav"><a href="/">首页</a><a href="{self.front}">平安建设</a><a href="/beichuan/c100008/list2020.shtml">法治建设</a></div>
<div class="position">当前位置：<a href="/">北川长安网</a> &gt; <a href="{self.front}">平安建设</a></div>
<div class="w1200 content_box"><h1>{escape(article.headline)}</h1>
<div class="info"><span>{when}</span> <span>http://{self.host}/</span> <span>来源：{escape(article.source)}</span></div>
<div class="article_con">{images}{text}</div>
<div class="editor">责任编辑：{escape(article.editor)}</div>
<div class="bdsharebuttonbox"><span>分享到：</span><a>微信</a><a>新浪微博</a><a>QQ空间</a></div>
<div class="fyts"><a>打印</a> <a>关闭</a> <a>返回顶部</a></div></div>
<div class="foot"><p>中共北川省委政法委员会主办</p><p>川ICP备00000011号　未经授权不得转载</p></div></body></html>""",
            changed_on(article, day),
        )
