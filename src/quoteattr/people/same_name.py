"""Compares names by their words alone: whether two may be one person's or one body's.

Here are the rules on generations (*Jr*), pet forms, initials and short forms of bodies; :mod:`quoteattr.people.identities` and
:mod:`quoteattr.corpus.same_name` add what they know besides. Words are as :func:`words_of` gives them.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from quoteattr import lexicon

Words = tuple[str, ...]
_LETTERS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")  # "U.S.", "F.B.I"
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az)-(?=[^\W\d]{3})")  # "al-Tarwi", "Tarwi"
_CAMEL = re.compile("[a-z][A-Z]")
_OF = frozenset({"of", "for", "on", "to", "in", "at"})
_FORMS = {
    "begins with initials": re.compile(r"^([A-Z]\.[ -]?)*[A-Z]\.? \w"),  # "R.R. Poole"
    "begins with capitals": re.compile(r"^[A-Z]{2,} .*[a-z]"),  # "NM Poole", "BBC News"
    "ends in a small half": re.compile(r" .*\w-[^\W\d_A-Z]{2,}$"),  # "Kwok Ho-man"
    "apostrophe within": re.compile(r"\w['’ʻ]\w\w"),  # "Ann O'Poole"
    "letters of other languages": re.compile(r"[^\W\d_a-zA-Z]"),
}


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """The words of a name, ready for comparison.

    >>> words_of("J. O’Neill Jr.")
    ('j', "o'neill", 'jr')
    >>> words_of("U.S."), words_of("US"), words_of("Acme, Inc."), words_of("D.K. Poole"), words_of("Sami al-Tarwi")
    (('us',), ('us',), ('acme', 'inc'), ('dk', 'poole'), ('sami', 'tarwi'))
    """
    words = (word.replace(".", "") if _LETTERS.fullmatch(word) else word for word in text.replace("’", "'").split())
    plain = (word.strip(".,").casefold() for word in words)
    return tuple(_ARTICLE.sub("", word) for word in plain if word)


def other_surnames(words: Words) -> Words:
    """Other forms of the surname: in one word with the particle before it, the halves of a double one.

    >>> other_surnames(("bill", "de", "poole")), other_surnames(("ann", "poole-reed")), other_surnames(("bill", "poole"))
    (('depoole',), ('poole', 'reed'), ())
    """
    joined = len(words) > 1 and words[-2] in lexicon.words("name_particles")
    double = words[-1].split("-") if words and "-" in words[-1] else ()
    return (*((words[-2] + words[-1],) if joined else ()), *filter(None, double))


def generation(words: Sequence[str]) -> str:
    """The word behind a name that tells father and son apart, in one form for all that mean the same.

    >>> generation(["tom", "reed", "junior"]), generation(["tom", "reed"]), generation(["junior"])
    ('jr', '', '')
    """
    return lexicon.table("generations").get(words[-1], "") if len(words) > 1 else ""


def other_generation(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names are of different generations; a name without one may be of either.

    >>> jr, junior, senior, reed = (("tom", "reed", "jr"), ("tom", "reed", "junior"), ("tom", "reed", "senior"), ("reed",))
    >>> other_generation(jr, senior), other_generation(jr, junior), other_generation(jr, reed)
    (True, False, False)
    """
    return len({generation(a), generation(b)} - {""}) == 2


def without_generation(words: Words) -> Words:
    """A name without its generation.

    >>> without_generation(("tom", "reed", "jr"))
    ('tom', 'reed')
    """
    return words[:-1] if generation(words) else words


def same_forename(a: str, b: str) -> bool:
    """Whether two forenames may be one: equal, an initial of the other, its beginning, a pet form of it, another spelling.

    >>> same_forename("dan", "daniel"), same_forename("t", "tom"), same_forename("bob", "robert"), same_forename("hilary", "hillary")
    (True, True, True, True)
    >>> same_forename("al", "alice"), same_forename("bob", "bill")
    (False, False)
    """
    begins = min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a))
    short = begins or is_initial(a, b) or not _full_forms(a).isdisjoint(_full_forms(b))
    return short or as_it_sounds(a) == as_it_sounds(b)


_SOUNDS = (
    *(("ph", "f"), ("v", "f"), ("z", "s"), ("ck", "k"), ("y", "i"), ("ei", "i")),
    *((r"c(?![eih])", "k"), (r"(?<=[^cs])h", ""), (r"(.)\1", r"\1")),
)


