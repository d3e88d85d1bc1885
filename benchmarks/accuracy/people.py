"""Who is named in annotated articles, and as whom: the layer under speakers, on everybody and not only on those who are quoted.

    python benchmarks/accuracy/people.py gold/people.jsonl gold/train.jsonl gold/web.jsonl --errors 5
    python benchmarks/accuracy/people.py gold/people.jsonl gold/train.jsonl gold/web.jsonl --check    # against the floors
    python benchmarks/accuracy/people.py gold/people.jsonl gold/train.jsonl gold/web.jsonl --folds    # outlets held out

The first file lists the people and bodies of the articles in the others, one article a line:

    {"id", "entities": [{"name", "kind", "gender", "forms", "descriptions", "ambiguous", "roles"}]}

``forms`` are the strings of the text that name somebody, ``descriptions`` those that describe them, ``ambiguous`` the forms
that name others, too. What is compared with them is ``article.people``. ``--folds`` reads every article with weights for
kinds of names that have not seen its outlet, as ``benchmarks/training/kinds.py`` does; ``--write`` and ``--read`` take
predictions as ``evaluate.py`` writes them. Figures, in percent, for persons and for organisations:

- ``found``: recall: places of a form that a mention of that kind overlaps; precision: mentions that overlap such a place.
  Ambiguous forms, and places within longer forms, are left out;
- ``one``: of two places found, whether they are one's or two people's: precision and recall over pairs;
- ``described``: places of a description given to the right one; precision: of those given to anybody;
- ``role``: roles of those found, titles and bodies compared as in ``evaluate.py``;
- ``name``, ``gender``: right, of those found and of those whose gender is stated.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluate import FLOORS, check, load_floors, load_lines, read_predictions, run_library, updated, write_lines

from quoteattr.gold.attributions import same_role, same_speaker
from quoteattr.gold.figures import Accuracy
from quoteattr.gold.values import GoldRole as Role
from quoteattr.gold.values import GoldSpeaker as Speaker
from quoteattr.gold.values import GoldSpeakerKind, Range

KINDS = ("person", "organisation")
CAUSES = ("missed", "false", "name", "gender", "described", "role")
CONTEXT = 40  # code points shown on either side of an error

# --- articles ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody whom an article names: annotated, or predicted with the places where they stand."""

    name: str | None
    kind: GoldSpeakerKind
    gender: str | None
    roles: tuple[Role, ...]
    forms: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    mentions: tuple[Range, ...] = ()
    descriptions: tuple[Range, ...] = ()


def annotated(data: Mapping[str, Any]) -> Entity:
    """An entity of the gold file."""
    texts = (tuple(data[key]) for key in ("forms", "descriptions", "ambiguous"))
    return Entity(data["name"], data["kind"], data["gender"], _roles(data), *texts)


def predicted(data: Mapping[str, Any]) -> Entity:
    """An entity of a prediction."""
    mentions, descriptions = (tuple((a, b) for a, b in data.get(key) or ()) for key in ("mentions", "descriptions"))
    named = (data["name"], data["kind"], data.get("gender"), _roles(data))
    return Entity(*named, mentions=mentions, descriptions=descriptions)


def _roles(data: Mapping[str, Any]) -> tuple[Role, ...]:
    given = (Role(role.get("role"), role.get("org")) for role in data.get("roles") or ())
    return tuple(role for role in given if role)


def places_of(text: str, form: str) -> Iterator[Range]:
    """Where a string stands in a text as whole words."""
    return (found.span() for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text))


def named_places(text: str, entities: Sequence[Entity]) -> dict[Range, int | None]:
    """The places of all forms, longer ones first, with the number of whom they name; None where it may be several."""
    bearers = Counter(form for entity in entities for form in entity.forms)
    unsure = {form for entity in entities for form in entity.ambiguous} | {f for f, n in bearers.items() if n > 1}
    forms = sorted(((f, n) for n, entity in enumerate(entities) for f in entity.forms), key=lambda pair: -len(pair[0]))
    taken: set[int] = set()
    found: dict[Range, int | None] = {}
    for form, number in forms:
        for place in places_of(text, form):
            if taken.isdisjoint(range(*place)):
                found[place] = None if form in unsure else number
                taken.update(range(*place))
    return found


def meets(place: Range, spans: Iterable[Range]) -> bool:
    """Whether a place overlaps one of some spans."""
    return any(start < place[1] and place[0] < end for start, end in spans)


# --- figures -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision and recall, each over things of its own, and their harmonic mean, in percent."""

    precise: Accuracy
    recalled: Accuracy

    @property
    def value(self) -> float:
        """F1: the figure to quote and to hold a floor for."""
        p, r = self.precise.value, self.recalled.value
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def measured(self) -> bool:
        """Whether the gold file has anything of the sort."""
        return self.recalled.measured


