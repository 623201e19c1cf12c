"""Bodies: known containers, dense text, blocks, captions, tables, files, and boxes that are none of it."""

import pytest

from archive.extract.body import Body, find_body
from archive.extract.page_tree import parse_page
from archive.records import BodyLayout

ONE = "三月五日夜里，沧江县公安局接到报警，称有老人走失，值班民警立即分成三组沿河寻找，并联系周边村组协助。"
TWO = "凌晨两点，民警在芦苇丛边发现老人，其衣衫单薄、神志清楚，民警脱下大衣为他披上，随后送回家中，家属连声道谢。"
MENU = "".join(f'<li><a href="/{n}">警务公开栏目{n}</a></li>' for n in range(12))
FOOT = "<div class='foot'><p>主办单位：沧江县公安局 技术支持：云岭软件，地址在人民路八号，电话如下。</p></div>"


def body_of(inner: str, layout: BodyLayout | None = None) -> Body:
    page = parse_page(
        f"<html><body><ul class='nav1'>{MENU}</ul>{inner}{FOOT}</body></html>", url="https://pa.cj.test/a/1.html"
    )
    found = find_body(page, layout)
    assert found is not None
    return found


def texts(body: Body, kind: str = "") -> list[str]:
    return [block.text for block in body.blocks.blocks if not kind or block.kind == kind]


SHAPES = {
    "trs": f"<div class='wrap'><div class='TRS_Editor'><p>　　{ONE}</p><p>　　{TWO}</p></div></div>",
    "vsb": f"<form><div id='vsb_content_2'><div class='v_news_content'><p>{ONE}</p><p>{TWO}</p></div></div></form>",
    "epaper_table": f"<table><tr><td><founder-content><p>{ONE}<p>{TWO}</founder-content></td></tr></table>",
    "asp_br": f"<table><tr><td class='x1'>　　{ONE}<br><br>　　{TWO}</td></tr></table>",
    "divs_only": f"<div class='k9'><div>{ONE}</div><div>{TWO}</div></div>",
    "in_heading": f"<h2 class='k2'><div class='k3'><p>{ONE}</p><p>{TWO}</p></div></h2>",
    "in_wbr": f"<div id='zoom'><wbr><p>{ONE}</p><p>{TWO}</p></wbr></div>",
    "spans": f"<div class='k4'><p><span>{ONE[:20]}</span><span>{ONE[20:]}</span></p><p><font>{TWO}</font></p></div>",
    "torn_spans": "<div class='k8'>"
    + "".join(
        "<p>" + "".join(f"<span>{text[at : at + 3]}</span>" for at in range(0, len(text), 3)) + "</p>"
        for text in (ONE, TWO)
    )
    + "</div>",
    "hidden_copy": f"<div id='zoom'><p>{ONE}</p><p>{TWO}</p></div><div style='display: none'><p>{ONE}</p></div>",
    "all_hidden": f"<div style='display:none'><div class='k6'><p>{ONE}</p><p>{TWO}</p></div></div>",
    "sidebar": f"<div class='k7'><p>{ONE}</p><p>{TWO}</p></div><div class='sidebar'><p>{TWO[::-1]}，。</p></div>",
    "comments": f"<article><p>{ONE}</p><p>{TWO}</p><div id='comments'><p>{'请文明发言。' * 70}</p></div></article>",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape_gives_the_two_paragraphs(shape: str) -> None:
    assert texts(body_of(shape)) == [ONE, TWO]


def test_the_sites_own_selector_comes_first() -> None:
    page = f"<div id='zoom'><p>{TWO}</p></div><div class='mine'><p>{ONE}</p><p class='ad'>广告。</p></div>"
    body = body_of(page, BodyLayout(body=(".nothing", ".mine"), drop=(".ad",)))
    assert texts(body) == [ONE]
    assert (body.reader, body.confidence) == ("rules", "high")


def test_a_selector_that_is_none_is_passed_over() -> None:
    assert texts(body_of(SHAPES["trs"], BodyLayout(body=("div[[",)))) == [ONE, TWO]


def test_captions_pictures_and_files_stand_apart() -> None:
    body = body_of(
        f"<div id='zoom'><p>{ONE}</p><p align='center'><img src='../img/7.jpg'></p>"
        f"<p align='center'>民警护送老人回家</p><p>{TWO}</p><p>附件：<a href='f/9.docx'>寻人启事.docx</a></p></div>"
    )
    assert texts(body, "caption") == ["民警护送老人回家"]
    assert [(image.url, image.caption) for image in body.blocks.images] == [
        ("https://pa.cj.test/img/7.jpg", "民警护送老人回家")
    ]
    assert [(file.url, file.name) for file in body.blocks.attachments] == [
        ("https://pa.cj.test/a/f/9.docx", "寻人启事.docx")
    ]
    assert texts(body)[-1] == "附件：寻人启事.docx"


def test_sub_heads_and_rows_of_a_table_are_kept() -> None:
    body = body_of(
        f"<div id='zoom'><p><strong>雪夜出警</strong></p><p>{ONE}</p><p>{TWO}</p>"
        "<table><tr><th>月份</th><th>案件</th></tr><tr><td>一月</td><td>12</td></tr></table></div>"
    )
    assert texts(body, "subhead") == ["雪夜出警"]
    assert texts(body, "table") == ["月份 案件", "一月 12"]


def test_links_to_other_articles_are_no_text() -> None:
    related = "".join(f"<p><a href='/n/{n}'>另一篇报道的标题第{n}篇</a></p>" for n in range(3))
    assert texts(body_of(f"<div id='zoom'><p>{ONE}</p><p>{TWO}</p>{related}</div>")) == [ONE, TWO]


def test_a_link_inside_a_sentence_stays() -> None:
    linked = ONE.replace("沧江县公安局", "<a href='/'>沧江县公安局</a>")
    assert texts(body_of(f"<div id='zoom'><p>{linked}</p><p>{TWO}</p></div>")) == [ONE, TWO]


def test_a_page_of_links_has_no_body() -> None:
    assert find_body(parse_page(f"<html><body><ul>{MENU}</ul></body></html>"), None) is None
