"""What stands beside a name: the words before and behind it, the verb above it, its line and its marks, whoever it names.

Nothing here knows what a person or a body is: that a word before or behind is a post or a noun for bodies, the people's wing asks.
Nouns and verbs are told apart by ``data/en/name_neighbours.txt``; what they tell is fitted.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from functools import lru_cache
from itertools import compress
from typing import Literal

from spacy.lang.en.lex_attrs import like_num
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, frozen
from quoteattr.text.page import FINITE_TAGS, POSSESSIVES, Page
from quoteattr.text.words import KEPT_WORDS

_SOON = 25  # tokens
CLOSED = (",", "–", "—", "(")  # what an apposition stands behind
_OF_MANY = frozenset(
    {"all", "any", "another", "each", "every", "no", "other", "some", "that", "these", "this", "those"}
)
_NEW = frozenset({"new", "latest", "original", "first", "last", "next", "old", "own", "current", "previous"})
_OWNERS = frozenset({"my", "your", "our", "his", "her", "its", "their", *POSSESSIVES})
_AGAINST = frozenset({"against", "between", "over", "past", "versus", "vs", "v", "than"})
_BY_MEANS = frozenset({"on", "via", "through", "using", "under"})
_LISTING = frozenset({",", "and", "or", "&"})
_SMALL = frozenset({"of", "the", "and", "for", "to", "at", "&"})
_TITLED = 0.75  # of the longer words of a line in title case
_AS = {"nsubj": "does", "dobj": "done", "nsubjpass": "done"}
_LABELS = frozenset({"PERSON", "ORG", "GPE", "WORK_OF_ART", "PRODUCT", ""})
_GIVEN = 6  # tokens before a name that tell that it is given
_THEIRS = frozenset({"her", "his", "their"})
_CLIPPED = frozenset({"in", "op", "t", "'", "’", "'t", "’t"})
_NAMING = frozenset({"herself", "himself", "name", "surname"})


@frozen
class Place:
    """A name where it stands, with the two words before it and those behind it and its letters, in small letters."""

    page: Page
    name: Name
    before: tuple[str, str]
    behind: list[str]
    apposition: list[str]
    """The words behind a comma behind the name: 'Sutrisno, *a fisherman from the coast*'."""
    head: Token | None
    line: tuple[bool, bool]
    """Whether the passage is in title case, so that capitals show no names, and whether it is no sentence."""

    @classmethod
    def of(cls, page: Page, name: Name) -> "Place":
        """The place of a name; what stands in another passage is not before it."""
        low = page.passage_tokens(name.start).start
        first = page.lowers[name.start - 1] if name.start > low else ""
        second = page.lowers[name.start - 2] if name.start > low + 1 else ""
        behind = [*page.lowers[name.tail : name.tail + _SOON], "", ""]
        apposition = behind[1:7] if behind[0] in CLOSED else []
        line = page.once(line_of, page.passage_of[name.start])
        return cls(page, name, (first, second), behind, apposition, _head(page, name), line)

    def told(self, words: Set[str], near: int = _SOON) -> bool:
        """Whether whoever names it says one of some words soon behind it: 'Poole left. "*It* will rain," *he said*' without the marked ones."""
        if words.isdisjoint(self.behind):
            return False
        own, marked = self.page.inside[self.name.start], self.page.inside[self.name.tail : self.name.tail + _SOON]
        said = [word for word, number in zip(self.behind, marked, strict=False) if number == own]
        return not words.isdisjoint(said[:near])

    @property
    def tag_behind(self) -> list[str]:
        return self.page.tags[self.name.tail : self.name.tail + 1]

    @property
    def governor(self) -> str:
        """The word before the name and its article; *according* where *to* belongs to it: 'according to Marlow' is no place."""
        article = self.before[0] == "the"
        if self.before[article] == "to" and self.name.start > 1 + article:
            first = self.page.lowers[self.name.start - 2 - article]
            return first if first == "according" else "to"
        return self.before[article]

    def beside(self, i: int) -> bool:
        """Whether token ``i`` is one of the name's passage."""
        page = self.page
        return 0 <= i < len(page.words) and page.passage_of[i] == page.passage_of[self.name.start]


@frozen
class Clue:
    """Something that is seen beside a name, with an example, and how it is seen."""

    name: str
    example: str
    seen: Callable[[Place], bool]
    in_apposition: bool = False
    """Whether it is seen only where there is an apposition."""


@frozen
class WordClue:
    """What one word beside a name shows: that right before it or right behind it, its governor, or the label of its head."""

    name: str
    example: str
    where: Literal["before", "behind", "governor", "label"]
    shows: Callable[[str], bool]
    besides: Callable[[Place], bool] | None = None
    """What has to be seen besides, where the word is not enough."""

    def seen(self, at: Place) -> bool:
        """Whether it is seen where the word shows it."""
        return self.besides is None or self.besides(at)


