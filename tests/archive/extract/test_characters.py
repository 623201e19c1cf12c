"""Characters no text holds are in no field of an article, wherever the page has them."""

from __future__ import annotations

import dataclasses
import re

import pytest

from archive.extract.characters import without_controls
from archive.read import read_article, read_text
from archive.records import Article, ArticleRules, Capture

BODY = "柳溪派出所民警{}走进校园，向学生讲解防范电信诈骗的方法，发放手册三百册，受到师生欢迎。"
PAGE = """<html><head><title>柳溪{0}警方走访</title><meta name="ArticleTitle" content="柳溪{0}警方">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"柳溪\\u0000警方",
"author":"张\\u0007三"}}</script></head>
<body><!--enpproperty <title>柳溪{0}警方</title><author>张{0}三</author>/enpproperty-->
<h1>柳溪&#0;警方&#x7;走访{0}</h1><div>来源：云岭&#1;公安报{0} 记者：张&#2;三 2025-11-05</div>
<div id="zoom"><p>{1}</p><img src="a{0}.jpg" alt="图{0}"><p><a href="b.doc">附件{0}.doc</a></p></div></body></html>"""


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("柳\x00溪\x1b[2J", "柳溪[2J"), ("柳&#7;溪&#x1B;", "柳溪"), ("柳\ufffe&#55296;溪", "柳溪"),
        ("一\t二\n三", "一\t二\n三"), ("&#29233;&#10;", "&#29233;&#10;"),
    ],
)  # fmt: skip
def test_they_go_as_they_are_and_as_references(text: str, plain: str) -> None:
    assert without_controls(text) == plain


def strange(article: Article) -> list[str]:
    """The fields that hold one."""
    return [
        field.name
        for field in dataclasses.fields(article)
        if re.search(r"\\x[01][0-9a-f]|\\x7f|\\ufff[ef]|\\ud[89a-f]", repr(getattr(article, field.name)))
    ]


@pytest.mark.parametrize("control", ["\x00", "\x07\x1b", "\ufffe"])
def test_no_field_of_a_page_has_one(control: str) -> None:
    page = PAGE.format(control, BODY.format(control)).encode()
    capture = Capture("", "http://gat.yunling.test/1.html", "2025-12-10T00:00:00Z", 200, (), page, "")
    article = read_article(capture, ArticleRules())
    assert strange(article) == []
    assert article.headline == "柳溪警方走访" and article.source == "云岭公安报"
    assert article.paragraphs[0] == BODY.format("")


@pytest.mark.parametrize("white", ["\r", "\r\n", "\t", "&#13;", "&#9;"])
def test_a_carriage_return_and_a_tab_are_a_space(white: str) -> None:
    page = PAGE.format(white, BODY.format(white)).encode()
    article = read_article(Capture("", "http://gat.yunling.test/1.html", "", 200, (), page, ""), ArticleRules())
    assert article.paragraphs[0] == BODY.format(" ")
    assert not re.search(r"\\[rt]", repr(article))


def test_no_field_of_a_plain_text_has_one() -> None:
    article = read_text(f"柳溪\x00警方走访校园\n2025-11-05 来源：云岭\x07公安报\n{BODY.format(chr(0x1B))}")
    assert strange(article) == [] and article.paragraphs == (BODY.format(""),)
