"""Every rule of furniture knows its examples and leaves its spares alone."""

import pytest

from archive.normalise.furniture import match_furniture
from archive.normalise.furniture_rule import FurnitureRule
from archive.normalise.furniture_rules import RULES

EXAMPLES = [(rule, text) for rule in RULES for text in rule.examples]
SPARES = [(rule, text) for rule in RULES for text in rule.spares]

BODY = [
    "通知公告 队伍建设",
    "返回途中，民警发现一名可疑男子。",
    "民警用手机扫描二维码登记，群众点赞。",
    "这次活动由县公安局主办、县司法局承办，共有两百余人参加。",
    "为解决群众反映的停车难问题，交警大队在学校周边增设临时车位六十个。",
    "来源不明的快递，切勿签收。",
    "编辑这条短信的，正是嫌疑人。",
    "地址不详的包裹被退回三次。",
    "版权所有人向警方报案。",
    "第一版方案未获通过，第二版已提交。",
    "一、总体情况",
    "1",
    "附件：1.工作要求",
    "主任：何山",
    "点评：",
    "第42号",
]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_examples(rule: FurnitureRule, text: str) -> None:
    known = match_furniture(text)
    assert known is not None and known[0].id == rule.id


@pytest.mark.parametrize(("rule", "text"), SPARES, ids=lambda value: getattr(value, "id", None))
def test_spares(rule: FurnitureRule, text: str) -> None:
    known = match_furniture(text)
    assert known is None or known[0].id != rule.id


@pytest.mark.parametrize("text", BODY)
def test_body_lines_are_left_alone(text: str) -> None:
    known = match_furniture(text)
    assert known is None or known[0].tail_only or known[0].action in ("extract", "cut_after")


def test_rules_are_complete() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.why and rule.examples, rule.id
        assert all(cue == cue.lower() for cue in rule.cues), rule.id
