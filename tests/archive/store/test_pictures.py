"""The pictures of articles in the store: each asked for once, none taken for a page, all found again."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.capture.digest import payload_digest
from archive.capture.writer import WarcWriter
from archive.pictures import MOST
from archive.publish.rows import select_rows
from archive.publish.wacz import Extract, write_wacz
from archive.records import ArticleLink, Capture, Image
from archive.store.archive import Archive
from archive.store.captures import NewCapture
from archive.store.pictures import KIND, addresses, kept, of_article, picture_key
from archive.store.printings import demote
from archive.store.status import status
from archive.store.verify import verify
from archive.store.withholding import why_withheld
from tests.archive.store.conftest import MakeArticle

SITE = "yunling_gat"
HERE = "http://gat.yunling.test/p/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
Keep = Callable[..., int]


@pytest.fixture
def writer(archive: Archive) -> Iterator[WarcWriter]:
    with WarcWriter(archive.warc_folder) as opened:
        yield opened


def received(url: str) -> Capture:
    payload = PNG + url.encode()
    return Capture(
        SITE, url, "2025-12-20T02:00:00Z", 200, (("Content-Type", "image/png"),), payload, payload_digest(payload)
    )


def keep_picture(archive: Archive, writer: WarcWriter, url: str) -> int:
    """Capture a picture as a crawl does; its capture."""
    capture = received(url)
    new = NewCapture(
        None, SITE, url, KIND, capture.captured_at, 200, "image/png", capture.digest, len(capture.payload),
        writer.write(capture), key=picture_key(url),
    )  # fmt: skip
    number = archive.record_capture(new)
    assert archive.pictures.keep(number)
    return number


def filed(archive: Archive, writer: WarcWriter, keep: Keep, make: MakeArticle, seed: int, *names: str) -> int:
    """An article that names pictures, with its page; its id."""
    article = make(seed, images=tuple(Image(HERE + name, "在现场") for name in names))
    number = archive.add(article, [keep(archive, writer, article.url, f"<p>{article.text}".encode())]).article_id
    archive.pictures.offer(SITE, [image.url for image in article.images], found_on=article.url)
    return number


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ([HERE + "1.jpg", HERE + "1.jpg", "https://www.gat.yunling.test/p/1.jpg"], 1),
        (["data:image/png;base64,AA", "file:///etc/passwd", "javascript:alert(1)", "ftp://a.test/1.png", ""], 0),
        ([HERE + "x" * 3_000], 0),
        ([f"{HERE}{number}.jpg" for number in range(50)], MOST),
    ],
)
def test_what_may_be_asked_for(named: list[str], asked: int) -> None:
    assert len(addresses(named)) == asked


def test_a_picture_is_asked_for_once_whoever_shows_it(archive: Archive) -> None:
    assert archive.pictures.offer(SITE, [HERE + "1.jpg"], found_on="http://a.test/1") == [HERE + "1.jpg"]
    assert archive.pictures.offer(SITE, [HERE + "1.jpg", HERE + "2.jpg"], found_on="") == [HERE + "2.jpg"]
    assert archive.pictures.pending(SITE) == [HERE + "1.jpg", HERE + "2.jpg"]


def test_a_page_that_names_an_article_as_its_picture_keeps_nobody_from_it(archive: Archive) -> None:
    url = "http://gat.yunling.test/2025/7.html"
    archive.pictures.offer(SITE, [url], found_on="")
    assert not archive.known(url)
    assert archive.pending(SITE) == []
    assert archive.offer(SITE, [ArticleLink(url)]) == [ArticleLink(url)]
    archive.pictures.fail(url, "not_a_picture")
    assert [one.link.url for one in archive.pending(SITE)] == [url]


@pytest.mark.parametrize(("failure", "pending"), [("http_404", 0), ("not_a_picture", 0), ("timeout", 1)])
def test_a_failure_that_may_pass_is_tried_again(archive: Archive, failure: str, pending: int) -> None:
    archive.pictures.offer(SITE, [HERE + "1.jpg"], found_on="")
    archive.pictures.fail(HERE + "1.jpg", failure)
    assert len(archive.pictures.pending(SITE)) == pending
    assert archive.conn.execute("SELECT failure, tries FROM links").fetchall() == [(failure, 1)]
    assert status(archive.conn).pending == 0  # pages are counted there


def test_a_picture_is_no_page_of_its_article(
    archive: Archive, writer: WarcWriter, keep: Keep, make_article: MakeArticle
) -> None:
    number = filed(archive, writer, keep, make_article, 1, "1.jpg")
    picture = keep_picture(archive, writer, HERE + "1.jpg")
    archive.commit()
    assert kept(archive.conn, [HERE + "1.jpg", HERE + "2.jpg"]) == {HERE + "1.jpg": picture}
    assert archive.last_capture(HERE + "1.jpg") is None
    again = make_article(1, images=(Image(HERE + "1.jpg", "在现场"),))
    assert archive.add(again, []).kind == "same"
    assert verify(archive.conn, archive.warc_folder).problems == ()
    assert archive.conn.execute("SELECT capture_id != ? FROM articles WHERE id = ?", (picture, number)).fetchone()[0]


def test_pictures_go_where_their_page_goes(
    archive: Archive, writer: WarcWriter, keep: Keep, make_article: MakeArticle
) -> None:
    story = filed(archive, writer, keep, make_article, 1)
    other = filed(archive, writer, keep, make_article, 2, "early.jpg", "late.jpg")
    early = keep_picture(archive, writer, HERE + "early.jpg")
    demote(archive.conn, other, story, 0.9)
    late = keep_picture(archive, writer, HERE + "late.jpg")
    owners = archive.conn.execute("SELECT id, article_id FROM captures WHERE kind = 'picture' ORDER BY id").fetchall()
    assert owners == [(early, story), (late, story)]
    archive.conn.execute("INSERT INTO redactions VALUES (?, 'mask', '当事人申请', '2025-12-21', 'x')", (story,))
    assert {why_withheld(archive.conn, number) for number in (early, late)} == {"当事人申请"}


def test_a_crash_between_the_bytes_and_their_row_loses_no_picture(
    archive: Archive, writer: WarcWriter, keep: Keep, make_article: MakeArticle
) -> None:
    number = filed(archive, writer, keep, make_article, 1, "1.jpg")
    archive.commit()
    writer.write(received(HERE + "1.jpg"))
    assert archive.recover().found == 1
    (found,) = archive.unread(SITE)
    assert found.kind == KIND and archive.pictures.keep(found.id)
    assert of_article(archive.conn, number) == [found.id]
    assert archive.pictures.pending(SITE) == []


def test_a_picture_whose_bytes_are_gone_is_asked_for_again_and_not_looked_at_as_a_page(
    archive: Archive, writer: WarcWriter, keep: Keep, make_article: MakeArticle
) -> None:
    number = filed(archive, writer, keep, make_article, 1, "1.jpg")
    keep_picture(archive, writer, HERE + "1.jpg")
    archive.commit()
    (path,) = archive.warc_folder.glob("*.warc.gz")
    offset = archive.conn.execute("SELECT offset FROM captures WHERE kind = 'picture'").fetchone()[0]
    path.write_bytes(path.read_bytes()[: offset + 9])
    assert archive.recover().lost == 1
    assert of_article(archive.conn, number) == []
    assert archive.pictures.pending(SITE) == [HERE + "1.jpg"]
    assert archive.conn.execute("SELECT count(*) FROM looks").fetchone() == (0,)


def test_after_a_rebuilding_each_article_has_its_pictures_back(
    archive: Archive, writer: WarcWriter, keep: Keep, make_article: MakeArticle
) -> None:
    first = filed(archive, writer, keep, make_article, 1, "1.jpg", "2.jpg")
    for name in ("1.jpg", "nobodys.jpg"):
        writer.write(received(HERE + name))
    archive.conn.execute("DELETE FROM links WHERE kind = 'picture'")
    archive.recover(whole=True)
    assert archive.pictures.claim() == 1
    assert len(of_article(archive.conn, first)) == 1
    states = archive.conn.execute("SELECT state, count(*) FROM captures WHERE kind = 'picture' GROUP BY 1").fetchall()
    assert states == [("failed", 1), ("read", 1)]


def test_a_package_holds_the_pictures_each_once_and_lists_none_as_a_page(
    archive: Archive, writer: WarcWriter, keep: Keep, make_article: MakeArticle, tmp_path: Path
) -> None:
    for seed in (1, 2):
        filed(archive, writer, keep, make_article, seed, "shared.jpg", f"{seed}.jpg")
    for name in ("shared.jpg", "1.jpg", "2.jpg"):
        keep_picture(archive, writer, HERE + name)
    archive.commit()
    stream = io.BytesIO()
    packed = write_wacz(archive.conn, archive.warc_folder, select_rows(archive.conn), stream, Extract("x"))
    assert (packed.articles, packed.records, packed.missing) == (2, 5, [])
    pages = zipfile.ZipFile(stream).read("pages/pages.jsonl").splitlines()[1:]
    assert {json.loads(line)["url"] for line in pages} == {
        f"http://gat.yunling.test/2025/{seed}.html" for seed in (1, 2)
    }
