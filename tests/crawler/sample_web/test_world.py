"""The invented web's truth: the same for the same seed, varied, and really what the pages show."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from html import unescape

import pytest

from crawler.sample_web.clock import DEMO_DAY, FIRST_DAY, LAST_DAY, STATE_FILE, next_day
from crawler.sample_web.mirror import FIRST_MARKED, SECOND_MARKED, mirrored
from crawler.sample_web.pairs import labelled_pairs
from crawler.sample_web.publications.base import Asked
from crawler.sample_web.traditional import to_traditional
from crawler.sample_web.truth import SampleArticle
from crawler.sample_web.world import World

HOUSES = sorted(World().publications)


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def page_text(world: World, article: SampleArticle, day: str = LAST_DAY) -> str:
    """The text of all pages of an article, decoded as they were really sent, tags and white space out."""
    house = world.publications[article.publication]
    path = article.url.removeprefix(f"http://{house.host}")
    paths = [path, *(house.page_at(path, page) for page in range(2, article.pages + 1))]
    texts = []
    for one in paths:
        page = house.answer(Asked.of(one), day)
        assert page is not None and page.status == 200, one
        texts.append(unescape(re.sub(r"<[^>]+>", "", page.body.decode(house.charset))))
    return re.sub(r"\s+", "", "".join(texts))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_same_seed_gives_the_same_web(world: World) -> None:
    again, other = World(), World(seed=7)
    assert again.placements == world.placements
    assert again.articles() == world.articles()
    assert [one.text for one in other.articles()[:20]] != [one.text for one in world.articles()[:20]]


def test_there_are_several_hundred_articles_over_four_months(world: World) -> None:
    articles = world.articles()
    assert len(articles) >= 350
    assert len({article.url for article in articles}) == len(articles)
    assert min(one.published for one in articles)[:7] == FIRST_DAY[:7]
    assert max(one.published for one in articles)[:7] == LAST_DAY[:7]
    assert {article.publication for article in articles} == set(HOUSES)
    lengths = sorted(len(article.text) for article in articles)
    assert lengths[0] < 110 and lengths[-1] > 2000
    assert any(article.pages > 1 for article in articles)


def test_no_pattern_is_left_unfilled(world: World) -> None:
    for article in World(articles=2500).articles():
        for line in (article.headline, article.kicker, article.subheadline, *article.paragraphs, *article.captions):
            assert not re.search(r"[{}\[\]|]", line), line


@pytest.mark.parametrize("house", HOUSES)
def test_the_pages_show_the_truth(world: World, house: str) -> None:
    articles = [one for one in world.articles() if one.publication == house]
    assert articles
    for article in articles:
        shown = page_text(world, article)
        if article.origin == "mirror":
            assert to_traditional(article.source) in shown or article.source == world.publications[house].title
            continue
        lines = [
            article.headline,
            article.kicker,
            article.subheadline,
            article.byline,
            *article.paragraphs,
            *article.captions,
        ]
        for line in lines:
            assert squeezed(line) in shown, f"{article.url}: {line}"
        names = [*article.named("editor"), *article.named("correspondent"), *article.named("photographer")]
        assert all(squeezed(name) in shown for name in names)
        assert str(article.view_count or "") in shown


def test_mirrors_show_the_damaged_original(world: World) -> None:
    marks = {"xiyuan_zfw_mirror": FIRST_MARKED, "chenghu_mirror": SECOND_MARKED}
    copies = [one for one in world.articles() if one.origin == "mirror"]
    assert len(copies) > 20
    for article in copies:
        shown = page_text(world, article)
        long = [line for line in article.paragraphs if len(line) > 30]
        assert all(squeezed(mirrored(line, marks[article.publication])) in shown for line in long)
        assert article.script == "hant"


def test_mirror_damage_is_the_byte_shift_of_the_real_mirrors() -> None:
    assert mirrored("驶入的大货车进行", "側") == "駛?cè)氲拇筘涇囘M行"
    assert mirrored("活动开展", "動") == "活動(dòng)開展"
    assert mirrored("活动开展", "動", shift=False) == "活動(dòng)開展"


def test_stories_rarely_share_a_sentence(world: World) -> None:
    told: dict[str, set[int]] = defaultdict(set)
    count: Counter[str] = Counter()
    for article in world.articles():
        if article.origin == "own" and article.size != "notice":
            for sentence in re.split(r"(?<=[。！？；\n])", article.text):
                if len(sentence) >= 20:
                    told[sentence].add(article.story)
                    count[sentence] += 1
    shared = sum(count[sentence] for sentence, stories in told.items() if len(stories) > 1)
    assert shared / count.total() < 0.03


def test_edits_and_withdrawals_happen_on_their_day(world: World) -> None:
    edited = [one for one in world.placements if one.edited_on]
    gone = [one for one in world.placements if one.withdrawn_on]
    assert len(edited) >= 6 and len(gone) >= 6
    assert any(one.day <= DEMO_DAY < one.edited_on for one in edited)
    assert any(one.day <= DEMO_DAY < one.withdrawn_on for one in gone)
    for one in edited:
        before, after = world.article(one.number, one.day), world.article(one.number, one.edited_on)
        assert before.text != after.text
        assert squeezed(after.paragraphs[-1]) in page_text(world, after, one.edited_on)
        assert squeezed(before.text) != squeezed(after.text) and before.url == after.url
    answers = set()
    for one in gone:
        house = world.publications[one.publication]
        path = house.path_of(one)
        there, away = house.answer(Asked.of(path), one.day), house.answer(Asked.of(path), one.withdrawn_on)
        assert there is not None and there.status == 200 and away is not None
        answers.add(away.status)
        assert one not in world.standing(one.publication, one.withdrawn_on)
    assert answers == {404, 410, 302}


@pytest.mark.parametrize("house", HOUSES)
def test_nothing_stands_before_its_day(world: World, house: str) -> None:
    publication = world.publications[house]
    last = world.standing(house, LAST_DAY)[0]
    assert publication.answer(Asked.of(publication.path_of(last)), FIRST_DAY) is None
    assert last not in world.standing(house, FIRST_DAY)


def test_bytes_and_declared_charsets_disagree_where_they_should(world: World) -> None:
    lying = world.publications["xiyuan_fzw"]
    page = lying.answer(Asked("/list-1-1.html"), LAST_DAY)
    assert page is not None and lying.header_charset == "utf-8"
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("utf-8")
    assert "法治要闻" in page.body.decode("gb18030")
    reverse = world.publications["changhe_fzb"]
    article = reverse.answer(Asked(reverse.path_of(world.standing("changhe_fzb", LAST_DAY)[0])), LAST_DAY)
    assert article is not None and b"charset=gb2312" in article.body and "稿件来源" in article.body.decode("utf-8")


def test_the_paper_prints_bodies_twice_and_turns_pages(world: World) -> None:
    for article in world.articles():
        if article.publication == "changhe_fzb":
            shown = page_text(world, article)
            assert shown.count(squeezed(article.paragraphs[0])) == 2
            assert ("下转第二版" in shown) == (article.page == "01" and len(article.blocks) > 4)


def test_worlds_scale() -> None:
    large = World(articles=3000)
    assert len(large.placements) == 3000
    assert len(large.articles()) > 2800


def test_pairs_are_labelled_both_ways(world: World) -> None:
    kinds = Counter((pair.kind, pair.same) for pair in labelled_pairs(world, negatives=50))
    same, different = ("reprint", "mirror", "edited"), ("template", "same_kind", "random")
    assert set(kinds) == {*((kind, True) for kind in same), *((kind, False) for kind in different)}
    assert min(kinds.values()) >= 6


def test_a_demo_walks_on_and_stops_at_the_end(tmp_path) -> None:
    days = [next_day(tmp_path / "demo") for _ in range(6)]
    assert days == ["2025-12-10", "2025-12-13", "2025-12-16", "2025-12-19", "2025-12-20", "2025-12-20"]
    (tmp_path / "demo" / STATE_FILE).write_text("not json")
    assert next_day(tmp_path / "demo") == DEMO_DAY
