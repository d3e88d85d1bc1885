"""The word lists of ``data/en``, read once and offered as sets, tables and questions about words.

Each list is a text file with a header that says what is in it, where it comes from and what its columns mean. A user's own
entries (:class:`Lexicon`) are added within :func:`using`, in that thread only, as :func:`decimal.localcontext` does with precision.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib import resources
from inspect import signature, unwrap
from typing import Any, Literal, ParamSpec, TypeVar, cast, get_args

import attrs

_COMMON = 8192  # how many answers of a function are kept
Row = tuple[str, ...]
"""An entry of a list, by columns."""

_P = ParamSpec("_P")
_T = TypeVar("_T")

Frame = Literal["clause", "quote", "wh", "inf", "objinf", "ger", "ofger", "to", "doc", "np", "name", "as"]
"""A construction that a reporting verb takes; the header of ``reporting_verbs.txt`` has an example of each."""

_FRAMES: dict[str, Frame] = {frame: frame for frame in get_args(Frame)}
_CONTENT_FRAMES: frozenset[Frame] = frozenset({"clause", "quote"})
_ADJUNCT_PREPOSITIONS = frozenset({"on", "to", "with", "in", "at"})


@attrs.frozen
class Verb:
    """A reporting verb with the constructions (``frames``) it takes; ``particles`` are the words that belong to it."""

    lemma: str
    particles: tuple[str, ...]
    frames: frozenset[Frame]

    def takes(self, *frames: Frame) -> bool:
        """Whether it takes one of the given constructions."""
        return not self.frames.isdisjoint(frames)


@attrs.frozen
class Honorific:
    """A form of address before a name; ``before`` is what follows it: ``surname``, ``forename`` or ``any``."""

    gender: str
    before: str


@attrs.frozen
class Lexicon:
    """A user's own entries by list, in addition to those of the package; one that begins with ``!`` removes an entry.

    :func:`quoteattr.own.words.read` makes one of a folder or a mapping, and checks it. ``memory`` has the answers of each
    :func:`remembered` function with these entries.
    """

    own: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    memory: dict[object, Any] = attrs.field(factory=dict, eq=False, repr=False, kw_only=True)

    def __reduce__(self) -> tuple[object, ...]:
        return Lexicon, (self.own,)  # without its memory, which can be built again


PACKAGED = Lexicon()
_in_use: ContextVar[Lexicon] = ContextVar("lexicon", default=PACKAGED)


@contextmanager
def using(lexicon: Lexicon) -> Iterator[None]:
    """A context in which, for this thread, the lists have the entries of ``lexicon``.

    >>> with using(Lexicon((("role_nouns", (("wharfinger", "-", "post"), ("!striker",))),))):
    ...     is_post("wharfinger"), is_post("striker")
    (True, False)
    >>> is_post("wharfinger"), is_post("striker")
    (False, True)
    """
    token = _in_use.set(lexicon)
    try:
        yield
    finally:
        _in_use.reset(token)


def remembered(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Like :func:`functools.cache` for a function of the lists with two arguments at most: each :class:`Lexicon` has its own answers."""

    # such functions are called hundreds of times a sentence: each number of arguments has a wrapper that does no more than it must
    in_use, parameters = _in_use.get, [*signature(function).parameters.values()]
    default = parameters[-1].default if parameters else None

    @wraps(function)
    def answer() -> Any:
        try:
            return in_use().memory[function][None]
        except KeyError:
            return compute(None)

    @wraps(function)
    def answer_of_one(asked: Any) -> Any:
        try:
            return in_use().memory[function][asked]
        except KeyError:
            return compute(asked, asked)

    @wraps(function)
    def answer_of_two(one: Any, other: Any = default) -> Any:
        try:
            return in_use().memory[function][one][other]
        except KeyError:
            return compute(other, one, other)

    def compute(key: Any, *asked: Any) -> _T:
        """The answer to what is ``asked``, kept under ``key``: the last argument, or None without any."""
        found = cast("Callable[..., _T]", function)(*asked)
        known = in_use().memory
        for level in (function, *asked[:-1]):  # memory[function][key], or memory[function][one][key]
            known = known.setdefault(level, _Known())
            if len(known) >= _COMMON:
                known.clear()
        known[key] = found
        return found

    return cast("Callable[_P, _T]", (answer, answer_of_one, answer_of_two)[len(parameters)])


class _Known(dict[Any, Any]):
    """The answers of a function by what it was asked; by its first argument such answers by the second, if it has two."""


