"""The words of a quotation as an editor would put them: its pieces as one text, without the outer marks; the sentences around them."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from textwrap import shorten
from typing import Protocol

from quoteattr import lexicon
from quoteattr.spelling import QUOTATION_MARKS, usual

_REPR_LENGTH = 80  # code points of what a prompt shows of a value
_SOME_SENTENCES = 1000  # code points
_SPACES = 6  # code points: what is shorter between two pieces is white space, a sign or *that*

SUBJECT_FORMS = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "themself"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
}
"""Pronouns of the third person by all their forms, with the one that is the subject."""

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n")
_INITIAL = re.compile(r"(?:^|[\W_])(?:[A-Z]|[A-Z]\.[A-Z])$")
_WORD = re.compile(r"[A-Za-z]+$")


class _Piece(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def joined(content: Sequence[_Piece], kind: str, cue: int | None) -> str:
    """The pieces of a quotation of some kind as one text; ``cue`` is where its cue starts. See :attr:`quoteattr.Quote.text`."""
    pieces = [" ".join(piece.text.split()) for piece in content]
    if kind == "direct":
        pieces = [_without_outer_marks(piece) for piece in pieces]
    words = pieces[0]
    for before, behind, piece in zip(content, content[1:], pieces[1:], strict=False):
        gap = range(before.end, behind.start)
        if len(gap) > _SPACES and cue not in gap:
            words = f"{words.rstrip(',;')} […] {piece}"
        else:
            words = f"{_before(piece, words, kind)} {piece}"
    return words


def _before(piece: str, words: str, kind: str) -> str:
    """Words as they end before a further piece: with a full stop for the comma, or nothing, if a sentence begins with it."""
    sentence = re.split(r"[.!?…]\s+", words)[-1].split()
    begins = next((character for character in piece if character.isalpha()), "").isupper()
    opened = sentence and sentence[0].lower() in lexicon.labelled("cue_words", "subordinator") | {"if"}
    # "I think, Ann …"
    led_to = sentence and sentence[-1].strip(",").lower() in lexicon.labelled("mark_words", "thinking")
    if not begins or opened or led_to or (kind != "direct" and words[-1:].isalnum()):
        return words
    return re.sub(r"[\s,;:–—-]+([”\"’']?)$|(?<=\w[”\"’'])$|(?<=\w)$", r".\1", words, count=1)


def _without_outer_marks(piece: str) -> str:
    for doubled in ("``", "''"):
        piece = piece.removeprefix(doubled).removesuffix(doubled)
    read = usual(piece)  # of the same length: "&quot;No,&quot;" as '     "No,"     '
    start, end = len(read) - len(read.lstrip()), len(read.rstrip())
    start += read[start : start + 1] in QUOTATION_MARKS
    end -= end > start and read[end - 1] in QUOTATION_MARKS
    return piece[start:end].strip()  # "“ No, ”"


def sentences(passage: str, start: int, end: int) -> str:
    """The sentence or sentences of a passage that hold a stretch of it, on one line.

    Abbreviations of titles and posts, and initials, end no sentence.

    >>> sentences("It froze. Dr. Ann Poole said it would rain. Nobody spoke.", 29, 42)
    'Dr. Ann Poole said it would rain.'
    """
    opens = _opening(passage, start)
    closes = next((cut for cut in _cuts(passage, opens) if cut >= end), len(passage))
    return " ".join(passage[opens:closes].split())


def _cuts(passage: str, start: int) -> Iterator[int]:
    """Where sentences begin behind a place of a passage."""
    return (found.end() for found in _END.finditer(passage, start) if _ends(passage, found))


def _opening(passage: str, place: int) -> int:
    """Where the sentence of a place begins: looked for a few sentences back, and further only where there is no other."""
    reach = _SOME_SENTENCES
    while True:
        start = max(place - reach, 0)
        *_, found = 0, *takewhile(place.__ge__, _cuts(passage, start))
        if found or not start:
            return found
        reach *= 10


def _ends(passage: str, found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence, and no initial or abbreviation."""
    if not found[0].startswith("."):
        return True
    before = passage[max(found.start() - 20, 0) : found.start()]
    word = _WORD.search(before)
    return not (_INITIAL.search(before) or (word and word[0].casefold() in _abbreviations()))


@lexicon.remembered
def _abbreviations() -> frozenset[str]:
    return frozenset(lexicon.honorifics()) | lexicon.words("abbreviated_roles") | lexicon.words("abbreviations")


def short(words: str) -> str:
    """Words on one line of a prompt."""
    return shorten(words, _REPR_LENGTH, placeholder=" …") if words else ""
