"""Page + cues → attributions: which words each cue reports, and which marked words are speech without a cue.

Direct words are claimed first, by what stands right before and after the marks; then the clauses and phrases that the grammar gives
to a cue. Marked words that nothing has claimed by then float (speech without a cue of its own) or are no speech at all.
"""

import re
from collections.abc import Iterable
from itertools import groupby

import attrs

from quoteattr import rules
from quoteattr.draft import Attribution, CharSpan, Cue, Phrase, Reported, StretchId, TokenSpan, cues_between, united
from quoteattr.quotations import around_cues, beside_marks, phrases, reporter, unspoken
from quoteattr.quotations.labels import is_announced, is_reaction, lead_in
from quoteattr.spelling import CLOSING_MARKS
from quoteattr.text.page import DASHES, FINITE_TAGS, LOOSE, SENTENCE_FINAL, VERB_TAGS, Page

_SHORT = 2  # tokens: a fronted condition is longer
_NEAR = 6  # tokens: a cue further off from marked words does not report them
_SENTENCE_BREAK = re.compile(r"\w{2}[.!?]\s+[A-Z]")


@attrs.define
class _Claims:
    """The attributions made so far, one for each cue, and the outer stretches that their pieces cover."""

    page: Page
    cues: tuple[Cue, ...]
    attributions: list[Attribution] = attrs.Factory(list)
    taken: set[StretchId] = attrs.Factory(set)
    _by_cue: dict[TokenSpan, int] = attrs.Factory(dict)
    _first_cued: dict[int, int] = attrs.Factory(dict)

    def first_of(self, cue: Cue) -> int:
        """The first token of the content that a cue has been given; the end of the text if it has none."""
        number = self._by_cue.get(cue.tokens)
        return len(self.page.tokens) if number is None else self.page.token_at(self.attributions[number].pieces[0][0])

    def reports_before(self, i: int) -> bool:
        """Whether content with a cue begins before a token, in its passage."""
        return self._first_cued.get(self.page.passage_of[i], i) < i

    def _chars(self, piece: TokenSpan) -> CharSpan:
        """The code points of a piece; at marked edges those of the marks, which may be glued to another word in one token."""
        start, end = self.page.chars(piece)
        first, last = self.page.inside[piece[0]], self.page.inside_at(piece[1] - 1)
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
        """Take pieces in: as a new attribution, or as more content of a cue that has some already."""
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
    """The attributions of a page in order, and the numbers of the outer stretches that are nobody's words.

    ``labels`` are the sources of marked words that have one without a cue. ``turns`` are labelled words without marks; any
    report within a turn is part of what its speaker says.
    """
    claims = _Claims(page, cues)
    of_phrases, of_sentences = rules.family("phrase"), rules.family("sentence")
    phrases_found = [found for found in reported if found.rule in of_phrases]
    clauses = _of_main_reports(page, [found for found in reported if found.rule not in of_phrases])
    with_clause = frozenset(clause.cue.start for clause in clauses if clause.rule not in of_sentences)
    direct = beside_marks.links(page, cues, with_clause)
    direct = {n: link for n, link in direct.items() if not _is_in_reported_clause(page, n, link, clauses)}
    clauses = around_cues.told_once(page, clauses, direct, phrases_found)
    _claim_direct(claims, direct)
    in_turns = _claim_turns(claims, turns)
    if in_turns:
        clauses = [
            c for c in clauses if in_turns.isdisjoint(page.passage_of[i] for i in (c.cue.start, c.pieces[0].start))
        ]
    cues_of_direct = {cue.start for _, cue in direct.values()}
    for clause in clauses:
        _claim_reported(claims, clause, has_direct=clause.cue.start in cues_of_direct)
    clause_at = {clause.cue.start: clause.pieces[0].start for clause in clauses}
    for phrase in phrases_found:
        before_clause = phrase.pieces[0].end <= clause_at.get(phrase.cue.start, 0)
        if phrase.cue.start not in cues_of_direct and not before_clause:  # not 'told the "Hour" show that it rained'
            _claim_reported(claims, phrase, has_direct=False)
    _claim_floating(claims, labels)
    _claim_left_over(claims)
    nobodys = unspoken.nobodys(page, claims.taken, claims.attributions)
    return tuple(sorted(claims.attributions, key=lambda a: a.pieces)), nobodys


