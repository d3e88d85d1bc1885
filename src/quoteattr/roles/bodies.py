"""The words before a post, in its phrase → the body that the post belongs to: 'the former *Harbour Trust* director', '*the trust*'s director'.

Where the body ends and the title begins is read off entity labels, capitals, and words that names of bodies are made of. A body
that is only described (*the council*’s leader) is marked for another wing to resolve; an owner that is a pronoun (*his* son) is
resolved here.
"""

from collections.abc import Mapping, Sequence

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase, RoleStatement, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.titles import begins_post, is_link, is_owned_title
from quoteattr.text.page import POSSESSIVES, Page

_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_KNOWN_BY_KIND = frozenset(
    {"government", "court", "party"}
)  # of which a place has but one: *Council* leader, *Parliament*
_SIGNS = frozenset({"-", "–", "—"})
_LISTS_OF_NAMES = ("forenames", "first_surnames", "known_names", "organisation_words")
_LISTS_OF_NOUNS = (
    *("body_heads", "body_name_words", "document_nouns", "name_neighbours", "occasion_nouns", "organisation_nouns"),
    *(
        "organisation_words",
        "other_heads",
        "people_nouns",
        "portfolios",
        "post_scopes",
        "reference_words",
        "role_words",
    ),
    *("time_words", "topic_words", "wider_nouns", "work_nouns"),
)


def body_before(page: Page, start: int, head: int) -> tuple[TokenSpan, int]:
    """The body in a role phrase whose post is at ``head``, and where the title starts; an empty span if there is no name of a body."""
    if start >= head:
        return TokenSpan(start, start), start
    start = _behind_hyphenated_adjective(page, start, head)
    while start < head and is_outside_title(page.tokens[start]) and not begins_name(page.tokens[start], head):
        start += 1
    start = _behind_hyphenated_adjective(page, start, head)
    if (title := _behind_seat(page, start, head)) is not None:
        return TokenSpan(start, title), title
    marks = [i for i in range(head - 1, start - 1, -1) if page.tags[i] == "POS" or page.words[i] in POSSESSIVES]
    if (end := max((_end_of_owned_name(page, i, head) for i in marks if i > start), default=0)) > 0:
        return TokenSpan(start, end), end + (page.words[end] in POSSESSIVES)
    if (mark := next(iter(marks), None)) is not None:
        if mark > start and is_owned_title(page.lowers[mark - 1], page.lowers[mark + 1]):
            end = _end_of_body(page, start, mark - 1)  # "the Dunn County *state's attorney*"
            return TokenSpan(start, end), end
        if page.lowers[mark + 1] != "fellow":
            return _owner_before(page, start, mark), _start_of_owned(page, mark + 1, head)
        start = mark + 2  # "Reed's *fellow* Rovers defender"
    while start < head and _is_adjective_of_body(page, start):
        start += 1
    end = _end_of_body(page, start, head)
    return TokenSpan(start, end), end


def _end_of_owned_name(page: Page, mark: int, head: int) -> int:
    """Where a body's name ends that holds a possessive mark: '*Bakers’ Union* president', '*Women's Aid* director'; 0 if there is none."""
    end = page.name_ends.get(mark, 0)
    if mark + 1 < end <= head:
        return end
    plural, end = page.words[mark] in ("'", "’") and page.words[mark - 1].istitle(), mark + 1
    bodies = lexicon.words("organisation_words") if plural else frozenset[str]()
    while end < head and page.words[end].istitle() and page.lowers[end] in bodies:
        end += 1
    return end if end > mark + 1 else 0


def is_of_time(page: Page, i: int) -> bool:
    """Whether a word tells when something was said, and is of no body's name: 'on *Monday* Lib Dem MP Jo Reed said', but 'the *Sunday* Times editor'."""
    if page.lowers[i] not in lexicon.words("time_words"):
        return False
    if i + 1 in page.name_ends or page.ent_types[i] == "ORG" or page.word_at(i + 1) == ",":
        return False
    return page.lowers[i] not in lexicon.labelled("role_words", "former")  # "*then* mayor Jo Reed"


