"""How many answers there are and how they spread: counted where they are few, estimated from a sample where many.

Every article is in one of 64 random samples, which the index knows. Of many answers those of one sample (of several,
where one holds too few) are looked at, and what is found among them is scaled: a number of a sample of 2,000 is within
about 2 % of the truth, and a value that few answers have may be missing.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.search.candidates import BATCH, HIGHEST, Question, candidate_ids, only_true
from archive.search.query import Query
from archive.search.tokens import FILTER, FILTER_KINDS, SAMPLES
from archive.topic import band_of

COUNT_CAP = 10_000  # so many candidates are counted one by one
VERIFY_CAP = 1_000  # candidates read to make a count or a spread exact
SAMPLE = 400  # candidates read to estimate a count
LOOKED_AT = 2_000  # of a sample, as many articles as make an estimate good
Spread = tuple[tuple[str, int], ...]
FACETS = ("site", "region", "year", "source", "section", "topic")
