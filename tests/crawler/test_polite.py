"""Pages asked for by hand: robots.txt, spacing, bounds, private networks, and answers that are no pages."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import httpcore
import pytest

from archive.errors import ArchiveError, UsageError
from crawler.fetch import NoMore
from crawler.polite import Polite
from crawler.settings import DOWNLOAD_DELAY, USER_AGENT
from tests.crawler.conftest import Answers

HOST = "http://gat.qinling.test"
PAGE = f"{HOST}/jwdt/"


def test_a_page_is_fetched_and_robots_txt_is_read_once(answers: Answers) -> None:
    answers.put(PAGE, "<p>一</p>")
    answers.put(f"{HOST}/2", "<p>二</p>")
    with Polite(answers.address) as polite:
        assert polite.page(PAGE).payload.decode() == "<p>一</p>"
        assert polite.page(f"{HOST}/2").status == 200
    assert answers.asked == [f"{HOST}/robots.txt", PAGE, f"{HOST}/2"]


def test_what_robots_txt_forbids_is_not_asked_for(answers: Answers) -> None:
    answers.put(f"{HOST}/robots.txt", "User-agent: jingwen\nDisallow: /jwdt/\n", Content_Type="text/plain")
    answers.put(PAGE, "<p>一</p>")
    with Polite(answers.address) as polite, pytest.raises(ArchiveError, match=r"robots\.txt"):
        polite.page(PAGE)
    assert PAGE not in answers.asked


def test_a_robots_txt_that_moved_holds_too(answers: Answers) -> None:
    answers.put(f"{HOST}/robots.txt", status=301, Location="http://www.qinling.test/robots.txt")
    answers.put("http://www.qinling.test/robots.txt", "User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    with Polite(answers.address) as polite, pytest.raises(ArchiveError, match=r"robots\.txt"):
        polite.page(PAGE)


def test_an_address_that_does_not_answer_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refused(_self: object, host: str, *_: object) -> None:
        tried.append(host)
        raise httpcore.ConnectError("no route")

    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("93.184.216.34", "93.184.216.35")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", refused)
    with Polite() as polite, pytest.raises(ArchiveError, match="no route"):
        polite.page("http://a.example.com/")
    assert tried == ["93.184.216.34", "93.184.216.35"]


def test_a_redirect_is_followed_and_judged_again(answers: Answers) -> None:
    answers.put(f"{HOST}/robots.txt", "User-agent: *\nDisallow: /secret/\n", Content_Type="text/plain")
    answers.put(PAGE, status=302, Location="/new/")
    answers.put(f"{HOST}/new/", "<p>新</p>")
    answers.put(f"{HOST}/old/", status=302, Location="/secret/")
    answers.put(f"{HOST}/loop/", status=302, Location="/loop/")
    with Polite(answers.address) as polite:
        assert polite.page(PAGE).url == f"{HOST}/new/"
        with pytest.raises(ArchiveError, match=r"robots\.txt"):
            polite.page(f"{HOST}/old/")
        with pytest.raises(ArchiveError, match="redirects"):
            polite.page(f"{HOST}/loop/")


WRONG = {
    "an error": ("x", {"status": 404}, "404"),
    "a challenge by its status": ("x", {"status": 412}, "challenge"),
    "a challenge by its script": ("<script>document.cookie='__jsl_clearance=1'</script>", {}, "challenge"),
    "a file": ("%PDF-1.4", {"Content_Type": "application/pdf"}, "application/pdf"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "told", "said"), WRONG.values(), ids=WRONG)
def test_what_is_no_page_is_refused_in_one_line(
    body: str, told: dict[str, object], said: str, answers: Answers
) -> None:
    answers.put(PAGE, body, **told)  # type: ignore[arg-type]
    with Polite(answers.address) as polite, pytest.raises(ArchiveError, match=said) as raised:
        polite.page(PAGE)
    assert "\n" not in str(raised.value) and raised.value.exit_code == 1


PRIVATE = ("http://127.0.0.1:{port}/", "http://2130706433:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/")


@pytest.mark.parametrize("url", PRIVATE)
def test_this_machine_is_out_of_reach(url: str, answers: Answers) -> None:
    with Polite() as polite, pytest.raises(UsageError, match="private networks"):
        polite.page(url.format(port=answers.port))
    with Polite(answers.address) as polite:
        answers.put(PAGE, status=302, Location=url.format(port=answers.port))
        with pytest.raises(UsageError, match="private networks"):
            polite.page(PAGE)
    assert not any("127.0.0.1" in asked or "localhost" in asked for asked in answers.asked)


@pytest.mark.parametrize("found", [["10.0.0.8"], ["93.184.216.34", "192.168.1.1"], ["fd00::1"]])
def test_a_name_that_leads_into_a_private_network_is_refused(found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    with Polite() as polite, pytest.raises(UsageError, match="private networks"):
        polite.page("http://intranet.example.com/")


def test_a_host_that_does_not_exist_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with Polite() as polite, pytest.raises(ArchiveError, match="no host nowhere"):
        polite.page("http://nowhere.example.com/")


@pytest.mark.parametrize("url", ["ftp://a.test/", "a.test", "http://[", "http:///x", "http://a b.test/"])
def test_what_is_no_address_is_refused(url: str, answers: Answers) -> None:
    with Polite(answers.address) as polite, pytest.raises(UsageError):
        polite.page(url)


def test_requests_keep_their_distance_and_the_site_may_ask_for_more(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("crawler.polite.time", SimpleNamespace(sleep=slept.append, monotonic=lambda: 1000.0))
    with Polite(answers.address) as polite:
        polite.delay = DOWNLOAD_DELAY  # the sample web is not waited for
        answers.put(PAGE, "<p>一</p>")
        polite.page(PAGE)
    assert slept == [0, DOWNLOAD_DELAY]
    assert Polite().delay == DOWNLOAD_DELAY


def test_pages_and_seconds_are_bounded(answers: Answers) -> None:
    answers.put(PAGE, "<p>一</p>")
    with Polite(answers.address, pages=2) as polite:
        polite.page(PAGE)  # and its robots.txt
        with pytest.raises(NoMore):
            polite.page(PAGE)
    with Polite(answers.address, seconds=-1) as polite, pytest.raises(NoMore):
        polite.page(PAGE)


def test_it_says_who_it_is() -> None:
    with Polite() as polite:
        assert polite._client.headers["User-Agent"] == USER_AGENT