def _end_of_body(page: Page, start: int, head: int) -> int:
    """Where a body without a possessive ends before a title: '*Bank of Eastwick* director', '*Health* Cabinet Secretary'."""
    tokens, first = page.tokens, page.words[start]
    if page.words[start + 1 : start + 2] == ["-"] and first.lower() in lexicon.labelled("role_words", "prefix"):
        return start  # "*Co*-Founder and CEO"
    if len(first) < 5 and first[-1].isupper() and lexicon.table("known_names").get(first.lower()) == "other":
        return start  # "an *IT* manager", "a *PhD* student"
    small = tokens[head].text[0].islower() or not tokens[start].text[0].isupper()
    is_of_body = _is_word_of_body if small else _is_known_word_of_body
    last = min(field_before(page, start, head), head - 1 if _is_two_word_title(page, start, head) else head)
    last = min(last, _opposed_post(page, start, head))
    if page.words[head - 1] == "-" and not tokens[head - 1].whitespace_:
        last = min(last, head - 2)  # "an *Oscar-winner*"
    end = start
    while end < last and is_of_body(page, tokens[end], end == start):
        end += 1
    return end


def _is_two_word_title(page: Page, start: int, head: int) -> bool:
    """Whether a post makes one title with the word before it: '*Air Commodore*', but not '*Council* leader', '*European* commissioner'."""
    if start >= head or " ".join(page.lowers[head - 1 : head + 1]) not in lexicon.words("titles"):
        return False
    first = page.lowers[start] if start == head - 1 else ""
    return first not in lexicon.words("organisation_nouns") and first not in lexicon.table("demonyms")


def _opposed_post(page: Page, start: int, head: int) -> int:
    """Where the post of somebody in opposition starts, whose first word is of no body: 'Labour *Shadow Home Secretary*'; ``head`` if it is no such post."""
    opposed = lexicon.labelled("reference_words", "opposed")
    first = next((i for i in range(start, head) if page.lowers[i] in opposed), head)
    minister = page.lowers[head] in lexicon.labelled("role_words", "field")
    return first if minister or " ".join(page.lowers[first + 1 : head + 1]) in lexicon.words("titles") else head


def field_before(page: Page, start: int, head: int) -> int:
    """Where the field starts that a post has in its title: 'Lorn *Education* Minister'; ``head`` if it has none."""
    if page.lowers[head] not in lexicon.labelled("role_words", "field"):
        return head
    fields = (i for i in range(start, head) if " ".join(page.lowers[i:head]) in lexicon.words("portfolios"))
    return next((i for i in fields if page.ent_types[i] != "GPE"), head)  # but "*Wales* Secretary"


def _behind_seat(page: Page, start: int, head: int) -> int | None:
    """Where a post starts behind the place that it is elected in: 'Dunn County *Sheriff*', 'Eastwick North *MP*'; None if there is none."""
    seats, bodies = lexicon.labelled("role_words", "seat"), lexicon.words("organisation_words")
    named = (i for i in range(start + 1, head) if page.words[i].istitle()) if page.words[start].istitle() else ()
    # not "Harbour *North* America president"
    last_of_name = (i for i in named if page.ent_types[i + 1] != page.ent_types[i] or begins_post(page.lowers[i + 1]))
    seat = next((i for i in last_of_name if page.lowers[i] in seats and page.lowers[i + 1] not in bodies), 0)
    return seat + 1 if seat and not any(map(lexicon.is_post, page.words[start:seat])) else None


def _behind_hyphenated_adjective(page: Page, start: int, head: int) -> int:
    """Where a role phrase goes on behind an adjective of two words: '*Oscar-winning* actress', '*two-term* senator', not '*Anglo-French* actor'."""
    dash = next((i for i in range(start + 1, head - 1) if page.words[i] == "-"), 0)
    if not dash or page.tokens[dash - 1].whitespace_ or not page.words[dash + 1].islower():
        return start
    counted = page.tokens[start].like_num and page.lowers[dash + 1] in lexicon.labelled("role_words", "counted")
    adjective = counted or page.tags[dash + 1] in ("VBG", "VBN")
    if not page.words[start][0].isupper():
        adjective = adjective or page.lowers[start] in lexicon.labelled("role_words", "degree")  # "*far*-right"
        adjective = adjective and dash == start + 1 and not _is_hyphenated_to_post(page, start)
    return dash + 2 if adjective else start


def _is_hyphenated_to_post(page: Page, i: int) -> bool:
    """Whether a word before a hyphen belongs to a title: '*co*-founding', '*attorney*-general', not '*award*-winning'."""
    return lexicon.is_post(page.words[i]) or page.words[i] in lexicon.labelled("role_words", "prefix")


