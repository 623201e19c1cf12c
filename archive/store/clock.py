"""The moments the archive itself observes."""

from __future__ import annotations

from datetime import UTC, date, datetime

_EPOCH = date(1970, 1, 1).toordinal()


def utc_now() -> str:
    """This second in UTC, as "2025-12-20T08:15:30Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_number(moment: str) -> int | None:
    """Days from 1970-01-01 to an ISO date, month or moment (a month counts as its first day); None if it is none."""
    day = moment[:10] if len(moment) >= 10 else moment[:7] + "-01"
    try:
        return date.fromisoformat(day).toordinal() - _EPOCH
    except ValueError:
        return None
