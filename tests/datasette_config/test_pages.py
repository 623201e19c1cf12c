"""The pages, asked in process: search, article, capture, and that archived text never becomes markup."""

import re
import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from archive.records import FLAGS, Article
from archive.store.archive import Archive
from datasette_config.words import FLAGS as FLAG_WORDS

RAW_MARKUP = re.compile(r"<script>|<img|<svg onload|onerror=\"|javascript:alert\(\d\)[^<]*\"|data:text/html[^<]*\"")


def one(path: Any, sql: str, *values: object) -> Any:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as conn:
        return conn.execute(sql, values).fetchone()[0]


async def searched(datasette: Any, words: str) -> list[str]:
    """The headlines Datasette's own search box finds."""
    answer = await datasette.client.get(
        "/jingwen/articles.json", params={"_search": words, "_shape": "array", "_size": "max"}
    )
    assert answer.status_code == 200, answer.text
    return [row["headline"] for row in answer.json()]


@pytest.mark.parametrize(
    ("words", "headline", "count"),
    [
        ("警", "警方偵破電信詐騙案", None),
        ("电信诈骗", "警方偵破電信詐騙案", None),
        ("電信網絡詐騙", "警方偵破電信詐騙案", None),
        ("5G", "5G网络护航智慧警务", 1),
        ("5g网", "5G网络护航智慧警务", 1),
        ("2024年", "5G网络护航智慧警务", 1),
        ("2024年9月20日", "5G网络护航智慧警务", 1),
        ("4.5分钟", "5G网络护航智慧警务", 1),
        ("婚介 OR 服從", "望江警方通报一起涉外婚介诈骗案", 2),
        ("title:通告", "关于跨年夜交通管制的通告（更新）", 1),
        ("通告 since:2024-09-20 until:2024-09-20", "关于跨年夜交通管制的通告（更新）", 1),
    ],
)
async def test_datasettes_own_search_box(datasette: Any, words: str, headline: str, count: int | None) -> None:
    found = await searched(datasette, words)
    assert headline in found
    assert count is None or len(found) == count


async def test_the_search_box_is_exact(datasette: Any) -> None:
    assert await searched(datasette, "安公") == []
    assert await searched(datasette, "公安 since:2030") == []
    assert await searched(datasette, '") OR 1=1 --') == []


async def test_a_query_that_cannot_be_answered_says_why(datasette: Any) -> None:
    for path in ("/jingwen/articles?_search=-公安", "/-/search?q=-公安"):
        answer = await datasette.client.get(path)
        assert answer.status_code == 400
        assert "只有排除词" in answer.text


async def test_the_search_page_counts_marks_and_narrows(datasette: Any) -> None:
    page = (await datasette.client.get("/-/search", params={"q": "詐騙"})).text
    assert re.search(r"<b>\d+ 篇</b>", page)
    assert "<mark>詐騙</mark>" in page
    assert "<mark>诈骗</mark>" in page
    narrowed = (await datasette.client.get("/-/search", params={"q": "诈骗", "region": "海湾省", "year": "2024"})).text
    assert {"海湾省", "2024"} <= set(re.findall(r'<li><a href="[^"]*">([^<]+?) <span aria-hidden', narrowed))
    years = set(re.findall(r'<time datetime="(\d{4})', narrowed))
    assert years == {"2024"}


async def test_every_facet_of_the_page_leads_to_as_many_as_it_says(datasette: Any) -> None:
    page = (await datasette.client.get("/-/search", params={"q": "派出所"})).text
    entry = (
        r'<a href="([^"]+)" rel="nofollow">\s*<span class="value"[^>]*>[^<]+</span><span class="count">([\d,]+)</span>'
    )
    found = set(re.findall(entry, page))
    sides = {name for href, _ in found for name in ("year", "region", "site", "source", "topic") if f"{name}=" in href}
    assert sides == {"year", "region", "site", "source", "topic"}
    for href, count in sorted(found):
        narrowed = (await datasette.client.get(href.replace("&amp;", "&"))).text
        assert f"<b>{count} 篇</b>" in narrowed


async def test_by_relevance_the_same_articles_stand_in_another_order(datasette: Any) -> None:
    orders = []
    for by in ("", "relevance"):
        path, seen = f"/-/search?q=派出所 OR 通告&by={by}", []
        while path:
            page = (await datasette.client.get(path)).text
            seen += re.findall(r'<h2><a href="/jingwen/articles/(\d+)', page)
            following = re.search(r'rel="next" href="([^"]+)"', page)
            path = following[1].replace("&amp;", "&") if following else ""
        orders.append(seen)
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])


async def test_a_word_of_an_older_version_is_found_and_the_page_says_where(datasette: Any, reading_room: Any) -> None:
    page = (await datasette.client.get("/-/search", params={"q": "渡輪碼頭"})).text
    assert f"/jingwen/articles/{reading_room.versioned}" in page
    assert "此词见于旧版本" in page
    by_table = await datasette.client.get("/jingwen/articles.json", params={"_search": "渡轮码头", "_shape": "array"})
    assert reading_room.versioned in [row["id"] for row in by_table.json()]


