"""A role phrase taken apart: title, organisation, former.

"the former deputy director of the Harbour Trust" → deputy director, Harbour Trust, former; "Danish Prime Minister" →
prime minister, Denmark; "head of policy at Acme" → head of policy, Acme.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.model import Role, Span
from quoteattr.text.page import NOUN_TAGS, POSSESSIVES, Page

FORMER = frozenset(["former", "ex", "late", "retired", "onetime", "erstwhile", "then", "previous", "sometime"])
LINKS = frozenset(["of", "at", "for", "with", "in", "from", "to", "on", "until"])
_DROPPED = frozenset(
    [
        "fellow",
        "outgoing",
        "incoming",
        "also",
        "now",
        "longtime",
        "long-time",
        "veteran",
        "new",
        "newly",
        "current",
        "outspoken",
        "controversial",
        "influential",
        "top",
        "own",
        "respective",
        "-",
        "—",
        "–",
    ]
)
# a post that has ended: "ambassador from 2007 to 2013", "mayor until May 2019"
_OVER = re.compile(r"\b(?:from|between) \d{4} (?:to|and|until) \d{4}\b|\buntil (?:\w+ )?\d{4}\b")
_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "LOC", "PERSON", "FAC"})


def is_role(token: Token) -> bool:
    """Whether a word can head a person's role: minister, striker, widow, Sen., CEO."""
    return lexicon.is_role_word(token.lower_.removeprefix("ex-"))


def span_of(page: Page, start: int, end: int) -> Span:
    """The span of tokens ``start`` up to ``end``."""
    return Span.of(page.string, *page.chars(TokenSpan(start, end)))


def parts(page: Page, start: int, end: int) -> list[TokenSpan]:
    """A role phrase parted where *and* or a comma joins two roles: 'a farmer, author and mayor of Eastwick'."""
    found, low = [], start
    for i in range(start + 1, end - 1):
        joint = page.tokens[i].lower_ == "and" or page.tokens[i].text == ","
        if joint and _holds_role(page, low, i) and _holds_role(page, i + 1, end):
            found.append(TokenSpan(low, i))
            low = i + 1
    return [*found, TokenSpan(low, end)]


def _holds_role(page: Page, start: int, end: int) -> bool:
    """Whether words come to a role before a preposition, a comma or *and*: 'Labour MP', not 'planning at the trust'."""
    for token in page.tokens[start:end]:
        if is_role(token):
            return True
        if token.lower_ in LINKS or token.lower_ == "and" or token.text == ",":
            return False
    return False


def parse(page: Page, start: int, end: int, rule: str) -> Role | None:
    """Title, organisation and former of a role phrase; None when its head is no person's role."""
    tokens = page.tokens
    while start < end and (
        tokens[start].tag_ in ("DT", "PRP$", "WP$") or tokens[start].is_punct or tokens[start].is_space
    ):
        start += 1
    age = next(
        (i for i in range(start + 1, min(start + 6, end)) if tokens[i].lower_ == "old" and tokens[i - 1].text == "-"),
        None,
    )
    start = age + 1 if age is not None and age + 1 < end else start  # "the 42-year-old jockey"
    link = next(
        (
            i
            for i in range(start, end)
            if tokens[i].lower_ in LINKS or tokens[i].text == "," or tokens[i].tag_ in ("WP", "WDT", "WP$")
        ),
        end,
    )
    head = next((i for i in range(link - 1, start - 1, -1) if is_role(tokens[i])), None)
    if (
        head is None
        and link < end
        and rule != "role-apposition"
        and is_role(tokens[end - 1])
        and tokens[end - 1].text.islower()
    ):
        head, link = end - 1, end  # "a Department for Work spokeswoman"
    if (
        head is None
        or (rule != "role-before" and link - head > 2)
        or (rule == "role-before" and link == end and head != end - 1)
    ):
        return None
    if rule != "role-before" and any(tokens[i].tag_ in NOUN_TAGS for i in range(head + 1, link)):
        return None
    former = any(tokens[i].lower_ in FORMER or tokens[i].lower_.startswith("ex-") for i in range(start, head + 1))
    former = former or bool(_OVER.search(page.text(TokenSpan(start, end))))
    if [t.lower_ for t in tokens[start : start + 3]] == ["one", "-", "time"]:
        former, start = True, start + 3
    body, modifiers = _organisation_before(page, start, head)
    organisation = _tidy(page, *body)
    title = " ".join(_title_word(tokens[i]) for i in modifiers)
    title = full_title(re.sub(r"\s+-\s+", "-", title))
    if link < end and tokens[link].lower_ in LINKS:
        title, organisation = _with_link(page, title, organisation, link, end)
    return Role(title, organisation, former, span_of(page, start, end), rule)


