"""Names → entities: which names are one person or body.

A surname joins the full name that it ends, a title with a forename the name that it begins, an acronym or a short form
the name of the body that it stands for. Two people with one surname are kept apart by forename and form of address. The gender
is told by forms of address, then by what stands around the names (:mod:`quoteattr.people.genders`), then by the forename
(``data/en/forenames.txt``).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import islice

import attrs

from quoteattr import lexicon
from quoteattr.draft import Entity, Name, NameKind
from quoteattr.people import clues, genders, same_name, titles
from quoteattr.people.same_name import Words, words_of
from quoteattr.text import beside
from quoteattr.text.page import Page

_PATRONYMIC = (("bin",), ("bint",), ("binti",), ("ibn",))
"""Words before the father's name, of which no surname is made: 'Mrs Zaleha' is Zaleha binti Kamarul."""

COMPARED = 100
"""How many names with a word in common a name is compared with: a text with more of them is a register, and no news."""


@attrs.define
class _Cluster:
    """Names of one person or body, with what a further name is compared with; nothing is counted anew for each."""

    number: int
    kind: NameKind
    fullest: Name  # the one that has most words, then is the most frequent, the longest and the first
    names: list[Name] = attrs.Factory(list)
    keys: set[tuple[str, ...]] = attrs.Factory(set)
    forms: dict[tuple[str, NameKind], Name] = attrs.Factory(dict)
    endings: dict[int, Name] = attrs.Factory(dict)
    shown: list[str] = attrs.Factory(list)
    introduced: int = sys.maxsize
    _counts: Counter[str] = attrs.Factory(Counter)
    _written: dict[str, Name] = attrs.Factory(dict)
    _gender_of_title: str = "-"
    _gender_of_forename: str = "-"

    def add(self, name: Name) -> None:
        """Take a name in."""
        folded = name.text.casefold()
        self.names.append(name)
        self.keys.add(words_of(name.text))
        self.forms.setdefault((name.text, name.kind), name)
        self.endings[name.end] = name
        self.introduced = min(self.introduced, name.start)
        self._counts[folded] += 1
        written = self._fuller(self._written.get(folded, name), name)
        self._written[folded], self.fullest = written, self._fuller(self.fullest, written)
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

    def _fullness(self, name: Name) -> tuple[int, bool, int, int, int]:
        shouted = name.text.isupper() and " " in name.text  # in a headline in capitals
        times = self._counts[name.text.casefold()]
        return same_name.counting_words(name.text), not shouted, times, len(name.text), -name.start


def cluster(page: Page, names: Iterable[Name]) -> tuple[Entity, ...]:
    """Names put together: a surname joins the full name that it ends, an acronym the name that it shortens."""
    people, bodies = _part(page, names)
    found = _with_kin(page, _cluster_people(page, _with_shared_surname(page, people)))
    entities = [_entity(c) for c in [*found, *_cluster_bodies(page, bodies)]]
    return tuple(sorted(entities, key=lambda e: e.mentions[0].start))


def _with_shared_surname(page: Page, people: list[Name]) -> list[Name]:
    """People with the surname that a couple is given once: '*Tom* and Ann Reed' are Tom Reed and Ann Reed."""
    behind = {name.start: words for name in people if len(words := name.text.split()) == 2}
    full = {words_of(text)[0] for words in behind.values() if (text := " ".join(words))}
    shared = []
    for name in people:
        partner = behind.get(name.end + 1) if page.lowers[name.end : name.end + 1] in (["and"], ["&"]) else None
        forename = name.text.casefold()
        alone = forename in lexicon.words("forenames") and forename not in full
        couple = partner is not None and alone and partner[0].casefold() in lexicon.words("forenames")
        shared.append(attrs.evolve(name, text=f"{name.text} {partner[-1]}") if partner and couple else name)
    return shared


def _part(page: Page, names: Iterable[Name]) -> tuple[list[Name], list[Name]]:
    """People and everything else; a lone word that some body's longer name begins with is that body, if nobody bears it.

    So is an abbreviation in brackets behind one: 'the Harbour Authority of Kent (*HAKE*)'.
    """
    keys = [(name, words_of(name.text)) for name in names]
    begun = _called_alone(page, keys)
    people, bodies = list[Name](), list[Name]()
    for name, words in keys:
        if name.kind == "person" and not (len(words) == 1 and words[0] in begun):
            people.append(name)
        else:
            bodies.append(name.of_kind("organisation") if name.kind == "person" else name)
    return people, bodies