def _head(page: Page, name: Name) -> Token | None:
    """The word of a name that the sentence hangs it by."""
    for i in range(name.start, name.end):
        if not name.start <= page.heads[i] < name.end:
            return page.tokens[i]
    return None


def is_given(page: Page, start: int) -> bool:
    """Whether words tell that somebody gave the name behind them: 'gave her first *name*, Jo', 'named *himself* as Jo', 'asked to be *called* Jo'."""
    before = page.lowers[max(start - _GIVEN, 0) : start]
    if before[-1:] == [","]:
        return before[-2:-1] in (["name"], ["surname"]) and not _THEIRS.isdisjoint(before)
    if before[-1:] == ["as"]:
        told = "identified" in before and not {"be", "only", "this", "who"}.isdisjoint(before)
        return told or not _NAMING.isdisjoint(before)
    return before[-2:] == ["be", "called"]


def line_of(page: Page, number: int) -> tuple[bool, bool]:
    """Whether a passage is in title case, so that capitals show no names, and whether it is no sentence."""
    low, high = page.token_span(page.passages[number].span)
    capitals = [word[0].isupper() for word in page.words[low:high] if len(word) > 3 and word[0].isalpha()]
    titled = sum(capitals) > _TITLED * len(capitals) and page.words[high - 1] != "."
    return titled, FINITE_TAGS.isdisjoint(page.tags[low:high])


def _is_behind_capital(at: Place) -> bool:
    i = at.name.start - 1
    return at.beside(i) and at.page.words[i][0].isupper() and not at.page.tokens[i].is_sent_start


def _is_before_capital(at: Place) -> bool:
    i = at.name.tail
    return at.beside(i) and at.page.words[i][0].isupper() and not at.page.tokens[i].is_sent_start


def _is_in_marked_title(at: Place) -> bool:
    number = at.page.inside[at.name.start]
    return number >= 0 and at.page.once(Page.is_titled, number)


def _is_small_elsewhere(at: Place) -> bool:
    return at.page.once(small_words).issuperset(at.page.lowers[at.name.start : at.name.end])


def small_words(page: Page) -> frozenset[str]:
    """The words that a page has in small letters."""
    return _SMALL.union(filter(str.islower, page.forms))


CLUES: tuple[Clue | WordClue, ...] = (
    WordClue("number behind", "Marlow 5", "behind", lambda word: word[:1].isdigit()),
    WordClue("score behind", "Marlow 5, Eastwick 2", "behind", str.isdigit, lambda at: at.behind[1] in (",", ":", "-")),
    WordClue("number before", "the 2016 Marlow", "before", lambda word: word[:1].isdigit() or word == "inch"),
    Clue("capital behind", "Marlow Reborn", _is_before_capital),
    Clue("capital before", "the Star Marlow", _is_behind_capital),
    WordClue("a before", "a Marlow", "before", lambda word: word in ("a", "an")),
    WordClue("one of many", "every Marlow", "before", lambda word: word in _OF_MANY),
    WordClue("new before", "the new Marlow", "before", lambda word: word in _NEW),
    WordClue("owned", "your Marlow", "before", lambda word: word in _OWNERS),
    WordClue("by before", "made by Marlow", "governor", lambda word: word == "by"),
    WordClue("according to", "according to Marlow", "governor", lambda word: word == "according"),
    WordClue("against before", "against Marlow", "governor", lambda word: word in _AGAINST),
    WordClue("on before", "on Marlow", "governor", lambda word: word in _BY_MEANS),
    WordClue("at before", "at Marlow", "governor", lambda word: word == "at"),
    WordClue(
        "listed", "Tarrow, Marlow and Lowmark", "before", _LISTING.__contains__, lambda at: at.behind[0] in _LISTING
    ),
    WordClue("colon behind", "Marlow:", "behind", lambda word: word == ":"),
    WordClue("plural verb behind", "Marlow were late", "behind", lambda word: word in ("are", "were", "have")),
    Clue("in title case", "Marlow Shows Its New Plan", lambda at: at.line[0]),
    Clue("in a line without a verb", "By Marlow", lambda at: at.line[1]),
    Clue("in a marked title", "“Marlow Lost”", _is_in_marked_title),
    Clue("small elsewhere", "marlow", _is_small_elsewhere),
)
"""What shows beside a name without any knowledge of words."""


NOUNS = ("kin", "staff", "venture", "thing", "work", "site", "matter")
NEIGHBOURS = frozenset(
    {
        *(f"{noun} {where}" for noun in NOUNS for where in ("before", "behind", "owned")),
        *(f"{form}-{what}" for form in ("does", "done") for what in ("person", "body", "thing")),
        *(f"beside {label or 'no label'}" for label in _LABELS),
    }
)
"""Whatever :func:`neighbours` may tell."""


