"""Marked stretches → why they quote nobody: thoughts, titles of works, nicknames, terms, scare marks.

What stands around the words and how they are written decide, and what the article has once shown holds wherever they stand.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable
from itertools import takewhile

from spacy.tokens import Token

from quoteattr import lexicon, rules
from quoteattr.draft import Attribution, CharSpan, Cue, StretchId, TokenSpan, cues_between
from quoteattr.model import Mark, MarkReason, Span
from quoteattr.quotations import unsaid
from quoteattr.text.page import FINITE_TAGS, NOUN_TAGS, SENTENCE_FINAL, VERB_TAGS, Page

_FINAL = ".!?…"
_SHORT = 2  # words: what is longer in capitals, or begins with an article, is a title rather than a name
_LONGEST = 4  # words of a coined compound
_COMPOUND = NOUN_TAGS | {"JJ", "JJR", "CD", "VBN", "VBG", "HYPH", "POS"}
_GUESSED = frozenset({"name", "scare"})  # reasons that nothing around the words shows
_PLACING = frozenset({"on", "in", "at", "for", "from"})
_APART = frozenset({",", "but", "and", "or"})
_NEAR = 8  # tokens
_CLOSE = 6  # tokens: marks further off from a cue are not its words
_BACK = frozenset({"it", "so", "that", "this"})  # '"Bad luck." Poole never said *that*', but 'did not explain'
_HEADINGS = ("headline", "subheading")


def is_unspoken(page: Page, number: StretchId) -> bool:
    """Whether marked words are no speech although a reporting verb may stand beside them: a thought, the title of a work."""
    nothing = _is_thought(page, number) or _is_work(page, number) or _is_alias(page, number)
    return nothing or source_in(page, number) is not None


def nobodys(page: Page, taken: Container[StretchId], attributions: Iterable[Attribution]) -> tuple[StretchId, ...]:
    """The outer stretches that are nobody's words: those not ``taken``, and in reported pieces what is only mentioned.

    'Poole said *the so-called* "green zone" was shut', 'said *the film* "Cold Harbour" should have won', 'said that "gig economy"
    workers are poor', but not 'called for a "zero tolerance" approach', which is reported as it is marked. What somebody says in the
    text is no less said where a heading quotes it.
    """
    pieces = [(piece, a.rule in rules.family("phrase")) for a in attributions for piece in a.pieces]

    starts = [stretch.start for stretch in page.outer]
    around = defaultdict[int, list[tuple[CharSpan, bool]]](list)
    for piece, phrase in pieces:
        for number in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
            if page.outer[number].end <= piece.end:
                around[number].append((piece, phrase))

    def is_part(number: StretchId) -> bool:
        over = around.get(number, ())
        if not over or any(piece == (page.outer[number].start, page.outer[number].end) for piece, _ in over):
            return False
        return _is_mentioned(page, number) or (_is_kind(page, number) and not any(phrase for _, phrase in over))

    numbers = [n for n in map(StretchId, range(len(page.outer))) if n not in taken or is_part(n)]
    return tuple(
        n for n in numbers if n in taken or not _is_in_heading(page, n) or not _is_again(page, n, taken, pieces)
    )


def _is_in_heading(page: Page, number: StretchId) -> bool:
    return page.passages[page.passage_of[page.bounds[number].start]].kind in _HEADINGS


def _is_again(
    page: Page, number: StretchId, taken: Container[StretchId], pieces: Iterable[tuple[CharSpan, bool]]
) -> bool:
    """Whether marked words are what somebody says elsewhere: several of them anywhere in it, a few between marks."""
    words = _bare(page, number)
    if any(_bare(page, n) == words for n in map(StretchId, range(len(page.outer))) if n in taken):
        return True
    return words.count(" ") > 1 and any(words in page.string[slice(*piece)].casefold() for piece, _ in pieces)


def _is_mentioned(page: Page, number: StretchId) -> bool:
    """Whether the word before marked words, or one for works, shows that they only name something."""
    start = page.bounds[number].start
    before = page.lowers[max(0, start - 2) : start]
    terms = lexicon.labelled("mark_words", "term") - {"called", "known", "means", "meaning"}
    term = before == ["-", "called"] or not terms.isdisjoint(before[-1:])
    return term or _is_work(page, number) or _is_alias(page, number) or _is_gloss(page, number)


def _is_kind(page: Page, number: StretchId) -> bool:
    """Whether several marked words tell of what kind the thing behind them is: 'said it was bad for "gig economy" *workers*'.

    Not as an adjective does, by which somebody judges: 'said the "hopelessly late" plan had failed'.
    """
    end, words = page.bounds[number].end, page.inner(number).split()
    if not 1 < len(words) <= _LONGEST or end >= len(page.tokens) or page.tags[end] not in ("NN", "NNS"):
        return False
    tags = [t.tag_ for t in page.tokens[slice(*page.bounds[number])] if t.is_alpha or t.like_num]
    if not {"and", "or"}.isdisjoint(words):
        return False  # 'their "rude and demeaning" managers'
    same = page.passage_of[end] == page.passage_of[end - 1] and words[-1][-1:].isalnum()
    ends = tags[-1:] in ([tag] for tag in (*sorted(NOUN_TAGS), "CD", "PRP")) or tags[-2:] == ["TO", "VB"]
    return same and ends and "-" not in words[-1]


def _is_gloss(page: Page, number: StretchId) -> bool:
    """What a name or a word of another language means: 'Via Mala ("*Bad Path*")', 'Latin for "*whiteness*"'."""
    start, end = page.bounds[number]
    if page.words[max(0, start - 1) : start] == ["("] and page.words[end : end + 1] == [")"] and start > 1:
        return page.tags[start - 2] in ("NNP", "FW") or page.inside[start - 2] >= 0
    tongue = page.lowers[max(0, start - 1) : start] == ["for"] and start > 1
    return tongue and page.ent_types[start - 2] in ("LANGUAGE", "NORP") and page.words[start - 2].isalpha()


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
    if led and page.lowers[start - 2 - (page.lowers[start - 2] in ("is", "was"))] in thinking:
        return True  # 'Her first *thought* was: "Why me?"'
    if page.inner(number)[-1:] in ".…":
        return False
    behind = range(end, min(end + 5, page.passage_tokens(end - 1).end))
    verb = next((i for i in behind if page.tags[i] in VERB_TAGS or page.words[i] == "."), -1)
    marked = any(page.inside[i] >= 0 for i in range(end, verb))
    if verb == end and page.lowers[verb] == "was":  # '"Why me?" was her first *thought*.'
        return page.lowers[page.trim(TokenSpan(verb, page.sentence(verb).end)).end - 1] in thinking
    return verb > 0 and page.lowers[verb] in thinking and page.lowers[verb + 1 : verb + 2] != ["that"] and not marked


def _is_work(page: Page, number: StretchId) -> bool:
    """The title of a work that is made or named: 'wrote "The Cold Harbour"', 'the song "Let It Rain"', 'a paper titled: "…"'."""
    start, inner = page.bounds[number].start, page.inner(number)
    before = page.lowers[max(0, start - 2) : start]
    if not before or page.passage_of[start - 1] != page.passage_of[start]:
        return False
    if before[-1] == ":" and before[0] in ("titled", "entitled"):
        return inner[:1].isupper()
    return page.is_titled(number) and inner[-1] not in "!?…" and _is_named_work(page, number, before)


def _is_named_work(page: Page, number: StretchId, before: list[str]) -> bool:
    """Whether words that are written as a title follow one for works, or somebody who makes or stages them."""
    start, inner = page.bounds[number].start, page.inner(number)
    link = before[-1] in lexicon.labelled("mark_words", "link") and len(before) > 1
    apart = link or (before[-1] == "," and len(before) > 1)  # 'a new *song, "Low Tide"*'
    noun, tag = before[-2 if apart else -1], page.tags[start - (2 if apart else 1)]
    works, staging = lexicon.words("work_nouns"), lexicon.labelled("mark_words", "staging")
    if noun == "called" and page.subject(page.tokens[start - 1]) is None and _is_of_work(page, start - 1):
        return True  # 'a *film* with Ann Poole *called* "Low Tide"'
    known = noun in staging if link else not works.isdisjoint((noun, noun.removesuffix("s")))
    if tag in NOUN_TAGS and known:
        return True  # one word, or one with a comma behind it, may be a title here: 'the show "Harbour," which …'
    if len(inner.split()) < 2 or inner[-1] == ",":
        return False
    linked = link and (noun in lexicon.labelled("mark_words", "making") or noun == "link")
    return _makes(page, page.tokens[start - 1]) or noun in works or linked or _is_judged(page, number)


def _is_judged(page: Page, number: StretchId) -> bool:
    """Whether words written as a title are what somebody talks of: 'praised *"The Cold Harbour"*', not 'attacked *"Big Oil"*', 'Praised "A Gift"'."""
    start, words = page.bounds[number].start, page.inner(number).split()
    whole = len(words) > _SHORT or words[0] in ("The", "A", "An")
    return whole and page.words[start - 1] in lexicon.labelled("mark_words", "judging")


def _is_of_work(page: Page, i: int) -> bool:
    """Whether a word for works stands before a participle, with no finite verb between."""
    near = range(i - 1, max(page.sentence(i).start, i - _NEAR) - 1, -1)
    phrase = takewhile(lambda at: page.tags[at] not in FINITE_TAGS, near)
    return any(page.lowers[at] in lexicon.words("work_nouns") for at in phrase)


def _makes(page: Page, verb: Token) -> bool:
    """Whether a verb makes or takes up a work: 'wrote', 'read', but not 'A *banner* read "Reed Out"'."""
    own = page.subject(verb) if verb.lower_ in ("read", "reads") else None
    written = own is not None and {own.lower_, own.lower_.removesuffix("s")} & lexicon.words("document_nouns")
    return verb.lower_ in lexicon.labelled("mark_words", "making") and not written


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


def is_disclaimed(page: Page, cues: tuple[Cue, ...], marked: TokenSpan) -> bool:
    """Whether marked words are those that somebody did not say: 'She never said: "No."', '"No," she did not say.'"""
    passage = page.passage_tokens(marked.start)
    low = page.sentence(marked.start - 1).start if marked.start > passage.start else passage.start
    for cue in cues_between(cues, max(low, marked.start - 2 * _CLOSE), min(marked.end + _CLOSE, passage.end)):
        gap = page.tags[cue.end : marked.start] if cue.end <= marked.start else page.tags[marked.end : cue.left]
        stopped = page.words[marked.end - 2] == "." and marked.end <= page.sentence(cue.verb).start
        apart = stopped and _BACK.isdisjoint(page.lowers[cue.end : cue.end + 1])
        # '"Is it over?" I asked him. "No." He laughed.'
        apart = apart or (cue.end <= marked.start and not SENTENCE_FINAL.isdisjoint(page.words[cue.end : marked.start]))
        if cue.kind == "disclaimed" and not apart and len(gap) < _CLOSE and FINITE_TAGS.isdisjoint(gap):
            return True
    return False


def is_shown(page: Page, cue: Cue, number: StretchId) -> bool:
    """Whether marked words name where words are said, not what is said: 'said on "Good Day"', 'told "Good Day"', 'wrote for "The Cold Harbour"'."""
    before = page.bounds[number].start - 1
    heard = before < cue.end and cue.takes("to")
    return (heard or (before >= cue.end and page.lowers[before] in _PLACING)) and page.is_titled(number)


def is_clause(page: Page, number: StretchId) -> bool:
    """Whether marked words begin with the subject of a verb in them: 'As a pilot, "*I never saw* it",' not '"so that I saw it"'."""
    start, end = page.bounds[number]
    first = next((i for i in range(start, end) if page.tokens[i].is_alpha), end)
    verb = next((t for t in page.tokens[first:end] if t.tag_ in FINITE_TAGS), None)
    if verb is None or page.tags[first] in ("CC", "IN", "WDT", "WP", "WRB"):
        return False
    own = page.subject(verb.head if verb.dep_ in ("aux", "auxpass") else verb)
    return own is not None and own.left_edge.i <= first <= own.i < verb.i


def is_subject(page: Page, cue: Cue, number: StretchId) -> bool:
    """'said "The Quiet Hour" would be her last film'"""
    end = page.bounds[number].end
    open_end = page.inner(number)[-1:].isalnum() and end < len(page.tokens)
    return open_end and page.tags[end] in FINITE_TAGS | NOUN_TAGS


def is_hearer(page: Page, cue: Cue, number: StretchId) -> bool:
    """'told "The Quiet Hour" after the vote'"""
    before = page.bounds[number].start - 1
    hearer = before < cue.end or page.lowers[before] in lexicon.words("work_nouns")
    return cue.takes("to") and hearer and page.is_titled(number) and page.inner(number)[-1:].isalnum()


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
    for number in reasons:  # 'dubbed "DisGrace" or *"Gucci Grace"*'
        joined = page.lowers[page.bounds[number].start - 1] in ("and", "or") and StretchId(number - 1) in known
        if joined and page.bounds[number - 1].end == page.bounds[number].start - 1 and known[number] in _GUESSED:
            known[number] = known[StretchId(number - 1)]
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
    if _is_nickname(page, number, capitals):
        return "nickname"
    if _is_work(page, number):
        return "title"
    if _is_gloss(page, number):
        return "term"
    if capitals and (named := _by_noun(page, start, end)) is not None:
        return named
    if _is_near_work(before, capitals):
        return "title"
    if not lexicon.labelled("mark_words", "term").isdisjoint(before):
        return "name" if capitals and before[-1] in ("called", "known", "as") else "term"
    if capitals:
        within = page.tags[max(0, start - 1) : start] == ["POS"] or before[-1:] == ["in"]
        return "title" if within or end - start > 4 else "name"
    return "term" if _is_coined(page, number) or _is_kind(page, number) else "scare"


def _is_near_work(before: list[str], capitals: bool) -> bool:
    """Whether a word for works stands close before marked words, with no clause between if they are not written as a title."""
    works = lexicon.words("work_nouns")
    near = [i for i, word in enumerate(before) if word in works or word.removesuffix("s") in works]
    return bool(near) and (capitals or _APART.isdisjoint(before[near[-1] :]))


def _is_nickname(page: Page, number: StretchId, capitals: bool) -> bool:
    """'Joe "Red" Dunn', 'dubbed the "Lorn Hilton"', 'known as "Red"', but not 'Lorn "Moderate" Poole' of a place."""
    start, end = page.bounds[number]
    if capitals and page.tags[max(0, start - 1) : start] + page.tags[end : end + 1] == ["NNP", "NNP"]:
        return page.ent_types[start - 1] not in ("GPE", "LOC", "ORG")
    article = page.lowers[max(0, start - 1) : start] in (["the"], ["a"])
    before = page.lowers[max(0, start - 3 - article) : start - article]
    if before[-2:] == ["known", "as"]:
        known = page.tokens[start - 2 - article]
        whom = page.subject(known) or known.head
        return capitals and unsaid.is_somebody(page, whom)
    dubbed = not lexicon.labelled("mark_words", "nickname").isdisjoint(before[-1:])
    return dubbed and (capitals or not _is_kind(page, number))  # 'dubbed a "thank you" party'


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
