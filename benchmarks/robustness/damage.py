"""Articles cut off and with quotation marks lost: nothing may raise, what always holds must hold, and little may change.

    python benchmarks/robustness/damage.py                                             # the articles of examples/
    python benchmarks/robustness/damage.py corpus.jsonl --cuts 20 --examples 10        # the "text" of every line

Every article is read whole, cut at random places, and with each of its quotation marks deleted in turn (apostrophes
within words apart); ``invariants.py`` says what holds for all of them. Then it is counted how many deletions change the
owner of a word outside the paragraph that lost its mark: who says it, by the names of the article, or that nobody does.

A passage is parsed once, however many articles it stands in, as its parse depends on nothing else; ``--verify N`` reads the
first N articles without that, too, and compares.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from invariants import check

sys.path.append(str(Path(__file__).parents[1] / "speed"))
from speed import EXAMPLES, load_texts

import quoteattr
from quoteattr import Article, streams
from quoteattr.model import PassageKind
from quoteattr.nlp import parsing
from quoteattr.spelling import QUOTATION_MARKS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEPT_PARSES = 500
"""Passages whose parses are kept: those of many articles, of which one at a time is read."""


@attrs.frozen
class Change:
    """A word outside the paragraph that lost its mark whose owner is another one then."""

    mark: int
    at: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@attrs.define
class Tally:
    """What was read, and what came of it."""

    readings: Counter[str] = attrs.Factory(Counter)
    failures: list[str] = attrs.Factory(list)
    deletions: int = 0
    changed: list[tuple[str, Change]] = attrs.Factory(list)


_PARSED = parsing.parsed


@attrs.define
class Parses:
    """Parses of passages by their text, the ones used last; stands in for the parsing of a stream's passages."""

    kept: OrderedDict[tuple[PassageKind, str], Doc] = attrs.Factory(OrderedDict)

    def __call__(self, nlp: Language, passages: Iterator[tuple[PassageKind, str]]) -> Iterator[Doc]:
        wanted = list(passages)
        new = iter(dict.fromkeys(passage for passage in wanted if passage not in self.kept))
        while batch := list(islice(new, parsing.BATCH)):
            docs = _PARSED(nlp, iter(batch))
            self.kept.update(zip(batch, docs, strict=True))
        for passage in wanted:
            self.kept.move_to_end(passage)
            yield self.kept[passage]
        while len(self.kept) > KEPT_PARSES:
            self.kept.popitem(last=False)


@contextmanager
def kept_parses() -> Iterator[None]:
    """Within the block a passage is parsed once."""
    before = parsing.parsed, streams.VOCABULARY
    parsing.parsed = Parses()
    streams.VOCABULARY = sys.maxsize  # or the words of parses that are kept would be forgotten
    try:
        yield
    finally:
        parsing.parsed, streams.VOCABULARY = before


def marks_of(text: str) -> list[int]:
    """Where the quotation marks of a text are, apostrophes within words left out.

    >>> marks_of("It’s ‘so’.")
    [5, 8]
    """
    return [
        at
        for at, character in enumerate(text)
        if character in QUOTATION_MARKS
        and not (character in "'’" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum())
    ]


def owners(article: Article) -> list[tuple[str, ...]]:
    """For every code point who says it: the names, or descriptions, of the quotations that hold it."""
    found: list[tuple[str, ...]] = [()] * len(article.text)
    for quote in article.quotes:
        who = quote.speaker.label if quote.speaker else "nobody known"
        for piece in quote.content:
            for at in range(piece.start, piece.end):
                if who not in found[at]:
                    found[at] = tuple(sorted((*found[at], who)))
    return found


def change(whole: Article, damaged: Article, mark: int) -> Change | None:
    """The first word outside the paragraph of a deleted mark that has another owner than in the whole article."""
    paragraph = next(passage.span for passage in whole.passages if mark < passage.span.end)
    before, after = owners(whole), owners(damaged)
    after.insert(mark, ())
    for at, character in enumerate(whole.text):
        if character.isalnum() and not paragraph.start <= at < paragraph.end and before[at] != after[at]:
            return Change(mark, at, before[at], after[at])
    return None


