"""`jingwen redact`: what the list says is gone from all that is published, stays gone, and can be given back."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

import pytest

from archive.redaction import COLUMNS, LIST, WITHHELD
from archive.store.archive import Archive
from crawler.ingest import ingest
from tests.crawler.conftest import Jingwen, one_line

TEXT = "SELECT coalesce(text_hans, text) FROM article_text WHERE id = ?"


def rows(data: Path, sql: str, *values: object) -> list[Any]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return conn.execute(sql, values).fetchall()


def everything(data: Path) -> str:
    """All that anybody can ask the database for."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'article_search%'"
    said = [rows(data, f"SELECT * FROM {table}") for (table,) in rows(data, asked)]
    kept = [zlib.decompress(record).decode() for (record,) in rows(data, "SELECT record FROM copy_records")]
    return repr(said) + "".join(kept)


@pytest.fixture
def story(copied: Path) -> tuple[int, str, str]:
    """An article with a copy: its id, its address, and a word that stands in it alone."""
    (found,) = rows(
        copied,
        "SELECT a.id, a.url, coalesce(t.text_hans, t.text) FROM articles a JOIN article_text t USING (id)"
        " WHERE a.copies > 0 ORDER BY a.id LIMIT 1",
    )
    number, url, text = found
    return number, url, text[40:46]


def listed(data: Path, *lines: tuple[str, ...]) -> None:
    text = "".join(f"{','.join(line)}\n" for line in (COLUMNS, *lines))
    (data / LIST).write_text(text, "utf-8")


def test_a_masked_term_is_nowhere_in_the_database_and_comes_back_from_the_bytes(
    told: Jingwen, copied: Path, story: tuple[int, str, str]
) -> None:
    number, url, term = story
    before = rows(copied, TEXT, number)
    digests = rows(copied, "SELECT text_digest, capture_id, published FROM articles WHERE id = ?", number)
    listed(copied, (url, "mask", term, "", "当事人申请", "林远舟"))
    shown = told("redact", "--json", data=copied)
    assert (shown.code, json.loads(shown.out)[0]["article"]) == (0, number)
    assert term in everything(copied)  # nothing is written without --yes
    assert told("redact", "--yes", data=copied).code == 0
    masked = rows(copied, TEXT, number)[0][0]
    assert term not in masked and "某某" in masked
    assert rows(copied, "SELECT text_digest, capture_id, published FROM articles WHERE id = ?", number) == digests
    assert "Every article follows" in told("redact", data=copied).out
    assert told("verify", data=copied).code == 0
    assert json.loads(told("search", f'"{term}"', "--json", data=copied).out)["count"] == 0 or term not in masked
    listed(copied)
    assert told("redact", "--yes", data=copied).code == 0
    assert rows(copied, TEXT, number) == before
    assert rows(copied, "SELECT count(*) FROM redactions") == [(0,)]
    assert told("verify", data=copied).code == 0


def test_a_suppressed_article_keeps_its_provenance_alone(
    told: Jingwen, copied: Path, story: tuple[int, str, str]
) -> None:
    number, url, term = story
    headline = rows(copied, "SELECT headline FROM articles WHERE id = ?", number)[0][0]
    listed(copied, (url, "suppress", "", "", "法院裁定", "林远舟"))
    assert told("redact", "--yes", data=copied).code == 0
    dump = everything(copied)
    assert headline not in dump and term not in dump
    ((shown, capture, digest),) = rows(
        copied, "SELECT headline, capture_id, text_digest FROM articles WHERE id = ?", number
    )
    assert (shown, bool(capture), digest[:7]) == (WITHHELD, True, "sha256:")
    assert told("capture", "show", str(capture), "--headers", data=copied).code == 0  # the keeper of the bytes may look
    done = told("export", "--format", "jsonl", data=copied)
    assert term not in done.out


def test_what_is_read_again_is_masked_too(told: Jingwen, copied: Path, story: tuple[int, str, str]) -> None:
    number, url, term = story
    listed(copied, (url, "mask", term, "", "当事人申请", "林远舟"))
    assert told("redact", "--yes", data=copied).code == 0
    assert told("reextract", "--write", data=copied).code == 0
    assert term not in rows(copied, TEXT, number)[0][0]
    with Archive.open(copied) as archive:
        for _ in ingest(archive, [], {}):
            pass
    assert told("verify", data=copied).code == 0


def test_a_wrong_list_and_an_unknown_article_are_one_line(told: Jingwen, copied: Path) -> None:
    listed(copied, ("http://nowhere.test/1.html", "suppress", "", "", "理由", "林远舟"))
    one_line(told("redact", data=copied), 2, "no article")
    (copied / LIST).write_bytes("article,action\n".encode("utf-16"))
    one_line(told("redact", data=copied), 2, LIST)


def test_a_list_is_begun_and_not_overwritten(told: Jingwen, copied: Path) -> None:
    assert told("redact", "--begin", data=copied).code == 0
    assert (copied / LIST).read_text("utf-8") == ",".join(COLUMNS) + "\n"
    (copied / LIST).write_text(",".join(COLUMNS) + "\n#", "utf-8")
    told("redact", "--begin", data=copied)
    assert (copied / LIST).read_text("utf-8").endswith("#")
