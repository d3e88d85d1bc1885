"""Noun phrases read off the tags, where the parser may have seen none."""

from collections.abc import Callable

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.text.page import FINITE_TAGS, NOMINAL_TAGS, NOUN_TAGS, Page

_OF_PHRASE = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "JJS", "JJR", "CD", "POS", "HYPH", "IN", "EX"}
_LONG = 14  # tokens: two noun phrases
_OPENERS = frozenset({"DT", "PRP", "PRP$", "EX"})


def head(page: Page, start: int) -> Token | None:
    """The head of the noun phrase that starts at a token, read off the tags."""
    found = None
    for token in page.tokens[start : start + 12]:
        if page.inside[token.i] >= 0 or _ends_sentence(page, token):
            break
        if token.tag_ in NOMINAL_TAGS or page.is_age(token.i):
            found = token
        elif token.tag_ not in ("DT", "PRP$", "JJ", "POS", "CD", "JJS", "JJR", "HYPH") and token.text != ".":
            break
    return found


def _ends_sentence(page: Page, token: Token) -> bool:
    return token.text == "." and bool(page.passages) and page.sentence(token.i).end == token.i + 1


def begins(page: Page, i: int) -> bool:
    """Whether a token begins a name or a description, or is a noun alone ('"No," said residents.')."""
    token = page.tokens[i]
    behind = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    alone = token.tag_ in ("NN", "NNS") and (behind is None or behind.is_punct or behind.is_space)
    return alone or token.tag_ in ("NNP", "PRP", "DT", "PRP$", "NNPS") or token.is_title


def name_behind_post(page: Page, start: int) -> int:
    """Where a name begins behind the post that starts at a token: '"Out!" bellowed watch manager *Ann Poole*'."""
    i = start
    while i < start + 5 and i + 1 < len(page.tokens) and page.words[i].isalpha() and page.words[i].islower():
        i += 1
    return i if i > start and page.tags[i] == "NNP" and lexicon.is_post(page.words[i - 1]) else start


def sums_up(page: Page, start: int) -> bool:
    """Whether the noun phrase that starts at a token names words that were said: 'he was pushed, *a charge* the club denies'."""
    behind = (t for t in page.tokens[start : start + 8] if t.tag_ in NOUN_TAGS)
    noun = next((t for t in behind if page.tags[t.i + 1 : t.i + 2] not in ([tag] for tag in NOUN_TAGS)), None)
    word = noun.lower_ if noun is not None and page.tags[start] in ("DT", "CD") else ""
    named = word in lexicon.words("reporting_nouns") or word in lexicon.labelled("cue_words", "summing")
    return named or page.lowers[start : start + 2] == ["the", "latest"]  # "*the latest* twist in a long dispute"


def second_of_two(page: Page, start: int) -> int | None:
    """Where the second of two noun phrases begins that stand side by side before a finite verb: 'told the BBC | *prices* would rise'.

    Parsers take such words for one phrase. The second begins with an article or a pronoun; else where names end and small
    words go on, or the other way round; behind people or a body that is told (*reporters*, *the court*); or it is the last noun.
    """
    verb = _verb_behind(page, start)
    if verb is None:
        return None
    begins = [i for i in range(start + 1, verb) if _may_begin(page, i)]
    subjects = (i for i in range(start, verb) if page.deps[i] == "nsubj" and page.heads[i] >= verb)
    parsed = {page.tokens[i].left_edge.i for i in subjects}
    signs: tuple[Callable[[int], bool], ...] = (
        lambda i: page.tags[i] in _OPENERS,
        parsed.__contains__,
        lambda i: page.lowers[i - 1] in _hearers(),
        lambda i: _is_name(page, i) != _is_name(page, i - 1) and not _is_in_name(page, i),
        lambda i: i == begins[-1] and page.tags[i] in ("NN", "NNS") and not _is_name(page, i),
    )
    return next((i for sign in signs for i in begins if sign(i)), None)


def _verb_behind(page: Page, start: int) -> int | None:
    """The finite verb behind nothing but noun phrases, if there is one; not 'told the court on Monday *that* it rained'."""
    verb = next((i for i in range(start, min(start + _LONG, len(page.tags))) if page.tags[i] not in _OF_PHRASE), start)
    said = {-1}.issuperset(page.inside[start : verb + 1]) and not page.between("that", start, verb)
    return verb if said and not FINITE_TAGS.isdisjoint(page.tags[verb : verb + 1]) else None


def _may_begin(page: Page, i: int) -> bool:
    """Whether a noun phrase may begin at a token, behind another one."""
    return page.tags[i - 1] in NOMINAL_TAGS and page.tags[i] not in ("POS", "IN", "HYPH")


def _is_name(page: Page, i: int) -> bool:
    return page.words[i][:1].isupper()


def _is_in_name(page: Page, i: int) -> bool:
    """Whether a small word goes on with a name: 'the Harbour Foods *chief* Ann Poole'."""
    return page.tags[i] in ("NN", "JJ") and any(
        _is_name(page, j) for j in range(i + 1, i + 3) if page.tags[j] in NOMINAL_TAGS
    )


def _hearers() -> frozenset[str]:
    return lexicon.labelled("cue_words", "hearer") | lexicon.words("people_nouns") | lexicon.words("occasion_nouns")
