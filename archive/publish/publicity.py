"""What readers may read, judged table by table and column by column; a table nobody has judged is not for them."""

from __future__ import annotations

PUBLIC: dict[str, str] = {
    "articles": "what was published, as it stands after the reviewed list",
    "article_text": "the text of it, masked where the list says so",
    "article_search": "the index readers search; made anew for what was masked",
    "article_search_sample": "the same of one article in 32",
    "captures": "the evidence: where from, when, which bytes in which WARC; a path in it is never the machine's",
    "copies": "who reprinted what, and what they added",
    "versions": "what was edited",
    "people": "bylines as published; masked names are not among them",
    "sites": "who is crawled",
    "runs": "how well the crawl went: a gap in the archive must be told from silence of a site",
    "issues": "what went wrong with which public address",
    "withdrawals": "what was taken off the web, with its evidence",
    "redactions": "that something is withheld, why and since when",
    "extractors": "which version of the code read a text",
    "archive_meta": "versions of the index and of the fingerprints, and where they have got to",
    "moved": "where an article went whose id was given up: addresses must not die",
    "view_counts": "how often a page said it had been read",
}
PRIVATE: dict[str, str] = {
    "links": "the crawl's ledger: what was found and set aside, what is asked for next, with what success",
    "looks": "when which page is looked at again: a site could be clean on that day",
    "grams": "hashes for finding duplicates; no one reads them, and they are most of the rows",
    "site_lines": "furniture that is being learned, a page's lines before anyone judged them",
    "layouts": "how pages are laid out, to notice a redesign",
    "former_ids": "ids that were given up; `moved` says what a reader needs of it",
    "copy_records": "reprints whole, beyond what is shown of them",
    "dedup_decisions": "what was joined or parted by hand, by whose login; the pages show what came of it",
    "dedup_pairs": "the addresses a decision is about, withheld ones among them",
    "readings": "texts as they were read before the code was mended: wrong ones by definition",
}
# Columns of public tables that stay in the house: a reader sees null.
WITHHELD: dict[tuple[str, str], str] = {
    ("redactions", "rules"): "a digest of the very words that were masked: whoever guesses a name could prove it",
}
# What pages about public rows count or follow: only that a private row belongs to them.
KEYS = frozenset({
    ("readings", "article_id"), ("readings", "extractor_id"), ("readings", "replaced_by"), ("copy_records", "copy_id"),
})  # fmt: skip
# The view `moved` reads these for everybody.
BEHIND_MOVED = frozenset({
    ("links", "key"), ("links", "article_id"), ("former_ids", "kind"), ("former_ids", "id"), ("former_ids", "key"),
})  # fmt: skip
