"""Markup in every field of the archive: in a real browser nothing of it runs, leads away or is asked for."""

from collections.abc import Iterator
from typing import Any

import pytest

from datasette_config.inert import inert_page
from tests.datasette_config.browsing import NEEDS_CHROMIUM, Watched

pytestmark = NEEDS_CHROMIUM
EVIL_SITE = "evil%3Cb%3E"
QUERY = "%3Cscript%3Edocument.title='owned'%3C/script%3E"
PAYLOADS = (
    "<script>parent.document.title='owned';document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "<svg><script>document.title='owned'</script></svg>",
    "<iframe srcdoc=\"<script>parent.document.title='owned'</script>\"></iframe>",
    "<meta http-equiv=refresh content='0;url=/-/search?q=left'>",
    "<base href='http://elsewhere.test/'><a href='go'>x</a>",
    "<link rel=stylesheet href='http://elsewhere.test/a.css'><link rel=dns-prefetch href='//elsewhere.test'>",
    "<style>@import 'http://elsewhere.test/b.css'; body{background:url(http://elsewhere.test/c.png)}</style>",
    "<form action='//elsewhere.test/'><input autofocus onfocus=\"document.title='owned'\"><button>x</button></form>",
    "<p style='background:u\\72l(//elsewhere.test/e)'>x</p><style>p{background:\\75rl(//elsewhere.test/f)}</style>",
    "<style>@im\\port '//elsewhere.test/g';</style><p style='background:image-set(\"//elsewhere.test/h\" 1x)'>&</p>",
    "<math><mtext><table><mglyph><style><img src=x onerror=\"document.title='owned'\">",
    "<noscript><p title=\"</noscript><img src=x onerror=document.title='owned'>\">",
    "<a href=\"javascript:document.title='owned'\">x</a>",
    "<object data='data:text/html,<script>1</script>'></object><embed src='http://elsewhere.test/d.swf'>",
    "<body onload=\"document.title='owned'\">",
    "<template><script>document.title='owned'</script></template>",
)


def paths(room: Any) -> Iterator[str]:
    """Every page that shows something of the hostile records."""
    for article in (room.evil, room.hostile, room.copied):
        yield f"/jingwen/articles/{article}?q=owned"
    yield f"/-/versions/{room.hostile}"
    yield from ("/", "/-/search?q=恶意", "/-/sites", f"/-/site/{EVIL_SITE}", f"/-/search?q={QUERY}&site={QUERY}")
    yield from (f"/-/trends?q={QUERY}", f"/-/trends?q=恶意,{QUERY}&region={QUERY}", "/-/trends?q=恶意&by=region")
    yield from ("/-/changes", f"/-/changes?site={EVIL_SITE}&region={QUERY}", f"/-/changes?kind={QUERY}&before={QUERY}")
    yield from ("/-/capture/91", f"/-/site/{QUERY.replace('/', '%2F')}", f"/-/sites?region={QUERY}&state={QUERY}")


def test_archived_text_never_runs(watched: Watched, reading_room: Any) -> None:
    for path in paths(reading_room):
        watched.open(path)
        watched.page.wait_for_timeout(60)
        complaints = [line for line in watched.complaints if "status of 40" not in line]
        assert (path, watched.page.title() == "owned", watched.elsewhere, complaints) == (path, False, [], [])
        assert watched.page.locator("main img, main script, main svg[onload], main [onerror]").count() == 0
        assert watched.page.locator('a[href^="javascript"], a[href^="data"], a[href^="urn"]').count() == 0


def test_datasettes_own_pages_run_nothing_either(watched: Watched) -> None:
    for path in ("/jingwen/articles?_search=恶意", "/jingwen", "/jingwen/sites", "/jingwen/copies", "/jingwen/issues"):
        watched.open(path)
        watched.page.wait_for_timeout(60)
        assert watched.page.title() != "owned"
        assert (watched.elsewhere, watched.complaints) == ([], [])


def test_the_source_of_a_capture_is_text(watched: Watched) -> None:
    watched.open("/-/capture/91.txt")
    assert "<script>" in watched.page.inner_text("body")
    assert watched.page.title() != "owned"


def test_the_frame_of_a_capture_is_inert(watched: Watched) -> None:
    watched.open("/-/capture/91")
    frame = watched.page.frame_locator("iframe.sandbox")
    watched.page.locator("iframe.sandbox").scroll_into_view_if_needed()
    assert frame.locator("body").inner_text()
    assert frame.locator("script, a[href], form, link, iframe, [onload], [onerror]").count() == 0
    watched.is_sound()
    watched.open("/-/capture/91.html")
    assert watched.page.title() != "owned"
    assert (watched.elsewhere, watched.complaints) == ([], [])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_acts_is_left_even_without_the_sandbox(browser: Any, payload: str) -> None:
    """The page that goes into the frame, opened by a browser without any of the headers that would stop it."""
    page = inert_page(f"<html><head><title>旧</title></head><body><p>正文</p>{payload}<p>尾</p></body></html>")
    context = browser.new_context()
    watched = Watched(context.new_page(), "http://room.test")
    context.route(
        "**/*",
        lambda route: (
            route.fulfill(body=page, content_type="text/html")
            if route.request.url == "http://room.test/"
            else route.abort()
        ),
    )
    watched.page.goto("http://room.test/")
    watched.page.wait_for_timeout(50)
    assert watched.page.title() == "旧"
    assert "正文" in watched.page.inner_text("body")
    assert (watched.page.url, watched.elsewhere) == ("http://room.test/", [])
    context.close()
