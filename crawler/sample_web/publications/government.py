"""What the publications of government bodies share: the page tags they must carry, and where their pages lie."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from html import escape
from typing import ClassVar

from crawler.sample_web.publications.base import Asked, Page, Publication
from crawler.sample_web.truth import Placement, SampleArticle


class GovernmentPublication(Publication):
    """`article_at` finds an article's id in its path (group 1); ids begin at `first_id`."""

    article_at: ClassVar[re.Pattern[str]]
    first_id: ClassVar[int] = 0
    code: ClassVar[str]
    """SiteIDCode 网站标识码"""

    def answer(self, asked: Asked, day: str) -> Page | None:
        if asked.path == "/":
            return Page(b"", 302, location=self.home)
        match = self.article_at.fullmatch(asked.path)
        if match is None:
            return self.list_page(asked, day)
        number = self.number_of(match[1])
        article = self.standing_article(number, day)
        if article is None or article.url != f"http://{self.host}{asked.path}":
            return self.withdrawn(number, day)
        return self.article_page(article, day)

    @abstractmethod
    def list_page(self, asked: Asked, day: str) -> Page | None:
        """The list at a path; None for any other path."""

    @abstractmethod
    def article_page(self, article: SampleArticle, day: str) -> Page:
        """The page of an article that stands."""

    def number_of(self, found: str) -> int:
        """The number of the placement whose path shows this id."""
        return int(found) - self.first_id

    def headlines(self, here: Sequence[Placement], day: str) -> list[tuple[Placement, str]]:
        """The rows of a list: each placement with its headline, escaped."""
        return [(one, escape(self.world.article(one.number, day).headline)) for one in here]

    def site_tags(self) -> str:
        """The tags of every page."""
        return f"""<meta charset="utf-8"><meta name="SiteName" content="{self.title}"><meta name="SiteDomain" content="{self.host}"><meta name="SiteIDCode" content="{self.code}">"""

    def column_tags(self) -> str:
        """The tags of a list page."""
        return f"""{self.site_tags()}
<meta name="ColumnName" content="{self.column}"><meta name="ColumnDescription" content="{self.title}{self.column}栏目"><meta name="ColumnKeywords" content="{self.column}"><meta name="ColumnType" content="工作动态">"""

    def article_tags(self, article: SampleArticle, *, published: str, source: str) -> str:
        """The tags of an article, with what this house writes into PubDate and ContentSource."""
        return f"""{self.site_tags()}
<meta name="ColumnName" content="{self.column}"><meta name="ColumnType" content="工作动态"><meta name="ArticleTitle" content="{escape(article.headline)}">
<meta name="PubDate" content="{published}"><meta name="ContentSource" content="{escape(source)}"><meta name="Author" content=""><meta name="Keywords" content=""><meta name="Description" content=""><meta name="Image" content=""><meta name="Url" content="{article.url}">"""


def lines(article: SampleArticle, paragraph: str, subhead: str) -> str:
    """The blocks of a body, each set into its markup at `{}`."""
    return "".join(
        (subhead if block.kind == "subhead" else paragraph).format(escape(block.text)) for block in article.blocks
    )


def pictures(article: SampleArticle, markup: str) -> str:
    """The pictures with their captions, set into the markup at `{name}` and `{caption}`."""
    return "".join(
        markup.format(name=f"{article.number}_{at}", caption=escape(caption))
        for at, caption in enumerate(article.captions)
    )