def neighbours(at: Place) -> Iterator[str]:
    """What the nouns beside a name tell, the verb that it is the subject or the object of, and the name beside it in a list."""
    page, before, behind = at.page, at.before[0], at.behind[0]
    owned = behind in POSSESSIVES
    where = "owned" if owned else "behind"
    for noun in _labels(before):
        if noun in NOUNS:
            yield f"{noun} before"
    for noun in _labels(at.behind[owned]):
        if noun in NOUNS:
            yield f"{noun} {where}"
    if at.head is not None:
        label, above = page.deps[at.head.i], page.heads[at.head.i]
        if label == "pobj" and page.lowers[above] == "by":
            label = "nsubj"
            above = page.heads[above]
        if form := _AS.get(label):
            yield from (deed for deed in _labels(page.lowers[above]) if deed.startswith(form))
    for i, mark in ((at.name.start - 2, before), (at.name.tail + 1, behind)):
        if mark in _LISTING and at.beside(i) and page.ent_types[i] in _LABELS:
            yield f"beside {page.ent_types[i] or 'no label'}"


@lexicon.remembered
def _labels(word: str) -> tuple[str, ...]:
    return tuple(lexicon.table("name_neighbours").get(word, "").split())


# --- words that are names, or none, by their sentence -----------------------------------------------------------------


def names_as_they_stand(page: Page, like: list[bool]) -> None:
    """Adds words that are names by what is beside them: *No 10*, *Ifor* ap Prydderch, *Labour* and the Greens."""
    words = page.words
    for i in page.where({"no"}):
        if words[i : i + 2] in (["No", "10"], ["No", "11"]):
            like[i] = like[i + 1] = True
    for i in page.where(lexicon.words("name_particles")):
        if 0 < i < len(words) - 1 and words[i] != words[i].upper() and like[i + 1]:
            like[i - 1] |= _begins_name(page, i - 1)
    for i in page.where({*filter(_is_initial, page.distinct)}):
        if 0 < i < len(words) - 1 and like[i - 1] and like[i + 1] and words[i][0].isupper() and words[i - 1].istitle():
            like[i] = page.passage_of[i - 1] == page.passage_of[i + 1]  # "Ann *A.* Poole"
    for i in page.where({"-"}):
        if i > 1 and _is_within_given_name(page, i):
            like[i - 2] = like[i - 1] = True  # "Bae *Do*-yeon"
    for i in page.where({"labour"}):  # "Labour and the Greens", but "Labour costs money"
        like[i] |= words[i] == "Labour" and page.tags[i : i + 2] in (["NN", "CC"], ["NN", "VBD"], ["NN", "VBZ"])
    for i in _opened_by_number(page):
        like[i] = like[i + 1] = True


def _opened_by_number(page: Page) -> Iterator[int]:
    """Number words and *our* that begin a name, as they have a capital within a sentence: 'by *Seven Oaks* Media', 'for *Second Sight*'."""
    words = page.words
    numbers = {*filter(_may_open_name, map(str.lower, filter(str.istitle, page.forms)))}
    places = [i for i in page.where(numbers) if _is_before_capital_word(page, i)]
    pairs = {(words[i], words[i + 1]) for i in places if i and (words[i - 1].islower() or words[i - 1] in (",", "The"))}
    return (i for i in places if (words[i], words[i + 1]) in pairs)


def _is_before_capital_word(page: Page, i: int) -> bool:
    """Whether a word stands before one with a capital in prose, which is no post: but 'the *First* Minister'."""
    end = page.passage_tokens(i).end
    following = page.words[i + 1] if i + 1 < end else ""
    named = following.istitle() and following.isalpha()
    people = named and (lexicon.is_post(following) or lexicon.singular_post(following.lower()))
    return page.words[i].istitle() and named and not people and not page.once(line_of, page.passage_of[i])[0]


@lru_cache(maxsize=KEPT_WORDS)
def _may_open_name(word: str) -> bool:
    return word.isalpha() and (word == "our" or bool(like_num(word)))  # type: ignore[no-untyped-call]


