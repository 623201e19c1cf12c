"""The set of tokens an article is indexed by: characters, bigrams, words, words at a script boundary, filters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from archive.search.fold import Codes, fold, fold_codes, text_of
from archive.search.impact import STEPS, times_needed

TOKENIZER_VERSION = 3

TITLE, SOURCE, FILTER = "¶", "¤", "§"  # never letters or digits, so no text can forge them
APART = "\n" * 4  # between the texts of a story: wider than the punctuation a phrase may hold, so that none runs across
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
    own = text[: len(body.partition(APART)[0])]
    parts = [*Counted(whole).behind(""), *Counted(head).behind(TITLE), *Counted(origin).behind(SOURCE), *weighty(own)]
    return " ".join([*parts, *filters])


def weighty(points: Codes) -> Iterator[str]:
    """What a text is about: its frequent tokens, behind the mark of each step of `impact` they reach."""
    counted = Counted(points)
    for mark, least in STEPS:
        yield from counted.behind(mark, times_needed(least, len(points)))


class Counted:
    """The distinct characters, bigrams and words of folded code points, and how often each stands there."""

    def __init__(self, points: Codes) -> None:
        flags = is_cjk()[points]
        together = flags[:-1] & flags[1:]
        pairs = (points[:-1][together].astype(np.uint64) << np.uint64(32)) | points[1:][together]
        self.singles = np.unique(points[flags], return_counts=True)
        self.pairs = np.unique(pairs, return_counts=True)
        self.words = Counter(word_tokens(text_of(points)))

    def behind(self, mark: str, times: int = 1) -> list[str]:
        """Those that stand there so often, each behind `mark`; characters and bigrams in one space-joined piece."""
        words = sorted(mark + word for word, count in self.words.items() if count >= times)
        (singles, of_single), (pairs, of_pair) = self.singles, self.pairs
        han = han_tokens(singles[of_single >= times], pairs[of_pair >= times], mark)
        return [han, *words] if han else words


def title_text(kicker: str, headline: str, subheadline: str) -> str:
    """What counts as an article's title in a search."""
    return "\n".join(part for part in (kicker, headline, subheadline) if part)


def han_tokens(singles: Codes, pairs: npt.NDArray[np.uint64], mark: str) -> str:
    """Characters and bigrams (two code points in one number), each behind `mark`, space-joined."""
    if not singles.size and not pairs.size:
        return ""
    prefix = [np.full(max(singles.size, pairs.size), ord(mark), dtype=np.uint32)] if mark else []
    ones = [column[: singles.size] for column in prefix] + [singles, np.full(singles.size, SPACE, dtype=np.uint32)]
    twos = [column[: pairs.size] for column in prefix]
    twos += [(pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)]
    twos.append(np.full(pairs.size, SPACE, dtype=np.uint32))
    return (text_of(np.column_stack(ones)) + text_of(np.column_stack(twos))).rstrip(" ")


def word_tokens(folded: str) -> Iterator[str]:
    """The Latin and digit words of a folded text, and each with the CJK character that touches it: 2024年, 用5g."""
    for before, word, after in WORDS.findall(folded):
        yield word
        if before:
            yield before + word
        if after:
            yield word + after


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
