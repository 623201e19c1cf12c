"""Labelled lines: 发布时间：… 来源：… 责任编辑：… 阅读次数：… to the names of fields."""

# ruff: noqa: E501  lists of printed lines and labels are easier to compare unbroken
from __future__ import annotations

import re
from collections.abc import Sequence

_FIELDS: dict[str, str] = {}
for _field, _labels in {
    "published": "发布时间 时间发布 发布日期 发表时间 发表日期 更新时间 更新日期 录入时间 录入日期 上传时间 刊发时间 刊登日期 "
    "发稿时间 编辑日期 生成日期 成文日期 信息时间 时间 日期 發布時間 發布日期 發佈時間 發佈日期 更新時間 錄入時間 時間 上稿時間",
    "source": "来源 信息来源 稿件来源 文章来源 新闻来源 内容来源 消息来源 资料来源 稿源 出处 來源 信息來源 稿件來源 文章來源 新聞來源 資料來源",
    "author": "作者 撰文 撰稿 供稿 供稿人 撰稿人 拟稿 拟稿人 文/图 撰稿單位 供稿单位 發稿單位 文字",
    "reporter": "记者 記者 采写 采訪",
    "correspondent": "通讯员 通訊員",
    "photographer": "摄影 攝影 图片",
    "editor": "责任编辑 责编 责任编缉 网络编辑 网编 编辑 编辑人 責任編輯 責編 編輯 本文责编 本期编辑 值班编辑",
    "staff": "校对 审核 审校 审核人 值班主任 值班编委 值班总编 主编 监制 签发 终审 复审 初审 一审 二审 三审 美编 排版 核稿 核稿人",
    "view_count": "阅读次数 阅读数 阅读量 阅读 浏览次数 浏览数 浏览量 浏览 点击次数 点击数 点击量 点击率 点击 访问次数 访问量 查看次数 "
    "閱讀次數 閱讀 瀏覽次數 瀏覽數 瀏覽量 瀏覽 點擊次數 點擊數 點擊 點閱次數 人氣 人气",
    "section": "栏目 所属栏目 信息分类 分类 版名 欄目",
    "page": "版次 版面",
    "publisher": "发布机构 发布单位 发布人 录入 录入人 发布者 上传人 發布單位 上稿單位 单位 部门",
    "ignored": "字体 字号 字体大小 字體 字號 分享 分享到 分享至 打印 收藏 关键词 关键字 索引号 文号 发文字号 主题分类 组配分类 体裁分类 "
    "公开方式 有效性 服务对象 发文机关",
}.items():
    for _label in _labels.split():
        _FIELDS[_label] = _field

