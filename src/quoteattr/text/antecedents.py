"""Relative clause → its antecedent, the noun phrase that *who*, *which* or *that* stands for: '*Ann Poole*, a nurse who says so'.

And the subject that *it* or *they* take up in the next sentence, which noun phrases sum up what was said before: 'he was pushed,
*a charge* she denies', and what stands before an aside.
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Phrase
from quoteattr.text.page import NOMINAL_TAGS, NOUN_TAGS, SENTENCE_FINAL, Page

_COMMON = frozenset({"NN", "NNS"})  # tags of common nouns


def subject_before(page: Page, i: int) -> Token | None:
    """The subject of the main clause of the sentence before a token's, in the same passage: 'The *team* dug. It found …'."""
    low = page.sentence(i).start
    if low <= page.passage_tokens(i).start:
        return None
    found = (k for k in range(*page.sentence(low - 1)) if page.prominence(k) == 2 and page.inside[k] < 0)
    return next((page.tokens[k] for k in found), None)


def relative_clause(page: Page, verb: Token, relative: Token) -> Token | None:
    """The verb that attaches a relative clause to its antecedent, which for the second of two joined clauses is the first: 'Poole, who *left* and who said so'."""
    if verb.dep_ == "relcl":
        return verb
    if verb.dep_ != "conj" or page.lower_at(relative.i - 1) not in ("and", "but"):
        return None
    first = page.sentence(relative.i).start
    before = (i for i in range(relative.i - 2, first, -1) if page.lowers[i] == relative.lower_)
    joined = next(before, None)
    clause = page.tokens[page.heads[joined]] if joined is not None else None
    return clause if clause is not None and clause.dep_ == "relcl" else None


def antecedent(page: Page, verb: Token, relative: Token) -> Phrase:
    """The antecedent of a relative pronoun: 'the *mayor* who said so'."""
    noun, host = verb.head, verb.head.head.head  # "*host* of the *noun* who says"
    is_thing = noun.dep_ == "pobj" and noun.tag_ == "NN" and not lexicon.is_post(noun.text)
    if relative.lower_ == "who" and is_thing and lexicon.is_post(host.text) and host.tag_ in NOMINAL_TAGS:
        noun = host  # "the *critic* of the plan who says", where the clause is parsed as the plan's
    if relative.lower_ == "who" and _is_origin_of(noun, host):
        noun = host
    if relative.lower_ == "which" and (organisation := _organisation_before(page, noun, relative)) is not None:
        return page.noun_phrase(organisation, frozenset({relative.i}))
    first = noun
    while first.dep_ == "conj" and first.head.tag_ in NOMINAL_TAGS:
        first = first.head
    subject = page.subject(first.head) if first.dep_ == "attr" and first.ent_type_ != "PERSON" else None
    if subject is not None and subject.tag_ in ("NNP", "NNPS", "PRP"):
        return page.noun_phrase(subject)  # "*Poole* is a critic of the plan who says that …"
    return page.noun_phrase(_apposed_to(page, noun, verb), frozenset({relative.i}))


def _is_origin_of(place: Token, somebody: Token) -> bool:
    """Whether a name says where somebody is from, whatever it is taken for: 'Ann Poole, 41, *of Dayton*, who', 'a nurse *from Dayton*, who'."""
    link, noun = place.head, somebody.lower_
    if place.dep_ != "pobj" or place.tag_ not in ("NNP", "NNPS") or link.lower_ not in ("of", "from", "at", "in"):
        return False
    if somebody.tag_ == "NNP":
        return True
    people = lexicon.words("people_nouns")
    return link.lower_ != "of" and (lexicon.is_post(lexicon.singular(noun)) or noun in people)


def _apposed_to(page: Page, noun: Token, clause: Token) -> Token:
    """The name that the antecedent of a clause is in apposition to, else the antecedent: '*Ann Poole*, 34, a nurse who says so, is suing Acme'.

    The parser joins two neighbours as well: 'After meeting Ann Poole, *a nurse* who says so sued Acme', 'In Dorn, *a nurse* …'.
    """
    first, name, behind = noun.left_edge.i, noun.head, clause.right_edge.i + 1
    sentence = page.sentence(noun.i)
    in_opening = (
        page.tags[page.first_word(*sentence)] in ("IN", "VBG") and "," not in page.words[sentence.start : name.i]
    )
    is_closed = behind >= sentence.end or page.words[behind] in SENTENCE_FINAL | {","} or page.inside[behind] >= 0
    joined = noun.dep_ == "appos" and page.words[first] in ("a", "an") and page.word_at(first - 1) == ","
    is_apposed = name.ent_type_ == "PERSON" and is_closed if in_opening else name.ent_type_ not in ("GPE", "LOC")
    return name if joined and is_apposed and name.tag_ in NOUN_TAGS else noun


def _organisation_before(page: Page, noun: Token, relative: Token) -> Token | None:
    """The antecedent of *which* where the parser attaches the clause to another noun, a person or a place: 'the head of the *Trust* in Kent, which says'."""
    organisations, nearest = lexicon.words("organisation_nouns"), noun
    is_people = lexicon.is_post(noun.text) or noun.lower_ in lexicon.words("people_nouns")
    if noun.ent_type_ == "PERSON" or (is_people and noun.lower_ not in organisations):
        nouns = (t for t in reversed(page.tokens[noun.i + 1 : relative.i]) if t.tag_ in NOMINAL_TAGS)
        nearest = next(nouns, noun)
    if nearest.dep_ == "pobj" and nearest.ent_type_ == "GPE" and nearest.head.lower_ in ("in", "at"):
        located = nearest.head.head  # "*Trust* in Kent"
        if located.i < nearest.i and (located.ent_type_ == "ORG" or located.lower_ in organisations):
            nearest = located
    return nearest if nearest is not noun else None


def before_aside(page: Page, closing: Token, end: int) -> Token | None:
    """The word before an aside that ends before ``end`` with a comma or dash: before the same sign in its sentence: '*Ann Poole*, the head of policy, said'."""
    before = reversed(page.tokens[page.sentence(closing.i).start : end])
    opening = next((t for t in before if t.text == closing.text), None)
    return page.word_before(opening.i) if opening is not None else None


def sums_up(page: Page, start: int) -> bool:
    """Whether the noun phrase that starts at a token sums up what was said before it: 'he was pushed, *a charge* the club denies'."""
    if page.lowers[start : start + 2] == ["the", "latest"]:
        return True  # "*the latest* twist in a long dispute"
    plural = page.tags[start] == "NNS" and page.tag_at(start + 1) == "PRP"  # "*accusations* she denies"
    head = _last_noun(page, start) if page.tags[start] in ("DT", "CD") or plural else None
    word = lexicon.singular(head.lower_) if head is not None else ""
    return word in lexicon.words("reporting_nouns") or word in lexicon.labelled("cue_words", "summing")


def sums_up_for(page: Page, start: int) -> bool:
    """Whether such a noun phrase tells what somebody thinks of it: 'he was pushed, *a charge Poole* denies', where the parser may join the two."""
    head = _last_noun(page, start)
    return head is not None and page.tag_at(head.i + 1) in ("DT", "NNP", "PRP") and sums_up(page, start)


def _last_noun(page: Page, start: int) -> Token | None:
    """The last noun of the noun phrase that starts at a token, before a name that may follow: 'an *account* Poole disputes'."""
    nouns = (t for t in page.tokens[start : start + 8] if t.tag_ in NOUN_TAGS)
    return next((t for t in nouns if page.tag_at(t.i + 1) not in (_COMMON if t.tag_ in _COMMON else NOUN_TAGS)), None)