def _claim_turns(claims: _Claims, turns: Iterable[tuple[TokenSpan, Phrase]]) -> set[int]:
    """Give labelled words without marks to those whom their labels name; return the passages in which the words stand."""
    passages = set()
    for words, source in turns:
        claims.add("label" if source.end <= words.start else "signature", None, [words], source)
        passages.add(claims.page.passage_of[words.start])
    return passages


def _is_in_reported_clause(page: Page, number: StretchId, link: beside_marks.Link, clauses: list[Reported]) -> bool:
    """Whether marked words and the cue before them both stand in a clause that another cue reports: 'said that *Reed had screamed "No"*'."""
    rule, cue = link
    start, end = page.bounds[number]
    if rule != "cue-quote" or page.word_at(start - 1) == ",":
        return False
    around = (piece for c in clauses if c.rule == "clause" and c.cue is not cue for piece in c.pieces)
    return any(piece.start <= cue.verb < end <= piece.end for piece in around)


# --- direct words ---------------------------------------------------------------------------------------------------


def _claim_direct(claims: _Claims, direct: dict[StretchId, beside_marks.Link]) -> None:
    """Give each cue its marked stretches, with those that continue them without a cue of their own."""
    page = claims.page
    aliases = unspoken.aliases(page)
    owned: set[int] = set(direct) | aliases
    for _, group in groupby(sorted(direct), key=lambda number: direct[number][1].start):
        numbers: list[int] = list(group)
        rule, cue = direct[StretchId(numbers[0])]
        while numbers[0] > 0 and numbers[0] - 1 not in owned and page.outer[numbers[0]].continues:
            numbers.insert(0, numbers[0] - 1)
        while (following := numbers[-1] + 1 + (numbers[-1] + 1 in aliases)) < len(page.outer):
            if following in owned or not _goes_on(page, numbers[-1], following, cue):
                break
            numbers.append(following)
        owned.update(numbers)
        claims.add(rule, cue, _with_lead(claims, rule, cue, [page.bounds[number] for number in numbers]))


def _with_lead(claims: _Claims, rule: str, cue: Cue, pieces: list[TokenSpan]) -> list[TokenSpan]:
    """Marked pieces with the unmarked words before them that belong to the content: '*The claims had "no merit"*, he said.'"""
    page, (start, end) = claims.page, pieces[0]
    if rule == "cue-quote" and (subject_phrase := _subject_before(page, cue, start)):
        return [subject_phrase, *pieces]
    if rule != "quote-cue" or cue.start < end:
        return pieces
    low = page.sentence(start).start
    before = next((i for i in range(start - 1, low - 1, -1) if not page.tokens[i].is_space), None)
    has_words = any(token.is_alpha for token in page.tokens[low:start])  # not '• "No," she said'
    if before is None or not has_words or page.inside[before] >= 0 or page.words[before] in DASHES | {":", ";"}:
        return pieces
    marked, first = page.inside[start], page.first_word(low, start)
    is_sentence = page.inner(marked)[:1].isupper() or unspoken.is_clause(page, marked)
    if page.words[before] == "," and is_sentence and not reporter.is_adverbial(page, TokenSpan(first, start), marked):
        return pieces
    adjoining = start - (page.lower_at(start - 1) in ("that", ","))
    near = cues_between(claims.cues, max(low, start - _NEAR), start)
    if any(other.end >= adjoining and other.takes("clause") for other in near):
        return pieces  # 'Poole said that "it is late," she added'
    return [TokenSpan(first, end), *pieces[1:]]


