"""Passages → marked stretches: what stands between quotation marks, whatever the marks and whatever is missing.

One mark too many or too few must not turn the rest of an article inside out, so every decision is made from the
mark's surroundings first and from what is open second, and nothing stays open beyond its paragraph unless the next
paragraph takes it up.
"""

import re
from collections.abc import Container, Iterable, Sequence

import attrs
from spacy.tokens import Token

from quoteattr import lexicon, spelling
from quoteattr.draft import CharSpan, Cue, Stretch, StretchId, TokenSpan, cues_between
from quoteattr.model import Mark, MarkReason, Passage, Span
from quoteattr.quotations import unsaid
from quoteattr.spelling import CLOSING_MARKS, DOUBLE_MARKS, OPENING_MARKS
from quoteattr.text import lost_marks, single_marks
from quoteattr.text.page import FINITE_TAGS, NOUN_TAGS, SENTENCE_FINAL, VERB_TAGS, Page
from quoteattr.text.passages import NO_SPEECH

_DOUBLE = re.compile(rf"[{DOUBLE_MARKS}]|``|''")
_OPENING_CONTEXT = "([{—–-/"
_FINAL = ".!?…"
_LONGEST = 4  # words of a coined compound
_COMPOUND = NOUN_TAGS | {"JJ", "JJR", "CD", "VBN", "VBG", "HYPH", "POS"}
_GUESSED = frozenset({"name", "scare"})  # reasons that nothing around the words shows
_NEAR = 6  # tokens: marks further off from a cue are not its words
_BACK = frozenset({"it", "so", "that", "this"})  # '"Bad luck." Poole never said *that*', but 'did not explain'
_PLACING = frozenset({"on", "in", "at", "for", "from"})


@attrs.define
class _Scanner:
    """Reads the double marks of one passage from left to right."""

    text: str
    start: int
    end: int
    found: list[Stretch] = attrs.Factory(list)
    opened: int | None = None
    width: int = 0
    nested: int = 0
    continues: bool = False

    def opens(self, at: int, width: int) -> bool:
        """Whether the mark's surroundings are those of an opening one."""
        after = self.text[at + width : at + width + 1]
        return self._is_boundary(at) and bool(after.strip()) and at + width < self.end

    def _is_boundary(self, at: int) -> bool:
        return at == self.start or self.text[at - 1].isspace() or self.text[at - 1] in _OPENING_CONTEXT

    def read(self, at: int, mark: str) -> None:
        if self.opened is None:
            self._read_outside(at, mark)
        elif self.opens(at, len(mark)) and mark not in CLOSING_MARKS:
            self._read_second_opening(at, mark)
        elif self.nested:
            self.nested -= 1
        else:
            self._close(at + len(mark), at, closed=True)

    def open(self, at: int, width: int, *, continues: bool = False) -> None:
        self.opened, self.width, self.continues = at, width, continues or self.continues

    def _read_outside(self, at: int, mark: str) -> None:
        again = mark == '"' and self.text.find('"', at + 1, self.end) > 0
        stray = again and self._is_boundary(at)  # " No, " she said
        glued = again and at > self.start and self.text[at - 1] in ",:" and self.text[at + 1].isupper()  # she said:"No"
        if self.opens(at, len(mark)) or mark in (*OPENING_MARKS, "``") or stray or glued:
            self.open(at, len(mark))
        elif at and self.text[at - 1] in _FINAL + ",":  # so not of inches: a 20" screen
            self._repair_opening(at, len(mark))

    def _read_second_opening(self, at: int, mark: str) -> None:
        assert self.opened is not None
        before = self.text[self.opened : at].rstrip()
        if before[-1] in _FINAL + ",:;" or (len(before) > 1 and before[-2] in _FINAL):
            # two paragraphs of one quotation that a scraper put on one line: "… last sentence. "Next sentence …"
            whole = self.leave_open(self.opened + len(before), taken_up=before[-1] not in ",:;")
            self.open(at, len(mark), continues=whole)
        else:
            self.nested += 1

    def _repair_opening(self, at: int, width: int) -> None:
        """A closing mark without a partner: the words before it in its sentence are taken as marked."""
        end = at + width
        since = self.found[-1].end if self.found else self.start
        start = lost_marks.opening(self.text, since, at, end, self.end, alone=not self.found)
        while start is not None and start < end and not self.text[start].isalnum():
            start += 1
        if start is not None and end - start > 12:
            self.found.append(Stretch(start, end, CharSpan(start, at), closed=False))

    def leave_open(self, end: int, *, taken_up: bool) -> bool:
        """End the stretch that is open without a closing mark, or before ``end`` if that was lost; whether it reaches so far."""
        assert self.opened is not None
        closing = lost_marks.closing(self.text, self.start, self.opened + self.width, end, taken_up=taken_up)
        single = self.text[closing - 1] in "’'" and closing < end
        self._close(closing, closing - single, closed=single)
        return closing == end

    def _close(self, end: int, inner: int, *, closed: bool) -> None:
        assert self.opened is not None
        within = CharSpan(self.opened + self.width, inner)
        if end - self.opened > 2 and within.start < inner:
            self.found.append(Stretch(self.opened, end, within, closed=closed, continues=self.continues))
        self.opened, self.continues, self.nested = None, False, 0


