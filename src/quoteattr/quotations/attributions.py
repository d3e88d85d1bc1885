"""Page + cues → attributions: which words each cue reports, and which marked words have no cue of their own.

Direct words are claimed first, by what stands right before and after the marks; then the clauses and phrases that the
grammar gives to a cue; then what is left between marks either floats (speech that goes on without a cue) or is no
speech at all. Rules are listed in ``docs/how-it-works.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from quoteattr import lexicon
from quoteattr.draft import Attribution, CharSpan, Cue, Phrase, Reported, StretchId, TokenSpan, cues_between
from quoteattr.text.page import DASHES, FINITE_TAGS, LOOSE, NOUN_TAGS, SENTENCE_FINAL, VERB_TAGS, Page

_SENTENCE_BREAK = re.compile(r"\w{2}[.!?]\s+[A-Z]")


@attrs.define
class _Claims:
    """What has been attributed so far: the pieces by cue, and the outer stretches that they cover."""

    page: Page
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
        *,
        source: Phrase | None = None,
        hint: Phrase | None = None,
    ) -> None:
        chars = _united(self._chars(piece) for piece in pieces)
        for start, end in pieces:
            self.taken.update(n for n in self.page.inside[start:end] if n >= 0)
        if cue:
            first = self.page.token_at(chars[0][0])
            passage = self.page.passage_of[first]
            self._first_cued[passage] = min(first, self._first_cued.get(passage, first))
            number = self._by_cue.setdefault(cue.tokens, len(self.attributions))
            if number < len(self.attributions):
                earlier = self.attributions[number]
                self.attributions[number] = attrs.evolve(earlier, pieces=_united({*earlier.pieces, *chars}))
                return
        self.attributions.append(
            Attribution(
                chars,
                rule,
                cue.tokens if cue else None,
                cue.source if cue else source,
                cue.addressee if cue else None,
                hint,
            )
        )


def _united(pieces: Iterable[CharSpan]) -> tuple[CharSpan, ...]:
    """Pieces in order, those that overlap made one."""
    united: list[CharSpan] = []
    for start, end in sorted(pieces):
        if united and start < united[-1].end:
            united[-1] = CharSpan(united[-1].start, max(end, united[-1].end))
        else:
            united.append(CharSpan(start, end))
    return tuple(united)


def attribute(
    page: Page, cues: tuple[Cue, ...], reported: tuple[Reported, ...], labels: dict[int, tuple[str, Phrase]]
) -> tuple[tuple[Attribution, ...], tuple[int, ...]]:
    """The attributions of a page in order, and the numbers of the outer stretches that nobody said."""
    claims = _Claims(page)
    with_clause = frozenset(r.cue.start for r in reported if r.rule not in ("parenthetical", "as-clause", "phrase"))
    direct = _direct(page, cues, with_clause)
    _claim_direct(claims, direct)
    used = {cue.start for _, cue in direct.values()}
    for found in reported:
        if found.rule != "phrase":
            _claim_reported(claims, found, found.cue.start in used)
    clause_at = {found.cue.start: found.pieces[0][0] for found in reported if found.rule != "phrase"}
    for found in reported:
        before = found.pieces[0][1] <= clause_at.get(found.cue.start, 0)  # 'told the "Hour" show that it rained'
        if found.rule == "phrase" and found.cue.start not in used and not before:
            _claim_reported(claims, found, used=False)
    _claim_floating(claims, labels, frozenset(cue.verb for cue in cues))
    left = tuple(n for n in range(len(page.outer)) if n not in claims.taken)
    return tuple(sorted(claims.attributions, key=lambda a: a.pieces)), left


# --- direct words ---------------------------------------------------------------------------------------------------


def _direct(page: Page, cues: tuple[Cue, ...], with_clause: frozenset[int]) -> dict[int, tuple[str, Cue]]:
    """For outer stretches with a cue right before or after them: the rule and the cue."""
    found: dict[int, tuple[str, Cue]] = {}
    for number in range(len(page.outer)):
        before = _cue_before(page, cues, number)
        colon = before is not None and before[0] == "cue-colon"
        link = before if colon else _cue_after(page, cues, number, with_clause) or before
        if link:
            found[number] = link
    return found


def _cue_after(
    page: Page, cues: tuple[Cue, ...], number: StretchId, with_clause: frozenset[int]
) -> tuple[str, Cue] | None:
    """'"…," he told the court' and '"…," said Ann Poole'."""
    end = page.bounds[number][1]
    if end >= len(page.tokens) or page.passage_of[end] != page.passage_of[end - 1]:
        return None
    start = end
    while start < len(page.tokens) and page.tokens[start].text in LOOSE | {"as"}:
        start += 1
    behind = cues_between(cues, start, page.passage_tokens(start)[1]) if start < len(page.tokens) else ()
    cue = next((c for c in behind if end <= c.left <= start), None)
    if cue is None or cue.inherited or cue.source is None or not {"quote", "clause"} & cue.frames:
        return None
    if page.tokens[cue.verb].dep_ == "relcl":
        return None  # 'the "Fight Back" movement, which began in May'
    last = page.inner(number)[-1:]
    following = page.tokens[cue.right] if cue.right < len(page.tokens) else None
    new_sentence = last in ".!?…" and start == end and page.tokens[start].text[:1].isupper()
    if following is not None and following.text == ":" and (new_sentence or last not in ","):
        return None  # '"…." She added: "…"'
    if new_sentence:
        closing = following is None or following.is_space or following.text in (".", ",")
        return ("quote-cue", cue) if closing and "clause" in cue.frames and cue.start not in with_clause else None
    if cue.start in with_clause and (last not in ",!?-–—" or _has_lead(page, number)):
        return None
    return "quote-cue", cue


def _has_lead(page: Page, number: StretchId) -> bool:
    """Whether words of the reporter's sentence stand before the marks: 'On "Good Day," she said that …'."""
    start = page.bounds[number][0]
    low, _ = page.sentence(start)
    return any(t.is_alpha and page.inside[t.i] < 0 for t in page.tokens[low:start])


