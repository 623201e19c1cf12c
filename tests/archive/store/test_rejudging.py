"""Duplicates judged again: the same stories and first printings whatever came first; decisions by hand stand."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import UsageError
from archive.records import Article, Site
from archive.store import decisions, rejudging
from archive.store.archive import Archive
from archive.store.stories import Changes
from tests.archive.store.conftest import MakeArticle, written_prose

SITES = ("yunling_gat", "cangjiang_daily", "haiwan_net", "beichuan_fazhi")
TITLES = dict(zip(SITES, ("云岭公安", "沧江日报", "海湾在线", "北川法治"), strict=True))


def corpus(make_article: MakeArticle) -> list[Article]:
    """Eight stories, each printed whole by three sites on following days, cut short by a fourth; and eight alone."""
    pages = []
    for seed in range(8):
        text = written_prose(seed, 18)
        whole = make_article(seed, paragraphs=text, published=f"2025-12-{seed + 1:02}T08:00", precision="minute")
        pages.append(whole)
        for day, site in enumerate(SITES[1:3], 1):
            url = f"http://{site}.test/{seed}.html"
            shown = replace(whole, url=url, site=site, headline=f"转：{whole.headline}", source="云岭公安")
            pages.append(replace(shown, published=f"2025-12-{seed + 1 + day:02}T09:00"))
        cut = replace(whole, url=f"http://{SITES[3]}.test/{seed}.html", site=SITES[3], paragraphs=text[:3])
        pages.append(replace(cut, published=f"2025-12-{seed + 3:02}T07:00", source="沧江日报"))
        pages.append(make_article(100 + seed))
    return pages


def filled(folder: Path, pages: list[Article]) -> Archive:
    archive = Archive.open(folder)
    for name in SITES:
        archive.record_site(
            Site(name, TITLES[name], "990100", "province", "police", TITLES[name], "x", f"http://{name}.test/")
        )
    for page in pages:
        archive.add(page, [])
    archive.commit()
    return archive


def rejudged(archive: Archive, folder: Path) -> int:
    """Judge all again and write; how many pages were filed elsewhere."""
    with rejudging.judging_all(archive.conn, folder) as clusters:
        for _ in clusters.judge():
            pass
        changes = Changes(clusters)
        return len(list(rejudging.write(archive.conn, changes, archive.begin, archive.commit)))


def stories(archive: Archive) -> dict[str, frozenset[str]]:
    """The addresses of every story, by the one that stands for it."""
    found = {}
    for number, url in archive.conn.execute("SELECT id, url FROM articles"):
        copies = archive.conn.execute("SELECT url FROM copies WHERE article_id = ?", (number,)).fetchall()
        found[url] = frozenset({url, *(copy for (copy,) in copies)})
    return found


def assert_whole(archive: Archive, pages: list[Article]) -> None:
    """Every page is filed once, its link leads to it, and the counts are those of the rows."""
    conn = archive.conn
    filed = [url for (url,) in conn.execute("SELECT url FROM articles UNION ALL SELECT url FROM copies")]
    assert sorted(filed) == sorted(page.url for page in pages)
    wrong = conn.execute(
        "SELECT count(*) FROM articles a WHERE copies != (SELECT count(*) FROM copies WHERE article_id = a.id)"
    )
    assert wrong.fetchone() == (0,)
    astray = conn.execute(
        "SELECT count(*) FROM links l WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = l.article_id)"
        " OR l.copy_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM copies c WHERE c.id = l.copy_id AND c.article_id = l.article_id)"
    )
    assert astray.fetchone() == (0,)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_does_not_matter(seed: int, make_article: MakeArticle, tmp_path: Path) -> None:
    pages = corpus(make_article)
    truth = {page.url: page for page in pages}
    shuffled = random.Random(seed).sample(pages, len(pages))
    with filled(tmp_path / "a", shuffled) as archive:
        rejudged(archive, tmp_path)
        found = stories(archive)
        assert_whole(archive, pages)
        assert rejudged(archive, tmp_path) == 0  # judged once more, nothing moves
        for first, members in found.items():
            alike = {url for url in truth if url.rpartition("/")[2] == first.rpartition("/")[2]}
            assert members == alike and first.startswith("http://gat.yunling.test/2025/")
        for page in pages:
            (text,) = archive.conn.execute(
                "SELECT t.text FROM articles a JOIN article_text t USING (id) JOIN links l ON l.article_id = a.id"
                " WHERE l.url = ?", (page.url,),
            ).fetchone()  # fmt: skip
            assert page.paragraphs[0] in text


def test_a_cut_version_that_came_first_is_joined_to_the_whole_story(make_article: MakeArticle, tmp_path: Path) -> None:
    text = written_prose(1, 18)
    whole = make_article(1, paragraphs=text)
    cut = replace(whole, url="http://haiwan_net.test/1.html", site="haiwan_net", paragraphs=text[:2])
    with filled(tmp_path / "a", [cut, whole]) as archive:
        assert len(stories(archive)) == 2
        rejudged(archive, tmp_path)
        assert stories(archive) == {whole.url: frozenset({whole.url, cut.url})}


def test_what_follows_a_page_moves_with_it(make_article: MakeArticle, tmp_path: Path) -> None:
    """Its versions, its people, its withdrawal and its place in the search index."""
    text = written_prose(1, 18)
    url = "http://haiwan_net.test/1.html"
    late = make_article(1, url=url, site="haiwan_net", paragraphs=text, published="2025-12-25")
    early = make_article(1, paragraphs=text, published="2025-12-01")
    with filled(tmp_path / "a", [late, early]) as archive:
        archive.looks.plan(late.url, late.published, "2025-12-25", (1, 3))
        (look,) = archive.looks.due("haiwan_net", "2026-01-30", 9)
        archive.looks.missing(look, "http_404", None, None, "2026-01-30", (1, 3))
        rejudged(archive, tmp_path)
        assert list(stories(archive)) == [early.url]
        rows = archive.conn.execute(
            "SELECT w.article_id = l.article_id AND w.copy_id = l.copy_id FROM withdrawals w"
            " JOIN links l ON l.id = w.link_id"
        ).fetchall()
        assert rows == [(1,)]
        assert archive.conn.execute("SELECT count(*) FROM people").fetchone()[0] == 1
        found = "SELECT rowid FROM article_search WHERE article_search MATCH ?"
        assert len(archive.conn.execute(found, ('"警"',)).fetchall()) == 1


def decided(archive: Archive, proposal: rejudging.Proposal) -> None:
    with archive.db.conn:
        decisions.decide(archive.conn, proposal.verdict, proposal.pairs, by="林远舟", why="核对过")


def test_what_is_split_by_hand_stays_apart_and_can_be_taken_back(make_article: MakeArticle, tmp_path: Path) -> None:
    pages = corpus(make_article)[:4]
    with filled(tmp_path / "a", pages) as archive:
        rejudged(archive, tmp_path)
        (copy_id,) = archive.conn.execute("SELECT min(id) FROM copies").fetchone()
        (url,) = archive.conn.execute("SELECT url FROM copies WHERE id = ?", (copy_id,)).fetchone()
        decided(archive, rejudging.split_off(archive.conn, f"copy:{copy_id}"))
        rejudged(archive, tmp_path)
        assert stories(archive)[url] == frozenset({url})
        assert_whole(archive, pages)
        decision = decisions.to_undo(archive.conn)
        assert (decision.verdict, decision.by, decision.why) == ("split", "林远舟", "核对过")
        with archive.db.conn:
            decisions.undo(archive.conn, decision.id)
        rejudged(archive, tmp_path)
        assert len(stories(archive)) == 1


def test_what_is_joined_by_hand_is_one_story(make_article: MakeArticle, tmp_path: Path) -> None:
    pages = [make_article(1), make_article(2, published="2025-12-24")]
    with filled(tmp_path / "a", pages) as archive:
        one, other = (f"article:{number}" for (number,) in archive.conn.execute("SELECT id FROM articles"))
        decided(archive, rejudging.join_together(archive.conn, one, other))
        rejudged(archive, tmp_path)
        assert stories(archive) == {pages[0].url: frozenset(page.url for page in pages)}
        assert_whole(archive, pages)


@pytest.mark.parametrize("named", ["article:7", "copy:7", "7", "x", "http://nowhere.test/", "article:-1", "9" * 40])
def test_a_wrong_name_is_said_to_be_one(named: str, make_article: MakeArticle, tmp_path: Path) -> None:
    with filled(tmp_path / "a", [make_article(1)]) as archive, pytest.raises(UsageError):
        rejudging.find(archive.conn, named)
