"""Bytes ↔ texts, and texts changed by chance into what breaks readers: what ``fuzz.py`` grows its inputs with."""

from __future__ import annotations

import random

PIECES = (
    *("“", "”", "„", "‟", "«", "»", "‘", "’", "‚", "‛", '"', "'", "`", "``", "''", "&quot;", "â€œ", "â€\x9d", "＂"),
    "Ã©",
    *(" said ", ", said ", " said: ", ", he said, ", " told the BBC that ", " added ", "According to "),
    " asked whether ",
    *(" tweeted: ", " denied taking ", " called for ", ", adding that ", ": ", " — ", " has warned"),
    "’s claim that ",
    *("Ann Poole", "Sir Keith Marlow", "Lord Penrose", "Ursula van der Berg", "Tom and Ann Reed", "Nato", "李娜"),
    "Jo “Red” Dunn",
    *("he", "She", "they", "the group", "officials", "who", "The report", "one of them", "Mr ", "Dr. "),
    "a spokesman for ",
    *(", the mayor of Eastwick, ", " (former head of Nato)", "prime minister ", "ex-", " MP", ", 69, "),
    ", who chairs it, ",
    *("We are ready", "the roof leaks", "to go", "that it was", "isn't it", "the workers' rights", "’90s", "6'4\""),
    *("U.S. ", "3.5%"),
    *("\n\n", "\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x1c", "\x0b", "\t", "  ", "\xa0", "\u3000"),
    *("\u200b", "\ufeff"),
    *("\n\nBy ", "\n\nPhoto: ", "Reuters", "LONDON (AP) — ", "<p>", "</div>", "{", "\n\nBridge to close\n\n"),
    " PM GMT",
    *(".", ",", "!", "?", "…", ";", "-", "–", "(", ")", "[", "]", "[3]", ". “", ".” ", ",” ", " “", "... ", "!?"),
    *("@", "#"),
    *("\x00", "\ud800", "\udfff", "\ud83d\ude00", "\udc80", "\u202e", "e\u0301", "\u0301", "🎈", "👩‍👩‍👧"),
    *("\U0010ffff", "ß", "ﬁ", "İ", "א", "ﷺ", "½", "\xad"),
)
"""What articles are made of and what breaks readers: marks, cues, names, roles, words, line ends, passages, odd characters."""


def decoded(data: bytes) -> str:
    """The text of some bytes: UTF-8, lone surrogates too; else Latin-1, or surrogates for what is no UTF-8.

    >>> decoded(b"\\xc3\\xa9"), decoded(b"\\xe9"), decoded(b"\\xe9s"), decoded(encoded("\\udfff"))
    ('é', '\\udce9', 'és', '\\udfff')
    """
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape") if len(data) % 2 else data.decode("latin-1")


def encoded(text: str) -> bytes:
    """The bytes that :func:`decoded` makes a text of."""
    return text.encode("utf-8", "surrogatepass")


def mutated(text: str, chance: random.Random) -> str:
    """The text with a few changes: pieces put in, stretches lost, doubled or moved, marks swapped."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((1, 1, 2, 8, 40)))
        match chance.randrange(7):
            case 0 | 1:
                text = text[:start] + chance.choice(PIECES) + text[start:]
            case 2:
                text = text[:start] + chance.choice(PIECES) + text[end:]
            case 3:
                text = text[:start] + text[end:]
            case 4:
                at = chance.randint(0, len(text))
                text = text[:at] + text[start:end] + text[at:]
            case 5:
                text = text[:start] + "".join(chance.choices(PIECES, k=5)) + text[end:]
            case 6:
                at = chance.choice([i for i, character in enumerate(text) if not character.isalnum()] or [0])
                text = text[:at] + chance.choice(PIECES) + text[at + 1 :]
    return text
