"""Page → cues: reporting expressions, each with its source and addressee.

A cue is a reporting verb (said), a noun that reports (her claim that …) or words that name a source (according to).
Verbs that report nothing, as :mod:`~quoteattr.quotations.unsaid` tells, are left out; those that somebody is said *not* to have
said stay, as cues of the kind ``disclaimed``, which report nothing: words in marks beside them are nobody's.
"""

from collections.abc import Iterator
from itertools import chain

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Phrase, StretchId
from quoteattr.lexicon import Frame, Verb
from quoteattr.quotations import beside_marks, reporter, sources, unparsed, unsaid, verbless
from quoteattr.text import unseen_verbs
from quoteattr.text.page import CONJUNCTIONS, FINITE_TAGS, VERB_TAGS, Page

_RUN_UP_TAGS = frozenset({"TO", "RB", "VBD", "VBZ", "VBP", "VBN"})  # what may stand between a source and its verb
_NEAR = 8  # tokens from a verb to its that-clause
_PARTING = frozenset({"so", "such", ",", ":", "and", "but"})  # behind one, *that* does not belong to the verb before
_CLAUSE: frozenset[Frame] = frozenset({"clause", "quote"})
_DATED = frozenset({"DATE", "TIME"})
_GROUP_DEPS = ("aux", "auxpass", "advmod", "npadvmod", "prt", "dobj", "dative", "prep", "agent", "tmod", "neg")


def find(page: Page) -> tuple[Cue, ...]:
    """The cues of a page, in order: those that report, and those that are ``disclaimed``."""
    outside = (i for i in page.where(lexicon.reporting_verbs().keys()) if page.inside[i] < 0)
    verbs = (cue for i in outside if (cue := _verb_cue(page, page.tokens[i])))
    found = [*verbs, *_before_that(page), *_thoughts(page), *verbless.find(page)]
    # 'Ann Poole was keen to *stress*' has its subject from another verb
    complete = frozenset(c.start for c in found if _is_complete(page, c) and not c.inherited)
    unlisted = {c.start: c for c in beside_marks.unlisted(page) if complete.isdisjoint(range(c.left, c.right))}
    # '“It is shut,” the council *detailed*.', which takes no clause
    others = (cue for cue in found if cue.start not in unlisted)
    return tuple(sorted([*others, *unlisted.values()], key=lambda cue: cue.start))


def _is_complete(page: Page, cue: Cue) -> bool:
    """Whether a cue needs no unlisted verb beside it: no verb does, nor one that takes words and has, or needs, no source."""
    if cue.kind != "verb":
        return True
    if not cue.takes("quote", "clause") or page.deps[cue.verb] == "relcl":
        return False
    sourced = cue.source is not None or page.lowers[cue.verb] in lexicon.labelled("cue_words", "bringing")
    return sourced or page.is_passive(page.tokens[cue.verb])  # not '"No," *chimed* in Joe Dunn', taken for a participle


def _verb_cue(page: Page, verb: Token) -> Cue | None:
    """The cue that a listed verb is here, ``disclaimed`` where nobody is said to have said it; None if it reports nothing."""
    found = _entry(page, verb)
    if found is None or sources.quotes_somebody(page, verb):
        return None
    entry, end = found
    if unsaid.is_unsaid(page, verb):
        return _disclaimed(page, verb, end) if unsaid.is_disclaimed(page, verb) else None
    source, inherited = sources.of_verb(page, verb, end)
    if source and unsaid.is_said_by_nobody(page, source):
        return _disclaimed(page, verb, end)
    inherited = inherited and not _is_with_helper(page, verb)
    passive = _is_participle(page, verb) or page.is_passive(verb)
    if source and (passive or entry.takes("ofger")):
        source = _without_content(page, source, takes_of=entry.takes("ofger"))
    addressee = _addressee(page, verb, entry)
    if addressee and source and addressee.head == source.head:
        addressee = None
    beside = None if inherited else source
    left, right = _left_edge(page, verb, beside), _right_edge(page, verb, end, (beside, addressee))
    cue = Cue("verb", verb.i, end, source, addressee, left, right, entry.frames, inherited, passive)
    return _with_frames(page, cue) if _is_reporting(page, cue) else None


