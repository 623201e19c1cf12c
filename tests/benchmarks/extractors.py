"""Reading beside trafilatura, GNE, newspaper4k, readability-lxml and resiliparse: the same pages, the same measures.

    python -m tests.benchmarks.extractors [--pages DIR]

prints a Markdown table for the sample web, one for its mirror sites and, where DIR holds recorded pages with records
read by hand (pages/*.html, pages/*.gold.json), one for those. The others are installed in build/extractors when that is
missing. Every extractor runs in a process of its own and gets each page as text already decoded, so that nobody is
blamed for a wrong charset; only jingwen gets bytes, and its time includes the decoding. An article of several pages is
handed over page by page and joined here. What an extractor raises is an empty answer, and counted as such.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import statistics
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from importlib import metadata
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
Reader = Callable[[dict[str, Any]], Answer]

ROOT = Path(__file__).parents[2]
VENV = ROOT / "build" / "extractors"
REQUIREMENTS = Path(__file__).with_name("extractor_requirements.txt")
ROUNDS = 3
BEIJING = timezone(timedelta(hours=8))
MOST_SECONDS = 1800


# ---- what runs in the other venv: standard library at the top, each extractor imported by its own reader ----


def lines_of(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def moment(value: str | datetime | None) -> str:
    """A date as an extractor gives it: YYYY-MM-DD, with THH:MM where it has the minute; Beijing time."""
    if isinstance(value, datetime):
        value = (value.astimezone(BEIJING) if value.tzinfo else value).isoformat()
    found = re.search(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})(?:\D{1,3}(\d{1,2})[:：∶](\d{2}))?", value or "")
    if found is None:
        return ""
    year, month, day, hour, minute = found.groups()
    clock = f"T{int(hour):02}:{minute}" if hour else ""
    return f"{year}-{int(month):02}-{int(day):02}{clock}"


def by_trafilatura(page: dict[str, Any], **mode: Any) -> Answer:
    from trafilatura import bare_extraction

    found = bare_extraction(page["text"], url=page["url"], include_comments=False, with_metadata=True, **mode)
    if found is None:
        return {}
    return {
        "title": found.title,
        "published": moment(found.date),
        "authors": [name.strip() for name in re.split("[;；]", found.author or "")],
        "paragraphs": lines_of(found.text),
    }


def by_trafilatura_fast(page: dict[str, Any]) -> Answer:
    return by_trafilatura(page, fast=True)


def by_trafilatura_precision(page: dict[str, Any]) -> Answer:
    return by_trafilatura(page, favor_precision=True)


def by_gne(page: dict[str, Any]) -> Answer:
    from gne import GeneralNewsExtractor

    found = GeneralNewsExtractor().extract(page["text"])
    return {
        "title": found["title"],
        "published": moment(found["publish_time"]),
        "authors": re.split(r"[\s,，、]+", found["author"] or ""),
        "paragraphs": lines_of(found["content"]),
    }


def by_newspaper4k(page: dict[str, Any]) -> Answer:
    from newspaper import Article

    article = Article(page["url"], language="zh", fetch_images=False)
    article.download(input_html=page["text"])
    article.parse()
    return {
        "title": article.title,
        "published": moment(article.publish_date),
        "authors": list(article.authors),
        "paragraphs": lines_of(article.text),
    }


def by_readability(page: dict[str, Any]) -> Answer:
    from lxml.html import fromstring
    from readability import Document

    document = Document(page["text"], url=page["url"])
    title, summary = document.short_title(), document.summary(html_partial=True)
    tree = fromstring(summary)
    for node in tree.iter("p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "h4", "section", "blockquote"):
        node.text = "\n" + (node.text or "")
        node.tail = "\n" + (node.tail or "")
    author = document.author()
    return {
        "title": title,
        "authors": [] if author == "[no-author]" else [author],
        "paragraphs": lines_of(tree.text_content()),
    }


def by_resiliparse(page: dict[str, Any]) -> Answer:
    from resiliparse.extract.html2text import extract_plain_text

    quiet = dict.fromkeys(("list_bullets", "alt_texts", "comments", "post_meta"), False)
    text = extract_plain_text(page["text"], main_content=True, preserve_formatting=True, **quiet)
    return {"paragraphs": lines_of(text)}


def by_jingwen(page: dict[str, Any]) -> Answer:
    from archive.capture.digest import payload_digest
    from archive.errors import ReadError
    from archive.read import read_article
    from archive.records import ArticleRules, Capture
    from crawler.catalogue import rules_of

    payload = base64.b64decode(page["payload"])
    headers = (("Content-Type", page["type"]),)
    digest = payload_digest(payload)
    capture = Capture(page["site"], page["url"], page["captured_at"], 200, headers, payload, digest)
    try:
        article = read_article(capture, rules_of(page["site"]) if page["with_rules"] else ArticleRules())
    except ReadError as error:
        return {"error": str(error)}
    return {
        "title": article.headline,
        "title_hans": article.headline_hans or article.headline,
        "published": article.published,
        "source": article.source,
        "authors": list(article.named("reporter", "author")),
        "paragraphs": list(article.paragraphs),
        "paragraphs_hans": article.text_hans.split("\n"),
    }


@dataclass(frozen=True, slots=True)
class Extractor:
    """One row of the tables: how it reads, the package it comes in ("" is ours), its mode, the fields it gives."""

    name: str
    read: Reader
    package: str = ""
    mode: str = ""
    fields: frozenset[str] = frozenset({"title", "day", "minute", "authors"})
    with_rules: bool = False


EVERYTHING = frozenset({"title", "day", "minute", "source", "authors"})
NO_MINUTE = frozenset({"title", "day", "authors"})
EXTRACTORS = (
    Extractor("jingwen", by_jingwen, mode="no site rules", fields=EVERYTHING),
    Extractor("jingwen, site rules", by_jingwen, mode="as a crawl reads", fields=EVERYTHING, with_rules=True),
    Extractor("trafilatura", by_trafilatura, "trafilatura", "standard", NO_MINUTE),
    Extractor("trafilatura, fast", by_trafilatura_fast, "trafilatura", "fast", NO_MINUTE),
    Extractor("trafilatura, precision", by_trafilatura_precision, "trafilatura", "favor_precision", NO_MINUTE),
    Extractor("gne", by_gne, "gne", "standard"),
    Extractor("newspaper4k", by_newspaper4k, "newspaper4k", 'language="zh", jieba'),
    Extractor("readability-lxml", by_readability, "readability-lxml", "short_title", frozenset({"title", "authors"})),
    Extractor("resiliparse", by_resiliparse, "resiliparse", "main_content", frozenset()),
)


def work(name: str) -> None:
    """Pages as JSON lines in, answers out, in order; each page is read ROUNDS times, `seconds` is the median."""
    extractor = next(one for one in EXTRACTORS if one.name == name)
    pages = [json.loads(line) | {"with_rules": extractor.with_rules} for line in sys.stdin]
    for page in pages[:3]:  # dictionaries are loaded once a process, not once a page
        timed(extractor.read, page)
    rounds = [[timed(extractor.read, page) for page in pages] for _ in range(ROUNDS)]
    for page, readings in zip(pages, zip(*rounds, strict=True), strict=True):
        seconds = statistics.median(spent for _, spent in readings)
        answer = {"id": page["id"], "seconds": seconds} | readings[0][0]
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def timed(read: Reader, page: dict[str, Any]) -> tuple[Answer, float]:
    began = time.process_time()
    try:
        answer = read(page)
    except Exception as error:  # noqa: BLE001  whatever another extractor raises is its answer
        answer = {"error": f"{type(error).__name__}: {error}"[:120]}
    return answer, time.process_time() - began


# ---- the venv of the others ----


def prepare() -> dict[str, str]:
    """The version of each package that is not ours, or "not installed: why"; installs what is missing."""
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    stamp = VENV / "installed.txt"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        install(stamp, wanted)
    packages = dict.fromkeys(one.package for one in EXTRACTORS if one.package)
    return {package: installed(package) for package in packages}


def install(stamp: Path, wanted: str) -> None:
    """Make the venv: all packages at once or, where that fails, one after another as far as they go."""
    print(f"installing the other extractors in {VENV.relative_to(ROOT)} …", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    pip("--upgrade", "pip>=25")  # pip 23 and older stumble over the extras of lxml
    if pip("-r", str(REQUIREMENTS)).returncode:
        for line in wanted.splitlines():
            if line and not line.startswith("#") and (failed := pip(line)).returncode:
                reason = (failed.stderr.strip().splitlines() or ["unknown"])[-1]
                VENV.joinpath(f"{named(line)}.failed").write_text(reason[:160], encoding="utf-8")
    stamp.write_text(wanted, encoding="utf-8")


def pip(*words: str) -> subprocess.CompletedProcess[str]:
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def named(requirement: str) -> str:
    return re.split(r"[\[=]", requirement)[0]


def installed(package: str) -> str:
    found = next((path for path in metadata.distributions(path=[str(site_packages())]) if same(path, package)), None)
    if found is not None:
        return found.version
    reason = VENV / f"{package}.failed"
    return f"not installed: {reason.read_text(encoding='utf-8') if reason.exists() else 'no such package in the venv'}"


def same(found: metadata.Distribution, package: str) -> bool:
    return re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower() == package.lower()


def site_packages() -> Path:
    return next(VENV.glob("lib/python*/site-packages"), VENV)


# ---- pages and what is true of them ----


@dataclass(frozen=True, slots=True)
class Truth:
    """What a perfect reader finds on one article; `simplified`: both sides are compared in simplified characters."""

    title: str
    published: str
    source: str
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]
    simplified: bool = False


@dataclass(slots=True)
class Corpus:
    """Articles by id, and the pages of each, in order."""

    name: str
    with_rules: bool
    truth: dict[str, Truth] = field(default_factory=dict)
    pages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def requests(self) -> Iterator[dict[str, Any]]:
        for pages in self.pages.values():
            yield from pages


def as_request(name: str, number: int, payload: bytes, **known: str) -> dict[str, Any]:
    """One page for a worker: its bytes, and the same decoded for those who want text."""
    from archive.extract.charset import charset_of, decode

    text = decode(payload, declared=charset_of(known["type"])).text
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)  # lxml takes no text that declares an encoding
    return {"id": f"{name}#{number}", "payload": base64.b64encode(payload).decode(), "text": text, **known}


def sample_corpora() -> tuple[Corpus, Corpus]:
    """All articles of the sample web, every page of each; those of the mirror sites apart."""
    from crawler.sample_web.server import SampleWeb
    from crawler.sample_web.world import World

    web = SampleWeb(World())
    plain, mirrors = Corpus("sample web", True), Corpus("sample web, mirror sites", True)
    for article in web.world.articles():
        corpus = plain if article.script == "hans" else mirrors
        corpus.pages[article.url] = pages_of(web, article)
        corpus.truth[article.url] = Truth(
            title=article.headline,
            published=article.published,
            source=article.source,
            authors=(*article.named("reporter"), *article.named("author")),
            paragraphs=article.paragraphs,
            simplified=article.script != "hans",
        )
    return plain, mirrors


def pages_of(web: Any, article: Any) -> list[dict[str, Any]]:
    """Every page of one article, as the crawl finds them."""
    from dataclasses import replace

    from archive.read import read_article
    from crawler.catalogue import rules_of
    from tests.benchmarks.pages import captured

    urls, requests = [article.url], []
    for number, url in enumerate(urls):
        capture = captured(web, replace(article, url=url))
        following = read_article(capture, rules_of(article.publication)).next_pages
        urls += [found for found in following if found not in urls]
        requests.append(
            as_request(
                article.url, number, capture.payload, url=url, site=article.publication,
                type=capture.header("content-type"), captured_at=capture.captured_at,
            )
        )  # fmt: skip
    if len(urls) != article.pages:
        raise RuntimeError(f"{article.url}: {len(urls)} of {article.pages} pages were found")
    return requests


def recorded_corpus(folder: Path) -> Corpus:
    """The recorded pages that have a record read by hand."""
    pages = folder if any(folder.glob("*.gold.json")) else folder / "pages"
    corpus = Corpus("recorded pages", False)
    for path in sorted(pages.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = gold["slug"]
        payload = pages.joinpath(f"{name}.html").read_bytes()
        url = gold.get("url") or f"http://{name}.invalid/"
        known = {"url": url, "site": "", "type": "text/html", "captured_at": "2026-01-01T00:00:00Z"}
        corpus.pages[name] = [as_request(name, 0, payload, **known)]
        corpus.truth[name] = Truth(
            gold.get("title") or "", gold.get("published") or "", gold.get("source") or "",
            tuple(gold.get("authors") or ()), tuple(gold["paragraphs"]),
        )  # fmt: skip
    return corpus


# ---- the measures ----

FURNITURE = re.compile(
    "|".join((
        r"您是第.{0,12}位访", r"(?:阅读|浏览|访问|点击)(?:次数|量|数)\s*[:：]", r"扫一扫|分享到|加入收藏|设为首页",
        r"返回(?:首页|顶部)|回到顶部|当前位置", r"网站标识码|公网安备|ICP备|版权所有", r"主办单位|承办单位|技术支持",
        r"【?字体\s*[:：]?|打印本页|关闭窗口", r"上一篇|下一篇|责任编辑\s*[:：]", r"请继续往下閱讀",
    ))
)  # fmt: skip
NOT_COMPARED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉\u200b\ufeff·・—–\-_:：,，.。!！?？|]+")


@dataclass(slots=True)
class Score:
    """Sums over the articles of a corpus; `right` and `asked` by field."""

    bodies: list[tuple[float, float, float]] = field(default_factory=list)
    with_furniture: int = 0
    paragraphs: int = 0
    lost: int = 0
    empty: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def ask(self, name: str, *, right: bool) -> None:
        self.asked[name] += 1
        self.right[name] += right

    def mean(self, at: int) -> float:
        return statistics.fmean(body[at] for body in self.bodies)


def folded(text: str | None) -> str:
    """A text as fields are compared: width folded, without white space, quotation marks and common punctuation."""
    return NOT_COMPARED.sub("", unicodedata.normalize("NFKC", text or "")).lower()


def four_grams(text: str) -> Counter[str]:
    """The 4-grams of a text without white space, as a multiset; a shorter text is one gram."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    return Counter(text[at : at + 4] for at in range(max(1, len(text) - 3))) if text else Counter()


