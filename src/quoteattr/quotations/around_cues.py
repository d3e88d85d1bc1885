"""Page + cue → the sentence around the cue, where that is its content; and adverbials between a cue and the clause behind it.

Rules: ``parenthetical`` (it rained, he said; it rained, he said, all day), ``as-clause`` (as he said, it rained). When, where and
through what somebody spoke (said *on Monday in a letter* it would rain) is the reporter's.
"""

from itertools import takewhile

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Reported, StretchId, TokenSpan
from quoteattr.quotations import reporter, sources, unsaid
from quoteattr.quotations.unsaid import is_document
from quoteattr.text import antecedents, noun_phrases
from quoteattr.text.page import CONJUNCTIONS, FINITE_TAGS, LOOSE, VERB_TAGS, Page

SETTING = frozenset({"while", "when", "after", "before", "during", "as"})  # words that may begin a reporter's adverbial
_LEAST = 3  # tokens of a part of a sentence
_PREDICATES = FINITE_TAGS | {"VBN"}
_ENDS_CLAUSE = LOOSE | {".", "!", "?", ")", ":"}
_BEGINS = frozenset({"PRP", "PRP$", "DT", "EX", "CD"})  # tags of words that begin a clause right behind a day
_BEGINS_BARE = _BEGINS | {"NNP", "NNPS", "NNS"}  # … behind a day with its preposition
_DATED = ("DATE", "TIME")
_NO_ADVERBIAL = frozenset({"after", "before", "following", "how", "like", "of", "than", "that", "whether", "why"})
_NEVER_OF_REPORT = frozenset({"by", "from", "if", "since", "under", "unless", "until", "when"})
_PAST = frozenset(
    {"on", "last", "earlier", "late", "yesterday", "this"}
)  # begin a day that tells of the report, not of the clause