def damage(text: str, cuts: int, chance: random.Random) -> list[tuple[str, int | None]]:
    """The text cut at random places, and without each of its marks; with the place of the mark that is gone."""
    ends = [chance.randrange(len(text)) for _ in range(cuts)] if text else []
    without = [(text[:at] + text[at + 1 :], at) for at in marks_of(text)]
    return [(text, None), *((text[:end], None) for end in ends), *without]


def sweep(texts: Sequence[str], nlp: Language, cuts: int) -> Iterator[Tally]:
    """Reads every text in all its states; the tally so far, after every text."""
    tally, chance = Tally(), random.Random(0)
    for text in texts:
        states = damage(text, cuts, chance)
        found = [
            (article, mark)
            for article, (state, mark) in quoteattr.pipe(
                ((state, (state, mark)) for state, mark in states),
                nlp=nlp,
                as_tuples=True,
                batch_size=parsing.BATCH,
                errors=lambda state, _, error: tally.failures.append(f"{error!r} in {state!r}"),
            )
            if _holds(state, article, tally)
        ]
        tally.readings["whole"] += 1
        tally.readings["cut"] += cuts
        tally.readings["without a mark"] += len(states) - 1 - cuts
        if found and found[0][0].text == text:
            _compare(found[0][0], found[1:], tally)
        yield tally


def _holds(text: str, article: Article, tally: Tally) -> bool:
    try:
        check(text, article)
    except AssertionError as error:
        tally.failures.append(str(error))
        return False
    return True


def _compare(whole: Article, damaged: Iterable[tuple[Article, int | None]], tally: Tally) -> None:
    for article, mark in damaged:
        if mark is not None:
            tally.deletions += 1
            if found := change(whole, article, mark):
                tally.changed.append((whole.text, found))


def line(text: str, at: int, width: int = 60) -> str:
    """The surroundings of a place in a text, which is shown by ``>``."""
    return " ".join(f"{text[max(0, at - width) : at]}>{text[at : at + width]}".split())


def print_tally(tally: Tally, examples: int, seconds: float) -> None:
    """Prints what was found."""
    read = ", ".join(f"{number:,} {name}" for name, number in tally.readings.items())
    print(f"read: {read}; {seconds:,.0f} s\nerrors and broken invariants: {len(tally.failures)}")
    for failure in tally.failures[:examples]:
        print(f"  {failure[:500]}")
    number, of = len(tally.changed), tally.deletions
    share = f" ({100 * number / of:.2f} %)" if of else ""
    print(f"marks deleted: {of:,}; words of another paragraph change their owner for {number}{share}")
    for text, found in tally.changed[:examples]:
        print(f"\n  mark {text[found.mark]} at {found.mark}: {line(text, found.mark)}")
        print(f"  word at {found.at}: {line(text, found.at)}")
        print(f"  {' + '.join(found.before) or '-'} → {' + '.join(found.after) or '-'}")


def verify(texts: Iterable[str], nlp: Language) -> bool:
    """Whether articles are the same with and without the kept parses."""
    states = [state for text in texts for state, _ in damage(text, 1, random.Random(0))]
    expected = [quoteattr.extract(state, nlp=nlp) for state in states]
    with kept_parses():
        return list(quoteattr.pipe(states, nlp=nlp)) == expected


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=EXAMPLES, help="a folder of *.txt or a JSONL file")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--cuts", type=int, default=20, help="how often every article is cut off")
    parser.add_argument("--examples", type=int, default=5, help="how many failures and changes are shown")
    parser.add_argument("--verify", type=int, default=0, help="compare so many articles with ones parsed anew")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; the exit status is 1 where something raised or did not hold."""
    options = parse_arguments(arguments)
    texts, nlp = load_texts(options.texts), quoteattr.load(options.model)
    if options.verify:
        same = verify(texts[: options.verify], nlp)
        print(f"articles out of kept parses are {'the same' if same else 'NOT the same'}")
        if not same:
            return 1
    started, tally = time.perf_counter(), Tally()
    with kept_parses():
        for number, tally in enumerate(sweep(texts, nlp, options.cuts), start=1):
            if number % 100 == 0:
                so_far = f"{len(tally.failures)} failures, {len(tally.changed)} changes"
                print(f"{number}/{len(texts)} articles, {so_far}", file=sys.stderr)
    print_tally(tally, options.examples, time.perf_counter() - started)
    return int(bool(tally.failures))


if __name__ == "__main__":
    raise SystemExit(main())