@dataclass(frozen=True, slots=True)
class Error:
    """One disagreement: its cause, where, what gold says and what was found."""

    cause: str
    document: str
    kind: str
    wanted: str
    found: str


class Comparison:
    """One article's people, annotated and predicted: counts by kind and figure, and the disagreements."""

    def __init__(self, document: str, text: str, gold: Sequence[Entity], found: Sequence[Entity]) -> None:
        self.document, self.text, self.gold, self.found = document, text, gold, found
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.errors: list[Error] = []
        self.places = named_places(text, gold)
        self.borne: dict[Range, int] = {}  # who is predicted at each of the places found
        self._mentions()
        self._pairs()
        self._entities()

    def _miss(self, cause: str, kind: str, wanted: object, found: object) -> None:
        self.errors.append(Error(cause, self.document, kind, str(wanted), str(found)))

    def _mentions(self) -> None:
        for place, number in self.places.items():
            if number is None:
                continue
            kind = self.gold[number].kind
            here = [who for who, entity in enumerate(self.found) if meets(place, entity.mentions)]
            of_kind = [who for who in here if self.found[who].kind == kind]
            self.counts[kind]["places"] += 1
            if of_kind:
                self.counts[kind]["found"] += 1
                self.borne[place] = of_kind[0]
            else:
                self._miss("missed", kind, self._shown(place), "another kind" if here else "")
        for entity in self.found:
            for mention in entity.mentions if entity.kind in KINDS else ():
                over = [number for place, number in self.places.items() if meets(mention, [place])]
                if over and all(number is None for number in over):
                    continue
                right = any(number is not None and self.gold[number].kind == entity.kind for number in over)
                self.counts[entity.kind].update({"mentions": 1, "true": right})
                if not right:
                    self._miss("false", entity.kind, "", self._shown(mention))

    def _pairs(self) -> None:
        for kind in KINDS:
            both = [(n, who) for place, who in self.borne.items() if (n := self.places[place]) is not None]
            both = [pair for pair in both if self.gold[pair[0]].kind == kind]
            for name, key in (("gold", lambda pair: pair[0]), ("found", lambda pair: pair[1]), ("same", tuple)):
                sizes = Counter(map(key, both)).values()
                self.counts[kind][f"pairs {name}"] += sum(size * (size - 1) // 2 for size in sizes)

    def _entities(self) -> None:
        for number, entity in enumerate(self.gold):
            seen = Counter(who for place, who in self.borne.items() if self.places[place] == number)
            own = max(seen, key=seen.__getitem__) if seen else None  # of several the first
            if own is not None:
                self._judge(entity, self.found[own])
            self._describe(entity, own)

    def _judge(self, entity: Entity, found: Entity) -> None:
        """Name, gender and roles of somebody who was found."""
        counts = self.counts[entity.kind]
        named = same_speaker(Speaker(entity.name, entity.kind), Speaker(found.name, found.kind))
        counts.update({"named": 1, "named right": named})
        if not named:
            self._miss("name", entity.kind, entity.name, found.name)
        if entity.gender:
            counts.update({"gender": 1, "gender right": entity.gender == found.gender})
            if entity.gender != found.gender:
                self._miss("gender", entity.kind, f"{entity.name}: {entity.gender}", found.gender)
        told = [any(same_role(role, other) for other in found.roles) for role in entity.roles]
        true = [any(same_role(other, role) for other in entity.roles) for role in found.roles]
        counts.update({"roles": len(told), "roles told": sum(told), "roles found": len(true), "roles true": sum(true)})
        if not all(told + true):
            roles = ("; ".join(f"{r.title}, {r.organisation}" for r in who.roles) for who in (entity, found))
            self._miss("role", entity.kind, *(f"{entity.name}: {text}" for text in roles))

    def _describe(self, entity: Entity, own: int | None) -> None:
        """The places of descriptions that are one's alone, and that are no names."""
        counts = self.counts[entity.kind]
        for form in entity.described:
            if sum(form.lower() in map(str.lower, other.described) for other in self.gold) > 1:
                continue
            for place in places_of(self.text, form):
                if meets(place, self.places):
                    continue
                here = [who for who, found in enumerate(self.found) if meets(place, found.descriptions)]
                counts.update({"descriptions": 1, "descriptions given": bool(here), "descriptions right": own in here})
                if own not in here:
                    self._miss("described", entity.kind, f"{form} ({entity.name})", [self.found[w].name for w in here])

    def _shown(self, place: Range) -> str:
        before, after = self.text[max(0, place[0] - CONTEXT) : place[0]], self.text[place[1] : place[1] + CONTEXT]
        return " ".join(f"…{before}⟦{self.text[slice(*place)]}⟧{after}…".split())


Figures = dict[str, Shares | Accuracy]


def figures(counts: Mapping[str, int]) -> Figures:
    """The figures of one kind."""

    def shares(right: str, of: str, recalled: str, gold: str) -> Shares:
        return Shares(Accuracy(counts[right], counts[of]), Accuracy(counts[recalled], counts[gold]))

    return {
        "found": shares("true", "mentions", "found", "places"),
        "one": shares("pairs same", "pairs found", "pairs same", "pairs gold"),
        "described": shares("descriptions right", "descriptions given", "descriptions right", "descriptions"),
        "role": shares("roles true", "roles found", "roles told", "roles"),
        "name": Accuracy(counts["named right"], counts["named"]),
        "gender": Accuracy(counts["gender right"], counts["gender"]),
    }


def score(
    gold: Mapping[str, Sequence[Mapping[str, Any]]],
    lines: Iterable[Mapping[str, Any]],
    predictions: Mapping[str, Mapping[str, Any]],
) -> tuple[dict[str, Figures], list[Error]]:
    """The figures of each kind over the articles that have both annotations and predictions, and the disagreements."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    errors: list[Error] = []
    for line in lines:
        key = line["id"]
        if key in gold and key in predictions:
            entities, found = map(annotated, gold[key]), map(predicted, predictions[key]["entities"])
            compared = Comparison(key, line["text"], tuple(entities), tuple(found))
            errors += compared.errors
            for kind in KINDS:
                counts[kind].update(compared.counts[kind])
    return {kind: figures(counts[kind]) for kind in KINDS}, errors


# --- command line ------------------------------------------------------------------------------------------------


def show(file: str, found: Mapping[str, Figures], errors: Sequence[Error], number: int) -> None:
    """Prints the figures of a file, and the first disagreements of each cause."""

    def cell(figure: Shares | Accuracy) -> str:
        if not figure.measured:
            return "–"
        if isinstance(figure, Shares):
            return f"{figure.precise.value:6.1f} {figure.recalled.value:6.1f} {figure.value:6.1f}"
        return f"{figure.value:.1f}"

    print(f"\n# {file}\n{'':18}" + "".join(f"{kind:>24}" for kind in found))
    for name in figures(Counter()):
        print(f"{name:18}" + "".join(f"{cell(of[name]):>24}" for of in found.values()))
    counts = Counter(error.cause for error in errors)
    print("errors: " + ", ".join(f"{cause} {counts[cause]}" for cause in CAUSES))
    for cause in CAUSES if number else ():
        print(f"\n== {cause}: {counts[cause]}")
        for error in [error for error in errors if error.cause == cause][:number]:
            print(f"  {error.document} {error.kind}: gold {error.wanted or '–'} | predicted {error.found or '–'}")


def floored(found: Mapping[str, Figures]) -> dict[str, float]:
    """The figures that can have a floor: those of which anything is right."""
    return {f"{kind} {name}": f.value for kind, of in found.items() for name, f in of.items() if f.value}


def read_in_folds(
    people: Mapping[str, Any], lines: Sequence[dict[str, Any]], model: str | None
) -> dict[str, dict[str, Any]]:
    """Predictions of every article by weights for kinds of names that have not seen its outlet."""
    sys.path.append(str(Path(__file__).parents[1] / "training"))
    import kinds

    import quoteattr

    nlp = quoteattr.load(model) if model else quoteattr.load()
    data = list(kinds.samples(people, lines, nlp))
    made = list(kinds.generated(kinds.GENERATED, nlp))
    return {line["id"]: line for line in kinds.read_in_folds(lines, data, made, nlp)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path, help="the people and bodies of the articles")
    parser.add_argument("gold", nargs="+", type=Path, help="the articles, one JSON object a line")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N of each cause")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a figure fell below its floor")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    parser.add_argument("--write", type=Path, metavar="PRED.jsonl", help="write the predictions")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--read", type=Path, metavar="PRED.jsonl", help="score these, run nothing")
    how.add_argument(
        "--folds", action="store_true", help="read every article with weights that have not seen its outlet"
    )
    options = parser.parse_args(arguments)
    if missing := [str(path) for path in (options.people, *options.gold) if not path.exists()]:
        print(f"{', '.join(missing)}: not on this disk, skipped")
        return 0
    people = {line["id"]: line["entities"] for line in load_lines(options.people)}
    files = {path.stem: [line for line in load_lines(path) if line["id"] in people] for path in options.gold}
    lines = [line for of in files.values() for line in of]
    if options.read:
        found = read_predictions(options.read, lines).predictions
    else:
        found = (
            read_in_folds(people, lines, options.model)
            if options.folds
            else run_library(lines, options.model).predictions
        )
    if options.write:
        write_lines(options.write, found.values())
    measured = {}
    for stem, of in files.items():
        scored, errors = score(people, of, found)
        show(stem, scored, errors, options.errors)
        measured[f"people {stem}"] = floored(scored)
    print()
    floors = load_floors(options.floors)
    if options.update:
        raised = updated(floors, measured)
        options.floors.write_text(json.dumps(raised, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return check(floors, measured) if options.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
