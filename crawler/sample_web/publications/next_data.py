"""潮汐新闻: a Next.js portal; list and article lie as JSON in `__NEXT_DATA__`, and as markup beside it."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import json
import re
from html import escape
from typing import Any
from urllib.parse import parse_qs

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_ARTICLE = re.compile(r"/newsDetail_forward_(\d+)")
_FIRST_ID = 31980000


class TideNews(Publication):
    """Twin of 澎湃: hashed class names, a relative time in the list, `publishTime` beside it."""

    name = "tide_news"
    title = "潮汐新闻"
    host = "www.tide-news.test"
    region = "990400"
    kind = "portal"
    front = "/list_25428"
    column = "一号警务"
    prints_editor = True
    per_page = 8
    weight = 7

    def path_of(self, placement: Placement) -> str:
        return f"/newsDetail_forward_{_FIRST_ID + placement.number}"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if asked.path == self.front:
            return self._list(int(parse_qs(asked.query).get("page", ["1"])[0]), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1]) - _FIRST_ID
            article = self.standing_article(number, day)
            return self.withdrawn(number, day) if article is None else self._article(article, day)
        return None

    def _page(self, title: str, shown: str, props: dict[str, Any], modified: str) -> Page:
        """A page as Next.js sends it: what is shown, then the properties it was made of."""
        build = {"props": {"pageProps": props}, "page": "/list/[id]", "query": {}, "buildId": "k3Yd0kqDqzWcWmTNuQnT"}
        script = json.dumps(build, ensure_ascii=False).replace("</", "<\\/")
        return self.html(
            f"""<!DOCTYPE html><html><head><meta charSet="utf-8"/><title>{title}</title><meta name="next-head-count" content="2"/></head><body><div id="__next"><div class="index_header__vX2nD"><a href="/">潮汐新闻</a><a href="{self.front}">一号警务</a></div>{shown}<div class="index_footer__2vT9q">潮汐新闻报料：000-0000004 湾ICP备00000014号</div></div><script id="__NEXT_DATA__" type="application/json">{script}</script></body></html>""",
            modified,
        )

    def _list(self, page: int, day: str) -> Page | None:
        here, pages = self.slice(day, page)
        if page < 1 or page > pages or not here:
            return None
        node = {"nodeId": 25428, "name": self.column, "summarize": "关注平安与法治"}
        rows = [
            {"contId": str(_FIRST_ID + one.number), "name": self.world.article(one.number, day).headline, "pubTime": "3小时前",
             "publishTime": f"{one.day} {one.clock}", "nodeInfo": node, "praiseTimes": "12", "tagList": [{"tagId": 7, "tag": "警务"}]}
            for one in here
        ]  # fmt: skip
        cards = "".join(
            f'<li class="ant-list-item index_item__7ZpLm"><a target="_blank" class="index_inherit__A1ImK" href="/newsDetail_forward_{row["contId"]}"><h2>{escape(str(row["name"]))}</h2></a><p><span>{self.column}</span><span>{row["pubTime"]}</span></p></li>'
            for row in rows
        )
        following = f'<a href="{self.front}?page={page + 1}">下一页</a>' if page < pages else ""
        props = {"data": {"hasNext": page < pages, "nodeInfo": node, "list": rows}, "path": self.front}
        return self._page(f"{self.column}_{self.title}", f'<ul class="ant-list-items">{cards}</ul><div class="index_pages__0cL7q">{following}</div>', props, here[0].day)  # fmt: skip

    def _article(self, article: SampleArticle, day: str) -> Page:
        when = article.published.replace("T", " ")
        body = "".join(
            f'<figure><img src="/image/{article.number}/{at}.jpg"/><figcaption>{escape(caption)}</figcaption></figure>'
            for at, caption in enumerate(article.captions)
        ) + "".join(f"<p>{escape(block.text)}</p>" for block in article.blocks)  # fmt: skip
        detail = {
            "contId": _FIRST_ID + article.number, "name": article.headline, "author": article.source, "pubTime": when,
            "content": body, "responEditor": article.editor, "nodeInfo": {"nodeId": 25428, "name": self.column},
        }  # fmt: skip
        shown = f"""<div class="index_wrapper__L_zqV"><h1 class="index_title__B8mhI">{escape(article.headline)}</h1><div class="index_left__LfzyH"><div class="ant-space"><div>{when}</div><div>来源：<span>{escape(article.source)}</span></div></div><span>字号</span></div><div class="index_cententWrap__Jv8jK">{body}</div><div class="index_copyright__DmTkj"><div>责任编辑：{escape(article.editor)}</div><div>图片编辑：</div></div><div class="index_wrapfooter__eUKwn">澄清、投诉与建议</div></div>"""
        return self._page(f"{escape(article.headline)}_{self.column}_{self.title}", shown, {"detailData": {"contentDetail": detail}}, changed_on(article, day))  # fmt: skip
