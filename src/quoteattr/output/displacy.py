"""An article as displaCy takes it, spaCy's own visualiser; the library's own display is :mod:`quoteattr.output.html`."""

import html
import re
from bisect import bisect_left
from itertools import pairwise
from typing import Any, Literal

from quoteattr.model import Article, Span


def to_displacy(
    article: Article, style: Literal["span", "ent"] = "span", label: Literal["kind", "speaker"] = "kind"
) -> dict[str, Any]:
    """What ``spacy.displacy.render(…, style=style, manual=True)`` shows: quotations, their cues and their sources.

    A quotation is labelled with its ``kind``, or with its ``speaker`` (``unknown`` where there is none); cues with
    ``cue``, sources with ``source``. displaCy writes labels into its page as they are, so names are escaped here.

    Style ``"span"`` shows all of them, whatever overlaps; the text is cut at white space and at their edges, and
    its line ends are lost. Style ``"ent"`` keeps the text as it is and can show no overlaps: of two quotations that
    share words the first is shown, and cues and sources within a quotation are not.

    Raises ``ValueError`` for another style or label.

    >>> from quoteattr import Quote
    >>> quote = Quote("direct", (Span(0, 5, "“No,”"),), cue=Span(9, 13, "said"), source=Span(6, 8, "he"))
    >>> to_displacy(Article("“No,” he said.", (quote,)), style="ent")["ents"]
    [{'start': 0, 'end': 5, 'label': 'direct'}, {'start': 6, 'end': 8, 'label': 'source'}, {'start': 9, 'end': 13, 'label': 'cue'}]
    """
    if label not in ("kind", "speaker"):
        raise ValueError(f"label is 'kind' or 'speaker', not {label!r}")
    found: dict[tuple[Span, str], None] = {}  # a source may serve two quotations
    for quote in article.quotes:
        name = quote.kind if label == "kind" else quote.speaker.label if quote.speaker else "unknown"
        found |= dict.fromkeys((piece, html.escape(name)) for piece in quote.content)
    for quote in article.quotes:
        handles = ((quote.source, "source"), (quote.cue, "cue"))
        found |= {(span, what): None for span, what in handles if span}
    if style == "ent":
        return {"text": article.text, "ents": _entities(found), "title": None}
    if style == "span":
        return _spans(article.text, list(found))
    raise ValueError(f"style is 'span' or 'ent', not {style!r}")


def _entities(found: dict[tuple[Span, str], None]) -> list[dict[str, Any]]:
    chosen: list[tuple[Span, str]] = []
    for span, label in found:
        if not any(span.overlaps(other) for other, _ in chosen):
            chosen.append((span, label))
    chosen.sort(key=lambda item: item[0].start)
    return [{"start": span.start, "end": span.end, "label": label} for span, label in chosen]


def _spans(text: str, found: list[tuple[Span, str]]) -> dict[str, Any]:
    cuts = sorted({0, len(text), *(edge for span, _ in found for edge in (span.start, span.end))})
    words = re.compile(r"\S+")
    found_words = [match for start, end in pairwise(cuts) for match in words.finditer(text, start, end)]
    starts = [match.start() for match in found_words]
    spans = [
        {"start_token": first, "end_token": last, "label": label}
        for span, label in found
        if (first := bisect_left(starts, span.start)) < (last := bisect_left(starts, span.end))
    ]
    return {"text": text, "tokens": [match[0] for match in found_words], "spans": spans, "title": None}
