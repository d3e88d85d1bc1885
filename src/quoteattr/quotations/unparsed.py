"""What a parser does not see: that a word is the verb that reports, or where a reported clause starts."""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue
from quoteattr.lexicon import Verb
from quoteattr.quotations import around_cues
from quoteattr.quotations.unsaid import can_speak, is_claim
from quoteattr.text import noun_phrases, unseen_verbs
from quoteattr.text.page import FINITE_TAGS, LOOSE, NOMINAL_TAGS, VERB_TAGS, Page

_RELATIVE = 8  # tokens from a relative pronoun to the verb of whoever says the clause
_OF_SOMEBODY = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "POS", "IN", "RB", "HYPH"}

# --- whether a word is a verb ----------------------------------------------------------------------------------------


def is_verb(page: Page, token: Token) -> bool:
    """Whether the parser takes a word for a verb: by its tag, or by the subject it gives it (the report notes: "…")."""
    before, behind = page.tags[token.i - 1] if token.i else "", page.lowers[token.i + 1 : token.i + 3]
    if behind[:1] == ["that"] and behind[1:] in (["are"], ["were"], ["have"]):
        return False  # "claims that were removed"
    if token.tag_ in ("NNS", "VBZ") and before in VERB_TAGS and page.passages[page.passage_of[token.i]].kind == "body":
        return False  # "answered claims that it rained"
    if token.tag_ in ("NN", "NNS"):
        return page.is_age(token.i - 1) or _is_no_noun(page, token, behind)
    if token.lower_ == "said" and before in (*NOMINAL_TAGS, "CD"):
        return True  # "The mother-of-three *said* staff had left", but "the said staff"
    return page.is_age(token.i - 1) or token.tag_ == "VBD" or (token.tag_ in VERB_TAGS and token.dep_ != "amod")


def _is_no_noun(page: Page, token: Token, behind: list[str]) -> bool:
    """Whether what stands around a word that the parser takes for a noun shows that it is a verb."""
    if token.tag_ == "NNS":
        told = any(child.dep_ == "nsubj" and child.i < token.i for child in page.dependents(token))
        closes = behind[:1] == ["."] and _closes_aside(page, token)  # "…, the paper states."
        return told or closes or _is_relative(page, token.i, token.i + 1)
    if token.lower_.endswith("ing") and behind[:1] == ["that"]:
        low = page.sentence(token.i).start
        return "with" in page.lowers[max(low, token.i - 8) : token.i]  # "with the Herald reporting that two were lost"
    return unseen_verbs.is_taken_for_noun(page, token)


def _closes_aside(page: Page, token: Token) -> bool:
    """Whether a word stands at the end of a sentence behind a comma and a noun phrase in the singular."""
    low = token.left_edge.i
    head = noun_phrases.head(page, low) if low < token.i else None
    article = low > 0 and page.words[low - 1] == "," and page.tags[low] in ("DT", "PRP$", "NNP")
    return article and head is not None and head.i == token.i and page.tags[token.i - 1] in ("NN", "NNP")


def is_misread(page: Page, token: Token, entry: Verb) -> bool:
    """Whether the marks around a word show a cue that the parser takes for an attribute: '"…", added Poole.'"""
    if entry.takes("np") and page.marked_as(token.i + 1) is not None:
        return True
    noun = token.tag_ == "NNS"  # '"…," *Ann Poole of the Harbour Trust* jokes', where the parser takes the cue for one
    aside = noun and token.dep_ == "appos" and token.head.tag_ == "NNP" and page.words[token.i - 1] == ","
    first = (token.head if aside else token).left_edge.i if noun else token.i
    first = next(i for i in range(first, token.i + 1) if page.inside[i] < 0)
    sign = page.words[token.i + 1 : token.i + 2] in ([","], [":"])
    if aside and sign and page.inside[min(token.i + 2, len(page.words) - 1)] >= 0 and entry.takes("quote"):
        return True  # 'Ann Poole, 70, jokes: "…"'
    before = first - 1 - (first > 0 and page.words[first - 1] == ",")
    behind_marks = before >= 0 and page.inside[before] >= 0 and page.bounds[page.inside[before]].end == before + 1
    spoken = page.tags[first] in ("DT", "PRP$", "NNP") if noun else token.tag_ in ("VBN", "VBD", "JJ")
    return entry.takes("quote") and spoken and behind_marks


