"""The surroundings of a name: the words before and behind it, its governing verb, its line and its quotation marks.

They are evidence of what the name names, a person or an organisation; how much each counts is fitted. Nothing here decides it,
and posts and nouns for organisations are looked up in the people wing. Neighbouring nouns and verbs that count stand in
``data/en/name_neighbours.txt``.
"""

from collections.abc import Callable, Iterator, Set
from typing import Literal

from spacy.lang.en.lex_attrs import _num_words, _ordinal_words
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, StretchId, frozen
from quoteattr.text import unseen_verbs
from quoteattr.text.page import FINITE_TAGS, POSSESSIVES, Page

_SOON = 25  # tokens behind a name in which a pronoun may refer to it
CLOSED = (",", "–", "—", "(")  # what an apposition stands behind
_OF_MANY = frozenset(
    {"all", "any", "another", "each", "every", "no", "other", "some", "that", "these", "this", "those"}
)
_NEW = frozenset({"new", "latest", "original", "first", "last", "next", "old", "own", "current", "previous"})
_OWNERS = frozenset({"my", "your", "our", "his", "her", "its", "their", *POSSESSIVES})
_AGAINST = frozenset({"against", "between", "over", "past", "versus", "vs", "v", "than"})
_BY_MEANS = frozenset({"on", "via", "through", "using", "under"})
_LISTING = frozenset({",", "and", "or", "&"})
_FUNCTION_WORDS = frozenset({"of", "the", "and", "for", "to", "at", "&"})
_SHARE_OF_CAPITALS = 0.75  # of the longer words of a line in title case
_VERB_RELATIONS = {"nsubj": "does", "dobj": "done", "nsubjpass": "done"}
_LABELS = frozenset({"PERSON", "ORG", "GPE", "WORK_OF_ART", "PRODUCT", ""})
_NAMING_REACH = 6  # tokens before a name in which somebody is said to give it
_THEIRS = frozenset({"her", "his", "their"})
# the words that spaCy's like_num knows, which can only be asked about one word at a time
_NUMBERS_AND_OUR = frozenset({"our", *_num_words, *_ordinal_words})
_NAMING = frozenset({"herself", "himself", "name", "surname"})


@frozen
class Place:
    """A mention of a name with its surroundings; words are in lower case, and "" where the passage or the text ends."""

    page: Page
    name: Name
    before: tuple[str, str]
    """The word right before the name, and the one before that."""
    behind: list[str]
    apposition: list[str]
    """The words behind a comma behind the name: 'Sutrisno, *a fisherman from the coast*'."""
    head: Token | None
    line: tuple[bool, bool]
    """What :func:`line_of` says of its passage."""

    @classmethod
    def of(cls, page: Page, name: Name) -> "Place":
        """The surroundings of a name on a page."""
        low = page.passage_tokens(name.start).start
        first = page.lowers[name.start - 1] if name.start > low else ""
        second = page.lowers[name.start - 2] if name.start > low + 1 else ""
        behind = [*page.lowers[name.tail : name.tail + _SOON], "", ""]
        apposition = behind[1:7] if behind[0] in CLOSED else []
        line = page.once(line_of, page.passage_of[name.start])
        return cls(page, name, (first, second), behind, apposition, _head(page, name), line)

    def is_soon_before(self, words: Set[str], near: int = _SOON) -> bool:
        """Whether one of some words follows soon in the same voice: in 'Poole left. "It will rain," *he* said' *he* does, *it* does not."""
        if words.isdisjoint(self.behind):
            return False
        own, marked = self.page.inside[self.name.start], self.page.inside[self.name.tail : self.name.tail + _SOON]
        same_voice = [word for word, number in zip(self.behind, marked, strict=False) if number == own]
        return not words.isdisjoint(same_voice[:near])

    @property
    def tag_behind(self) -> list[str]:
        return self.page.tags[self.name.tail : self.name.tail + 1]

    @property
    def governor(self) -> str:
        """The word before the name and its article; *according* for 'according to Marlow', as *to* alone leads to places."""
        skipped = 1 if self.before[0] == "the" else 0
        word, at = self.before[skipped], self.name.start - 1 - skipped
        return "according" if word == "to" and at > 0 and self.page.lowers[at - 1] == "according" else word

    def is_in_passage(self, i: int) -> bool:
        """Whether token ``i`` exists and stands in the passage of the name."""
        page = self.page
        return 0 <= i < len(page.words) and page.passage_of[i] == page.passage_of[self.name.start]


