"""`jingwen sites`: the site table and one site of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.catalogue import site_classes
from tests.crawler.conftest import Jingwen, one_line

DOCUMENTED = {"name", "title", "region", "level", "kind", "publisher", "family", "home", "provenance", "confidence"}


def test_the_site_table(told: Jingwen, tmp_path: Path) -> None:
    sites = json.loads(told("sites", "--json", data=tmp_path).out)
    assert [site["name"] for site in sites] == sorted(site_classes())
    assert all(set(site) >= DOCUMENTED for site in sites)
    assert sites == json.loads(told("sites", "list", "--json", data=tmp_path).out)
    shown = told("sites", data=tmp_path).out
    assert all(site["name"] in shown and site["title"] in shown for site in sites)


@pytest.mark.parametrize("name", site_classes())
def test_one_site_field_by_field(name: str, told: Jingwen, tmp_path: Path) -> None:
    site = json.loads(told("sites", "show", name, "--json", data=tmp_path).out)
    shown = told("sites", "show", name, data=tmp_path).out
    assert site["name"] == name
    assert all(str(site[field]) in shown for field in DOCUMENTED)


@pytest.mark.parametrize(("name", "meant"), [("gansu_zhenfa", "gansu_zhengfa"), ("Chaohu", "chaohu")])
def test_a_site_nobody_has(name: str, meant: str, told: Jingwen, tmp_path: Path) -> None:
    one_line(told("sites", "show", name, data=tmp_path), 2, name, meant)
    one_line(told("sites", "show", "zzz", data=tmp_path), 2, "zzz", "jingwen sites")