def _is_with_helper(page: Page, verb: Token) -> bool:
    """Whether a verb has its subject from one that only helps to say: 'she *managed* to ask', '*kept* saying', '*is on record as* saying'."""
    host = verb
    if verb.tag_ == "VB" and verb.head.lower_ in lexicon.labelled("cue_words", "going-on"):
        host = verb.head
    elif verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "ccomp", "pcomp"):
        host = next((t for t in verb.ancestors if t.tag_ in VERB_TAGS or t.tag_ in FINITE_TAGS), verb)
        helps = verb.dep_ != "pcomp" or verb.head.lower_ == "as"
        host = host if helps and "," not in page.words[host.i : verb.i] else verb
    own = page.subject(host) if host.i < verb.i <= host.i + 4 else None
    return own is not None and own.lower_ not in lexicon.labelled("cue_words", "relative")


def _without_content(page: Page, source: Phrase, *, takes_of: bool) -> Phrase:
    """A source without the content that the parser put into it: 'accused by *critics* of hiding the bill', 'called "a wolf" by *one* and "a fox" by others'."""
    marked_as = page.marked_as(source.start)
    for i in range(source.head + 1, source.end - 1):
        before_marks = page.inside_at(i + 1) >= 0 and page.inside_at(i - 1) < 0
        conjunction = before_marks and page.lowers[i] in CONJUNCTIONS
        as_marked = marked_as is not None and page.lowers[i] == "as"
        of_content = takes_of and page.lowers[i] == "of" and (before_marks or page.tag_at(i + 1) == "VBG")
        if conjunction or as_marked or of_content:
            return attrs.evolve(source, end=i)
    return source


def _with_frames(page: Page, cue: Cue) -> Cue | None:
    """A cue with the constructions that it can take here; None if it can take none, or is the reporter's own."""
    if cue.source is not None and reporter.is_reporter(page, cue.source):
        marked = {*page.inside[max(cue.left - 2, 0) : cue.right + 3]} != {-1}  # '"Is it over?" I asked.'
        return _disclaimed(page, page.tokens[cue.verb], cue.end) if marked and cue.takes("quote") else None
    if cue.passive and cue.source is None:
        return attrs.evolve(cue, frames=cue.frames - {"ger"})  # "was warned against leaving": by whom, nobody says
    if not cue.takes("as"):
        return cue
    says_as = cue.source is not None and page.marked_as(cue.end) is not None
    return attrs.evolve(cue, frames=frozenset({"np"})) if says_as else None


def _is_participle(page: Page, verb: Token) -> bool:
    bare = verb.tag_ == "VBN" and not page.children(verb, "aux") and not page.is_age(verb.i - 1)
    return bare and unseen_verbs.subject_of_attribute(page, verb) is None


# --- whether it is the source that says something -------------------------------------------------------------------


def _is_reporting(page: Page, cue: Cue) -> bool:
    """Whether it is its source that a cue reports: not '*Asked* whether it hurt', 'the wind *threatens* to', 'is said *to have claimed*'."""
    return not (
        _is_participle_of_other(page, cue)
        or _is_asked(page, cue)
        or _is_act_of_thing(page, cue)
        or _reports_a_report(page, cue)
        or _is_object_of_marks(page, cue)
    )


def _is_participle_of_other(page: Page, cue: Cue) -> bool:
    """Whether a participle tells what was done to the subject of another verb: '*Asked* whether it hurt, she said no'."""
    depends = cue.inherited and page.deps[cue.verb] in ("advcl", "acl")
    return depends and _is_participle(page, page.tokens[cue.verb])


