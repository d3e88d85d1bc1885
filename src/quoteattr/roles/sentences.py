"""A page and a name → the roles that a clause states of its bearer with a verb.

'Ann Poole *is the director*', 'Poole, *who has led the trust* since May', 'The trust *made* Ann Poole *its director*', 'Ann Poole
*was elected mayor*'. Only what the reporter asserts counts: not what is quoted, reported, denied, asked or merely possible.
"""

from collections.abc import Iterator
from itertools import pairwise

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.appositions import affiliation_behind, behind_type, is_reported
from quoteattr.roles.compounds import is_post_at
from quoteattr.roles.groups import end_of_apposition
from quoteattr.roles.joined import parse_joined
from quoteattr.roles.linked import behind_determiners
from quoteattr.roles.phrases import PlacedRoles, parse, span_of
from quoteattr.roles.titles import is_link
from quoteattr.text.page import NOUN_TAGS, POSSESSIVES, Page

_EQUATED = {"nsubj": "attr", "attr": "nsubj"}  # labels of what a copula equates, each with that of the other
_HAVE = frozenset({"has", "have", "had"})
_BE = frozenset({"is", "was", "became", "been", "becomes", "remains", "be"})
_BETWEEN_VERB_AND_POST = frozenset({"as", "to", "be", "its", "their", "the", "a", "an", "new", "next"})
_LASTING = {
    "company",
    "charity",
    "school",
    "team",
    "band",
    "union",
}  # who runs a campaign or a show does so for a while
_OWNING = frozenset({"owns", "owned"})
_ONCE = _OWNING | {"ran", "led", "headed", "chaired", "directed"}  # what may be done once, or to a thing
_UNDERTAKING = ("tion", "sion", "ment")  # endings of nouns for what many do together: expedition, excavation
_BEHIND_LED = frozenset({"since", "for", "in", "until", "with", "at", "by"})
_MOST_BEFORE_WHO = 30  # tokens between a name and its relative clause
_MOST_OBJECT = 7  # tokens of what somebody teaches or studies, and of the preposition behind it


def roles_by_verbs(page: Page, name: Name) -> PlacedRoles:
    """The roles that verbs state of the bearer of a name, from the first of four constructions that states any."""
    return _copula(page, name) or _relative(page, name) or _made(page, name) or _leads(page, name)


# --- is the director ------------------------------------------------------------------------------------------------


def _copula(page: Page, name: Name) -> PlacedRoles:
    """'Ann Poole is the director of the trust', 'The director is Ann Poole', but not 'Tom Reed is no hero'."""
    copulas = _copulas(page, name)
    for verb, post in ((v, p) for v, label in copulas if is_asserted(page, v) for p in page.children(v, label)):
        if post.lower_ == "one" and (found := post_given(page, post.i, "role-copula")):
            return found
        if is_post_at(page, post.i) and not any(t.lower_ == "no" for t in page.dependents(post)):
            phrase = page.noun_phrase(post, frozenset({post.head.i}))
            if phrase.start == post.i and lexicon.noun_class(post.lower_) == "kin":
                continue  # "has been *mum* on the plan"
            if found := parse_joined(page, phrase.start, phrase.end, "role-copula"):
                return _former(found, when=verb.tag_ == "VBD" and _is_over(page, post.i, phrase.end))
    return []


def _copulas(page: Page, name: Name) -> list[tuple[Token, str]]:
    """The copulas that equate a name with something, each with the dependency label of that; the past tense comes last."""
    places = [i for i in range(name.start, name.tail) if page.deps[i] in _EQUATED]
    if not places:
        return []
    copulas = lexicon.labelled("role_words", "copula")
    verbs = [(page.tokens[page.heads[i]], _EQUATED[page.deps[i]]) for i in places]
    found = [(v, label) for v, label in verbs if _is_copula(page, v.i, copulas)]
    # "Ann Poole was a nurse and *is* now the mayor"
    joined = [v for verb, label in verbs if label == "attr" for v in page.children(verb, "conj")]
    joined = [v for v in joined if _is_copula(page, v.i, copulas)]
    found += [(v, "attr") for v in joined if page.subject(v) in (None, page.subject(v.head))]
    return sorted(found, key=lambda pair: pair[0].tag_ == "VBD")