@frozen
class Clue:
    """A feature of a name's surroundings, with an example and its test."""

    name: str
    example: str
    seen: Callable[[Place], bool]
    in_apposition: bool = False
    """Whether only names with an apposition can have it."""


@frozen
class WordClue:
    """A feature that one word shows: the word right before or right behind the name, its governor, or the label of its head."""

    name: str
    example: str
    where: Literal["before", "behind", "governor", "label"]
    shows: Callable[[str], bool]
    besides: Callable[[Place], bool] | None = None
    """A further test, where the word is not enough."""

    def seen(self, at: Place) -> bool:
        """Whether a name has the feature, if its word shows it."""
        return self.besides is None or self.besides(at)


def _head(page: Page, name: Name) -> Token | None:
    """The head word of a name: the first whose own head lies outside the name; None for the root of a sentence."""
    for i in range(name.start, name.end):
        if not name.start <= page.heads[i] < name.end:
            return page.tokens[i]
    return None


def is_given(page: Page, start: int) -> bool:
    """Whether the words before a name say that its bearer gave it: 'gave her first *name*, Jo', 'named *himself* as Jo', 'asked to be *called* Jo'."""
    before = page.lowers[max(start - _NAMING_REACH, 0) : start]
    if before[-1:] == [","]:
        return before[-2:-1] in (["name"], ["surname"]) and not _THEIRS.isdisjoint(before)
    if before[-1:] == ["as"]:
        identified = "identified" in before and not {"be", "only", "this", "who"}.isdisjoint(before)
        return identified or not _NAMING.isdisjoint(before)
    return before[-2:] == ["be", "called"]


def line_of(page: Page, number: int) -> tuple[bool, bool]:
    """Whether a passage is in title case, where capitals are no sign of names, and whether it has no finite verb."""
    low, high = page.token_span(page.passages[number].span)
    capitals = [word[0].isupper() for word in page.words[low:high] if len(word) > 3 and word[0].isalpha()]
    titled = sum(capitals) > _SHARE_OF_CAPITALS * len(capitals) and page.words[high - 1] != "."
    return titled, FINITE_TAGS.isdisjoint(page.tags[low:high])


def _is_capitalised(at: Place, i: int) -> bool:
    """Whether a token in the passage of a name has a capital of its own, not that of its sentence."""
    return at.is_in_passage(i) and at.page.words[i][0].isupper() and not at.page.tokens[i].is_sent_start


def _is_in_marked_title(at: Place) -> bool:
    number = at.page.inside[at.name.start]
    return number >= 0 and at.page.is_titled(StretchId(number))


def _is_lower_case_elsewhere(at: Place) -> bool:
    return at.page.once(small_words).issuperset(at.page.lowers[at.name.start : at.name.end])


def small_words(page: Page) -> frozenset[str]:
    """The words that a page has somewhere in lower case, and function words."""
    return _FUNCTION_WORDS.union(filter(str.islower, page.forms))


def _is_behind_owner(at: Place) -> bool:
    """'*her* Hedda Gabler', but not 'told *her* Ann Poole was late'"""
    return at.page.tags[at.name.start - 1] == "PRP$"