@lru_cache(maxsize=4096)
def as_it_sounds(forename: str) -> str:
    """A forename written as it sounds, which is the same for different spellings of one.

    >>> [as_it_sounds(name) for name in ("viktor", "victor", "sergey", "sergei", "philip", "phillip", "josé", "karen", "karin")]
    ['fiktor', 'fiktor', 'sergi', 'sergi', 'filip', 'filip', 'jose', 'karen', 'karin']
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", forename) if not unicodedata.combining(sign))
    for written, sound in _SOUNDS:
        plain = re.sub(written, sound, plain)
    return plain


def is_initial(a: str, b: str) -> bool:
    """Whether one of two forenames is the first letter of the other, or both are the same letter."""
    return a[0] == b[0] and 1 in (len(a), len(b))


def _full_forms(forename: str) -> set[str]:
    """A forename with those that it may be a pet form of: Bob is a Robert."""
    return {forename, *lexicon.table("nicknames").get(forename, "").split()}


def same_full_name(words: Words, full: Words) -> bool:
    """Whether a name of several words may be that of somebody who is known by a fuller one, or by a surname only.

    >>> same_full_name(("t", "reed"), ("tom", "reed")), same_full_name(("von", "der", "heide"), ("anna", "von", "der", "heide"))
    (True, True)
    >>> same_full_name(("soto", "brandal"), ("inez", "soto", "brandal")), same_full_name(("zoe", "reed"), ("tom", "reed"))
    (True, False)
    """
    if words[-1] != full[-1]:
        return False
    if len(words) < len(full) and full[-len(words) :] == words:
        # "Mr Ben Tarvi" is Elad Ben Tarvi, "Al Reed" Sami Al Reed; not "Longtime Ann Reed"
        forename = words[0] in lexicon.words("forenames") and words[0] not in lexicon.words("name_particles")
        if not forename or full[0] in lexicon.words("forenames"):
            return True
    letters = len(words) == 2 < len(full) and words[0] == initials(full[:-1], "")  # "J.F. Reed" is John F. Reed
    return letters or len(full) == 1 or same_forename(words[0], full[0])


def gender_of_title(honorific: str | None) -> str:
    """The gender that a form of address shows: m, f or -.

    >>> gender_of_title("Mrs."), gender_of_title("Dr"), gender_of_title(None)
    ('f', '-', '-')
    """
    form = _form_of_address(honorific)
    return form.gender if form else "-"


def asks_for_forename(honorific: str | None) -> bool:
    """Whether a form of address with one name stands before the forename: Sir Tom, but Lord Reed.

    >>> asks_for_forename("Sir"), asks_for_forename("Lord"), asks_for_forename(None)
    (True, False, False)
    """
    form = _form_of_address(honorific)
    return form is not None and form.before == "forename"


def _form_of_address(honorific: str | None) -> lexicon.Honorific | None:
    return lexicon.honorifics().get(lexicon.bare(honorific)) if honorific else None


def initials(words: Iterable[str], silent: str = "inner") -> str:
    """The first letters of the words of a body; ``silent`` is the label (``name_links.txt``) of the links left out, or empty.

    >>> initials(["office", "for", "national", "statistics"]), initials(["department", "of", "roads"], "")
    ('ons', 'dor')
    """
    return "".join(word[0] for word in words if not silent or word not in lexicon.labelled("name_links", silent))


@lexicon.remembered
def all_initials(words: Words) -> frozenset[str]:
    """All initials by which a body may be known: with small words and without; three or more also without its nation or last noun.

    >>> both = ("us", "harbour", "and", "boat", "agency")
    >>> sorted(all_initials(both)), "pcs" in all_initials(("port", "crane", "service", "union"))
    (['hab', 'haba', 'hba', 'uhab', 'uhaba', 'uhb', 'uhba'], True)
    """
    wholes = {words, core(words)}
    shorter = {name[:-1] for name in wholes if len(name) > 3 and name[-1] in lexicon.words("organisation_words")}
    letters = {initials(name, silent) for name in wholes | shorter for silent in ("inner", "")}
    own = {initials(words), initials(words, "")}
    return frozenset(own | {form for form in letters if len(form) > 2})


@lexicon.remembered
def core(words: Words) -> Words:
    """A body's name without the nation or party before it and the words behind it that only tell what a firm is.

    >>> core(("acme", "stores", "inc")), core(("us", "federal", "reserve")), core(("bank", "of", "eastwick"))
    (('acme',), ('federal', 'reserve'), ('bank', 'of', 'eastwick'))
    """
    types, legal = lexicon.table("organisation_types"), lexicon.labelled("body_name_words", "legal")
    last = len(words)
    first = next((n for n in (2, 1) if n < last and " ".join(words[:n]) in nations()), 0)
    if last > 1 and words[0] in lexicon.words("party_words"):
        first = first or 1
    if words[first] in ("and", "of", "&", "for"):
        first = 0  # "Independent and Free"
    while last > first + 1 and (types.get(words[last - 1]) == "company" or words[last - 1] in legal):
        last -= 1
    return words[first:last]


@lexicon.remembered
def nations() -> frozenset[str]:
    """Countries and their states with their adjectives and inhabitants, in small letters."""
    demonyms = lexicon.table("demonyms")
    return frozenset({*demonyms, *map(str.casefold, demonyms.values()), *lexicon.words("country_names")})


@lexicon.remembered
def usual(words: Words) -> str:
    """The usual name of a country or party, by which it is compared: the US for America; of others the name itself.

    >>> usual(("united", "states")), usual(("gop",)) == usual(("republican", "party")), usual(("harbour", "trust"))
    ('us', True, 'harbour trust')
    """
    plain = " ".join(words)
    return lexicon.table("party_synonyms").get(plain) or lexicon.table("country_names").get(plain, plain).casefold()


@lexicon.remembered
def is_adjective(words: Words) -> bool:
    """Whether a single word is the adjective of a country or party: *Democratic*, *Danish*.

    >>> is_adjective(("democratic",)), is_adjective(("democrats",)), is_adjective(("labour",))
    (True, False, False)
    """
    parties = ("conservative", "democratic", "liberal", "republican")
    return len(words) == 1 and (words[0] in lexicon.table("demonyms") or words[0] in parties)


def is_abbreviated(words: Words, full: Words) -> bool:
    """Whether every word of a name shortens that of another one.

    >>> is_abbreviated(("lib", "dems"), ("liberal", "democrats"))
    True
    """
    return len(words) == len(full) > 1 and all(
        len(word) > 2 and whole.startswith(word.rstrip("s")) for word, whole in zip(words, full, strict=True)
    )


def small_head(text: str) -> str:
    """The noun in small letters that a body's name ends in, or nothing.

    >>> small_head("Obama administration"), small_head("Harbour Trust"), small_head("campaign")
    ('administration', '', '')
    """
    beside, _, head = text.rpartition(" ")
    return head if beside and head in lexicon.words("body_heads") and head.islower() else ""


def is_another(name: str, full: str) -> bool:
    """Whether a longer name is that of a body called after the shorter one, and not the same.

    >>> is_another("Obama", "Obama administration"), is_another("Likud", "Likud party")
    (True, False)
    """
    head = small_head(full)
    return bool(head) and head not in lexicon.labelled("body_heads", "same") and small_head(name) != head


def ends_in_initials(words: Words, full: Words) -> bool:
    """Whether a name is the beginning of a longer one and the initials of its rest.

    >>> ends_in_initials(("eastwick", "iso"), ("eastwick", "independent", "system", "operator"))
    True
    """
    at = len(words) - 1
    return at > 0 and words[:at] == full[:at] and len(words[at]) > 1 and words[at] == initials(full[at:])


def is_part(words: Words, full: Words) -> bool:
    """Whether a body may be called by the beginning of its name, or by an end that says what kind of body it is.

    >>> is_part(("acme",), ("acme", "holdings")), is_part(("state", "department"), ("us", "state", "department"))
    (True, True)
    >>> is_part(("college",), ("royal", "college", "of", "nursing"))
    True
    >>> is_part(("eastwick",), ("bank", "of", "eastwick")), is_part(("california",), ("california", "roads", "commission"))
    (False, False)
    >>> is_part(("harbour", "trust"), ("harbour", "trust", "academy"))
    False
    """
    length = len(words)
    if full[:length] == words:
        return not _is_other_body(words, full)
    return words[-1] in lexicon.words("organisation_words") and words in (full[-length:], before_link(full)[-length:])


def before_link(words: Words) -> Words:
    """A body's name as far as its head noun, before *of*, *for* and the like.

    >>> before_link(("royal", "college", "of", "nursing")), before_link(("harbour", "trust"))
    (('royal', 'college'), ('harbour', 'trust'))
    """
    return words[: next((i for i, word in enumerate(words) if i and word in _OF), len(words))]


def is_within(words: Words, full: Words, small: bool) -> bool:
    """Whether a body's name is a longer one without words before its head: any, or, if the head is no ``small`` noun, those for its scope.

    >>> is_within(("eastwick", "airport"), ("eastwick", "international", "airport"), small=False)
    True
    >>> is_within(("kent", "trust"), ("kent", "nurses", "trust"), False), is_within(("kent", "trust"), ("kent", "nurses", "trust"), True)
    (False, True)
    """
    full = before_link(full)
    if len(words) < 2 or (words[0], words[-1]) != (full[0], full[-1]):
        return False
    scopes = lexicon.labelled("body_name_words", "scope")
    return small or (len(words) < len(full) and tuple(w for w in full if w not in scopes or w in words) == words)


def _is_other_body(words: Words, full: Words) -> bool:
    """Whether the words that a longer name begins with are another body: the state, parliament, parent or maker of the longer one."""
    types, plain = lexicon.table("organisation_types"), " ".join(words)
    kind = types.get(full[-1], "")
    if plain in nations() and not (kind == "company" and is_adjective(words)):  # but American Airlines
        return True
    if len(words) > 1 and words[-1] in types and kind not in ("", "company"):
        return True
    if _is_followed_by_own_name(words, full[len(words) :]):
        return True
    return plain in lexicon.labelled("body_name_words", "chamber") and full[len(words) : len(words) + 1] != ("of",)


def _is_followed_by_own_name(words: Words, rest: Words) -> bool:
    """Whether what stands behind a body's name names something of its own: 'Acme *Fund II*', 'Denver *Museum*', 'University of Eastwick *Hospital*'."""
    if any(map(str.isdigit, "".join(rest))) or rest[-1] in lexicon.words("generations"):
        return True
    form, known = lexicon.table("organisation_types").get(rest[-1], ""), lexicon.table("known_names")
    if rest[0] in _OF or rest[-1] in nations() or form == "company":
        return False  # "United Bank of Africa", "General Motors Europe"
    if known.get(" ".join(words)) == "place":
        return form not in ("team", "school", "band") and rest[-1] in lexicon.words("organisation_words")
    return "of" in words and before_link(words)[-1] in lexicon.table("organisation_types")


