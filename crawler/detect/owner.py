"""Whose site it is: its name, title, region, level and kind, by what its pages and its host say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from archive.errors import UsageError
from archive.normalise.script import to_simplified
from archive.regions import NATIONAL, SHORT_NAMES, region_name
from crawler.address import literal_address
from crawler.detect.draft import Owner, Seen
from crawler.detect.lists import NAMELESS, meta, title_parts
from crawler.domains import domain_of

_OWNER = re.compile(r"[网局厅委报部院社台]$|在线|政务|门户|公安|政法|日报|法治|委员会|长安")
_PAPER = re.compile(r"[\s（(]*(?:数字报|电子报|电子版|数字版)[）)]*$")
_WELCOME = re.compile(r"^欢迎(?:访问|光临|来到)|(?:门户)?网站首页$|首页$|官方网站$|^官网$|[-_]+$")
_PAGE_OF_PAPER = re.compile(r"^第?\s*[A-Z]?\d+\s*版|^\d{4}|版[:：]")
_SITE_CODE = re.compile(r"(?:SiteIDCode[\"']?\s+content=[\"']|网站标识码[:：\s]*(?:bm)?)(\d{6})\d{4}", re.IGNORECASE)
_POLICE_RECORD = re.compile(r"公网安备\s*(\d{6})\d{8}")
_WEB_RECORD = re.compile(r"([\u4e00-\u9fff])\s*ICP[备证]")
_HOST_LINE = re.compile(r"(?:主办|版权所有|承办|地址|主管)[^<\n]{0,60}|[^<\n>]{0,40}(?:主办|版权所有)")
_ONE_CHARACTER: dict[str, str] = dict(
    re.findall(
        r"(\D)(\d\d)",
        "京11津12冀13晋14蒙15辽21吉22黑23沪31苏32浙33皖34闽35赣36鲁37豫41鄂42湘43粤44桂45琼46"
        "渝50川51蜀51贵52黔52云53滇53藏54陕61甘62青63宁64新65",
    )
)
_PLACES = {name.removesuffix("省"): code for code, name in SHORT_NAMES.items() if code != NATIONAL}
_NOT_OURS = ("710000", "810000", "820000")  # named at the foot of many pages whose offices are elsewhere


def name_of(url: str) -> str:
    """A name for a site's file from its host: gat.jiangsu.gov.cn is `jiangsu_gat`. Raises UsageError for a bare IP."""
    host = (urlsplit(url).hostname or "").lower()
    if not host or literal_address(host):
        raise UsageError(f"{url} has no host to take a name from; say --name")
    domain = domain_of(host)
    before = host.removesuffix(domain).strip(".").split(".")
    words = [domain.partition(".")[0], *reversed([word for word in before if word and word not in ("www", "m", "wap")])]
    name = re.sub(r"[^a-z0-9]+", "_", "_".join(words)).strip("_")
    return name if name[:1].isalpha() else f"site_{name}"


def owner_of(pages: Sequence[Seen], headlines: frozenset[str] = frozenset(), *, paper: bool = False) -> Owner:
    """Whose site these pages are; `pages` with lists first, `headlines` of articles, which are no site's title."""
    title = title_of(pages, headlines)
    plain = to_simplified(title)
    kind = "epaper" if paper else kind_of(plain, pages[0].url)
    region, by = region_of(plain, pages)
    level = level_of(plain, region)
    doubts = [] if title else ["title: no page says whose site this is; the host's name is used"]
    if by:
        shown = f"{region} ({region_name(region)})"
        doubts.append(
            f"region {shown} was guessed: {by}" if region != NATIONAL else f"region: {by}, so the whole country"
        )
    if level in ("city", "county") and region.endswith("0000"):
        doubts.append(f"region: of this {level} only its province is known; see GB/T 2260 for its own six digits")
    if not paper and kind == "portal":
        doubts.append(
            "kind portal was guessed: neither 公安 nor 政法 stands in its title; portals keep what is on topic"
        )
    if level == "province" and not re.search(r"省|自治区|厅|总队|兵团|北京|上海|天津|重庆", plain):
        doubts.append("level province was guessed: the title does not say one")
    return Owner(title or (urlsplit(pages[0].url).hostname or ""), region, level, kind, tuple(doubts))


