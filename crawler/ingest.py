"""Pages somebody already has, filed through the same path as a crawl's: kept, read, judged, searchable.

All that is brought is kept first, and then read from where it is kept: a further page of an article may come before
its first one, and a run that is killed goes on with what it had kept.
"""

from __future__ import annotations

import re
from asyncio import AbstractEventLoop, Runner, Task
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

from archive.capture.foreign import Passed
from archive.capture.writer import WarcWriter
from archive.errors import ReadError
from archive.read import join_pages
from archive.records import Article, ArticleRules, Capture, Issue, Site
from archive.store.archive import Archive
from archive.store.captures import NewCapture, UnreadCapture, is_unread, unread_at, unread_of_runs
from archive.store.runs import RunCounts
from archive.urls import url_key
from crawler.readers import Readers
from crawler.sources import Brought, Refused, first_pages

AHEAD = 32  # pages being read while one is filed: enough to keep the readers busy
SECONDS = 60
COMMIT_EVERY = 50  # pages kept
MOST_PAGES = 20  # of one article
FOLDERS = re.compile(r"(?<![\w:/.\]=])/(?:[^/\n:]+/)+")  # the folders of a file named by its whole path
RUN = "ingest"  # what the runs table calls the site of such a run


@dataclass(slots=True)
class Ingested:
    """What became of the pages: counts by verdict or failure class, what was passed over and why, and problems."""

    kept: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return self.counts.total()


def ingest(archive: Archive, pages: Iterable[Brought], rules: dict[str, ArticleRules]) -> Iterator[Ingested]:
    """File pages; yields the growing result after each. `rules` by site; a site without any is read by the house's.

    What an earlier run that was killed had kept and not read is read, too.
    """
    result = Ingested()
    run = archive.start_run(RUN)
    for _ in keep_all(archive, pages, run, result):
        yield result
    with Runner() as runner, closing(Readers(archive.warc_folder, seconds=SECONDS)) as readers:
        filing = Filing(archive, runner.get_loop(), readers, rules, run, result)
        # what may be a further page comes last, when the articles that lead to it have been read
        for further in (False, True):
            for _ in filing.file_all(further=further):
                yield result
    archive.end_run(run, "ok" if not result.problems else "degraded", counted(result))
    archive.commit()


def keep_all(archive: Archive, pages: Iterable[Brought], run: int, result: Ingested) -> Iterator[None]:
    """Write every page and its row; what was kept before, of the same moment, is not written again."""
    seen_sites: set[str] = set()
    with WarcWriter(archive.warc_folder) as writer:
        for number, page in enumerate(pages, 1):
            if isinstance(page, Passed):
                result.passed[page.why] += 1
            elif isinstance(page, Refused):
                refuse(archive, Issue(RUN, page.name, "parse_error", page.problem), run=run, result=result)
            elif archive.adopt_capture(run, page.url, page.captured_at, page.digest):
                result.passed["kept before"] += 1
            else:
                introduce(archive, page, seen_sites)
                keep(archive, writer, page, run)
                result.kept += 1
            if number % COMMIT_EVERY == 0:
                archive.commit()
            yield
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


def keep(archive: Archive, writer: WarcWriter, page: Capture, run: int) -> None:
    """Write one page and its row; bytes that were kept before at another moment become a revisit."""
    last = archive.last_capture(page.url)
    same = last if last is not None and last.digest == page.digest else None
    place = writer.write(page, refers_to=same.place if same else None, refers_date=same.captured_at if same else "")
    archive.record_capture(
        NewCapture(
            run_id=run, site=page.site, url=page.url, kind="article", captured_at=page.captured_at, status=page.status,
            mime=page.header("Content-Type").partition(";")[0], digest=page.digest, size=len(page.payload), place=place,
            refers_to=same.id if same else None, etag=page.header("ETag"), last_modified=page.header("Last-Modified"),
        )
    )  # fmt: skip


@dataclass(slots=True)
class Filing:
    """The second half: what was kept is read in reader processes, in order, and filed."""

    archive: Archive
    loop: AbstractEventLoop
    readers: Readers
    rules: dict[str, ArticleRules]
    run: int
    result: Ingested

    def file_all(self, *, further: bool) -> Iterator[None]:
        """Read and file what is unread: what cannot be a further page of another, or (`further`) the rest."""
        waiting: deque[tuple[UnreadCapture, Task[Article]]] = deque()
        for one in self._unread():
            if further or not self._may_follow(one):
                reading = self.readers.read(one.place, self._rules(one.site), one.link)
                waiting.append((one, self.loop.create_task(reading)))
            if len(waiting) >= AHEAD:
                self._file(*waiting.popleft())
                yield
        while waiting:
            self._file(*waiting.popleft())
            yield

    def _unread(self) -> Iterator[UnreadCapture]:
        last = 0
        while found := unread_of_runs(self.archive.conn, RUN, last):
            yield from found
            last = found[-1].id

    def _may_follow(self, one: UnreadCapture) -> bool:
        """Whether an address looks like page 2 of another that was brought."""
        return any(unread_at(self.archive.conn, RUN, url, "") is not None for url in first_pages(one.url))

    def _rules(self, site: str) -> ArticleRules:
        own = self.rules.get(site, ArticleRules(site=site))
        return replace(own, learned=(*own.learned, *self.archive.learned_lines(site)))

    def _file(self, first: UnreadCapture, reading: Task[Article]) -> None:
        """File one article once it has been read, or report why it could not be."""
        try:
            article = self.loop.run_until_complete(reading)
            if not is_unread(self.archive.conn, first.id):
                return  # by now joined to another as its further page
            captures, pages = self._further_pages(first, article)
        except ReadError as error:
            self.archive.mark_read(first.id, "failed")
            issue = Issue(first.site, first.url, error.failure, str(error))
            refuse(self.archive, issue, run=self.run, result=self.result)
        else:
            verdict = self.archive.add(join_pages(pages) if len(pages) > 1 else article, captures)
            self.result.counts[verdict.kind] += 1
            if len(captures) > 1:
                self.result.passed["further pages, joined to their first"] += len(captures) - 1
        self.archive.commit()

    def _further_pages(self, first: UnreadCapture, article: Article) -> tuple[list[int], list[Article]]:
        """The captures and readings of all pages that were brought; one that was not is simply not there."""
        captures, pages, rules = [first.id], [article], self._rules(first.site)
        seen, following = {url_key(first.url)}, list(article.next_pages)
        while following and len(pages) < MOST_PAGES:
            url = following.pop(0)
            one = None if url_key(url) in seen else unread_at(self.archive.conn, RUN, url, first.captured_at)
            seen.add(url_key(url))
            if one is not None:
                pages.append(self.loop.run_until_complete(self.readers.read(one.place, rules, None)))
                captures.append(self.archive.mark_part(one.id, len(pages), first.id))
                following += pages[-1].next_pages
        return captures, pages


def refuse(archive: Archive, issue: Issue, *, run: int, result: Ingested) -> None:
    """Count and report what could not be filed; readers see issues, so that no folder of this machine is kept."""
    url = issue.url if "://" in issue.url else FOLDERS.sub("", issue.url)
    archive.report(run, replace(issue, url=url, detail=FOLDERS.sub("", issue.detail)))
    result.counts[issue.failure] += 1
    result.problems.append((issue.url, issue.detail))


def counted(result: Ingested) -> RunCounts:
    """The row of the run."""
    verdicts = {f"articles_{kind}": result.counts[kind] for kind in ("new", "copy", "version", "same")}
    return RunCounts(requests=result.pages, failed=len(result.problems), **verdicts)