def sentence(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """What a cue reports of its sentence: '*It will go ahead*, the council said.', '*The plan*, he said, *will go ahead*.', 'As he said, *it will*.'"""
    if not _may_report_sentence(page, cue):
        return None
    low, high = page.sentence(cue.verb)
    left, right = cue.left, cue.right
    as_clause = left > low and page.tokens[left - 1].lower_ == "as"
    if as_clause:
        left -= 1
        right = next((i for i in range(right, min(right + 8, high)) if page.tokens[i].text == ","), right)
    right = _inserted_end(page, cue, right)
    if not _ends_clause(page, right, high):  # "…, police said, in the worst crash since records began"
        right = max(cue.end, cue.source.end) if cue.source else right
        if page.words[right : right + 1] != [","] or right >= cue.right:
            return None
    start = page.first_word(low, left)
    if start >= left:
        if as_clause:
            return ("as-clause", (page.trim(TokenSpan(right + 1, high)),)) if right + 1 < high else None
        return _behind_connective(page, cue, right, high)
    before = left - 1
    marked = page.inside[before] >= 0
    if not marked and page.tokens[before].text not in LOOSE:
        return None
    rest = _rest(page, cue, right, high)
    if rest and page.tag_at(before - 1) == "CC" and not FINITE_TAGS.isdisjoint(page.tags[start:before]):
        return "parenthetical", rest  # "It has grown and, she said, *will hire more*"
    start = reporter.last_begun(page, start, before, inserted=bool(rest))
    first = page.trim(TokenSpan(start, left if marked else before))
    content = _content(page, cue, start, first, rest)
    return ("parenthetical", content) if content else None


def _content(page: Page, cue: Cue, start: int, first: TokenSpan, rest: tuple[TokenSpan, ...]) -> tuple[TokenSpan, ...]:
    """The content of a cue, of what stands before it (``first``) and behind it (``rest``, if it is inserted)."""
    word, tag = page.lower_at(first.end - 1), page.tag_at(first.end - 1)
    stranded = tag in ("IN", "TO") and not {"WDT", "WP"}.isdisjoint(page.tags[slice(*first)])
    relative = stranded or tag in ("WDT", "WP") or word in ("when", "where")
    if rest and (relative or (word == "that" and page.tags[rest[0].start] in FINITE_TAGS)):
        # "a boat which, he said, *would sink*, and a raft", "who led to, he said, *ruin*"
        return (_up_to_comma(page, rest[0]),)
    if _is_setting(page, first):
        return rest
    number = page.inside[rest[0].start] if rest else -1  # "Of the walk that led there, she said, “I wept.”"
    joined = () if number >= 0 and page.inner(StretchId(number))[:1].isupper() else rest
    return (first, *rest) if _is_statement(page, cue, start, first, joined) else ()


def _is_setting(page: Page, first: TokenSpan) -> bool:
    """Whether what stands before a cue only tells where something was said: '*In a statement*, Poole said, the pier is rotten.'"""
    second = first.start + 1
    if page.tags[first.start] != "IN" or (page.lowers[second] not in ("a", "an") and page.tags[second] != "PRP$"):
        return False
    return not _report_nouns().isdisjoint(page.lowers[second + 1 : first.end])


@lexicon.remembered
def _report_nouns() -> frozenset[str]:
    """Occasions and documents: what is said at or in one is reported, the phrase itself is the reporter's."""
    return lexicon.words("occasion_nouns") | lexicon.words("document_nouns") | lexicon.words("message_documents")


def _up_to_comma(page: Page, piece: TokenSpan) -> TokenSpan:
    """A piece up to the comma or dash behind which the sentence around it goes on, with a finite verb or *and*."""
    signs = (i for i in range(piece.start, piece.end - 1) if page.words[i] in LOOSE and page.inside[i] < 0)
    end = next((i for i in signs if page.tag_at(i + 1) in FINITE_TAGS | {"CC"}), piece.end)
    return page.trim(TokenSpan(piece.start, end))


def _behind_connective(page: Page, cue: Cue, right: int, high: int) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The sentence that a cue parts from a connective at its head: 'However, Poole said, *the pier is rotten*.'"""
    comma = cue.left > page.sentence(cue.verb).start and page.word_at(cue.left - 1) == ","
    rest = _rest(page, cue, right, high) if comma and page.words[right : right + 1] == [","] else ()
    is_clause = rest and not FINITE_TAGS.isdisjoint(page.tags[slice(*rest[0])])
    return ("parenthetical", rest) if is_clause else None


def is_inserted(page: Page, cue: Cue) -> bool:
    """Whether signs part a cue and the source behind it from the sentence that they interrupt: 'The pier, *said Poole*, is rotten.'

    Or a semicolon follows the cue: 'The pier is rotten, *Poole said;* the walk was a protest.'
    """
    if cue.kind == "verb" and page.words[cue.right : cue.right + 1] == [";"] and page.word_at(cue.left - 1) in LOOSE:
        return True
    if cue.kind != "verb" or cue.source is None or cue.source.start < cue.end or cue.inherited or cue.left != cue.verb:
        return False
    before, end = page.word_before(cue.left), cue.source.end
    if before is None or end >= len(page.tokens) or page.inside[end] >= 0:
        return False
    return before.text in sources.SIGNS and page.words[end] in sources.SIGNS


def is_behind_comma(page: Page, cue: Cue) -> bool:
    """Whether a cue stands right behind a comma, and its source right behind it: 'The pier is rotten, *said Poole*.'"""
    inverted = cue.source is not None and cue.source.start == cue.end and not cue.inherited
    return inverted and page.word_at(cue.verb - 1) == "," and page.tags[cue.verb] != "VBG"


def told_once(
    page: Page, clauses: list[Reported], direct: dict[StretchId, tuple[str, Cue]], phrases: list[Reported]
) -> list[Reported]:
    """Reported clauses without those whose cue only adds where another report comes from: '"No," Poole said, *according to* a transcript.'"""
    with_marked = {cue.verb for _, cue in direct.values()}
    with_content = with_marked | {c.cue.verb for c in clauses if c.rule == "clause"}
    with_marked |= {found.cue.verb for found in phrases}
    return [c for c in clauses if not (_only_credits(page, c, with_content) or _only_alleges(page, c, with_marked))]


def _only_credits(page: Page, clause: Reported, with_content: set[int]) -> bool:
    """Whether all that is credited (*according to* a transcript, *as reported by* the Echo) are cues that have content of their own."""
    source = clause.cue.source
    agent_behind = clause.cue.passive and source is not None and source.start > clause.cue.verb
    if clause.rule != "according" and not agent_behind:
        return False
    unmarked = (i for piece in clause.pieces for i in range(*piece) if page.inside[i] < 0)
    verbs = {i for i in unmarked if page.tags[i] in FINITE_TAGS}
    return bool(verbs) and verbs <= with_content


def _only_alleges(page: Page, clause: Reported, with_marked: set[int]) -> bool:
    """Whether a passive without a source reports a cue that has marked words: '*It is alleged* that Poole called it "a tomb"'."""
    if clause.rule != "clause" or not clause.cue.passive or clause.cue.source is not None:
        return False
    return any(t.i in with_marked for t in page.children(page.tokens[clause.cue.verb], "ccomp"))


def _may_report_sentence(page: Page, cue: Cue) -> bool:
    """Whether a cue, by its verb, source and place, can report the sentence around it."""
    replies = cue.takes("quote") and is_behind_comma(page, cue)  # "Not so, *replied Poole*."
    if not (cue.takes("clause") or replies or (cue.takes("doc") and is_document(page, cue))):
        return False
    if cue.source is not None and antecedents.sums_up_for(page, cue.source.start):
        return False  # "He was pushed, *a charge Poole denies*."
    if cue.inherited or (_is_mere_agent(page, cue) if cue.source is not None else not _is_impersonal(page, cue)):
        return False
    return not (page.tokens[cue.verb].dep_ == "relcl" or _has_object(page, cue) or _is_coordinated(page, cue))


def _is_mere_agent(page: Page, cue: Cue) -> bool:
    """Whether the agent of a passive has said something else than the sentence: 'a leak reported by *Poole*', but not 'as reported by *Poole*'.

    What is done 'as promised by Poole' has been said before.
    """
    if not cue.passive or page.lower_at(cue.left - 1) != "as" or page.lowers[cue.end : cue.end + 1] != ["by"]:
        return cue.passive
    return cue.takes("inf", "objinf") or not (is_document(page, cue) or _can_source_speak(page, cue))


def _is_impersonal(page: Page, cue: Cue) -> bool:
    """Whether a passive tells what was said, and nobody who said it: 'The pier is rotten, *the court was told*', '*it was claimed*'."""
    subject = page.subject(page.tokens[cue.verb]) if cue.passive else None
    hearer = cue.addressee.head if cue.addressee is not None else -1
    return subject is not None and (subject.i == hearer or subject.lower_ == "it")


def _has_object(page: Page, cue: Cue) -> bool:
    """Whether a cue reports a thing, not the sentence around it: 'After the vote, the mayor announced *a plan*.'"""
    hearer = cue.addressee.head if cue.addressee else -1
    objects = (t for t in page.children(page.tokens[cue.verb], "dobj") if t.left_edge.i == cue.end and t.i != hearer)
    return cue.left < cue.verb and any(t.tag_ in ("NN", "NNS") and page.inside[t.i] < 0 for t in objects)


def _is_coordinated(page: Page, cue: Cue) -> bool:
    """Whether the cue's clause is coordinated with the one before it: 'She spoke little, *but her face said a lot*.'"""
    verb = page.tokens[cue.verb]
    head = verb.head
    if verb.dep_ != "conj" or head.tag_ not in VERB_TAGS or page.inside[head.i] >= 0:
        return False
    if not any(head.i < t.i < cue.left and t.nbor().text != "," for t in page.children(head, "cc")):
        return False
    # not "It is dry, but rain may come, *a study warned*"
    return page.lower_at(cue.left - 1) in CONJUNCTIONS or not (is_document(page, cue) or _can_source_speak(page, cue))


def _can_source_speak(page: Page, cue: Cue) -> bool:
    return cue.source is not None and unsaid.can_speak(page, page.tokens[cue.source.head])


def _ends_clause(page: Page, i: int, high: int) -> bool:
    """Whether the clause of a cue ends before a token: the sentence ends at ``high``, or a sign or a reporter's adverbial follows."""
    i = next((at for at in range(i, high) if not page.tokens[at].is_space), high)
    if i < high and page.lowers[i] in SETTING and page.inside[i] < 0:
        return "," not in page.words[i:high]  # "…, she said *while visiting the harbour*"
    return i >= high or (page.inside[i] < 0 and page.words[i] in _ENDS_CLAUSE)


def _inserted_end(page: Page, cue: Cue, right: int) -> int:
    """Where a cue between commas ends, whatever the parser makes depend on it: 'They met, *she recalls*, on a bus.'

    How, where or in what somebody spoke belongs to the cue: '*, she said, in a letter*', '*, he said, before leaving*'.
    """
    if cue.source is None or cue.source.start > cue.verb:
        return right  # "…, said Ann Poole, *at the hospital*" may tell where she is
    end = max(cue.end, cue.addressee.end if cue.addressee is not None else 0)
    while end < right and (page.ent_types[end] in ("DATE", "TIME") or page.ent_types[end + 1 : end + 2] == ["DATE"]):
        end += 1  # "the council said *on Friday*, for six weeks"
    preposition = end + 1
    between_commas = page.words[end : end + 1] == [","] and page.word_at(cue.left - 1) == ","
    if end + 2 >= right or not between_commas or page.tags[preposition] != "IN":
        return right
    word, nouns = page.lowers[preposition], (t.lower_ for t in page.children(page.tokens[preposition], "pobj"))
    of_report = word == "with" or (word == "before" and page.tag_at(end + 2) == "VBG")
    return right if of_report or not _report_nouns().isdisjoint(nouns) else end


def _rest(page: Page, cue: Cue, right: int, high: int) -> tuple[TokenSpan, ...]:
    """The part of the sentence behind an inserted cue, if it is content: 'The plan, he said, *will go ahead*.'"""
    splits_verb = cue.left > 1 and page.word_at(cue.left - 1) == "," and page.tag_at(cue.left - 2) in FINITE_TAGS
    if splits_verb and cue.source is not None:
        right = next((i for i in range(cue.source.head + 1, right) if _resumes(page, cue, i, high)), right)
    if right + 1 >= high or page.words[right] not in LOOSE - {";"} or reporter.goes_on(page, cue, right, high):
        return ()
    rest = page.trim(TokenSpan(right + 1 + (page.lower_at(right + 1) == "and"), high))
    if rest.start >= rest.end:
        return ()
    first = page.tokens[rest.start].tag_
    if first in FINITE_TAGS or (first == "VBN" and splits_verb):
        return (rest,)  # "The pier, he said, *is rotten*", "The pier has, he said, *rotted*"
    # "In the end, she said, *nobody came*", not "The pier is safe, she said, *at last*"
    short = rest.end - rest.start < _LEAST and not splits_verb and FINITE_TAGS.isdisjoint(page.tags[slice(*rest)])
    return () if short or first in ("WP", "WRB", "WDT") or _tells_how(page, rest) else (rest,)


def _resumes(page: Page, cue: Cue, comma: int, high: int) -> bool:
    """Whether the content of an inserted cue goes on behind a comma, though the parser makes what follows part of the source.

    It does before a participle ('Prices have, said Ann Poole, *fallen*'), and behind *is* and the like where this is the only comma
    and no post follows: 'It is, says Ann Poole, *the best pier of all*', but not 'So it is, says Ann Poole, the mayor'.
    """
    if page.words[comma] != "," or page.inside[comma] >= 0:
        return False
    if comma == cue.end and cue.source is not None and cue.source.end <= cue.verb:
        return True  # "They need, *she said,* more time"
    if page.tags[comma + 1 : comma + 2] == ["VBN"]:
        return True
    if page.lower_at(cue.left - 2) not in ("is", "are", "was", "were") or "," in page.words[comma + 1 : high]:
        return False
    noun = noun_phrases.head(page, comma + 1)
    return noun is None or not lexicon.is_post(noun.lower_)


def _tells_how(page: Page, rest: TokenSpan) -> bool:
    """Whether words behind a cue tell how it was said: 'The pier is rotten, she said, *shaking her head*', '*her voice shaking*'."""
    tags = page.tags[slice(*rest)]
    finite = (t for t in page.tokens[slice(*rest)] if t.tag_ in FINITE_TAGS)
    # "he said, *taking aim at those who had left and were gone*"
    attached = all("relcl" in {t.dep_, *(above.dep_ for above in t.ancestors if above.i >= rest.start)} for t in finite)
    return attached and (tags[0] == "VBG" or (tags[0] == "PRP$" and "VBG" in tags))


def _is_statement(page: Page, cue: Cue, start: int, first: TokenSpan, rest: tuple[TokenSpan, ...]) -> bool:
    """Whether what stands before a cue (``first``), with what stands behind it (``rest``), can be a statement."""
    if page.passages[page.passage_of[cue.verb]].kind == "headline" and page.tags[start] not in ("IN", "WRB", "TO"):
        return True  # headlines leave the finite verb out: "Fares to rise, says minister"
    asked = page.tags[start] == "VBD" and page.lowers[start] in lexicon.reporting_verbs()
    depends = page.deps[start] == "advcl" and not start < page.tokens[start].head.i < cue.left
    if depends and (asked or page.tags[start] in ("VBN", "VBG")):
        return False  # "Asked whether she would stay, she said: …"
    if cue.right >= page.sentence(cue.verb).end - 1 and _is_surely_reported(page, cue, first):
        return True
    goes_on = rest and page.tokens[rest[0].start].dep_ != "mark"
    verbs = (page.tokens[i] for i in range(*first) if page.tags[i] in _PREDICATES)
    if not goes_on and not any(_is_of_main_clause(verb, first) for verb in verbs):
        return False  # "When the rain stopped, she continued": the first side says nothing by itself
    return any(not _PREDICATES.isdisjoint(page.tags[slice(*piece)]) for piece in (first, *rest))


def _is_surely_reported(page: Page, cue: Cue, first: TokenSpan) -> bool:
    """Whether the cue behind some words must report them, though no verb is tagged: '*Not so*, said Poole', '*Let me be plain*, said Poole'."""
    tags = page.tags[slice(*first)]
    if is_behind_comma(page, cue) and tags[0] not in ("IN", "TO"):
        return True
    if len(tags) <= _LEAST or tags[0] not in ("DT", "PRP$", "PRP") or not FINITE_TAGS.isdisjoint(tags):
        return False
    # "The fine *totals* $3 million, Poole said", "A sum that high *needed* work, Poole said"
    return "NNS" in tags[1:-1] or any(word.endswith("ed") for word in page.words[first.start + 1 : first.end - 1])


def _is_of_main_clause(token: Token, piece: TokenSpan) -> bool:
    """Whether the clause of a verb is neither adverbial nor attribute of another clause within a piece."""
    chain = takewhile(lambda t: piece.start <= t.i < piece.end, (token, *token.ancestors))
    return not any(t.dep_ in ("advcl", "relcl", "pcomp") or (t.dep_ == "acl" and t.tag_ == "VBG") for t in chain)


# --- when, where and through what something is said ------------------------------------------------------------------


def behind_date(page: Page, cue_end: int, start: int) -> int:
    """Where a clause begins that the parser makes begin (at ``start``) within a date: 'said on 3 *May* | the pier was safe'."""
    dated = [i for i in range(cue_end, start + 1) if page.ent_types[i] in _DATED]
    if dated[-2:] != [start - 1, start]:
        return start
    end = next((i for i in range(start, len(page.tags)) if page.ent_types[i] not in _DATED), start)
    return end if page.tags[end] in _BEGINS_BARE else start


def behind_occasion(page: Page, start: int, high: int) -> int:
    """Where a clause begins behind the day or the occasion of the report, or the document it came in; ``start`` where there is none.

    'said *late on Monday* it would rain', '*Monday night* it would', '*by letter* it would', but not 'said next week it would'.
    """
    if page.tags[start] == "IN" and page.lowers[start] not in _PAST:
        noun = next(iter(page.children(page.tokens[start], "pobj")), None)  # "said *after the match* it had rained"
        if noun is None or noun.i >= high or not _is_occasion_phrase(page, start, noun):
            return start
        return noun.i + 1 if page.tag_at(noun.i + 1) in _BEGINS_BARE else start
    late = page.lowers[start] in ("late", "early", "earlier", "later")
    day = start + late
    end = next((i for i in range(day + (page.tags[day] == "IN"), high) if page.ent_types[i] not in _DATED), start)
    if page.lowers[day] in _PAST and page.lowers[day : day + 2] != ["this", "year"]:
        return end if end > day + 1 and page.tags[end] in _BEGINS_BARE else start
    # "said *Monday* it rained", "said *a week ago* it rained"
    named = page.tags[day] == "NNP" or page.lower_at(end - 1) == "ago"
    return end if end > day and named and page.tags[end] in (_BEGINS_BARE if late else _BEGINS) else start


def _is_occasion_phrase(page: Page, preposition: int, noun: Token) -> bool:
    """Whether a phrase right behind a cue tells when or in what something was said: 'said *after the match*', '*in a letter*', '*by e-mail*'."""
    if page.lowers[preposition] in ("after", "before", "during", "following"):
        return noun.lower_ in lexicon.words("occasion_nouns") or noun.lower_ in lexicon.labelled("cue_words", "contest")
    return page.lowers[preposition] in ("at", "by", "in", "over", "via") and noun.lower_ in _report_nouns()


def behind_message(page: Page, start: int, high: int) -> int | None:
    """Where a clause begins that the parser takes for an attribute of the message it came in: 'said *in a text* | the road was shut'.

    A clause on what somebody did with the message is one: 'said in a letter he *wrote* in May', 'announced in a letter they all *signed*'.
    """
    noun = next(iter(page.children(page.tokens[start], "pobj")), None) if page.tags[start] == "IN" else None
    if noun is None or not _is_occasion_phrase(page, start, noun):
        return None
    begins = noun.i + 1
    if page.lowers[begins : begins + 1] == ["to"]:  # "in a letter *to the king* the road was shut"
        begins = next((t.i + 1 for t in page.children(page.tokens[begins], "pobj")), begins)
    if _BEGINS_BARE.isdisjoint(page.tags[begins:high][:1]) or ":" in page.words[begins:high]:
        return None
    if any(page.deps[i] == "mark" for i in page.between("that", begins, high)):
        return None  # "in the letter he sent *that* it rained"
    verb = next((t for t in page.tokens[begins:high] if t.tag_ in FINITE_TAGS or t.text in LOOSE), None)
    if verb is None or verb.tag_ not in FINITE_TAGS or page.inside[verb.i] >= 0:
        return None
    verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    complete = verb.dep_ != "relcl" or bool(page.children(verb, "auxpass", "acomp", "attr", "dobj", "ccomp", "prep"))
    return begins if complete and verb.lower_ not in lexicon.words("authoring_verbs") else None


def tells_of_report(page: Page, start: int, end: int) -> bool:
    """Whether an adverbial between a cue and a comma tells of the report: 'in a *letter*', 'at the *time*', 'on *Monday*'."""
    if page.lowers[start] in _NEVER_OF_REPORT:
        return False
    if page.tag_at(start + 1) == "CD" or page.lowers[start] in _NO_ADVERBIAL or page.ent_types[start + 1] in _DATED:
        return page.lowers[start : start + 2] != ["as", "of"]
    preposition, nouns = page.tokens[start], _report_nouns() | lexicon.labelled("cue_words", "moment")
    return preposition.tag_ == "IN" and any(t.lower_ in nouns and t.i < end for t in page.children(preposition, "pobj"))
