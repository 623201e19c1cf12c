"""An element's text as blocks: paragraphs, <br> and div lines, table rows, captions, sub-heads; pictures, files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element

from archive.extract.names import named, names_of, words
from archive.extract.page_tree import is_hidden, text_of
from archive.records import Attachment, Block, BlockKind, Image

_BLOCKS = words(
    """p div section article main center form table thead tbody tfoot tr td th caption ul ol li dl dt dd h1 h2 h3 h4 h5
    h6 blockquote pre figure figcaption header aside address hr details summary fieldset body founder-content"""
)
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|zip|rar|7z|txt|csv|ofd)$", re.IGNORECASE)
PICTURE_NAMES = named(
    """caption tu tp_?sm pic-?(?:text|desc) pic_?txt phototext img_?(?:txt|wrapper|desc|descr) tu_?zhu picture-?note
    image-?desc (?:img|image|pic)[-_]note"""
)
_CAPTION = re.compile(
    r"^(?:图为|圖為|图注|圖說|图说|图片说明|▲|▼|△|▽|↑|↓|\(图|（图)|(?:摄|攝|供图|供圖|翻攝|提供|资料图|資料照|截图|配图)[)）]?[。]?$|"
    r"[(（](?:图|圖|图片|摄)[^()（）]{0,20}[)）]$"
)
_SENTENCE = re.compile(r"[。！？；]")
_LONGEST_CELL = 60
_LINK_SHARE = 0.75
_PAGE_NUMBERS = re.compile(r"^(?:[\d\s\[\]【】()|>»<«]|上一页|下一页|首页|尾页|末页|共|页|第)+$")


@dataclass(slots=True)
class Blocks:
    """The blocks of an element with what stands among them."""

    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(slots=True)
class _Piece:
    """A block in the making: its words (`text` once it is closed), how much of them is links and bold, what it is."""

    words: list[str] = field(default_factory=list)
    text: str = ""
    linked: int = 0
    bold: int = 0
    head: bool = False
    caption: bool = False
    centred: bool = False
    cell: bool = False
    item: bool = False
    after_image: bool = False


class _Walk:
    """Collects pieces in document order."""

    def __init__(self, url: str, skip: frozenset[Element], *, hidden: bool) -> None:
        self.url = url
        self.skip = skip
        self.hidden = hidden
        self.pieces: list[_Piece] = []
        self.images: list[tuple[str, int, str]] = []
        self.files: list[Attachment] = []
        self.piece = _Piece()

    def close(
        self,
        *,
        head: bool = False,
        caption: bool = False,
        centred: bool = False,
        cell: bool = False,
        item: bool = False,
    ) -> None:
        """End the piece at hand and begin one with the given traits."""
        if self.piece.words and (text := " ".join("".join(self.piece.words).split())):
            self.piece.text = text
            self.pieces.append(self.piece)
            self.piece = _Piece()
        after_image = self.piece.after_image
        self.piece = _Piece(head=head, caption=caption, centred=centred, cell=cell, item=item, after_image=after_image)

    def add(self, text: str | None, *, link: bool, bold: bool) -> None:
        """One run of text; links and bold print are counted."""
        if not text:
            return
        self.piece.words.append(text)
        length = len(text.strip())
        self.piece.linked += length if link else 0
        self.piece.bold += length if bold else 0

    def image(self, node: Element) -> None:
        """Note a picture and where it stands."""
        source = next((v for k in ("data-src", "data-original", "data-lazy-src", "src") if (v := node.get(k))), "")
        if source and not source.startswith("data:"):
            self.images.append((absolute(self.url, source), len(self.pieces), (node.get("alt") or "").strip()))
        self.piece.after_image = True

    def file(self, node: Element) -> None:
        """Note a file the article offers."""
        address = (node.get("href") or "").strip()
        if _FILES.search(_path(address)):
            self.files.append(Attachment(absolute(self.url, address), text_of(node) or (node.get("title") or "")))


def read_blocks(
    container: Element, *, url: str = "", skip: frozenset[Element] = frozenset(), hidden: bool = False
) -> Blocks:
    """The blocks of a container in document order; elements in `skip` are left out, hidden ones unless asked for."""
    walk = _Walk(url, skip, hidden=hidden)
    _visit(container, walk)
    walk.close()
    pieces = _without_link_lists(walk.pieces)
    blocks = [Block(piece.text, kind) for piece, kind in zip(pieces, _kinds(pieces), strict=True)]
    images = tuple(_captioned(walk, pieces, blocks))
    return Blocks(blocks, list(dict.fromkeys(images)), list(dict.fromkeys(walk.files)))


def _visit(top: Element, walk: _Walk) -> None:
    """Depth first without recursion: pages nest deeper than Python may recurse."""
    stack: list[tuple[Element, bool, bool, bool, dict[str, bool]]] = [(top, False, False, False, {})]
    while stack:
        node, leaving, link, bold, traits = stack.pop()
        if leaving:
            if node.tag in _BLOCKS:
                walk.close(**traits)
            if node is not top:
                walk.add(node.tail, link=link, bold=bold)
            continue
        if not isinstance(node.tag, str) or node in walk.skip or (is_hidden(node) and not walk.hidden):
            if node is not top:
                walk.add(node.tail, link=link, bold=bold)
            continue
        stack.append((node, True, link, bold, traits))
        inside = traits
        if node.tag == "br":
            walk.close(**traits)
        elif node.tag == "img":
            walk.image(node)
        elif node.tag == "tr" and (cells := _cells_of_data(node)):
            walk.close(cell=True)
            row = " ".join(cells)
            linked = sum(len(text_of(anchor)) for anchor in node.iter("a")) > _LINK_SHARE * len(row)
            walk.add(row, link=linked, bold=False)
            continue
        elif node.tag in _BLOCKS:
            inside = _traits(node, traits)
            walk.close(**inside)
        if node.tag == "a" and node.get("href"):
            walk.file(node)
        here_link = link or (node.tag == "a" and bool(node.get("href")))
        here_bold = bold or node.tag in ("strong", "b")
        walk.add(node.text, link=here_link, bold=here_bold)
        stack.extend((child, False, here_link, here_bold, inside) for child in reversed(node))


def _traits(node: Element, around: dict[str, bool]) -> dict[str, bool]:
    """What a block element says of the text in it."""
    traits = {name: True for name in ("head", "caption", "item") if around.get(name)}
    if node.tag in _HEADS:
        traits["head"] = True
    if node.tag == "figcaption" or PICTURE_NAMES.search(names_of(node)):
        traits["caption"] = True
    if node.tag in ("li", "dd", "dt"):
        traits["item"] = True
    style = (node.get("style") or "").replace(" ", "").lower()
    centred = (node.get("align") or "").lower() == "center" or "text-align:center" in style or node.tag == "center"
    if centred or (around.get("centred") and node.tag not in ("td", "div")):
        traits["centred"] = True
    return traits


def _cells_of_data(row: Element) -> list[str]:
    """The texts of a row of short cells, of a table of data; none of a row that is layout."""
    if len(row) < 2 or next(row.iter("table", "img"), None) is not None:
        return []
    cells = [text_of(cell) for cell in row if cell.tag in ("td", "th")]
    return cells if len(cells) >= 2 and all(len(cell) <= _LONGEST_CELL for cell in cells) else []


def _without_link_lists(pieces: list[_Piece]) -> list[_Piece]:
    """Pieces without lists of other articles: two links or more in a row, any link after the last sentence."""
    linked = [piece.linked >= _LINK_SHARE * max(1, len(piece.text.replace(" ", ""))) for piece in pieces]
    prose = [at for at, piece in enumerate(pieces) if not linked[at] and _SENTENCE.search(piece.text)]
    end = prose[-1] if prose else len(pieces)
    kept = []
    attached = False
    for at, piece in enumerate(pieces):
        attached = piece.text.startswith("附件") or (attached and linked[at])
        run = linked[at] and ((at > 0 and linked[at - 1]) or (at + 1 < len(pieces) and linked[at + 1]))
        if piece.linked and _PAGE_NUMBERS.match(piece.text):
            continue
        if not linked[at] or attached or not (run or at > end) or _FILES.search(piece.text):
            kept.append(piece)
    return kept


def _kinds(pieces: list[_Piece]) -> list[BlockKind]:
    """What each piece is."""
    return [_kind(piece) for piece in pieces]


def _kind(piece: _Piece) -> BlockKind:
    text = piece.text
    if piece.caption and len(text) <= 200:
        return "caption"
    if piece.after_image and len(text) <= 120 and _CAPTION.search(text):
        return "caption"
    if piece.after_image and piece.centred and len(text) <= 100 and not piece.head:
        return "caption"
    if piece.cell:
        return "table"
    short = len(text) <= 40 and not _SENTENCE.search(text)
    if short and (piece.head or piece.bold >= 0.9 * len(text.replace(" ", ""))):
        return "subhead"
    return "list" if piece.item else "paragraph"


def _captioned(walk: _Walk, pieces: list[_Piece], blocks: list[Block]) -> list[Image]:
    """The pictures, each with the caption that follows it at once."""
    places = {id(piece): at for at, piece in enumerate(pieces)}
    images = []
    for address, at, alt in walk.images:
        piece = walk.pieces[at] if at < len(walk.pieces) else None
        place = places.get(id(piece)) if piece is not None else None
        caption = blocks[place].text if place is not None and blocks[place].kind == "caption" else ""
        images.append(Image(address, caption or (alt if len(alt) > 8 else "")))
    return images


def absolute(base: str, address: str) -> str:
    """An address made absolute; as printed where it is no address."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
