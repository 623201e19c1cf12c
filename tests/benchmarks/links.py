"""List pages: articles found without a selector beside every link of eight Chinese characters, and what that costs."""

from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin

from archive.extract.charset import decode
from archive.records import ArticleLink
from crawler.links import find_links, matching, next_page
from crawler.links.anchors import tree_of
from tests.crawler.list_pages import ListCase, invented_lists, measured, rows, sample_lists

RECORDED = Path(__file__).parents[3] / "shared" / "gold" / "pages"
HAN = re.compile(r"[\u4e00-\u9fff]")
BARE = "<li><a href='/jwdt/{y}{m}/t{y}{m}{d}_{n}.html'>{h}</a><span>{y}-{m}-{d}</span></li>"
DRESSED = f"<div class='article-item clearfix' data-id='{{n}}'>{'<!-- 稿件列表 -->' * 8}{BARE}</div>"
LARGE = 1_000_000  # bytes
ROUNDS = 5


def main() -> None:
    compare("invented", list(invented_lists()))
    compare("sample web", list(sample_lists()))
    if RECORDED.is_dir():
        compare("recorded", list(recorded()))
    else:
        print("recorded pages: not here, not measured")
    for name, row in (("a page of rows", DRESSED), ("nothing but rows", BARE)):
        whole = rows(row, LARGE // len(rows(row, 1).encode()))
        page = ListCase(name, "http://gaj.wangjiang.test/jwdt/", f"<div>{whole}</div>", frozenset())
        cost(name, page)
    few, many = (per_link(count) for count in (1_000, 16_000))
    print(f"16,000 links in one element: {many / few:.2f} × the time a link of 1,000 takes")


def recorded() -> Iterator[ListCase]:
    """The recorded list pages whose article links are known; see the README beside them."""
    for known in sorted(RECORDED.glob("*.links.json")):
        gold = json.loads(known.read_text("utf-8"))
        wanted = frozenset(urljoin(gold["base"], one["href"]).partition("#")[0] for one in gold["items"])
        page = decode((RECORDED / f"{gold['slug']}.html").read_bytes()).text
        yield ListCase(gold["slug"], gold["base"], page, wanted)


def long_links(text: str, url: str) -> list[ArticleLink]:
    return [link for link in matching(text, url, ".") if len(HAN.findall(link.headline)) >= 8]


def compare(name: str, cases: Sequence[ListCase]) -> None:
    """Precision and recall over all links of the pages, and on the worst of them."""
    for reader, find in (("find_links", find_links), ("long links", long_links)):
        each = [measured([case], find) for case in cases]
        precision, recall = measured(cases, find)
        worst = f"worst page {min(one for one, _ in each):.3f} / {min(one for _, one in each):.3f}"
        print(f"{name:11} {len(cases):3} pages  {reader}  precision {precision:.3f}  recall {recall:.3f}  {worst}")


def cost(name: str, page: ListCase) -> None:
    spent: dict[str, list[float]] = {"parse": [], "find_links": [], "next_page": []}
    for _ in range(ROUNDS):
        for reader, seconds in spent.items():
            began = time.process_time()
            if reader == "parse":
                tree_of(page.text)
            else:
                (find_links if reader == "find_links" else next_page)(page.text, page.url)
            seconds.append(time.process_time() - began)
    parse, found, turned = (statistics.median(seconds) for seconds in spent.values())
    print(
        f"{name}, {len(page.text.encode()) / 1e6:.1f} MB, {page.text.count('<a '):,} links: {found:.2f} s "
        f"({found / parse:.0f} × parsing it), next_page {turned:.2f} s"
    )


def per_link(count: int) -> float:
    """Seconds a link, where links stand one after another and none has an element of its own."""
    page = "<p>" + "".join(f"<a href='/a/{n}.html'>望江</a> <span>11-05</span> " for n in range(count))
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        find_links(page, "http://gaj.wangjiang.test/")
        spent.append(time.process_time() - began)
    return min(spent) / count


if __name__ == "__main__":
    main()