def _cue_before(page: Page, cues: tuple[Cue, ...], number: StretchId) -> tuple[str, Cue] | None:
    """'He said: "…"', 'He told the court, "…"', 'she said "…"' with words that begin a sentence."""
    start = page.bounds[number][0]
    if (
        start == 0
        or page.passage_of[start - 1] != page.passage_of[start]
        or page.tokens[start - 1].text in SENTENCE_FINAL
    ):
        return None
    low, _ = page.sentence(start - 1)
    candidates = [c for c in cues_between(cues, low, start) if c.end <= start and "quote" in c.frames]
    if not candidates:
        return None
    cue, before = candidates[-1], page.tokens[start - 1]
    gap = page.tokens[cue.end : start]
    if before.text == ":":
        return "cue-colon", cue
    if before.tag_ == "POS":
        return None  # "said on the channel's "Good Day""
    if any(t.tag_ in FINITE_TAGS or page.inside[t.i] >= 0 or t.lower_ == "that" for t in gap[:-1]):
        return None
    end = page.bounds[number][1]
    if (
        page.inner(number)[-1:].isalnum()
        and end < len(page.tokens)
        and page.tokens[end].tag_ in FINITE_TAGS | NOUN_TAGS
    ):
        return None  # 'said "The Quiet Hour" would be her last film'
    hearer = before.i < cue.end or before.lower_ in lexicon.words("work_nouns")
    if "to" in cue.frames and hearer and page.is_titled(number) and page.inner(number)[-1:].isalnum():
        return None  # 'told "The Quiet Hour" after the vote'
    first = page.inner(number)[:1]
    begins = first.isupper() or first in "[…." or page.inner(number)[-1:] in ",.!?"
    closes = end >= len(page.tokens) or page.tokens[end].text in SENTENCE_FINAL | {","}
    if closes and before.i < cue.end and "clause" in cue.frames and not page.is_titled(number):
        begins = True  # 'declaring "today the shops, tomorrow the docks".'
    in_group = before.i < cue.end or (cue.right >= start and before.i in _heads(cue))
    return ("cue-quote", cue) if begins and (before.text == "," or in_group) else None


def _heads(cue: Cue) -> set[int]:
    """The last tokens of source and addressee: marks right behind them begin the words said to or by them."""
    return {phrase.end - 1 for phrase in (cue.source, cue.addressee) if phrase}


def _claim_direct(claims: _Claims, direct: dict[int, tuple[str, Cue]]) -> None:
    """One quotation a cue: its stretches, with those that go on from them without a cue of their own."""
    page = claims.page
    groups: list[tuple[str, Cue, list[int]]] = []
    for number in sorted(direct):
        rule, cue = direct[number]
        if groups and groups[-1][1].start == cue.start:
            groups[-1][2].append(number)
        else:
            groups.append((rule, cue, [number]))
    owned = set(direct)
    for rule, cue, numbers in groups:
        first = numbers[0]
        while first - 1 >= 0 and first - 1 not in owned and page.outer[first].continues:
            first -= 1
            numbers.insert(0, first)
            owned.add(first)
        last = numbers[-1]
        while last + 1 < len(page.outer) and last + 1 not in owned and _goes_on(page, cue, last):
            last += 1
            numbers.append(last)
            owned.add(last)
        claims.add(rule, cue, _with_lead(page, rule, cue, [page.bounds[n] for n in numbers]))


