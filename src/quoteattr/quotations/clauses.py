"""Page + cues → reported clauses: the words that the grammar of the sentence makes the content of a cue.

Rules: ``clause`` a finite clause (said that it rained), ``infinitive`` (vowed to leave; urged him to leave), ``gerund``
(denied leaving; accused him of leaving), ``noun-clause`` (her claim that it rained); where a cue has none of these behind
it, those of :mod:`~quoteattr.quotations.around_cues`; where its paragraph ends with a colon, ``below`` the points of a list,
or a paragraph without marks.
"""

from collections.abc import Iterable

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Reported, TokenSpan
from quoteattr.quotations import around_cues, infinitives, lines, unparsed, verbless
from quoteattr.quotations.clause_ends import end_of_clause
from quoteattr.quotations.unsaid import is_document
from quoteattr.text.noun_phrases import is_claim
from quoteattr.text.page import CONJUNCTIONS, FINITE_TAGS, LOOSE, SUBJECTS, VERB_TAGS, Page

_COMPLEMENTS = ("ccomp", "xcomp")
_HOSTS = ("prep", "dobj", "prt", "dative")  # what stands between a verb and its content
_NEAR = 8  # tokens from a verb or noun to its that-clause
_SO = frozenset({"so", "such"})  # words whose that-clause tells a consequence
_SEPARATORS = _SO | CONJUNCTIONS | {",", ":"}  # behind one, a that-clause is not that of a verb which need not have one
_SHORTEST = 2  # tokens of a clause
_OPENING = LOOSE | {"that", ":"}  # words before a clause that are not part of it
_JOINING = CONJUNCTIONS - {"so"} | {","}  # words before a second *that*: 'said that it rained *and* that it snowed'


def find(page: Page, cues: Iterable[Cue]) -> tuple[Reported, ...]:
    """What each cue reports by the grammar of its sentence; cues without such words are left out.

    A noun leaves a clause to the verb that reports it: 'admitted in his *plea* that it rained', 'a *report* which said so'.
    """
    found = [reported for cue in cues if (reported := _reported(page, cue))]
    found = [attrs.evolve(r, pieces=_without_outer(page, r, found)) if len(r.pieces) > 1 else r for r in found]
    of_verbs = {reported.pieces[0].start for reported in found if reported.rule == "clause"}
    return tuple(r for r in found if r.rule != "noun-clause" or r.pieces[0].start not in of_verbs)


def _without_outer(page: Page, reported: Reported, found: list[Reported]) -> tuple[TokenSpan, ...]:
    """The several pieces of a report but for those of a report around it: 'said *that* Reed, who he said was out, had left and *that* …'.

    A piece with *that* goes on from a first one with *that*, if there is any.
    """
    first = reported.pieces[0]
    if page.lower_at(first.start - 1) == "that":
        return reported.pieces
    around = (r.pieces for r in found if len(r.pieces) > 1 and r.pieces[0].start < reported.cue.start < r.pieces[0].end)
    outer = {piece for pieces in around if page.lower_at(pieces[0].start - 1) == "that" for piece in pieces[1:]}
    return tuple(piece for piece in reported.pieces if piece not in outer)


def _reported(page: Page, cue: Cue) -> Reported | None:
    """What one cue reports, by the first construction that fits, with the id of its rule."""
    if cue.kind == "according":
        rule, found = "according", verbless.words_of_source(page, cue)
    elif cue.kind == "noun":
        rule, found = "noun-clause", _noun_clause(page, cue)
    else:
        split = unparsed.split(page, cue)
        complement = None if split or around_cues.is_inserted(page, cue) else _complement(page, cue)
        around = complement or split or around_cues.sentence(page, cue)
        rule, found = around or lines.behind_colon(page, cue) or lines.below(page, cue) or ("", ())
    if not found:
        return None
    parts = (part for piece in found for part in _split_at_marks(page, piece))
    # "accused him of *lying*"
    may_be_short = rule == "gerund" or (rule in ("parenthetical", "according") and len(found) == 2)
    pieces = tuple(p for p in parts if may_be_short or p.end - p.start >= _SHORTEST)
    return Reported(cue, rule, pieces) if pieces else None


def _split_at_marks(page: Page, piece: TokenSpan) -> list[TokenSpan]:
    """A piece, split where a comma within marks ends marked words: 'to *"fight on,"* and *to "win in May"*' is two."""
    start, end = piece
    if max(page.inside[start:end], default=-1) < 0:
        return [piece]
    parts = []
    for number in dict.fromkeys(n for n in page.inside[start:end] if n >= 0):
        edge = page.bounds[number].end
        behind = page.first_word(edge, end)
        word = page.lowers[behind] if behind < end else ""
        opening = behind + 1 if word in ("that", "to") else behind
        if page.word_at(edge - 2) == "," and edge < behind and opening < end and page.inside[opening] > number:
            parts.append(TokenSpan(start, edge))
            start = opening if word == "that" else behind
    return [*parts, TokenSpan(start, end)]


