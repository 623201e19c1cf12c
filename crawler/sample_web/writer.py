"""Writes stories: a cast, a plan by size, and sentences from the stock. Same seed and number, same story."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date

from archive.records import Block
from crawler.sample_web.pattern import Stock, expand
from crawler.sample_web.places import ROADS, TOWNS, person, province, somebody
from crawler.sample_web.stock.crime import DRUGS, GANG, THEFT
from crawler.sample_web.stock.fraud import FRAUD
from crawler.sample_web.stock.notices import NOTICE_HEADLINES, NOTICES
from crawler.sample_web.stock.office import FIRE, LAW, MEETING, NET, PRAISE
from crawler.sample_web.stock.people import PORTRAIT
from crawler.sample_web.stock.rescue import RESCUE
from crawler.sample_web.stock.service import COUNTER, PATROL
from crawler.sample_web.stock.traffic import TRAFFIC
from crawler.sample_web.truth import Size, Story

STOCKS: tuple[Stock, ...] = (
    FRAUD,
    TRAFFIC,
    RESCUE,
    GANG,
    THEFT,
    DRUGS,
    COUNTER,
    PATROL,
    MEETING,
    PRAISE,
    LAW,
    FIRE,
    NET,
    PORTRAIT,
)
_SUSPECTS = frozenset({"扫黑"})
_CROWDS = (
    "红袖标义警",
    "晚霞守望队",
    "背篓调解队",
    "快递小哥平安队",
    "渔嫂哨",
    "老兵夜巡队",
    "石榴籽警务",
    "板凳会",
    "驼铃义警",
    "热心肠大姐",
)
_DOGS = ("雷霆", "闪电", "黑豹", "团团", "哨兵", "豆豆", "长风", "墨墨")
_BANKS = ("农信银行", "储蓄银行", "山水银行", "惠民银行", "渔业银行")


class _Desk:
    """One story being written: its random stream, cast and day."""

    def __init__(self, rng: random.Random, cast: Mapping[str, str], day: date) -> None:
        self.rng = rng
        self.cast = cast
        self.day = day

    def write(self, pattern: str) -> str:
        return expand(pattern, self.rng, self.cast, self.day)

    def one(self, patterns: tuple[str, ...]) -> str:
        return self.write(self.rng.choice(patterns)) if patterns else ""

    def some(self, patterns: tuple[str, ...], low: int, high: int) -> list[str]:
        count = min(self.rng.randint(low, high), len(patterns))
        return [self.write(pattern) for pattern in self.rng.sample(patterns, count)]


def write_story(seed: int, number: int, *, region: str, size: Size, day: date) -> Story:
    """Story `number` of a world, happening shortly before `day` in a province. Pure: same arguments, same story."""
    rng = random.Random(f"{seed}:story:{number}")
    stock = PORTRAIT if size == "feature" and rng.random() < 0.4 else rng.choice(STOCKS)
    cast = _cast(rng, region, stock.kind, day)
    desk = _Desk(rng, cast, day)
    if size == "notice":
        blocks, headlines, section = _notice(desk)
    else:
        blocks, headlines, section = _body(desk, stock, size), desk.some(stock.headlines, 3, 3), stock.section
    at = rng.randrange(1, len(blocks)) if len(blocks) > 1 else 0
    while blocks[at].kind == "subhead":
        at -= 1
    added = desk.write("后续情况将及时通报（{day}{clock}更新）。")
    revised = "".join(desk.some(stock.measures, 2, 2)) if len(blocks) > 2 else blocks[at].text + added
    kicker = desk.one(stock.kickers) if size in ("long", "feature") or (size == "middle" and rng.random() < 0.5) else ""
    subheadline = desk.one(stock.subheadlines) if size in ("long", "feature") else ""
    return Story(
        number=number,
        kind="通报" if size == "notice" else stock.kind,
        size=size,
        region=region,
        police=cast["police"],
        headline=headlines[0],
        other_headlines=tuple(headlines[1:]),
        kicker=kicker,
        subheadline=subheadline,
        section=section,
        blocks=tuple(blocks),
        revised=(at, revised),
        captions=tuple(_captions(desk, stock, size)),
        reporters=_names(rng, 1, 2),
        correspondents=_names(rng, 1, 3),
        photographer=person(rng),
        editor=person(rng),
    )


def _names(rng: random.Random, low: int, high: int) -> tuple[str, ...]:
    return tuple({person(rng): None for _ in range(rng.randint(low, high))})


def _cast(rng: random.Random, region: str, kind: str, day: date) -> dict[str, str]:
    home = province(region)
    city, counties = rng.choice(home.cities)
    county = rng.choice(counties)
    town = rng.choice(TOWNS)
    level = rng.random()
    police = f"{county}公安局" if level < 0.7 else f"{city}公安局" if level < 0.95 else f"{home.name}公安厅"
    plain = person(rng)
    known_as = plain[0] + rng.choice(("女士", "大爷", "阿姨", "师傅", "老伯"))
    return {
        "province": home.name,
        "city": city,
        "county": county,
        "police": police,
        "town_fixed": town + rng.choice("镇乡镇"),
        "station": f"{rng.choice(TOWNS)}派出所",
        "officer": person(rng),
        "officer2": person(rng),
        "chief": f"{'厅长' if police.endswith('厅') else '局长'}{person(rng)}",
        "who_fixed": somebody(rng) if kind in _SUSPECTS else rng.choice((plain, plain, somebody(rng), known_as)),
        "road_fixed": rng.choice(ROADS),
        "bank": rng.choice(_BANKS),
        "end_month": str(min(day.month + rng.randint(1, 2), 12)),
        "crowd": rng.choice(_CROWDS),
        "dog": rng.choice(_DOGS),
        "odd": rng.choice("坝岜坳峁崾墚塆峒"),
        "kid": rng.choice(("小杰", "朵朵", "豆豆", "小宇", "妞妞", "阿木", "石头", "圆圆")),
    }


def _notice(desk: _Desk) -> tuple[list[Block], list[str], str]:
    return [Block(desk.one(NOTICES))], [desk.one(NOTICE_HEADLINES) for _ in range(2)], "警情通报"


def _case(desk: _Desk, pattern: str) -> list[Block]:
    return [Block(line) for line in desk.write(pattern).split("\n")]


def _body(desk: _Desk, stock: Stock, size: Size) -> list[Block]:
    rng = desk.rng
    blocks = [Block(desk.one(stock.leads))]
    cases = rng.sample(stock.cases, len(stock.cases))
    if size == "brief":
        return [*blocks, Block("".join(desk.some(stock.measures, 1, 2)))]
    if size == "feature":
        return blocks + _sections(desk, stock)
    scenes = rng.randint(1, 2) if size == "middle" else rng.randint(2, 3)
    for pattern in cases[:scenes]:
        blocks += _case(desk, pattern)
    measures = iter(desk.some(stock.measures, 5, 6))
    blocks.append(Block("".join(next(measures, "") for _ in range(rng.randint(2, 3)))))
    blocks.append(Block(desk.one(stock.quotes)))
    if size == "long":
        heads = rng.sample(stock.subheads, min(2, len(stock.subheads)))
        for place, head in zip((1, len(blocks) - 1), heads, strict=False):
            blocks.insert(place, Block(desk.write(head), "subhead"))
        blocks += (
            [*_case(desk, cases[-1 if scenes < len(cases) else 0]), Block("".join(measures))]
            if scenes < len(cases)
            else []
        )
    return [*blocks, Block(desk.one(stock.closings))]


def _sections(desk: _Desk, stock: Stock) -> list[Block]:
    """A full-page feature: the story's own kind, then two or three other fields of work, each under a sub-head."""
    rng = desk.rng
    others = [one for one in STOCKS if one not in (stock, PORTRAIT, GANG)]
    fields = [stock, *rng.sample(others, rng.randint(3, 5))]
    blocks: list[Block] = []
    for field in fields:
        blocks.append(Block(desk.one(field.subheads), "subhead"))
        scenes = 4 if field is PORTRAIT else rng.randint(1, 3)
        for pattern in rng.sample(field.cases, min(scenes, len(field.cases))):
            blocks += _case(desk, pattern)
        blocks.append(Block("".join(desk.some(field.measures, 2, 4))))
        blocks.append(Block(desk.one(field.quotes)))
    return [*blocks, Block(desk.one(stock.closings))]


def _captions(desk: _Desk, stock: Stock, size: Size) -> list[str]:
    if size in ("notice", "brief") or (size == "middle" and desk.rng.random() < 0.5):
        return []
    return desk.some(stock.captions, 1, 2 if size != "feature" else 3)
