"""Mirror damage: made here the way mirrors make it, on bytes, and undone."""

import random

import pytest
from pypinyin import Style, pinyin

from archive.normalise.mirror import repair

CLEAN = (
    "雲嶺省公安廳組織開展夏季治安打擊整治行動，發動群眾積極參與，抓獲違法犯罪嫌疑人，破獲電信網絡詐騙案件。"
    "民警連續奮戰，將責任落實到崗、到人，廣大輔警協助開展巡邏，營造良好氛圍，實現發案下降。"
    "對於群眾關心的問題，責任民警現場辦公，當場答復，贏得點贊。"
)


def _reading(character: str) -> str:
    return str(pinyin(character, style=Style.TONE, heteronym=False)[0][0])


def _damage(text: str, characters: str, reading: object = _reading) -> str:
    """Replace each character by itself and its reading, on GBK bytes at any offset, as a mirror does."""
    raw = text.encode("gbk")
    for character in characters:
        pair = character.encode("gbk")
        raw = raw.replace(pair, pair + f"({reading(character)})".encode("gb18030"))  # type: ignore[operator]
    decoded = []
    place = 0
    while place < len(raw):
        for width in (1, 2, 4):
            try:
                decoded.append(raw[place : place + width].decode("gb18030"))
                place += width
                break
            except UnicodeDecodeError:
                continue
        else:
            decoded.append("?")
            place += 2
    return "".join(decoded)


def _annotate(text: str, characters: str) -> str:
    return "".join(f"{c}({_reading(c)})" if c in characters else c for c in text)


def test_annotations_go() -> None:
    damaged = _annotate(CLEAN, "動發實開責現")
    result = repair(damaged)
    assert result.text == CLEAN
    assert result.annotations == damaged.count("(") > 10
    assert result.suspects == ()


def test_toneless_annotations_of_simplified_text() -> None:
    clean = "新年第一天，民警在城中走访，为居民送去平安。民警说，平安是最好的新年礼物，城中人人点赞。"
    damaged = clean
    for character, reading in (("新", "xin"), ("中", "zhong"), ("平", "ping"), ("民", "min")):
        damaged = damaged.replace(character, f"{character}({reading})")
    assert repair(damaged).text == clean


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "",
        "嫌疑人驾车行至邗(hán)江路口被查获。",
        "沧江(cāng)、邛(qióng)崃、郫(pí)都三地警方联合行动。",
        "海湾警方(sea)与公安部(mps)合作(ok)。",
        "他问：真的吗?ok)算了。",
        "案值(约合)五百万元(人民币)，涉及北川(三县)。",
    ],
)
def test_clean_text_and_genuine_parentheses_stay(text: str) -> None:
    result = repair(text)
    assert result.text == text
    assert not result.touched


def test_genuine_parentheses_stay_on_a_damaged_page() -> None:
    damaged = _annotate(CLEAN, "動發實開") + "（完）(記者)案值五萬元(約)，英文縮寫(abc)。"
    assert repair(damaged).text.endswith("（完）(記者)案值五萬元(約)，英文縮寫(abc)。")


def test_a_character_annotated_only_sometimes_is_the_authors() -> None:
    text = "動(dòng)、發(fā)、實(shí)三字" + "動發實" * 30
    assert repair(text).text == text


def test_byte_shifts_are_undone_exactly_or_flagged() -> None:
    """Every shift in many damaged texts is either repaired to the original or named as a suspect, never guessed."""
    chance = random.Random(7)
    pool = [c for c in dict.fromkeys(CLEAN) if c > "\u4e00"]
    sentences = [s + "。" for s in CLEAN.split("。") if s]
    repaired = 0
    for _ in range(300):
        chance.shuffle(sentences)
        text = "".join(sentences) + "".join(chance.sample(pool, 40)) + "，現場實施，發動開展。"
        # A key met at an odd byte is what shifts: take keys that span two characters of this text.
        raw = text.encode("gbk")
        spans = [raw[i : i + 2] for i in range(1, len(raw) - 2, 2)]
        keys = [k for s in spans if (k := s.decode("gbk", "ignore")) and "\u4e00" <= k <= "\u9fff"]
        readable = [k for k in keys if _reading(k) != k]
        if not readable:
            continue
        damaged = _damage(text, "動發實開現" + chance.choice(readable))
        result = repair(damaged)
        if result.shifts and not result.suspects and "?" not in result.text:
            repaired += 1
            assert result.text == text
    assert repaired >= 5


def test_what_cannot_be_known_is_named() -> None:
    result = repair("當地新聞?dòng)浾?某某報道")
    assert result.shifts == 0
    assert len(result.suspects) == 1


def test_a_shift_right_behind_an_annotation_is_seen() -> None:
    """幫 is read across the second byte of 寧 and the first of 突; 寧 itself is annotated."""
    clean = "孕婦邵寧突然A區破水。"
    damaged = _damage(clean, "幫寧")
    assert ")?" in damaged
    assert repair(damaged).text == clean


def test_one_annotation_is_enough_where_the_pages_own_label_is_annotated() -> None:
    assert repair("他5個(gè)抽屜裏有欠條。").text == "他5個(gè)抽屜裏有欠條。"
    assert repair("他5個(gè)抽屜裏有欠條。", beside="發(fā)布時間:2025-10-14").text == "他5個抽屜裏有欠條。"


def test_what_stands_beside_is_evidence_and_comes_back_in_nothing() -> None:
    title = _annotate(CLEAN[:14], "動發實開責現")
    result = repair(title, beside=_annotate(CLEAN, "動發實開責現"))
    assert result.text == CLEAN[:14]
    assert repair(title).text == title
