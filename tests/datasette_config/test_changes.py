"""The page of edits and withdrawals and its feeds, through stock Datasette."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree, html

from archive.publish.atom import NAMESPACE
from tests.datasette_config.changed import changed_room

__all__ = ("changed_room",)

ATOM = f"{{{NAMESPACE}}}"
KINDS = {"edited": 14, "withdrawn": 22, "returned": 3}


@pytest.fixture
def room(changed_room: Path, serve: Any) -> Any:
    return serve(changed_room)


async def shown(room: Any, path: str) -> Any:
    answer = await room.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return html.document_fromstring(answer.text)


def told(element: Any) -> str:
    return " ".join(element.text_content().split())


async def test_the_page_tells_all_that_happened_page_by_page_and_day_by_day(room: Any) -> None:
    path, moments, kinds = "/-/changes", [], []
    while path:
        page = await shown(room, path)
        for day in page.cssselect("section.events"):
            those = [one.get("datetime") for one in day.cssselect(".sign time")]
            assert those and {moment[:10] for moment in those} == {day.get("aria-labelledby").removeprefix("day-")}
            moments += those
        kinds += [one.get("class").split()[-1] for one in page.cssselect("article.change")]
        older = page.cssselect(".pager a.next")
        path = older[0].get("href") if older else ""
    assert moments == sorted(moments, reverse=True)
    assert {kind: kinds.count(kind) for kind in KINDS} == KINDS


async def test_an_edit_leads_to_its_versions_side_by_side(room: Any) -> None:
    page = await shown(room, "/-/changes?kind=edited&since=2025-01-23&until=2025-01-23")
    (edit,) = page.cssselect("article.change")
    assert told(edit.cssselect("h3")[0]) == "第10次改动后的标题"
    assert "原标题：旧标题" in told(edit) and "距上一版 23 天" in told(edit)
    compared = await shown(room, edit.cssselect("h3 a")[0].get("href"))
    assert told(compared.cssselect(".heads")[0]).startswith("第 1 版")
    for link in edit.cssselect(".proofs a"):
        assert (await room.client.get(link.get("href"))).status_code == 200


@pytest.mark.parametrize(
    ("day", "holds", "without"),
    [
        ("2025-01-05", ("服务器回答“不存在”（404）", "一次应答还不足以断定撤稿", "首次见到后 6 天"), ("搬迁",)),
        ("2025-01-06", ("被转到首页或列表页", "此后又 1 次确认"), ("一次应答还不足以",)),
        ("2025-01-08", ("网页说没有这一页", "后已恢复：2025-02-02 06:00"), ("一次应答还不足以",)),
        ("2025-01-10", ("9 个网页中有 7 个缺失，可能是网站改版或搬迁",), ()),
        ("2025-02-02", ("已恢复", "缺失 24 天", "恢复后的网页"), ("已撤下",)),
    ],
)  # fmt: skip
async def test_what_is_gone_says_how_since_when_and_how_surely(
    room: Any, day: str, holds: tuple[str, ...], without: tuple[str, ...]
) -> None:
    page = await shown(room, f"/-/changes?since={day}&until={day}")
    (one,) = [one for one in page.cssselect("article.change") if "edited" not in one.get("class")]
    text = told(one)
    assert [words for words in holds if words not in text] == [words for words in without if words in text] == []
    assert len(one.cssselect(".proofs a[href*='/-/capture/']")) == 2
    article = await shown(room, one.cssselect("h3 a")[0].get("href"))
    assert article.cssselect(".notice a[href*='/-/changes?site=']")


async def test_the_calendar_shows_each_day_and_leads_to_it(room: Any) -> None:
    page = await shown(room, "/-/changes?since=2025-01&until=2025-01")
    (calendar,) = page.cssselect("aside .month")
    assert told(calendar.cssselect("h2")[0]) == "2025年1月"
    assert [told(one)[-3:] for one in calendar.cssselect("th")][::6] == ["星期一", "星期日"]
    assert [one.get("rel").split()[0] for one in calendar.cssselect(".month-head > a")] == ["prev", "next"]
    days = calendar.cssselect("td a")
    assert days[0].get("aria-label") == "2025年1月3日：已修改 1"
    assert days[1].get("aria-label") == "2025年1月5日：已修改 1，已撤下 1"
    day = await shown(room, days[1].get("href"))
    assert len(day.cssselect("article.change")) == 2
    assert day.cssselect("aside td a[aria-current='date']")[0].get("aria-label") == days[1].get("aria-label")
    before = await shown(room, calendar.cssselect(".month-head > a")[0].get("href"))
    assert told(before.cssselect("aside .month h2")[0]) == "2024年12月"
    assert not before.cssselect("aside .month-head > a[rel^='prev']")


async def test_the_page_is_narrowed_by_kind_region_and_source(room: Any) -> None:
    page = await shown(room, "/-/changes?kind=withdrawn&region=海湾省")
    assert {told(one) for one in page.cssselect(".sign b")} == {"已撤下"}
    assert {told(one) for one in page.cssselect("article .meta a")} == {"海湾政法网"}
    assert told(page.cssselect(".chosen-list")[0]) == "海湾省 ×去掉"
    every = await shown(room, "/-/changes?since=2024")
    own = [one for one in every.cssselect("article.change") if "云岭省公安厅" in told(one)]
    sites = await shown(room, "/-/changes?since=2024&site=yunling_gat")
    assert 0 < len(own) <= len(sites.cssselect("article.change"))
    assert {told(one) for one in sites.cssselect("article .meta a")} == {"云岭省公安厅"}
    nothing = await shown(room, "/-/changes?site=nowhere")
    assert "没有改动，也没有撤稿" in told(nothing)


@pytest.mark.parametrize("asked", ["kind=other", "since=nonsense", "until=2025-13"])
@pytest.mark.parametrize("form", ["", ".atom", ".ics"])
async def test_a_wrong_question_is_answered_plainly(room: Any, form: str, asked: str) -> None:
    assert (await room.client.get(f"/-/changes{form}?{asked}")).status_code == 400


@pytest.mark.parametrize("asked", ["since=9999-12-31&until=9999-12-31", "since=0001&until=0001", "before=x|y|z"])
async def test_the_ends_of_time_are_answered(room: Any, asked: str) -> None:
    for form in ("", ".atom", ".ics"):
        assert (await room.client.get(f"/-/changes{form}?{asked}")).status_code == 200


async def entries(room: Any, path: str) -> list[tuple[str, str]]:
    found = []
    while path:
        feed = etree.fromstring((await room.client.get(path)).content)
        for one in feed.findall(f"{ATOM}entry"):
            found.append((one.find(f"{ATOM}category").get("term"), one.findtext(f"{ATOM}updated")))
        following = feed.find(f"{ATOM}link[@rel='next']")
        path = following.get("href").removeprefix("http://localhost") if following is not None else ""
    return found


async def events(room: Any, path: str) -> list[Any]:
    answer = await room.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(answer.content)
    assert all(one.errors == [] for one in calendar.walk())
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize(
    "asked",
    ["", "kind=edited", "site=haiwan_zfw", "region=云岭省", "since=2025-01-10&until=2025-01-20", "since=2025-02"],
)
async def test_page_atom_and_calendar_tell_the_same(room: Any, asked: str) -> None:
    fed = await entries(room, f"/-/changes.atom?{asked}")
    said = await events(room, f"/-/changes.ics?{asked}")
    moments = [datetime.fromisoformat(moment).astimezone(UTC) for _, moment in fed]
    assert [one["DTSTART"].dt for one in said] == moments
    assert [str(one["CATEGORIES"].cats[0]) for one in said] == [kind for kind, _ in fed]
    page = await shown(room, f"/-/changes?{asked}")
    assert [one.get("datetime") for one in page.cssselect(".sign time")] == [moment for _, moment in fed][:30]
    assert len({str(one["UID"]) for one in said}) == len(said) == len(fed) > 0


async def test_the_page_names_its_feeds_with_its_narrowing(room: Any) -> None:
    page = await shown(room, "/-/changes?kind=edited&site=yunling_gat")
    wanted = ["/-/changes.atom?kind=edited&site=yunling_gat", "/-/changes.ics?kind=edited&site=yunling_gat"]
    assert [one.get("href") for one in page.cssselect("head link[rel='alternate'][title]")] == wanted
    assert [one.get("href") for one in page.cssselect(".take a")] == wanted


async def test_a_calendar_holds_the_latest_and_leads_to_the_rest(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasette.plugins import pm

    feeds = next(plugin for plugin in pm.get_plugins() if getattr(plugin, "changes_calendar", None))
    monkeypatch.setattr(feeds, "CALENDAR", 10)
    found, path = [], "/-/changes.ics"
    while path:
        answer = await room.client.get(path)
        found += [str(one["UID"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")]
        following = re.fullmatch(r'<http://localhost(.*)>; rel="next"', answer.headers.get("link", ""))
        path = following[1] if following else ""
    assert len(found) == len(set(found)) == sum(KINDS.values())


async def test_who_has_the_calendar_is_told_so(room: Any) -> None:
    first = await room.client.get("/-/changes.ics")
    again = await room.client.get("/-/changes.ics", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_an_event_leads_to_its_article_and_its_captures(room: Any) -> None:
    (one,) = await events(room, "/-/changes.ics?since=2025-01-06&until=2025-01-06")
    assert str(one["SUMMARY"]).startswith("已撤下：")
    assert (await room.client.get(str(one["URL"]).removeprefix("http://localhost"))).status_code == 200
    how, site, original, *captures = str(one["DESCRIPTION"]).split("\n")
    assert (how, bool(site)) == ("被转到首页或列表页 · It leads to the front page or a list", True)
    assert original.startswith("http://") and len(captures) == 2
    for capture in captures:
        assert (await room.client.get(capture.removeprefix("http://localhost"))).status_code == 200


async def test_the_page_is_found_from_everywhere(room: Any) -> None:
    home = await shown(room, "/")
    assert home.cssselect("header nav a[href='/-/changes']") and home.cssselect("main a[href='/-/changes']")
    assert home.cssselect("footer a[href='/-/changes']")
    answer = await room.client.get("/-/changes?site=x")
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert "style=" not in answer.text and "<script" not in answer.text
