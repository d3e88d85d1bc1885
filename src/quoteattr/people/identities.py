"""Puts the names of a page together into entities: which names are one person or body.

A surname joins the full name that it ends, a title with a forename the name that it begins, an acronym or a short form
the name of the body that it stands for. Two people with one surname are kept apart by forename and form of address. The gender
is shown by forms of address, then by what stands around the names (:mod:`quoteattr.people.genders`), then by the forename
(``data/en/forenames.txt``).
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import islice, pairwise

import attrs

from quoteattr import lexicon
from quoteattr.draft import Entity, Name, NameKind
from quoteattr.people import clues, clusters, genders, same_name, titles
from quoteattr.people.clusters import COMPARED, Cluster, Index
from quoteattr.people.runs import NICKNAME_MARKS
from quoteattr.people.same_name import Words, words_of
from quoteattr.text import beside
from quoteattr.text.page import Page

_PATRONYMIC = (("bin",), ("bint",), ("binti",), ("ibn",))
"""Words before the father's name, of which no surname is made: 'Mrs Zaleha' is Zaleha binti Kamarul."""
_BEFORE_OTHER_NAME = frozenset({"a.k.a", "a.k.a.", "aka", "as", "born", "by", "is", "name", "the", "was"})
_BETWEEN = 9  # tokens between two names of somebody
_OTHER_NAME = re.compile(
    r"(?:, |\( )?(?:who (?:is|was) )?(?:aka|a\.k\.a\.?|call ?sign|nicknamed|dubbed|born|real name|whose real name (?:is|was)"
    "|(?:better |also |formerly |previously |once )?known (?:[a-z]+ ){0,2}as"
    "|(?:who (?:performs|performed|sings|raps|records|recorded|writes|wrote)|performing|recording|writing) as"
    "|who goes by(?: (?:the|his|her) (?:name|nickname|call ?sign|nom de guerre))?|whose (?:stage|pen) name is)(?: the)?(?: [a-z]+)?"
)
"""What stands between somebody's name and another one by which the same person goes."""


def cluster(page: Page, names: Iterable[Name]) -> tuple[Entity, ...]:
    """Names put together: a surname joins the full name that it ends, an acronym the name that it shortens."""
    people, others = _people_and_others(page, names)
    found = clusters.with_misspelt_joined(_cluster_people(page, _with_shared_surname(page, people)))
    found = clusters.with_only_bearers_joined(page, clusters.with_kin_joined(page, found))
    entities = [_entity(c) for c in [*found, *_cluster_bodies(page, others)]]
    return tuple(sorted(entities, key=lambda e: e.mentions[0].start))


def _with_shared_surname(page: Page, people: list[Name]) -> list[Name]:
    """Gives the surname that a couple has once to both: '*Tom* and Ann Reed' are Tom Reed and Ann Reed.

    But a word that is somebody's surname elsewhere in the text stays alone: 'Kurt Dunn … *Dunn* and Ann Reed'.
    """
    forenames = lexicon.words("forenames")
    full_names = {name.start: words for name in people if len(words := name.text.split()) == 2}
    not_shared = {words_of(" ".join(words))[0] for words in full_names.values()}
    not_shared |= {words[-1] for words in (words_of(name.text) for name in people) if len(words) > 1}
    shared = []
    for name in people:
        partner = full_names.get(name.end + 1) if page.lowers[name.end : name.end + 1] in (["and"], ["&"]) else None
        first = name.text.casefold()
        if partner and first in forenames and first not in not_shared and partner[0].casefold() in forenames:
            name = attrs.evolve(name, text=f"{name.text} {partner[-1]}")
        shared.append(name)
    return shared


def _people_and_others(page: Page, names: Iterable[Name]) -> tuple[list[Name], list[Name]]:
    """The names of people, and all others. Single words that longer names show to be a body's are no person's."""
    named = [(name, words_of(name.text)) for name in names]
    of_bodies = _short_forms_of_bodies(page, named)
    nicknames = set(_nicknames(page, [name for name, _ in named]).values())
    people, others = list[Name](), list[Name]()
    for name, words in named:
        if words in nicknames:
            people.append(name.of_kind("person"))
        elif name.kind == "person" and not (len(words) == 1 and words[0] in of_bodies):
            people.append(name)
        else:
            others.append(name.of_kind("organisation") if name.kind == "person" else name)
    return people, others


