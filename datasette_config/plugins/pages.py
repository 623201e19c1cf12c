"""What the templates of the home page and of an article are filled with."""

from __future__ import annotations

import json
import sqlite3
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from datasette import NotFound, Response, hookimpl

from archive.search.lexer import QueryError
from archive.search.query import compile_query
from archive.search.verify import mark
from datasette_config.marks import beijing, marked_html, minute, safe_link, second
from datasette_config.room import ARTICLES, DATABASE, IDS_A_DAY, ask, ensure_readable, rows

EPOCH = date(1970, 1, 1)
LATEST = 12
DAYS = 60
FRESH = 30.0  # seconds the counts of the home page are kept
STYLE = Path(__file__).parent.parent / "static" / "jingwen.css"
ROLES = {
    "reporter": ("记者", "Reporter"), "correspondent": ("通讯员", "Correspondent"), "author": ("作者", "Author"),
    "editor": ("责任编辑", "Editor"), "photographer": ("摄影", "Photographer"),
}  # fmt: skip
OUTCOMES = {
    "ok": "正常", "well": "正常", "nothing_new": "无新内容", "running": "进行中", "interrupted": "中断",
    "degraded": "降级", "failed": "失败",
}  # fmt: skip
FLAGS = {
    "low_confidence_body": "正文由通用方法识别，可能不全", "mirror_repaired": "镜像页乱码已修复",
    "mirror_suspect": "镜像页尚有未能修复的乱码", "mirror_shuffled": "镜像页打乱了句序，不可引用",
    "no_headline": "原文无标题",
    "undated": "原文未写日期", "paywall": "需付费阅读，仅存可见部分", "short": "正文很短",
}  # fmt: skip
kept: dict[str, tuple[float, dict[str, Any]]] = {}


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    env.filters |= {"beijing": beijing, "safe_link": safe_link, "minute": minute, "second": second}


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/$", home_page)]


async def home_page(datasette: Any, request: Any) -> Response:
    """GET /: in place of Datasette's own, which counts every table each time."""
    await ensure_readable(datasette, request)
    path = datasette.get_database(DATABASE).path
    context = {"home": await ask(datasette, lambda conn: home(conn, path))}
    return Response.html(await datasette.render_template("index.html", context, request=request, view_name="index"))


@hookimpl
def extra_template_vars(datasette: Any, request: Any, view_name: str, table: str, database: str) -> Any:
    """`style_version` everywhere; `article` on the page of one."""

    async def variables() -> dict[str, Any]:
        shared: dict[str, Any] = {"style_version": int(STYLE.stat().st_mtime)}
        if view_name == "row" and (database, table) == (DATABASE, ARTICLES):
            words = request.args.get("q") or ""
            number = request.url_vars["pks"]
            shared["article"] = await ask(datasette, lambda conn: article(conn, number, words))
            shared["address"] = datasette.absolute_url(request, request.path)
        return shared

    return variables


def home(conn: sqlite3.Connection, path: str) -> dict[str, Any]:
    """Counts, the latest articles, articles a day, regions, and the sites with their last run."""
    latest = rows(
        conn,
        "SELECT a.id, a.kicker, a.headline, a.published, a.precision, a.source, a.region, s.title AS site_title,"
        " substr(coalesce(t.text_hans, t.text), 1, 110) AS lead FROM articles a JOIN article_text t ON t.id = a.id"
        " LEFT JOIN sites s ON s.name = a.site ORDER BY a.id DESC LIMIT ?",
        LATEST,
    )
    moment, counts = kept.get(path, (0.0, {}))
    if not counts or time.monotonic() - moment > FRESH:
        counts = home_counts(conn)
        kept[path] = (time.monotonic(), counts)
    return {"latest": latest, "days": days(conn), **counts}


def home_counts(conn: sqlite3.Connection) -> dict[str, Any]:
    """What grows with the archive, and is therefore counted at most twice a minute."""
    counted = rows(conn, "SELECT site, region, count(*) AS n, max(id) AS newest FROM articles GROUP BY site, region")
    by_site: dict[str, dict[str, Any]] = {}
    regions: dict[str, int] = {}
    for row in counted:
        entry = by_site.setdefault(row["site"], {"n": 0, "newest": row["newest"]})
        entry["n"] += row["n"]
        entry["newest"] = max(entry["newest"], row["newest"])
        if row["region"]:
            regions[row["region"]] = regions.get(row["region"], 0) + row["n"]
    sites = rows(
        conn,
        "SELECT s.name, s.title, s.region_name, s.home, s.provenance, r.started_at, r.ended_at, r.outcome,"
        " r.articles_new, r.failed FROM sites s LEFT JOIN runs r"
        " ON r.id = (SELECT max(id) FROM runs WHERE runs.site = s.name) ORDER BY s.title",
    )
    for site in sites:
        site |= by_site.get(site["name"], {"n": 0, "newest": None})
        site["outcome_zh"] = OUTCOMES.get(site["outcome"], site["outcome"])
        site["newest_day"] = "" if site["newest"] is None else day_of(site["newest"]).isoformat()
    totals = {name: conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("captures", "copies")}  # noqa: S608
    return {
        "articles": sum(row["n"] for row in counted), "captures": totals["captures"], "copies": totals["copies"],
        "sites": sorted(sites, key=lambda site: -site["n"]),
        "regions": sorted(regions.items(), key=lambda pair: -pair[1]),
    }  # fmt: skip


