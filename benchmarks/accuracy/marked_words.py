"""What becomes of the words between quotation marks, over a whole corpus.

    python benchmarks/accuracy/marked_words.py corpus.jsonl --sample 20
    python benchmarks/accuracy/marked_words.py                               # the articles of examples/

Every outer stretch between marks ends up with an owner, as a quotation whose speaker nobody could name, or labelled as no
speech. A text that raises an error is counted and named; the run goes on.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.append(str(Path(__file__).parents[1] / "speed"))
from speed import EXAMPLES, load_texts

import quoteattr
from quoteattr.model import Article
from quoteattr.quotations import marks

if TYPE_CHECKING:
    from spacy.language import Language


def fates(article: Article) -> Iterator[tuple[str, str]]:
    """For every outer stretch between marks: what became of it, and its text."""
    labelled = {(mark.span.start, mark.span.end): mark.reason for mark in article.marks}
    for stretch in marks.scan(article.text, article.passages):
        if stretch.depth:
            continue
        words = article.text[stretch.start : stretch.end]
        reason = labelled.get((stretch.start, stretch.end))
        owners = [
            quote.speaker
            for quote in article.quotes
            if any(piece.start < stretch.end and stretch.start < piece.end for piece in quote.content)
        ]
        if any(owners):
            yield "owner", words
        elif owners:
            yield "quoted, speaker unknown", words
        else:
            yield (f"label: {reason}" if reason else "left over"), words


def report(texts: Iterable[str], nlp: Language, sample: int) -> None:
    """Counts and prints the fates of all marked words, with a random sample of those without an owner."""
    counts: Counter[str] = Counter()
    without: list[tuple[str, str]] = []
    errors = 0
    for text in texts:
        try:
            article = quoteattr.extract(text, nlp=nlp)
        except Exception as error:
            errors += 1
            print(f"error: {error!r} in {text[:60]!r}")
            continue
        for fate, words in fates(article):
            counts[fate] += len(words.split())
            if fate != "owner":
                without.append((fate, words))
    total = sum(counts.values()) or 1
    print(f"{'marked words':28}{total:>9,}\n{'texts with an error':28}{errors:>9,}")
    for fate, number in counts.most_common():
        print(f"{fate:28}{number:>9,}{100 * number / total:7.1f} %")
    for fate, words in random.Random(0).sample(without, min(sample, len(without))):
        print(f"  {fate:24} {' '.join(words.split())[:100]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", help="a folder of *.txt or a JSONL file")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--sample", type=int, default=0, help="show so many stretches without an owner")
    arguments = parser.parse_args()
    report(
        load_texts(Path(arguments.texts) if arguments.texts else EXAMPLES),
        quoteattr.load(arguments.model),
        arguments.sample,
    )


if __name__ == "__main__":
    main()
