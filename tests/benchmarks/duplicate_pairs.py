"""Labelled printings from a seed: stories, each printed again in known ways, among texts that only look alike."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.normalise.script import to_simplified
from archive.records import Article
from crawler.sample_web.pattern import expand
from crawler.sample_web.places import PROVINCES, ROADS, TOWNS, person, somebody
from crawler.sample_web.traditional import to_traditional
from crawler.sample_web.truth import Size
from crawler.sample_web.writer import write_story
from tests.benchmarks.duplicate_templates import EVENTS, EXPOSURE, FORMS, QUOTES

FIRST_DAY = date(2025, 3, 1)
DAYS = 200
SIZES: tuple[Size, ...] = ("brief", "middle", "middle", "long", "feature")
PAPERS = ("云岭日报", "沧江法治报", "北川晚报", "海湾新闻网", "西塬政法网")
LIKE = 5  # texts of one form or one event that are compared with each other
Rewrite = Callable[[tuple[str, ...], random.Random], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Printed:
    """One text at one address: of which story, how it came to be ("base", a way of REPRINTS, a form), and when."""

    story: int
    kind: str
    paragraphs: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Pair:
    """Two printings by their place in the list; `kind`: how the other was made, or what the two only look like."""

    one: int
    other: int
    same: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """Every printing, and the pairs whose answer is asked for."""

    printings: tuple[Printed, ...]
    pairs: tuple[Pair, ...]


def labelled(seed: int, stories: int = 1_100) -> Labelled:
    """`stories` stories with four or five reprints each (a pair each), and half as many hard negatives."""
    rng = random.Random(f"{seed}:duplicates")
    printings: list[Printed] = []
    pairs: list[Pair] = []
    for number in range(stories):
        base = _story(rng, seed, number)
        pairs += _told(printings, [base, *_again(base, rng)])
    story = stories
    for kind, texts in _lookalikes(rng, stories // 10):
        at = len(printings)
        for text in dict.fromkeys(texts):
            printings.append(Printed(story, kind, tuple(text.split("\n")), _day(rng)))
            story += 1
        group = range(at, len(printings))
        pairs += [Pair(one, other, False, kind) for one in group for other in group if one < other]
    pairs += _unlike(printings, rng, stories // 2)
    return Labelled(tuple(printings), tuple(pairs))


def as_article(printed: Printed, number: int) -> Article:
    """A printing as the reader hands it over: at an address and a site of its own, script folded."""
    folded = tuple(to_simplified(paragraph) for paragraph in printed.paragraphs)
    return Article(
        url=f"http://press{number % 7}.test/{printed.day:%Y%m}/{number}.html",
        site=f"press{number % 7}",
        headline=folded[0][:18],
        published=printed.day.isoformat(),
        precision="day",
        paragraphs=printed.paragraphs,
        paragraphs_hans=None if folded == printed.paragraphs else folded,
        script="hans" if folded == printed.paragraphs else "hant",
    )


def _told(printings: list[Printed], told: list[Printed]) -> list[Pair]:
    at = len(printings)
    printings += told
    return [Pair(at, at + place, True, one.kind) for place, one in enumerate(told) if place]


def _story(rng: random.Random, seed: int, number: int) -> Printed:
    day = _day(rng)
    story = write_story(seed, number, region=rng.choice(PROVINCES).code, size=SIZES[number % len(SIZES)], day=day)
    return Printed(number, "base", tuple(block.text for block in story.blocks), day)


def _again(base: Printed, rng: random.Random) -> Iterator[Printed]:
    """Reprints in different ways, each a few days later; a short text has no excerpt to be told from another."""
    length = sum(map(len, base.paragraphs))
    ways = [way for way in REPRINTS if way != "excerpt" or length >= 500]
    for way in rng.sample(ways, min(len(ways), rng.choice((4, 5)))):
        again = REPRINTS[way](base.paragraphs, rng)
        yield replace(base, kind=way, paragraphs=again, day=base.day + timedelta(rng.randint(0, 6)))
    yield replace(base, kind="combined", paragraphs=_combined(base.paragraphs, rng), day=base.day + timedelta(2))


def _day(rng: random.Random) -> date:
    return FIRST_DAY + timedelta(rng.randrange(DAYS))


def _kicker(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    lines = ("守护一方平安，擦亮金色盾牌", "在希望的田野上 · 基层警务见闻", "严打整治不停歇，护航群众过好年")
    return (rng.choice(lines), *paragraphs)


def _headline(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    return (f"{rng.choice(TOWNS)}警事：{paragraphs[0][2:14]}……", *paragraphs)


def _source(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    first = f"{rng.choice(PAPERS)}讯（记者 {person(rng)} 通讯员 {person(rng)}）{paragraphs[0]}"
    return (first, *paragraphs[1:], f"（来源：{rng.choice(PAPERS)}  责任编辑：{person(rng)}）")


def _cut(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    text = "\n".join(paragraphs)
    return tuple(line for line in text[: int(len(text) * rng.uniform(0.5, 0.85))].split("\n") if line)


def _traditional(paragraphs: tuple[str, ...], _: random.Random) -> tuple[str, ...]:
    return tuple(map(to_traditional, paragraphs))


def _edited(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    """An editor's hand: about one clause in fifteen taken out or one word put in its place."""
    return tuple(_edit(paragraph, rng) for paragraph in paragraphs)


