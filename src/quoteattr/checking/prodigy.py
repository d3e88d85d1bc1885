"""Annotated articles as tasks of Prodigy, with spans and relations, and its annotations as articles again.

A task has the form of ``rel.manual`` (interface ``relations``), which ``spans.manual`` reads, too: tokens, spans with character and
token offsets, and relations between spans. A piece of a quotation is a span labelled with its kind (``DIRECT``); ``CUE``, ``SOURCE``
and further pieces (``PIECE``) are the children of relations from the first. Names and roles cannot be edited there: they travel in
the task under ``quoteattr``, and come back for quotations whose first piece is still where it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from quoteattr.errors import InvalidGoldError
from quoteattr.gold import documents
from quoteattr.gold.values import KINDS, GoldArticle, GoldQuote, GoldSpeaker, Range

LABELS = (*(kind.upper() for kind in KINDS), "PIECE", "CUE", "SOURCE")
"""The labels of spans, for ``--span-label``; the last three are those of relations, for ``--label``."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_PARTS = {"PIECE": "content", "CUE": "cue", "SOURCE": "source"}


def to_tasks(articles: Iterable[GoldArticle]) -> list[dict[str, Any]]:
    """One task an article, with its quotations as spans and relations.

    >>> task, = to_tasks([GoldArticle("levy", "She said no.", (GoldQuote(((9, 11),), "indirect", ((4, 8),)),))])
    >>> task["spans"][1]
    {'start': 9, 'end': 11, 'token_start': 2, 'token_end': 2, 'label': 'INDIRECT'}
    >>> [(each["head"], each["child"], each["label"]) for each in task["relations"]]
    [(2, 1, 'CUE')]
    """
    return [_task(article) for article in articles]


def _task(article: GoldArticle) -> dict[str, Any]:
    edges = {edge for quote in article.quotes for place in _places(quote) for edge in place}
    tokens = list(_tokens(article.text, sorted(edges)))
    starts, ends = [token["start"] for token in tokens], [token["end"] for token in tokens]
    spans: dict[tuple[Range, str], dict[str, Any]] = {}
    relations: list[dict[str, Any]] = []

    def span(place: Range, label: str) -> dict[str, Any]:
        first, last = bisect_right(ends, place[0]), bisect_left(starts, place[1]) - 1
        offsets = {"start": place[0], "end": place[1], "token_start": first, "token_end": last}
        return spans.setdefault((place, label), offsets | {"label": label})

    for quote in article.quotes:
        head = span(quote.content[0], (quote.kind or "piece").upper())
        parts = {"PIECE": quote.content[1:], "CUE": quote.cue, "SOURCE": quote.source}
        for label, places in parts.items():
            for place in places:
                child = span(place, label)
                ids = {"head": head["token_end"], "child": child["token_end"]}
                relations.append(ids | {"head_span": head, "child_span": child, "label": label})
    known = documents.to_plain(article)
    del known["text"]
    in_order = sorted(spans.values(), key=lambda each: (each["start"], each["end"]))
    task = {"text": article.text, "tokens": tokens, "spans": in_order, "relations": relations}
    return task | {"meta": {"id": article.id}, "quoteattr": known}


def _places(quote: GoldQuote) -> tuple[Range, ...]:
    return (*quote.content, *quote.cue, *quote.source)


def _tokens(text: str, edges: list[int]) -> Iterator[dict[str, Any]]:
    """Words and signs, cut where a span begins or ends within one."""
    number = 0
    for found in _TOKEN.finditer(text):
        cuts = edges[bisect_right(edges, found.start()) : bisect_left(edges, found.end())]
        for start, end in zip([found.start(), *cuts], [*cuts, found.end()], strict=True):
            blank = text[end : end + 1].isspace()
            yield {"text": text[start:end], "start": start, "end": end, "id": number, "ws": blank}
            number += 1


# --- back --------------------------------------------------------------------------------------------------------


def from_tasks(tasks: Iterable[Any]) -> list[GoldArticle]:
    """The articles of an export (``prodigy db-out``): the tasks that were accepted.

    A span labelled with a kind is a quotation. One that was drawn anew, or whose first piece was moved, has no speaker's name: nobody
    was asked for it there. Marks are those that went along.

    Raises :class:`~quoteattr.errors.InvalidGoldError` for anything else.
    """
    found = []
    for number, task in enumerate(tasks):
        try:
            if task.get("answer", "accept") == "accept":
                found.append(_article(task))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            if isinstance(error, InvalidGoldError):
                raise InvalidGoldError(f"task {number}: {error}") from error
            shown = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise InvalidGoldError(f"task {number}: not as Prodigy writes it: {shown}") from error
    return found


def _article(task: Mapping[str, Any]) -> GoldArticle:
    known = documents.from_plain(dict(task["quoteattr"]) | {"text": task["text"]})
    before = {quote.content[0]: quote for quote in known.quotes}
    related: defaultdict[tuple[Range, str], list[tuple[str, Range]]] = defaultdict(list)
    for relation in task.get("relations") or ():
        head, child = (_place(relation[key]) for key in ("head_span", "child_span"))
        related[head, relation["head_span"]["label"]].append((relation["child_span"]["label"], child))
    quotes = []
    for span in task.get("spans") or ():
        if span["label"].lower() in KINDS:
            quotes.append(_quote(_place(span), span["label"], related[_place(span), span["label"]], before))
        elif span["label"] == "PIECE" and _place(span) in before:  # of a quotation whose kind nobody knows
            quotes.append(_quote(_place(span), None, related[_place(span), "PIECE"], before))
    article = attrs.evolve(known, quotes=tuple(sorted(quotes, key=lambda quote: quote.content[0])))
    documents.line(article)
    return article


def _place(span: Mapping[str, Any]) -> Range:
    return int(span["start"]), int(span["end"])


def _quote(
    place: Range, label: str | None, parts: list[tuple[str, Range]], before: Mapping[Range, GoldQuote]
) -> GoldQuote:
    own: dict[str, list[Range]] = {"content": [place], "cue": [], "source": []}
    for part, where in parts:
        if part in _PARTS:
            own[_PARTS[part]].append(where)
    asked = before.get(place, GoldQuote((place,), named=False, speaker=GoldSpeaker(None, "skip")))
    changed: dict[str, Any] = {key: tuple(sorted(places)) for key, places in own.items()}
    return attrs.evolve(asked, **changed | {"kind": label.lower() if label else None})
