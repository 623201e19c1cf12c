"""`jingwen sites check`: every publication of the sample web is well; what is wrong is told by its class."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any, cast

import pytest

from archive.errors import ArchiveError
from crawler.catalogue import site_classes
from crawler.cli.site_fixture import ARTICLE, EXPECTED, LIST, SavedPage, expected_article, expected_list
from crawler.fixture import trimmed
from crawler.sample_web.faults import Fault, FaultKind
from crawler.sample_web.process import SampleWebHandle
from crawler.sample_web.world import World
from crawler.site_file import as_recorded
from tests.crawler.conftest import Jingwen, Ran, one_line

SITES = site_classes(sample=True)
HOSTS = {name: house.host for name, house in World().publications.items()}


def check(told: Jingwen, web: SampleWebHandle, data: Path, *words: str) -> Ran:
    return told("sites", "check", *words, "--sample-web", web.address, data=data)


def checked(told: Jingwen, web: SampleWebHandle, data: Path, *words: str) -> dict[str, dict[str, Any]]:
    return {one["site"]: one for one in json.loads(check(told, web, data, *words, "--json").out)}


def test_every_publication_of_the_sample_web_is_well(told: Jingwen, web: SampleWebHandle, tmp_path: Path) -> None:
    done = check(told, web, tmp_path)
    assert done.code == 0, done.out
    assert f"{len(SITES)} of {len(SITES)} sites are well" in done.out
    assert not (tmp_path / "jingwen.db").exists()


@pytest.mark.parametrize(
    ("kind", "failure"),
    [
        ("challenge_200", "challenge"),
        ("challenge_521", "challenge"),
        ("javascript_shell", "javascript_shell"),
        ("soft_404", "soft_404"),
        ("forbidden", "http_403"),
        ("unavailable", "http_5xx"),
        ("redirect_loop", "redirect_loop"),
        ("reset", "reset"),
        ("not_html", "not_html"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_by_its_class(
    kind: str, failure: str, told: Jingwen, web: SampleWebHandle, tmp_path: Path
) -> None:
    web.set_faults([Fault(cast(FaultKind, kind), HOSTS["yunling_police"], "/jwyw/")])
    found = checked(told, web, tmp_path, "yunling_police", "chenghu")
    assert found["chenghu"]["well"] and not found["yunling_police"]["well"]
    assert [one["failure"] for one in found["yunling_police"]["troubles"]] == [failure]
    assert check(told, web, tmp_path, "yunling_police").code == 1


def test_articles_that_cannot_be_had_are_told_one_by_one(told: Jingwen, web: SampleWebHandle, tmp_path: Path) -> None:
    web.set_faults([Fault("challenge_412", HOSTS["yunling_police"], "/jwyw/20")])
    one = checked(told, web, tmp_path, "yunling_police")["yunling_police"]
    assert one["links"] and not one["articles"]
    assert [trouble["failure"] for trouble in one["troubles"]] == ["challenge"] * 3


def test_a_list_its_family_no_longer_reads_is_told(told: Jingwen, web: SampleWebHandle, tmp_path: Path) -> None:
    hanweb = next(name for name, site in SITES.items() if site.family == "hanweb")
    web.redesign([HOSTS[hanweb]])
    one = checked(told, web, tmp_path, hanweb)[hanweb]
    assert one["links"] >= 3 and one["articles"]
    assert {trouble["failure"] for trouble in one["troubles"]} <= {"layout_changed"}


def test_a_wrong_name_is_one_line_that_knows_better(told: Jingwen, web: SampleWebHandle, tmp_path: Path) -> None:
    one_line(check(told, web, tmp_path, "yunling_polise"), 2, "yunling_police")
    one_line(check(told, web, tmp_path, "chenghu", "--record"), 2, "--to")


def test_recording_keeps_trimmed_pages_and_says_so_in_the_file(
    told: Jingwen, web: SampleWebHandle, tmp_path: Path
) -> None:
    site = SITES["yunling_police"]
    path = tmp_path / "yunling_police.py"
    source = inspect.getsource(site)
    path.write_text(source, "utf-8")
    one = checked(told, web, tmp_path, "yunling_police", "--record", "--to", str(tmp_path))["yunling_police"]
    assert one["recorded"]
    assert path.read_text("utf-8") == f'{source.rstrip()}\n    provenance = "recorded"\n'
    folder = tmp_path / "fixtures" / "yunling_police"
    wanted = json.loads((folder / EXPECTED).read_text("utf-8"))
    assert wanted["provenance"] == "recorded" and wanted["list"]["links"]
    for name in (LIST, ARTICLE):
        text = (folder / name).read_text("utf-8")
        assert trimmed(text) == text
    page = SavedPage(wanted["list"]["url"], (folder / LIST).read_text("utf-8"))
    assert expected_list(site, page) == wanted["list"]
    page = SavedPage(wanted["article"]["url"], (folder / ARTICLE).read_text("utf-8"))
    assert expected_article(site, page, wanted["list"]["links"]) == wanted["article"]


def test_what_is_not_well_is_not_recorded(told: Jingwen, web: SampleWebHandle, tmp_path: Path) -> None:
    web.set_faults([Fault("forbidden", HOSTS["chenghu"])])
    found = checked(told, web, tmp_path, "chenghu", "--record", "--to", str(tmp_path))
    assert not found["chenghu"]["recorded"] and list(tmp_path.iterdir()) == []


HEAD = '"""甲."""\n\n\nclass ASpider(TrsSpider):\n    name = "a"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, HEAD + '    provenance = "recorded"\n'),
        (HEAD + '    provenance = "synthetic"\n    x = 1\n', HEAD + '    provenance = "recorded"\n    x = 1\n'),
        (
            HEAD + '    provenance, confidence = "synthetic", "high"\n',
            HEAD + '    provenance, confidence = "recorded", "high"\n',
        ),
        (HEAD + '    provenance = "recorded"\n', HEAD + '    provenance = "recorded"\n'),
    ],
)
def test_a_site_file_is_changed_in_one_place(before: str, after: str) -> None:
    assert as_recorded(before) == after


def test_a_file_that_is_no_single_class_is_left_to_its_author() -> None:
    with pytest.raises(ArchiveError, match="by hand"):
        as_recorded(HEAD + "\nmore = 1\n")
