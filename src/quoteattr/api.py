"""The functions that users call: :func:`load`, :func:`extract`, :func:`pipe`."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from quoteattr.errors import type_of
from quoteattr.model import Article
from quoteattr.options import BATCH_SIZE, DEFAULT, Options, Resolver

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from quoteattr.own.weights import OwnWeights
    from quoteattr.own.words import OwnWords
    from quoteattr.streams import Errors

Context = TypeVar("Context")


def load(
    model: str | Path | Language | None = None, *, weights: OwnWeights | None = None, lexicon: OwnWords | None = None
) -> Language:
    """The spaCy pipeline that reads the text, ready for :func:`extract` and :func:`pipe`.

    ``model`` is the name of an installed English pipeline, the path of one, or a loaded ``Language``; None takes the
    best that is installed, which is at least the one that comes with the library. A named pipeline is loaded once and
    kept for the whole process, without the components whose work is not needed here: leave it as it is, and add components to one that
    ``spacy.load`` has loaded. A ``Language`` comes back as it is. Raises
    :class:`~quoteattr.errors.ModelNotFoundError` with the command that mends it,
    :class:`~quoteattr.errors.ModelCorruptError` if the files of a known pipeline are not the published ones, and
    :class:`~quoteattr.errors.MissingAnnotationError` if a ``Language`` does not tag, parse or find names.

    ``weights`` is a file that :func:`quoteattr.fit` wrote, and ``lexicon`` a folder of own word lists or a mapping from the
    names of lists to entries (:mod:`quoteattr.own.words`). What is read with the pipeline that comes back is read with them;
    it shares its components with the one without them, which stays as it was. They are checked here
    (:class:`~quoteattr.errors.WeightsError`, :class:`~quoteattr.errors.LexiconError`), and are not saved by
    ``Language.to_disk``.

    >>> nlp = load(lexicon={"reporting_verbs": ["tootle\tquote clause"], "role_nouns": ["wharfinger"]})
    >>> extract("“Too late,” tootled Ann Poole, the wharfinger.", nlp=nlp).quotes[0].speaker.role.title
    'wharfinger'
    """
    from quoteattr.nlp import models
    from quoteattr.own import adaptation

    nlp = models.load_language(model)
    carried = adaptation.of(nlp)
    own = carried.with_own(weights, lexicon)
    return nlp if own is carried else adaptation.adapted(nlp, own)


def extract(
    text: str | Doc,
    *,
    nlp: str | Path | Language | None = None,
    resolver: Resolver | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Article:
    """Every quotation in the text of a news article, with its speaker and the speaker's role.

    Offsets in the result are code points of ``text``, half open.

    ==================  =============================================================================================
    ``text``            the article as a string, or a ``Doc`` that was tagged, parsed and searched for names
    ``nlp``             what :func:`load` returns or takes, by default the best installed pipeline; of a ``Doc`` its own words count
    ``resolver``        coreference from elsewhere: a function that is given the text and returns clusters of
                        mentions (start and end in code points), which go before the library's own rules
    ``min_confidence``  0 to 1: where the speaker found is less likely than that to be right, a quotation is kept
                        without one; ``candidates`` still lists who was found
    ==================  =============================================================================================

    Text without quotations gives an article without quotes, no error. Nothing is found in a text that is not English
    (:func:`~quoteattr.is_english`), of which a :class:`~quoteattr.errors.LanguageWarning` tells; an
    :class:`~quoteattr.errors.InputWarning` tells of a path, an address or HTML, which are read like any text. Raises
    ``TypeError`` for what is no string and no ``Doc``, ``ValueError`` for a ``min_confidence`` that is no probability,
    :class:`~quoteattr.errors.MissingAnnotationError` for a ``Doc`` without annotation, and what :func:`load` raises.

    >>> article = extract("“We are ready,” said Ann Poole, the mayor of Eastwick.")
    >>> [str(quote.speaker) for quote in article.quotes]
    ['Ann Poole, mayor, Eastwick']
    >>> text = "Ann Poole met two firms. They said it was late."
    >>> extract(text, resolver=lambda text: [[(0, 9), (25, 29)]]).quotes[0].speaker.name
    'Ann Poole'
    """
    from spacy.tokens import Doc

    from quoteattr import pipeline, streams
    from quoteattr.nlp import models
    from quoteattr.own import adaptation

    options, known = Options(resolver, min_confidence), None if nlp is None else load(nlp)
    if isinstance(text, str):
        streams.warn_of_no_text(text)
        article = streams.Reader(known or load(), options).article(text)
    elif isinstance(text, Doc):
        article = pipeline.attribute_parsed(text, models.name_of(text, known), options, adaptation.of(known))
    else:
        raise TypeError(f"extract() takes the text as str or a spaCy Doc, not {type_of(text, 'use pipe()')}")
    if streams.is_foreign(article):
        streams.warn_of_language("the text is")
    return article


@overload
def pipe(
    texts: Iterable[str],
    *,
    nlp: str | Path | Language | None = ...,
    as_tuples: Literal[False] = ...,
    batch_size: int = ...,
    n_process: int = ...,
    progress: bool = ...,
    errors: Errors = ...,
    resolver: Resolver | None = ...,
    min_confidence: float = ...,
) -> Iterator[Article]: ...
@overload
def pipe(
    texts: Iterable[tuple[str, Context]],
    *,
    nlp: str | Path | Language | None = ...,
    as_tuples: Literal[True],
    batch_size: int = ...,
    n_process: int = ...,
    progress: bool = ...,
    errors: Errors = ...,
    resolver: Resolver | None = ...,
    min_confidence: float = ...,
) -> Iterator[tuple[Article, Context]]: ...
def pipe(
    texts: Iterable[Any],
    *,
    nlp: str | Path | Language | None = None,
    as_tuples: bool = False,
    batch_size: int = BATCH_SIZE,
    n_process: int = 1,
    progress: bool = False,
    errors: Errors = "raise",
    resolver: Resolver | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Iterator[Any]:
    """Articles for a stream of texts: lazily, in order, with a bounded number of texts in memory at a time.

    ==================  =============================================================================================
    ``texts``           any iterable of strings: a list, a column, a generator. A table of articles goes to
                        :func:`quoteattr.quotes`
    ``as_tuples``       the input is pairs of a text and anything else, which comes back beside its article
    ``batch_size``      how many texts are taken from the stream and read at a time; with 1, on one process, every
                        article comes before the next text is asked for
    ``n_process``       so many worker processes, each with a copy of the pipeline, read batches at once (their script
                        needs ``if __name__ == "__main__":`` where processes are spawned)
    ``progress``        shows a bar on standard error, in a notebook as a widget
    ``errors``          what happens to a document that cannot be read: ``"raise"`` its error; ``"warn"`` with
                        :class:`~quoteattr.errors.DocumentWarning`; or call a function with the text, its context
                        and the error. After both it is left out
    others              as in :func:`extract`
    ==================  =============================================================================================

    Use ``as_tuples`` to know which text an article belongs to. A :class:`~quoteattr.errors.LanguageWarning` at the end
    tells how many texts were not English, :class:`~quoteattr.errors.WorkerLostError` that a process was lost. Several threads
    may read with one pipeline, and take turns; nothing else may call it meanwhile. Raises ``TypeError`` at once for one
    text, a dictionary or a DataFrame; other errors come when the first article is asked for.

    >>> texts = ["It will rain, the council said.", "Nobody spoke."]
    >>> [len(article.quotes) for article in pipe(texts)]
    [1, 0]
    >>> rows = [("It will rain, the council said.", "a"), (None, "b"), ("Nobody spoke.", "c")]
    >>> failed = []
    >>> kept = pipe(rows, as_tuples=True, errors=lambda text, name, error: failed.append(name))
    >>> [name for article, name in kept], failed
    (['a', 'c'], ['b'])
    """
    if isinstance(texts, str):
        raise TypeError("pipe() takes several texts; for one text use extract()")
    check_stream(texts, batch_size, n_process, errors)
    pairs, options = paired(texts) if as_tuples else ((text, None) for text in texts), Options(resolver, min_confidence)
    total = length_hint(texts) if progress else None
    found = read(nlp, pairs, total, batch_size=batch_size, n_process=n_process, errors=errors, options=options)
    return Stream(found if as_tuples else (article for article, _ in found), leaves_out=errors != "raise")


class Stream(Iterator[Any]):
    """What :func:`pipe` gives: its articles, and whether it ``leaves_out`` what cannot be read."""

    def __init__(self, found: Generator[Any], leaves_out: bool) -> None:
        self._found = found
        self.leaves_out = leaves_out

    def __next__(self) -> Any:
        return next(self._found)

    def close(self) -> None:
        """Gives up what is still to come."""
        self._found.close()


def read(
    nlp: str | Path | Language | None,
    pairs: Iterable[tuple[Any, Any]],
    total: int | None,
    *,
    batch_size: int,
    n_process: int,
    errors: Errors,
    **reader: Any,
) -> Generator[tuple[Article, Any]]:
    """The articles of documents with their contexts; a bar is shown where a ``total`` is given, 0 for an unknown one."""
    from quoteattr import streams

    found = streams.outcomes(streams.Reader(load(nlp), **reader), pairs, batch_size=batch_size, n_process=n_process)
    yield from streams.kept(found if total is None else with_progress(found, total or None), errors)


def check_stream(documents: Any, batch_size: int, n_process: int, errors: Errors) -> None:
    """Raises for what is no stream of documents, and for options that make no sense."""
    if hasattr(documents, "columns"):
        raise TypeError("pipe() takes texts, and a table gives its columns: use quoteattr.quotes(frame, text=…, id=…)")
    if isinstance(documents, Mapping):
        advice = "pipe(texts.values()), or pipe(((text, key) for key, text in texts.items()), as_tuples=True)"
        raise TypeError(f"pipe() takes texts, and a dictionary gives its keys: use {advice}")
    check_number("batch_size", batch_size)
    check_number("n_process", n_process)
    if not (errors in ("raise", "warn") or callable(errors)):
        raise ValueError(f"errors is 'raise', 'warn' or a function, not {errors!r}")


def check_number(name: str, number: int) -> None:
    """Raises for what is no number of texts or processes."""
    if not hasattr(number, "__index__"):  # numpy's integers are no int
        raise TypeError(f"{name} is a whole number, not {type(number).__name__}")
    if number < 1:
        raise ValueError(f"{name} is a number from 1 on, not {number!r}")


def paired(items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """The pairs of a stream with ``as_tuples=True``; raises ``TypeError`` for what is no pair."""
    for item in items:
        try:
            document, context = (item,) if isinstance(item, str | bytes) else item  # type: ignore[misc]  # two letters are no pair
        except (TypeError, ValueError):
            what = f"{type(item).__name__} {item!r:.40}"
            raise TypeError(f"as_tuples=True takes pairs of a document and anything else, not {what}") from None
        yield document, context


def with_progress(documents: Iterable[Any], total: int | None) -> Iterator[Any]:
    """The documents, with a bar that shows how many of them have come."""
    from tqdm.auto import tqdm

    yield from tqdm(documents, total=total, unit=" articles")
