"""A run of a headline in title case → the names in it: its capitals show none, the text below does.

"Dunn to Advise *Poole* on Schools", where the text has Ann Poole.
"""

from collections.abc import Iterator, Sequence, Set

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import same_name
from quoteattr.people.same_name import Words
from quoteattr.spelling import QUOTATION_MARKS
from quoteattr.text import beside
from quoteattr.text.page import Page

_LONGEST = 4  # words of a person's name
_MARKS = frozenset(QUOTATION_MARKS) | {"(", ")"}


def is_in_title_case(page: Page, i: int) -> bool:
    """Whether the passage of a token is a headline of which every longer word has a capital, so that capitals show no names."""
    if page.passages[page.passage_of[i]].kind not in ("headline", "subheading"):
        return False
    words = page.words[slice(*page.passage_tokens(i))]
    signed = any(word[0] == "@" for word in words)  # "— Ann Poole (@annpoole)"
    return len(words) > 2 and not signed and all(not word[0].islower() for word in words if len(word) > 4)


def called(names: Set[Words]) -> frozenset[Words]:
    """What may stand for some names in a headline, in small letters: they themselves, a person's surname or forename."""
    full = {tuple(map(str.lower, words)) for words in names}
    short = {(word,) for words in full if len(words) > 1 for word in (words[0], words[-1]) if _may_call(words, word)}
    return frozenset(words for words in full | short if len(words) > 1 or _may_stand_alone(words[0]))


def without_nickname(words: Sequence[str]) -> Words:
    """The words of a name without what stands between marks or brackets within it.

    >>> without_nickname(["Ann", "“", "Red", "”", "Poole"])
    ('Ann', 'Poole')
    """
    if _MARKS.isdisjoint(words):
        return tuple(words)
    marks = [n for n, word in enumerate(words) if n and word in _MARKS]
    return (*words[: marks[0]], *words[marks[-1] + 1 :]) if len(marks) == 2 else tuple(words)


def _may_stand_alone(word: str) -> bool:
    """Whether a word may be a name in a headline, where it may also be of a longer one: 'House', but not 'Trust'."""
    chamber = word in lexicon.labelled("body_name_words", "chamber")
    return chamber or word in lexicon.table("known_names") or not _is_of_body(word)


def _may_call(words: Words, word: str) -> bool:
    person = not any(map(_is_of_body, words)) and len(words) <= _LONGEST
    return person and word.isalpha() and (word == words[-1] or word in lexicon.words("forenames"))


def _is_of_body(word: str) -> bool:
    return word in lexicon.words("organisation_words") or word in lexicon.words("organisation_nouns")


def names_in(page: Page, run: TokenSpan, known: Set[Words]) -> Iterator[TokenSpan]:
    """The names in a run of a headline in title case, whose capitals show none: those that the text has, as it calls them somewhere.

    "Dunn to Advise *Poole* on Schools", where the text has Ann Poole. What is nowhere in the text is a name only where nothing
    else can be meant ("*Harbour Trust* Fined", but not "Spotlight on Schools").
    """
    at = low = run.start
    while at < run.end:
        ends = (end for end in range(run.end, at, -1) if without_nickname(page.lowers[at:end]) in known)
        if (end := next(ends, at + 1 if _is_famous(page, at) else None)) is None:
            at += 1
            continue
        name = _in_full(page, TokenSpan(at, end), TokenSpan(low, run.end), known)
        yield from _by_itself(page, TokenSpan(low, name.start))
        yield name
        at = low = name.end
    yield from _by_itself(page, TokenSpan(low, run.end))


def _in_full(page: Page, name: TokenSpan, within: TokenSpan, known: Set[Words]) -> TokenSpan:
    """A known name with the words of the headline that belong to it: '*Mayor* Poole', '*Ann* Poole', 'Acme *Bank*'."""
    start, end = name
    while start > within.start and (_may_precede(page, start - 1) or _heads_body(page, start - 1, name)):
        start -= 1
    if end == name.start + 1 and end < within.end and _is_forename(page, name.start):
        end = next((i for i in range(end, within.end) if (page.lowers[i],) in known), within.end)  # "Ann *Poole* …"
    elif end < within.end and page.lowers[end] in lexicon.words("organisation_words"):
        end += not lexicon.is_post(page.words[end])
    return TokenSpan(start, end)


def _heads_body(page: Page, i: int, name: TokenSpan) -> bool:
    """Whether a word that begins a headline, and is in small letters nowhere, belongs to the body behind it: '*Eastwick* Harbour Trust Opens'."""
    first = i == page.passage_tokens(i).start and page.lowers[i] not in page.once(beside.small_words)
    return first and not lexicon.words("organisation_words").isdisjoint(page.lowers[name.start : name.end])


def _may_precede(page: Page, i: int) -> bool:
    """Whether a word may belong before a known name: a post, a form of address, a forename, an initial."""
    word = page.words[i]
    initial = len(word) < 3 and word.isupper()
    return initial or _is_address(word) or _is_forename(page, i)


def length_of_address(words: Sequence[str]) -> int:
    """How many words of a run are posts or forms of address before a name: '*Mayor* Ann Poole'."""
    return next((n for n, word in enumerate(words[:-1]) if not _is_address(word)), max(len(words) - 1, 0))


def _is_address(word: str) -> bool:
    return lexicon.is_post(word) or lexicon.bare(word) in lexicon.honorifics()


def _is_famous(page: Page, i: int) -> bool:
    """Whether a word of a headline is a name whether the text has it or not: a country, a party, letters where others are small."""
    word = page.lowers[i]
    listed = (same_name.nations(), lexicon.table("known_names"), lexicon.words("party_words"))
    line = page.words[slice(*page.passage_tokens(i))]
    letters = page.words[i].isupper() and len(word) > 1 and not all(w.isupper() for w in line if w.isalpha())
    return letters or any(word in names for names in listed)


def _is_forename(page: Page, i: int) -> bool:
    """Whether a word of a headline is a forename and hardly anything else: but '*Will* Invoke', '*India* Rejects'."""
    known = page.lowers[i] in lexicon.words("forenames") and page.lowers[i] not in same_name.nations()
    return known and not page.tokens[i].is_stop


def _by_itself(page: Page, part: TokenSpan) -> Iterator[TokenSpan]:
    """The name in a part of a run that the text has nowhere: somebody with a forename, a body that shows what it is and is one to the
    recogniser, too, two words between commas.
    """
    if part.start == part.end:
        return
    lowers, line = page.lowers[part.start : part.end], page.passage_tokens(part.start)
    if (first := next((i for i in range(part.start, part.end - 1) if _is_forename(page, i)), None)) is not None:
        yield TokenSpan(first, min(part.end, first + 2 + _may_precede(page, first + 1)))  # "Teen *Ann Poole* Found"
        return
    bodies = [n for n, word in enumerate(lowers) if word in lexicon.words("organisation_words")]
    if bodies and set(page.ent_types[part.start : part.start + bodies[-1] + 1]) == {"ORG"}:
        yield TokenSpan(part.start, part.start + bodies[-1] + 1)
        return
    apart = not any(i in range(*line) and page.words[i].isalnum() for i in (part.start - 1, part.end))
    if apart and len(lowers) == 2 and part != line:
        yield part
