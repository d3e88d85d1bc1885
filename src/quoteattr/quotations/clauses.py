"""Page + cues → reported clauses: the words that the grammar of the sentence makes the content of a cue.

Rules: ``clause`` a finite clause (said that it rained), ``infinitive`` (vowed to leave; urged him to leave), ``gerund``
(denied leaving; accused him of leaving), ``noun-clause`` (her claim that it rained); where a cue has none of these behind
it, those of :mod:`~quoteattr.quotations.around_cues`; where its paragraph ends with a colon, ``below`` the points of a list,
or a paragraph without marks.
"""

from collections.abc import Iterable
from itertools import pairwise

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Reported, TokenSpan
from quoteattr.quotations import around_cues, infinitives, lines, unparsed, verbless
from quoteattr.quotations.clause_ends import end_of_clause
from quoteattr.quotations.unsaid import is_claim, is_document
from quoteattr.text.page import CONJUNCTIONS, FINITE_TAGS, LOOSE, SUBJECTS, VERB_TAGS, Page

_COMPLEMENTS = ("ccomp", "xcomp")
_NEAR = 8  # tokens from a noun to its that-clause
_SO = frozenset({"so", "such"})  # words whose that-clause tells what came of it
_APART = _SO | CONJUNCTIONS | {",", ":"}  # what parts a that-clause from a verb that need not have one
_SMALL = 2  # tokens: what is shorter is no clause


def find(page: Page, cues: Iterable[Cue]) -> tuple[Reported, ...]:
    """What each cue reports by the grammar of its sentence; cues without such words are left out.

    A noun leaves a clause to the verb that reports it: 'admitted in his *plea* that it rained', 'a *report* which said so'.
    """
    found = [reported for cue in cues if (reported := _reported(page, cue))]
    found = [attrs.evolve(r, pieces=_without_outer(page, r, found)) for r in found]
    of_verbs = {reported.pieces[0].start for reported in found if reported.rule == "clause"}
    return tuple(r for r in found if r.rule != "noun-clause" or r.pieces[0].start not in of_verbs)


def _without_outer(page: Page, reported: Reported, found: list[Reported]) -> tuple[TokenSpan, ...]:
    """The pieces of a report within another that are not the other's: 'said *that* Reed, who he said was out, had left and *that* …'.

    Those with *that* go on from the one that has *that* as well.
    """
    first = reported.pieces[0]
    if len(reported.pieces) == 1 or page.lowers[first.start - 1] == "that":
        return reported.pieces
    around = (r.pieces for r in found if len(r.pieces) > 1 and r.pieces[0].start < reported.cue.start < r.pieces[0].end)
    theirs = {piece for pieces in around if page.lowers[pieces[0].start - 1] == "that" for piece in pieces[1:]}
    return tuple(piece for piece in reported.pieces if piece not in theirs)


def _reported(page: Page, cue: Cue) -> Reported | None:
    if cue.kind == "according":
        rule, found = "according", verbless.words_of_source(page, cue)
    elif cue.kind == "noun":
        rule, found = "noun-clause", _noun_clause(page, cue)
    else:
        split = unparsed.split(page, cue)
        complement = None if split or around_cues.is_inserted(page, cue) else _complement(page, cue)
        rule, found = complement or split or around_cues.sentence(page, cue) or lines.below(page, cue) or ("", ())
    parts = (part for piece in found for part in _parted(page, piece))
    whole = rule == "gerund" or (rule in ("parenthetical", "according") and len(found) == 2)  # "accused him of *lying*"
    least = 0 if whole else _SMALL
    pieces = tuple(p for p in parts if p.end - p.start >= least)
    return Reported(cue, rule, pieces) if pieces else None


def _parted(page: Page, piece: TokenSpan) -> list[TokenSpan]:
    """Marked words that a comma within the marks parts: 'to "fight on," and to "win in May"' is two pieces."""
    start, end = piece
    parts = []
    for number in dict.fromkeys(n for n in page.inside[start:end] if n >= 0):
        edge = page.bounds[number].end
        behind = page.first_word(edge, end)
        opening = behind + (page.tokens[behind].lower_ in ("that", "to")) if behind < end else end
        if page.tokens[edge - 2].text == "," and edge < behind and opening < end and page.inside[opening] > number:
            parts.append(TokenSpan(start, edge))
            start = behind + (page.tokens[behind].lower_ == "that")
    return [*parts, TokenSpan(start, end)]