def _is_asked(page: Page, cue: Cue) -> bool:
    """Whether the source is asked, behind an opening participle or before one in an aside: '*Asked* how, she said no.'"""
    verb, source = page.tokens[cue.verb], cue.source
    if source is None:
        return False
    if verb.lower_ in lexicon.labelled("cue_words", "asked"):
        if page.lower_at(verb.i - 1) in ("when", "if"):
            return source.start < verb.i  # '"No," said Poole *when asked* why'
        if source.end == verb.i - 1 and "," not in page.words[slice(*source.tokens)]:
            high = page.sentence(verb.i).end  # "Poole, *asked* about it, only laughed"
            comma = next((i for i in range(verb.i + 1, high - 1) if page.words[i] == ","), high)
            goes_on = not FINITE_TAGS.isdisjoint(page.tags[comma + 1 : min(comma + 3, high)])
            return page.word_at(verb.i - 1) == "," and goes_on
    source_behind = source.start > verb.i + 1 and page.lower_at(source.start - 1) != "by"
    if not source_behind or verb.tag_ not in ("VBN", "VBD") or page.subject(verb) is not None:
        return False
    return page.first_word(page.sentence(verb.i).start, verb.i) in (verb.i, verb.i - 1)  # "when asked"


def _is_act_of_thing(page: Page, cue: Cue) -> bool:
    """Whether the subject is a thing, which says nothing: '*the wind threatens* to sink the ferry', '*That suggests* …'."""
    if cue.inherited or page.lowers[cue.verb] not in lexicon.labelled("cue_words", "unmeant"):
        return False
    if cue.source is None:
        own = page.subject(page.tokens[cue.verb])
        return own is not None and own.lower_ in lexicon.labelled("cue_words", "sourceless")
    head, documents = page.tokens[cue.source.head], lexicon.words("document_nouns")
    singular = (head.lower_, head.lower_.removesuffix("s"), head.lower_.removesuffix("ies") + "y")
    speaks = unsaid.can_speak(page, head) or not documents.isdisjoint(singular) or head.tag_ in ("PRP", "JJ")
    speaks = speaks or not documents.isdisjoint(page.lowers[slice(*cue.source.tokens)])  # "the results of the study"
    # "The firm has 600 drivers there, *which* guarantees …": people are no *which*
    thing = page.lower_at(cue.verb - 1) == "which" and head.lower_ not in lexicon.words("organisation_nouns")
    thing = thing and head.tag_ in ("NN", "NNS") and documents.isdisjoint(singular)
    return (thing or not (speaks or _is_name(page, cue.source, head))) and page.inside[head.i] < 0


def _is_name(page: Page, source: Phrase, head: Token) -> bool:
    """Whether a noun is a name, or stands behind a post: '*Rovers* have confirmed', '*Rowding* has revealed', 'the judge *presiding* indicated'."""
    word = head.lower_
    known = lexicon.table("known_names").get(word) == "body" or word in lexicon.words("organisation_words")
    team = known and lexicon.singular(word) not in lexicon.words("organisation_nouns")  # not "*Markets* signalled"
    capital = any(page.words[i][0].isupper() and not page.tokens[i].is_sent_start for i in page.where({word}))
    if head.text.istitle() and head.ent_type_ not in ("DATE", "TIME") and (team or capital):
        return True
    person = "PERSON" in page.ent_types[slice(*source.tokens)]  # "*chair Ann Poole (D-Ohio)* revealed"
    return person or any(lexicon.is_post(word) for word in page.words[source.start : head.i])


