"""The sites there are: found by Scrapy's own loader in `spiders/`, or for the invented web in `sample_web/sites/`."""

from __future__ import annotations

from functools import cache

from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from archive.records import Article, ArticleRules, Site
from crawler.site import SiteSpider

SAMPLE_SITES = "crawler.sample_web.sites"


def settings_for(sample: bool) -> Settings:
    """The project's settings; with `sample`, those of the invented web: its own sites, and no waiting."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    if sample:
        settings.set("SPIDER_MODULES", [SAMPLE_SITES], priority="cmdline")
        for name, value in (("DOWNLOAD_DELAY", 0), ("AUTOTHROTTLE_ENABLED", False)):
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
