"""Page → cues: reporting expressions, each with its source and addressee.

A cue is a reporting verb (said), a noun that reports (her claim that …) or words that name a source (according to).
Verbs that report nothing, as they are negated or only possible, are left out: :data:`_UNSAID` lists how that shows.
"""

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Phrase
from quoteattr.lexicon import Verb
from quoteattr.quotations import sources
from quoteattr.text.page import SENTENCE_FINAL, VERB_TAGS, Page

_GROUP_DEPS = (*("aux", "auxpass", "advmod", "npadvmod", "prt", "dobj", "dative", "prep", "agent", "tmod", "neg"),)


def find(page: Page) -> tuple[Cue, ...]:
    """The cues of a page that report speech, in order; negated, modal and conditional ones are left out."""
    verbs = (cue for i in page.where(lexicon.reporting_verbs()) if (cue := _verb_cue(page, page.tokens[i])))
    return tuple(sorted([*verbs, *_according(page), *_in_words(page), *_nouns(page)], key=lambda cue: cue.start))


def _verb_cue(page: Page, verb: Token) -> Cue | None:
    entry = _entry(page, verb)
    if entry is None or _is_unsaid(page, verb) or sources.quotes_somebody(page, verb):
        return None
    end = verb.i + 1 + len(entry.particles)
    source, inherited = sources.of_verb(page, verb, end)
    participle = verb.tag_ == "VBN" and not page.children(verb, "aux")
    if inherited and participle and verb.dep_ in ("advcl", "acl"):
        return None  # "Asked whether it hurt, she said no": she was asked
    if source and sources.is_reporter(page, source):
        return None
    if source and entry.takes("ofger"):
        source = sources.without_accusation(page, source)
    addressee = sources.addressee(page, verb, entry)
    if addressee and source and addressee.head == source.head:
        addressee = None
    beside = None if inherited else source
    left, right = _left_edge(page, verb, beside), _right_edge(page, verb, end, (beside, addressee))
    passive = participle or bool(page.children(verb, "auxpass"))
    return Cue("verb", verb.i, end, source, addressee, left, right, entry.frames, inherited, passive)


# --- whether a word is a reporting verb -----------------------------------------------------------------------------


def _entry(page: Page, token: Token) -> Verb | None:
    """The reporting verb that a word is a form of, if it is used as a verb here and outside marks."""
    # "the paper's reporting" is a noun
    noun = token.tag_ == "VBG" and token.i > 0 and page.tags[token.i - 1] in ("POS", "PRP$", "DT")
    if page.inside[token.i] >= 0 or noun or _in_name(page, token):
        return None
    entries = lexicon.reporting_verbs()[token.lower_]
    entry = next((e for e in entries if _reads(page, token.i + 1, e.particles)), None)
    return entry if entry and (_is_verb(page, token) or _is_misread(page, token, entry)) else None


def _reads(page: Page, i: int, words: tuple[str, ...]) -> bool:
    return tuple(page.lowers[i : i + len(words)]) == words


def _is_verb(page: Page, token: Token) -> bool:
    """Whether the parser takes a word for a verb: by its tag, or by the subject it gives it (the report notes: "…")."""
    if token.tag_ == "NNS":
        return any(child.dep_ == "nsubj" and child.i < token.i for child in page.dependents(token))
    return token.tag_ in VERB_TAGS and token.dep_ != "amod"


def _is_misread(page: Page, token: Token, entry: Verb) -> bool:
    """Whether the marks around a word show a cue that the parser takes for an attribute: '"…", added Poole.'"""
    if entry.takes("np") and page.marked_as(token.i + 1) is not None:
        return True
    before = token.i - 1 - (token.i > 0 and page.tokens[token.i - 1].text == ",")
    behind_marks = before >= 0 and page.inside[before] >= 0 and page.bounds[page.inside[before]].end == before + 1
    return entry.takes("quote") and token.tag_ in ("VBN", "VBD") and behind_marks


def _in_name(page: Page, token: Token) -> bool:
    """A capitalised verb in mid-sentence is part of a name (North East Says No), unless it stands in a headline."""
    if not token.text[0].isupper() or page.passages[page.passage_of[token.i]].kind != "body":
        return False
    before = sources.previous(page, token.i)
    return before is not None and page.inside[before.i] < 0 and (before.is_alpha or before.text in ("'s", "’s"))


