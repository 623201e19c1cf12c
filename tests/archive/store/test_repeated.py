"""Furniture nobody wrote a rule for: after a few pages of a site it is known, and gone from the next one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.normalise.repeated import candidates, line_key
from archive.read import read_article
from archive.records import Article, ArticleRules, Capture
from archive.store.archive import Archive
from archive.store.repeated import HALVED_AFTER, LEAST_PAGES

MakeArticle = Callable[..., Article]
Prose = Callable[..., tuple[str, ...]]
COUNTER = "您正在阅读云岭警务在线第{}期电子刊"


def file(archive: Archive, make: MakeArticle, prose: Prose, number: int, *more: str) -> None:
    archive.add(make(number, paragraphs=(*prose(number), *more)), [])


def test_a_counter_is_learned_after_five_pages_and_taken_out_of_the_sixth(
    archive: Archive, make_article: MakeArticle, prose: Prose
) -> None:
    for number in range(1, LEAST_PAGES):
        file(archive, make_article, prose, number, COUNTER.format(1200 + number))
    assert archive.learned_lines("yunling_gat") == ()
    file(archive, make_article, prose, LEAST_PAGES, COUNTER.format(1300))
    assert archive.learned_lines("yunling_gat") == (line_key(COUNTER.format(1)),)
    body = "".join(f"<p>{line}</p>" for line in (*prose(77), COUNTER.format(1301)))
    page = f"<title>云岭警方第77号通报</title><h1>云岭警方第77号通报</h1><div id='zoom'>{body}</div>".encode()
    rules = ArticleRules("yunling_gat", learned=archive.learned_lines("yunling_gat"))
    article = read_article(Capture("yunling_gat", "http://gat.yunling.test/77.html", "", 200, (), page, ""), rules)
    assert article.paragraphs == prose(77)
    assert ("learned", COUNTER.format(1301)) in article.removed


def test_a_line_most_pages_do_not_have_is_theirs(archive: Archive, make_article: MakeArticle, prose: Prose) -> None:
    for number in range(1, 31):
        file(archive, make_article, prose, number, *([COUNTER.format(number)] if number % 5 == 0 else []))
    assert archive.learned_lines("yunling_gat") == ()


def test_what_is_taken_out_goes_on_being_counted(archive: Archive, make_article: MakeArticle, prose: Prose) -> None:
    for number in range(1, 8):
        file(archive, make_article, prose, number, COUNTER.format(number))
    for number in range(8, HALVED_AFTER + 20):
        archive.add(make_article(number, paragraphs=prose(number), removed=(("learned", COUNTER.format(number)),)), [])
    assert archive.learned_lines("yunling_gat") == (line_key(COUNTER.format(1)),)


def test_what_a_redesign_took_away_is_forgotten(archive: Archive, make_article: MakeArticle, prose: Prose) -> None:
    for number in range(1, 8):
        file(archive, make_article, prose, number, COUNTER.format(number))
    for number in range(8, 60):
        file(archive, make_article, prose, number)
    assert archive.learned_lines("yunling_gat") == ()
    rows = archive.conn.execute("SELECT count(*) FROM site_lines").fetchone()[0]
    for number in range(60, 2 * HALVED_AFTER):
        file(archive, make_article, prose, number, f"只有这一篇才有的话{chr(0x4E00 + number)}")
    assert archive.conn.execute("SELECT count(*) FROM site_lines").fetchone()[0] < rows + HALVED_AFTER


@pytest.mark.parametrize(
    "line",
    [
        "特此通告。",
        "目前，案件正在进一步办理中。",
        "云岭省公安厅",
        "2025年11月5日",
        "二〇二五年十一月五日",
        "附件：登记表",
        "联系电话：96110转2",
        "一、总体要求",
        "12345",
        "完",
    ],
)
def test_what_ends_many_documents_and_belongs_to_each_is_never_learned(line: str) -> None:
    assert candidates(("望江警方近日开展夜间巡逻，劝返三辆超员面包车。", line)) <= {
        line_key("望江警方近日开展夜间巡逻，劝返三辆超员面包车。")
    }


def test_a_sentence_of_the_site_about_itself_is() -> None:
    line = "更多内容请扫一扫关注本网公众号。"
    assert candidates(("望江警方近日开展夜间巡逻。", line)) == {line_key(line)}


def test_only_the_ends_of_a_text_are_looked_at() -> None:
    text = [f"正文里的第{chr(0x4E00 + number)}个段落" for number in range(20)]
    assert len(candidates(text)) == 9
