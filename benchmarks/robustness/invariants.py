"""What holds for the article of any text whatever, sensible or not: said once, for the tests, ``fuzz.py`` and ``damage.py``.

:func:`check` looks at one article by itself, :func:`check_journeys` at what comes back when it has been away.
"""

from __future__ import annotations

import copy
import math
import pickle
from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from quoteattr import Article, Span
from quoteattr.model import Passage


def check(text: str, article: Article, *, by_passage: bool = True) -> None:
    """Raises ``AssertionError``, which lists all that does not hold, unless ``article`` can be one of ``text``.

    ``by_passage`` is false for an article of a ``Doc`` that was parsed as a whole: its sentences, and with them the pieces of
    quotations, may run on into the next passage.
    """
    wrong = [*_spans(text, article), *_tiling(article), *_quotations(article), *_people(article), *_labels(article)]
    if by_passage:
        wrong += _within_passages(article)
    assert not wrong, "\n".join([*wrong, f"in the article of {text!r}"])


def check_journeys(article: Article) -> None:
    """Raises ``AssertionError`` unless pickled, copied and as JSON in UTF-8 the article stays equal."""
    for copied in (pickle.loads(pickle.dumps(article)), copy.copy(article), copy.deepcopy(article)):
        assert copied == article
        assert hash(copied) == hash(article)
    assert Article.from_json(article.to_json().encode()) == article


def walk(value: object, path: str = "article") -> Iterator[tuple[str, Span]]:
    """Every span in a value of the library, wherever it stands, and its path.

    >>> [path for path, span in walk(Article("No.", marks=(), passages=()))]
    []
    """
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from walk(item, f"{path}[{number}]")
    elif attrs.has(kind := type(value)):
        for field in attrs.fields(kind):
            yield from walk(getattr(value, field.name), f"{path}.{field.name}")


def _spans(text: str, article: Article) -> Iterator[str]:
    if article.text != text:
        yield "the article has another text"
    for path, span in walk(article):
        if not (0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text):
            yield f"{path} = {span} is not in the text"


def _tiling(article: Article) -> Iterator[str]:
    passages = [passage.span for passage in article.passages]
    if "".join(span.text for span in passages) != (article.text if passages else ""):
        yield "the passages do not tile the text"
    if article.text.strip() and not passages:
        yield "a text without passages"


def _in_order(spans: Iterable[Span]) -> bool:
    """Whether every span ends before the next one begins."""
    return all(a.end <= b.start for a, b in pairwise(spans))


def _quotations(article: Article) -> Iterator[str]:
    starts = [quote.start for quote in article.quotes]
    if starts != sorted(starts):
        yield "the quotations are not in order"
    for quote in article.quotes:
        # other spaces: of misread letters
        if any(piece.text != piece.text.strip(" \t\r\n") for piece in quote.content):
            yield f"{quote} begins or ends with white space"
        if not _in_order(quote.content):
            yield f"the pieces of {quote} overlap or are not in order"
        where = _passage_at(article, quote.start).kind
        if quote.where != where:
            yield f"{quote} is said to stand in the {quote.where}, not the {where}"
    cues = [quote.cue for quote in article.quotes if quote.cue]
    if len(set(cues)) < len(cues):
        yield "a cue has two quotations"
    yield from _direct(article)


def _passage_at(article: Article, place: int) -> Passage:
    return next(passage for passage in article.passages if place < passage.span.end)


def _within_passages(article: Article) -> Iterator[str]:
    for quote in article.quotes:
        if any(_passage_at(article, piece.start).span.end < piece.end for piece in quote.content):
            yield f"a piece of {quote} goes on in the next passage"


def _direct(article: Article) -> Iterator[str]:
    """Words between marks are one quotation's, or none's, but for those within another's: '“Reed said ‘no’,” said Poole'."""
    direct = [quote for quote in article.quotes if quote.kind == "direct"]
    pieces = sorted((piece.start, piece.end, piece) for quote in direct for piece in quote.content)
    outer = sorted((p.start, p.end, p) for quote in direct if quote.within is None for p in quote.content)
    if not _in_order(piece for *_, piece in outer):
        yield "two direct quotations overlap"
    for mark in article.marks:
        if any(mark.span.overlaps(piece) for *_, piece in pieces):
            yield f"{mark} is speech and no speech at once"


def _people(article: Article) -> Iterator[str]:
    quoted = list(dict.fromkeys(quote.speaker for quote in article.quotes if quote.speaker))
    if list(article.speakers) != quoted:
        yield "the speakers are not those of the quotations, each once, in order"
    known = {*article.speakers, *article.candidates}
    everybody = {*known, *article.others}
    if len(everybody) != len(article.speakers) + len(article.candidates) + len(article.others):
        yield "somebody is listed twice"
    if set(article.people) != {one for one in everybody if one.name is not None}:
        yield "the people are not all who are named"
    for quote in article.quotes:
        if quote.speaker and quote.source and quote.source not in quote.speaker.mentions:
            yield f"the source of {quote} is no mention of its speaker"
    for speaker in everybody:
        if not set(speaker.descriptions) <= set(speaker.mentions):
            yield f"a description of {speaker} is none of its mentions"
        places = [(mention.start, mention.end) for mention in speaker.mentions]
        if places != sorted(set(places)):
            yield f"the mentions of {speaker} are not in order: {speaker.mentions}"
        if (speaker.name is None) != (speaker.kind == "unnamed"):
            yield f"{speaker} is {speaker.kind}, with the name {speaker.name!r}"
        if len(set(speaker.aliases)) < len(speaker.aliases):
            yield f"an alias of {speaker} is listed twice"
    for quote in article.quotes:
        shares = [candidate.probability for candidate in quote.candidates]
        if not (0 <= quote.confidence <= 1 and math.fsum(shares) <= 1 + 1e-9 and all(share >= 0 for share in shares)):
            yield f"the probabilities of {quote} are {quote.confidence} and {shares}"
        if shares != sorted(shares, reverse=True):
            yield f"the candidates of {quote} are not in order"
        if not known.issuperset(candidate.speaker for candidate in quote.candidates):
            yield f"a candidate of {quote} is not among those of the article"
        if quote.speaker and (quote.speaker, quote.confidence) not in [
            (c.speaker, c.probability) for c in quote.candidates
        ]:
            yield f"the speaker of {quote} is none of its candidates"


def _labels(article: Article) -> Iterator[str]:
    if not _in_order(mark.span for mark in article.marks):
        yield "the marks overlap or are not in order"
