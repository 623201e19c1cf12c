"""What is said to a name of a site that nobody has."""

from __future__ import annotations

import difflib
from collections.abc import Sequence


def unknown_site(name: str, names: Sequence[str]) -> str:
    """The error for a site name nobody has, with the nearest one that exists."""
    nearest = difflib.get_close_matches(name, names, n=1)
    return (
        f"there is no site {name!r}" + (f"; did you mean {nearest[0]!r}?" if nearest else "") + " (see: jingwen sites)"
    )
