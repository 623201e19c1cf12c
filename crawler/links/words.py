"""Words of links: what is a headline, and what a label that many links carry."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from crawler.links.dates import is_moment

LONGEST_LABEL = 16
LONG = 8  # Chinese characters of a headline, not of a word in the navigation
SHORT = 5  # of a headline whose address says a day, or of a second one that ends a row
HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u3400-\u9fff]")
_CUT = re.compile(r"(?:…|\.\.\.)$")
_AROUND = re.compile(r"^[\s\[\]【】()（）<>《》«»‹›→:：.…|·+]+|[\s\[\]【】()（）<>《》«»‹›→:：.…|·+]+$")
_LABEL = re.compile(
    r"(?:查看|点击|点此|阅读|浏览)?(?:更多|详细|详情|全文|原文|查看|进入|阅读|此处|这里|下载|收听|观看)"
    r"(?:内容|信息|全文|新闻|专题|页面)?|(?:read )?more|details?|new|hot|english|"
    r"专题|打印|评论|分享|广告|图片?|组图|视频|跳转|置顶|举报|回复|点赞|收藏|登录|注册|订阅|播放|直播|数据|返回\w*|"
    r"网?站?首页|尾页|末页|[上下前后]一?[页版期篇頁]|第?[A-Z]{0,3}\d{1,3}版.*|\d{1,5}|"
    r"[\d.,万]+(?:条|人|次|评论|回复|跟帖|阅读|跟贴|参与)+|繁[体體]\w*|简体\w*|手机版|无障碍\w*|关于我们|联系我们|"
    r"网站地图|免责声明|版权声明|设为首页|加入收藏",
    re.IGNORECASE,
)


def width(text: str) -> float:
    """How long a text reads: its Chinese characters, and half of its other letters."""
    return len(HAN.findall(text)) + len(_OTHER_LETTERS.findall(text)) / 2


def is_label(text: str) -> bool:
    """Whether a text says what a link does, not what an article is about: 更多>>, [详情], 第02版：要闻, 12."""
    if len(text) > LONGEST_LABEL:
        return False
    word = bare(text)
    return not word or _LABEL.fullmatch(word) is not None


def bare(text: str) -> str:
    """A text without the arrows, brackets and dots around it."""
    return _AROUND.sub("", text)


def headline_of(element: HtmlElement) -> str:
    """The text of a link; its title attribute where the text was cut or is a picture, or else what the picture says."""
    shown = shown_in(element)
    titled = folded(element.get("title") or "")
    if titled and (not shown or _CUT.search(shown) or (shown in titled and len(titled) < 200)):
        return titled
    if shown:
        return shown
    return next((folded(image.get("alt")) for image in element.iter("img") if image.get("alt")), "")


def shown_in(element: HtmlElement) -> str:
    """The words of a link: those of the heading within it, without a day that stands by itself."""
    heading = next(element.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) if len(element) else None
    whole = element if heading is None else heading
    if not len(whole):
        return folded(whole.text or "")
    return folded("".join(piece for piece in whole.itertext() if not is_moment(piece)))


def folded(text: str) -> str:
    return " ".join(text.split())


def longest(headlines: Iterable[str]) -> str:
    """The best of what one page calls an article: the longest that is not a summary."""
    known = list(headlines)
    return max((one for one in known if len(one) <= 80), key=len, default="") or min(known, key=len, default="")
