"""Accuracy against annotated articles.

    python benchmarks/accuracy/evaluate.py gold/dev.jsonl --types --errors 5
    python benchmarks/accuracy/evaluate.py gold/web.jsonl --read PRED.jsonl --intervals --drawn 20    # how far figures may be off
    python benchmarks/accuracy/evaluate.py gold/*.jsonl --check      # exit status 1 when a figure fell below its floor
    python benchmarks/accuracy/evaluate.py gold/*.jsonl --update     # raise the floors to what was measured, less a margin

Gold files, prediction files and the file of floors are described in docs/schema.md, the figures in quoteattr.gold.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quoteattr.gold import evaluation as measuring
from quoteattr.gold.documents import from_plain, to_plain
from quoteattr.gold.evaluation import Evaluation
from quoteattr.gold.figures import CAUSES, Error, Figure, Rate
from quoteattr.gold.values import KINDS, GoldArticle, from_article

if TYPE_CHECKING:
    from spacy.language import Language

    from quoteattr import Article
    from quoteattr.model import Role, Span, Speaker

MARGIN = 0.5  # how far below what was measured a floor is set
CONTEXT = 50  # code points shown on either side of an error
LONGEST = 200  # code points shown of a piece; a longer one loses its middle
FLOORS = Path(__file__).with_name("floors.json")
BY_KIND = ("span partial", "mention", "name")  # figures that have a floor for each kind of quotation, too

Floors = dict[str, dict[str, float]]

# --- articles as predictions -------------------------------------------------------------------------------------


def prediction(article: Article) -> dict[str, Any]:
    """The article's quotations, marks and people in the prediction format (without an id)."""
    plain = to_plain(from_article(article, id="-"))
    return {
        "quotes": plain["quotes"],
        "marks": plain["marks"],
        "entities": [predicted_person(person) for person in article.people],
    }


def predicted_person(person: Speaker) -> dict[str, Any]:
    """Somebody who is named, in the prediction format: mentions are those that name them, pronouns left out."""
    described = set(person.descriptions)
    named = [m for m in person.mentions if m not in described and m.text in person.aliases]
    return {
        "name": person.name,
        "kind": person.kind,
        "gender": person.gender and person.gender[0],
        "mentions": [_offsets(mention) for mention in named],
        "descriptions": [_offsets(mention) for mention in person.descriptions],
        "roles": [_plain_role(role) for role in person.roles],
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


def _plain_role(role: Role) -> dict[str, Any]:
    return {"role": role.title, "org": role.organisation, "former": role.former}


# --- running -----------------------------------------------------------------------------------------------------


class Run(NamedTuple):
    """The predictions for some gold files by document id, and how they came about."""

    predictions: dict[str, dict[str, Any]]
    heading: dict[str, str]


def load_lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file that holds one a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def run_library(documents: Sequence[Mapping[str, Any]], model: str | None) -> Run:
    """Extracts the quotations of every document with the spaCy pipeline ``model`` (None: the library's choice)."""
    import quoteattr

    nlp: Language = quoteattr.load(model) if model else quoteattr.load()
    started = time.perf_counter()
    articles = quoteattr.pipe([document["text"] for document in documents], nlp=nlp)
    predictions = {
        document["id"]: {"id": document["id"], **prediction(article)}
        for document, article in zip(documents, articles, strict=True)
    }
    seconds = time.perf_counter() - started
    words = sum(len(document["text"].split()) for document in documents)
    heading = {
        "model": f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}",
        "run": f"{words:,} words in {seconds:.1f} s ({words / seconds:,.0f} words/s, loading apart)",
    }
    return Run(predictions, heading)


def read_predictions(path: Path, documents: Sequence[Mapping[str, Any]]) -> Run:
    """Predictions made before; says on standard error which documents have none."""
    predictions = {line["id"]: line for line in load_lines(path)}
    lost = [document["id"] for document in documents if document["id"] not in predictions]
    if lost:
        print(f"no prediction for {len(lost)} of {len(documents)} documents: {lost[:3]}", file=sys.stderr)
    return Run(predictions, {"model": f"not run: predictions of {path}"})


def environment() -> dict[str, str]:
    """What the figures were measured on."""
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "spaCy": _version("spacy"),
        "quoteattr": _version("quoteattr"),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


# --- figures -----------------------------------------------------------------------------------------------------


