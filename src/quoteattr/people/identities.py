"""Names → entities: which names are one person or body.

A surname joins the full name that it ends, a title with a forename the name that it begins, an acronym or a short form
the name of the body that it stands for. Two people with one surname are kept apart by forename and form of address.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

import attrs

from quoteattr import lexicon
from quoteattr.draft import Entity, Name, NameKind
from quoteattr.text.page import Page

COMPARED = 100
"""How many names with a word in common a name is compared with: a text with more of them is a register, and no news."""

_LINKS = frozenset({"of", "for", "and", "&", "the"})


@attrs.define
class _Cluster:
    """Names of one person or body, with what a further name is compared with; nothing is counted anew for each."""

    kind: NameKind
    names: list[Name] = attrs.Factory(list)
    keys: set[tuple[str, ...]] = attrs.Factory(set)
    forms: dict[tuple[str, NameKind], Name] = attrs.Factory(dict)
    endings: dict[int, Name] = attrs.Factory(dict)
    introduced: int = sys.maxsize
    _counts: Counter[str] = attrs.Factory(Counter)
    _written: dict[str, Name] = attrs.Factory(dict)
    _fullest: Name | None = None
    _gender_of_title: str = "-"
    _gender_of_forename: str = "-"

    def add(self, name: Name) -> None:
        """Take a name in."""
        folded = name.text.casefold()
        self.names.append(name)
        self.keys.add(_key(name.text))
        self.forms.setdefault((name.text, name.kind), name)
        self.endings[name.end] = name
        self.introduced = min(self.introduced, name.start)
        self._counts[folded] += 1
        self._written[folded] = max(self._written.get(folded, name), name, key=self._fullness)
        self._fullest = max(self._fullest or name, self._written[folded], key=self._fullness)
        if self._gender_of_title == "-":
            self._gender_of_title = _title_gender(name)
        if self._gender_of_forename == "-" and len(words := folded.split()) > 1:
            self._gender_of_forename = lexicon.table("forenames").get(words[0], "-")

    @property
    def fullest(self) -> Name:
        """The name that has most words, then is the most frequent, the longest and the first."""
        assert self._fullest is not None
        return self._fullest

    @property
    def gender(self) -> str:
        """What the forms of address say, else the forenames."""
        return self._gender_of_title if self._gender_of_title != "-" else self._gender_of_forename

    def _fullness(self, name: Name) -> tuple[int, int, int, int]:
        return len(name.text.split()), self._counts[name.text.casefold()], len(name.text), -name.start


def cluster(page: Page, names: Iterable[Name]) -> tuple[Entity, ...]:
    """Names put together: a surname joins the full name that it ends, an acronym the name that it shortens."""
    names = tuple(names)
    people, bodies = _part(names)
    entities = [_entity(c) for c in [*_cluster_people(people), *_cluster_bodies(page, bodies)]]
    return tuple(sorted(entities, key=lambda e: e.mentions[0].start))


def _part(names: tuple[Name, ...]) -> tuple[list[Name], list[Name]]:
    """People and everything else; a lone word that some body's longer name begins with is that body, if nobody bears it."""
    borne = {w for n in names if n.kind == "person" and (len(_key(n.text)) > 1 or n.honorific) for w in _key(n.text)}
    begun = {_key(n.text)[0] for n in names if n.kind == "organisation" and len(_key(n.text)) > 1}
    people: list[Name] = []
    bodies: list[Name] = []
    for name in names:
        lone = len(_key(name.text)) == 1 and _key(name.text)[0] in begun - borne
        if name.kind == "person" and not lone:
            people.append(name)
        else:
            bodies.append(name.of_kind("organisation") if name.kind == "person" else name)
    return people, bodies


def _entity(found: _Cluster) -> Entity:
    mentions = tuple(sorted(found.names, key=lambda n: n.start))
    honorifics = [name.honorific for name in mentions if name.honorific]
    kind = found.kind
    return Entity(
        found.fullest.text,
        kind,
        mentions,
        found.gender if kind == "person" else "-",
        honorifics[0] if honorifics else None,
    )


