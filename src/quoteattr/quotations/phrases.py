"""Page + cues → marked phrases: noun phrases that count as reported because words in them are marked.

Rule ``phrase``: called for a "surge" in spending; dismissed the plan as "a mess"; accused the firm of a "cover-up".
"""

from itertools import islice

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Reported, StretchId, TokenSpan, cues_between
from quoteattr.lexicon import Frame
from quoteattr.quotations import marks
from quoteattr.quotations.clause_ends import reporter_goes_on
from quoteattr.text.page import CONJUNCTIONS, Page

_FRAMES: tuple[Frame, ...] = ("np", "clause", "objinf", "inf", "ofger", "name")
_WHEN = frozenset({"in", "on", "at", "during", "after", "before", "without"})
_NOUN_DEPS = ("pobj", "pcomp", "dobj", "attr", "oprd", "nsubjpass")


def find(page: Page, cues: tuple[Cue, ...]) -> tuple[Reported, ...]:
    """The phrases of every cue in which a marked stretch stands (called for a "surge" in spending), those that overlap as one."""
    by_verb = {cue.verb: cue for cue in cues if cue.takes(*_FRAMES)}
    beside = {page.marked_behind(cue.end): cue for cue in cues if cue.takes("name") and cue.source and not cue.passive}
    beside |= {page.marked_as(cue.end): cue for cue in cues if cue.takes("np") and cue.source}
    found: dict[Cue, list[TokenSpan]] = {}
    for number in map(StretchId, range(len(page.outer))):
        if marks.is_unspoken(page, number):
            continue
        marked = page.bounds[number]
        chain = _up_to_cue(page, marked, by_verb)
        if chain:
            cue = by_verb[chain[-1].head.i]
            if not _gives_name(page, cue):
                found.setdefault(cue, []).append(_phrase(page, cues, cue, chain, marked))
        elif number in beside:
            # the parser took "described" for an attribute of what follows, or the marked words for a sentence
            cue = beside[number]
            found.setdefault(cue, []).append(TokenSpan(cue.end, _with_coordinated(page, marked.end)))
    return tuple(Reported(cue, "phrase", (piece,)) for cue, pieces in found.items() for piece in _united(pieces))


def _gives_name(page: Page, cue: Cue) -> bool:
    """'a dog called "Biscuit"': a participle gives a name that nobody says."""
    return page.tags[cue.verb] == "VBN" and (cue.inherited or cue.source is None) and cue.takes("name")


def _united(pieces: list[TokenSpan]) -> list[TokenSpan]:
    """Pieces in order, those that overlap made one: 'described *the "noise" as "a mess"*'."""
    united: list[TokenSpan] = []
    for piece in sorted(pieces):
        if united and piece.start < united[-1].end:
            united[-1] = TokenSpan(united[-1].start, max(united[-1].end, piece.end))
        else:
            united.append(piece)
    return united


def _up_to_cue(page: Page, marked: TokenSpan, by_verb: dict[int, Cue]) -> list[Token]:
    """The tokens from the head of a stretch up to the one that hangs on a cue; nothing if another verb comes first."""
    start, end = marked
    inner = [t for t in page.tokens[start:end] if not t.is_punct] or page.tokens[start:end]
    token = next((t for t in inner if not start <= t.head.i < end or t.head.i == t.i), inner[0])
    chain = [token]
    for head in islice(token.ancestors, 8):
        if head.i in by_verb:
            before = chain[-1].i < head.i and not by_verb[head.i].passive
            return [] if before or chain[-1].dep_ in ("nsubj", "mark") else chain
        if head.tag_ in ("VBD", "VBZ", "VBP"):
            return []
        chain.append(head)
    return []


def _phrase(page: Page, cues: tuple[Cue, ...], cue: Cue, chain: list[Token], marked: TokenSpan) -> TokenSpan:
    """The phrase around marked words, at whose head the chain up to the cue begins."""
    # the outermost: 'spoke about giving teachers the right to "strike"'
    noun = next((t for t in reversed(chain) if t.dep_ in _NOUN_DEPS), chain[-1])
    low = min(_start(page, cue, chain, noun, marked.start), marked.start)
    high = max(_end(page, cue, noun, marked.end), marked.end)
    low, high = page.trim(TokenSpan(low, high))
    # 'cited a "rise" in costs, which she said was small': the phrase ends where another report begins
    behind = cues_between(cues, marked.end, page.passage_tokens(marked.end - 1).end)
    high = next((c.left for c in behind if marked.end <= c.left < high and c.start != cue.start), high)
    while high > marked.end and (page.tags[high - 1] in ("WDT", "WP") or page.lowers[high - 1] == "that"):
        high -= 1  # the relative pronoun that is left hanging there
    return page.trim(TokenSpan(low, high))


def _start(page: Page, cue: Cue, chain: list[Token], noun: Token, start: int) -> int:
    """Where the phrase begins, prepositions that belong to the verb left out."""
    low = noun.left_edge.i
    if start > cue.verb:
        low = max(low, cue.end)
    if cue.source and cue.verb < cue.source.start < start:
        low = max(low, cue.source.end)  # "was dismissed by residents as "vandalism""
    named = cue.takes("name") and start > cue.verb  # 'called *the plan "a mess"*'
    if not cue.passive and (named or _is_predicate(cue, chain)):
        low = cue.end
    if cue.takes("ofger"):
        low = next((i + 1 for i in range(cue.end, start) if page.lowers[i] == "of"), low)
    # 'disputed the notion that *it was "a mess"*'
    low = next((i + 1 for i in range(start - 1, low, -1) if page.lowers[i] == "that" and page.tags[i] == "IN"), low)
    linking = lexicon.labelled("cue_words", "linking")
    while low < start and (page.tokens[low].dep_ in ("prep", "agent") or page.lowers[low] in linking):
        low += 1
    return low


def _is_predicate(cue: Cue, chain: list[Token]) -> bool:
    """Whether marked words say what something is dismissed *as*: 'dismissed *the plan as "a mess"*'."""
    predicate = next((t for t in chain if t.dep_ == "prep" and t.lower_ == "as"), None)
    return predicate is not None and predicate.head.i == cue.verb


def _end(page: Page, cue: Cue, noun: Token, end: int) -> int:
    """Where the phrase ends: with the noun's, or before the reporter goes on."""
    high = min(noun.right_edge.i + 1, page.sentence(cue.verb).end)
    if cue.source and cue.source.start > end:
        high = min(high, cue.source.start - 1)  # 'was called "a joke" *by Ann Poole*'
    outside = (i for i in range(end, high) if page.inside[i] < 0)
    return next(
        (i for i in outside if reporter_goes_on(page, cue, i, high) or (i == end and _says_when(page, i))), high
    )


def _says_when(page: Page, i: int) -> bool:
    """Whether a preposition behind marked words tells when or where they were said: '"a mess" *in weekly speeches*'."""
    told = page.children(page.tokens[i], "pobj", "pcomp") if page.lowers[i] in _WHEN else []
    occasions = lexicon.words("occasion_nouns") | lexicon.words("document_nouns")
    return any(
        t.tag_ == "VBG"
        or t.ent_type_ in ("DATE", "TIME")
        or not occasions.isdisjoint((t.lower_, t.lower_[:-1], t.lower_[:-2]))
        for t in told
    )


def _with_coordinated(page: Page, end: int) -> int:
    """The end of marked words with those that *and* adds to them: as "a mess" and "a farce"."""
    while end + 1 < len(page.tokens) and page.lowers[end] in CONJUNCTIONS and page.inside[end + 1] >= 0:
        end = page.bounds[page.inside[end + 1]].end
    return end
