"""Page, names and roles → the roles of those who are described first and named a little later.

'The new director starts on Monday. Ann Poole, 44, said she was glad': where the text speaks of one person without a name, and
the next that it names says something or is given an age, and has no role of their own, it is the same.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, RoleStatement
from quoteattr.people.role_phrases import parse
from quoteattr.text.page import SUBJECTS, Page

_BACK = 2  # passages between description and name


def found(page: Page, people: Sequence[Name], stated: Sequence[RoleStatement]) -> Iterator[RoleStatement]:
    """Statements for people who have none, of the description in the sentences before their first name."""
    with_role = {s.name for s in stated}
    bearers = {_surname(name) for name in people if name.start in with_role}
    seen: set[str] = set()
    last = -1
    for name in people:
        new = _surname(name) not in seen
        seen.add(_surname(name))
        if new and _surname(name) not in bearers and " " in name.text and _is_brought_in(page, name):
            yield from _described(page, name, max(last, _low(page, name)), stated)
        last = name.tail


def _surname(name: Name) -> str:
    return name.text.split()[-1].casefold()


def _low(page: Page, name: Name) -> int:
    """Where the passages begin in which a description may stand."""
    passage = page.passage_of[name.start]
    return next(i for i in range(len(page.words)) if page.passage_of[i] >= passage - _BACK)


def _is_brought_in(page: Page, name: Name) -> bool:
    """Whether a name brings somebody in: 'Ann Poole told the paper', 'Ann Poole, 44,'."""
    if page.inside[name.start] >= 0 or page.passages[page.passage_of[name.start]].kind != "body":
        return False
    verbs = (t.head for t in page.tokens[name.start : name.end] if t.dep_ in SUBJECTS)
    aged = page.words[name.tail : name.tail + 1] == [","] and page.words[name.tail + 1 : name.tail + 2][0].isdigit()
    return aged or any(verb.lower_ in lexicon.reporting_verbs() for verb in verbs)


def _described(page: Page, name: Name, low: int, stated: Sequence[RoleStatement]) -> Iterator[RoleStatement]:
    begin = page.sentence(name.start).start
    heads = [t for t in page.tokens[low:begin] if _is_person(page, t)]
    if not heads or len({t.lower_ for t in heads}) > 1 or page.passages[page.passage_of[heads[0].i]].kind != "body":
        return
    taken = any((s.role.title or "").endswith(heads[0].lower_) for s in stated)
    phrase = page.noun_phrase(heads[0])
    role = None if taken else parse(page, phrase.start, phrase.end, "role-described")
    if role is not None:
        yield RoleStatement(name.start, phrase.start, role)


def _is_person(page: Page, token: Token) -> bool:
    """Whether a word is the subject that a sentence is about, and speaks of one person: 'the new *director* said'."""
    subject = token.dep_ in SUBJECTS and token.tag_ in ("NN", "NNP") and page.inside[token.i] < 0
    if not subject or not lexicon.is_post(token.text) or lexicon.table("role_nouns", 2).get(token.lower_) == "kin":
        return False
    return bool(page.children(token, "det")) or page.words[token.left_edge.i][0].isupper()
