"""Further pages of one article, and links that only look like them."""

import pytest

from archive.extract.next_pages import next_pages
from archive.extract.page_tree import parse_page

CASES = [
    (
        "https://pa.canglan.test/2024/t12.html",
        '<a href="t12_2.html">2</a> <a href="t12_3.html">【3】</a> <a href="t12_2.html">下一页</a>',
        ("https://pa.canglan.test/2024/t12_2.html", "https://pa.canglan.test/2024/t12_3.html"),
    ),
    (
        "https://pa.canglan.test/2024/t12.html",
        '<a href="t12_1.html">2</a>',
        ("https://pa.canglan.test/2024/t12_1.html",),
    ),
    (
        "https://pa.canglan.test/system/2025/11/05/017130210.shtml",
        '<a href="017130210_01.shtml">[2]</a> <a href="017130210_02.shtml">[3]</a>',
        tuple(f"https://pa.canglan.test/system/2025/11/05/017130210_0{page}.shtml" for page in (1, 2)),
    ),
    ("https://pa.canglan.test/show?id=9", '<a href="show?id=9&page=2">2</a>', ("https://pa.canglan.test/show?id=9&page=2",)),
    ("https://pa.canglan.test/2024/t12.html", '<a href="t13.html">下一页</a> <a href="/list_2.html">2</a>', ()),
    ("https://pa.canglan.test/2024/t12.html", '<a href="http://other.test/2024/t12_2.html">2</a>', ()),
    ("https://pa.canglan.test/2024/t12.html", '<a href="http://[bad">2</a> <a href="javascript:next()">下一页</a>', ()),
    ("", '<a href="t12_2.html">2</a>', ()),
]  # fmt: skip


@pytest.mark.parametrize(("url", "links", "pages"), CASES)
def test_only_pages_of_the_same_article_follow(url: str, links: str, pages: tuple[str, ...]) -> None:
    assert next_pages(parse_page(f"<html><body><p>正文</p>{links}</body></html>", url=url)) == pages
