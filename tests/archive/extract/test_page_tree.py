"""Trees: pages that break parsers, comments that hold fields, files that are no pages."""

import pytest

from archive.errors import EmptyBody
from archive.extract.page_tree import looks_binary, parse_page, text_of

SENTENCE = "云岭省公安厅昨日召开会议，部署冬季治安防控。"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 3000 + SENTENCE + "</div>" * 3000,
        "<p>" + "<font><b>" * 3000 + SENTENCE,
        '<?xml version="1.0" encoding="gb2312"?><html><body><p>' + SENTENCE,
        "<html><body><p>" + SENTENCE.replace("，", "，\x00"),
        "<html><body><script>var x = '<p>别的文字';</script><p>" + SENTENCE,
    ],
    ids=["deep_divs", "unclosed_fonts", "xml_declaration", "nul", "script"],
)
def test_the_text_survives(page: str) -> None:
    assert text_of(parse_page(page).root) == SENTENCE


def test_a_page_stored_as_a_literal_gets_its_lines_back() -> None:
    page = "<html>\\n" + "<div>\\n\\t<p>" * 40 + SENTENCE + "\\n" * 20
    assert text_of(parse_page(page).root) == SENTENCE


def test_fields_in_a_comment_are_read_before_comments_go() -> None:
    page = parse_page(
        "<html><body><!--enpproperty <articleid>7</articleid><date>2024-03-05 00:00:00:000</date>"
        "<author>甘小山</author><title>雪夜寻人</title><subtitle></subtitle>/enpproperty--><p>正文</p></body></html>"
    )
    assert page.enp == {"articleid": "7", "date": "2024-03-05 00:00:00:000", "author": "甘小山", "title": "雪夜寻人"}


def test_an_empty_page_says_so() -> None:
    with pytest.raises(EmptyBody):
        parse_page("  \n ")


@pytest.mark.parametrize(("payload", "binary"), [(b"%PDF-1.4", True), (b"PK\x03\x04", True), (b"<html>", False)])
def test_files_of_other_kinds_are_told_apart(payload: bytes, binary: bool) -> None:
    assert looks_binary(payload) is binary


def test_characters_no_text_holds_are_gone_however_they_are_written() -> None:
    bad = "\x01\x0b\x7f&#1;&#11;&#x1F;&#xFFFE;&#55296;&#xD800;&#0;"
    page = parse_page(f"<p>柳溪{bad}<script>x</script>{bad}警方&#21335;屏&#9;&#10;&#12345;</p>")
    assert text_of(page.root) == "柳溪警方南屏 \u3039"
