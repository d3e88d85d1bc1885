"""Page and names → what somebody does *as*, and what several are.

'Poole resigned as mayor', 'her speech as mayor', 'who replaced Reed as mayor', 'Poole and Reed are the directors of the trust'.
As in :mod:`quoteattr.roles.sentences` only what the reporter asserts counts.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, RoleStatement
from quoteattr.roles.appositions import is_reported
from quoteattr.roles.groups import end_of_apposition
from quoteattr.roles.lists import names_of_list
from quoteattr.roles.phrases import is_job, parse
from quoteattr.roles.sentences import is_asserted, post_given
from quoteattr.text.page import NOUN_TAGS, Page

_ASIDE = 10  # tokens between a name and what its bearer is there as
_IS = frozenset({"is", "are", "'s", "’s"})


def held_posts(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """Statements of what somebody does *as*: 'Poole resigned as mayor', 'her speech as mayor', 'who replaced Reed as mayor'.

    And of what several are: 'Poole and Reed are the directors of the trust'.
    """
    yield from _are(page, people)
    bearers = {i: name for name in people for i in range(name.start, name.end)}
    for at in page.where({"as"}):
        word = page.tokens[at]
        posts = [post for post in page.children(word, "pobj") if lexicon.is_post(post.text)]
        if not posts or page.inside[at] >= 0 or not _is_told(page, word.head):
            continue
        if word.head.tag_ in NOUN_TAGS and lexicon.noun_class(posts[0].lower_) == "standing":
            continue  # "his performance as a loner"
        for holder, former in _holders(page, word.head):
            for start, role in post_given(page, at + 1, "role-as") if holder.i in bearers else ():
                role = attrs.evolve(role, former=former or role.former)
                yield RoleStatement(bearers[holder.i].start, start, role)
    yield from _in_office(page, bearers)
    yield from _with_somebody(page, people)


def _with_somebody(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """What somebody is while something is done with them: '*with Ann Poole as mayor*', 'under Ann Poole, now in the Lords, *as mayor*'."""
    for name in people:
        if page.lowers[name.start - 1] not in ("with", "under") or page.inside[name.start] >= 0:
            continue
        behind = page.words[name.tail + 1 : name.tail + _ASIDE]
        aside = page.words[name.tail : name.tail + 1] == [","] and "," in behind
        at = name.tail + (behind.index(",") + 2 if aside else 0)
        for start, role in post_given(page, at + 1, "role-as") if page.lowers[at : at + 1] == ["as"] else ():
            if is_job(role):
                yield RoleStatement(name.start, start, role)


def _in_office(page: Page, bearers: Mapping[int, Name]) -> Iterator[RoleStatement]:
    """What office somebody holds: 'Poole holds *the office of treasurer*'; ``bearers`` are the names by their tokens."""
    for at in page.where(lexicon.labelled("role_words", "job")):
        holder = _holder(page, page.tokens[at]) if page.lowers[at + 1 : at + 2] == ["of"] else None
        if holder is not None and holder.i in bearers:
            for start, role in post_given(page, at + 2, "role-as"):
                former = role.former or page.tags[page.heads[at]] == "VBD"
                yield RoleStatement(bearers[holder.i].start, start, attrs.evolve(role, former=former))


def _holder(page: Page, office: Token) -> Token | None:
    """Who has an office by the verb of which it is the object: '*Poole* holds the office of treasurer'."""
    held = office.dep_ == "dobj" and office.head.lower_ in lexicon.labelled("role_words", "holds")
    told = held and page.inside[office.i] < 0 and _is_told(page, office.head)
    return _subject(page, office.head) if told else None


def _are(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """What a sentence tells of several: 'Ann Poole and Tom Reed *are the directors of the trust*'."""
    end = 0
    for number, name in enumerate(people):
        several = names_of_list(page, people, number, posts=True) if name.start >= end else []
        if len(several) < 2:
            continue
        end = several[-1].tail
        at = end + (page.words[end : end + 1] == [","])
        if page.lowers[at : at + 1] not in (["are"], ["were"]) or not is_asserted(page, page.tokens[at]):
            continue
        role = parse(page, at + 1, end_of_apposition(page, at + 1, 16), "role-list", plural=True)
        if role and is_job(role) and not is_reported(page, name):
            yield from (RoleStatement(other.start, at + 1, role) for other in several)


def _holders(page: Page, head: Token) -> Iterator[tuple[Token, bool]]:
    """Who has a post that stands behind *as*, by the verb or noun before it, and whether they have it no more."""
    if head.tag_ in NOUN_TAGS:
        yield from ((holder, False) for holder in _owners(page, head) if holder is not None)
        return
    things = [t for t in page.children(head, "dobj") if t.lower_ in lexicon.labelled("role_words", "job")]
    if by_job := [held for thing in things for held in _by_job(page, thing)]:
        yield from by_job
        return
    told = {"object now"} if head.lower_ in lexicon.words("appointing_verbs") else _who_has(page, head)
    passive = page.children(head, "nsubjpass") or (head.dep_ == "acl" and head.tag_ == "VBN")
    for place in told - {""}:
        held, when = place.split()
        former = when == "former" and not _is_to_come(page, head)
        if held == "object" and not passive:
            yield from ((holder, former) for holder in page.children(head, "dobj"))
        elif (held == "object") == bool(passive):
            # "*Poole* works as a clerk", where the parser sees no name
            yield _subject(page, head) or page.tokens[max(head.i - 1, 0)], former


def _by_job(page: Page, job: Token) -> Iterator[tuple[Token, bool]]:
    """Who has a post behind *as* by a job: 'lost her *job* as a teacher', 'holds the top *office* as its treasurer'."""
    verb = job.head
    if page.children(job, "poss") and (subject := _subject(page, verb)) is not None:
        yield subject, verb.lower_ in ("lost", "left", "quit")
    elif (subject := _holder(page, job)) is not None:
        yield subject, verb.tag_ == "VBD"


def _is_to_come(page: Page, verb: Token) -> bool:
    """Whether a verb tells what has not happened yet: 'plans *to resign* as mayor', '*is stepping* down as mayor'."""
    return verb.tag_ == "VB" or any(t.lower_ in _IS for t in page.children(verb, "aux"))


def _owners(page: Page, noun: Token) -> Iterator[Token | None]:
    """Whose something is that is had *as*: '*Poole's* speech as mayor', '*Poole* served a term as mayor'."""
    owners = page.children(noun, "poss")
    for owner in owners:
        yield _subject(page, noun) if owner.tag_ == "PRP$" else owner
    if owners or noun.lower_ not in lexicon.labelled("role_words", "job"):
        return
    fronted = noun.dep_ == "pobj" and noun.head.i < noun.i and page.sentence(noun.i).start == noun.head.i
    if fronted or (noun.dep_ == "dobj" and "subject now" in _who_has(page, noun.head)):
        yield _subject(page, noun.head)  # "*After ten years* as a judge, Poole left"


