"""What a text is about stands in the index once more, behind the mark of each step it reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.impact import LEAST_TIMES, STEPS, share, times_needed
from archive.search.tokens import APART, tokens


@given(st.integers(1, 200_000), st.sampled_from([least for _, least in STEPS]))
def test_so_many_times_reach_a_step_and_one_less_does_not(length: int, least: float) -> None:
    needed = times_needed(least, length)
    assert share(needed, length) >= least - 1e-9
    assert needed == LEAST_TIMES or share(needed - 1, length) < least


@given(st.integers(0, 500), st.integers(0, 50_000))
def test_a_share_grows_with_the_times_and_falls_with_the_length(times: int, length: int) -> None:
    assert share(times, length) <= share(times + 1, length) < 2.2
    assert share(times, length) >= share(times, length + 100)


@pytest.mark.parametrize(
    ("text", "token", "steps"),
    [
        ("反诈" + "一" * 98, "反诈", ""),
        ("反诈，" * 2 + "一" * 294, "反诈", "↑"),
        ("反诈，" * 20 + "一" * 40, "反诈", "↑⇑⤊⟰"),
        ("反诈，" * 20 + "一" * 40, "反", "↑⇑⤊⟰"),
        ("反诈，" * 10 + "一" * 1970, "反诈", "↑⇑"),
        ("用5G网，" * 20, "5g网", "↑⇑⤊⟰"),
        ("一" * 50 + APART + "反诈，" * 20, "反诈", ""),  # what a version or a reprint says
    ],
)
def test_a_frequent_token_is_marked_by_how_much_its_text_is_about_it(text: str, token: str, steps: str) -> None:
    made = set(tokens("反诈反诈反诈", text).split(" "))
    assert "".join(mark for mark, _ in STEPS if mark + token in made) == steps
