"""`make bench`: runs the benchmarks named, or all; figures are ratios against a baseline run beside them."""

from __future__ import annotations

import importlib
import sys

BENCHMARKS = (
    "reading", "script", "crawl_rate", "growth", "second_run", "search", "relevance", "filing", "links", "verifying",
    "pages_served", "redesign", "duplicates", "extracts",
)  # fmt: skip


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
    for name in names or BENCHMARKS:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        print(f"\n## {name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
        module.main()


if __name__ == "__main__":
    main(sys.argv[1:])
