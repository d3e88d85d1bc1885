"""Generated articles by the million: each is read, and what holds for any article must hold; in parts, so that a run can go on.

    python benchmarks/robustness/million.py --folder DIR                       # all of them: days of one core; Ctrl-C at any time
    python benchmarks/robustness/million.py --folder DIR --seconds 1200        # goes on where the last run ended
    python benchmarks/robustness/million.py --folder DIR --n 200000 --seed 2   # fewer, and others

The articles are those of ``benchmarks/accuracy/generated_articles.py``. After each part of two hundred a line in
``DIR/parts.jsonl`` says what was read, and articles that broke something are in ``DIR/failures.jsonl`` with the error. The exit
status is 1 if there are any.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invariants import check, check_journeys

import quoteattr

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from generated_articles import make_article

if TYPE_CHECKING:
    from spacy.language import Language

PART = 200


def read_part(nlp: Language, seed: int, part: int, size: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What was read in a part, and what failed there."""
    began = time.process_time()
    texts = [make_article(seed, number).text for number in range(part * PART, part * PART + size)]
    quotations, failures = 0, []
    for number, text in enumerate(texts):
        try:
            article = quoteattr.extract(text, nlp=nlp)
            check(text, article)
            check_journeys(article)
            quotations += len(article.quotes)
        except Exception:
            where = {"seed": seed, "number": part * PART + number, "text": text}
            failures.append({**where, "error": traceback.format_exc()})
    seconds = round(time.process_time() - began, 1)
    return {"seed": seed, "part": part, "articles": size, "quotations": quotations, "seconds": seconds}, failures


def parts_done(path: Path, seed: int) -> set[int]:
    """The parts that earlier runs have read; a line that was cut off counts for nothing."""
    if not path.exists():
        return set()
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
    return {found["part"] for found in map(json.loads, lines) if found["seed"] == seed}


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
    parser.add_argument("--n", type=int, default=1_000_000, help="how many articles (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the articles (default: %(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=float("inf"), help="end with the part in which so much time has gone"
    )
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    parts, failures = options.folder / "parts.jsonl", options.folder / "failures.jsonl"
    nlp, began, known = quoteattr.load(), time.monotonic(), parts_done(parts, options.seed)
    for part in range(-(-options.n // PART)):
        if part in known:
            continue
        read, failed = read_part(nlp, options.seed, part, min(PART, options.n - part * PART))
        append(failures, failed)  # first: a part that is not written down is read again
        append(parts, [read])
        if time.monotonic() - began > options.seconds:
            break
    read_all = [json.loads(line) for line in parts.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
    broken = failures.read_text(encoding="utf-8").count("\n")
    sums = {key: sum(one[key] for one in read_all) for key in ("articles", "quotations", "seconds")}
    print(
        f"{sums['articles']:,} articles, {sums['quotations']:,} quotations in {sums['seconds']:,.0f} s: {broken} broken"
    )
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