def _is_within_given_name(page: Page, hyphen: int) -> bool:
    """Whether a hyphen joins two halves of a given name, the second in small letters, behind the name of a family: 'Bae Do-*yeon*'."""
    family, first, _, second = [*page.words[hyphen - 2 : hyphen + 2], ""][:4]
    joined = not (page.tokens[hyphen - 1].whitespace_ or page.tokens[hyphen].whitespace_)
    written = family.istitle() and first.istitle() and second.islower() and second.isalpha()
    return joined and written and family.lower() in lexicon.words("first_surnames")


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _begins_name(page: Page, i: int) -> bool:
    """Whether a word before a particle begins the name: '*Ifor* ap Prydderch', '*Odile* du Poole', but not '*Said* du Poole:'."""
    word, particle = page.words[i], page.words[i + 1]
    given = particle.islower() and word.lower() in lexicon.words("forenames")
    known = given or particle.lower() in lexicon.labelled("name_links", "between")
    whole = word[0].isupper() and word.isalpha() and len(word) > 1 and page.passage_of[i] == page.passage_of[i + 2]
    return known and whole and not page.tokens[i].is_stop and not opens_report(page, i)


def opens_report(page: Page, i: int) -> bool:
    """Whether a word is the verb that a sentence begins with, before its subject: 'Said Ann Poole: “No.”'."""
    if page.lowers[i] not in ("said", "says", "asked", "added", "wrote", "replied") or page.words[i].isupper():
        return False
    first = i == page.passage_tokens(i).start or page.words[i - 1] in (".", "”", '"', "’", "?", "!", "\n\n")
    particles = lexicon.words("name_particles")  # "Said *dos* Poole: “No.”"
    start = next(
        (k for k in range(i + 1, min(i + 4, len(page.words))) if page.lowers[k] not in particles), len(page.words)
    )
    ahead = page.words[start : i + 12]
    if not first or not ahead or not ahead[0][0].isupper():
        return False
    return ":" in ahead and not any(tag in FINITE_TAGS for tag in page.tags[start : start + ahead.index(":")])


def with_particle(page: Page, start: int) -> int:
    """Where a name that begins at a token begins with its small particles: 'said *ap* Gethin'."""
    links, low = lexicon.labelled("name_links", "between"), page.passage_tokens(start).start
    while start > low and is_clipped(page, start - 1):
        start -= 1
    while start > low and page.lowers[start - 1] in links and page.lowers[start - 2] not in ("the", "a", "and"):
        start -= 1
    return start


def is_clipped(page: Page, i: int) -> bool:
    """Whether a token is of a Dutch particle cut short: 'Anna van *'t* Tarvo', 'Anna *in 't* Tarvo'."""
    if not 0 < i < len(page.words) - 1 or page.words[i] not in _CLIPPED:
        return False
    if page.words[i] in ("in", "op"):
        return is_clipped(page, i + 1)
    at = i - (page.words[i] == "t")
    cut = page.words[at] in ("'", "’") and page.words[at + 1] == "t" and not page.tokens[at].whitespace_
    return cut or page.words[i] in ("'t", "’t")


def surnames(page: Page) -> frozenset[int]:
    """The tokens of days and months that somebody is called by: 'Ann *May* left. *May* said no.', but not 'on *Friday*'.

    A word that the recogniser alone takes for a day is one as well: 'Ann *Munday*'.
    """
    places = [i for i in page.where(lexicon.words("time_words")) if page.tags[i] in ("NNP", "MD")]
    taken: Iterable[int] = compress(range(len(page.words)), map(("DATE", "TIME").__contains__, page.ent_types))
    taken = (i for i in taken if page.tags[i] == "NNP" and page.words[i].istitle())
    places += [i for i in taken if page.lowers[i] not in lexicon.words("time_words")]
    speaking = [i for i in places if _speaks(page, i) or _ends_name(page, i)]
    words = {page.words[i] for i in speaking}
    behind = (i for i in places if i and page.words[i] in words)
    full = (i for i in behind if page.tags[i - 1] == "NNP" and page.lowers[i - 1] not in lexicon.words("time_words"))
    return frozenset([*speaking, *full])


def _ends_name(page: Page, i: int) -> bool:
    """Whether a day or month ends a name by where it stands: 'the mayor, Corin *May*, left', 'made Corin *May* its mayor'."""
    if (
        i < 2
        or page.tags[i - 1] != "NNP"
        or not page.words[i - 1].istitle()
        or page.passage_of[i - 2] != page.passage_of[i]
    ):
        return False
    before, behind = page.lowers[i - 2], page.lowers[i + 1 : i + 2]
    apposed = before == "," and behind == [","] and page.lowers[i - 1] not in lexicon.words("time_words")
    return apposed or (
        before in lexicon.words("appointing_verbs") and behind in (["its"], ["their"], ["as"], ["his"], ["her"])
    )


def _speaks(page: Page, i: int) -> bool:
    """Whether a word begins a sentence and says something."""
    low, high = page.passage_tokens(i)
    first = i == low or page.tokens[i].is_sent_start or page.inside[i - 1] >= 0
    behind = page.lowers[i + 1 : min(i + 3, high)]
    says = behind[:1] != [] and behind[0] in lexicon.reporting_verbs() and page.tags[i + 1] in FINITE_TAGS
    return bool(first) and says