def _short_forms_of_bodies(page: Page, named: Sequence[tuple[Name, Words]]) -> set[str]:
    """Single words by which bodies are called, and nobody else: '*Marlow*' of Marlow Holdings, 'the Harbour Authority of Kent (*HAKE*)'."""
    people = (words for name, words in named if name.kind == "person" and (len(words) > 1 or name.honorific))
    of_people = {word for words in people for word in words}
    longer = [(name, words) for name, words in named if name.kind == "organisation" and len(words) > 1]
    found = {words[0] for name, words in longer if not same_name.is_another(words[0], name.text)}
    found |= {words[-1] for _, words in longer if words[-1] in lexicon.words("organisation_words")}  # "Town"
    ends = {name.end for name, _ in longer}
    found |= {words[0] for name, words in named if name.start - 1 in ends and clues.is_in_brackets(page, name)}
    return found - of_people


def _entity(found: Cluster) -> Entity:
    mentions = tuple(sorted(found.names, key=lambda n: n.start))
    honorific = next((name.honorific for name in mentions if name.honorific), None)
    gender, guessed = (found.gender, found.is_guessed) if found.kind == "person" else ("-", False)
    # "Eastwick" of the Eastwick Harbour Board may be anybody's name: what is called in full is no more a person for it
    likely = found.fullest.as_person if found.kind == "organisation" else max(name.as_person for name in mentions)
    return Entity(found.fullest.text, found.kind, mentions, gender, honorific, guessed, likely)


def _cluster_people(page: Page, names: list[Name]) -> list[Cluster]:
    """Puts the names of people together by their words, by posts, and by the gender that they show where they stand."""
    shown, nicknames = genders.shown(page, names), _nicknames(page, names)
    prose = frozenset(name.text for name in names if not page.once(beside.line_of, page.passage_of[name.start])[0])
    index = Index()
    for name in sorted(names, key=lambda n: same_name.is_surname_with_particle(n.text) - len(n.text.split())):
        words = words_of(name.text)
        # who is named in full shares the surname, though it may be written as one word: "*De Poole*", "Ann *DePoole*"
        others = same_name.other_surnames(words)
        sharing = index.near({*same_name.without_generation(words)[-1:], *others})
        near = [c for c in sharing if _may_be(page, name, c)]
        fitting = [
            c for c in near if _same_person(name, c, prose) and not clusters.is_of_other_royal(page, name, c.names)
        ]
        fitting = fitting or [c for c in near if _is_one_of_surnames(page, name, c)]
        gender, nickname = shown.get(name.start, "-"), nicknames.get(name.start, ())
        best = _best(page, name, gender, fitting) if len(fitting) > 1 else next(iter(fitting), None)
        found = index.add(best, name, (*words, same_name.handle(words), *others, *nickname))
        if nickname:
            found.nicknames |= {nickname, nickname[-1:], (*nickname, *words[1:])}
        if gender != "-":
            found.genders_shown.append(gender)
    return index.clusters


def _may_be(page: Page, name: Name, found: Cluster) -> bool:
    """Whether a name may be of somebody as far as generations tell: it is not the child's whose parent is called after it, nor *Mr* a child."""
    return not (_is_child(words_of(name.text), found.words) or clusters.is_too_young(page, found, name))


def _is_child(words: Words, full: Words) -> bool:
    """Whether a forename alone is that of the child after whom somebody is called: '*Yusuf*' of Abu Yusuf, but 'Kamara' is Abu Kamara."""
    if words != full[1:2] or full[0] not in lexicon.labelled("name_links", "parent"):
        return False
    return full[0] in ("umm", "oum") or words[0] in lexicon.words("forenames")


def _best(page: Page, name: Name, gender: str, fitting: Sequence[Cluster]) -> Cluster:
    """Who of several people is meant by a name: one with the same post first, then who fits best."""
    posts = titles.posts_before(page, name)
    with_post = {c.number for c in fitting if posts and any(posts & titles.posts_beside(page, n) for n in c.names)}
    return max(fitting, key=lambda c: (c.number in with_post, *_fit(name, gender, c)))


