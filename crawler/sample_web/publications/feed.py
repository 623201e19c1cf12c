"""陇沙新闻网: known by its RSS 2.0 feed, whose next page (RFC 5005) is named by an atom:link."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from urllib.parse import parse_qs

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_ARTICLE = re.compile(r"/article/(\d+)\.html")
_FIRST_ID = 70000


class LongshaNews(Publication):
    """Headlines in CDATA or escaped, moments in GMT: what came out before eight in the morning was the day before."""

    name = "longsha_news"
    title = "陇沙新闻网"
    host = "www.longsha-news.test"
    region = "990500"
    kind = "portal"
    style = "run_in"
    front = "/rss/jingfa.xml"
    column = "警法"
    calls_itself = "本网"
    prints_editor = True
    per_page = 10
    weight = 7

    def path_of(self, placement: Placement) -> str:
        return f"/article/{_FIRST_ID + placement.number}.html"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if asked.path == self.front:
            return self._feed(int(parse_qs(asked.query).get("page", ["1"])[0]), day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1]) - _FIRST_ID
            article = self.standing_article(number, day)
            return self.withdrawn(number, day) if article is None else self._article(article, day)
        return None

    def _feed(self, page: int, day: str) -> Page | None:
        here, pages = self.slice(day, page)
        if page < 1 or page > pages or not here:
            return None
        items = "".join(self._item(self.world.article(one.number, day), one) for one in here)
        following = (
            f'<atom:link rel="next" href="http://{self.host}{self.front}?page={page + 1}"/>' if page < pages else ""
        )
        return self.html(
            f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>{self.title}-警法</title><link>http://{self.host}/</link><description>{self.title}警法频道</description>
<atom:link rel="self" href="http://{self.host}{self.front}"/>{following}
{items}</channel></rss>""",
            here[0].day,
            mime="application/rss+xml",
        )

    def _item(self, article: SampleArticle, placement: Placement) -> str:
        moment = datetime.fromisoformat(f"{placement.day}T{placement.clock}").replace(tzinfo=UTC) - timedelta(hours=8)
        title = f"<![CDATA[{article.headline}]]>" if placement.number % 2 else escape(article.headline)
        return (
            f'<item><title>{title}</title><link>{article.url}</link><guid isPermaLink="true">{article.url}</guid>'
            f"<description><![CDATA[<p>{escape(article.blocks[0].text[:60])}…</p>]]></description>"
            f"<dc:creator>{escape(article.source)}</dc:creator><pubDate>{format_datetime(moment, usegmt=True)}</pubDate></item>\n"
        )

    def _article(self, article: SampleArticle, day: str) -> Page:
        body = "".join(
            f'<figure><img src="/upload/{article.number}-{at}.jpg"><figcaption>{escape(caption)}</figcaption></figure>'
            for at, caption in enumerate(article.captions)
        ) + "".join(f"<p>{escape(block.text)}</p>" for block in article.blocks)  # fmt: skip
        return self.html(f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(article.headline)} | {self.title}</title>
<meta property="og:title" content="{escape(article.headline)}"><meta property="article:published_time" content="{article.published}:00+08:00">
<link rel="alternate" type="application/rss+xml" title="警法" href="{self.front}"></head><body>
<header><a href="/">{self.title}</a></header><main><article class="post"><h1 class="entry-title">{escape(article.headline)}</h1>
<div class="entry-meta"><time datetime="{article.published}:00+08:00">{article.published.replace("T", " ")}</time> <span class="source">来源：{escape(article.source)}</span></div>
<div class="entry-content">{body}</div><p class="entry-editor">编辑：{escape(article.editor)}</p></article></main>
<footer>陇沙新闻网 陇ICP备00000015号</footer></body></html>""", changed_on(article, day))  # fmt: skip
