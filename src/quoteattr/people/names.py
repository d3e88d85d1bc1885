"""Page → names: what the text names, titles and roles in front left out.

Named entity recognition alone cuts titled names in two, glues roles to them and takes surnames for places. So names
are read as runs of capitalised words with the titles and roles in front cut off; whether one is a person, a body or a
place is decided in :mod:`quoteattr.people.kinds`. Surnames found so are looked for once more.
"""

from collections.abc import Iterable, Iterator
from itertools import compress

from quoteattr import lexicon
from quoteattr.draft import Name, TokenSpan
from quoteattr.people import kinds
from quoteattr.text.page import Page

_NO_NAME = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and other characters without a width
_VISIBLE = str.maketrans("", "", _INVISIBLE)

_Read = dict[TokenSpan, tuple[Name, kinds.Evidence] | None]
"""The name in every run that has been read, with what is seen there; None where the run holds no name."""


def find(page: Page) -> tuple[Name, ...]:
    """Every name of the page in order, with the kind that the whole article shows."""
    like = _name_like(page)
    read: _Read = {}
    runs = tuple(_runs(page, like, frozenset()))
    named = _elected(page, runs, read)
    again = tuple(_runs(page, like, _borne(page, named)))
    return named if again == runs else _elected(page, again, read)


def _borne(page: Page, named: Iterable[Name]) -> frozenset[str]:
    """The words of people's names, by which they may be called alone, whatever the tagger takes these for: 'Legend', 'Donna'."""
    people = (page.words[name.start : name.end] for name in named if name.kind == "person")
    return frozenset(word for words in people for word in words if word[0].isupper() and len(word) > 2)


def _elected(page: Page, runs: Iterable[TokenSpan], read: _Read) -> tuple[Name, ...]:
    """The names in some runs with their kinds; ``read`` keeps what is read in a run."""
    for run in runs:
        if run not in read:
            name = _name(page, run)
            read[run] = (name, kinds.seen(page, name)) if name else None
    return kinds.decided([found for run in runs if (found := read[run])])


# --- runs of words that look like names -----------------------------------------------------------------------------


def _name_like(page: Page) -> list[bool]:
    """For every token whether it may be part of a name: capitalised, and a name to the recogniser or the tagger."""
    firsts = {word: word.lstrip(_INVISIBLE)[:1] for word in set(page.words)}
    capital = {word for word, first in firsts.items() if first.isupper()}
    like = [word in capital or firsts[word].isdigit() for word in page.words]
    for i in compress(range(len(like)), like.copy()):
        like[i] = _is_name_like(page, i, capital=page.words[i] in capital)
    return like


def _is_name_like(page: Page, i: int, *, capital: bool) -> bool:
    token, tag, label = page.tokens[i], page.tags[i], page.ent_types[i]
    if token.is_sent_start and (not label or token.is_upper) and page.lowers[i] in lexicon.words("people_nouns"):
        return False  # "Neighbours said", "PEOPLE living in the street say"
    if tag == "MD" or label in _NO_NAME or token.is_punct:
        return False
    if label in kinds.LABELS and capital:
        return tag not in ("DT", "PRP", "PRP$") and not (tag == "IN" and token.is_title)
    return tag in ("NNP", "NNPS")


def _runs(page: Page, like: list[bool], borne: frozenset[str]) -> Iterator[TokenSpan]:
    """Maximal runs of name-like tokens, surname particles and hyphens inside included.

    ``like`` says which tokens look like names; ``borne`` are words known as people's names from elsewhere in the article,
    whatever the tagger takes them for.
    """
    like = _with_known_names(page, like, borne)
    end = 0
    for i in compress(range(len(like)), like):
        if i < end:
            continue
        end = i + 1
        while end < len(like) and _goes_on(page, i, end, like):
            end += 1
        while end > i + 1 and not like[end - 1] and page.words[end - 2] != "-":
            end -= 1
        yield from _split(page, i, end, borne)


