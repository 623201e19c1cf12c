"""Which links of a page lead to lists of news, and what a list is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.detect.draft import Seen
from crawler.detect.family import is_known_article
from crawler.domains import on_same_site
from crawler.links import HAN, LISTS, anchors, find_links, tree_of

NEWS = re.compile(
    r"要闻|要聞|动态|動態|新闻|新聞|警务|警務|警情|警讯|公安|平安|法治|法制|政法|快讯|资讯|时政|案件|案例|"
    r"播报|综治|队伍|隊伍|建设|建設|基层|一线|聚焦|头条|通报|发布|社会|防范|预警|反诈|提示|公告|通告"
)
NO_LIST = re.compile(
    r"登录|登錄|注册|搜索|检索|首页|首頁|无障碍|长者|关怀|联系|聯繫|地图|帮助|关于|關於|客户端|微博|微信|邮箱|信箱|"
    r"投诉|举报|咨询|查询|办事|下载|简介|领导|机构|声明|版权|隐私|繁體|简体|English|返回|上一|下一|尾页|末页|打印|"
    r"关闭|收藏|分享|评论|广告|投稿|订阅|留言|调查|征集|登陆|统计|目录|指南|年报|依申请|法律法规|友情|问答|个人中心|用户|专栏作者|科室",
    re.IGNORECASE,
)
NAMELESS = re.compile(r"^(?:更多|more|查看更多|列表|正文|首页|網站首頁|网站首页|list|index)\W*$", re.IGNORECASE)
LONGEST_NAME = 16  # characters of a column's name; of mirrors some carry pinyin
_SEPARATOR = re.compile(r"\s*(?:[_|｜—–]+|-+|－|·|>>|»|\s{2,})\s*")
_HERE = re.compile(r"位置|首页|首頁|主页")
_STEP = re.compile(r"\s*(?:>+|»|›|→|/|＞|&gt;|-+)\s*")
_FOLDER = re.compile(r"(?:index|default)\.\w+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that may lead to a list, and the words that lead there."""

    url: str
    shown: str


def candidates(pages: Sequence[Seen], most: int) -> list[Candidate]:
    """Links of these pages that look like lists: first those that speak of news, then those with a list's address."""
    found: dict[str, Candidate] = {}
    articles = {link.url for page in pages for link in find_links(page.text, page.url)}
    for page in pages:
        for anchor in anchors(page.text, page.url):
            shown = re.sub(r"\s+", "", anchor.headline).strip("·•>»[]【】|")
            if 2 <= len(HAN.findall(shown)) <= 8 and not NO_LIST.search(shown) and anchor.url not in articles:
                found.setdefault(folder(anchor.url), Candidate(anchor.url, shown))
    here = {folder(page.url) for page in pages} | {folder(root(page.url)) for page in pages}
    start = pages[0].url
    fitting = [
        one
        for key, one in found.items()
        if key not in here and on_same_site(one.url, start) and not is_known_article(one.url)
    ]
    return sorted(fitting, key=lambda one: promise(one, start))[:most]


def promise(one: Candidate, start: str) -> tuple[bool, bool, bool]:
    """What is likelier to be a list of news sorts first: on this host, of news by name, a list by address."""
    parts = urlsplit(one.url)
    listed = bool(LISTS.search(parts.path)) or parts.path.endswith("/")
    return (parts.netloc != urlsplit(start).netloc, not NEWS.search(one.shown), not listed)


def folder(url: str) -> str:
    """An address without what does not tell two lists apart: its scheme, `index.html`, a slash at the end."""
    return _FOLDER.sub("", url.partition("://")[2]).rstrip("/")


def root(url: str) -> str:
    """The front page of an address's host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def column_name(page: Seen, shown: str) -> str:
    """What a list is called: by the link that leads to it, its ColumnName, its breadcrumb or its title."""
    front = not urlsplit(page.url).path.strip("/")
    names = (shown, meta(page.text, "ColumnName"), last_step(page.text), *([] if front else title_parts(page.text)))
    fit = (name for name in names if 2 <= len(name) <= LONGEST_NAME and " " not in name and not NAMELESS.match(name))
    return next(fit, "首页" if front else "新闻")


def title_parts(text: str) -> list[str]:
    """The parts of a page's title: `警务要闻_云岭公安网` is two."""
    tree = tree_of(text)
    titles = [] if tree is None else tree.xpath("//title/text()")
    whole = " ".join(titles[0].split()) if titles else ""
    return [part for part in _SEPARATOR.split(whole) if part]


def meta(text: str, name: str) -> str:
    """The content of a named meta tag, "" where there is none."""
    tree = tree_of(text)
    if tree is None:
        return ""
    for element in tree.iter("meta"):
        if (element.get("name") or "").lower() == name.lower():
            return " ".join((element.get("content") or "").split())
    return ""


def last_step(text: str) -> str:
    """The end of the breadcrumb: of `当前位置：首页 > 警务要闻` the second; "" where there is none."""
    tree = tree_of(text)
    if tree is None:
        return ""
    for element in tree.iter("div", "p", "td", "span", "ul", "li", "nav"):
        shown = " ".join(element.text_content().split())
        if len(shown) <= 60 and _HERE.search(shown[:12]):
            steps = _STEP.split(shown)
            named = [step for step in steps[1:] if HAN.search(step) and not NAMELESS.match(step)]
            if named:
                return named[-1]
    return ""


def distinct(lists: Iterable[tuple[Seen, frozenset[str]]]) -> list[Seen]:
    """Lists without those that offer nothing but what another one offers too; a front page goes before any other."""
    kept: list[tuple[Seen, frozenset[str]]] = []
    for page, links in sorted(lists, key=lambda pair: not urlsplit(pair[0].url).path.strip("/")):
        if not any(links <= others for _, others in kept):
            kept.append((page, links))
    return [page for page, _ in kept]
