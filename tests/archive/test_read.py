"""Reading: whole pages of the shapes that newspaper and government systems print, to articles; and broken pages."""

# ruff: noqa: E501  a page broken into short lines is no longer the page
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import EmptyBody, NotHtml, ReadError
from archive.read import join_pages, read_article, read_text
from archive.records import ArticleLink, ArticleRules, Capture

ONE = "三月五日夜里，沧江县公安局接到报警，称有老人走失，值班民警立即分成三组沿河寻找，并联系周边村组协助。"
TWO = "凌晨两点，民警在芦苇丛边发现老人，其衣衫单薄、神志清楚，民警脱下大衣为他披上，随后送回家中。"
FOOT = "<div class='foot'>主办单位：沧江县公安局 滇ICP备00000000号 网站标识码：0000000000</div>"


def capture(page: str | bytes, *, kind: str = "text/html", url: str = "https://pa.cj.test/a/t9.html") -> Capture:
    payload = page if isinstance(page, bytes) else page.encode()
    return Capture("cj", url, "2024-03-06T01:00:00Z", 200, (("Content-Type", kind),), payload, "")


PAGES = {
    "gov_trs": f"""<html><head><title>雪夜寻人暖民心_沧江县公安局</title><meta name="ArticleTitle" content="雪夜寻人暖民心">
<meta name="PubDate" content="2024-03-05 09:30"></head><body><div>当前位置：<a href="/">首页</a> &gt; 警务要闻</div>
<h1>雪夜寻人暖民心</h1><div class="info"><span>发布时间：2024-03-05 09:30</span> <span>来源：沧江日报</span>
<span>作者：甘小山</span> <span>字体：[大 中 小]</span></div><div class="TRS_Editor"><p>　　{ONE}</p><p>　　{TWO}</p></div>
<p>责任编辑：廖小明</p><p>【打印本页】【关闭窗口】</p>{FOOT}</body></html>""",
    "visual_site_builder": f"""<html><head><title>雪夜寻人暖民心-平安沧江</title></head><body><form name="_newscontent_fromname">
<h2 align="center">雪夜寻人暖民心</h2><div align="center">2024年03月05日 09:30　来源：沧江日报　作者：甘小山　点击：[<span>25</span>]</div>
<div id="vsb_content"><div class="v_news_content"><p>{ONE}</p><p>{TWO}</p><p>（责任编辑：廖小明）</p></div></div>
<p>上一条：<a href="8.htm">冬季防范提示</a></p></form>{FOOT}</body></html>""",
    "epaper": f"""<html><head><title>沧江日报</title></head><body><!--enpproperty <title>雪夜寻人暖民心</title><author>甘小山</author>
<date>2024-03-05 09:30:00:000</date><papername>沧江日报</papername>/enpproperty--><table><tr><td><b>放大+ 缩小- 默认</b></td></tr>
<tr><td><p>雪夜寻人暖民心</p></td></tr><tr><td><div id="ozoom"><founder-content><P>{ONE}<P>{TWO}</founder-content></div></td></tr>
<tr><td>（责编：廖小明）</td></tr></table></body></html>""",
    "asp_table": f"""<html><head><title>雪夜寻人暖民心</title></head><body><table><tr><td align=center><font size=4><b>雪夜寻人暖民心</b>
</font></td></tr><tr><td align=center>时间:2024-3-5 9:30 来源:沧江日报 作者:甘小山 责任编辑:廖小明</td></tr>
<tr><td>　　{ONE}<br><br>　　{TWO}<br></td></tr></table></body></html>""",
    "portal": f"""<html><head><title>雪夜寻人暖民心_沧江网</title></head><body><h1>雪夜寻人暖民心</h1>
<div><span class="date">2024年03月05日 09:30</span> <a class="source" href="/">沧江日报</a> 缩小字体 放大字体 收藏 分享</div>
<div class="article" id="artibody"><p>{ONE}</p><p>{TWO}</p><p>（记者 甘小山）</p><p class="article-editor">责任编辑：廖小明</p></div>
<div id="comments"><p>文明上网，理性发言，请遵守规定。</p></div></body></html>""",
    "divs": f"""<html><head><title>雪夜寻人暖民心 - 沧江县公安局</title></head><body><div class="bt1">雪夜寻人暖民心</div>
<div>发布日期：2024-03-05 09:30 | 来源：沧江日报 | 作者：甘小山 | 责任编辑：廖小明</div>
<div class="wzx"><div>{ONE}</div><div>{TWO}</div></div></body></html>""",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_every_shape_gives_the_same_article(page: str, charset: str) -> None:
    article = read_article(capture(page.encode(charset)), ArticleRules())
    assert article.headline == "雪夜寻人暖民心"
    assert article.published[:16] == "2024-03-05T09:30"
    assert article.source == "沧江日报"
    assert article.named("author", "reporter") == ("甘小山",)
    assert article.named("editor") == ("廖小明",)
    assert article.paragraphs == (ONE, TWO)
    assert article.script == "hans"
    assert article.fingerprint is None


def test_a_body_printed_twice_is_kept_once() -> None:
    twice = f"<div class='pc'><div class='TRS_UEDITOR'><p>{ONE}</p><p>{TWO}</p></div></div>"
    page = f"<html><body><h1>雪夜寻人暖民心</h1>{twice}<div class='wap'>{twice}</div></body></html>"
    assert read_article(capture(page), ArticleRules()).paragraphs == (ONE, TWO)


def test_a_traditional_page_keeps_its_text_and_gets_a_simplified_copy() -> None:
    text = (
        "〔記者張三／台北報導〕警方昨日在河邊尋獲走失老人，員警脫下大衣為他披上，隨後護送返家，家屬連聲道謝，場面溫馨。"
    )
    article = read_article(
        capture(f"<html><body><h1>雪夜尋人暖民心</h1><div id='zoom'><p>{text}</p></div>"), ArticleRules()
    )
    assert article.script == "hant"
    assert article.paragraphs == (text,)
    assert article.paragraphs_hans is not None and "寻获走失老人" in article.paragraphs_hans[0]
    assert article.headline_hans == "雪夜寻人暖民心"
    assert article.named("reporter") == ("張三",)


def test_the_sites_name_for_itself_becomes_its_publisher() -> None:
    page = f"<html><body><h1>雪夜寻人暖民心</h1><p>2024-03-05　来源：本站</p><div id='zoom'><p>{ONE}</p></div>"
    rules = ArticleRules(publisher="沧江县公安局")
    assert read_article(capture(page), rules).source == "沧江县公安局"


def test_the_list_page_gives_a_day_that_the_page_lacks() -> None:
    bare = capture(f"<html><body><h1>雪夜寻人暖民心</h1><div id='zoom'><p>{ONE}</p></div>")
    assert "undated" in read_article(bare, ArticleRules()).flags
    listed = read_article(replace(bare, link=ArticleLink(bare.url, published="2024-03-04")), ArticleRules())
    assert (listed.published, listed.precision) == ("2024-03-04", "day")
    assert dict(listed.read_by)["published"] == "list_page:medium"


def test_a_page_is_never_dated_finer_than_it_shows() -> None:
    page = (
        "<html><head><meta name='PubDate' content='2024-03-05 09:30'></head><body><h1>雪夜寻人暖民心</h1>"
        f"<p>发布时间：2024-03-05</p><div id='zoom'><p>{ONE}</p></div>"
    )
    article = read_article(capture(page), ArticleRules())
    assert (article.published, article.precision) == ("2024-03-05", "day")


UNREADABLE = [
    ("pdf", b"%PDF-1.4 ...", "text/html", NotHtml),
    ("picture", b"<html>", "image/png", NotHtml),
    ("empty", b"", "text/html", EmptyBody),
    ("blank", b"<html><body></body></html>", "text/html", EmptyBody),
    (
        "menu",
        "<html><body><a href='/'>首页</a><a href='/a'>警务公开</a></body></html>".encode(),
        "text/html",
        EmptyBody,
    ),
    ("footer_only", f"<html><body>{FOOT}</body></html>".encode(), "text/html", EmptyBody),
]


@pytest.mark.parametrize(("payload", "kind", "error"), [c[1:] for c in UNREADABLE], ids=[c[0] for c in UNREADABLE])
def test_what_is_no_article_says_why(payload: bytes, kind: str, error: type[ReadError]) -> None:
    with pytest.raises(error):
        read_article(capture(payload, kind=kind), ArticleRules())


def test_pages_of_one_article_are_joined() -> None:
    first = read_article(capture(PAGES["gov_trs"].replace(f"<p>　　{TWO}</p>", "")), ArticleRules())
    second = read_article(capture(f"<html><body><div id='zoom'><p>{TWO}</p></div>"), ArticleRules())
    whole = join_pages([first, second])
    assert whole.paragraphs == (ONE, TWO)
    assert whole.paragraphs_hans is None
    assert (whole.headline, whole.published, whole.url) == (first.headline, first.published, first.url)
    assert "undated" not in whole.flags
    with pytest.raises(EmptyBody):
        join_pages([])


def test_plain_text_is_read_by_the_same_rules() -> None:
    article = read_text(
        f"当前位置：首页 > 警务要闻\n雪夜寻人暖民心\n2024-03-05 09:30 来源：沧江日报\n{ONE}\n{TWO}\n", site="cj"
    )
    assert article.headline == "雪夜寻人暖民心"
    assert article.paragraphs == (ONE, TWO)
    assert (article.published, article.source, article.site) == ("2024-03-05T09:30", "沧江日报", "cj")
    with pytest.raises(EmptyBody):
        read_text("\n \n")


@st.composite
def broken_pages(draw: st.DrawFn) -> bytes:
    """A page with pieces cut out, doubled, or overwritten."""
    payload = bytearray(draw(st.sampled_from(list(PAGES.values()))).encode(draw(st.sampled_from(["utf-8", "gb18030"]))))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(0, len(payload) - 1)))
        end = at + draw(st.integers(0, 300))
        change = draw(st.sampled_from(["cut", "double", "noise", "tag"]))
        if change == "cut":
            del payload[at:end]
        elif change == "double":
            payload[at:at] = payload[at:end]
        elif change == "noise":
            payload[at : at + 4] = draw(st.binary(max_size=8))
        else:
            payload[at:at] = draw(
                st.sampled_from([b"<div>", b"</table>", b"<!--", b"<script>", b"\x00", b"&#x0;", b"<a href='//['>"])
            )
    return bytes(payload)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(payload=broken_pages())
