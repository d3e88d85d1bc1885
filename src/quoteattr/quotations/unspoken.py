"""Marked stretches → which of them are nobody's speech, and why: titles of works, nicknames, terms, scare marks.

What stands around the words and how they are written decide. What an article shows of them in one place holds in every other.
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
_SHORT = 2  # words: longer ones in capitals, or such as begin with an article, are a title rather than a name
_LONGEST = 4  # words of a coined compound
_COMPOUND = NOUN_TAGS | {"JJ", "JJR", "CD", "VBN", "VBG", "HYPH", "POS"}
_GUESSED = frozenset({"name", "scare"})  # reasons that nothing around the words shows
_PLACING = frozenset({"on", "in", "at", "for", "from"})
_NO_TERMS = frozenset({"called", "known", "means", "meaning"})  # behind them terms may be what is said
_PARTING = frozenset({",", "but", "and", "or"})
_GO_ON = NOUN_TAGS | {"POS"}  # tags of words before which no noun phrase ends
_NEAR = 8  # tokens between a word for works and a participle, or of a noun phrase
_CLOSE = 6  # tokens: a cue further off from marked words does not report them
_BACK = frozenset({"it", "so", "that", "this"})  # '"Bad luck." Poole never said *that*', but 'did not explain'
_HEADINGS = ("headline", "subheading")


def is_unspoken(page: Page, number: StretchId) -> bool:
    """Whether marked words are no speech although a reporting verb may stand beside them: a title, an alias, the verb's source."""
    return number in page.once(_unspoken)


def aliases(page: Page) -> set[StretchId]:
    """The outer stretches that name the source of the verb beside them."""
    return {n for n in page.once(_unspoken) if source_in(page, n) is not None}


def _unspoken(page: Page) -> frozenset[StretchId]:
    numbers = map(StretchId, range(len(page.outer)))
    kinds = (_is_work, _is_alias, source_in)
    return frozenset(n for n in numbers if any(kind(page, n) for kind in kinds))


def nobodys(page: Page, taken: Container[StretchId], attributions: Iterable[Attribution]) -> tuple[StretchId, ...]:
    """The outer stretches that are nobody's words: those not ``taken``, and those within the content of a cue that only name something.

    'Poole said the so-called *"green zone"* was shut', 'said the film *"Cold Harbour"* should have won', 'said that *"gig economy"*
    workers are poor', but not 'called for a "zero tolerance" approach', which is content because of its marks. What is said in the
    text counts as said where a heading quotes it.
    """
    of_phrases = rules.family("phrase")
    pieces = [(piece, a.rule in of_phrases) for a in attributions for piece in a.pieces]
    starts = [stretch.start for stretch in page.outer]
    around = defaultdict[int, list[tuple[CharSpan, bool]]](list)  # by stretch, the pieces around it
    for piece, is_phrase in pieces:
        for number in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
            if page.outer[number].end <= piece.end:
                around[number].append((piece, is_phrase))

    def only_names(number: StretchId) -> bool:
        over = around.get(number, ())
        if not over or any(piece == (page.outer[number].start, page.outer[number].end) for piece, _ in over):
            return False
        return _is_mentioned(page, number) or (_is_kind(page, number) and not any(is_phrase for _, is_phrase in over))

    numbers = map(StretchId, range(len(page.outer)))
    return tuple(
        n for n in numbers if (only_names(n) if n in taken else not _is_quoted_heading(page, n, taken, pieces))
    )


def _is_quoted_heading(
    page: Page, number: StretchId, taken: Container[StretchId], pieces: Iterable[tuple[CharSpan, bool]]
) -> bool:
    """Whether a heading quotes what is said elsewhere: the same words between marks there, or several words anywhere in it."""
    if page.passages[page.passage_of[page.bounds[number].start]].kind not in _HEADINGS:
        return False
    words = _bare(page, number)
    if any(_bare(page, n) == words for n in map(StretchId, range(len(page.outer))) if n in taken):
        return True
    return words.count(" ") > 1 and any(words in page.string[slice(*piece)].casefold() for piece, _ in pieces)


