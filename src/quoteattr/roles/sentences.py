"""Page and names → the roles that sentences tell of their bearers with a verb.

'Ann Poole is the director', 'Poole, who has led the trust since May', 'The trust made Ann Poole its director', 'Ann Poole was
elected mayor'. Only what the reporter asserts counts: not what is quoted, reported, denied, asked or merely possible.
"""

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name
from quoteattr.model import Role
from quoteattr.roles.appositions import affiliation_behind, is_reported
from quoteattr.roles.compounds import is_post_at
from quoteattr.roles.groups import end_of_apposition
from quoteattr.roles.joined import parse_joined
from quoteattr.roles.linked import behind_determiners
from quoteattr.roles.phrases import PlacedRoles, parse, span_of
from quoteattr.roles.titles import is_link
from quoteattr.text.page import NOUN_TAGS, Page

_HAVE = frozenset({"has", "have", "had"})
_BE = frozenset({"is", "was", "became", "been", "becomes", "remains", "be"})
_LED = ("company", "charity", "school", "team", "band", "union")  # who runs a campaign or a show does so for a while
_FAR = 30  # tokens between a name and its relative clause
_OBJECT = 7  # tokens of what somebody teaches or studies, and of the link behind it


def roles_by_verbs(page: Page, name: Name) -> PlacedRoles:
    """The roles that verbs tell of a name: with *is*, behind *who*, where somebody is made something."""
    return _copula(page, name) or _relative(page, name) or _made(page, name) or _leads(page, name)


# --- is the director ------------------------------------------------------------------------------------------------


def _copula(page: Page, name: Name) -> PlacedRoles:
    """'Ann Poole is the director of the trust', 'The director is Ann Poole', but not 'Tom Reed is no hero'."""
    sides = _copulas(page, name)
    for verb, post in ((v, p) for v, side in sides if is_asserted(page, v) for p in page.children(v, side)):
        if post.lower_ == "one" and (found := post_given(page, post.i, "role-copula")):
            return found
        if is_post_at(page, post.i) and not any(t.lower_ == "no" for t in page.dependents(post)):
            phrase = page.noun_phrase(post, frozenset({post.head.i}))
            if phrase.start == post.i and lexicon.noun_class(post.lower_) == "kin":
                continue  # "has been *mum* on the plan"
            if found := parse_joined(page, phrase.start, phrase.end, "role-copula"):
                return _ended(found, had=verb.tag_ == "VBD" and _is_over(page, post.i, phrase.end))
    return []


def _copulas(page: Page, name: Name) -> list[tuple[Token, str]]:
    """The verbs that may say what a name is, each with the label of what stands there for it; those of today come first."""
    copulas, other = lexicon.labelled("role_words", "copula"), {"nsubj": "attr", "attr": "nsubj"}
    places = (i for i in range(name.start, name.tail) if page.deps[i] in other)
    sides = [(page.tokens[page.heads[i]], other[page.deps[i]]) for i in places]
    # "Ann Poole was a nurse and *is* now the mayor"
    further = [(v, side) for verb, side in sides if side == "attr" for v in page.children(verb, "conj")]
    sides += [(v, side) for v, side in further if page.subject(v) in (None, page.subject(v.head))]
    found = [
        (v, side) for v, side in sides if v.lower_ in copulas or (v.lower_ == "been" and page.lowers[v.i - 1] in _HAVE)
    ]
    return sorted(found, key=lambda pair: pair[0].tag_ == "VBD")


def is_asserted(page: Page, verb: Token) -> bool:
    """Whether the reporter says so, and nobody else: not '“Tom Reed is a spy,” she said', 'if he is', 'claimed he was', 'was he?'."""
    top = verb
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    words = page.words[slice(*page.sentence(verb.i))]
    possible = any(child.tag_ == "MD" for child in page.children(verb, "aux"))
    return (
        page.inside[verb.i] < 0
        and top.dep_ == "ROOT"
        and "?" not in words
        and not possible
        and not page.children(verb, "neg", "parataxis")
    )


# --- who leads the trust --------------------------------------------------------------------------------------------