def _called_alone(page: Page, keys: Sequence[tuple[Name, Words]]) -> set[str]:
    """The words that alone are a body for what longer names show, and nobody's name."""
    borne = {w for name, words in keys if name.kind == "person" and (len(words) > 1 or name.honorific) for w in words}
    longer = [(name, words) for name, words in keys if name.kind == "organisation" and len(words) > 1]
    found = {words[0] for name, words in longer if not same_name.is_another(words[0], name.text)}
    found |= {words[-1] for _, words in longer if words[-1] in lexicon.words("organisation_words")}  # "Town"
    ends = {name.end for name, _ in longer}
    found |= {words[0] for name, words in keys if name.start - 1 in ends and clues.is_in_brackets(page, name)}
    return found - borne


def _entity(found: _Cluster) -> Entity:
    mentions = tuple(sorted(found.names, key=lambda n: n.start))
    honorific = next((name.honorific for name in mentions if name.honorific), None)
    gender, guessed = (found.gender, found.is_guessed) if found.kind == "person" else ("-", False)
    # "Eastwick" of the Eastwick Harbour Board may be anybody's name: what is called in full is no more a person for it
    likely = found.fullest.as_person if found.kind == "organisation" else max(name.as_person for name in mentions)
    return Entity(found.fullest.text, found.kind, mentions, gender, honorific, guessed, likely)


@attrs.define
class _Index:
    """Clusters by what their names show, so that a name is compared with those only that it might belong to."""

    clusters: list[_Cluster] = attrs.Factory(list)
    _by_trait: dict[object, dict[int, None]] = attrs.Factory(dict)

    def near(self, traits: Iterable[object]) -> list[_Cluster]:
        """The clusters that share a trait, in the order in which they were begun."""
        numbers = {n for trait in traits for n in islice(self._by_trait.get(trait, ()), COMPARED)}
        return [self.clusters[n] for n in sorted(numbers)]

    def add(self, found: _Cluster | None, name: Name, traits: Iterable[object]) -> _Cluster:
        """Put a name into a cluster, or into a new one, which is given back."""
        if found is None:
            found = _Cluster(len(self.clusters), name.kind, name)
            self.clusters.append(found)
        found.add(name)
        for trait in traits:
            self._by_trait.setdefault(trait, {})[found.number] = None
        return found


def _cluster_people(page: Page, names: list[Name]) -> list[_Cluster]:
    """People put together, by the words of their names, by posts, and by the gender that names show where they stand."""
    shown = genders.shown(page, names)
    prose = frozenset(name.text for name in names if not page.once(beside.line_of, page.passage_of[name.start])[0])
    index = _Index()
    for name in sorted(names, key=lambda n: -len(n.text.split())):
        words = words_of(name.text)
        shared = same_name.without_generation(words)[-1:]  # who is named in full shares the surname
        fitting = [c for c in index.near(shared) if _same_person(name, c, prose)]
        gender = shown.get(name.start, "-")
        posts = titles.posts_before(page, name) if len(fitting) > 1 else frozenset()
        called = {c.number for c in fitting if posts and any(posts & titles.posts_beside(page, n) for n in c.names)}
        best = max(fitting, key=lambda c: (c.number in called, *_fit(name, gender, c))) if fitting else None
        found = index.add(best, name, (*words, same_name.handle(words)))
        if gender != "-":
            found.shown.append(gender)
    return _without_misspelt(index.clusters)


def _with_kin(page: Page, clusters: list[_Cluster]) -> list[_Cluster]:
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


def _without_misspelt(clusters: list[_Cluster]) -> list[_Cluster]:
    """A long surname that differs in a letter from the only full name like it is that one: Ms Bergman, Lena Bergmann."""
    full: defaultdict[str, list[tuple[str, _Cluster]]] = defaultdict(list)  # by the first letter of the surname
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


