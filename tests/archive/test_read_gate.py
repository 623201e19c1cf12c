"""The gate of reading: its scores over a pinned corpus may rise and not fall.

Scores are taken on the invented pages of the sample web, and on the recorded pages where these are at hand.
`gate.json` holds the floors; a floor that is lowered, or a corpus that is changed, must be said in CHANGELOG.md, in the
line that begins with "reading gate".
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archive.read import read_article
from archive.records import Article
from crawler.catalogue import rules_of
from crawler.sample_web.truth import SampleArticle
from tests.benchmarks.pages import sample_pages
from tests.benchmarks.pages import sample_truth as truth_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GATE: dict[str, Any] = json.loads((HERE / "gate.json").read_text("utf-8"))
RECORDED = ROOT.parent / "shared" / "gold" / "score.py"
RENEW = "renew the digest in gate.json and say in CHANGELOG.md (reading gate: …) why the corpus changed"


@cache
def readings() -> list[tuple[SampleArticle, Article]]:
    truth = truth_of()
    pages = [page for page in sample_pages(10_000) if truth[page.url].pages == 1]
    return [(truth[page.url], read_article(page, rules_of(page.site))) for page in pages]


def grams(text: str) -> Counter[str]:
    return Counter(text[at : at + 4] for at in range(len(text) - 3))


def body_f1(true: SampleArticle, read: Article) -> float:
    one, other = grams(true.text), grams(read.text_hans)
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


FIELDS: dict[str, Any] = {
    "headline": lambda true, read: (read.headline_hans or read.headline) == true.headline,
    "kicker": lambda true, read: read.kicker == true.kicker,
    "subheadline": lambda true, read: read.subheadline == true.subheadline,
    "published": lambda true, read: (read.published, read.precision) == (true.published, true.precision),
    "source": lambda true, read: read.source == true.source,
    "people": lambda true, read: Counter(read.people) == Counter(true.people),
    "view_count": lambda true, read: read.view_count == true.view_count,
}


def test_the_corpus_is_the_one_the_floors_were_set_on() -> None:
    digest = hashlib.sha256()
    for page in sample_pages(10_000):
        digest.update(page.payload)
    assert digest.hexdigest() == GATE["digest"], RENEW


def test_the_body_is_read_as_well_as_ever() -> None:
    scores = [body_f1(true, read) for true, read in readings()]
    assert len(scores) > 350
    assert sum(scores) / len(scores) >= GATE["floors"]["body_f1"]
    paragraphs = [(set(true.paragraphs), set(read.text_hans.split("\n"))) for true, read in readings()]
    assert sum(len(true - read) for true, read in paragraphs) <= GATE["most"]["paragraphs_lost"]
    assert sum(len(read - true) for true, read in paragraphs) <= GATE["most"]["furniture"]


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_read_as_well_as_ever(field: str) -> None:
    right = [bool(FIELDS[field](true, read)) for true, read in readings()]
    assert sum(right) / len(right) >= GATE["floors"][field]


def test_the_floors_are_those_the_changelog_names() -> None:
    said = re.search(r"^- reading gate: (.+(?:\n  .+)*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert said, "CHANGELOG.md has no line that begins with '- reading gate:'"
    words = " ".join(said[1].split())
    assert GATE["digest"][:12] in words, RENEW
    for name, floor in {
        **GATE["floors"],
        **{f"recorded {key}": value for key, value in GATE["recorded"].items()},
    }.items():
        assert f"{name} {floor}" in words, (
            f"the floor of {name} is {floor}; CHANGELOG.md must name it, and why it changed"
        )


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded pages are not beside the repository")
def test_the_recorded_pages_are_read_as_well_as_ever() -> None:
    command = f"{sys.executable} -m crawler.cli.main extract --batch"
    done = subprocess.run(
        [sys.executable, str(RECORDED), "--command", command],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        cwd=ROOT,
    )
    floors = GATE["recorded"]
    f1 = re.search(r"F1 ([\d.]+)", done.stdout)
    lost, furniture = re.search(r"paragraphs lost (\d+)", done.stdout), re.search(r"furniture (\d+)", done.stdout)
    assert f1 and lost and furniture, done.stdout
    assert float(f1[1]) >= floors["body_f1"]
    assert int(lost[1]) <= floors["paragraphs_lost"]
    assert int(furniture[1]) <= floors["furniture"]
    for name in ("title", "published day", "published minute", "source", "authors", "editor"):
        right = re.search(rf"{name} (\d+)/", done.stdout)
        assert right and int(right[1]) >= floors[name], (name, done.stdout)
