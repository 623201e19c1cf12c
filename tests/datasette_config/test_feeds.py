"""Feeds of searches, of sites, and of what was edited and withdrawn, through stock Datasette."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from archive.publish.atom import NAMESPACE
from datasette_config.plugins import feeds

ATOM = f"{{{NAMESPACE}}}"


async def fed(datasette: Any, path: str) -> etree._Element:
    answer = await datasette.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    return etree.fromstring(answer.content)


def address(feed: etree._Element, relation: str) -> str:
    link = feed.find(f"{ATOM}link[@rel='{relation}']")
    if link is None:
        return ""
    parts = urlsplit(str(link.get("href")))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


async def test_every_article_is_in_the_feed_once_page_by_page(datasette: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(feeds, "PAGE", 7)
    found: list[str] = []
    path = "/-/feed.atom"
    while path:
        feed = await fed(datasette, path)
        found += [str(one.findtext(f"{ATOM}id")) for one in feed.findall(f"{ATOM}entry")]
        path = address(feed, "next")
    rows = (await datasette.client.get("/jingwen.json?sql=select+count(*)+as+n+from+articles&_shape=array")).json()
    assert len(found) == len(set(found)) == rows[0]["n"]


async def test_a_feed_of_a_search_has_its_answers(datasette: Any) -> None:
    feed = await fed(datasette, "/-/feed.atom?q=5G网络")
    titles = [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")]
    assert titles and all("5G" in str(title) for title in titles)
    assert address(feed, "alternate") == "/-/search?q=5G%E7%BD%91%E7%BB%9C"
    assert "\x02" not in etree.tostring(feed, encoding="unicode")
    assert (await datasette.client.get("/-/feed.atom?q=%22")).status_code in (200, 400)
    assert (await datasette.client.get("/-/feed.atom?since=nonsense")).status_code == 400


async def test_who_has_the_feed_is_told_so(datasette: Any) -> None:
    first = await datasette.client.get("/-/feed.atom")
    again = await datasette.client.get("/-/feed.atom", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_edits_withdrawals_and_returns_are_a_feed(reading_room: Any, serve: Any, tmp_path: Path) -> None:
    shutil.copy(reading_room.database, tmp_path / "jingwen.db")
    with sqlite3.connect(tmp_path / "jingwen.db") as conn:
        conn.execute(
            "INSERT INTO withdrawals(link_id, article_id, site, url, how, missing_since, last_missing, returned_at)"
            " SELECT l.id, a.id, a.site, a.url, 'http_404', '2030-01-01T00:00:00Z', '2030-01-01T00:00:00Z',"
            " '2030-01-05T00:00:00Z' FROM articles a JOIN links l ON l.article_id = a.id"
            " WHERE l.kind = 'article' AND a.id = ?",
            (reading_room.network,),
        )
    feed = await fed(serve(tmp_path / "jingwen.db"), "/-/changes.atom")
    terms = [str(one.find(f"{ATOM}category").get("term")) for one in feed.findall(f"{ATOM}entry")]  # type: ignore[union-attr]
    assert terms[:2] == ["returned", "withdrawn"] and "edited" in terms
    moments = [str(one.findtext(f"{ATOM}updated")) for one in feed.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    assert "404" in etree.tostring(feed, encoding="unicode")