def _edit(paragraph: str, rng: random.Random) -> str:
    words = (("近日", "日前"), ("目前", "眼下"), ("立即", "马上"), ("民警", "警员"), ("群众", "市民"), ("开展", "进行"))
    clauses = re.split("(?<=[，。；])", paragraph)
    for place, clause in enumerate(clauses):
        if rng.random() > 1 / 15:
            continue
        changed = clause
        for before, now in words:
            changed = changed.replace(before, now, 1)
        clauses[place] = changed if changed != clause or len(clauses) < 4 or clause.endswith("。") else ""
    return "".join(clauses)


def _reflowed(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    text = "".join(paragraphs).replace("，", ",").replace("“", '"').replace("”", '"')
    width = rng.randint(28, 60)
    return tuple("　　" + text[start : start + width] for start in range(0, len(text), width))


def _excerpt(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    text = "".join(paragraphs)
    size = len(text) // 4
    start = rng.randrange(len(text) - size)
    return (text[start : start + size],)


def _same(paragraphs: tuple[str, ...], _: random.Random) -> tuple[str, ...]:
    return paragraphs


def _combined(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    for way in rng.sample((_kicker, _source, _cut, _traditional, _edited, _reflowed), 3):
        paragraphs = way(paragraphs, rng)
    return paragraphs


REPRINTS: dict[str, Rewrite] = {
    "same text": _same,
    "kicker": _kicker,
    "headline": _headline,
    "source": _source,
    "cut": _cut,
    "traditional": _traditional,
    "edited": _edited,
    "reflowed": _reflowed,
    "excerpt": _excerpt,
}


def _lookalikes(rng: random.Random, groups: int) -> Iterator[tuple[str, list[str]]]:
    """Groups of texts no two of which are one story, by what they have in common."""
    for number in range(groups):
        for kind, forms in FORMS.items():
            form, cast = forms[number % len(forms)], _cast(rng)
            same_house = rng.random() < 0.5
            yield kind, [_fill(form, rng, cast if same_house else _cast(rng)) for _ in range(LIKE)]
        told = EVENTS[number % len(EVENTS)]
        cast = _cast(rng)
        yield "one event", [_fill(form, rng, cast) for form in told]
        form = FORMS["notice"][number % len(FORMS["notice"])]
        yield "one fact", list(_one_fact(form, rng, cast))
        yield "list", [_list(rng, cast) for _ in range(LIKE)]


def _one_fact(form: str, rng: random.Random, cast: dict[str, str]) -> Iterator[str]:
    """A notice twice, of another day, other people, another sum or another road: nothing else differs."""
    slot = rng.choice(sorted(set(re.findall(r"\{(?:day|who|money|road|plate)\}", form))))
    seed = rng.random()
    for _ in range(2):
        other = expand(slot, rng, cast, _day(rng))
        yield expand(form.replace(slot, other), random.Random(seed), cast, FIRST_DAY)


def _list(rng: random.Random, cast: dict[str, str]) -> str:
    """A notice that names few or many, in the same words."""
    head, each, tail = EXPOSURE
    return _fill(head + "".join([each] * rng.randint(2, 12)) + tail, rng, cast)


def _unlike(printings: list[Printed], rng: random.Random, count: int) -> Iterator[Pair]:
    bases = [place for place, one in enumerate(printings) if one.kind == "base"]
    for _ in range(count):
        one, other = rng.sample(bases, 2)
        yield Pair(one, other, False, "other stories")


def _cast(rng: random.Random) -> dict[str, str]:
    city, counties = rng.choice(rng.choice(PROVINCES).cities)
    return {
        "city": city,
        "police": f"{rng.choice(counties)}公安局",
        "station": f"{rng.choice(TOWNS)}派出所",
        "road_fixed": rng.choice(ROADS),
        "officer": person(rng),
        "who_fixed": somebody(rng),
        "age_fixed": f"{rng.randint(61, 90)}岁",
        "count": str(rng.randint(5, 60)),
        "sum": f"{rng.randint(3, 60)}万元",
        "when": f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
        "quote": rng.choice(QUOTES),
    }


def _fill(form: str, rng: random.Random, cast: dict[str, str]) -> str:
    return expand(form, rng, cast, _day(rng))
