"""Reader processes: a page that hangs or kills its reader ends in its class, and the pages beside it are read."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.capture.digest import payload_digest
from archive.capture.writer import WarcWriter
from archive.errors import ArchiveDamaged, EmptyBody, ReadTimeout
from archive.records import Article, ArticleLink, ArticleRules, Capture, CapturePlace
from crawler.readers import ReaderDied, Readers

TEXT = (
    "<h1>柳溪警方走访校园</h1><div id='zoom'><p>11月5日，柳溪派出所民警走进校园，"
    "向学生讲解防范电信诈骗的方法，发放手册。</p></div>"
)
RULES = ArticleRules("yunling_gat")
# A furniture rule that backtracks for ever on the first paragraph it meets.
ENDLESS = ArticleRules("yunling_gat", furniture=(r"^(?:.+)+$(?<!。)",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "warc"


def kept(folder: Path, payload: str) -> CapturePlace:
    raw = payload.encode()
    capture = Capture(
        "yunling_gat", "http://gat.yunling.test/1.html", "2025-11-05T00:00:00Z", 200, (), raw, payload_digest(raw)
    )
    with WarcWriter(folder) as writer:
        return writer.write(capture)


@pytest.fixture
def readers(folder: Path) -> Iterator[Readers]:
    with closing(Readers(folder, seconds=2, processes=1)) as opened:
        yield opened


def test_a_page_is_read_with_its_link_and_its_fingerprint(folder: Path, readers: Readers) -> None:
    link = ArticleLink("http://gat.yunling.test/1.html", "柳溪警方走访校园", "2025-11-05", "警务动态")
    article = asyncio.run(readers.read(kept(folder, TEXT), RULES, link))
    assert (article.headline, article.section, article.published) == ("柳溪警方走访校园", "警务动态", "2025-11-05")
    assert article.fingerprint is not None and article.fingerprint.length > 30


def test_what_cannot_be_read_says_why(folder: Path, readers: Readers) -> None:
    with pytest.raises(EmptyBody):
        asyncio.run(readers.read(kept(folder, "<p></p>"), RULES, None))
    with pytest.raises(ArchiveDamaged):
        asyncio.run(readers.read(CapturePlace("jingwen-20251105-00001.warc.gz", 7, 7), RULES, None))


def test_a_page_that_takes_too_long_is_ended_and_the_others_are_read(folder: Path, readers: Readers) -> None:
    place = kept(folder, TEXT)

    async def all_of_them() -> list[Article | BaseException]:
        slow = readers.read(place, ENDLESS, None)
        return await asyncio.gather(slow, *(readers.read(place, RULES, None) for _ in range(4)), return_exceptions=True)

    slow, *others = asyncio.run(all_of_them())
    assert isinstance(slow, ReadTimeout), slow
    assert [article.headline for article in others if isinstance(article, Article)] == ["柳溪警方走访校园"] * 4


def test_a_reader_that_is_killed_is_replaced(folder: Path, readers: Readers) -> None:
    place = kept(folder, TEXT)

    async def killed_once() -> Article:
        await readers.read(place, RULES, None)
        assert readers._pool is not None
        for process in list(readers._pool._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
        return await readers.read(place, RULES, None)

    assert asyncio.run(killed_once()).headline == "柳溪警方走访校园"


class Deadly:
    """Ends the process that receives it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def test_a_page_whose_reader_dies_twice_is_given_up_and_its_neighbours_are_read(folder: Path, readers: Readers) -> None:
    place, deadly = kept(folder, TEXT), ArticleRules(furniture=(Deadly(),))  # type: ignore[arg-type]

    async def all_of_them() -> list[Article | BaseException]:
        asked = (readers.read(place, rules, None) for rules in (RULES, deadly, RULES, deadly, RULES))
        return await asyncio.gather(*asked, return_exceptions=True)

    ended = asyncio.run(all_of_them())
    assert [type(one) for one in ended] == [Article, ReaderDied, Article, ReaderDied, Article]
