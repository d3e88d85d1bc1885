"""Page and names → the roles of those who are described before they are named.

'The new director starts on Monday. Ann Poole, 44, said she was glad': where the text speaks of one person without a name, and
the next that it names says something or is given an age, and has no role of their own, it is the same.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase, RoleStatement
from quoteattr.roles.phrases import parse
from quoteattr.roles.sentences import is_asserted
from quoteattr.text.noun_phrases import is_kept_nameless
from quoteattr.text.page import SUBJECTS, Page

_BACK = 2  # passages between description and name
_LEAD = 2  # the last passage in which "a baker" brings in whoever is named behind it


def described_roles(page: Page, people: Sequence[Name], stated: Sequence[RoleStatement]) -> Iterator[RoleStatement]:
    """Statements for people who have none, of the description in the sentences before their first name."""
    with_role = {s.name for s in stated}
    bearers = {name.text.casefold() for name in people if name.start in with_role}
    seen, surnames = set[str](), set[str]()
    last = untold = -1
    for name in people:
        if page.passages[page.passage_of[name.start]].kind == "headline":
            continue  # which names whoever the text brings in
        full = name.text.casefold()
        surname = full.split()[-1]  # which alone may be anybody's
        first = full not in seen and full not in bearers
        new, related = first and surname not in seen and surname not in bearers, first and surname in surnames
        seen.add(full)
        surnames.add(surname)
        if (new or related) and " " in full and _is_brought_in(page, name):
            yield from _described(page, name, last, stated, untold, related=related, new=new)
        last, untold = name.tail, -1 if full in bearers or " " not in full else name.start


def _low(page: Page, name: Name) -> int:
    """Where the passages begin in which a description may stand."""
    return bisect_left(page.passage_of, page.passage_of[name.start] - _BACK)


def _is_brought_in(page: Page, name: Name) -> bool:
    """Whether a name brings somebody in: 'Ann Poole told the paper', 'Ann Poole, 44,'."""
    if page.inside[name.start] >= 0 or page.passages[page.passage_of[name.start]].kind != "body":
        return False
    verbs = (t.head for t in page.tokens[name.start : name.tail] if t.dep_ in SUBJECTS)
    sign, age = (*page.words[name.tail : name.tail + 2], "", "")[:2]  # the text may end with the name
    aged = sign == "," and age.isdigit()
    source = page.lowers[max(name.start - 2, 0) : name.start] == ["according", "to"]
    return aged or source or any(verb.lower_ in lexicon.reporting_verbs() for verb in verbs)


def _described(
    page: Page, name: Name, last: int, stated: Sequence[RoleStatement], untold: int, *, related: bool, new: bool
) -> Iterator[RoleStatement]:
    """The statement of who is described before a name and behind the last one, of whom the one named at ``untold`` may be meant, too.

    A trade may as well be that of whoever was named last, as what: 'They met the mayor, Tom Reed. *The geographer* said no.'
    ``related`` is whether somebody of that surname was named before: 'Lena Poole left. *Her husband* laughed. “I sleep,” said Tom Poole.'
    """
    begin = page.sentence(name.start).start
    heads = [t for t in page.tokens[max(last, _low(page, name)) : begin] if _is_person(page, t)]
    heads = [t for t in heads if page.passages[page.passage_of[t.i]].kind != "headline"] or heads
    if not heads or len({t.lower_ for t in heads}) > 1:
        return
    phrase = page.noun_phrase(heads[0])
    taken = _is_told(page, phrase, heads[0], stated)
    if not (related and _is_kin(page, heads[0])):
        # "They met Tom Reed. *The director* said no. Ann Poole agreed"
        trade = lexicon.noun_class(heads[0].lower_) == "occupation"
        taken = taken or (last if trade else untold) >= page.sentence(_before_sentence(page, phrase.start)).start
        taken = taken or not (new and _is_known_by(page, heads[0]))
    role = None if taken else parse(page, phrase.start, phrase.end, "role-described")
    if role is not None:
        yield RoleStatement(name.start, phrase.start, role)


def _is_told(page: Page, phrase: Phrase, head: Token, stated: Sequence[RoleStatement]) -> bool:
    """Whether the text tells who somebody described is: one of that post, or 'The owner, *Acme Lines*, said no. Ann Poole agreed'."""
    behind = page.words[head.i + 1 : head.i + 3]
    if behind[:1] == [","] and behind[1][0].isupper():
        return True
    # "Norland's *deputy* prime minister has left": the prime minister is another
    second = not lexicon.labelled("reference_words", "deputy").isdisjoint(page.lowers[phrase.start : head.i])
    return not second and any((s.role.title or "").endswith(head.lower_) for s in stated)


def _before_sentence(page: Page, i: int) -> int:
    """The last word before the sentence of a token."""
    start = page.sentence(i).start
    return next((k for k in range(start - 1, -1, -1) if not page.words[k].isspace()), 0)


def _is_person(page: Page, token: Token) -> bool:
    """Whether a word is the subject that a sentence is about, and speaks of one person: 'the new *director* said'."""
    subject = token.dep_ in SUBJECTS and token.tag_ in ("NN", "NNP") and page.inside[token.i] < 0
    return subject and lexicon.is_post(token.text)


def _is_known_by(page: Page, token: Token) -> bool:
    """Whether a description is one that somebody is brought in by: 'The director left', a lead of 'A baker says', but not 'A thief left'."""
    kind = lexicon.noun_class(token.lower_, "post")
    prose = page.passages[page.passage_of[token.i]].kind == "body" and is_asserted(page, token.head)
    start = page.noun_phrase(token).start
    article, opens = page.lowers[start], page.passage_tokens(start).start == start
    if token.head.lower_ in lexicon.reporting_verbs():
        lead = opens and page.passage_of[token.i] <= _LEAD
        if article in ("a", "an"):  # who is never named, as "a hospital spokesman", is not the next one who is
            return prose and lead and kind in ("post", "occupation") and not is_kept_nameless(page, token.i)
        # "Eastwick's mayor has warned", but "his mayor said"
        owned = lead and page.tags[start] != "PRP$" and bool(page.children(token, "poss"))
        return prose and kind in ("post", "occupation", "spokes") and (article == "the" or owned)
    return prose and kind in ("post", "spokes") and (article == "the" or bool(page.children(token, "poss")))


def _is_kin(page: Page, token: Token) -> bool:
    """Whether somebody's kin is described in so many words: '*Her husband* stayed', 'Poole’s *father* laughed'."""
    own = page.tags[page.noun_phrase(token).start] == "PRP$" or bool(page.children(token, "poss"))
    prose = page.passages[page.passage_of[token.i]].kind == "body" and is_asserted(page, token.head)
    return prose and own and lexicon.noun_class(token.lower_) == "kin"
