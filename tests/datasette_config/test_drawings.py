"""What is drawn: tiles that do not overlap, bars and lines inside their frame, labels apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.regions import SHORT_NAMES
from datasette_config.charts import (
    COURSE_HEIGHT,
    COURSE_WIDTH,
    LABEL_HEIGHT,
    apart,
    bars,
    course,
    lines,
    scale,
    squares,
)
from datasette_config.places import CHINA, SAMPLE, SHADES, shade, sheets


def test_every_region_has_one_tile() -> None:
    assert {place.name for place in (*CHINA, *SAMPLE)} == set(SHORT_NAMES.values())
    for places in (CHINA, SAMPLE):
        assert len({(place.column, place.row) for place in places}) == len(places)
        assert len({place.en for place in places}) == len(places)


def test_only_maps_that_hold_something_are_drawn() -> None:
    assert [name for name, _ in sheets({}, {})] == ["china"]
    assert [name for name, _ in sheets({"云岭省": 3}, {"云岭省": 1})] == ["sample"]
    assert [name for name, _ in sheets({"云岭省": 3}, {"江苏": 1})] == ["china", "sample"]


@pytest.mark.parametrize(
    ("count", "most", "expected"),
    [(0, 10, 0), (1, 1, 5), (100, 100, 5), (50, 100, 4), (25, 100, 3), (5, 100, 2), (1, 1000, 1)],
)
def test_shades_tell_small_from_great(count: int, most: int, expected: int) -> None:
    assert shade(count, most) == expected
    assert 0 <= shade(count, most) <= SHADES


def test_tiles_lie_inside_their_drawing() -> None:
    for _, tiles in sheets({"江苏": 1, "云岭省": 2}, {}):
        placed, width, height = squares(tiles)
        assert max(one.x for one in placed) + 44 == width
        assert max(one.y for one in placed) + 44 == height


def test_bars_reach_the_top_and_a_small_day_is_seen() -> None:
    drawn = bars([("2024-01-01", 1000), ("2024-01-02", 1), ("2024-01-03", 0)])
    assert [bar.height for bar in drawn] == [100, 1.5, 0]
    assert bars([]) == []


@given(st.floats(0, 1e9, allow_nan=False))
def test_an_axis_is_round_and_holds_its_greatest(most: float) -> None:
    top, step = scale(most, 1.0)
    assert top >= most
    assert 1 <= round(top / step) <= 6
    assert step >= 1


@given(st.lists(st.lists(st.integers(0, 500), min_size=1, max_size=40), min_size=1, max_size=6))
def test_lines_stay_in_their_frame(series: list[list[int]]) -> None:
    frame = lines(series, width=400, height=300, margin=50, ticks=5)
    for line in frame.lines:
        assert all(frame.left <= point.x <= frame.right and frame.top <= point.y <= frame.bottom for point in line)


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_names_of_lines_never_cover_each_other(heights: list[float]) -> None:
    placed = sorted(apart(heights, 300))
    assert all(after - before >= LABEL_HEIGHT - 0.2 for before, after in pairwise(placed))
    assert placed[-1] <= 300


def test_a_course_goes_by_time_and_from_nothing_up() -> None:
    drawn = course([("2024-01-01T00:00:00Z", 0), ("2024-01-02T00:00:00Z", 50), ("2024-01-05T00:00:00Z", 100)])
    assert drawn == [(0, COURSE_HEIGHT), (COURSE_WIDTH / 4, COURSE_HEIGHT / 2), (COURSE_WIDTH, 0)]
    assert course([("2024-01-01T00:00:00Z", 7)]) == course([]) == []
    assert course([("2024-01-01T00:00:00Z", 0)] * 2) == [(0, COURSE_HEIGHT)] * 2
