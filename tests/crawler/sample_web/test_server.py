"""The invented web over real sockets: conditional requests, both request forms, counters, clock and faults."""

from __future__ import annotations

import gzip
import http.client
import socket
import zlib
from collections.abc import Iterator

import pytest

from crawler.sample_web.clock import LAST_DAY
from crawler.sample_web.faults import FAULT_KINDS, Fault
from crawler.sample_web.process import SampleWebHandle, serve_in_process
from crawler.sample_web.world import World

HOST = "gat.cangjiang.test"
LIST = "/gat/c108/list.shtml"


@pytest.fixture(scope="module")
def web() -> Iterator[SampleWebHandle]:
    with serve_in_process() as handle:
        yield handle


@pytest.fixture(autouse=True)
def as_it_was(web: SampleWebHandle) -> None:
    web.set_faults(())
    web.set_day(LAST_DAY)
    web.forget_requests()


def ask(
    web: SampleWebHandle, path: str, *, method: str = "GET", host: str = HOST, body: str | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    link = http.client.HTTPConnection("127.0.0.1", web.port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, path, body=body, headers={"Host": host, **named})
        answer = link.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        link.close()


def test_an_unchanged_page_is_not_sent_again(web: SampleWebHandle) -> None:
    status, headers, body = ask(web, LIST)
    assert status == 200 and "公安要闻" in body.decode()
    for condition in ({"If_None_Match": headers["ETag"]}, {"If_Modified_Since": headers["Last-Modified"]}):
        status, again, body = ask(web, LIST, **condition)
        assert (status, body, again["ETag"]) == (304, b"", headers["ETag"])
    web.set_day("2025-12-01")
    assert ask(web, LIST, If_None_Match=headers["ETag"])[0] == 200


def test_both_forms_of_request_and_head_and_gzip(web: SampleWebHandle) -> None:
    plain = ask(web, LIST)[2]
    assert ask(web, f"http://{HOST}{LIST}", host="ignored.test")[2] == plain
    assert ask(web, LIST, host=f"{HOST}:8900")[2] == plain
    status, headers, packed = ask(web, LIST, Accept_Encoding="gzip, deflate")
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(packed) == plain
    status, headers, body = ask(web, LIST, method="HEAD")
    assert (status, body, int(headers["Content-Length"])) == (200, b"", len(plain))
    assert ask(web, LIST, method="DELETE")[0] == 405


def test_the_clock_is_the_worlds(web: SampleWebHandle) -> None:
    web.set_day("2025-10-02")
    assert ask(web, LIST)[1]["Date"].startswith("Thu, 02 Oct 2025 12:00")
    with pytest.raises(ValueError, match="refused"):
        web.set_day("someday")


def test_robots_and_unknown_places(web: SampleWebHandle) -> None:
    robots = ask(web, "/robots.txt", host="news.yunling-police.test")[2].decode()
    assert "Disallow: /search/" in robots and "Crawl-delay: 1" in robots
    assert ask(web, "/no/such/page.html")[0] == 404
    assert ask(web, "/", host="nobody.test")[0] == 404
    assert ask(web, "/gat/c108/list_99.shtml")[0] == 404


def test_lying_headers_reach_the_wire(web: SampleWebHandle) -> None:
    _, headers, body = ask(web, "/list-1-1.html", host="www.xiyuan-fazhi.test")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "法治要闻" in body.decode("gb18030")
    assert ask(web, "/Article/lists/cateid/3.html", host="www.chenghu.test")[1]["Content-Type"] == "text/html"


def test_more_records_come_from_the_proxy_by_post(web: SampleWebHandle) -> None:
    path, host = "/module/web/jpage/dataproxy.jsp", "gat.haiwan.test"
    posted = ask(web, path, method="POST", host=host, body="startrecord=1&endrecord=20&columnid=6372")[2].decode()
    assert posted.count("<record><![CDATA[") == 20
    assert ask(web, f"{path}?page=1&columnid=6372", host=host)[2].decode().count("<record>") == 15


def test_every_article_is_served_and_counted(web: SampleWebHandle) -> None:
    articles = World().articles()[::7]
    for article in articles:
        host, _, path = article.url.removeprefix("http://").partition("/")
        status, headers, _ = ask(web, f"/{path}", host=host)
        assert status == 200 and headers["Last-Modified"]
    counted = web.requests()
    assert sum(counted.values()) == len(articles) and {status for _, _, status in counted} == {200}


def test_a_withdrawn_article_answers_in_its_own_way(web: SampleWebHandle) -> None:
    world = World()
    for one in (one for one in world.placements if one.withdrawn_on):
        house = world.publications[one.publication]
        wanted = {"404": 404, "410": 410, "home": 302}[one.withdrawal]
        status, headers, _ = ask(web, house.path_of(one), host=house.host)
        assert status == wanted
        assert wanted != 302 or headers["Location"] == house.home


@pytest.mark.parametrize(
    ("kind", "status", "sign"),
    [
        ("slow", 200, "公安要闻"),
        ("unavailable", 503, "维护"),
        ("forbidden", 403, "Forbidden"),
        ("challenge_412", 412, "$_ts"),
        ("challenge_521", 521, "clearance"),
        ("challenge_200", 200, "安全验证"),
        ("soft_404", 200, "页面不存在"),
        ("redirect_home", 302, ""),
        ("redirect_loop", 302, ""),
        ("redirect_private", 302, ""),
        ("deep_nesting", 200, "深处"),
    ],
)
def test_faults_that_answer(web: SampleWebHandle, kind: str, status: int, sign: str) -> None:
    web.set_faults([Fault(kind, host=HOST, path="/gat/", times=1, seconds=0.2)])
    got, headers, body = ask(web, LIST)
    assert got == status and sign in body.decode()
    targets = {
        "redirect_home": "/",
        "redirect_loop": LIST,
        "redirect_private": "http://169.254.169.254/latest/meta-data/",
    }
    assert headers.get("Location") == targets.get(kind)
    assert kind != "unavailable" or headers["Retry-After"] == "0"
    assert ask(web, LIST)[0] == 200, "it strikes once"
    assert web.requests()[HOST, LIST, 0] == 1


def test_a_gzip_bomb_is_small_on_the_wire(web: SampleWebHandle) -> None:
    web.set_faults([Fault("gzip_bomb", host=HOST)])
    _, headers, body = ask(web, LIST)
    assert headers["Content-Encoding"] == "gzip" and len(body) < 1_000_000
    assert len(zlib.decompressobj(31).decompress(body, 5_000_000)) == 5_000_000


def test_bytes_that_are_no_page(web: SampleWebHandle) -> None:
    web.set_faults([Fault("not_html")])
    _, headers, body = ask(web, LIST)
    assert headers["Content-Type"] == "text/html" and body.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["reset", "wrong_length"])
def test_faults_that_break_the_connection(web: SampleWebHandle, kind: str) -> None:
    web.set_faults([Fault(kind)])
    with pytest.raises((ConnectionError, http.client.IncompleteRead)):
        ask(web, LIST)


def test_an_endless_body_never_ends(web: SampleWebHandle) -> None:
    web.set_faults([Fault("endless")])
    with socket.create_connection(("127.0.0.1", web.port), timeout=10) as link:
        link.sendall(f"GET {LIST} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        got = 0
        while got < 3_000_000:
            got += len(link.recv(65536))
    web.set_faults(())
    assert ask(web, LIST)[0] == 200


def test_every_fault_is_known_and_no_other() -> None:
    assert len(FAULT_KINDS) == 22
    with pytest.raises(ValueError, match="no fault named"):
        Fault("meteor")
