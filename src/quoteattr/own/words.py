"""A user's own words → a checked ``Lexicon``: from a folder of lists, or from a mapping.

What a list holds is read off the packaged list of that name: how many columns there are, which of them hold labels, and which
labels. So whatever is added has the shape that the stages ask for, and a slip is told with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from quoteattr import lexicon
from quoteattr.errors import LexiconError
from quoteattr.lexicon import Lexicon, Row

OwnWords = str | Path | Mapping[str, Iterable[Any]] | Lexicon
"""Own words: a folder, a mapping from the name of a list to its entries, or what :func:`read` made of either."""

_CLOSED = {"compared_roles", "compared_titles", "rules", "spelling_endings"}  # not what articles are read with
_FREE = {
    ("abbreviated_roles", 1),
    ("country_names", 1),
    ("demonyms", 1),
    ("generations", 1),
    ("leading_verbs", 1),
    ("nicknames", 1),
    ("reporting_verbs", 2),
    ("titles", 1),
}
"""Columns that hold words; every other one behind the first holds labels."""

_USUAL: dict[str, Row] = {
    "forenames": ("-",),
    "honorifics": ("-", "any"),
    "known_names": ("body", "-"),
    "organisation_nouns": ("other",),
    "reporting_verbs": ("clause quote", "-"),
    "role_nouns": ("-", "post"),
}
"""What the columns behind the first hold where an entry leaves them out."""


@cache
def lists() -> tuple[str, ...]:
    """The names of the lists that take own words.

    >>> len(lists()) > 30, "reporting_verbs" in lists(), "rules" in lists()
    (True, True, False)
    """
    files = resources.files("quoteattr").joinpath("data", "en").iterdir()
    names = {file.name.removesuffix(".txt") for file in files if file.name.endswith(".txt")}
    return tuple(sorted(names - _CLOSED))


def read(words: OwnWords) -> Lexicon:
    """The lists of the package with own words: a folder of ``<list>.txt`` files, or a mapping from lists to entries.

    An entry is a line of the list, its columns separated by tabs, or a tuple of them; a mapping from entries to what stands
    behind them will do as well. Columns with a usual value may be left out. ``!`` before a word takes the packaged entry out.
    Lines that begin with ``#`` are comments. Raises :class:`~quoteattr.errors.LexiconError` for a list that does not exist and
    for an entry that does not fit its list, with its line; ``OSError`` for a folder that cannot be read.

    >>> own = read({"reporting_verbs": ["tut\\tquote"], "forenames": {"Zork": "m"}, "role_nouns": ["wharfinger", "!striker"]})
    >>> dict(own.own)["reporting_verbs"], dict(own.own)["forenames"]
    ((('tut', 'quote', '-'),), (('zork', 'm'),))
    >>> read({"role_nouns": ["wharfinger\\tx"]})
    Traceback (most recent call last):
        ...
    quoteattr.errors.LexiconError: role_nouns, entry 1: 'x' is none of the labels -, f, m
    >>> read({"reporting_verb": ["tut"]})
    Traceback (most recent call last):
        ...
    quoteattr.errors.LexiconError: there is no list 'reporting_verb'; did you mean reporting_verbs?
    """
    if isinstance(words, Lexicon):
        return words
    if isinstance(words, Mapping):
        given = ((name, "", "entry", _entries(name, entries)) for name, entries in words.items())
    elif isinstance(words, str | Path):
        given = ((file.stem, f" ({file})", "line", _lines(file)) for file in _files(Path(words)))
    else:
        raise TypeError(f"lexicon is a folder or a mapping from lists to entries, not {type(words).__name__}")
    return Lexicon(tuple((name, _checked(name, where, unit, found)) for name, where, unit, found in given))


def _files(folder: Path) -> list[Path]:
    files = sorted(file for file in folder.iterdir() if file.suffix == ".txt")
    if not files:
        raise LexiconError(f"{folder}: there is no list in this folder, such as reporting_verbs.txt")
    return files


def _lines(file: Path) -> Iterator[Any]:
    try:
        return iter(file.read_text("utf-8-sig").splitlines())
    except UnicodeDecodeError as error:
        raise LexiconError(f"{file}: byte {error.start} is not UTF-8") from None


def _entries(name: str, entries: Any) -> Iterator[Any]:
    if isinstance(entries, str) or not isinstance(entries, Iterable):
        raise LexiconError(f"{name}: entries are a list or a mapping, not {type(entries).__name__}")
    if not isinstance(entries, Mapping):
        return iter(entries)
    return ((word, *([rest] if isinstance(rest, str) else rest)) for word, rest in entries.items())


def _checked(name: str, where: str, unit: str, entries: Iterable[Any]) -> tuple[Row, ...]:
    if name not in lists():
        near = get_close_matches(name, lists(), n=1)
        told = f"did you mean {near[0]}?" if near else f"there are: {', '.join(lists())}"
        raise LexiconError(f"there is no list {name!r}{where}; {told}")
    found: dict[str, Row] = {}
    for number, entry in enumerate(entries, start=1):
        try:
            row = _row(name, entry)
            if row is None:
                continue
            if (word := row[0].removeprefix("!")) in found:
                raise ValueError(f"{word!r} is there twice")
        except ValueError as error:
            raise LexiconError(f"{name}{where}, {unit} {number}: {error}") from None
        found[word] = row
    return tuple(found.values())


def _row(name: str, entry: Any) -> Row | None:
    """An entry as the stages take it; None for a comment or nothing at all."""
    columns = entry.split("\t") if isinstance(entry, str) else list(entry) if isinstance(entry, Sequence) else [entry]
    if not all(isinstance(column, str) for column in columns):
        raise ValueError(f"{entry!r} is no text")
    columns = [" ".join(column.split()) for column in columns]
    if not any(columns) or columns[0].startswith("#"):
        return None
    word = _word(name, columns[0].removeprefix("!").strip())
    if columns[0].startswith("!"):
        if word not in _packaged(name):
            raise ValueError(f"{word!r} is not in the list, and cannot be taken out")
        if len(columns) > 1:
            raise ValueError("what is taken out has no further columns")
        return (f"!{word}",)
    wanted = len(lexicon.packaged(name)[0])
    columns += _USUAL.get(name, ())[len(columns) - 1 :]
    if len(columns) != wanted or not all(columns):
        raise ValueError(
            f"{wanted} columns are wanted, with a tab between, not {len([c for c in columns if c])}: {entry!r}"
        )
    for number, column in enumerate(columns[1:], start=1):
        if (name, number) not in _FREE and (wrong := set(column.split()) - _labels(name, number)):
            raise ValueError(f"{min(wrong)!r} is none of the labels {', '.join(sorted(_labels(name, number)))}")
    return (word, *columns[1:])


def _word(name: str, word: str) -> str:
    """The word as the list has words: in small letters, without the full stop of an abbreviation, one word where all are one."""
    small, stops, phrases = _style(name)
    word = word.casefold() if small else word
    word = word if stops else word.rstrip(". ")
    if not word:
        raise ValueError("the word is missing")
    if " " in word and not phrases:
        raise ValueError(f"{word!r}: this list holds single words")
    return word


@cache
def _packaged(name: str) -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.packaged(name))


@cache
def _style(name: str) -> tuple[bool, bool, bool]:
    """Whether all words of a list are in small letters, whether any ends in a full stop, and whether any has several parts."""
    known = _packaged(name)
    return (
        all(word == word.casefold() for word in known),
        any(word.endswith(".") for word in known),
        any(" " in word for word in known),
    )


@cache
def _labels(name: str, column: int) -> frozenset[str]:
    return frozenset(label for row in lexicon.packaged(name) for label in row[column].split())