def _is_copula(page: Page, i: int, copulas: frozenset[str]) -> bool:
    """Whether a word is one of some ``copulas``, or *been* behind *has*."""
    return page.lowers[i] in copulas or (page.lowers[i] == "been" and page.lowers[i - 1] in _HAVE)


def is_asserted(page: Page, verb: Token) -> bool:
    """Whether the reporter asserts what a verb states: not '“Tom Reed *is* a spy,” she said', 'if he *is*', 'claimed he *was*', '*was* he?'."""
    top = verb
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    if top.dep_ != "ROOT" or page.inside[verb.i] >= 0 or "?" in page.words[slice(*page.sentence(verb.i))]:
        return False
    modal = any(child.tag_ == "MD" for child in page.children(verb, "aux"))
    return not modal and not page.children(verb, "neg", "parataxis")


# --- who leads the trust --------------------------------------------------------------------------------------------


def _relative(page: Page, name: Name) -> PlacedRoles:
    """'Ann Poole, *who is chair of the trust*', 'Poole, *who has run the centre*', 'Poole, *who works for the trust*'."""
    lowers, who = page.lowers, name.tail
    if not page.between("who", who, who + _MOST_BEFORE_WHO):
        return []
    if lowers[who : who + 1] in ([","], ["("]):
        who += 1
    if not_adjacent := lowers[who : who + 1] != ["who"]:
        who = _who_behind_apposition(page, name)
    if lowers[who : who + 1] != ["who"] or page.inside[who] >= 0:
        return []
    before = lowers[name.start - 1] if name.start else ""
    if not_adjacent and before not in lexicon.reporting_verbs() and is_reported(page, name):
        return []
    verbs = [who + 1, *(verb.i for verb in _joined_verbs(page, page.tokens[who].head))]
    found = [pair for verb in verbs for pair in _roles_in_clause(page, verb, name)]
    found.sort(key=lambda pair: pair[1].former)  # what somebody is now comes first
    return [(min(at for at, _ in found), role) for _, role in found]


def _roles_in_clause(page: Page, start: int, name: Name) -> PlacedRoles:
    """The roles that a relative clause states from token ``start`` on, where its verb begins: *has led* the trust, *used to be* its chair."""
    i, end, lowers = start, page.passage_tokens(name.start).end - 1, page.lowers
    while i < end and (lowers[i] in _HAVE or lowers[i] in lexicon.labelled("role_words", "adverb")):
        i += 1
    verb = _behind_date(page, i)
    used_to = lowers[verb : verb + 2] == ["used", "to"]
    if used_to:
        verb += 2
    past = used_to or not {"had", "until"}.isdisjoint(lowers[start - 1 : verb])
    return _former(_roles_of_subject(page, verb), when=past) if verb + 1 < end else []


def _joined_verbs(page: Page, verb: Token) -> Iterator[Token]:
    """The verbs joined to that of a relative clause, with the same subject: 'who joined in May and *is* now its director'."""
    for joined in page.children(verb, "conj") if verb.dep_ == "relcl" else ():
        if page.subject(joined) in (None, page.subject(verb)):
            yield joined
            yield from page.children(joined, "conj")


def _behind_date(page: Page, i: int) -> int:
    """Where a clause goes on behind a time between *who* and its verb: 'who *until May* was the director'."""
    while page.lowers[i : i + 1] in (["until"], ["since"], ["from"]) and page.ent_types[i + 1 : i + 2] == ["DATE"]:
        i += 2
        while page.ent_types[i : i + 1] == ["DATE"] or not _HAVE.isdisjoint(page.lowers[i : i + 1]):
            i += 1
    return i


def _who_behind_apposition(page: Page, name: Name) -> int:
    """The *who* that an apposition parts from its name: 'Ann Poole, a baker in Eastwick, *who* is the chair'; else where the name ends."""
    for i in page.between("who", name.tail, min(page.sentence(name.start).end, name.tail + _MOST_BEFORE_WHO)):
        if page.tokens[i].head.dep_ == "relcl":
            noun = page.tokens[i].head.head
            if page.words[i - 1] != "," and noun.dep_ != "appos":
                continue  # "the owner of the *firm who*": without a comma it belongs to the noun before it
            while noun.dep_ == "appos" or (noun.dep_ in ("pobj", "prep") and noun.ent_type_ != "PERSON"):
                noun = noun.head
            return i if name.start <= noun.i < name.end else name.tail
    return name.tail