_PAD = r"[\s\u3000\xa0]{0,4}"
# Two-character labels are padded with blanks in print (来　源), longer ones are not.
_NAMES = "|".join(
    _PAD.join(map(re.escape, label)) if len(label) <= 3 else re.escape(label)
    for label in sorted(_FIELDS, key=len, reverse=True)
)
_LABEL = re.compile(rf"(?<![\u4e00-\u9fff])(?P<label>{_NAMES})[\s\u3000\xa0]*[:：∶]")
_LABEL_ALONE = re.compile(rf"^[【\[(（]?(?P<label>{_NAMES})[\s\u3000\xa0]*[:：∶]?[\s\u3000\xa0]*[\[【]?$")
# Buttons that follow a value in the same line of text.
_TOOL_WORDS = re.compile(r"\s*(?:参与互动|(?<=[\s\u3000])(?:下载|收藏|打印|分享|字号|评论|举报)(?:\s.*)?|作者)$")
_DATE_TEXT = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}|\d{2}(?=[-/.]\d{2}[-/.]\d{2}(?!\d)))\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?"
    r"(?:[\sT/　]*(?:星期.)?[\sT/　]*\d{1,2}\s*[:：∶时]\s*\d{2}(?:\s*[:：∶分]\s*\d{2})?\s*[秒分]?)?/?"
)
_EDGES = " \t\u3000\xa0|｜┊/【】[]()（）,，;；·"
_STOP = re.compile(r"[|｜┊】\]]|[\s\u3000\xa0]{3,}|&nbsp;")
_ROLE_WORD = re.compile(r"(?:特约|首席|见习|实习|本报|本网)?(?:记者|記者|通讯员|通訊員)")
_DOT_LINE = re.compile(r"^(?P<source>[^\s·|]{2,16})\s*·\s*(?P<author>[^\s|]{2,12})\s*[|｜]\s*(?P<published>\d{4}.+)$")
# The e-paper of the legal daily prints paper and section as one word.
_PAPER_SECTION = re.compile(
    r"^(?P<source>[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|时报|公安报|法治报|法制报))"
    r"(?P<section>要闻|综合|社会|法治|政法|经济|时政|国际|声音|评论|文化|头版|视点|理论|环球|基层|案件|法院|检察|公安|地方|专题|视窗)$"
)
_COUNT = re.compile(r"\d[\d,]*(?:\.\d+)?万?")
_COUNT_TAIL = re.compile(r"(?:阅读|浏览|点击|閱讀|瀏覽|點擊)[\s\u3000]*[(（\[]?\s*(\d{1,9})\s*[)）\]]?$")
_LONGEST_LINE = 220


def _canonical(label: str) -> str:
    return re.sub(r"[\s\u3000\xa0]+", "", label)


def label_field(label: str) -> str:
    """The field a label stands for, "" for an unknown one."""
    return _FIELDS.get(_canonical(label), "")


def read_labels(line: str) -> dict[str, str]:
    """The labelled values of one line: field name → value as printed; empty where the line is no labelled line.

    Fields: published source author reporter correspondent photographer editor staff view_count section page publisher.
    A date that stands in the line without a label is `published`; names behind a role in 来源 are `byline`; what stands
    after a moment without any label is `after_date` (mostly the source).
    """
    if len(line) > _LONGEST_LINE:
        return {}
    if match := _DOT_LINE.match(line.strip()):
        return {name: value.strip() for name, value in match.groupdict().items()}
    matches = [match for match in _LABEL.finditer(line) if match.group("label")]
    if not matches:
        return _unlabelled(line)
    found: dict[str, str] = {}
    before = line[: matches[0].start()].strip(_EDGES)
    if before and (date := _DATE_TEXT.search(before)):
        found["published"] = date.group().strip(" /")
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        field = label_field(match.group("label"))
        value = line[match.end() : following.start() if following else len(line)]
        _keep(found, field, value, has_published=any(label_field(m.group("label")) == "published" for m in matches))
    return found


def _unlabelled(line: str) -> dict[str, str]:
    """A line that is only a date, or a date and a counter: 2024-03-05 09:30 阅读(12)."""
    text = line.strip(_EDGES)
    date = _DATE_TEXT.search(text)
    if date is None:
        return {}
    rest = (text[: date.start()] + " " + text[date.end() :]).strip(_EDGES)
    found = {"published": date.group().strip(" /")}
    if not rest:
        return found
    if match := _COUNT_TAIL.fullmatch(rest):
        return found | {"view_count": match.group(1)}
    if (
        date.start() == 0
        and re.search(r"[:：∶]", date.group())
        and len(rest) <= 16
        and not re.search(r"[，。！？,]", rest)
    ):
        return found | {"after_date": rest}
    return {}