def evaluate(lines: Sequence[Mapping[str, Any]], predictions: Mapping[str, Mapping[str, Any]]) -> Evaluation:
    """Scores the documents of one gold file; those without a prediction are all missed."""
    gold = [from_plain(line) for line in lines]
    found = {key: from_plain(line, predicted=True) for key, line in predictions.items()}
    return measuring.evaluate(gold, {one.id: found.get(one.id, GoldArticle(one.id)) for one in gold})


def floored(evaluation: Evaluation) -> dict[str, float]:
    """The figures that can have a floor: all, and some of them for each kind ("direct span partial")."""
    wanted = [("all", name, name) for name in evaluation.names()]
    wanted += [(kind, name, f"{kind} {name}") for kind in KINDS for name in BY_KIND]
    found = ((key, evaluation.figure(name, column)) for column, name, key in wanted)
    return {key: figure.value for key, figure in found if figure is not None}


def as_json(evaluation: Evaluation) -> dict[str, dict[str, Any]]:
    """Every figure of an evaluation: a number, or precision, recall and F1; null where it cannot be measured."""

    def plain(figure: Figure | None) -> float | list[float] | None:
        if isinstance(figure, Rate):
            return [figure.precision, figure.recall, figure.value]
        return figure.value if figure else None

    return {
        column: {
            "docs": report.documents,
            "gold pieces": report.gold_pieces,
            "predicted pieces": report.predicted_pieces,
            **{name: plain(evaluation.figure(name, column)) for name in evaluation.names()},
        }
        for column, report in evaluation.reports.items()
    }


# --- printing ----------------------------------------------------------------------------------------------------


def print_table(evaluation: Evaluation, columns: Sequence[str]) -> None:
    """Prints the figures: precision, recall and F1 where there are three."""

    def cell(column: str, name: str) -> str:
        figure = evaluation.figure(name, column)
        if isinstance(figure, Rate):
            return f"{figure.precision:6.1f} {figure.recall:6.1f} {figure.value:6.1f}"
        return f"{figure.value:.1f}" if figure else "–"

    def row(title: str, cells: Iterable[str]) -> None:
        print(f"{title:18}" + "".join(f"{text:>24}" for text in cells))

    reports = [evaluation.reports[column] for column in columns]
    row("", columns)
    row("documents", (str(report.documents) for report in reports))
    row("gold pieces", (str(report.gold_pieces) for report in reports))
    row("predicted pieces", (str(report.predicted_pieces) for report in reports))
    for name in evaluation.names():
        row(name, (cell(column, name) for column in columns))


def print_intervals(evaluation: Evaluation, size: int | None) -> None:
    """Prints every figure with its 95 % interval over articles drawn anew, ``size`` of them, and half of its width."""
    print(f"95 % intervals of {size or len(evaluation.articles)} articles drawn anew, and half of their width")
    for name in evaluation.names():
        figure, interval = evaluation.figure(name), evaluation.interval(name, size=size)
        if figure is not None and interval is not None:
            low, high = interval
            print(f"{name:18}{figure.value:10.1f}{low:10.1f} to {high:5.1f}{(high - low) / 2:10.1f}")


def print_errors(evaluation: Evaluation, number: int) -> None:
    """Prints how many errors each cause has, and the worst ``number`` of each in their context."""
    errors, texts = evaluation.errors, {article.id: article.text for article in evaluation.articles}
    counts = Counter(error.cause for error in errors)
    print("errors: " + ", ".join(f"{cause} {counts[cause]}" for cause in CAUSES))
    for cause in CAUSES:
        worst = [error for error in errors if error.cause == cause][:number]
        if worst:
            print(f"\n== {cause}: the worst {len(worst)} of {counts[cause]}")
        for error in worst:
            _print_error(error, texts[error.article])


def _print_error(error: Error, text: str) -> None:
    start, end = error.span
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    print(f"  {error.article} [{start}:{end}] {error.kind or ''}")
    print(f"      …{_on_one_line(before)}⟦{_on_one_line(text[start:end])}⟧{_on_one_line(after)}…")
    for title, words in (("gold", error.wanted), ("predicted", error.found)):
        if words:
            print(f"      {title}: {_on_one_line(words)}")