async def test_search_pages_turn_to_the_end(datasette: Any) -> None:
    seen: list[str] = []
    path = "/-/search?q=派出所"
    for _ in range(10):
        page = (await datasette.client.get(path)).text
        seen += re.findall(r'<h2><a href="/jingwen/articles/(\d+)', page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        if not older:
            break
        path = older[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 90
    assert seen == sorted(seen, key=int, reverse=True)


async def test_an_article_page_shows_all_that_is_known(datasette: Any, reading_room: Any) -> None:
    page = (await datasette.client.get(f"/jingwen/articles/{reading_room.versioned}")).text
    for words in ("关于跨年夜交通管制的通告（更新）", "2024年9月20日", "精确到日", "第 1 版", "sha256:", ".warc.gz"):
        assert words in page
    assert "当时标题：关于跨年夜交通管制的通告" in page
    copied = (await datasette.client.get(f"/jingwen/articles/{reading_room.copied}")).text
    assert "海湾政法网" in copied
    assert "转载" in copied
    marked = (await datasette.client.get(f"/jingwen/articles/{reading_room.traditional}?q=诈骗")).text
    assert "<mark>詐騙</mark>" in marked
    assert "修复后的简体正文" in marked


async def test_every_page_escapes_what_the_archive_holds(datasette: Any, reading_room: Any) -> None:
    capture = one(reading_room.database, "SELECT capture_id FROM articles WHERE id = ?", reading_room.evil)
    pages = [
        "/", "/-/search?q=恶意", "/-/search?q=script", f"/jingwen/articles/{reading_room.evil}?q=alert",
        f"/-/capture/{capture}", "/jingwen/articles?_search=恶意",
        "/-/search?q=%3Cscript%3Ealert(1)%3C/script%3E&site=%22%3E%3Cscript%3E&since=%3Cimg%3E",
    ]  # fmt: skip
    for path in pages:
        page = (await datasette.client.get(path)).text
        assert "owned" in page or "q=%3C" in path
        assert not RAW_MARKUP.search(page), (path, RAW_MARKUP.search(page))
        assert not re.search(r'href="(javascript|data):', page)


async def test_headers_forbid_everything_from_elsewhere(datasette: Any) -> None:
    for path in ("/", "/-/search?q=公安", "/jingwen/articles", "/-/capture/1", "/static/jingwen.css", "/nowhere"):
        headers = (await datasette.client.get(path)).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy and "default-src 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe-inline" not in (await datasette.client.get("/-/search")).headers["content-security-policy"]


async def test_no_page_has_inline_script_or_names_another_host(datasette: Any, reading_room: Any) -> None:
    for path in ("/", "/-/search?q=公安", f"/jingwen/articles/{reading_room.copied}", "/jingwen/articles", "/jingwen"):
        page = (await datasette.client.get(path)).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r'(src|stylesheet" href)="(https?:)?//', page)


async def test_a_capture_is_text_or_a_file_and_never_a_page(datasette: Any) -> None:
    text = await datasette.client.get("/-/capture/1.txt")
    file = await datasette.client.get("/-/capture/1.bin")
    assert text.headers["content-type"].startswith("text/plain")
    assert file.headers["content-type"] == "application/octet-stream"
    assert "attachment" in file.headers["content-disposition"]
    for answer in (text, file):
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "<script>" in answer.text
    assert (await datasette.client.get("/-/capture/99999")).status_code == 404


async def test_what_is_not_there_is_404(datasette: Any) -> None:
    for path in ("/jingwen/articles/12", "/-/capture/0", "/-/nothing"):
        assert (await datasette.client.get(path)).status_code == 404


async def test_a_bare_archive_is_a_page_too(tmp_path: Any, serve: Any) -> None:
    Archive.open(tmp_path).close()
    room = serve(tmp_path / "jingwen.db")
    for path in ("/", "/-/search", "/-/search?q=公安", "/jingwen/articles", "/-/extract.csv"):
        assert (await room.client.get(path)).status_code == 200


async def test_an_article_page_shows_how_often_it_was_read_over_time(tmp_path: Any, serve: Any) -> None:
    article = Article("http://a.test/1", "a", "夜间巡防", paragraphs=("民警夜巡。",), view_count=120)
    with Archive.open(tmp_path) as archive:
        number = archive.add(article, []).article_id
        archive.conn.execute("UPDATE view_counts SET seen_at = '2024-01-01T08:00:00Z'")
        archive.add(replace(article, view_count=1_480), [])
    page = (await serve(tmp_path / "jingwen.db").client.get(f"/jingwen/articles/{number}")).text
    assert re.findall(r'<td class="figure">([\d,]+)</td>', page) == ["1,480", "120"]
    assert "由 120 到 1,480" in page
    assert "2024-01-01" in page


async def test_pages_are_answered_while_a_crawl_writes(tmp_path: Any, serve: Any) -> None:
    article = Article(
        "http://a.test/1", "a", "夜间巡防", published="2024-01-01", precision="day", paragraphs=("民警夜巡。",)
    )
    with Archive.open(tmp_path) as archive:
        room = serve(tmp_path / "jingwen.db")
        archive.add(article, [])
        assert "没有找到" in (await room.client.get("/-/search?q=夜巡")).text
        archive.commit()
        assert "夜间巡防" in (await room.client.get("/-/search?q=夜巡")).text


def test_every_quality_flag_is_said_in_words() -> None:
    assert set(FLAG_WORDS) == set(FLAGS)