def _roles_of_subject(page: Page, verb: int) -> PlacedRoles:
    """The roles that a verb and what follows it state of its subject: *is* a post, *works for* a body, *runs* it."""
    word, start = page.lowers[verb], verb + 1
    if word in lexicon.labelled("role_words", "serves"):
        return _roles_by_service(page, verb)
    if word in _BE:  # "who was *named* its director"
        appointed = _is_appointing(page, start, passive=True)
        return _post_of_appointed(page, start + 1, None) if appointed else post_given(page, start, "role-relative")
    counted = page.lowers[start + 1 : start + 2] == ["than"]  # "who directed more *than* 400 plays"
    if word not in lexicon.words("leading_verbs") or counted:
        return []
    if not (objects := page.children(page.tokens[verb], "dobj")):
        return []  # "who *ran* for mayor" runs nothing
    if lexicon.table("leading_verbs", 2)[word] == "body" and not _leads_body(page, verb, objects[0].i):
        return []  # "who *started* the fire" founded nothing
    if word in _ONCE and (not _may_be_led(page, verb, objects[0].i) or _is_told(page, objects[0].i)):
        return []  # "who *led* the race", "who *owns* a dog"
    perfect = not {"has", "have"}.isdisjoint(page.lowers[max(verb - 3, 0) : verb])
    return _post_of_leader(page, verb, perfect=perfect)


def _roles_by_service(page: Page, verb: int) -> PlacedRoles:
    """What somebody serves as, or the body they serve: 'who works *as a nurse*', 'who teaches physics *at Acme*'."""
    start = verb + 1
    if page.lowers[start] == "as":
        return post_given(page, start + 1, "role-relative")
    links = ("for", "at", "with", "on") if page.tags[start] == "IN" else ("at", "for")
    near = range(start, min(start + _MOST_OBJECT, len(page.words)))
    link = next((i for i in near if page.lowers[i] in (*links, ",", ".", "and")), start)
    if page.lowers[link] not in links or page.ent_types[link + 1 : link + 2] in (["DATE"], ["TIME"]):
        return []
    past = page.lowers[verb] == "worked" and _HAVE.isdisjoint(page.lowers[max(verb - 3, 0) : verb])
    return _former(affiliation_behind(page, link), when=past)


def _former(found: PlacedRoles, *, when: bool) -> PlacedRoles:
    """Roles, as former ones ``when`` that is so."""
    return [(at, attrs.evolve(role, former=True)) for at, role in found] if when else found


def post_given(page: Page, start: int, rule: str) -> PlacedRoles:
    """The post that stands at token ``start``, behind a verb or *as*: (who is) '*chair of the trust*'."""
    end = _end_of_post(page, start)
    one_of = page.lowers[start : start + 2] == ["one", "of"]  # "one of the owners of the pub"
    role = parse(page, start + 2 if one_of else start, end, rule, plural=one_of)
    return _former([(start, role)], when=_is_over(page, start, end)) if role else []


def _is_over(page: Page, start: int, end: int) -> bool:
    """Whether the text dates the end of a post: 'mayor *until 2012*', 'mayor *from 2004 to 2012*'."""
    words = page.lowers[start : min(end + 5, page.sentence(start).end)]
    years = (words[i + 1 : i + 4] for i, word in enumerate(words) if word in ("from", "between"))
    from_to = any(len(span) == 3 and span[0].isdigit() and span[2].isdigit() for span in years)
    return from_to or "until" in words[: end + 3 - start]


def _end_of_post(page: Page, start: int) -> int:
    """Where the post at token ``start`` ends, before a date or adverb: 'as mayor *this month*', 'as mayor *shortly afterwards*'."""
    end = end_of_apposition(page, start, 16)
    post = next((i for i in range(start, end) if is_post_at(page, i)), end)
    for i in range(post + 1, end):
        adverb = page.tags[i] == "RB" and "-" not in page.words[i - 1 : i + 1]
        if (adverb or page.ent_types[i] == "DATE") and not is_link(page.lowers[i - 1]):
            return i
    return end


