"""What is about public security is told from what only sounds like it: invented stories, and every word's own proof.

`topic_cases.tsv` was written before the lexicon; its odd lines were looked at while weighing the words, its even lines
were not. `topic_fresh.tsv` was written afterwards. Columns: in/out, category, section, headline,
lead.
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from archive.records import Article
from archive.topic import JUDGED, LEAD, LEXICON, judge, topic_of
from archive.topic_words import BODIES, COVER, ENTRIES, Entry

HERE = Path(__file__).parent
WORDS = [word for entry in ENTRIES for word in entry.words]


def cases(name: str, first: int = 1, step: int = 1) -> list[list[str]]:
    """Every `step`-th case of a file, from line `first` on."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[first - 1 :: step]]


@pytest.mark.parametrize(
    ("name", "first", "step", "least_precision", "least_recall"),
    [
        pytest.param("topic_cases.tsv", 1, 2, 0.95, 0.95, id="odd lines"),
        pytest.param("topic_cases.tsv", 2, 2, 0.95, 0.95, id="even lines"),
        pytest.param("topic_fresh.tsv", 1, 1, 0.95, 0.9, id="written afterwards"),
    ],
)
def test_few_are_kept_wrongly_and_few_are_lost(
    name: str, first: int, step: int, least_precision: float, least_recall: float
) -> None:
    wrong, lost, right = [], [], 0
    for label, _, section, headline, lead in cases(name, first, step):
        kept = judge(headline, lead, section).holds
        right += kept and label == "in"
        if kept != (label == "in"):
            (wrong if kept else lost).append(headline)
    assert right / (right + len(wrong)) >= least_precision, wrong
    assert right / (right + len(lost)) >= least_recall, lost


def test_the_cases_are_whole_and_balanced() -> None:
    rows = cases("topic_cases.tsv") + cases("topic_fresh.tsv")
    assert {len(row) for row in rows} == {5}
    assert len({row[3] for row in rows}) == len(rows) == 520
    for first in (1, 2):
        labels = [row[0] for row in cases("topic_cases.tsv", first, 2)]
        assert labels.count("in") == labels.count("out") == 100


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.words[0])
def test_every_word_is_at_work_in_its_example_and_in_no_counter_example(entry: Entry) -> None:
    shown = set(LEXICON.findall(entry.counts)) & set(entry.words)
    assert shown if not entry.all_shown else shown == set(entry.words)
    assert set(LEXICON.findall(entry.not_in)) & set(entry.words) == set()


def test_no_word_stands_twice_in_the_lexicon_and_none_is_a_single_character() -> None:
    assert len(WORDS) == len(set(WORDS))
    assert min(map(len, WORDS)) >= 2
    assert set(WORDS) >= BODIES
    assert any(entry.weight == COVER for entry in ENTRIES)


def test_a_score_tells_what_made_it() -> None:
    topic = judge("民警冒雨寻人", "电影散场后，派出所接到报警。")
    assert topic.words == ("民警", "派出所", "−电影", "报警")
    assert 0.5 < topic.score < 1
    assert judge("油菜花开了", "游客涌进山沟。") == judge("", "")
    assert judge("", "").score == 0


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("公安机关抓获嫌疑人", "公安機關抓獲嫌疑人"),
        ("检察机关对诈骗团伙提起公诉", "檢察機關對詐騙團夥提起公訴"),
    ],
)
def test_both_scripts_are_judged_alike(simplified: str, traditional: str) -> None:
    assert judge(traditional, traditional) == judge(simplified, simplified)


def test_titles_of_films_weigh_nothing_and_titles_of_laws_are_read() -> None:
    assert judge("", "周末看了《派出所民警》").words == ()
    assert judge("", "违反《治安管理处罚法》").words == ("治安管理处罚法",)


def test_a_body_named_in_a_row_counts_half() -> None:
    attended, own = judge("", "市发改委、市公安局、市住建局负责人陪同"), judge("", "市公安局负责人陪同")
    assert not attended.holds
    assert own.holds


def test_a_longer_word_covers_a_shorter_one() -> None:
    assert judge("公安县葡萄熟了", "公安县果农忙").score == 0
    assert judge("公安县公安局通报", "").holds
    assert judge("暴雨橙色预警方案", "提醒村民警惕").words == ()


def test_an_article_is_judged_by_its_headlines_its_repaired_beginning_and_its_column() -> None:
    article = Article(url="http://a.test/1", site="a", headline="夜里的灯", paragraphs=("長夜。",), section="警务动态")
    assert topic_of(article).words == ("警务",)
    repaired = Article(
        url="http://a.test/2", site="a", headline="x", kicker="扫黑", paragraphs=("法x庭",), paragraphs_hans=("法庭",)
    )
    assert topic_of(repaired).words == ("扫黑", "法庭")


@pytest.mark.parametrize(("before", "share"), [(0, 1.0), (LEAD, 0.5), (JUDGED, 0.0)])
def test_what_stands_late_in_a_text_counts_half_and_later_not_at_all(before: int, share: float) -> None:
    def weight(paragraph: str) -> float:
        return -math.log2(1 - topic_of(Article("http://a.test/3", "a", "长夜", paragraphs=(paragraph,))).score)

    assert weight("灯" * before + "民警") == pytest.approx(share * weight("民警"), abs=0.01)
