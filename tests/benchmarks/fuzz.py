"""A drill, not a figure: pages of the sample web mutated and read, 20,000 times; what crashes, hangs or swells is kept.

`python -m tests.benchmarks.fuzz [RUNS [SEED]]` ends with 1 when a page raised anything but a ReadError, took more than
HANG seconds, or brought the process above MOST_MB. The pages that did so are written to `build/fuzz/`.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from archive.errors import ReadError
from archive.read import read_article
from archive.records import ArticleRules, Capture
from tests.benchmarks.pages import sample_pages

RUNS, SEED, PROCESSES = 20_000, 1, 2
HANG = 20  # seconds
MOST_MB = 500
KEPT = Path(__file__).parents[2] / "build" / "fuzz"
URL = "http://gat.yunling.test/202511/t20251105_1.html"
SENTENCE = "11月5日，柳溪派出所民警走进校园，向学生讲解防范电信诈骗的方法，发放手册。"
# What expressions over names, dates, labels and brackets might stumble over.
BAIT = [
    text.encode() * times
    for text, times in (
        ("1", 20_000), (" ", 20_000), ("　", 9_000), ("-", 20_000), ("（", 5_000), ("：", 8_000), ("版", 8_000),
        ("。", 9_000), ("记者 ", 5_000), ("张三、", 4_000), ("2024年", 4_000), ("来源：", 3_000), ("本报讯（", 3_000),
        ("第02版", 3_000), ("动(dong)", 3_000), ("驶?cè)", 2_000), ("&#", 5_000), ("&#x110000;", 100), ("&#1;", 900),
        ("<div>", 20_000), ("</p>", 5_000), ("<table><tr><td>", 5_000), ("<a href='//['>", 500), ("<!--", 1),
        ("<script>", 1), ("<meta charset=utf-16>", 1), ('"', 9_000), ("\x00", 500), ("\x0b", 500),
    )
] + [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80" * 50]  # fmt: skip


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """A page with up to five things wrong with it."""
    page = bytearray(raw)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(page) + 1)
        way = chance.choice(("cut", "bait", "flip", "repeat", "hole", "noise", "recode"))
        if way == "cut":
            del page[at:]
        elif way == "bait":
            page[at:at] = chance.choice(BAIT)
        elif way == "flip" and page:
            for _ in range(30):
                page[chance.randrange(len(page))] = chance.randrange(256)
        elif way == "repeat":
            page[at:at] = bytes(page[at : at + chance.randint(0, 2_000)]) * chance.randint(1, 20)
        elif way == "hole":
            del page[at : at + chance.randint(0, 800)]
        elif way == "noise":
            page[at:at] = chance.randbytes(50)
        else:
            charset = chance.choice(("gb18030", "big5", "utf-16", "utf-8"))
            page = bytearray(page.decode("utf-8", "replace").encode(charset, "replace"))
    return bytes(page)


def giants() -> Iterator[tuple[str, bytes]]:
    """Pages at the limits: 20 MB of each kind of thing, and 100,000 deep."""
    paragraph = f"<p>{SENTENCE}</p>"
    size = 20_000_000
    for name, unit in (
        ("paragraphs", paragraph),
        ("one line", SENTENCE),
        ("links", "<a href='/a/1.html'>月湖民警护送考生赶赴考场</a>"),
        ("spans", "<span>柳溪派出所</span>"),
        ("attributes", "<p class='a' id='b' title='柳溪'>"),
        ("line breaks", "柳溪派出所民警走进校园。<br>"),
    ):
        yield (
            f"20 MB of {name}",
            f"<h1>柳溪警方</h1><div>{paragraph}{unit * (size // len(unit.encode()))}</div>".encode(),
        )
    yield "an attribute of 20 MB", f"<p title='{'柳' * (size // 3)}'>{paragraph}</p>".encode()
    for tag in ("div", "span", "b", "table", "blockquote"):
        yield f"<{tag}> 100,000 deep", (f"<{tag}>" * 100_000 + paragraph).encode()


@dataclass(slots=True)
class Found:
    """What became of the runs of one process."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    peak_mb: float = 0.0


class Hung(Exception):
    """A page took longer than HANG seconds."""


def outcome_of(raw: bytes) -> str:
    """What reading a page ends in; anything but an article or a ReadError is a fault, named by its class."""
    try:
        read_article(Capture("", URL, "2025-12-10T00:00:00Z", 200, (), raw, ""), ArticleRules())
    except ReadError as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - finding these is what this is for
        return f"FAULT {type(error).__name__}"
    return "read"


def drill(seed: int, runs: int) -> Found:
    """Read so many mutated pages, each within HANG seconds."""
    chance = random.Random(seed)
    pages = [page.payload for page in sample_pages(300)]
    found = Found()
    signal.signal(signal.SIGALRM, hung)
    for number in range(runs):
        raw = mutated(chance.choice(pages), chance)
        began = time.monotonic()
        signal.alarm(HANG)
        outcome = outcome_of(raw)
        signal.alarm(0)
        found.slowest = max(found.slowest, time.monotonic() - began)
        found.outcomes[outcome] += 1
        if outcome.startswith("FAULT"):
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{seed}-{number}.html").write_bytes(raw)
    found.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def hung(_signal: int, _frame: FrameType | None) -> None:
    raise Hung


def measured(raw: bytes) -> tuple[str, float, float]:
    """Of one page in a process of its own: outcome, seconds, peak in MB."""
    began = time.monotonic()
    outcome = outcome_of(raw)
    return outcome, time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(runs: int = RUNS, seed: int = SEED) -> int:
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES) as pool:
        parts = pool.starmap(drill, [(seed + part, runs // PROCESSES) for part in range(PROCESSES)])
    outcomes = sum((part.outcomes for part in parts), Counter[str]())
    peak = max(part.peak_mb for part in parts)
    print(f"{sum(outcomes.values()):,} mutated pages: {dict(outcomes.most_common())}")
    print(f"slowest {max(part.slowest for part in parts):.2f} s, peak {peak:.0f} MB in a process")
    faults = sum(count for name, count in outcomes.items() if name.startswith("FAULT"))
    for name, raw in giants():
        with context.Pool(1) as alone:
            outcome, seconds, megabytes = alone.apply(measured, (raw,))
        print(f"{name:24} {len(raw) / 1e6:5.1f} MB: {outcome}, {seconds:.1f} s, peak {megabytes:.0f} MB")
        faults += outcome.startswith("FAULT") or seconds > HANG
    return 1 if faults or peak > MOST_MB else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
