"""The days of the invented web, and which day the next run of a demo stands on."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = "2025-09-01"
LAST_DAY = "2025-12-20"
DEMO_DAY = "2025-12-10"
DEMO_STEP = 3
STATE_FILE = "sample_web_day.json"


def days_between(first: str, last: str) -> list[str]:
    """Every day from first to last, both included, ISO."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=step)).isoformat() for step in range((end - start).days + 1)]


def later(day: str, days: int) -> str:
    """The day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def next_day(state_dir: Path) -> str:
    """The day a demo run stands on: the first run on DEMO_DAY, each further one DEMO_STEP days on, none past LAST_DAY.

    Remembers the day in `STATE_FILE` under `state_dir`, made if missing. A state file that cannot be read starts anew.
    """
    state_dir.mkdir(parents=True, exist_ok=True)
    state = state_dir / STATE_FILE
    day = DEMO_DAY
    if state.exists():
        try:
            day = min(later(str(json.loads(state.read_text(encoding="utf-8"))["day"]), DEMO_STEP), LAST_DAY)
        except (ValueError, KeyError, TypeError):
            day = DEMO_DAY
    state.write_text(json.dumps({"day": day}), encoding="utf-8")
    return day
