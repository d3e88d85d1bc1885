"""Page + reporting verb → its source: the mention of whoever says the words.

The source is the verb's subject, the agent of a passive, the antecedent of *who*, or the noun phrase right beside the cue
where the parser saw none of these; else a subject shared with another verb. Whoever is quoted *as saying* something says it.
"""

from itertools import islice, takewhile

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Phrase, StretchId
from quoteattr.quotations import unsaid, unspoken
from quoteattr.text import antecedents, noun_phrases, unseen_verbs
from quoteattr.text.page import DASHES, FINITE_TAGS, NOMINAL_TAGS, SENTENCE_FINAL, VERB_TAGS, Page

_APPOSITION_TAGS = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "CD", "HYPH", "POS"}
_MESSAGE_LENGTH = 12  # tokens, with its sender
_DOCUMENTS = ("document_nouns", "message_nouns", "reporting_nouns")
_NEAR = 8  # tokens from a passive to the marked words before its agent
_FURTHEST = 4  # steps from a participle up to the verb of its sentence
SIGNS = DASHES | {","}
_INVERTED = ("dobj", "nsubj", "attr", "npadvmod", "oprd", "dep", "appos")  # labels that a subject behind its verb gets


def of_verb(page: Page, verb: Token, end: int) -> tuple[Phrase | None, bool]:
    """The source mention of a verb whose expression, particles included, ends before ``end``, and whether it is another verb's subject."""
    if (host := quoting(page, verb)) is not None:
        quoted = page.children(host, "dobj", "nsubjpass")
        return page.noun_phrase(quoted[0], frozenset({host.i})) if quoted else None, False
    opened = unseen_verbs.subject_of_opener(page, verb.i) if end == verb.i + 1 else None
    if opened is not None and unsaid.can_speak(page, opened):
        behind = page.noun_phrase(opened, frozenset({verb.i})).end
        return Phrase(end, behind, opened.i), False  # '*Concluded* the jury: "No."'
    if (found := _between_signs(page, verb, end) or _quoted(page, verb) or _prompted(page, verb)) is not None:
        return found, False
    if (found := _issuer(page, verb)) is not None:
        return found, True
    if (alias := _alias(page, verb)) is not None:
        return alias, False
    own = page.subject(verb)
    if (by := _agent(page, verb, own, end)) is not None:
        infinitives = page.between("to", by.i, by.right_edge.i)  # "was said by officials *to have* sunk"
        return page.noun_phrase(by, frozenset({verb.i, by.left_edge.i - 1, *infinitives})), False
    if own is not None and (page.inside[own.i] >= 0 or unseen_verbs.leads_with_colon(page, verb, own)):
        own = None  # the parser took words between marks for the subject: '… the mayor,” Poole said'
    passive = page.is_passive(verb)
    subject = _by_subject(page, verb, own) if own is not None and not passive else None
    if (found := subject or _beside(page, verb, end)) is not None:
        return noun_phrases.with_post(page, found, verb.i), False
    return (noun_phrases.message_of(page, verb), False) if passive else _shared_subject(page, verb)


def _alias(page: Page, verb: Token) -> Phrase | None:
    """A name that stands between marks, as it is not the bearer's own: '*“Maria”* told the court', '*“Maria”*, who was there, said'."""
    own = page.subject(verb)
    near = [i for i in (verb.i - 1, own.i if own is not None else -1, verb.i + 1) if 0 <= i < len(page.tokens)]
    for number in (StretchId(page.inside[i]) for i in near if page.inside[i] >= 0):
        start, end = page.bounds[number]
        before = verb.tag_ in FINITE_TAGS and end <= verb.i
        if (name := (unspoken.name_in if before else unspoken.source_in)(page, number)) is not None:
            return Phrase(start, end, name.i)
    return None


def _by_subject(page: Page, verb: Token, own: Token) -> Phrase | None:
    """The source that a verb's subject is: the subject itself, or the antecedent if it is relative; None if it can be no source."""
    if _is_relative(own) and (clause := antecedents.relative_clause(page, verb, own)) is not None:
        return antecedents.antecedent(page, clause, page.subject(clause) or own)
    to_say = own.lower_ == "this" and verb.tag_ == "VB"  # "Ann Poole had *this to say*"
    sourceless = to_say or own.lower_ in lexicon.labelled("cue_words", "sourceless")
    return None if sourceless else page.noun_phrase(own, frozenset({verb.i}))


