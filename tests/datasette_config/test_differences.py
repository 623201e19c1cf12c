"""Versions side by side: every character of both is there, and only what changed is marked."""

import time

from hypothesis import given
from hypothesis import strategies as st

from datasette_config.differences import LONGEST, MOST_PARAGRAPHS, Row, changes, compare

PARAGRAPHS = st.lists(st.text("公安机关警方，。12", min_size=1, max_size=12), max_size=8)


def texts(rows: list[Row], side: str) -> list[str]:
    """The paragraphs of one side put together again."""
    return ["".join(text for text, _ in getattr(row, side)) for row in rows if getattr(row, side)]


@given(PARAGRAPHS, PARAGRAPHS)
def test_nothing_is_left_out_and_nothing_added(before: list[str], after: list[str]) -> None:
    rows = compare(before, after)
    assert texts(rows, "before") == before
    assert texts(rows, "after") == after


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_is_not_marked_is_in_both(before: list[str], after: list[str]) -> None:
    for row in compare(before, after):
        if row.before and row.after:
            kept = ["".join(text for text, own in side if not own) for side in (row.before, row.after)]
            assert kept[0] == kept[1]


def test_one_changed_number_is_one_marked_number() -> None:
    rows = compare(["警方抓获12人。", "案件在办。"], ["警方抓获15人。", "案件在办。"])
    assert rows[0].before == (("警方抓获1", False), ("2", True), ("人。", False))
    assert rows[0].after == (("警方抓获1", False), ("5", True), ("人。", False))
    assert not rows[1].changed
    assert changes(rows) == (1, 1)


def test_another_paragraph_is_not_an_edit() -> None:
    rows = compare(["春天来了，花都开了。"], ["昨夜派出所接报一起盗窃警情"])
    assert rows == [Row((("春天来了，花都开了。", True),), ()), Row((), (("昨夜派出所接报一起盗窃警情", True),))]


def test_endless_texts_take_no_endless_time() -> None:
    long = ["字" * (LONGEST + 1), *("段" + str(number) for number in range(MOST_PARAGRAPHS + 10))]
    began = time.process_time()
    rows = compare(long, ["另" + line for line in long])
    assert time.process_time() - began < 10
    assert texts(rows, "before") == long
