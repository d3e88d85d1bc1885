"""How often one person over many articles comes out as several, and several as one: ``merge_speakers`` on a corpus.

    python benchmarks/accuracy/merging.py corpus.jsonl --save articles.jsonl      # texts ("text" in JSON lines) or stored articles
    python benchmarks/accuracy/merging.py articles.jsonl --names names.txt        # counted with what somebody knows of the names
    python benchmarks/accuracy/merging.py articles.jsonl --list 20                # names that are split
    python benchmarks/accuracy/merging.py articles.jsonl --sample 50              # joined pairs to read, the doubtful ones

A full name (two words or more) in more than one article is split where its bearers come out as several people. In
``names.txt`` a line is a name that several people bear, so that its parts are no mistake; or two numbers of articles and a
name, with tabs between, of two who are not the same person although they have been joined.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import quoteattr
from quoteattr import Article, MergedSpeaker, Speaker
from quoteattr.corpus.same_name import affiliations, at_odds


def read(path: Path) -> list[Article]:
    """The articles of a corpus: stored ones as they are, texts through the library."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if "quotes" in lines[0] and "schema" in lines[0]:
        return [Article.from_json(json.dumps(line)) for line in lines]
    return list(quoteattr.pipe([line["text"] for line in lines], errors="warn"))


def bearers(people: Iterable[MergedSpeaker]) -> dict[str, dict[int, set[str]]]:
    """Every full name of a person, with its articles, and in each the keys of those who bear it."""
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for person in people:
        for said in person.quotes:
            speaker = said.quote.speaker
            if speaker and speaker.kind == "person" and speaker.name and len(speaker.name.split()) > 1:
                found[speaker.name][said.article].add(person.key)
    return found


def doubtful(people: Iterable[MergedSpeaker]) -> list[tuple[int, int, str, str]]:
    """Joined pairs of two articles whose names differ or whose posts exclude each other, with both in words."""
    pairs = []
    for person in (one for one in people if one.kind == "person"):
        first: dict[int, Speaker] = {}
        for said in person.quotes:
            if said.quote.speaker:
                first.setdefault(said.article, said.quote.speaker)
        (at, a), *others = first.items()
        for number, b in others:
            bodies = ((x, y) for x in affiliations(a.roles) for y in affiliations(b.roles))
            if a.name != b.name or any(at_odds(x, y) for x, y in bodies):
                pairs.append((at, number, f"{a.honorific or ''} {a}", f"{b.honorific or ''} {b}"))
    return pairs


def main() -> None:
    """Print counts, or pairs to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--save", type=Path, help="keep the articles that were read")
    parser.add_argument("--names", type=Path, help="what is known of the names")
    parser.add_argument("--list", type=int, default=0, metavar="N", help="list N names that are split")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="list N doubtful pairs that were joined")
    arguments = parser.parse_args()
    articles = read(arguments.corpus)
    if arguments.save:
        arguments.save.write_text("".join(f"{article.to_json()}\n" for article in articles), "utf-8")
    start = time.perf_counter()
    people = quoteattr.merge_speakers(articles)
    seconds = time.perf_counter() - start
    known = arguments.names.read_text("utf-8").splitlines() if arguments.names else []
    several = {line for line in known if line and "\t" not in line}
    wrong = [line.split("\t") for line in known if "\t" in line]
    names = {name: places for name, places in bearers(people).items() if len(places) > 1}
    split = {name: len(set().union(*places.values())) for name, places in names.items()}
    split = {name: parts for name, parts in split.items() if parts > 1}
    mistakes = {name: parts for name, parts in split.items() if name not in several}
    print(f"{len(articles)} articles, {len(people)} speakers in {seconds:.1f} s")
    print(
        f"{len(names)} full names in more than one article: {len(split)} split ({len(split) / max(len(names), 1):.1%})"
    )
    print(f"without names of several people: {len(mistakes)} split ({len(mistakes) / max(len(names), 1):.1%})")
    pairs = doubtful(people)
    if known:
        print(f"{len(pairs)} doubtful pairs joined, {len(wrong)} of those read are two people")
    for name in sorted(split, key=lambda name: -split[name])[: arguments.list]:
        print(f"{split[name]} of {len(names[name])} articles: {name}")
    for pair in random.Random(1).sample(pairs, min(arguments.sample, len(pairs))):
        print(*pair, sep=" | ")


if __name__ == "__main__":
    main()
