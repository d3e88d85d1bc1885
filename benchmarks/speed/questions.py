"""What questions of many articles cost: quotations about something, speakers merged, copies found.

    python benchmarks/speed/questions.py                   # 2,000 articles of 5 quotations, half as many, and twice as many
    python benchmarks/speed/questions.py --articles 500

The articles are made up, so that nothing is parsed: words as frequent as a language's are (the n-th most frequent one
1/n times as often as the first), 5 to 45 a quotation, every fifth quotation a copy of an earlier one, whole or in part;
names of people are drawn from 40 forenames and 400 surnames. The same number gives the same articles.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from itertools import accumulate

from quoteattr import Article, Quote, Role, Span, Speaker, about, duplicates, merge_speakers

QUOTES = 5  # of an article
VOCABULARY = 20_000
COPIED = 0.2


def make_articles(number: int) -> list[Article]:
    """Invented articles of five quotations by two people each."""
    chance = random.Random(1)
    words = [f"{'abcdefghij'[n % 10]}{n:x}" for n in range(VOCABULARY)]
    weights = list(accumulate(1 / (n + 1) for n in range(VOCABULARY)))
    said: list[list[str]] = []
    articles = []
    for _ in range(number):
        names = [f"Ann{chance.randrange(40)} Poole{chance.randrange(400)}" for _ in range(2)]
        roles = [(Role("head", f"Firm{chance.randrange(1000)}"),) for _ in range(2)]
        speakers = [
            Speaker(name, "person", aliases=(name,), roles=role) for name, role in zip(names, roles, strict=True)
        ]
        quotes: list[Quote] = []
        text = ""
        for n in range(QUOTES):
            if said and chance.random() < COPIED:
                content = chance.choice(said)[chance.choice([0, 0, 3]) :]
            else:
                content = chance.choices(words, cum_weights=weights, k=chance.randint(5, 45))
            said.append(content)
            start, text = len(text), f"{text}{' '.join(content)}\n"
            quotes.append(Quote("indirect", (Span.of(text, start, len(text) - 1),), speaker=speakers[n % 2]))
        articles.append(Article(text, tuple(quotes), tuple(speakers)))
    return articles


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes the processor, whatever else the machine does."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    wanted = parser.parse_args().articles
    about([], "wall"), duplicates([])  # what is loaded once is loaded here
    print("quotations    about   merge_speakers   duplicates   (seconds)")
    for number in (wanted // 2, wanted, 2 * wanted):
        articles = make_articles(number)
        costs = [
            seconds(lambda found=articles: about(found, "a0 b1")),  # type: ignore[misc]
            seconds(lambda found=articles: merge_speakers(found)),  # type: ignore[misc]
            seconds(lambda found=articles: duplicates(found)),  # type: ignore[misc]
        ]
        print(f"{number * QUOTES:10,}  {costs[0]:7.2f} {costs[1]:16.2f} {costs[2]:12.2f}")


if __name__ == "__main__":
    main()
