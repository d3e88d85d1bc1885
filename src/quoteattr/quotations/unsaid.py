"""Page + verb → whether it reports nothing, as nobody has said the words.

The verb itself may be negated, only possible, asked or commanded, or stand under words that
disown it: there is *no evidence that* she said so, it is *false that* …, she *denied* saying so. Also, which noun phrases
can say anything at all: *the wind threatens to sink the ferry* reports nothing.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Phrase
from quoteattr.text import antecedents, noun_phrases
from quoteattr.text.page import LOOSE, NOUN_TAGS, SENTENCE_FINAL, VERB_TAGS, Page

_FURTHEST = 8  # steps up from a verb
_REFLEXIVES = frozenset({"himself", "herself", "themselves", "myself"})
_SIGNS = LOOSE | SENTENCE_FINAL
_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubjpass", "acl", "pcomp")


def is_unsaid(page: Page, verb: Token) -> bool:
    """Negated, modal, conditional, asked or disowned speech: nothing has been said."""
    # without an auxiliary (*may* say, *to* say, *did* he say) a verb is neither modal nor an infinitive, nor inverted
    helped = bool(page.children(verb, "aux"))
    if _is_by_itself(page, verb) or (helped and _is_modal(page, verb)):
        return True
    if helped and _is_infinitive(page, verb):
        unsaid = _is_only_intended(page, verb)
    else:
        bare = page.tags[verb.i] in ("VB", "VBP") and any(reason(page, verb) for reason in _BARE_REASONS)
        unsaid = bare or _is_asked(page, verb) or (helped and _is_inverted(page, verb))
    above = _hosts(page, verb)
    return unsaid or any(page.once(_disowns, child, host) or page.once(_leaves_open, host) for child, host in above)


def _is_by_itself(page: Page, verb: Token) -> bool:
    """Whether the words beside a verb show that nothing has been said, be it an infinitive or not."""
    return (
        _is_negated(page, verb)
        or _is_avoided(page, verb)
        or _is_to_oneself(page, verb)
        or _is_about_a_name(page, verb)
        or _is_concession(page, verb)
        or _is_conditional(page, verb)
        or _is_forged(page, verb)
    )


def is_disclaimed(page: Page, verb: Token) -> bool:
    """Whether the text says that words were not said, rather than that they may be."""
    own = _is_negated(page, verb) or _is_to_oneself(page, verb)
    return own or any(_disowns(page, child, host) for child, host in _hosts(page, verb))


def is_said_by_nobody(page: Page, source: Phrase) -> bool:
    """Whether a source mention names nobody: '*no official* said so', '*neither* Poole *nor* Reed', '*tradition* says'."""
    head = page.lowers[source.head]
    if head in _words("speechless") and page.tags[source.head] in ("NN", "NNS"):
        return True
    first, nobody = page.first_word(source.start, source.end), _words("nobody")
    word, behind = page.lowers[first], page.lower_at(first + 1)
    if word != "not" and word not in nobody and (head not in nobody or head == "no"):  # "Juror *No* 6"
        return False
    if page.lowers[first + 1 : first + 3] == ["other", "than"]:
        return False  # "none other than Ann Poole"
    if page.words[first].istitle() and first > page.first_word(page.sentence(first).start, first):
        return False  # "the No campaign", of which only "No campaign" may be left
    if word == "not":  # "not one official", "not a single official", but "not only Ann Poole"
        return behind in ("one", "a", "any")
    return page.inside[first] < 0 and (page.tag_at(first + 1) != "CD" or behind == "one")  # not "No 10"


@lexicon.remembered
def _words(label: str) -> frozenset[str]:
    return lexicon.labelled("cue_words", label)


# --- who can say anything --------------------------------------------------------------------------------------------


def can_speak(page: Page, head: Token) -> bool:
    """Whether a noun phrase may stand for somebody, a body or a document, by its head: not 'the wind', 'the move', 'Monday'."""
    word, singular = head.lower_, lexicon.singular(head.lower_)
    pronoun_or_number = page.is_age(head.i) or head.tag_ in ("PRP", "PRP$", "WP", "DT", "CD")
    if pronoun_or_number or head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return word not in ("it", "this", "that")
    if head.tag_ in ("NNP", "NNPS") or word == "many":
        return head.ent_type_ not in ("DATE", "TIME")
    words = {word, singular, "".join(page.lowers[max(head.i - 2, 0) : head.i + 1])}  # "the *start-up*"
    known = any(words & lexicon.words(name) for name in ("people_nouns", "organisation_nouns"))
    known = known or lexicon.is_post(word) or lexicon.is_post(singular) or noun_phrases.is_written(page, head)
    return known or noun_phrases.names_somebody(page, head.i)  # "*Lund* threatens to quit", taken for a thing


def is_somebody(page: Page, head: Token) -> bool:
    """Whether a noun phrase stands for a person, by its head."""
    if head.tag_ == "PRP":
        return head.lower_ in ("he", "she", "they")
    named = head.tag_ in ("NNP", "NNPS") and head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE", "")
    known = lexicon.is_post(head.lower_) or head.lower_ in lexicon.words("people_nouns")
    return named or known or page.is_age(head.i) or head.ent_type_ == "PERSON"


def is_document(page: Page, cue: Cue) -> bool:
    """Whether the source finds or hears rather than says: a report, a body, a coroner ('the court heard that …')."""
    if cue.source is None:
        return False
    head, verb = page.tokens[cue.source.head], page.lowers[cue.verb]
    if verb in _words("hearing"):
        return head.lower_ in _words("hearer")
    # "Lord Teale *held* that the contract was void"
    judges = verb == "held" and page.tags[cue.verb] == "VBD" and is_somebody(page, head)
    if head.lower_ in ("they", "it"):
        head = antecedents.subject_before(page, head.i) or head  # "Scientists tagged the fish. *They* found that …"
    # "Poole and *colleagues* found that …"
    finder = any(t.lower_.removesuffix("s") in _words("finder") for t in (head, *page.children(head, "conj")))
    is_document = not lexicon.words("document_nouns").isdisjoint((head.lower_, head.lower_.removesuffix("s")))
    return judges or finder or is_document or head.ent_type_ == "ORG"


# --- by the verb's own words ----------------------------------------------------------------------------------------


def _is_infinitive(page: Page, verb: Token) -> bool:
    """Whether a verb stands behind *to*: '*to say*', 'going *to say*', 'gon*na say*'."""
    return page.tags[verb.i] == "VB" and any(child.lower_ in ("to", "na") for child in page.children(verb, "aux"))


def _is_only_intended(page: Page, verb: Token) -> bool:
    """Whether an infinitive is not known to have been said: 'hopes *to say*', '*to say* that …'; not 'went on to say', 'rang to say'."""
    if not _is_infinitive(page, verb):
        return False
    host = verb.head
    frames = {frame for entry in lexicon.reporting_verbs().get(verb.lower_, ()) for frame in entry.frames}
    if "doc" in frames and "clause" not in frames and host.lower_ in _words("attempting"):
        return True  # "is trying *to determine* whether it rained"
    hosts = (host, host.head)  # "would be wrong to say", "did not try to say"
    return not _is_done(page, verb, host) or any(
        _is_negated(page, above) or _is_modal(page, above) or _is_infinitive(page, above) for above in hosts
    )


def _is_done(page: Page, verb: Token, host: Token) -> bool:
    """Whether who does what the host tells has said so, too: '*rang* to say', '*prompted* her to say', '*went on* to say'."""
    called = verb.lower_ in ("say", "ask", "tell") and host.lower_ in _words("calling")
    if called or (host.lower_ in _words("prompting") and noun_phrases.caused(page, host, verb)):
        return True
    behind = page.lowers[host.i + 1 : host.i + 3]
    if host.lower_ in _words("turning") and (behind[:1] == ["to"] or behind == ["out", "to"]):
        return True  # "*took to* the radio to warn", "*reached out to* the mayor to ask"
    before = page.lower_at(verb.i - 2)
    if before in _words("dared") and not _words("daring").isdisjoint((host.lower_, host.head.lower_)):
        return True  # "*had the nerve* to say", "*took the chance* to say"
    # "was *first* to report", "had *this* to say", "went *so far as* to say"
    two_before = " ".join(page.lowers[max(verb.i - 3, 0) : verb.i - 1])
    return not _words("going-on").isdisjoint((host.lower_, before, two_before))


def _is_avoided(page: Page, verb: Token) -> bool:
    """'He *avoided saying* that …', 'without saying', 'denied saying', 'was wary *about saying*', 'would sooner die *than say* so'."""
    before = page.lowers[max(verb.i - 2, 0) : verb.i]
    wrong = before == ["wrong", "to"] and "it" in page.lowers[max(verb.i - 5, 0) : verb.i - 2]  # "it is *wrong to say*"
    if wrong or before == ["instead", "of"] or (before[-1:] in (["than"], ["about"]) and before[0] != "set"):
        return True
    if page.tags[verb.i] != "VBG":
        return False
    if verb.dep_ == "csubj" and page.subject(verb) is None:
        return True  # "*Saying* that it is late is easy"
    host = verb.head.head if verb.head.lower_ in ("to", "at") else verb.head
    return before[-1:] == ["worth"] or (verb.dep_ in ("xcomp", "pcomp") and host.lower_ in _words("avoiding"))


def _is_about_a_name(page: Page, verb: Token) -> bool:
    """How a source wants to be called, which is no report: 'a nurse who *asked not to be named*', '*asked* to be *identified* as Jo'."""
    if page.lowers[verb.i] not in _words("on-condition"):
        return False
    behind = page.lowers[verb.i + 1 : verb.i + 6]
    that_her = behind[:1] == ["that"] and behind[1:2] in (["her"], ["his"], ["their"])
    named = not _words("by-name").isdisjoint(behind) and (that_her or behind[:1] in (["not"], ["to"]))
    return named and not {"not", "anonymous", "by", "as", "called", "withheld"}.isdisjoint(behind)


def _is_to_oneself(page: Page, verb: Token) -> bool:
    """What nobody else has heard: '"What now?" he *asked himself*', '"Why me?" she *remembers thinking*'."""
    behind = page.lower_at(verb.i + 1)
    if behind in _REFLEXIVES:
        return page.lowers[verb.i] in _words("on-condition")
    return behind in _words("thought") and page.tags[verb.i + 1] == "VBG"


def _is_concession(page: Page, verb: Token) -> bool:
    """'*That said*, it is late.'"""
    i = verb.i
    if not i or page.lowers[i - 1] != "that" or page.lowers[i] != "said":
        return False
    return i < 2 or verb.nbor(-2).is_punct or verb.nbor(-2).is_space


def _is_negated(page: Page, verb: Token) -> bool:
    """'She *did not say* that …', 'never said', 'no longer says', 'neither said *nor denied* that …'."""
    at = verb.i
    if page.lowers[max(at - 2, 0) : at] == ["no", "longer"]:
        return True
    if page.deps[at] == "relcl" and verb.head.lower_ in _words("nobody"):
        return True  # "nothing she said was true"
    if page.deps[at] == "conj" and "nor" in page.lowers[max(verb.head.i, at - 3) : at]:
        return True
    words = _words("negation")
    for child in page.dependents(verb):
        i = child.i
        if page.inside[i] >= 0 or (page.deps[i] != "neg" and page.lowers[i] not in words):
            continue
        of_content = i > at and page.lowers[i] in ("n't", "n’t")  # "told them it wasn't so"
        if not of_content and page.lowers[i : i + 2] != ["not", "only"]:  # "not only said so, but …"
            return True
    return False


def _is_modal(page: Page, verb: Token) -> bool:
    """'He *may say* that …', but 'he *would later say*', 'he would *go on* to say', 'she would *only* say' tell what was said."""
    if verb.tag_ == "VBD":
        return False  # "*Will* Poole said", which no modal goes with
    modal = next((child for child in _unmarked(page, verb, "aux") if child.tag_ == "MD"), None)
    if modal is None or page.lowers[verb.i + 1 : verb.i + 3] == ["was", "that"]:  # "all he would say was that"
        return False
    if modal.lower_ not in ("would", "’d", "'d"):
        return True
    beside = page.lowers[modal.i + 1 : verb.i + 2]
    past = _words("would") & set(beside) or page.lowers[verb.i : verb.i + 3] == ["go", "on", "to"]
    return not past and not _is_habitual(page, modal, verb)


def _is_habitual(page: Page, modal: Token, verb: Token) -> bool:
    """Whether *would* tells of what somebody used to say, and its words stand beside it: '"Butter," he *would explain*, "and more"'."""
    own = page.subject(verb)
    if own is None or own.tag_ == "WDT":
        return False  # "a plan “for the coast” that would show what it costs"
    before = page.word_before(min(modal.i, own.left_edge.i))
    behind = verb.i + 1 + (page.words[verb.i + 1 : verb.i + 2] in ([","], [":"]))
    beside = [page.inside[before.i] if before is not None else -1, *page.inside[behind : behind + 1]]
    unmarked = (page.lowers[i] for i in range(*page.sentence(verb.i)) if page.inside[i] < 0)
    return max(beside) >= 0 and _words("condition").isdisjoint(unmarked)


def _is_conditional(page: Page, verb: Token) -> bool:
    """'*If he says* that …', '*unless* she *says* so', '*whatever* she says'."""
    for child in _unmarked(page, verb, "dobj", "mark", "advmod"):
        if child.dep_ == "dobj":
            if child.lower_ == "whatever":
                return True
        elif child.lower_ in _words("condition") and (child.lower_ != "until" or verb.tag_ != "VBD"):
            return True
    return False


def _unmarked(page: Page, verb: Token, *labels: str) -> list[Token]:
    """The children of a verb that are the reporter's words: not '"It will open, *whatever* the weather," she said'."""
    return [child for child in page.children(verb, *labels) if page.inside[child.i] < 0]


