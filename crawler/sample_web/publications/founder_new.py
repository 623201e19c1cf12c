"""海湾法治报: the newer Founder e-paper (layout/…/node_, cont/…/content_, the enpproperty comment)."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import ClassVar

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_PAGES = {1: "要闻", 2: "平安海湾", 3: "案例", 4: "周末·人物"}
_NODE = re.compile(r"/pc/layout/(\d{4})(\d{2})/(\d{2})/node_(\d+)\.html")
_ARTICLE = re.compile(r"/pc/cont/(\d{4})(\d{2})/(\d{2})/content_(\d+)\.html")


class HaiwanLawDaily(Publication):
    """Monday, Wednesday and Saturday; four pages."""

    name = "haiwan_fzb"
    title = "海湾法治报"
    host = "epaper.haiwan-fzb.test"
    region = "990400"
    kind = "paper"
    precision = "day"
    style = "run_in"
    weekdays = frozenset({0, 2, 5})
    front = "/pc/layout/index.html"
    prints_source = False
    page_names: ClassVar[Mapping[int, str]] = _PAGES
    weight = 9

    def path_of(self, placement: Placement) -> str:
        day = placement.day
        return f"/pc/cont/{day[:4]}{day[5:7]}/{day[8:]}/content_{164000 + placement.number}.html"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path in ("/", "/pc/", self.front):
            latest = self.world.standing(self.name, day)[0].day
            target = f"/pc/layout/{latest[:4]}{latest[5:7]}/{latest[8:]}/node_01.html"
            return self.html(f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head></html>', latest)
        if match := _NODE.fullmatch(asked.path):
            return self._layout(f"{match[1]}-{match[2]}-{match[3]}", int(match[4]), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[4]) - 164000
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self._article(article, day)
        return None

    def _layout(self, issue: str, page: int, day: str) -> Page | None:
        whole = [one for one in reversed(self.world.standing(self.name, day)) if one.day == issue]
        if not whole or page not in _PAGES:
            return None
        stamp = f"{issue[:4]}{issue[5:7]}/{issue[8:]}"
        links = "".join(
            f'<li class="resultList"><a href="../../../cont/{stamp}/content_{164000 + one.number}.html">'
            f"<h4>{escape(self.world.article(one.number, day).headline)}</h4></a></li>" for one in whole if one.page == page
        )  # fmt: skip
        pages = "".join(
            f'<li><a href="node_{one:02d}.html">第{one:02d}版 {_PAGES[one]}</a></li>'
            for one in sorted({1, *(p.page for p in whole)})
        )
        return self.html(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{self.title}-第{page:02d}版 {_PAGES[page]}</title></head>
<body><div class="top"><span class="date">{issue[:4]}年{int(issue[5:7])}月{int(issue[8:])}日</span> <a href="/pc/layout/index.html">返回首页</a></div>
<div class="swiper-box"><ul class="swiper-container">{pages}</ul></div>
<div class="newslist"><h3>第{page:02d}版 {_PAGES[page]}</h3><ul class="news-list">{links}</ul></div>
<div class="footer">海湾法治报社版权所有 湾ICP备00000000号</div></body></html>""", issue)  # fmt: skip

    def _article(self, article: SampleArticle, day: str) -> Page:
        year, month, date = article.published.split("-")
        stamp = f"（{year}年{month}月{date}日 第 {article.page} 版）"
        pictures = "".join(
            f'<p style="text-align:center"><img src="../../../../pic/{year}{month}/{date}/{article.number}_{at}.jpg"></p>'
            f'<p class="pictext" style="text-align:center">{escape(caption)}</p>' for at, caption in enumerate(article.captions)
        )  # fmt: skip
        body = "".join(
            f"<p><strong>{escape(block.text)}</strong></p>"
            if block.kind == "subhead"
            else f"<p>　　{escape(block.text)}</p>"
            for block in article.blocks
        )
        return self.html(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}</title></head><body>
<div class="head"><a href="/pc/layout/index.html">{self.title}</a><span>版面导航</span><span>标题导航</span></div>
<div class="article"><h3>{escape(article.kicker)}</h3><h1>{escape(article.headline)}</h1><h2>{escape(article.subheadline)}</h2>
<p class="sec"><span class="date">{stamp}</span></p>
<div class="attachment">{pictures}</div>
<div id="articleContent">{body}</div></div>
<div class="share">分享到：<a>微信</a> <a>微博</a></div><div><a>上一篇</a> <a>下一篇</a></div>
<!--enpproperty <articleid>{164000 + article.number}</articleid><date>{article.published} 00:00:00:0</date><author></author>\
<title>{escape(article.headline)}</title><keyword></keyword><subtitle>{escape(article.subheadline)}</subtitle>\
<introtitle>{escape(article.kicker)}</introtitle><siteid>1</siteid><nodeid>{1800 + int(article.page)}</nodeid>\
<nodename>{escape(article.section)}</nodename><url>{article.url}</url>/enpproperty-->
</body></html>""", changed_on(article, day))  # fmt: skip
