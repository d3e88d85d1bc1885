"""An article as a front end draws it: plain data in which every character of the text stands once, under numbers.

What is drawn is what :mod:`quoteattr.output.html` draws, with its classes and colours; the front end makes elements of it and
puts the text in as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from quoteattr.gold.values import GoldQuote, GoldRole, GoldSpeaker, from_role
from quoteattr.model import Article, Quote, Span, Speaker
from quoteattr.output.html import Layer, runs
from quoteattr.output.stylesheet import speaker_class
from quoteattr.reviewing.decisions import NO_ROLE, Item, State

KEYS = "123456789bceghmpqvxyz"  # of the people listed: digits, and letters that the front end has no other use for

_Key = tuple[str | None, str | None, str | None]


@attrs.frozen
class Person:
    """Somebody who can be chosen as the speaker, with the roles that come along."""

    speaker: GoldSpeaker
    label: str
    role: GoldRole = NO_ROLE
    other_roles: tuple[GoldRole, ...] = ()

    @property
    def key(self) -> _Key:
        """What tells people apart: those without a name by what stands for them."""
        return _key(self.speaker, self.label)


def _key(speaker: GoldSpeaker, label: str | None) -> _Key:
    return speaker.name, speaker.kind, None if speaker.name else label


def _key_of(speaker: Speaker) -> _Key:
    return _key(GoldSpeaker(speaker.name, speaker.kind), speaker.label)


def _colour(place: int | None) -> str:
    return speaker_class(None if place is None else place + 1)


def people(article: Article, state: State) -> list[Person]:
    """Everybody to choose from: the speakers in order of first quotation, whoever else is named, and whom a person has added.

    Their places stay the same while an article is reviewed; their roles are those that were decided.
    """
    found: dict[_Key, Person] = {}
    for one in (*article.speakers, *article.people):
        role, *others = map(from_role, one.roles) if one.roles else [NO_ROLE]
        person = Person(GoldSpeaker(one.name, one.kind), one.label, role, tuple(others))
        found.setdefault(person.key, person)
    decided: set[_Key] = set()
    for item in state.items:
        quote = item.quote
        if quote.speaker.name is None and item.label is None:
            continue
        person = Person(quote.speaker, quote.speaker.name or item.label or "", quote.role, quote.other_roles)
        if person.key not in found or (item.progress != "open" and person.key not in decided):
            found[person.key] = person
            decided.add(person.key)
    return list(found.values())


def label(quote: GoldQuote, text: str, found: Quote | None) -> str | None:
    """What stands for the speaker of a quotation who has no name; None where there is a name, or nobody."""
    if quote.speaker.name is not None or quote.speaker.kind in (None, "unknown", "skip"):
        return None
    if found and found.speaker and found.speaker.name is None:
        return found.speaker.label
    return " ".join(text[start:end] for start, end in quote.source) or str(quote.role) or "unnamed speaker"


def view(article: Article, state: State, found: Mapping[int, Quote]) -> dict[str, Any]:
    """The article with its quotations as they are decided now; ``found`` holds by number what the library said of them."""
    cast = people(article, state)
    places = {person.key: place for place, person in enumerate(cast)}
    speakers = {item.id: places.get(_key(item.quote.speaker, item.label)) for item in state.items}
    return {
        "quotes": [_quote(item, article.text, found.get(item.id), speakers[item.id], cast) for item in state.items],
        "people": [
            {"label": one.label, "kind": one.speaker.kind, "role": str(one.role), "colour": _colour(place)}
            for place, one in enumerate(cast)
        ],
        **_drawn(article, state, speakers),
    }


def _quote(item: Item, text: str, found: Quote | None, speaker: int | None, cast: list[Person]) -> dict[str, Any]:
    quote = item.quote
    spans = tuple(Span.of(text, start, end) for start, end in quote.content)
    cue = Span.of(text, *quote.cue[0]) if quote.cue else None
    return {
        "id": item.id,
        "kind": quote.kind or "",
        "text": Quote(quote.kind or "indirect", spans, cue).text,
        "content": [list(piece) for piece in quote.content],
        "speaker": speaker,
        "role": str(quote.role),
        "post": attrs.asdict(quote.role),
        "cue": str(cue or ""),
        "source": " … ".join(text[start:end] for start, end in quote.source),
        "state": item.progress,
        "optional": quote.optional,
        "colour": _colour(speaker),
        "options": list(_options(cast, speaker, found)),
        **_reasons(item, found),
    }


def _reasons(item: Item, found: Quote | None) -> dict[str, Any]:
    """How sure the library was, and why, as long as the speaker is the one that it found."""
    if found is None or not _same(found, item):
        return {"confidence": found.confidence if found else 0.0, "sure": "", "why": ""}
    sure = _percent(found.confidence) if found.speaker else ""
    return {"confidence": found.confidence, "sure": sure, "why": found.explain()}


def _options(cast: list[Person], speaker: int | None, found: Quote | None) -> Iterator[dict[str, Any]]:
    """Whom to choose from: who it is now, those who may have said it, likeliest first, all others, and nobody."""
    candidates = found.candidates if found else ()
    likely = {_key_of(candidate.speaker): candidate.probability for candidate in candidates}
    chances = [likely.get(person.key) for person in cast]
    for place in sorted(range(len(cast)), key=lambda place: (place != speaker, -(chances[place] or 0), place)):
        yield {"key": KEYS[place : place + 1], "person": place, "likely": _percent(chances[place])}
    yield {"key": "0", "person": None, "likely": ""}


def _same(found: Quote, item: Item) -> bool:
    if found.speaker is None:
        return item.quote.speaker.name is None and item.label is None
    return _key_of(found.speaker) == _key(item.quote.speaker, item.label)


def _percent(probability: float | None) -> str:
    return "" if probability is None else f"{min(probability, 0.99):.0%}".replace("%", " %")


def _drawn(article: Article, state: State, speakers: Mapping[int, int | None]) -> dict[str, Any]:
    """Paragraphs of runs, and the layers that lie over them: a run says in which it lies, the outermost first."""
    text, size = article.text, len(article.text)
    layers = list(_layers(article, state, speakers))
    numbers = {id(layer): number for number, (layer, _) in enumerate(layers)}
    kinds = {passage.span.start: passage.kind for passage in article.passages}
    breaks = {0, size} | {cut for p in article.passages for cut in (p.span.start, p.span.end) if 0 <= cut <= size}
    paragraphs: list[dict[str, Any]] = []
    for start, end, stack in runs([layer for layer, _ in layers], breaks):
        if start in breaks:
            paragraphs.append({"kind": kinds.get(start, "body"), "runs": []})
        paragraphs[-1]["runs"].append({"text": text[start:end], "in": [numbers[id(layer)] for layer in stack]})
    drawn = [{"tag": x.tag, "classes": x.classes, "badge": x.badge, "quote": quote} for x, quote in layers]
    return {"paragraphs": paragraphs, "layers": drawn}


def _layers(article: Article, state: State, speakers: Mapping[int, int | None]) -> Iterator[tuple[Layer, int | None]]:
    text = article.text
    for item in state.items:
        quote, speaker = item.quote, speakers[item.id]
        whose = _colour(speaker)
        badge = "?" if speaker is None else KEYS[speaker : speaker + 1] or str(speaker + 1)
        for start, end in quote.content:
            yield Layer(Span.of(text, start, end), "mark", f"qa-quote qa-{quote.kind} {whose}", "", badge), item.id
        for start, end in quote.source:
            yield Layer(Span.of(text, start, end), "u", f"qa-source {whose}", ""), item.id
    for mark in article.marks:
        yield Layer(mark.span, "span", "qa-mark", "", mark.reason), None
