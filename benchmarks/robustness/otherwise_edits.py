"""Edits of an annotated article, its annotation moved along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

Line = dict[str, Any]
Edit = tuple[int, int, str]  #: from, to, and what stands there instead
Entities = Sequence[Mapping[str, Any]]  #: the persons and bodies of an article
Way = Callable[[Line, Entities, Random], Line]  #: an annotated article, written otherwise


def each(pattern: str, instead: Callable[[re.Match[str]], str] | str) -> Callable[[str], Iterator[Edit]]:
    """Whatever fits an expression, written otherwise."""

    def edits(text: str) -> Iterator[Edit]:
        for found in re.finditer(pattern, text):
            yield found.start(), found.end(), instead if isinstance(instead, str) else instead(found)

    return edits


def written(line: Mapping[str, Any], edits: Iterable[Edit]) -> Line:
    """An annotated article with edits of its text, its annotation moved along."""
    text = line["text"]
    starts, ends = [0] * (len(text) + 1), [0] * (len(text) + 1)
    pieces, length, at = list[str](), 0, 0
    for start, end, instead in [*edits, (len(text), len(text), "")]:
        for old in range(at, start):
            starts[old], ends[old + 1] = length + old - at, length + old - at + 1
        pieces += text[at:start], instead
        length += start - at
        for old in range(start, end):
            starts[old], ends[old + 1] = length + (len(instead) if old > start else 0), length + len(instead)
        length, at = length + len(instead), end
    starts[-1] = length

    def moved(value: Any) -> Any:
        if isinstance(value, list) and len(value) == 2 and all(isinstance(place, int) for place in value):
            return [starts[value[0]], ends[value[1]]]
        if isinstance(value, list):
            return [moved(one) for one in value]
        return {key: moved(one) for key, one in value.items()} if isinstance(value, dict) else value

    return {**{key: moved(value) for key, value in line.items()}, "text": "".join(pieces)}


def exchanged(line: Mapping[str, Any], instead: Mapping[str, str]) -> Line:
    """An annotated article with words exchanged for others wherever they stand, in its names and roles too."""
    if not instead:
        return dict(line)
    expression = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, instead))})(?!\w)")
    edits = [(found.start(), found.end(), instead[found.group()]) for found in expression.finditer(line["text"])]

    def told(value: Any, key: str = "") -> Any:
        if isinstance(value, list):
            return [told(one, key) for one in value]
        if isinstance(value, dict):
            return {name: told(one, name) for name, one in value.items()}
        named = key in ("speaker_name", "role", "org") and isinstance(value, str)
        return expression.sub(lambda found: instead[found.group()], value) if named else value

    return told(written(line, edits))  # type: ignore[no-any-return]
