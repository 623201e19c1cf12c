"""The invented web as a whole: which story stands where, from which day, edited or withdrawn when."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from crawler.sample_web.clock import FIRST_DAY, LAST_DAY, days_between, later
from crawler.sample_web.publications.base import Publication
from crawler.sample_web.publications.date_portal import BeichuanOnline
from crawler.sample_web.publications.enorth import ShuofengNet
from crawler.sample_web.publications.feed import LongshaNews
from crawler.sample_web.publications.founder_classic import YunlingDaily
from crawler.sample_web.publications.founder_new import HaiwanLawDaily
from crawler.sample_web.publications.founder_node import HaiwanLawNet
from crawler.sample_web.publications.guangdong import JinggangPolice
from crawler.sample_web.publications.hanweb import HaiwanPolice
from crawler.sample_web.publications.jpaas import TuolingPolice
from crawler.sample_web.publications.longxun import TingzePolice
from crawler.sample_web.publications.more_papers import (
    BeichuanPolicePaper,
    CangjiangDaily,
    ShuofengLawDaily,
    XiyuanProcurators,
)
from crawler.sample_web.publications.mvc_show import XiyuanPolitics, XiyuanPoliticsMirror
from crawler.sample_web.publications.news_cn import XinlingNet
from crawler.sample_web.publications.next_data import TideNews
from crawler.sample_web.publications.paper_index import ChangheLawDaily
from crawler.sample_web.publications.people import JiangshengNet
from crawler.sample_web.publications.phpcms import XiyuanLawNet
from crawler.sample_web.publications.query_list import TingzePeace
from crawler.sample_web.publications.sitemap import YanpingNews
from crawler.sample_web.publications.thinkphp import ChenghuPortal, ChenghuPortalMirror
from crawler.sample_web.publications.trs import YunlingPolice
from crawler.sample_web.publications.trs_content import BeichuanPeace
from crawler.sample_web.publications.trs_id import LanxiPolice
from crawler.sample_web.publications.turbo import BeichuanPolice
from crawler.sample_web.publications.ucap import CangjiangPolice
from crawler.sample_web.publications.vsb import ShuangchengPeace
from crawler.sample_web.truth import Placement, SampleArticle, Size, Story, Withdrawal
from crawler.sample_web.writer import write_story

SEED = 20251220
ARTICLES = 990
PUBLICATIONS: tuple[type[Publication], ...] = (
    YunlingDaily,
    HaiwanLawDaily,
    ChangheLawDaily,
    YunlingPolice,
    HaiwanPolice,
    CangjiangPolice,
    XiyuanLawNet,
    ChenghuPortal,
    XiyuanPolitics,
    BeichuanOnline,
    XiyuanPoliticsMirror,
    ChenghuPortalMirror,
    LanxiPolice,
    BeichuanPeace,
    BeichuanPolice,
    TuolingPolice,
    JinggangPolice,
    TingzePolice,
    ShuangchengPeace,
    ShuofengNet,
    HaiwanLawNet,
    TingzePeace,
    XinlingNet,
    JiangshengNet,
    TideNews,
    LongshaNews,
    YanpingNews,
    ShuofengLawDaily,
    CangjiangDaily,
    XiyuanProcurators,
    BeichuanPolicePaper,
)
MIRRORED = 0.5  # about this share of what a mirrored publication prints itself
MIRROR_OF = {"xiyuan_zfw": "xiyuan_zfw_mirror", "chenghu": "chenghu_mirror"}
_SIZES: dict[str, tuple[int, int, int, int, int]] = {  # weights of notice, brief, middle, long, feature
    "paper": (0, 12, 45, 30, 13),
    "police": (16, 20, 44, 18, 2),
    "politics": (3, 16, 50, 28, 3),
    "portal": (4, 14, 50, 26, 6),
}


class World:
    """`articles` placements over the days FIRST_DAY … LAST_DAY. Planning is cheap; texts are written when asked for."""

    def __init__(self, seed: int = SEED, articles: int = ARTICLES) -> None:
        self.seed = seed
        self.publications: dict[str, Publication] = {kind.name: kind(self) for kind in PUBLICATIONS}
        self.by_host = {one.host: one for one in self.publications.values()}
        self.placements: tuple[Placement, ...] = _plan(seed, articles, self.publications)
        self._of: dict[str, list[Placement]] = {name: [] for name in self.publications}
        for one in self.placements:
            self._of[one.publication].append(one)
        self.story = lru_cache(maxsize=4096)(self._story)
        self.article = lru_cache(maxsize=8192)(self._article)
        self.standing = lru_cache(maxsize=256)(self._standing)

    def placement(self, number: int) -> Placement | None:
        """The placement with this number, None where there is none."""
        return self.placements[number] if 0 <= number < len(self.placements) else None

    def publication(self, name: str) -> Publication:
        return self.publications[name]

    def _story(self, placement: Placement) -> Story:
        first = placement
        while first.copy_of is not None:
            first = self.placements[first.copy_of]
        region = self.publications[first.publication].region
        return write_story(self.seed, first.story, region=region, size=first.size, day=date.fromisoformat(first.day))

    def _article(self, number: int, day: str = "") -> SampleArticle:
        """The truth of an article on a day ("" is after every edit). Raises IndexError for an unknown number."""
        placement = self.placements[number]
        return self.publications[placement.publication].dress(placement, day)

    def _standing(self, publication: str, day: str) -> Sequence[Placement]:
        """What a publication has on the web on a day, newest first."""
        return [one for one in reversed(self._of[publication]) if one.stands(day)]

    def articles(self, day: str = LAST_DAY) -> list[SampleArticle]:
        """Every article that stands on a day, oldest first."""
        return [self.article(one.number, day) for one in self.placements if one.stands(day)]


def _plan(seed: int, articles: int, publications: dict[str, Publication]) -> tuple[Placement, ...]:
    rng = random.Random(f"{seed}:plan:{articles}")
    own = [one for one in publications.values() if one.kind != "mirror"]
    share = sum(one.weight for one in own if one.name in MIRROR_OF) / sum(one.weight for one in own)
    copied = int(articles * share * MIRRORED) // len(MIRROR_OF)
    mirrors, reprints = copied * len(MIRROR_OF), articles * 20 // 100
    days = days_between(FIRST_DAY, LAST_DAY)
    drafts: list[Placement] = []
    count = articles - mirrors - reprints
    for story in range(count):
        house = rng.choices(own, [one.weight for one in own])[0]
        day = _issue_day(house, days, story * len(days) // count)
        size: Size = rng.choices(("notice", "brief", "middle", "long", "feature"), _SIZES[house.kind])[0]
        drafts.append(Placement(len(drafts), story, house.name, day, _clock(rng), size=size))
    takers = [one for one in own if one.kind != "police"]
    for first in rng.sample(
        [one for one in drafts if one.size != "notice" and one.day <= later(LAST_DAY, -5)], reprints
    ):
        house = rng.choice([one for one in takers if one.name != first.publication])
        day = _issue_day(house, days, days.index(first.day) + rng.randint(1, 3))
        copy = replace(first, number=len(drafts), publication=house.name, day=day, clock=_clock(rng))
        drafts.append(replace(copy, origin="reprint", copy_of=first.number))
    mirrored = [[one for one in drafts if one.publication == house] for house in MIRROR_OF]
    for first in [one for theirs in mirrored for one in rng.sample(theirs, min(copied, len(theirs)))]:
        seen = min(later(first.day, rng.randint(1, 2)), LAST_DAY)
        copy = replace(first, number=len(drafts), publication=MIRROR_OF[first.publication], visible_from=seen)
        drafts.append(replace(copy, origin="mirror", copy_of=first.number))
    return _numbered(_disturbed(drafts, rng), publications)


def _issue_day(house: Publication, days: list[str], at: int) -> str:
    """The first day from `at` on which the house publishes, else the last one before it."""
    for day in [*days[at:], *reversed(days[:at])]:
        if date.fromisoformat(day).weekday() in house.weekdays:
            return day
    raise ValueError(f"{house.name} never publishes")


def _clock(rng: random.Random) -> str:
    return f"{rng.randint(7, 18):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}"


def _disturbed(drafts: list[Placement], rng: random.Random) -> list[Placement]:
    """Some articles are edited a few days later, some withdrawn; most in the days a demo walks through."""
    own = [one for one in drafts if one.origin == "own" and one.day <= later(LAST_DAY, -4)]
    late = [one for one in own if one.day >= "2025-11-20"]
    chosen = rng.sample(own, max(4, len(own) // 40)) + rng.sample(late, min(len(late), max(8, len(own) // 30)))
    chosen = list(dict.fromkeys(chosen))
    ways: tuple[Withdrawal, ...] = ("404", "410", "home")
    for turn, one in enumerate(chosen):
        day = (
            later(one.day, rng.randint(2, 9))
            if one.day < "2025-12-08" and one not in late
            else later("2025-12-10", rng.randint(1, 9))
        )
        day = min(max(day, later(one.day, 1)), LAST_DAY)
        if turn % 2:
            drafts[one.number] = replace(one, edited_on=day)
        else:
            drafts[one.number] = replace(one, withdrawn_on=day, withdrawal=ways[turn // 2 % 3])
    return drafts


def _numbered(drafts: list[Placement], publications: dict[str, Publication]) -> tuple[Placement, ...]:
    """Numbers that rise with the moment of publication, and pages within each issue of a paper."""
    order = sorted(drafts, key=lambda one: (one.day, one.clock, one.number))
    number = {one.number: place for place, one in enumerate(order)}
    in_issue: dict[tuple[str, str], int] = {}
    placed: list[Placement] = []
    for one in order:
        page = 0
        if publications[one.publication].kind == "paper":
            at = in_issue[one.publication, one.day] = in_issue.get((one.publication, one.day), -1) + 1
            page = 4 if one.size == "feature" else 1 + at % 3
        copy_of = None if one.copy_of is None else number[one.copy_of]
        placed.append(replace(one, number=number[one.number], copy_of=copy_of, page=page))
    return tuple(placed)