def _is_caused(page: Page, verb: Token) -> bool:
    """'That *made* her *say* so', 'demanded that they *say* so'."""
    return verb.tag_ in ("VB", "VBP") and verb.dep_ == "ccomp" and verb.head.lower_ in _words("causative")


def _is_inverted(page: Page, verb: Token) -> bool:
    """'*Had he said* so, …', '*Did he say* so?', '*Not once has he said* so', but 'only then did he say so'."""
    auxiliaries = _unmarked(page, verb, "aux")
    own = page.subject(verb) if auxiliaries else None
    if own is None or own.i > verb.i or page.inside[own.i] >= 0:
        return False
    first = auxiliaries[0]
    if first.i >= own.left_edge.i or first.lower_ == "to" or (first.tag_ == "MD" and verb.tag_ == "VBD"):
        return False
    before = page.lowers[page.sentence(verb.i).start : first.i]
    return {"only", "until", "so"}.isdisjoint(before) and before[-1:] != ["as"]


def _is_asked(page: Page, verb: Token) -> bool:
    """'*Who said* that …?', '*whoever says* so'; but not 'the man *who said* so', 'what was called "a gem" *by Poole*'."""
    own = page.subject(verb)
    if own is None or page.lowers[own.i] not in ("who", "what", "whoever") or own.text == "WHO":
        return False  # not "WHO said", the World Health Organization
    relative = verb.dep_ == "acl" or antecedents.relative_clause(page, verb, own) is not None
    return not relative and not (own.dep_ == "nsubjpass" and page.agent(verb) is not None)