def agreement(got: Counter[str], want: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    common = (got & want).total()
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / got.total(), common / want.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def count_body(score: Score, lines: Sequence[str], true: Truth) -> None:
    text, wanted = "\n".join(lines), "\n".join(true.paragraphs)
    score.bodies.append(agreement(four_grams(text), four_grams(wanted)))
    printed, kept = folded(wanted), folded(text)
    score.with_furniture += any(FURNITURE.search(line) and folded(line) not in printed for line in text.split("\n"))
    score.paragraphs += len(true.paragraphs)
    score.lost += sum(bool(folded(line)) and folded(line) not in kept for line in true.paragraphs)
    score.empty += not text


def count_fields(score: Score, answer: Answer, true: Truth) -> None:
    """Each field the article has: whether the answer has the same. A date is right to the day, then to the minute."""
    published = answer.get("published") or ""
    if true.title:
        score.ask("title", right=folded(answer.get("title")) == folded(true.title))
    if true.published:
        score.ask("day", right=published[:10] == true.published[:10])
    if len(true.published) > 10:
        score.ask("minute", right=published[:16] == true.published[:16])
    if true.source:
        score.ask("source", right=folded(answer.get("source")) == folded(true.source))
    if true.authors:
        names = {folded(name) for name in answer.get("authors") or () if folded(name)}
        score.ask("authors", right=names == {folded(name) for name in true.authors})


def joined(answers: Sequence[Answer]) -> Answer:
    """The answers to the pages of one article as one: the first page's fields, everybody's paragraphs and authors."""
    whole = dict(answers[0])
    for key in ("paragraphs", "paragraphs_hans", "authors"):
        whole[key] = list(dict.fromkeys(value for answer in answers for value in answer.get(key) or ()))
        if key != "authors":
            whole[key] = [value for answer in answers for value in answer.get(key) or ()]
    return whole


def in_simplified(answer: Answer) -> Answer:
    """An answer in simplified characters, so that nobody is blamed for the script of a page."""
    from archive.normalise.script import to_simplified

    return answer | {
        "title": to_simplified(answer.get("title_hans") or answer.get("title") or ""),
        "source": to_simplified(answer.get("source") or ""),
        "authors": [to_simplified(name) for name in answer.get("authors") or ()],
        "paragraphs": [to_simplified(line) for line in answer.get("paragraphs_hans") or answer.get("paragraphs") or ()],
    }


def scored(corpus: Corpus, answers: dict[str, Answer]) -> Score:
    score = Score()
    for name, true in corpus.truth.items():
        given = [answers.get(page["id"], {"error": "no answer"}) for page in corpus.pages[name]]
        score.seconds += [answer["seconds"] for answer in given if "seconds" in answer]
        score.errors.update(answer["error"].partition(":")[0] for answer in given if "error" in answer)
        answer = in_simplified(joined(given)) if true.simplified else joined(given)
        count_body(score, answer["paragraphs"], true)
        count_fields(score, answer, true)
    return score


# ---- the tables ----

HEADS = (
    "extractor", "body F1", "precision", "recall", "pages with furniture", "paragraphs lost", "nothing read",
    "headline", "day", "minute", "source", "authors", "pages a CPU second", "slowest page",
)  # fmt: skip


def answers_of(extractor: Extractor, corpus: Corpus) -> dict[str, Answer]:
    """What one extractor answers, in a process of its own."""
    python = str(VENV / "bin" / "python") if extractor.package else sys.executable
    # -P: the modules beside this file have names that other packages use, too
    command = [python, "-P", __file__, "--work", extractor.name]
    asked = "".join(json.dumps(page) + "\n" for page in corpus.requests())
    done = subprocess.run(
        command, input=asked, capture_output=True, text=True, check=False,
        timeout=MOST_SECONDS,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{extractor.name}: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
    return {answer["id"]: answer for answer in map(json.loads, done.stdout.splitlines())}


def row(extractor: Extractor, version: str, score: Score) -> list[str]:
    def share(name: str) -> str:
        return f"{score.right[name]}/{score.asked[name]}" if name in extractor.fields else "–"

    name = extractor.package or "jingwen"
    return [
        f"{name} {version}".strip() + f" ({extractor.mode})",
        *(f"{score.mean(at):.4f}" for at in (2, 0, 1)),
        f"{score.with_furniture}/{len(score.bodies)}",
        f"{score.lost}/{score.paragraphs}",
        str(score.empty),
        *(share(name) for name in ("title", "day", "minute", "source", "authors")),
        f"{len(score.seconds) / sum(score.seconds):.0f}",
        f"{max(score.seconds) * 1e3:.0f} ms",
    ]


def rows_of(corpus: Corpus, versions: dict[str, str]) -> Iterator[list[str]]:
    for extractor in EXTRACTORS:
        version = versions.get(extractor.package, "")
        if extractor.with_rules and not corpus.with_rules:
            continue
        if version.startswith("not installed"):
            yield [extractor.name, version, *[""] * (len(HEADS) - 2)]
            continue
        try:
            score = scored(corpus, answers_of(extractor, corpus))
        except (RuntimeError, subprocess.TimeoutExpired) as reason:
            yield [extractor.name, f"did not run: {reason}"[:160], *[""] * (len(HEADS) - 2)]
            continue
        yield row(extractor, version, score)
        if score.errors:
            print(f"{extractor.name}: {dict(score.errors)}", file=sys.stderr)


def as_markdown(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(HEADS)} |"
    yield f"|{'---|' * len(HEADS)}"
    for cells in rows:
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, help="a folder of recorded pages with their records")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        work(chosen.work)
        return
    versions = prepare()
    corpora = list(sample_corpora())
    if chosen.pages:
        corpora.append(recorded_corpus(chosen.pages))
    for corpus in corpora:
        count = sum(map(len, corpus.pages.values()))
        print(f"\n### {corpus.name}: {len(corpus.truth)} articles on {count} pages\n", flush=True)
        for line in as_markdown(rows_of(corpus, versions)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
