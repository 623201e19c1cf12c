"""A publication's pages in another design: other names, other elements, other nesting; its words and addresses stay."""

from __future__ import annotations

import hashlib
import re

_RECORDS = re.compile(r"<script\b[^>]*>(?:(?!</script>).)*?<record\b.*?</script>", re.DOTALL | re.IGNORECASE)
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"(<script\b.*?</script>|<!--.*?-->)", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(r"(?P<before>\b(?:class|id)=)(?P<quote>[\"'])(?P<names>[^\"']*)(?P=quote)", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
# What the old design was built of, and what the new one is.
_ELEMENTS = {
    "ul": "section", "ol": "section", "li": "article", "dl": "section", "dt": "header", "dd": "div",
    "table": "section", "tbody": "div", "tr": "div", "td": "div", "th": "div", "center": "div",
    "ucapcontent": "div", "founder-content": "div", "multiattach": "div",
}  # fmt: skip
# What a part of a page was for decides what it is called; the rest has names as programs make them.
_ROLES = tuple(
    (re.compile(rf"^(?:{names})$", re.IGNORECASE), role)
    for names, role in (
        (
            r".*(?:zoom|con_?con|trs_\w*|ucap.*|content\w*|maintext|vsb_\w*|v_news\w*|rwb_zw|articleedit|detail|text|zw)",
            "rich-text",
        ),
        (r"t?u|pic\w*|img|\w*_img|pictext", "pic-caption"),
        (r".*(?:foot|bottom|copyright).*", "site-foot"),
        (r".*(?:share|bdshare|qr|ewm|wx).*", "share-tools"),
        (r".*(?:relat|xgyd).*", "related-news"),
        (r"nav|crumbs?|pos|position|cur_pos|dqwz|wzwz|path|local", "crumb"),
        (r"tools?|jiucuo|setfont|font\w*|top", "page-tools"),
    )
)  # fmt: skip
_TAG = re.compile(rf"<(/?)({'|'.join(_ELEMENTS)})(?=[\s>/])", re.IGNORECASE)


def redesigned(markup: str, host: str) -> str:
    """The markup of a page of `host` in its new design; the same every time.

    Classes and ids have other names, lists and tables are other elements, all stands two boxes deeper, and records that
    a script unpacked stand in the page. Scripts and comments, which systems and readers of metadata need, stay.
    """
    unpacked = _RECORDS.sub(lambda found: "".join(_RECORD.findall(found[0])), markup)
    parts = _SCRIPT.split(unpacked)
    drawn = "".join(part if at % 2 else _drawn(part, host) for at, part in enumerate(parts))
    opened = _BODY.sub(f'<body><div class="{named("page", host)}"><div class="{named("grid", host)}">', drawn, count=1)
    return opened.replace("</body>", "</div></div></body>")


def _drawn(markup: str, host: str) -> str:
    """Markup without scripts in the new design."""
    renamed = _NAME.sub(
        lambda found: f'{found["before"]}"{" ".join(named(name, host) for name in found["names"].split())}"', markup
    )
    return _TAG.sub(lambda found: f"<{found[1]}{_ELEMENTS[found[2].lower()]}", renamed)


def named(name: str, host: str) -> str:
    """What a class or id is called now: by its part in the page, or `k3fa9c1`."""
    for pattern, role in _ROLES:
        if pattern.match(name):
            return role
    return f"k{hashlib.sha256(f'{host} {name}'.encode()).hexdigest()[:6]}"