def _quoted(page: Page, verb: Token) -> Phrase | None:
    """'The paper quoted *Ann Poole*: "…"'."""
    whom = page.children(verb, "dobj") if verb.lower_ in ("quote", "quotes", "quoted", "quoting") else []
    named = whom and page.inside[whom[0].i] < 0 and unsaid.is_somebody(page, whom[0])
    return page.noun_phrase(whom[0], frozenset({verb.i})) if named else None


def _prompted(page: Page, verb: Token) -> Phrase | None:
    """'The vote prompted *critics* to argue that …', 'Poole sacked *Reed* for saying that …'."""
    if page.tags[verb.i] == "VBG" and verb.head.lower_ == "for" and (host := verb.head.head).i < verb.head.i:
        whom = [host] if host.dep_ == "dobj" else page.children(host, "dobj")
        somebody = next((noun for noun in whom if unsaid.is_somebody(page, noun) and page.inside[noun.i] < 0), None)
        return page.noun_phrase(somebody, frozenset({verb.i, verb.head.i})) if somebody is not None else None
    prompts = page.tags[verb.i] == "VB" and verb.head.lower_ in lexicon.labelled("cue_words", "prompting")
    whom = page.children(verb.head, "dobj") if prompts else []
    return page.noun_phrase(whom[0], frozenset({verb.i})) if whom else None


def _issuer(page: Page, verb: Token) -> Phrase | None:
    """Who issues the document whose words a participle reports, wherever the parser attached it: '*The union* sent a note to staff *saying* so'."""
    if verb.tag_ != "VBG" or page.subject(verb) is not None:
        return None
    before = takewhile(lambda word: word.i < verb.i, islice(verb.ancestors, _FURTHEST))
    issues = next((word for word in before if word.tag_ in VERB_TAGS), None)
    if issues is None or issues.lower_ not in lexicon.words("authoring_verbs"):
        return None
    objects = [lexicon.singular(noun.lower_) for noun in page.children(issues, "dobj") if issues.i < noun.i < verb.i]
    if not any(noun in lexicon.words(name) for noun in objects for name in _DOCUMENTS):
        return None
    if sender(page, verb.i) is not None:
        return None  # "ran a letter from *Ann Poole* saying"
    own = page.subject(issues)
    return _by_subject(page, issues, own) if own is not None else _shared_subject(page, issues)[0]


def _beside(page: Page, verb: Token, end: int) -> Phrase | None:
    """Who stands beside a verb that has no subject: a message's sender, who is in an absolute phrase, a name before or behind it."""
    if verb.tag_ == "VBG" and (found := sender(page, verb.i) or noun_phrases.in_absolute(page, verb)) is not None:
        return found
    if (verb.tag_ in ("NN", "NNS") or verb.dep_ == "appos") and page.subject(verb) is None:
        return _before_unseen_verb(page, verb)
    near = unseen_verbs.subject_behind_noun(page, verb) or _adjacent(page, verb, end)
    return page.noun_phrase(noun_phrases.first_joint(page, near), frozenset({verb.i})) if near is not None else None


def _before_unseen_verb(page: Page, verb: Token) -> Phrase | None:
    """Who stands before a verb that the parser took for a noun: 'It was late, *port records* show', '“No,” *the tall, thin man* laughs'."""
    if verb.dep_ == "appos" and verb.head.tag_ == "NNP":
        return page.noun_phrase(verb.head, frozenset({verb.i}))  # '"No," *Ann Poole*, 70, jokes'
    if (subject := unseen_verbs.subject_behind_agent(page, verb)) is not None:
        return page.noun_phrase(subject, frozenset({verb.i}))
    start, comma = page.first_word(verb.left_edge.i, verb.i), unseen_verbs.behind_comma(page, verb.i) or 0
    start = next((i + 1 for i in range(verb.i - 1, start - 1, -1) if page.inside[i] >= 0), start)
    if not FINITE_TAGS.isdisjoint(page.tags[start:comma]):
        start = comma  # a comma behind a verb parts the subject from another clause
    head = noun_phrases.head(page, start) if start < verb.i else None  # "revenues" alone is nobody beside itself
    return Phrase(start, verb.i, min(head.i, verb.i - 1)) if head is not None else None


