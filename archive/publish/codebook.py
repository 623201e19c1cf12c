"""What each column of an extract holds, in Chinese and English; the order here is the order of the columns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its stable name, what it holds (Chinese, English), and its type: text, integer, date or list."""

    name: str
    zh: str
    en: str
    type: str = "text"


CODEBOOK: tuple[Column, ...] = (
    Column(
        "id",
        "本馆编号：发布日（自 1970-01-01 起的天数）× 4096 + 当日序号",
        "Number in this archive: day of publication × 4096 + n",
        "integer",
    ),
    Column("headline", "主题（标题），按原文", "Headline, as published"),
    Column("kicker", "引题（眉题）", "Kicker, the line above the headline"),
    Column("subheadline", "副题", "Subheadline"),
    Column("site", "站点代号，见 sites 表", "Site name, see table sites"),
    Column("site_title", "站点名称", "Title of the site"),
    Column("region", "站点所属地区", "Region the site belongs to"),
    Column(
        "published",
        "发布时间（北京时间），不比原网页更精确；空：原文未写",
        "Published (Beijing time), never finer than the page; empty: not given",
        "date",
    ),
    Column(
        "precision",
        "发布时间的精度：second、minute、day 或 month",
        "Precision of published: second, minute, day or month",
    ),
    Column("source", "来源（原文所写）", "Source, as the page states it"),
    Column("byline", "署名原文", "Byline, as published"),
    Column("reporters", "记者，以“; ”分隔", "Reporters, joined by “; ”", "list"),
    Column("correspondents", "通讯员，以“; ”分隔", "Correspondents, joined by “; ”", "list"),
    Column("authors", "作者，以“; ”分隔", "Authors, joined by “; ”", "list"),
    Column("editors", "责任编辑，以“; ”分隔", "Editors, joined by “; ”", "list"),
    Column("photographers", "摄影，以“; ”分隔", "Photographers, joined by “; ”", "list"),
    Column("section", "栏目或版名", "Section or name of the page"),
    Column("page", "版次", "Page number of a newspaper"),
    Column("dateline", "电头", "Dateline"),
    Column("view_count", "阅读次数（抓取时网页所示）", "Views, as shown when captured", "integer"),
    Column("word_count", "正文字数", "Characters of the text", "integer"),
    Column("script", "字形：hans 简体、hant 繁体、mixed 混用", "Script: hans simplified, hant traditional, mixed"),
    Column("flags", "质量标记，以“; ”分隔", "Quality flags, joined by “; ”", "list"),
    Column("copies", "已知转载数", "Known reprints", "integer"),
    Column("versions", "已知版本数", "Known versions", "integer"),
    Column("first_seen", "首次抓取（UTC）", "First seen (UTC)", "date"),
    Column("last_seen", "最近一次见到（UTC）", "Last seen (UTC)", "date"),
    Column("url", "原网页地址", "Address of the original page"),
    Column("capture_id", "抓取记录编号", "Number of the capture", "integer"),
    Column("warc_file", "存档文件名", "WARC file that holds the bytes"),
    Column("warc_offset", "在存档文件中的字节位置", "Byte offset in the WARC file", "integer"),
    Column("payload_digest", "网页字节的摘要", "Digest of the bytes received"),
    Column("text_digest", "规范化正文的摘要", "Digest of the normalised text"),
    Column("text", "正文全文，每段一行，按原文", "Full text as published, a paragraph a line"),
    Column(
        "text_hans",
        "修复并转为简体的正文；与原文相同时为空",
        "Repaired text in simplified characters; empty where equal to text",
    ),
)

COLUMNS: tuple[str, ...] = tuple(column.name for column in CODEBOOK)
