"""The word lists of ``data/en``, read once and offered in the shape that the stages ask for.

Each list is a text file with a header that says what is in it, where it comes from and what its columns mean. A user's own
entries stand before them (:class:`Lexicon`): whoever reads an article does so within :func:`using`, which says what words are
in use there, as :func:`decimal.localcontext` does with precision. Nothing is changed for anybody else.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib import resources
from inspect import signature
from typing import Any, Literal, ParamSpec, TypeVar, cast, get_args

import attrs

_COMMON = 8192  # how many words' answers are kept
Row = tuple[str, ...]
"""An entry of a list, by columns."""

_P = ParamSpec("_P")
_T = TypeVar("_T")

Frame = Literal["clause", "quote", "wh", "inf", "objinf", "ger", "ofger", "to", "doc", "np", "name", "as"]
"""A construction that a reporting verb takes; the header of ``reporting_verbs.txt`` has an example of each."""

_FRAMES: dict[str, Frame] = {frame: frame for frame in get_args(Frame)}
_WORDS: frozenset[Frame] = frozenset({"clause", "quote"})
_AROUND = frozenset({"on", "to", "with", "in", "at"})


@attrs.frozen
class Verb:
    """A reporting verb with the constructions (``frames``) it takes; ``particles`` are the words that belong to it."""

    lemma: str
    particles: tuple[str, ...]
    frames: frozenset[Frame]

    def takes(self, *frames: Frame) -> bool:
        """Whether it takes one of some constructions."""
        return not self.frames.isdisjoint(frames)


@attrs.frozen
class Honorific:
    """A form of address before a name; ``before`` is what follows it: ``surname``, ``forename`` or ``any``."""

    gender: str
    before: str


@attrs.frozen
class Lexicon:
    """The lists of the package with a user's own entries, by list; what begins with ``!`` takes an entry out.

    :func:`quoteattr.own.words.read` makes one of a folder or a mapping, and checks it. ``memory`` has what was found out with
    these words, by the function that did.
    """

    own: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    memory: dict[object, Any] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        return Lexicon, (self.own,)  # what is remembered can be found out again


PACKAGED = Lexicon()
_in_use: ContextVar[Lexicon] = ContextVar("lexicon", default=PACKAGED)


@contextmanager
def using(lexicon: Lexicon) -> Iterator[None]:
    """Within it, in this thread, the lists have a user's own entries.

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
    """As :func:`functools.cache`, for what is found out with the lists: each :class:`Lexicon` has its own answers, not too many."""

    # called hundreds of times a sentence, so they do no more than they must: as many arguments as are given, and a tuple for two only
    in_use, taken = _in_use.get, [*signature(function).parameters.values()]
    usual = taken[-1].default if taken else None

    @wraps(function)
    def answer() -> Any:
        try:
            return in_use().memory[function][None]
        except KeyError:
            return found_out(None)

    @wraps(function)
    def answer_of_one(asked: Any) -> Any:
        try:
            return in_use().memory[function][asked]
        except KeyError:
            return found_out(asked, asked)

    @wraps(function)
    def answer_of_two(one: Any, other: Any = usual) -> Any:
        try:
            return in_use().memory[function][one, other]
        except KeyError:
            return found_out((one, other), one, other)

    def found_out(key: Any, *asked: Any) -> _T:
        known: dict[Any, _T] = _in_use.get().memory.setdefault(function, {})
        found = cast("Callable[..., _T]", function)(*asked)
        if len(known) >= _COMMON:
            known.clear()
        known[key] = found
        return found

    return cast("Callable[_P, _T]", (answer, answer_of_one, answer_of_two)[len(taken)])