def _agent(page: Page, verb: Token, own: Token | None, end: int) -> Token | None:
    """Who does it, where the verb is passive: 'was called "a joke" *by Ann Poole*'; 'said *by text message*' names nobody."""
    branded = verb.tag_ == "VBD" and page.word_at(verb.i - 1) == "," and page.inside_at(end) >= 0
    if own is not None and own.dep_ == "nsubj" and own.i < verb.i and not (_is_relative(own) or branded):
        return None  # but 'Dunn, *branded* "a thief" by rivals, left', taken for a past form
    if (by := page.agent(verb)) is None and (verb.tag_ == "VBN" or branded):
        near = page.inside[end : min(end + _NEAR, page.sentence(verb.i).end)]
        marked = next((number for number in near if number >= 0), -1)
        if marked >= 0 and page.lowers[(behind := page.bounds[marked].end) : behind + 1] == ["by"]:
            by = noun_phrases.head(page, behind + 1)
    return by if by is not None and unsaid.can_speak(page, by) else None


def sender(page: Page, i: int) -> Phrase | None:
    """The sender of a message, named before token ``i``: 'got an email from *Ann Poole* saying …', 'a letter by *his wife, Ann*: "…"'."""
    low = max(page.sentence(i).start, i - _MESSAGE_LENGTH)
    opener = next((at for at in range(i - 1, low, -1) if page.lowers[at] in ("from", "by")), None)
    if opener is None or any(page.inside[at] >= 0 for at in range(opener, i)):
        return None
    enclosed = page.word_at(i - 1) == "," in page.words[opener : i - 1]  # "by his landlord, Joe Dunn, telling him"
    end = i - 1 if enclosed else i
    comma = page.words.index(",", opener, end) if "," in page.words[opener:end] else end
    apposed = all(page.words[at] == "," or page.tags[at] in _APPOSITION_TAGS for at in range(comma, end))
    if not apposed or any(page.tokens[at].is_punct for at in range(opener, comma)):
        return None
    far = 5 if page.tag_at(opener - 1) in ("VBN", "VBD") else 2  # "a message he had received from Ann Poole"
    before = {page.lowers[at].removesuffix("s") for at in range(max(low, opener - far), opener)}
    message = not before.isdisjoint(lexicon.words("document_nouns") | lexicon.words("message_nouns"))
    head = noun_phrases.head(page, opener + 1) if message else None
    if head is None or head.i != comma - 1 or not unsaid.can_speak(page, head):
        return None  # "a note by the door"
    return Phrase(opener + 1, end, head.i)


# --- quoted as saying -----------------------------------------------------------------------------------------------


def quoting(page: Page, verb: Token) -> Token | None:
    """The quoting verb above a participle of saying: 'the paper *quoted* her as saying so', '*quoted* Poole saying so'."""
    if page.tags[verb.i] != "VBG" or page.heads[verb.i] > verb.i:
        return None
    above = verb.head
    said_as = above.lower_ == "as"
    host = above.head if said_as else above
    if host.lower_ not in lexicon.labelled("cue_words", "quoting"):
        return None
    whom = () if said_as else page.children(host, "dobj")
    quoted = host.i < above.i if said_as else any(t.i == verb.i - 1 and unsaid.is_somebody(page, t) for t in whom)
    return host if quoted else None


def quotes_somebody(page: Page, verb: Token) -> bool:
    """Whether *as* and a participle follow a quoting verb: 'the paper *quoted* her as saying', where the cue is *saying*."""
    if page.lowers[verb.i] not in lexicon.labelled("cue_words", "quoting"):
        return False
    behind_as = (v for p in page.children(verb, "prep") if p.lower_ == "as" for v in page.dependents(p))
    return any(v.tag_ == "VBG" for v in behind_as)


def _is_relative(word: Token) -> bool:
    return word.lower_ in lexicon.labelled("cue_words", "relative")


# --- beside the verb ------------------------------------------------------------------------------------------------


