"""Text with labels around some of its stretches: written together, then taken apart into a plain text and offsets."""

from __future__ import annotations

import re

Offsets = tuple[int, int]

OPEN, NAMED, CLOSE = "\ue000", "\ue001", "\ue002"
LABEL = re.compile(f"{OPEN}([^{NAMED}]*){NAMED}|{CLOSE}")
_FIRST_LETTER = re.compile(f"\\A((?:{OPEN}[^{NAMED}]*{NAMED})*)(\\w)")
_COMMA_BEFORE_STOP = re.compile(f"(?:,| –)({CLOSE}*)(?=[,.:\n]|$)")
_TWO_STOPS = re.compile(rf"\.({CLOSE}*)\.")


def label(name: str, text: str) -> str:
    """``text`` with a label around it."""
    return f"{OPEN}{name}{NAMED}{text}{CLOSE}"


def capital(text: str) -> str:
    """``text`` as it begins a sentence: the first letter in capitals, behind any labels."""
    return _FIRST_LETTER.sub(lambda found: found[1] + found[2].upper(), text)


def tidy(text: str) -> str:
    """Commas and dashes that close an apposition go before another stop, and of two full stops one."""
    return _TWO_STOPS.sub(r".\1", _COMMA_BEFORE_STOP.sub(r"\1", text))


def unlabel(marked: str) -> tuple[str, list[tuple[str, Offsets]]]:
    """The plain text, and the labels with their offsets, in order of where they begin.

    >>> unlabel("So " + label("source", label("name", "Ann") + " there"))
    ('So Ann there', [('source', (3, 12)), ('name', (3, 6))])
    """
    text, copied = "", 0
    open_labels: list[int] = []
    found: list[tuple[str, Offsets]] = []
    for mark in LABEL.finditer(marked):
        text += marked[copied : mark.start()]
        copied = mark.end()
        if mark[1] is not None:
            open_labels.append(len(found))
            found.append((mark[1], (len(text), len(text))))
        else:
            name, (start, _) = found[open_labels.pop()]
            end = len(text)
            if not name.startswith("words"):
                end = start + len(text[start:].rstrip(" ,–"))
            found[found.index((name, (start, start)))] = name, (start, end)
    return text + marked[copied:], found
