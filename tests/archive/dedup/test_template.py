"""What differs between two texts, and whether it is a fact or an editor's word."""

from __future__ import annotations

import pytest

from archive.dedup.alignment import Replacement, matched, replaced
from archive.dedup.judge import prepare
from archive.dedup.template import fact, one_template


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("3月5日", "6月18日", "date"),
        ("3月3日", "3月12日", "date"),
        ("3人", "5人", "number"),
        ("人黄某", "人袁某某", "name"),
        ("园丁街186号", "江堤路186号", "place"),
        ("民警", "警员", ""),
        ("3月5日", "日前", ""),
        ("138件", "138件退回393万元", ""),
        ("近日3月5日", "日前3月5日", ""),
    ],
)
def test_which_fact_is_another(ours: str, theirs: str, kind: str) -> None:
    assert fact(Replacement(ours, theirs)) == kind


def test_a_line_at_an_end_that_says_who_printed_it_is_no_fact() -> None:
    assert fact(Replacement("云岭日报3月5日讯", "沧江日报3月8日讯", at_end=True)) == ""
    assert fact(Replacement("3月5日", "3月8日", at_end=True)) == "date"


def test_one_figure_of_a_long_story_may_be_a_correction_but_not_of_a_short_notice() -> None:
    one = [Replacement("3人", "5人")]
    assert one_template(one, 200)
    assert not one_template(one, 2_000)
    assert one_template([*one, Replacement("3月5日", "6月1日")], 2_000)
    assert not one_template([Replacement("民警", "警员"), Replacement("立即", "马上"), *one], 200)


def test_a_replaced_figure_is_seen_whole() -> None:
    text = "云岭警方在城关区一小区内破获入室盗窃案追回损失现金{}元并将嫌疑人抓获归案目前案件正在进一步办理之中"
    a, b = prepare(text.format("5200")), prepare(text.format("8200"))
    found = replaced(a.plain, b.plain, matched(a.hashes, b.distinct, b.first))
    assert found == [Replacement("5200元", "8200元")]
