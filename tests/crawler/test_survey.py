"""Looking around an invented portal of no known family: from any of its pages, and where pages are missing."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from archive.capture.digest import payload_digest
from archive.errors import ArchiveError
from archive.records import Capture
from crawler.fetch import NoMore
from crawler.site_file import rendered
from crawler.survey.look import Look
from crawler.survey.whole import Survey, Wishes, survey

HOST = "http://www.qinling-pingan.test"
LISTS = {"警务动态": "jwdt", "通知公告": "tzgg", "平安建设": "pajs"}
TEXT = "十二月九日上午，秦岭市公安局组织民警冒雨排查山区道路隐患，当日共劝返车辆三十余台，未发生一起事故。"


def layout(title: str, inside: str) -> str:
    menu = "".join(f"<a href='/{folder}/'>{name}</a>" for name, folder in LISTS.items())
    return (
        f"<html><head><title>{title}</title></head><body><div class='menu'><a href='/'>首页</a>{menu}"
        f"<a href='/bszn/'>办事指南</a></div>{inside}<div>主办：平安秦岭网 陕ICP备00000000号</div></body></html>"
    )


def row(folder: str, number: int) -> str:
    return (
        f"<li><a href='/{folder}/a{number}.shtml'>秦岭市公安局开展第{number}轮夜间巡查</a><span>2025-12-09</span></li>"
    )


def article(folder: str, number: int) -> str:
    related = "".join(row(folder, other) for other in range(number + 1, number + 4))
    return layout(
        f"秦岭市公安局开展第{number}轮夜间巡查",
        f"<h1>秦岭市公安局开展第{number}轮夜间巡查</h1><div>发布时间：2025-12-09 10:20　来源：平安秦岭网</div>"
        f"<div class='content'><p>{TEXT}</p><p>{TEXT[::-1]}。</p></div><ul>{related}</ul>",
    )


def portal() -> dict[str, str]:
    """Its front page, three lists and their articles: `/jwdt/a100.shtml`, a shape of no family."""
    pages = {f"{HOST}/": layout("平安秦岭网", "".join(row(folder, 100) for folder in LISTS.values()))}
    for name, folder in LISTS.items():
        rows = "".join(row(folder, number) for number in range(100, 112))
        following = f"<a href='/{folder}/index_2.html'>下一页</a>" if folder != "tzgg" else ""
        pages[f"{HOST}/{folder}/"] = layout(f"{name}_平安秦岭网", f"<ul>{rows}</ul>{following}")
        pages |= {f"{HOST}/{folder}/a{number}.shtml": article(folder, number) for number in range(100, 112)}
    return pages


@dataclass
class Web:
    """Pages by their addresses; keeps what was asked for."""

    pages: dict[str, str] = field(default_factory=portal)
    asked: list[str] = field(default_factory=list)

    def ask(self, url: str) -> Capture:
        self.asked.append(url)
        if url not in self.pages:
            raise ArchiveError(f"{url} answered 404")
        payload = self.pages[url].encode()
        return Capture("", url, "2025-12-10T00:00:00Z", 200, (), payload, payload_digest(payload))

    def survey(self, url: str, wishes: Wishes | None = None, *, live: bool = True) -> Survey:
        return survey(Look(self.ask), url, wishes or Wishes(), live=live)


FEED = f"<rss><channel><link>{HOST}/</link><item><link>{HOST}/jwdt/a100.shtml</link></item></channel></rss>"
STARTS = {
    "its front page": f"{HOST}/",
    "a list": f"{HOST}/jwdt/",
    "an article": f"{HOST}/pajs/a105.shtml",
    "a feed": f"{HOST}/rss.xml",
}


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_a_portal_of_no_family_is_drafted_from_any_of_its_pages(start: str) -> None:
    web = Web({**portal(), f"{HOST}/rss.xml": FEED})
    found = web.survey(start)
    draft = found.draft
    assert dict(draft.columns) == {name: f"{HOST}/{folder}/" for name, folder in LISTS.items()}
    assert (draft.family.family, draft.article_pattern) == ("columns", r"/[^/]+/a\d+\.shtml$")
    assert (draft.name, draft.owner.title, draft.owner.region) == ("qinling_pingan", "平安秦岭网", "610000")
    assert (draft.provenance, draft.confidence) == ("recorded", "medium")
    assert len(found.samples) == 5 and all(one.article and one.article.published for one in found.samples)
    assert len({one.link.url.split("/")[3] for one in found.samples}) == 3  # of every list
    assert len(web.asked) <= 16 and len(web.asked) == len(set(web.asked))


def test_what_is_unsure_is_said() -> None:
    doubts = " ".join(Web().survey(f"{HOST}/").draft.doubts)
    for said in ("article_pattern was derived", "通知公告", "portal was guessed", "ICP"):
        assert said in doubts
    assert "警务动态" not in doubts  # its next page was found


def test_what_the_user_says_is_neither_guessed_nor_doubted() -> None:
    wishes = Wishes(name="qinling", title="平安秦岭", region="610100", kind="police")
    draft = Web().survey(f"{HOST}/", wishes).draft
    owner = draft.owner
    assert (draft.name, owner.title, owner.region, owner.level, owner.kind) == (
        "qinling", "平安秦岭", "610100", "city", "police",
    )  # fmt: skip
    assert not any(doubt.startswith(("region", "kind", "title")) for doubt in draft.doubts)


def test_the_file_of_a_portal_says_its_pattern_and_stays_short() -> None:
    draft = Web().survey(f"{HOST}/").draft
    text = rendered(draft, "3 lists", "kind")
    assert "ColumnsSpider" in text and r'article_pattern = r"/[^/]+/a\d+\.shtml$"' in text
    assert len(text.splitlines()) <= 14 + len(draft.columns) + 1


def test_lists_that_are_missing_are_named_and_the_rest_is_drafted() -> None:
    pages = portal()
    del pages[f"{HOST}/tzgg/"]
    draft = Web(pages).survey(f"{HOST}/").draft
    assert [name for name, _ in draft.columns] == ["警务动态", "平安建设"]
    assert any("/tzgg/ answered 404" in doubt for doubt in draft.doubts)


def test_of_one_saved_page_what_can_be_said_is_said() -> None:
    url = f"{HOST}/jwdt/"
    pages = {url: portal()[url]}

    def nothing_else(asked: str) -> Capture:
        if asked not in pages:
            raise NoMore("only one saved page was looked at")
        return Web(pages).ask(asked)

    draft = survey(Look(nothing_else), url, Wishes(), live=False).draft
    assert dict(draft.columns) == {"警务动态": url}
    assert (draft.provenance, draft.confidence) == ("synthetic", "low")
    assert "only one saved page was looked at" in draft.doubts
    assert any("not tried" in doubt for doubt in draft.doubts)


def test_of_a_saved_article_the_lists_are_guessed_and_doubted() -> None:
    url = f"{HOST}/pajs/a105.shtml"
    found = Web({url: portal()[url]}).survey(url, live=False)
    assert [name for name, _ in found.draft.columns] == ["警务动态", "通知公告", "平安建设"]
    assert found.samples[0].article and found.samples[0].article.published == "2025-12-09T10:20"
    assert any(doubt.startswith("columns were guessed") for doubt in found.draft.doubts)


def test_time_that_is_up_ends_the_looking_and_not_the_draft() -> None:
    web = Web()

    def few(url: str) -> Capture:
        if len(web.asked) == 3:
            raise NoMore("the time for looking around was up")
        return web.ask(url)

    draft = survey(Look(few), f"{HOST}/jwdt/", Wishes(), live=True).draft
    assert len(draft.columns) == 1 and "the time for looking around was up" in draft.doubts


SHELL = "<html><head><title>x</title></head><body><div id='app'></div><script src='/app.js'></script></body></html>"
NOTHING: dict[str, tuple[Callable[[], str], str]] = {
    "a page built by JavaScript": (lambda: SHELL, "[browser]"),
    "a page without articles": (lambda: layout("平安秦岭网", "<p>维护中</p>"), "no article links"),
    "an empty page": (str, "no article links"),
}


@pytest.mark.parametrize(("made", "said"), NOTHING.values(), ids=NOTHING)
def test_a_page_that_leads_to_no_articles_says_why(made: Callable[[], str], said: str) -> None:
    with pytest.raises(ArchiveError) as raised:
        Web({f"{HOST}/": made()}).survey(f"{HOST}/")
    assert said in str(raised.value) and "\n" not in str(raised.value)


def test_what_a_page_says_of_itself_cannot_leave_its_string() -> None:
    pages = {url: text.replace("平安秦岭网", '"""\\";import os#') for url, text in portal().items()}
    draft = Web(pages).survey(f"{HOST}/").draft
    written = ast.parse(rendered(draft, "x", "y"))
    assert [type(part) for part in written.body] == [ast.Expr, ast.ImportFrom, ast.ClassDef]
    assert '"""' in draft.owner.title


