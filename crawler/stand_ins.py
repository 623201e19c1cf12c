"""What stands in the place of a page: a challenge, the shell of a JavaScript program, a soft 404."""

from __future__ import annotations

import re

CHALLENGE_STATUS = {412, 521}
MUCH = 3_000  # bytes outside ASCII, a thousand characters: no stand-in says so much
LITTLE = 80  # characters: less than the shortest notice with its headline, its date and a menu
NEXT_TO_NOTHING = 40

_ASCII = bytes(range(0x80))
_SPACE = re.compile(r"(?:\s|&nbsp;)+")
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|(?P<script><script\b.*?(?:</script\s*>|\Z))"
    r"|<(?P<name>style|noscript|template|title|textarea)\b.*?(?:</(?P=name)\s*>|\Z)"
    r"|(?P<tag><[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
# What the scripts of those who sell protection (加速乐, 瑞数, 云锁, 安全狗 …) call their cookies and programs.
_MARKERS = re.compile(
    r"_jsl_clearance|__jsluid|_ydclearance|\bgo\(\{\s*[\"']bts[\"']"  # Jiasule
    r"|\$_ts\b"  # Riversecurity
    r"|acw_sc__v\d|aliyun_?waf|_waf_|yunsuo_session|safedog|btwaf|GOEDGE_WAF|/\.safeline/|EO_Bot_Ssid|__tst_status"
    r"|cf-browser-verification|_cf_chl_opt|/cdn-cgi/challenge-platform|_Incapsula_Resource|TSPD_101",
    re.IGNORECASE,
)
# A script that sets a cookie and asks again: on a page with next to no text it is nothing else.
_COOKIE_AND_AGAIN = re.compile(
    r"document\.cookie\s*=.{0,4000}?\blocation\b|\blocation\.reload\(.{0,200}?\bcookie\b", re.DOTALL
)
_BARRED = re.compile(
    r"<title>\s*(?:(?:访问|安全|人机|滑动|身份)(?:验证|校验|检查)|访问(?:已)?被(?:拒绝|拦截|阻断|阻止)|请求(?:已)?被拦截"
    r"|(?:网站)?(?:防火墙|创宇盾|安全狗|云防护)(?:拦截)?(?:提示|页面)?"
    r"|Just a moment\.\.\.|Attention Required! \| Cloudflare)"
    r"\s*</title>",
    re.IGNORECASE,
)
_BARRED_TEXT = re.compile(
    r"(?:已被|被)(?:创宇盾|网站防火墙|云防护|WAF)拦截|请求带有不合法参数|有可能对网站造成安全威胁|验证后(?:即可)?继续访问",
    re.IGNORECASE,
)
_ROOT = re.compile(
    r"<(?:div|main)\b[^>]*\bid\s*=\s*[\"']?(?:app|root|__next|__nuxt)[\"'\s>/]|<app-root\b", re.IGNORECASE
)
_BUNDLE = re.compile(r"<script\b[^>]*\bsrc\s*=", re.IGNORECASE)
_NOT_FOUND = re.compile(
    r"<title>[^<]{0,40}(?:404|页面(?:不存在|未找到|已删除)|找不到(?:页面|网页)|访问的页面不存在|内容(?:不存在|已删除))",
    re.IGNORECASE,
)
_LONGEST_NOT_FOUND = 30_000  # bytes: above it, 404 is the number of a bus


def is_challenge(status: int, body: bytes) -> bool:
    """Whether an answer asks to be solved, or says that a firewall barred it, instead of being a page.

    The words are looked for where a challenge has them, in scripts and the title, on pages with hardly any text: an
    article that mentions them is none.
    """
    if status in CHALLENGE_STATUS:
        return True
    if says_much(body):
        return False
    text = as_text(body)
    shown, scripts = seen_and_run(text)
    return bool(
        (shown < NEXT_TO_NOTHING and _COOKIE_AND_AGAIN.search(scripts))
        or (shown < LITTLE and (_MARKERS.search(scripts) or _BARRED_TEXT.search(text)))
        or (shown < 6 * LITTLE and _BARRED.search(text))
    )


def is_shell(body: bytes) -> bool:
    """Whether a page is only the place where a JavaScript program would write: a root element, bundles, no text."""
    if says_much(body):
        return False
    text = as_text(body)
    return bool(_ROOT.search(text) and _BUNDLE.search(text)) and seen_and_run(text)[0] < LITTLE


def is_soft_404(body: bytes, text: str) -> bool:
    """Whether the title of a page that was answered with 200 says that there is no such page."""
    return len(body) < _LONGEST_NOT_FOUND and bool(_NOT_FOUND.search(text))


def says_much(body: bytes) -> bool:
    """Whether a page is written on, at a glance: most are, and need no second one."""
    return len(body.translate(None, delete=_ASCII)) > MUCH


def seen_and_run(text: str) -> tuple[int, str]:
    """How many characters a page shows, white space aside, and its scripts with their attributes, a line each."""
    scripts = [found["script"] for found in _UNSEEN.finditer(text) if found["script"]]
    return len(_SPACE.sub("", _UNSEEN.sub("", text))), "\n".join(scripts)


def as_text(body: bytes) -> str:
    """A page as text, in one of the two charsets that stand-ins are written in."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")
