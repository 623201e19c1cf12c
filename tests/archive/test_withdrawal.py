"""A notice in an article's place, and a page that has lost its words."""

from __future__ import annotations

import doctest

import pytest

import archive.withdrawal
from archive.withdrawal import is_notice, words_are_gone

STORY = (
    "六月三日夜里，沧江县公安局城关派出所接到报警，称一名老人走失。"
    "民警沿河寻找，凌晨两点在芦苇丛边发现老人，随后送回家中。"
)


def test_the_examples_hold() -> None:
    assert doctest.testmod(archive.withdrawal).failed == 0


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("该文章已删除！", True),
        ("对不起，您访问的页面不存在或已被删除，3秒后返回首页", True),
        ("内容已下线", True),
        ("没有找到相关信息", True),
        ("暂无内容", True),
        (STORY, False),
        ("警方提示：网传信息不存在，请勿转发。" + STORY * 2, False),
        ("公安局今日召开会议", False),
    ],
)
def test_notices(text: str, notice: bool) -> None:
    assert is_notice(text) == notice


@pytest.mark.parametrize(
    ("page", "gone"),
    [
        ("<html><body><div class='nav'>首页 警务动态</div><div id='zoom'></div></body></html>", True),
        (f"<div class='new-layout'><span>{'</span><span>'.join(STORY)}</span></div>", False),
        (f"<div>{STORY[30:]}</div>", False),
        (f"<script>var text = '{STORY}'</script>", True),
        (f"<p>{STORY.replace('，', '&nbsp;，')}</p>", False),
    ],
)
def test_words_that_stand_anywhere_are_not_gone(page: str, gone: bool) -> None:
    assert words_are_gone(page, STORY) == gone
