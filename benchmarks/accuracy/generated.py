"""How many generated articles the library reads right, by how they were made.

    python benchmarks/accuracy/generated.py --n 20000 --seed 1                   # pass rates of every factor, lowest first
    python benchmarks/accuracy/generated.py --n 2000 --by shape --errors 20      # names only, and twenty articles that fail
    python benchmarks/accuracy/generated.py --n 2000 --json figures.json         # for comparing two versions

Articles of one seed are always the same. One is right if every quotation in it is found, half of the words at least, with
the speaker's name and kind, and with the role where the text states one. ``generated_articles.py`` makes the articles; the
tables of what they are made are in ``generated_names.py``, ``generated_wording.py`` and ``generated_topics.py``, and what is not
combined in ``generated_factors.py``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs
from evaluate import prediction
from generated_articles import GeneratedArticle, articles
from generated_factors import FACTORS, Factor

from quoteattr.gold.attributions import role_agrees, same_speaker
from quoteattr.gold.documents import from_plain
from quoteattr.gold.pieces import compare
from quoteattr.gold.values import GoldQuote

if TYPE_CHECKING:
    from spacy.language import Language

Cause = Literal["missed", "name", "kind", "role"]
CAUSES: tuple[Cause, ...] = ("missed", "name", "kind", "role")


@attrs.frozen
class Fault:
    """What is wrong with one piece of a quotation: the words, what was to be found, and what was."""

    cause: Cause
    words: str
    wanted: str
    found: str


@attrs.frozen
class Result:
    """How one article was read; ``false`` are words taken for a quotation that are none, which does not make it wrong."""

    article: GeneratedArticle
    faults: tuple[Fault, ...]
    false: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether every quotation was found with its speaker and role."""
        return not self.faults


# --- scoring -----------------------------------------------------------------------------------------------------


def judge(article: GeneratedArticle, predicted: Mapping[str, Any]) -> Result:
    """Compares an article with what was read in it, in the format of predictions."""
    comparison = compare(from_plain(article.gold()), from_plain({**predicted, "id": article.id}, predicted=True))
    faults = [Fault("missed", article.text[slice(*piece.span)], "", "") for piece in comparison.missed()]
    for gold, found in comparison.required_pairs():
        faults += _attribution(article.text[slice(*gold.span)], gold.quote, found.quote)
    false = tuple(article.text[slice(*piece.span)] for piece in comparison.false())
    return Result(article, tuple(faults), false)


def _attribution(words: str, gold: GoldQuote, found: GoldQuote) -> Iterator[Fault]:
    if not same_speaker(gold.speaker, found.speaker):
        yield Fault("name", words, _show(gold), _show(found))
    elif gold.speaker.kind != found.speaker.kind:
        yield Fault("kind", words, _show(gold), _show(found))
    elif gold.role and not role_agrees(gold, found):
        yield Fault("role", words, _show(gold), _show(found))


def _show(quote: GoldQuote) -> str:
    role = f"{quote.role.title or '–'}, {quote.role.organisation or '–'}" if quote.role else "no role"
    return f"{quote.speaker.name or 'nobody named'} ({quote.speaker.kind}; {role})"


def run(made: Iterable[GeneratedArticle], nlp: Language | None = None) -> Iterator[Result]:
    """Reads articles and compares, one after the other."""
    import quoteattr

    known, texts = tee(made)
    read = quoteattr.pipe((article.text for article in texts), nlp=nlp)
    return (judge(article, prediction(found)) for article, found in zip(known, read, strict=True))


@attrs.frozen
class Share:
    """How many articles are right, of how many."""

    right: int
    number: int

    @property
    def percent(self) -> float:
        """The share in percent; nothing of nothing is none."""
        return 100 * self.right / self.number if self.number else 0.0


@attrs.frozen
class Figures:
    """The figures of a run: in all, by value of each factor, causes by articles they spoil, and articles with false words."""

    all: Share
    by: dict[Factor, dict[str, Share]]
    causes: dict[Cause, int]
    false: int

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return attrs.asdict(self)


def count(results: Iterable[Result]) -> Figures:
    """The figures of some results; values of a factor lowest first."""
    number: Counter[tuple[Factor, str]] = Counter()
    right: Counter[tuple[Factor, str]] = Counter()
    causes: Counter[Cause] = Counter()
    total = passed = false = 0
    for result in results:
        total += 1
        passed += result.right
        false += bool(result.false)
        causes.update({fault.cause for fault in result.faults})
        number.update(result.article.factors)
        right.update(result.article.factors if result.right else ())
    by: dict[Factor, dict[str, Share]] = {}
    for factor in FACTORS:
        shares = {value: Share(right[factor, value], n) for (of, value), n in number.items() if of == factor}
        by[factor] = dict(sorted(shares.items(), key=lambda item: (item[1].percent, item[0])))
    return Figures(Share(passed, total), by, {cause: causes[cause] for cause in CAUSES}, false)


# --- printing ----------------------------------------------------------------------------------------------------


def print_figures(figures: Figures, factors: Sequence[Factor]) -> None:
    """Prints the share right in all and by value of each factor, lowest first."""
    print(f"right in all {figures.all.percent:.1f} % of {figures.all.number:,} articles")
    print("wrong for: " + ", ".join(f"{cause} {number:,}" for cause, number in figures.causes.items()))
    print(f"with words that are no quotation (not counted as wrong): {figures.false:,}")
    for factor in factors:
        print(f"\n# {factor}: {len(figures.by[factor])} values")
        for value, share in figures.by[factor].items():
            print(f"  {share.percent:5.1f} %  {share.number:6,}  {value}")


def print_errors(results: Iterable[Result], number: int) -> None:
    """Prints the first articles that are wrong, and why."""
    wrong = [result for result in results if not result.right]
    for result in wrong[:number]:
        print(f"\n== {result.article.id}: " + " | ".join(value for _, value in result.article.factors))
        print(result.article.text)
        for fault in result.faults:
            print(f"   {fault.cause}: {fault.words}")
            if fault.wanted:
                print(f"      wanted {fault.wanted}\n      found  {fault.found}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=2_000, help="how many articles")
    parser.add_argument("--seed", type=int, default=1, help="which articles")
    parser.add_argument("--by", choices=[*FACTORS], action="append", help="only this factor (may be repeated)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N articles that are wrong")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures of every factor")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    options = parser.parse_args(arguments)
    import quoteattr

    results = list(run(articles(options.seed, options.n), quoteattr.load(options.model)))
    figures = count(results)
    print_figures(figures, options.by or [*FACTORS])
    print_errors(results, options.errors)
    if options.json:
        options.json.write_text(json.dumps(figures.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
