"""A page made small enough to be kept as a test: its markup stays, its article is no longer there to be read."""

from __future__ import annotations

import re

# What a page is made of, outermost first: a comment, a script or style with what is in it, a tag; the rest is text.
_PIECE = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|(?P<opened><(?P<name>script|style)\b[^>]*>)(?P<inside>.*?)(?P<closed></(?P=name)\s*>)"
    r"|(?P<tag><[^<>]*>)"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LABEL = re.compile(r"来源|來源|时间|時間|日期|作者|编辑|編輯|浏览|瀏覽|点击|點擊|阅读|閱讀|ICP|备案")
_QUOTED = re.compile(r"(?<=\")(?<!href=\")(?<!src=\")[^\"]{41,}(?=\")|(?<=')(?<!href=')(?<!src=')[^']{41,}(?=')")
_ENTITY_OR_CHARACTER = re.compile(r"&#?\w{1,8};|.", re.DOTALL)
# Scripts that hold records, paging or what a page says of itself; any other long one is a library.
_TELLING = re.compile(r"<a\b|<record|createPage|countPage|maxPage|json", re.IGNORECASE)
_LIBRARY = 2_000
_PICTURE = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")

LONG, LONG_SENTENCE, LONG_LABELS = 80, 40, 300  # characters of a text that may stay whole
FIRST, LAST = 16, 8  # characters that stay of one that may not, beyond those who sign it
_SIGNED_FIRST = re.compile(r"^[^（(。]{0,14}[（(][^（()）。]{2,60}[)）]")
_SIGNED_LAST = re.compile(r"[（(][^（()）。]{2,40}[)）]$")


def trimmed(html: str) -> str:
    """A page whose long texts are cut to their ends: `一段很长的…的结尾。`

    Tags, attributes, comments and the scripts that hold records or paging stay as they are, so do headlines, dates and
    lines of labels (来源, 发布时间); sentences of more than 40 characters, styles and script libraries do not.
    """
    return _PIECE.sub(_piece, _PICTURE.sub("data:,", html))


def _piece(found: re.Match[str]) -> str:
    if found["text"]:
        return shortened(found["text"])
    if found["tag"]:
        return _QUOTED.sub(lambda quoted: shortened(quoted[0]), found["tag"])
    if found["comment"]:
        return "<!--" + re.sub(r"[^<>]+", lambda text: shortened(text[0]), found["comment"][4:-3]) + "-->"
    return f"{found['opened']}{_inside(found['name'].lower(), found['inside'])}{found['closed']}"


def _inside(name: str, inside: str) -> str:
    """What stays of a style or a script: nothing of the one, of the other what tells."""
    if name == "style" or (len(inside) > _LIBRARY and not _TELLING.search(inside)):
        return ""
    return re.sub(r"[^<>\"']+", lambda text: shortened(text[0]), inside)


def shortened(text: str) -> str:
    """A text with its middle replaced by `…` where it is long and Chinese; white space around it stays."""
    bare = text.strip()
    limit = LONG_SENTENCE if "。" in bare else LONG_LABELS if _LABEL.search(bare) else LONG
    if len(bare) <= limit or not _HAN.search(bare):
        return text
    before, _, after = text.partition(bare)
    return f"{before}{_ends(bare)}{after}"


def _ends(text: str) -> str:
    """The beginning and the end of a text, with the names in brackets that stand there: 本报讯（记者 …）."""
    signed_first, signed_last = _SIGNED_FIRST.search(text), _SIGNED_LAST.search(text)
    first = FIRST + (len(signed_first[0]) if signed_first else 0)
    last = LAST + (len(signed_last[0]) if signed_last else 0)
    characters = _ENTITY_OR_CHARACTER.findall(text)
    return text if len(characters) <= first + last + 1 else "".join((*characters[:first], "…", *characters[-last:]))
