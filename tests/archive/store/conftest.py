"""An archive in a fresh folder, and articles to put into it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.capture.digest import payload_digest
from archive.capture.writer import WarcWriter
from archive.records import Article, Capture, Person, Site
from archive.store.archive import Archive
from archive.store.captures import NewCapture

_WRITTEN = (
    "民警社区走访群众反诈宣传辖区夜间巡逻车辆查获线索案件侦办通报市民提醒转账陌生来电平台网络安全教育学校志愿服务窗口办理户籍"
    "业务交通路口电动头盔劝导队伍训练演练应急救援河道暴雨转移老人走失寻回感谢锦旗"
)
WORDS = [_WRITTEN[start : start + 2] for start in range(0, len(_WRITTEN), 2)]

MakeArticle = Callable[..., Article]


def written_prose(seed: int, sentences: int = 12) -> tuple[str, ...]:
    """Paragraphs invented from a seed: as long as news, different for every seed."""
    chance = random.Random(seed)
    written = ["".join(chance.choices(WORDS, k=14)) + "。" for _ in range(sentences)]
    return tuple("".join(written[start : start + 3]) for start in range(0, sentences, 3))


@pytest.fixture
def make_article() -> MakeArticle:
    def make(seed: int = 1, **changes: object) -> Article:
        values: dict[str, object] = {
            "url": f"http://gat.yunling.test/2025/{seed}.html",
            "site": "yunling_gat",
            "headline": f"云岭警方第{seed}号通报",
            "published": "2025-12-20",
            "precision": "day",
            "paragraphs": written_prose(seed),
            "people": (Person("林远舟", "reporter"),),
            "script": "hans",
            **changes,
        }
        return Article(**values)  # type: ignore[arg-type]

    return make


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kept") as opened:
        opened.record_site(
            Site(
                "yunling_gat",
                "云岭省公安厅",
                "990100",
                "province",
                "police",
                "云岭省公安厅",
                "hanweb",
                "http://gat.yunling.test/",
            )
        )
        yield opened


def keep_page(
    archive: Archive,
    writer: WarcWriter,
    url: str,
    payload: bytes,
    *,
    at: str = "2025-12-20T01:00:00Z",
    kind: str = "article",
    part: int = 1,
) -> int:
    """Write a page to the WARC and enter its row, as a crawl does."""
    capture = Capture("yunling_gat", url, at, 200, (("Content-Type", "text/html"),), payload, payload_digest(payload))
    place = writer.write(capture)
    return archive.record_capture(
        NewCapture(
            None,
            capture.site,
            url,
            kind,
            at,
            200,
            "text/html",
            capture.digest,
            len(payload),
            place,
            etag='"e"',
            part=part,
        )
    )


@pytest.fixture
def prose() -> Callable[..., tuple[str, ...]]:
    return written_prose


@pytest.fixture
def keep() -> Callable[..., int]:
    return keep_page
