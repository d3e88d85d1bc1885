"""What somebody talks about: key terms, with textacy, which takes about a second to import; and words in context."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.api import load
from quoteattr.extras import optional
from quoteattr.model import Article, Quote

if TYPE_CHECKING:
    from spacy.language import Language

_COARSE = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ"}


def key_terms(
    quotes: Iterable[Quote], *, nlp: str | Path | Language | None = None, top: int = 10
) -> list[tuple[str, float]]:
    """The terms that stand out in the words of some quotations, best first, with their weights.

    TextRank (Mihalcea and Tarau, 2004) over nouns, names and adjectives, as textacy implements it; terms are in small
    letters. The quotations may come from one article (``article.by("Poole")``) or from many (those of a
    :class:`~quoteattr.MergedSpeaker`). ``nlp`` is what :func:`quoteattr.load` returned. Quotations without such words
    give an empty list. Raises :class:`~quoteattr.errors.MissingExtraError` where textacy is not installed.

    >>> from quoteattr import extract
    >>> article = extract("“The harbour wall must be higher. The harbour wall is too old,” Ann Poole said.")
    >>> key_terms(article.quotes, top=1)[0][0]
    'harbour wall'
    """
    extract = optional("textacy.extract")
    text = "\n".join(quote.text for quote in quotes)
    if not text.strip():
        return []
    doc = load(nlp)(text)
    for token in doc:
        token.pos_ = _COARSE.get(token.tag_, "X")  # the library's pipeline leaves coarse tags out
    return [(term, float(weight)) for term, weight in extract.keyterms.textrank(doc, normalize="lower", topn=top)]


def in_context(
    where: Article | Iterable[Article | Quote], keyword: str, *, width: int = 50
) -> list[tuple[str, str, str]]:
    """Every place that matches a keyword, with ``width`` code points before and behind, in order.

    ``where`` is an article, whose whole text is searched, or any number of articles (their texts) and quotations (their
    words, without what stands around them). ``keyword`` is a regular expression; letter case does not count. Raises
    ``ValueError`` for one that is none, and for a negative width.

    >>> in_context(Article("A wall here, a wall there."), "wall", width=4)
    [('A ', 'wall', ' her'), (', a ', 'wall', ' the')]
    >>> from quoteattr import Span
    >>> in_context([Quote("direct", (Span(0, 9, "“No wall,”"),)), Article("One wall.")], "wall", width=4)
    [('No ', 'wall', ','), ('One ', 'wall', '.')]
    """
    try:
        wanted = re.compile(keyword, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{keyword!r} is no regular expression: {error}") from error
    if width < 0:
        raise ValueError(f"width is a number of code points from 0 on, not {width!r}")
    return [
        (text[max(0, found.start() - width) : found.start()], found.group(), text[found.end() : found.end() + width])
        for text in (item.text for item in ([where] if isinstance(where, Article) else where))
        for found in wanted.finditer(text)
    ]