@cache
def packaged(name: str) -> tuple[Row, ...]:
    """The entries of one list of the package, split into their columns.

    >>> packaged("demonyms")[0]
    ('aberdonian', 'Aberdeen')
    """
    text = resources.files("quoteattr").joinpath("data", "en", f"{name}.txt").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def rows(name: str) -> tuple[Row, ...]:
    """The entries of one list, the user's own in place of those of the package with the same first column."""
    own = dict(_in_use.get().own).get(name, ())
    replaced = {row[0].removeprefix("!") for row in own}
    kept = (row for row in packaged(name) if row[0] not in replaced)
    return (*kept, *(row for row in own if not row[0].startswith("!")))


@remembered
def words(name: str) -> frozenset[str]:
    """The first column of a list as a set."""
    return frozenset(row[0] for row in rows(name))


@remembered
def table(name: str, column: int = 1) -> dict[str, str]:
    """The first column of a list mapped to another one.

    >>> table("demonyms")["danish"]
    'Denmark'
    """
    return {row[0]: row[column] for row in rows(name)}


@remembered
def labelled(name: str, label: str) -> frozenset[str]:
    """The entries of a list that have a label among those in the second column.

    >>> "former" in labelled("role_words", "former")
    True
    """
    return frozenset(row[0] for row in rows(name) if label in row[1].split())


@remembered
def honorifics() -> dict[str, Honorific]:
    """Forms of address (without full stop) and what they tell.

    >>> honorifics()["sir"]
    Honorific(gender='m', before='forename')
    """
    return {row[0]: Honorific(row[1], row[2]) for row in rows("honorifics")}


@remembered
def reporting_verbs() -> dict[str, tuple[Verb, ...]]:
    """Every inflected form of every reporting verb, longest expression first.

    A verb with a preposition takes the same clauses and quotations as the verb alone, if the preposition may begin an addressee, a
    place or a time: "insisted *on Monday* that it rained".

    >>> [verb.lemma for verb in reporting_verbs()["pointed"]]
    ['point to the fact', 'point out', 'point to']
    """
    forms: defaultdict[str, list[Verb]] = defaultdict(list)
    for expression, frames, irregular in rows("reporting_verbs"):
        head, *particles = expression.split()
        verb = Verb(expression, tuple(particles), frozenset(_FRAMES[frame] for frame in frames.split()))
        for form in {head, *(irregular.split() if irregular != "-" else inflections(head))}:
            forms[form].append(verb)
    for verbs in forms.values():
        plain = frozenset(frame for verb in verbs if not verb.particles for frame in verb.frames & _CONTENT_FRAMES)
        for n, verb in enumerate(verbs):
            if verb.particles and _ADJUNCT_PREPOSITIONS.issuperset(verb.particles):
                verbs[n] = attrs.evolve(verb, frames=verb.frames | plain)
        verbs.sort(key=lambda verb: (-len(verb.particles), verb.lemma))
    return {form: tuple(verbs) for form, verbs in forms.items()}