def _owner_before(page: Page, start: int, mark: int) -> TokenSpan:
    """The owner named before a possessive mark, empty if it is only described: '*Acme*’s director', 'a report from *Eastwick*’s auditor'."""
    document = page.lowers[start] in lexicon.words("document_nouns") and page.words[start].islower()
    if document and start + 2 < mark and is_link(page.lowers[start + 1]):
        start += 2  # but "the Office for Roads’s director"
    while start < mark - 1 and page.words[start].islower() and lexicon.is_post(page.words[start]):
        start += 1  # "*mayor* Tom Reed's wife"
    return TokenSpan(start, mark if is_proper(page, page.tokens[mark - 1]) else start)


def _start_of_owned(page: Page, start: int, head: int) -> int:
    """Where a title starts behind its owner, an age and an adjective: 'the firm’s 42-year-old *founder*'."""
    return _behind_hyphenated_adjective(page, behind_age(page, start, head), head)


def behind_age(page: Page, start: int, end: int) -> int:
    """Where a role phrase goes on behind an age: 'the 42-year-old *jockey*'; ``start`` if there is none."""
    ages = range(start + 1, min(start + 6, end))
    return next((i + 1 for i in ages if page.lowers[i - 1 : i + 1] == ["-", "old"]), start)


def begins_name(token: Token, head: int) -> bool:
    """Whether *New* before a post begins a name: '*New* Jersey senator', but not '*New* mayor'."""
    if token.text != "New" or token.i + 1 >= head or not token.nbor().text[0].isupper():
        return False
    return not token.is_sent_start or token.nbor().ent_type_ == token.ent_type_ != ""


def _is_adjective_of_body(page: Page, i: int) -> bool:
    """Whether an adjective stands before the name of a body: 'the *independent* Kent senator'."""
    adjective = page.tags[i] in ("JJ", "JJS", "VBN") and page.words[i][0].islower()
    return adjective and is_proper(page, page.tokens[i + 1]) and not lexicon.is_post(page.words[i + 1])


def is_measure(token: Token) -> bool:
    """Whether a number measures what somebody does, and names no body: 'the *800* metres runner', 'a *200*m sprinter', not 'Channel *4*'."""
    if not token.like_num or token.i + 1 >= len(token.doc):
        return False
    return token.ent_type_ == "QUANTITY" or token.nbor().lower_ in ("m", "km", "metre", "meter", "metres", "meters")


def _is_word_of_body(page: Page, token: Token, first: bool) -> bool:
    """Whether a word before a title in small letters belongs to a body, as whatever is written as a name does: '*Bank of Eastwick* director'."""
    if (first or token.text.isupper()) and lexicon.is_post(token.text) and token.nbor().lower_ == "and":
        return False  # "CEO and founder", "Acme CEO and founder"
    counted = token.i + (2 if token.nbor().text == "-" else 1)  # "a *30*-year veteran", but not "a *7*-Eleven clerk"
    if is_measure(token) or (first and token.like_num and page.words[counted].islower()):
        return False
    inside = not first and (token.text == "-" or token.lower_ in lexicon.labelled("name_links", "joint"))
    return inside or is_proper(page, token)


def _is_known_word_of_body(page: Page, token: Token, first: bool) -> bool:
    """Whether a word before a title with capitals belongs to a body, by what is known of the word: '*Danish* Prime Minister', '*UK* Home Secretary'."""
    if token.lower_ in lexicon.words("party_words"):
        return True  # "Republican Senator", which alone is a post
    # not "*Temporary* Detective Inspector", whatever label the first word of a sentence gets
    timed = token.lower_ in lexicon.labelled("role_words", "time")
    known = (token.ent_type_ in _BODY_LABELS and not timed) or token.lower_.strip(".") in lexicon.table("demonyms")
    unknown = token.text.istitle() and not (begins_post(token.lower_) or is_outside_title(token))  # "*Kisumu* Governor"
    known = (known or unknown or token.text.isupper()) and not lexicon.is_post(token.text)
    return known and not (first and _is_participle(page, token))


def is_outside_title(token: Token) -> bool:
    """Whether a word before a post belongs neither to its title nor to its body: *former*, *outspoken*, a dash."""
    word = token.lower_
    labelled = lexicon.labelled
    return word in labelled("role_words", "former") or word in labelled("role_words", "aside") or word in _SIGNS