def test_a_broken_page_raises_nothing_but_a_read_error(payload: bytes) -> None:
    try:
        article = read_article(capture(payload), ArticleRules())
    except ReadError:
        return
    assert article.paragraphs


LINES = (
    "<p>云岭省公安厅关于开展</p><p>冬季治安整治行动的</p><p>通知</p>",
    "<p>云岭省公安厅关于开展冬季治安整治行动的通知</p>",
)
NOTICE = "云岭省公安厅关于开展冬季治安整治行动的通知"
PROSE = "各市公安局：为确保群众过一个平安祥和的冬天，省厅决定开展整治行动。现将有关事项通知如下。"


@pytest.mark.parametrize("lines", LINES, ids=["in pieces", "whole"])
@pytest.mark.parametrize(
    ("below", "subheadline", "kept"),
    [
        ("", "", []),
        ("<p>全省统一行动 百日挂牌督办</p>", "全省统一行动 百日挂牌督办", []),
        ("<p>一、行动的目标</p>", "", ["一、行动的目标"]),
    ],
)
def test_a_headline_printed_again_in_the_text_is_no_paragraph(
    lines: str, below: str, subheadline: str, kept: list[str]
) -> None:
    page = f"<title>{NOTICE}</title><h1>{NOTICE}</h1><div id='zoom'>{lines}{below}<p>{PROSE}</p></div>"
    article = read_article(capture(page), ArticleRules())
    assert (article.headline, article.subheadline) == (NOTICE, subheadline)
    assert list(article.paragraphs) == [*kept, PROSE]