def _between_signs(page: Page, verb: Token, end: int) -> Phrase | None:
    """The subject of a cue that commas or dashes enclose, whatever the parser thinks: ', said *Ann Poole*,', ', *Poole* says,'."""
    if verb.tag_ not in FINITE_TAGS or end >= len(page.tokens):
        return None
    before, own = page.word_before(verb.i), page.subject(verb)
    if before is not None and before.text in SIGNS and page.inside[before.i] < 0:
        return _before_sign(page, verb, end)
    if own is None or own.i > verb.i:
        return None
    # "The council, *Ann Poole* says, is a joke", where the parser takes her for an apposition
    signs = (i for i in range(verb.i - 1, own.i, -1) if page.words[i] in SIGNS and page.tokens[i].whitespace_)
    comma = next(signs, None)
    if comma is None or page.inside[comma] >= 0 or page.tag_at(comma + 1) not in ("DT", "PRP$", "NNP", "PRP"):
        return None
    head = noun_phrases.head(page, comma + 1)
    alone = head is not None and head.i == verb.i - 1 and unsaid.can_speak(page, head)
    return Phrase(comma + 1, verb.i, verb.i - 1) if alone else None


def _before_sign(page: Page, verb: Token, end: int) -> Phrase | None:
    """', said *Ann Poole*,': a name or description alone between the cue, which ends before ``end``, and the next sign."""
    entries = lexicon.reporting_verbs().get(verb.lower_, ())
    named = noun_phrases.name_behind_post(page, end)  # "said *economist Ann Poole*"
    head = noun_phrases.head(page, named) if named > end or noun_phrases.begins(page, end) else None
    if head is None or not any(e.takes("clause") for e in entries) or not unsaid.can_speak(page, head):
        return None
    high = page.sentence(verb.i).end
    close = next((i for i in range(head.i + 1, high) if page.words[i] in SIGNS or page.inside[i] >= 0), high)
    if close >= high or any(tag in FINITE_TAGS for tag in page.tags[head.i : close]) or page.inside[close] >= 0:
        return None
    behind = noun_phrases.behind_adverbs(page, page.first_word(close, high))
    if behind >= high or page.inside[behind] >= 0:
        return None
    # "In May, said Ann Poole, *the pier will* close", but not ", *the mayor*, who …"
    if page.tags[behind] not in FINITE_TAGS:
        again = noun_phrases.head(page, behind)
        after = again.i + 1 if again is not None else high
        if after >= high or page.tags[after] not in FINITE_TAGS:
            return None
    return Phrase(end, close, head.i)


def _adjacent(page: Page, verb: Token, end: int) -> Token | None:
    """A noun phrase right beside a finite cue that the parser did not take for its subject: '"No," said Ann Poole'."""
    before = page.word_before(verb.i)
    if before is None or before.text in SENTENCE_FINAL:
        return None
    if (compound := noun_phrases.compound(page, before.i)) is not None:
        return compound
    if verb.tag_ in ("VBG", "VB") or (verb.tag_ == "VBN" and verb.dep_ != "amod"):
        return unseen_verbs.subject_of_attribute(page, verb)
    takes_hearer = verb.lower_ in ("told", "tells", "tell")  # ", told *the Courier*"
    follows_sign = page.inside[before.i] >= 0 or (before.text in SIGNS and not takes_hearer)
    if end < len(page.tokens) and follows_sign and (behind := _inverted_subject(page, verb, end, before)) is not None:
        return behind
    found = unseen_verbs.subject_of_participle(page, verb, _left_neighbour(page, before))
    if found is None or _is_main(verb):
        return found
    # "It would take years to mend the pier, *Ann Poole*, 29, said", where the parser attaches her to the pier
    left = page.word_before(found.left_edge.i)
    separate = left is not None and (left.text in SIGNS or page.inside[left.i] >= 0) and verb.dep_ != "relcl"
    named = "NNP" in (found.tag_, page.tag_at(before.i - (before.text == ",")))  # "the firm, *Acme*, said"
    return found if separate and named and verb.tag_ in FINITE_TAGS else None


def _is_main(verb: Token) -> bool:
    """Whether a verb is that of a clause, or should be: 'Ann Poole, of the trust, *noted* fares fell', where the parser sees noted fares."""
    return verb.dep_ in ("ROOT", "ccomp", "parataxis", "dep") or (verb.dep_ == "amod" and verb.tag_ == "VBD")