def is_proper(page: Page, token: Token) -> bool:
    """Whether a word is written as a name, with a capital that it does not owe to its place: not '*Deputy* mayor Jo Reed' in a sentence’s beginning."""
    first = token.is_sent_start and token.text.istitle() and token.i + 1 < len(page.words)
    if first and (token.nbor().text[:1].islower() or token.nbor().text == "-"):
        known = token.lower_ in lexicon.table("demonyms") or token.lower_ in lexicon.words("party_words")
        known = known or (_is_team_or_firm(token) and not begins_post(token.lower_))
        # "*Rovers* manager Jo Reed", but "Film director Jo Reed"
        return known or _is_name(page, token)
    return token.text[0].isupper() or token.text[0].isdigit() or token.text[1:2].isupper()  # "*iFold* boss Jo Reed"


def _is_team_or_firm(token: Token) -> bool:
    """Whether the first word of a sentence is a team, by its plural, or a known firm: '*Magpies* striker Jo Reed', '*Barclays* economist Jo Reed'."""
    word = token.lower_
    if word[-1] == "s" and lexicon.table("known_names").get(word) == "body":
        return True
    plays = token.nbor().lower_ in lexicon.labelled("role_words", "plays")
    return token.tag_ in ("NNS", "NNPS") and (plays or word in lexicon.words("organisation_words"))


def holds_name(page: Page, start: int, end: int) -> bool:
    """Whether any of some words is written as a name."""
    return any(is_proper(page, token) for token in page.tokens[start:end])


def _is_name(page: Page, token: Token) -> bool:
    """Whether the first word of a sentence is a name, by its label or tag, or by its capital elsewhere in the text ('in *Eastwick*')."""
    if token.like_num or page.once(_is_small_elsewhere, token.lower_) or _is_participle(page, token):
        return False
    if lexicon.is_post(token.text) and lexicon.table("known_names").get(token.lower_) != "body":
        return page.once(_is_capital_within, token.lower_)  # not "*Caretaker* manager Jo Reed", but "*Guardian* editor"
    if _is_common_noun(page, token):
        return False  # "*Hotel* owner Jo Reed"
    if token.ent_type_ not in ("", "CARDINAL"):
        return True
    if token.tag_ == "JJ" and lexicon.table("known_names").get(token.lower_) == "place":
        return True  # "*Essex* batter Jo Reed"
    if begins_post(token.lower_) or is_outside_title(token):
        return False  # "*Deputy* mayor Jo Reed", "*Longtime* leader Jo Reed"
    first, second = [*page.lowers[token.i + 1 : token.i + 3], ""][:2]
    post_with_of = second == "of" and lexicon.noun_class(first) == "post" and token.tag_ != "VBG"
    if post_with_of or f"{first} {second}" in lexicon.words("titles"):
        return True  # "*Acme* head of research Jo Reed", "*Acme* chief economist Jo Reed"
    if token.tag_ == "NNP" or page.once(_is_capital_within, token.lower_):
        return True
    return token.tag_ == "NN" and lexicon.noun_class(first) == "post" and _is_unheard_of(token.lower_)


@lexicon.remembered
def _is_unheard_of(word: str) -> bool:
    """Whether a word is in no list of common nouns and does not end as they do, so that it is a team or firm: '*Redmarsh* manager Jo Reed'."""
    return not (lexicon.role_ending(word) or any(word in lexicon.words(name) for name in _LISTS_OF_NOUNS))


def _is_participle(page: Page, token: Token) -> bool:
    """Whether the first word of a sentence is a participle before a post, and no name: '*Sacked* MP Jo Reed', but '*Allied* boss Jo Reed'."""
    word = token.lower_
    if not (token.is_sent_start and token.text.istitle()) or page.once(_is_capital_within, word):
        return False
    if any(word in lexicon.words(name) for name in _LISTS_OF_NAMES):
        return False
    past = word.endswith("ed") and len(word) > 5 and token.tag_ in ("VBN", "VBD", "JJ", "NNP")
    return past or (token.tag_ == "VBG" and token.dep_ == "amod")


def _is_common_noun(page: Page, token: Token) -> bool:
    """Whether the first word of a sentence is a noun for a kind of body, not the body: '*Prison* governor Jo Reed', not '*Council* leader Jo Reed'."""
    kind = lexicon.table("organisation_nouns").get(token.lower_, "government")
    post = lexicon.noun_class(token.nbor().lower_)
    of_force = kind == "police" and post == "post"  # "*Army* chief Jo Reed", but not "*Army* veteran Jo Reed"
    if of_force or post == "spokes" or kind in _KNOWN_BY_KIND or token.lower_ in lexicon.table("known_names"):
        return False
    return not page.once(_is_capital_within, token.lower_)