def scan(text: str, passages: Iterable[Passage], usual: str | None = None) -> tuple[Stretch, ...]:
    """The marked stretches of an article in order, outer ones (depth 0) and those within them (depth 1).

    ``usual`` is the text in its usual spelling, where somebody has made it already.

    >>> text = 'He said: "I came. "I saw."'
    >>> from quoteattr.model import Span
    >>> [text[s.start:s.end] for s in scan(text, [Passage(Span.of(text, 0, len(text)), "body")])]
    ['"I came.', '"I saw."']
    """
    usual = spelling.usual(text) if usual is None else usual
    found: list[Stretch] = []
    carried = left_single = False
    passages = tuple(passages)
    for number, passage in enumerate(passages):
        whole = usual[passage.span.start : passage.span.end]
        start = passage.span.end - len(whole.lstrip())
        end = passage.span.start + len(whole.rstrip())
        if passage.kind in NO_SPEECH or start >= end:
            continue
        scanner = _Scanner(usual, start, end)
        marks = list(_DOUBLE.finditer(usual, start, end))
        if carried and marks:
            _carry_on(scanner, marks[0])
        for match in marks:
            scanner.read(match.start(), match.group())
        carried = scanner.opened is not None and _is_taken_up(usual, passages, number + 1)
        if scanner.opened is not None:
            carried = scanner.leave_open(end, taken_up=carried) and carried
        here = single_marks.around_and_beside(usual, start, end, scanner.found, left_single)
        last = max(here, key=lambda stretch: stretch.end, default=None)
        left_single = last is not None and last.end == end and not last.closed and usual[last.start] in "‘'"
        found.extend(here)
    return _as_written(text, found)


