"""Annotated articles whose bodies bear other names of the same sort: a court is called like a court, a party like a party.

Names, short forms and initials are exchanged together, wherever they stand; what takes a body up (*the company*, *the agency*)
stays and fits the new name as it fitted the old one. Or bodies are named in full once and by their initials, or by what sort of
body they are, from there on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from random import Random
from typing import Any

import attrs
from otherwise_body_names import POOLS, SORTS, TAKEN_UP, WELL_KNOWN
from otherwise_edits import Edit, Entities, Line, Way, exchanged, written

_SMALL = frozenset({"and", "for", "of", "the", "in", "on", "de", "do", "del", "des", "du", "la", "der"})
PLACES = "Brannick Selwick Ludbury Penhale Tarrowby Ormesby Calderstone Whitlow Dunmere Askerton Farrowdale Kelmouth"
_FIRST = "bodies of a type"
_NEAR = 500  # signs between two mentions of one body of which the second may be "the company"


@attrs.frozen
class Name:
    """What a body is called: in full, in short, by its initials, and whether *the* stands before it."""

    full: str
    short: str
    initials: str
    article: bool

    @classmethod
    def read(cls, entry: str, place: str) -> Name:
        """A name of a pool: *the {} Court of Appeal/Court of Appeal*; without a short form it is always called in full."""
        full, _, short = entry.replace("{}", place).partition("/")
        article, full = full.startswith("the "), full.removeprefix("the ")
        return cls(full, short or full, initials(full), article)


def initials(name: str) -> str:
    """The first letters of the words of a name, small words left out.

    >>> initials("Bank of Reeds and Rushes")
    'BRR'
    """
    return "".join(word[0].upper() for word in re.findall(r"[\w’']+", name) if word not in _SMALL)


def sort_of(body: Mapping[str, Any]) -> str:
    """What sort of body this is, by the noun that its name ends in before *of*, by what takes it up, or as is well known."""
    if body["name"] in WELL_KNOWN:
        return WELL_KNOWN[body["name"]]
    noun = re.split(r" (?:of|for|on|at) |, ", body["name"])[0].split()[-1].strip(".")
    described = sorted(SORTS.keys() & {text.split()[-1].lower() for text in body.get("descriptions", ())} - {"group"})
    told = SORTS.get(noun.lower(), "") if noun[0].isupper() else ""
    return told or (SORTS[described[0]] if described else "")


def _is_told(body: Mapping[str, Any]) -> bool:
    """Whether a description repeats what a body is for: *the conservation department*."""
    told = {word for text in body.get("descriptions", ()) for word in text.split()} - SORTS.keys()
    return any(word.lower() in told for word in body["name"].split() if len(word) > 3)


def _cut(form: str, name: str) -> str:
    """Which form of a name this is: *full*, *short* or *initials*; empty where it is none of these."""
    letters = form.replace(".", "")
    if form.upper() in (form, name.upper()) and form.upper() == name.upper():
        return "full"
    if letters.isupper() and 1 < len(letters) < 7 and letters[0] == name[0].upper():
        return "initials"
    words, whole = form.split(), name.split()
    if {*words}.isdisjoint(whole) or not form[0].isupper() or re.search(r"[@/]|\.\w", form):
        return ""
    return "full" if len(words) > 1 and words[-1] == whole[-1] else "short"


def exchangeable(entities: Entities) -> Iterator[tuple[str, dict[str, str]]]:
    """The sort of each body whose name can be exchanged, and which form of its name each form is."""
    borne = Counter(form for somebody in entities for form in {*somebody.get("forms", ())})
    for body in entities:
        sort = sort_of(body) if body["kind"] == "organisation" else ""
        plain = body["name"][0].isupper() and not re.search("[’']s ", body["name"]) and not _is_told(body)
        forms = {form: _cut(form, body["name"]) for form in {body["name"], *body.get("forms", ())}}
        if sort and plain and not body.get("ambiguous") and all(cut and borne[f] < 2 for f, cut in forms.items()):
            yield sort, dict(sorted(forms.items()))


def _takes_article(text: str, form: str) -> bool | None:
    """Whether *the* stands before a name that is no other noun's; None where now it does and now it does not."""
    before = re.findall(
        rf"(\w+) {re.escape(form)}(?=[.,;’]| (?:is|was|has|had|said|says|and|to|in|on|for|that|will)\b)", text
    )
    found = {word.lower() == "the" for word in before if word.islower() or word == "The"}
    return None if len(found) > 1 else True in found


