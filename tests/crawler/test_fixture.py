"""A page is trimmed to be kept as a test: what it is read by stays, the article does not."""

from __future__ import annotations

import pytest

from crawler.fixture import FIRST, LAST, shortened, trimmed

SENTENCES = "十二月九日上午，澄湖市公安局民警在江堤路巡逻时发现一辆货车冒烟，随即引导驾驶人停车，将明火扑灭，无人受伤。"

STAYS = {
    "a headline": "<h1>澄湖民警冒雨转移受困群众三十余人</h1>",
    "a date and its labels": '<span class="date">发布时间：2025-12-09 10:20　来源：澄湖市公安局</span>',
    "a row of a list": '<li><a href="/art/1.html" title="全题">全题</a><em>2025-12-09</em></li>',
    "a script that counts pages": '<script>createPageHTML(20, 0, "index", "html");</script>',
    "a long address": f'<a href="/module/web/jpage/dataproxy.jsp?{"columnid=6372&" * 12}">下一页</a>',
    "records in a script": '<script type="text/xml"><record><![CDATA[<a href="/art/1.html">题</a>]]></record></script>',
    "a comment of metadata": "<!--enpproperty <date>2025-12-09</date><title>题</title>/enpproperty-->",
    "a long address with a title in it": f'<a href="/search?title={"澄湖" * 30}">全文</a>',
    "a lone angle bracket": "<p>3 < 4</p>",
}


@pytest.mark.parametrize("kept", STAYS.values(), ids=STAYS.keys())
def test_what_a_page_is_read_by_stays(kept: str) -> None:
    assert trimmed(kept) == kept


GOES = {
    "a paragraph": f"<p>{SENTENCES}</p>",
    "a description": f'<meta name="Description" content="{SENTENCES}">',
    "a text in a comment": f"<!--<summary>{SENTENCES}</summary>-->",
    "a text in a script": f'<script type="application/ld+json">{{"articleBody": "{SENTENCES}"}}</script>',
    "a text in a record": f"<script><record><![CDATA[<p>{SENTENCES}</p>]]></record></script>",
}


@pytest.mark.parametrize("page", GOES.values(), ids=GOES.keys())
def test_of_a_long_text_only_the_ends_stay(page: str) -> None:
    kept = trimmed(page)
    assert kept == page.replace(SENTENCES, f"{SENTENCES[:FIRST]}…{SENTENCES[-LAST:]}")


def test_styles_libraries_and_embedded_pictures_go() -> None:
    page = f"<style>.a{{}}</style><script>{'var x=1;' * 400}</script><img src='data:image/png;base64,AAAA'>"
    assert trimmed(page) == "<style></style><script></script><img src='data:,'>"


def test_who_signs_a_text_stays() -> None:
    signed = f"本报讯（记者 秦岭 通讯员 白小雨）{SENTENCES}（澄湖市公安局）"
    assert trimmed(f"<p>{signed}</p>") == (
        f"<p>本报讯（记者 秦岭 通讯员 白小雨）{SENTENCES[:FIRST]}…{SENTENCES[-LAST:]}（澄湖市公安局）</p>"
    )


def test_a_cut_never_falls_into_an_entity() -> None:
    cut = shortened("&nbsp;" * 40 + SENTENCES)
    assert cut.startswith("&nbsp;" * FIRST + "…")


def test_trimming_twice_is_trimming_once() -> None:
    page = "".join(GOES.values()) + "".join(STAYS.values())
    assert trimmed(trimmed(page)) == trimmed(page)