# --- what follows the cue -------------------------------------------------------------------------------------------


def _complement(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The first of the cue's constructions that the words behind it fit."""
    if (to := infinitives.infinitive(page, cue)) is not None:
        return "infinitive", _from(page, cue, to, page.tokens[to])
    if (gerund := infinitives.accusation(page, cue)) is not None:
        return "gerund", _from(page, cue, gerund, page.tokens[gerund])
    if cue.takes("clause") and (told := _equated(page, cue)):
        return "clause", told
    takes_clause = _takes_clause(page, cue)
    if takes_clause and (start := unparsed.told_clause(page, page.tokens[cue.verb])) is not None:
        verb = next(i for i in range(start, len(page.tags)) if page.tags[i] in FINITE_TAGS)
        return "clause", _finite(page, cue, start, page.tokens[verb])
    if (gerund := infinitives.gerund(page, cue)) is not None:
        return "gerund", _from(page, cue, cue.end, page.tokens[gerund])
    parted = (unparsed.fronted(page, cue) or unparsed.interrupted(page, cue)) if takes_clause else None
    if parted is not None:
        return "clause", _finite(page, cue, *parted)
    contents = (verb for verb in _complements(page, cue) if takes_clause and _is_content(page, cue, verb))
    if (content := next(contents, None)) is not None:
        return "clause", _finite(page, cue, _clause_start(page, cue, content), content)
    if takes_clause and (start := unparsed.find(page, cue)) is not None:
        return "clause", _finite(page, cue, start, page.tokens[start])
    return None


def _is_content(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether a verb that hangs on a cue is that of a finite clause which it reports: 'said it *rained*', 'spoke of how it *rained*'."""
    to_leave = any(page.tags[child.i] == "TO" for child in page.dependents(verb))
    asked = page.tags[verb.left_edge.i] in ("WRB", "WP")
    if _is_small(page, cue, verb) or (asked and _is_called(page, cue, verb)):
        return False
    content = verb.dep_ in ("ccomp", "advcl") or (asked and verb.dep_ == "pcomp" and cue.takes("wh"))
    return content and not to_leave and not (asked and _is_topic(page, cue)) and _is_finite(page, verb)


def _has_consequence(page: Page, cue: Cue) -> bool:
    """Whether a that-clause tells what came of it: 'shouted *so loudly* that the windows shook'; not 'said so and that it rained'."""
    that = next(iter(page.between("that", cue.end + 1, min(cue.end + _NEAR, len(page.tokens)))), cue.end)
    so = any(t.lower_ in _SO and t.head.i > t.i for t in page.tokens[cue.end : that])
    so = so and page.tags[that] == "IN"  # not "asked how such files that were lost came up"
    return so and page.lowers[that - 1] not in CONJUNCTIONS and VERB_TAGS.isdisjoint(page.tags[cue.end : that])


def _is_small(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether something is but found to be so: 'the panel found *Poole guilty*', 'the judges ruled *it illegal*'."""
    body = page.passages[page.passage_of[cue.verb]].kind == "body"
    adjective = verb.tag_ == "JJ" and cue.takes("doc") and body and page.lowers[verb.left_edge.i] != "that"
    own = {verb.tag_, *(t.tag_ for t in page.children(verb, "aux", "auxpass", "mark"))}
    return (adjective or not cue.takes("clause", "wh")) and own.isdisjoint(FINITE_TAGS | {"IN"})


def _is_called(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether marked words are those of who calls something so: 'announced what the firm *called* "a new start"'."""
    names = any(entry.takes("name") for entry in lexicon.reporting_verbs().get(verb.lower_, ()))
    what = names and cue.takes("clause") and page.tags[verb.left_edge.i] == "WP"
    return what and max(page.inside[verb.i : verb.i + 2]) >= 0


def _is_topic(page: Page, cue: Cue) -> bool:
    """Whether a participle before its subject only tells what somebody talks about: '*Explaining* how it works, she held up a pump.'"""
    return cue.inherited and page.tags[cue.verb] == "VBG" and cue.source is not None and cue.source.start > cue.end


def _from(page: Page, cue: Cue, start: int, verb: Token) -> tuple[TokenSpan, ...]:
    return _parted_by_that(page, start, _end(page, cue, verb))


def _end(page: Page, cue: Cue, verb: Token) -> int:
    """Where reported words end, or the main clause goes on that has no other verb."""
    end = end_of_clause(page, cue, verb)
    return unparsed.main_verb(page, cue, verb.i, end) or end


def _disowns(page: Page, cue: Cue) -> bool:
    """Whether what somebody wishes is no speech: '*wished* that it was late'."""
    return page.lowers[cue.verb] in lexicon.labelled("cue_words", "disowning")


def _takes_clause(page: Page, cue: Cue) -> bool:
    finds = cue.takes("wh") or (cue.takes("doc") and is_document(page, cue))
    opened = cue.takes("quote", "objinf") and _opens_with_that(page, cue) and not _disowns(page, cue)
    takes = cue.takes("clause") or opened or (finds and not (cue.passive and cue.source is None))
    return takes and not (unparsed.has_object(page, cue) or _has_consequence(page, cue) or _reacts(page, cue))


def _reacts(page: Page, cue: Cue) -> bool:
    """Whether a that-clause is that of what somebody only reacts to: 'scoffed *at the idea that* it rained', 'fumed over claims that'."""
    behind = page.lowers[cue.end : cue.end + 3]
    to = behind[:1] == ["in"] and behind[2:] == ["to"] and behind[1] in ("answer", "reaction", "reply", "response")
    if not to and behind[:1] not in (["at"], ["over"], ["about"]):
        return False
    that = next(iter(page.between("that", cue.end + 1, min(cue.end + _NEAR, len(page.tokens)))), cue.end)
    noun = page.tokens[that - 1]
    claimed = to and lexicon.singular(noun.lower_) in lexicon.words("reporting_nouns")
    return claimed or noun.lower_ in lexicon.labelled("cue_words", "matter") or is_claim(noun)


def _opens_with_that(page: Page, cue: Cue) -> bool:
    """Whether somebody offers *that* the band would play, or roars on Monday *that* it won't, whatever else the verb takes.

    Prices do not reflect that way.
    """
    that, source = next(iter(page.between("that", cue.end, min(cue.end + _NEAR, len(page.tokens)))), None), cue.source
    if source is None or that is None or (page.deps[that] != "mark" and page.tags[that] != "IN"):
        return False
    told = cue.addressee is not None and cue.end < cue.addressee.head < that  # "roared *in a letter* to the club that"
    behind = that == cue.end or told or page.heads[page.heads[that]] == cue.verb
    apart = not _APART.isdisjoint(page.lowers[cue.end : that]) or not VERB_TAGS.isdisjoint(page.tags[cue.end : that])
    noun = page.tokens[that - 1]  # "rejoiced at the *news* that it was over"
    apart = apart or is_claim(noun) or noun.lower_ in lexicon.labelled("cue_words", "attitude")
    if apart or not behind or page.inside[that] >= 0:
        return False
    who, verb = page.tokens[source.head], page.lowers[cue.verb]
    person = (
        who.tag_ in ("NNP", "NNPS", "PRP") or lexicon.is_post(who.text) or who.lower_ in lexicon.words("people_nouns")
    )
    return person and who.lower_ != "it" and verb not in lexicon.labelled("mark_words", "thinking")


def _complements(page: Page, cue: Cue) -> list[Token]:
    """The verbs of the clauses that the parser hangs on the cue, its object or its preposition, behind it."""
    verb = page.tokens[cue.verb]
    hosts = [host for host in page.children(verb, "prep", "dobj", "prt", "dative") if not is_claim(host)]
    # "demanded to *know*"
    hosts += [last for last in page.tokens[cue.end - 1 : cue.end] if last.tag_ == "VB" and last.i > verb.i]
    found = [child for host in (verb, *hosts) for child in page.children(host, *_COMPLEMENTS)]
    found += [child for host in hosts for child in page.children(host, "pcomp", "acl") if child.tag_ in VERB_TAGS]
    found += [child for child in page.children(verb, "advcl") if _follows(page, cue, child)]
    return sorted(child for child in found if child.i >= cue.end)


def _follows(page: Page, cue: Cue, clause: Token) -> bool:
    """Whether an adverbial clause is what is said: 'said after the match *he had …*', which hangs on *after*."""
    opener = clause.left_edge
    return opener.i == cue.end and opener.dep_ == "prep" and not page.children(clause, "mark")


def _is_finite(page: Page, verb: Token) -> bool:
    if verb.tag_ in FINITE_TAGS or any(t.tag_ in FINITE_TAGS for t in page.children(verb, "aux", "auxpass", "cop")):
        return True
    return page.subject(verb) is not None and verb.tag_ != "VBG"


def _noun_clause(page: Page, cue: Cue) -> tuple[TokenSpan, ...]:
    """Behind the noun, or behind the source that stands between: 'the contention of the mayor that it rained'."""
    start = cue.source.end if cue.source and cue.source.start > cue.verb else cue.end
    if page.deps[cue.verb] != "pobj" and (told := _equated(page, cue)):
        return told  # not "Among her claims is that …"
    start = _behind_occasion(page, start, page.sentence(cue.verb).end)
    that = page.tokens[start] if start < len(page.tokens) else None
    if that is not None and (bare := _bare_clause(page, cue, start)) is not None:
        return _finite(page, cue, start, bare)
    if that is None or that.lower_ != "that" or that.head.i <= start or not _is_finite(page, that.head):
        return ()
    if that.tag_ != "IN" and page.tokens[start + 1].tag_ in FINITE_TAGS:
        return ()  # "the claims of theft that were made": a relative clause
    return _finite(page, cue, start + 1, that.head)


def _equated(page: Page, cue: Cue) -> tuple[TokenSpan, ...]:
    """The clause that what somebody said is said to be: 'her view *is that* it rained', 'what she told us *was that* it rained'."""
    behind = [phrase.end for phrase in (cue.source, cue.addressee) if phrase is not None and phrase.start >= cue.end]
    start = max([cue.end, *behind])
    if "of" in page.lowers[cue.end : start] and not {"by", "from"}.isdisjoint(page.lowers[cue.end : start]):
        return ()  # "the criticism of the mayor from the council is that …"
    if page.lowers[start : start + 1] not in (["is"], ["was"]) or page.inside[start] >= 0:
        return ()
    adverb = page.tags[start + 1 : start + 2] == ["RB"] and page.lowers[start + 1] not in ("not", "n't", "n’t")
    that = start + 1 + adverb
    if page.lowers[that : that + 1] != ["that"] or page.deps[that] != "mark" or page.tokens[that].head.i < that:
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
    told = page.lowers[start] == "to" or page.lowers[that - 1] in occasions
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
    """The clause's left edge; the end of the reporting group where the parser left words between the two out."""
    if (that := unparsed.that_across(page, cue, verb.i + 1)) is not None:
        return that  # "said, *shaking her head,* that it was late"
    first = cue.end + (page.lowers[cue.end] == "not")
    if page.tags[first : first + 2] == ["TO", "VB"] and not cue.takes("inf"):
        return cue.end  # "said *not to mend it* would cost more"
    edge, hearer = max(verb.left_edge.i, cue.end), cue.addressee
    told = hearer.end if hearer is not None and cue.end <= hearer.start <= hearer.end <= edge else cue.end
    headless = page.tokens[edge].tag_ in FINITE_TAGS and edge - told > 0  # "said the days when … | are gone"
    if hearer is not None and told > cue.end and _is_subjectless(page, verb, told, edge):
        return hearer.start  # "promised *the port* | will reopen", "warned *drivers in the valley* | will be late"
    if headless and told > cue.end and page.tags[told] != "IN":
        return told  # "told her enough | was enough"
    if told == cue.end and _is_torn(page, cue, edge, verb, headless=headless):
        return cue.end
    return cue.right if cue.end <= cue.right < edge and (headless or edge - cue.right < 4) else edge


def _is_subjectless(page: Page, verb: Token, told: int, edge: int) -> bool:
    """Whether the parser gave a verb no subject whose clause begins right behind the one addressed, or behind a phrase of theirs."""
    phrase = page.tags[told] == "IN" and page.lowers[told] != "that"
    opened = page.tags[edge] in ("WP", "WDT", "WRB", "IN", "VB")
    return (told == edge or phrase) and not opened and page.subject(verb) is None


def _is_torn(page: Page, cue: Cue, edge: int, verb: Token, *, headless: bool) -> bool:
    """Whether the parser took the first words of a clause for the cue's object: 'revealed *people as young as* | ten have been hurt'."""
    if headless and edge - cue.end > 1 and cue.right >= edge and not cue.passive and cue.addressee is None:
        return True
    if page.lowers[edge] == "that" or (cue.takes("to") and not cue.passive and page.subject(verb) is not None):
        return False
    objects = page.children(page.tokens[cue.verb], "dobj")
    torn = any(t.left_edge.i == cue.end and t.right_edge.i + 1 == edge for t in objects)
    return torn and (headless or page.words[edge - 1] not in LOOSE)


def _finite(page: Page, cue: Cue, start: int, verb: Token) -> tuple[TokenSpan, ...]:
    """A finite clause, behind the addressee and *that*."""
    end = _end(page, cue, verb)
    return _parted_by_that(page, _first_reported(page, cue, start, verb), end)


def _parted_by_that(page: Page, start: int, end: int) -> tuple[TokenSpan, ...]:
    """Reported words; two pieces where a second clause has its own *that*: 'said that it rained and *that* it snowed'."""
    thats = (i for i in page.between("that", start + 2, end) if page.deps[i] == "mark" and page.inside[i] < 0)
    cuts = [i for i in thats if page.lowers[i - 1] in CONJUNCTIONS - {"so"} | {","}]
    edges = pairwise([start - 1, *cuts, end + 1])
    clauses = (TokenSpan(a + 1 + (page.words[a + 1] == ","), _before_joint(page, b - 1)) for a, b in edges)
    return tuple(page.trim(clause) for clause in clauses if clause.end - clause.start >= _SMALL)


def _before_joint(page: Page, end: int) -> int:
    """Where a clause ends before what joins it to the next one: 'it rained, *but more often,* that it snowed'."""
    joint = end
    while page.words[end : end + 1] == [","] and page.tags[joint - 1] in ("RB", "RBR", "RBS"):
        joint -= 1
    return joint - 1 if page.tags[joint - 1] == "CC" else end


def _first_reported(page: Page, cue: Cue, start: int, verb: Token) -> int:
    """Where a clause begins, behind the addressee, *that* and loose signs: 'told the court, however, that | it had left'."""
    told, start = _behind_people(cue, start, verb)
    start = around_cues.behind_date(page, told, start)
    # "said late on Monday", "said in Eastwick on Monday"
    near = start - told < 2 or (page.tags[told] == "IN" and page.lowers[start] in ("on", "last"))
    start = around_cues.behind_occasion(page, start, verb.i) if near else start
    if page.tags[start] == "RB" and page.lowers[start + 1 : start + 2] == ["that"]:
        start += 1  # "said only that it had left"
    if page.lowers[start] == "that" and page.deps[start] in SUBJECTS and page.tags[start + 1] in FINITE_TAGS:
        return start  # "said *that* was not the plan"
    if page.lowers[start : start + 3] == ["the", "fact", "that"] and page.deps[start + 1] not in SUBJECTS:
        start += 2  # "lamented the fact that it rained"
    while start < verb.i and (page.lowers[start] in LOOSE | {"that", ":"} or page.tokens[start].is_space):
        start += 1
    return start


def _behind_people(cue: Cue, start: int, verb: Token) -> tuple[int, int]:
    """Where a cue ends, and where its clause begins, behind whoever is told and whoever says so: 'In May, said *Poole*, | it rained'."""
    hearer, source = cue.addressee, cue.source
    if hearer and hearer.start >= cue.end and start <= hearer.end <= verb.i and start != hearer.start:
        return hearer.end, hearer.end
    if source is not None and start == source.start == cue.end and source.head < verb.i:
        return source.head + 1, source.head + 1
    return cue.end, start