def _is_small_elsewhere(page: Page, word: str) -> bool:
    return any(page.words[i].islower() for i in page.between(word, 0, len(page.words)))


def _is_capital_within(page: Page, word: str) -> bool:
    """Whether a word is written with a capital within a sentence of the page."""
    places = page.between(word, 0, len(page.words))
    return any(page.words[i].istitle() and not page.tokens[i].is_sent_start for i in places)


def described_body(page: Page, role: Role) -> Phrase | None:
    """The description of an unnamed body to which a role belongs: '*the council*’s leader', '*its* head', 'a clerk at *the firm*'."""
    if role.span is None or role.title is None:
        return None
    start, end = page.token_span(role.span)
    if (body := role.organisation) is not None:
        noun = body.lower() in lexicon.words("organisation_nouns") and page.words[start] == body
        return Phrase(start, start + 1, start) if noun else None  # "*Council* leader Ann Poole"
    for i in (start - 1, start):
        if i >= 0 and page.lowers[i] == "its":
            return Phrase(i, i + 1, i)
    found = (_description_at(page, i, start, end) for i in range(start, end))
    return next((phrase for phrase in found if phrase is not None), None)


def _description_at(page: Page, noun: int, start: int, end: int) -> Phrase | None:
    """The description of a body whose head is a noun of a role phrase, if the post is this body's: '*the council*’s leader', 'at *the firm*'."""
    if not page.words[noun].islower() or page.lowers[noun] not in lexicon.words("organisation_nouns"):
        return None
    article = noun - 1
    while article >= 0 and page.tags[article] in ("JJ", "NN"):
        article -= 1
    if article < 0 or page.lowers[article] not in ("the", "this"):
        return None
    following = page.words[noun + 1 : min(noun + 2, end)]
    owns = following != [] and (following[0] in POSSESSIVES or _is_office(following[0]))
    linked = article > start and is_link(page.lowers[article - 1])
    linked = linked and page.tags[noun + 1 : noun + 2] not in (["NN"], ["NNS"], ["POS"])
    return Phrase(article, noun + 1, noun) if owns or linked else None


def _is_office(word: str) -> bool:
    """Whether a noun is an office that somebody holds in a body: 'the agency *spokesman*', but not 'the company *driver*'."""
    return lexicon.is_post(word) and lexicon.noun_class(word.lower()) in ("post", "spokes")


def owner_of(page: Page, role: Role) -> Token | None:
    """The pronoun that owns a role, outside quotation marks: '*his* son', '*whose* aide'."""
    if role.organisation is not None or role.span is None or role.rule == "role-list":
        return None
    head = page.tokens[page.token_at(role.span.end - 1)]
    owner = next((t for t in page.children(head, "poss") if t.tag_ in ("PRP$", "WP$")), None)
    return owner if owner is not None and page.inside[owner.i] < 0 else None


def with_owner(
    page: Page, people: Sequence[Name], bearer: Name, statement: RoleStatement, owner: Token, owned: Mapping[int, str]
) -> RoleStatement:
    """A statement, with the person whom a pronoun in its role (``owner``) means as organisation: 'Tom Reed and *his* son, Joe' → son, Tom Reed.

    ``owned`` maps the start of a name to the pronoun in its own role: of 'his sister, Ann, and *his* son, Joe' both have one owner.
    """
    if owner.tag_ == "WP$":
        verb = owner.head
        while verb.dep_ not in ("relcl", "ROOT"):
            verb = verb.head
        owners = [name for name in people if name.start <= verb.head.i < name.end]  # "Tom Reed, *whose* son Joe left"
    elif owner.lower_ in ("his", "her"):
        low = page.sentence(owner.i).start
        owners = [name for name in people if low <= name.start < owner.i and name.start != bearer.start]
        owners = [name for name in owners if owned.get(name.start) != owner.lower_]
        subject = {"his": "he", "her": "she"}[owner.lower_]
        before = page.between(subject, low, owners[0].start) if owners else ()
        if any(page.tokens[i].head in page.tokens[owners[0].end - 1].ancestors for i in before):
            return statement  # "*She* met Ann Poole and *her* old friend, Tom Reed"
    else:
        return statement
    if len({name.text.split()[-1] for name in owners}) != 1 or owners[0].text == bearer.text:
        return statement
    return attrs.evolve(statement, role=attrs.evolve(statement.role, organisation=owners[0].text))
