"""An archive of any size made in bulk: invented articles of about 1,000 characters, as they would lie there if filed.

The words are invented from frequent characters, a few (公安 in nearly every article) are real; 12 % are in traditional
characters, 10 % have reprints with a line of their own, 2 % have an older version. One text in eight is about a word it
holds, and says it often. Ids grow with the day.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import Pool
from pathlib import Path

from archive.search.texts import OWN
from archive.search.tokens import in_sample
from archive.store.archive import Archive
from archive.store.search_index import entry

FIRST, DAYS = date(2010, 1, 1), 15 * 365
BATCH = 500
REGIONS = (
    "云岭省", "沧江省", "北原省", "东湾省", "甘肃", "江苏", "广东", "四川", "山东", "湖北", "河南", "浙江",
)  # fmt: skip
COMMON = {"公安": 0.97, "警察": 0.6, "派出所": 0.5, "诈骗": 0.35, "公安机关": 0.6, "电信网络诈骗": 0.15,
          "民警": 0.7, "电动自行车": 0.05, "反诈中心": 0.08, "5G": 0.04, "平安中国": 0.01, "走失": 0.02,
          "无人机": 0.015}  # fmt: skip
TRADITIONAL = str.maketrans("电国机关网络车诈骗员会长东来时发说对开门问现业学实体点动",
                            "電國機關網絡車詐騙員會長東來時發說對開門問現業學實體點動")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentences:
    """What texts are put together from."""

    plain: list[str]
    headlines: list[str]


def sentences(seed: int = 1) -> Sentences:
    """200,000 sentences over 20,000 invented words, frequent ones often."""
    chance = random.Random(seed)
    letters = [chr(point) for point in chance.sample(range(0x4E00, 0x9000), 2_400)]
    weights = [1 / (place + 8) for place in range(len(letters))]
    words = ["".join(chance.choices(letters, weights, k=chance.choice((1, 2, 2, 2, 2, 3, 4)))) for _ in range(20_000)]
    often = list(itertools.accumulate(1 / (place + 20) for place in range(len(words))))
    plain = []
    for _ in range(200_000):
        sentence = "".join(chance.choices(words, cum_weights=often, k=chance.randint(6, 16)))
        plain.append(sentence[: len(sentence) // 2] + "，" + sentence[len(sentence) // 2 :] + "。")
    headlines = ["".join(chance.choices(words, cum_weights=often, k=chance.randint(3, 9))) for _ in range(50_000)]
    return Sentences(plain, headlines)


@dataclass(frozen=True, slots=True)
class Invented:
    """One article: its row of `articles`, its texts, what its copy says beyond it, what it said before."""

    row: tuple[object, ...]
    text: str
    copy: str
    before: str


COLUMNS = (
    "id", "url", "site", "region", "headline", "kicker", "subheadline", "byline", "published", "precision", "year",
    "source", "section", "page", "dateline", "word_count", "script", "flags", "first_seen", "last_seen", "copies",
    "versions", "capture_id", "text_digest", "topic",
)  # fmt: skip


def invented(count: int, said: Sentences, seed: int = 2) -> Iterator[Invented]:
    """`count` articles over fifteen years, in order of their ids."""
    chance = random.Random(seed)
    sources = [
        f"{chance.choice(said.headlines)[:3]}{kind}" for kind in ("日报", "晚报", "公安局", "网") for _ in range(80)
    ]
    rarely = list(itertools.accumulate(1 / (place + 3) for place in range(len(sources))))
    day, on_day, of_day = -1, 0, 0
    for number in range(count):
        wanted = number * DAYS // count
        if wanted != day:
            day, on_day = wanted, 0
        of_day, on_day = on_day, on_day + 1
        yield one(number, (FIRST + timedelta(days=day)).isoformat(), of_day, said, chance, (sources, rarely))


def one(
    number: int, day: str, of_day: int, said: Sentences, chance: random.Random, sources: tuple[list[str], list[float]]
) -> Invented:
    """One article of a day."""
    parts = chance.choices(said.plain, k=chance.choice((8, 20, 32, 32, 40, 64)))
    holds = [word for word, share in COMMON.items() if chance.random() < share]
    for word in holds:
        for _ in range(how_often(chance)):
            parts.insert(chance.randrange(len(parts)), f"{word}{chance.choice(said.plain)}")
    text = "\n".join("".join(parts[start : start + 5]) for start in range(0, len(parts), 5))
    traditional = chance.random() < 0.12
    text = text.translate(TRADITIONAL) if traditional else text
    headline = chance.choice(said.headlines) + (chance.choice(holds) if holds and chance.random() < 0.3 else "")
    site = f"site{chance.randrange(120):03}"
    number_of_id = (date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal()) * 4096 + of_day
    copies, versions = int(chance.random() < 0.1), 1 + int(chance.random() < 0.02)
    row = (
        number_of_id, f"http://{site}.test/{number}.html", site, REGIONS[int(site[4:]) % len(REGIONS)], headline,
        "", "", "", day, "day", int(day[:4]), chance.choices(sources[0], cum_weights=sources[1])[0],
        f"栏目{chance.randrange(60)}", "", "", len(text), "hant" if traditional else "hans", "[]", f"{day}T12:00:00Z",
        f"{day}T12:00:00Z", copies, versions, number + 1, f"{number:x}", round(chance.random(), 3),
    )  # fmt: skip
    return Invented(row, text, chance.choice(said.plain) if copies else "", text[:-80] if versions > 1 else "")


def how_often(chance: random.Random) -> int:
    """How often a text holds one of the real words: mostly once or twice, often where it is about it."""
    times = 1
    while chance.random() < (0.35 if times < 3 else 0.8):
        times += 1
    return times


def indexed(article: Invented) -> tuple[int, str]:
    """What the index is given for an article, by the words of the archive itself."""
    row = dict(zip(COLUMNS, article.row, strict=True))
    title = str(row["headline"])
    own = ("", title, "", *(row[name] for name in OWN[3:]))
    beside = (title if article.before else "", title if article.copy else "", "重印报" if article.copy else "")
    texts = (*own, *beside, article.text, article.before, article.copy)
    return entry(row["id"], row["published"], row["script"], texts)  # type: ignore[arg-type]


def build(data: Path, count: int, stop_at: float = float("inf")) -> int:
    """Make the archive; says how far it is. Ends early, whole, at the moment `stop_at`; returns how many there are."""
    said = sentences()
    Archive.open(data).close()
    conn = sqlite3.connect(data / "jingwen.db", isolation_level=None)
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA cache_size = -200000")
    conn.execute("INSERT INTO article_search(article_search, rank) VALUES ('hashsize', 67108864)")
    write_sites(conn)
    began, done = time.monotonic(), 0
    with Pool(1) as pool:
        batches = itertools.batched if hasattr(itertools, "batched") else batched
        stream = batches(invented(count, said), BATCH)
        conn.execute("BEGIN")
        for articles in stream:
            entries = pool.map_async(indexed, articles)
            write(conn, articles, done)
            for table, held in (("article_search", entries.get()), ("article_search_sample", sampled(entries.get()))):
                conn.executemany(f"INSERT INTO {table}(rowid, t) VALUES (?, ?)", held)
            done += len(articles)
            if done % 10_000 == 0:
                conn.execute("COMMIT")
                print(f"{done:,} articles, {done / (time.monotonic() - began):,.0f} a second", flush=True)
                conn.execute("BEGIN")
                if time.monotonic() > stop_at:
                    break
        conn.execute("COMMIT")
    conn.execute("INSERT INTO article_search(article_search, rank) VALUES ('hashsize', 1048576)")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    return done


def sampled(entries: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [one for one in entries if in_sample(one[0])]


def batched(articles: Iterator[Invented], size: int) -> Iterator[tuple[Invented, ...]]:
    while batch := tuple(itertools.islice(articles, size)):
        yield batch


def write_sites(conn: sqlite3.Connection) -> None:
    conn.executemany(
        "INSERT INTO sites(name, title, region, region_name) VALUES (?, ?, '990100', ?)",
        [(f"site{number:03}", f"第{number}站", REGIONS[number % len(REGIONS)]) for number in range(120)],
    )


def write(conn: sqlite3.Connection, articles: tuple[Invented, ...], first: int) -> None:
    """The rows of some articles: their own, their texts, a capture each, their copies and versions."""
    named, marks = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
    conn.executemany(f"INSERT INTO articles({named}) VALUES ({marks})", [article.row for article in articles])
    conn.executemany("INSERT INTO article_text(id, text) VALUES (?, ?)", [(a.row[0], a.text) for a in articles])
    conn.executemany(
        "INSERT INTO captures(id, site, url, key, kind, captured_at, status, digest, size, file, offset, length, state,"
        " article_id) VALUES (?, ?, ?, ?, 'article', ?, 200, ?, 9000, 'a.warc.gz', ?, 3000, 'read', ?)",
        [
            (first + at + 1, a.row[2], a.row[1], a.row[1], a.row[18], str(a.row[23]), (first + at) * 3000, a.row[0])
            for at, a in enumerate(articles)
        ],
    )
    conn.executemany(
        "INSERT INTO copies(article_id, url, site, headline, source, published, similarity, first_seen, text_digest,"
        " own_text) VALUES (?, ?, 'site000', ?, '重印报', ?, 0.97, ?, '', ?)",
        [(a.row[0], f"{a.row[1]}?copy", a.row[4], a.row[8], a.row[18], a.copy) for a in articles if a.copy],
    )
    conn.executemany(
        "INSERT INTO versions(article_id, number, seen_at, headline, text_digest, text) VALUES (?, ?, ?, ?, '', ?)",
        [
            (a.row[0], number, a.row[18], a.row[4], text)
            for a in articles
            if a.before
            for number, text in ((1, a.before), (2, None))
        ],
    )
