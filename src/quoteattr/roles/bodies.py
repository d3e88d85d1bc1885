"""The words before a post, in its phrase → whose post it is: 'the former *Harbour Trust* director', 'the trust's director'.

A body that is only described there (*the council*’s leader) is somebody whom another wing has to find. Where the body ends and the title begins is told by labels of the recogniser, by capitals, and by words that names of bodies are
made of.
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Phrase, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.titles import is_link
from quoteattr.text.page import PLACE_PREPOSITIONS, POSSESSIVES, Page

_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_SIGNS = frozenset({"-", "–", "—"})


def body_before(page: Page, start: int, head: int) -> tuple[TokenSpan, int]:
    """The organisation in front of the title, and where the title begins."""
    tokens = page.tokens
    start = _behind_compound(page, start, head)
    while start < head and is_aside(tokens[start]) and not _begins_name(tokens[start], head):
        start += 1
    based = next(
        (i for i in range(start + 1, head) if page.lowers[i] in ("based", "born") and page.words[i - 1] == "-"), 0
    )
    start = based + 1 if based else start  # "an *Eastwick-based* analyst" is of no body
    start = _behind_compound(page, start, head)
    if (own := _behind_seat(page, start, head)) is not None:
        return TokenSpan(start, own), own
    for i in range(head - 1, start - 1, -1):
        if tokens[i].tag_ == "POS" or tokens[i].text in POSSESSIVES:
            return TokenSpan(start, i if is_proper(tokens[i - 1]) else start), _behind_compound(page, i + 1, head)
    while start < head and _is_adjective_of_body(tokens[start], tokens[start + 1]):
        start += 1
    end = _end_of_words(page, start, head)
    return TokenSpan(start, end), end


def _end_of_words(page: Page, start: int, head: int) -> int:
    """Where the words of a body end before a post: '*Bank of Eastwick* director', '*Health* Cabinet Secretary'."""
    tokens = page.tokens
    small = tokens[head].text[0].islower() or not tokens[start].text[0].isupper()
    goes_on = _is_word_of_body if small else _is_known_word_of_body
    titled = start < head - 1 and " ".join(page.lowers[head - 1 : head + 1]) in lexicon.words("titles")
    end, last = start, head - 1 if titled else head
    while end < last and goes_on(tokens[end], end == start):
        end += 1
    return end


def _behind_seat(page: Page, start: int, head: int) -> int | None:
    """Where a post begins that is all title (Mrs Justice Poole), or behind its place: 'Dunn County *Sheriff*', 'Eastwick North *MP*'."""
    addressed = lexicon.bare(page.words[start]) in lexicon.honorifics()
    if addressed and " ".join(page.lowers[start : head + 1]) in lexicon.words("titles"):
        return start
    seats, bodies = lexicon.labelled("role_words", "seat"), lexicon.words("organisation_words")
    named = (i for i in range(start + 1, head) if page.words[i].istitle() and page.words[start].istitle())
    seat = next((i for i in named if page.lowers[i] in seats and page.lowers[i + 1] not in bodies), 0)
    return seat + 1 if seat and not any(map(lexicon.is_post, page.words[start:seat])) else None


def _behind_compound(page: Page, start: int, head: int) -> int:
    """Where the words begin behind an adjective made of two: '*Oscar-winning* actress', '*far-right* senator', not '*Anglo-French* actor'."""
    dash = next((i for i in range(start + 1, head - 1) if page.words[i] == "-"), 0)
    if not dash or page.tokens[dash - 1].whitespace_ or not page.words[dash + 1].islower():
        return start
    if page.words[start][0].isupper():
        return dash + 2 if page.tags[dash + 1] in ("VBG", "VBN") else start
    degree = page.lowers[start] in lexicon.labelled("role_words", "degree")
    return (
        dash + 2
        if dash == start + 1 and (degree or page.tags[dash + 1] in ("VBG", "VBN")) and _is_mere(page, start)
        else start
    )


def _is_mere(page: Page, i: int) -> bool:
    """Whether a word before a hyphen leads to a mere adjective: 'award-winning', not '*co*-founding', '*attorney*-general'."""
    word = page.words[i]
    return not lexicon.is_post(word) and word not in lexicon.labelled("role_words", "prefix")


def _begins_name(token: Token, head: int) -> bool:
    """Whether a word that may stand before a post begins a name: '*New* Jersey senator', but not '*New* mayor'."""
    if token.text != "New" or token.i + 1 >= head or not token.nbor().text[0].isupper():
        return False
    return not token.is_sent_start or token.nbor().ent_type_ == token.ent_type_ != ""


def _is_adjective_of_body(token: Token, following: Token) -> bool:
    """'the independent Kent senator'."""
    small = token.tag_ in ("JJ", "JJS", "VBN") and token.text[0].islower()
    return small and is_proper(following) and not lexicon.is_post(following.text)


def _is_word_of_body(token: Token, first: bool) -> bool:
    """Before a title in small letters whatever is written as a name: 'Bank of Eastwick director'."""
    inside = not first and (token.text == "-" or token.lower_ in lexicon.labelled("name_links", "joint"))
    return inside or is_proper(token)


def _is_known_word_of_body(token: Token, first: bool) -> bool:
    """Before a title with capitals what is known as a name: 'Danish Prime Minister', 'UK Home Secretary'."""
    if token.lower_ in lexicon.words("party_words"):
        return True
    known = token.ent_type_ in _BODY_LABELS or token.lower_.strip(".") in lexicon.table("demonyms")
    return (known or token.text.isupper()) and not lexicon.is_post(token.text)


def is_aside(token: Token) -> bool:
    """Whether a word before a post is part neither of its title nor of its body: former, outspoken, a dash."""
    word = token.lower_
    return any(word in lexicon.labelled("role_words", label) for label in ("former", "aside")) or word in _SIGNS


def is_proper(token: Token) -> bool:
    """Whether a word is written as a name; a capital that only begins the sentence is none ('Deputy mayor Jo Reed')."""
    first = token.is_sent_start and token.text.istitle() and token.ent_type_ in ("", "CARDINAL")  # "One resident"
    if first and token.i + 1 < len(token.doc) and (token.nbor().text[:1].islower() or token.nbor().text == "-"):
        known = lexicon.table("demonyms"), lexicon.words("party_words"), lexicon.words("organisation_words")
        return any(token.lower_ in words for words in known) or _is_named_elsewhere(token)
    return token.text[0].isupper() or token.text[0].isdigit()


def _is_named_elsewhere(token: Token) -> bool:
    """Whether a word is a name within a sentence somewhere: 'lost to Skerrow. … *Skerrow* manager Ann Poole said'."""
    if any(t.text == token.lower_ for t in token.doc):
        return False  # "*Bus* driver Ann Poole", where the text has a bus as well as the Valley Bus Company
    same = (t for t in token.doc if t.orth == token.orth and not t.is_sent_start)
    return any(t.tag_ == "NNP" and t.nbor(-1).text[:1].islower() for t in same)


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
    return lexicon.is_post(word) and lexicon.table("role_nouns", 2).get(word.lower()) in ("post", "spokes")