def _relative(page: Page, name: Name) -> PlacedRoles:
    """'Ann Poole, who is chair of the trust', 'Poole, who has run the centre', 'Poole, who works for the trust'."""
    lowers = page.lowers
    who = name.tail + (lowers[name.tail : name.tail + 1] in ([","], ["("]))
    if further := lowers[who : who + 1] != ["who"]:
        who = _who_further(page, name)
    if lowers[who : who + 1] != ["who"] or page.inside[who] >= 0:
        return []
    if further and lowers[name.start - 1] not in lexicon.reporting_verbs() and is_reported(page, name):
        return []
    told = [_clause_tells(page, who + 1, name)]
    told += [_clause_tells(page, verb.i, name) for verb in _further_verbs(page, page.tokens[who].head)]
    found = sorted((pair for pairs in told for pair in pairs), key=lambda pair: pair[1].former)
    return [(min(at for at, _ in found), role) for _, role in found]  # what somebody is now comes first


def _clause_tells(page: Page, start: int, name: Name) -> PlacedRoles:
    """What a clause tells of its subject, whose verb begins at a token: *has led* the trust, *used to be* its chair."""
    i, end, lowers = start, page.passage_tokens(name.start).end - 1, page.lowers
    while i < end and (lowers[i] in _HAVE or lowers[i] in lexicon.labelled("role_words", "adverb")):
        i += 1
    i = _behind_date(page, i)
    used = lowers[i : i + 2] == ["used", "to"]
    i += 2 * used
    had = used or not {"had", "until"}.isdisjoint(lowers[start - 1 : i])
    return _ended(_verb_tells(page, i, i + 1, "role-relative"), had=had) if i + 1 < end else []


def _further_verbs(page: Page, verb: Token) -> Iterator[Token]:
    """The verbs that go on with a relative clause: 'who joined in May and *is* now its director'."""
    for further in page.children(verb, "conj") if verb.dep_ == "relcl" else ():
        if page.subject(further) in (None, page.subject(verb)):
            yield further
            yield from (t for t in page.children(further, "conj"))


def _behind_date(page: Page, i: int) -> int:
    """Where a clause goes on behind a time that *who* is followed by: 'who *until May* was the director'."""
    while page.lowers[i : i + 1] in (["until"], ["since"], ["from"]) and page.ent_types[i + 1 : i + 2] == ["DATE"]:
        i += 2
        while page.ent_types[i : i + 1] == ["DATE"] or not _HAVE.isdisjoint(page.lowers[i : i + 1]):
            i += 1
    return i


def _who_further(page: Page, name: Name) -> int:
    """The *who* behind an apposition: 'Ann Poole, a baker in Eastwick, *who* is the chair of the trust'; else where the name ends."""
    for i in page.between("who", name.tail, min(page.sentence(name.start).end, name.tail + _FAR)):
        if page.tokens[i].head.dep_ == "relcl":
            of = page.tokens[i].head.head
            if page.words[i - 1] != "," and of.dep_ != "appos":
                continue  # "the owner of the firm who": who comes without a comma, goes with the nearest
            while of.dep_ == "appos" or (of.dep_ in ("pobj", "prep") and of.ent_type_ != "PERSON"):
                of = of.head
            return i if name.start <= of.i < name.end else name.tail
    return name.tail


def _verb_tells(page: Page, verb: int, start: int, rule: str) -> PlacedRoles:
    """What a verb tells of its subject, its object beginning at token ``start``: *is* a post, *works for* a body, *runs* it."""
    word, following = page.lowers[verb], page.lowers[start]
    if word in lexicon.labelled("role_words", "serves"):
        if following == "as":
            return post_given(page, start + 1, rule)
        # "who teaches physics *at* Acme"
        links = ("for", "at", "with", "on") if page.tags[start] == "IN" else ("at", "for")
        near = range(start, min(start + _OBJECT, len(page.words)))
        at = next((i for i in near if page.lowers[i] in (*links, ",", ".", "and")), start)
        led = page.lowers[at] in links and page.ent_types[at + 1 : at + 2] not in (["DATE"], ["TIME"])
        found = affiliation_behind(page, at) if led else []
        return _ended(found, had=word == "worked" and _HAVE.isdisjoint(page.lowers[max(verb - 3, 0) : verb]))
    if word in _BE:  # "who was *named* its director"
        return _to_post(page, start + 1, None) if _makes(page, start, VBN=True) else post_given(page, start, rule)
    counted = page.lowers[start + 1 : start + 2] == ["than"]  # "who directed more than 400 plays"
    if word in lexicon.words("leading_verbs") and not counted and (things := page.children(page.tokens[verb], "dobj")):
        if lexicon.table("leading_verbs", 2)[word] == "body" and not _is_led(page, verb, things[0].i):
            return []  # "who *started* the fire" founded nothing
        perfect = not {"has", "have"}.isdisjoint(page.lowers[max(verb - 3, 0) : verb])
        return _leading(page, word, start, rule, perfect=perfect)  # but "who ran for mayor" runs nothing
    return []