CLUES: tuple[Clue | WordClue, ...] = (
    WordClue("number behind", "Marlow 5", "behind", lambda word: word[:1].isdigit()),
    WordClue("score behind", "Marlow 5, Eastwick 2", "behind", str.isdigit, lambda at: at.behind[1] in (",", ":", "-")),
    WordClue("number before", "the 2016 Marlow", "before", lambda word: word[:1].isdigit() or word == "inch"),
    Clue("capital behind", "Marlow Reborn", lambda at: _is_capitalised(at, at.name.tail)),
    Clue("capital before", "the Star Marlow", lambda at: _is_capitalised(at, at.name.start - 1)),
    WordClue("a before", "a Marlow", "before", lambda word: word in ("a", "an")),
    WordClue("one of many", "every Marlow", "before", lambda word: word in _OF_MANY),
    WordClue("new before", "the new Marlow", "before", lambda word: word in _NEW),
    WordClue("owned", "your Marlow", "before", lambda word: word in _OWNERS),
    WordClue("part", "her Poole", "before", ("his", "her").__contains__, _is_behind_owner),
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
    Clue("small elsewhere", "marlow", _is_lower_case_elsewhere),
)
"""Features that need no word lists."""


NOUNS = ("kin", "staff", "venture", "thing", "work", "site", "matter")
NEIGHBOURS = frozenset(
    {
        *(f"{noun} {where}" for noun in NOUNS for where in ("before", "behind", "owned")),
        *(f"{form}-{what}" for form in ("does", "done") for what in ("person", "body", "thing")),
        *(f"beside {label or 'no label'}" for label in _LABELS),
    }
)
"""All that :func:`neighbours` may yield."""


def neighbours(at: Place) -> Iterator[str]:
    """Features for the nouns beside a name, the verb that it is the subject or object of, and its neighbour in a list of names."""
    page, before, behind = at.page, at.before[0], at.behind[0]
    noun_behind, where = (at.behind[1], "owned") if behind in POSSESSIVES else (behind, "behind")
    for noun in _labels(before):
        if noun in NOUNS:
            yield f"{noun} before"
    for noun in _labels(noun_behind):
        if noun in NOUNS:
            yield f"{noun} {where}"
    if at.head is not None:
        label, above = page.deps[at.head.i], page.heads[at.head.i]
        if label == "pobj" and page.lowers[above] == "by":
            label = "nsubj"
            above = page.heads[above]
        if relation := _VERB_RELATIONS.get(label):
            yield from (deed for deed in _labels(page.lowers[above]) if deed.startswith(relation))
    for i, separator in ((at.name.start - 2, before), (at.name.tail + 1, behind)):
        if separator in _LISTING and at.is_in_passage(i) and page.ent_types[i] in _LABELS:
            yield f"beside {page.ent_types[i] or 'no label'}"


@lexicon.remembered
def _labels(word: str) -> tuple[str, ...]:
    return tuple(lexicon.table("name_neighbours").get(word, "").split())


# --- words that their sentence shows to be names, or no names --------------------------------------------------------


def names_as_they_stand(page: Page, named: list[bool]) -> None:
    """Mark in ``named`` further tokens as parts of names, by what stands beside them: *No 10*, *Ifor* ap Prydderch, *Labour* and the Greens."""
    words = page.words
    for i in page.where({"no"}):
        if words[i : i + 2] in (["No", "10"], ["No", "11"]):
            named[i] = named[i + 1] = True
    for i in page.where(lexicon.words("name_particles")):
        if 0 < i < len(words) - 1 and words[i] != words[i].upper() and named[i + 1]:
            named[i - 1] |= _begins_name(page, i - 1)
    for i in page.where({*filter(_is_initial, page.distinct)}):
        is_between = 0 < i < len(words) - 1 and named[i - 1] and named[i + 1]
        if is_between and words[i][0].isupper() and words[i - 1].istitle():
            named[i] = page.passage_of[i - 1] == page.passage_of[i + 1]  # "Ann *A.* Poole"
    for i in page.where({"-"}):
        if i > 1 and _is_within_given_name(page, i):
            named[i - 2] = named[i - 1] = True  # "Bae *Do*-yeon"
    for i in page.where({"labour"}):  # "Labour and the Greens", but "Labour costs money"
        named[i] |= words[i] == "Labour" and page.tags[i : i + 2] in (["NN", "CC"], ["NN", "VBD"], ["NN", "VBZ"])
    for i in _opened_by_number(page):
        named[i] = named[i + 1] = True


