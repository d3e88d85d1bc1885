"""Page + cues → attributions: which words each cue reports, and which marked words have no cue of their own.

Direct words are claimed first, by what stands right before and after the marks; then the clauses and phrases that the grammar gives
to a cue; then what is left between marks either floats (speech that goes on without a cue) or is no speech at all.
"""

import re
from collections.abc import Iterable
from itertools import groupby

import attrs

from quoteattr import lexicon, rules
from quoteattr.draft import Attribution, CharSpan, Cue, Phrase, Reported, StretchId, TokenSpan, cues_between, united
from quoteattr.quotations import around_cues, beside_marks, phrases, reporter, unsaid, unspoken
from quoteattr.quotations.labels import lead_in
from quoteattr.spelling import CLOSING_MARKS
from quoteattr.text.page import DASHES, FINITE_TAGS, LOOSE, SENTENCE_FINAL, VERB_TAGS, Page

_SHORT = 2  # tokens: what is shorter is no clause
_NEAR = 6  # tokens: marks further off from a cue are not its words
_SENTENCE_BREAK = re.compile(r"\w{2}[.!?]\s+[A-Z]")


@attrs.define
class _Claims:
    """What has been attributed so far: the pieces by cue, and the outer stretches that they cover."""

    page: Page
    cues: tuple[Cue, ...]
    attributions: list[Attribution] = attrs.Factory(list)
    taken: set[StretchId] = attrs.Factory(set)
    _by_cue: dict[TokenSpan, int] = attrs.Factory(dict)
    _first_cued: dict[int, int] = attrs.Factory(dict)

    def first_of(self, cue: Cue) -> int:
        """The first token of the words that a cue has been given, the end of the text if none."""
        number = self._by_cue.get(cue.tokens)
        return len(self.page.tokens) if number is None else self.page.token_at(self.attributions[number].pieces[0][0])

    def reports_before(self, i: int) -> bool:
        """Whether words with a cue begin in the passage of a token, before it."""
        return self._first_cued.get(self.page.passage_of[i], i) < i

    def _chars(self, piece: TokenSpan) -> CharSpan:
        """The code points of a piece: the marks' own edges, where a scraper glued them to the next word."""
        start, end = self.page.chars(piece)
        first, last = self.page.inside[piece[0]], self.page.inside[piece[1] - 1]
        if first >= 0 and self.page.bounds[first][0] == piece[0]:
            start = self.page.outer[first].start
        if last >= 0 and self.page.bounds[last][1] == piece[1]:
            end = self.page.outer[last].end
        return CharSpan(start, end)

    def add(
        self,
        rule: str,
        cue: Cue | None,
        pieces: list[TokenSpan],
        source: Phrase | None = None,
        hint: Phrase | None = None,
    ) -> None:
        chars = united(self._chars(piece) for piece in pieces)
        for start, end in pieces:
            self.taken |= {*self.page.inside[start:end]} - {-1}
        if cue is None:
            self.attributions.append(Attribution(chars, rule, source=source, hint=hint))
            return
        first = self.page.token_at(chars[0].start)
        passage = self.page.passage_of[first]
        self._first_cued[passage] = min(first, self._first_cued.get(passage, first))
        number = self._by_cue.setdefault(cue.tokens, len(self.attributions))
        if number == len(self.attributions):
            self.attributions.append(Attribution(chars, rule, cue.tokens, cue.source, cue.addressee))
        else:
            earlier = self.attributions[number]
            self.attributions[number] = attrs.evolve(earlier, pieces=united({*earlier.pieces, *chars}))