def _organisation_before(page: Page, start: int, head: int) -> tuple[TokenSpan, list[int]]:
    """The organisation in front of the title, and the tokens of the title."""
    tokens = page.tokens
    while start < head and (tokens[start].lower_ in FORMER | _DROPPED):
        start += 1
    possessive = next(
        (i for i in range(head - 1, start - 1, -1) if tokens[i].tag_ == "POS" or tokens[i].text in POSSESSIVES), None
    )
    if possessive is not None:
        body_end = possessive if _is_proper(tokens[possessive - 1]) else start
        rest = range(possessive + 1, head + 1)
    else:
        while (
            start < head
            and tokens[start].tag_ in ("JJ", "JJS")
            and tokens[start].text[0].islower()
            and _is_proper(tokens[start + 1])
            and not is_role(tokens[start + 1])
        ):
            start += 1  # "the independent Kent senator"
        body_end = start
        if tokens[head].text[0].islower() or not tokens[start].text[0].isupper():
            while body_end < head and (
                _is_proper(tokens[body_end])
                or (tokens[body_end].lower_ in ("of", "and", "&", "-", "for") and body_end > start)
            ):
                body_end += 1
        else:
            while (
                body_end < head
                and (
                    tokens[body_end].ent_type_ in _BODY_LABELS - {"PERSON"}
                    or tokens[body_end].lower_.strip(".") in lexicon.table("demonyms")
                    or tokens[body_end].text.isupper()
                )
                and not is_role(tokens[body_end])
            ):
                body_end += 1
        rest = range(body_end, head + 1)
    modifiers = [
        i
        for i in rest
        if tokens[i].lower_ not in FORMER | _DROPPED and not tokens[i].like_num and tokens[i].tag_ not in ("DT", "PRP$")
    ]
    return TokenSpan(start, body_end), modifiers


def _is_proper(token: Token) -> bool:
    """Whether a word is written as a name; a capital that only begins the sentence is none ('Deputy mayor Jo Reed')."""
    if (
        token.is_sent_start
        and token.text.istitle()
        and not token.ent_type_
        and token.i + 1 < len(token.doc)
        and token.nbor().text[:1].islower()
    ):
        return token.lower_ in lexicon.table("demonyms") or token.lower_ in lexicon.words(
            "party_words"
        ) | lexicon.words("organisation_words")
    return token.text[0].isupper() or token.text[0].isdigit()


def _title_word(token: Token) -> str:
    word = token.text.removeprefix("ex-").removeprefix("Ex-")
    return word if word.isupper() and len(word) < 5 else word.lower()


def full_title(title: str) -> str:
    """A title with its abbreviation written out.

    >>> full_title("sen"), full_title("deputy pm"), full_title("undersecretary")
    ('senator', 'deputy prime minister', 'undersecretary')
    """
    key = title.rstrip(".").casefold()
    if key in lexicon.table("abbreviated_roles"):
        return lexicon.table("abbreviated_roles")[key]
    if key in lexicon.table("titles") and key not in lexicon.words("role_nouns"):
        full = lexicon.table("titles")[key]
        return title if len(full) < len(key) + 2 else full  # "undersecretary" stays as the article spells it
    first, _, last = title.rpartition(" ")
    written_out = lexicon.table("abbreviated_roles").get(last.casefold())
    return f"{first} {written_out}" if first and written_out else title


def _tidy(page: Page, start: int, end: int) -> str | None:
    """An organisation in the article's words; a demonym alone stands for its place."""
    while start < end and (page.tokens[start].lower_ in FORMER | _DROPPED or page.tokens[start].tag_ == "DT"):
        start += 1
    if start >= end:
        return None
    text = page.text(TokenSpan(start, end))
    return lexicon.table("demonyms").get(text.casefold().rstrip("."), text)


def _ends_body(page: Page, i: int, end: int) -> bool:
    """Whether the name of a body ends before token ``i``: at a comma, a dash, a relative clause, one more role."""
    token = page.tokens[i]
    if token.text in (",", ";", "–", "—", "(") or token.tag_ in ("WP", "WDT", "WP$", "WRB"):
        return True
    if token.text == "-":
        return bool(page.tokens[i - 1].whitespace_)
    return token.lower_ == "and" and any(is_role(t) and t.text.islower() for t in page.tokens[i + 1 : min(i + 5, end)])


def _with_link(page: Page, title: str, organisation: str | None, link: int, end: int) -> tuple[str, str | None]:
    """'director of the trust' → director, trust; 'head of policy at Acme' → head of policy, Acme."""
    tokens = page.tokens
    if tokens[link].lower_ == "until":
        return title, organisation
    stop = next((i for i in range(link, end) if _ends_body(page, i, end)), end)
    start = link + 1
    while start < stop and tokens[start].tag_ in ("DT", "PRP$"):
        start += 1
    if start >= stop or tokens[start].ent_type_ in ("DATE", "TIME"):
        return title, organisation
    following = next((i for i in range(start, stop) if tokens[i].lower_ in LINKS and tokens[i].lower_ != "of"), stop)
    proper = any(_is_proper(tokens[i]) for i in range(start, following))
    if not proper and tokens[link].lower_ in ("of", "for", "in", "to", "on"):
        title = f"{title} {page.text(TokenSpan(link, following))}"
        if following < stop:
            return _with_link(page, title, organisation, following, stop)
        return title, organisation
    if proper and organisation is None:
        organisation = page.text(TokenSpan(start, following if tokens[link].lower_ == "of" else stop))
    return title, organisation