def _same_person(name: Name, found: _Cluster, prose: Container[str]) -> bool:
    words, full = words_of(name.text), words_of(found.fullest.text)
    if not words or not full or same_name.other_generation(words, full):
        return False
    words, full = same_name.without_generation(words), same_name.without_generation(full)
    if _is_of_other_gender(name, words, full, found):
        return False
    if words[0][0] == "@":
        return words[0] == same_name.handle(full)
    if len(words) > 1:
        # "Mary Jane" Poole, "Nur al-Huda" Tarwani, "Ana Varga" Quiroz, but not "Ann Poole Praises Harbour Deal"
        whole = words[-1] in lexicon.words("forenames") or found.fullest.text in prose
        return (full[: len(words)] == words and whole) or same_name.same_full_name(words, full)
    # one word: the surname, the first of two surnames, a middle name with a form of address, a forename
    middle = len(full) > 2 and words[0] in full[1:] and (bool(name.honorific) or _is_surname(words[0]))
    called = _may_stand_alone(name, words[0]) or _is_family_first(found.fullest.text) or full[1:2] in _PATRONYMIC
    # "Mr Girma" is Girma Tarekegn, once he has been named so
    first = words[0] == full[0] and (called or found.introduced < name.start)
    return words[0] == full[-1] or middle or first


def _is_of_other_gender(name: Name, words: Words, full: Words, found: _Cluster) -> bool:
    """Whether a form of address says another gender; a family's name in front shows none: 'Ms Qiu' may be Qiu Yufen."""
    family = words == full[:1] and words[0] in lexicon.words("first_surnames")
    clash = len({same_name.gender_of_title(name.honorific), found.gender} - {"-"}) == 2
    return clash and not (family and found.is_guessed)


def _is_surname(word: str) -> bool:
    """Whether a word within a full name may be a surname: 'Soto' of 'Inez Soto Brandal', but not 'Jane' of 'Mary Jane Poole'."""
    return len(word) > 1 and word not in lexicon.words("forenames") and word not in lexicon.words("name_particles")


def _is_family_first(text: str) -> bool:
    """Whether a full name is written with the family's name in front, as its second word shows: 'Gil Tae-jun'."""
    _, *given = text.split()
    return len(given) == 1 and "-" in given[0] and given[0].partition("-")[2].islower()


def _may_stand_alone(name: Name, first: str) -> bool:
    """Whether the first word of a full name alone means its bearer: 'Sir Tom', 'Tom', but 'Mr Kim' for Kim Min-ji only."""
    if name.honorific is None or same_name.asks_for_forename(name.honorific):
        return True
    return first not in lexicon.words("forenames") or first in lexicon.words("first_surnames")


def _fit(name: Name, gender: str, found: _Cluster) -> tuple[int, bool, bool, int]:
    """How well a short name fits one of several people: as a surname, in gender, introduced before it, and first of those.

    The surname alone is the protagonist's; who comes later under the same surname is named in full.
    """
    words, full = words_of(name.text), same_name.without_generation(words_of(found.fullest.text))
    whole = full[-len(words) :] == words  # "Abu Reed" is Sami Abu Reed rather than Abu Tom Reed
    return (
        whole + (words[-1] == full[-1]),
        {gender, found.gender} != {"m", "f"},
        found.introduced < name.start,
        -found.introduced,
    )


def _cluster_bodies(page: Page, names: list[Name]) -> list[_Cluster]:
    index = _Index()
    # a short form first where it is brought in: "*TNE* in court: … the Eastwick Tenants' Union (*TNE*)"
    for name in sorted(names, key=lambda n: (-len(n.text.split()), not clues.is_in_brackets(page, n), n.start)):
        near = index.near(_wanted(name))
        best = next((c for c in near if words_of(name.text) in c.keys), None) or _fitting_body(page, name, near)
        index.add(best, name, _shown(name))
    for found in index.clusters:
        found.kind = _mostly(found.names)
    return index.clusters


def _mostly(names: Iterable[Name]) -> NameKind:
    """What most of the names of one thing are taken for; a body where as many are: 'Marlow' in 'Marlow Post' is no body yet."""
    counts = Counter(name.kind for name in names)
    return max(counts, key=lambda kind: (counts[kind], kind == "organisation"))


def _shown(name: Name) -> list[tuple[object, str]]:
    """What a shorter name of the same body must have one of: beginning, last word, initials, another usual name, place."""
    return [*_shown_by_words(words_of(name.text)), (name.end, "before")]


