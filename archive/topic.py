"""Topic: whether a story is about public security (公安 · 政法), by a weighted lexicon over headline, lead and section.

In: police and what they do (stations, crime, fraud, narcotics, traffic police, immigration, auxiliaries, public-order
cases), procurators, courts, justice administration (prisons, correction, lawyers, notaries, legal aid, mediation,
teaching of law), state security and counter-terrorism, political-legal committees. A traffic accident that police
attend is in. Out: fire brigade, army and armed police on their own, weather, market supervision, party discipline,
城管, work safety, foreign police and courts, and whatever only plays with the words: films, sports, place names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.normalise.script import holds_traditional, to_simplified
from archive.normalise.trie import scanning_pattern
from archive.records import Article
from archive.topic_words import BODIES, ENTRIES

LEAD = 300  # characters of the text that count in full
JUDGED = 1_200  # those after them, up to here, count half: a feature names its heroes late
ON_TOPIC = 0.5  # the score from which a story is about public security
SURE = 0.8  # the score of about two plain words for it
_ENOUGH = 3.5  # the weight that makes a score of ON_TOPIC; each further one halves the doubt
_HEADLINE = 1.5
_LATE = 0.5
_LISTED = 0.5  # a body named in a row with others

_WEIGHTS = {word: entry.weight for entry in ENTRIES for word in entry.words}
# A title of a book or film is one word that weighs nothing; that of a law is read like any text.
_TITLE = r"《[^《》\n]{0,38}[^《》\n法典例定见释知告书]》"
LEXICON = re.compile(f"{_TITLE}|{scanning_pattern(_WEIGHTS)}")


@dataclass(frozen=True, slots=True)
class Topic:
    """A score from 0 to 1 and the words that made it, weightiest first; "−" stands before those that spoke against."""

    score: float
    words: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether this is about public security."""
        return self.score >= ON_TOPIC


BANDS = ("sure", "likely", "doubtful")


def band_of(score: float | None) -> str:
    """How sure a score is, in a word: "sure", "likely", "doubtful"; "" where nothing was judged."""
    if score is None:
        return ""
    return BANDS[0] if score >= SURE else BANDS[1] if score >= ON_TOPIC else BANDS[2]


def judge(headline: str, lead: str, section: str = "") -> Topic:
    """Judge a story by its headline, the beginning of its text and its column, in either script."""
    above = " ".join(headline.split())
    text = f"{above}\n{section}\n{lead[:JUDGED]}"
    folded = to_simplified(text) if holds_traditional(text) else text
    evidence = _evidence(folded, len(above), len(above) + len(section) + 2 + LEAD)
    score = 1 - 0.5 ** (max(0.0, sum(evidence.values())) / _ENOUGH)
    ordered = sorted(evidence.items(), key=lambda pair: -abs(pair[1]))
    return Topic(round(score, 3), tuple(word if weight > 0 else f"−{word}" for word, weight in ordered))


def topic_of(article: Article) -> Topic:
    """The topic of an article as it was read."""
    headline = article.headline if article.headline_hans is None else article.headline_hans
    above = " ".join((article.kicker, headline, article.subheadline))
    return judge(above, article.text_hans[:JUDGED], article.section)


def _evidence(text: str, end_of_headline: int, end_of_lead: int) -> dict[str, float]:
    """What each word of the lexicon found in a text says for (or against) the topic, at its weightiest place."""
    found: dict[str, float] = {}
    for match in LEXICON.finditer(text):
        word = match.group()
        weight = _WEIGHTS.get(word, 0.0)
        if not weight:
            continue
        start, end = match.span()
        if start < end_of_headline:
            weight *= _HEADLINE
        elif start >= end_of_lead:
            weight *= _LATE
        if word in BODIES and "、" in (text[start - 1 : start], text[end : end + 1]):
            weight *= _LISTED
        if abs(weight) > abs(found.get(word, 0.0)):
            found[word] = weight
    return found