def attribute(
    page: Page,
    cues: tuple[Cue, ...],
    reported: tuple[Reported, ...],
    labels: dict[StretchId, tuple[str, Phrase]],
    turns: Iterable[tuple[TokenSpan, Phrase]] = (),
) -> tuple[tuple[Attribution, ...], tuple[StretchId, ...]]:
    """The attributions of a page in order, and the numbers of the outer stretches that are no words of anybody.

    ``turns`` are labelled words without marks; what is reported within them is theirs.
    """
    claims = _Claims(page, cues)
    marked = [found for found in reported if found.rule in rules.family("phrase")]
    clauses = _of_inner(page, [found for found in reported if found.rule not in rules.family("phrase")])
    with_clause = frozenset(clause.cue.start for clause in clauses if clause.rule not in rules.family("sentence"))
    direct = beside_marks.links(page, cues, with_clause)
    direct = {n: link for n, link in direct.items() if not _is_of_outer(page, n, link, clauses)}
    clauses = around_cues.told_once(page, clauses, direct, marked)
    _claim_direct(claims, direct)
    spoken = _claim_turns(claims, turns)
    clauses = [c for c in clauses if spoken.isdisjoint(page.passage_of[i] for i in (c.cue.start, c.pieces[0].start))]
    used = {cue.start for _, cue in direct.values()}
    for clause in clauses:
        _claim_reported(claims, clause, clause.cue.start in used)
    clause_at = {clause.cue.start: clause.pieces[0].start for clause in clauses}
    for phrase in marked:
        before = phrase.pieces[0].end <= clause_at.get(phrase.cue.start, 0)  # 'told the "Hour" show that it rained'
        if phrase.cue.start not in used and not before:
            _claim_reported(claims, phrase, used=False)
    _claim_floating(claims, labels, cues)
    _claim_left_over(claims, cues)
    left = unspoken.nobodys(page, claims.taken, claims.attributions)
    return tuple(sorted(claims.attributions, key=lambda a: a.pieces)), left


def _claim_turns(claims: _Claims, turns: Iterable[tuple[TokenSpan, Phrase]]) -> set[int]:
    """Give labelled words without marks to whom their label names; the passages that they stand in."""
    spoken = set()
    for words, source in turns:
        claims.add("label" if source.end <= words.start else "signature", None, [words], source)
        spoken.add(claims.page.passage_of[words.start])
    return spoken


def _is_of_outer(page: Page, number: StretchId, link: tuple[str, Cue], clauses: list[Reported]) -> bool:
    """Whether marked words behind a cue stand in a clause that reports what that cue says: 'said that Reed had screamed "No"'."""
    rule, cue = link
    begin, end = page.bounds[number]
    around = (piece for c in clauses if c.rule == "clause" and c.cue is not cue for piece in c.pieces)
    apart = rule != "cue-quote" or page.words[begin - 1] == ","
    return not apart and any(start <= cue.verb < end <= stop for start, stop in around)


# --- direct words ---------------------------------------------------------------------------------------------------


def _claim_direct(claims: _Claims, direct: dict[StretchId, tuple[str, Cue]]) -> None:
    """One quotation a cue: its stretches, with those that go on from them without a cue of their own."""
    page = claims.page
    aliases = {n for n in map(StretchId, range(len(page.outer))) if unspoken.source_in(page, n) is not None}
    owned: set[int] = set(direct) | aliases
    for _, group in groupby(sorted(direct), key=lambda number: direct[number][1].start):
        numbers: list[int] = list(group)
        rule, cue = direct[StretchId(numbers[0])]
        while numbers[0] > 0 and numbers[0] - 1 not in owned and page.outer[numbers[0]].continues:
            numbers.insert(0, numbers[0] - 1)
        while (there := numbers[-1] + 1 + (numbers[-1] + 1 in aliases)) < len(page.outer) and there not in owned:
            if not _goes_on(page, numbers[-1], there, cue):
                break
            numbers.append(there)
        owned.update(numbers)
        claims.add(rule, cue, _with_lead(claims, rule, cue, [page.bounds[number] for number in numbers]))


def _with_lead(claims: _Claims, rule: str, cue: Cue, pieces: list[TokenSpan]) -> list[TokenSpan]:
    """The reported words that stand unmarked before a marked end: 'The claims had "no merit", he said.'"""
    page, (start, end) = claims.page, pieces[0]
    if rule == "cue-quote" and (subject_phrase := _subject_before(page, cue, start)):
        return [subject_phrase, *pieces]
    if rule != "quote-cue" or cue.start < end:
        return pieces
    low = page.sentence(start).start
    last = next((i for i in range(start - 1, low - 1, -1) if not page.tokens[i].is_space), None)
    led = any(token.is_alpha for token in page.tokens[low:start])  # not '• "No," she said'
    if last is None or not led or page.inside[last] >= 0 or page.words[last] in DASHES | {":", ";"}:
        return pieces
    here, first = page.inside[start], page.first_word(low, start)
    apart = page.inner(here)[:1].isupper() or unspoken.is_clause(page, here)
    if page.words[last] == "," and apart and not reporter.is_adverbial(page, TokenSpan(first, start), here):
        return pieces
    behind = start - (page.lowers[start - 1] in ("that", ","))
    if any(c.end >= behind and c.takes("clause") for c in cues_between(claims.cues, max(low, start - _NEAR), start)):
        return pieces  # 'Poole said that "it is late," she added'
    return [TokenSpan(first, end), *pieces[1:]]


