"""Trades that no list has, as a page shows them: 'Ann Poole, *a doula* from Eastwick', 'the *cellarer* Tom Reed', 'works as *an ostler*'.

A noun in apposition to somebody's name says what they are, whatever it is. How much more must speak for it depends on its ending
(``data/en/role_endings.txt``): *saddler* needs no more, *doula* a closed apposition or a second place, and *decision* is never one.
"""

from collections import Counter
from collections.abc import Iterator

from quoteattr import lexicon
from quoteattr.text.page import DASHES, POSSESSIVES, Page

_GROUP = frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "POS", "VBN", "CD", "HYPH"})
_NOUNS = frozenset({"NN", "JJ"})  # what is rare is often taken for an adjective
# whose endings look like those of trades: *deliver*, *younger*
_NONE = frozenset({"VB", "VBP", "JJR", "RBR", "RBS", "JJS"})
_LONG = 10  # tokens of what stands in apposition
_NEAR = 6  # tokens between a verb and *as*
_SIGNS = DASHES | {",", "("}
_LINKS = frozenset({"at", "for", "from", "in", "of", "on", "to", "with"})
_CLOSED = DASHES | {",", ".", ";", ")", "who", "whose"}
_THINGS = (
    *("demonyms", "document_nouns", "message_nouns", "occasion_nouns", "organisation_nouns", "other_heads"),
    *("people_nouns", "role_words", "sentence_openers", "time_words", "topic_words", "work_nouns"),
)


def shown(page: Page) -> frozenset[str]:
    """The nouns of a page, in small letters, that say what somebody on it is and are in no list."""
    places: dict[int, bool] = {}
    for i, sure in _places(page):
        places[i] = sure or places.get(i, False)
    often = Counter(page.lowers[i] for i in places)
    words = ((page.lowers[i], sure) for i, sure in places.items())
    beside = frozenset(word for word, sure in words if sure or lexicon.role_ending(word) or often[word] > 1)
    endings = _of_people()
    alike = {word for word in page.distinct if word.endswith(endings)}
    alone = {
        word
        for word in alike
        if lexicon.role_ending(word) == "always" and not (lexicon.is_post(word) or _is_thing(word))
    }
    return beside | {page.words[i] for i in page.where(alone) if page.tags[i] == "NN" and page.words[i].islower()}


@lexicon.remembered
def _of_people() -> tuple[str, ...]:
    """The endings of nouns that are of people wherever they stand."""
    return tuple(lexicon.labelled("role_endings", "always"))


def _places(page: Page) -> Iterator[tuple[int, bool]]:
    """Where such nouns may stand, and whether nothing else can stand there."""
    for start, end in _people(page):
        if not _parts_verb(page, start):
            yield from _behind(page, end)
        yield from _before(page, start)
        yield from _told(page, end)
    for link in page.where({"as"}):
        if (head := _head(page, link + 1)) >= 0 and not lexicon.words("posts_as").isdisjoint(
            page.lowers[max(link - _NEAR, 0) : link]
        ):
            one = page.lowers[link + 1] in ("a", "an")
            if one or lexicon.role_ending(page.lowers[head]):
                yield head, one and page.lowers[link - 1].startswith("work")


def _people(page: Page) -> Iterator[tuple[int, int]]:
    """Where full names of people stand, as the recogniser or a forename shows."""
    seen = set[int]()
    for start, end in page.entities("PERSON", 0, len(page.words)):
        if end - start > 1:
            end -= page.words[end - 1] in POSSESSIVES
            if end - start > 2 and _is_trade_at_start(page, start):
                start += 1
            if end - start > 1 and page.words[end - 1][0].isupper():
                seen.update(range(start, end))
                yield start, end
    forenames = lexicon.words("forenames")
    for i in page.where(forenames):
        if i not in seen and page.words[i].istitle() and page.words[i + 1 : i + 2] and page.words[i + 1].istitle():
            yield i, i + 2 + (page.words[i + 1].endswith(".") and page.words[i + 2 : i + 3] != [])


def _is_trade_at_start(page: Page, i: int) -> bool:
    """Whether a word before a forename has its capital from the sentence that it begins: '*Cellarer* Tom Reed said'."""
    word = page.lowers[i]
    begins = page.sentence(i).start == i or page.words[i - 1] in DASHES
    return (
        begins
        and page.words[i].istitle()
        and (lexicon.role_ending(word) in ("always", "beside") or _is_noun_elsewhere(page, word))
        and word not in lexicon.words("forenames")
        and page.lowers[i + 1] in lexicon.words("forenames")
        and not _is_thing(word)
    )