def _subject_before(page: Page, cue: Cue, start: int) -> TokenSpan | None:
    """The unmarked subject, or adverbial, of marked words behind an inserted cue: '*The harbour*, he said, "could be dry by May".'"""
    low = page.first_word(page.sentence(cue.verb).start, cue.left)
    is_inserted = cue.source is not None and cue.left - low > 1 and page.word_at(cue.left - 1) in LOOSE
    if not is_inserted or page.tags[low] in VERB_TAGS:
        return None  # "Asked how she felt, she replied"
    if any(page.tags[i] in FINITE_TAGS or page.inside[i] >= 0 for i in range(low, cue.left)):
        return None
    lead = TokenSpan(low, cue.left - 1)
    first_tag = next((t.tag_ for t in page.tokens[start : start + 3] if t.is_alpha), "")
    goes_on = first_tag in FINITE_TAGS or reporter.is_adverbial(page, lead, page.inside[start])
    return page.trim(lead) if goes_on else None


def _goes_on(page: Page, number: int, other: int, cue: Cue | None = None) -> bool:
    """Whether another stretch belongs to the same quotation: nothing, or nothing but the cue's sentence, stands between."""
    here, there = page.bounds[number], page.bounds[other]
    if page.outer[other].continues:
        return True
    if page.passage_of[here.end - 1] != page.passage_of[there.start]:
        return False
    between = [t.text for t in page.tokens[here.end : there.start] if not t.is_space]
    if cue is None or not between:
        return not between
    if set(between) <= {"and", ","} and here.start >= cue.end and not page.is_titled(StretchId(other)):
        return True  # 'They chanted, "Mend it," and "Save it,"'
    cue_is_between = here.end <= cue.left and cue.verb < there.start
    return cue_is_between and between[-1][-1] in ".!?:" and SENTENCE_FINAL.isdisjoint(between[:-1])


# --- reported clauses -----------------------------------------------------------------------------------------------


def _of_main_reports(page: Page, clauses: list[Reported]) -> list[Reported]:
    """Reported clauses where nothing is reported twice.

    Of 'Poole said it was late, the paper reported' only Poole's words are kept: the paper tells of the report.
    """
    cue_starts = frozenset(clause.cue.start for clause in clauses)
    kept: list[Reported] = []
    for _, group in groupby(clauses, key=lambda clause: page.passage_of[clause.cue.start]):
        in_passage = list(group)
        trailing = [c for c in in_passage if _is_trailing(page, c)]
        trailing_starts = frozenset(c.cue.start for c in trailing)
        main = [c for c in in_passage if _is_main(page, c)] if trailing else []  # what trailing ones may only report
        for clause in in_passage:
            first = clause.pieces[0].start
            if clause.rule == "gerund" and first in cue_starts:
                continue  # "apologised for *saying that it was late*": what was said is reported by itself
            if clause.cue.start in trailing_starts and any(_only_reports(page, clause, c) for c in main):
                continue
            later = (c.pieces[0] for c in trailing if clause.cue.start < c.cue.start)
            if end := next((piece.end for piece in later if piece.start <= first < piece.end), 0):
                clause = attrs.evolve(clause, pieces=_up_to(page, clause.pieces, end))
            kept.append(clause)
    return kept


def _up_to(page: Page, pieces: Iterable[TokenSpan], end: int) -> tuple[TokenSpan, ...]:
    """Pieces, or parts of them, that stand before a token."""
    return tuple(p if p.end <= end else page.trim(TokenSpan(p.start, end)) for p in pieces if p.start < end)


def _is_trailing(page: Page, clause: Reported) -> bool:
    """Whether the cue of a clause ends a sentence, all of whose content stands before it: '…, *the paper reported*.'"""
    finite = clause.rule == "parenthetical" and (clause.cue.passive or page.tags[clause.cue.verb] in FINITE_TAGS)
    return finite and len(clause.pieces) == 1 and clause.pieces[0].end <= clause.cue.left