def _ended(found: PlacedRoles, *, had: bool) -> PlacedRoles:
    return [(at, attrs.evolve(role, former=True)) for at, role in found] if had else found


def post_given(page: Page, start: int, rule: str) -> PlacedRoles:
    """The post that a verb gives: (who is) 'chair of the trust'."""
    end = _end_of_post(page, start)
    several = page.lowers[start : start + 2] == ["one", "of"]  # "one of the owners of the pub"
    role = parse(page, start + 2 * several, end, rule, plural=several)
    return _ended([(start, role)], had=_is_over(page, start, end)) if role else []


def _is_over(page: Page, start: int, end: int) -> bool:
    """Whether the time that somebody had a post is told to have ended: 'mayor *until 2012*', 'mayor *from 2004 to 2012*'."""
    words = page.lowers[start : min(end + 5, page.sentence(start).end)]
    years = (words[i + 1 : i + 4] for i, word in enumerate(words) if word in ("from", "between"))
    spans = any(len(span) == 3 and span[0].isdigit() and span[2].isdigit() for span in years)
    return spans or "until" in words[: end + 3 - start]


def _end_of_post(page: Page, start: int) -> int:
    """Where the post ends that a verb gives, without a date behind it: 'as mayor *this month*', 'as mayor *shortly afterwards*'."""
    end = end_of_apposition(page, start, 16)
    post = next((i for i in range(start, end) if is_post_at(page, i)), end)
    behind = range(post + 1, end)
    timed = (
        i
        for i in behind
        if page.ent_types[i] == "DATE" or (page.tags[i] == "RB" and "-" not in page.words[i - 1 : i + 1])
    )
    return next((i for i in timed if not is_link(page.lowers[i - 1])), end)


def _leading(page: Page, verb: str, start: int, rule: str, *, perfect: bool) -> PlacedRoles:
    """The post that a verb tells, with its object for the body: (who runs) 'the centre'."""
    end = end_of_apposition(page, start, 16)
    times = (i for i in range(start + 1, end) if page.lowers[i] in ("since", "for", "in", "until"))
    # "who chairs *Water for Dunmere*"
    end = next(
        (i for i in times if not (page.lowers[i] == "for" and "".join(page.words[i + 1 : i + 2]).istitle())), end
    )
    start = behind_determiners(page, start, end)
    if start == end:
        return []
    span = span_of(page, start, end)
    done = page.lowers[end - 1] in lexicon.words("document_nouns")  # who led a study leads it for good
    former = lexicon.table("leading_verbs", 2)[verb] == "former" and not perfect and not done
    return [(start, Role(lexicon.table("leading_verbs")[verb], span.text, former, span, rule))]


def _leads(page: Page, name: Name) -> PlacedRoles:
    """'Ann Poole has run the Harbour Trust since 2019': a body that the subject leads; 'Ann Poole works for the trust'."""
    for verb in (t.head for t in page.tokens[name.start : name.tail] if t.dep_ == "nsubj"):
        serving, behind = lexicon.labelled("role_words", "serves"), page.lowers[verb.i + 1 : verb.i + 2]
        serves = verb.lower_ in serving and behind in (["for"], ["at"])
        if serves and is_asserted(page, verb) and _is_body_at(page, verb.i + 2):
            return affiliation_behind(page, verb.i + 1)
        leads = verb.lower_ in lexicon.words("leading_verbs") and verb.tag_ in ("VBZ", "VBD", "VBN", "VBP")
        objects = page.children(verb, "dobj") if leads and is_asserted(page, verb) else []
        if objects and objects[0].i > verb.i and _is_led(page, verb.i, objects[0].i):
            return _verb_tells(page, verb.i, verb.i + 1, "role-relative")
    return []


