"""鲸港市公安局: the platform of 广东 (content/post_N.html, index_2.html); notices lie in the catalogue /gkmlpt/."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, changed_on
from crawler.sample_web.publications.government import GovernmentPublication, lines, pictures
from crawler.sample_web.truth import Placement, SampleArticle

_COLUMN = "/gaxw/jwyw"
_LIST = re.compile(rf"{_COLUMN}/(?:index(?:_(\d+))?\.html)?")


class JinggangPolice(GovernmentPublication):
    """A city's police, whose own articles come from 本网."""

    name = "jinggang_police"
    title = "鲸港市公安局"
    host = "gaj.jinggang.test"
    region = "990400"
    kind = "police"
    style = "tail"
    front = f"{_COLUMN}/index.html"
    column = "警务要闻"
    weight = 8
    per_page = 8
    code = "9904010007"
    article_at = re.compile(rf"(?:{_COLUMN}/content|/gkmlpt/content/9/9081)/post_(\d+)\.html")
    first_id = 9081000

    def path_of(self, placement: Placement) -> str:
        folder = "/gkmlpt/content/9/9081" if placement.size == "notice" else f"{_COLUMN}/content"
        return f"{folder}/post_{self.first_id + placement.number}.html"

    def list_page(self, asked: Asked, day: str) -> Page | None:
        match = _LIST.fullmatch(asked.path)
        page = int(match[1] or 1) if match else 0
        here, pages = self.slice(day, max(page, 1))
        if not 1 <= page <= pages:
            return None
        rows = "".join(
            f'<li><a href="{self.url_of(one)}" title="{headline}" target="_blank">{headline}</a><span class="time">{one.day}</span></li>'
            for one, headline in self.headlines(here, day)
        )
        turns = "".join(
            f'<a class="{"cur" if at == page else ""}" href="{self._at(at)}">{at}</a>' for at in range(1, pages + 1)
        )
        following = f'<a class="next" href="{self._at(page + 1)}">下一页</a>' if page < pages else ""
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{self.column}_{self.title}门户网站</title>{self.column_tags()}</head><body>
<div class="nav"><a href="/">网站首页</a><a href="{self.front}">警务要闻</a><a href="/gkmlpt/index">政府信息公开</a></div>
<div class="cur_pos">您现在所在的位置：<a href="/">首页</a> &gt; <a href="{self.front}">警务要闻</a></div>
<ul class="news_list">{rows}</ul><div class="page">{turns}{following}<span>共{pages}页</span></div>
<div class="footer">主办：鲸港市公安局　湾公网安备 00000000000007号</div></body></html>""",
            here[0].day if here else "",
        )

    def _at(self, page: int) -> str:
        return f"http://{self.host}{_COLUMN}/index{'' if page == 1 else f'_{page}'}.html"

    def article_page(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        images = pictures(
            article,
            '<p class="nfw-cms-img" img-id="{name}" style="text-align: center;"><img src="/img/0/{name}.jpg" alt=""></p><p style="text-align: center;">{caption}</p>',
        )
        text = lines(article, "<p>　　{}</p>", "<p>　　<strong>{}</strong></p>")
        return self.html(
            f"""<!DOCTYPE html><html><head><title>{escape(article.headline)}_{self.title}门户网站</title>{self.article_tags(article, published=when, source="本网")}</head><body>
<div class="nav"><a href="/">网站首页</a><a href="{self.front}">警务要闻</a><a href="/gkmlpt/index">政府信息公开</a></div>
<div class="cur_pos">您现在所在的位置：<a href="/">首页</a> &gt; <a href="{self.front}">警务要闻</a></div>
<div class="con"><h1>{escape(article.headline)}</h1>
<div class="top">时间：{when}　来源：本网　浏览次数：<span id="hits">-</span>　【字体：<a>小</a> <a>中</a> <a>大</a>】</div>
<div class="mid text article-content" id="zoomcon">{images}{text}</div>
<div class="share-box"><span>分享到：</span><a title="分享到微信">微信</a><a title="分享到微博">微博</a></div>
<div class="ewm">扫一扫在手机打开当前页</div></div>
<div class="footer"><p>主办：鲸港市公安局　承办：鲸港市公安局宣传科</p><p>湾ICP备00000007号　网站标识码：{self.code}</p><p>湾公网安备 00000000000007号　您是第<span id="pv"></span>位访客</p></div></body></html>""",
            changed_on(article, day),
        )