def _on_one_line(text: str) -> str:
    line = re.sub(r"\s+", " ", text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} […] {line[-LONGEST // 2 :]}"


# --- floors ------------------------------------------------------------------------------------------------------


def load_floors(path: Path) -> Floors:
    """The floors by gold file and figure; none where the file does not exist."""
    if not path.exists():
        return {}
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


class Fall(NamedTuple):
    """A figure below its floor; ``measured`` is None when it was no longer measured at all."""

    file: str
    figure: str
    floor: float
    measured: float | None


def fallen(floors: Floors, measured: Floors) -> list[Fall]:
    """The figures of the measured files that are below their floors."""
    return [
        Fall(file, name, floor, figures.get(name))
        for file, figures in measured.items()
        for name, floor in floors.get(file, {}).items()
        if (value := figures.get(name)) is None or value < floor
    ]


def updated(floors: Floors, measured: Floors, *, allow_lower: bool = False) -> Floors:
    """The floors, raised to the measured figures less the margin; lowered only where that is allowed."""
    result = {file: dict(figures) for file, figures in floors.items()}
    for file, figures in measured.items():
        kept = result.setdefault(file, {})
        for name, value in figures.items():
            floor = max(0.0, math.floor((value - MARGIN) * 10) / 10)
            kept[name] = floor if allow_lower else max(floor, kept.get(name, 0.0))
        if allow_lower:  # what is no longer measured goes
            result[file] = {name: kept[name] for name in figures}
    return result


def check(floors: Floors, measured: Floors) -> int:
    """Prints the figures that fell below their floors; returns the exit status."""
    for file in measured:
        if not floors.get(file):
            print(f"{file}: no floors to hold; set them with --update")
    falls = fallen(floors, measured)
    if not falls:
        print(f"every floor holds ({sum(len(floors.get(file, {})) for file in measured)} figures)")
        return 0
    print(f"{len(falls)} figures fell below their floors:")
    print(f"  {'file':24}{'figure':28}{'floor':>8}{'measured':>10}")
    for fall in falls:
        value = "–" if fall.measured is None else f"{fall.measured:.1f}"
        print(f"  {fall.file:24}{fall.figure:28}{fall.floor:>8.1f}{value:>10}")
    return 1


# --- command line ------------------------------------------------------------------------------------------------


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles, one JSON object a line")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the worst N of each cause")
    parser.add_argument("--types", action="store_true", help="figures of each kind of quotation, too")
    parser.add_argument(
        "--intervals", action="store_true", help="how far figures may be off, by a bootstrap over articles"
    )
    parser.add_argument("--drawn", type=int, metavar="N", help="how many articles --intervals draws (default: as many)")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a figure fell below its floor")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--allow-lower", action="store_true", help="let --update lower floors, too")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    parser.add_argument("--write", type=Path, metavar="PRED.jsonl", help="write the predictions")
    parser.add_argument("--read", type=Path, metavar="PRED.jsonl", help="score these, run nothing")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    if options.drawn is not None and (options.drawn < 1 or not options.intervals):
        parser.error("--drawn is a number from 1 on, and needs --intervals")
    if options.allow_lower and not options.update:
        parser.error("--allow-lower needs --update")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    options = parse_arguments(arguments)
    files: dict[str, list[dict[str, Any]]] = {}
    for path in options.gold:
        if path.exists():
            files[path.stem] = load_lines(path)
        else:
            print(f"{path}: not on this disk, skipped", file=sys.stderr if options.json else sys.stdout)
    if not files:
        return 0
    documents = [document for lines in files.values() for document in lines]
    run = read_predictions(options.read, documents) if options.read else run_library(documents, options.model)
    if options.write:
        write_lines(options.write, run.predictions.values())
    evaluations = {stem: evaluate(lines, run.predictions) for stem, lines in files.items()}
    show(evaluations, {**environment(), **run.heading}, options)
    floors = load_floors(options.floors)
    measured = {stem: floored(evaluation) for stem, evaluation in evaluations.items()}
    status = check(floors, measured) if options.check else 0
    if options.update:
        raised = updated(floors, measured, allow_lower=options.allow_lower)
        options.floors.write_text(json.dumps(raised, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return status


def show(evaluations: Mapping[str, Evaluation], heading: dict[str, str], options: argparse.Namespace) -> None:
    """Prints the heading and the figures of every file."""
    if options.json:
        figures = {stem: as_json(evaluation) for stem, evaluation in evaluations.items()}
        print(json.dumps({"environment": heading, "files": figures}, ensure_ascii=False))
        return
    for title, value in heading.items():
        print(f"{title:10} {value}")
    for stem, evaluation in evaluations.items():
        print(f"\n# {stem}")
        print_table(evaluation, list(evaluation.reports) if options.types else ["all"])
        if options.intervals:
            print_intervals(evaluation, options.drawn)
        print_errors(evaluation, options.errors)
    print()


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Writes one JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


if __name__ == "__main__":
    raise SystemExit(main())
