"""Pages and WARCs somebody already has, filed through the same path as a crawl's: kept, read, judged, searchable."""

from __future__ import annotations

import json
from asyncio import AbstractEventLoop, Runner, Task
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.capture.reader import read_foreign
from archive.capture.writer import WarcWriter
from archive.errors import ArchiveError, ReadError, UsageError
from archive.records import Article, ArticleRules, Capture, CapturePlace, Issue, Site
from archive.store.archive import Archive
from archive.store.captures import NewCapture
from archive.store.runs import RunCounts
from crawler.fetch import saved_page
from crawler.readers import Readers

AHEAD = 32  # pages kept but not yet filed: enough to keep the readers busy
SECONDS = 60


@dataclass(slots=True)
class Ingested:
    """What became of the pages: counts by verdict or failure class, and the pages that failed with their reason."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page kept and being read; its payload is on the disk and no longer held."""

    capture_id: int
    page: Capture
    reading: Task[Article]


def pages_of(index: Path, site: str = "") -> Iterator[Capture | tuple[str, str]]:
    """The pages an index of JSON lines names, or (name, problem) for a line that names none.

    A line holds `file` or `path` (relative to the index), or a `slug` whose page is `pages/<slug>.html`; and where
    known `url` and `site`. A line whose `kind` is not `article` is passed over.
    """
    try:
        lines = index.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{index} cannot be read as JSON lines: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and (page := page_of(line, index, number, site)) is not None:
            yield page


def page_of(line: str, index: Path, number: int, site: str) -> Capture | tuple[str, str] | None:
    """The page one line names; None where it names something else, such as a list of articles."""
    try:
        named = json.loads(line)
        if named.get("kind", "article") != "article":
            return None
        path = next(path for path in places(named, index.parent) if path.is_file())
    except (ValueError, AttributeError, TypeError) as error:
        return f"line {number}", f"is not a JSON object: {error}"
    except StopIteration:
        return f"line {number}", "names no file that is there; give `file`, relative to the index"
    try:
        return saved_page(path, str(named.get("url") or ""), site or site_name(str(named.get("site") or "")))
    except ArchiveError as error:
        return f"line {number}", str(error)


def places(named: dict[str, object], folder: Path) -> Iterator[Path]:
    """Where a line's page may lie, in the order to look."""
    for key in ("file", "path"):
        if named.get(key):
            yield folder / str(named[key])
    for key in ("slug", "id"):
        if named.get(key):
            yield folder / "pages" / f"{named[key]}.html"


def site_name(host: str) -> str:
    """A site's name made of a host: www.example.gov.cn becomes example_gov_cn."""
    return host.lower().removeprefix("www.").replace(".", "_").replace("-", "_") or "ingested"


def captures_of(files: Iterable[Path], site: str = "") -> Iterator[Capture]:
    """The answered pages (status 200, text) of WARC or ARC files written elsewhere."""
    for path in files:
        for capture in read_foreign(path, site=site or "ingested"):
            mime = capture.header("Content-Type").lower()
            if capture.status == 200 and ("html" in mime or not mime) and capture.url:
                yield capture


def ingest(
    archive: Archive, pages: Iterable[Capture | tuple[str, str]], rules: dict[str, ArticleRules]
) -> Iterator[Ingested]:
    """File pages; yields the growing result after each. `rules` by site; a site without any is read by the house's.

    Every page is kept before it is read; one that cannot be read is counted with its failure class and reported.
    """
    result = Ingested()
    run = archive.start_run("ingest")
    waiting: list[Waiting] = []
    seen_sites: set[str] = set()
    readers = Readers(archive.warc_folder, seconds=SECONDS)
    with WarcWriter(archive.warc_folder) as writer, Runner() as runner, closing(readers):
        loop = runner.get_loop()
        for page in pages:
            if isinstance(page, tuple):
                refuse(archive, Issue("ingest", page[0], "parse_error", page[1]), run=run, result=result)
                yield result
                continue
            introduce(archive, page, seen_sites)
            capture_id, place = keep(archive, writer, page, run)
            own = rules.get(page.site, ArticleRules(site=page.site))
            site_rules = replace(own, learned=(*own.learned, *archive.learned_lines(page.site)))
            reading = loop.create_task(readers.read(place, site_rules, None))
            waiting.append(Waiting(capture_id, replace(page, payload=b""), reading))
            if len(waiting) >= AHEAD:
                file(archive, loop, waiting.pop(0), run=run, result=result)
                yield result
        for one in waiting:
            file(archive, loop, one, run=run, result=result)
            yield result
    archive.end_run(run, "ok" if not result.problems else "degraded", counted(result))
    archive.commit()


def introduce(archive: Archive, page: Capture, seen: set[str]) -> None:
    """A row for a site the archive has never heard of, so that its articles have somewhere to belong."""
    if page.site in seen:
        return
    seen.add(page.site)
    known = archive.conn.execute("SELECT 1 FROM sites WHERE name = ?", (page.site,)).fetchone()
    if known is None:
        home = "/".join(page.url.split("/")[:3]) if page.url.startswith("http") else ""
        archive.record_site(Site(page.site, page.site, "", "", "ingested", "", "", home))


def keep(archive: Archive, writer: WarcWriter, page: Capture, run: int) -> tuple[int, CapturePlace]:
    """Write one page and its row; a page that was kept before becomes a revisit."""
    last = archive.last_capture(page.url)
    same = last if last is not None and last.digest == page.digest else None
    place = writer.write(page, refers_to=same.place if same else None, refers_date=same.captured_at if same else "")
    capture_id = archive.record_capture(
        NewCapture(
            run_id=run, site=page.site, url=page.url, kind="article", captured_at=page.captured_at, status=page.status,
            mime=page.header("Content-Type").partition(";")[0], digest=page.digest, size=len(page.payload), place=place,
            refers_to=same.id if same else None,
        )
    )  # fmt: skip
    return capture_id, same.place if same else place


def file(archive: Archive, loop: AbstractEventLoop, one: Waiting, *, run: int, result: Ingested) -> None:
    """File one page once it has been read, or report why it could not be."""
    try:
        verdict = archive.add(loop.run_until_complete(one.reading), [one.capture_id])
    except ReadError as error:
        archive.mark_read(one.capture_id, "failed")
        refuse(archive, Issue(one.page.site, one.page.url, error.failure, str(error)), run=run, result=result)
    else:
        result.counts[verdict.kind] += 1
    archive.commit()


def refuse(archive: Archive, issue: Issue, *, run: int, result: Ingested) -> None:
    """Count and report what could not be filed."""
    archive.report(run, issue)
    result.counts[issue.failure] += 1
    result.problems.append((issue.url, issue.detail))


def counted(result: Ingested) -> RunCounts:
    """The row of the run."""
    verdicts = {f"articles_{kind}": result.counts[kind] for kind in ("new", "copy", "version", "same")}
    return RunCounts(requests=result.pages, failed=len(result.problems), **verdicts)
