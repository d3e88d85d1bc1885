"""Clusters: the names of one person or body while :mod:`quoteattr.people.identities` puts them together.

What a further name is compared with is kept as names come in, so that nothing is counted anew for each. At the end people's
clusters are joined whose names are not alike: a wife who is named by forename and by surname, a misspelt surname, a forename that
misleads as to gender.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from difflib import SequenceMatcher
from itertools import islice

import attrs

from quoteattr import lexicon
from quoteattr.draft import Name, NameKind
from quoteattr.people import genders, same_name, titles
from quoteattr.people.same_name import Words, words_of
from quoteattr.text.noun_phrases import ages_beside
from quoteattr.text.page import Page

_BY_MARRIAGE = frozenset({"prince", "princess", "queen"})
"""Titles whose bearers may have a surname in the news: 'Princess Ann', once *Ann Poole*."""
_CHILD = 15  # years
_OF_ADULTS = frozenset({"mr", "mrs", "ms"})

COMPARED = 100
"""With how many clusters that share a trait a name is compared: a text with more of them is a register, and no news."""


@attrs.define
class Cluster:
    """Names of one person or body, with what a further name is compared with."""

    number: int
    kind: NameKind
    fullest: Name  # the one that has most words, then is the most frequent, the longest and the first
    names: list[Name] = attrs.Factory(list)
    keys: set[Words] = attrs.Factory(set)  # the words of each name
    forms: dict[tuple[str, NameKind], Name] = attrs.Factory(dict)  # the first name of each spelling and kind
    by_end: dict[int, Name] = attrs.Factory(dict)  # by the token behind the name
    nicknames: set[Words] = attrs.Factory(set)
    genders_shown: list[str] = attrs.Factory(list)  # one for every place that shows one
    introduced: int = sys.maxsize  # the token at which the first name begins
    _counts: Counter[str] = attrs.Factory(Counter)
    _best_spelt: dict[str, Name] = attrs.Factory(dict)  # the fullest of the names that differ in capitals only
    _gender_of_title: str = "-"
    _gender_of_forename: str = "-"

    def add(self, name: Name) -> None:
        """Take a name in."""
        folded, words = name.text.casefold(), words_of(name.text)
        self.names.append(name)
        self.keys.add(words)
        self.forms.setdefault((name.text, name.kind), name)
        self.by_end[name.end] = name
        self.introduced = min(self.introduced, name.start)
        self._counts[folded] += 1
        best = self._best_spelt[folded] = self._fuller(self._best_spelt.get(folded, name), name)
        if words not in self.nicknames:  # "Mad Red" is no fuller than Ann “Mad Red” Poole
            self.fullest = self._fuller(self.fullest, best)
        if name.honorific and self._gender_of_title == "-":
            self._gender_of_title = same_name.gender_of_title(name.honorific)
        if self._gender_of_forename == "-" and len(parts := folded.split()) > 1:
            # "Qiu *Haifeng*": the surname in front shows nothing
            forename = parts[1] if parts[0] in lexicon.words("first_surnames") else parts[0]
            self._gender_of_forename = lexicon.table("forenames").get(forename, "-")

    def absorb(self, other: "Cluster") -> None:
        """Take in all names of another cluster."""
        for name in other.names:
            self.add(name)

    @property
    def words(self) -> Words:
        """The words of the fullest name."""
        return words_of(self.fullest.text)

    @property
    def gender(self) -> str:
        """What the forms of address say, else what several places show, else the forenames, else what one place shows."""
        return self._gender_of_forename if self.is_guessed else self._gender_shown

    @property
    def is_guessed(self) -> bool:
        """Whether the gender is that of the forenames: nothing else shows one, or a single place shows another and may err."""
        if self._gender_shown == "-":
            return True
        one_place = self._gender_of_title == "-" and len(self.genders_shown) == 1
        return one_place and self._gender_of_forename not in ("-", self._gender_shown)

    @property
    def _gender_shown(self) -> str:
        """What the forms of address say, else what the places show together."""
        return self._gender_of_title if self._gender_of_title != "-" else genders.agreed(self.genders_shown)

    def _fuller(self, one: Name, other: Name) -> Name:
        if one.text == other.text:  # as most are: the earlier one
            return other if other.start < one.start else one
        return other if self._fullness(other) > self._fullness(one) else one

    def _fullness(self, name: Name) -> tuple[int, bool, bool, int, int, int]:
        return *_fullness_of(name.text), self._counts[name.text.casefold()], len(name.text), -name.start


@attrs.define
class Index:
    """Clusters by traits of their names, so that a name is compared only with those that it may belong to."""

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


def with_kin_joined(page: Page, clusters: list[Cluster]) -> list[Cluster]:
    """Joins kin who are named by forename and later by surname: 'Tom Reed and his wife, *Jane*, … *Mrs Reed*' is Jane Reed.

    Mrs Dunn is not she, whoever that is; where nothing shows whose wife she is, two surnames are neither's.
    """
    of_one_word = [c for c in clusters if len(c.words) == 1]
    titled = [*filter(_is_always_titled, of_one_word)]
    surnames = {c.words[-1] for c in clusters if len(c.words) > 1} if titled else set()
    wanted: defaultdict[int, list[Cluster]] = defaultdict(list)  # who may be whom, by the number of the kin
    for found in titled:
        kin = _kin_called(page, of_one_word, found)
        if len(kin) == 1 and kin[0].introduced < found.introduced and found.words[0] in surnames:
            wanted[kin[0].number].append(found)
    joined = set()
    for number, named in wanted.items():
        relative = next(c for c in of_one_word if c.number == number)
        surname = _surname_before(page, clusters, relative, surnames)
        fitting = [c for c in named if surname in ("", c.words[0])]
        if len(fitting) == 1:  # of two wives one alone is Jane
            text = f"{relative.fullest.text} {fitting[0].fullest.text}"
            relative.absorb(fitting[0])
            relative.fullest = attrs.evolve(relative.fullest, text=text)
            joined.add(fitting[0].number)
    return [c for c in clusters if c.number not in joined]


def _is_always_titled(found: Cluster) -> bool:
    """Whether every name has a form of address that tells a gender: *Mrs* Reed."""
    return all(same_name.gender_of_title(name.honorific) != "-" for name in found.names)


def _kin_called(page: Page, clusters: Iterable[Cluster], titled: Cluster) -> list[Cluster]:
    """The kin of a gender among those who are named by one word: 'his wife, *Jane*', for Mrs Reed."""
    alike = (c for c in clusters if c.gender == titled.gender)
    return [c for c in alike if any(genders.is_kin(page, name) for name in c.names)]


def _surname_before(page: Page, clusters: Iterable[Cluster], kin: Cluster, surnames: Set[str]) -> str:
    """The surname of whoever is named last before their kin in the sentence that introduces these: 'Tom *Reed* and his wife, Jane'; else empty."""
    low, high = page.sentence(kin.introduced).start, kin.introduced
    named = ((n.start, c.words[-1]) for c in clusters if c.kind == "person" for n in c.names if low <= n.start < high)
    _, last = max(named, default=(0, ""))
    return last if last in surnames else ""


def is_too_young(page: Page, found: Cluster, name: Name) -> bool:
    """Whether a form of address before a surname alone is that of adults, and the text gives the age of a child: 'Ann Poole, *8*, was hit. … *Mrs* Poole'."""
    if lexicon.bare(name.honorific or "") not in _OF_ADULTS or " " in name.text:
        return False
    ages = set[int]().union(*(ages_beside(page, full) for full in found.names if " " in full.text))
    return bool(ages) and max(ages) < _CHILD


def with_only_bearers_joined(page: Page, clusters: list[Cluster]) -> list[Cluster]:
    """Joins a title and surname with the only full name, whose forename may mislead as to gender: 'Jessie Reed, a miner, … *Mr Reed*'.

    Where the page speaks of anybody's kin, it may be the husband or wife.
    """
    titled = [c for c in clusters if len(c.words) == 1 and same_name.gender_of_title(c.fullest.honorific) != "-"]
    if not titled or page.where(_words_for_kin()):
        return clusters
    full = [c for c in clusters if len(c.words) > 1]
    joined = set()
    for found in titled:
        bearers = [c for c in full if c.words[-1:] == found.words and not is_too_young(page, c, found.fullest)]
        if len(bearers) == 1 and bearers[0].is_guessed and bearers[0].introduced < found.introduced:
            bearers[0].absorb(found)
            joined.add(found.number)
    return [c for c in clusters if c.number not in joined]


@lexicon.remembered
def _words_for_kin() -> frozenset[str]:
    return frozenset(word for word, group in lexicon.table("role_nouns", 2).items() if group == "kin")


def with_misspelt_joined(clusters: list[Cluster]) -> list[Cluster]:
    """Joins a long surname with the only full name whose surname differs in a letter or two: Ms Bergman, Lena Bergmann."""
    full: defaultdict[str, list[tuple[str, Cluster]]] = defaultdict(list)  # by the first letter of the surname
    for found in clusters:
        if len(words := found.words) > 1:
            full[words[-1][0]].append((words[-1], found))
    kept = []
    for found in clusters:
        words = found.words
        candidates = full[words[0][0]][:COMPARED] if len(words) == 1 and len(words[0]) > 5 else ()
        long = ((SequenceMatcher(None, words[0], surname), c) for surname, c in candidates if len(surname) > 5)
        alike = [c for compared, c in long if compared.ratio() > 0.85 and not _is_forename_of(words[0], c.words[-1])]
        if len(alike) == 1 and len({found.gender, alike[0].gender} - {"-"}) < 2:
            alike[0].absorb(found)
        else:
            kept.append(found)
    return kept


def _is_forename_of(word: str, surname: str) -> bool:
    """Whether a surname is made of a forename, which is no slip for it: *Robert*, *Roberts*."""
    return surname == f"{word}s" and word in lexicon.words("forenames")


@lexicon.remembered
def _fullness_of(text: str) -> tuple[int, bool, bool]:
    """How many words of a name tell who is meant, whether it is not all in capitals, and whether it is a surname with its particle."""
    words, particle = text.split(), same_name.is_surname_with_particle(text)
    shouted = text.isupper() and " " in text  # in a headline in capitals
    titled = len(words) > 2 and lexicon.is_post(words[0])  # "Actress Ann Poole" is no more than "Ann Poole"
    # "Democratic" is less than "Democrats"
    adjective = len(words) == 1 and same_name.is_adjective(same_name.words_of(text))
    return len(words) - titled - adjective - particle, not shouted, particle


# --- people who share a forename with a king ------------------------------------------------------------------------


def is_of_other_royal(page: Page, name: Name, bearers: Sequence[Name]) -> bool:
    """Whether a forename behind the title of a king, prince or pope is his, and not of who is called ``bearers``: 'King *Carl* … *Carl Poole*, a baker'.

    So it is unless something shows the one named in full to have such a title; some may marry into it.
    """
    if not (title := _royal_title(page, name)):
        return False
    words = words_of(name.text)
    full = [one for one in bearers if len(parts := words_of(one.text)) > 1 and (parts[0],) == words != parts[-1:]]
    posts = frozenset[str]().union(*(titles.posts_beside(page, one) for one in full))
    if not full or any(map(_is_royal, posts)) or any(_royal_title(page, one) for one in full):
        return False
    return title not in _BY_MARRIAGE or bool(posts) or any(one.honorific for one in full)


def _royal_title(page: Page, name: Name) -> str:
    """The title of a king, prince or pope before a name, or nothing: '*Prince* Robert', '*Princes* Robert and Tom'."""
    before = page.words[name.start - 1] if name.start else ""
    if not before[:1].isupper():
        return ""
    return next(filter(_is_royal, (lexicon.bare(before), lexicon.singular_post(before))), "")


@lexicon.remembered
def _is_royal(word: str) -> bool:
    """Whether a word is the title of somebody who goes by one name: *king*, *pope*, but not *sir*."""
    address = lexicon.honorifics().get(word)
    return address is not None and address.before == "forename" and lexicon.noun_class(word) == "post"
