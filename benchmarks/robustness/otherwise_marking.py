"""Annotated articles whose quotations are marked in the style of another house: with single marks, guillemets, asterisks …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random
from typing import Any

from otherwise_edits import Edit, Entities, Line, Way, each, written

_DOUBLE = re.compile(r'[“”"]')
_SINGLE_PAIR = re.compile(r"(?<![\w’'])[‘'](?=\w)([^“”\"\n‘]{2,80}?)(?<=[\w,.?!])[’'](?![\w’'])")

Pairs = list[tuple[int, int]]


def stretches(text: str) -> Pairs:
    """Where double marks open and close; paragraphs in which they are not even, and do not alternate, have none."""
    found: Pairs = []
    for paragraph in re.finditer(r"[^\n]+", text):
        signs = [(paragraph.start() + m.start(), m.group()) for m in _DOUBLE.finditer(paragraph.group())]
        opening, closing = signs[::2], signs[1::2]
        right = all(a in '“"' for _, a in opening) and all(b in '”"' for _, b in closing)
        tight = all(not text[place + 1].isspace() for place, _ in opening[: len(closing)])
        if len(opening) == len(closing) and right and tight:
            found += [(a[0], b[0]) for a, b in zip(opening, closing, strict=True)]
    return found


def _marked(opening: str, closing: str, inner: tuple[str, str] | None = None) -> Way:
    """Other marks around; those within flipped, if they are told."""

    def edits(text: str) -> Iterator[Edit]:
        for start, end in stretches(text):
            yield start, start + 1, opening
            for one in _SINGLE_PAIR.finditer(text, start + 1, end) if inner else ():
                yield one.start(), one.start() + 1, inner[0] if inner else ""
                yield one.end() - 1, one.end(), inner[1] if inner else ""
            yield end, end + 1, closing

    return _text(edits)


def _stressed(sign: str) -> Way:
    """Signs of emphasis around the marks."""

    def edits(text: str) -> Iterator[Edit]:
        for start, end in stretches(text):
            yield start, start, sign
            yield end + 1, end + 1, sign

    return _text(edits)


def _text(edits: Callable[[str], Iterator[Edit]]) -> Way:
    return lambda line, _entities, _rng: written(line, edits(line["text"]))


def _outside(text: str) -> Iterator[Edit]:
    """Commas and full stops behind the closing mark."""
    for _, end in stretches(text):
        if text[end - 1] in ",.":
            yield end - 1, end + 1, text[end] + text[end - 1]


def _direct(line: Line) -> list[tuple[int, int]]:
    """Pieces of quotations that are a marked stretch and nothing else."""
    marked = {*stretches(line["text"])}
    pieces = (piece for quote in line["quotes"] if quote["type"] == "direct" for piece in quote["content"])
    return sorted({(start, end - 1) for start, end in pieces} & marked)


def _first_break(line: Line, start: int, end: int) -> int | None:
    """Where a long quotation could be parted: between two sentences in its middle."""
    text = line["text"]
    places = [m.end() for m in re.finditer(r"\w{3}[.?!] (?=[A-Z])", text[start:end])]
    return start + places[len(places) // 2] if len(places) > 1 and text[end + 1 : end + 2] in ("", "\n") else None


def _parted(closed: bool) -> Way:
    """Long quotations at the end of a paragraph in two paragraphs: marks open again, and close at the end only, or in both."""

    def way(line: Line, _entities: Entities, _rng: Random) -> Line:
        text = line["text"]
        places = {at: end for start, end in _direct(line) if (at := _first_break(line, start, end))}
        edits = [
            (at - 1, at, (text[end] if closed else "") + "\n\n" + ("“" if text[end] == "”" else '"'))
            for at, end in places.items()
        ]
        before = {**line, "quotes": [_broken(quote, places) for quote in line["quotes"]]}
        moved = written(before, edits)
        for quote in moved["quotes"]:
            quote["content"] = [_without_gap(moved["text"], *piece) for piece in quote["content"]]
        return moved

    return way


def _broken(quote: dict[str, Any], places: dict[int, int]) -> dict[str, Any]:
    content = []
    for start, end in quote["content"]:
        inside = [at for at in places if start < at < end]
        edges = [start, *inside, end]
        content += [[a, b] for a, b in pairwise(edges)]
    return {**quote, "content": content}


def _without_gap(text: str, start: int, end: int) -> list[int]:
    """A piece without white space around it, and with the mark that opens it."""
    words = text[start:end]
    gap = re.search(r"\n\n[“\"]$", words)
    end -= len(gap.group()) if gap else 0
    if text[max(0, start - 3) : start] in ("\n\n“", '\n\n"'):
        start -= 1
    return [start, end]


def _within(change: Callable[[str, int, int, Random], Sequence[Edit]]) -> Way:
    """Something within direct quotations."""

    def way(line: Line, _entities: Entities, rng: Random) -> Line:
        return written(line, [e for start, end in _direct(line) for e in change(line["text"], start, end, rng)])

    return way


def _once(pattern: str, *instead: str) -> Callable[[str, int, int, Random], Sequence[Edit]]:
    """The first place that fits."""

    def change(text: str, start: int, end: int, rng: Random) -> Sequence[Edit]:
        found = re.compile(pattern).search(text, start, end)
        return [(*found.span(), found.expand(rng.choice(instead)))] if found else []

    return change


def _dots_at_the_end(text: str, _start: int, end: int, _rng: Random) -> Sequence[Edit]:
    return [(end - 1, end, "…")] if text[end - 1] in ".," else []


def _unclosed(line: Line, _entities: Entities, rng: Random) -> Line:
    """One closing mark missing, where the paragraph ends with it."""
    text = line["text"]
    ends = [end for _, end in _direct(line) if text[end + 1 : end + 2] in ("", "\n")]
    at = rng.choice(ends) if ends else 0
    return written(line, [(at, at + 1, "")] if ends else [])


_SPELLINGS = {
    "labor": "labour", "color": "colour", "favor": "favour", "honor": "honour", "behavior": "behaviour", "neighbor": "neighbour",
    "center": "centre", "theater": "theatre", "defense": "defence", "program": "programme", "organization": "organisation",
    "organize": "organise", "realize": "realise", "recognize": "recognise", "criticize": "criticise", "apologize": "apologise",
    "criticized": "criticised", "apologized": "apologised", "recognized": "recognised", "emphasized": "emphasised",
    "gray": "grey", "traveled": "travelled", "canceled": "cancelled", "toward": "towards",
    "neighborhood": "neighbourhood", "neighbors": "neighbours", "programs": "programmes", "organizations": "organisations",
    "counselor": "counsellor", "councilor": "councillor", "analyze": "analyse", "license": "licence",
}  # fmt: skip


def _spelt(british: bool) -> Callable[[str], Iterator[Edit]]:
    table = _SPELLINGS if british else {new: old for old, new in _SPELLINGS.items()}
    return each(rf"\b(?:{'|'.join(table)})\b", lambda found: table[found.group()])


WAYS: dict[str, Way] = {
    "single marks": _marked("‘", "’", ("“", "”")),
    "single marks, straight": _marked("'", "'", ('"', '"')),
    "guillemets": _marked("«", "»"),
    "guillemets, spaced": _marked("« ", " »"),
    "guillemets, pointing inwards": _marked("»", "«"),
    "German marks": _marked("„", "“"),
    "Polish marks": _marked("„", "”"),
    "TeX marks": _marked("``", "''"),
    "two single marks": _marked("‘‘", "’’"),
    "primes": _marked("″", "″"),
    "marks in italics": _stressed("*"),
    "marks in bold": _stressed("**"),
    "marks in underscores": _stressed("_"),
    "commas and stops outside": _text(_outside),
    "long quotations parted": _parted(closed=False),
    "long quotations parted and closed": _parted(closed=True),
    "a closing mark missing": _unclosed,
    "a pronoun explained in brackets": _within(
        _once(r"(?<=[.?!“\"] )It (?=(?:is|was|has|will)\b)|(?<=[“\"])It (?=(?:is|was|has|will)\b)", "[The pier] ")
    ),
    "a word in brackets": _within(_once(r"(?<=[a-z]) (?=[a-z])", " [sic] ", " [now] ", " (laughs) ")),
    "words left out, in brackets": _within(_once(r"(?<=[.?!]) (?=[A-Z])", " […] ", " [...] ")),
    "words left out": _within(_once(r"(?<=[.?!]) (?=[A-Z])", " … ", " ... ", " . . . ")),
    "dots within": _within(_once(r"(?<=[a-z]) (?=[a-z])", " … ", "... ", " ... ")),
    "dots at the end": _within(_dots_at_the_end),
    "a capital in brackets": _within(_once(r"(?<=[“\"])[A-Z]", r"[\g<0>]")),
    "long dashes": _text(each(r" [–-] | ?-- ?", "—")),
    "short dashes": _text(each(r" ?— ?| ?-- ?| - ", " – ")),
    "double hyphens": _text(each(r" ?[—–] ?| - ", " -- ")),
    "hyphens for dashes": _text(each(r" ?— ?| – | ?-- ?", " - ")),
    "British spelling": _text(_spelt(british=True)),
    "American spelling": _text(_spelt(british=False)),
}
