"""A page and its names → the posts that sentences state with *as*, or of several people at once.

'Poole resigned *as mayor*', 'Reed replaced Poole *as mayor*', 'Poole and Reed *are the directors of the trust*'. As in
:mod:`quoteattr.roles.sentences` only what the reporter asserts counts.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, RoleStatement
from quoteattr.roles.appositions import affiliation_role, court_part, is_reported
from quoteattr.roles.groups import end_of_apposition
from quoteattr.roles.joined import parse_joined
from quoteattr.roles.lists import names_of_list
from quoteattr.roles.phrases import PlacedRoles, is_job, parse
from quoteattr.roles.sentences import is_asserted, post_given
from quoteattr.text.page import FINITE_TAGS, NOUN_TAGS, Page

_MOST_SPOKEN_AS = 30  # tokens of the phrase behind *As*
_MOST_SPOKEN_BEHIND = 14  # tokens of such a phrase behind a name
_MOST_ASIDE = 10  # tokens between commas that part a name from *as*
_IS = frozenset({"is", "are", "'s", "’s"})


def held_posts(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """Statements of the posts that people hold *as*, and that a sentence gives to several of them."""
    yield from _roles_of_joint_subject(page, people)
    bearers = {i: name for name in people for i in range(name.start, name.end)}
    for at in page.where({"as"}):
        if page.inside[at] >= 0:
            continue
        head = page.tokens[at].head
        posts = [post for post in page.children(page.tokens[at], "pobj") if lexicon.is_post(post.text)]
        if not posts or not _is_fact(page, head):
            continue
        if head.tag_ in NOUN_TAGS and lexicon.noun_class(posts[0].lower_) == "standing":
            continue  # "his performance as a loner"
        for holder, former in _holders(page, head):
            yield from _post_of(page, holder, bearers, at + 1, former=former)
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


def spoken_as(page: Page, name: Name, titled: int, bodies: Mapping[int, int]) -> PlacedRoles:
    """What the bearer of a name, which with its titles starts at ``titled``, speaks as.

    '*As mayor of Eastwick*, Ann Poole said', '*For the Greens*, Ann Poole said', 'Ann Poole, *speaking as mayor*, said'. ``bodies`` maps
    the token at which an organisation's name ends to the one at which it starts.
    """
    before = _as_before(page, name, titled - 1, bodies) if titled > 1 and page.words[titled - 1] == "," else []
    return before or (_as_behind(page, name) if page.word_at(name.tail) == "," else [])


def _as_before(page: Page, name: Name, comma: int, bodies: Mapping[int, int]) -> PlacedRoles:
    """The same before a comma: '*As mayor of Eastwick*, Ann Poole said', '*Prosecuting*, Ann Poole said'."""
    if page.sentence(comma).start == comma - 1 and (part := court_part(page, comma - 1)):
        return part
    if comma in bodies and _speaks_for(page, name, bodies[comma]):
        return affiliation_role(page, bodies[comma], comma)
    places = reversed(page.between("as", comma - _MOST_SPOKEN_AS + 1, comma))
    as_ = next((i for i in places if page.words[i] == "As"), comma)
    within = page.passage_of[as_] == page.passage_of[name.start] and FINITE_TAGS.isdisjoint(page.tags[as_:comma])
    return parse_joined(page, as_ + 1, comma, "role-as") if within and as_ < comma else []


def _as_behind(page: Page, name: Name) -> PlacedRoles:
    """The same behind a comma: 'Ann Poole, *as mayor*, signed it', 'Ann Poole, *speaking as mayor*, said'."""
    first = name.tail + 1
    if page.lowers[first : first + 2] == ["who", ","]:
        first += 2  # "Poole, *who, as mayor*, signed it,"
    speaking = page.lowers[name.tail + 1 : name.tail + 3] == ["speaking", "as"]
    if not speaking and (page.lower_at(first) != "as" or is_reported(page, name)):
        return []
    post = first + 2 if speaking else first + 1
    commas = page.between(",", post, post + _MOST_SPOKEN_BEHIND)
    found = parse_joined(page, post, commas[0], "role-as") if commas else []
    if speaking:
        return found
    return [(at, role) for at, role in found if lexicon.noun_class((role.title or "").split()[-1]) == "post"]


def _speaks_for(page: Page, name: Name, body: int) -> bool:
    """Whether the bearer of a name speaks for the body at token ``body``: '*For the Liberal Democrats*, Ann Poole said', '*At Acme*, …'."""
    at = page.words[body - 1] == "At" and " " in name.text
    link = body - 2 if page.tags[body - 1] == "DT" else body - 1
    opens = (at or page.words[link] == "For") and page.sentence(link + 1).start == link
    verbs = (page.lowers[page.heads[i]] for i in range(name.start, name.end) if page.deps[i] == "nsubj")
    return opens and any(verb in lexicon.reporting_verbs() for verb in verbs)


def _roles_of_joint_subject(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """What a sentence states of several: 'Ann Poole and Tom Reed *are the directors of the trust*'."""
    end, tails = 0, {name.tail for name in people}
    if not any(at in tails or at - 1 in tails for at in page.where({"are", "were"})):
        return
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
    own_job = any(page.children(job, "poss") for job in jobs)  # "*Poole* lost her job as a teacher"
    if own_job and (holder := _subject(page, head)) is not None:
        yield holder, head.lower_ in ("lost", "left", "quit")
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