def _is_mentioned(page: Page, number: StretchId) -> bool:
    """Whether the words before marked ones show that these only name something: 'the *so-called* "green zone"', '*the film* "Cold Harbour"'."""
    start = page.bounds[number].start
    before = page.lowers[max(0, start - 2) : start]
    named = not lexicon.labelled("mark_words", "term").isdisjoint(before[-1:])
    is_term = before == ["-", "called"] or (named and before[-1] not in _NO_TERMS)
    return is_term or _is_work(page, number) or _is_alias(page, number) or _is_gloss(page, number)


def _is_kind(page: Page, number: StretchId) -> bool:
    """Whether several marked words tell of what kind the thing behind them is: 'said it was bad for *"gig economy"* workers'.

    Not as an adjective does, by which somebody judges: 'said the "hopelessly late" plan had failed'.
    """
    (start, end), words = page.bounds[number], page.inner(number).split()
    if not 1 < len(words) <= _LONGEST or end >= len(page.tokens) or page.tags[end] not in ("NN", "NNS"):
        return False
    if page.passage_of[end] != page.passage_of[end - 1] or not words[-1][-1:].isalnum() or "-" in words[-1]:
        return False
    if not {"and", "or"}.isdisjoint(words):
        return False  # 'their "rude and demeaning" managers'
    tags = [t.tag_ for t in page.tokens[start:end] if t.is_alpha or t.like_num]
    return not (NOUN_TAGS | {"CD", "PRP"}).isdisjoint(tags[-1:]) or tags[-2:] == ["TO", "VB"]


def _is_gloss(page: Page, number: StretchId) -> bool:
    """Whether marked words tell what a name or a foreign word means: 'Via Mala (*"Bad Path"*)', 'Latin for *"whiteness"*'."""
    start, end = page.bounds[number]
    if start < 2:
        return False
    if page.word_at(start - 1) == "(" and page.words[end : end + 1] == [")"]:
        return page.tag_at(start - 2) in ("NNP", "FW") or page.inside_at(start - 2) >= 0
    of_language = page.ent_types[start - 2] in ("LANGUAGE", "NORP") and page.word_at(start - 2).isalpha()
    return of_language and page.lower_at(start - 1) == "for"


def _is_alias(page: Page, number: StretchId) -> bool:
    """Whether marked words are another name of somebody: 'under the pseudonym *"Ann Salt"*', 'dubbed the *"Lorn Hilton"*', 'known as *"the Reds"*'."""
    start = page.bounds[number].start
    at = start - 2 if page.lowers[max(0, start - 1) : start] == ["the"] else start - 1
    if at < 1:
        return False
    if page.lowers[at - 1 : at + 1] == ["known", "as"]:
        return True
    named = page.lowers[at] in lexicon.labelled("mark_words", "nickname")
    return named and page.tags[at] in (*NOUN_TAGS, "VBN", "VBD") and page.subject(page.tokens[at]) is None


def _is_work(page: Page, number: StretchId) -> bool:
    """Whether marked words are the title of a work that is made or named: 'wrote "The Cold Harbour"', 'the song "Let It Rain"', 'a paper titled: "…"'."""
    start, inner = page.bounds[number].start, page.inner(number)
    begins = not start or page.passage_of[start - 1] != page.passage_of[start]
    before = [] if begins else page.lowers[max(0, start - 2) : start]
    if before[-1:] == [":"] and before[0] in ("titled", "entitled"):
        return inner[:1].isupper()
    if not page.is_titled(number) or inner[-1] in "!?…":
        return False
    if _is_shown_behind(page, number, before) or (before and _is_named_work(page, number, before)):
        return True
    previous = page.inside_at(start - 2) if before[-1:] in (["and"], ["or"]) else -1
    return previous >= 0 and _is_work(page, StretchId(previous))  # 'sang "Low Tide" and *"Let It Rain"*'