def _who_has(page: Page, verb: Token) -> set[str]:
    """Who has the post behind a verb and *as*, by the verb with or without what belongs to it: 'took *over*'."""
    who = lexicon.table("posts_as")
    whole = " ".join((verb.lower_, *(t.lower_ for t in page.children(verb, "prt"))))
    return set(who.get(whole, who.get(verb.lower_, "")).split(", "))


def _subject(page: Page, token: Token) -> Token | None:
    """Who does it, also where the verb is one of another: 'was forced *to resign*', 'Poole, *who* left', '*while serving*'."""
    while (subject := page.subject(token)) is None or subject.tag_ == "WP":
        if token.tag_ == "NNP":
            return token  # "Ann Poole, in her role as chair"
        if token.dep_ in ("relcl", "acl"):
            token = token.head
            while token.dep_ == "appos":
                token = token.head
            return token
        if token.dep_ not in ("xcomp", "advcl", "conj", "pcomp", "prep", "dobj", "pobj"):
            return None
        token = token.head
    return subject


def _is_told(page: Page, token: Token) -> bool:
    """Whether a verb or noun is of what the reporter tells: of nothing reported, denied, asked, conditional or merely possible."""
    if "?" in page.words[slice(*page.sentence(token.i))]:
        return False
    while True:
        modal = any(child.tag_ == "MD" for child in page.children(token, "aux"))
        asked = any(child.lower_ in ("if", "unless", "whether") for child in page.children(token, "mark"))
        if (
            modal
            or asked
            or page.children(token, "neg", "parataxis")
            or token.dep_ in ("ccomp", "csubj", "pcomp", "dep")
        ):
            return token.dep_ == "pcomp" and token.head.lower_ in ("after", "before", "since") and not modal
        if token.dep_ in ("xcomp", "dobj", "pobj") and _may_be_untrue(page, token):
            return False
        if token.dep_ == "ROOT":
            return page.inside[token.i] < 0
        token = token.head


def _may_be_untrue(page: Page, token: Token) -> bool:
    """Whether a verb or noun hangs on a verb of saying or wishing: 'denied *working* as', 'hopes *to serve* as'."""
    verb = token.head
    if token.dep_ == "xcomp":
        return verb.lower_ not in lexicon.labelled("role_words", "comes") or verb.lower_ in lexicon.reporting_verbs()
    while verb.dep_ in ("prep", "pobj", "dobj"):
        token, verb = verb, verb.head
    subject = page.subject(verb)
    fronted = subject is not None and token.i < subject.i  # "*In her role* as chair, Ann Poole said"
    return verb.lower_ in lexicon.reporting_verbs() and not fronted
