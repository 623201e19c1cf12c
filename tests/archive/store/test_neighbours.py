"""The hashes by which duplicates are looked up, made anew when they are chosen otherwise."""

from __future__ import annotations

from collections.abc import Callable

from archive.records import Article
from archive.store.archive import Archive
from archive.store.neighbours import VERSION_KEY, is_ingredient


def test_the_hashes_are_made_anew_when_they_are_chosen_otherwise(
    archive: Archive, make_article: Callable[..., Article]
) -> None:
    for seed in range(5):
        archive.add(make_article(seed), [])
    chosen = archive.conn.execute("SELECT * FROM grams").fetchall()
    archive.set_meta(VERSION_KEY, "1")
    archive.conn.execute("UPDATE grams SET hash = -hash")
    archive.commit()
    folder = archive.data_dir
    archive.close()
    with Archive.open(folder) as again:
        assert again.conn.execute("SELECT * FROM grams").fetchall() == chosen
        assert again.add(make_article(3, url="http://paper.cangjiang.test/9.html"), []).kind == "copy"


def test_what_was_printed_days_before_a_text_twice_as_long_is_no_excerpt_of_it() -> None:
    assert is_ingredient(200, "2025-03-01", 900, "2025-03-03")
    assert not is_ingredient(200, "2025-03-03", 900, "2025-03-03")
    assert not is_ingredient(200, "2025-03-01", 300, "2025-03-03")
    assert not is_ingredient(200, "", 900, "2025-03-03")
