"""What can go wrong, said in one place. Every error of the library is a :class:`QuoteattrError`."""

import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from inspect import signature
from itertools import zip_longest
from os import PathLike
from typing import Any


class QuoteattrError(Exception):
    """The base of all errors that the library raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        names = signature(type(self).__init__).parameters  # a copy is made of the same, not of the message
        return type(self), tuple(vars(self)[name] for name in names if name in vars(self)) or self.args


class ModelNotFoundError(QuoteattrError, OSError):
    """No usable English spaCy pipeline is installed under the wanted name.

    ``model`` is the name asked for (None: any), ``command`` the shell command that mends it, ``installed`` the pipelines
    that are there, and ``others`` are commands that bring another pipeline which will do, for when the first one's package
    has vanished; the best comes first.
    """

    def __init__(
        self, model: str | None, command: str, installed: Iterable[str] = (), others: Iterable[str] = ()
    ) -> None:
        self.model = model
        self.command = command
        self.installed = tuple(installed)
        self.others = tuple(others)
        wanted = f"spaCy pipeline {model!r} is" if model else "no English spaCy pipeline is"
        there = f" Installed: {', '.join(self.installed)}." if self.installed else ""
        message = f"{wanted}{' not' if model else ''} installed.{there} Install one with:\n    {command}"
        if self.others:
            commands = "\nor\n    ".join(self.others)
            message += f"\nIf that package is no longer to be had, this will do:\n    {commands}"
        super().__init__(message)


class ModelCorruptError(QuoteattrError):
    """The files of a known pipeline are not the ones that were published and that this release was tested with.

    ``files`` are those that were changed, are missing or do not belong there, relative to ``folder``; ``command``
    installs them anew.
    """

    def __init__(self, model: str, files: Iterable[str], command: str, folder: str) -> None:
        self.model = model
        self.files = tuple(files)
        self.command = command
        self.folder = folder
        super().__init__(
            f"the files of {model!r} in {folder} differ from the published ones ({', '.join(self.files)}). "
            f"Delete that folder, then install it again with:\n    {command}"
        )


class MissingAnnotationError(QuoteattrError, ValueError):
    """A ``Doc`` lacks annotation that attribution needs; ``pipes`` names the spaCy components that set it."""

    def __init__(self, pipes: Iterable[str]) -> None:
        self.pipes = tuple(pipes)
        wanted = ", ".join(self.pipes)
        super().__init__(f"the Doc lacks annotation; run these spaCy components before quoteattr: {wanted}")


class MissingExtraError(QuoteattrError, ImportError):
    """An optional package is needed for what was asked; the message names the command that installs it."""

    def __init__(self, package: str, command: str) -> None:
        self.package = package
        self.command = command
        super().__init__(f"this needs the package {package!r}. Install it with:\n    {command}")


class WorkerLostError(QuoteattrError, OSError):
    """A worker process ended that should not have, most often because memory ran out: the stream cannot go on."""


class DocumentWarning(UserWarning):
    """A document of a stream could not be read and was left out (``pipe(…, errors="warn")``)."""


class LanguageWarning(UserWarning):
    """A text is not in English, and so nothing was looked for in it."""


class InputWarning(UserWarning):
    """What was given seems not to be what was meant: a path, an address or HTML as a text, dates that cannot be read, names that nobody has."""


class InvalidArticleError(QuoteattrError, ValueError):
    """JSON or stored data is not an article written by this library."""


class InvalidGoldError(QuoteattrError, ValueError):
    """What was given as annotated articles is not in that format; the message says where."""


class InvalidPageError(QuoteattrError, ValueError):
    """What was given as a web page is no HTML."""


class ReviewError(QuoteattrError):
    """A step of a review is refused, or a review cannot begin; nothing was changed, and what was kept before is kept."""


class CorpusError(QuoteattrError):
    """A run over a corpus is refused: its inputs, its output or unfinished work there do not allow it."""


class LexiconError(QuoteattrError, ValueError):
    """Own words (``lexicon=``) name a list that does not exist, or an entry does not fit its list."""


class WeightsError(QuoteattrError, ValueError):
    """A file of weights (``weights=``) is none that this version of the library can use."""


class FitError(QuoteattrError, ValueError):
    """Nothing was fitted: the annotated articles are too few, do not seem to be right, or fitting to them gained nothing."""


def type_of(given: object, of_several: str) -> str:
    """The end of a message about what was given for a text: its type, and what to do instead where that is plain.

    >>> print("no text but", type_of(b"No", "one by one"))
    no text but bytes: decode it, or give a web page to extract_html()
    """
    advice = ""
    if isinstance(given, PathLike):
        advice = ": nothing is opened here, give what is in the file"
    elif isinstance(given, bytes):
        advice = ": decode it, or give a web page to extract_html()"
    elif isinstance(given, list | tuple):
        advice = f": {of_several}"
    elif hasattr(given, "has_annotation"):  # a Doc, of which nothing is known here
        advice = ": give each Doc to extract()"
    return type(given).__name__ + advice


def not_article(given: object) -> str:
    """The end of a message about what was given for an article: its type, and what to do with an annotated one or a pair.

    >>> not_article("No"), not_article(("No", 1))
    ('not str', 'not tuple: pairs go into a dictionary, {id: article for article, id in pairs}')
    """
    advice = ""
    if hasattr(given, "to_article"):
        advice = ": give its to_article()"
    elif isinstance(given, tuple) and len(given) == 2:
        advice = ": pairs go into a dictionary, {id: article for article, id in pairs}"
    return f"not {type(given).__name__}{advice}"


def with_ids(articles: Any, ids: Iterable[Any] | None) -> tuple[Any, Iterable[Any] | None]:
    """Articles and their ids, which of a mapping are its keys; raises ``TypeError`` where others are given besides.

    >>> articles, ids = with_ids({"levy": 1, "pier": 2}, None)
    >>> list(articles), list(ids), with_ids([1], None)
    ([1, 2], ['levy', 'pier'], ([1], None))
    """
    if not isinstance(articles, Mapping):
        return articles, ids
    if ids is not None:
        raise TypeError("the keys of the mapping are the ids: no others are taken")
    return articles.values(), articles.keys()


def as_many(these: Iterable[Any], those: Iterable[Any], name: str, other: str) -> Iterator[tuple[Any, Any]]:
    """Two streams beside each other, called ``name`` and ``other``; raises ``ValueError`` when one ends before the other.

    >>> list(as_many("ab", [1], "articles", "ids"))
    Traceback (most recent call last):
    ValueError: there are fewer ids than articles
    """
    nothing = object()
    for this, that in zip_longest(these, those, fillvalue=nothing):
        if this is nothing or that is nothing:
            raise ValueError(f"there are {'more' if this is nothing else 'fewer'} {other} than {name}")
        yield this, that


def warn(message: str, category: type[Warning]) -> None:
    """Warns at the line of the caller's that called the library, however deep inside it this happens."""
    level, frame = 2, sys._getframe(1)
    while (outer := frame.f_back) is not None and frame.f_globals.get("__name__", "").partition(".")[0] == __package__:
        level, frame = level + 1, outer
    warnings.warn(message, category, stacklevel=level)