def _inverted_subject(page: Page, verb: Token, end: int, before: Token) -> Token | None:
    """The subject right behind a verb, which the parser may take for its object: '"No," said the *mayor*'."""
    children = (child for child in page.children(verb, *_INVERTED) if child.i >= end and child.left_edge.i <= end)
    found = next((child for child in children if child.tag_ in NOMINAL_TAGS and page.inside[child.i] < 0), None)
    if page.lowers[end] in ("another", "one") and SIGNS.union(SENTENCE_FINAL).issuperset(page.words[end + 1 : end + 2]):
        found = page.tokens[end]
    elif found is None:
        start = noun_phrases.name_behind_post(page, end)
        found = noun_phrases.head(page, start) if start > end or noun_phrases.begins(page, end) else None
    if found is None or page.inside[before.i] >= 0:
        return found
    # not ", said goodbye, and left", ", said *the mayor* was wrong", "*the driver* never stopped"
    followed_by_verb = page.tag_at(noun_phrases.behind_adverbs(page, found.i + 1)) in FINITE_TAGS
    return found if not followed_by_verb and unsaid.can_speak(page, found) else None


def _left_neighbour(page: Page, token: Token) -> Token | None:
    """The noun phrase that ends right before a cue, or before the aside between commas or dashes that ends there."""
    if token.text in DASHES:
        before = antecedents.before_aside(page, token, token.i)
        return _left_neighbour(page, before) if before is not None and before.text not in DASHES | {","} else None
    if token.text == ",":
        nearer = page.word_before(token.i)
        if nearer is None:
            return None
        if nearer.dep_ == "conj" and page.lowers[nearer.i - 2 : nearer.i] == [",", "or"]:
            return nearer.head  # "the *Bank* of Aldermoor, or BOA, said"
        if nearer.dep_ not in ("appos", "compound", "attr") or nearer.tag_ == "CD":
            # "…, Ann Poole, the head of policy, said": the name stands before the comma that opens the aside
            nearer = antecedents.before_aside(page, token, nearer.i)
            if nearer is None or nearer.tag_ not in NOMINAL_TAGS or page.inside[nearer.i] >= 0:
                return None
            if nearer.tag_ not in ("NNP", "NNPS"):  # "…, the source, who had seen them, told"
                return nearer if page.tags[nearer.i + 2 : nearer.i + 3] in (["WP"], ["WDT"]) else None
        token = nearer
    if token.tag_ not in NOMINAL_TAGS or page.inside[token.i] >= 0:
        return None
    return noun_phrases.first_joined(page, _without_apposition(page, token))


def _without_apposition(page: Page, nearest: Token) -> Token:
    """The noun that a name or description is an apposition to, where that is who speaks: '*the mayor*, Ann Poole, said'."""
    named = page.children(nearest.head, "appos") if nearest.dep_ == "appos" and nearest.tag_ == "NNP" else []
    if any(name.tag_ == "NNP" and name.i < nearest.left_edge.i for name in named):
        return nearest  # "In a note read by her boss, Joe Dunn, *Ann Poole* said", of whom the boss is only one
    token = nearest
    while token.dep_ in ("appos", "compound", "nmod") and token.head.tag_ in NOMINAL_TAGS:
        if token.dep_ == "appos" and token.tag_ == "NNP" and not unsaid.can_speak(page, token.head):
            break
        if token.dep_ == "appos" and token.head.dep_ == "pobj" and noun_phrases.is_in_opening(page, token.head):
            return token
        if token is not nearest and nearest.tag_ == "NNP" and _is_another(page, token, token.head):
            return token  # "In a statement to Acme, *her lawyer*, Ann Poole, said"
        token = token.head
    # "They will hear Ann Poole, the former mayor, *the clerk* said", where the parser takes him for the mayor
    return nearest if _is_another(page, nearest, token) else token


def _is_another(page: Page, noun: Token, other: Token) -> bool:
    """Whether a noun is no apposition to ``other``, as it has an article behind a comma, and other is no subject: 'told Acme, *her lawyer* said'."""
    first = noun.left_edge.i
    begins = page.tags[first] in ("DT", "PRP$") and page.word_at(first - 1) == ","
    return begins and other.dep_ in ("attr", "dobj", "pobj") and unsaid.can_speak(page, noun)


