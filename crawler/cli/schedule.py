"""`jingwen schedule`: the line that makes the crawl run by itself."""

from __future__ import annotations

MARK = "# jingwen"
