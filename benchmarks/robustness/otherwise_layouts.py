"""Annotated articles in other layouts: what stands between the words changes, and how marks are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from otherwise_edits import Edit, Entities, Line, Way, each, written


def _wrapped(text: str, margin: int = 72) -> Iterator[Edit]:
    """Lines broken at a margin."""
    column, gap = 0, (0, 0)
    for found in re.finditer(r"(\S+)(\s*)", text):
        length = len(found[1])
        if column + length > margin and text[slice(*gap)] == " ":
            yield *gap, "\n"
            column = 0
        column = 0 if "\n" in found[2] else column + length + len(found[2])
        gap = found.span(2)


_ENTITIES = {'"': "&quot;", "“": "&ldquo;", "”": "&rdquo;", "‘": "&lsquo;", "’": "&rsquo;", "&": "&amp;"}
_MISREAD = {sign: sign.encode().decode("cp1252", "replace") for sign in "“‘’–—"}
_STRAIGHT = dict(zip("“”‘’", "\"\"''", strict=True))

LAYOUTS: dict[str, Callable[[str], Iterator[Edit]]] = {
    "one line end between paragraphs": each(r"\n\n+", "\n"),
    "all in one paragraph": each(r"\n\n+", " "),
    "lines broken at 72": _wrapped,
    "indented paragraphs": each(r"\n\n+", "\n\n    "),
    "line ends of two signs": each(r"\n", "\r\n"),
    "two spaces between sentences": each(r"(?<=[.!?”\"]) (?=[A-Z“\"])", "  "),
    "no-break spaces, some": each(r"(?<=\S) (?=\S)", lambda found: " " if found.start() % 17 else "\xa0"),
    "signs without a width, some": each(r"(?<=\w)(?= )", lambda found: "" if found.start() % 9 else "\u200b"),
    "soft hyphens": each(r"(?<=[a-z]{3})(?=[a-z]{3})", lambda found: "" if found.start() % 5 else "\u00ad"),
    "straight marks": each("[“”‘’]", lambda found: _STRAIGHT[found.group()]),
    "marks as entities": each('["“”‘’&]', lambda found: _ENTITIES[found.group()]),
    "marks misread": each("[“‘’–—]", lambda found: _MISREAD[found.group()]),
    "no space between sentences, some": each(r"(?<=[.!?]) (?=[A-Z])", lambda found: " " if found.start() % 7 else ""),
    "says": each(r"\bsaid\b", "says"),
}


def _laid_out(edits: Callable[[str], Iterator[Edit]]) -> Way:
    def way(line: Line, _entities: Entities, _rng: object) -> Line:
        return written(line, edits(line["text"]))

    return way


WAYS = {name: _laid_out(edits) for name, edits in LAYOUTS.items()}
