"""新华网: articles `/legal/20240426/<32 hex>/c.html`; a list shows its newest, the rest is in `ds_<32 hex>.json`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urljoin

from scrapy import Selector
from scrapy.http import Response

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.families.listed import day_of, first_text, parsed, plain
from crawler.links import URL_DATE, as_date

DATASOURCE = re.compile(r"datasource:\s*([0-9a-f]{32})")


class NewsCnSpider(ColumnsSpider):
    """`<div data="datasource:<32 hex>" datatype="ds">` names the file a list goes on in, in the folder of the page."""

    family: ClassVar[str] = "news_cn"
    article_pattern: ClassVar[str] = r"/(?:20\d{6}/[0-9a-f]{32}/c|20\d{2}-\d{2}/\d{2}/c_\d+)\.html?$"
    markers: ClassVar[tuple[str, ...]] = (r"datatype=[\"']ds[\"']",)

    def links_of(self, text: str, url: str) -> tuple[ArticleLink, ...]:
        if not text.lstrip().startswith("{"):
            return super().links_of(text, url)
        kept: dict[str, ArticleLink] = {}
        for link in rows(parsed(text), url):
            if link.headline and re.search(self.article_pattern, link.url):
                kept.setdefault(link.url, link)
        return tuple(kept.values())

    def older(self, response: Response) -> str:
        """The file of the box that holds most articles; what stands beside it belongs to other columns."""
        boxes = Selector(text=response.text, type="html").xpath("//*[@datatype='ds'][@data]")
        counted = [(sum(map(self.is_here, box.xpath(".//a/@href").getall())), -at) for at, box in enumerate(boxes)]
        if not counted:
            return super().older(response)
        most, place = max(counted)
        named = DATASOURCE.search(boxes[-place].attrib["data"])
        return urljoin(response.url, f"ds_{named[1]}.json") if named and most else ""

    def is_here(self, href: str) -> bool:
        """Whether a link has the shape of an article."""
        return bool(re.search(self.article_pattern, href.strip()))


def rows(value: Any, url: str) -> Iterator[ArticleLink]:
    """The links of a `ds_` file; a row of links was dated by who put it there, its articles only by their addresses."""
    found = value.get("datasource") if isinstance(value, dict) else None
    for row in found if isinstance(found, list) else []:
        if not isinstance(row, dict):
            continue
        links = row.get("linkUrls")
        inner = [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []
        if not inner:
            yield from linked(row, url, ("publishUrl", "title", day_of(first_text(row, ("publishTime",)))))
        for one in inner:
            yield from linked(one, url, ("linkUrl", "linkTitle", ""))


def linked(row: Mapping[str, Any], url: str, names: tuple[str, str, str]) -> Iterator[ArticleLink]:
    """The link of a row: the names of its members for address and headline, and its day."""
    address, title, day = names
    try:
        target = urljoin(url, first_text(row, (address,)))
    except ValueError:
        return
    headline = plain(first_text(row, (title,)))
    yield ArticleLink(target, headline, day or as_date(URL_DATE.search(target)))