# --- what follows the cue -------------------------------------------------------------------------------------------


def _complement(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The rule and the pieces of the first of the cue's constructions that the words behind it fit."""
    if (to := infinitives.infinitive(page, cue)) is not None:
        return "infinitive", _pieces_from(page, cue, to, page.tokens[to])
    if (gerund := infinitives.accusation(page, cue)) is not None:
        return "gerund", _pieces_from(page, cue, gerund, page.tokens[gerund])
    if cue.takes("clause") and (equated := _equated(page, cue)):
        return "clause", equated
    takes_clause = _takes_clause(page, cue)
    if takes_clause and (start := unparsed.told_clause(page, page.tokens[cue.verb])) is not None:
        verb = next(i for i in range(start, len(page.tags)) if page.tags[i] in FINITE_TAGS)
        return "clause", _finite(page, cue, start, page.tokens[verb])
    if (gerund := infinitives.gerund(page, cue)) is not None:
        return "gerund", _pieces_from(page, cue, cue.end, page.tokens[gerund])
    if not takes_clause:
        return None
    if (displaced := unparsed.fronted(page, cue) or unparsed.interrupted(page, cue)) is not None:
        return "clause", _finite(page, cue, *displaced)
    contents = (verb for verb in _complements(page, cue) if _is_content(page, cue, verb))
    if (content := next(contents, None)) is not None:
        return "clause", _finite(page, cue, _clause_start(page, cue, content), content)
    if (start := unparsed.find(page, cue)) is not None:
        return "clause", _finite(page, cue, start, page.tokens[start])
    return None


def _is_content(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether a verb below a cue is that of a finite clause which it reports: 'said it *rained*', 'spoke of how it *rained*'."""
    question_word = page.tags[verb.left_edge.i] in ("WRB", "WP")
    governed = verb.dep_ in ("ccomp", "advcl") or (question_word and verb.dep_ == "pcomp" and cue.takes("wh"))
    if not governed or (question_word and _is_topic(page, cue)):
        return False
    infinitive = any(page.tags[child.i] == "TO" for child in page.dependents(verb))
    return not infinitive and not _is_small_clause(page, cue, verb) and _is_finite(page, verb)


def _has_consequence(page: Page, cue: Cue) -> bool:
    """Whether a that-clause tells what came of it: 'shouted *so loudly* that the windows shook'; not 'said so and that it rained'."""
    that = _that_behind(page, cue, cue.end + 1)
    if that is None or page.tags[that] != "IN":  # not "asked how such files that were lost came up"
        return False
    so = any(t.lower_ in _SO and t.head.i > t.i for t in page.tokens[cue.end : that])
    return so and page.lower_at(that - 1) not in CONJUNCTIONS and VERB_TAGS.isdisjoint(page.tags[cue.end : that])


def _that_behind(page: Page, cue: Cue, start: int) -> int | None:
    """The first *that* near a cue, from token ``start`` on."""
    return next(iter(page.between("that", start, min(cue.end + _NEAR, len(page.tokens)))), None)


def _is_small_clause(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether a clause without a finite verb tells what is found to be so: 'the panel found *Poole guilty*', 'the judges ruled *it illegal*'."""
    if cue.takes("clause", "wh"):
        body = page.passages[page.passage_of[cue.verb]].kind == "body"
        adjective = verb.tag_ == "JJ" and cue.takes("doc") and body
        if not adjective or page.lowers[verb.left_edge.i] == "that":
            return False
    own = {verb.tag_, *(t.tag_ for t in page.children(verb, "aux", "auxpass", "mark"))}
    return own.isdisjoint(FINITE_TAGS | {"IN"})


def _is_topic(page: Page, cue: Cue) -> bool:
    """Whether a participle before its subject only tells what somebody talks about: '*Explaining* how it works, she held up a pump.'"""
    return cue.inherited and page.tags[cue.verb] == "VBG" and cue.source is not None and cue.source.start > cue.end


def _pieces_from(page: Page, cue: Cue, start: int, verb: Token) -> tuple[TokenSpan, ...]:
    """The pieces of the reported words that begin at a token, and whose verb is given."""
    return _split_at_that(page, start, end_of_clause(page, cue, verb))


def _takes_clause(page: Page, cue: Cue) -> bool:
    """Whether a cue can report a finite clause here: by its frames, as a finding, or because *that* opens the clause."""
    finds = cue.takes("wh") or (cue.takes("doc") and is_document(page, cue))
    takes = cue.takes("clause") or (finds and not (cue.passive and cue.source is None))
    if not takes and cue.takes("quote", "objinf"):
        wishes = page.lowers[cue.verb] in lexicon.labelled("cue_words", "disowning")  # "*wished* that it was late"
        takes = not wishes and _opens_with_that(page, cue)
    return takes and not (unparsed.has_object(page, cue) or _has_consequence(page, cue) or _reacts(page, cue))


def _reacts(page: Page, cue: Cue) -> bool:
    """Whether a that-clause is that of what somebody only reacts to: 'scoffed *at the idea that* it rained', 'fumed over claims that'."""
    first = page.lower_at(cue.end)
    if first not in ("at", "over", "about", "in"):
        return False
    noun = page.tokens[(_that_behind(page, cue, cue.end + 1) or cue.end) - 1]
    if first == "in":
        reaction = page.lower_at(cue.end + 1) in ("answer", "reaction", "reply", "response")
        answers = reaction and page.lower_at(cue.end + 2) == "to"
        if not answers:
            return False
        if lexicon.singular(noun.lower_) in lexicon.words("reporting_nouns"):
            return True
    return noun.lower_ in lexicon.labelled("cue_words", "matter") or is_claim(noun)


def _opens_with_that(page: Page, cue: Cue) -> bool:
    """Whether a person's verb has a that-clause that it need not have: 'offered *that* the band would play', 'roared on Monday *that* it won't'.

    Only people speak so: prices that reflect *that* it rained say nothing.
    """
    that, source = _that_behind(page, cue, cue.end), cue.source
    if source is None or that is None or (page.deps[that] != "mark" and page.tags[that] != "IN"):
        return False
    separate = not _SEPARATORS.isdisjoint(page.lowers[cue.end : that]) or page.inside[that] >= 0
    noun = page.tokens[that - 1]  # "rejoiced at the *news* that it was over"
    of_noun = is_claim(noun) or noun.lower_ in lexicon.labelled("cue_words", "attitude")
    told = cue.addressee is not None and cue.end < cue.addressee.head < that  # "roared *in a letter* to the club that"
    own = that == cue.end or told or page.heads[page.heads[that]] == cue.verb
    if separate or of_noun or not own or not VERB_TAGS.isdisjoint(page.tags[cue.end : that]):
        return False
    who = page.tokens[source.head]
    named = who.tag_ in ("NNP", "NNPS", "PRP") or lexicon.is_post(who.text)
    person = who.lower_ != "it" and (named or who.lower_ in lexicon.words("people_nouns"))
    return person and page.lowers[cue.verb] not in lexicon.labelled("mark_words", "thinking")


def _complements(page: Page, cue: Cue) -> list[Token]:
    """The verbs of the clauses behind a cue that the parser attached to it, its object or its preposition."""
    verb = page.tokens[cue.verb]
    below = page.children(verb, *_COMPLEMENTS, *_HOSTS, "advcl")
    found = [child for child in below if child.dep_ in _COMPLEMENTS]
    found += [child for child in below if child.dep_ == "advcl" and _follows(page, cue, child)]
    hosts = [child for child in below if child.dep_ in _HOSTS and not is_claim(child)]
    # "demanded to *know*"
    hosts += [last for last in page.tokens[cue.end - 1 : cue.end] if last.tag_ == "VB" and last.i > verb.i]
    for host in hosts:
        of_host = page.children(host, *_COMPLEMENTS, "pcomp", "acl")
        found += [child for child in of_host if child.dep_ in _COMPLEMENTS or child.tag_ in VERB_TAGS]
    return sorted(child for child in found if child.i >= cue.end)


def _follows(page: Page, cue: Cue, clause: Token) -> bool:
    """Whether an adverbial clause is what is said: 'said after the match *he had …*', which the parser attached to *after*."""
    opener = clause.left_edge
    return opener.i == cue.end and opener.dep_ == "prep" and not page.children(clause, "mark")


def _is_finite(page: Page, verb: Token) -> bool:
    if verb.tag_ in FINITE_TAGS or any(t.tag_ in FINITE_TAGS for t in page.children(verb, "aux", "auxpass", "cop")):
        return True
    return page.subject(verb) is not None and verb.tag_ != "VBG"


def _noun_clause(page: Page, cue: Cue) -> tuple[TokenSpan, ...]:
    """The clause behind a noun, or behind the source that stands between: 'the contention of the mayor *that it rained*'."""
    start = cue.source.end if cue.source and cue.source.start > cue.verb else cue.end
    if page.deps[cue.verb] != "pobj" and (equated := _equated(page, cue)):
        return equated  # not "Among her claims is that …"
    start = _behind_occasion(page, start, page.sentence(cue.verb).end)
    if start >= len(page.tokens):
        return ()
    if (bare := _bare_clause(page, cue, start)) is not None:
        return _finite(page, cue, start, bare)
    that = page.tokens[start]
    if that.lower_ != "that" or that.head.i <= start or not _is_finite(page, that.head):
        return ()
    if that.tag_ != "IN" and page.tag_at(start + 1) in FINITE_TAGS:
        return ()  # "the claims of theft that were made": a relative clause
    return _finite(page, cue, start + 1, that.head)


def _equated(page: Page, cue: Cue) -> tuple[TokenSpan, ...]:
    """The clause that *is that* or *was that* makes a cue's content: 'her view is that *it rained*', 'what she told us was that *it rained*'."""
    behind = [phrase.end for phrase in (cue.source, cue.addressee) if phrase is not None and phrase.start >= cue.end]
    start = max([cue.end, *behind])
    if page.lower_at(start) not in ("is", "was") or page.inside[start] >= 0:
        return ()
    if "of" in page.lowers[cue.end : start] and not {"by", "from"}.isdisjoint(page.lowers[cue.end : start]):
        return ()  # "the criticism of the mayor from the council is that …"
    adverb = page.tag_at(start + 1) == "RB" and page.lower_at(start + 1) not in ("not", "n't", "n’t")
    that = start + 2 if adverb else start + 1
    if page.lower_at(that) != "that" or page.deps[that] != "mark" or page.tokens[that].head.i < that:
        return ()
    copula = attrs.evolve(cue, kind="verb", start=start, end=that, addressee=None)
    return _finite(page, copula, that + 1, page.tokens[that].head)


def _behind_occasion(page: Page, start: int, high: int) -> int:
    """Where a noun's clause begins behind what tells when, where or to whom: 'her claim *on Monday* that', '*in the same talk* that'."""
    if page.tags[start : start + 1] not in (["IN"], ["TO"]) or page.lowers[start] == "that":
        return start
    if start + 1 < high and page.ent_types[start + 1] in ("DATE", "TIME"):
        return next((i for i in range(start + 1, high) if page.ent_types[i] not in ("DATE", "TIME")), start)
    that = next(iter(page.between("that", start + 2, min(start + _NEAR, high))), start)
    occasions = lexicon.words("occasion_nouns") | lexicon.words("document_nouns")
    told = page.lowers[start] == "to" or page.lower_at(that - 1) in occasions
    return that if told and page.deps[that] == "mark" and VERB_TAGS.isdisjoint(page.tags[start:that]) else start


def _bare_clause(page: Page, cue: Cue, start: int) -> Token | None:
    """The verb of a clause without *that* right behind a noun that somebody owns: 'her promise *she would stay*'."""
    if cue.source is None or cue.source.start > cue.verb:
        return None
    for verb in page.children(page.tokens[cue.verb], "acl", "ccomp", "relcl"):
        own = page.subject(verb)
        if own is not None and own.left_edge.i == start and own.tag_ not in ("WDT", "WP", "DT"):
            return verb if _is_finite(page, verb) and verb.dep_ != "relcl" else None
    return None


# --- finite clauses -------------------------------------------------------------------------------------------------


def _clause_start(page: Page, cue: Cue, verb: Token) -> int:
    """Where a finite clause begins: at its left edge, or nearer to the cue where the parser left out its first words."""
    if (that := unparsed.that_across(page, cue, verb.i + 1)) is not None:
        return that  # "said, *shaking her head,* that it was late"
    first = cue.end + 1 if page.lowers[cue.end] == "not" else cue.end
    if page.tags[first : first + 2] == ["TO", "VB"] and not cue.takes("inf"):
        return cue.end  # "said *not to mend it* would cost more"
    edge, hearer = max(verb.left_edge.i, cue.end), cue.addressee
    group_end = hearer.end if hearer is not None and cue.end <= hearer.start <= hearer.end <= edge else cue.end
    headless = page.tokens[edge].tag_ in FINITE_TAGS and edge > group_end  # "said the days when … | are gone"
    if hearer is not None and group_end > cue.end and _has_hearer_as_subject(page, verb, group_end, edge):
        return hearer.start  # "promised *the port* | will reopen", "warned *drivers in the valley* | will be late"
    if headless and group_end > cue.end and page.tags[group_end] != "IN":
        return group_end  # "told her enough | was enough"
    if group_end == cue.end and _has_object_as_subject(page, cue, edge, verb, headless=headless):
        return cue.end
    return cue.right if cue.end <= cue.right < edge and (headless or edge - cue.right < 4) else edge


def _has_hearer_as_subject(page: Page, verb: Token, group_end: int, edge: int) -> bool:
    """Whether a clause has no subject but the hearer right before it, or before a phrase of theirs: 'warned *drivers in the valley* | will be late'."""
    phrase = page.tags[group_end] == "IN" and page.lowers[group_end] != "that"
    opened = page.tags[edge] in ("WP", "WDT", "WRB", "IN", "VB")
    return (group_end == edge or phrase) and not opened and page.subject(verb) is None


def _has_object_as_subject(page: Page, cue: Cue, edge: int, verb: Token, *, headless: bool) -> bool:
    """Whether the parser took the first words of a clause for the cue's object: 'revealed *people as young as* | ten have been hurt'."""
    if headless and edge - cue.end > 1 and cue.right >= edge and not cue.passive and cue.addressee is None:
        return True
    if page.lowers[edge] == "that" or (cue.takes("to") and not cue.passive and page.subject(verb) is not None):
        return False
    objects = page.children(page.tokens[cue.verb], "dobj")
    adjoins = any(t.left_edge.i == cue.end and t.right_edge.i + 1 == edge for t in objects)
    return adjoins and (headless or page.word_at(edge - 1) not in LOOSE)


def _finite(page: Page, cue: Cue, start: int, verb: Token) -> tuple[TokenSpan, ...]:
    """The pieces of a finite clause, without the addressee and *that* before it."""
    return _split_at_that(page, _first_reported(page, cue, start, verb), end_of_clause(page, cue, verb))


def _split_at_that(page: Page, start: int, end: int) -> tuple[TokenSpan, ...]:
    """Reported words; two pieces where a second clause has its own *that*: 'said that it rained and *that* it snowed'."""
    thats = (i for i in page.between("that", start + 2, end) if page.deps[i] == "mark" and page.inside[i] < 0)
    cuts = [i for i in thats if page.lower_at(i - 1) in _JOINING]
    starts = (i + 1 if page.words[i] == "," else i for i in (start, *(cut + 1 for cut in cuts)))
    ends = (_before_conjunction(page, i) for i in (*(cut - 1 for cut in cuts), end))
    clauses = map(TokenSpan, starts, ends)
    return tuple(page.trim(clause) for clause in clauses if clause.end - clause.start >= _SHORTEST)


def _before_conjunction(page: Page, end: int) -> int:
    """Where a clause ends before what joins it to the next one: 'it rained, *but more often,* that it snowed'."""
    joint = end
    while page.words[end : end + 1] == [","] and page.tag_at(joint - 1) in ("RB", "RBR", "RBS"):
        joint -= 1
    return joint - 1 if page.tag_at(joint - 1) == "CC" else end


def _first_reported(page: Page, cue: Cue, start: int, verb: Token) -> int:
    """Where a clause begins, behind the addressee, *that* and loose signs: 'told the court, however, that | it had left'."""
    group_end, start = _behind_people(cue, start, verb)
    start = around_cues.behind_date(page, group_end, start)
    # "said late on Monday", "said in Eastwick on Monday"
    near = start - group_end < 2 or (page.tags[group_end] == "IN" and page.lowers[start] in ("on", "last"))
    start = around_cues.behind_occasion(page, start, verb.i) if near else start
    if page.tags[start] == "RB" and page.lowers[start + 1 : start + 2] == ["that"]:
        start += 1  # "said only that it had left"
    if page.lowers[start] == "that" and page.deps[start] in SUBJECTS and page.tag_at(start + 1) in FINITE_TAGS:
        return start  # "said *that* was not the plan"
    if page.lowers[start : start + 3] == ["the", "fact", "that"] and page.deps[start + 1] not in SUBJECTS:
        start += 2  # "lamented the fact that it rained"
    while start < verb.i and (page.lowers[start] in _OPENING or page.tokens[start].is_space):
        start += 1
    return start


def _behind_people(cue: Cue, start: int, verb: Token) -> tuple[int, int]:
    """Where the cue ends with hearer or source behind it, and where the clause begins behind them: 'In May, said *Poole*, | it rained'."""
    hearer, source = cue.addressee, cue.source
    if hearer and hearer.start >= cue.end and start <= hearer.end <= verb.i and start != hearer.start:
        return hearer.end, hearer.end
    if source is not None and start == source.start == cue.end and source.head < verb.i:
        return source.head + 1, source.head + 1
    return cue.end, start