def _with_known_names(page: Page, like: list[bool], borne: frozenset[str]) -> list[bool]:
    """``like`` with the words that are known as names: surnames, forenames before a name, numbers of a street."""
    words, like = page.words, like.copy()
    for i in page.where({word.lower() for word in borne}):
        like[i] |= words[i] in borne and page.tags[i] not in ("MD", "VB", "VBP")  # "Will you", "Grace us"
    for i in page.where(lexicon.words("forenames")):
        forename = i + 1 < len(words) and words[i][:1].isupper() and like[i + 1] and page.tags[i] != "MD"
        if forename and not page.tokens[i].is_stop:
            like[i] = like[i + 1] = True  # "April Dunn", "Amadou Diallo", whatever the tagger makes of the first word
    for i in page.where(("no",)):
        if words[i : i + 2] in (["No", "10"], ["No", "11"]):
            like[i] = like[i + 1] = True
    return like


def _goes_on(page: Page, start: int, i: int, like: list[bool]) -> bool:
    """Whether a run that began at ``start`` takes in token ``i``."""
    token, before = page.tokens[i], page.tokens[i - 1]
    if page.passage_of[i] != page.passage_of[start] or page.inside[i] != page.inside[start]:
        return False
    inner = token.ent_iob_ == "I" and token.ent_type_ in kinds.LABELS  # 'Office *for the* Arts'
    if like[i] or (inner and token.lower_ in lexicon.labelled("name_links", "inner")):
        return True
    particles = lexicon.words("name_particles")
    if token.lower_ in particles:
        ahead = (t.i for t in page.tokens[i + 1 : i + 5] if t.lower_ not in particles and t.text != "-")
        return like[next(ahead, start)] and token.lower_ not in ("and", "a")
    syllable = token.is_alpha and not lexicon.is_post(token.lower_)  # "Yoon Ha-joon", but "Trust-director"
    if before.text == "-" and not before.whitespace_ and like[i - 2] and syllable:
        return i - 2 >= start
    return token.text in ("-", "/") and not before.whitespace_ and not token.whitespace_


def _split(page: Page, start: int, end: int, borne: frozenset[str]) -> Iterator[TokenSpan]:
    """A run parted where two recognised names of different kinds meet, one of them a person: 'UKIP Nigel Poole'.

    What the recogniser takes for one body is parted before the name of somebody, too (:func:`_person_behind_body`).
    """
    cut = start
    if (at := _person_behind_body(page, TokenSpan(start, end), borne)) is not None:
        yield TokenSpan(start, at)
        cut = start = at
    for i in range(start + 1, end):
        here, before = page.tokens[i], page.tokens[i - 1]
        labels = {here.ent_type_, before.ent_type_}
        meet = here.ent_iob_ == "B" and labels <= kinds.LABELS and len(labels) == 2 and "PERSON" in labels
        if meet and before.text != "-":
            yield TokenSpan(cut, i)
            cut = i
    yield TokenSpan(cut, end)


def _person_behind_body(page: Page, run: TokenSpan, borne: frozenset[str]) -> int | None:
    """Where a person's name begins behind that of a body: 'Ministry of Finance *Brian Tully*', 'EWS *Philip Dunn*'.

    It is told by a forename before the last word, or by a surname that somebody bears, and by a body that shows what it is.
    """
    words, bodies = page.lowers, lexicon.words("organisation_words")
    full = words[run.end - 2] in lexicon.words("forenames") and words[run.end - 1] not in bodies
    at = run.end - 2 if full else run.end - 1
    head = words[run.start : at]
    if not head or any(map(_is_of_person, head)) or head[-1] in lexicon.words("name_particles"):
        return None
    called = not borne.isdisjoint(page.words[at : run.end])
    shown = head[-1] in bodies or "of" in head or set(page.ent_types[run.start : at]) == {"ORG"}
    capitals = page.words[run.start].isupper()  # "EWS Philip Dunn", but "Winthrop Vance III"
    return at if (full and (shown or (called and capitals))) or (called and shown and len(head) > 1) else None


def _is_of_person(word: str) -> bool:
    """Whether a word before a surname belongs to the same person: a forename, an initial, a title, a nation."""
    person = (
        word in lexicon.table("demonyms")
        or word in lexicon.words("forenames")
        or "." in word
        or len(word) < 2
        or lexicon.is_post(word)
    )
    return person or lexicon.bare(word) in lexicon.honorifics() or word in ("-", "/", "and", "&")


# --- the name in a run ----------------------------------------------------------------------------------------------


