"""A page and its names → the roles of people who are described before they are named.

'*The new director* starts on Monday. Ann Poole, 44, said she was glad': where the text describes one unnamed person, and the next
person whom it names speaks or has an age, and has no role otherwise, both are taken for the same.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quoteattr import lexicon, post_forms
from quoteattr.draft import Name, Phrase, RoleStatement
from quoteattr.roles.phrases import parse
from quoteattr.roles.sentences import is_asserted
from quoteattr.text.noun_phrases import is_kept_nameless
from quoteattr.text.page import SUBJECTS, Page

_MOST_PASSAGES = 2  # from the description to the name
_LEAD = 2  # the last passage in which "a baker" introduces whoever is named next


def described_roles(page: Page, people: Sequence[Name], stated: Sequence[RoleStatement]) -> Iterator[RoleStatement]:
    """Statements for people who have none among ``stated``: the role of a description in the sentences before their first name."""
    with_role = {s.name for s in stated}
    bearers = {name.text.casefold() for name in people if name.start in with_role}
    seen = set[str]()
    last = unknown = -1
    for name in people:
        if _passage_kind(page, name.start) == "headline":
            continue  # which names whomever the text introduces
        full = name.text.casefold()
        surname = full.split()[-1]  # which alone may be anybody's
        new = seen.isdisjoint((full, surname)) and bearers.isdisjoint((full, surname))
        seen.add(full)
        if new and " " in full and _is_introduced(page, name):
            yield from _described(page, name, last, unknown, stated)
        last, unknown = name.tail, -1 if full in bearers or " " not in full else name.start


def _passage_kind(page: Page, i: int) -> str:
    return page.passages[page.passage_of[i]].kind


def _is_introduced(page: Page, name: Name) -> bool:
    """Whether a name introduces somebody who speaks or has an age: 'Ann Poole told the paper', 'Ann Poole, 44,'."""
    if page.inside[name.start] >= 0 or _passage_kind(page, name.start) != "body":
        return False
    verbs = (t.head for t in page.tokens[name.start : name.tail] if t.dep_ in SUBJECTS)
    sign, age = (*page.words[name.tail : name.tail + 2], "", "")[:2]  # the text may end with the name
    aged = sign == "," and age.isdigit()
    source = page.lowers[max(name.start - 2, 0) : name.start] == ["according", "to"]
    return aged or source or any(verb.lower_ in lexicon.reporting_verbs() for verb in verbs)


def _described(
    page: Page, name: Name, last: int, unknown: int, stated: Sequence[RoleStatement]
) -> Iterator[RoleStatement]:
    """The role of the only person described between the ``last`` name, which ends there, and a new one.

    The description may as well be of whom the last name means, if they have no role, for which it starts at ``unknown``, or if it
    is of a trade, which they may have besides: 'They met the mayor, Tom Reed. *The geographer* said no.'
    """
    low = bisect_left(page.passage_of, page.passage_of[name.start] - _MOST_PASSAGES)
    heads = [t for t in page.tokens[max(last, low) : page.sentence(name.start).start] if _is_person(page, t)]
    heads = [t for t in heads if _passage_kind(page, t.i) != "headline"] or heads
    if not heads or len({t.lower_ for t in heads}) > 1:
        return
    head, phrase = heads[0], page.noun_phrase(heads[0])
    if _is_identified(page, phrase, head, stated):
        return
    rival = last if lexicon.noun_class(head.lower_) == "occupation" else unknown
    start = page.sentence(phrase.start).start
    before = next((i for i in range(start - 1, -1, -1) if not page.words[i].isspace()), 0)
    if rival >= page.sentence(before).start or not _introduces_somebody(page, head):
        return  # "They met *Tom Reed*. The director said no. Ann Poole agreed"
    if role := parse(page, phrase.start, phrase.end, "role-described"):
        yield RoleStatement(name.start, phrase.start, role)


def _is_identified(page: Page, phrase: Phrase, head: Token, stated: Sequence[RoleStatement]) -> bool:
    """Whether the text says who a description means: somebody of that post, or 'The owner, *Acme Lines*, said no. Ann Poole agreed'."""
    behind = page.words[head.i + 1 : head.i + 3]
    if behind[:1] == [","] and behind[1][0].isupper():
        return True
    # "Norland's *deputy* prime minister has left": the prime minister is another
    deputy = not lexicon.labelled("reference_words", "deputy").isdisjoint(page.lowers[phrase.start : head.i])
    return not deputy and any((s.role.title or "").endswith(head.lower_) for s in stated)


def _is_person(page: Page, token: Token) -> bool:
    """Whether a word is the subject of a clause and means one person by their post: 'the new *director* said'."""
    subject = token.dep_ in SUBJECTS and token.tag_ in ("NN", "NNP") and page.inside[token.i] < 0
    return subject and lexicon.is_post(token.text)


def _introduces_somebody(page: Page, head: Token) -> bool:
    """Whether a description is of somebody to be named soon: '*The director* left', '*A baker* says' in the lead, but not 'A thief left'."""
    if _passage_kind(page, head.i) != "body" or not is_asserted(page, head.head):
        return False
    noun_class, start = lexicon.noun_class(head.lower_, "post"), page.noun_phrase(head).start
    definite, owned = page.lowers[start] == "the", bool(page.children(head, "poss"))
    if head.head.lower_ not in lexicon.reporting_verbs():
        return noun_class in ("post", "spokes") and (definite or owned)
    lead = page.passage_of[head.i] <= _LEAD and page.passage_tokens(start).start == start
    if page.lowers[start] in ("a", "an"):  # but "a hospital spokesman" is never named
        return lead and noun_class in ("post", "occupation") and not is_kept_nameless(page, head.i)
    owned = owned and lead and page.tags[start] != "PRP$"  # "Eastwick's mayor has warned", but "his mayor said"
    return noun_class in post_forms.WORK and (definite or owned)
