"""Page → cues: reporting expressions, each with its source and addressee.

A cue is a reporting verb (said), a noun that reports (her claim that …) or a preposition (according to). Its source is
the verb's subject, the agent of a passive, the subject that a coordinated or participial verb shares with another one,
the antecedent of *who*, or the noun phrase that stands right beside the cue where the parser saw none of these.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Phrase
from quoteattr.text.page import DASHES, FINITE_TAGS, NOMINAL_TAGS, SENTENCE_FINAL, VERB_TAGS, Page

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "hardly", "nor", "neither"})
_CONDITIONS = frozenset({"if", "unless", "until", "whether", "lest"})
_CALLING = frozenset(["rang", "called", "phoned", "telephoned", "wrote", "emailed", "texted", "messaged", "radioed"])
_QUOTING = frozenset(
    {"quote", "quotes", "quoted", "cite", "cites", "cited", "report", "reported", "record", "recorded"}
)
_GOING_ON = frozenset(
    {"went", "goes", "going", "gone", "continued", "continues", "continue", "proceeded", "hastened", "rushed"}
)
_CAUSATIVE = frozenset(
    ["make", "makes", "made", "making", "let", "lets", "letting", "help", "helps", "helped", "helping", "have", "had"]
)
_AVOIDING = frozenset(
    [
        "avoid",
        "avoids",
        "avoided",
        "avoiding",
        "stop",
        "stops",
        "stopped",
        "stopping",
        "refuse",
        "without",
        "of",
        "from",
        "consider",
        "considered",
        "considering",
    ]
)
_OPENERS = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "opinion", "of"),
    ("in", "the", "view", "of"),
    ("per",),
)
_OPENING = frozenset(opener[0] for opener in _OPENERS)
_REPORTER = frozenset({"i", "we", "you", "one"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_INVERTED = frozenset({"dobj", "nsubj", "attr", "npadvmod", "oprd", "dep", "appos"})
_GROUP_DEPS = frozenset(
    {"aux", "auxpass", "advmod", "npadvmod", "prt", "dobj", "dative", "prep", "agent", "tmod", "neg"}
)


def find(page: Page) -> tuple[Cue, ...]:
    """The cues of a page that report speech, in order; negated, modal and conditional ones are left out."""
    verbs = (cue for i in page.where(lexicon.reporting_verbs()) if (cue := _verb_cue(page, page.tokens[i])))
    return tuple(sorted([*verbs, *_according(page), *_in_words(page), *_nouns(page)], key=lambda cue: cue.start))


def _verb_cue(page: Page, token: Token) -> Cue | None:
    if page.inside[token.i] >= 0 or _is_noun(token):
        return None
    entries = lexicon.reporting_verbs()[token.lower_]
    entry = next((e for e in entries if _has_particles(page, token, e.particles)), None)
    if (
        entry is None
        or not (_is_verb(page, token) or _is_misread(page, token, entry.frames))
        or _in_name(page, token)
        or _blocked(page, token)
    ):
        return None
    frames = frozenset().union(*(e.frames for e in entries if e.particles == entry.particles))
    end = token.i + 1 + len(entry.particles)
    if _quotes_somebody(page, token):
        return None  # "the paper quoted her as saying": the cue is "saying"
    host = _quoting(token)
    source, inherited = _source(page, token, end) if host is None else (_quoted_source(page, host), False)
    if inherited and token.tag_ == "VBN" and token.dep_ in ("advcl", "acl") and not page.children(token, "aux"):
        return None  # "Asked whether it hurt, she said no": she was asked
    if source and _is_reporter(page, source):
        return None
    if source and "ofger" in frames and (of := _before_gerund(page, source)) is not None:
        source = attrs.evolve(source, end=of)
    addressee = _addressee(page, token, frames)
    if addressee and source and addressee.head == source.head:
        addressee = None
    left, right = _group(page, token, end, None if inherited else source, addressee)
    if host is not None:
        left = own.left_edge.i if (own := page.subject(host)) is not None else host.i
    passive = bool(page.children(token, "auxpass")) or (token.tag_ == "VBN" and not page.children(token, "aux"))
    return Cue(token.i, end, frames, source, addressee, left, right, inherited, passive)


def _is_verb(page: Page, token: Token) -> bool:
    """Whether the parser takes a word for a verb: by its tag, or by the subject it gives it (the report notes: "…")."""
    if token.tag_ == "NNS":
        return any(child.dep_ == "nsubj" and child.i < token.i for child in page.dependents(token))
    return token.tag_ in VERB_TAGS and token.dep_ != "amod"


def _is_misread(page: Page, token: Token, frames: frozenset[str]) -> bool:
    """Whether the marks around a word show a cue that the parser takes for an attribute: '"…", added Poole.'"""
    if "np" in frames and page.marked_as(token.i + 1) is not None:
        return True
    before = token.i - 1 - (token.i > 0 and page.tokens[token.i - 1].text == ",")
    behind_marks = before >= 0 and page.inside[before] >= 0 and page.bounds[page.inside[before]][1] == before + 1
    return "quote" in frames and token.tag_ in ("VBN", "VBD") and behind_marks


def _is_noun(token: Token) -> bool:
    """Whether a participle is used as a noun: 'the paper's reporting'."""
    return token.tag_ == "VBG" and token.i > 0 and token.nbor(-1).tag_ in ("POS", "PRP$", "DT")


