"""Other people's extractors behind one door: JSON lines {"id", "file"} in, records out, in order; seconds on stderr.

Runs in a venv of its own (`extractor_requirements.txt`), so it imports nothing of this project. Every extractor gets
the page as text, decoded by its detected charset, and runs in the mode its manual names for Chinese news.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from resiliparse.parse.encoding import bytes_to_str, detect_encoding

Record = dict[str, Any]


def lines_of(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def trafilatura(page: str) -> Record:
    from trafilatura import bare_extraction

    found = bare_extraction(page, include_comments=False, with_metadata=True)
    if found is None:
        return {}
    return {
        "title": found.title,
        "published": found.date,
        "source": None,
        "authors": [found.author] if found.author else [],
        "paragraphs": lines_of(found.text),
    }


def gne(page: str) -> Record:
    from gne import GeneralNewsExtractor

    found = GeneralNewsExtractor().extract(page)
    return {
        "title": found["title"],
        "published": found["publish_time"],
        "authors": [found["author"]] if found["author"] else [],
        "paragraphs": lines_of(found["content"]),
    }


def newspaper4k(page: str) -> Record:
    from newspaper import Article

    article = Article("http://news.example/", language="zh")
    article.download(input_html=page)
    article.parse()
    day = article.publish_date
    return {
        "title": article.title,
        "published": str(day)[:10] if day else None,
        "authors": list(article.authors),
        "paragraphs": lines_of(article.text),
    }


def readability(page: str) -> Record:
    from lxml import html
    from readability import Document

    document = Document(page)
    tree = html.fromstring(document.summary())
    for node in tree.iter("p", "div", "br", "li", "tr", "h1", "h2", "h3"):
        node.tail = "\n" + (node.tail or "")
    return {"title": document.short_title(), "paragraphs": lines_of(tree.text_content())}


def resiliparse(page: str) -> Record:
    from resiliparse.extract.html2text import extract_plain_text

    return {"paragraphs": lines_of(extract_plain_text(page, main_content=True, comments=False))}


EXTRACTORS: dict[str, Callable[[str], Record]] = {
    "trafilatura": trafilatura,
    "gne": gne,
    "newspaper4k": newspaper4k,
    "readability": readability,
    "resiliparse": resiliparse,
}


def main(name: str) -> None:
    extract = EXTRACTORS[name]
    spent, count = 0.0, 0
    for line in sys.stdin:
        asked = json.loads(line)
        raw = Path(asked["file"]).read_bytes()
        page = bytes_to_str(raw, detect_encoding(raw))
        began = time.process_time()
        try:
            record = extract(page)
        except Exception as error:  # noqa: BLE001 - what another extractor raises is its answer
            record = {"error": f"{type(error).__name__}: {error}"[:200]}
        spent, count = spent + time.process_time() - began, count + 1
        print(json.dumps({"id": asked["id"], "paragraphs": [], **record}, ensure_ascii=False), flush=True)
    print(f"{count / spent:.1f}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
