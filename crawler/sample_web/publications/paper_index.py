"""长河法治报: PaperIndex e-paper (refreshes to the issue, tables, the body printed before and after the title, turned pages)."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import ClassVar

from archive.records import Block
from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_PAGES = {1: ("要闻", "GN"), 2: ("综合", "TB"), 3: ("法治", "BB"), 4: ("特别报道", "SR")}
_ISSUE = re.compile(r"/chfzb/content/(\d{4})(\d{2})(\d{2})/(IssueIndex|PageArticleIndexBT|Page(\d{2})([A-Z]{2}))\.htm")
_ARTICLE = re.compile(r"/chfzb/content/\d{8}/Articel(\d{2})(\d{3,})([A-Z]{2})\.htm")


class ChangheLawDaily(Publication):
    """Twin of 法治日报 (epaper.legaldaily.com.cn/fzrb): `/chfzb/` alone is 403, two refreshes lead to the first page."""

    name = "changhe_fzb"
    title = "长河法治报"
    host = "epaper.changhe-fazhi.test"
    region = "990200"
    kind = "paper"
    style = "box"
    precision = "day"
    weekdays = frozenset({0, 1, 2, 3, 4})
    front = "/chfzb/content/PaperIndex.htm"
    page_names: ClassVar[Mapping[int, str]] = {page: label for page, (label, _) in _PAGES.items()}
    prints_captions = False
    weight = 13

    def path_of(self, placement: Placement) -> str:
        order = 1 + placement.number
        return f"/chfzb/content/{placement.day.replace('-', '')}/Articel{placement.page:02d}{order:03d}{_PAGES[placement.page][1]}.htm"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/chfzb/":
            return Page(b"<h1>403 Forbidden</h1>", 403)
        if asked.path in ("/", self.front):
            latest = self.world.standing(self.name, day)[0].day
            return self._refresh(f"/chfzb/content/{latest.replace('-', '')}/IssueIndex.htm")
        if match := _ISSUE.fullmatch(asked.path):
            issue = f"{match[1]}-{match[2]}-{match[3]}"
            whole = [one for one in reversed(self.world.standing(self.name, day)) if one.day == issue]
            if not whole:
                return None
            first = min(one.page for one in whole)
            if match[4] == "IssueIndex":
                return self._refresh(f"Page{first:02d}{'TB' if first == 1 else _PAGES[first][1]}.htm")
            return self._list(issue, whole, int(match[5]) if match[5] else 0, day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[2]) - 1
            article = self.standing_article(number, day)
            if article is None or article.url != f"http://{self.host}{asked.path}":
                return self.withdrawn(number, day)
            return self._article(article, day)
        return None

    def _refresh(self, target: str) -> Page:
        return self.html(f'<html><head><meta http-equiv="refresh" content="0;URL={target}"></head><body></body></html>')

    def _list(self, issue: str, whole: list[Placement], page: int, day: str) -> Page:
        rows = "".join(
            f'<tr><td>·</td><td><a class="atitle" href="{self.path_of(one).rpartition("/")[2]}">'
            f"{escape(self.world.article(one.number, day).headline)}</a></td></tr>" for one in whole if page in (0, one.page)
        )  # fmt: skip
        pages = "".join(
            f'<tr><td><a href="Page{one:02d}{"TB" if one == 1 else _PAGES[one][1]}.htm">第{one:02d}版：{_PAGES[one][0]}</a></td></tr>'
            for one in sorted({one.page for one in whole})
        )
        label = f"第{page:02d}版：{_PAGES[page][0]}" if page else "标题导航"
        return self.html(
            f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{self.title}</title></head>
<body><table><tr><td>{issue[:4]}年{int(issue[5:7])}月{int(issue[8:])}日</td><td>{label}</td></tr></table>
<table><tr><td valign="top"><table>{pages}</table></td><td valign="top"><table><tr><td><table>{rows}</table></td></tr></table></td></tr></table>
<table><tr><td><a href="PageArticleIndexBT.htm">标题导航</a> | <a href="../PaperIndex.htm">返回首页</a></td></tr></table></body></html>""",
            issue,
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        body = self._body(article)
        signed = f"{escape(article.byline)}<br>" if article.byline else ""
        once = f'<table><tr><td class="zw">{signed}{body}</td></tr></table>'
        bar = "<table><tr><td>|</td></tr></table>"
        subhead = f"<tr><td>{escape(article.subheadline)}</td></tr>" if article.subheadline else ""
        kicker = f"<tr><td>{escape(article.kicker)}</td></tr><tr><td>|</td></tr>" if article.kicker else ""
        origin = article.section if article.origin == "own" else ""
        source = f"稿件来源: {self.title}{origin}" if article.origin == "own" else f"稿件来源: {article.source}"
        return self.html(f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{escape(article.headline)}-{self.title}</title></head><body>
<table><tr><td>|</td><td>{article.section}</td></tr></table>{bar}
<span id="contenttext">{once}</span>{bar}
<table>{kicker}<tr><td class="title">{escape(article.headline)}</td></tr>{subhead}</table>{bar}{bar}
<table><tr><td>( {article.published} ) {source}</td><td>|</td></tr></table>
<span id="contenttext2">{once}</span>{bar}{bar}
<table><tr><td><a href="PageArticleIndexBT.htm">返回目录</a></td><td><a href="#">上一篇</a> <a href="#">下一篇</a></td></tr></table>
</body></html>""", changed_on(article, day))  # fmt: skip

    def _body(self, article: SampleArticle) -> str:
        lines = [_line(block) for block in article.blocks]
        if article.page == "01" and len(lines) > 4:  # a front-page story goes on inside
            lines.insert(len(lines) // 2, "下转第二版　上接第一版")
        return "<br>\n".join(lines)


def _line(block: Block) -> str:
    return escape(block.text) if block.kind == "subhead" else f"　　{escape(block.text)}"
