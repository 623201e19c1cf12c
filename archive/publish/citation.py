"""How a record is cited: GB/T 7714, BibTeX and RIS, each naming the archive's own address, version and digest."""

from __future__ import annotations

import re
from dataclasses import dataclass

BIBTEX_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
NAME = "警闻档案"


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited. Dates as stored: `published` no finer than the page, `seen` the moment of the capture (UTC)."""

    number: int
    headline: str
    authors: tuple[str, ...]
    publisher: str
    published: str
    seen: str
    url: str
    address: str
    version: int
    digest: str
    page: str = ""

    @property
    def key(self) -> str:
        return f"jingwen{self.number}v{self.version}"

    @property
    def note(self) -> str:
        return f"{NAME} {self.number}，第 {self.version} 版，{self.digest}"


def plain(citation: Citation) -> str:
    """One line as GB/T 7714-2015 has electronic news."""
    authors = ", ".join(map(one_line, citation.authors[:3])) + (", 等" if len(citation.authors) > 3 else "")
    published = f"({citation.published[:10]})" if citation.published else ""
    parts = [f"{authors}. " if authors else "", f"{one_line(citation.headline) or '（无标题）'}[EB/OL]. "]
    parts.append(f"{one_line(citation.publisher)}, " if citation.publisher else "")
    parts.append(f"{published}[{citation.seen[:10]}]. {one_line(citation.url)}. {one_line(citation.note)}. ")
    return "".join(parts) + citation.address


def bibtex(citation: Citation) -> str:
    """A BibTeX entry in UTF-8."""
    year, month, day = [*citation.published[:10].split("-"), "", ""][:3]
    fields = {
        "title": f"{{{braced(citation.headline)}}}",
        "author": " and ".join(f"{{{braced(one)}}}" for one in citation.authors),
        "publisher": f"{{{braced(citation.publisher)}}}" if citation.publisher else "",
        "year": year, "month": month, "day": day,
        "pages": braced(citation.page), "url": plain_url(citation.url), "urldate": citation.seen[:10],
        "howpublished": plain_url(citation.address), "note": braced(citation.note),
    }  # fmt: skip
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@online{{{citation.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """A RIS record of type NEWS."""
    lines = [("TY", "NEWS"), ("ID", citation.key), ("TI", citation.headline)]
    lines += [("AU", author) for author in citation.authors]
    lines += [
        ("PB", citation.publisher),
        ("PY", citation.published[:4]),
        ("DA", citation.published[:10].replace("-", "/")),
    ]
    lines += [
        ("SP", citation.page),
        ("UR", citation.url),
        ("L2", citation.address),
        ("Y2", citation.seen[:10].replace("-", "/")),
    ]
    lines += [("N1", citation.note)]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def one_line(text: str) -> str:
    """Text as one line: nothing in it can begin another field."""
    return " ".join(CONTROL.sub(" ", text).split())


def braced(text: str) -> str:
    """Text safe inside the braces of BibTeX."""
    return one_line(text).translate(BIBTEX_SIGNS)


def plain_url(address: str) -> str:
    """An address inside braces; what would close them is percent-encoded."""
    return one_line(address).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