def _subject_before(page: Page, cue: Cue, start: int) -> TokenSpan | None:
    """The unmarked subject, or adverbial, of marked words behind an inserted cue: 'The harbour, he said, "could be dry by May".'"""
    first = next((t.tag_ for t in page.tokens[start : start + 3] if t.is_alpha), "")
    low = page.first_word(page.sentence(cue.verb).start, cue.left)
    inserted = cue.source is not None and cue.left - low > 1 and page.words[cue.left - 1] in LOOSE
    clause = any(page.tags[i] in FINITE_TAGS or page.inside[i] >= 0 for i in range(low, cue.left))
    clause = clause or page.tags[low] in VERB_TAGS  # "Asked how she felt, she replied"
    lead, here = TokenSpan(low, max(cue.left - 1, low)), page.inside[start]
    goes_on = inserted and not clause and (first in FINITE_TAGS or reporter.is_adverbial(page, lead, here))
    return page.trim(lead) if goes_on else None


def _goes_on(page: Page, number: int, other: int, cue: Cue | None = None) -> bool:
    """Whether another stretch belongs to the same quotation: nothing, or nothing but the cue's sentence, stands between."""
    here, there = page.bounds[number], page.bounds[other]
    if page.outer[other].continues:
        return True
    if page.passage_of[here.end - 1] != page.passage_of[there.start]:
        return False
    between = [t.text for t in page.tokens[here.end : there.start] if not t.is_space]
    listed = cue is not None and set(between) <= {"and", ","} and here.start >= cue.end
    if listed and not page.is_titled(StretchId(other)):
        return True  # 'They chanted, "Mend it," and "Save it,"'
    if not between or cue is None or not (here.end <= cue.left and cue.verb < there.start):
        return not between
    return between[-1][-1] in ".!?:" and SENTENCE_FINAL.isdisjoint(between[:-1])


# --- reported clauses -----------------------------------------------------------------------------------------------


def _of_inner(page: Page, clauses: list[Reported]) -> list[Reported]:
    """Reported clauses without a report of the report around them: 'Poole said *it was late*, the paper reported.'"""
    starts = frozenset(clause.cue.start for clause in clauses)
    kept: list[Reported] = []
    for _, group in groupby(clauses, key=lambda clause: page.passage_of[clause.cue.start]):
        near = list(group)
        outer = [c for c in near if _reports_before(page, c)]
        around, main = frozenset(c.cue.start for c in outer), [c for c in near if _is_main(page, c)]
        for clause in near:
            if clause.rule == "gerund" and clause.pieces[0].start in starts:
                continue  # "apologised for *saying that it was late*": what was said is reported by itself
            if clause.cue.start in around and any(_surrounds(page, clause, c) for c in main):
                continue
            edges = (c.pieces[0] for c in outer if clause.cue.start < c.cue.start)
            end = next((b for a, b in edges if a <= clause.pieces[0].start < b), len(page.tokens))
            kept.append(attrs.evolve(clause, pieces=_up_to(page, clause.pieces, end)))
    return kept


def _up_to(page: Page, pieces: Iterable[TokenSpan], end: int) -> tuple[TokenSpan, ...]:
    """What of some pieces stands before a token."""
    return tuple(p if p.end <= end else page.trim(TokenSpan(p.start, end)) for p in pieces if p.start < end)


def _reports_before(page: Page, clause: Reported) -> bool:
    """Whether a cue reports the words before it and no others: '…, *the paper reported*.'"""
    finite = clause.rule == "parenthetical" and (clause.cue.passive or page.tags[clause.cue.verb] in FINITE_TAGS)
    return finite and len(clause.pieces) == 1 and clause.pieces[0].end <= clause.cue.left


def _is_main(page: Page, clause: Reported) -> bool:
    """Whether a clause is reported by a subject of its own, and not in passing."""
    reports = clause.rule == "clause" and not clause.cue.inherited and clause.cue.source is not None
    return reports and page.tokens[clause.cue.verb].dep_ not in ("relcl", "advcl")