def day_of(article: int) -> date:
    """The day an id stands for."""
    return EPOCH + timedelta(days=article // IDS_A_DAY)


def days(conn: sqlite3.Connection) -> dict[str, Any] | None:
    """Dated articles a day over the last 60 days of the archive, as bars of 0–100; None where there are none."""
    newest = conn.execute("SELECT id FROM articles WHERE year IS NOT NULL ORDER BY id DESC LIMIT 1").fetchone()
    if newest is None:
        return None
    last = newest[0] // IDS_A_DAY
    first = last - DAYS + 1
    counted = dict(
        conn.execute(
            f"SELECT id / {IDS_A_DAY}, count(*) FROM articles WHERE id >= ? AND year IS NOT NULL GROUP BY 1",  # noqa: S608 - a number
            (first * IDS_A_DAY,),
        ).fetchall()
    )
    most = max(counted.values())
    bars = [
        {
            "day": (EPOCH + timedelta(days=first + place)).isoformat(), "count": counted.get(first + place, 0),
            "x": place * 10, "height": round(100 * counted.get(first + place, 0) / most, 1),
        }
        for place in range(DAYS)
    ]  # fmt: skip
    return {"bars": bars, "most": most, "first": bars[0]["day"], "last": bars[-1]["day"]}


def article(conn: sqlite3.Connection, number: str, words: str) -> dict[str, Any]:
    """Everything the page of one article shows; its hits marked when it was come to from a search."""
    matching = rows(
        conn,
        "SELECT a.*, t.text, t.text_hans, t.captions, t.images, t.attachments, t.read_by, s.title AS site_title,"
        " s.home AS site_home, s.provenance, c.captured_at, c.file, c.offset, c.length, c.digest, c.status, c.size"
        " FROM articles a LEFT JOIN article_text t ON t.id = a.id LEFT JOIN sites s ON s.name = a.site"
        " LEFT JOIN captures c ON c.id = a.capture_id WHERE a.id = ?",
        int(number) if number.lstrip("-").isdecimal() else -1,
    )
    if not matching:
        raise NotFound("没有这篇文章 (no such article)")
    row = matching[0]
    try:
        query = compile_query(words)
    except QueryError:
        query = compile_query("")
    shown = {name: marked_html(mark(query, row[name] or "")) for name in ("headline", "kicker", "subheadline")}
    return {
        **row, "shown": shown, "people_by_role": people(conn, row["id"]), "words": words,
        "paragraphs": paragraphs(query, row["text"]), "repaired": paragraphs(query, row["text_hans"]),
        "caption_list": listed(row["captions"]), "image_list": listed(row["images"]),
        "attachment_list": listed(row["attachments"]), "flag_words": flag_words(row["flags"]),
        "copy_list": copies(conn, row["id"]), "version_list": versions(conn, row["id"]),
    }  # fmt: skip


def paragraphs(query: Any, text: str | None) -> list[Any]:
    return [marked_html(mark(query, line)) for line in (text or "").split("\n") if line.strip()]


def people(conn: sqlite3.Connection, number: int) -> list[dict[str, Any]]:
    """The people of an article, by role, in the order of the page."""
    by_role: dict[str, list[str]] = {}
    for name, role in conn.execute("SELECT name, role FROM people WHERE article_id = ? ORDER BY position", (number,)):
        by_role.setdefault(role, []).append(name)
    return [
        {"zh": ROLES.get(role, (role, role))[0], "en": ROLES.get(role, (role, role))[1], "names": names}
        for role, names in by_role.items()
    ]


def copies(conn: sqlite3.Connection, number: int) -> list[dict[str, Any]]:
    """Reprints, earliest first."""
    return rows(
        conn,
        "SELECT c.*, s.title AS site_title FROM copies c LEFT JOIN sites s ON s.name = c.site"
        " WHERE article_id = ? ORDER BY coalesce(nullif(c.published, ''), c.first_seen), c.id LIMIT 200",
        number,
    )


def versions(conn: sqlite3.Connection, number: int) -> list[dict[str, Any]]:
    """Versions seen of an article, newest first, with the paragraphs of those superseded."""
    found = rows(conn, "SELECT * FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT 50", number)
    for version in found:
        version["paragraphs"] = [line for line in (version["text"] or "").split("\n") if line.strip()]
    return found


def listed(stored: str | None) -> list[Any]:
    """A JSON list of the database; [] where there is none."""
    value = json.loads(stored) if stored else []
    return value if isinstance(value, list) else []


def flag_words(stored: str | None) -> list[str]:
    """Quality flags in words."""
    text = stored or ""
    flags = listed(text) if text.startswith("[") else text.replace(",", " ").split()
    return [FLAGS.get(str(flag), str(flag)) for flag in flags if flag]
