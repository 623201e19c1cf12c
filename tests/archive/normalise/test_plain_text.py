"""Texts crawled elsewhere: headline, kicker, section, captions by their place."""

# ruff: noqa: E501  lists of printed lines and labels are easier to compare unbroken
from archive.normalise.cleaning import clean
from archive.normalise.plain_text import read_lines

BODY = "近日，沧江市公安局城关分局打掉一个以低价旅游为名的诈骗团伙，抓获嫌疑人六名，追回被骗资金四十余万元。"


def _read(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, reading in read_lines(text).readings:
        found.setdefault(name, []).append(reading.value)
    return found


def test_lines_between_bars() -> None:
    text = f"|\n法治\n|\n|\n{BODY}\n|\n沧江警方深挖线索\n|\n低价游骗局落幕\n|\n|\n( 2024-03-05 ) 稿件来源: 云岭日报法治 |\n|\n{BODY}\n|\n"
    assert _read(text) == {"section": ["法治"], "kicker": ["沧江警方深挖线索"], "headline": ["低价游骗局落幕"]}
    assert clean(read_lines(text).blocks).paragraphs == (BODY,)


def test_the_first_line_that_is_no_furniture() -> None:
    text = f"返回首页 回到顶部\n\n低价游骗局落幕\n——沧江警方破案纪实\n\n2024-03-05 10:32:13 来源:沧江在线\n\n{BODY}"
    assert _read(text) == {"headline": ["低价游骗局落幕"], "subheadline": ["——沧江警方破案纪实"]}


def test_a_text_without_headline_gets_none() -> None:
    assert _read(f"{BODY}\n{BODY}您是第 位访客") == {}


def test_the_unit_that_sent_the_text() -> None:
    assert _read(f"公安局:沧江市公安局多措并举护平安\n{BODY}") == {
        "headline": ["沧江市公安局多措并举护平安"],
        "source": ["公安局"],
    }
    assert _read(f"沧江公安:用忠诚守护平安\n{BODY}") == {"headline": ["沧江公安:用忠诚守护平安"]}


def test_captions_before_the_credit_for_all_pictures() -> None:
    text = f"平安沧江\n\n□于小山\n\n誓师大会现场。\n\n{BODY}\n\n模范在基层\n\n{BODY[:-1]}三\n\n宣讲报告会\n\n模范在基层\n\n本版图片均由刘小明摄"
    cleaned = clean(read_lines(text).blocks, columns=True)
    assert set(cleaned.captions) == {"誓师大会现场。", "模范在基层", "宣讲报告会", "本版图片均由刘小明摄"}
    assert cleaned.paragraphs == (BODY, BODY[:-1] + "三")


def test_empty() -> None:
    assert read_lines("").blocks == ()