def _is_led(page: Page, verb: int, thing: int) -> bool:
    """Whether what somebody leads is a body: 'runs *the Harbour Trust*', 'has run *a bakery*', but not 'led *the attack*'."""
    ended = lexicon.table("leading_verbs", 2)[page.lowers[verb]] == "former" and _HAVE.isdisjoint(
        page.lowers[verb - 2 : verb]
    )
    start = thing if page.words[thing].islower() else verb + 1  # "the charity Fair Rents"
    kinds = lexicon.table("organisation_nouns")
    described = any(kinds.get(word) in _LED for word in page.lowers[start : thing + 1])
    return page.ent_types[thing] == "ORG" or (described and not ended)


def _is_body_at(page: Page, start: int) -> bool:
    """Whether a body is named at a token, without *the*: (works for) 'Facebook', but not 'Ann Poole', 'Christmas'."""
    start += page.tags[start : start + 1] == ["DT"]
    label = page.ent_types[start : start + 1]
    return label == ["ORG"] or (label == [""] and page.tags[start] == "NNP")


def works_as(page: Page, name: Name) -> PlacedRoles:
    """'She *works as a nurse* at the hospital'."""
    serving = lexicon.labelled("role_words", "serves")
    for verb in (t.head for t in page.tokens[name.start : name.tail] if t.dep_ == "nsubj"):
        if verb.lower_ in serving and page.lowers[verb.i + 1 : verb.i + 2] == ["as"] and is_asserted(page, verb):
            return post_given(page, verb.i + 2, "role-as")
    return []


# --- made her its director ------------------------------------------------------------------------------------------


def _made(page: Page, name: Name) -> PlacedRoles:
    """'The Harbour Trust made Ann Poole its director', 'Ann Poole was elected mayor', 'Ann Poole, appointed director in May,'."""
    before, behind = name.start - 1, name.tail + 1
    made = before > 0 and _makes(page, before, VBN=False)
    passive = [behind] if page.words[name.tail : behind] == [","] else []
    verbs = [page.heads[i] for i in range(name.start, name.tail) if page.deps[i] == "nsubjpass"]
    if not (made or passive or verbs):
        return []
    said = is_reported(page, name)
    if said and page.lowers[before] not in lexicon.reporting_verbs():
        return []
    if made and not said and is_asserted(page, page.tokens[before]):
        return _to_post(page, name.tail, page.subject(page.tokens[before]))
    for i in passive + [verb for verb in verbs if not said and is_asserted(page, page.tokens[verb])]:
        if i < len(page.words) - 1 and _makes(page, i, VBN=True) and page.inside[i] < 0:
            return _to_post(page, i + 1, page.agent(page.tokens[i]))
    return []


def _makes(page: Page, i: int, *, VBN: bool) -> bool:  # noqa: N803
    tags = ("VBN", "VBD") if VBN else ("VBD", "VBZ", "VBN")
    return page.lowers[i] in lexicon.words("appointing_verbs") and page.tags[i] in tags


def _to_post(page: Page, start: int, maker: Token | None) -> PlacedRoles:
    """The post behind a name or a verb, which may be *its* or *their*: then it is the maker's."""
    begin = start
    while start < len(page.words) - 1 and page.lowers[start] in (
        "as",
        "to",
        "be",
        "its",
        "their",
        "the",
        "a",
        "an",
        "new",
        "next",
    ):
        start += 1
    role = parse(page, start, _end_of_post(page, start), "role-made")
    if role is None or page.tags[start] not in NOUN_TAGS | {"JJ", "JJS", "VBG"}:
        return []
    owned = not {"its", "their"}.isdisjoint(page.lowers[begin:start])
    if role.organisation is None and maker is not None and owned:
        role = attrs.evolve(role, organisation=_name_of(page, maker))
    return [(start, role)]


def _name_of(page: Page, maker: Token) -> str:
    """The words of the body that makes somebody something."""
    phrase = page.noun_phrase(maker)
    return span_of(page, behind_determiners(page, phrase.start, phrase.end), phrase.end).text
