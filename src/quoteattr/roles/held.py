"""A page and its names → the posts that sentences state with *as* or *office of*, or of several people at once.

'Poole resigned *as mayor*', 'Reed replaced Poole *as mayor*', 'Poole and Reed *are the directors of the trust*'. As in
:mod:`quoteattr.roles.sentences` only what the reporter asserts counts.
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

_MOST_ASIDE = 10  # tokens between commas that part a name from *as*
_IS = frozenset({"is", "are", "'s", "’s"})


def held_posts(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """Statements of the posts that people hold *as* and *in office of*, and that a sentence gives to several of them."""
    yield from _roles_of_joint_subject(page, people)
    bearers = {i: name for name in people for i in range(name.start, name.end)}
    for at in page.where({"as"}):
        head = page.tokens[at].head
        posts = [post for post in page.children(page.tokens[at], "pobj") if lexicon.is_post(post.text)]
        if not posts or page.inside[at] >= 0 or not _is_fact(page, head):
            continue
        if head.tag_ in NOUN_TAGS and lexicon.noun_class(posts[0].lower_) == "standing":
            continue  # "his performance as a loner"
        for holder, former in _holders(page, head):
            yield from _post_of(page, holder, bearers, at + 1, former=former)
    for at in page.where(lexicon.labelled("role_words", "job")):
        # "Poole holds *the office of treasurer*"
        office_holder = _office_holder(page, page.tokens[at]) if page.lowers[at + 1 : at + 2] == ["of"] else None
        if office_holder is not None:
            yield from _post_of(page, office_holder, bearers, at + 2, former=page.tags[page.heads[at]] == "VBD")
    yield from _posts_with(page, people)


def _post_of(
    page: Page, holder: Token, bearers: Mapping[int, Name], start: int, *, former: bool
) -> Iterator[RoleStatement]:
    """The statement of the post at token ``start``, if its holder is one of the ``bearers``, who are names by their tokens."""
    for at, role in post_given(page, start, "role-as") if holder.i in bearers else ():
        yield RoleStatement(bearers[holder.i].start, at, attrs.evolve(role, former=former or role.former))


def _posts_with(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """Posts behind *with* or *under* and a name: '*with Ann Poole as mayor*', '*under Ann Poole, now in the Lords, as mayor*'."""
    for name in people:
        before = page.lowers[name.start - 1] if name.start else ""
        if before not in ("with", "under") or page.inside[name.start] >= 0:
            continue
        at, behind = name.tail, page.words[name.tail + 1 : name.tail + _MOST_ASIDE]
        if page.words[at : at + 1] == [","] and "," in behind:
            at += behind.index(",") + 2
        for start, role in post_given(page, at + 1, "role-as") if page.lowers[at : at + 1] == ["as"] else ():
            if is_job(role):
                yield RoleStatement(name.start, start, role)


def _office_holder(page: Page, office: Token) -> Token | None:
    """The subject of the verb whose object is an office: '*Poole* holds the office of treasurer'."""
    held = office.dep_ == "dobj" and office.head.lower_ in lexicon.labelled("role_words", "holds")
    asserted = held and page.inside[office.i] < 0 and _is_fact(page, office.head)
    return _subject(page, office.head) if asserted else None


def _roles_of_joint_subject(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """What a sentence states of several: 'Ann Poole and Tom Reed *are the directors of the trust*'."""
    end = 0
    for number, name in enumerate(people):
        several = names_of_list(page, people, number, posts=True) if name.start >= end else []
        if len(several) < 2:
            continue
        end = several[-1].tail
        verb = end + 1 if page.words[end : end + 1] == [","] else end
        if page.lowers[verb : verb + 1] not in (["are"], ["were"]) or not is_asserted(page, page.tokens[verb]):
            continue
        role = parse(page, verb + 1, end_of_apposition(page, verb + 1, 16), "role-list", plural=True)
        if role and is_job(role) and not is_reported(page, name):
            yield from (RoleStatement(other.start, verb + 1, role) for other in several)


def _holders(page: Page, head: Token) -> Iterator[tuple[Token, bool]]:
    """Who holds the post behind *as*, by the verb or noun that *as* depends on, each with whether they do so no longer."""
    if head.tag_ in NOUN_TAGS:
        yield from ((holder, False) for holder in _holders_by_noun(page, head) if holder is not None)
        return
    jobs = [t for t in page.children(head, "dobj") if t.lower_ in lexicon.labelled("role_words", "job")]
    if by_job := [holder for job in jobs for holder in _holders_by_job(page, job)]:
        yield from by_job
        return
    appoints = head.lower_ in lexicon.words("appointing_verbs")
    passive = bool(page.children(head, "nsubjpass")) or (head.dep_ == "acl" and head.tag_ == "VBN")
    for place in {"object now"} if appoints else _places_of_holder(page, head):
        holds, when = place.split()
        former = when == "former" and not _is_to_come(page, head)
        if holds == "object" and not passive:
            yield from ((holder, former) for holder in page.children(head, "dobj"))
        elif (holds == "object") == passive:
            # "*Poole* works as a clerk", where the parser sees no name
            yield _subject(page, head) or page.tokens[max(head.i - 1, 0)], former


def _holders_by_job(page: Page, job: Token) -> Iterator[tuple[Token, bool]]:
    """The same by a job that is the verb's object: '*Poole* lost her job as a teacher', '*Poole* holds the top office as its treasurer'."""
    verb = job.head
    if page.children(job, "poss") and (subject := _subject(page, verb)) is not None:
        yield subject, verb.lower_ in ("lost", "left", "quit")
    elif (subject := _office_holder(page, job)) is not None:
        yield subject, verb.tag_ == "VBD"


