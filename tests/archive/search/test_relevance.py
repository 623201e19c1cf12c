"""The best answers first: the title counts most, then how much of the text is about the words."""

import re
import sqlite3
from collections.abc import Iterator

import pytest

from archive.records import Article
from archive.search import tiers
from archive.search.candidates import EVERYWHERE, Narrowing
from archive.search.find import best, search
from archive.store.archive import Archive
from archive.store.search_index import put_in

FILLING = "昨日上午云岭市召开年度工作会议研究部署下一阶段重点任务强调统筹推进各项措施落实到位"
STORIES = (
    ("会议召开", "会上提到无人机一次。" + FILLING * 3, "2024-03-09"),
    ("无人机巡防上线", "巡防队试飞。" + FILLING, "2024-03-01"),
    ("夜间巡逻", "无人机升空，无人机返航，无人机换电。", "2024-03-02"),
    ("走失老人被找到", "无人机搜山两小时。" + FILLING, "2024-03-03"),
    ("消息一则", FILLING * 2, "2024-03-10"),
)


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("best")
    with Archive.open(folder) as archive:
        for number, (title, text, day) in enumerate(STORIES):
            own = "".join(chr(0x5000 + number * 300 + place) for place in range(60))  # so that none is another's copy
            archive.add(
                Article(
                    f"http://one.test/{number}", "one_site", title, published=day, precision="day",
                    paragraphs=(text, own), script="hans",
                ),
                [],
            )  # fmt: skip
        yield archive.conn


def headlines(conn: sqlite3.Connection, query: str, narrowing: Narrowing = EVERYWHERE) -> list[str]:
    return [hit.headline for hit in best(conn, query, narrowing)[0]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("无人机", ["无人机巡防上线", "夜间巡逻", "走失老人被找到", "会议召开"]),
        ("无人机 OR 走失", ["走失老人被找到", "无人机巡防上线", "夜间巡逻", "会议召开"]),
        ("無人機 -走失", ["无人机巡防上线", "夜间巡逻", "会议召开"]),
        ("title:无人机", ["无人机巡防上线"]),
        ("source:日报", []),
    ],
)
def test_the_title_counts_most_then_the_share_of_the_text(
    conn: sqlite3.Connection, query: str, expected: list[str]
) -> None:
    assert headlines(conn, query) == expected


def test_without_a_word_to_weigh_the_newest_are_first(conn: sqlite3.Connection) -> None:
    assert headlines(conn, "") == [hit.headline for hit in search(conn, "").hits]
    assert headlines(conn, "since:2024-03-03") == ["消息一则", "会议召开", "走失老人被找到"]


def test_it_is_narrowed_as_any_search(conn: sqlite3.Connection) -> None:
    assert headlines(conn, "无人机", Narrowing(until="2024-03-02")) == ["无人机巡防上线", "夜间巡逻"]


def test_pages_follow_one_another(conn: sqlite3.Connection) -> None:
    first, more = best(conn, "无人机", limit=3)
    rest, last = best(conn, "无人机", limit=3, start=3)
    assert (more, last) == (True, False)
    assert [hit.headline for hit in (*first, *rest)] == headlines(conn, "无人机")


def test_of_many_answers_an_old_one_with_the_words_in_its_title_is_still_weighed(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiers, "POOL", 2)
    assert headlines(conn, "无人机") == ["无人机巡防上线", "夜间巡逻"]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("无人机", "无人机案告破"),  # in the title and often in the text, before in the title alone
        ("无人机 -告破", "无人机 0"),
        ("body:无人机", "旧闻一则"),  # oftenest in the text, though the oldest of all
        ("无人机 走失", "走失老人"),
        ("UAV", "译名"),
        ("走失 OR 译名", "译名"),  # the rarer word
    ],
)
def test_of_more_answers_than_can_be_read_the_best_are_found_wherever_they_are(
    crowd: sqlite3.Connection, query: str, best: str
) -> None:
    assert re.sub(r"(?<= )\d+", "0", headlines(crowd, query)[0]) == best


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """More articles with the word than are read, most of them newer than those that are about it."""
    told = [
        ("旧闻一则", "无人机" + "，无人机" * 30 + FILLING),
        ("无人机案告破", "无人机" + "，无人机" * 12 + FILLING),
        ("走失老人", "走失，无人机，走失，无人机，走失，无人机，" + FILLING),
        ("译名", "UAV 就是无人机，UAV，UAV。" + FILLING),
        *((f"无人机 {number}", "无人机" + FILLING * 9) for number in range(30)),
        *((f"近况 {number}", f"无人机一次，走失一次，UAV 一次，第{number}号。" + FILLING * 9) for number in range(270)),
    ]
    with Archive.open(tmp_path_factory.mktemp("crowd")) as archive:
        for number, (title, text) in enumerate(told):
            article_id = 20_000 * 4096 + number
            archive.conn.execute(
                "INSERT INTO articles(id, url, site, headline, word_count, script, first_seen, last_seen, text_digest)"
                " VALUES (?, ?, 'one_site', ?, 1, 'hans', '', '', '')",
                (article_id, f"http://one.test/{number}", title),
            )
            archive.conn.execute("INSERT INTO article_text(id, text) VALUES (?, ?)", (article_id, text))
            put_in(archive.conn, article_id)
        yield archive.conn
