"""Fixtures of sites: what a site's file reads in one of its lists and one of its articles, both trimmed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.catalogue import site_classes
from crawler.cli.site_fixture import ARTICLE, EXPECTED, LIST, SavedPage, expected_article, expected_list
from crawler.fixture import trimmed

FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "fixtures").glob(f"*/{EXPECTED}"))
every_fixture = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])


def expected(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / EXPECTED).read_text("utf-8")))


@every_fixture
def test_it_belongs_to_a_site_and_says_where_it_comes_from(folder: Path) -> None:
    said = expected(folder)
    assert said["site"] == folder.name and folder.name in site_classes()
    assert said["provenance"] in ("recorded", "synthetic")
    assert {"list", "article"} & set(said)


@every_fixture
def test_no_article_can_be_read_in_it(folder: Path) -> None:
    for page in (folder / LIST, folder / ARTICLE):
        if page.exists():
            text = page.read_text("utf-8")
            assert trimmed(text) == text


@every_fixture
def test_the_list_is_read_as_it_was(folder: Path) -> None:
    wanted = expected(folder).get("list")
    if wanted:
        page = SavedPage(wanted["url"], (folder / LIST).read_text("utf-8"))
        assert expected_list(site_classes()[folder.name], page) == wanted


@every_fixture
def test_the_article_is_read_as_it_was(folder: Path) -> None:
    said = expected(folder)
    if "article" in said:
        page = SavedPage(said["article"]["url"], (folder / ARTICLE).read_text("utf-8"))
        listed = said.get("list", {}).get("links", [])
        assert expected_article(site_classes()[folder.name], page, listed) == said["article"]
