"""Links of list pages: what is an article, its headline and date, and which link leads on.

Other rooms of the crawler import from here.
"""

from crawler.links.anchors import anchors, joined, tree_of
from crawler.links.choice import find_links, matching
from crawler.links.dates import DATE, URL_DATE, URL_FOLDERS, as_date
from crawler.links.paging import next_page, refresh_target
from crawler.links.shapes import LISTS, shape_of
from crawler.links.words import HAN

__all__ = [
    "DATE",
    "HAN",
    "LISTS",
    "URL_DATE",
    "URL_FOLDERS",
    "anchors",
    "as_date",
    "find_links",
    "joined",
    "matching",
    "next_page",
    "refresh_target",
    "shape_of",
    "tree_of",
]
