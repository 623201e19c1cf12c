"""Hits and counts as plain data."""

import pytest

from archive.search.find import Hit
from archive.search.told import hit_record, how_sure, unmarked


@pytest.mark.parametrize(
    ("marked", "plain", "marks"),
    [
        ("", "", []),
        ("无一命中", "无一命中", []),
        ("\x02诈骗\x03团伙与\x02诈骗\x03", "诈骗团伙与诈骗", [[0, 2], [5, 7]]),
        ("…𠀀\x02反诈\x03", "…𠀀反诈", [[2, 4]]),
        ("末尾未合\x02反诈", "末尾未合反诈", [[4, 6]]),
        ("空\x02\x03的", "空的", []),
    ],
)
def test_marks_are_places_in_the_plain_text(marked: str, plain: str, marks: list[list[int]]) -> None:
    assert unmarked(marked) == (plain, marks)


def test_a_hit_keeps_every_field() -> None:
    hit = Hit(7, "u", "s", "r", "k", "h", "", "b", "so", "2024-03-05", "day", 9, 1, 2, "一\x02二\x03", "copy")
    known = hit_record(hit)
    assert set(known) == {*Hit.__dataclass_fields__, "marks"}
    assert (known["snippet"], known["marks"], known["found_in"], known["id"]) == ("一二", [[1, 2]], "copy", 7)


@pytest.mark.parametrize(
    ("exact", "floor", "said"),
    [(True, False, "exact"), (False, False, "about"), (False, True, "at least")],
)
def test_a_count_says_how_sure_it_is(exact: bool, floor: bool, said: str) -> None:
    assert how_sure(exact, floor) == said