def inflections(verb: str) -> set[str]:
    """The regular forms of an English verb, in both spellings where British and American usage differ.

    >>> sorted(inflections("imply")), sorted(inflections("urge"))
    (['implied', 'implies', 'implying'], ['urged', 'urges', 'urging'])
    >>> sorted(inflections("label"))
    ['labeled', 'labeling', 'labelled', 'labelling', 'labels']
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    present = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if verb.endswith("ee"):
        return {present, verb + "d", verb + "ing"}
    if verb.endswith("e"):
        return {present, verb + "d", verb[:-1] + "ing"}
    forms = {present, verb + "ed", verb + "ing"}
    if verb.endswith("l") and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        forms |= {verb + "led", verb + "ling"}
    return forms


@lru_cache(maxsize=_COMMON)
def bare(word: str) -> str:
    """A title or abbreviation as the lists have it, in small letters and without a full stop.

    >>> bare("Gen.")
    'gen'
    """
    return word.rstrip(".").casefold()


@lru_cache(maxsize=_COMMON)
def singular(noun: str) -> str:
    """The singular of a regular plural; any other word as it is.

    >>> singular("agencies"), singular("firms"), singular("press")
    ('agency', 'firm', 'press')
    """
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@remembered
def placed(word: str) -> str:
    """The place of a demonym, any other word as it is; both in small letters.

    >>> placed("danish"), placed("harbour")
    ('denmark', 'harbour')
    """
    return table("demonyms").get(word, word).casefold()


def all_placed(words: Iterable[str]) -> frozenset[str]:
    """What :func:`placed` gives for each of many words, in half the time."""
    places = table("demonyms")
    return frozenset([places.get(word, word).casefold() for word in words])


@remembered
def is_from_somewhere(word: str) -> bool:
    """Whether a demonym alone means one person: the Spaniard, the Texan, but not the British, the Chinese.

    Of several words the last is enough: the New Zealander, the Sri Lankan.

    >>> [is_from_somewhere(word) for word in ("spaniard", "texan", "frenchwoman", "british", "chinese", "us", "lankan")]
    [True, True, True, False, False, False, True]
    """
    known = word in table("demonyms") or word in _last_of_demonyms()
    return len(word) > 3 and known and not word.endswith(("sh", "ch", "ese", "ss"))


@remembered
def is_of_one_or_all(word: str) -> bool:
    """Whether a demonym means one person or the whole people: the Swiss, the Japanese, but not the British, the Spaniard."""
    return word in table("demonyms") and word.endswith(("ese", "ss"))


@remembered
def _last_of_demonyms() -> frozenset[str]:
    last = (demonym.split()[-1] for demonym in table("demonyms"))
    return frozenset(word for word in last if word.endswith(("an", "er", "ite")))


@remembered
def is_post(word: str) -> bool:
    """Whether a word, in the singular, is a noun for a post, occupation or standing, a title before a name, or short for either.

    >>> is_post("striker"), is_post("geologist"), is_post("Sen."), is_post("CEO"), is_post("ex-mayor"), is_post("harbour")
    (True, True, True, True, True, False)
    """
    form = bare(word).removeprefix("ex-")
    listed = form in words("role_nouns") or form in words("titles") or form in words("abbreviated_roles")
    return listed or form.endswith("ologist")


def noun_class(word: str, otherwise: str = "") -> str:
    """The class that ``role_nouns`` gives a noun in small letters: ``post``, ``occupation``, ``standing``, ``kin`` or ``spokes``.

    >>> noun_class("mayor"), noun_class("baker"), noun_class("sister"), noun_class("harbour")
    ('post', 'occupation', 'kin', '')
    """
    return table("role_nouns", 2).get(word, otherwise)


@remembered
def role_ending(word: str) -> str:
    """Whether a noun's ending marks a person: ``always``, ``beside`` a name, or ``never``; empty if it tells nothing.

    Names end alike (*Zionist*, *Cartwright*), so the noun has to be in small letters.

    >>> [role_ending(word) for word in ("bryologist", "saddler", "checklist", "doula")]
    ['always', 'beside', 'never', '']
    """
    endings = table("role_endings")
    found = ((k, endings[word[k:]]) for k in range(len(word)) if word[k:] in endings)
    return next((tells for k, tells in found if k > 2 or tells == "never"), "")


_PLURALS = {"men": "man", "children": "child", "s": "", "ies": "y", "es": ""}  # endings → those of the singular


@remembered
def singular_post(word: str) -> str:
    """The post of which a word is the plural, empty if it is none.

    >>> [singular_post(word) for word in ("ministers", "Sens.", "deputies", "spokeswomen", "coaches", "minister", "harbours")]
    ['minister', 'sen', 'deputy', 'spokeswoman', 'coach', '', '']
    """
    form = bare(word)
    if form.endswith("ss"):
        return ""
    found = (form.removesuffix(end) + singular for end, singular in _PLURALS.items() if form.endswith(end))
    return next(filter(is_post, found), "")


@contextmanager
def with_posts(shown: frozenset[str]) -> Iterator[None]:
    """A context in which the nouns ``shown`` to be posts by an article are such, besides those of the lists in use.

    >>> with with_posts(frozenset({"netmender"})):
    ...     is_post("Netmender"), is_post("ex-netmender"), singular_post("netmenders"), table("role_nouns", 2)["netmender"]
    (True, True, 'netmender', 'occupation')
    >>> is_post("netmender")
    False
    """
    here = _in_use.get()
    lists = dict(here.own)
    own = lists.get("role_nouns", ())
    if not (new := shown - words("role_nouns") - {row[0].removeprefix("!") for row in own}):
        yield
        return
    lists["role_nouns"] = (*own, *((word, "-", "occupation") for word in sorted(new)))
    memory = _Extended(here.memory, new)
    # the two large lists are extended and need not be made again
    memory[unwrap(words)]["role_nouns"] = words("role_nouns") | new
    memory[unwrap(table)]["role_nouns"] = {
        column: table("role_nouns", column) | dict.fromkeys(new, value)
        for column, value in enumerate(("-", "occupation"), 1)
    }
    with using(Lexicon(tuple(lists.items()), memory=memory)):
        yield


class _Extended(_Known):
    """Answers with some ``new`` nouns; those that do not depend on these are taken from ``below``, which does not change."""

    def __init__(self, below: Mapping[Any, Any], new: frozenset[str]) -> None:
        super().__init__()
        self._below, self._new = below, new

    def __missing__(self, asked: Any) -> Any:
        if self._depends_on_nouns(asked):
            raise KeyError(asked)
        found = self._below[asked]
        self[asked] = found = _Extended(found, self._new) if isinstance(found, _Known) else found
        return found

    def _depends_on_nouns(self, asked: Any) -> bool:
        if isinstance(asked, tuple):
            return any(map(self._depends_on_nouns, asked))
        return isinstance(asked, str) and (asked == "role_nouns" or any(noun in asked.lower() for noun in self._new))