def _is_imperative(page: Page, verb: Token) -> bool:
    """'*Ask* your doctor whether …'."""
    return verb.tag_ == "VB" and verb.dep_ == "ROOT" and not page.children(verb, "aux") and page.subject(verb) is None


def _is_forged(page: Page, verb: Token) -> bool:
    """'A *fake clip* shows her saying so', but 'a fake doctor says so'."""
    if _words("fake").isdisjoint(page.distinct) or (own := page.subject(verb)) is None or lexicon.is_post(own.lower_):
        return False
    return any(t.lower_ in _words("fake") for t in page.children(own, "amod", "compound"))


def _is_unsaid_with_another(page: Page, verb: Token) -> bool:
    """'He may write or *say* that …': what is true of the verb before it; not 'but Reed did say'."""
    bare = verb.dep_ == "conj" and verb.tag_ == "VB" and not page.children(verb, "aux", "nsubj")
    return bare and is_unsaid(page, verb.head)


_BARE_REASONS = (_is_caused, _is_imperative, _is_unsaid_with_another)  # of a verb in its bare form


# --- by the words that govern it ------------------------------------------------------------------------------------


def _hosts(page: Page, verb: Token) -> Iterator[tuple[Token, Token]]:
    """The words that govern a verb's clause, upwards, each behind its child on the way: *said* and *denied* in 'she denied that he *said* so'."""
    if refusal(page, verb) is not None:
        return
    child = verb
    for _ in range(_FURTHEST):
        host, dep = child.head, page.deps[child.i]
        if host.i == child.i or page.inside[host.i] >= 0:
            return
        if dep in _COMPLEMENTS:
            if page.words[max(child.left_edge.i - 1, 0)] in _SIGNS or ";" in page.words[child.i : host.i]:
                return
            yield child, host
        elif dep == "relcl" and (host.lower_ in _words("certain") or host.lower_ in _words("unproven")):
            yield child, host  # "no evidence she said so" may be parsed as a relative clause
        elif dep in ("pobj", "prep") and not {"of", "as"}.isdisjoint((child.lower_, host.lower_)):
            if host.tag_ in NOUN_TAGS or child.lower_ == "as":
                yield child, host  # "no record *of her* saying so", "falsely quoted *as* saying so"
        elif dep != "conj" and not (dep == "nsubj" and child.lower_ in _words("unproven")):
            return
        child = host


