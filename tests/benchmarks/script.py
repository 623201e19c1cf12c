"""Folding to simplified beside the converter of opencc-python-reimplemented: the same text, and how much faster."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from opencc import OpenCC

from archive.normalise.script import detect, to_simplified
from crawler.sample_web.traditional import to_traditional
from crawler.sample_web.world import World

ROUNDS = 3
WINDOW = 80


def main() -> None:
    simplified = "\n".join(article.text for article in World().articles())
    traditional = to_traditional(simplified)
    library = OpenCC("t2s").convert
    library("測試"), to_simplified("測試")
    same = sum(one != other for one, other in zip(library(traditional), to_simplified(traditional), strict=True))
    print(f"{len(traditional):,} characters of traditional text: {same} differ from the library's")
    rates = [(rate(library, traditional), rate(to_simplified, traditional)) for _ in range(ROUNDS)]
    theirs, ours = (statistics.median(side) for side in zip(*rates, strict=True))
    ratio = statistics.median([mine / other for other, mine in rates])
    print(f"library {theirs / 1e6:.2f}, ours {ours / 1e6:.2f} million characters a CPU second: {ratio:.1f} ×")
    for script, text in (("hans", simplified), ("hant", traditional)):
        windows = [text[at : at + WINDOW] for at in range(0, len(text) - WINDOW, WINDOW)]
        right = sum(detect(window) == script for window in windows)
        print(f"script of {len(windows):,} texts of {WINDOW} characters, {script}: {right / len(windows):.4f} right")


def rate(convert: Callable[[str], str], text: str) -> float:
    began = time.process_time()
    convert(text)
    return len(text) / (time.process_time() - began)


if __name__ == "__main__":
    main()
