"""A noun group before a name → the part of it that belongs to the name, behind a phrase that opens the sentence without a comma.

'After the blast *fire chief* Ann Poole said', 'In a statement *airline spokesman* Tom Reed said'. The preposition needs an object
and the verb a subject, so that the words between them are both: the first noun is the object's, the rest the subject's.
"""

from quoteattr import lexicon
from quoteattr.draft import Name
from quoteattr.text.page import FINITE_TAGS, NOUN_TAGS, Page

_BOTH = frozenset({"after", "before", "since", "until", "till"})  # prepositions that begin a clause as well
_OF_CLAUSE = frozenset(
    {"as", "like", "if", "because", "while", "though", "although", "unless", "whether", "that", "than", "so"}
)
_MODIFIERS = frozenset(
    {"RB", "JJ", "JJS", "VBN", "VBG", "CD", "HYPH"}
)  # tags of what may stand before the object's noun
_MOST_OPENING = 8  # tokens before the object
_NAMES_OF_EVENTS = ("occasion_nouns", "document_nouns", "message_nouns")


def behind_opening(page: Page, name: Name, start: int, end: int) -> int:
    """Where the words of a noun group from ``start`` up to ``end`` go on behind the object of an opening phrase; else ``start``."""
    low = page.sentence(start).start
    article = start - 1 if start > low and page.tags[start - 1] in ("DT", "PRP$") else start
    if not _opens(page, low, article) or not _is_subject_alone(page, name, low, article):
        return start
    behind = _behind_object(page, start, end)
    return behind if any(map(lexicon.is_post, page.words[behind:end])) else start


def _opens(page: Page, low: int, end: int) -> bool:
    """Whether the words of a sentence up to ``end`` begin a phrase that lacks its object: '*After* the blast', '*Speaking after* a game'."""
    if not 0 < end - low <= _MOST_OPENING or page.inside[low] >= 0 or page.passage_of[low] != page.passage_of[end]:
        return False
    words, tags = page.lowers[low:end], page.tags[low:end]
    if words[0] in _OF_CLAUSE or "," in words or not FINITE_TAGS.isdisjoint(tags):
        return False
    return tags[0] in ("IN", "TO", "VBG", "VBN") and tags[-1] in ("IN", "TO", "VBG") and words[-1] not in _OF_CLAUSE


def _is_subject_alone(page: Page, name: Name, low: int, article: int) -> bool:
    """Whether a name is the subject of a reporting verb that is its sentence's: not 'After the mayor *Ann Poole said no*, they left'."""
    verb, last = name.tail, page.sentence(low).end
    if page.lowers[verb : verb + 1] == [] or page.lowers[verb] not in lexicon.reporting_verbs():
        return False
    if page.tags[verb] not in FINITE_TAGS or page.passage_of[verb] != page.passage_of[low]:
        return False
    behind = range(verb + 1, last)
    marked = page.words[verb + 1 : verb + 2] in ([":"], [","])
    alone = marked or not any(page.words[i] == "," and page.inside[i] < 0 for i in behind)
    return alone or page.lowers[article - 1] not in _BOTH


def _behind_object(page: Page, start: int, end: int) -> int:
    """Where a noun group goes on behind its first noun, or behind a compound that names an occasion: '*press conference* health minister'."""
    events = frozenset().union(*map(lexicon.words, _NAMES_OF_EVENTS))
    noun = max((i + 1 for i in range(start, end) if page.tags[i] == "POS"), default=start)
    while noun < end and page.tags[noun] in _MODIFIERS and page.lowers[noun] not in events:
        noun += 1
    is_noun = noun < end and (page.tags[noun] in NOUN_TAGS or page.lowers[noun] in events)
    if not is_noun or not page.words[noun].islower() or lexicon.is_post(page.words[noun]):
        return start
    compound = noun + 1 < end and page.words[noun + 1].islower() and page.lowers[noun] not in events
    return noun + 2 if compound and page.lowers[noun + 1] in events else noun + 1
