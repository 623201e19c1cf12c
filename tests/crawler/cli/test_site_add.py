"""`jingwen sites add`: every publication of the sample web by its address alone, and everything that can go wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse
from scrapy.spiderloader import get_spider_loader

from archive.errors import ArchiveError
from archive.extract.charset import charset_of, decode
from archive.records import Window
from crawler.catalogue import settings_for, site_classes
from crawler.cli.site_fixture import ARTICLE, EXPECTED, LIST, SavedPage, expected_article, expected_list
from crawler.domains import on_same_site
from crawler.polite import Polite
from crawler.sample_web.process import SampleWebHandle, serve_in_process
from crawler.sample_web.world import World
from crawler.site import SiteSpider
from tests.crawler.conftest import DAY, Answers, Jingwen, Ran, one_line

WORLD = World()
HOUSES = WORLD.publications
every_publication = pytest.mark.parametrize("name", HOUSES)
WEEK = Window("2025-12-04", DAY)
_packages = count()


@pytest.fixture(scope="module")
def web() -> Iterator[SampleWebHandle]:
    with serve_in_process(day=DAY) as running:
        yield running


@pytest.fixture
def spiders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for site files that Scrapy's loader can import."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path / f"added_{next(_packages)}"


def add(told: Jingwen, web: SampleWebHandle | Answers, url: str, spiders: Path, *words: str) -> Ran:
    return told("sites", "add", url, "--sample-web", web.address, "--to", str(spiders), *words, data=spiders.parent)


def loaded(spiders: Path, name: str) -> type[SiteSpider]:
    """A written site by Scrapy's own loader."""
    settings = settings_for(sample=True)
    settings.set("SPIDER_MODULES", [spiders.name], priority="cmdline")
    site = get_spider_loader(settings).load(name)
    assert issubclass(site, SiteSpider)
    return site


def own_site(name: str) -> type[SiteSpider]:
    """The sample web's own file of a publication."""
    host = HOUSES[name].host
    return next(site for site in site_classes(sample=True).values() if host in site.home)


def offered(site: type[SiteSpider], web: SampleWebHandle) -> set[str]:
    """The articles a crawl is offered: by a site's first lists, or by an e-paper's issues of a week."""
    spider = site()
    waiting = [request.url for request in spider.list_requests(WEEK if site.entrance else Window())]
    asked: set[str] = set()
    articles: set[str] = set()
    with Polite(web.address, pages=1000) as polite:
        while waiting:
            url = waiting.pop()
            if url in asked:
                continue
            asked.add(url)
            try:
                capture = polite.page(url)
            except ArchiveError:
                continue  # a day without an issue
            text = decode(capture.payload, declared=charset_of(capture.header("Content-Type"))).text
            read = spider.read_list(HtmlResponse(capture.url, body=text.encode(), encoding="utf-8"))
            articles |= {link.url for link in read.links if on_same_site(link.url, site.home)}
            waiting += [*read.lists, *read.changing]
    return articles


@pytest.fixture(scope="module")
def truly_offered(web: SampleWebHandle) -> Callable[[str], set[str]]:
    """The articles that a publication's own file is offered, asked for once."""
    return cache(lambda name: offered(own_site(name), web))


def starts(name: str) -> dict[str, str]:
    """Addresses a person may have of a publication."""
    house = HOUSES[name]
    newest = house.url_of(WORLD.standing(name, DAY)[0])
    return {"host": f"http://{house.host}/", "front page": house.home, "article": newest}


@every_publication
@pytest.mark.parametrize("start", ["host", "front page", "article"])
def test_a_publication_is_added_by_an_address_of_it(
    start: str,
    name: str,
    told: Jingwen,
    web: SampleWebHandle,
    spiders: Path,
    truly_offered: Callable[[str], set[str]],
) -> None:
    done = add(told, web, starts(name)[start], spiders, "--json")
    assert done.code == 0, done.err
    said = json.loads(done.out)
    own, added = own_site(name), loaded(spiders, said["name"])
    assert added.family == own.family
    found = offered(added, web)
    assert truly_offered(name) <= found
    assert all(own.is_article(url) for url in found)
    assert said["articles"] and all(one["title"] and one["published"] for one in said["articles"])
    assert said["seconds"] < 60


