"""`jingwen sites`: the site table and one site of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crawler.catalogue import list_gaps, site_classes
from crawler.cli.sites import markdown_counts, markdown_table
from tests.crawler.conftest import Jingwen, one_line

DOCUMENTED = {"name", "title", "region", "level", "kind", "publisher", "family", "home", "provenance", "confidence"}


NAMES = sorted((*site_classes(), *(gap.name for gap in list_gaps())))


def test_the_site_table(told: Jingwen, tmp_path: Path) -> None:
    sites = json.loads(told("sites", "--json", data=tmp_path).out)
    assert [site["name"] for site in sites] == NAMES
    assert all(set(site) >= DOCUMENTED for site in sites)
    assert sites == json.loads(told("sites", "list", "--json", data=tmp_path).out)
    shown = told("sites", data=tmp_path).out
    assert all(site["name"] in shown and site["title"] in shown for site in sites)


def test_a_gap_is_in_the_table_with_its_reason(told: Jingwen, tmp_path: Path) -> None:
    sites = json.loads(told("sites", "--json", data=tmp_path).out)
    assert {site["name"]: site["reason"] for site in sites if site["provenance"] == "gap"} == {
        gap.name: gap.reason for gap in list_gaps()
    }
    assert not any(site["reason"] for site in sites if site["provenance"] != "gap")
    shown = [line.split() for line in told("sites", data=tmp_path).out.splitlines()]
    assert {line[0] for line in shown if line[-1] == "gap"} == {gap.name for gap in list_gaps()}


@pytest.mark.parametrize("name", ["gansu_zhengfa", "legaldaily_epaper", "beijing_gaj", "bingtuan_gaj", "hebei_gat"])
def test_one_site_field_by_field(name: str, told: Jingwen, tmp_path: Path) -> None:
    site = json.loads(told("sites", "show", name, "--json", data=tmp_path).out)
    shown = told("sites", "show", name, data=tmp_path).out
    assert site["name"] == name
    assert all(str(site[field]) in shown for field in {*DOCUMENTED, "reason"})


def test_a_gap_cannot_be_crawled_and_says_why(told: Jingwen, tmp_path: Path) -> None:
    one_line(told("crawl", "shanxi_gat", data=tmp_path), 2, "shanxi_gat", "scripts")


def test_the_documents_table_has_every_site_and_every_gap_once() -> None:
    rows = [line.split("`")[1] for line in markdown_table().splitlines() if line.startswith("| `")]
    assert sorted(rows) == NAMES
    headings = [line for line in markdown_table().splitlines() if line.startswith("### ")]
    assert sum(int(line.rpartition(" ")[2]) for line in headings) == len(NAMES)
    assert all(gap.reason in markdown_table() for gap in list_gaps())


def test_the_documents_counts_add_up() -> None:
    head, _, *rows = markdown_counts().splitlines()
    assert f"{len(site_classes())} sites, {len(list_gaps())} gaps" in head
    for row in rows:
        numbers = [int(word) for word in re.findall(r" (\d+)(?=,| \|)", row)]
        assert sum(numbers) == len(site_classes()), row


@pytest.mark.parametrize(("name", "meant"), [("gansu_zhenfa", "gansu_zhengfa"), ("Chaohu", "chaohu")])
def test_a_site_nobody_has(name: str, meant: str, told: Jingwen, tmp_path: Path) -> None:
    one_line(told("sites", "show", name, data=tmp_path), 2, name, meant)
    one_line(told("sites", "show", "zzz", data=tmp_path), 2, "zzz", "jingwen sites")