def _is_noun_elsewhere(page: Page, word: str) -> bool:
    """Whether a word stands in small letters in apposition or behind *a*, *the*, *his* somewhere: '*Bosun* Ann Poole', 'his *bosun*'."""
    places = page.where({word}) if not lexicon.role_ending(word) else []
    return any(
        page.words[i].islower() and page.tags[i] == "NN" and page.tags[i - 1] in ("DT", "PRP$", "POS") for i in places
    )


def _parts_verb(page: Page, start: int) -> bool:
    """Whether a name behind a verb parts another verb from what follows: 'It was, *said Ann Poole*, a scramble.'"""
    return page.words[max(start - 2, 0)] == "," and page.lowers[max(start - 3, 0)] in ("is", "was")


def _behind(page: Page, end: int) -> Iterator[tuple[int, bool]]:
    """The noun in apposition behind a name: 'Ann Poole, *the board's cordwainer*,'."""
    if end >= len(page.words) - 1 or page.words[end] not in _SIGNS or (head := _head(page, end + 1)) < 0:
        return
    following = page.lowers[head + 1] if head < len(page.words) - 1 else "."
    if following in _CLOSED or following in _LINKS:
        one = page.lowers[end + 1] in ("a", "an")
        yield head, one and following not in ("of", "on", "to", "in")


def _before(page: Page, start: int) -> Iterator[tuple[int, bool]]:
    """The noun right before a name: 'the *cellarer* Tom Reed', 'the trust's *lorimer*, Ann Poole,'."""
    while start and lexicon.bare(page.words[start - 1]) in lexicon.honorifics():
        start -= 1
    i = start - 1 - (start > 1 and page.words[start - 1] == "," and page.words[start - 2].islower())
    if i < 0 or page.passage_of[i] != page.passage_of[start] or lexicon.is_post(page.words[i]):
        return
    if _is_trade_at_start(page, i):
        yield i, True
    elif _may_be_trade(page, i) and not _is_adjective(page, i):
        owned = not {"POS", "PRP$"}.isdisjoint(page.tags[max(i - 3, 0) : i])
        if i == start - 1 or owned:
            yield i, owned


def _told(page: Page, end: int) -> Iterator[tuple[int, bool]]:
    """The noun that a sentence or clause tells of a name, if its ending shows it: 'Ann Poole is *a farrier*', 'Poole, who is *a farrier*'."""
    verb = end + 2 * (page.lowers[end : end + 2] == [",", "who"])
    if page.lowers[verb : verb + 1] in (["is"], ["was"], ["became"]) and (head := _head(page, verb + 1)) >= 0:
        following = page.lowers[head + 1] if head < len(page.words) - 1 else "."
        if lexicon.role_ending(page.lowers[head]) and not _is_adjective(page, head) and following in _CLOSED | _LINKS:
            yield head, False


def _head(page: Page, start: int) -> int:
    """The head of the noun group that starts at a token, if it may be a trade that no list has; or -1."""
    end, first = start, start
    while end < min(start + _LONG, len(page.words)) and (page.tags[end] in _GROUP or _may_be_trade(page, end)):
        if lexicon.is_post(page.words[end]):
            if page.lowers[end + 1 : end + 2] != ["and"]:
                return -1
            end = first = end + 1  # "a former officer and *lorimer*"
        end += 1
    if end == first or not _may_be_trade(page, end - 1):
        return -1
    # "Ann Poole, *responsible* for the film,"
    bare = page.tags[start] not in ("DT", "PRP$") and _is_adjective(page, end - 1)
    return end - 1 if not bare else -1


def _may_be_trade(page: Page, i: int) -> bool:
    word = page.words[i]
    if not (word.islower() and word.isalpha() and len(word) > 3):
        return False
    ending, tag = lexicon.role_ending(word), page.tags[i]
    # the tagger takes what it has not seen for whatever would do there: "where *sonographer* Ann Poole said" for an adverb
    fits = ending == "always" or (tag not in _NONE if ending == "beside" else not ending and tag in _NOUNS)
    return fits and not _is_thing(word)


def _is_adjective(page: Page, i: int) -> bool:
    return page.tags[i] == "JJ" and lexicon.role_ending(page.lowers[i]) != "always"  # "ropewright"


@lexicon.remembered
def _is_thing(word: str) -> bool:
    """Whether a list has a word as one for something other than what a single person is."""
    return word in lexicon.reporting_verbs() or any(word in lexicon.words(name) for name in _THINGS)
