"""The sentences around a quotation, found again in the article's text: a finished article holds no parse."""

import re
from bisect import bisect_right
from functools import cache

from quoteattr import lexicon
from quoteattr.model import Article, Quote

_NEAR = 400  # code points from the words within which a cue or source belongs to the same sentences
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n")
_INITIAL = re.compile(r"(?:^|[\W_])(?:[A-Z]|[A-Z]\.[A-Z])$")
_WORD = re.compile(r"[A-Za-z]+$")


def sentence(article: Article, quote: Quote) -> str:
    """The sentence or sentences that hold a quotation with its cue and source, on one line.

    They stay within the passage that the quotation stands in. Abbreviations of titles and posts, and initials, end no sentence.

    >>> from quoteattr.model import Span
    >>> text = "It froze. Dr. Ann Poole said it would rain. Nobody spoke."
    >>> sentence(Article(text), Quote("indirect", (Span.of(text, 29, 42),)))
    'Dr. Ann Poole said it would rain.'
    """
    parts = [quote.content[0], quote.content[-1], *filter(None, (quote.cue, quote.source))]
    near = [part for part in parts if quote.start - _NEAR <= part.start and part.end <= quote.end + _NEAR]
    start, end = min(part.start for part in near), max(part.end for part in near)
    spans = [passage.span for passage in article.passages]
    number = bisect_right([span.start for span in spans], quote.start) - 1
    first, last = (spans[number].start, spans[number].end) if number >= 0 else (0, len(article.text))
    start, last = max(start, first), max(last, quote.end)
    passage = article.text[first:last]
    cuts = [0, *(found.end() for found in _END.finditer(passage) if _ends(passage, found)), len(passage)]
    opens = max((cut for cut in cuts if cut <= start - first), default=0)
    closes = min((cut for cut in cuts if cut >= min(end, last) - first), default=len(passage))
    return " ".join(passage[opens:closes].split())


def _ends(passage: str, found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence, and no initial or abbreviation."""
    if not found[0].startswith("."):
        return True
    before = passage[max(found.start() - 20, 0) : found.start()]
    word = _WORD.search(before)
    return not (_INITIAL.search(before) or (word and word[0].casefold() in _abbreviations()))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(lexicon.honorifics()) | lexicon.words("abbreviated_roles") | lexicon.words("abbreviations")
