"""Annotated articles → decisions: who was meant by each mention, who might have been, and what was seen of each.

Decisions are taken in the order of the text, each after the right ones before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quoteattr import assembly
from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.pieces import compare
from quoteattr.gold.values import GoldArticle, GoldSpeaker, from_article
from quoteattr.roles import unnamed
from quoteattr.speakers import resolve
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Queries, Query
from quoteattr.speakers.ranker import Options
from quoteattr.speakers.referents import Ranking

UNNAMED = GoldSpeaker(None, "unnamed")


class Decision(NamedTuple):
    """A mention, the features of all contenders for it, and which of them are the annotated one.

    ``in_passing`` is true for a mention outside the sources of quotations; ``chosen`` is the one whom the weights took.
    """

    article: str
    sort: str
    options: list[dict[str, float]]
    right: list[bool]
    chosen: int
    in_passing: bool

    @property
    def is_telling(self) -> bool:
        """Whether it tells somebody who is right from somebody who is not."""
        return any(self.right) and not all(self.right)


def of_article(
    article: GoldArticle, reading: assembly.Reading, entities: Sequence[Mapping[str, Any]] | None = None
) -> list[Decision]:
    """The decisions in an annotated article; those in passing as far as its ``entities`` are annotated, too."""
    page, found = reading.page, []
    sources = _speakers(article, reading)
    described = None if entities is None else _described(article.text, entities)

    def annotated(query: Query) -> GoldSpeaker | None:
        if not query.passing:
            return sources.get(query.at if query.form == "floating" else query.phrase)
        if described is None or query.form != "description":
            return None
        # whose the documents are that are met in passing is not annotated, unless they are a named one
        nobody = None if query.sort == "document" else UNNAMED
        return described.get(page.starts[query.at], nobody)

    def decide(query: Query, options: Options) -> Ranking:
        ranking, speaker = resolve.weighed(query, options, reading.weights), annotated(query)
        if speaker is None or not options:
            return ranking
        right = [
            same_speaker(speaker, GoldSpeaker(assembly.name_of(referent), referent.kind)) for referent, _ in options
        ]
        order = [referent for referent, _ in options]
        chosen = next(i for i, referent in enumerate(order) if referent is ranking[0][0])
        features = [features for _, features in options]
        found.append(Decision(article.id, query.sort, features, right, chosen, query.passing))
        good = {referent for referent, ok in zip(order, right, strict=True) if ok}
        return tuple(sorted(ranking, key=lambda pair: bool(good) and pair[0] not in good))

    cast = Cast(page, reading.entities, reading.roles)
    resolve.resolve(Queries(cast, unnamed.of_phrase), reading.found, decide)
    return found


def _speakers(article: GoldArticle, reading: assembly.Reading) -> dict[Any, GoldSpeaker]:
    """The annotated speaker by the source of a quotation, or by its first token if it has none."""
    predicted = from_article(assembly.assemble(reading), id=article.id)
    number = {id(quote): i for i, quote in enumerate(predicted.quotes)}
    speakers: dict[Any, GoldSpeaker] = {}
    for gold, match in compare(article, predicted).required_pairs():
        if gold.quote.named:
            attribution = reading.found[number[id(match.quote)]]
            start = reading.page.token_at(attribution.pieces[0].start)
            speakers.setdefault(attribution.source or start, gold.quote.speaker)
    return speakers


def _described(text: str, entities: Sequence[Mapping[str, Any]]) -> dict[int, GoldSpeaker]:
    """For every code point within a description of an entity who that is; longer descriptions go first."""
    forms = sorted(((form, e) for e in entities for form in e["descriptions"]), key=lambda pair: -len(pair[0]))
    found: dict[int, GoldSpeaker] = {}
    for form, entity in forms:
        for place in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            for at in range(*place.span()):
                found.setdefault(at, GoldSpeaker(entity["name"], entity["kind"]))
    return found
