"""The sites there are: found by Scrapy's own loader in `spiders/`, or for the invented web in `sample_web/sites/`.

`spiders/gaps.toml` declares the sites there ought to be and are not, each with its reason.
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import ModuleType
from typing import Any

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader, get_spider_loader

from archive.errors import UsageError
from archive.records import Article, ArticleRules, Site
from archive.regions import region_name
from crawler.site import KINDS, LEVELS, SiteSpider

SITES = "spiders"
SAMPLE_SITES = "crawler.sample_web.sites"
GAPS = "gaps.toml"


@dataclass(frozen=True, slots=True)
class Gap:
    """A site there ought to be, and why there is none: a row of `spiders/gaps.toml`."""

    name: str
    title: str
    region: str
    level: str
    kind: str
    home: str
    reason: str


class SiteLoader(SpiderLoader):
    """Scrapy's own, but that a file which cannot be read says which it is, in one line. Raises UsageError."""

    def _load_all_spiders(self) -> None:
        for package in self.spider_modules:
            for name in module_names(imported(package)):
                self._load_spiders(imported(name))
        self._check_name_duplicates()


def module_names(package: ModuleType) -> list[str]:
    """The modules of a package, in order, and of the packages within it."""
    return [one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


def imported(name: str) -> ModuleType:
    """A module of sites. Raises UsageError with its path and what is wrong with it."""
    try:
        return importlib.import_module(name)
    except Exception as error:  # whatever a file somebody else wrote may do
        path = f"{name.replace('.', '/')}.py"
        raise UsageError(f"{path} cannot be read: {type(error).__name__}: {' '.join(str(error).split())}") from error


def settings_for(sample: bool) -> Settings:
    """The project's settings; with `sample`, those of the invented web: its own sites, and no waiting."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    if sample:
        settings.set("SPIDER_MODULES", [SAMPLE_SITES], priority="cmdline")
        for name, value in (("DOWNLOAD_DELAY", 0), ("AUTOTHROTTLE_ENABLED", False), ("DOWNLOAD_TIMEOUT", 6)):
            settings.set(name, value, priority="cmdline")
        settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", 8, priority="cmdline")
    return settings


@cache
def site_classes(*, sample: bool = False) -> dict[str, type[SiteSpider]]:
    """Every site's class by its name."""
    loader = get_spider_loader(settings_for(sample))
    classes = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: found for name, found in classes.items() if issubclass(found, SiteSpider)}


def list_sites(*, sample: bool = False) -> list[Site]:
    """Every site, by name."""
    return [found.as_site() for found in site_classes(sample=sample).values()]


@cache
def list_gaps() -> tuple[Gap, ...]:
    """Every declared gap, by name. Raises UsageError for a file or a row that cannot be."""
    try:
        rows = tomllib.loads(files(SITES).joinpath(GAPS).read_text("utf-8")).get("gap", [])
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{SITES}/{GAPS} cannot be read: {error}") from error
    return tuple(sorted((gap_of(row) for row in rows), key=lambda gap: gap.name))


def gap_of(row: dict[str, Any]) -> Gap:
    """A row as a gap. Raises UsageError naming the gap and what is wrong with it."""
    wanted = [field.name for field in fields(Gap)]
    wrong = [
        *(f"{name} is missing" for name in wanted if not row.get(name)),
        *(f"there is no {name}" for name in row if name not in wanted),
    ]
    if not wrong and not (region_name(row["region"]) and row["level"] in LEVELS and row["kind"] in KINDS):
        wrong = ["region, level or kind is none that a site may have"]
    if wrong:
        raise UsageError(f"{SITES}/{GAPS}, gap {row.get('name', '?')}: {'; '.join(wrong)}")
    return Gap(**row)


def rules_of(site: str) -> ArticleRules:
    """How the pages of a site are read; the house's own rules for a site nobody has a file for."""
    found = _class_of(site)
    return found.article_rules() if found else ArticleRules(site=site)


def wants(site: str, article: Article) -> bool:
    """Whether a site's article belongs in the archive; one of a site nobody has a file for does."""
    found = _class_of(site)
    return found is None or found.wants(article)


def _class_of(site: str) -> type[SiteSpider] | None:
    return site_classes().get(site) or site_classes(sample=True).get(site)
