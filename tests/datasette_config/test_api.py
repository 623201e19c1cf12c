"""The API as it is described: every route of ours is in it, and every example of it works."""

import re
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs
import pytest
from datasette.plugins import pm
from datasette.utils import MultiParams

from archive.errors import UsageError
from archive.search.candidates import Narrowing
from datasette_config.api import SIDES, Parameter, Route, checked, one_of, openapi, routes, whole
from tests.datasette_config.conftest import ROOM

CLOSED = r"^/-/(databases|threads)(\.json)?$"
DATASETTES = "/jingwen/"
KNOWN = (
    Parameter("q", "", ""), Parameter("n", "", "", schema=whole(-5, 5)), Parameter("by", "", "", schema=one_of("a")),
    Parameter("y", "", "", "2024", {"type": "string", "pattern": "^[0-9]{4}$"}), Parameter("id", "", "", place="path"),
)  # fmt: skip


def patterns() -> set[str]:
    """The pattern of every route that our plugins register."""
    ours = [plugin for plugin in pm.get_plugins() if str(ROOM) in str(getattr(plugin, "__file__", ""))]
    return {pattern for plugin in ours if hasattr(plugin, "register_routes") for pattern, _ in plugin.register_routes()}


def filled(route: Route) -> str:
    """An address of the route, its places filled."""
    values = {one.name: one.schema.get("enum", ["1"])[0] for one in route.parameters if one.place == "path"}
    return route.path.format(**values)


async def test_every_route_of_ours_is_described_once(datasette: Any) -> None:
    await datasette.client.get("/")
    described = [filled(route) for route in routes() if not route.path.startswith(DATASETTES)]
    registered = patterns() - {CLOSED}
    assert {pattern: [path for path in described if re.match(pattern, path)] for pattern in registered if not any(
        re.match(pattern, path) for path in described
    )} == {}  # fmt: skip
    assert {path: [pattern for pattern in registered if re.match(pattern, path)] for path in described if sum(
        bool(re.match(pattern, path)) for pattern in registered
    ) != 1} == {}  # fmt: skip


async def test_the_document_is_openapi_and_names_each_operation_once(datasette: Any) -> None:
    document = (await datasette.client.get("/-/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    assert document == openapi("http://localhost") | {"servers": [{"url": "http://localhost"}]}
    names = [path["get"]["operationId"] for path in document["paths"].values()]
    assert len(names) == len(set(names)) == len(routes())


async def test_what_the_document_says_of_json_holds(datasette: Any, reading_room: Any) -> None:
    paths = openapi("")["paths"]
    examples = {
        "/-/search.json": "/-/search.json?q=派出所&facets=1&limit=3", "/-/openapi.json": "/-/openapi.json",
        "/-/article/{id}.json": f"/-/article/{reading_room.hostile}.json",
    }  # fmt: skip
    for path, example in examples.items():
        schema = paths[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema_rs.validate(schema, (await datasette.client.get(example)).json())


async def test_every_example_is_a_page_and_so_is_every_link_of_the_page(datasette: Any) -> None:
    page = (await datasette.client.get("/-/api")).text
    for route in routes():
        if "{" not in route.shown:
            assert route.shown.replace("&", "&amp;") in page
            assert (await datasette.client.get(route.shown)).status_code == 200, route.shown
    for link in re.findall(r'href="(/[^"]*)"', page):
        assert (await datasette.client.get(link.replace("&amp;", "&"))).status_code == 200, link


@pytest.mark.parametrize(("language", "words"), [("zh", "检索式"), ("en", "the query: any words")])
async def test_the_page_speaks_both_languages_and_shows_how_to_begin(datasette: Any, language: str, words: str) -> None:
    page = (await datasette.client.get(f"/-/api?lang={language}")).text
    assert words in page
    assert "curl --get" in page
    assert "pandas.DataFrame" in page
    for path in ("/", "/-/codebook"):
        assert 'href="/-/api"' in (await datasette.client.get(path)).text


def test_every_side_of_a_narrowing_is_a_parameter() -> None:
    assert [one.name for one in SIDES] == [side.name for side in fields(Narrowing)]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ({"q": ["  诈骗 "], "n": ["-5"], "by": ["a"], "y": ["2024"]}, {"q": "诈骗", "n": "-5", "by": "a", "y": "2024"}),
        ({"q": [""], "n": [" "]}, {}),
        ({"n": ["6"]}, "from -5 to 5"),
        ({"n": ["1.5"]}, "from -5 to 5"),
        ({"n": ["٣"]}, "from -5 to 5"),
        ({"n": ["1" * 5000]}, "from -5 to 5"),
        ({"by": ["b"]}, "one of a"),
        ({"y": ["２０２４"]}, "written like 2024"),
        ({"y": ["2024\n"]}, {"y": "2024"}),
        ({"q": ["a", "b"]}, "given twice"),
        ({"id": ["1"]}, "no such argument"),
        ({"Q": ["1"]}, "no such argument"),
    ],
)
def test_arguments_are_held_against_what_is_declared(asked: dict[str, list[str]], given: Any) -> None:
    if isinstance(given, dict):
        assert checked(MultiParams(asked), KNOWN) == given
        return
    with pytest.raises(UsageError, match=given):
        checked(MultiParams(asked), KNOWN)


async def test_every_answer_has_the_headers_and_names_no_place_of_this_machine(
    datasette: Any, reading_room: Any, address: str
) -> None:
    paths = [route.shown for route in routes() if "{" not in route.shown] + [
        "/nowhere", "/jingwen/links", "/jingwen.json?sql=select+*+from+article_search_idx", "/static/jingwen.css?1",
        "/jingwen.json?sql=select+nonsense", "/-/databases.json", "/-/versions.json", "/-/settings.json",
        "/-/plugins.json?all=1", "/-/metadata.json", "/-/actor.json", "/-/permissions", "/jingwen.db", "/-/threads",
        "/-/extract.csv?q=-x", "/-/capture/1.bin", "/jingwen/articles.csv?_stream=1", "/jingwen?sql=select+1",
        "/jingwen/articles.json?_trace=1", "/-/allow-debug", "/-/messages", "/-/patterns", "/-/logout",
    ]  # fmt: skip
    for path in paths:
        answer = await datasette.client.get(path)
        for name in ("content-security-policy", "x-content-type-options", "referrer-policy", "cache-control"):
            assert name in answer.headers, path
        for place in (str(reading_room.folder), str(ROOM), "/site-packages/"):
            assert place not in answer.text, path
    refused = await datasette.client.post("/-/search.json")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "content-security-policy" in refused.headers


async def test_only_what_has_its_version_in_its_address_is_kept_without_asking(datasette: Any) -> None:
    style = re.search(r'href="(/static/jingwen\.css[^"]+)"', (await datasette.client.get("/")).text)
    assert style is not None
    assert "immutable" in (await datasette.client.get(style[1])).headers["cache-control"]
    assert (await datasette.client.get(urlsplit(style[1]).path)).headers["cache-control"] == "no-cache"
    assert (await datasette.client.get("/-/search.json")).headers["cache-control"] == "no-cache"
    assert "max-age=300" in (await datasette.client.get("/-/feed.atom")).headers["cache-control"]
