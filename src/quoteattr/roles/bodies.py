"""The words before a post, in its phrase → whose post it is: 'the former *Harbour Trust* director', 'the trust's director'.

Where the body ends and the title begins is told by labels of the recogniser, by capitals, and by words that names of bodies are
made of.
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
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
    small = tokens[head].text[0].islower() or not tokens[start].text[0].isupper()
    goes_on = _is_word_of_body if small else _is_known_word_of_body
    end = start
    while end < head and goes_on(tokens[end], end == start):
        end += 1
    return TokenSpan(start, end), end


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
    if first and lexicon.is_post(token.text) and token.nbor().lower_ == "and":
        return False  # "CEO and founder"
    inside = not first and (token.text == "-" or token.lower_ in lexicon.labelled("name_links", "joint"))
    return inside or is_proper(token)


def _is_known_word_of_body(token: Token, first: bool) -> bool:
    """Before a title with capitals what is known as a name: 'Danish Prime Minister', 'UK Home Secretary'."""
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
        return any(token.lower_ in words for words in known)
    return token.text[0].isupper() or token.text[0].isdigit()


def place_before(page: Page, start: int) -> str | None:
    """The town and state before a post: '*Redmond, Oregon,* Chief Executive Ann Poole'."""
    words, labels, low = page.words, page.ent_types, start - 4
    if low < 0 or [words[low + 1], words[start - 1]] != [",", ","] or labels[low] != "GPE" or labels[low + 2] != "GPE":
        return None
    while low and labels[low - 1] == "GPE":
        low -= 1
    placed = low and page.lowers[low - 1] in PLACE_PREPOSITIONS  # "In Redmond, Oregon, Chief Executive Ann Poole said"
    return None if placed else page.text(TokenSpan(low, start - 1))