def _reports_a_report(page: Page, cue: Cue) -> bool:
    """'Poole *is said* to have told friends that …': the words are hers; '*was accused* of saying so': nobody's."""
    if not cue.passive or (cue.source is not None and not cue.inherited):
        return False
    verb = page.tokens[cue.verb]
    prepositions = page.children(verb, "prep")
    for other in chain(page.children(verb, "xcomp", "ccomp"), *(page.children(p, "pcomp") for p in prepositions)):
        infinitive = other.tag_ != "VBG" and any(t.tag_ == "TO" for t in page.children(other, "aux"))
        found = _entry(page, other) if infinitive or other.tag_ == "VBG" else None
        # "is said *to have called it “a tomb”*"
        marked = infinitive and other.dep_ == "xcomp" and max(page.inside[other.i : other.right_edge.i + 1]) >= 0
        if found is not None and (found[0].takes("clause") or marked):
            return True
    return False


def _is_object_of_marks(page: Page, cue: Cue) -> bool:
    """'The reply "did not address" *their claims*': a noun that goes on from marked words which no sign ends."""
    if not cue.left or page.tags[cue.verb] != "NNS" or page.tags[cue.left] not in ("DT", "PRP$"):
        return False
    number = page.inside_at(cue.left - 1)
    return number >= 0 and page.inner(StretchId(number))[-1:].isalnum()


# --- verbs that no list of reporting verbs has ----------------------------------------------------------------------


def _before_that(page: Page) -> Iterator[Cue]:
    """Other verbs with a that-clause, unless they are of thought or deed: 'Ann Poole *allowed* that it was late.'"""
    verbs, silent = lexicon.reporting_verbs(), lexicon.words("silent_verbs")
    for i in page.where({"that"}):
        verb = page.tokens[i].head.head if page.deps[i] == "mark" and page.inside[i] < 0 else None
        if verb is None or verb.lower_ in verbs or not 0 < i - verb.i < _NEAR or not _is_surely_verb(page, verb):
            continue
        # "riffed *on Monday* that", but not "laughed *so hard* that", "persuaded *her* that"
        if not _PARTING.isdisjoint(page.lowers[verb.i : i]) or page.children(verb, "dobj", "acomp", "prt"):
            continue
        if verb.lower_ in silent or page.inside[verb.i] >= 0 or page.is_passive(verb) or unsaid.is_unsaid(page, verb):
            continue
        source, inherited = sources.of_verb(page, verb, verb.i + 1)
        if source is None or reporter.is_reporter(page, source):
            continue
        # not "will return *Poole* bronzes that its experts say are fakes"
        is_object = page.tag_at(source.start - 1) in VERB_TAGS | {"RP"}
        if not is_object and unsaid.can_speak(page, page.tokens[source.head]):
            left = _left_edge(page, verb, None if inherited else source)
            yield Cue("verb", verb.i, verb.i + 1, source, None, left, i, _CLAUSE, inherited)


def _is_surely_verb(page: Page, word: Token) -> bool:
    """Whether a word is a past form, gerund or perfect: others, as in 'is *concerned* that' or '*rumours* that', may look like verbs only."""
    return word.tag_ in ("VBD", "VBG") or (word.tag_ == "VBN" and bool(page.children(word, "aux")))


def _thoughts(page: Page) -> Iterator[Cue]:
    """'"Why me?" she *thought*.': nobody has said it."""
    for i in page.where(lexicon.labelled("cue_words", "thought")):
        verb = page.tokens[i]
        if page.inside[i] < 0 and verb.tag_ in VERB_TAGS:
            source, _ = sources.of_verb(page, verb, i + 1)
            yield attrs.evolve(_disclaimed(page, verb, i + 1), left=_left_edge(page, verb, source))


def _disclaimed(page: Page, verb: Token, end: int) -> Cue:
    """A cue that reports nothing, as the text says that its words were not said."""
    return Cue("disclaimed", verb.i, end, None, None, _left_edge(page, verb, None), end)


# --- whether a word is a reporting verb -----------------------------------------------------------------------------


