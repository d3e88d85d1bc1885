"""The words before a post, in its phrase → whose post it is: 'the former *Harbour Trust* director', 'the trust's director'.

A body that is only described there (*the council*’s leader) is somebody whom another wing has to find; who *his* son is of, is
found here. Where the body ends and the title begins is told by labels of the recogniser, by capitals, and by words that names of
bodies are made of.
"""

from collections.abc import Sequence

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase, RoleStatement, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.titles import begins_post, is_link
from quoteattr.text.page import PLACE_PREPOSITIONS, POSSESSIVES, Page

_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_SIGNS = frozenset({"-", "–", "—"})


def body_before(page: Page, start: int, head: int) -> tuple[TokenSpan, int]:
    """The organisation in front of the title, and where the title begins."""
    tokens = page.tokens
    start = _behind_compound(page, start, head)
    while start < head and is_outside_title(tokens[start]) and not begins_name(tokens[start], head):
        start += 1
    start = _behind_compound(page, start, head)
    if (own := _behind_seat(page, start, head)) is not None:
        return TokenSpan(start, own), own
    for i in range(head - 1, start - 1, -1):
        if (tokens[i].tag_ == "POS" or tokens[i].text in POSSESSIVES) and page.lowers[i + 1] == "fellow":
            start = i + 2  # "Reed's *fellow* Rovers defender"
            break
        if tokens[i].tag_ == "POS" or tokens[i].text in POSSESSIVES:
            first = _behind_document(page, start, i)
            return TokenSpan(first, i if is_proper(page, tokens[i - 1]) else first), _behind_owned(page, i + 1, head)
    while start < head and _is_adjective_of_body(page, start):
        start += 1
    end = _end_of_words(page, start, head)
    return TokenSpan(start, end), end


def _end_of_words(page: Page, start: int, head: int) -> int:
    """Where the words of a body end before a post: '*Bank of Eastwick* director', '*Health* Cabinet Secretary'."""
    tokens, first = page.tokens, page.words[start]
    if len(first) < 5 and first[-1].isupper() and lexicon.table("known_names").get(first.lower()) == "other":
        return start  # "an *IT* manager", "a *PhD* student"
    small = tokens[head].text[0].islower() or not tokens[start].text[0].isupper()
    goes_on = _is_word_of_body if small else _is_known_word_of_body
    titled = start < head and " ".join(page.lowers[head - 1 : head + 1]) in lexicon.words("titles")
    # "*Air* Commodore", but "*Council* leader", "*European* commissioner"
    first = page.lowers[start] if titled and start == head - 1 else ""
    titled = titled and first not in lexicon.words("organisation_nouns") and first not in lexicon.table("demonyms")
    joined = page.words[head - 1] == "-" and not tokens[head - 1].whitespace_  # "an *Oscar-winner*"
    end, last = start, min(field_before(page, start, head), head - max(2 * joined, titled))
    while end < last and goes_on(page, tokens[end], end == start):
        end += 1
    return end


def field_before(page: Page, start: int, head: int) -> int:
    """Where the field begins that a post has in its title, or the post without one: 'Lorn *Education* Minister'."""
    if page.lowers[head] not in lexicon.labelled("role_words", "field"):
        return head
    fields = (i for i in range(start, head) if " ".join(page.lowers[i:head]) in lexicon.words("portfolios"))
    return next((i for i in fields if page.ent_types[i] != "GPE"), head)  # but "*Wales* Secretary"


def _behind_seat(page: Page, start: int, head: int) -> int | None:
    """Where a post begins behind its place: 'Dunn County *Sheriff*', 'Eastwick North *MP*'."""
    seats, bodies = lexicon.labelled("role_words", "seat"), lexicon.words("organisation_words")
    named = (i for i in range(start + 1, head) if page.words[i].istitle() and page.words[start].istitle())
    # not "Harbour *North* America president"
    named = (i for i in named if page.ent_types[i + 1] != page.ent_types[i] or begins_post(page.lowers[i + 1]))
    seat = next((i for i in named if page.lowers[i] in seats and page.lowers[i + 1] not in bodies), 0)
    return seat + 1 if seat and not any(map(lexicon.is_post, page.words[start:seat])) else None


def _behind_compound(page: Page, start: int, head: int) -> int:
    """Where the words begin behind an adjective made of two: '*Oscar-winning* actress', '*two-term* senator', not '*Anglo-French* actor'."""
    dash = next((i for i in range(start + 1, head - 1) if page.words[i] == "-"), 0)
    if not dash or page.tokens[dash - 1].whitespace_ or not page.words[dash + 1].islower():
        return start
    counted = page.tokens[start].like_num and page.lowers[dash + 1] in lexicon.labelled("role_words", "counted")
    mere = counted or page.tags[dash + 1] in ("VBG", "VBN")
    if page.words[start][0].isupper():
        return dash + 2 if mere else start
    degree = page.lowers[start] in lexicon.labelled("role_words", "degree")
    return dash + 2 if dash == start + 1 and (mere or degree) and _is_mere(page, start) else start


