"""The tables of a data package: what each is, its columns in their order, and the rows of one month of it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.publish.codebook import CODEBOOK, Column


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `seen`: the column whose month a row belongs to; `key`: what names a row."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    seen: str = ""


NUMBER = Column("id", "编号", "Number", "integer")
ARTICLE = Column("article_id", "所属文章的编号", "Number of the article", "integer")
CAPTURE = Column("capture_id", "抓取记录编号", "Number of the capture", "integer")
HEADLINE, URL = Column("headline", "标题", "Headline"), Column("url", "原网页地址", "Address of the original page")
SITE = Column("site", "站点代号", "Site")

ARTICLES = Table("articles", "文章，每行一篇", "Articles, one a row", CODEBOOK, ("id",), "first_seen")
OTHERS = (
    Table(
        "copies", "转载，每行一篇", "Reprints, one a row",
        (
            NUMBER, ARTICLE, URL, SITE, HEADLINE, Column("source", "来源", "Source"),
            Column("published", "发布时间（北京时间）", "Published (Beijing time)"),
            Column("similarity", "与所属文章的相似度（0–1）", "Similarity to the article, 0 to 1", "number"),
            CAPTURE, Column("first_seen", "首次抓取（UTC）", "First seen (UTC)", "datetime"),
            Column("text_digest", "规范化正文的摘要", "Digest of the normalised text"),
            Column("own_text", "转载多出的文字", "What it says beyond the article"),
        ),
        ("id",), "first_seen",
    ),
    Table(
        "versions", "版本，每行一个；最新版本的正文在文章表",
        "Versions, one a row; the text of the last is the article's",
        (
            NUMBER, ARTICLE, Column("number", "第几版", "Which version", "integer"),
            Column("seen_at", "见到的时间（UTC）", "Seen (UTC)", "datetime"), CAPTURE, HEADLINE,
            Column("text_digest", "规范化正文的摘要", "Digest of the normalised text"),
            Column("text", "正文全文", "Full text"),
        ),
        ("id",), "seen_at",
    ),
    Table(
        "people", "人员", "People",
        (
            ARTICLE, Column("position", "次序", "Position", "integer"), Column("name", "姓名", "Name"),
            Column("role", "身份", "Role: reporter, correspondent, author, editor or photographer"),
        ),
        ("article_id", "position"),
    ),
    Table(
        "withdrawals", "撤下的网页及其凭据", "Pages found missing, with the captures that show it",
        (
            NUMBER, ARTICLE, SITE, URL, Column("how", "如何缺失", "In which way it is missing"),
            Column("last_seen", "最后一次见到（UTC）", "Last seen (UTC)", "datetime"),
            Column("last_seen_capture", "最后一次见到的抓取", "Capture it was last seen in", "integer"),
            Column("missing_since", "首次缺失（UTC）", "First missing (UTC)", "datetime"),
            Column("missing_capture", "证明缺失的抓取", "Capture that shows it missing", "integer"),
            Column("returned_at", "恢复时间（UTC）", "Returned (UTC)", "datetime"),
        ),
        ("id",), "missing_since",
    ),
    Table(
        "sites", "站点", "Sites",
        (
            Column("name", "代号", "Name"), Column("title", "名称", "Title"),
            Column("region", "行政区划代码", "Region code"), Column("region_name", "地区", "Region"),
            Column("level", "层级", "Level"), Column("kind", "类别", "Kind"),
            Column("publisher", "主办", "Publisher"), Column("family", "内容系统", "Content system"),
            Column("home", "首页", "Home page"), Column("cadence", "频度", "Cadence"),
        ),
        ("name",),
    ),
)  # fmt: skip