def _post_of_leader(page: Page, verb: int, *, perfect: bool) -> PlacedRoles:
    """The post that a verb of leading implies, its object for the body: (who) '*runs the centre*' → head, centre.

    ``perfect``: a former post by the verb's form is still held: 'who *has led* the trust'.
    """
    end = end_of_apposition(page, verb + 1, 16)
    links = (i for i in range(verb + 2, end + 1) if page.lowers[i : i + 1] != [] and i not in page.name_ends)
    links = (i for i in links if page.lowers[i] in _BEHIND_LED)
    # but not in a name: "chairs *Water for Dunmere*"
    end = next((i for i in links if page.lowers[i] != "for" or not "".join(page.words[i + 1 : i + 2]).istitle()), end)
    link, number = (*page.lowers[end : end + 2], "", "")[:2]
    if link in ("with", "at", "by") and number[:1].isdigit():
        return []  # "who leads *the table with 12 goals*"
    start = behind_determiners(page, verb + 1, end)
    owned = (i + 1 for i in range(start + 1, end - 1) if page.words[i] in POSSESSIVES and page.words[i - 1].islower())
    start = next((i for i in owned if page.words[i][0].isupper()), start)  # "runs the council's *Museum of Tides*"
    if start == end:
        return []
    start = min(behind_type(page, start), end - 1)  # "runs the think tank *Open Skies*"
    title, form = (lexicon.table("leading_verbs", column)[page.lowers[verb]] for column in (1, 2))
    lasting = perfect or page.lowers[end - 1] in lexicon.words("document_nouns")  # who led a study leads it for good
    span = span_of(page, start, end)
    return [(start, Role(title, span.text, form == "former" and not lasting, span, "role-relative"))]


def _leads(page: Page, name: Name) -> PlacedRoles:
    """A body that the subject of a main clause leads or serves: 'Ann Poole *has run the Harbour Trust* since 2019', 'Ann Poole *works for Acme*'."""
    for verb in _verbs_of(page, name, "nsubj"):
        serving = page.lower_at(verb.i + 1) in ("for", "at")
        serves = serving and verb.lower_ in lexicon.labelled("role_words", "serves")
        if serves and is_asserted(page, verb) and _is_body_at(page, verb.i + 2):
            return affiliation_behind(page, verb.i + 1)
        leads = verb.lower_ in lexicon.words("leading_verbs") and verb.tag_ in ("VBZ", "VBD", "VBN", "VBP")
        objects = page.children(verb, "dobj") if leads and is_asserted(page, verb) else []
        if objects and objects[0].i > verb.i and _leads_body(page, verb.i, objects[0].i):
            return _roles_of_subject(page, verb.i)
    return []


def _verbs_of(page: Page, name: Name, label: str) -> list[Token]:
    """The verbs on which the words of a name depend with a label, as *nsubj*."""
    return [page.tokens[page.heads[i]] for i in range(name.start, name.tail) if page.deps[i] == label]


def _leads_body(page: Page, verb: int, noun: int) -> bool:
    """Whether the object of a verb of leading is a body: 'runs *the Harbour Trust*', 'has run *a bakery*', but not 'led *the attack*'."""
    if page.ent_types[noun] == "ORG":
        return True
    form = lexicon.table("leading_verbs", 2)[page.lowers[verb]]
    if form == "former" and _HAVE.isdisjoint(page.lowers[verb - 2 : verb]):
        return False  # "*led* a charity walk", perhaps once only
    start = noun if page.words[noun].islower() else verb + 1  # "the charity Fair Rents"
    types = lexicon.table("organisation_nouns")
    return any(types.get(word) in _LASTING for word in page.lowers[start : noun + 1])


