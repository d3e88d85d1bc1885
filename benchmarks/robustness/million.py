"""Generated texts by the million: each is read, and what holds for any article must hold; in parts, so that a run can go on.

    python benchmarks/robustness/million.py --folder DIR                       # all of them: days of one core; Ctrl-C at any time
    python benchmarks/robustness/million.py --folder DIR --seconds 1200        # goes on where the last run ended
    python benchmarks/robustness/million.py --folder DIR --n 200000 --seed 2   # fewer, and others
    python benchmarks/robustness/million.py --folder DIR2 --n 1000 --texts hostile   # what is no article at all
    python benchmarks/robustness/million.py --folder DIR3 --n 20000 --texts cut      # what ends in the middle of a sentence

The articles are those of ``benchmarks/accuracy/generated_articles.py``; hostile texts are pieces of the families of ``hostile.py``,
changed by chance; the cut ones are texts of ``tests/cases`` that break off behind one of their words: there a rule that looks at the
next word finds none. After each part of two hundred a line in ``DIR/parts.jsonl`` says what was read, how long it took and how much
memory the process holds; texts that broke something are in ``DIR/failures.jsonl`` with the error. The last line compares the
first parts with the last: neither time nor memory should grow. The exit status is 1 if anything broke.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from hostile import FAMILIES, megabytes
from invariants import check, check_journeys
from mutations import mutated

import quoteattr

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from generated_articles import make_article

if TYPE_CHECKING:
    from spacy.language import Language

PART = 200
CASES = Path(__file__).parents[2] / "tests" / "cases"

Make = Callable[[int, int], str]
"""Makes a text of a seed and a number."""


def _hostile(seed: int, number: int) -> str:
    """Pieces of up to four families behind some news or none, one behind the other, with changes."""
    chance = random.Random(f"{seed} {number}")
    names = ["news", *chance.choices([*FAMILIES], k=chance.randint(1, 4))]
    sizes = [chance.choice((0, 300, 1_200)), *(chance.randint(20, 600) for _ in names[1:])]
    text = chance.choice(("", " ", "\n", "\n\n")).join(map(lambda name, size: FAMILIES[name](size), names, sizes))
    for _ in range(chance.randint(0, 3)):
        text = mutated(text, chance)
    return text


@cache
def _cases() -> tuple[str, ...]:
    """The texts of the test cases."""
    texts: list[str] = []

    def collect(value: Any) -> None:
        if isinstance(value, dict) and (text := value.get("text")):
            texts.append(text if isinstance(text, str) else "\n\n".join(text))
        elif isinstance(value, dict | list):
            for item in value.values() if isinstance(value, dict) else value:
                collect(item)

    for path in sorted(CASES.glob("*.json*")):
        lines = path.read_text(encoding="utf-8")
        collect([*map(json.loads, lines.splitlines())] if path.suffix == ".jsonl" else json.loads(lines))
    return tuple(texts)


def _cut(seed: int, number: int) -> str:
    """A text of the test cases up to one of its words, and perhaps the beginning of something more."""
    chance = random.Random(f"{seed} {number}")
    words = chance.choice(_cases()).split(" ")
    kept = " ".join(words[: chance.randint(1, len(words))])
    return kept.rstrip(".,") + chance.choice(("", "", ".", ",", ":", "”", " “", " who", " and"))


TEXTS: dict[str, Make] = {
    "articles": lambda seed, number: make_article(seed, number).text,
    "hostile": _hostile,
    "cut": _cut,
}


def read_part(nlp: Language, kind: str, seed: int, part: int, size: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What was read in a part, and what failed there."""
    began = time.process_time()
    texts = [TEXTS[kind](seed, number) for number in range(part * PART, part * PART + size)]
    quotations, failures = 0, []
    for number, text in enumerate(texts):
        try:
            with warnings.catch_warnings(category=UserWarning, action="ignore"):  # that it is no English, or no text
                article = quoteattr.extract(text, nlp=nlp)
            check(text, article)
            check_journeys(article)
            quotations += len(article.quotes)
        except Exception:
            where = {"seed": seed, "number": part * PART + number, "text": text}
            failures.append({**where, "error": traceback.format_exc()})
    seconds = round(time.process_time() - began, 1)
    read = {"texts": kind, "seed": seed, "part": part, "articles": size, "quotations": quotations}
    return {**read, "seconds": seconds, "megabytes": round(megabytes())}, failures


def steadiness(parts: Sequence[dict[str, Any]]) -> str:
    """How time and memory of the last parts compare with those of the first, a tenth of all each."""
    few = max(len(parts) // 10, 1)
    pace, held = (
        [median(values[:few]), median(values[-few:])]
        for values in ([one["seconds"] / one["articles"] for one in parts], [one.get("megabytes", 0) for one in parts])
    )
    return f"from {1e3 * pace[0]:.0f} to {1e3 * pace[1]:.0f} ms for each, from {held[0]:.0f} to {held[1]:.0f} MB held"


def parts_done(path: Path, kind: str) -> list[dict[str, Any]]:
    """What has been read of such texts; a line that was cut off counts for nothing."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = [json.loads(line) for line in lines if line.endswith("}")]
    return [one for one in found if one.get("texts", "articles") == kind]


def append(path: Path, values: Sequence[dict[str, Any]]) -> None:
    """Adds a line for each value, behind one that was cut off as well."""
    cut = path.exists() and path.read_bytes()[-1:] not in (b"", b"\n")  # a run was killed as it wrote
    with path.open("a", encoding="utf-8") as lines:
        lines.write("\n" * cut)
        lines.writelines(json.dumps(value, ensure_ascii=True) + "\n" for value in values)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where it is kept what has been read")
    parser.add_argument("--texts", choices=TEXTS, default="articles", help="what is read (default: %(default)s)")
    parser.add_argument("--n", type=int, default=1_000_000, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the texts (default: %(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=float("inf"), help="end with the part in which so much time has gone"
    )
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    parts, failures = options.folder / "parts.jsonl", options.folder / "failures.jsonl"
    nlp, began = quoteattr.load(), time.monotonic()
    known = {one["part"] for one in parts_done(parts, options.texts) if one["seed"] == options.seed}
    for part in range(-(-options.n // PART)):
        if part in known:
            continue
        read, failed = read_part(nlp, options.texts, options.seed, part, min(PART, options.n - part * PART))
        append(failures, failed)  # first: a part that is not written down is read again
        append(parts, [read])
        if time.monotonic() - began > options.seconds:
            break
    read_all = parts_done(parts, options.texts)
    broken = failures.read_text(encoding="utf-8").count("\n")
    sums = {key: sum(one[key] for one in read_all) for key in ("articles", "quotations", "seconds")}
    found = f"{sums['articles']:,} {options.texts}, {sums['quotations']:,} quotations in {sums['seconds']:,.0f} s"
    print(f"{found}, {steadiness(read_all)}: {broken} broken")
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