def _is_shown_behind(page: Page, number: StretchId, before: list[str]) -> bool:
    """Whether what stands behind words written as a title shows that they are one: 'dismissed *"Low Tide,"* a film about rain'.

    Behind a verb for making or judging works *which* and *as* do so, too: 'dismissed *"Low Tide"* as dull'.
    """
    (start, end), inner = page.bounds[number], page.inner(number)
    at = end if inner[-1] == "," else end + 1
    verbs = lexicon.labelled("mark_words", "making") | lexicon.labelled("mark_words", "judging")
    parted = at == end or page.words[end:at] == [","]
    if page.lowers[end : end + 1] == ["as"] or (parted and page.tags[at : at + 1] == ["WDT"]):
        return not verbs.isdisjoint(before[-1:])
    if not parted or (" " not in inner and page.tag_at(start + 1) not in NOUN_TAGS):
        return False
    if page.tags[at : at + 1] not in (["DT"], ["PRP$"]):
        return page.tags[at : at + 2] == ["IN", "WDT"]  # 'praised "Low Tide," *in which* he plays'
    nouns = (i for i in range(at, at + _NEAR) if page.tag_at(i) in NOUN_TAGS and page.tag_at(i + 1) not in _GO_ON)
    noun = next(nouns, end)
    return page.lowers[noun] in lexicon.words("work_nouns") and page.tag_at(noun + 1) not in VERB_TAGS | FINITE_TAGS


def _is_named_work(page: Page, number: StretchId, before: list[str]) -> bool:
    """Whether words that are written as a title follow a word for works, or one for making, staging or judging them.

    ``before`` are the two words before the marks, in small letters.
    """
    start, inner = page.bounds[number].start, page.inner(number)
    linked = before[-1] in lexicon.labelled("mark_words", "link") and len(before) > 1
    distance = 2 if linked or (before[-1] == "," and len(before) > 1) else 1  # 'a new *song*, "Low Tide"'
    noun, tag = before[-distance], page.tags[start - distance]
    works, staging = lexicon.words("work_nouns"), lexicon.labelled("mark_words", "staging")
    if noun == "called" and page.subject(page.tokens[start - 1]) is None and _is_of_work(page, start - 1):
        return True  # 'a *film* with Ann Poole *called* "Low Tide"'
    names_work = noun in staging if linked else not works.isdisjoint((noun, noun.removesuffix("s")))
    if tag in NOUN_TAGS and names_work:
        return True  # one word, or one with a comma behind it, may be a title here: 'the show "Harbour," which …'
    if len(inner.split()) < 2 or inner[-1] == ",":
        return False
    making = linked and (noun == "link" or noun in lexicon.labelled("mark_words", "making"))
    return noun in works or making or _makes(page, page.tokens[start - 1]) or _is_judged(page, number)


def _is_judged(page: Page, number: StretchId) -> bool:
    """Whether words written as a title are what somebody judges: 'praised *"The Cold Harbour"*', not 'attacked "Big Oil"', 'Praised "A Gift"'."""
    start, words = page.bounds[number].start, page.inner(number).split()
    is_title = len(words) > _SHORT or words[0] in ("The", "A", "An")
    return is_title and page.word_at(start - 1) in lexicon.labelled("mark_words", "judging")


def _is_of_work(page: Page, i: int) -> bool:
    """Whether a word for works stands before a participle, with no finite verb between."""
    near = range(i - 1, max(page.sentence(i).start, i - _NEAR) - 1, -1)
    phrase = takewhile(lambda at: page.tags[at] not in FINITE_TAGS, near)
    return any(page.lowers[at] in lexicon.words("work_nouns") for at in phrase)


def _makes(page: Page, verb: Token) -> bool:
    """Whether a verb makes or takes up a work: 'wrote', 'read', but not 'A *banner* read "Reed Out"'."""
    noun = page.subject(verb) if verb.lower_ in ("read", "reads") else None
    is_text = noun is not None and {noun.lower_, noun.lower_.removesuffix("s")} & lexicon.words("document_nouns")
    return verb.lower_ in lexicon.labelled("mark_words", "making") and not is_text


