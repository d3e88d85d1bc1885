"""Nouns for trades that no word list has, found by their place: 'Ann Poole, *a doula* from Eastwick', 'the *cellarer* Tom Reed', 'works as *an ostler*'.

A noun in apposition to a person's name says what that person is. How much more evidence it needs depends on its ending
(``data/en/role_endings.txt``): *saddler* needs none, *doula* a closed apposition or a second occurrence, and *decision* is never a trade.
"""

from collections import Counter
from collections.abc import Iterator

from quoteattr import lexicon
from quoteattr.text.page import DASHES, POSSESSIVES, Page

_GROUP_TAGS = frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "POS", "VBN", "CD", "HYPH"})
_NOUN_TAGS = frozenset({"NN", "JJ"})  # rare nouns are often tagged as adjectives
# words whose endings look like those of trades: *deliver*, *younger*
_NEVER_TAGS = frozenset({"VB", "VBP", "JJR", "RBR", "RBS", "JJS"})
_LONGEST_GROUP = 10  # tokens of a noun phrase in apposition
_REACH_OF_AS = 6  # tokens before *as* among which its verb stands
_APPOSITION_OPENS = DASHES | {",", "("}
_PREPOSITIONS = frozenset({"at", "for", "from", "in", "of", "on", "to", "with"})
_APPOSITION_CLOSES = DASHES | {",", ".", ";", ")", "who", "whose"}
_LISTS_OF_OTHER_NOUNS = (
    *("demonyms", "document_nouns", "message_nouns", "occasion_nouns", "organisation_nouns", "other_heads"),
    *("people_nouns", "role_words", "sentence_openers", "time_words", "topic_words", "work_nouns"),
)


def unlisted(page: Page) -> frozenset[str]:
    """The nouns of a page, in lower case, that say what somebody on it is and that no word list has."""
    places: dict[int, bool] = {}
    for i, certain in _places(page):
        places[i] = certain or places.get(i, False)
    candidates = [(page.lowers[i], certain) for i, certain in places.items()]
    counts = Counter(word for word, _ in candidates)
    beside_names = {word for word, certain in candidates if certain or lexicon.role_ending(word) or counts[word] > 1}
    endings = _endings_of_people()
    likely = (word for word in page.distinct if word.endswith(endings) and lexicon.role_ending(word) == "always")
    anywhere = {word for word in likely if not (lexicon.is_post(word) or _is_listed_otherwise(word))}
    used = {page.words[i] for i in page.where(anywhere) if page.tags[i] == "NN" and page.words[i].islower()}
    return frozenset(beside_names | used)


@lexicon.remembered
def _endings_of_people() -> tuple[str, ...]:
    """The endings of nouns that denote people wherever they stand."""
    return tuple(lexicon.labelled("role_endings", "always"))


def _places(page: Page) -> Iterator[tuple[int, bool]]:
    """The tokens that may be such a noun by their place, each with whether the place alone proves it."""
    for start, end in _people(page):
        if not _parts_verb(page, start):
            yield from _in_apposition(page, end)
        yield from _before_name(page, start)
    for link in page.where({"as"}):  # "works as an ostler"
        head = _head(page, link + 1)
        before = page.lowers[max(link - _REACH_OF_AS, 0) : link]
        if head is None or lexicon.words("posts_as").isdisjoint(before):
            continue
        has_article = page.lowers[link + 1] in ("a", "an")
        if has_article or lexicon.role_ending(page.lowers[head]):
            yield head, has_article and page.lowers[link - 1].startswith("work")


def _people(page: Page) -> Iterator[tuple[int, int]]:
    """Start and end of the full names of people: those the recogniser finds, and a forename with a capitalised word behind it."""
    seen = set[int]()
    for start, end in page.entities("PERSON", 0, len(page.words)):
        if end - start > 1 and page.words[end - 1] in POSSESSIVES:
            end -= 1
        if end - start > 2 and _is_trade_at_start(page, start):
            start += 1
        if end - start > 1 and page.words[end - 1][0].isupper():
            seen.update(range(start, end))
            yield start, end
    last = len(page.words) - 1
    for i in page.where(lexicon.words("forenames")):
        if i not in seen and page.words[i].istitle() and i < last and page.words[i + 1].istitle():
            has_initial = page.words[i + 1].endswith(".") and i + 1 < last
            yield i, i + 3 if has_initial else i + 2


