"""Reading beside trafilatura, GNE, newspaper4k, readability-lxml and resiliparse, on the same pages.

`make extractors` installs them in a venv of their own and prints the table of the sample web; with
`ARGS=--recorded=…/score.py` the scores of recorded pages, too, by the script that comes with them.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.sample_web.truth import SampleArticle
from tests.benchmarks.pages import sample_pages, sample_truth

ROOT = Path(__file__).parents[2]
THEIRS = ROOT / "build" / "extractors" / "bin" / "python"
WORKER = Path(__file__).with_name("extractor_worker.py")
OURS = f"{sys.executable} -m crawler.cli.main extract --batch"
NAMES = ("jingwen", "trafilatura", "gne", "newspaper4k", "readability", "resiliparse")


@dataclass(frozen=True, slots=True)
class Score:
    """Means over pages of precision, recall and F1 of 4-grams; shares of headlines and days that are right."""

    precision: float
    recall: float
    f1: float
    headline: float
    day: float


def command_of(name: str) -> str:
    return OURS if name == "jingwen" else f"{THEIRS} {WORKER} {name}"


def grams(text: str) -> Counter[str]:
    text = re.sub(r"\s+", "", text)
    return Counter(text[at : at + 4] for at in range(max(1, len(text) - 3))) if text else Counter()


def compared(record: dict[str, Any], true: SampleArticle) -> Score:
    """One record beside the truth; a field the extractor does not give is a field it got wrong."""
    got, want = grams("".join(record.get("paragraphs") or [])), grams(true.text)
    common = sum((got & want).values())
    precision, recall = (common / sum(side.values()) if side else 0.0 for side in (got, want))
    f1 = 2 * precision * recall / (precision + recall) if common else 0.0
    headline = (record.get("title") or "").strip() == true.headline
    return Score(precision, recall, f1, headline, (record.get("published") or "")[:10] == true.published[:10])


def sample_score(name: str, folder: Path) -> tuple[Score, str]:
    """The scores of one extractor on the simplified one-page articles of the sample web, and its pages a CPU second."""
    truth = {url: true for url, true in sample_truth().items() if true.pages == 1 and true.script == "hans"}
    asked = [
        json.dumps({"id": page.url, "file": str(folder / f"{number}.html"), "url": page.url})
        for number, page in enumerate(sample_pages(10_000))
        if page.url in truth
    ]
    done = subprocess.run(
        command_of(name).split(), input="\n".join(asked) + "\n", capture_output=True, text=True, check=True, cwd=ROOT
    )
    records = {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}
    scores = [compared(records[url], true) for url, true in truth.items()]
    names = Score.__dataclass_fields__
    mean = Score(*(sum(float(getattr(score, field)) for score in scores) / len(scores) for field in names))
    return mean, done.stderr.strip().splitlines()[-1] if name != "jingwen" else "see `make bench ARGS=reading`"


def fields_of(name: str, score: Score) -> tuple[tuple[float, bool], tuple[float, bool]]:
    """Headline and day, and whether the extractor has such a field at all."""
    return (score.headline, name != "resiliparse"), (score.day, name not in ("resiliparse", "readability"))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--recorded", type=Path, help="score.py beside recorded pages and their records")
    recorded: Path | None = parser.parse_args().recorded
    if not THEIRS.exists():
        sys.exit("the other extractors are not installed: run `make extractors`")
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(sample_pages(10_000)):
            (Path(folder) / f"{number}.html").write_bytes(page.payload)
        print("| sample web | precision | recall | F1 | headline | day | pages a CPU second |")
        print("|---|---|---|---|---|---|---|")
        for name in NAMES:
            score, rate = sample_score(name, Path(folder))
            shares = [f"{figure:.3f}" for figure in (score.precision, score.recall, score.f1)]
            shares += [f"{figure:.3f}" if offers else "–" for figure, offers in fields_of(name, score)]
            print(f"| {name} | {' | '.join(shares)} | {rate} |")
    for name in NAMES if recorded else ():
        words = [sys.executable, str(recorded), "--command", command_of(name)]
        print(
            f"\n{name}\n{subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT).stdout.strip()}"
        )


if __name__ == "__main__":
    main()
