"""Figures as the coordinates of SVG drawings: bars, tiles, strips and lines; no markup is made here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from datasette_config.places import Tile

BAR, GAP, BAR_HEIGHT = 8, 2, 100
TILE, TILE_GAP = 44, 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of a bar chart, drawn up from `y`."""

    day: str
    count: int
    x: float
    y: float
    height: float


def bars(days: Sequence[tuple[str, int]]) -> list[Bar]:
    """Days as bars 10 apart and up to 100 high; a day with anything is at least 1.5 high."""
    most = max((count for _, count in days), default=0) or 1
    drawn = []
    for place, (day, count) in enumerate(days):
        height = max(round(BAR_HEIGHT * count / most, 1), 1.5) if count else 0.0
        drawn.append(Bar(day, count, place * (BAR + GAP), round(BAR_HEIGHT - height, 1), height))
    return drawn


COURSE_WIDTH, COURSE_HEIGHT = 300, 72


def course(seen: Sequence[tuple[str, int]]) -> list[tuple[float, float]]:
    """Counts at moments as points of a line, time to the right and the count up from 0; [] for fewer than two."""
    if len(seen) < 2:
        return []
    at = [datetime.fromisoformat(moment).timestamp() for moment, _ in seen]
    span, most = (at[-1] - at[0]) or 1, max(count for _, count in seen) or 1
    return [
        (
            round(COURSE_WIDTH * (moment - at[0]) / span, 1),
            round(COURSE_HEIGHT * (1 - max(count, 0) / most), 1),
        )
        for moment, (_, count) in zip(at, seen, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Square:
    """A tile of the map at its corner."""

    tile: Tile
    x: int
    y: int


def squares(tiles: Sequence[Tile]) -> tuple[list[Square], int, int]:
    """The tiles in place, and the width and height of the drawing."""
    step = TILE + TILE_GAP
    drawn = [Square(tile, tile.place.column * step, tile.place.row * step) for tile in tiles]
    width, height = (max((getattr(one, side) for one in drawn), default=0) + TILE for side in ("x", "y"))
    return drawn, width, height


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a line; `part` is the span of time it stands over."""

    part: int
    x: float
    y: float
    value: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines in a frame: points a line, the ticks of both axes, and where each line's name stands."""

    width: int
    height: int
    lines: list[list[Point]]
    across: list[tuple[float, int]]
    up: list[tuple[float, float]]
    names_at: list[tuple[float, float]]
    left: int
    right: int
    top: int
    bottom: int


MARGIN_LEFT, MARGIN_TOP, MARGIN_BOTTOM, LABEL_HEIGHT = 46, 14, 30, 18


def lines(
    series: Sequence[Sequence[float]], *, width: int, height: int, margin: int, ticks: int, least: float = 1.0
) -> Drawn:
    """Lines over equal spans of time; `margin` is kept free at the right for their names."""
    left, right, top, bottom = MARGIN_LEFT, width - margin, MARGIN_TOP, height - MARGIN_BOTTOM
    parts = max((len(line) for line in series), default=0)
    ceiling, step = scale(max((value for line in series for value in line), default=0.0), least)

    def x(part: int) -> float:
        return round(left + (right - left) * (part / (parts - 1) if parts > 1 else 0.5), 1)

    def y(value: float) -> float:
        return round(bottom - (bottom - top) * value / ceiling, 1)

    drawn = [[Point(part, x(part), y(value), value) for part, value in enumerate(line)] for line in series]
    every = max(1, -(-parts // ticks))
    across = [(x(part), part) for part in range(0, parts, every)]
    up = [(y(step * place), step * place) for place in range(round(ceiling / step) + 1)]
    ends = [line[-1].y if line else float(bottom) for line in drawn]
    heights = apart(ends, float(bottom))
    names_at = [(right + 26.0, place) for place in heights]
    return Drawn(width, height, drawn, across, up, names_at, left, right, top, bottom)


def scale(most: float, least: float = 1e-6) -> tuple[float, float]:
    """The top of an axis and the step of its ticks, in round numbers not below `least`: about four steps."""
    if most <= 0:
        return max(1.0, least), max(1.0, least)
    size = least
    while True:
        for digit in (1, 2, 5):
            step = digit * size
            if step * 5 >= most:
                return step * -(-most // step), step
        size *= 10


def apart(heights: Sequence[float], bottom: float) -> list[float]:
    """Heights of labels moved so that none covers another, in their order from the top and above `bottom`."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    placed = list(heights)
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + LABEL_HEIGHT)
    lowest = bottom
    for place in reversed(order):
        placed[place] = min(placed[place], lowest)
        lowest = placed[place] - LABEL_HEIGHT
    return [round(place, 1) for place in placed]
