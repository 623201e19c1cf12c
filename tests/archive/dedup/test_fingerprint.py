"""Fingerprints: stable, blind to script and layout, small."""

import random

from hypothesis import given
from hypothesis import strategies as st

from archive.dedup.fingerprint import fingerprint, gram_hashes, normalised


def _story(length: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    return "".join(
        chance.choice("警方民众安全治理行动破获案件抓捕嫌疑人社区街道平安建设法律宣传巡逻执勤夜间，。")
        for _ in range(length)
    )


def test_normalised() -> None:
    assert normalised("５Ｇ 網絡，ABC！\n第２版") == "5g网络abc第2版"


def test_script_layout_and_punctuation_do_not_count() -> None:
    plain, shown = (
        "警方破获网络诈骗案件，抓获嫌疑人六名。",
        "警方破獲網絡詐騙案件，\n　抓獲嫌疑人６名。".replace("６", "六"),
    )
    assert fingerprint(plain) == fingerprint(shown)


def test_size_of_the_sample() -> None:
    assert len(fingerprint("").grams) == 0
    assert len(fingerprint("警方通报").grams) == 1
    assert len(fingerprint(_story(60)).grams) >= 8
    assert 10 <= len(fingerprint(_story(1000)).grams) <= 60
    grams = fingerprint(_story(2000)).grams
    assert list(grams) == sorted(set(grams)) and all(0 <= gram < 2**32 for gram in grams)


def test_an_excerpt_shares_its_hashes() -> None:
    whole = _story(2000)
    part = fingerprint(whole[300:1300])
    assert len(set(part.grams) & set(fingerprint(whole).grams)) >= len(part.grams) - 8


def test_the_hash_does_not_change_between_versions() -> None:
    assert [int(value) for value in gram_hashes("云岭省公安厅通报一")] == [7175692287759429774, 18023372593193278298]


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    assert fingerprint(text).length == len(normalised(text))
