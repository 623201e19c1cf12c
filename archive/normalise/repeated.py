"""Lines that repeat across a site's pages: which lines of an article are candidates, and how they are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.normalise.dates import parse_published
from archive.normalise.script import fold_script

# A sentence is the author's (目前，案件正在进一步办理中。) unless it speaks of the site itself.
_OF_THE_SITE = re.compile(r"本网|本站|本报|网站|转载|版权|客户端|公众号|微信|微博|扫一扫|二维码|关注|下载|投稿|刊登")
HEAD, TAIL = 3, 6  # the lines of a text's ends that furniture stands in
LONGEST = 80
_DIGITS = re.compile(r"[\d〇零○一二三四五六七八九十百千万,.]+")
_SPACES = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u9fff]")
# What ends many documents of one authority and belongs to each: its formula, its name, the head of its list.
_OWN = re.compile(
    r"^(?:特此|此致|敬礼|附件|附[:：]|(?:联系|咨询|举报|投诉)|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])"
    r"|(?:局|厅|委|委员会|政府|法院|检察院|办公室|支队|总队|大队|派出所|指挥部|小组)$"
)


def line_key(line: str) -> str:
    """A line as it is compared: simplified, its figures made alike, so that a counter is one line on every page."""
    return _SPACES.sub(" ", _DIGITS.sub("#", fold_script(line))).strip()


def edge_places(count: int) -> frozenset[int]:
    """The places of the first and last lines of a text of so many lines."""
    return frozenset(range(min(HEAD, count))) | frozenset(range(max(0, count - TAIL), count))


def candidates(paragraphs: Sequence[str]) -> frozenset[str]:
    """The keys of the lines of one article that would be furniture if other pages of the site had them, too."""
    edges = edge_places(len(paragraphs))
    return frozenset(line_key(line) for at, line in enumerate(paragraphs) if at in edges and _may_be_furniture(line))


def _may_be_furniture(line: str) -> bool:
    if not 4 <= len(line) <= LONGEST or len(_HAN.findall(line)) < 4 or _OWN.search(line):
        return False
    if line.endswith(("。", "！", "？", "”")) and not _OF_THE_SITE.search(line):
        return False
    return len(line) > 24 or parse_published(line) is None