def _entry(page: Page, token: Token) -> tuple[Verb, int] | None:
    """The reporting verb that a word is a form of, and where its particles end, if it is used as a verb here and outside marks."""
    i = token.i
    # "the paper's reporting" is a noun
    noun = page.tags[i] == "VBG" and i > 0 and page.tag_at(i - 1) in ("POS", "PRP$", "DT")
    noun = noun or page.lowers[max(i - 2, 0) : i] == ["according", "to"]  # "according to *blog* readers"
    if page.inside[i] >= 0 or noun or _is_in_name(page, token):
        return None
    entries = lexicon.reporting_verbs().get(page.lowers[i], ())
    ends = ((e, end) for e in entries if (end := _end_of_particles(page, i + 1, e.particles)) is not None)
    if (found := next(ends, None)) is None or unseen_verbs.is_verb(page, token):
        return found
    return None if unseen_verbs.is_subject(token) or not unseen_verbs.is_misread(page, token, found[0]) else found


def _end_of_particles(page: Page, i: int, particles: tuple[str, ...]) -> int | None:
    """Where a verb's particles end that begin at a token, None if they do not; an adverb or a day may stand before the last.

    'made it *very* clear', 'lashed out *late on Monday* at rivals'; the *on* of 'called *on Monday* for talks' is no particle.
    """
    if not particles:
        return i
    last, particle = i + len(particles) - 1, particles[-1]
    if last > i and tuple(page.lowers[i:last]) != particles[:-1]:
        return None
    behind, follows = _behind_day(page, last), page.lower_at(last) == particle
    if follows and (behind == last or page.tags[behind] == "POS"):
        return last + 1
    if behind > last:
        return behind + 1 if page.lower_at(behind) == particle else None
    adverb = last > i and page.tag_at(last) == "RB"
    return last + 2 if adverb and page.lower_at(last + 1) == particle else None


def _behind_day(page: Page, i: int) -> int:
    """Where the day ends that begins at a token, its preposition and adverb included: '*late on Monday* |'; the token if there is none."""
    if _DATED.isdisjoint(page.ent_types[i : i + 3]):
        return i
    day = next((j for j in range(i, i + 3) if page.tag_at(j) not in ("IN", "RB")), i)
    end = next((j for j in range(day, len(page.words)) if page.ent_types[j] not in _DATED), day)
    return end if end > day else i


def _is_in_name(page: Page, token: Token) -> bool:
    """Whether a verb is part of a name, as it has a capital amid a sentence that is no headline: 'North East *Says* No'."""
    if not page.words[token.i][0].isupper() or page.passages[page.passage_of[token.i]].kind != "body":
        return False
    before = page.word_before(token.i)
    return before is not None and page.inside[before.i] < 0 and (before.is_alpha or before.text in ("'s", "’s"))


# --- to whom, or where, it is said --------------------------------------------------------------------------------


def _addressee(page: Page, verb: Token, entry: Verb) -> Phrase | None:
    """To whom something is said ('told the *court*', 'said to the *BBC*'), or where: 'in a *statement*'."""
    if entry.takes("to") and (own := page.subject(verb)) is not None and own.dep_ == "nsubjpass":
        return page.noun_phrase(own, frozenset({verb.i}))  # "the court was told that …"
    if (clause := unparsed.told_clause(page, verb)) is not None:
        return Phrase(verb.i + 1, clause, clause - 1)
    for child in page.children(verb, "dobj", "dative", "prep"):
        if child.i > verb.i and (hearer := _hearer(page, verb, child, entry)) is not None:
            return hearer
    return _channel(page, verb)