def source_in(page: Page, number: StretchId) -> Token | None:
    """The name between marks that is the subject of the reporting verb beside it: it is in marks because it is not the person's own.

    '*“Maria”* told the court', '“No,” *“Maria”* said', '“No,” said *“Maria”*', but not '“Rubbish” said Poole', 'said “Never”'.
    """
    (start, end), name = page.bounds[number], name_in(page, number)
    if name is None:
        return None
    before = page.inside_at(start - 2) if start > 1 and page.inside_at(start - 1) < 0 else -1
    is_behind_speech = before >= 0 and page.inner(StretchId(before))[-1:] in (*",?!",)
    beside = [*page.tokens[end : end + 1], *(page.tokens[start - 1 : start] if is_behind_speech else ())]
    for verb in (t for t in beside if t.lower_ in lexicon.reporting_verbs() and t.tag_ in VERB_TAGS):
        subject = page.subject(verb)
        if subject is not None and start <= subject.i < end:
            return name
        if verb.i < start and (subject is None or page.inside[subject.i] == before):
            return name  # “No,” said *“Maria”*: the speech before the verb is no subject of it
    return None


def name_in(page: Page, number: StretchId) -> Token | None:
    """The last word of marked words that are a name and no more."""
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
        before = cue.end <= marked.start
        gap = slice(cue.end, marked.start) if before else slice(marked.end, cue.left)
        if cue.kind != "disclaimed" or len(page.tags[gap]) >= _CLOSE or not FINITE_TAGS.isdisjoint(page.tags[gap]):
            continue
        if before and not SENTENCE_FINAL.isdisjoint(page.words[gap]):
            continue  # '"Is it over?" I asked him. "No." He laughed.'
        in_next_sentence = page.word_at(marked.end - 2) == "." and marked.end <= page.sentence(cue.verb).start
        if not in_next_sentence or not _BACK.isdisjoint(page.lowers[cue.end : cue.end + 1]):
            return True
    return False


def is_shown(page: Page, cue: Cue, number: StretchId) -> bool:
    """Whether marked words name where something is said: 'said on *"Good Day"*', 'told *"Good Day"*', 'wrote for *"The Cold Harbour"*'."""
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


def is_subject(page: Page, number: StretchId) -> bool:
    """Whether marked words begin or modify a clause that goes on behind them: 'said *"The Quiet Hour"* would be her last film'."""
    end = page.bounds[number].end
    goes_on = page.inner(number)[-1:].isalnum() and end < len(page.tokens)
    return goes_on and page.tags[end] in FINITE_TAGS | NOUN_TAGS


def is_hearer(page: Page, cue: Cue, number: StretchId) -> bool:
    """Whether marked words name the programme or paper that somebody told: 'told *"The Quiet Hour"* after the vote'."""
    before = page.bounds[number].start - 1
    adjoins = before < cue.end or page.lowers[before] in lexicon.words("work_nouns")
    return cue.takes("to") and adjoins and page.is_titled(number) and page.inner(number)[-1:].isalnum()


def opens_sentence(page: Page, start: int) -> bool:
    """Whether marks that begin at a token stand where a sentence can begin."""
    before = next((t for t in reversed(page.tokens[max(0, start - 3) : start]) if not t.is_space), None)
    if before is None or page.passage_of[before.i] != page.passage_of[start]:
        return True
    return page.inside[before.i] >= 0 or before.text in (".", "!", "?", ":", "…", ")")


def labels(page: Page, numbers: Iterable[StretchId]) -> tuple[Mark, ...]:
    """Why outer stretches that nobody said are marked; words that the article shows to be a work or term in one place are so in all."""
    reasons = {n: reason(page, n) for n in numbers}
    shown: dict[str, MarkReason] = {}
    for number, why in reasons.items():
        if why not in _GUESSED:
            shown.setdefault(_bare(page, number), why)
    reasons = {n: shown.get(_bare(page, n), why) if why in _GUESSED else why for n, why in reasons.items()}
    for number, why in reasons.items():  # 'dubbed "DisGrace" or *"Gucci Grace"*'
        previous, link = StretchId(number - 1), page.bounds[number].start - 1
        joined = previous in reasons and page.lowers[link] in ("and", "or") and page.bounds[previous].end == link
        if joined and why in _GUESSED:
            reasons[number] = reasons[previous]
    return tuple(Mark(Span.of(page.string, page.outer[n].start, page.outer[n].end), why) for n, why in reasons.items())


