"""The sentence around a cue, where nothing behind the cue is what it reports.

Rules: ``parenthetical`` (it rained, he said; it rained, he said, all day), ``as-clause`` (as he said, it rained),
``according`` (according to him, it rained).
"""

from itertools import takewhile

from spacy.tokens import Token

from quoteattr.draft import Cue, TokenSpan
from quoteattr.quotations import sources
from quoteattr.quotations.clause_ends import reporter_goes_on
from quoteattr.quotations.sources import is_document
from quoteattr.text.page import FINITE_TAGS, LOOSE, VERB_TAGS, Page

_LEAST = 3  # tokens: what is shorter is no part of a sentence


def sentence(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """'The plan will go ahead, the council said.', 'The plan, he said, will go ahead.', 'As he said, it will.'"""
    if not _may_stand_aside(page, cue):
        return None
    low, high = page.sentence(cue.verb)
    left, right = cue.left, cue.right
    as_clause = left > low and page.tokens[left - 1].lower_ == "as"
    if as_clause:
        left -= 1
        right = next((i for i in range(right, min(right + 8, high)) if page.tokens[i].text == ","), right)
    if not _closes(page, right, high):
        return None
    start = page.first_word(low, left)
    if start >= left:
        behind = TokenSpan(right + 1, high)
        return ("as-clause", (page.trim(behind),)) if as_clause and right + 1 < high else None
    before = left - 1
    marked = page.inside[before] >= 0
    if not marked and page.tokens[before].text not in LOOSE:
        return None
    first = page.trim(TokenSpan(start, left if marked else before))
    rest = _rest(page, cue, right, high)
    return ("parenthetical", (first, *rest)) if _is_statement(page, cue, start, first, rest) else None


def is_inserted(page: Page, cue: Cue) -> bool:
    """Whether signs part a cue and the source behind it from the sentence they interrupt: 'The pier, said Poole, is rotten.'"""
    behind = cue.kind == "verb" and cue.source is not None and cue.source.start >= cue.end and not cue.inherited
    before = sources.previous(page, cue.left) if behind and cue.left == cue.verb else None
    signs = (before.text, page.words[cue.source.end]) if before and cue.source and cue.source.end < len(page.tokens) else ()
    return bool(signs) and all(sign in sources.SIGNS for sign in signs) and page.inside[cue.source.end] < 0


def according(page: Page, cue: Cue) -> tuple[TokenSpan, ...]:
    """The sentence around 'according to the report', which stands first, last or in the middle."""
    low, high = page.sentence(cue.verb)
    start = page.first_word(low, cue.start)
    pieces = [page.trim(TokenSpan(start, cue.start))] if cue.start - start >= _LEAST else []
    if pieces and page.tokens[pieces[0].end - 1].tag_ in ("IN", "WDT", "WP"):
        pieces = []  # "It stayed because, according to the mayor, it had to"
    after = next((i for i in range(cue.right, high) if page.words[i] in (",", ".", ";")), max(cue.right, high))
    if after < high and page.words[after] != ",":
        return tuple(pieces)
    if after + 1 < high and page.tokens[after + 1].tag_ == "VBG":  # "according to the agency, citing police, …"
        after = next((i for i in range(after + 1, high) if page.tokens[i].text == ","), after)
    short = high - after <= _LEAST + 1 and page.tags[min(after + 1, high - 1)] not in FINITE_TAGS
    rest = page.trim(TokenSpan(after + 1, high)) if after + 1 < high and not short else None
    if rest and (not pieces or page.tokens[rest.start].tag_ not in ("VBG", "WDT", "WP", "IN")):
        pieces.append(rest)
    return tuple(pieces)


def _may_stand_aside(page: Page, cue: Cue) -> bool:
    """Whether a cue, by its verb, source and place, can report the sentence around it."""
    if not (cue.takes("clause") or (cue.takes("doc") and is_document(page, cue))):
        return False
    if cue.inherited or cue.passive or cue.source is None:
        return False
    return not (page.tokens[cue.verb].dep_ == "relcl" or _has_object(page, cue) or _is_coordinated(page, cue))


def _has_object(page: Page, cue: Cue) -> bool:
    """Whether a cue reports a thing, not the sentence around it: 'After the vote, the mayor announced a plan.'"""
    hearer = cue.addressee.head if cue.addressee else -1
    objects = (t for t in page.children(page.tokens[cue.verb], "dobj") if t.left_edge.i == cue.end and t.i != hearer)
    return cue.left < cue.verb and any(t.tag_ in ("NN", "NNS") and page.inside[t.i] < 0 for t in objects)


def _is_coordinated(page: Page, cue: Cue) -> bool:
    """Whether the cue's clause is coordinated with the one before it: 'She spoke little, but her face said a lot.'"""
    verb = page.tokens[cue.verb]
    head = verb.head
    joined = any(head.i < t.i < cue.left and t.nbor().text != "," for t in page.children(head, "cc"))
    return verb.dep_ == "conj" and head.tag_ in VERB_TAGS and page.inside[head.i] < 0 and joined


def _closes(page: Page, i: int, high: int) -> bool:
    """Whether the reporting group ends its clause at token ``i``."""
    i = next((at for at in range(i, high) if not page.tokens[at].is_space), high)
    return i >= high or (page.inside[i] < 0 and page.tokens[i].text in LOOSE | {".", "!", "?", ")", ":"})


def _rest(page: Page, cue: Cue, right: int, high: int) -> tuple[TokenSpan, ...]:
    """The part of the sentence behind an inserted cue, if it is the speaker's: 'The plan, he said, *will go ahead*.'"""
    if right + 1 >= high or page.tokens[right].text not in LOOSE or reporter_goes_on(page, cue, right, high):
        return ()
    rest = page.trim(TokenSpan(right + 1, high))
    first = page.tokens[rest.start].tag_
    if first in FINITE_TAGS or (first == "VBN" and page.tags[cue.left - 2] in FINITE_TAGS):
        return (rest,)  # "The pier, he said, *is rotten*", "The pier has, he said, *rotted*"
    gerund = first == "VBG" and not any(t.tag_ in FINITE_TAGS for t in page.tokens[slice(*rest)])
    return () if rest.end - rest.start < _LEAST or gerund or first in ("WP", "WRB", "WDT") else (rest,)


def _is_statement(page: Page, cue: Cue, start: int, first: TokenSpan, rest: tuple[TokenSpan, ...]) -> bool:
    """Whether the two sides of a cue, or the one before it, can be what somebody says."""
    if page.passages[page.passage_of[cue.verb]].kind == "headline" and page.tags[start] not in ("IN", "WRB", "TO"):
        return True  # headlines leave the finite verb out: "Fares to rise, says minister"
    joined = rest and page.tokens[rest[0].start].dep_ != "mark"
    ends = cue.right >= page.sentence(cue.verb).end - 1
    if ends and first.end - first.start > _LEAST and page.tags[start] in ("DT", "PRP$", "PRP") and _misread(page, first):
        return True  # "The fine totals $3 million, Poole said", where the parser takes "totals" for a noun
    verbs = (t for t in page.tokens[slice(*first)] if t.tag_ in FINITE_TAGS | {"VBN"})
    if not joined and not any(_tops(verb, first) for verb in verbs):
        return False  # "When the rain stopped, she continued": the first side says nothing by itself
    if page.tokens[start].tag_ in ("VBN", "VBG") and page.tokens[start].dep_ == "advcl":
        return False  # "Asked whether she would stay, she said: …"
    return any(tag in FINITE_TAGS | {"VBN"} for piece in (first, *rest) for tag in page.tags[slice(*piece)])


def _misread(page: Page, piece: TokenSpan) -> bool:
    """Whether what may be a finite verb stands in words that have none by their tags."""
    tags = page.tags[slice(*piece)]
    return FINITE_TAGS.isdisjoint(tags) and "NNS" in tags[1:-1]


def _tops(token: Token, piece: TokenSpan) -> bool:
    """Whether a verb's clause depends on no other one as its adverbial or attribute, up to the edge of the piece."""
    chain = takewhile(lambda t: piece.start <= t.i < piece.end, (token, *token.ancestors))
    return not any(t.dep_ in ("advcl", "relcl", "pcomp") or (t.dep_ == "acl" and t.tag_ == "VBG") for t in chain)