@every_publication
def test_its_file_is_short_and_says_what_was_seen_by_whom(
    name: str, told: Jingwen, web: SampleWebHandle, spiders: Path
) -> None:
    said = json.loads(add(told, web, HOUSES[name].home, spiders, "--json").out)
    written = Path(said["file"])
    assert written == spiders / f"{said['name']}.py"
    lines = written.read_text("utf-8").splitlines()
    assert len(lines) <= 14 + max(0, len(said["columns"]) + 1 if len(said["columns"]) > 1 else 0)
    assert "Seen: " in lines[0] and "`jingwen sites add`" in lines[0] and "Assumed: " in lines[0]
    assert (said["provenance"], "synthetic" in lines[-1]) == ("synthetic", True)
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--line-length=120", "--select=E,F,I", str(written)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@every_publication
def test_its_fixture_is_read_as_it_says_and_holds_no_article(
    name: str, told: Jingwen, web: SampleWebHandle, spiders: Path
) -> None:
    said = json.loads(add(told, web, HOUSES[name].home, spiders, "--json").out)
    site, folder = loaded(spiders, said["name"]), Path(said["fixture"])
    wanted: dict[str, Any] = json.loads((folder / EXPECTED).read_text("utf-8"))
    assert (wanted["site"], wanted["provenance"]) == (site.name, "synthetic")
    list_page = SavedPage(wanted["list"]["url"], (folder / LIST).read_text("utf-8"))
    assert wanted["list"]["links"] and expected_list(site, list_page) == wanted["list"]
    article = SavedPage(wanted["article"]["url"], (folder / ARTICLE).read_text("utf-8"))
    assert expected_article(site, article, wanted["list"]["links"]) == wanted["article"]
    shown = next(one for one in said["articles"] if one["url"] == article.url)
    assert (wanted["article"]["title"], wanted["article"]["published"]) == (shown["title"], shown["published"])
    assert all(len(paragraph) <= 120 for paragraph in wanted["article"]["paragraphs"])


def test_what_is_shown_is_the_file_five_articles_and_what_is_unsure(
    told: Jingwen, web: SampleWebHandle, spiders: Path
) -> None:
    done = add(told, web, HOUSES["xiyuan_fzw"].home, spiders)
    assert (done.code, done.err) == (0, "")
    standing = WORLD.standing("xiyuan_fzw", DAY)[:5]
    assert all(WORLD.article(one.number, DAY).headline[:10] in done.out for one in standing)
    for said in ("known_container:high", "class XiyuanFazhiSpider(PhpcmsSpider):", "Unsure of:", "portal was guessed"):
        assert said in done.out
    assert done.out.rstrip().endswith("jingwen crawl xiyuan_fazhi --max-pages 5")


def test_a_dry_run_writes_nothing(told: Jingwen, web: SampleWebHandle, tmp_path: Path) -> None:
    words = ("sites", "add", HOUSES["chenghu"].home, "--sample-web", web.address, "--dry-run")
    done = told(*words, data=tmp_path)
    assert done.code == 0 and "class ChenghuSpider" in done.out and "Written" not in done.out
    said = json.loads(told(*words, "--json", data=tmp_path).out)
    assert said["written"] is False and not Path(said["file"]).exists()
    assert list(tmp_path.iterdir()) == []


def test_what_the_user_says_goes_before_what_the_pages_say(told: Jingwen, web: SampleWebHandle, spiders: Path) -> None:
    words = ("--name", "lake", "--title", "澄湖", "--region", "990200", "--kind", "zhengfa", "--json")
    said = json.loads(add(told, web, HOUSES["chenghu"].home, spiders, *words).out)
    assert (said["name"], said["title"], said["region"], said["kind"]) == ("lake", "澄湖", "990200", "zhengfa")
    assert loaded(spiders, "lake").title == "澄湖"


def test_a_file_that_is_there_stays_unless_forced(told: Jingwen, web: SampleWebHandle, spiders: Path) -> None:
    spiders.mkdir()
    (spiders / "chenghu.py").write_text("# mine")
    one_line(add(told, web, HOUSES["chenghu"].home, spiders), 2, "chenghu.py", "--force")
    assert (spiders / "chenghu.py").read_text() == "# mine"
    assert add(told, web, HOUSES["chenghu"].home, spiders, "--force").code == 0
    assert "ChenghuSpider" in (spiders / "chenghu.py").read_text("utf-8")


def test_a_site_there_is_already_is_named_and_nothing_is_fetched(told: Jingwen, tmp_path: Path) -> None:
    one_line(told("sites", "add", "http://www.xbxxb.com/x", data=tmp_path), 2, "xibei_online", "--name")


# a page saved to disk


@pytest.fixture
def save(web: SampleWebHandle, tmp_path: Path) -> Callable[[str], str]:
    def run(url: str) -> str:
        with Polite(web.address) as polite:
            (tmp_path / "page.html").write_bytes(polite.page(url).payload)
        return str(tmp_path / "page.html")

    return run


KNOWN_BY_ITS_LIST = ("feed", "sitemap")  # an article says nothing of them


