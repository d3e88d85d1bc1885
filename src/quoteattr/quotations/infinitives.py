"""Page + cue → where the infinitive or gerund begins that a cue reports: 'vowed *to leave*', 'denied *leaving*', 'accused him of *leaving*'."""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue
from quoteattr.quotations.unsaid import can_speak
from quoteattr.text.page import FINITE_TAGS, NOUN_TAGS, SUBJECTS, VERB_TAGS, Page


def infinitive(page: Page, cue: Cue) -> int | None:
    """Where the infinitive starts that a cue takes, right behind it (vowed to leave) or behind an object (urged him to)."""
    said_to = cue.passive and page.tokens[cue.verb].lower_ in lexicon.labelled("cue_words", "said-to")
    to = _to_behind(page, cue) if cue.takes("objinf", "inf") or said_to else None
    if to is None or _is_of_noun(page, cue, page.tokens[to]):
        return None
    # "vowed to leave", "vowed on Monday to leave", "was urged to leave"
    adjacent = all(t.tag_ in ("RB", "IN") or t.ent_type_ in ("DATE", "TIME") for t in page.tokens[cue.end : to])
    vowed = cue.takes("inf") or cue.passive
    urged = cue.takes("objinf") or not cue.takes("inf")  # "urged him to leave", "is said by friends to have left"
    if not (vowed if adjacent else urged):
        return None
    nobody = cue.passive and (cue.source is None or cue.inherited) and not said_to
    if nobody or (adjacent and _is_asked_in_headline(page, cue)):
        return None  # "was asked to leave": by whom, nobody says
    if page.tokens[cue.end - 1].lower_ == "for":
        return cue.end  # "called for the march to be banned"
    return to - 1 if page.tokens[to - 1].lower_ in ("not", "never") else to


def _is_asked_in_headline(page: Page, cue: Cue) -> bool:
    """Whether the cue is a participle, which in a headline looks like a past form: 'Poole *asked* to cut tax'."""
    headline = page.passages[page.passage_of[cue.verb]].kind == "headline"
    return headline and cue.takes("objinf") and page.tags[cue.verb] == "VBD"


def _to_behind(page: Page, cue: Cue) -> int | None:
    """The *to* of the first infinitive behind a cue, if no other verb, sign or marked word stands before it."""
    last, resume = cue.end + 16, cue.end
    if not page.between("to", cue.end, last):
        return None
    for token in (t for t in page.tokens[cue.end : last] if t.i >= resume):
        if page.passage_of[token.i] != page.passage_of[cue.verb] or (token.lower_ == "that" and token.dep_ == "mark"):
            return None  # "told him that a plan to leave had failed"
        if _opens_infinitive(page, cue, token):
            return token.i
        listed = token.text == "," and cue.takes("objinf") and cue.end < token.i
        stop = token.text in (",", ".", ":", ";") and not listed
        if listed and page.tags[token.i + 1 : token.i + 2] in (["WDT"], ["WP"]):
            resume = next(
                iter(page.between(",", token.i + 1, last)), last
            )  # "told Reed, *who had come to talk*, to go"
        elif cue.takes("objinf") and _is_of_object(cue, token):
            continue
        elif stop or token.tag_ in VERB_TAGS or page.inside[token.i] >= 0:
            return None
    return None


def _opens_infinitive(page: Page, cue: Cue, to: Token) -> bool:
    """Whether a word is the *to* of an infinitive that may be the cue's own, not that of a noun or of another verb."""
    verb = to.head
    if to.lower_ != "to" or "TO" not in (to.tag_, to.dep_.replace("aux", "TO")) or verb.i < to.i:
        return False
    if verb.dep_ == "xcomp" and _is_of_object(cue, verb.head):
        return False  # "anyone who wants *to leave*"
    if verb.dep_ == "acl" and verb.head.dep_ in SUBJECTS and verb.head.head.i > verb.i:
        return False  # "told reporters his plan *to leave* had failed"
    auxiliaries = page.children(verb, "aux", "auxpass") if verb.tag_ == "VBN" else []
    # "to leave", also "to fire" or "to house", which are taken for nouns, and "to be banned"
    return verb.i == to.i + 1 or any(t.tag_ == "VB" for t in (verb, *auxiliaries))