def _surrounds(page: Page, outer: Reported, inner: Reported) -> bool:
    """Whether a report of the sentence before it is but of a main clause, which has the sentence's words already."""
    start, end = outer.pieces[0]
    over = start <= inner.cue.left and inner.pieces[0].start < end <= inner.pieces[-1].end
    return over and outer.cue is not inner.cue and FINITE_TAGS.isdisjoint(page.tags[start : inner.cue.left])


def _claim_reported(claims: _Claims, reported: Reported, used: bool) -> None:
    """A reported clause, unless its marked words are somebody's already or its cue has given its words."""
    if reported.rule == "parenthetical" and _behind_taken(claims, reported.cue.left):
        return  # 'Poole called for calm: "Stay at home," she said.'
    pieces = [piece for piece in (_unclaimed(claims, piece) for piece in reported.pieces) if piece]
    if used:  # a clause stays with its cue before direct words: 'It is a start, she said: "…"', 'He said he hoped: "…"'
        first, tags = claims.first_of(reported.cue), claims.page.tags
        pieces = [p for p in pieces if p.end <= first and not FINITE_TAGS.isdisjoint(tags[slice(*p)])]
        pieces = pieces if reported.cue.verb < first else []
    if pieces and (condition := _condition(claims, reported)) is not None:
        pieces.insert(0, condition)
    if pieces:
        claims.add(reported.rule, reported.cue, pieces)


def _condition(claims: _Claims, reported: Reported) -> TokenSpan | None:
    """A fronted condition of what is reported: '*If the pier falls*, she said it would be shut.'"""
    page, left = claims.page, reported.cue.left
    low = page.first_word(page.sentence(left).start, left)
    fronted = page.lowers[low] in ("if", "unless") and page.words[left - 1] == "," and low + _SHORT < left
    if not fronted or reported.rule not in ("clause", "parenthetical") or reported.pieces[0].start < left:
        return None
    return page.trim(TokenSpan(low, left - 1)) if {-1} == set(page.inside[low:left]) else None


def _behind_taken(claims: _Claims, i: int) -> bool:
    """Whether marked words that are somebody's already stand right before a token, or before the comma there."""
    i -= 1 + (claims.page.words[i - 1] in LOOSE)
    return claims.page.inside[i] in claims.taken


def _unclaimed(claims: _Claims, piece: TokenSpan) -> TokenSpan | None:
    """A piece up to the first marked words that are somebody's already ('he hoped it would pass: "It must."')."""
    page = claims.page
    taken = next((i for i in range(*piece) if page.inside[i] in claims.taken), None)
    if taken is None:
        return piece
    led_to = taken - piece.start >= 4 and page.words[taken - 1] == ":"
    return page.trim(TokenSpan(piece.start, taken - 1)) if led_to else None


# --- floating words -------------------------------------------------------------------------------------------------


def _claim_floating(claims: _Claims, labels: dict[StretchId, tuple[str, Phrase]], cues: tuple[Cue, ...]) -> None:
    """Marked sentences with no cue: they have a label, or somebody goes on speaking."""
    page, cued = claims.page, frozenset(cue.verb for cue in cues)
    end = 0  # of the stretches that the last quotation has taken in
    for number in map(StretchId, range(len(page.outer))):
        spoken = number < end or number in claims.taken or unspoken.is_unspoken(page, number)
        if spoken or unspoken.is_disclaimed(page, cues, page.bounds[number]):
            continue
        if number in labels or _is_speech(page, number):
            end = number + 1
            while (
                end < len(page.outer) and end not in claims.taken and end not in labels and _goes_on(page, end - 1, end)
            ):
                end += 1
            pieces = page.bounds[number:end]
            rule, source = labels.get(number, ("floating", None))
            claims.add(rule, None, pieces, source, None if source else lead_in(page, pieces[0].start))
        elif sentence := _of_previous(claims, number, cued):
            claims.add("floating", None, [sentence])


def _claim_left_over(claims: _Claims, cues: tuple[Cue, ...]) -> None:
    """Marked words that nothing else has claimed, where they are speech all the same."""
    for found in [*phrases.left_over(claims.page, cues, claims.taken)]:
        if not unspoken.is_disclaimed(claims.page, cues, found.pieces[0]):
            claims.add(found.rule, found.cue, [*found.pieces])