def _nicknames(page: Page, names: Iterable[Name]) -> Mapping[int, Words]:
    """What people are called besides, by the token at which the name begins: the words between marks in it, or behind *known as*."""
    found = dict[int, Words]()
    ordered = sorted(names, key=lambda name: name.start)
    for name, behind in pairwise([*ordered, *ordered[-1:]]):
        if name.kind == "person" and (words := _in_marks(page, name) or _other_name(page, name, behind)):
            found[name.start] = words
    return found


def _in_marks(page: Page, name: Name) -> Words:
    """The words between marks in a name, by which its bearer may be called: 'Ann “*Red*” Poole'."""
    marks = [i for i in range(name.start + 1, name.end - 1) if page.words[i] in NICKNAME_MARKS]
    return words_of(" ".join(page.words[marks[0] + 1 : marks[-1]])) if len(marks) > 1 else ()


def _other_name(page: Page, name: Name, behind: Name) -> Words:
    """The words of the next name if it is the same person's: 'Ann Poole, better known as *Zed*', but not 'known as *Kate* in the series'."""
    between = page.lowers[name.tail : behind.start] if behind.start - name.tail < _BETWEEN else []
    marked = between[-1:] != [] and between[-1] in NICKNAME_MARKS and between.pop() != "("  # "call sign “*Fox*”"
    if not between or not _OTHER_NAME.fullmatch(" ".join(between)) or len(words_of(name.text)) < 2:
        return ()
    title = marked or between[-1] in _BEFORE_OTHER_NAME or lexicon.is_post(between[-1])  # "also known as *DJ* Zed"
    part = page.lowers[behind.tail : behind.tail + 1] in (["in"], ["on"], ["from"])
    return words_of(behind.text) if title and not part else ()


def _same_person(name: Name, found: Cluster, prose: Container[str]) -> bool:
    """Whether a name may be that of a person found before; ``prose`` are the names that stand outside lines in title case."""
    words, full = words_of(name.text), found.words
    if not words or not full or same_name.other_generation(words, full):
        return False
    words, full = same_name.without_generation(words), same_name.without_generation(full)
    if _is_of_other_gender(name, words, full, found):
        return False
    if words[0][0] == "@":
        return words[0] == same_name.handle(full)
    if words in found.nicknames or _is_joined_otherwise(words, full):
        return True
    if len(words) > 1:
        # "Mary Jane" Poole, "Nur al-Huda" Tarwani, "Ana Varga" Quiroz, but not "Ann Poole Praises Harbour Deal"
        may_be_first_half = words[-1] in lexicon.words("forenames") or found.fullest.text in prose
        return (full[: len(words)] == words and may_be_first_half) or same_name.same_full_name(words, full)
    return words[0] == full[-1] or _is_called_by(name, words[0], full, found)


def _is_called_by(name: Name, word: str, full: Words, found: Cluster) -> bool:
    """Whether a word that is not the last of a full name may mean its bearer: a middle name or surname with a form of address, a forename."""
    if len(full) > 2 and name.honorific and word in full[1:]:
        return True
    if word != full[0]:
        return False
    # "Mr Girma" is Girma Tarekegn, once he has been named so
    return found.introduced < name.start or _may_stand_alone(name, word) or full[1:2] in _PATRONYMIC


def _is_one_of_surnames(page: Page, name: Name, found: Cluster) -> bool:
    """Whether a name has one of two surnames, which may also be a forename: '*Ryan*' of Ann Ryan Ortega, '*Ann Poole*' of Ann Poole-Dunn."""
    words, full = words_of(name.text), found.words
    halves = full[-1].split("-")
    if len(full) < 2 or words[0] in lexicon.words("name_particles"):
        return False
    if len(words) == 1:
        fits = words[0] in (*full[1:-1], *halves) and len(words[0]) > 1
    else:
        fits = words[-1] in halves or full[-1] in words[-1].split("-")
        fits = fits and same_name.same_forename(words[0], full[0])
    # but "his son *Ryan*", who may be called so after him
    return fits and not _is_of_other_gender(name, words, full, found) and not genders.is_kin(page, name)


def _is_joined_otherwise(words: Words, full: Words) -> bool:
    """Whether a name is the same surname written in more or fewer words: 'De Poole' and 'Bill DePoole', 'Poole Reed' and 'Ann Poole-Reed'."""
    written = "".join(words).replace("-", "")
    ends = (full[k:] for k in range(len(full)))
    return any(words != end and written == "".join(end).replace("-", "") for end in ends)