def _is_trade_at_start(page: Page, i: int) -> bool:
    """Whether a word before a forename may be a trade, capitalised only because it begins the sentence: '*Cellarer* Tom Reed said'."""
    word, forenames = page.lowers[i], lexicon.words("forenames")
    if not page.words[i].istitle() or word in forenames or page.lowers[i + 1] not in forenames:
        return False
    if page.sentence(i).start != i and page.words[i - 1] not in DASHES:
        return False
    return lexicon.role_ending(word) in ("always", "beside") and not _is_listed_otherwise(word)


def _parts_verb(page: Page, start: int) -> bool:
    """Whether a name stands in an attribution put between a verb and its complement, which is no apposition: 'It was, *said Ann Poole*, a scramble.'"""
    return page.words[max(start - 2, 0)] == "," and page.lowers[max(start - 3, 0)] in ("is", "was")


def _in_apposition(page: Page, name_end: int) -> Iterator[tuple[int, bool]]:
    """The noun in apposition behind a name: 'Ann Poole, *the board's cordwainer*,'."""
    if name_end >= len(page.words) - 1 or page.words[name_end] not in _APPOSITION_OPENS:
        return
    if (head := _head(page, name_end + 1)) is None:
        return
    following = _word_behind(page, head)
    if following in _APPOSITION_CLOSES or following in _PREPOSITIONS:
        has_article = page.lowers[name_end + 1] in ("a", "an")
        yield head, has_article and following not in ("of", "on", "to", "in")


def _before_name(page: Page, start: int) -> Iterator[tuple[int, bool]]:
    """The noun right before a name: 'the *cellarer* Tom Reed', 'the trust's *lorimer*, Ann Poole,'."""
    while start and lexicon.bare(page.words[start - 1]) in lexicon.honorifics():
        start -= 1
    i = start - 1
    if start > 1 and page.words[i] == "," and page.words[i - 1].islower():
        i -= 1
    if i < 0 or page.passage_of[i] != page.passage_of[start] or lexicon.is_post(page.words[i]):
        return
    if _is_trade_at_start(page, i):
        yield i, True
    elif _may_be_trade(page, i) and not _is_adjective(page, i):
        has_possessor = not {"POS", "PRP$"}.isdisjoint(page.tags[max(i - 3, 0) : i])
        if i == start - 1 or has_possessor:
            yield i, has_possessor


def _word_behind(page: Page, i: int) -> str:
    return page.lowers[i + 1] if i < len(page.words) - 1 else "."


def _head(page: Page, start: int) -> int | None:
    """The head of the noun phrase that starts at a token, if it may be a trade that no word list has."""
    end, first, limit = start, start, min(start + _LONGEST_GROUP, len(page.words))
    while end < limit and (page.tags[end] in _GROUP_TAGS or _may_be_trade(page, end)):
        if lexicon.is_post(page.words[end]):
            if page.lowers[end + 1 : end + 2] != ["and"]:
                return None
            end = first = end + 1  # "a former officer and *lorimer*"
        end += 1
    if end == first or not _may_be_trade(page, end - 1):
        return None
    has_determiner = page.tags[start] in ("DT", "PRP$")
    if not has_determiner and _is_adjective(page, end - 1):
        return None  # "Ann Poole, *responsible* for the film,"
    return end - 1


def _may_be_trade(page: Page, i: int) -> bool:
    """Whether a word may be a trade that no word list has, by its letters, its ending and its tag."""
    word = page.words[i]
    if not (word.islower() and word.isalpha() and len(word) > 3):
        return False
    ending, tag = lexicon.role_ending(word), page.tags[i]
    # unknown words get whatever tag would fit their place: in "where *sonographer* Ann Poole said" that of an adverb
    fits = ending == "always" or (tag not in _NEVER_TAGS if ending == "beside" else not ending and tag in _NOUN_TAGS)
    return fits and not _is_listed_otherwise(word)


def _is_adjective(page: Page, i: int) -> bool:
    return page.tags[i] == "JJ" and lexicon.role_ending(page.lowers[i]) != "always"  # "ropewright" is often tagged so


@lexicon.remembered
def _is_listed_otherwise(word: str) -> bool:
    """Whether a word list has a word as something other than what a single person is."""
    return word in lexicon.reporting_verbs() or any(word in lexicon.words(name) for name in _LISTS_OF_OTHER_NOUNS)
