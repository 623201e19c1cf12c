"""The first printing and who took it from whom: by day, by 来源, by time of day."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dedup.lineage import Printing, descents, first_printing, in_order


def printing(name: str, published: str, source: str = "", length: int = 900) -> Printing:
    return Printing(f"{name}.test/1", (name,), source, published, length)


@pytest.mark.parametrize(
    ("printings", "order"),
    [
        ([printing("沧江日报", "2025-03-02"), printing("云岭日报", "2025-03-01")], ["云岭日报", "沧江日报"]),
        (
            [printing("沧江日报", "2025-03-01T08:00", "云岭日报"), printing("云岭日报", "2025-03-01T09:30")],
            ["云岭日报", "沧江日报"],
        ),
        (
            [printing("沧江日报", "2025-03-01T10:00"), printing("云岭日报", "2025-03-01T09:30")],
            ["云岭日报", "沧江日报"],
        ),
        ([printing("无日期网", ""), printing("云岭日报", "2025-03-01")], ["云岭日报", "无日期网"]),
        ([printing("月刊杂志", "2025-03"), printing("云岭日报", "2025-03-31")], ["云岭日报", "月刊杂志"]),
        (
            [printing("沧江日报", "2025-03-01", "沧江日报社"), printing("云岭日报", "2025-03-02")],
            ["沧江日报", "云岭日报"],
        ),
    ],
)
def test_the_order_of_the_printings(printings: list[Printing], order: list[str]) -> None:
    assert [one.names[0] for one in in_order(printings)] == order


def test_an_excerpt_does_not_stand_for_the_story() -> None:
    whole = printing("云岭日报", "2025-03-02")
    assert first_printing([printing("沧江快讯", "2025-03-01", length=300), whole]) == whole


def test_each_printing_says_whom_it_was_taken_from_and_how_late() -> None:
    told = descents(
        [
            printing("海湾新闻网", "2025-03-04", "来源：沧江法治报"),
            printing("云岭日报", "2025-03-01T08:00"),
            printing("沧江法治报", "2025-03-01T09:30", "云岭日报"),
            printing("北川晚报", "", ""),
        ]
    )
    assert [(one.printing.names[0], one.taken_from, one.lag, one.exact) for one in told] == [
        ("云岭日报", "", None, False),
        ("沧江法治报", "云岭日报.test/1", 90, True),
        ("海湾新闻网", "沧江法治报.test/1", 3 * 24 * 60, False),
        ("北川晚报", "云岭日报.test/1", None, False),
    ]


NAMES = st.sampled_from(["云岭日报", "沧江日报", "北川晚报", "海湾新闻网"])
PRINTINGS = st.lists(
    st.builds(
        printing,
        NAMES,
        st.sampled_from(["", "2025-03", "2025-03-01", "2025-03-01T08:00", "2025-03-02", "2025-13-45"]),
        st.one_of(st.just(""), NAMES),
        st.integers(1, 2000),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.key,
)


@given(PRINTINGS, st.integers())
def test_the_order_in_which_they_are_told_does_not_matter(printings: list[Printing], seed: int) -> None:
    mixed = list(printings)
    random.Random(seed).shuffle(mixed)
    assert descents(mixed) == descents(printings)
    assert first_printing(mixed) == first_printing(printings)
