"""Headlines and declared fields: what elements, <title>, <meta>, JSON-LD, classes say; which is believed first."""

import pytest

from archive.extract.headline import cut_title
from archive.extract.metadata import READERS
from archive.extract.page import extract_page
from archive.extract.page_tree import parse_page
from archive.records import ArticleRules, BodyLayout, Capture, Reading

BODY = (
    "<div class='TRS_Editor'><p>三月五日夜里，沧江县公安局接到报警，称有老人走失，值班民警立即分成三组沿河寻找。</p>"
    "<p>凌晨两点，民警在芦苇丛边发现老人，随后将其送回家中，家属连声道谢，并送来锦旗一面表示感谢。</p></div>"
)


def first(page: str, field: str = "headline", rules: ArticleRules | None = None) -> str:
    capture = Capture("cj", "https://pa.cj.test/a/1.html", "2024-03-06T01:00:00Z", 200, (), page.encode(), "")
    extraction = extract_page(capture, rules or ArticleRules())
    return next((reading.value for reading in extraction.of(field)), "")


HEADLINES = [
    ("h1", "<title>雪夜寻人暖民心_平安沧江网</title><body><h1>雪夜寻人暖民心</h1>", "雪夜寻人暖民心"),
    ("class", "<title>平安沧江网</title><body><div class='news_title'>雪夜寻人暖民心</div>", "雪夜寻人暖民心"),
    (
        "date_inside",
        "<title>雪夜寻人暖民心-沧江县公安局</title><body><h2>雪夜寻人暖民心<p>2024-03-05 来源：沧江日报</p></h2>",
        "雪夜寻人暖民心",
    ),
    ("title_only", "<title>雪夜寻人 民警暖心-警务要闻-沧江县公安局</title><body>", "雪夜寻人 民警暖心"),
    (
        "menu_heading",
        "<title>雪夜寻人暖民心</title><body><h2>警务动态要闻</h2><p><b>雪夜寻人暖民心</b></p><h3>平安沧江</h3>",
        "雪夜寻人暖民心",
    ),
    (
        "meta",
        "<title>沧江县公安局</title><meta name='ArticleTitle' content='雪夜寻人暖民心'><body>",
        "雪夜寻人暖民心",
    ),
    (
        "document",
        "<body><table><tr><td>标 题：</td><td>关于开展冬季治安防控的通告</td></tr></table>",
        "关于开展冬季治安防控的通告",
    ),
    (
        "epaper",
        "<title>沧江日报</title><body><!--enpproperty <title>雪夜寻人暖民心</title>/enpproperty-->"
        "<h1>沧江日报电子版</h1>",
        "雪夜寻人暖民心",
    ),
]


@pytest.mark.parametrize(("page", "headline"), [case[1:] for case in HEADLINES], ids=[case[0] for case in HEADLINES])
def test_the_headline_is_found(page: str, headline: str) -> None:
    assert first(f"<html>{page}{BODY}") == headline


def test_kicker_and_subheadline_stand_beside_the_headline() -> None:
    page = f"<html><body><h3>沧江警方冬季行动</h3><h1>雪夜寻人暖民心</h1><h3>——民警沿河搜寻三小时</h3>{BODY}"
    assert first(page, "kicker") == "沧江警方冬季行动"
    assert first(page, "subheadline") == "——民警沿河搜寻三小时"


def test_the_sites_rules_come_first() -> None:
    page = f"<html><title>雪夜寻人暖民心</title><body><h1>雪夜寻人暖民心</h1><p id='t'>另一个标题文字</p>{BODY}"
    rules = ArticleRules(layouts=(BodyLayout(headline=("#t",)),))
    assert first(page, rules=rules) == "另一个标题文字"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("雪夜寻人 民警暖心_警务要闻_平安沧江网", "雪夜寻人 民警暖心"),
        ("雪夜寻人暖民心 - 社會 - 海灣時報", "雪夜寻人暖民心"),
        ("平安沧江网-雪夜寻人民警沿河搜寻三小时", "雪夜寻人民警沿河搜寻三小时"),
        ("雪夜寻人暖民心", "雪夜寻人暖民心"),
        ("", ""),
    ],
)
def test_names_of_sites_are_cut_from_titles(title: str, headline: str) -> None:
    assert cut_title(title, []) == headline


DECLARED = [
    ("gov_meta", "<meta name='PubDate' content='2024-03-05 09:30'>", ("published", "2024-03-05 09:30")),
    ("gov_meta", "<meta name='ContentSource' content='沧江日报'>", ("source", "沧江日报")),
    ("open_graph", "<meta property='og:title' content='雪夜寻人'>", ("headline", "雪夜寻人")),
    (
        "json_ld",
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-03-05"}]}</script>',
        ("published", "2024-03-05"),
    ),
    (
        "json_ld",
        '<script type="application/ld+json">[{"@type":"NewsArticle","author":[{"name":"甘小山"}]}]</script>',
        ("author", "甘小山"),
    ),
]


@pytest.mark.parametrize(("reader", "head", "pair"), DECLARED)
def test_declared_fields_are_read(reader: str, head: str, pair: tuple[str, str]) -> None:
    readings = READERS[reader](parse_page(f"<html><head>{head}</head><body><p>正文</p></body></html>"))
    assert [(name, reading.value) for name, reading in readings] == [pair]
    assert all(isinstance(reading, Reading) and reading.reader == reader for _, reading in readings)


@pytest.mark.parametrize("script", ["{", "[1, null]", '{"@graph": 3}', "[" * 5000])
def test_a_broken_json_ld_says_nothing(script: str) -> None:
    page = parse_page(f'<html><body><script type="application/ld+json">{script}</script><p>正文</p></body></html>')
    assert READERS["json_ld"](page) == ()


def test_a_footers_date_is_no_date_of_publication() -> None:
    page = f"<html><body><h1>雪夜寻人暖民心</h1>{BODY}<div class='footer'>版权所有 2019-01-01 沧江县公安局</div>"
    assert first(page, "published") == ""
