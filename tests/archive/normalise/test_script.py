"""The compiled dictionaries give what the library gives, and scripts are told apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from archive.normalise import script
from crawler.sample_web.traditional import to_traditional
from crawler.sample_web.world import World

LIBRARY = OpenCC("t2s")
PHRASES = sorted(script._dictionary().phrases)
PIECES = [
    *PHRASES,
    *(p[:-1] for p in PHRASES),
    *(p[1:] for p in PHRASES),
    *"，。 \n-—公安機關乾著麼後髮裏",
    "2024",
    "😀",
]


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_alone_and_in_a_sentence(phrase: str) -> None:
    for text in (phrase, f"他說{phrase}，後來{phrase[1:]}{phrase}。"):
        assert script.to_simplified(text) == LIBRARY.convert(text)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=400, deadline=None)
def test_overlapping_phrases_as_the_library_takes_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert script.to_simplified(text) == LIBRARY.convert(text)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    assert script.to_simplified(text) == LIBRARY.convert(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭省公安厅召开会议，部署夏季治安打击整治行动", "hans"),
        ("雲嶺省公安廳召開會議，部署夏季治安打擊整治行動", "hant"),
        ("雲嶺省公安廳召開會議；云岭省公安厅部署夏季治安打击整治行动，会议强调纪律", "mixed"),
        ("2024-03-05", "unknown"),
        ("", "unknown"),
    ],
)
def test_detect(text: str, expected: str) -> None:
    assert script.detect(text) == expected


def test_only_traditional_or_mixed_text_is_folded() -> None:
    assert script.fold_script("云岭省公安厅民警陈乾坤、刘乾说") == "云岭省公安厅民警陈乾坤、刘乾说"
    assert script.fold_script("雲嶺省公安廳民警說") == "云岭省公安厅民警说"


def test_the_script_of_eighty_characters_is_told() -> None:
    simplified = "\n".join(article.text for article in World().articles()[:120])
    for name, text in (("hans", simplified), ("hant", to_traditional(simplified))):
        windows = [text[at : at + 80] for at in range(0, len(text) - 80, 80)]
        assert len(windows) > 500
        assert sum(script.detect(window) == name for window in windows) >= 0.999 * len(windows)
