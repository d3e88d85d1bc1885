"""The functions that users call: :func:`load`, :func:`extract`, :func:`pipe`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from quoteattr.model import Article
from quoteattr.options import BATCH_SIZE, DEFAULT, Options, Resolver

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from quoteattr.own.weights import Given
    from quoteattr.own.words import Words
    from quoteattr.streams import Errors


def load(
    model: str | Path | Language | None = None, *, weights: Given | None = None, lexicon: Words | None = None
) -> Language:
    """The spaCy pipeline that reads the text, ready for :func:`extract` and :func:`pipe`.

    ``model`` is the name of an installed English pipeline, the path of one, or a loaded ``Language``; None takes the
    best that is installed, which is at least the one that comes with the library. A named pipeline is loaded once and
    kept, without the components whose work is not needed here; a ``Language`` comes back as it is. Raises
    :class:`~quoteattr.errors.ModelNotFoundError` with the command that mends it,
    :class:`~quoteattr.errors.ModelCorruptError` if the files of a known pipeline are not the published ones, and
    :class:`~quoteattr.errors.MissingAnnotationError` if a ``Language`` does not tag, parse or find names.

    ``weights`` is a file that :func:`quoteattr.fit` wrote, and ``lexicon`` a folder of own word lists or a mapping from the
    names of lists to entries (:mod:`quoteattr.own.words`). What is read with the pipeline that comes back is read with them;
    it shares its components with the one without them, which stays as it was. They are checked here
    (:class:`~quoteattr.errors.WeightsError`, :class:`~quoteattr.errors.LexiconError`), and are not saved by
    ``Language.to_disk``.

    >>> nlp = load(lexicon={"reporting_verbs": ["tut-tut\tquote clause"], "role_nouns": ["wharfinger"]})
    >>> extract("“Too late,” tut-tutted Ann Poole, the wharfinger.", nlp=nlp).quotes[0].speaker.role.title
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
    nlp: Language | None = None,
    resolver: Resolver | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Article:
    """Every quotation in the text of a news article, with its speaker and the speaker's role.

    ``text`` is the article as a string, or a ``Doc`` that a spaCy pipeline has tagged, parsed and searched for names
    (it is used as it is; of ``nlp`` only own weights and words matter then). ``nlp`` is what :func:`load` returned; by
    default the best installed pipeline. Offsets in the result are code points of ``text``, half open.

    ``resolver`` is coreference from elsewhere: a function that is given the text and returns clusters of mentions, each
    mention as start and end in code points. What it says of pronouns and descriptions goes before the library's own
    rules, which answer for the mentions that it leaves out. ``min_confidence`` (0 to 1) keeps a quotation without a
    speaker where the speaker found is less likely than that; ``candidates`` still lists who was found.

    Text without quotations gives an article without quotes, not an error. Raises ``TypeError`` for anything but a
    string or a ``Doc``, ``ValueError`` for a ``min_confidence`` that is no probability, and
    :class:`~quoteattr.errors.MissingAnnotationError` for a ``Doc`` that lacks annotation. Nothing is found in
    a text that is not English (:func:`~quoteattr.is_english`).

    >>> article = extract("“We are ready,” said Ann Poole, the mayor of Eastwick.")
    >>> [str(quote.speaker) for quote in article.quotes]
    ['Ann Poole, mayor, Eastwick']
    >>> text = "Ann Poole met two firms. They said it was late."
    >>> extract(text, resolver=lambda text: [[(0, 9), (25, 29)]]).quotes[0].speaker.name
    'Ann Poole'
    """
    from spacy.tokens import Doc

    from quoteattr import pipeline, streams
    from quoteattr.own import adaptation

    options = Options(resolver, min_confidence)
    if isinstance(text, str):
        return streams.Reader(load(nlp), options).article(text)
    if not isinstance(text, Doc):
        raise TypeError(f"extract() takes the text as str or a spaCy Doc, not {type(text).__name__}")
    own = adaptation.PACKAGED if nlp is None else adaptation.of(nlp)
    return pipeline.attribute_parsed(text, model=own.tag, options=options, own=own)


@overload
def pipe(
    texts: Iterable[str],
    *,
    nlp: Language | None = ...,
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
    texts: Iterable[tuple[str, Any]],
    *,
    nlp: Language | None = ...,
    as_tuples: Literal[True],
    batch_size: int = ...,
    n_process: int = ...,
    progress: bool = ...,
    errors: Errors = ...,
    resolver: Resolver | None = ...,
    min_confidence: float = ...,
) -> Iterator[tuple[Article, Any]]: ...
def pipe(
    texts: Iterable[Any],
    *,
    nlp: Language | None = None,
    as_tuples: bool = False,
    batch_size: int = BATCH_SIZE,
    n_process: int = 1,
    progress: bool = False,
    errors: Errors = "raise",
    resolver: Resolver | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Iterator[Any]:
    """Articles for a stream of texts: lazily, in order, with a bounded number of texts in memory at a time.

    With ``as_tuples`` the input is pairs of a text and anything else, which comes back beside its article.
    ``batch_size`` is how many texts are taken from the stream and read at a time; with 1, on one process, every article
    comes before the next text is asked for. ``n_process`` worker processes, each with a copy of the pipeline, read several
    batches at once (a script that starts them needs ``if __name__ == "__main__":`` where processes are spawned); if one is
    lost, :class:`~quoteattr.errors.WorkerLostError` ends the stream. ``progress`` shows a bar on standard error, in a
    notebook as a widget. Several threads may read with one pipeline, and take turns; nothing else may call the pipeline
    meanwhile.

    ``errors`` says what happens to a document that cannot be read, be it no string: ``"raise"`` its error, in its turn;
    ``"warn"`` with :class:`~quoteattr.errors.DocumentWarning` and leave it out; or a function, called with the text,
    its context (None without ``as_tuples``) and the error, after which it is left out too. What is left out has no
    article: use ``as_tuples`` to know which text an article belongs to.

    Everything else is as in :func:`extract`; errors come when the first article is asked for.

    >>> texts = ["It will rain, the council said.", "Nobody spoke."]
    >>> [len(article.quotes) for article in pipe(texts)]
    [1, 0]
    >>> rows = [("It will rain, the council said.", "a"), (None, "b"), ("Nobody spoke.", "c")]
    >>> failed = []
    >>> kept = pipe(rows, as_tuples=True, errors=lambda text, name, error: failed.append(name))
    >>> [name for article, name in kept], failed
    (['a', 'c'], ['b'])
    """
    from quoteattr import streams

    if isinstance(texts, str):
        raise TypeError("pipe() takes several texts; for one text use extract()")
    _check_stream(batch_size, n_process, errors)
    reader = streams.Reader(load(nlp), Options(resolver, min_confidence))
    pairs = texts if as_tuples else ((text, None) for text in texts)
    found = streams.outcomes(reader, pairs, batch_size=batch_size, n_process=n_process)
    shown = _with_progress(found, length_hint(texts) or None) if progress else found
    for article, context in streams.kept(shown, errors):
        yield (article, context) if as_tuples else article


def _check_stream(batch_size: int, n_process: int, errors: Errors) -> None:
    for name, number in (("batch_size", batch_size), ("n_process", n_process)):
        if number < 1:
            raise ValueError(f"{name} is a number from 1 on, not {number!r}")
    if not (errors in ("raise", "warn") or callable(errors)):
        raise ValueError(f"errors is 'raise', 'warn' or a function, not {errors!r}")


def _with_progress(documents: Iterable[Any], total: int | None) -> Iterator[Any]:
    from tqdm.auto import tqdm

    yield from tqdm(documents, total=total, unit=" articles")