@cache
def packaged(name: str) -> tuple[Row, ...]:
    """The entries of one list of the package, split into their columns.

    >>> packaged("demonyms")[0]
    ('aberdonian', 'Aberdeen')
    """
    text = resources.files("quoteattr").joinpath("data", "en", f"{name}.txt").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def rows(name: str) -> tuple[Row, ...]:
    """The entries of one list with the user's own, which replace those of the package that begin alike."""
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
    """The entries of a list whose second column has a label among others.

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

    A verb with a preposition that may begin a hearer, a place or a time takes the words of the verb without it as well:
    "insisted *on Monday* that it rained".

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
        plain = frozenset(frame for verb in verbs if not verb.particles for frame in verb.frames & _WORDS)
        for n, verb in enumerate(verbs):
            if verb.particles and _AROUND.issuperset(verb.particles):
                verbs[n] = attrs.evolve(verb, frames=verb.frames | plain)
        verbs.sort(key=lambda verb: (-len(verb.particles), verb.lemma))
    return {form: tuple(verbs) for form, verbs in forms.items()}


def inflections(verb: str) -> set[str]:
    """The regular forms of an English verb; both spellings where British and American usage part.

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
    """A title or abbreviation as the lists have it.

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
    """A demonym as its place, any other word as it is; both in small letters.

    >>> placed("danish"), placed("harbour")
    ('denmark', 'harbour')
    """
    return table("demonyms").get(word, word).casefold()


def all_placed(words: Iterable[str]) -> frozenset[str]:
    """The same of many words, which takes half as long."""
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
def _last_of_demonyms() -> frozenset[str]:
    last = (demonym.split()[-1] for demonym in table("demonyms"))
    return frozenset(word for word in last if word.endswith(("an", "er", "ite")))


@remembered
def is_post(word: str) -> bool:
    """Whether a word says what somebody is: as a noun, as a title before a name, or as an abbreviation of either.

    It is the one place that knows; whoever asks more (a plural, an age, a capital) asks that besides.

    >>> is_post("striker"), is_post("geologist"), is_post("Sen."), is_post("CEO"), is_post("ex-mayor"), is_post("harbour")
    (True, True, True, True, True, False)
    """
    form = bare(word).removeprefix("ex-")
    listed = form in words("role_nouns") or form in words("titles") or form in words("abbreviated_roles")
    return listed or form.endswith("ologist")


_IRREGULAR = {"men": "man", "women": "woman", "children": "child"}


@remembered
def singular_post(word: str) -> str:
    """A post of which a word is the plural, empty where it is none.

    >>> [singular_post(word) for word in ("ministers", "Sens.", "deputies", "spokeswomen", "coaches", "minister", "harbours")]
    ['minister', 'sen', 'deputy', 'spokeswoman', 'coach', '', '']
    """
    form = bare(word)
    ends = [form[: -len(old)] + new for old, new in _IRREGULAR.items() if form.endswith(old)]
    if form.endswith("s") and not form.endswith("ss"):
        ends += (
            [form[:-1]]
            + ([f"{form[:-3]}y"] if form.endswith("ies") else [])
            + ([form[:-2]] if form.endswith("es") else [])
        )
    return next((end for end in ends if is_post(end)), "")


_ASIDE = frozenset({"a", "acting", "an", "ex", "former", "late", "newly", "our", "the", "then"})
_DEPARTMENT = re.compile(
    r"(?:the )?(?:u\.?[sk]\.? )?(?:department|ministry|dept|office)(?: of| for)? (?:the )?| office$"
)
_IN_CHARGE = re.compile(r"(?P<before>.*?)(?P<head>secretary|minister)(?: of state)? (?:for|of) (?:the )?(?P<field>.+)")


@lru_cache(maxsize=_COMMON)
def normal_post(title: str, organisation: str = "") -> str:
    """A post in the one form under which it can be counted: in full, in small letters, free of gender, in the singular.

    What a minister is in charge of stands before the title, whether the text has it there or as the body. Words of time and
    *former* are no part of it. It is the same post only as far as words tell: a chair of one board is no chair of another.

    >>> [normal_post(title) for title in ("Sen.", "CEO", "Spokeswoman", "Chairman", "Tuesday foreign secretary", "MPs")]
    ['senator', 'chief executive', 'spokesperson', 'chair', 'foreign secretary', 'MP']
    >>> normal_post("secretary", "Home"), normal_post("Secretary of State for Health"), normal_post("minister", "Ministry of Defense")
    ('home secretary', 'health secretary', 'defence minister')
    """
    said = [word.strip(".,;:'\"") for word in title.casefold().replace("’", "'").split()]
    said = [word.removesuffix("'s") if i == 0 else word for i, word in enumerate(said)]
    said = [word.removeprefix("ex-").removeprefix("then-") for word in said if word]
    while len(said) > 1 and (said[0] in _ASIDE or said[0] in words("time_words")):
        said = said[1:]
    post = _in_one_form(said)
    if (found := _IN_CHARGE.fullmatch(post)) and (field := field_of(found["field"])):
        return f"{found['before']}{field} {found['head']}"
    if organisation and post.rpartition(" ")[2] in ("secretary", "minister") and len(post.split()) < 3:
        before, _, head = post.rpartition(" ")
        if (field := field_of(organisation)) and before in ("", "shadow", "junior"):
            return " ".join(filter(None, (before, field, head)))
    return post


def _in_one_form(said: list[str]) -> str:
    """The words of a post, the longest expressions first, each in its normal form."""
    found: list[str] = []
    at = 0
    while at < len(said):
        size = next((n for n in (3, 2) if " ".join(said[at : at + n]) in _post_forms()), 1)
        word = " ".join(said[at : at + size])
        if word not in _post_forms() and (one := singular_post(word)):
            word = one
        found.append(_post_forms().get(word, word))
        at += size
    return " ".join(found)


@cache
def _post_forms() -> dict[str, str]:
    """What words and abbreviations of posts become."""
    titles = {
        word: full for word, full in table("titles").items() if word not in words("role_nouns")
    }  # an officer is one
    short = {word: full for word, full in (titles | table("abbreviated_roles")).items() if word != full}
    forms = table("role_forms")
    return {word: forms.get(full.casefold(), full) for word, full in short.items()} | forms


def field_of(text: str) -> str:
    """What a department or its head is in charge of, empty where the words name no such thing.

    >>> field_of("Home Office"), field_of("Department for Transport"), field_of("Acme")
    ('home', 'transport', '')
    """
    plain = _DEPARTMENT.sub("", text.casefold()).replace("&", "and")
    field = " ".join(table("role_forms").get(word, word) for word in plain.split())
    return field if field in words("portfolios") else ""