def _as_written(text: str, found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, with the whole of the marks that the text writes with several characters."""
    first, last = {}, {}
    for start, end in spelling.wide(text):
        first.update(dict.fromkeys(range(start, end), start))
        last.update(dict.fromkeys(range(start + 1, end + 1), end))
    if first:
        found = [attrs.evolve(s, start=first.get(s.start, s.start), end=last.get(s.end, s.end)) for s in found]
    return tuple(sorted(found, key=lambda s: (s.start, -s.end)))


def _is_taken_up(text: str, passages: Sequence[Passage], number: int) -> bool:
    """Whether the next paragraph with words, from a number on, opens with a mark or closes one that it has not opened."""
    while number < len(passages) and passages[number].kind in NO_SPEECH:
        number += 1
    if number == len(passages):
        return False
    span = passages[number].span
    start = span.end - len(text[span.start : span.end].lstrip())
    first = _DOUBLE.search(text, start, span.end)
    scanner = _Scanner(text, start, span.end)
    return first is not None and (first.start() == start or not scanner.opens(first.start(), len(first.group())))


def _carry_on(scanner: _Scanner, first: re.Match[str]) -> None:
    """The paragraph before was left open: the quotation goes on if this one re-opens it, or closes it only."""
    if not scanner.text[scanner.start : first.start()].strip():
        scanner.continues = True
    elif not scanner.opens(first.start(), len(first.group())):
        scanner.open(scanner.start, 0, continues=True)


# --- marks that quote nobody ----------------------------------------------------------------------------------------


def is_unspoken(page: Page, number: StretchId) -> bool:
    """Whether marked words are no speech although a reporting verb may stand beside them: a thought, the title of a work."""
    nothing = _is_thought(page, number) or _is_work(page, number) or _is_alias(page, number)
    return nothing or source_in(page, number) is not None


def source_in(page: Page, number: StretchId) -> Token | None:
    """The name that stands between marks, as it is not somebody's own, where it is the subject of the reporting verb beside it.

    '*“Maria”* told the court', '“No,” *“Maria”* said', '“No,” said *“Maria”*', but not '“Rubbish” said Poole', 'said “Never”'.
    """
    (start, end), name = page.bounds[number], name_in(page, number)
    if name is None:
        return None
    told = page.inside[start - 2] if start > 1 and page.inside[start - 1] < 0 else -1
    behind = told >= 0 and page.inner(StretchId(told))[-1:] in (*",?!",)  # where nothing else can be said
    beside = [*page.tokens[end : end + 1], *(page.tokens[start - 1 : start] if behind else ())]
    reports = [v for v in beside if v.lower_ in lexicon.reporting_verbs() and v.tag_ in VERB_TAGS]
    own = [(verb, page.subject(verb)) for verb in reports]
    inverted = behind and any(v.i < start and (t is None or page.inside[t.i] == told) for v, t in own)
    return name if inverted or any(t is not None and start <= t.i < end for _, t in own) else None


def name_in(page: Page, number: StretchId) -> Token | None:
    """The last word of marked words that are no more than a name."""
    words = page.inner(number).split()
    if not 0 < len(words) <= 2 or not all(map(str.isalpha, words)):
        return None
    names = [token for token in page.tokens[slice(*page.bounds[number])] if token.tag_ == "NNP" and token.is_title]
    return names[-1] if len(names) == len(words) else None


def nobodys(page: Page, taken: Container[StretchId], pieces: Sequence[CharSpan]) -> tuple[StretchId, ...]:
    """The outer stretches that are nobody's words: those not ``taken``, and in reported ``pieces`` what is only mentioned.

    'Poole said *the so-called* "green zone" was shut', 'said *the film* "Cold Harbour" should have won'
    """

    def is_part(number: StretchId) -> bool:
        start, end = page.outer[number].start, page.outer[number].end
        over = [p for p in pieces if p.start <= start and end <= p.end]
        return bool(over) and CharSpan(start, end) not in over

    numbers = map(StretchId, range(len(page.outer)))
    return tuple(n for n in numbers if n not in taken or (_is_mentioned(page, n) and is_part(n)))


def _is_mentioned(page: Page, number: StretchId) -> bool:
    """Whether the word before marked words, or one for works, shows that they only name something."""
    start = page.bounds[number].start
    before = page.lowers[max(0, start - 2) : start]
    terms = lexicon.labelled("mark_words", "term") - {"called", "known", "means", "meaning"}
    term = before == ["-", "called"] or not terms.isdisjoint(before[-1:])
    return term or _is_work(page, number) or _is_alias(page, number)


def _is_alias(page: Page, number: StretchId) -> bool:
    """'under the *pseudonym* "Ann Salt"', 'a jail *dubbed the* "Lorn Hilton"', '*known as* "the Reds"'"""
    start = page.bounds[number].start
    at = start - 1 - (page.lowers[max(0, start - 1) : start] == ["the"])
    if at < 1 or page.lowers[at - 1 : at + 1] == ["known", "as"]:
        return at >= 1
    named = page.lowers[at] in lexicon.labelled("mark_words", "nickname")
    return named and page.tags[at] in (*NOUN_TAGS, "VBN", "VBD") and page.subject(page.tokens[at]) is None


def _is_thought(page: Page, number: StretchId) -> bool:
    """'"Why me?" thought Ann Poole', 'she remembers thinking: "Why me?"', but not '"I did it," said Poole, who thought so'."""
    start, end = page.bounds[number]
    thinking = lexicon.labelled("mark_words", "thinking")
    led = start > 1 and page.words[start - 1] in (":", ",") and page.passage_of[start - 2] == page.passage_of[start]
    if led and page.lowers[start - 2] in thinking:
        return True
    if page.inner(number)[-1:] in ".…":
        return False
    behind = range(end, min(end + 5, page.passage_tokens(end - 1).end))
    verb = next(
        (i for i in behind if page.tags[i] in VERB_TAGS or page.lowers[i] in thinking or page.words[i] == "."), -1
    )
    marked = any(page.inside[i] >= 0 for i in range(end, verb))
    return verb > 0 and page.lowers[verb] in thinking and page.lowers[verb + 1 : verb + 2] != ["that"] and not marked


def _is_work(page: Page, number: StretchId) -> bool:
    """The title of a work that is made or named: 'wrote "The Cold Harbour"', 'the song "Let It Rain"', 'a paper titled: "…"'."""
    start, inner = page.bounds[number].start, page.inner(number)
    before = page.lowers[max(0, start - 2) : start]
    if not before or page.passage_of[start - 1] != page.passage_of[start]:
        return False
    if before[-1] == ":" and before[0] in ("titled", "entitled"):
        return inner[:1].isupper()
    titled = page.is_titled(number) and inner[-1] not in "!?…"
    link = before[-1] in lexicon.labelled("mark_words", "link") and len(before) > 1
    noun, tag = before[-2 if link else -1], page.tags[start - (2 if link else 1)]
    making, works = lexicon.labelled("mark_words", "making"), lexicon.words("work_nouns")
    if titled and tag in NOUN_TAGS and (noun in lexicon.labelled("mark_words", "staging") if link else noun in works):
        return True  # one word, or one with a comma behind it, may be a title here: 'the show "Harbour," which …'
    if not titled or len(inner.split()) < 2 or inner[-1] == ",":
        return False
    return _makes(page, page.tokens[start - 1]) or noun in works or (link and (noun in making or noun == "link"))


def _makes(page: Page, verb: Token) -> bool:
    """Whether a verb makes or takes up a work: 'wrote', 'read', but not 'A *banner* read "Reed Out"'."""
    own = page.subject(verb) if verb.lower_ in ("read", "reads") else None
    written = own is not None and {own.lower_, own.lower_.removesuffix("s")} & lexicon.words("document_nouns")
    return verb.lower_ in lexicon.labelled("mark_words", "making") and not written


def is_shown(page: Page, number: StretchId, cue: Cue) -> bool:
    """Whether marked words name where words are said, not what is said: 'said on "Good Day"', 'wrote for "The Cold Harbour"'."""
    before = page.bounds[number].start - 1
    return before >= cue.end and page.lowers[before] in _PLACING and page.is_titled(number)


def is_disclaimed(page: Page, cues: tuple[Cue, ...], marked: TokenSpan) -> bool:
    """Whether marked words are those that somebody did not say: 'She never said: "No."', '"No," she did not say.'"""
    passage = page.passage_tokens(marked.start)
    low = page.sentence(marked.start - 1).start if marked.start > passage.start else passage.start
    for cue in cues_between(cues, max(low, marked.start - 2 * _NEAR), min(marked.end + _NEAR, passage.end)):
        gap = page.tags[cue.end : marked.start] if cue.end <= marked.start else page.tags[marked.end : cue.left]
        stopped = page.words[marked.end - 2] == "." and marked.end <= page.sentence(cue.verb).start
        apart = stopped and _BACK.isdisjoint(page.lowers[cue.end : cue.end + 1])
        # '"Is it over?" I asked him. "No." He laughed.'
        apart = apart or (cue.end <= marked.start and not SENTENCE_FINAL.isdisjoint(page.words[cue.end : marked.start]))
        if cue.kind == "disclaimed" and not apart and len(gap) < _NEAR and FINITE_TAGS.isdisjoint(gap):
            return True
    return False


def token_before(page: Page, start: int) -> int:
    """The token before marks, or, where these begin a paragraph, the sign that leads to it: 'Poole said:', 'The writ says,'."""
    last = start - 1
    while last > 0 and page.tokens[last].is_space:
        last -= 1
    leads = last >= 0 and page.words[last] in (":", ",") and page.passage_of[start] - page.passage_of[last] == 1
    return last if leads else start - 1


def opens_sentence(page: Page, start: int) -> bool:
    """Whether marks that begin at a token stand where a sentence can begin."""
    before = next((t for t in reversed(page.tokens[max(0, start - 3) : start]) if not t.is_space), None)
    if before is None or page.passage_of[before.i] != page.passage_of[start]:
        return True
    return page.inside[before.i] >= 0 or before.text in (".", "!", "?", ":", "…", ")")


def labels(page: Page, numbers: Iterable[StretchId]) -> tuple[Mark, ...]:
    """Why outer stretches that nobody said are marked; what an article has once shown to be a work or a term is one wherever it stands."""
    spans = {n: Span.of(page.string, page.outer[n].start, page.outer[n].end) for n in numbers}
    reasons = {n: reason(page, n) for n in spans}
    shown: dict[str, MarkReason] = {}
    for number, why in reasons.items():
        if why not in _GUESSED:
            shown.setdefault(_bare(page, number), why)
    known = {n: shown.get(_bare(page, n), why) if why in _GUESSED else why for n, why in reasons.items()}
    return tuple(Mark(spans[n], why) for n, why in known.items())


def _bare(page: Page, number: StretchId) -> str:
    return page.inner(number).rstrip(",." + _FINAL).casefold()


def reason(page: Page, number: StretchId) -> MarkReason:
    """Why marked words are no speech: what stands around them and how they are written decide.

    A work's title after a word for works or in capitals (the film "Cold Harbour"), a nickname inside or after a name
    (Joe "Red" Dunn), a name after *called* or *known as*, a term after *so-called* and its like or where a compound is
    coined (a "zero tolerance" policy); else it is a scare mark.
    """
    start, end = page.bounds[number]
    before = page.lowers[max(0, start - 4) : start]
    capitals = page.is_titled(number)
    around = page.tags[max(0, start - 1) : start] + page.tags[end : end + 1]
    if (before and before[-1] in lexicon.labelled("mark_words", "nickname")) or (capitals and around == ["NNP", "NNP"]):
        return "nickname"
    if _is_work(page, number):
        return "title"
    if capitals and (named := _by_noun(page, start, end)) is not None:
        return named
    works = lexicon.words("work_nouns")
    if any(word in works or word.removesuffix("s") in works for word in before):
        return "title"
    if not lexicon.labelled("mark_words", "term").isdisjoint(before):
        return "name" if capitals and before[-1] in ("called", "known", "as") else "term"
    if capitals:
        within = page.tags[max(0, start - 1) : start] == ["POS"] or before[-1:] == ["in"]
        return "title" if within or end - start > 4 else "name"
    return "term" if _is_coined(page, number) else "scare"


def _by_noun(page: Page, start: int, end: int) -> MarkReason | None:
    """What words written as a title are by the noun behind them: 'the "Harbour" *star*', but 'the "Star Power" *award*'."""
    behind = page.tokens[end] if end < len(page.tokens) and page.passage_of[end] == page.passage_of[start] else None
    if behind is None or behind.tag_ not in ("NN", "NNS") or behind.ent_type_ in ("DATE", "TIME"):
        return None
    staging = lexicon.words("work_nouns") | lexicon.labelled("mark_words", "staging")
    works = {behind.lower_, behind.lower_.removesuffix("s")} & staging
    return "title" if works or unsaid.is_somebody(page, behind) else "name"


def _is_coined(page: Page, number: StretchId) -> bool:
    """Whether marked words are a compound that somebody has coined: "zero tolerance", "kiss-in"; not one word, "unity", nor "walled off"."""
    words = page.inner(number).split()
    if len(words) < 2:
        return "-" in page.inner(number)
    tags = [t.tag_ for t in page.tokens[slice(*page.bounds[number])] if not t.is_punct and not t.is_space]
    return (
        len(words) <= _LONGEST and _COMPOUND.issuperset(tags) and bool(tags) and tags[-1] in _COMPOUND - {"VBN", "VBG"}
    )
