"""The reviewed list of what is not published: its rows, what they mask, and what is wrong with a list."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive.redaction
from archive.errors import UsageError
from archive.records import Article, Image, Person
from archive.redaction import COLUMNS, WITHHELD, Redaction, masked, read_list, redacted_article

HEAD = ",".join(COLUMNS) + "\n"
ROW = "http://gat.yunling.test/1.html,mask,张某民,,当事人申请,林远舟\n"


def test_the_examples_hold() -> None:
    assert doctest.testmod(archive.redaction).failed == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("嫌疑人张某民、李四到案", "嫌疑人某某、李四到案"),
        ("張某民與張某民", "某某與某某"),
        ("张　某 民", "某某"),
        ("张某，民警", "张某，民警"),
        ("", ""),
    ],
)
def test_a_term_is_masked_in_either_script_and_spacing(text: str, shown: str) -> None:
    assert masked(text, "张某民", "某某") == shown


@given(st.text(alphabet="张某民張 x，", max_size=30))
def test_nothing_of_a_term_is_left(text: str) -> None:
    left = masked(text, "张某民", "X").replace("張", "张").replace(" ", "")
    assert "张某民" not in left


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("12,mask,张某民,,理由,林远舟\n", "line 2: article"),
        ("http://a.test/1,hide,张某民,,理由,林远舟\n", "action"),
        ("http://a.test/1,mask,张,,理由,林远舟\n", "two characters"),
        ("http://a.test/1,mask,张某民,,理由,\n", "reviewed_by"),
        ("http://a.test/1,mask,张某民,,,林远舟\n", "reason"),
    ],
)
def test_a_row_that_is_wrong_is_named(row: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_list(HEAD + row)
    with pytest.raises(UsageError, match="lacks the column"):
        read_list("article,action\n")


def test_a_list_is_read() -> None:
    wanted = Redaction("gat.yunling.test/1.html", "mask", "张某民", "某某", "当事人申请", "林远舟")
    assert read_list("\ufeff" + HEAD + ROW) == [wanted]


def test_every_field_of_an_article_is_masked_and_a_suppressed_one_says_nothing() -> None:
    said = "张某民"
    article = Article(
        "http://a.test/1", "a", said, kicker=said, subheadline=said, byline=said, people=(Person(said, "author"),),
        paragraphs=(said,), paragraphs_hans=(said,), captions=(said,), images=(Image("http://a.test/x.jpg", said),),
        source="云岭公安", published="2025-01-01",
    )  # fmt: skip
    (rule,) = read_list(HEAD + ROW)
    assert said not in repr(redacted_article(article, (rule,)))
    (gone,) = read_list(HEAD + ROW.replace("mask", "suppress"))
    withheld = redacted_article(article, (gone,))
    assert said not in repr(withheld) and withheld.headline == WITHHELD and not withheld.text
    assert (withheld.source, withheld.published) == ("云岭公安", "2025-01-01")