def _hearer(page: Page, verb: Token, child: Token, entry: Verb) -> Phrase | None:
    """Who hears what a verb reports, if a child of the verb names them: its object, or *to* with a noun."""
    if entry.takes("to") and child.dep_ in ("dobj", "dative") and page.inside[child.i] < 0:
        behind = page.tokens[child.i + 1 : child.i + 2]
        # tokens at which the reported clause begins, and the hearer ends: "reminded pupils *that* …"
        clause = {t.i for t in behind if t.lower_ in ("that", "if", "whether")}
        if not entry.takes("inf") and not page.children(verb, "ccomp"):
            # what the parser takes for a relative clause is none if it has a subject: "telling the jury *she* had been alone"
            own = ((t, page.subject(t)) for t in page.children(child, "relcl"))
            clause |= {s.i for t, s in own if s is not None and s.i == t.left_edge.i and s.tag_ == "PRP"}
        clause |= {t.i for v in child.subtree for t in unparsed.thats_in_relative(page, v)}
        return page.noun_phrase(child, frozenset({verb.i, *clause}))
    nouns = [noun for noun in _behind_to(page, child, entry) if page.inside[noun.i] < 0]
    return page.noun_phrase(nouns[0], frozenset({verb.i})) if nouns else None


def _behind_to(page: Page, preposition: Token, entry: Verb) -> list[Token]:
    """The hearers that a preposition of the verb names: 'said to *the court*', 'shouted at *Ann Poole*', but not 'said at *Poole Hall*'."""
    if preposition.dep_ == "dobj":
        return []
    if preposition.lower_ == "at" and entry.takes("quote"):
        nouns = page.children(preposition, "pobj")
        return [noun for noun in nouns if noun.ent_type_ == "PERSON" or noun.lower_ in ("him", "her", "them")]
    return page.children(preposition, "pobj") if preposition.lower_ == "to" else []


def _channel(page: Page, verb: Token) -> Phrase | None:
    """Where the words stand: 'in a statement', 'in an interview with the paper', 'on Facebook'."""
    for preposition in page.children(verb, "prep"):
        word = preposition.lower_
        for noun in page.children(preposition, "pobj") if word in ("in", "at", "via", "on") else ():
            if word == "on":
                known = noun.tag_ == "NNP" and noun.ent_type_ not in _DATED
            else:
                known = any(noun.lower_ in lexicon.words(name) for name in ("document_nouns", "occasion_nouns"))
            if known and page.inside[noun.i] < 0:
                return page.noun_phrase(noun, frozenset({verb.i}))
    return None


# --- the reporting group --------------------------------------------------------------------------------------------


def _left_edge(page: Page, verb: Token, source: Phrase | None) -> int:
    """Where the reporting group begins: with the source, or with the verb's auxiliaries and adverbs."""
    if (host := sources.quoting(page, verb)) is not None:
        own = page.subject(host)
        return own.left_edge.i if own is not None else host.i
    left = verb.i
    hearer = page.subject(verb) if source is None else None
    if hearer is not None and hearer.dep_ == "nsubjpass":
        return hearer.left_edge.i  # "The pier is rotten, *the court* was told."
    if source and source.end <= verb.i and _RUN_UP_TAGS.issuperset(page.tags[source.end : verb.i]):
        return source.start  # "she liked to say"
    for child in page.children(verb, "aux", "advmod", "auxpass"):
        near = child.i < left < child.i + 4 and "," not in page.words[child.i : left]  # not "Not *so*, replied Poole"
        left = child.i if near and page.inside[child.i] < 0 else left
    return source.start if source and source.start < left and source.end <= verb.i else left


def _right_edge(page: Page, verb: Token, end: int, phrases: tuple[Phrase | None, Phrase | None]) -> int:
    """Where the reporting group ends: behind source, addressee (``phrases``) and adverbials, as far as they hold no clause."""
    right = end
    for phrase in phrases:
        if phrase and phrase.start >= verb.i and phrase.start - right < 3:
            right = max(right, phrase.end)
    for child in page.children(verb, *_GROUP_DEPS):
        first = child.left_edge.i
        if child.i > verb.i and page.inside[child.i] < 0 and first <= right + 1:
            last = child.right_edge.i + 1
            stop = next((i for i in range(first, last) if page.inside[i] >= 0), last)
            if {"ccomp", "relcl", "advcl"}.isdisjoint(page.deps[first:stop]):
                right = max(right, stop)
    return right
