"""Folding: one character for one, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search.fold import fold


@given(st.text(max_size=200))
def test_length_is_kept_and_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert len(once) == len(text)
    assert fold(once) == once


def test_scripts_widths_and_cases_meet() -> None:
    assert fold("電信詐騙裡裏瞭解５ＧＡＢ於乾") == fold("电信诈骗里里了解5gab于干")
    assert fold("ｶﾅ①") == "カナ1"