def is_turned(words: Words, full: Words) -> bool:
    """Whether two names of a body are the same words, with and without *of*.

    >>> is_turned(("roads", "department"), ("department", "of", "roads")), is_turned(("city", "bank"), ("bank", "city"))
    (True, False)
    """
    if "of" not in full and "of" not in words:
        return False
    return words != full and sorted(set(words) - {"of", "the"}) == sorted(set(full) - {"of", "the"})


def heads() -> frozenset[str]:
    """Head nouns of bodies behind which *of* or *for* says what they are for."""
    return lexicon.labelled("body_name_words", "head")


def forms(text: str) -> Mapping[str, bool]:
    """Which forms a name is written in, by the letters and marks within it."""
    return {name: bool(form.search(text)) for name, form in _FORMS.items()}


def is_foreign(word: str) -> bool:
    """Whether a capitalised word must be a name by its letters, whatever a tagger takes it for.

    >>> is_foreign("O’Brannock"), is_foreign("Bråten"), is_foreign("Harbour"), is_foreign("Poole’s")
    (True, True, False, False)
    """
    if word.isascii() and "'" not in word:
        return False
    return any(_FORMS[form].search(word) for form in ("apostrophe within", "letters of other languages"))


def is_camel(text: str) -> bool:
    """Whether a capital stands within a word: 'WeWork'."""
    return bool(_CAMEL.search(text))


@lru_cache(maxsize=4096)
def handle(words: Words) -> str:
    """The online handle made of the words of a name.

    >>> handle(("zoë", "reed"))
    '@zoereed'
    """
    return "@" + "".join(sign for sign in unicodedata.normalize("NFKD", "".join(words)) if sign.isalnum())


def is_surname_with_particle(text: str) -> bool:
    """Whether a name is a surname alone, as a particle that is no forename begins it.

    >>> is_surname_with_particle("De Poole"), is_surname_with_particle("Ben Poole"), is_surname_with_particle("Ann de Poole")
    (True, False, False)
    """
    first, *others = text.lower().split()
    return bool(others) and first in lexicon.words("name_particles") and first not in lexicon.words("forenames")