# --- whether anything has been said ---------------------------------------------------------------------------------


def _is_unsaid(page: Page, verb: Token) -> bool:
    """Negated, modal, conditional or merely possible speech: nothing has been said."""
    if any(reason(page, verb) for reason in _UNSAID):
        return True
    if verb.tag_ == "VB" and any(child.lower_ == "to" for child in page.children(verb, "aux")):
        # "hopes to say", "to say that …", but "went on to say" and "rang to say" tell what was said all the same
        going_on, calling = (lexicon.labelled("cue_words", label) for label in ("going-on", "calling"))
        return not (verb.head.lower_ in going_on or (verb.lower_ == "say" and verb.head.lower_ in calling))
    return any(reason(page, verb) for reason in _UNSAID_WITHOUT_TO)


def _is_avoided(page: Page, verb: Token) -> bool:
    """'He *avoided saying* that …', 'without saying', 'considered asking'."""
    gerund = verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "pcomp")
    return gerund and verb.head.lower_ in lexicon.labelled("cue_words", "avoiding")


def _is_concession(page: Page, verb: Token) -> bool:
    """'*That said*, it is late.'"""
    if verb.lower_ != "said" or not verb.i or verb.nbor(-1).lower_ != "that":
        return False
    return verb.i < 2 or verb.nbor(-2).is_punct or verb.nbor(-2).is_space


def _is_negated(page: Page, verb: Token) -> bool:
    """'She *did not say* that …', 'never said'."""
    negations = lexicon.labelled("cue_words", "negation")
    return any(child.dep_ == "neg" or child.lower_ in negations for child in page.dependents(verb))


def _is_modal(page: Page, verb: Token) -> bool:
    """'He *may say* that …'"""
    return any(child.tag_ == "MD" for child in page.children(verb, "aux"))


def _is_conditional(page: Page, verb: Token) -> bool:
    """'*If he says* that …', '*unless* she *says* so'."""
    conditions = lexicon.labelled("cue_words", "condition")
    return any(child.lower_ in conditions for child in page.children(verb, "mark"))


def _is_caused(page: Page, verb: Token) -> bool:
    """'That *made* her *say* so.'"""
    causative = verb.tag_ == "VB" and verb.dep_ == "ccomp"
    return causative and verb.head.lower_ in lexicon.labelled("cue_words", "causative")


def _is_counterfactual(page: Page, verb: Token) -> bool:
    """'*Had he said* that …, they would have gone.'"""
    had = (child for child in page.children(verb, "aux") if child.lower_ == "had")
    return page.subject(verb) is not None and any(child.is_sent_start for child in had)


def _is_said_by_nobody(page: Page, verb: Token) -> bool:
    """'*Nothing suggests* that …', '*nobody said* so'."""
    own = page.subject(verb)
    return own is not None and own.lower_ in lexicon.labelled("cue_words", "nobody")


def _is_imperative(page: Page, verb: Token) -> bool:
    """'*Ask* your doctor whether …'"""
    bare = verb.tag_ == "VB" and verb.dep_ == "ROOT" and not page.children(verb, "aux")
    return bare and page.subject(verb) is None


def _is_asked(page: Page, verb: Token) -> bool:
    """'*Who said* that …?', '*whoever says* so'; but not 'the man *who said* so'."""
    own = page.subject(verb)
    return own is not None and own.lower_ in ("who", "what", "whoever") and verb.dep_ not in ("relcl", "acl")


def _is_unsaid_with_another(page: Page, verb: Token) -> bool:
    """'He may write or *say* that …': what is true of the verb before it."""
    return verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.i < verb.i and _is_unsaid(page, verb.head)


_UNSAID = (_is_avoided, _is_concession, _is_negated, _is_modal, _is_conditional)
_UNSAID_WITHOUT_TO = (
    *(_is_caused, _is_counterfactual, _is_said_by_nobody, _is_imperative, _is_asked, _is_unsaid_with_another),
)


# --- the reporting group --------------------------------------------------------------------------------------------