# --- where clauses start --------------------------------------------------------------------------------------------


def find(page: Page, cue: Cue) -> int | None:
    """Where such a clause starts, if there is one behind the cue.

    Either behind the *that* which follows the cue across its adverbials (predicted at the debate that they will win),
    or right behind the cue, where a noun phrase and a finite verb follow (said the question did not arise).
    """
    low, high = page.sentence(cue.verb)
    if cue.addressee and cue.addressee.start == cue.end and cue.addressee.end + 1 < high:
        opener = page.tokens[cue.addressee.end].lower_
        if opener in ("if", "whether") or (opener == "that" and cue.takes("clause")):
            return cue.addressee.end + (opener == "that")  # "asked the queen if …", "reminded pupils that …"
    if (start := _in_addressee(page, cue)) is not None:
        return start
    if cue.source is not None and cue.takes("clause") and _is_relative(page, cue.verb, cue.end):
        return cue.end
    that = _that_behind(page, cue, high)
    if that is None and cue.takes("clause"):
        that = around_cues.that_across(page, cue, high)
    if that is not None:
        return that + 1
    start = _bare_start(page, cue, low, high)
    return start if start is not None and _has_finite_verb(page, cue, start, high) else None


def _is_relative(page: Page, verb: int, end: int) -> bool:
    """Whether a clause about something goes on behind the cue that is put into it: 'the boat, *which the owner says* is sound'."""
    low = max(page.sentence(verb).start, verb - _RELATIVE)
    which = next(
        (i for i in range(verb - 2, low, -1) if page.lowers[i] in ("which", "who") and page.inside[i] < 0), None
    )
    if which is None or end >= len(page.tokens) or page.tags[end] not in FINITE_TAGS or page.inside[end] >= 0:
        return False
    high = page.sentence(verb).end - 1
    if any(page.words[i] == "," and page.tags[i + 1] in FINITE_TAGS for i in range(end, high)):
        return False  # "the boat, which the owner says is sound, was sold"
    between = page.tags[which + 1 : verb]
    return page.tags[which] in ("WDT", "WP") and _OF_SOMEBODY.issuperset(between) and between[-1] in NOMINAL_TAGS


def _in_addressee(page: Page, cue: Cue) -> int | None:
    """Where a clause starts that the parser hung on the one addressed: 'told the jury *it rained*', 'told men who left *that …*'"""
    hearer = cue.addressee
    if hearer is None or hearer.start < cue.end or not cue.takes("to"):
        return None
    that = next(
        (t.i for t in page.tokens[hearer.head : hearer.end] if t.lower_ == "that" and _opens_clause(page, t)), None
    )
    if that is not None:
        return that + 1
    for clause in page.children(page.tokens[hearer.head], "relcl", "acl"):
        subject = page.subject(clause)
        if subject is not None and subject.left_edge.i == hearer.head + 1 and subject.tag_ not in ("WP", "WDT"):
            whole = page.children(clause, "dobj", "auxpass")  # "a friend *he had lost it*", but "the man she had met"
            finite = clause.tag_ in FINITE_TAGS or (whole and page.tags[subject.i + 1] in FINITE_TAGS)
            return subject.left_edge.i if finite else None
    return None


def _opens_clause(page: Page, that: Token) -> bool:
    """Whether *that* is no pronoun: 'told the men in the room *that* they had no time', where the verb has an object of its own."""
    whole = that.dep_ == "dobj" and any(t.i != that.i for t in page.children(that.head, "dobj"))
    return that.dep_ == "mark" or whole


