"""The room's words for what the archive writes in code: each as (Chinese, English)."""

from __future__ import annotations

Pair = tuple[str, str]

ROLES: dict[str, Pair] = {
    "reporter": ("记者", "Reporter"), "correspondent": ("通讯员", "Correspondent"), "author": ("作者", "Author"),
    "editor": ("责任编辑", "Editor"), "photographer": ("摄影", "Photographer"),
}  # fmt: skip
OUTCOMES: dict[str, Pair] = {
    "ok": ("正常", "well"), "nothing_new": ("无新内容", "nothing new"), "running": ("进行中", "running"),
    "interrupted": ("中断", "interrupted"), "degraded": ("降级", "degraded"), "failed": ("失败", "failed"),
    "": ("尚未运行", "not run yet"),
}  # fmt: skip
STATES = {
    "ok": "good", "nothing_new": "good", "running": "busy", "interrupted": "warn", "degraded": "warn",
    "failed": "bad", "": "none",
}  # fmt: skip
FLAGS: dict[str, Pair] = {
    "low_confidence_body": ("正文由通用方法识别，可能不全", "Body found by the generic method; it may be incomplete"),
    "mirror_repaired": ("镜像页乱码已修复", "Taken from a mirror; its garbled characters were repaired"),
    "mirror_suspect": ("镜像页尚有未能修复的乱码", "Taken from a mirror; some garbled characters remain"),
    "mirror_shuffled": ("镜像页打乱了句序，不可引用", "Taken from a mirror that shuffles sentences: not to be quoted"),
    "no_headline": ("原文无标题", "The page has no headline"),
    "undated": ("原文未写日期", "The page gives no date"),
    "paywall": ("需付费阅读，仅存可见部分", "Behind a paywall: only what was visible is kept"),
    "short": ("正文很短", "Very short text"),
}  # fmt: skip
TOPIC_BANDS: dict[str, Pair] = {
    "sure": ("确定", "surely"), "likely": ("很可能", "likely"), "doubtful": ("存疑", "doubtful"),
}  # fmt: skip
FOUND_IN: dict[str, Pair] = {
    "version": ("此词见于旧版本", "In an older version"), "copy": ("此词见于转载", "In a reprint"),
}  # fmt: skip
GONE: dict[str, Pair] = {
    "http_404": ("服务器回答“不存在”（404）", "The server answers “not found” (404)"),
    "http_410": ("服务器回答“已删除”（410）", "The server answers “gone” (410)"),
    "redirected_home": ("被转到首页或列表页", "It leads to the front page or a list"),
    "soft_404": ("网页说没有这一页", "The page says that there is no such page"),
    "emptied": ("网页还在，正文已清空", "The page stands; its text is gone"),
}
CHANGES: dict[str, Pair] = {
    "edited": ("已修改", "Edited"), "withdrawn": ("已撤下", "Withdrawn"), "returned": ("已恢复", "Back"),
}  # fmt: skip
PRECISIONS: dict[str, Pair] = {
    "second": ("精确到秒", "to the second"), "minute": ("精确到分", "to the minute"),
    "day": ("精确到日", "to the day"), "month": ("精确到月", "to the month"),
}  # fmt: skip
SCRIPTS: dict[str, Pair] = {
    "hans": ("简体", "simplified"), "hant": ("繁体", "traditional"), "mixed": ("繁简混用", "mixed scripts"),
}  # fmt: skip
KINDS: dict[str, Pair] = {
    "police": ("公安机关", "police"), "zhengfa": ("政法委", "political-legal committee"),
    "epaper": ("电子报", "newspaper"), "portal": ("新闻门户", "news portal"), "media": ("新闻媒体", "news outlet"),
}  # fmt: skip
LEVELS: dict[str, Pair] = {
    "central": ("中央", "national"), "province": ("省级", "provincial"), "city": ("地市", "city"),
    "county": ("县区", "county"),
}  # fmt: skip
CADENCES: dict[str, Pair] = {
    "hourly": ("每小时", "hourly"), "daily": ("每日", "daily"), "weekly": ("每周", "weekly"),
}  # fmt: skip
FAILURES: dict[str, Pair] = {
    "dns": ("找不到主机", "host not found"), "refused": ("拒绝连接", "connection refused"),
    "timeout": ("超时", "timed out"), "tls": ("加密连接出错", "TLS failed"),
    "reset": ("连接被断开", "connection reset"),
    "too_large": ("页面过大", "page too large"), "redirect_loop": ("循环跳转", "redirect loop"),
    "private_address": ("指向内网，未取", "points into a private network"),
    "robots": ("robots.txt 不许", "forbidden by robots.txt"), "http_403": ("HTTP 403", "HTTP 403"),
    "http_404": ("HTTP 404", "HTTP 404"), "http_410": ("HTTP 410", "HTTP 410"), "http_429": ("HTTP 429", "HTTP 429"),
    "http_4xx": ("HTTP 4xx", "HTTP 4xx"), "http_5xx": ("HTTP 5xx", "HTTP 5xx"),
    "challenge": ("验证页，未破解", "a challenge, never solved"),
    "redirected_home": ("跳回首页", "sent to the home page"),
    "soft_404": ("“页面不存在”而状态 200", "a “not found” page with status 200"),
    "javascript_shell": ("只有脚本外壳", "a JavaScript shell"), "not_html": ("不是网页", "not a web page"),
    "not_a_picture": ("不是可收存的图片", "no picture that is kept"),
    "empty_list": ("列表为空", "empty list"), "empty_body": ("没有正文", "no text"),
    "layout_changed": ("版式已变", "layout changed"), "parse_error": ("无法解析", "could not be parsed"),
    "read_timeout": ("阅读超时", "reading took too long"), "reader_died": ("阅读进程中止", "the reader died"),
    "expectation": ("产量低于预期", "less than expected"),
}  # fmt: skip


def named(words: dict[str, Pair], code: str | None) -> Pair:
    """The words for a code; a code that has none stands for itself."""
    return words.get(code or "", (code or "", code or ""))
