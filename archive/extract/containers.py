"""Which element of a page holds the article: names that content management systems use, and the density of prose."""

from __future__ import annotations

import re

from archive.extract.names import words
from archive.extract.survey import Survey

LEAST_HAN = 60
_MOST_LINKS = 0.4
LEAST_SURE = 20
_ENOUGH = 0.85
_FAIR_PART = 0.2
_HALF = 0.5
# Names that one system or newsroom gives to the text of an article and to nothing else.
_SURE = words(
    """zoom ozoom vsb_content vsb_content_2 vsb_content_4 vsb_content_100 vsb_content_500 vsb_content_501 trs_editor
    trs_ueditor trs_editor_view ucap-content ucapcontent ucap-content-forprint founder-content contenttext artibody
    endtext rwb_zw rm_txt_con v_news_content zoomcon zoom_con easysitetext easysite-news-text ivs_content bodylabel
    defaultmain_content p-detail js_content rich_media_content mp-editor cnt-main-article-qq wp_articlecontent
    ueditor-content cmsarticlecontent
    """
)
# Names that mean the text of an article and little around it.
_STRONG = words(
    """articlecontent article-content article_content pages_content maintext u-maintext detailcontent detail_content
    p_content contentmain left_zw articlecnt main_content art_contextbox articletext article_text newscontent
    news_content news-content news_txt newstext news_text content-text textcontent txtcontent txt_content
    detail-content show_content showcontent content_detail contentdetail articlebody article-body article_body
    articledetail article-detail post_body post_text post-content entry-content entry story-body storybody
    cms-content nr_content zwnr zw_nr con_zw bt_content art_content art-content art-con article-con article_con
    arti_content art_con newsdetail newsinfo info_content infocontent content_txt conttxt detail_txt
    print_content printcontent print-content editor-content fontzoom zoomtext content-article wz_content
    wzcontent xl_content xl_con xlcontent textbody articlezw article-txt article_txt downloadcontent
    contentbox_txt pagecontent page_content ckeditor ke-content fr-view ql-editor wangeditor-text epaper-content
    founder-article art_text content_area_text p-content detailbody news_body newsbody news-body newscon
    news_con news-con cont_txt bodytext body-text
    """
)
# Names that often mean it, and often a wider frame.
_WEAK = words(
    """content cont con article nr zw text txt main-content main_text main-txt story zhengwen neirong wenzhang details
    detail view view_content box_con contentbox content-box articlebox article-box left_content con_text con-text
    content_text content_con content-con news_show newsview read body content_body context text_con mcontent
    """
)
_LINEUP = frozenset({"p", "br", "span", "font", "strong", "b", "em", "img", "a", "h1", "h2", "h3", "h4", "table", "tr"})
_CONTAINER = frozenset({"div", "td", "section", "article", "main", "center", "form", "body", "dd", "li", "font", "wbr"})
_ASIDE = re.compile(
    r"(?:^|[-_ ])(?:related|relate|relevant|recommend|hot|comment|sidebar|aside|share|copyright|foot)", re.I
)


def known_container(weights: Survey) -> int | None:
    """The place of the element whose name says that it holds the article; None where no name does.

    At least 60 Han characters (20 under a sure name), less than 40 % of them links; of several the one with most text,
    and of those around each other the innermost that still holds 85 % of it. The first of several copies. A weaker name
    is believed only where its prose is a fair part of what the densest element holds, the weakest only where that
    element is not inside it.
    """
    sure, strong, weak = _named(weights)
    if (best := _fullest(weights, sure)) is not None:
        return best
    dense = dense_container(weights)
    expected = weights.prose[dense] if dense is not None else 0
    best = _fullest(weights, strong)
    if best is not None and weights.prose[best] >= _FAIR_PART * expected:
        return best
    best = _fullest(weights, weak)
    if best is None or weights.prose[best] < _HALF * expected:
        return None
    return best if dense is None or dense == best or not weights.holds(best, dense) else None


def _named(weights: Survey) -> tuple[list[int], list[int], list[int]]:
    """The places of elements with telling names that hold enough text: sure, strong and weak ones."""
    sure, strong, weak = [], [], []
    for at, node in enumerate(weights.nodes):
        if weights.han[at] < LEAST_SURE or weights.link_share(at) >= _MOST_LINKS:
            continue
        if node.tag in ("a", "ul", "li", "body", "html"):
            continue
        names = weights.names[at].lower().split()
        if node.tag in ("founder-content", "ucapcontent") or not _SURE.isdisjoint(names):
            sure.append(at)
        elif weights.han[at] < LEAST_HAN:
            continue
        elif not _STRONG.isdisjoint(names) or node.get("itemprop") == "articleBody":
            strong.append(at)
        elif node.tag == "article" or not _WEAK.isdisjoint(names):
            weak.append(at)
    return sure, strong, weak


def _fullest(weights: Survey, places: list[int]) -> int | None:
    """The place with most text, then the innermost in it that holds nearly all of it."""
    best = max(places, key=lambda at: (weights.han[at] - weights.linked[at], -at), default=None)
    if best is None:
        return None
    needed = _ENOUGH * (weights.han[best] - weights.linked[best])
    inner = [at for at in places if weights.holds(best, at) and weights.han[at] - weights.linked[at] >= needed]
    return inner[-1] if inner else best


def dense_container(weights: Survey) -> int | None:
    """The place of the element in which the page's prose is gathered; None where there is next to none.

    From the outside in: into the child with most prose as long as it holds nearly all of it, or most of it with none
    of the rest standing in paragraphs beside it.
    """
    if not weights.nodes or weights.prose[0] < 20:
        return None
    children: dict[int, list[int]] = {}
    for at, up in enumerate(weights.parent):
        if up >= 0 and weights.prose[at] > 0:
            children.setdefault(up, []).append(at)
    at = 0
    while inside := children.get(at):
        best = max(inside, key=lambda place: weights.prose[place])
        share = weights.prose[best] / weights.prose[at]
        if weights.nodes[best].tag in ("p", "span", "a", "b", "strong"):
            if share < 0.95 or weights.nodes[best].tag == "a":
                break
            if not any(weights.nodes[place].tag != "span" for place in children.get(best, [])):
                break
        beside = sum(weights.prose[place] for place in inside if place != best and _stands_beside(weights, place))
        if share < 0.5 or beside > 0.12 * weights.prose[at]:
            break
        at = best
    return at


def _stands_beside(weights: Survey, at: int) -> bool:
    """Whether an element is rather a paragraph of the same text than a box of its own."""
    node = weights.nodes[at]
    if node.tag in ("p", "h2", "h3", "h4", "span", "blockquote", "figure", "strong", "font"):
        return True
    return not weights.names[at].strip() and weights.link_share(at) < 0.2
