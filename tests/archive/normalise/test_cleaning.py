"""Whole pages through the cleaning: what goes, what stays, what becomes a field."""

import random

from archive.normalise.cleaning import clean
from archive.records import ArticleRules, Block

FIRST = "近日，沧江市公安局城关分局打掉一个以低价旅游为名的诈骗团伙，抓获嫌疑人六名，追回被骗资金四十余万元。"
SECOND = "办案民警介绍，该团伙租用写字楼，冒充旅行社客服，专门寻找老年人下手，先后作案三十余起。"
THIRD = "目前，案件正在进一步办理中，警方提醒群众通过正规渠道报名出行，遇到可疑情况及时报警。"


def test_a_page_with_everything_around_it() -> None:
    cleaned = clean(
        [
            "返回首页 回到顶部",
            "当前位置：首页 > 警务要闻 > 正文",
            "发布时间：2024-03-05 09:27:08 来源：沧江日报 阅读次数：312",
            "【字体：大 中 小】",
            "□ 本报记者 阮小江 □ 本报通讯员 杨 晖",
            FIRST,
            "多层设套",
            SECOND,
            THIRD,
            "责任编辑：陈安",
            "【打印】 【关闭】",
            "上一篇：没有了",
            "相关新闻",
            "全市夏季治安行动收官",
            "主办单位：沧江市公安局",
            "您是第 位访客",
        ]
    )
    assert cleaned.paragraphs == (FIRST, "多层设套", SECOND, THIRD)
    assert cleaned.paragraphs_hans is None and cleaned.paragraphs_repaired is None
    assert cleaned.of("published") == "2024-03-05 09:27:08"
    assert cleaned.of("source") == "沧江日报"
    assert cleaned.of("view_count") == "312"
    assert cleaned.of("editor") == "陈安"
    assert [(person.name, person.role) for person in cleaned.people] == [
        ("阮小江", "reporter"),
        ("杨晖", "correspondent"),
    ]
    assert len(cleaned.removed) == 12


def test_inline_credits_are_read_and_stay() -> None:
    text = f"本报讯（记者 陈波 通讯员 周瑞）{FIRST}"
    cleaned = clean([text, SECOND, THIRD + "（谢勤）"])
    assert cleaned.paragraphs == (text, SECOND, THIRD + "（谢勤）")
    assert cleaned.dateline == "本报讯"
    assert [person.name for person in cleaned.people] == ["陈波", "周瑞", "谢勤"]


def test_a_body_printed_twice_is_one() -> None:
    body = ["□于小山 魏江", FIRST, "多层设套", SECOND]
    cleaned = clean([*body, "一则标题在中间", *body])
    assert cleaned.paragraphs == (FIRST, "多层设套", SECOND, "一则标题在中间")


def test_one_sentence_quoted_again_in_a_long_story_stays() -> None:
    body = [f"第{n}天，{SECOND}" for n in "一二三四五六七八"]
    assert clean([*body, body[0]]).paragraphs == (*body, body[0])


def test_a_story_that_turns_the_page() -> None:
    whole = clean([FIRST, "下转第二版 上接第一版", SECOND])
    assert whole.paragraphs == (FIRST, SECOND)
    torn = clean([FIRST[:20], "（下转第二版）", "（上接第一版）", FIRST[20:], SECOND])
    assert torn.paragraphs == (FIRST, SECOND)


def test_sentences_torn_by_a_column_are_joined_only_where_columns_are() -> None:
    lines = [FIRST[:30], FIRST[30:], "多层设套巧骗老人", SECOND]
    assert clean(lines).paragraphs == tuple(lines)
    cleaned = clean(lines, columns=True)
    assert cleaned.paragraphs == (FIRST, "多层设套巧骗老人", SECOND)
    assert len(cleaned.joined) == 1


def test_a_sentence_that_breaks_off_before_a_subhead_is_not_joined_with_it() -> None:
    lines = [FIRST[:30], "多层设套巧骗老人", SECOND]
    assert clean(lines, columns=True).paragraphs == tuple(lines)


def test_traditional_pages_are_matched_simplified_and_kept_as_published() -> None:
    body = "近日，海灣市警方破獲電信詐騙案件，逮捕嫌疑人六名，並追回贓款，民眾紛紛表示感謝與肯定。"
    cleaned = clean(
        [
            "發布時間：2024-03-05 來源：海灣時報",
            body,
            "請繼續往下閱讀...",
            body.replace("六", "七"),
            "※珍惜生命，請撥生命線1995",
        ]
    )
    assert cleaned.paragraphs == (body, body.replace("六", "七"))
    assert cleaned.paragraphs_hans is not None and cleaned.paragraphs_hans[0].startswith(
        "近日，海湾市警方破获电信诈骗案件"
    )
    assert cleaned.of("source") == "海灣時報"
    assert cleaned.script == "hant"


def test_a_signature_with_its_date_is_body() -> None:
    lines = [FIRST, SECOND, "沧江市公安局", "2024年3月5日"]
    cleaned = clean(lines)
    assert cleaned.paragraphs == tuple(lines)
    assert cleaned.of("published") == ""


def test_host_lines_inside_a_notice_are_body() -> None:
    lines = [FIRST, "主办单位：沧江市公安局", "承办单位：沧江市公安局指挥中心", SECOND]
    assert clean(lines).paragraphs == tuple(lines)


def test_a_cut_never_takes_prose_with_it() -> None:
    assert clean([FIRST, "相关新闻", SECOND, THIRD]).paragraphs == (FIRST, SECOND, THIRD)


def test_captions_and_their_photographer() -> None:
    cleaned = clean(
        [Block(FIRST), Block("图为民警走访商户。刘小明 摄", "caption"), Block(SECOND), "本版图片均由刘小明摄"]
    )
    assert cleaned.paragraphs == (FIRST, SECOND)
    assert "图为民警走访商户。刘小明 摄" in cleaned.captions
    assert [(person.name, person.role) for person in cleaned.people] == [("刘小明", "photographer")]


def test_lines_of_one_site() -> None:
    rules = ArticleRules(furniture=(r"^平安沧江\s*欢迎您$",), learned=("沧江公安 执法为民",))
    assert clean(["平安沧江 欢迎您", FIRST, "沧江公安 执法为民"], rules=rules).paragraphs == (FIRST,)


def test_labels_apart_from_their_values() -> None:
    cleaned = clean(
        ["来源：", "沧江商报", "发布时间：", "2024-06-25 10:03:27", "【字体：", "大", "中", "小", "】", FIRST]
    )
    assert cleaned.paragraphs == (FIRST,)
    assert (cleaned.of("source"), cleaned.of("published")) == ("沧江商报", "2024-06-25 10:03:27")


def test_nothing_gives_nothing() -> None:
    assert clean([]).paragraphs == ()
    assert clean(["", "　", "|"]).paragraphs == ()


def test_any_mixture_of_lines_is_cleaned_and_body_survives() -> None:
    chance = random.Random(11)
    pool = [
        "|",
        "分享到：",
        "来源：",
        "责任编辑：陈安",
        "上一篇：无",
        "相关链接",
        "2024-03-05",
        "大",
        "下转第二版",
        "版权所有 沧江",
    ]
    for _ in range(200):
        lines = chance.choices(pool, k=8)
        places = sorted(chance.sample(range(9), 3))
        for text, place in zip((THIRD, SECOND, FIRST), reversed(places), strict=True):
            lines.insert(place, text)
        assert [p for p in clean(lines).paragraphs if p in (FIRST, SECOND, THIRD)] == [FIRST, SECOND, THIRD]