def new_names(text: str, entities: Entities, pool: str, rng: Random) -> dict[str, str]:
    """What each form of the names of bodies is exchanged for, with *the* before it or without as it is."""
    entries = {sort: rng.sample(names, len(names)) for sort, names in POOLS[pool].items()}
    places = rng.sample(PLACES.split(), len(PLACES.split()))
    instead: dict[str, str] = {}
    for sort, forms in exchangeable(entities):
        article = _takes_article(text, max(forms, key=len))
        for entry in entries.get(sort, ()):
            name = Name.read(entry, places[0])
            spelt = "initials" not in forms.values() or len(name.initials) > 2
            if spelt and (pool == "bodies of the world" or name.article is article):
                entries[sort].remove(entry)
                places.append(places.pop(0))
                instead.update((form, _like(form, getattr(name, cut))) for form, cut in forms.items())
                break
    return instead


def _like(form: str, name: str) -> str:
    """A name in capitals where the one that it stands for is."""
    return name.upper() if form.isupper() and " " in form else name


def exchanged_bodies(line: Line, instead: Mapping[str, str]) -> Line:
    """An annotated article with names exchanged, *a* and *an* before them too."""
    spoken = {
        f"{article} {old}": f"{article[0]}{_n(new)} {new}"
        for old, new in instead.items()
        for article in ("a", "A", "an", "An")
    }
    return exchanged(line, dict(sorted((spoken | {**instead}).items(), key=lambda pair: -len(pair[0]))))


def _n(name: str) -> str:
    """What *a* ends in before a name."""
    first = name.split()[0]
    return "n" if name[0] in "AEIO" or (first.isupper() and name[0] in "FHLMNRSX") else ""


def _called(pool: str) -> Way:
    def way(line: Line, entities: Entities, rng: Random) -> Line:
        return exchanged_bodies(line, new_names(line["text"], entities, pool, rng))

    return way


# --- named in full once ----------------------------------------------------------------------------------------------

Later = Callable[[str, Entities, Mapping[str, str]], Iterator[Edit]]


def _named_once(later: Later) -> Way:
    """Bodies bear names that tell their type, and their mentions behind the first one are edited."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        instead = new_names(line["text"], entities, _FIRST, rng)
        renewed = exchanged_bodies(line, instead)
        return written(renewed, sorted(later(renewed["text"], entities, instead)))

    return way


def _initials_later(brackets: bool) -> Later:
    def edits(text: str, entities: Entities, instead: Mapping[str, str]) -> Iterator[Edit]:
        taken: set[str] = set()
        for _, forms in exchangeable(entities):
            names = {instead[form] for form in forms if form in instead}
            full = max(names, key=len, default="")
            short = initials(full)
            if "initials" in forms.values() or len(short) < 3 or short in taken:
                continue
            taken.add(short)
            body = max(text.find("\n\n"), 0)
            places = [*re.compile(rf"(?<!\w){re.escape(full)}(?![\w’'-])").finditer(text, body)]
            if len(places) > 1 and brackets and text[places[0].end() : places[0].end() + 2] != " (":
                yield places[0].end(), places[0].end(), f" ({short})"
            yield from ((found.start(), found.end(), short) for found in places[1:])

    return edits


def _sort_later(text: str, entities: Entities, instead: Mapping[str, str]) -> Iterator[Edit]:
    """*the company* where the body was the last one to be named before, and no other of its sort is in the article."""
    bodies = [*exchangeable(entities)]
    sorts = Counter(sort for sort, _ in bodies)
    every = {
        instead.get(form, form) for body in entities if body["kind"] == "organisation" for form in body.get("forms", ())
    }
    mentions = [
        *re.finditer("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in sorted(every, key=len)[::-1]), text)
    ]
    for sort, forms in bodies:
        names = {instead.get(form, form) for form in forms}
        noun = TAKEN_UP.get(sort, "")
        if not noun or sorts[sort] > 1:
            continue
        for before, found in pairwise(mentions):
            between = text[before.end() : found.start()]
            told = re.search(r"(\bThe|\bthe|[.\n”\"] ?|[a-z,]) ?$", between)
            behind = re.match(r"[,.’]| (?:said|says|is|was|has|had|will|did|announced)\b", text[found.end() :])
            again = {before.group(), found.group()} <= names and len(between) < _NEAR and re.search(r"[.!?]", between)
            if told and behind and again:
                article = told.start(1) + before.end() if told[1].lower() == "the" else found.start()
                capital = told[1] == "The" or not re.search(r"[\w,]\s*$", text[:article])
                yield article, found.end(), ("The " if capital else "the ") + noun


WAYS: dict[str, Way] = {
    **{pool: _called(pool) for pool in POOLS},
    "bodies by initials in brackets": _named_once(_initials_later(brackets=True)),
    "bodies by initials": _named_once(_initials_later(brackets=False)),
    "bodies by their sort": _named_once(_sort_later),
}