def refusal(page: Page, verb: Token) -> Token | None:
    """The refusal behind which a verb with *but* tells what was said: '*declined* to say when it would open but *said* it was safe'."""
    if page.deps[verb.i] != "conj" or page.tags[verb.i] not in ("VBD", "VBZ"):
        return None
    asked, asking = verb.head, verb.head.head
    if asked.dep_ != "ccomp" or "but" not in page.lowers[asked.i : verb.i]:
        return None
    if page.tag_at(asking.i + 1) not in ("WP", "WDT", "WRB") and page.lower_at(asking.i + 1) not in ("how", "whether"):
        return None  # "denied that it was late but open", "It is false that she knew but said so"
    if _is_negated(page, asking):
        return asking
    return asking.head if _is_infinitive(page, asking) and asking.head.lower_ in _words("refusing") else None


def _is_unproven(page: Page, child: Token, noun: Token) -> bool:
    """Claims that nobody makes: '*rumours that* she said so', but not 'his claim that she said so'."""
    if noun.lower_ not in _words("unproven") or child.dep_ not in ("acl", "ccomp", "relcl"):
        return False
    owned = any(t.dep_ == "poss" or t.lower_ in ("by", "from") for t in page.dependents(noun))
    return not owned and not _is_infinitive(page, child)  # "the chance *to say* so"


