"""Marks that may be apostrophes: where a single quotation mark opens and closes.

Possessives (the workers' rights), elisions ('90s, rock 'n' roll) and marks within words are none.
"""

import re

from quoteattr.draft import CharSpan, Stretch
from quoteattr.spelling import SINGLE_MARKS

SINGLE = re.compile(rf"[{SINGLE_MARKS}]")
_ELIDED = re.compile(r"['’‘](?:\d0s|\d\ds?\b|em\b|n['’]|tis\b|twas\b|til\b|cause\b|bout\b|round\b)", re.IGNORECASE)
_FINAL = ".!?…"


def opens(text: str, match: re.Match[str]) -> bool:
    """Whether a single mark's surroundings are those of an opening one, and not of an apostrophe ('90s)."""
    at = match.start()
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not (match.group() == "’" or before.isalnum() or not after.strip() or _ELIDED.match(text, at))


def pair(text: str, start: int, end: int) -> Stretch | None:
    """The first stretch between two single marks from ``start`` on, if there is one before ``end``."""
    for match in SINGLE.finditer(text, start, end):
        if opens(text, match):
            at = match.start()
            closed = closing(text, at + 1, end)
            if closed is None or closed - at > 2:  # where nothing closes any more, later marks need not be tried
                return _stretch(text, at, closed) if closed else None
    return None


def _stretch(text: str, start: int, end: int) -> Stretch:
    """A stretch between single marks, which has no closing one where the next paragraph of it opens with a mark."""
    closed = text[end - 1] in SINGLE_MARKS
    return Stretch(start, end, CharSpan(start + 1, end - closed), closed=closed)


def closing(text: str, start: int, end: int) -> int | None:
    """Where the single mark that opened before ``start`` closes; plural possessives (the workers' rights) are no end.

    Nor has each paragraph an end of its own where a scraper put several of a quotation on one line: 'It rained. 'It snowed.'
    """
    possessive = None
    for match in SINGLE.finditer(text, start, end):
        at = match.start()
        stopped = text[at - 1] == " " and text[at - 2] in _FINAL and at - 2 > start
        if text[at + 1 : at + 2].isalnum() or text[at - 1].isspace() or match.group() in "‘`":
            if stopped and text[at + 1 : at + 2] == " ":
                return at + 1  # 'It rained. ' Ann Poole said
            if match.group() in "‘'`" and text[at - 1].isspace() and possessive:
                break  # the next pair opens: what looked possessive was the end
            if stopped and text[at + 1 : at + 2].isupper() and opens(text, match):
                return at - 1
            continue
        if text[at - 1] == "s" and text[at + 1 : at + 2] == " " and at + 1 < end:
            possessive = possessive or at + 1
            continue
        return at + 1
    return possessive
