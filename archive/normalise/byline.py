"""Who wrote a story and from where: □ bylines, 本报讯(记者…), 新华社…电, tail credits; names split, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.normalise.script import to_simplified
from archive.normalise.surnames import DOUBLE_SURNAMES, NOT_NAMES, SURNAMES
from archive.records import Person, Role
from archive.regions import NATIONAL, SHORT_NAMES

_PLACES = tuple(name for code, name in SHORT_NAMES.items() if code != NATIONAL and not code.startswith("99"))
_HAN = r"\u3400-\u9fff"
_ROLE_NAMES: dict[str, Role] = {
    "通讯员": "correspondent",
    "通訊員": "correspondent",
    "摄影记者": "photographer",
    "攝影記者": "photographer",
    "记者": "reporter",
    "記者": "reporter",
    "采写": "reporter",
    "实习生": "reporter",
    "實習生": "reporter",
    "作者": "author",
    "评论员": "author",
    "評論員": "author",
    "撰文": "author",
    "撰稿": "author",
    "供稿": "author",
    "执笔": "author",
    "責任編輯": "editor",
    "责任编辑": "editor",
    "责编": "editor",
    "編輯": "editor",
    "编辑": "editor",
    "摄影": "photographer",
    "攝影": "photographer",
    "图片": "photographer",
}
_QUALIFIER = (
    r"(?:全媒体|融媒体|首席|特约|特約|特派|见习|見習|实习|實習|驻[\u4e00-\u9fff]{2,3}|本报|本報|"
    r"本网|本網|本刊|本社|高级|法治|政法|时政|职工)"
)
_ROLE = re.compile(
    rf"{_QUALIFIER}{{0,3}}(?P<role>{'|'.join(sorted(_ROLE_NAMES, key=len, reverse=True))}"
    rf"|(?<![{_HAN}])[文图摄](?:\s*[/／、]\s*[图摄文])?(?=\s*[/／:：]|\s+[{_HAN}]))(?:\s*[/／:：︱｜|]\s*)?"
)
_SEPARATOR = re.compile(r"[、，,;；/／&|｜□■◆◇●•\s\u3000\xa0]+")
_NAME = re.compile(rf"[{_HAN}]{{2,4}}(?:[·•・][{_HAN}]{{1,8}}){{0,2}}$|[{_HAN}]{{1,6}}[·•・][{_HAN}·•・]{{1,8}}$")
# Function words are in no name: a run of characters that holds one is prose.
_NOT_IN_NAMES = re.compile(r"[的了在此是这那对被将从其也就都很之说称到把为与和及]")
# 吴学文 is a name; 文 and 图 are a part of the work only behind a sign or a whole name.
_TRAILING = re.compile(
    r"[\s\u3000]*(?:摄影报道|攝影報導|综合报道|綜合報導|报道|報道|報導|报导|整合|综合|供稿|供图|整理|摄|攝|文/图|图/文|文并摄|翻摄|翻攝"
    rf"|[\s\u3000/／][文图]|(?<=[{_HAN}]{{3}})[文图])$"
)
_BOTH_WORKS = re.compile(r"[\s\u3000/／]+(?:文[/／、]?图|图[/／、]?文)$")
_PICTURE = re.compile(r"^[图圖]\s*[/／:：]")
_TAKEN = re.compile(r"(?:摄|攝)[)）]?$")
_TITLED = re.compile(
    r"[，,：:\s\u3000(（].{2,30}(?:教授|主任|局长|院长|研究员|记者|书记|法官|检察官|律师|处长|厅长|所长|学院|大学|中心|支队|大队)[)）]?$"
)
# 方敏北京大学某学院教授: a name, then at once the place or the country of an office.
_EMPLOYED = re.compile(
    rf"^(?P<name>[{_HAN}]{{2,3}}?)(?:中国|国家|全国|中共|中央|首都|清华|复旦|{'|'.join(_PLACES)})[{_HAN}]{{2,20}}"
    r"(?:教授|研究员|主任|局长|院长|所长|处长|厅长|书记|法官|检察官|律师|博士|讲师|民警)$"
)
_SQUARE = re.compile(r"^\s*[□■◆◇]\s*\S")
_PAREN = r"[(（](?P<credit>[^()（）]{2,80})[)）]"
_DATELINE = re.compile(
    r"^[\s\u3000]*[【\[]?(?P<lead>"
    rf"本[报報](?P<p1>[{_HAN}]{{2,6}}?)?(?P<d1>\d{{1,2}}月\d{{1,2}}日)?[讯訊电電]"
    rf"|(?:新华社|新華社)(?P<p2>[{_HAN}]{{2,10}}?)(?P<d2>\d{{1,2}}月\d{{1,2}}日)?[电電]"
    rf"|(?:中新[网社網]|中新社|中央社)(?P<p3>[{_HAN}]{{2,8}}?)(?P<d3>\d{{1,2}}月\d{{1,2}}日)[电電讯訊]"
    rf"|本[站网網](?P<d5>\d{{1,2}}月\d{{1,2}}日)?[讯訊]"
    rf"|(?P<outlet>[{_HAN}]{{1,10}}(?:网|網|在线|新闻|新聞|客户端|报|報))(?P<p4>[{_HAN}]{{2,4}}?)?"
    rf"(?:(?P<d4>\d{{1,2}}月\d{{1,2}}日)?快?[讯訊]|(?P<d6>\d{{1,2}}月\d{{1,2}}日)[电電])"
    rf")[】\]]?[\s\u3000]*(?:{_PAREN}|(?P<bare>(?:{_QUALIFIER}){{0,2}}[记記]者[{_HAN}]{{2,3}})(?=[“\d\s\u3000]))?"
)
_TAIWAN = re.compile(
    rf"^[\s\u3000]*[〔【\[(（]?(?P<outlet>[{_HAN}]{{2,4}})?[记記]者(?P<name>[{_HAN}、]{{2,11}}?)"
    rf"(?:\s*[/／]\s*)?(?P<place>[{_HAN}]{{2,3}}?)?(?:\d{{1,2}}日)?(?P<kind>报导|報導|报道|報道|电|電)(?:[〕】\])）]|(?=[\s\u3000，,。：:])|$)"
)
_TAIWAN_DESK = re.compile(
    rf"^[〔【\[(（]?(?P<desk>[{_HAN}]{{2,5}})\s*[/／]\s*[{_HAN}]{{2,4}}[报報][导道導][〕】\])）]?$"
)
_TAIWAN_TAIL = re.compile(rf"^(?P<names>[{_HAN}、]{{2,11}})\s*[/／]\s*[{_HAN}]{{2,5}}[报報][导道導]$")
_TAIL = re.compile(r"[(（](?P<credit>[^()（）]{2,60})[)）][\s\u3000]*$")
# One lost byte (\ufffd) spoils what follows it in a double-byte page; the names before it are whole.
_DAMAGED_TAIL = re.compile(
    rf"[(（](?P<role>记者|通讯员|作者)[\s\u3000:：]*(?P<names>[{_HAN}\s\u3000、，,]{{2,40}}?)[、，,\s\u3000][^、，,]{{0,3}}\ufffd[^。]{{0,20}}$"
)
_UNIT = re.compile(
    rf"^(?P<unit>[{_HAN}]{{2,24}}?(?:公安局|公安厅|公安處|派出所|支队|支隊|大队|大隊|中队|分局|政法委|检察院|法院|司法局|总队|融媒体中心|报社|边检站))"
    rf"(?P<names>[\s\u3000、，,:：]+[{_HAN}\s\u3000、，,]{{2,30}})?$"
)
_PHOTO = re.compile(rf"(?P<names>[{_HAN}]{{1,4}}(?:[\s\u3000、][{_HAN}]{{1,4}}){{0,3}}?)[\s\u3000]?(?:摄|攝)[)）。]?$")


@dataclass(frozen=True, slots=True)
class Byline:
    """People by role, the dateline 电头 as printed, a medium or unit named with them, and what else the line holds."""

    people: tuple[Person, ...] = ()
    dateline: str = ""
    source: str = ""
    rest: str = ""

    @property
    def whole_line(self) -> bool:
        """Whether the line was nothing but a credit."""
        return bool(self.people or self.source) and not self.rest


def read_byline(line: str) -> Byline:
    """What one line credits. A line of prose comes back with everything in `rest` and nobody named."""
    text = line.strip()
    if not text:
        return Byline()
    if match := _DATELINE.match(text):
        return _dateline(text, match)
    if (match := _TAIWAN.match(text)) and (names := _taiwan_names(match)):
        people = tuple(Person(name, "reporter") for name in names)
        return Byline(people, match.group().strip(), match.group("outlet") or "", text[match.end() :].strip())
    if len(text) <= 120:
        if match := _TAIWAN_DESK.match(text):
            return Byline((), "", match.group("desk"), "")
        credit = _credit(text.strip("()（）【】[]"), square=bool(_SQUARE.match(text)))
        if credit is not None:
            return credit
    return _tail(text)


def credit_of(line: str) -> str:
    """The part of a line that credits somebody, as printed, without the story before or after it; "" where none does.

    >>> credit_of("今年以来收到锦旗46件。（通讯员 钟静怡）")
    '（通讯员 钟静怡）'
    """
    text, byline = line.strip(), read_byline(line)
    return text.removeprefix(byline.rest).removesuffix(byline.rest).strip() if byline.people else ""


def _dateline(text: str, match: re.Match[str]) -> Byline:
    """本报讯(记者 …)…, 新华社北京1月1日电（…）…: the story follows in the same line."""
    inner = match.group("credit") or match.group("bare") or ""
    end = match.end()
    credit = _credit(inner, names_first="reporter") if inner else Byline()
    if credit is None:
        credit, end = Byline(), match.start("credit") - 1
    lead = match.group("lead")
    outlet = match.group("outlet") or next(
        (o for o in ("新华社", "中新网", "中新社", "中央社") if lead.startswith(o)), ""
    )
    tail = _tail(text[end:].strip())
    return Byline(
        credit.people + tail.people, text[: match.end("lead")].strip("【[ \u3000"), outlet, text[end:].strip()
    )


def _taiwan_names(match: re.Match[str]) -> tuple[str, ...]:
    """記者張三／台北報導, 記者張三台北報導: the name is what has a surname and leaves a place."""
    name = match.group("name")
    if "/" in match.group() or "／" in match.group() or match.group("place") is None:
        return split_names(name)
    whole = name + match.group("place")
    return split_names(whole[:3]) if len(whole) in (5, 6) else split_names(name)


def _credit(text: str, *, square: bool = False, names_first: Role = "author") -> Byline | None:
    """A text that is only roles and names; None when anything in it is neither."""
    text = _BOTH_WORKS.sub("", text.strip(" \u3000□■◆◇:："))
    matches = list(_ROLE.finditer(text))
    if not matches:
        if not square and names_first != "reporter":
            return None
        return _without_role(text, names_first)
    people: list[Person] = []
    source = ""
    pictured = bool(_PICTURE.match(text))
    before = "" if pictured else text[: matches[0].start()].strip(" \u3000□■·,，、/／")
    if before:
        names = split_names(before, strict=True)
        if names and not re.search(r"[报网社台刊号端闻線线视]$", before):
            people += [Person(name, names_first if names_first != "reporter" else "author") for name in names]
        elif len(before) <= 20 and not re.search(r"[，。,！？“”]", before):
            source = before
        else:
            return None
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        names = _named(text[match.end() : following.start() if following else len(text)])
        if not names and not _is_doubled(match, following):
            return None
        role = "photographer" if pictured or _TAKEN.search(text) else _role(match.group("role"))
        people += [Person(name, role) for name in names]
    return Byline(tuple(people), "", source, "") if people else None


def _named(text: str) -> tuple[str, ...]:
    """The names behind a role; of 张三，某大学教授 the name alone."""
    names = split_names(text)
    if names or not (_TITLED.search(text) or _EMPLOYED.match(text)):
        return names
    text = text.strip(" \u3000:：")
    if employed := _EMPLOYED.match(text):
        return split_names(employed.group("name"), strict=True)
    return split_names(_SEPARATOR.split(text)[0], strict=True)


def _is_doubled(match: re.Match[str], following: re.Match[str] | None) -> bool:
    """文/图 and 记者 通讯员 side by side: the first of two roles has no names of its own."""
    return following is not None and following.start() - match.end() <= 1


def _without_role(text: str, role: Role) -> Byline | None:
    """□于小村 魏汉中 and 新华社…电（张三 李四）: names alone."""
    names = split_names(text)
    return Byline(tuple(Person(name, role) for name in names)) if names else None


def _role(word: str) -> Role:
    if word in _ROLE_NAMES:
        return _ROLE_NAMES[word]
    return "photographer" if word[0] in "图摄" else "author"


def _tail(text: str) -> Byline:
    """(张三) or （某县公安局 张三 李四） at the end of a paragraph, … 张三 摄; the text itself stays in `rest`."""
    if match := _TAIL.search(text):
        inner = match.group("credit")
        rest = text[: match.start()].rstrip()
        if (unit := _UNIT.match(inner)) is not None:
            names = split_names(unit.group("names") or "", strict=True)
            return Byline(tuple(Person(name, "author") for name in names), "", unit.group("unit"), rest)
        if (desk := _TAIWAN_TAIL.match(inner)) and (names := split_names(desk.group("names"), strict=True)):
            return Byline(tuple(Person(name, "reporter") for name in names), "", "", rest)
        if _ROLE.search(inner) and (credit := _credit(inner)):
            return Byline(credit.people, "", credit.source, rest)
        if rest.endswith(("。", "！", "？", "”", "…", ".")) or not rest:
            names = split_names(inner, strict=True)
            role: Role = "photographer" if _TAKEN.search(inner) else "author"
            return Byline(tuple(Person(name, role) for name in names), "", "", rest if names else text)
    if (match := _DAMAGED_TAIL.search(text)) and (names := split_names(match.group("names"), strict=True)):
        return Byline(tuple(Person(name, _role(match.group("role"))) for name in names), "", "", text)
    if (match := _PHOTO.search(text)) and len(text) <= 160:
        names = split_names(match.group("names").split("。")[-1], strict=True)
        if names:
            return Byline(tuple(Person(name, "photographer") for name in names), "", "", text[: match.start()].rstrip())
    return Byline((), "", "", text)


@lru_cache(maxsize=8192)
def split_names(text: str, *, strict: bool = False) -> tuple[str, ...]:
    """The names in a run of names; empty as soon as one part cannot be a name.

    Padded names are joined (杨 昭 → 杨昭), names run together are parted where only one way is possible. `strict`
    demands a known surname of every name: for places where nothing but the shape says that these are names.
    """
    text = _TRAILING.sub("", text.strip(" \u3000\xa0:：、，,。."))
    parts = _join_padded([part for part in _SEPARATOR.split(text) if part])
    names: list[str] = []
    for part in parts:
        plain = to_simplified(part)
        if plain in NOT_NAMES or (len(plain) > 3 and _NOT_IN_NAMES.search(plain, 1)):
            return ()
        if _NAME.match(part) and (not strict or has_surname(part)) and not _runs_together(part):
            names.append(part)
            continue
        parted = _part(part)
        if not parted:
            return ()
        names += parted
    return tuple(dict.fromkeys(names)) if len(names) <= 12 else ()


def _join_padded(parts: list[str]) -> list[str]:
    """Two single characters in a row are one name spread to three places."""
    joined: list[str] = []
    at = 0
    while at < len(parts):
        if len(parts[at]) == 1 and at + 1 < len(parts) and len(parts[at + 1]) == 1:
            joined.append(parts[at] + parts[at + 1])
            at += 2
        else:
            joined.append(parts[at])
            at += 1
    return joined


def has_surname(name: str) -> bool:
    """Whether a text begins as Chinese names do and is as long as one."""
    plain = to_simplified(name)
    if plain[:2] in DOUBLE_SURNAMES:
        return 3 <= len(plain) <= 4
    if "·" in plain or "•" in plain:
        return not re.search(r"[报网台社点刊端]|新闻|在线", plain)
    # Four characters are a name only after two surnames (a married name) or a compound one.
    return plain[0] in SURNAMES and (2 <= len(plain) <= 3 or (len(plain) == 4 and plain[1] in SURNAMES))


def _runs_together(part: str) -> bool:
    """Whether four characters are rather two two-character names."""
    plain = to_simplified(part)
    return (
        len(plain) == 4
        and plain[:2] not in DOUBLE_SURNAMES
        and plain[0] in SURNAMES
        and plain[2] in SURNAMES
        and plain[1] not in SURNAMES
    )


def _part(text: str) -> list[str]:
    """Names written without a blank between them, if there is exactly one way to part them."""
    if not re.fullmatch(rf"[{_HAN}]{{4,9}}", text):
        return []
    plain = to_simplified(text)
    if any(word in plain for word in NOT_NAMES):
        return []
    ways: list[list[str]] = []

    def walk(at: int, taken: list[str]) -> None:
        if at == len(text):
            ways.append(taken)
            return
        for length in (2, 3):
            if at + length <= len(text) and plain[at] in SURNAMES and plain[at : at + length] not in NOT_NAMES:
                walk(at + length, [*taken, text[at : at + length]])

    walk(0, [])
    return ways[0] if len(ways) == 1 else []