def _has_particles(page: Page, verb: Token, particles: tuple[str, ...]) -> bool:
    following = page.tokens[verb.i + 1 : verb.i + 1 + len(particles)]
    return tuple(token.lower_ for token in following) == particles


def _before_gerund(page: Page, source: Phrase) -> int | None:
    """Where an agent ends that swallows the accusation: 'accused by opponents of hiding the bill'."""
    for i in range(source.head + 1, source.end - 1):
        if page.tokens[i].lower_ == "of" and page.tokens[i + 1].tag_ == "VBG":
            return i
    return None


def _in_name(page: Page, token: Token) -> bool:
    """A capitalised verb in mid-sentence is part of a name (North East Says No), unless it stands in a headline."""
    if not token.text[0].isupper() or page.passages[page.passage_of[token.i]].kind != "body":
        return False
    before = _previous(page, token.i)
    return before is not None and page.inside[before.i] < 0 and (before.is_alpha or before.text in ("'s", "’s"))


def _blocked(page: Page, verb: Token) -> bool:
    """Negated, modal, conditional or merely possible speech: nothing has been said."""
    if verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "pcomp") and verb.head.lower_ in _AVOIDING:
        return True
    before = verb.nbor(-1).lower_ if verb.i else ""
    if verb.lower_ == "said" and before == "that" and (verb.i < 2 or verb.nbor(-2).is_punct or verb.nbor(-2).is_space):
        return True  # "That said, it is late"
    for child in page.dependents(verb):
        if child.dep_ == "neg" or child.lower_ in _NEGATIONS:
            return True
        if child.dep_ == "aux" and child.tag_ == "MD":
            return True
        if child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            return True
    if verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in page.dependents(verb)):
        return verb.head.lower_ not in _GOING_ON and not (verb.lower_ == "say" and verb.head.lower_ in _CALLING)
    if verb.tag_ == "VB" and verb.dep_ == "ccomp" and verb.head.lower_ in _CAUSATIVE:
        return True
    own = page.subject(verb)
    if own is not None and any(c.lower_ == "had" and c.is_sent_start for c in page.children(verb, "aux")):
        return True  # "Had he said that …, they would have gone"
    if own is not None and own.lower_ in ("nothing", "nobody", "none"):
        return True
    if own is None and verb.tag_ == "VB" and verb.dep_ == "ROOT" and not page.children(verb, "aux"):
        return True  # "Ask your doctor whether …"
    if own is not None and own.lower_ in ("who", "what", "whoever") and verb.dep_ not in ("relcl", "acl"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VB":
        return verb.head.i < verb.i and _blocked(page, verb.head)
    return False


def _source(page: Page, verb: Token, end: int) -> tuple[Phrase | None, bool]:
    """The source mention of a verb, and whether it is another verb's subject."""
    own = page.subject(verb)
    by = page.agent(verb)
    if by is not None:
        return page.noun_phrase(by, frozenset({verb.i})), False
    if own is not None and page.inside[own.i] >= 0:
        own = None  # the parser took words between marks for the subject: '… the mayor,” Poole said'
    if own is not None and own.dep_ != "nsubjpass":
        if own.lower_ in _RELATIVE and verb.dep_ == "relcl":
            noun = _person_before(verb.head) if own.lower_ == "who" else verb.head
            if (said_to_be := _subject_of_attribute(page, noun)) is not None:
                return page.noun_phrase(said_to_be), False  # "Poole is a critic of the plan who says that …"
            return page.noun_phrase(noun, frozenset({own.i})), False
        if own.lower_ not in ("what", "which", "that", "there"):
            return page.noun_phrase(own, frozenset({verb.i})), False
    if (beside := _adjacent(page, verb, end)) is not None:
        return page.noun_phrase(beside, frozenset({verb.i})), False
    if own is not None and own.dep_ == "nsubjpass":
        return None, False
    return _shared_subject(page, verb)


def _person_before(noun: Token) -> Token:
    """Whom *who* can mean: 'the *critic* of the plan who says', where the parser hangs it on the plan."""
    host = noun.head.head
    person = lexicon.is_role_word(host.text) and host.tag_ in NOMINAL_TAGS
    thing = noun.dep_ == "pobj" and noun.tag_ == "NN" and not lexicon.is_role_word(noun.text)
    return host if thing and person else noun


def _subject_of_attribute(page: Page, noun: Token) -> Token | None:
    """The subject that a noun is said to be, with a copula: '*Poole* is a critic'."""
    while noun.dep_ == "conj" and noun.head.tag_ in NOMINAL_TAGS:
        noun = noun.head
    own = page.subject(noun.head) if noun.dep_ == "attr" and noun.ent_type_ != "PERSON" else None
    return own if own is not None and own.tag_ in ("NNP", "NNPS", "PRP") else None


def _adjacent(page: Page, verb: Token, end: int) -> Token | None:
    """A noun phrase right beside a finite cue that the parser did not take for its subject: '"No," said Ann Poole'."""
    if verb.tag_ in ("VBG", "VB") or (verb.tag_ == "VBN" and verb.dep_ != "amod"):
        return None
    before = _previous(page, verb.i)
    after_marks = before is not None and (page.inside[before.i] >= 0 or before.text in DASHES | {","})
    if after_marks and end < len(page.tokens):
        for child in page.dependents(verb):
            if (
                page.inside[child.i] < 0
                and child.i >= end
                and child.dep_ in _INVERTED
                and child.tag_ in NOMINAL_TAGS
                and child.left_edge.i <= end
            ):
                return child
        following = page.tokens[end]
        behind = page.tokens[end + 1] if end + 1 < len(page.tokens) else None
        alone = following.tag_ in ("NN", "NNS") and (behind is None or behind.is_punct or behind.is_space)
        if alone or following.tag_ in ("NNP", "PRP", "DT", "PRP$", "NNPS") or following.is_title:
            return _nominal_head(page, end)
    if verb.dep_ in ("ROOT", "ccomp", "parataxis", "dep") and before is not None:
        return _left_neighbour(page, before)
    return None


def _left_neighbour(page: Page, token: Token) -> Token | None:
    """The noun phrase that ends right before a cue, or before the aside between commas or dashes that ends there."""
    if token.text in DASHES:
        low, _ = page.sentence(token.i)
        opening = next((t for t in reversed(page.tokens[low : token.i]) if t.text == token.text), None)
        before = _previous(page, opening.i) if opening is not None else None
        return _left_neighbour(page, before) if before is not None and before.text not in DASHES | {","} else None
    if token.text == ",":
        nearer = _previous(page, token.i)
        if nearer is None:
            return None
        if nearer.dep_ not in ("appos", "compound", "attr"):
            # "…, Ann Poole, the head of policy, said": the name stands before the comma that opens the aside
            low, _ = page.sentence(token.i)
            opening = next((t for t in reversed(page.tokens[low : nearer.i]) if t.text == ","), None)
            nearer = _previous(page, opening.i) if opening is not None else None
            if nearer is None or nearer.tag_ not in ("NNP", "NNPS"):
                return None
        token = nearer
    if token.tag_ not in NOMINAL_TAGS or page.inside[token.i] >= 0:
        return None
    while token.dep_ in ("appos", "compound", "nmod") and token.head.tag_ in NOMINAL_TAGS:
        token = token.head
    return token


def _previous(page: Page, i: int) -> Token | None:
    while i > 0 and page.passage_of[i - 1] == page.passage_of[i]:
        i -= 1
        if not page.tokens[i].is_space:
            return page.tokens[i]
    return None


def _nominal_head(page: Page, start: int) -> Token | None:
    """The head of the noun phrase that starts at a token, read off the tags."""
    head = None
    for token in page.tokens[start : start + 12]:
        if page.inside[token.i] >= 0:
            break
        if token.tag_ in NOMINAL_TAGS:
            head = token
        elif token.tag_ not in ("DT", "PRP$", "JJ", "POS", "CD", "JJS", "JJR") and token.text != ".":
            break
    return head


def _shared_subject(page: Page, verb: Token) -> tuple[Phrase | None, bool]:
    """The subject of the clause that a coordinated, participial or infinitival cue belongs to."""
    current = verb
    for _ in range(6):
        head = current.head
        if head.i == current.i:
            break
        if current.dep_ == "acl" and head.tag_ in NOMINAL_TAGS:
            return page.noun_phrase(head, frozenset({verb.i})), True
        if current.dep_ == "relcl":
            return page.noun_phrase(head, frozenset({verb.i})), True
        if (
            current.dep_ == "conj"
            and current.tag_ in FINITE_TAGS
            and head.dep_ == "ccomp"
            and head.head.tag_ == current.tag_
        ):
            head = head.head  # "He said it was early and promised": the parser hung the promise on "was"
        if (
            verb.tag_ == "VBG"
            and head.dep_ == "ccomp"
            and head.head.lower_ in lexicon.reporting_verbs()
            and head.head.i < head.i
        ):
            head = head.head  # "The general said they had left, insisting that …": it is the general who insists
        current = head
        own = page.subject(current)
        if own is not None and own.lower_ in ("which", "that") and verb.tag_ == "VBG":
            continue  # "ruled out the plan, which is costly, saying that …": it is not the plan that says so
        if own is not None:
            if own.lower_ in _RELATIVE and current.dep_ == "relcl":
                return page.noun_phrase(current.head, frozenset({own.i})), True
            return page.noun_phrase(own, frozenset({current.i, verb.i})), True
        if (by := page.agent(current)) is not None:
            return page.noun_phrase(by, frozenset({verb.i})), True
    return None, False


def _is_reporter(page: Page, source: Phrase) -> bool:
    """Whether reporters, or people at large, speak of themselves: 'I asked', 'one might say' (but not 'one of them')."""
    word = page.tokens[source.head].lower_
    return word in _REPORTER and page.inside[source.head] < 0 and (word != "one" or source.end - source.start == 1)


def _quoting(verb: Token) -> Token | None:
    """The verb that has somebody quoted *as saying* something: the paper *quoted* her as saying so."""
    preposition = verb.head
    if verb.tag_ != "VBG" or preposition.lower_ != "as" or preposition.head.i >= preposition.i:
        return None
    return preposition.head if preposition.head.lower_ in _QUOTING else None


def _quotes_somebody(page: Page, verb: Token) -> bool:
    """Whether *as* and a participle follow a quoting verb: *quoted* her as saying."""
    participles = (
        v for p in page.children(verb, "prep") if p.lower_ == "as" for v in page.dependents(p) if v.tag_ == "VBG"
    )
    return verb.lower_ in _QUOTING and any(participles)


def _quoted_source(page: Page, host: Token) -> Phrase | None:
    quoted = next(iter(page.children(host, "dobj", "nsubjpass")), None)
    return page.noun_phrase(quoted, frozenset({host.i})) if quoted is not None else None


def _addressee(page: Page, verb: Token, frames: frozenset[str]) -> Phrase | None:
    for child in page.dependents(verb):
        if child.i > verb.i and "to" in frames and child.dep_ in ("dobj", "dative") and page.inside[child.i] < 0:
            behind = page.tokens[child.i + 1 : child.i + 2]
            clause = {t.i for t in behind if t.lower_ in ("that", "if", "whether")}  # "reminded pupils that …"
            if "inf" not in frames and not page.children(verb, "ccomp"):
                clause |= {t.left_edge.i for t in page.children(child, "relcl") if _has_own_subject(page, t)}
            return page.noun_phrase(child, frozenset({verb.i, *clause}))
        if child.i > verb.i and child.dep_ in ("prep", "dative") and child.lower_ == "to":
            for grandchild in page.dependents(child):
                if grandchild.dep_ == "pobj" and page.inside[grandchild.i] < 0:
                    return page.noun_phrase(grandchild, frozenset({verb.i}))
    if "to" in frames and (own := page.subject(verb)) is not None and own.dep_ == "nsubjpass":
        return page.noun_phrase(own, frozenset({verb.i}))  # "the court was told that …"
    return _channel(page, verb)


def _has_own_subject(page: Page, verb: Token) -> bool:
    """Whether a clause that the parser takes for a relative one is none: 'telling the jury she had been alone'."""
    own = page.subject(verb)
    return own is not None and own.i == verb.left_edge.i and own.tag_ == "PRP"


def _channel(page: Page, verb: Token) -> Phrase | None:
    """Where the words stand: 'in a statement', 'in an interview with the paper', 'on Facebook'."""
    for preposition in page.children(verb, "prep"):
        for noun in page.children(preposition, "pobj"):
            document = preposition.lower_ in ("in", "at", "via") and (
                noun.lower_ in lexicon.words("document_nouns") or noun.lower_ in lexicon.words("occasion_nouns")
            )
            if page.inside[noun.i] < 0 and (
                document
                or (preposition.lower_ == "on" and noun.tag_ == "NNP" and noun.ent_type_ not in ("DATE", "TIME"))
            ):
                return page.noun_phrase(noun, frozenset({verb.i}))
    return None


def _group(page: Page, verb: Token, end: int, source: Phrase | None, addressee: Phrase | None) -> tuple[int, int]:
    """How far the reporting group reaches to both sides of the verb."""
    left, right = verb.i, end
    for child in page.dependents(verb):
        if (
            child.i < left
            and child.dep_ in ("aux", "advmod", "auxpass")
            and page.inside[child.i] < 0
            and left - child.i < 4
        ):
            left = child.i
    if source and source.start < left and source.end <= verb.i:
        left = source.start
    for phrase in (source, addressee):
        if phrase and phrase.start >= verb.i and phrase.start - right < 3:
            right = max(right, phrase.end)
    for child in page.dependents(verb):
        if child.i >= end and child.dep_ in _GROUP_DEPS and page.inside[child.i] < 0 and child.left_edge.i <= right + 1:
            stop = next(
                (i for i in range(child.left_edge.i, child.right_edge.i + 1) if page.inside[i] >= 0),
                child.right_edge.i + 1,
            )
            if not any(t.dep_ in ("ccomp", "relcl", "advcl") for t in page.tokens[child.left_edge.i : stop]):
                right = max(right, stop)
    return left, right


def _according(page: Page) -> Iterator[Cue]:
    """'according to the report', 'in the words of its captain', 'per the league's own figures'."""
    for token in map(page.tokens.__getitem__, page.where(_OPENING)):
        opener = next((o for o in _OPENERS if o[0] == token.lower_ and _has_particles(page, token, o[1:])), None)
        if opener is None or page.inside[token.i] >= 0:
            continue
        last = page.tokens[token.i + len(opener) - 1]
        following = page.tokens[last.i + 1 : last.i + 2]
        if opener == ("per",) and not (
            following
            and following[0].tag_ in ("DT", "NNP", "PRP$")
            and token.i
            and page.tokens[token.i - 1].text == ","
        ):
            continue
        head = next(iter(page.children(last, "pobj")), None) or _nominal_head(page, last.i + 1)
        if head is not None:
            source = page.noun_phrase(head, frozenset({last.i}))
            yield Cue(token.i, last.i + 1, frozenset({"according"}), source, None, token.i, source.end)


def _in_words(page: Page) -> Iterator[Cue]:
    """'In Ann Poole's words, …', 'in the mayor's view': the possessor is the source."""
    for token in map(page.tokens.__getitem__, page.where(("words", "view", "opinion"))):
        if token.head.lower_ != "in" or page.inside[token.i] >= 0:
            continue
        opener, possessor = token.head, next(iter(page.children(token, "poss")), None)
        closed = token.i + 1 < len(page.tokens) and page.tokens[token.i + 1].text == ","
        before = _previous(page, opener.i)
        opens = before is None or before.text in SENTENCE_FINAL | {","} or page.inside[before.i] >= 0
        own = possessor is None or possessor.lower_ in ("my", "our", "your") or token.nbor(-1).lower_ == "own"
        if possessor is not None and closed and opens and not own and 0 < token.i - opener.i < 12:
            source = page.noun_phrase(possessor, frozenset({opener.i, token.i}))
            if page.tokens[source.end - 1].tag_ == "POS":
                source = attrs.evolve(source, end=source.end - 1)
            yield Cue(opener.i, opener.i + 1, frozenset({"according"}), source, None, opener.i, token.i + 1)


def _nouns(page: Page) -> Iterator[Cue]:
    """'Her claim that …', 'a warning from the council that …': nouns whose words somebody is credited with."""
    nouns = lexicon.words("reporting_nouns")
    for token in map(page.tokens.__getitem__, page.where(nouns | {f"{noun}s" for noun in nouns})):
        singular = token.lower_.removesuffix("s") if token.tag_ == "NNS" else token.lower_
        noun = token.tag_ in ("NN", "NNS") and singular in nouns
        if not noun or page.inside[token.i] >= 0:
            continue
        credited = [
            *page.children(token, "poss"),
            *(
                g
                for p in page.children(token, "prep")
                if p.lower_ in ("of", "from", "by")
                for g in page.children(p, "pobj")
            ),
        ]
        if credited and page.inside[credited[0].i] < 0:
            that = next((t.i for t in page.tokens[token.i + 1 : token.i + 14] if t.lower_ == "that"), token.i)
            source = page.noun_phrase(credited[0], frozenset({token.i, that}))
            yield Cue(token.i, token.i + 1, frozenset({"noun"}), source, None, token.i, token.i + 1)
