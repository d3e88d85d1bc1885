"""How much of an article survives its web page: quotations, title, authors.

    python benchmarks/accuracy/web_pages.py pages.jsonl --errors 10 --authors

Each line of the file is one page: ``page`` (the file of the HTML beside it, perhaps ``.gz``), ``text`` (what an editor would copy out
of it: the paragraphs without the headline) and perhaps ``url``. Both are read, and their quotations compared:

* found again: those of the clean text whose words are among those of the page, to four fifths;
* spurious: those of the page that the clean text does not have, parted by where they stand. Such texts have neither headline nor
  deck nor headings between paragraphs, so that a headline that quotes can only be judged by the text: it is *said again* where four
  fifths of its words are in one quotation of the clean text, and counts as spurious otherwise, though it may be a real quotation in
  other words (``--errors`` lists them);
* authors: names that are plainly none (a digit, a month, a weekday, an address, an account, a post), of all pages that name somebody.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

import quoteattr

HEADINGS = ("headline", "subheading")
LIKE = 0.8  # share of the words of two quotations that are the same words
NOISE = re.compile(
    r"\d|@|https?:|\.(?:com|org|net)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:published|updated|posted|user(?:name)?|admin)\b"
    r"|\b(?:january|february|march|july|september|october|november|december)\b|\b(?:reporter|correspondent|editor|writer)$",
    re.IGNORECASE,
)


@attrs.frozen
class Compared:
    """A page beside its clean text: quotations missed, and those that are on the page only."""

    url: str
    clean: int
    page: int
    missed: tuple[str, ...]
    spurious: tuple[tuple[str, str], ...]
    echoed: tuple[str, ...]
    authors: tuple[str, ...]

    @property
    def headlines(self) -> int:
        """Those of the spurious that stand in a headline."""
        return sum(where in HEADINGS for where, _ in self.spurious)


def alike(one: str, other: str) -> float:
    """Twice the words that two texts share, of all their words."""
    mine, theirs = words_of(one), words_of(other)
    return 2 * (mine & theirs).total() / max(mine.total() + theirs.total(), 1)


def words_of(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(re.findall(r"\w+", text.casefold()))


def echoes(words: str, quotations: Iterable[str]) -> bool:
    """Whether nearly all words of a headline's quotation are in one quotation of the text."""
    mine = words_of(words)
    return any((mine & words_of(other)).total() >= LIKE * mine.total() for other in quotations)


def compare(url: str, clean: quoteattr.Article, page: quoteattr.Article) -> Compared:
    """Finds each quotation of the clean text again, once; words that were said twice on a page are one of them."""
    wanted, left = _distinct(clean), _distinct(page)
    number, missed = len(left), []
    for words in wanted:
        best = max(left, key=lambda other: alike(words, other), default="")
        if alike(words, best) >= LIKE:
            del left[best]
        elif not any(words in quote.text for quote in page):  # a pull quote is part of another
            missed.append(words)
    authors = page.page.authors if page.page else ()
    echoed = tuple(words for words, where in left.items() if where in HEADINGS and echoes(words, wanted))
    spurious = tuple((where, words) for words, where in left.items() if words not in echoed)
    return Compared(url, len(wanted), number, tuple(missed), spurious, echoed, authors)


def _distinct(article: quoteattr.Article) -> dict[str, str]:
    return {quote.text: quote.where for quote in article}


def read(path: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Every record with its page."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            data = (path.parent / record["page"]).read_bytes()
            yield record, gzip.decompress(data) if record["page"].endswith(".gz") else data


def compared(path: Path) -> Iterator[Compared]:
    """Every page of a file beside its clean text."""
    nlp = quoteattr.load()
    for record, html in read(path):
        url = record.get("url")
        page = quoteattr.extract_html(html, url=url, nlp=nlp)
        yield compare(url or record["page"], quoteattr.extract(record["text"], nlp=nlp), page)


def report(found: Iterable[Compared], errors: int, authors: bool) -> Iterator[str]:
    """The lines to print."""
    pages = list(found)
    clean, held = sum(page.clean for page in pages), sum(page.page for page in pages)
    missed, spurious = sum(len(page.missed) for page in pages), sum(len(page.spurious) for page in pages)
    headlines, echoed = sum(page.headlines for page in pages), sum(len(page.echoed) for page in pages)
    named = [page for page in pages if page.authors]
    noisy = [page for page in named if any(map(NOISE.search, page.authors))]
    yield f"{len(pages)} pages, {clean} quotations in their clean texts"
    yield f"found again            {(clean - missed) / max(clean, 1):7.1%}  ({missed} missed)"
    yield f"spurious               {spurious / max(held, 1):7.1%}  ({spurious} of {held})"
    yield f"  in the text          {(spurious - headlines) / max(held, 1):7.1%}  ({spurious - headlines})"
    yield f"  in headlines         {headlines / max(held, 1):7.1%}  ({headlines}; {echoed} more say again what the text says)"
    yield f"with all headlines     {(spurious + echoed) / max(held, 1):7.1%}  ({spurious + echoed})"
    yield f"authors without noise  {1 - len(noisy) / max(len(named), 1):7.1%}  ({len(noisy)} of {len(named)} pages are noisy)"
    for page in [page for page in pages if page.missed or page.spurious or page.echoed][:errors]:
        yield page.url
        yield from (f"   - {words[:140]}" for words in page.missed)
        yield from (f"   + {where}: {words[:140]}" for where, words in page.spurious)
        yield from (f"   = {words[:140]}" for words in page.echoed)
    for page in noisy if not authors else pages:
        yield f"authors: {'; '.join(page.authors) or '-'}  ({page.url})"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="pages as JSON lines")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also list what went wrong on N pages")
    parser.add_argument("--authors", action="store_true", help="also list the authors of every page")
    options = parser.parse_args()
    for line in report(compared(options.file), options.errors, options.authors):
        print(line)


if __name__ == "__main__":
    main()
