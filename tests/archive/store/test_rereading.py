"""Stored pages read again: what today's rules would change, from the bytes that were kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from archive.capture.reader import read_capture
from archive.capture.writer import WarcWriter
from archive.extractor import extractor_version
from archive.read import join_pages, read_article
from archive.records import Article, ArticleLink, ArticleRules, BodyLayout
from archive.store.archive import Archive
from archive.store.readings import of_article
from archive.store.rereading import (
    KINDS,
    Kind,
    Reread,
    StoredReading,
    count_readings,
    drawn_readings,
    reread,
    stored_readings,
)
from archive.store.verify import judge_text

Prose = Callable[..., tuple[str, ...]]
HOME = "http://gat.yunling.test/2025/"
RULES = ArticleRules()


class Shelf:
    """Keeps and files pages as a crawl does, and reads them again."""

    def __init__(self, archive: Archive, writer: WarcWriter, keep: Callable[..., int]) -> None:
        self.archive, self.writer, self.keep = archive, writer, keep

    def file(self, *pages: tuple[str, str], link: ArticleLink | None = None) -> int:
        """File one article of these (address, body) pages; the id it got."""
        if link is not None:
            self.archive.offer("yunling_gat", [link], found_on=HOME)
        ids = [
            self.keep(self.archive, self.writer, url, page(url, body), part=n) for n, (url, body) in enumerate(pages, 1)
        ]
        self.writer.sync()
        places = [one.place for one in self.archive.unread("yunling_gat") if one.id in ids]
        read = [
            read_article(replace(read_capture(self.archive.warc_folder, place), link=link), RULES) for place in places
        ]
        return self.archive.add(join_pages(read), ids).article_id

    def readings(self) -> list[StoredReading]:
        return list(stored_readings(self.archive.conn))

    def again(self, rules: ArticleRules = RULES, kind: Kind = "article") -> list[tuple[StoredReading, Reread]]:
        readings = stored_readings(self.archive.conn, kind=kind)
        return list(reread(readings, self.archive.warc_folder, lambda _: rules))


def page(url: str, body: str) -> bytes:
    name = url.rpartition("/")[2].partition("_")[0].removesuffix(".html")
    return f"<title>云岭警方{name}号通报</title><h1>云岭警方{name}号通报</h1>{body}".encode()


def body_of(paragraphs: tuple[str, ...], more: str = "") -> str:
    return "<div id='zoom'>" + "".join(f"<p>{text}</p>" for text in paragraphs) + f"</div>{more}"


@pytest.fixture
def shelf(archive: Archive, keep: Callable[..., int]) -> Shelf:
    return Shelf(archive, WarcWriter(archive.warc_folder), keep)


def test_what_has_not_changed_changes_nothing_and_what_the_list_said_is_not_lost(shelf: Shelf, prose: Prose) -> None:
    link = ArticleLink(f"{HOME}1.html", "云岭警方1号通报", "2025-12-19", "警务动态", "03")
    shelf.file((link.url, body_of(prose(1))), link=link)
    (stored,) = shelf.readings()
    assert stored.link == link
    assert dict(stored.values)["section"] == "警务动态"
    ((stored, one),) = shelf.again()
    assert (one.changes, one.problem) == ((), "")


def test_a_better_rule_shows_what_it_would_change(shelf: Shelf, prose: Prose) -> None:
    article_id = shelf.file(
        (f"{HOME}1.html", body_of((*prose(1), "<b class='gift'>请到服务窗口领取宣传品，数量有限。</b>")))
    )
    better = ArticleRules(layouts=(BodyLayout(body=("#zoom",), drop=(".gift",)),))
    ((stored, one),) = shelf.again(better)
    changed = {name: (before, after) for name, before, after in one.changes}
    assert (set(changed), stored.article_id) == ({"text", "text_digest"}, article_id)
    before, after = changed["text"]
    assert (before.split("\n")[:-1], after.split("\n")) == (list(prose(1)), list(prose(1)))


def test_further_pages_are_read_again_and_those_of_a_copy_are_not(shelf: Shelf, prose: Prose) -> None:
    text = prose(1)
    shelf.file((f"{HOME}1.html", body_of(text)))
    turning = "<p><a href='9.html'>1</a> <a href='9_2.html'>2</a></p>"
    copy = [(f"{HOME}9.html", body_of(text[:2], turning)), (f"{HOME}9_2.html", body_of(text[2:], turning))]
    shelf.file(*copy)
    ((stored, one),) = shelf.again()
    assert one.changes == ()
    assert len(stored.captures) == 2  # a copy's second page is offered, and not taken
    assert len(one.captures) == 1


def test_articles_may_be_filed_while_they_are_read(shelf: Shelf, prose: Prose) -> None:
    for number in range(230):
        shelf.file((f"{HOME}{number}.html", body_of(prose(number))))
    seen = []
    for stored in stored_readings(shelf.archive.conn):
        changed = Article(
            f"{HOME}{len(seen)}.html", "yunling_gat", f"改过的第{len(seen)}号", paragraphs=prose(len(seen))
        )
        shelf.archive.add(changed, [stored.captures[0].id])
        shelf.archive.commit()
        seen.append(stored.article_id)
    assert len(seen) == len(set(seen)) == 230


def test_copies_and_earlier_versions_are_read_again_too(shelf: Shelf, prose: Prose) -> None:
    first = shelf.file((f"{HOME}1.html", body_of(prose(1))))
    shelf.file((f"{HOME}9.html", body_of(prose(1))))
    shelf.file((f"{HOME}1.html", body_of((*prose(1), "云岭警方另行通报本案后续进展，请以通报为准。"))))
    assert count_readings(shelf.archive.conn) == {"article": 1, "version": 1, "copy": 1}
    for kind in ("version", "copy"):
        ((stored, one),) = shelf.again(kind=kind)
        assert (stored.kind, stored.article_id, one.changes, one.problem) == (kind, first, (), "")
    drawn = {(one.kind, one.id) for one in drawn_readings(shelf.archive.conn, 10)}
    assert {kind for kind, _ in drawn} == {"article", "version", "copy"}


def test_what_is_replaced_is_kept_with_what_read_it(shelf: Shelf, prose: Prose) -> None:
    gift = "<b class='gift'>请到服务窗口领取宣传品，数量有限。</b>"
    number = shelf.file((f"{HOME}1.html", body_of((*prose(1), gift))))
    shelf.file((f"{HOME}1.html", body_of((*prose(1), "云岭警方另行通报本案后续进展。", gift))))
    better = ArticleRules(layouts=(BodyLayout(body=("#zoom",), drop=(".gift",)),))
    for kind in KINDS:
        for stored, one in shelf.again(better, kind):
            shelf.archive.refile(stored, one)
    kept = of_article(shelf.archive.conn, number)
    assert [(one.version, one.extractor, one.replaced_by) for one in kept] == [
        (2, "", extractor_version(better)), (1, "", extractor_version(better)),
    ]  # fmt: skip
    assert all(one.text is not None and "宣传品" in one.text and "text_digest" in one.fields for one in kept)
    assert [one.changes for kind in KINDS for _, one in shelf.again(better, kind)] == [(), ()]
    versions = shelf.archive.conn.execute("SELECT number, text_digest FROM versions ORDER BY number").fetchall()
    now = shelf.archive.conn.execute("SELECT versions, text_digest FROM articles").fetchone()
    assert (len(versions), versions[-1]) == (2, now)
    assert {stored.extractor for stored, _ in shelf.again()} == {extractor_version(better)}


def test_a_text_that_is_still_right_is_stamped_with_what_reads_it_now(shelf: Shelf, prose: Prose) -> None:
    shelf.file((f"{HOME}1.html", body_of(prose(1))))
    ((stored, one),) = shelf.again()
    shelf.archive.stamp([(stored, one.extractor)])
    ((stored, one),) = shelf.again()
    assert stored.extractor == one.extractor == extractor_version(RULES)


CHANGED = (("headline", "甲", "乙"),)


@pytest.mark.parametrize(
    ("read_by", "changes", "problem", "damaged", "judgement"),
    [
        ("today", (), "", False, "equal"),
        ("today", CHANGED, "", False, "altered"),
        ("today", (("section", "", "要闻"),), "", False, "drift"),  # another list named another section
        ("today", (), "nothing but furniture", False, "altered"),
        ("once", (), "", False, "equal"),
        ("once", CHANGED, "", False, "drift"),
        ("once", (), "nothing but furniture", False, "drift"),
        ("once", (), "no whole capture is there", True, "damaged"),
    ],
)
def test_the_same_extractor_must_give_the_same_text_and_another_may_not(
    read_by: str, changes: tuple[tuple[str, str, str], ...], problem: str, damaged: bool, judgement: str
) -> None:
    stored = StoredReading("version", 1, 1, "yunling_gat", 1, read_by, (), None, ())
    again = Reread(None, (), changes, "today", problem, damaged)
    assert judge_text(stored, again).judgement == judgement


def test_a_stored_text_that_was_tampered_with_is_found_whatever_read_it(shelf: Shelf, prose: Prose) -> None:
    shelf.file((f"{HOME}1.html", body_of(prose(1))))
    shelf.archive.conn.execute("UPDATE article_text SET text = replace(text, '民警', '路人')")
    ((stored, one),) = shelf.again()
    checked = judge_text(stored, one)
    assert (stored.extractor, checked.judgement) == ("", "altered")
    assert "digest" in checked.problem


def test_bytes_that_hold_no_article_are_a_problem_with_a_reason(shelf: Shelf, prose: Prose) -> None:
    shelf.file((f"{HOME}1.html", body_of(prose(1))))
    nothing = ArticleRules(furniture=(".",))
    ((_, one),) = shelf.again(nothing)
    assert one.article is None
    assert "furniture" in one.problem
