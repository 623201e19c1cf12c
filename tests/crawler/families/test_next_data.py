"""Lists that lie as JSON in a script of the page."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from archive.records import ArticleLink
from crawler.families.listed import DEEPEST, day_of, objects, parsed
from crawler.families.next_data import NextDataSpider
from crawler.site import ListPage
from tests.crawler.families.test_columns import HOST, spider_of

SPIDER = spider_of(NextDataSpider, "/list_25428", "/newsDetail_forward_71")


def read(text: str, path: str = "/list_25428") -> ListPage:
    return SPIDER.read_list(HtmlResponse(HOST + path, body=text, encoding="utf-8"))


def page_of(props: Any, around: str = "") -> str:
    script = props if isinstance(props, str) else json.dumps({"props": {"pageProps": props}}, ensure_ascii=False)
    return f'<html><body>{around}<script id="__NEXT_DATA__" type="application/json">{script}</script></body></html>'


def record(number: int, **more: Any) -> dict[str, Any]:
    return {"contId": str(number), "name": f"鲸港警方第{number}次夜查", "publishTime": "2025-11-05 23:59:59", **more}


NODE = {"nodeId": 25428, "name": "一号警务频道"}


def test_records_with_an_id_a_title_and_a_time_are_articles_wherever_they_lie() -> None:
    props = {
        "nodeInfo": NODE,
        "data": {"list": [record(72, nodeInfo=NODE), record(71, publishTime=None, pubTimeLong=1762300800000)]},
        "recommend": [{"deep": {"er": [record(70, pubTime="3小时前", publishTime="")]}}, record(72)],
    }
    headline = "鲸港警方第{}次夜查".format
    assert sorted(read(page_of(props)).links, key=lambda link: link.url, reverse=True) == [
        ArticleLink(f"{HOST}/newsDetail_forward_72", headline(72), "2025-11-05", "警务动态"),
        ArticleLink(f"{HOST}/newsDetail_forward_71", headline(71), "2025-11-05", "警务动态"),
        ArticleLink(f"{HOST}/newsDetail_forward_70", headline(70), "", "警务动态"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"contId": "71", "name": "没有时间的记录不是文章"},
        {"contId": "71", "name": "张三", "createTime": "2025-11-05"},
        {"contId": "../../71", "name": "编号不是编号的记录", "publishTime": "2025-11-05"},
        {"contId": ["71"], "name": {"a": 1}, "publishTime": "2025-11-05"},
        {"contId": True, "name": "编号是真假值的记录", "publishTime": "2025-11-05"},
    ],
)
def test_other_objects_are_no_articles(other: dict[str, Any]) -> None:
    assert read(page_of({"list": [other]})).links == ()


def test_a_page_links_to_the_next_one_or_is_the_last() -> None:
    following = "<a href='/list_25428?page={}'>下一页</a>".format
    assert read(page_of({"list": [record(3)]}, following(2))).older == f"{HOST}/list_25428?page=2"
    middle = read(page_of({"list": [record(2)]}, following(3)), "/list_25428?page=2")
    assert (middle.older, middle.links[0].section) == (f"{HOST}/list_25428?page=3", "警务动态")
    assert read(page_of({"list": [record(1)]}), "/list_25428?page=3").older == ""


def test_a_list_without_records_is_read_by_its_links() -> None:
    shown = "<ul><li><a href='/newsDetail_forward_9'>屿城民警海上救援</a><i>2025-11-05</i></li></ul>"
    wanted = (ArticleLink(f"{HOST}/newsDetail_forward_9", "屿城民警海上救援", "2025-11-05", "警务动态"),)
    assert read(page_of({}, shown)).links == wanted
    assert read(shown).links == wanted


@pytest.mark.parametrize(
    "text",
    [
        page_of("{"),
        page_of("[" * 300_000),
        page_of('{"a":' * 300_000 + "1" + "}" * 300_000),
        page_of('{"contId": ' + "9" * 100_000 + "}"),
        page_of("[" + "{}," * 900_000 + "{}]"),
        page_of('"' + "x" * 6_000_000 + '"'),
        '<script id="__NEXT_DATA__" type="application/json">{"a": 1}',
        "<script " * 400_000,
        '<script id="__NEXT_DATA__">' * 150_000,
    ],
    ids=["cut", "deep list", "deep object", "long number", "many", "long", "open", "openings", "open scripts"],
)
def test_a_hostile_script_holds_no_articles_and_is_soon_done_with(text: str) -> None:
    began = time.process_time()
    assert read(text).links == ()
    assert time.process_time() - began < 15


def test_objects_too_deep_are_left_alone() -> None:
    nested = '{"in":' * (DEEPEST + 5) + "{}" + "}" * (DEEPEST + 5)
    assert len(list(objects(parsed(nested)))) == DEEPEST + 1


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-11-05", "2025-11-05"),
        ("2025-11-05 08:00:00", "2025-11-05"),
        ("2025-11-04T23:30:00Z", "2025-11-05"),
        ("2025-11-05T23:30:00+08:00", "2025-11-05"),
        ("1762300800", "2025-11-05"),
        ("1762300800123", "2025-11-05"),
        ("2025年11月5日", "2025-11-05"),
        ("发布于 2025/11/5 10:00", "2025-11-05"),
        ("3小时前", ""),
        ("9999-12-31T23:59:59-11:00", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("９９９９９９９９９９", ""),
        ("²²²²²²²²²²", ""),
        ("", ""),
    ],
)
def test_the_day_of_a_moment_is_beijings(value: str, day: str) -> None:
    assert day_of(value) == day
