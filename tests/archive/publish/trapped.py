"""An archive whose every text is a trap for a program that reads tables."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from archive.publish.rows import Row, select_rows
from archive.records import Article
from archive.store.archive import Archive

TRAPS = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '＝HYPERLINK("http://x.test")', "＋1", "－1", "＠某人",
    "\u3000=2+2", "\n=3", "\t=4", "'=1+1", "''＝1", "'撇号", "'", "''", "=", "-", "- 一项",
    '带"引号"、逗号,分号;', '"', '""', 'x"', ",", "\\", "\\N", "a\tb", "第一行\n第二行", "分\u2028行",
    "007", "00123456", "12345678901234567890", "110101199003078515", "1/2", "3月5日", "2024-03-05", "12:30",
    "1e5", "0x1F", "1,234", "50%", "1.50", "NA", "N/A", "nan", "NaN", "NULL", "None", "<NA>", "#N/A", "inf", "-inf",
    "TRUE", "True", "T", "F", "𠮷野家𪚥", "🚓👮\u200d♀️", "\xa0不断空格", " 前空格", "末尾空格 ", "\ufeff标记", "¥5",
)  # fmt: skip
DATES = (("2024-03-05", "day"), ("2024-03-05T09:30", "minute"), ("2024-03-05T09:30:15", "second"), ("2024-03", "month"))
COMMON, RARE = range(0x4E00, 0x9F00), range(0x20000, 0x2A6D0)
LONG = (("长文", COMMON, 40), ("很长的文", COMMON, 70), ("扩展B区长文", RARE, 20))  # so many paragraphs of 1,000


def letters(seed: int, of: range, count: int) -> str:
    """So many characters; another seed gives another story."""
    return "".join(map(chr, random.Random(seed).choices(of, k=count)))


def trap(number: int, headline: str, *own: str) -> Article:
    """An article with the trap in its headline, its source and its text; every fifth has no date."""
    published, precision = (*DATES, ("", "day"))[number % 5]
    return Article(
        f"http://a.test/{number}", "a_site", headline, source=headline, published=published, precision=precision,
        paragraphs=(*own, '第二段，"引"、逗号,', headline, "＋末段"), script="hans", view_count=number or None,
    )  # type: ignore[arg-type]  # fmt: skip


def file_traps(folder: Path) -> list[Row]:
    """File the traps in a new archive; its rows, as the archive has them."""
    with Archive.open(folder) as archive:
        for number, headline in enumerate(TRAPS):
            archive.add(trap(number, headline, letters(number, COMMON, 300)), [])
        for number, (headline, of, count) in enumerate(LONG, len(TRAPS)):
            own = [letters(number * 100 + place, of, 1000) for place in range(count)]
            archive.add(trap(number, headline, *own), [])
    with closing(sqlite3.connect(folder / "jingwen.db")) as conn:
        return list(select_rows(conn))