def _is_main(page: Page, clause: Reported) -> bool:
    """Whether the cue of a clause has a subject of its own and is the verb of no relative or adverbial clause."""
    reports = clause.rule == "clause" and not clause.cue.inherited and clause.cue.source is not None
    return reports and page.tokens[clause.cue.verb].dep_ not in ("relcl", "advcl")


def _only_reports(page: Page, trailing: Reported, main: Reported) -> bool:
    """Whether the content of a trailing cue is another cue with its content and no other clause: '*Poole said it was late*, the paper reported.'"""
    start, end = trailing.pieces[0]
    covers_main = start <= main.cue.left and main.pieces[0].start < end <= main.pieces[-1].end
    return covers_main and trailing.cue is not main.cue and FINITE_TAGS.isdisjoint(page.tags[start : main.cue.left])


def _claim_reported(claims: _Claims, reported: Reported, *, has_direct: bool) -> None:
    """Give a cue its reported clause, as far as its words are unclaimed and go together with direct words of the cue, if it ``has_direct``."""
    if reported.rule == "parenthetical" and _is_behind_claimed(claims, reported.cue.left):
        return  # 'Poole called for calm: "Stay at home," she said.'
    pieces = [piece for piece in (_unclaimed(claims, piece) for piece in reported.pieces) if piece]
    if has_direct:  # a clause may stand before direct words: 'It is a start, she said: "…"', 'He said he hoped: "…"'
        first, tags = claims.first_of(reported.cue), claims.page.tags
        if reported.cue.verb >= first:
            return
        pieces = [p for p in pieces if p.end <= first and not FINITE_TAGS.isdisjoint(tags[slice(*p)])]
    if pieces and (condition := _condition(claims, reported)) is not None:
        pieces.insert(0, condition)
    if pieces:
        claims.add(reported.rule, reported.cue, pieces)


def _condition(claims: _Claims, reported: Reported) -> TokenSpan | None:
    """A fronted condition of what is reported: '*If the pier falls*, she said it would be shut.'"""
    page, left = claims.page, reported.cue.left
    low = page.first_word(page.sentence(left).start, left)
    fronted = page.lowers[low] in ("if", "unless") and page.word_at(left - 1) == "," and low + _SHORT < left
    if not fronted or reported.rule not in ("clause", "parenthetical") or reported.pieces[0].start < left:
        return None
    return page.trim(TokenSpan(low, left - 1)) if {-1} == set(page.inside[low:left]) else None


def _is_behind_claimed(claims: _Claims, i: int) -> bool:
    """Whether marked words that are claimed stand right before a token, or before the comma in front of it."""
    i -= 1 + (claims.page.word_at(i - 1) in LOOSE)
    return claims.page.inside[i] in claims.taken


def _unclaimed(claims: _Claims, piece: TokenSpan) -> TokenSpan | None:
    """A piece without claimed marked words: up to a colon that leads to them ('he hoped it would pass: "It must."'), or else none of it."""
    page = claims.page
    claimed = next((i for i in range(*piece) if page.inside[i] in claims.taken), None)
    if claimed is None:
        return piece
    introduced = claimed - piece.start >= 4 and page.word_at(claimed - 1) == ":"
    return page.trim(TokenSpan(piece.start, claimed - 1)) if introduced else None


# --- floating words -------------------------------------------------------------------------------------------------