def _behind_document(page: Page, start: int, end: int) -> int:
    """Where an owner begins behind what it has written: 'a report from *the city*’s auditor', but not 'the Office for Roads’s director'."""
    document = page.lowers[start] in lexicon.words("document_nouns") and page.words[start].islower()
    return start + 2 if document and start + 2 < end and is_link(page.lowers[start + 1]) else start


def behind_age(page: Page, start: int, end: int) -> int:
    """Where the words begin behind an age: 'the *42-year-old* jockey', 'the firm’s *42-year-old* founder'."""
    ages = range(start + 1, min(start + 6, end))
    return next((i + 1 for i in ages if page.lowers[i - 1 : i + 1] == ["-", "old"]), start)


def _behind_owned(page: Page, start: int, head: int) -> int:
    """Where a post begins behind its owner."""
    return _behind_compound(page, behind_age(page, start, head), head)


def _is_mere(page: Page, i: int) -> bool:
    """Whether a word before a hyphen leads to a mere adjective: 'award-winning', not '*co*-founding', '*attorney*-general'."""
    word = page.words[i]
    return not lexicon.is_post(word) and word not in lexicon.labelled("role_words", "prefix")


def begins_name(token: Token, head: int) -> bool:
    """Whether a word that may stand before a post begins a name: '*New* Jersey senator', but not '*New* mayor'."""
    if token.text != "New" or token.i + 1 >= head or not token.nbor().text[0].isupper():
        return False
    return not token.is_sent_start or token.nbor().ent_type_ == token.ent_type_ != ""


def _is_adjective_of_body(page: Page, i: int) -> bool:
    """'the independent Kent senator'."""
    small = page.tags[i] in ("JJ", "JJS", "VBN") and page.words[i][0].islower()
    return small and is_proper(page, page.tokens[i + 1]) and not lexicon.is_post(page.words[i + 1])


def _is_word_of_body(page: Page, token: Token, first: bool) -> bool:
    """Before a title in small letters whatever is written as a name: 'Bank of Eastwick director'."""
    if (first or token.text.isupper()) and lexicon.is_post(token.text) and token.nbor().lower_ == "and":
        return False  # "CEO and founder", "Acme CEO and founder"
    inside = not first and (token.text == "-" or token.lower_ in lexicon.labelled("name_links", "joint"))
    return inside or is_proper(page, token)


def _is_known_word_of_body(page: Page, token: Token, first: bool) -> bool:
    """Before a title with capitals what is known as a name: 'Danish Prime Minister', 'UK Home Secretary'."""
    if token.lower_ in lexicon.words("party_words"):
        return True  # "Republican Senator", which alone is a post
    # not "*Temporary* Detective Inspector", whatever the recogniser takes the first word of a sentence for
    timed = token.lower_ in lexicon.labelled("role_words", "time")
    known = (token.ent_type_ in _BODY_LABELS and not timed) or token.lower_.strip(".") in lexicon.table("demonyms")
    unknown = token.text.istitle() and not (begins_post(token.lower_) or is_outside_title(token))  # "*Kisumu* Governor"
    known = known or unknown or token.text.isupper()
    return known and not lexicon.is_post(token.text)


def is_outside_title(token: Token) -> bool:
    """Whether a word before a post is part neither of its title nor of its body: former, outspoken, a dash."""
    word = token.lower_
    return any(word in lexicon.labelled("role_words", label) for label in ("former", "aside")) or word in _SIGNS


def is_proper(page: Page, token: Token) -> bool:
    """Whether a word is written as a name; a capital that only begins the sentence is none ('Deputy mayor Jo Reed')."""
    first = token.is_sent_start and token.text.istitle() and token.i + 1 < len(page.words)
    if first and (token.nbor().text[:1].islower() or token.nbor().text == "-"):
        known = token.lower_ in lexicon.table("demonyms") or token.lower_ in lexicon.words("party_words")
        known |= _is_of_several(token) and not begins_post(token.lower_)
        # "*Rovers* manager Jo Reed", but "Film director Jo Reed"
        return known or _is_name(page, token)
    return token.text[0].isupper() or token.text[0].isdigit()


def _is_of_several(token: Token) -> bool:
    """Whether the first word of a sentence is a team, by its plural, or a known firm: '*Magpies* striker Jo Reed', '*Barclays* economist Jo Reed'."""
    word = token.lower_
    if word[-1] == "s" and lexicon.table("known_names").get(word) == "body":
        return True
    plays = token.nbor().lower_ in lexicon.labelled("role_words", "plays")
    return token.tag_ in ("NNS", "NNPS") and (plays or word in lexicon.words("organisation_words"))


def holds_name(page: Page, start: int, end: int) -> bool:
    """Whether one of some words is written as a name."""
    return any(is_proper(page, token) for token in page.tokens[start:end])


