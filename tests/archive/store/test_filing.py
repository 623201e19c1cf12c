"""Where a reading is filed: new story, copy, version, or the same text again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.capture.writer import WarcWriter
from archive.records import Article, ArticleLink, Verdict
from archive.search.find import search
from archive.search.tokens import in_sample
from archive.store.archive import Archive
from archive.store.search_index import rebuild

Keep = Callable[..., int]
Prose = Callable[..., tuple[str, ...]]

MakeArticle = Callable[..., Article]
DAY = 20442 * 4096  # 2025-12-20


def count(archive: Archive, table: str) -> int:
    return int(archive.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def found(archive: Archive, word: str) -> list[int]:
    return [hit.id for hit in search(archive.conn, word).hits]


def test_a_new_story_has_all_its_rows(archive: Archive, make_article: MakeArticle, prose: Prose) -> None:
    assert archive.add(make_article(1), []) == Verdict("new", DAY)
    assert archive.add(make_article(2, paragraphs_hans=("另文",)), []) == Verdict("new", DAY + 1)
    row = archive.conn.execute(
        "SELECT site, region, year, versions, copies, headline, text, text_hans"
        " FROM articles JOIN article_text USING (id)"
    ).fetchone()
    assert row == ("yunling_gat", "云岭省", 2025, 1, 0, "云岭警方第1号通报", "\n".join(prose(1)), None)
    assert archive.conn.execute("SELECT text_hans FROM article_text WHERE id = ?", (DAY + 1,)).fetchone()[0] == "另文"
    assert archive.conn.execute("SELECT name, role FROM people").fetchall() == [("林远舟", "reporter")] * 2
    assert found(archive, "另文") == [DAY + 1]
    assert found(archive, "通报") == [DAY + 1, DAY]
    assert archive.known("https://gat.yunling.test/2025/1.html")


def test_the_same_text_at_the_same_address_changes_only_the_counter(
    archive: Archive, make_article: MakeArticle
) -> None:
    archive.add(make_article(view_count=10), [])
    again = make_article(view_count=7249, url="https://www.gat.yunling.test/2025/1.html?utm_source=wx")
    assert archive.add(again, []) == Verdict("same", DAY)
    assert archive.conn.execute("SELECT view_count, versions, url FROM articles").fetchall() == [
        (7249, 1, "http://gat.yunling.test/2025/1.html")
    ]
    assert count(archive, "versions") == count(archive, "copies") == 0


def test_other_text_at_the_same_address_is_a_version_and_the_old_text_is_kept(
    archive: Archive, make_article: MakeArticle, prose: Prose
) -> None:
    first = make_article(1, paragraphs=(*prose(1), "涉案金额为三万元。"))
    archive.add(first, [])
    second = make_article(1, paragraphs=(*prose(1), "涉案金额更正为八万元。"))
    third = make_article(1, paragraphs=(*prose(1), "本案另行通知。"))
    assert archive.add(second, []) == Verdict("version", DAY)
    assert archive.add(third, []) == Verdict("version", DAY)
    rows = archive.conn.execute("SELECT number, text FROM versions ORDER BY number").fetchall()
    assert rows == [(1, first.text), (2, second.text), (3, None)]
    assert archive.conn.execute("SELECT versions FROM articles").fetchone()[0] == 3
    assert archive.conn.execute("SELECT text FROM article_text").fetchone()[0] == third.text
    assert (found(archive, "三万元"), found(archive, "八万元"), found(archive, "另行通知")) == ([DAY], [DAY], [DAY])
    check_index(archive)


def test_how_often_a_page_was_read_is_kept_each_time_it_says_something_else(
    archive: Archive, make_article: MakeArticle, keep: Keep
) -> None:
    with WarcWriter(archive.warc_folder) as writer:
        for day, count in enumerate((10, 10, None, 35, 35, 12)):
            at = f"2025-12-2{day}T08:00:00Z"
            captured = keep(archive, writer, "http://gat.yunling.test/2025/1.html", b"<p>%d</p>" % day, at=at)
            archive.add(make_article(1, view_count=count), [captured])
    told = archive.conn.execute("SELECT seen_at, count FROM view_counts ORDER BY seen_at").fetchall()
    assert told == [("2025-12-20T08:00:00Z", 10), ("2025-12-23T08:00:00Z", 35), ("2025-12-25T08:00:00Z", 12)]


def test_what_a_reprint_adds_is_found_with_its_story_and_said_to_be_there(
    archive: Archive, make_article: MakeArticle, prose: Prose
) -> None:
    archive.add(make_article(1), [])
    reprint = make_article(
        1, paragraphs=(*prose(1), "本报评论员：此事发人深省。"), url="http://paper.test/1", source="沧江晚报"
    )
    assert archive.add(reprint, []).kind == "copy"
    (hit,) = search(archive.conn, "发人深省").hits
    assert (hit.id, hit.found_in) == (DAY, "copy")
    assert "\x02发人深省\x03" in hit.snippet
    assert found(archive, "source:沧江晚报") == [DAY]
    assert search(archive.conn, prose(1)[0][:6]).hits[0].found_in == ""
    check_index(archive)


def test_what_an_older_version_said_is_found_and_said_to_be_there(
    archive: Archive, make_article: MakeArticle, prose: Prose
) -> None:
    archive.add(make_article(1, paragraphs=(*prose(1), "涉案金额为三万元。")), [])
    archive.add(make_article(1, paragraphs=(*prose(1), "涉案金额更正为八万元。")), [])
    told = {word: search(archive.conn, word).hits[0].found_in for word in ("三万元", "八万元")}
    assert told == {"三万元": "version", "八万元": ""}


def test_the_sample_is_of_the_same_articles_whatever_happens_to_them(
    archive: Archive, make_article: MakeArticle, prose: Prose
) -> None:
    for seed in range(120):
        archive.add(make_article(seed), [])
    sampled = archive.conn.execute("SELECT rowid FROM article_search_sample('\"通报\"')").fetchall()
    assert sampled
    assert all(in_sample(article) for (article,) in sampled)
    check_index(archive)


def test_a_changed_headline_alone_is_a_version(archive: Archive, make_article: MakeArticle) -> None:
    archive.add(make_article(), [])
    assert archive.add(make_article(headline="云岭警方更正通报"), []).kind == "version"
    assert [row[0] for row in archive.conn.execute("SELECT headline FROM versions ORDER BY number")] == [
        "云岭警方第1号通报",
        "云岭警方更正通报",
    ]


@pytest.mark.parametrize("change", ["exact", "furniture", "cut"])
def test_a_reprint_never_makes_a_second_article(
    archive: Archive, make_article: MakeArticle, change: str, prose: Prose
) -> None:
    archive.add(make_article(1), [])
    paragraphs = {
        "exact": prose(1),
        "furniture": ("据云岭警讯消息", *prose(1), "来源：云岭警讯"),
        "cut": prose(1)[:3],
    }[change]
    reprint = make_article(1, url="http://paper.cangjiang.test/9.html", site="cangjiang_paper", paragraphs=paragraphs)
    verdict = archive.add(reprint, [])
    assert (verdict.kind, verdict.article_id) == ("copy", DAY)
    assert verdict.similarity >= 0.85
    assert archive.add(reprint, []).kind == "same"
    assert (count(archive, "articles"), count(archive, "copies")) == (1, 1)
    assert archive.conn.execute("SELECT copies FROM articles").fetchone()[0] == 1


def test_a_copy_that_becomes_another_text_becomes_an_article(
    archive: Archive, make_article: MakeArticle, prose: Prose
) -> None:
    archive.add(make_article(1), [])
    reprint = make_article(1, url="http://paper.cangjiang.test/9.html")
    archive.add(reprint, [])
    edited = replace(reprint, paragraphs=(*prose(1), "编后补记一句。"))
    assert archive.add(edited, []).kind == "version"
    assert archive.add(replace(reprint, paragraphs=prose(77)), []) == Verdict("new", DAY + 1)
    assert count(archive, "copies") == 0
    assert archive.conn.execute("SELECT copies FROM articles ORDER BY id").fetchall() == [(0,), (0,)]


def test_different_stories_stay_apart(archive: Archive, make_article: MakeArticle) -> None:
    kinds = [archive.add(make_article(seed), []).kind for seed in range(60)]
    assert kinds == ["new"] * 60
    short = [make_article(100 + n, paragraphs=("详见附件",), headline=f"通告{n}") for n in range(3)]
    assert [archive.add(article, []).kind for article in short] == ["new"] * 3
    empty = [make_article(200 + n, paragraphs=()) for n in range(2)]
    assert [archive.add(article, []).kind for article in empty] == ["new"] * 2


def test_a_long_text_that_holds_a_stored_brief_is_not_its_copy(
    archive: Archive, make_article: MakeArticle, prose: Prose
) -> None:
    archive.add(make_article(1, paragraphs=prose(1)[:1]), [])
    assert archive.add(make_article(2, paragraphs=(*prose(2), *prose(1)[:1])), []).kind == "new"


def test_ids_follow_the_day_and_spill_into_the_next(archive: Archive, make_article: MakeArticle) -> None:
    archive.add(make_article(1), [])
    archive.conn.execute("UPDATE article_text SET id = ? WHERE 0", (0,))
    archive.conn.execute("PRAGMA foreign_keys = OFF")
    row = archive.conn.execute("SELECT site, word_count, first_seen, last_seen, text_digest FROM articles").fetchone()
    archive.conn.execute(
        "INSERT INTO articles(id, url, site, word_count, first_seen, last_seen, text_digest) VALUES (?,?,?,?,?,?,?)",
        (DAY + 4095, "http://x.test/last-of-the-day", *row),
    )
    archive.conn.execute("UPDATE articles SET text_digest = 'other' WHERE id = ?", (DAY + 4095,))
    assert archive.add(make_article(2), []).article_id == DAY + 4096
    assert archive.add(make_article(3), []).article_id == DAY + 4097
    assert archive.add(make_article(4, published="2025-12-21"), []).article_id == DAY + 4098
    assert archive.add(make_article(5, published="2025-12"), []).article_id == DAY - 19 * 4096
    assert archive.add(make_article(6, published="1969-12-31"), []).article_id == -4096


def test_an_undated_article_has_the_day_of_its_capture(
    archive: Archive, make_article: MakeArticle, tmp_path: Path, keep: Keep
) -> None:
    with WarcWriter(archive.warc_folder) as writer:
        capture = keep(archive, writer, "http://gat.yunling.test/2025/1.html", b"<p>1</p>")
    assert archive.add(make_article(1, published=""), [capture]).article_id == DAY
    assert archive.conn.execute("SELECT state, article_id FROM captures").fetchone() == ("read", DAY)
    assert archive.conn.execute("SELECT first_seen, year FROM articles").fetchone() == ("2025-12-20T01:00:00Z", None)


def test_the_same_bytes_read_by_better_rules_are_no_version(
    archive: Archive, make_article: MakeArticle, keep: Keep, prose: Prose
) -> None:
    with WarcWriter(archive.warc_folder) as writer:
        capture = keep(archive, writer, "http://gat.yunling.test/2025/1.html", b"<p>1</p>")
    archive.add(make_article(paragraphs=(*prose(1), "扫一扫分享本页")), [capture])
    assert archive.add(make_article(), [capture]) == Verdict("same", DAY)
    assert archive.conn.execute("SELECT text FROM article_text").fetchone()[0] == "\n".join(prose(1))
    assert found(archive, "扫一扫") == []
    assert count(archive, "versions") == 0
    check_index(archive)


def test_a_changed_second_page_is_a_version(
    archive: Archive, make_article: MakeArticle, keep: Keep, prose: Prose
) -> None:
    url = "http://gat.yunling.test/2025/1.html"
    with WarcWriter(archive.warc_folder) as writer:
        first, second = (keep(archive, writer, url, b"<p>%d</p>" % page) for page in (1, 2))
        archive.conn.execute("UPDATE captures SET part = 2 WHERE id = ?", (second,))
        archive.add(make_article(), [first, second])
        again, changed = (keep(archive, writer, url, page) for page in (b"<p>1</p>", b"<p>two</p>"))
    assert archive.add(make_article(paragraphs=prose(1)[:3]), [first, second]).kind == "same"
    assert archive.add(make_article(paragraphs=(*prose(1), "第二页有更正。")), [again, changed]).kind == "version"


def test_every_address_that_led_to_an_article_is_settled(
    archive: Archive, make_article: MakeArticle, keep: Keep
) -> None:
    archive.offer(
        "yunling_gat", [ArticleLink("http://gat.yunling.test/t/1"), ArticleLink("http://gat.yunling.test/t/2")]
    )
    with WarcWriter(archive.warc_folder) as writer:
        capture = keep(archive, writer, "http://gat.yunling.test/t/1", b"<p>1</p>")
    archive.add(make_article(url="http://gat.yunling.test/2025/1.html"), [capture])
    assert [one.link.url for one in archive.pending("yunling_gat")] == ["http://gat.yunling.test/t/2"]
    assert archive.known("http://gat.yunling.test/2025/1.html")


def test_adding_is_all_or_nothing(archive: Archive, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(make_article(1), [])
    archive.conn.execute("CREATE TEMP TRIGGER refuse BEFORE INSERT ON people BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        archive.add(make_article(2), [])
    archive.conn.execute("DROP TRIGGER refuse")
    assert (count(archive, "articles"), count(archive, "article_text")) == (1, 1)
    assert archive.add(make_article(2), []) == Verdict("new", DAY + 1)
    check_index(archive)


def test_boilerplate_shared_by_many_does_not_slow_or_mislead(
    archive: Archive, make_article: MakeArticle, prose: Prose
) -> None:
    boilerplate = prose(999, 9)
    for seed in range(120):
        assert archive.add(make_article(seed, paragraphs=(*prose(seed), *boilerplate)), []).kind == "new"
    most = archive.conn.execute("SELECT max(n) FROM (SELECT count(*) n FROM grams GROUP BY hash)").fetchone()[0]
    assert most <= 51


def test_the_index_is_made_anew_when_the_tokenizer_has_changed(archive: Archive, make_article: MakeArticle) -> None:
    for seed in range(5):
        archive.add(make_article(seed), [])
    archive.set_meta("tokenizer_version", "0")
    archive.conn.execute("INSERT INTO article_search(article_search) VALUES ('delete-all')")
    archive.commit()
    folder = archive.data_dir
    archive.close()
    with Archive.open(folder) as again:
        assert len(found(again, "通报")) == 5
        check_index(again)


def check_index(archive: Archive) -> None:
    """The index holds what a fresh one would: nothing left over from old texts."""
    before = vocabularies(archive)
    rebuild(archive.conn, archive._begin, archive.commit)
    assert vocabularies(archive) == before


def vocabularies(archive: Archive) -> list[tuple[str, int]]:
    """Every token of the index and of the sample's, with how many articles hold it."""
    found = []
    for index in ("article_search", "article_search_sample"):
        archive.commit()
        archive.conn.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{index}', 'row')")
        found += archive.conn.execute("SELECT term, doc FROM temp.words WHERE term > '' ORDER BY 1, 2").fetchall()
        archive.commit()
        archive.conn.execute("DROP TABLE temp.words")
    return found