def _is_of_noun(page: Page, cue: Cue, to: Token) -> bool:
    """Whether an infinitive is that of a noun behind the cue: 'told him of the plan *to leave*', 'called for action *to save it*'.

    Not where the noun is its subject: 'called *for the plan to be changed*'.
    """
    objects = page.children(page.tokens[cue.verb], "dobj")
    if cue.takes("to") and any(t.i < to.i and t.lower_ in lexicon.words("work_nouns") for t in objects):
        return True  # "told a *story* to frighten us": nobody has told the story to do so
    definite = page.lower_at(cue.end - 1) == "for" and page.lowers[cue.end] in ("the", "its", "his", "her", "their")
    if definite or page.lower_at(to.i + 1) == "be":
        return False
    bodies, governing = lexicon.words("organisation_nouns"), lexicon.labelled("cue_words", "with-infinitive")
    nouns = (t for t in (to.head.head, page.tokens[to.i - 1]) if cue.end <= t.i < to.i and t.lower_ not in bodies)
    return any({t.lower_, lexicon.singular(t.lower_)} & governing for t in nouns)


def _is_of_object(cue: Cue, verb: Token) -> bool:
    """Whether a verb belongs to the phrase of whom a cue addresses: 'urged anyone *who had left* to come back', 'asked men *hurt* in May to come'."""
    attribute = next((t for t in (verb, verb.head) if t.dep_ in ("relcl", "acl", "amod")), None)
    if attribute is None or verb.tag_ not in VERB_TAGS:
        return False
    return attribute.head.tag_ in NOUN_TAGS and cue.end <= attribute.head.i


def gerund(page: Page, cue: Cue) -> int | None:
    """The *-ing* form right behind a cue that takes one: 'denied *leaving*', 'denied ever *having* left', 'denied *hiding* cash'."""
    if not cue.takes("ger"):
        return None
    high = page.sentence(cue.verb).end
    i = next((i for i in range(cue.end, high) if page.tags[i] != "RB"), high)
    if i >= high or page.tags[i] != "VBG" or page.inside[i] >= 0:
        return None
    before_object = page.deps[i] == "compound" and page.deps[page.heads[i]] in ("dobj", "pobj")
    return i if before_object or page.deps[i] not in ("amod", "compound") else None


def accusation(page: Page, cue: Cue) -> int | None:
    """Where the gerund starts behind a preposition of the verb's: 'accused the firm of *hiding* it', 'warned voters against *leaving*'.

    The parser may give the preposition to what stands between: 'blamed *those hurt in the fire for* having lit it'.
    """
    accuses = cue.kind == "verb" and cue.source is not None and not (cue.passive and cue.inherited)
    prepositions = _prepositions(page.lowers[cue.verb]) if accuses else frozenset()
    if cue.takes("ofger"):
        prepositions |= {"of"}
    high = page.sentence(cue.verb).end
    for i in range(cue.end, high) if not prepositions.isdisjoint(page.lowers[cue.end : high]) else ():
        # not "accused a man who *had left* of hiding the bill"
        finite = page.tags[i] in FINITE_TAGS and "relcl" not in (page.deps[i], page.deps[page.heads[i]])
        if finite or page.words[i] in (".", ";", ":") or page.inside[i] >= 0:
            return None
        if page.lowers[i] in prepositions and _is_gerund(page, i + 1) and _is_of_verb(page, cue, page.tokens[i]):
            return i + 1
    return None


@lexicon.remembered
def _prepositions(verb: str) -> frozenset[str]:
    """The prepositions behind which a form of a reporting verb takes a gerund: *for* of 'blamed', *against* of 'warned'."""
    entries = lexicon.reporting_verbs().get(verb, ())
    return frozenset(entry.particles[0] for entry in entries if len(entry.particles) == 1 and entry.takes("ger"))


def _is_gerund(page: Page, i: int) -> bool:
    """Whether an *-ing* form begins at a token, or behind an adverb there: 'of *falsely claiming*', 'of *hiding* it'."""
    form = i + 1 if page.tags[i : i + 1] == ["RB"] else i
    return page.tags[form : form + 1] == ["VBG"] and page.inside[form] < 0


def _is_of_verb(page: Page, cue: Cue, preposition: Token) -> bool:
    """Whether a preposition is the verb's, and not that of its object: 'attacked *plans for* building', 'a man *known for* lying'."""
    host = preposition.head
    if host.i == cue.verb or (preposition.lower_ == "of" and cue.takes("ofger")):
        return True
    objects = [t for t in page.children(page.tokens[cue.verb], "dobj") if t.i < preposition.i]
    accused = bool(objects) and can_speak(page, objects[0]) and objects[0].i != host.i
    return accused and not (host.tag_ in VERB_TAGS and host.i == preposition.i - 1)