def _is_name(page: Page, token: Token) -> bool:
    """Whether the first word of a sentence is a name: to the recogniser, to the tagger, or elsewhere in the text ('in *Eastwick*')."""
    if token.like_num or page.once(_is_small_elsewhere, token.lower_):
        return False
    if lexicon.is_post(token.text) and lexicon.table("known_names").get(token.lower_) != "body":
        return page.once(_is_capital_within, token.lower_)  # not "*Caretaker* manager Jo Reed", but "*Guardian* editor"
    if token.ent_type_ not in ("", "CARDINAL"):
        return True
    if token.tag_ == "JJ" and lexicon.table("known_names").get(token.lower_) == "place":
        return True  # "*Essex* batter Jo Reed"
    if begins_post(token.lower_) or is_outside_title(token):
        return False  # "*Deputy* mayor Jo Reed", "*Longtime* leader Jo Reed"
    first, second = [*page.lowers[token.i + 1 : token.i + 3], ""][:2]
    office = second == "of" and lexicon.noun_class(first) == "post" and token.tag_ != "VBG"
    if office or f"{first} {second}" in lexicon.words("titles"):
        return True  # "*Acme* chief economist Jo Reed", "*Acme* head of research Jo Reed"
    return token.tag_ == "NNP" or page.once(_is_capital_within, token.lower_)


def _is_small_elsewhere(page: Page, word: str) -> bool:
    return any(page.words[i].islower() for i in page.between(word, 0, len(page.words)))


def _is_capital_within(page: Page, word: str) -> bool:
    """Whether a word is written with a capital within a sentence of the page."""
    places = page.between(word, 0, len(page.words))
    return any(page.words[i].istitle() and not page.tokens[i].is_sent_start for i in places)


def place_before(page: Page, start: int) -> str | None:
    """The town and state before a post: '*Redmond, Oregon,* Chief Executive Ann Poole'."""
    words, labels, low = page.words, page.ent_types, start - 4
    if low < 0 or [words[low + 1], words[start - 1]] != [",", ","] or labels[low] != "GPE" or labels[low + 2] != "GPE":
        return None
    while low and labels[low - 1] == "GPE":
        low -= 1
    placed = low and page.lowers[low - 1] in PLACE_PREPOSITIONS  # "In Redmond, Oregon, Chief Executive Ann Poole said"
    return None if placed else page.text(TokenSpan(low, start - 1))


def described_body(page: Page, role: Role) -> Phrase | None:
    """The words for a body without its name to which a post belongs: '*the council*’s leader', '*its* head', 'a clerk at *the firm*'."""
    if role.span is None or role.title is None:
        return None
    start, end = page.token_span(role.span)
    if role.organisation is not None:
        noun = (
            role.organisation.lower() in lexicon.words("organisation_nouns") and page.words[start] == role.organisation
        )
        return Phrase(start, start + 1, start) if noun else None  # "*Council* leader Ann Poole"
    owner = next((i for i in (start - 1, start) if i >= 0 and page.lowers[i] == "its"), -1)
    if owner >= 0:
        return Phrase(owner, owner + 1, owner)
    found = (_described(page, i, start, end) for i in range(start, end))
    return next((phrase for phrase in found if phrase is not None), None)


def _described(page: Page, i: int, start: int, end: int) -> Phrase | None:
    """The description of a body that ends in a noun, where it owns the post around it, or a link leads from the post to it."""
    if not page.words[i].islower() or page.lowers[i] not in lexicon.words("organisation_nouns"):
        return None
    first = i
    while first > 0 and page.tags[first - 1] in ("JJ", "NN"):
        first -= 1
    first -= 1
    if first < 0 or page.lowers[first] not in ("the", "this"):
        return None
    following = page.words[i + 1 : min(i + 2, end)]
    owns = following != [] and (following[0] in POSSESSIVES or _is_office(following[0]))
    linked = (
        first > start and is_link(page.lowers[first - 1]) and page.tags[i + 1 : i + 2] not in (["NN"], ["NNS"], ["POS"])
    )
    return Phrase(first, i + 1, i) if owns or linked else None


def _is_office(word: str) -> bool:
    """Whether a noun is an office that somebody holds in a body: 'the agency *spokesman*', but not 'the company *driver*'."""
    return lexicon.is_post(word) and lexicon.noun_class(word.lower()) in ("post", "spokes")


def with_owner(page: Page, people: Sequence[Name], bearer: Name, statement: RoleStatement) -> RoleStatement:
    """A statement with the owner that a pronoun stands for: 'Tom Reed and *his* son, Joe' → son, Tom Reed."""
    role = statement.role
    if role.organisation is not None or role.span is None or role.rule == "role-list":
        return statement
    head = page.tokens[page.token_at(role.span.end - 1)]
    owner = next((t for t in page.children(head, "poss") if t.tag_ in ("PRP$", "WP$")), None)
    if owner is None or page.inside[owner.i] >= 0:
        return statement
    if owner.tag_ == "WP$":
        of = owner.head
        while of.dep_ not in ("relcl", "ROOT"):
            of = of.head
        owners = [name for name in people if name.start <= of.head.i < name.end]
    elif owner.lower_ in ("his", "her"):
        low = page.sentence(owner.i).start
        owners = [name for name in people if low <= name.start < owner.i and name.start != bearer.start]
    else:
        return statement
    if len({name.text.split()[-1] for name in owners}) != 1 or owners[0].text == bearer.text:
        return statement
    return attrs.evolve(statement, role=attrs.evolve(role, organisation=owners[0].text))