def _left_edge(page: Page, verb: Token, source: Phrase | None) -> int:
    """Where the reporting group begins: with the source, or with the verb's auxiliaries and adverbs."""
    if (host := sources.quoting(verb)) is not None:
        own = page.subject(host)
        return own.left_edge.i if own is not None else host.i
    left = verb.i
    for child in page.children(verb, "aux", "advmod", "auxpass"):
        left = child.i if child.i < left < child.i + 4 and page.inside[child.i] < 0 else left
    return source.start if source and source.start < left and source.end <= verb.i else left


def _right_edge(page: Page, verb: Token, end: int, phrases: tuple[Phrase | None, Phrase | None]) -> int:
    """Where the reporting group ends: behind source, addressee and adverbials, as far as they hold no clause."""
    right = end
    for phrase in phrases:
        if phrase and phrase.start >= verb.i and phrase.start - right < 3:
            right = max(right, phrase.end)
    for child in page.children(verb, *_GROUP_DEPS):
        first = child.left_edge.i
        if child.i >= end and page.inside[child.i] < 0 and first <= right + 1:
            last = child.right_edge.i + 1
            stop = next((i for i in range(first, last) if page.inside[i] >= 0), last)
            if not any(t.dep_ in ("ccomp", "relcl", "advcl") for t in page.tokens[first:stop]):
                right = max(right, stop)
    return right


# --- cues without a verb --------------------------------------------------------------------------------------------


def _according(page: Page) -> Iterator[Cue]:
    """'according to the report', 'in the words of its captain', 'per the league's own figures'."""
    openers = [tuple(opener.split()) for opener in lexicon.labelled("cue_words", "opener")]
    for i in page.where({opener[0] for opener in openers}):
        opener = next((words for words in openers if _reads(page, i, words)), None)
        article = i > 0 and page.words[i - 1] == "," and page.tags[i + 1 : i + 2] in (["DT"], ["NNP"], ["PRP$"])
        # ", per the league", but not "two per cent"
        if opener is None or page.inside[i] >= 0 or (opener == ("per",) and not article):
            continue
        last = page.tokens[i + len(opener) - 1]
        head = next(iter(page.children(last, "pobj")), None) or sources.nominal_head(page, last.i + 1)
        if head is not None:
            source = page.noun_phrase(head, frozenset({last.i}))
            yield Cue("according", i, last.i + 1, source, None, i, source.end)


def _in_words(page: Page) -> Iterator[Cue]:
    """'In Ann Poole's words, …', 'in the mayor's view': the possessor is the source."""
    for token in map(page.tokens.__getitem__, page.where(lexicon.labelled("cue_words", "opinion"))):
        if token.head.lower_ != "in" or page.inside[token.i] >= 0:
            continue
        opener, possessor = token.head, next(iter(page.children(token, "poss")), None)
        closed = token.i + 1 < len(page.tokens) and page.tokens[token.i + 1].text == ","
        before = sources.previous(page, opener.i)
        opens = before is None or before.text in SENTENCE_FINAL | {","} or page.inside[before.i] >= 0
        own = possessor is None or possessor.lower_ in ("my", "our", "your") or token.nbor(-1).lower_ == "own"
        if possessor is not None and closed and opens and not own and 0 < token.i - opener.i < 12:
            source = page.noun_phrase(possessor, frozenset({opener.i, token.i}))
            if page.tokens[source.end - 1].tag_ == "POS":
                source = attrs.evolve(source, end=source.end - 1)
            yield Cue("according", opener.i, opener.i + 1, source, None, opener.i, token.i + 1)


def _nouns(page: Page) -> Iterator[Cue]:
    """'Her claim that …', 'a warning from the council that …': nouns whose words somebody is credited with."""
    nouns = lexicon.words("reporting_nouns")
    for token in map(page.tokens.__getitem__, page.where(nouns | {f"{noun}s" for noun in nouns})):
        singular = token.lower_.removesuffix("s") if token.tag_ == "NNS" else token.lower_
        if token.tag_ not in ("NN", "NNS") or singular not in nouns or page.inside[token.i] >= 0:
            continue
        owner = next(iter(sources.owners(page, token)), None)
        if owner is not None and page.inside[owner.i] < 0:
            that = next((t.i for t in page.tokens[token.i + 1 : token.i + 14] if t.lower_ == "that"), token.i)
            source = page.noun_phrase(owner, frozenset({token.i, that}))
            yield Cue("noun", token.i, token.i + 1, source, None, token.i, token.i + 1)
