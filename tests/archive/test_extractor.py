"""The version of what reads: the same for the same code and rules, another for other rules."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.extractor import code_version, extractor_version
from archive.records import ArticleRules

RULES = ArticleRules("yunling_gat")


def test_a_version_names_the_release_the_code_and_the_rules() -> None:
    assert re.fullmatch(r"[\w.]+\+[0-9a-f]{8}/[0-9a-f]{8}", extractor_version(RULES))
    assert extractor_version(RULES).startswith(f"{code_version()}/")


def test_the_same_rules_have_the_same_version_and_others_another() -> None:
    assert extractor_version(replace(RULES)) == extractor_version(RULES)
    assert extractor_version(replace(RULES, learned=("扫一扫",))) != extractor_version(RULES)
