"""Stored pages read again: what today's rules would change, from the bytes that were kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from archive.capture.reader import read_capture
from archive.capture.writer import WarcWriter
from archive.read import join_pages, read_article
from archive.records import Article, ArticleLink, ArticleRules, BodyLayout
from archive.store.archive import Archive
from archive.store.rereading import Reread, StoredReading, reread, stored_readings

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

    def again(self, rules: ArticleRules = RULES) -> list[Reread]:
        return list(reread(stored_readings(self.archive.conn), self.archive.warc_folder, lambda _: rules))


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
    (one,) = shelf.again()
    assert (one.changes, one.problem) == ((), "")


def test_a_better_rule_shows_what_it_would_change(shelf: Shelf, prose: Prose) -> None:
    article_id = shelf.file(
        (f"{HOME}1.html", body_of((*prose(1), "<b class='gift'>请到服务窗口领取宣传品，数量有限。</b>")))
    )
    better = ArticleRules(layouts=(BodyLayout(body=("#zoom",), drop=(".gift",)),))
    (one,) = shelf.again(better)
    ((name, before, after),) = one.changes
    assert (name, one.stored.article_id) == ("text", article_id)
    assert (before.split("\n")[:-1], after.split("\n")) == (list(prose(1)), list(prose(1)))


def test_further_pages_are_read_again_and_those_of_a_copy_are_not(shelf: Shelf, prose: Prose) -> None:
    text = prose(1)
    shelf.file((f"{HOME}1.html", body_of(text)))
    turning = "<p><a href='9.html'>1</a> <a href='9_2.html'>2</a></p>"
    copy = [(f"{HOME}9.html", body_of(text[:2], turning)), (f"{HOME}9_2.html", body_of(text[2:], turning))]
    shelf.file(*copy)
    (one,) = shelf.again()
    assert one.changes == ()
    assert len(one.stored.captures) == 2  # a copy's second page is offered, and not taken
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


def test_bytes_that_hold_no_article_are_a_problem_with_a_reason(shelf: Shelf, prose: Prose) -> None:
    shelf.file((f"{HOME}1.html", body_of(prose(1))))
    nothing = ArticleRules(furniture=(".",))
    (one,) = shelf.again(nothing)
    assert one.article is None
    assert "furniture" in one.problem