def _with_lead(page: Page, rule: str, cue: Cue, pieces: list[TokenSpan]) -> list[TokenSpan]:
    """The reported words that stand unmarked before a marked end: 'The claims had "no merit", he said.'"""
    start, end = pieces[0]
    if rule == "cue-quote" and (subject_phrase := _subject_before(page, cue, start)):
        return [subject_phrase, *pieces]
    if rule != "quote-cue" or cue.start < end:
        return pieces
    low, _ = page.sentence(start)
    lead = [t for t in page.tokens[low:start] if not t.is_space]
    if not lead or page.inside[lead[-1].i] >= 0:
        return pieces
    first_inner = page.inner(page.inside[start])[:1]
    if lead[-1].text in DASHES | {":", ";"} or (lead[-1].text == "," and first_inner.isupper()):
        return pieces
    low = page.first_word(low, start)
    return [(low, end), *pieces[1:]] if low < start else pieces


def _subject_before(page: Page, cue: Cue, start: int) -> TokenSpan | None:
    """The unmarked subject of marked words behind an inserted cue: 'The harbour, he said, "could be dry by May".'"""
    first = next((t for t in page.tokens[start : start + 3] if t.is_alpha), None)
    low, _ = page.sentence(cue.verb)
    low = page.first_word(low, cue.left)
    inserted = cue.left - low > 1 and page.tokens[cue.left - 1].text in LOOSE
    if first is None or first.tag_ not in FINITE_TAGS or not inserted:
        return None
    if any(t.tag_ in FINITE_TAGS or page.inside[t.i] >= 0 for t in page.tokens[low : cue.left]):
        return None
    return page.trim((low, cue.left - 1))


def _goes_on(page: Page, cue: Cue, number: StretchId) -> bool:
    """Whether the next stretch belongs to the same quotation: nothing but the cue's sentence stands between."""
    here, there = page.bounds[number], page.bounds[number + 1]
    if page.outer[number + 1].continues:
        return True
    if page.passage_of[here[1] - 1] != page.passage_of[there[0]]:
        return False
    between = [t for t in page.tokens[here[1] : there[0]] if not t.is_space]
    if not between:
        return True
    return (
        between[-1].text[-1] in ".!?:"
        and cue.left >= here[1]
        and cue.verb < there[0]
        and sum(t.text in SENTENCE_FINAL for t in between[:-1]) == 0
    )


# --- reported clauses -----------------------------------------------------------------------------------------------


def _claim_reported(claims: _Claims, reported: Reported, used: bool) -> None:
    """A reported clause, unless its marked words are somebody's already or its cue has given its words."""
    if reported.rule == "parenthetical" and claims.page.inside[reported.cue.left - 1] in claims.taken:
        return  # 'Poole called for calm: "Stay at home," she said.'
    pieces = [piece for piece in (_unclaimed(claims, piece) for piece in reported.pieces) if piece]
    if used:
        pieces = [piece for piece in pieces if _adds_to_direct(claims, reported.cue, piece)]
    if pieces:
        claims.add(reported.rule, reported.cue, pieces)


def _adds_to_direct(claims: _Claims, cue: Cue, piece: TokenSpan) -> bool:
    """Whether a clause belongs to a cue beside its direct words: 'It is a start, she said: "…"', 'He said he hoped: "…"'."""
    page = claims.page
    finite = any(t.tag_ in FINITE_TAGS for t in page.tokens[piece[0] : piece[1]])
    return finite and cue.verb < claims.first_of(cue) and piece[1] <= claims.first_of(cue)


def _unclaimed(claims: _Claims, piece: TokenSpan) -> TokenSpan | None:
    """A piece up to the first marked words that are somebody's already ('he hoped it would pass: "It must."')."""
    page = claims.page
    taken = next((i for i in range(*piece) if page.inside[i] in claims.taken), None)
    if taken is None:
        return piece
    if taken - piece[0] < 4 or page.tokens[taken - 1].text != ":":
        return None
    return page.trim((piece[0], taken - 1))


