"""`python -m crawler.sample_web --port 8900 --day 2025-12-20`: the invented web, by hand."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
from collections.abc import Sequence

from crawler.sample_web.clock import LAST_DAY
from crawler.sample_web.faults import Fault
from crawler.sample_web.server import SampleWeb, checked_day, serve
from crawler.sample_web.world import ARTICLES, SEED, World


def main(words: Sequence[str] | None = None) -> None:
    """Read the options and serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m crawler.sample_web", description=__doc__)
    parser.add_argument("--port", type=int, default=8900, help="0 takes any free port")
    parser.add_argument("--day", type=checked_day, default=LAST_DAY, help="the day it is on the sample web")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--faults", default="[]", help='JSON, such as [{"kind": "slow", "host": "gat.haiwan.test"}]')
    parser.add_argument("--announce", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(words)
    try:
        faults = tuple(Fault(**each) for each in json.loads(chosen.faults))
    except (ValueError, TypeError) as error:
        parser.error(f"--faults: {error}")
    web = SampleWeb(World(chosen.seed, chosen.articles), chosen.day, faults)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(web, chosen.port, announce=chosen.announce))


if __name__ == "__main__":
    main()
