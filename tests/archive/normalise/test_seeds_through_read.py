"""The five texts through the archive's own reading; skipped where they are not beside the repository."""

from pathlib import Path

import pytest

from archive.normalise.cleaning import clean
from archive.normalise.plain_text import read_lines

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside the repository")

EXPECTED = [
    ("2023-08-11", "day", "法治日报", None),
    ("", None, "", None),
    ("2024-01-07T10:32:13", "second", "西北在线", None),
    ("2022-09-15T09:27:08", "second", None, 7249),
    ("", None, "", None),
]


@pytest.mark.parametrize(("number", "expected"), list(enumerate(EXPECTED)))
def test_fields(number: int, expected: tuple[str, str | None, str | None, int | None]) -> None:
    read = pytest.importorskip("archive.read")
    text = next(SEEDS.glob(f"{number:03}_*.txt")).read_text(encoding="utf-8")
    article = read.read_text(text)
    published, precision, source, view_count = expected
    assert (article.published, article.precision, article.view_count) == (published, precision, view_count)
    assert source is None or article.source == source
    cleaned = clean(read_lines(text).blocks, columns=True)
    assert article.text_hans == "\n".join(cleaned.paragraphs_hans or cleaned.paragraphs)
    assert bool(article.headline) == (number != 1)
    assert len(article.people) - len(article.named("editor")) == len(cleaned.people)