def _keep(found: dict[str, str], field: str, value: str, *, has_published: bool) -> None:
    """File one value under its field, with what else the value holds (a date, a byline) under its own."""
    value = value.strip(_EDGES + "：:")
    if field == "published":
        date = _DATE_TEXT.search(value)
        if date:
            found.setdefault(field, date.group().strip(" /"))
            rest = value[date.end() :].strip(_EDGES)
            if (
                rest
                and not any(c in rest for c in "。，")
                and "source" not in found
                and len(rest) <= 20
                and date.start() == 0
            ):
                found.setdefault("after_date", rest)
        elif value:
            found.setdefault(field, value)
        return
    if field == "view_count":
        count = _COUNT.search(value)
        found.setdefault(field, count.group().replace(",", "") if count else "")
        date = _DATE_TEXT.search(value)
        if date and not has_published:
            found.setdefault("published", date.group().strip(" /"))
            if count and date.start() <= count.start() < date.end():
                found["view_count"] = ""
        return
    date = _DATE_TEXT.search(value)
    if date and field in ("source", "author", "editor", "section") and not value.startswith("《"):
        if not has_published:
            found.setdefault("published", date.group().strip(" /"))
        value = value[: date.start()].strip(_EDGES) or value[date.end() :].strip(_EDGES)
    if cut := _STOP.search(value):
        value = value[: cut.start()].strip(_EDGES)
    if (
        field == "source"
        and (role := _ROLE_WORD.search(value))
        and (role.start() == 0 or value[role.start() - 1] in " \u3000")
    ):
        found.setdefault("byline", value[role.start() :].strip(_EDGES))
        value = value[: role.start()].strip(_EDGES)
    if field == "source":
        previous = ""
        while previous != value:
            previous, value = value, _TOOL_WORDS.sub("", value).strip(_EDGES)
    if field == "source" and (match := _PAPER_SECTION.match(value)):
        found.setdefault("section", match.group("section"))
        value = match.group("source")
    if value and field != "ignored":
        found.setdefault(field, value)


def is_label_alone(line: str) -> bool:
    """Whether a line is a label whose value stands on the next line."""
    return (
        len(line) <= 14
        and bool(_LABEL_ALONE.match(line.strip()))
        and line.rstrip(" \u3000[【").endswith((":", "：", "∶"))
    )


def join_label_lines(lines: Sequence[str]) -> list[str]:
    """Lines with each lone label joined to the short line that holds its value; labels and values are often apart."""
    joined: list[str] = []
    waiting = ""
    for line in lines:
        text = line.strip()
        if waiting:
            if text and _fits(waiting, text):
                joined.append(waiting + text)
                waiting = ""
                continue
            if text:
                joined.append(waiting)
                waiting = ""
        if is_label_alone(text):
            waiting = text
        elif not (waiting and not text):
            joined.append(line)
    if waiting:
        joined.append(waiting)
    return joined


def is_head_line(line: str) -> bool:
    """Whether a line above the text holds two or more of date, source, counter, editor, whatever else is in it."""
    if len(line) > _LONGEST_LINE or line.endswith(("。", "！", "？")) or not ("：" in line or ":" in line):
        return False
    return len({"published", "source", "view_count", "editor"} & read_labels(line).keys()) >= 2


def _fits(label: str, value: str) -> bool:
    """Whether a line can be the value of a label: a counter takes digits only, a date must hold some."""
    if len(value) > 40 or is_label_alone(value) or _LABEL.match(value):
        return False
    field = label_field(label.strip("【[(（:： \u3000"))
    if field == "ignored":
        return False
    if field == "view_count":
        return bool(re.match(r"^[\[(（]?\s*\d[\d,]*", value))
    return field != "published" or any(character.isdigit() for character in value)


def is_labelled_line(line: str) -> bool:
    """Whether a line is nothing but labels and their values (or a lone date), and so no part of the body."""
    text = line.strip()
    if not text or len(text) > _LONGEST_LINE or text.endswith(("。", "！", "？", "；")):
        return False
    found = read_labels(text)
    if not found:
        return False
    first = _LABEL.search(text)
    if first is None:
        return True
    before = _DATE_TEXT.sub("", text[: first.start()]).strip(_EDGES + " ")
    values = [value for value in found.values() if value]
    prose = any(len(value) > 60 or "。" in value or "，" in value for value in values)
    return len(before) <= 12 and not prose