def test_a_text_whose_sentences_a_mirror_shuffled_says_so() -> None:
    page = f"<h1>{NOTICE}</h1><div id='zoom'><p>{ONE}</p><p>{TWO}</p><p>DATE: 2026-03-16 05:32:50</p></div>"
    article = read_article(capture(page), ArticleRules())
    assert "mirror_shuffled" in article.flags
    assert article.paragraphs == (ONE, TWO)
    assert "mirror_shuffled" not in read_article(capture(page.replace("DATE: ", "")), ArticleRules()).flags


def test_characters_that_stand_apart_are_words_again() -> None:
    apart = " ".join("立法会问题：警方如何处理电话骗案（书面答复）")
    page = f"<h1>{apart}</h1><div id='zoom'><p>{' '.join(ONE)}</p><p>{TWO} 杨 昭 报道</p></div>"
    article = read_article(capture(page), ArticleRules())
    assert article.headline == "立法会问题：警方如何处理电话骗案（书面答复）"
    assert article.paragraphs[0] == ONE
    assert "杨 昭" in article.paragraphs[1]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("沧江全国技能竞赛决赛收官-沧江网", "沧江全国技能竞赛决赛收官"),
        ("沧江—云岭两地警方联手-北川日报", "沧江—云岭两地警方联手"),
        ("F-16机场附近发现不明物体", "F-16机场附近发现不明物体"),
    ],
)
def test_a_sites_name_behind_a_hyphen_is_no_part_of_the_headline(title: str, headline: str) -> None:
    page = f"<title>{title}</title><div id='zoom'><p>{ONE}</p><p>{TWO}</p></div>"
    assert read_article(capture(page), ArticleRules()).headline == headline