def _claim_floating(claims: _Claims, labels: dict[StretchId, tuple[str, Phrase]]) -> None:
    """Claim marked sentences without a cue, by their label or as floating, and reporter's sentences that go on with a report."""
    page, cue_verbs = claims.page, frozenset(cue.verb for cue in claims.cues)
    end = 0  # behind the last stretch of the quotation claimed last
    for number in map(StretchId, range(len(page.outer))):
        if number < end or number in claims.taken or unspoken.is_unspoken(page, number):
            continue
        if unspoken.is_disclaimed(page, claims.cues, page.bounds[number]):
            continue
        if number in labels or _is_speech(page, number):
            end = number + 1
            while end < len(page.outer) and not (end in claims.taken or end in labels):
                if not _goes_on(page, end - 1, end):
                    break
                end += 1
            pieces = page.bounds[number:end]
            rule, source = labels.get(number, ("floating", None))
            claims.add(rule, None, pieces, source, None if source else lead_in(page, pieces[0].start))
        elif sentence := _sentence_of_report(claims, number, cue_verbs):
            claims.add("floating", None, [sentence])


def _claim_left_over(claims: _Claims) -> None:
    """Claim marked words that no rule has given to a cue, where a model takes them for speech."""
    for found in [*phrases.left_over(claims.page, claims.cues, claims.taken)]:
        if not unspoken.is_disclaimed(claims.page, claims.cues, found.pieces[0]):
            claims.add(found.rule, found.cue, [*found.pieces])


def _sentence_of_report(claims: _Claims, number: StretchId, cue_verbs: frozenset[int]) -> TokenSpan | None:
    """The reporter's sentence around marked words that goes on with what has just been reported.

    'It would cost too much, he said. *Any plan must "pay for itself"*.': a verb is marked, a cue before, but not in the sentence.
    """
    page, (start, end) = claims.page, claims.page.bounds[number]
    first_tag = page.tag_at(start + 1) if end - start > 5 else ""  # 'It is “set to fall in May”'
    has_verb = start and (first_tag in ("VBN", "VBG") or _has_verb(page, number))
    if not has_verb or page.passages[page.passage_of[start]].kind != "body":
        return None
    low, high = page.sentence(start - 1)
    if high < end or not claims.reports_before(low) or not cue_verbs.isdisjoint(range(low, high)):
        return None
    return page.trim(TokenSpan(page.first_word(low, start), high))


def _has_verb(page: Page, number: StretchId) -> bool:
    return not (FINITE_TAGS | {"VB"}).isdisjoint(page.tags[slice(*page.bounds[number])])


def _is_speech(page: Page, number: StretchId) -> bool:
    """Whether marked words without a cue make a sentence of their own, from sentence start to sentence end."""
    inner = page.inner(number).rstrip("\"'" + CLOSING_MARKS)
    words = inner.split()
    if not words:
        return False  # marks within marks, and nothing else
    ended, (start, end) = inner[-1] in ".!?", page.bounds[number]
    alone = page.stripped(*page.passage_tokens(start)) == page.bounds[number]
    if ended and (alone or is_announced(page, start) or is_reaction(page, number)):
        return True
    if len(words) < (2 if ended else 3) or not unspoken.opens_sentence(page, start):
        return False
    has_verb = _has_verb(page, number)
    rest = page.tokens[end : page.passage_tokens(start).end]
    ends_line = page.words[end : end + 1] == [":"] or all(token.is_space for token in rest)
    if has_verb and ends_line and page.passages[page.passage_of[start]].kind == "headline":
        return True  # "'We lost it all': siege ends", "Siege ends: 'We lost it all'"
    if not has_verb and len(words) <= 5:
        return False
    return inner[-1] in ".!?…,-–—" or _is_unended_sentence(page, number, inner, has_verb)


def _is_unended_sentence(page: Page, number: StretchId, inner: str, has_verb: bool) -> bool:
    """Whether marked words are a sentence although no sign ends them within the marks."""
    length, end = len(inner.split()), page.bounds[number].end
    if not page.outer[number].closed or (length > 12 and _SENTENCE_BREAK.search(inner)):
        return True
    # a full stop behind the marks ends the sentence as well: "I would think twice before I sold the boat".
    return has_verb and length > 7 and end < len(page.tokens) and page.words[end] in SENTENCE_FINAL
