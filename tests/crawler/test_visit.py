"""One visit: which list pages are asked for, run after run, and how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from crawler.catalogue import site_classes
from crawler.middlewares.capture import keep
from crawler.middlewares.conditional import Conditional
from crawler.session import Session
from crawler.visit import Visit

SITE = site_classes(sample=True)["tuoling_police"]
COLUMN = next(iter(SITE.columns.values()))
SHELL = """<script url="/api-gateway/jpaas-publish-server/front/page/build/unit"
queryData="{'webId':'5','tagId':'要闻列表','pageId':'16'}"></script>"""
LIST = f"<li><a href='{SITE.article_example}'>驼铃警方开展夜间巡逻清查行动</a><span>2025-11-05</span></li>"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.open(Settings({"JINGWEN_DATA": str(tmp_path), "READER_SECONDS": 20}))
    yield opened
    opened.close()


def asked_and_answered(session: Session, text: str) -> tuple[Request, list[str]]:
    """The request of one run for the column, as it would be sent, and the lists its answer leads to."""
    visit = Visit(SITE(), session)
    request = visit.list_request(COLUMN)
    Conditional().process_request(request)
    response = HtmlResponse(COLUMN, body=text, encoding="utf-8", headers={"ETag": '"1"'}, request=request)
    request.meta["kept"] = keep(session, visit.site, request, response)
    led_to = [asked.url for asked in visit.list_answered(response) if asked.meta["kind"] == "list"]
    return request, led_to


def test_a_list_is_asked_for_conditionally_once_it_was_read(session: Session) -> None:
    first, _ = asked_and_answered(session, LIST)
    second, _ = asked_and_answered(session, LIST)
    assert "If-None-Match" not in first.headers
    assert second.headers["If-None-Match"] == b'"1"'


def test_a_shell_is_asked_for_whole_and_leads_to_its_list_in_every_run(session: Session) -> None:
    for _ in range(2):
        request, led_to = asked_and_answered(session, SHELL)
        assert "If-None-Match" not in request.headers
        assert len(led_to) == 1 and "pageNo" in led_to[0]


def test_an_article_on_two_lists_is_asked_for_once_in_a_run(session: Session) -> None:
    visit = Visit(SITE(), session)
    asked = []
    for column in (COLUMN, f"{COLUMN}?again"):
        response = HtmlResponse(column, body=LIST, encoding="utf-8", request=visit.list_request(column))
        asked += [request.url for request in visit.list_answered(response) if request.meta["kind"] == "article"]
    assert asked == [SITE.article_example]