@lexicon.remembered
def _shown_by_words(words: same_name.Words) -> tuple[tuple[object, str], ...]:
    if not words:
        return ()
    core = same_name.core(words)
    return (
        (words[0][:2], "begins"),
        (core[0][:2], "begins"),
        (words[-1], "ends"),
        *((letters, "initials") for letters in same_name.all_initials(words)),
        (same_name.usual(words), "usual"),
        (words[0], "ends"),
        (words[-1][:2], "begins"),
    )


def _wanted(name: Name) -> list[tuple[object, str]]:
    """The same, of a name that may be the shorter one."""
    words, beside = words_of(name.text), (name.start - 1, "before")
    if not words:
        return [beside]
    usual = (same_name.usual(words), "usual")
    return [(words[0][:2], "begins"), (words[-1], "ends"), (words[0], "initials"), usual, beside]


def _fitting_body(page: Page, name: Name, near: Iterable[_Cluster]) -> _Cluster | None:
    """The only body that a name fits best; where several do as well it is none of them."""
    fits = [(_fits_body(page, name, c), c) for c in near]
    best = max((fit for fit, _ in fits), default=0)
    fitting = [c for fit, c in fits if fit == best > 0]
    return fitting[0] if len(fitting) == 1 else None


def _fits_body(page: Page, name: Name, found: _Cluster) -> int:
    others = [*islice(found.forms.values(), COMPARED), found.endings.get(name.start - 1)]
    return max((_shortens(page, name, other) for other in others if other), default=0)


_PART, _CORE, _SAME, _EQUAL = 1, 2, 3, 4
"""How surely one name is another in short: a part of it, all but a legal form or a nation, another way to write it, the same."""


def _shortens(page: Page, name: Name, other: Name) -> int:
    """Whether one name of a body is another one in full or in short, and how surely."""
    words, full = words_of(name.text), words_of(other.text)
    if words == full or same_name.usual(words) == same_name.usual(full):
        return _EQUAL  # Republican Party … GOP; United States … US, which is no short form of the US Senate
    if len(words) == len(full) == 1:
        return 0
    if same_name.is_abbreviated(words, full) or same_name.is_turned(words, full):
        return _SAME  # Liberal Democrats … Lib Dems, Department of Roads … Roads Department
    if not 0 < len(words) < len(full) or same_name.is_another(name.text, other.text):
        return 0  # Leeds … Leeds police
    if same_name.ends_in_initials(words, full) or (len(words) == 1 and _is_short_form(page, name, other)):
        return _SAME  # Eastwick Independent System Operator … Eastwick ISO
    kinds = {name.kind, other.kind}
    if "organisation" not in kinds or "place" in kinds:
        return 0
    if words == full[:-1] and full[-1] in lexicon.labelled("body_heads", "same"):
        return _SAME  # the Likud party … Likud
    if words == same_name.core(full):
        return _CORE  # Acme Co. … Acme, the US Federal Reserve … the Federal Reserve
    middle = same_name.small_head(name.text) and (words[0], words[-1]) == (full[0], full[-1])
    # Acme Holdings … Acme; the Eastwick Post … the Post; the Senate Roads Committee … the Senate committee
    return _PART if middle or same_name.is_part(words, full) else 0


def _is_short_form(page: Page, name: Name, other: Name) -> bool:
    """Whether a word is the initials of a longer name, the form in brackets behind it, or its beginning with an article."""
    (word,), full = words_of(name.text), words_of(other.text)
    spoken = len(word) > 3 and name.text[0].isupper()  # Nato
    if (spoken or name.text[:2].isupper()) and word in same_name.all_initials(full):
        return True  # Office for National Statistics … ONS, Department of Roads … DOR
    if name.start == other.end + 1 and page.words[other.end] == "(":
        # the Real Deal (TRD); Kent Forestry Centre (CEFOK), by another language
        letters = {"", "t"} if page.lowers[max(other.start - 1, 0)] == "the" else {""}
        known = word in same_name.nations() or word in lexicon.table("known_names")  # "the Eastwick Post (AFP)"
        bracketed = other.kind == "organisation" and clues.is_in_brackets(page, name) and not known
        return bracketed or word[0] == full[0][0] or word.removesuffix(same_name.initials(full)) in letters
    starts = 2 < len(word) < 5 and same_name.core(full)[0].startswith(word)
    if not (starts and name.kind == other.kind == "organisation"):
        return False
    return any(page.lowers[i - 1] == "the" for i in page.where({word}) if i)  # the Federal Reserve … the Fed