# --- another verb's subject -----------------------------------------------------------------------------------------


def _shared_subject(page: Page, verb: Token) -> tuple[Phrase | None, bool]:
    """The subject that a coordinated, participial or infinitival verb shares, and whether it is that of another verb."""
    current = verb
    for _ in range(6):
        head = current.head
        if head.i == current.i:
            break
        if _is_attribute(page, verb, current):
            return page.noun_phrase(head, frozenset({verb.i})), not (current is verb and _is_subject(page, verb, head))
        current = _clause_above(page, verb, current)
        own = page.subject(current)
        if own is not None and own.lower_ in ("which", "that") and verb.tag_ == "VBG":
            continue  # "ruled out the plan, which is costly, saying that …": it is not the plan that says so
        if own is not None and _is_relative(own) and current.dep_ == "relcl":
            main = next(current.head.ancestors, current)
            parted = verb.dep_ == "pcomp" and page.word_at(verb.head.i - 1) == ","
            if parted and main.lower_ in lexicon.reporting_verbs():
                own = page.subject(main)  # '"No," he told Reed, who laughed, before *adding*': it is he who adds
                return (page.noun_phrase(own, frozenset({main.i, verb.i})), True) if own is not None else (None, False)
            return page.noun_phrase(current.head, frozenset({own.i})), True
        if own is not None:
            return page.noun_phrase(own, frozenset({current.i, verb.i})), True
        if (by := page.agent(current)) is not None:
            return page.noun_phrase(by, frozenset({verb.i})), True
    return None, False


def _is_subject(page: Page, verb: Token, noun: Token) -> bool:
    """Whether a noun is the subject of a verb that the parser takes for its attribute: '"No," *Ann Poole*, 19, recalled on Monday'."""
    follows_marks = page.inside_at(noun.left_edge.i - 1) >= 0
    if noun.i == verb.i - 1:  # '"No," *Ann Poole* posted on Facebook.'
        return follows_marks and FINITE_TAGS.isdisjoint(page.tags[verb.i : page.sentence(verb.i).end])
    verb_follows = noun.dep_ == "nsubj" and noun.head.i > noun.i  # another verb has it
    return page.word_at(verb.i - 1) == "," and not verb_follows and (follows_marks or verb.tag_ in FINITE_TAGS)


def _is_attribute(page: Page, verb: Token, current: Token) -> bool:
    """Whether a clause is an attribute of the noun that governs it: not 'was at *pains to say*', as pains say nothing."""
    head = current.head
    if any(_is_behind_claim(page, verb, clause) for clause in head.rights):
        return False
    says = current is not verb or verb.tag_ != "VB" or unsaid.can_speak(page, head)
    return says and (current.dep_ == "relcl" or (current.dep_ == "acl" and head.tag_ in NOMINAL_TAGS))


def _clause_above(page: Page, verb: Token, current: Token) -> Token:
    """The verb of the clause that ``current``, on the way up from a cue's verb, belongs to."""
    head, tag = unsaid.refusal(page, current) or current.head, current.tag_
    if current.dep_ == "conj" and tag in FINITE_TAGS and head.dep_ == "ccomp" and head.head.tag_ == tag:
        head = head.head  # "He said it was early and promised": the parser hung the promise on "was"
    if verb.tag_ != "VBG" or head.head.i > head.i:
        return head
    if head.dep_ == "ccomp" and head.head.lower_ in lexicon.reporting_verbs():
        return head.head  # "The general said they had left, insisting that …": it is the general who insists
    above = next((word for word in head.ancestors if word.tag_ in VERB_TAGS), head)
    return above if _is_behind_claim(page, verb, head) else head


def _is_behind_claim(page: Page, verb: Token, clause: Token) -> bool:
    """Whether a participle stands behind the clause of a noun, and is not the noun's: 'rejected claims that they *had left*, *calling* it a lie'."""
    behind = clause.i < verb.i and verb.tag_ == "VBG" and page.word_at(verb.i - 1) == ","
    own = page.subject(clause) if behind and clause.dep_ in ("acl", "relcl") else None
    return own is not None and not _is_relative(own)
