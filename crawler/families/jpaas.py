"""大汉 JPAAS: a list is a unit of its page, whose further pages an interface answers as HTML inside JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from scrapy.http import Response

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.links import matching, tree_of
from crawler.site import ListPage

INTERFACE = "/api-gateway/jpaas-publish-server/front/page/build/unit"
PARAMETER = re.compile(r"[\"'](\w+)[\"']\s*:\s*[\"']([^\"']*)[\"']")
IS_LIST = re.compile(r"列表|分页|list|ajax", re.IGNORECASE)
COUNT = re.compile(r"\bcount\s*=\s*[\"']?(\d+)")
PER_PAGE = re.compile(r"\b(?:pageSize|rows)\s*=\s*[\"']?(\d+)", re.IGNORECASE)
DEFAULT_PER_PAGE = 20


class JpaasSpider(ColumnsSpider):
    """`art/2024/art_<32 digits>.html`; where the column's page is a shell, all its list comes from the interface."""

    family: ClassVar[str] = "jpaas"
    lists_by_script: ClassVar[bool] = True
    article_pattern: ClassVar[str] = r"/art/\d{4}/art_[0-9a-f]{32}\.html$"
    markers: ClassVar[tuple[str, ...]] = (
        r"jpaas-publish-server/front/page/build/unit",
        r"href=[\"']?[^\"'\s>]*art/\d{4}/art_[0-9a-f]{32}\.html",
    )

    def read_list(self, response: Response) -> ListPage:
        """An answer of the interface does not name its column: the folder of its articles does."""
        page = super().read_list(response)
        if not page.links:
            unit = "" if "paramJson=" in response.url else unit_of(response.text, response.url)
            return ListPage(changing=(unit_page(unit, 1, DEFAULT_PER_PAGE),) if unit else ())
        section = self.section_of(response.url) or self.section_of(page.links[0].url)
        return replace(page, links=tuple(replace(link, section=section) for link in page.links))

    def links_of(self, text: str, url: str) -> tuple[ArticleLink, ...]:
        return matching(markup_of(text), url, self.article_pattern)

    def older(self, response: Response) -> str:
        markup = markup_of(response.text)
        shown = len(self.links_of(response.text, response.url))
        per_page, number, unit = shown, 1, response.url
        if "paramJson=" in response.url:
            asked = json.loads(dict(parse_qsl(urlsplit(response.url).query))["paramJson"])
            per_page, number = int(asked["pageSize"]), int(asked["pageNo"])
        else:
            unit = unit_of(response.text, response.url)
            said = PER_PAGE.search(markup)
            per_page = int(said[1]) if said else shown
        if not unit or not shown:
            return super().older(response)
        count = COUNT.search(markup)
        goes_on = number * per_page < int(count[1]) if count else shown >= per_page
        return unit_page(unit, number + 1, per_page) if goes_on else ""


def markup_of(text: str) -> str:
    """The HTML of a page, or of an answer `{"data": {"html": "…"}}`; an answer without any is empty."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        answer = json.loads(text)
    except ValueError:
        return text
    inner = answer.get("data")
    return str(inner.get("html") or "") if isinstance(inner, dict) else ""


def unit_of(text: str, url: str) -> str:
    """The interface's address for the list of a page, without a page number; "" where the page has no unit.

    Of several units the one named as a list, else the last: navigation stands before it.
    """
    tree = tree_of(text)
    units = tree.xpath("//*[@querydata]") if tree is not None else []
    found = ""
    for unit in units:
        asked = dict(PARAMETER.findall(unit.get("querydata")))
        if not asked:
            continue
        address = urljoin(url, unit.get("url") or INTERFACE)
        found = f"{address}?{urlencode(asked)}"
        if IS_LIST.search(asked.get("tagId", "")):
            break
    return found


def unit_page(unit: str, number: int, per_page: int) -> str:
    """A page of a unit, counted from 1."""
    parts = urlsplit(unit)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    query["paramJson"] = json.dumps({"pageNo": number, "pageSize": per_page}, separators=(",", ":"))
    return urlunsplit(parts._replace(query=urlencode(query)))