def _that_behind(page: Page, cue: Cue, high: int) -> int | None:
    """The *that* which opens the clause, across adverbials: 'predicted at the debate *that* they will win'."""
    for token in page.tokens[cue.end : min(cue.end + 16, high - 1)]:
        if token.lower_ == "that" and page.inside[token.i] < 0:
            before = page.tokens[token.i - 1]
            occasion = _is_occasion(before) or _is_in_document(before, token.head)
            relative = page.tokens[token.i + 1].tag_ in FINITE_TAGS
            if before.i >= cue.end and is_claim(page, before):
                return None  # "responded to *claims that* it rained": the claims are somebody else's
            if _opens_clause(page, token) or (occasion and before.i >= cue.end and not relative):
                return token.i
        stretch = page.inside[token.i]
        if stretch >= 0 and page.is_titled(stretch):
            continue  # "wrote in 'The Cold Harbour' that it rained"
        if token.tag_ in VERB_TAGS or token.tag_ == "MD" or token.text in (".", ";", ":") or stretch >= 0:
            return None
    return None


def _is_occasion(token: Token) -> bool:
    """Whether a word before *that* tells when something was said: 'predicted at the *debate* that', 'claimed at the *time* that'."""
    named = token.lower_ in lexicon.words("occasion_nouns") | lexicon.labelled("cue_words", "moment")
    return named or token.ent_type_ in ("DATE", "TIME")


def _is_in_document(noun: Token, verb: Token) -> bool:
    """'said in a *letter* that Reed was lying', where the parser takes *that* for what he did with it; not 'a letter that he *wrote*'."""
    documents = lexicon.words("document_nouns") | lexicon.words("message_nouns")
    return noun.lower_ in documents and verb.lower_ not in lexicon.words("authoring_verbs")


def _bare_start(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """Where a noun phrase begins behind a cue, or behind its addressee: 'said | *the question* did not arise'."""
    if not cue.takes("clause") or cue.passive or cue.source is None:
        return None
    if cue.source.start > cue.verb and not cue.inherited:
        return None
    if page.tags[cue.verb] != "VBG" and cue.left > low and page.words[cue.left - 1] in LOOSE:
        return None
    start, hearer = cue.end, cue.addressee
    if hearer and hearer.start <= cue.end + 1 and page.tags[min(hearer.end, high - 1)] not in FINITE_TAGS:
        start = hearer.end
    nominal = ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "EX", "JJ", "CD", *(["JJR"] * _says(page, cue)))
    return start if start < high and page.tags[start] in nominal and page.inside[start] < 0 else None


def _has_finite_verb(page: Page, cue: Cue, start: int, high: int) -> bool:
    """Whether a noun phrase behind a cue has a finite verb of its own, before any sign: 'said *the question did* not arise'."""
    participle = page.tags[cue.verb] == "VBG" and page.words[cue.left - 1] == ","
    # behind a participle nothing else can have the finite verb: "insisting rents, rates and fares would fall"
    stops = {":", ";"} if participle else {",", ":", ";", "-", "–"}
    for token in page.tokens[start:high]:
        if (token.text in stops and token.tag_ != "HYPH") or page.inside[token.i] >= 0:
            return False
        if token.tag_ in FINITE_TAGS:
            told = cue.addressee is not None and start == cue.addressee.end and page.tags[start] == "PRP"
            attached = {token.dep_, token.head.dep_} & {"relcl", "acl", "advcl"}
            return page.tags[token.i - 1] not in ("CC", "WP", "WDT") and (told or not attached)
    return _is_garden_path(page, cue, start, high)


def _says(page: Page, cue: Cue) -> bool:
    return page.lowers[cue.verb] in ("said", "says")


def _is_garden_path(page: Page, cue: Cue, start: int, high: int) -> bool:
    """'She said more than two hundred people *registered* in May', where the parser sees an attribute of what was said.

    As nobody says people, what may be a past form is the verb, if no other word is.
    """
    here = page.tokens[start:high]
    if not _says(page, cue) or not VERB_TAGS.isdisjoint(t.tag_ for t in here[:2]):
        return False
    past = next((t for t in here if t.tag_ == "VBN"), None)
    if past is None or past.i <= start + 1:
        return False
    attribute = past.dep_ == "ccomp" or (past.dep_ == "acl" and can_speak(page, past.head))
    return attribute and FINITE_TAGS.isdisjoint(t.tag_ for t in here)
