"""Names of one person or body while they are put together, and people who are one though no name ends in the other.

What a further name is compared with is kept as names come in, so that nothing is counted anew for each.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import islice

import attrs

from quoteattr import lexicon
from quoteattr.draft import Name, NameKind
from quoteattr.people import genders, same_name
from quoteattr.people.same_name import Words, words_of
from quoteattr.text.page import Page

COMPARED = 100
"""How many names with a word in common a name is compared with: a text with more of them is a register, and no news."""


@attrs.define
class Cluster:
    """Names of one person or body, with what a further name is compared with; nothing is counted anew for each."""

    number: int
    kind: NameKind
    fullest: Name  # the one that has most words, then is the most frequent, the longest and the first
    names: list[Name] = attrs.Factory(list)
    keys: set[tuple[str, ...]] = attrs.Factory(set)
    forms: dict[tuple[str, NameKind], Name] = attrs.Factory(dict)
    endings: dict[int, Name] = attrs.Factory(dict)
    nicknames: set[Words] = attrs.Factory(set)
    shown: list[str] = attrs.Factory(list)
    introduced: int = sys.maxsize
    _counts: Counter[str] = attrs.Factory(Counter)
    _written: dict[str, Name] = attrs.Factory(dict)
    _gender_of_title: str = "-"
    _gender_of_forename: str = "-"

    def add(self, name: Name) -> None:
        """Take a name in."""
        folded, called = name.text.casefold(), words_of(name.text)
        self.names.append(name)
        self.keys.add(called)
        self.forms.setdefault((name.text, name.kind), name)
        self.endings[name.end] = name
        self.introduced = min(self.introduced, name.start)
        self._counts[folded] += 1
        written = self._fuller(self._written.get(folded, name), name)
        self._written[folded] = written
        if called not in self.nicknames:  # "Mad Red" is no fuller than Ann “Mad Red” Poole
            self.fullest = self._fuller(self.fullest, written)
        if self._gender_of_title == "-":
            self._gender_of_title = same_name.gender_of_title(name.honorific)
        if self._gender_of_forename == "-" and len(words := folded.split()) > 1:
            family = words[0] in lexicon.words("first_surnames")  # "Qiu Haifeng": the family's name shows nothing
            self._gender_of_forename = lexicon.table("forenames").get(words[int(family)], "-")

    @property
    def gender(self) -> str:
        """What the forms of address say, else what several places show, else the forenames, else what one place shows."""
        return self._gender_of_forename if self.is_guessed else self._gender_shown

    @property
    def is_guessed(self) -> bool:
        """Whether no more than the forenames tell the gender: one place that shows another may err."""
        return self._gender_shown == "-" or (
            self._gender_of_title == "-"
            and len(self.shown) == 1
            and self._gender_of_forename not in ("-", self._gender_shown)
        )

    @property
    def _gender_shown(self) -> str:
        """What the forms of address say, else what the places show together."""
        return self._gender_of_title if self._gender_of_title != "-" else genders.agreed(self.shown)

    def _fuller(self, one: Name, other: Name) -> Name:
        return other if other is not one and self._fullness(other) > self._fullness(one) else one

    def _fullness(self, name: Name) -> tuple[int, bool, bool, int, int, int]:
        return *_fullness_of(name.text), self._counts[name.text.casefold()], len(name.text), -name.start


@attrs.define
class Index:
    """Clusters by what their names show, so that a name is compared with those only that it might belong to."""

    clusters: list[Cluster] = attrs.Factory(list)
    _by_trait: dict[object, dict[int, None]] = attrs.Factory(dict)

    def near(self, traits: Iterable[object]) -> list[Cluster]:
        """The clusters that share a trait, in the order in which they were begun."""
        numbers = {n for trait in traits for n in islice(self._by_trait.get(trait, ()), COMPARED)}
        return [self.clusters[n] for n in sorted(numbers)]

    def add(self, found: Cluster | None, name: Name, traits: Iterable[object]) -> Cluster:
        """Put a name into a cluster, or into a new one, which is given back."""
        if found is None:
            found = Cluster(len(self.clusters), name.kind, name)
            self.clusters.append(found)
        found.add(name)
        for trait in traits:
            self._by_trait.setdefault(trait, {})[found.number] = None
        return found


def with_kin(page: Page, clusters: list[Cluster]) -> list[Cluster]:
    """Kin who are named by the forename, then by the surname: 'Tom Reed and his wife, *Jane*, … *Mrs Reed*' is Jane Reed."""
    alone = [c for c in clusters if len(words_of(c.fullest.text)) == 1]
    called = [c for c in alone if all(same_name.gender_of_title(name.honorific) != "-" for name in c.names)]
    surnames = (
        {words_of(c.fullest.text)[-1] for c in clusters if len(words_of(c.fullest.text)) > 1} if called else set()
    )
    joined = set()
    for found in called:
        kin = [c for c in alone if c.gender == found.gender and any(genders.is_kin(page, n) for n in c.names)]
        if len(kin) == 1 and kin[0].introduced < found.introduced and words_of(found.fullest.text)[0] in surnames:
            text = f"{kin[0].fullest.text} {found.fullest.text}"
            for name in found.names:
                kin[0].add(name)
            kin[0].fullest = attrs.evolve(kin[0].fullest, text=text)
            joined.add(found.number)
    return [c for c in clusters if c.number not in joined]


def with_forename_of_both(page: Page, clusters: list[Cluster]) -> list[Cluster]:
    """Who is called by a form of address and a surname is the only bearer of it, though the forename may mislead: 'Jessie Reed, a miner, … *Mr Reed*'.

    Where the page speaks of anybody's kin, it may be the husband or wife.
    """
    alone = [
        c
        for c in clusters
        if len(words_of(c.fullest.text)) == 1 and same_name.gender_of_title(c.fullest.honorific) != "-"
    ]
    if not alone or page.where(_kin()):
        return clusters
    full = [c for c in clusters if len(words_of(c.fullest.text)) > 1]
    joined = set()
    for found in alone:
        bearers = [c for c in full if words_of(c.fullest.text)[-1:] == words_of(found.fullest.text)]
        if len(bearers) == 1 and bearers[0].is_guessed and bearers[0].introduced < found.introduced:
            for name in found.names:
                bearers[0].add(name)
            joined.add(found.number)
    return [c for c in clusters if c.number not in joined]


@lexicon.remembered
def _kin() -> frozenset[str]:
    """Words for kin."""
    return frozenset(word for word, group in lexicon.table("role_nouns", 2).items() if group == "kin")


def without_misspelt(clusters: list[Cluster]) -> list[Cluster]:
    """A long surname that differs in a letter from the only full name like it is that one: Ms Bergman, Lena Bergmann."""
    full: defaultdict[str, list[tuple[str, Cluster]]] = defaultdict(list)  # by the first letter of the surname
    for found in clusters:
        if len(words := words_of(found.fullest.text)) > 1:
            full[words[-1][0]].append((words[-1], found))
    kept = []
    for found in clusters:
        words = words_of(found.fullest.text)
        alike = full[words[0][0]][:COMPARED] if len(words) == 1 and len(words[0]) > 5 else ()
        long = ((SequenceMatcher(None, words[0], surname), c) for surname, c in alike if len(surname) > 5)
        near = [c for compared, c in long if compared.ratio() > 0.85]
        if len(near) == 1 and len({found.gender, near[0].gender} - {"-"}) < 2:
            for name in found.names:
                near[0].add(name)
        else:
            kept.append(found)
    return kept


@lexicon.remembered
def _fullness_of(text: str) -> tuple[int, bool, bool]:
    """How many words of a name tell who is meant, whether it is in small letters, and whether it is a surname with its particle."""
    words, particle = text.split(), same_name.is_surname_with_particle(text)
    shouted = text.isupper() and " " in text  # in a headline in capitals
    titled = len(words) > 2 and lexicon.is_post(words[0])  # "Actress Ann Poole" is no more than "Ann Poole"
    # "Democratic" is less than "Democrats"
    adjective = len(words) == 1 and same_name.is_adjective(same_name.words_of(text))
    return len(words) - titled - adjective - particle, not shouted, particle
