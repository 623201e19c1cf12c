"""Reprints and excerpts are one story; two notices of one template are two."""

import pytest

from archive.dedup.judge import Likeness, containment, prepare, same_story

STORY = (
    "近日，沧江市公安局城关分局打掉一个以低价旅游为名的诈骗团伙，抓获嫌疑人六名，追回被骗资金四十余万元。"
    "办案民警介绍，该团伙租用写字楼，冒充旅行社客服，专门寻找老年人下手，先后作案三十余起。"
    "目前，案件正在进一步办理中，警方提醒群众通过正规渠道报名出行，遇到可疑情况及时报警。"
    "为守护老年人的钱袋子，分局组织社区民警走进小区和养老院，用身边案例讲解常见骗术，发放宣传手册一千余份。"
)
NOTICE = (
    "警情通报：{day}，我局接群众报警称，在{place}一小区内发生一起入室盗窃案件，损失现金{sum}元。接警后，分局立即组织刑侦、"
    "派出所警力开展侦查，经连夜工作，将犯罪嫌疑人{name}抓获归案。经审讯，嫌疑人对其犯罪事实供认不讳，目前已被依法采取刑事"
    "强制措施，案件正在进一步办理中。警方提醒广大群众，外出时请关好门窗，妥善保管贵重财物，发现可疑情况请及时拨打报警电话，"
    "公安机关将始终对侵财犯罪保持严打高压态势，全力守护群众财产安全，让人民群众的获得感、幸福感、安全感更加充实。"
)


def judged(a: str, b: str) -> Likeness | None:
    return same_story(prepare(a), prepare(b))


def _notice(**facts: str) -> str:
    return NOTICE.format(**({"day": "2024年3月5日", "place": "城关区", "sum": "5200", "name": "李某强"} | facts))


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (STORY, "reprint"),
        ("沧江日报讯 " + STORY + "（编辑：陈安）", "reprint"),
        (STORY.replace("近日", "日前").replace("，遇到可疑情况及时报警", ""), "reprint"),
        (STORY[40:150], "excerpt"),
        ("为進一步，".join(["", STORY]), "reprint"),
    ],
)
def test_one_story(other: str, kind: str) -> None:
    likeness = judged(STORY, other)
    assert likeness is not None and likeness.kind == kind and likeness.containment >= 0.85


def test_a_small_correction_is_still_the_story() -> None:
    assert judged(_notice(), _notice().replace("广大群众", "广大市民")) is not None


@pytest.mark.parametrize(
    "facts",
    [
        {"day": "2024年6月18日", "name": "王某"},
        {"day": "2024年6月18日", "sum": "12000"},
        {"day": "2024年6月18日", "place": "北山区", "sum": "800", "name": "赵某"},
        {"day": "2024年3月6日"},
    ],
)
def test_two_notices_of_one_template(facts: dict[str, str]) -> None:
    assert containment(prepare(_notice()), prepare(_notice(**facts))) > 0.7
    assert judged(_notice(), _notice(**facts)) is None


def test_different_stories() -> None:
    assert judged(STORY, _notice()) is None
    assert judged("", STORY) is None
    assert containment(prepare(""), prepare("")) == 0.0