@attrs.define
class _Index:
    """Clusters by what their names show, so that a name is compared with those only that it might belong to."""

    clusters: list[_Cluster] = attrs.Factory(list)
    _by_trait: dict[object, dict[int, None]] = attrs.Factory(dict)

    def near(self, traits: Iterable[object]) -> list[_Cluster]:
        """The clusters that share a trait, in the order in which they were begun."""
        numbers = {n for trait in traits for n in islice(self._by_trait.get(trait, ()), COMPARED)}
        return [self.clusters[n] for n in sorted(numbers)]

    def add(self, found: _Cluster | None, name: Name, traits: Iterable[object]) -> None:
        """Put a name into a cluster, or into a new one."""
        if found is None:
            found = _Cluster(name.kind)
            self.clusters.append(found)
            number = len(self.clusters) - 1
        else:
            number = next(n for n in self._by_trait[found.names[0]] if self.clusters[n] is found)
        found.add(name)
        for trait in (name, *traits):
            self._by_trait.setdefault(trait, {})[number] = None


def _cluster_people(names: list[Name]) -> list[_Cluster]:
    index = _Index()
    for name in sorted(names, key=lambda n: -len(n.text.split())):
        words = _key(name.text)
        shared = _without_generation(words)[-1:] if len(words) > 1 else words  # who is named in full shares the surname
        fitting = [c for c in index.near(shared) if _same_person(name, c)]
        best = max(fitting, key=lambda c: _fit(name, c)) if fitting else None
        index.add(best, name, words)
    return _without_misspelt(index.clusters)


def _without_misspelt(clusters: list[_Cluster]) -> list[_Cluster]:
    """A long surname that differs in a letter from the only full name like it is that one: Ms Bergman, Lena Bergmann."""
    full: defaultdict[str, list[_Cluster]] = defaultdict(list)  # by the first letter of the surname
    for found in clusters:
        if len(words := _key(found.fullest.text)) > 1:
            full[words[-1][0]].append(found)
    kept = []
    for found in clusters:
        words = _key(found.fullest.text)
        alike = full[words[0][0]] if len(words) == 1 else ()
        near = [c for c in alike[:COMPARED] if _nearly(words[0], _key(c.fullest.text)[-1])]
        genders = {found.gender, *(c.gender for c in near)} - {"-"}
        if len(near) == 1 and len(genders) < 2:
            for name in found.names:
                near[0].add(name)
        else:
            kept.append(found)
    return kept


def _nearly(a: str, b: str) -> bool:
    return min(len(a), len(b)) > 5 and a[0] == b[0] and SequenceMatcher(None, a, b).ratio() > 0.85


def _same_person(name: Name, found: _Cluster) -> bool:
    words, full = _key(name.text), _key(found.fullest.text)
    if not words or not full:
        return False
    generations = {words[-1], full[-1]} & lexicon.table("generations").keys()
    if generations and words[-1] != full[-1] and len(generations) == 2:
        return False
    words, full = _without_generation(words), _without_generation(full)
    genders = {_title_gender(name), found.gender} - {"-"}
    if len(genders) == 2:
        return False
    if len(words) == 1:
        middle = bool(name.honorific) and len(full) > 2 and words[0] in full[1:]
        return words[0] == full[-1] or middle or (words[0] == full[0] and _may_stand_alone(name, full[0]))
    if words[-1] != full[-1]:
        return False
    if words[0] in lexicon.words("name_particles") and full[-len(words) :] == words:
        return True  # "Von der Heide" and "Anna von der Heide"
    return _same_forename(words[0], full[0]) or len(full) == 1


@lru_cache(maxsize=4096)
def _key(text: str) -> tuple[str, ...]:
    return tuple(w.strip(".").casefold() for w in text.replace("’", "'").split() if w.strip("."))


def _without_generation(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if len(words) > 1 and words[-1] in lexicon.table("generations") else words


def _same_forename(a: str, b: str) -> bool:
    return (
        a == b
        or (min(len(a), len(b)) == 1 and a[0] == b[0])
        or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)))
        or not {a, *_full_forms(a)}.isdisjoint({b, *_full_forms(b)})
    )