def _may_be_led(page: Page, verb: int, noun: int) -> bool:
    """Whether somebody may hold a post in the object of a verb of leading, a body or a work: 'led *the inquiry*', but not 'led *the singing*'."""
    word, owns = page.lowers[noun], page.lowers[verb] in _OWNING
    event = "event" in lexicon.table("other_heads").get(word, "") or page.ent_types[noun] == "EVENT"
    if not page.words[noun].islower():
        return not event
    if owns and page.lowers[verb + 1] == "the":
        return True  # "who owns *the* quarry" that the article is about, but not "who owns a dog"
    if not owns and word.endswith(_UNDERTAKING) and not event and word not in lexicon.words("occasion_nouns"):
        return True  # "led the *expedition*", "led the *excavation*"
    ends = (i for i in range(verb + 1, end_of_apposition(page, verb + 1, 16)) if is_link(page.lowers[i]))
    stop = max(next(ends, end_of_apposition(page, verb + 1, 16)), noun + 1)  # "owns a sports and fitness *firm*"
    near = page.lowers[verb + 1 : stop]
    words = {*near, *map(" ".join, pairwise(near)), word.removesuffix("s"), f"{word.removesuffix('ies')}y"}
    works = set() if owns else lexicon.words("document_nouns") | lexicon.words("work_nouns") | {"work"}
    known = not words.isdisjoint(lexicon.words("organisation_nouns")) or not words.isdisjoint(works)
    return known or any(page.ent_types[i] in ("ORG", "GPE") for i in range(verb + 1, noun + 1))


def _is_told(page: Page, noun: int) -> bool:
    """Whether the object of a verb of leading is told to do something: 'directed *the FIU* to file a report'."""
    to = page.lower_at(noun + 1) == "to" and page.tag_at(noun + 2) == "VB"
    return to and page.words[noun][0].isupper() and page.words[noun + 2].islower()


def _is_body_at(page: Page, start: int) -> bool:
    """Whether a body is named at token ``start``: (works for) '*Acme*', but not '*Ann Poole*', '*Christmas*'."""
    if page.tags[start : start + 1] == ["DT"]:
        start += 1
    label = page.ent_types[start : start + 1]
    return label == ["ORG"] or (label == [""] and page.tags[start] == "NNP")


def works_as(page: Page, name: Name) -> PlacedRoles:
    """'She *works as a nurse* at the hospital'."""
    serving = lexicon.labelled("role_words", "serves")
    for verb in _verbs_of(page, name, "nsubj"):
        if verb.lower_ in serving and page.lower_at(verb.i + 1) == "as" and is_asserted(page, verb):
            return post_given(page, verb.i + 2, "role-as")
    return []


# --- made her its director ------------------------------------------------------------------------------------------


def _made(page: Page, name: Name) -> PlacedRoles:
    """A post to which somebody is appointed: 'The Harbour Trust *made* Ann Poole *its director*', 'Ann Poole, *appointed director* in May,'."""
    before, behind = name.start - 1, name.tail + 1
    active = before > 0 and _is_appointing(page, before, passive=False)
    participle = page.tokens[behind : behind + 1] if page.word_at(name.tail) == "," else []
    passives = [v for v in (*participle, *_verbs_of(page, name, "nsubjpass")) if v.i < len(page.words) - 1]
    passives = [v for v in passives if _is_appointing(page, v.i, passive=True) and page.inside[v.i] < 0]
    if not (active or passives):
        return []
    reported = is_reported(page, name)
    if reported and page.lowers[before] not in lexicon.reporting_verbs():
        return []
    if active and not reported and is_asserted(page, page.tokens[before]):
        return _post_of_appointed(page, name.tail, page.subject(page.tokens[before]))
    for verb in passives:
        if verb in participle or (not reported and is_asserted(page, verb)):
            return _post_of_appointed(page, verb.i + 1, page.agent(verb))
    return []


def _is_appointing(page: Page, verb: int, *, passive: bool) -> bool:
    tags = ("VBN", "VBD") if passive else ("VBD", "VBZ", "VBN")
    return page.tags[verb] in tags and page.lowers[verb] in lexicon.words("appointing_verbs")


def _post_of_appointed(page: Page, start: int, appointer: Token | None) -> PlacedRoles:
    """The post at token ``start``; its body is the one who appoints, where the text says *its* or *their*: 'made Poole *its director*'."""
    post = start
    while post < len(page.words) - 1 and page.lowers[post] in _BETWEEN_VERB_AND_POST:
        post += 1
    role = parse(page, post, _end_of_post(page, post), "role-made")
    if role is None or page.tags[post] not in NOUN_TAGS | {"JJ", "JJS", "VBG"}:
        return []
    owned = not {"its", "their"}.isdisjoint(page.lowers[start:post])
    if role.organisation is None and appointer is not None and owned:
        phrase = page.noun_phrase(appointer)
        body = TokenSpan(behind_determiners(page, phrase.start, phrase.end), phrase.end)
        role = attrs.evolve(role, organisation=page.text(body))
    return [(post, role)]