# e-papers

PAPER = "http://szb.qinling-daily.test"


def issue(day: str, node: int) -> dict[str, str]:
    """One issue of one page with three articles."""
    folder = f"{PAPER}/qlrb/html/{day[:7]}/{day[8:]}"
    links = "".join(f"<li><a href='content_{node}_{n}.htm'>秦岭民警第{n}次上门调解邻里纠纷</a></li>" for n in (1, 2, 3))
    pages = {
        f"{folder}/content_{node}_{n}.htm": f"<title>秦岭日报</title><!--enpproperty <date>{day} 00:00:00:0</date>"
        f"<title>秦岭民警第{n}次上门调解邻里纠纷</title>/enpproperty--><div id='ozoom'><p>{TEXT}</p><p>{TEXT}</p></div>"
        for n in (1, 2, 3)
    }
    front = f"<title>秦岭日报</title><a href='node_{node}.htm'>第01版：要闻</a><ul>{links}</ul>"
    return {**pages, f"{folder}/node_{node}.htm": front}


def paper(nodes: dict[str, int]) -> dict[str, str]:
    newest = max(nodes)
    target = f"/qlrb/html/{newest[:7]}/{newest[8:]}/node_{nodes[newest]}.htm"
    entrance = f"<meta http-equiv='refresh' content='0; url={target}'>"
    pages = {url: text for day, node in nodes.items() for url, text in issue(day, node).items()}
    return {**pages, f"{PAPER}/qlrb/paperindex.htm": entrance}


