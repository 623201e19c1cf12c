"""The front door: what is listed, what an example shows, and how every wrong word ends."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.cli.main import COMMANDS
from tests.crawler.conftest import Jingwen, one_line


def test_the_help_lists_every_command(told: Jingwen, tmp_path: Path) -> None:
    listed = told("--help", data=tmp_path).out
    assert [name for name in COMMANDS if not re.search(rf"^  {name}\s", listed, re.MULTILINE)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_an_example_that_names_it(name: str, told: Jingwen, tmp_path: Path) -> None:
    done = told(name, "--help", data=tmp_path)
    assert done.code == 0
    assert re.search(rf"Example:\s+jingwen (?:--data \S+ )?{name}\b", done.out)


def test_the_version_is_told(told: Jingwen, tmp_path: Path) -> None:
    assert re.match(r"jingwen, version \d+\.\d+", told("--version", data=tmp_path).out)


WRONG = {
    "a command nobody has": ("nonsense",),
    "an option nobody has": ("status", "--colour"),
    "a format nobody has": ("export", "--format", "wordperfect", "-o", "x"),
    "a number below its range": ("search", "警", "--limit", "0"),
    "a number that is none": ("verify", "--sample", "some"),
    "a port beyond the last": ("serve", "--port", "65536"),
    "a missing argument": ("search",),
    "one argument too many": ("status", "now"),
    "a word of a group nobody has": ("sites", "sell"),
    "an output that is not said": ("export",),
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
def test_wrong_words_are_answered_in_one_line_and_make_nothing(
    words: tuple[str, ...], told: Jingwen, tmp_path: Path
) -> None:
    done = told(*words, data=tmp_path / "data")
    one_line(done, 2, "--help")
    assert done.out == ""
    assert list(tmp_path.iterdir()) == []


NEEDS_AN_ARCHIVE = (
    ("search", "警"), ("export", "-o", "-"), ("status",), ("verify",), ("reextract",),
    ("reextract", "--write"), ("serve", "--port", "0"),
)  # fmt: skip


@pytest.mark.parametrize("words", NEEDS_AN_ARCHIVE, ids=" ".join)
def test_a_folder_without_an_archive_stays_without(words: tuple[str, ...], told: Jingwen, tmp_path: Path) -> None:
    one_line(told(*words, data=tmp_path / "nothing"), 2, "jingwen crawl", "jingwen demo")
    assert list(tmp_path.iterdir()) == []


def test_the_data_directory_may_be_named_by_the_environment(
    told: Jingwen, crawled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-m", "crawler.cli.main", "status"]
    monkeypatch.setenv("JINGWEN_DATA", str(crawled))
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    one_line(told("status", data=tmp_path), 2, str(tmp_path))  # the option goes before the environment


def test_a_reader_that_goes_away_is_no_error(crawled: Path) -> None:
    words = [sys.executable, "-m", "crawler.cli.main", "--data", str(crawled), "search", "警", "--limit", "1000"]
    printing = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert printing.stdout is not None and printing.stderr is not None
    printing.stdout.read(1)
    printing.stdout.close()
    assert (printing.wait(60), printing.stderr.read()) == (0, b"")
    printing.stderr.close()
