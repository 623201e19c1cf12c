"""The set of tokens an article is indexed by: characters, bigrams, words, words at a script boundary, filters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from archive.search.fold import Codes, fold, fold_codes, text_of

TOKENIZER_VERSION = 2

TITLE, SOURCE, FILTER = "¶", "¤", "§"  # never letters or digits, so no text can forge them
SAMPLED = 32  # one article in so many is in the sample, which has an index of its own
FILTER_KINDS = {
    "year": "y", "month": "m", "site": "s", "region": "r", "script": "l", "source": "o", "section": "c", "topic": "t",
}  # fmt: skip
CJK_RANGES = (
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF),
    (0x3105, 0x312F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x20000, 0x3FFFD),
)  # fmt: skip
CJK = "".join(f"{chr(first)}-{chr(last)}" for first, last in CJK_RANGES)
WORD_CHARACTER = rf"[^\W_{CJK}]"
WORDS = re.compile(rf"([{CJK}]?)({WORD_CHARACTER}+)(?=([{CJK}]?))")
SPACE = 0x20


@cache
def is_cjk() -> npt.NDArray[np.bool_]:
    """Whether a code point is a character that is a word of its own."""
    flags = np.zeros(0x110000, dtype=np.bool_)
    for first, last in CJK_RANGES:
        flags[first : last + 1] = True
    return flags


def tokens(title: str, body: str, source: str = "", filters: Sequence[str] = ()) -> str:
    """The tokens of one story, space-joined, ready for `INSERT INTO article_search(rowid, t)`.

    `title`: kicker, headline and subheadline, a line each (`title_text`), then those of its older versions and copies;
    `body`: the simplified, repaired text, then what they say; `source` likewise; `filters`: of `filter_tokens`.
    Deleting a row from the index needs exactly what was put in: call it again with what was stored.
    """
    head, text, origin = fold_codes(title), fold_codes(body), fold_codes(source)
    whole = np.concatenate((head, np.array([0x0A], dtype=np.uint32), text))
    parts = [part for points, mark in ((whole, ""), (head, TITLE), (origin, SOURCE)) for part in marked(points, mark)]
    return " ".join([*parts, *filters])


def marked(points: Codes, mark: str) -> list[str]:
    """The characters, bigrams and words of folded code points, each behind `mark`."""
    words = sorted(mark + word for word in word_tokens(text_of(points)))
    han = han_tokens(points, mark)
    return [han, *words] if han else words


def title_text(kicker: str, headline: str, subheadline: str) -> str:
    """What counts as an article's title in a search."""
    return "\n".join(part for part in (kicker, headline, subheadline) if part)


def han_tokens(points: Codes, mark: str) -> str:
    """The distinct CJK characters and bigrams of folded code points, each behind `mark`, space-joined."""
    flags = is_cjk()[points]
    singles = np.unique(points[flags])
    if not singles.size:
        return ""
    together = flags[:-1] & flags[1:]
    pairs = np.unique((points[:-1][together].astype(np.uint64) << np.uint64(32)) | points[1:][together])
    prefix = [np.full(max(singles.size, pairs.size), ord(mark), dtype=np.uint32)] if mark else []
    ones = [column[: singles.size] for column in prefix] + [singles, np.full(singles.size, SPACE, dtype=np.uint32)]
    twos = [column[: pairs.size] for column in prefix]
    twos += [(pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)]
    twos.append(np.full(pairs.size, SPACE, dtype=np.uint32))
    return (text_of(np.column_stack(ones)) + text_of(np.column_stack(twos))).rstrip(" ")


def word_tokens(folded: str) -> set[str]:
    """The Latin and digit words of a folded text, and each with the CJK character that touches it: 2024年, 用5g."""
    found: set[str] = set()
    for before, word, after in WORDS.findall(folded):
        found.add(word)
        if before:
            found.add(before + word)
        if after:
            found.add(word + after)
    return found


def filter_tokens(values: Mapping[str, str]) -> list[str]:
    """The tokens that stand for an article's year, site, source …: by the names of FILTER_KINDS; "" has none."""
    return [filter_token(name, value) for name, value in values.items() if value]


def in_sample(article_id: int) -> bool:
    """Whether an article is in the random sample; its id alone decides."""
    return (article_id * 0x9E3779B97F4A7C15 >> 32) % SAMPLED == 0


def filter_token(name: str, value: str) -> str:
    """One filter token; ASCII signs (jiangsu_gat) become their control pictures, which the index keeps together."""
    folded = fold(value.strip())
    plain = "".join(sign if sign.isalnum() or ord(sign) > 0x7F else chr(0x2400 + ord(sign)) for sign in folded)
    return f"{FILTER}{FILTER_KINDS[name]}{plain}"