@pytest.mark.parametrize("start", ["/qlrb/paperindex.htm", "/qlrb/html/2025-12/02/content_2_1.htm"])
def test_an_e_paper_is_entered_from_an_old_article_too(start: str) -> None:
    found = Web(paper({"2025-12-09": 2, "2025-12-02": 2})).survey(f"{PAPER}{start}").draft
    assert (found.family.family, found.name) == ("founder_paper", "qinling_daily_szb")
    assert found.entrance == f"{PAPER}/qlrb/paperindex.htm"
    assert found.issue_url == f"{PAPER}/qlrb/html/{{day:%Y-%m}}/{{day:%d}}/node_2.htm"
    assert not any("issue_url" in doubt for doubt in found.doubts)


def test_an_issue_whose_address_is_not_made_of_its_day_is_not_asked_for_by_day() -> None:
    found = Web(paper({"2025-12-09": 20333, "2025-12-08": 20327})).survey(f"{PAPER}/qlrb/paperindex.htm").draft
    assert found.issue_url == ""
    assert any(doubt.startswith("issue_url") and "only the newest issue" in doubt for doubt in found.doubts)


def test_an_e_papers_way_in_that_is_not_found_is_doubted() -> None:
    found = Web(issue("2025-12-09", 2)).survey(f"{PAPER}/qlrb/html/2025-12/09/content_2_1.htm").draft
    assert found.entrance == f"{PAPER}/" and found.article_example.endswith("content_2_1.htm")
    assert any(doubt.startswith("entrance") for doubt in found.doubts)