def _bare(page: Page, number: StretchId) -> str:
    """Marked words without their case and the signs at their end, to be compared with others."""
    return page.inner(number).rstrip(",." + _FINAL).casefold()


def reason(page: Page, number: StretchId) -> MarkReason:
    """Why marked words are no speech: what stands around them and how they are written decide.

    A work's title after a word for works or in capitals (the film "Cold Harbour"), a nickname inside or after a name
    (Joe "Red" Dunn), a name after *called* or *known as*, a term after *so-called* and its like or where a compound is
    coined (a "zero tolerance" policy); else it is a scare mark.
    """
    start, end = page.bounds[number]
    before = page.lowers[max(0, start - 4) : start]
    titled = page.is_titled(number)
    if _is_nickname(page, number, titled):
        return "nickname"
    if _is_work(page, number):
        return "title"
    if _is_gloss(page, number):
        return "term"
    if titled and (by_noun := _reason_by_noun(page, start, end)) is not None:
        return by_noun
    if _is_near_work(before, titled):
        return "title"
    if not lexicon.labelled("mark_words", "term").isdisjoint(before):
        return "name" if titled and before[-1] in ("called", "known", "as") else "term"
    if titled:
        owned = page.tags[max(0, start - 1) : start] == ["POS"] or before[-1:] == ["in"]
        return "title" if owned or end - start > 4 else "name"
    return "term" if _is_coined(page, number) or _is_kind(page, number) else "scare"


def _is_near_work(before: list[str], titled: bool) -> bool:
    """Whether a word for works stands close before marked words; unless these are ``titled``, without a comma or conjunction between."""
    works = lexicon.words("work_nouns")
    near = [i for i, word in enumerate(before) if word in works or word.removesuffix("s") in works]
    return bool(near) and (titled or _PARTING.isdisjoint(before[near[-1] :]))


def _is_nickname(page: Page, number: StretchId, titled: bool) -> bool:
    """Whether marked words are a nickname: 'Joe *"Red"* Dunn', 'dubbed the *"Lorn Hilton"*', 'known as *"Red"*', not 'Lorn "Moderate" Poole' of a place."""
    start, end = page.bounds[number]
    if titled and page.tags[max(0, start - 1) : start] + page.tags[end : end + 1] == ["NNP", "NNP"]:
        return page.ent_types[start - 1] not in ("GPE", "LOC", "ORG")
    if page.lowers[max(0, start - 1) : start] in (["the"], ["a"]):
        start -= 1
    before = page.lowers[max(0, start - 2) : start]
    if before == ["known", "as"]:
        known = page.tokens[start - 2]
        return titled and unsaid.is_somebody(page, page.subject(known) or known.head)
    dubbed = not lexicon.labelled("mark_words", "nickname").isdisjoint(before[-1:])
    return dubbed and (titled or not _is_kind(page, number))  # 'dubbed a "thank you" party'


def _reason_by_noun(page: Page, start: int, end: int) -> MarkReason | None:
    """What words written as a title are by the noun behind them: a title in 'the "Harbour" *star*', a name in 'the "Star Power" *award*'."""
    if end >= len(page.tokens) or page.passage_of[end] != page.passage_of[start] or page.tags[end] not in ("NN", "NNS"):
        return None
    noun, works = page.tokens[end], lexicon.words("work_nouns") | lexicon.labelled("mark_words", "staging")
    if noun.ent_type_ in ("DATE", "TIME"):
        return None
    of_work = not works.isdisjoint((noun.lower_, noun.lower_.removesuffix("s")))
    return "title" if of_work or unsaid.is_somebody(page, noun) else "name"


def _is_coined(page: Page, number: StretchId) -> bool:
    """Whether marked words are a compound that somebody has coined: "zero tolerance", "kiss-in"; not one word, "unity", nor "walled off"."""
    words = page.inner(number).split()
    if len(words) < 2:
        return "-" in page.inner(number)
    tags = [t.tag_ for t in page.tokens[slice(*page.bounds[number])] if not t.is_punct and not t.is_space]
    if len(words) > _LONGEST or not tags or not _COMPOUND.issuperset(tags):
        return False
    return tags[-1] not in ("VBN", "VBG")