def _is_of_other_gender(name: Name, words: Words, full: Words, found: Cluster) -> bool:
    """Whether a form of address clashes with the gender; of 'Qiu Yufen' that is unknown, as the surname comes first, so that 'Ms Qiu' may be meant."""
    family = words == full[:1] and words[0] in lexicon.words("first_surnames")
    clash = len({same_name.gender_of_title(name.honorific), found.gender} - {"-"}) == 2
    return clash and not (family and found.is_guessed)


def _may_stand_alone(name: Name, first: str) -> bool:
    """Whether the first word of a full name alone means its bearer: 'Sir Tom', 'Tom', but 'Mr Kim' for Kim Min-ji only."""
    if name.honorific is None or same_name.asks_for_forename(name.honorific):
        return True
    return first not in lexicon.words("forenames") or first in lexicon.words("first_surnames")


def _fit(name: Name, gender: str, found: Cluster) -> tuple[int, bool, bool, int]:
    """How well a short name fits one of several people: as a surname, in gender, introduced before it, and first of those.

    The surname alone is the protagonist's; who comes later under the same surname is named in full.
    """
    words, full = words_of(name.text), same_name.without_generation(found.words)
    whole_ending = full[-len(words) :] == words  # "Abu Reed" is Sami Abu Reed rather than Abu Tom Reed
    return (
        whole_ending + (words[-1] == full[-1]),
        {gender, found.gender} != {"m", "f"},
        found.introduced < name.start,
        -found.introduced,
    )


def _cluster_bodies(page: Page, names: list[Name]) -> list[Cluster]:
    """Puts the names of everything but people together, the longest first."""
    index, known = Index(), dict[Words, Cluster]()
    # a short form first where it is brought in: "*TNE* in court: … the Eastwick Tenants' Union (*TNE*)"
    for name in sorted(names, key=lambda n: (-len(n.text.split()), not clues.is_in_brackets(page, n), n.start)):
        words, before = words_of(name.text), (name.end, "before")
        if words and (same := known.get(words)):
            index.add(same, name, [before])  # the traits of its words are known
        else:
            best = _fitting_body(page, name, index.near(_traits_wanted(name)))
            known[words] = index.add(best, name, [*_traits(words), before])
    for found in index.clusters:
        found.kind = _mostly(found.names)
    return index.clusters


def _mostly(names: Iterable[Name]) -> NameKind:
    """The most frequent kind of names; of equally frequent ones *organisation*."""
    counts = Counter([name.kind for name in names])
    return max(counts, key=lambda kind: (counts[kind], kind == "organisation"))


@lexicon.remembered
def _traits(words: Words) -> tuple[tuple[object, str], ...]:
    """Traits of a body's name, one of which a shorter name of the body must have, beside its place: beginning, last word, initials, usual name."""
    if not words:
        return ()
    core, head = same_name.core(words), same_name.before_link(words)
    return (
        (words[0][:2], "begins"),
        (core[0][:2], "begins"),
        (words[-1], "ends"),
        (head[-1], "ends"),
        *((letters, "initials") for letters in same_name.all_initials(words)),
        (same_name.usual(words), "usual"),
        (words[0], "ends"),
        (words[-1][:2], "begins"),
    )


def _traits_wanted(name: Name) -> list[tuple[object, str]]:
    """The traits by which to look for the longer names of the body that a name may be short for."""
    words, place = words_of(name.text), (name.start - 1, "before")
    if not words:
        return [place]
    usual = (same_name.usual(words), "usual")
    return [(words[0][:2], "begins"), (words[-1], "ends"), (words[0], "initials"), usual, place]


def _fitting_body(page: Page, name: Name, near: Iterable[Cluster]) -> Cluster | None:
    """The only body that a name fits best; where several do as well it is none of them."""
    fits = [(_fit_of_body(page, name, c), c) for c in near]
    best = max((fit for fit, _ in fits), default=0)
    fitting = [c for fit, c in fits if fit == best > 0]
    return fitting[0] if len(fitting) == 1 else None


def _fit_of_body(page: Page, name: Name, found: Cluster) -> int:
    others = [*islice(found.forms.values(), COMPARED), found.by_end.get(name.start - 1)]
    return max((_likeness(page, name, other) for other in others if other), default=0)


