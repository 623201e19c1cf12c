"""雁坪新闻网: known by its sitemaps, an index of months, each a gzip file of a news sitemap."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import gzip
import re
from html import escape

from crawler.sample_web.publications.base import Asked, Page, Publication, changed_on
from crawler.sample_web.truth import Placement, SampleArticle

_MONTH = re.compile(r"/sitemap/news-(\d{4}-\d{2})\.xml\.gz")
_ARTICLE = re.compile(r"/p/(\d+)\.html")
_FIRST_ID = 88000


class YanpingNews(Publication):
    """The index names the month changed last first; a map also names pages that are no articles."""

    name = "yanping_news"
    title = "雁坪新闻网"
    host = "www.yanping-news.test"
    region = "990300"
    kind = "portal"
    style = "tail"
    front = "/sitemap.xml"
    column = "平安雁坪"
    weight = 7

    def path_of(self, placement: Placement) -> str:
        return f"/p/{_FIRST_ID + placement.number}.html"

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        if asked.path == self.front:
            return self._index(day)
        if match := _MONTH.fullmatch(asked.path):
            return self._map(match[1], day)
        if match := _ARTICLE.fullmatch(asked.path):
            number = int(match[1]) - _FIRST_ID
            article = self.standing_article(number, day)
            return self.withdrawn(number, day) if article is None else self._article(article, day)
        return None

    def _index(self, day: str) -> Page:
        standing = self.world.standing(self.name, day)
        newest: dict[str, str] = {}
        for one in standing:
            newest.setdefault(one.day[:7], one.day)
        maps = "".join(
            f"<sitemap><loc>http://{self.host}/sitemap/news-{month}.xml.gz</loc><lastmod>{last}T19:00:00+08:00</lastmod></sitemap>\n"
            for month, last in newest.items()
        )
        return self.html(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>',
            standing[0].day if standing else "",
            mime="application/xml",
        )

    def _map(self, month: str, day: str) -> Page | None:
        here = [one for one in self.world.standing(self.name, day) if one.day.startswith(month)]
        if not here:
            return None
        entries = "".join(self._entry(self.world.article(one.number, day), one, day) for one in here)
        text = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>http://{self.host}/about/index.html</loc><changefreq>yearly</changefreq></url>
{entries}</urlset>"""
        return Page(gzip.compress(text.encode(), mtime=0), mime="application/x-gzip", modified=here[0].day)

    def _entry(self, article: SampleArticle, placement: Placement, day: str) -> str:
        return f"""<url><loc>{article.url}</loc><lastmod>{changed_on(article, day)}</lastmod><news:news><news:publication><news:name>{self.title}</news:name>
<news:language>zh-cn</news:language></news:publication><news:publication_date>{placement.day}T{placement.clock}+08:00</news:publication_date><news:title>{escape(article.headline)}</news:title></news:news></url>
"""

    def _article(self, article: SampleArticle, day: str) -> Page:
        body = "".join(f"<p>{escape(block.text)}</p>" for block in article.blocks)
        pictures = "".join(
            f'<div class="pic"><img src="/img/{article.number}_{at}.jpg"><p class="img-note">{escape(caption)}</p></div>'
            for at, caption in enumerate(article.captions)
        )
        when = article.published.replace("T", " ")
        return self.html(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)} - {self.column} - {self.title}</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"{article.published}:00+08:00"}}</script></head><body>
<div class="crumb"><a href="/">雁坪新闻网</a> / <a href="/safe/">平安雁坪</a></div>
<div class="detail-box"><h1>{escape(article.headline)}</h1><div class="detail-info"><span>{when}</span><span>来源：{escape(article.source)}</span></div>
<div class="detail-text">{pictures}{body}</div></div>
<div class="share">分享至：微信 微博</div><div class="bottom"><p>雁坪新闻网 版权所有</p><p>雁ICP备00000016号</p></div></body></html>""", changed_on(article, day))  # fmt: skip
