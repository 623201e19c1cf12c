"""Whether a page that still answers has lost its article: its words are gone, or a notice stands in their place."""

from __future__ import annotations

import re

NOTICE_LENGTH = 120  # characters: a notice is short
SAMPLES, SAMPLE = 6, 14  # places of the stored text that are looked for in the page, and their length

_NOTICE = re.compile(
    r"(?:文章|内容|信息|页面|稿件|新闻|网页)(?:已|已经|已被|不|可能已)?(?:不存在|存在|被?删除|下线|下架|撤回|撤稿|过期|失效|移除|隐藏)"
    r"|(?:没有|未)找到(?:相关|您|该|对应)|(?:不存在或|或)(?:已|已被)删除|正在审核|暂无(?:内容|权限|信息)"
)
_MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^>]*>|&[#\w]+;", re.DOTALL | re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")


def is_notice(text: str) -> bool:
    """Whether a text says no more than that there is nothing: 该内容已被删除.

    >>> is_notice("您访问的内容不存在或已被删除！"), is_notice("民警告知网民：造谣信息已删除，" + "民警走访" * 40)
    (True, False)
    """
    bare = _NOT_WORD.sub("", text)
    return len(bare) <= NOTICE_LENGTH and bool(_NOTICE.search(text))


def words_are_gone(page: str, stored: str) -> bool:
    """Whether nothing of a stored text stands in a page's markup any more, however it is laid out now.

    >>> words_are_gone("<div>首页</div>", "民警深夜救助老人。"), words_are_gone("<b>民警</b>深夜", "民警深夜")
    (True, False)
    """
    words, shown = _NOT_WORD.sub("", stored), _NOT_WORD.sub("", _MARKUP.sub("", page))
    step = max(1, (len(words) - SAMPLE) // SAMPLES)
    samples = [words[start : start + SAMPLE] for start in range(0, max(1, len(words) - SAMPLE + 1), step)]
    return not any(sample and sample in shown for sample in samples)
