"""Lists that show their newest articles and go on in a file of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scrapy.http import HtmlResponse, JsonResponse

from archive.records import ArticleLink
from crawler.families.news_cn import NewsCnSpider
from tests.crawler.families.test_columns import HOST, spider_of

ONE, TWO, BOX, ASIDE = (digit * 32 for digit in "12ab")
FIRST, SECOND = f"/legal/20251105/{ONE}/c.html", f"/legal/20251104/{TWO}/c.html"
SPIDER = spider_of(NewsCnSpider, "/legal/index.htm", FIRST)
FILE = f"/legal/ds_{BOX}.json"


def links(rows: Any) -> tuple[ArticleLink, ...]:
    body = rows if isinstance(rows, str) else json.dumps({"datasource": rows})
    return SPIDER.read_list(JsonResponse(HOST + FILE, body=body.encode(), encoding="utf-8")).links


def test_a_list_leads_to_the_file_of_the_box_that_holds_its_articles() -> None:
    text = f"""<div data="datasource:{ASIDE}" datatype="ds"><a href="/depth/index.htm">视点</a></div>
    <div data="datasource:{BOX}" datatype="ds" preview="ds_"><a href="..{FIRST}">新岭警方侦破网络赌博案</a>
    <span>2025-11-05 09:12:44</span></div>"""
    page = SPIDER.read_list(HtmlResponse(f"{HOST}/legal/index.htm", body=text, encoding="utf-8"))
    assert page.links == (ArticleLink(HOST + FIRST, "新岭警方侦破网络赌博案", "2025-11-05", "警务动态"),)
    assert page.older == HOST + FILE


def test_a_list_without_boxes_is_turned_by_its_links() -> None:
    text = f"<a href='{FIRST}'>新岭警方侦破网络赌博案</a><a href='/legal/index_2.htm'>下一页</a>"
    page = SPIDER.read_list(HtmlResponse(f"{HOST}/legal/index.htm", body=text, encoding="utf-8"))
    assert page.older == f"{HOST}/legal/index_2.htm"


def test_the_file_gives_articles_and_what_rows_of_links_lead_to() -> None:
    rows = [
        {"title": "新岭警方侦破网络赌博案", "publishUrl": FIRST, "publishTime": "2025-11-05 09:12:44", "linkUrls": []},
        {
            "title": f"<a href='{SECOND}'>云岭巡警&amp;交警联动</a>",
            "publishUrl": SECOND,
            "publishTime": "2025-11-09 07:00:00",
            "linkUrls": [
                {"linkTitle": "专题 |", "linkUrl": "/legal/zt/index.html"},
                {"linkTitle": "<b>云岭</b>巡警&amp;交警联动", "linkUrl": SECOND},
            ],
        },
    ]
    assert links(rows) == (
        ArticleLink(HOST + FIRST, "新岭警方侦破网络赌博案", "2025-11-05", "警务动态"),
        ArticleLink(HOST + SECOND, "云岭巡警&交警联动", "2025-11-04", "警务动态"),
    )


@pytest.mark.parametrize(
    "rows",
    [
        "{",
        "{}",
        '{"datasource": "x"}',
        '{"datasource": [1, null, [], {"publishUrl": 7}, {"publishUrl": "http://[", "title": "t"}]}',
        '{"datasource": [{"linkUrls": [3, {"linkUrl": null}, {}]}]}',
        '{"a":' * 200_000,
        '{"datasource": [{"publishUrl": "/legal/index.htm", "title": "频道首页"}]}',
    ],
    ids=["cut", "empty", "text", "no rows", "no links", "deep", "no article"],
)
def test_a_file_that_holds_no_articles_gives_none(rows: str) -> None:
    assert links(rows) == ()
