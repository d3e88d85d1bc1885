"""What stands beside a name: the words before and behind it, the verb above it, its line and its marks, whoever it names.

Nothing here knows what a person or a body is: that a word before or behind is a post or a noun for bodies, the people's wing asks.
Nouns and verbs are told apart by ``data/en/name_neighbours.txt``; what they tell is fitted.
"""

from collections.abc import Callable, Iterator

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import CharSpan, Name
from quoteattr.text.page import FINITE_TAGS, POSSESSIVES, Page

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


@attrs.frozen
class Place:
    """A name where it stands, with the two words before it and those behind it and its letters, in small letters."""

    page: Page
    name: Name
    before: tuple[str, str]
    behind: list[str]
    apposition: list[str]
    """The words behind a comma behind the name: 'Sutrisno, *a fisherman from the coast*'."""
    head: Token | None

    @classmethod
    def of(cls, page: Page, name: Name) -> "Place":
        """The place of a name; what stands in another passage is not before it."""
        low = page.passage_tokens(name.start).start
        second, first = ["", "", *page.lowers[max(low, name.start - 2) : name.start]][-2:]
        behind = [*page.lowers[name.tail : name.tail + _SOON], "", ""]
        apposition = behind[1:7] if behind[0] in CLOSED else []
        return cls(page, name, (first, second), behind, apposition, _head(page, name))

    @property
    def tag_behind(self) -> list[str]:
        return self.page.tags[self.name.tail : self.name.tail + 1]

    @property
    def told(self) -> list[str]:
        """The words behind the name by whoever names it: 'Poole left. "*It* will rain," *he said*' without the marked ones."""
        inside, tail = self.page.inside, self.name.tail
        own = inside[self.name.start]
        marked = inside[tail : tail + _SOON]
        return (
            self.behind
            if marked.count(own) == len(marked)
            else [w for w, n in zip(self.behind, marked, strict=False) if n == own]
        )

    @property
    def governor(self) -> str:
        """The word before the name and its article."""
        return self.before[self.before[0] == "the"]

    @property
    def line(self) -> tuple[bool, bool]:
        """Whether the passage is in title case, so that capitals show no names, and whether it is no sentence."""
        return self.page.once(_line, self.page.passage_of[self.name.start])

    def beside(self, i: int) -> bool:
        """Whether token ``i`` is one of the name's passage."""
        page = self.page
        return 0 <= i < len(page.words) and page.passage_of[i] == page.passage_of[self.name.start]


@attrs.frozen
class Clue:
    """Something that is seen beside a name, with an example, and how it is seen."""

    name: str
    example: str
    seen: Callable[[Place], bool]


def _head(page: Page, name: Name) -> Token | None:
    """The word of a name that the sentence hangs it by."""
    places, heads = range(name.start, name.end), page.heads
    return next((page.tokens[i] for i in places if heads[i] not in places), None)


def _line(page: Page, number: int) -> tuple[bool, bool]:
    span = page.passages[number].span
    low, high = page.token_span(CharSpan(span.start, span.end))
    firsts = [word[0] for word in page.words[low:high] if len(word) > 3 and word[0].isalpha()]
    capital = sum(map(str.isupper, firsts))
    titled = capital > _TITLED * len(firsts) and page.words[high - 1] != "."
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
    return at.page.once(_small_words).issuperset(at.page.lowers[at.name.start : at.name.end])


def _small_words(page: Page) -> frozenset[str]:
    return frozenset(filter(str.islower, page.words)) | _SMALL


CLUES = (
    Clue("number behind", "Marlow 5", lambda at: at.behind[0][:1].isdigit()),
    Clue("score behind", "Marlow 5, Eastwick 2", lambda at: at.behind[0].isdigit() and at.behind[1] in (",", ":", "-")),
    Clue("number before", "the 2016 Marlow", lambda at: at.before[0][:1].isdigit() or at.before[0] == "inch"),
    Clue("capital behind", "Marlow Reborn", _is_before_capital),
    Clue("capital before", "the Star Marlow", _is_behind_capital),
    Clue("a before", "a Marlow", lambda at: at.before[0] in ("a", "an")),
    Clue("one of many", "every Marlow", lambda at: at.before[0] in _OF_MANY),
    Clue("new before", "the new Marlow", lambda at: at.before[0] in _NEW),
    Clue("owned", "your Marlow", lambda at: at.before[0] in _OWNERS),
    Clue("by before", "made by Marlow", lambda at: at.governor == "by"),
    Clue("according to", "according to Marlow", lambda at: at.governor == "to" and "according" in _three_before(at)),
    Clue("against before", "against Marlow", lambda at: at.governor in _AGAINST),
    Clue("on before", "on Marlow", lambda at: at.governor in _BY_MEANS),
    Clue("at before", "at Marlow", lambda at: at.governor == "at"),
    Clue("listed", "Tarrow, Marlow and Lowmark", lambda at: at.before[0] in _LISTING and at.behind[0] in _LISTING),
    Clue("colon behind", "Marlow:", lambda at: at.behind[0] == ":"),
    Clue("plural verb behind", "Marlow were late", lambda at: at.behind[0] in ("are", "were", "have")),
    Clue("in title case", "Marlow Shows Its New Plan", lambda at: at.line[0]),
    Clue("in a line without a verb", "By Marlow", lambda at: at.line[1]),
    Clue("in a marked title", "“Marlow Lost”", _is_in_marked_title),
    Clue("small elsewhere", "marlow", _is_small_elsewhere),
)
"""What shows beside a name without any knowledge of words."""


def _three_before(at: Place) -> list[str]:
    return at.page.lowers[max(0, at.name.start - 3) : at.name.start]


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
    yield from (f"{noun} before" for noun in _labels(before) if noun in NOUNS)
    yield from (f"{noun} {where}" for noun in _labels(at.behind[owned]) if noun in NOUNS)
    if at.head is not None:
        label, above = page.deps[at.head.i], page.heads[at.head.i]
        if label == "pobj" and page.lowers[above] == "by":
            label = "nsubj"
            above = page.heads[above]
        form = _AS.get(label)
        yield from (deed for deed in _labels(page.lowers[above]) if form and deed.startswith(form))
    for i, mark in ((at.name.start - 2, before), (at.name.tail + 1, behind)):
        if mark in _LISTING and at.beside(i) and page.ent_types[i] in _LABELS:
            yield f"beside {page.ent_types[i] or 'no label'}"


def _labels(word: str) -> list[str]:
    return lexicon.table("name_neighbours").get(word, "").split()