_PART, _CORE, _SAME, _EQUAL = 1, 2, 3, 4
"""How surely two names are one body's: one is part of the other, or all but a legal form or a nation, or written otherwise, or the same."""


def _likeness(page: Page, name: Name, other: Name) -> int:
    """How surely one name of a body is another one in full or in short; 0 if it is not."""
    words, full = words_of(name.text), words_of(other.text)
    if same_name.usual(words) == same_name.usual(full):
        return _EQUAL  # Republican Party … GOP; United States … US, which is no short form of the US Senate
    if len(words) == len(full) == 1:
        return 0
    if same_name.is_abbreviated(words, full) or same_name.is_turned(words, full):
        return _SAME  # Liberal Democrats … Lib Dems, Department of Roads … Roads Department
    if not 0 < len(words) < len(full) or same_name.is_another(name.text, other.text):
        return 0  # Leeds … Leeds police
    if same_name.ends_in_initials(words, full) or (len(words) == 1 and _is_short_form(page, name, other)):
        return _SAME  # Eastwick Independent System Operator … Eastwick ISO
    if same_name.is_within(words, full, bool(same_name.small_head(name.text))):
        return _PART  # Eastwick International Airport … Eastwick Airport; the Senate Roads Committee … the Senate committee
    kinds = {name.kind, other.kind}
    if "organisation" not in kinds or "place" in kinds:
        return 0
    if words == full[:-1] and full[-1] in lexicon.labelled("body_heads", "same"):
        return _SAME  # the Likud party … Likud
    if _is_thing_of(page, name, other):
        return 0  # the Acme Comet … Acme
    if words == same_name.core(full):
        return _CORE  # Acme Co. … Acme, the US Federal Reserve … the Federal Reserve
    return _PART if same_name.is_part(words, full) else 0  # Acme Holdings … Acme; the Eastwick Post … the Post


def _is_thing_of(page: Page, name: Name, other: Name) -> bool:
    """Whether a longer name that begins with a body's is what that one makes or runs: 'the *Acme Comet*' of Acme, 'users of *Google Maps*'."""
    words, full, known = words_of(name.text), words_of(other.text), lexicon.table("known_names")
    if full[: len(words)] != words or full[len(words)] == "of" or known.get(" ".join(full)) == "body":
        return False
    if full[-1] in lexicon.words("organisation_words"):
        return other.kind == "other" and lexicon.table("other_heads").get(full[-1]) == "event"  # "the Acme Prize"
    at = max(other.start - 1 - (page.words[max(other.start - 1, 0)] == ","), 0)
    if page.lowers[at] in lexicon.table("organisation_nouns") and other.start:
        return False
    if other.kind == "other" or known.get(" ".join(words)) == "body":
        return full[-1] not in same_name.nations()
    named = page.tags[at] in ("DT", "CD") or (page.tags[at] == "JJ" and page.tags[max(at - 1, 0)] == "DT")
    titled = named and page.lowers[max(name.start - 1, 0)] != "the"
    return titled and page.tags[other.tail : other.tail + 1] not in (["NN"], ["NNS"])


def _is_short_form(page: Page, name: Name, other: Name) -> bool:
    """Whether a single word is the initials of a longer name, the form in brackets behind it, or its beginning behind an article."""
    (word,), full = words_of(name.text), words_of(other.text)
    acronym = name.text[:2].isupper() or (len(word) > 3 and name.text[0].isupper())  # ONS, Nato
    if acronym and word in same_name.all_initials(full):
        return True  # Office for National Statistics … ONS, Department of Roads … DOR
    if name.start == other.end + 1 and page.words[other.end] == "(":
        # the Real Deal (TRD); Kent Forestry Centre (CEFOK), by another language
        letters = {"", "t"} if page.lowers[max(other.start - 1, 0)] == "the" else {""}
        known = word in same_name.nations() or word in lexicon.table("known_names")  # "the Eastwick Post (AFP)"
        bracketed = other.kind == "organisation" and clues.is_in_brackets(page, name) and not known
        return bracketed or word[0] == full[0][0] or word.removesuffix(same_name.initials(full)) in letters
    starts = 2 < len(word) < 5 and same_name.core(full)[0].startswith(word) and word != full[0]
    if not (starts and name.kind == other.kind == "organisation"):
        return False
    return any(page.lowers[i - 1] == "the" for i in page.where({word}) if i)  # the Federal Reserve … the Fed