def _is_to_come(page: Page, verb: Token) -> bool:
    """Whether a verb tells what has not happened yet: 'plans *to resign* as mayor', '*is stepping* down as mayor'."""
    return verb.tag_ == "VB" or any(t.lower_ in _IS for t in page.children(verb, "aux"))


def _holders_by_noun(page: Page, noun: Token) -> Iterator[Token | None]:
    """Who holds the post behind a noun and *as*: '*Poole's* speech as mayor', '*Poole* served a term as mayor'."""
    owners = page.children(noun, "poss")
    for owner in owners:
        yield _subject(page, noun) if owner.tag_ == "PRP$" else owner
    if owners or noun.lower_ not in lexicon.labelled("role_words", "job"):
        return
    fronted = noun.dep_ == "pobj" and noun.head.i < noun.i and page.sentence(noun.i).start == noun.head.i
    if fronted or (noun.dep_ == "dobj" and "subject now" in _places_of_holder(page, noun.head)):
        yield _subject(page, noun.head)  # "*After ten years* as a judge, Poole left"


def _places_of_holder(page: Page, verb: Token) -> set[str]:
    """Where the holder stands of the post behind a verb and *as*, as ``posts_as`` has it: {"subject now"} for 'works', 'took over'."""
    places = lexicon.table("posts_as")
    with_particle = " ".join((verb.lower_, *(t.lower_ for t in page.children(verb, "prt"))))
    found = places.get(with_particle) or places.get(verb.lower_)
    return set(found.split(", ")) if found else set()


def _subject(page: Page, token: Token) -> Token | None:
    """The subject of a verb or noun, also that of the clause it depends on: 'Poole was forced *to resign*', 'Poole, who *left*', '*while serving*'."""
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


def _is_fact(page: Page, token: Token) -> bool:
    """Whether a verb or noun states a fact, by all it depends on: nothing reported, denied, asked, conditional or merely possible."""
    if "?" in page.words[slice(*page.sentence(token.i))]:
        return False
    while True:
        modal = any(child.tag_ == "MD" for child in page.children(token, "aux"))
        conditional = any(child.lower_ in ("if", "unless", "whether") for child in page.children(token, "mark"))
        dependent = token.dep_ in ("ccomp", "csubj", "pcomp", "dep")
        if modal or conditional or dependent or page.children(token, "neg", "parataxis"):
            return token.dep_ == "pcomp" and token.head.lower_ in ("after", "before", "since") and not modal
        if token.dep_ in ("xcomp", "dobj", "pobj") and _may_be_untrue(page, token):
            return False
        if token.dep_ == "ROOT":
            return page.inside[token.i] < 0
        token = token.head


def _may_be_untrue(page: Page, token: Token) -> bool:
    """Whether a verb or noun depends on a verb of saying or wishing: 'denied *working* as', 'hopes *to serve* as'."""
    verb = token.head
    if token.dep_ == "xcomp":
        return verb.lower_ not in lexicon.labelled("role_words", "comes") or verb.lower_ in lexicon.reporting_verbs()
    while verb.dep_ in ("prep", "pobj", "dobj"):
        token, verb = verb, verb.head
    subject = page.subject(verb)
    fronted = subject is not None and token.i < subject.i  # "*In her role* as chair, Ann Poole said"
    return verb.lower_ in lexicon.reporting_verbs() and not fronted
