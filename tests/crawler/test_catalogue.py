"""The site files as they are found: one that cannot be read says which it is, and a gap that cannot be, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from archive.errors import UsageError
from crawler.catalogue import GAPS, Gap, SiteLoader, gap_of, list_gaps

GAP = {
    "name": "yunling_gat",
    "title": "云岭省公安厅",
    "region": "990100",
    "level": "province",
    "kind": "police",
    "home": "http://gat.yunling.test/",
    "reason": "Neither a list nor an article's address was seen.",
}
NAMELESS = """
from crawler.families.trs import TrsSpider
class YunlingGatSpider(TrsSpider):
    title = "云岭省公安厅"
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("class YunlingGatSpider(:\n", ("SyntaxError",)),
        ("from crawler.families.trs import TrsSpidr\n", ("ImportError", "TrsSpidr")),
        ("import crawler.families.trz\n", ("ModuleNotFoundError", "crawler.families.trz")),
        ("region = 620000 / 0\n", ("ZeroDivisionError",)),
        (NAMELESS, ("YunlingGatSpider.name is missing",)),
    ],
)
def test_a_file_that_cannot_be_read_names_itself_in_one_line(
    text: str, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f"sites_{abs(hash(text))}"  # no two tests import a package of one name
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "yunling_gat.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UsageError) as raised:
        SiteLoader.from_settings(Settings({"SPIDER_MODULES": [folder.name]}))
    said = str(raised.value)
    assert f"{folder.name}/yunling_gat.py" in said and "\n" not in said
    assert all(word in said for word in words)


def test_a_gap_is_read() -> None:
    assert gap_of(GAP) == Gap(**GAP)
    assert [gap.name for gap in list_gaps()] == sorted(gap.name for gap in list_gaps())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": ""}, "reason is missing"),
        ({"reson": "x"}, "there is no reson"),
        ({"region": "999999"}, "region, level or kind"),
        ({"level": "town"}, "region, level or kind"),
        ({"kind": "blog"}, "region, level or kind"),
    ],
)
def test_an_impossible_gap_is_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=f"{GAPS}, gap yunling_gat: .*{words}"):
        gap_of({**GAP, **change})