def _full_forms(forename: str) -> list[str]:
    """The names that a pet form may stand for: Bob is a Robert."""
    return lexicon.table("nicknames").get(forename, "").split()


def _title_gender(name: Name) -> str:
    return lexicon.honorifics()[lexicon.bare(name.honorific)].gender if name.honorific else "-"


def _may_stand_alone(name: Name, first: str) -> bool:
    """Whether the first word of a full name alone means its bearer: 'Sir Tom', 'Tom', but 'Mr Kim' for Kim Min-ji only."""
    if name.honorific is None:
        return True
    before = lexicon.honorifics()[lexicon.bare(name.honorific)].before
    return before == "forename" or first not in lexicon.words("forenames") or first in lexicon.words("first_surnames")


def _fit(name: Name, found: _Cluster) -> tuple[bool, bool, int]:
    """How well a short name fits one of several people: as a surname, introduced before it, and first of those.

    The surname alone is the protagonist's; who comes later under the same surname is named in full.
    """
    words, full = _key(name.text), _key(found.fullest.text)
    return words[-1] == full[-1], found.introduced < name.start, -found.introduced


def _cluster_bodies(page: Page, names: list[Name]) -> list[_Cluster]:
    index = _Index()
    for name in sorted(names, key=lambda n: (-len(n.text.split()), n.start)):
        near = index.near(_wanted(name))
        exact = [c for c in near if _key(name.text) in c.keys]
        fitting = exact[:1] or [c for c in near if _same_body(page, name, c)]
        best = fitting[0] if len(fitting) == 1 else None
        if best is not None and best.kind != "organisation" and name.kind == "organisation":
            best.kind = name.kind
        index.add(best, name, _shown(name))
    return index.clusters


def _shown(name: Name) -> Iterator[tuple[object, str]]:
    """What a shorter name of the same body must have one of: beginning, last word, initials, place."""
    words = _key(name.text)
    if words:
        yield words[0][:2], "begins"
        yield words[-1], "ends"
        yield _initials(words), "initials"
        yield _initials([w for w in words if w != "the"]), "initials"
    yield name.end, "before"


def _wanted(name: Name) -> Iterator[tuple[object, str]]:
    """The same, of a name that may be the shorter one."""
    words = _key(name.text)
    if words:
        yield words[0][:2], "begins"
        yield words[-1], "ends"
        yield words[0], "initials"
    yield name.start - 1, "before"


def _same_body(page: Page, name: Name, found: _Cluster) -> bool:
    words = _key(name.text)
    others = [*islice(found.forms.values(), COMPARED)]
    if (beside := found.endings.get(name.start - 1)) is not None:
        others.append(beside)
    return any(_shortens(page, name, words, other, _key(other.text)) for other in others)


def _shortens(page: Page, name: Name, words: tuple[str, ...], other: Name, full: tuple[str, ...]) -> bool:
    """Whether one name of a body is another one in full or in short."""
    if words == full:
        return True
    if not words or not full:
        return False
    if len(words) == len(full) > 1 and all(
        len(w) > 2 and f.startswith(w.rstrip("s")) for w, f in zip(words, full, strict=True)
    ):
        return True  # Liberal Democrats … Lib Dems
    if len(words) >= len(full):
        return False
    if (
        len(words) == 1
        and name.text[:2].isupper()
        and words[0] in (_initials(full), _initials([w for w in full if w != "the"]))
    ):
        return True  # Office for National Statistics … ONS
    if len(words) == 1 and name.start == other.end + 1 and page.tokens[other.end].text == "(":
        return words[0][0] == full[0][0]  # Royal United Services Institute (Rusi)
    if "organisation" not in (name.kind, other.kind) or other.kind == "place":
        return False
    if full[: len(words)] == words:
        return name.kind != "place"  # Acme Holdings … Acme
    if full[-len(words) :] != words:
        return False
    # the Eastwick Post … the Post; the US State Department … the State Department
    return words[-1] in lexicon.words("organisation_words") and name.kind != "place"


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in _LINKS)