def _of_previous(claims: _Claims, number: StretchId, cued: frozenset[int]) -> TokenSpan | None:
    """The reporter's sentence around marked words that goes on with what has just been reported.

    'It would cost too much, he said. Any plan must "pay for itself".': a verb is marked, a cue before, but not in the sentence.
    """
    page, (start, end) = claims.page, claims.page.bounds[number]
    first = page.tags[start + 1] if end - start > 5 else ""  # 'It is “set to fall in May”'
    verbal = start and (first in ("VBN", "VBG") or _has_verb(page, number))
    if not verbal or page.passages[page.passage_of[start]].kind != "body":
        return None
    low, high = page.sentence(start - 1)
    if high < end or not claims.reports_before(low) or not cued.isdisjoint(range(low, high)):
        return None
    return page.trim(TokenSpan(page.first_word(low, start), high))


def _has_verb(page: Page, number: StretchId) -> bool:
    return not (FINITE_TAGS | {"VB"}).isdisjoint(page.tags[slice(*page.bounds[number])])


def _is_speech(page: Page, number: StretchId) -> bool:
    """Marked words that make a sentence of their own, from sentence start to sentence end."""
    inner = page.inner(number).rstrip("\"'" + CLOSING_MARKS)
    words = inner.split()
    if not words:
        return False  # marks within marks, and nothing else
    final, (start, end) = inner[-1] in ".!?", page.bounds[number]
    if final and (_is_alone(page, number) or _is_announced(page, start) or _is_reaction(page, number)):
        return True
    if len(words) < (2 if final else 3) or not unspoken.opens_sentence(page, start):
        return False
    verbs = _has_verb(page, number)
    rest = page.tokens[end : page.passage_tokens(start).end]
    whole = page.words[end : end + 1] == [":"] or all(token.is_space for token in rest)
    if verbs and whole and page.passages[page.passage_of[start]].kind == "headline":
        return True  # "'We lost it all': siege ends", "Siege ends: 'We lost it all'"
    enough = verbs or len(words) > 5 or (final and _is_whole(page, start, inner))
    return enough and (inner[-1] in ".!?…,-–—" or _is_sentence(page, number, inner, verbs))


def _is_whole(page: Page, start: int, inner: str) -> bool:
    """Whether marked words are sentences though no verb shows: 'Really? Yet another?', 'It always floods.', taken for a noun."""
    opens = page.tags[start + 1] in ("PRP", "EX") and inner.count(" ") > 1
    return opens or _SENTENCE_BREAK.search(inner) is not None


def _is_alone(page: Page, number: StretchId) -> bool:
    """Whether nothing else stands in the passage of marked words."""
    (start, end), (low, high) = page.bounds[number], page.passage_tokens(page.bounds[number].start)
    return all(t.is_space for t in (*page.tokens[low:start], *page.tokens[end:high]))


def _is_announced(page: Page, start: int) -> bool:
    """Whether a question, or a sentence that speaks of words, ends before marks: 'Was he sorry? “No.”', 'had one word: “Out!”'"""
    if start == page.passage_tokens(start).start:
        return False
    said = page.lowers[page.sentence(start - 1).start : start]
    told = said[-1:] == [":"] and not lexicon.labelled("cue_words", "opinion").isdisjoint(said)
    return told or page.words[start - 1] == "?"


def _is_reaction(page: Page, number: StretchId) -> bool:
    """Whether marked words, however short, are all of a sentence behind one of what somebody does: 'Poole shrugged. “Bad luck.”'"""
    start = page.bounds[number].start
    lead = lead_in(page, start) if start and page.words[start - 1] in SENTENCE_FINAL else None
    if lead is None or page.prominence(lead.head) < 2 or not unsaid.is_somebody(page, page.tokens[lead.head]):
        return False
    named = lexicon.words("work_nouns") | lexicon.labelled("mark_words", "term")  # "She has a new film. “Jaws.”"
    titled = page.is_titled(number) and any(word[0].isupper() for word in page.inner(number).split()[1:])
    return not titled and named.isdisjoint(page.lowers[slice(*page.sentence(start - 1))])


def _is_sentence(page: Page, number: StretchId, inner: str, verbs: bool) -> bool:
    """Whether marked words are a sentence although no sign ends them within the marks."""
    length, end = len(inner.split()), page.bounds[number].end
    several = length > 12 and bool(_SENTENCE_BREAK.search(inner))
    # a full stop behind the marks ends the sentence as well: "I would think twice before I sold the boat".
    stopped = verbs and length > 7 and end < len(page.tokens) and page.words[end] in SENTENCE_FINAL
    return several or stopped or not page.outer[number].closed