def _disowns(page: Page, child: Token, host: Token) -> bool:
    """'*No evidence* that she said so', '*not true* that …', '*denied* that she had said so', '*falsely claimed* she said so'."""
    if host.tag_ in NOUN_TAGS:
        # "a clip *purportedly* of her saying so", "it is *not the case* that"
        falsely = not _words("false").isdisjoint(page.lowers[host.i : child.i])
        not_so = host.dep_ == "attr" and host.lower_ in _words("certain") and _is_negated(page, host.head)
        return falsely or not_so or noun_phrases.is_none(page, host) or _is_unproven(page, child, host)
    if _is_forged(page, host) or host.lower_ in _words("disowning"):
        return True
    predicates = page.children(host, "acomp", "attr", "oprd")
    untrue = (t for t in predicates if t.lower_ in _words("untrue") or noun_phrases.is_none(page, t))
    if any(untrue) or any(t.lower_ in _words("false") for t in page.children(host, "advmod")):
        return True
    own = page.subject(host)  # "*nobody* heard her say so", "*few* believe that she said so"
    nobody = own is not None and (own.lower_ in _words("nobody") | {"few"} or noun_phrases.is_none(page, own))
    return (nobody or _is_negated(page, host)) and _is_false_if_negated(page, child, host)


def _is_false_if_negated(page: Page, child: Token, host: Token) -> bool:
    """Whether the complement of a verb is false where the verb is negated: 'did not hear *her say so*', not 'did not hear that she said so'."""
    perceives = host.lower_ in _words("perceiving") and child.tag_ in ("VB", "VBG")
    return perceives or _is_of_belief(page, host) or _reports(host)


def _leaves_open(page: Page, host: Token) -> bool:
    """'*May prove* that she said so', '*to claim* she said so', '*if* he *says* she said so'."""
    if _is_of_belief(page, host):
        return _is_modal(page, host) or _is_conditional(page, host) or _is_inverted(page, host)
    return _reports(host) and (_is_only_intended(page, host) or _is_by_itself(page, host) or _is_modal(page, host))


def _is_of_belief(page: Page, host: Token) -> bool:
    """Whether a verb says or thinks that something is so: 'it is *true* that …', 'she *believes* that …'."""
    predicates = page.children(host, "acomp", "attr", "oprd")
    return host.lower_ in _words("thinking") or any(t.lower_ in _words("certain") for t in predicates)


def _reports(host: Token) -> bool:
    """Whether a verb reports, but does not imply that its complement is so (as 'mentioned that she had said so' does)."""
    verbs = lexicon.reporting_verbs().get(host.lower_, ()) if host.tag_ in VERB_TAGS else ()
    return host.lower_ not in _words("factive") and any(verb.takes("clause", "wh") for verb in verbs)