def _opened_by_number(page: Page) -> Iterator[int]:
    """Number words and *our* that begin a name, wherever a page has the pair with capitals within a sentence: 'by *Seven* Oaks Media', 'for *Second* Sight'."""
    words = page.words
    places = [i for i in page.where(_NUMBERS_AND_OUR) if _opens_capitalised_pair(page, i)]
    within = (i for i in places if i and (words[i - 1].islower() or words[i - 1] in (",", "The")))
    pairs = {(words[i], words[i + 1]) for i in within}
    return (i for i in places if (words[i], words[i + 1]) in pairs)


def _opens_capitalised_pair(page: Page, i: int) -> bool:
    """Whether two capitalised words begin at a token, in prose and without a post: not 'the *First* Minister'."""
    if not page.words[i].istitle() or i + 1 >= page.passage_tokens(i).end:
        return False
    following = page.words[i + 1]
    if not following.istitle() or not following.isalpha():
        return False
    is_post = lexicon.is_post(following) or lexicon.singular_post(following.lower())
    return not is_post and not page.once(line_of, page.passage_of[i])[0]


def _is_within_given_name(page: Page, hyphen: int) -> bool:
    """Whether a hyphen joins the halves of a given name, the second in lower case, behind a family name: 'Bae Do*-*yeon'."""
    family, first, _, second = [*page.words[hyphen - 2 : hyphen + 2], ""][:4]
    is_written_so = family.istitle() and first.istitle() and second.islower() and second.isalpha()
    return is_written_so and page.is_hyphen(hyphen) and family.lower() in lexicon.words("first_surnames")


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _begins_name(page: Page, i: int) -> bool:
    """Whether a word before a particle begins the name: '*Ifor* ap Prydderch', '*Odile* du Poole', but not '*Said* du Poole:'."""
    word, particle = page.words[i], page.words[i + 1]
    is_forename = particle.islower() and word.lower() in lexicon.words("forenames")
    if not is_forename and particle.lower() not in lexicon.labelled("name_links", "between"):
        return False
    if (
        not word[0].isupper()
        or not word.isalpha()
        or len(word) == 1
        or page.passage_of[i] != page.passage_of[min(i + 2, len(page.words) - 1)]
    ):
        return False
    return not page.tokens[i].is_stop and not opens_report(page, i)


def opens_report(page: Page, i: int) -> bool:
    """Whether a word is the reporting verb that begins a sentence, before its subject: '*Said* Ann Poole: “No.”'."""
    if unseen_verbs.subject_of_opener(page, i) is not None:
        return True
    if page.lowers[i] not in ("said", "says", "asked", "added", "wrote", "replied") or page.words[i].isupper():
        return False
    opens = i == page.passage_tokens(i).start or page.words[i - 1] in (".", "”", '"', "’", "?", "!", "\n\n")
    particles = lexicon.words("name_particles")  # "Said *dos* Poole: “No.”"
    start = next(
        (k for k in range(i + 1, min(i + 4, len(page.words))) if page.lowers[k] not in particles), len(page.words)
    )
    ahead = page.words[start : i + 12]
    if not opens or not ahead or not ahead[0][0].isupper():
        return False
    return ":" in ahead and not any(tag in FINITE_TAGS for tag in page.tags[start : start + ahead.index(":")])


def with_particle(page: Page, start: int) -> int:
    """Where a name begins if the lower-case particles before it are counted in: 'said *ap* Gethin'."""
    links, low = lexicon.labelled("name_links", "between"), page.passage_tokens(start).start
    while start > low and page.lowers[start - 1] in links and page.lower_at(start - 2) not in ("the", "a", "and"):
        start -= 1
    return start