@every_publication
def test_of_a_saved_article_what_can_be_said_is_said(
    name: str, told: Jingwen, save: Callable[[str], str], spiders: Path
) -> None:
    url = starts(name)["article"]
    done = told("sites", "add", save(url), "--url", url, "--to", str(spiders), "--json", data=spiders.parent)
    assert done.code == 0, done.err
    said = json.loads(done.out)
    own = own_site(name).family
    assert said["family"] == ("columns" if own in KNOWN_BY_ITS_LIST else own)
    assert said["articles"][0]["published"] and said["articles"][0]["url"] == url
    assert (said["provenance"], said["confidence"], said["pages"]) == ("synthetic", "low", 1)
    assert any("only one saved page" in doubt for doubt in said["doubts"])
    assert loaded(spiders, said["name"]).is_article(url)


def test_of_a_saved_list_the_column_is_known(told: Jingwen, save: Callable[[str], str], spiders: Path) -> None:
    url = HOUSES["haiwan_police"].home
    done = told("sites", "add", save(url), "--url", url, "--to", str(spiders), "--json", data=spiders.parent)
    said = json.loads(done.out)
    assert (said["family"], said["columns"]) == ("hanweb", {"警务动态": url})
    assert any("not tried" in doubt for doubt in said["doubts"])


# what can go wrong

HOST = "http://www.qinling.test"
SHELL = "<html><body><div id='app'></div><script src='/app.js'></script></body></html>"
LEADING = {
    "a page that is not there": ({}, 1, ("404",)),
    "a challenge": ({"body": "<script>var x='__jsl_clearance'</script>", "status": 521}, 1, ("challenge",)),
    "a page built by JavaScript": ({"body": SHELL}, 1, ("JavaScript", "[browser]")),
    "a page without articles": ({"body": "<p>维护中</p>"}, 1, ("no article links",)),
    "a picture": ({"body": "x", "Content_Type": "image/png"}, 1, ("image/png",)),
    "a way into a private network": ({"status": 302, "Location": "http://192.168.0.1/"}, 2, ("private networks",)),
}


@pytest.mark.parametrize(("answer", "code", "said"), LEADING.values(), ids=LEADING)
def test_a_page_that_leads_nowhere_is_said_in_one_line(
    answer: dict[str, Any], code: int, said: Iterable[str], told: Jingwen, answers: Answers, spiders: Path
) -> None:
    if answer:
        answers.put(f"{HOST}/", **answer)
    one_line(add(told, answers, f"{HOST}/", spiders), code, *said)
    assert not spiders.exists()


def test_what_robots_txt_forbids_is_left_alone(told: Jingwen, answers: Answers, spiders: Path) -> None:
    answers.put(f"{HOST}/robots.txt", "User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    one_line(add(told, answers, f"{HOST}/", spiders), 1, "robots.txt")
    assert answers.asked == [f"{HOST}/robots.txt"]


WORDS = {
    "an address of this machine": (("http://127.0.0.1:9/", "--name", "x"), "private networks"),
    "an address that is none": (("http://[", "--name", "x"), "not the address"),
    "neither an address nor a file": (("gat.qinling.test",), "neither"),
    "a saved page from nowhere": ((__file__,), "--url"),
    "a saved page of an address that is none": ((__file__, "--url", "x y"), "not the address"),
    "a name that is none": ((f"{HOST}/", "--name", "A B"), "no name"),
    "a host that is a number": (("http://10.1.2.3/",), "--name"),
    "a region that is none": ((f"{HOST}/", "--region", "32"), "620000"),
    "the sample web among real sites": ((f"{HOST}/", "--sample-web", "127.0.0.1:9"), "--to"),
}


@pytest.mark.parametrize(("words", "said"), WORDS.values(), ids=WORDS)
def test_wrong_words_are_answered_in_one_line(words: tuple[str, ...], said: str, told: Jingwen, tmp_path: Path) -> None:
    one_line(told("sites", "add", *words, data=tmp_path), 2, said)


def test_a_folder_that_cannot_be_written_is_named(told: Jingwen, web: SampleWebHandle, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    one_line(add(told, web, HOUSES["chenghu"].home, tmp_path / "file" / "spiders"), 4, "file", "--to")


# on a terminal


@pytest.mark.parametrize(("answer", "written"), [("n", False), ("y", True), ("", True)])
def test_on_a_terminal_it_asks_before_it_writes(
    answer: str, written: bool, web: SampleWebHandle, spiders: Path
) -> None:
    ours, theirs = os.openpty()
    words = ["sites", "add", HOUSES["chenghu"].home, "--sample-web", web.address, "--to", str(spiders)]
    asking = subprocess.Popen(
        [sys.executable, "-m", "crawler.cli.main", *words], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, f"{answer}\n".encode())
    shown = bytearray()
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:
        pass  # the other end is closed: it has ended
    assert asking.wait(60) == 0
    os.close(ours)
    assert b"Write " in shown and HOUSES["chenghu"].home.encode() in shown  # the question, and the progress
    assert (spiders / "chenghu.py").exists() is written
