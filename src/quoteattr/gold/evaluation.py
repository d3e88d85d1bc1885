"""Articles that somebody has annotated against what the library, or another system, finds in them: figures with intervals."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs

from quoteattr import api
from quoteattr.errors import InvalidGoldError
from quoteattr.gold import documents, showing
from quoteattr.gold.figures import CAUSES, FIGURES, NEED_NAMES, OF_MARKS, Error, Figure, Rate, Report, score
from quoteattr.gold.intervals import LEVEL, RESAMPLES, Interval, bootstrap
from quoteattr.gold.values import KINDS, GoldArticle, from_article
from quoteattr.model import Article
from quoteattr.output import plain

if TYPE_CHECKING:
    from pandas import DataFrame
    from spacy.language import Language

Gold = str | PathLike[str] | Iterable[GoldArticle]
Predictions = str | PathLike[str] | Mapping[str, Article | GoldArticle] | Iterable[Article | GoldArticle]
CONTEXT = 50  # code points shown on either side of an error

_ERRORS = {"article": str, "cause": str, "kind": str, "start": int, "end": int}
_ERRORS |= dict.fromkeys(("before", "words", "after", "gold", "predicted"), str)
_FIGURES = {
    "kind": str,
    "figure": str,
    "value": float,
    "low": float,
    "high": float,
    "precision": float,
    "recall": float,
}
_FIGURES |= {"right": int, "predicted": int, "gold": int}


@attrs.frozen(eq=False)
class Evaluation:
    """How well what was found agrees with what was annotated: figures in percent, their intervals, and every disagreement.

    ``reports`` holds the counts over all quotations (``"all"``) and over each kind; ``missing`` are the ids of annotated
    articles for which nothing was given: they count as if nothing had been found there. ``unfinished`` are those whose review
    is not finished (``"finished": false``): they are left out, since nobody has looked for what was missed. What each figure means is said in
    ``docs/schema.md``. In a notebook, and with ``print``, it is a table.

    Intervals are 95 % percentile intervals of a bootstrap over articles (Efron and Tibshirani 1993, chapter 13): whole
    articles are drawn with replacement, since quotations of one article are not independent. With fewer than some twenty
    articles they are too narrow; with one there are none.
    """

    articles: tuple[GoldArticle, ...] = attrs.field(repr=lambda articles: f"<{len(articles)}>")
    reports: Mapping[str, Report] = attrs.field(repr=False)
    missing: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    seed: int = 0
    resamples: int = RESAMPLES

    @property
    def errors(self) -> tuple[Error, ...]:
        """The disagreements over all quotations, the worst first."""
        return self.reports["all"].errors

    def names(self) -> list[str]:
        """The names of the figures, in the order to print; those of marks where marks were annotated."""
        annotated = any(article.marks is not None for article in self.articles)
        return [name for name in FIGURES if annotated or name not in OF_MARKS]

    def figure(self, name: str, kind: str = "all") -> Figure | None:
        """One figure over all quotations or those of one kind; None where the annotation has nothing to measure it by.

        Raises ``KeyError`` for a name or kind that there is not.
        """
        figures = self.reports[kind].figures
        found = figures[name]
        if not found.measured or (name in NEED_NAMES and not figures["name"].measured):
            return None
        return found

    def interval(self, name: str, kind: str = "all", *, size: int | None = None) -> Interval | None:
        """The interval of a figure's ``value``; None where there is no figure, or one article only.

        With ``size`` it is that of so many articles, drawn from these: how far a figure measured on twenty like them may be off.
        """
        counts = self.reports[kind].counts
        if self.figure(name, kind) is None or len(counts) < 2:
            return None
        return bootstrap(counts, FIGURES[name], size=size, seed=self.seed, resamples=self.resamples)

    def error_rows(self) -> list[dict[str, Any]]:
        """A flat dictionary for every disagreement, by cause and the worst first, with the words around it."""
        texts = {article.id: article.text for article in self.articles}
        ordered = sorted(self.errors, key=lambda error: CAUSES.index(error.cause))
        return [_error_row(error, texts[error.article]) for error in ordered]

    def error_list(self, number: int = 5) -> str:
        """The worst ``number`` disagreements of each cause, as text, with the words around them."""
        seen: Counter[str] = Counter()
        lines: list[str] = []
        for row in self.error_rows():
            seen[row["cause"]] += 1
            if seen[row["cause"]] <= number:
                around = (re.sub(r"\s+", " ", row[key]) for key in ("before", "words", "after"))
                lines += [
                    f"{row['cause']}: {row['article']} [{row['start']}:{row['end']}]",
                    "  …{}⟦{}⟧{}…".format(*around),
                ]
                lines += [f"  {key}: {' '.join(row[key].split())}" for key in ("gold", "predicted") if row[key]]
        return "\n".join(lines)

    def by_kind(self) -> str:
        """The figures as ``str()`` shows them, and below them those of each kind of quotation (*span partial, direct*), as text."""
        return showing.text(self._table(tuple(self.reports)))

    def figure_rows(self) -> list[dict[str, Any]]:
        """A flat dictionary for every figure that could be measured, over all quotations and over each kind."""
        return [
            self._figure_row(kind, name, found)
            for kind in self.reports
            for name in self.names()
            if (found := self.figure(name, kind)) is not None
        ]

    def _figure_row(self, kind: str, name: str, found: Figure) -> dict[str, Any]:
        row: dict[str, Any] = dict.fromkeys(_FIGURES) | {"kind": kind, "figure": name, "value": found.value}
        row |= dict(zip(("low", "high"), self.interval(name, kind) or (None, None), strict=True))
        if isinstance(found, Rate):
            numbers = {"predicted": found.predicted, "gold": found.gold}
            return row | {"precision": found.precision, "recall": found.recall, "right": found.right} | numbers
        return row | {"right": found.right, "gold": found.total}

    def to_dict(self) -> dict[str, Any]:
        """Figures and errors as plain values, for JSON."""
        report = self.reports["all"]
        return {
            "articles": len(self.articles),
            "missing": list(self.missing),
            "unfinished": list(self.unfinished),
            "gold pieces": report.gold_pieces,
            "predicted pieces": report.predicted_pieces,
            "intervals": {"level": LEVEL, "bootstrap over articles": self.resamples, "seed": self.seed},
            "figures": self.figure_rows(),
            "errors": self.error_rows(),
        }

    def to_dataframe(self, *, of: Literal["figures", "errors"] = "figures") -> DataFrame:
        """Figures or errors as a pandas DataFrame, a row each; missing values are ``<NA>``.

        Raises ``ValueError`` for other rows, and :class:`~quoteattr.errors.MissingExtraError` when pandas is not installed.
        """
        if of not in ("figures", "errors"):
            raise ValueError(f"there are rows of figures and errors, not of {of!r}")
        dtypes = {int: "Int64", float: "Float64", str: "string"}
        columns, rows = (_ERRORS, self.error_rows()) if of == "errors" else (_FIGURES, self.figure_rows())
        return plain.frame_of(rows, {name: dtypes[kind] for name, kind in columns.items()})

    def __str__(self) -> str:
        return showing.text(self._table())

    def _repr_html_(self) -> str:
        return showing.html(self._table())

    def _table(self, kinds: tuple[str, ...] = ("all",)) -> showing.Table:
        head = ["figure", "", "95 % interval", "precision", "recall", "of"]
        rows = [
            [
                row["figure"] if row["kind"] == "all" else f"{row['figure']}, {row['kind']}",
                *map(showing.number, (row["value"],)),
                showing.interval(row["low"], row["high"]),
                *map(showing.number, (row["precision"], row["recall"])),
                f"{row['gold']:,}",
            ]
            for row in self.figure_rows()
            if row["kind"] in kinds
        ]
        counts = Counter(error.cause for error in self.errors)
        notes = [
            f"{len(self.articles):,} articles, {self.reports['all'].gold_pieces:,} pieces annotated, "
            f"{self.reports['all'].predicted_pieces:,} found",
            "disagreements: " + ", ".join(f"{cause} {counts[cause]:,}" for cause in CAUSES),
        ]
        if self.missing:
            notes.append(
                f"nothing was given for {len(self.missing):,} of the articles ({', '.join(self.missing[:3])} …)"
            )
        if self.unfinished:
            notes.append(f"left out: {len(self.unfinished):,} whose review is not finished")
        return showing.Table(head, rows, notes)


def evaluate(
    gold: Gold,
    articles: Predictions | None = None,
    *,
    nlp: str | Path | Language | None = None,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Evaluation:
    """Compares annotated articles with what was found in them.

    ``gold`` is a file in the format of ``docs/schema.md``, or annotated articles. ``articles`` is what was found: articles
    that the library has read, which belong to the annotated one with the same text; annotated articles, or a file of
    them, which belong to the one with the same id; or a mapping from ids to either. Without it the library reads the
    texts now, with the pipeline ``nlp``. What was found in texts that are not annotated is left out; annotated articles for which
    nothing is given count as if nothing had been found, and are listed in ``missing``; those whose review is not finished are
    left out, and listed in ``unfinished``. ``seed`` and ``resamples`` are
    those of the bootstrap.

    Raises :class:`~quoteattr.errors.InvalidGoldError` for files that are not in the format, and where the texts of one id
    differ; ``ValueError`` where nothing is annotated, or nothing of what was found belongs to what is.

    >>> import quoteattr
    >>> text = "“It is late,” said Ann Poole, the mayor. “Too late.”"
    >>> article = quoteattr.extract(text)
    >>> checked = from_article(article, id="late")
    >>> evaluation = evaluate([checked], [article])
    >>> evaluation.figure("name"), len(evaluation.errors)
    (Accuracy(right=2, total=2), 0)
    """
    annotated, unfinished = finished(documents.given(gold))
    if not annotated:
        why = ": no review of them is finished" if unfinished else ""
        raise ValueError(f"no annotated article to compare with{why}")
    if articles is None:
        read = api.pipe((article.text for article in annotated), nlp=nlp)
        articles = {one.id: article for one, article in zip(annotated, read, strict=True)}
    found = _by_id(annotated, articles)
    if not found:
        raise ValueError("what was found belongs to none of the annotated articles: neither id nor text is the same")
    for article in annotated:
        if article.id in found and found[article.id].text not in ("", article.text):
            raise InvalidGoldError(f"{article.id}: what was found is of another text than what was annotated")
    reports = {"all": score(annotated, found)} | {kind: score(annotated, found, [kind]) for kind in KINDS}
    missing = tuple(article.id for article in annotated if article.id not in found)
    return Evaluation(annotated, reports, missing, seed, resamples, unfinished=unfinished)


def finished(articles: Iterable[GoldArticle]) -> tuple[tuple[GoldArticle, ...], tuple[str, ...]]:
    """The articles without those whose review is not finished, and the ids of these."""
    parts: dict[bool, list[GoldArticle]] = {True: [], False: []}
    for article in articles:
        parts[article.extra.get("finished") is not False].append(article)
    return tuple(parts[True]), tuple(article.id for article in parts[False])


def _by_id(annotated: Iterable[GoldArticle], given: Predictions) -> dict[str, GoldArticle]:
    """What was found, by the id of the annotated article that it belongs to."""
    ids = {article.id for article in annotated}
    if isinstance(given, str | os.PathLike):
        given = documents.read(given, predicted=True)
    if isinstance(given, Mapping):
        pairs = ((name, one) for name, one in given.items() if name in ids)
        return {name: _as_gold(one, name) for name, one in pairs}
    if isinstance(given, Article | GoldArticle):
        given = [given]
    texts: dict[str, list[str]] = {}
    for article in annotated:
        texts.setdefault(article.text, []).append(article.id)
    found: dict[str, GoldArticle] = {}
    for one in given:
        if isinstance(one, Article):
            found |= {name: from_article(one, id=name) for name in texts.get(one.text, ())}
        elif (other := _as_gold(one, "")).id in ids:
            found[other.id] = other
    return found


def _as_gold(one: object, name: str) -> GoldArticle:
    if isinstance(one, Article):
        return from_article(one, id=name)
    if not isinstance(one, GoldArticle):
        raise TypeError(f"expected articles, not {type(one).__name__}")
    return one


def _error_row(error: Error, text: str) -> dict[str, Any]:
    start, end = error.span
    around = {
        "before": text[max(0, start - CONTEXT) : start],
        "words": text[start:end],
        "after": text[end : end + CONTEXT],
    }
    named = {"article": error.article, "cause": error.cause, "kind": error.kind, "start": start, "end": end}
    return named | around | {"gold": error.wanted or None, "predicted": error.found or None}
