"""The five texts crawled elsewhere come out clean; skipped where they are not beside the repository."""

import re
from pathlib import Path

import pytest

from archive.normalise.cleaning import Cleaned, clean
from archive.normalise.plain_text import PlainText, read_lines

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside the repository")

FURNITURE = re.compile(
    r"^\|$|返回首页|回到顶部|扫一扫|您是第|位访客|委员会主办|^地址|责任编辑[:：]|阅读次数|稿件来源|下转|上接|本版图片|^发布时间|^□"
)
PINYIN = re.compile(r"[\u3400-\u9fff][(（?]{1,2}[a-zāáǎàēéěèīíǐìōóǒòūúǔùü]{1,6}[)）]")


def _text(number: int) -> str:
    return next(SEEDS.glob(f"{number:03}_*.txt")).read_text(encoding="utf-8")


def _read(number: int) -> tuple[PlainText, Cleaned]:
    plain = read_lines(_text(number))
    return plain, clean(plain.blocks, columns=True)


@pytest.mark.parametrize("number", range(5))
def test_no_furniture_and_no_body_lost(number: int) -> None:
    _, cleaned = _read(number)
    hans = cleaned.paragraphs_hans or cleaned.paragraphs
    assert not [text for text in hans if FURNITURE.search(text)]
    body = {line.strip() for line in _text(number).splitlines() if len(line.strip()) >= 40 and "7249" not in line}
    joined = "\n".join(cleaned.paragraphs)
    assert not [line for line in body if line not in joined]
    assert [len(text) >= 40 for text in cleaned.paragraphs].count(True) >= 2
    assert len(set(cleaned.paragraphs)) == len(cleaned.paragraphs)


@pytest.mark.parametrize(("number", "annotations"), [(0, 0), (1, 156), (2, 0), (3, 127), (4, 0)])
def test_every_annotation_goes(number: int, annotations: int) -> None:
    _, cleaned = _read(number)
    repaired = cleaned.paragraphs_repaired or cleaned.paragraphs
    assert cleaned.repaired == annotations
    assert cleaned.suspects == ()
    assert not [text for text in repaired if PINYIN.search(text)]


def test_what_each_says_of_itself() -> None:
    plain, cleaned = _read(0)
    assert {name for name, _ in plain.readings} == {"section", "kicker", "headline"}
    assert (cleaned.of("published"), cleaned.of("source"), cleaned.of("section")) == ("2023-08-11", "法治日报", "要闻")
    assert [person.role for person in cleaned.people] == ["reporter", "correspondent", "correspondent"]
    assert [len(person.name) for person in cleaned.people] == [3, 2, 3]
    assert len(cleaned.paragraphs) == 2 and sum(map(len, cleaned.paragraphs)) < 1422

    plain, cleaned = _read(1)
    assert plain.readings == () and len(cleaned.paragraphs) == 8 and cleaned.script == "hant"

    plain, cleaned = _read(2)
    assert [name for name, _ in plain.readings] == ["headline"]
    assert (cleaned.of("published"), cleaned.of("editor"), cleaned.dateline) == (
        "2024-01-07 10:32:13",
        "王菲",
        "本报讯",
    )
    assert [person.role for person in cleaned.people] == ["reporter", "correspondent", "correspondent"]

    plain, cleaned = _read(3)
    assert [name for name, _ in plain.readings] == ["headline", "source"]
    assert (cleaned.of("published"), cleaned.of("source"), cleaned.of("view_count")) == (
        "2022-09-15 09:27:08",
        "本站",
        "7249",
    )
    assert cleaned.paragraphs_repaired is not None and "駛入的大貨車進行" in cleaned.paragraphs_repaired[1]

    plain, cleaned = _read(4)
    assert [person.role for person in cleaned.people] == ["photographer", "author", "author"]
    assert len(cleaned.joined) == 2 and len(cleaned.captions) == 7