# --- floating words -------------------------------------------------------------------------------------------------


def _claim_floating(claims: _Claims, labels: dict[int, tuple[str, Phrase]], cued: frozenset[int]) -> None:
    """Marked sentences with no cue: they have a label, or somebody goes on speaking."""
    page = claims.page
    number = 0
    while number < len(page.outer):
        if number in claims.taken or not (number in labels or _is_speech(page, number)):
            if number not in claims.taken and (sentence := _of_previous(claims, number, cued)):
                claims.add("floating", None, [sentence])
            number += 1
            continue
        label = labels.get(number)
        pieces = [page.bounds[number]]
        while (
            number + 1 < len(page.outer)
            and number + 1 not in claims.taken
            and number + 1 not in labels
            and _adjoins(page, number)
        ):
            number += 1
            pieces.append(page.bounds[number])
        if label:
            claims.add(label[0], None, pieces, source=label[1])
        else:
            claims.add("floating", None, pieces, hint=_lead_in(page, pieces[0][0]))
        number += 1


def _of_previous(claims: _Claims, number: StretchId, cued: frozenset[int]) -> TokenSpan | None:
    """The reporter's sentence around marked words that goes on with what has just been reported.

    'It would cost too much, he said. Any plan must "pay for itself" in a year.': the marked words hold a verb, the
    sentence has no cue, and its paragraph has one before it.
    """
    page = claims.page
    start, end = page.bounds[number]
    verbs = any(t.tag_ in ("VB", "VBD", "VBP", "VBZ", "MD") for t in page.tokens[start:end])
    if not (start and verbs and page.passages[page.passage_of[start]].kind == "body"):
        return None
    low, high = page.sentence(start - 1)
    if high < end or not claims.reports_before(low) or not cued.isdisjoint(range(low, high)):
        return None
    return page.trim((page.first_word(low, start), high))


def _adjoins(page: Page, number: StretchId) -> bool:
    if page.outer[number + 1].continues:
        return True
    here, there = page.bounds[number], page.bounds[number + 1]
    between = page.tokens[here[1] : there[0]]
    return page.passage_of[here[0]] == page.passage_of[there[0]] and all(t.is_space for t in between)


def _is_speech(page: Page, number: StretchId) -> bool:
    """Marked words that make a sentence of their own, from sentence start to sentence end."""
    start, end = page.bounds[number]
    inner = page.inner(number).rstrip("\"'”’»")
    words = inner.split()
    low, high = page.passage_tokens(start)
    around = [*page.tokens[low:start], *page.tokens[end:high]]
    whole = all(t.is_space for t in around)
    if not words:
        return False  # marks within marks, and nothing else
    if whole and inner[-1] in ".!?":
        return True
    if len(words) < (2 if inner[-1:] in ".!?" else 3):
        return False
    before = next((t for t in reversed(page.tokens[max(0, start - 3) : start]) if not t.is_space), None)
    opens = (
        before is None
        or page.passage_of[before.i] != page.passage_of[start]
        or page.inside[before.i] >= 0
        or before.text in (".", "!", "?", ":", "…", ")")
    )
    verbs = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") for t in page.tokens[start:end])
    several = len(words) > 12 and bool(_SENTENCE_BREAK.search(inner))
    # a full stop behind the marks ends the sentence as well: "I would think twice before I sold the boat".
    stopped = verbs and len(words) > 7 and end < len(page.tokens) and page.tokens[end].text in SENTENCE_FINAL
    ends = inner[-1:] in ".!?…,-–—" or several or stopped or not page.outer[number].closed
    return opens and ends and (verbs or len(words) > 5)


def _lead_in(page: Page, start: int) -> Phrase | None:
    """The subject of the reporter's sentence that stands right before floating words: 'Poole defended the plan. "We …"'"""
    i = start - 1
    while i >= 0 and page.tokens[i].is_space:
        i -= 1
    if i < 0 or page.inside[i] >= 0 or page.passage_of[start] - page.passage_of[i] > 1:
        return None
    low, high = page.sentence(i)
    roots = [
        t
        for t in page.tokens[low:high]
        if page.inside[t.i] < 0 and t.tag_ in VERB_TAGS and (own := page.subject(t)) is not None and own.i >= low
    ]
    if not roots:
        return None
    best = next((t for t in roots if t.dep_ == "ROOT"), roots[0])
    own = page.subject(best)
    assert own is not None
    return page.noun_phrase(own, frozenset({best.i}))
