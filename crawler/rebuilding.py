"""A database made anew from the WARC files: every answer entered again, every article read and judged again."""

from __future__ import annotations

from asyncio import Runner
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from archive.records import ArticleRules
from archive.store.archive import Archive
from archive.store.lock import WriteLock
from archive.store.pictures import KIND as PICTURE
from archive.store.readonly import DATABASE
from crawler.catalogue import site_classes
from crawler.ingest import RUN, SECONDS, Filing, Ingested, counted
from crawler.readers import Readers
from crawler.site import SiteSpider


def set_aside(data: Path) -> list[Path]:
    """Rename the database and what SQLite keeps beside it; returns their new names. Raises LockHeld."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    lock = WriteLock(data / "lock")
    try:
        there = [data / f"{DATABASE}{end}" for end in ("", "-wal", "-shm") if (data / f"{DATABASE}{end}").exists()]
        return [path.rename(path.with_name(f"{path.name}.damaged-{stamp}")) for path in there]
    finally:
        lock.release()


def read_kept(archive: Archive) -> Iterator[Ingested]:
    """Read and file every answer that is kept and unread and may be an article; yields the growing result.

    List pages stay unread by the ledger, so that the next crawl asks for them whole and finds their links again.
    """
    sites = {**site_classes(sample=True), **site_classes()}
    for name in {row[0] for row in archive.conn.execute("SELECT DISTINCT site FROM captures")} & set(sites):
        archive.record_site(sites[name].as_site())
    run = archive.start_run(RUN)
    take_over(archive, run, sites)
    rules: dict[str, ArticleRules] = {name: site.article_rules() for name, site in sites.items()}
    result = Ingested()
    with Runner() as runner, closing(Readers(archive.warc_folder, seconds=SECONDS)) as readers:
        filing = Filing(archive, runner.get_loop(), readers, rules, run, result)
        for further in (False, True):
            for _ in filing.file_all(further=further):
                yield result
    archive.pictures.claim()
    archive.end_run(run, "ok", counted(result))
    archive.commit()


def take_over(archive: Archive, run: int, sites: dict[str, type[SiteSpider]]) -> None:
    """Make the unread answers those of this run; what is no article of its site is settled as not read."""
    for one in archive.unread():
        if one.kind == PICTURE:
            continue  # its article claims it
        site = sites.get(one.site)
        if site is None or site.is_article(one.url):
            archive.adopt_unread(one.id, run)
        else:
            archive.mark_read(one.id, "failed")
    archive.commit()
