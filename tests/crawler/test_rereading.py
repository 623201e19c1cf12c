"""Texts read again in reader processes: in the order asked, and one that kills its reader costs no other."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from archive.records import ArticleRules
from archive.store.archive import Archive
from archive.store.rereading import stored_readings
from crawler.rereading import in_order, learned_rules, reread_all


class Deadly:
    """Ends the process that receives it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def test_answers_come_in_the_order_asked() -> None:
    asked = [(number, (number, 2)) for number in range(50)]
    assert list(in_order(asked, pow, jobs=2)) == [(number, number**2) for number in range(50)]


def test_a_text_that_kills_its_reader_is_a_problem_and_its_neighbours_are_read(crawled: Path) -> None:
    with Archive.open(crawled, write=False) as archive:
        texts = list(stored_readings(archive.conn))[:20]
        texts[3] = replace(texts[3], site="deadly")
        rules = learned_rules(archive)
        deadly = ArticleRules(learned=(Deadly(),))  # type: ignore[arg-type]
        found = list(
            reread_all(texts, archive.warc_folder, lambda site: deadly if site == "deadly" else rules(site), jobs=1)
        )
    assert [stored for stored, _ in found] == texts
    assert [number for number, (_, again) in enumerate(found) if again.problem] == [3]
    assert "ended twice" in found[3][1].problem