def _name(page: Page, run: TokenSpan) -> Name | None:
    """The name in a run: titles and roles before it and letters after it left out."""
    honorific, first = _behind_titles(page, run)
    before = page.words[run.start - 1] if run.start else ""  # a form of address that was not taken into the run
    if honorific is None and before[:1].isupper() and lexicon.bare(before) in lexicon.honorifics():
        honorific = before
    # MP, QC, OBE are no part of the name; Jr, Sr and numerals tell people apart and stay
    end, letters = run.end, lexicon.words("post_nominals")
    while end > first + 1 and page.words[end - 1][0].isupper() and lexicon.bare(page.words[end - 1]) in letters:
        end -= 1
    first, end = _trimmed(page, TokenSpan(first, end))
    if first >= end or (end - first == 1 and honorific is None and _is_no_name(page, first)):
        return None
    text = page.text(TokenSpan(first, end)).translate(_VISIBLE)
    return Name(first, end, "other", text, honorific, run.end)


def _behind_titles(page: Page, run: TokenSpan) -> tuple[str | None, int]:
    """The form of address in a run, and where its name begins: behind titles, posts and the nation before a post."""
    honorific, first = None, run.start
    for i in range(run.start, run.end - 1):
        if lexicon.bare(page.words[i]) in lexicon.honorifics() and not _is_first_name(page, i, run):
            honorific, first = page.words[i], i + 1
        elif _is_title(page, i, run):
            first = i + 1
        elif lexicon.bare(page.words[i]) in lexicon.table("demonyms"):  # "Danish Prime Minister Jan Nowak"
            first = i + 1 if any(_is_title(page, k, run) for k in range(i + 1, run.end - 1)) else first
    return honorific, first


def _trimmed(page: Page, name: TokenSpan) -> TokenSpan:
    """A name without the nation before it, the body behind it, and links at its beginning."""
    (first, end), words, forenames = name, page.lowers, lexicon.words("forenames")
    if first + 1 < end and words[first] in lexicon.table("demonyms") and words[first + 1] in forenames:
        first += 1  # "Russian Pavel Orlov"
    if words[first] in forenames:  # "Pavel Orlov of the Harbour Trust"
        end = next((i for i in range(first + 2, end) if words[i] in ("for", "of", "the")), end)
    while first < end and words[first] in ("the", "and", "-", "/"):
        first += 1
    return TokenSpan(first, end)


def _is_first_name(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a form of address is a forename or an initial here: 'Donna Dunn', 'M. K. Rao'."""
    token = page.tokens[i]
    if len(token.text.rstrip(".")) == 1:
        return len(page.words[i + 1].rstrip(".")) == 1
    person = run == (i, i + 2) and token.ent_type_ == "PERSON" and token.text[-1] != "."
    return person and token.lower_ in lexicon.words("forenames")


def _is_no_name(page: Page, i: int) -> bool:
    """A capitalised post or form of address alone: 'the Prime Minister', 'Madam'."""
    word = lexicon.bare(page.words[i])
    return word in lexicon.honorifics() or (lexicon.is_post(word) and page.ent_types[i] not in ("PERSON", "ORG"))


def _is_title(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether token ``i`` of a run is a post before the name (Prime Minister Jan Nowak), no part of it."""
    token, following = page.tokens[i], page.tokens[i + 1]
    if token.lower_ == "elect" and i > run.start and page.words[i - 1] == "-":
        return True  # "President-elect Ann Poole"
    if not token.text[0].isupper() or not lexicon.is_post(token.text):
        return False
    if following.lower_ in lexicon.words("forenames"):
        return True
    if run == (i, i + 2) and token.lower_ in lexicon.words("forenames") and token.ent_type_ == "PERSON":
        return False  # "Dean Poole", where the recogniser sees one person
    if following.lower_ in lexicon.words("organisation_words"):
        return False  # "Baker Holdings" is no baker
    # neither is what belongs to the name of a body: "PC World", "Liberal Democrats", "Office for National Statistics"
    abbreviation = len(token.text) == 2 and token.ent_iob_ != "O"
    in_body = token.ent_type_ in ("ORG", "NORP", "GPE", "FAC", "LOC")
    return following.ent_iob_ != "I" or not (abbreviation or in_body)