def title_of(pages: Sequence[Seen], headlines: frozenset[str] = frozenset()) -> str:
    """The site's title: its SiteName, or the part of the pages' titles that most of them share."""
    names = Counter(name for page in pages if (name := meta(page.text, "SiteName")))
    if names:
        return names.most_common(1)[0][0]
    votes: Counter[str] = Counter()
    last: dict[str, int] = {}
    for page in pages:
        parts = [cleaned for part in title_parts(page.text) if (cleaned := _tidied(part))]
        for place, part in enumerate(parts):
            votes[part] += 1
            last[part] = max(last.get(part, 0), place)
    known = " ".join(headlines)
    fit = [
        part
        for part in votes
        if len(part) <= 24 and part not in known and not (NAMELESS.match(part) or _PAGE_OF_PAPER.search(part))
    ]
    return max(fit, key=lambda part: (votes[part] + 2 * _speaks_of_owner(part), last[part]), default="")


def _speaks_of_owner(part: str) -> bool:
    return len(part) <= 16 and bool(_OWNER.search(to_simplified(part)))


def _tidied(part: str) -> str:
    return _PAPER.sub("", _WELCOME.sub("", part.strip())).strip()


def kind_of(title: str, url: str) -> str:
    """police, zhengfa or portal, by the title and the host."""
    host = urlsplit(url).hostname or ""
    if re.search(r"公安|警", title) or re.match(r"(?:gaj|gat|ga)\.", host):
        return "police"
    if re.search(r"政法|长安", title) or re.match(r"(?:zfw|zf)\.", host):
        return "zhengfa"
    return "portal"


def region_of(title: str, pages: Sequence[Seen]) -> tuple[str, str]:
    """The region's six digits, and by what it was guessed ("" where the site says it itself)."""
    texts = [to_simplified(page.text) for page in pages[:4]]
    named = next((code for place, code in _PLACES.items() if place in title), "")
    code = _first_known(_SITE_CODE, texts)
    if code and (not named or code[:2] == named[:2]):
        return code, ""
    record = _first_known(_POLICE_RECORD, texts)
    if named:
        return (_as_wide_as(title, record), "") if record[:2] == named[:2] else (named, "")
    if re.search(r"^中国|^中华|^全国|^人民", title):
        return NATIONAL, ""
    if record:
        return _as_wide_as(title, record), "by the number of its 公网安备 record"
    marks = [
        f"{_ONE_CHARACTER[mark]}0000" for text in texts for mark in _WEB_RECORD.findall(text) if mark in _ONE_CHARACTER
    ]
    if marks:
        return marks[0], "by the province of its ICP record"
    footers = " ".join(line for text in texts for line in _HOST_LINE.findall(text))
    below = next((code for place, code in _PLACES.items() if place in footers and code not in _NOT_OURS), "")
    return (below, "by a place named at the foot of its pages") if below else (NATIONAL, "no place is named")


def _first_known(record: re.Pattern[str], texts: Sequence[str]) -> str:
    codes = (found[1] for text in texts for found in record.finditer(text))
    return next((code for code in codes if region_name(code) and code != NATIONAL), "")


def _as_wide_as(title: str, code: str) -> str:
    """The code of a county for a county's site, of its city for a city's, of its province for any other."""
    level = level_of(title, code[:2] + "0000")
    return {"county": code, "city": code[:4] + "00"}.get(level, code[:2] + "0000")


def level_of(title: str, region: str) -> str:
    """central, province, city or county, by the last of these words in a title, else by the region."""
    if re.search(r"(?:北京|上海|天津|重庆)市?", title) and not re.search(r"[区县]", title):
        return "province"
    if re.search(r"[县旗]|[^地专特社小校郊园]区(?!块)", title.replace("自治区", "")):
        return "county"
    if re.search(r"[^城都]市(?!场)|自治州|[^本]州", title):
        return "city"
    if region == NATIONAL:
        return "central"
    own_step = region.startswith("99") and not region.endswith("0000")
    return "province" if region.endswith("0000") or own_step else "city" if region.endswith("00") else "county"
