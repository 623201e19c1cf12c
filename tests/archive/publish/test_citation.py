"""Citations: a reference manager reads back what was cited, whatever the headline holds."""

import re

import pytest

from archive.publish.citation import Citation, bibtex, plain, ris

CITED = Citation(
    81862657, "5G网络护航智慧警务", ("秦海川", "韩雪"), "云岭省公安厅", "2024-09-20", "2024-12-30T08:00:00Z",
    "http://gat.yunling.test/5g.html", "http://room.test/jingwen/articles/81862657", 2, "sha256:ab", "3",
)  # fmt: skip
NASTY = Citation(
    1, "甲}, note={乙\nER  - \r\nTY  - BOOK {\\evil} 100% & #1 $x_y^~", ("张三\nAU  - 李四",),
    "源\u2028TI  - x", "2024-09",
    "2024-12-30T08:00:00Z", "http://a.test/?a={b}&c=%20\\", "http://room.test/1", 1, "sha256:cd",
)  # fmt: skip


def test_the_plain_form_is_that_of_gb_t_7714() -> None:
    assert plain(CITED) == (
        "秦海川, 韩雪. 5G网络护航智慧警务[EB/OL]. 云岭省公安厅, (2024-09-20)[2024-12-30]."
        " http://gat.yunling.test/5g.html. 警闻档案 81862657，第 2 版，sha256:ab."
        " http://room.test/jingwen/articles/81862657"
    )


def test_bibtex_names_version_digest_and_permanent_address() -> None:
    entry = bibtex(CITED)
    for part in ("@online{jingwen81862657v2,", "author = {{秦海川} and {韩雪}}", "year = {2024}", "day = {20}",
                 "howpublished = {http://room.test/jingwen/articles/81862657}", "第 2 版", "sha256:ab"):  # fmt: skip
        assert part in entry


def test_ris_has_one_field_a_line() -> None:
    lines = ris(CITED).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[-2:] == ["ER  - ", ""]
    assert "DA  - 2024/09/20" in lines
    assert [line for line in lines if line.startswith("AU")] == ["AU  - 秦海川", "AU  - 韩雪"]


def test_no_text_of_the_archive_can_begin_a_field() -> None:
    assert [line[:2] for line in ris(NASTY).split("\r\n")[:-1]] == [
        "TY", "ID", "TI", "AU", "PB", "PY", "DA", "UR", "L2", "Y2", "N1", "ER",
    ]  # fmt: skip
    entry = bibtex(NASTY)
    assert entry.count("\n") == len(re.findall(r"(?m)^  \w+ = \{.*\},?$", entry)) + 2
    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"^  note = \{乙", entry, re.MULTILINE)
    assert "\n" not in plain(NASTY)


@pytest.mark.parametrize(("authors", "words"), [((), "5G"), (("甲", "乙", "丙", "丁"), "甲, 乙, 丙, 等. ")])
def test_authors_beyond_three_are_others(authors: tuple[str, ...], words: str) -> None:
    cited = Citation(1, "5G", authors, "源", "", "2024-12-30T08:00:00Z", "http://a.test/", "http://room.test/1", 1, "d")
    assert plain(cited).startswith(words)
