"""Page → names: what the text names, and whether that is a person, a body or a place.

Named entity recognition alone cuts titled names in two, glues roles to them and takes surnames for places. So names
are read as runs of capitalised words with the titles and roles in front cut off, and the recogniser's labels are
votes, counted over the whole article together with honorifics, forenames and organisation words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress

from quoteattr import lexicon
from quoteattr.draft import Name, NameKind, TokenSpan
from quoteattr.text.page import PLACE_PREPOSITIONS, Page

_LABELS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "other",
    "NORP": "organisation",
    "PRODUCT": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
Ballot = Mapping[NameKind, int]
"""How strongly one place in the text speaks for each kind."""

_NO_NAME = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and other characters without a width
_VISIBLE = str.maketrans("", "", _INVISIBLE)
_INNER = frozenset({"of", "for", "and", "&", "the"})


def find(page: Page) -> tuple[Name, ...]:
    """Every name of the page in order, with the kind that the whole article votes for."""
    like = _name_like(page)
    runs = tuple(_runs(page, like, frozenset()))
    ballots: dict[tuple[int, int], tuple[Name | None, Ballot]] = {}
    elected = _elected(page, _counted(page, runs, ballots))
    surnames = frozenset(page.words[n.end - 1] for n in elected if n.kind == "person")
    again = tuple(_runs(page, like, surnames))
    return elected if again == runs else _elected(page, _counted(page, again, ballots))


def _counted(
    page: Page, runs: Iterable[tuple[int, int]], ballots: dict[tuple[int, int], tuple[Name | None, Ballot]]
) -> list[tuple[Name, Ballot]]:
    """The names in some runs, each with its ballot; ``ballots`` keeps them by run."""
    found = []
    for run in runs:
        if run not in ballots:
            named = _name(page, *run)
            ballots[run] = named, _ballot(page, named) if named else {}
        name, ballot = ballots[run]
        if name is not None:
            found.append((name, ballot))
    return found


def _elected(page: Page, counted: list[tuple[Name, Ballot]]) -> tuple[Name, ...]:
    votes = _votes(page, counted)
    kinds = [_elect(name, votes) for name, _ in counted]
    full = [
        (kind, name.text.casefold().split()) for (name, _), kind in zip(counted, kinds, strict=True) if " " in name.text
    ]
    borne = {words[-1] for kind, words in full if kind == "person"}
    borne -= {word for kind, words in full if kind == "organisation" for word in (words[0], words[-1])}
    # whoever bears a full name bears its surname, whatever the recogniser takes that for alone
    return tuple(
        name.of_kind("person" if name.text.casefold() in borne else kind)
        for (name, _), kind in zip(counted, kinds, strict=True)
    )


# --- finding --------------------------------------------------------------------------------------------------------


def _runs(page: Page, like: list[bool], surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Maximal runs of name-like tokens, surname particles and hyphens inside included.

    ``like`` says which tokens look like names; ``surnames`` are words known as names from elsewhere in the article,
    whatever the tagger takes them for.
    """
    tokens, words, forenames = page.tokens, page.words, lexicon.words("forenames")
    like = like.copy()
    for i in page.where({surname.lower() for surname in surnames}):
        like[i] = like[i] or words[i] in surnames
    for i in page.where(forenames):
        forename = i + 1 < len(tokens) and words[i][:1].isupper() and like[i + 1] and page.tags[i] != "MD"
        if forename and not tokens[i].is_stop:
            like[i] = like[i + 1] = True  # "April Dunn", "Amadou Diallo", whatever the tagger makes of the first word
    for i in page.where(("no",)):
        if words[i] == "No" and words[i + 1 : i + 2] in (["10"], ["11"]):
            like[i] = like[i + 1] = True
    end = 0
    for i in compress(range(len(tokens)), like):
        if i < end:
            continue
        end = i + 1
        while end < len(tokens) and _goes_on(page, i, end, like):
            end += 1
        while end > i + 1 and not like[end - 1] and tokens[end - 2].text != "-":
            end -= 1
        yield from _split(page, i, end, surnames)


def _goes_on(page: Page, start: int, i: int, like: list[bool]) -> bool:
    """Whether a run that began at ``start`` takes in token ``i``."""
    token = page.tokens[i]
    if page.passage_of[i] != page.passage_of[start] or page.inside[i] != page.inside[start]:
        return False
    if like[i] or (token.ent_iob_ == "I" and token.ent_type_ in _LABELS and token.lower_ in _INNER):
        return True
    if token.lower_ in lexicon.words("name_particles"):
        ahead = (
            t.i for t in page.tokens[i + 1 : i + 5] if t.lower_ not in lexicon.words("name_particles") and t.text != "-"
        )
        return like[next(ahead, start)] and token.lower_ not in ("and", "a")
    if (
        page.tokens[i - 1].text == "-"
        and like[i - 2]
        and not page.tokens[i - 1].whitespace_
        and token.is_alpha
        and not lexicon.is_role_word(token.lower_)
    ):
        return i - 2 >= start  # "Yoon Ha-joon": what follows a hyphen may be in small letters
    return token.text in ("-", "/") and not page.tokens[i - 1].whitespace_ and not token.whitespace_


def _name_like(page: Page) -> list[bool]:
    """For every token whether it may be part of a name: capitalised, and a name to the recogniser or the tagger."""
    firsts = {word: word.lstrip(_INVISIBLE)[:1] for word in set(page.words)}
    capital = {word for word, first in firsts.items() if first.isupper()}
    number = {word for word, first in firsts.items() if first.isdigit()}
    like = [word in capital or word in number for word in page.words]
    for i in compress(range(len(like)), like.copy()):
        like[i] = _is_name_like(page, i, capital=page.words[i] in capital)
    return like


def _is_name_like(page: Page, i: int, *, capital: bool) -> bool:
    token, tag, label = page.tokens[i], page.tags[i], page.ent_types[i]
    if token.is_sent_start and (not label or token.is_upper) and page.lowers[i] in lexicon.words("people_nouns"):
        return False  # "Neighbours said", "PEOPLE living in the street say"
    if tag == "MD" or label in _NO_NAME or token.is_punct:
        return False
    if label in _LABELS and capital:
        return tag not in ("DT", "PRP", "PRP$") and not (tag == "IN" and token.is_title)
    return tag in ("NNP", "NNPS")


def _split(page: Page, start: int, end: int, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """A run parted where two recognised names of different kinds meet, one of them a person: 'UKIP Nigel Poole'.

    What the recogniser takes for one body is parted before the full name of somebody whose surname stands elsewhere.
    """
    cut = start
    forenames = lexicon.words("forenames")
    if end - start > 2 and page.tokens[end - 1].text in surnames and page.tokens[end - 2].lower_ in forenames:
        first = page.tokens[start : end - 2]
        if all(t.is_upper and len(t) > 1 and t.lower_ not in forenames | lexicon.words("titles") for t in first):
            yield start, end - 2  # "EWS Philip Dunn", where "Mr Dunn" stands elsewhere
            cut = start = end - 2
    for i in range(start + 1, end):
        here, before = page.tokens[i], page.tokens[i - 1]
        labels = {here.ent_type_, before.ent_type_}
        meet = here.ent_iob_ == "B" and labels <= _LABELS.keys() and len(labels) == 2 and "PERSON" in labels
        if meet and before.text != "-":
            yield cut, i
            cut = i
    yield cut, end


def _name(page: Page, start: int, end: int) -> Name | None:
    """The name in a run: titles and roles before it and letters after it left out."""
    tokens = page.tokens
    honorific, first = None, start
    for i in range(start, end - 1):
        word = lexicon.bare(tokens[i].text)
        if word in lexicon.honorifics() and not _is_first_name(page, i, start, end):
            honorific, first = tokens[i].text, i + 1
        elif _is_title(page, i, start, end) or (
            word in lexicon.table("demonyms") and _title_follows(page, i + 1, start, end)
        ):
            first = i + 1
    if (
        honorific is None
        and start
        and tokens[start - 1].text[:1].isupper()
        and lexicon.bare(tokens[start - 1].text) in lexicon.honorifics()
    ):
        honorific = tokens[start - 1].text
    tail = end
    while end > first + 1 and _is_letters(tokens[end - 1].text):
        end -= 1
    if (
        first + 1 < end
        and tokens[first].lower_ in lexicon.table("demonyms")
        and tokens[first + 1].lower_ in lexicon.words("forenames")
    ):
        first += 1  # "Russian Pavel Orlov"
    if tokens[first].lower_ in lexicon.words("forenames"):
        end = next((i for i in range(first + 2, end) if tokens[i].lower_ in ("for", "of", "the")), end)
    while first < end and (tokens[first].lower_ in ("the", "and") or tokens[first].text in ("-", "/")):
        first += 1
    if first >= end or (end - first == 1 and honorific is None and _is_no_name(page, first)):
        return None
    return Name(first, end, "other", page.text(TokenSpan(first, end)).translate(_VISIBLE), honorific, max(tail, end))


def _is_letters(word: str) -> bool:
    """Letters behind a name that are no part of it: MP, QC, OBE; Jr, Sr and numerals tell people apart and stay."""
    return (
        word[0].isupper()
        and lexicon.bare(word) in lexicon.words("generational_suffixes")
        and lexicon.bare(word) not in lexicon.GENERATIONS
    )


def _is_first_name(page: Page, i: int, start: int, end: int) -> bool:
    """Whether a form of address is a forename or an initial here: 'Earl Dunn', 'M. K. Rao'."""
    token, following = page.tokens[i], page.tokens[i + 1]
    if len(token.text.rstrip(".")) == 1:
        return len(following.text.rstrip(".")) == 1
    return (
        token.lower_ in lexicon.words("forenames")
        and i == start
        and end - start == 2
        and token.ent_type_ == "PERSON"
        and token.text[-1] != "."
    )


def _is_no_name(page: Page, i: int) -> bool:
    """A capitalised post or form of address alone: 'the Prime Minister', 'Madam'."""
    word = lexicon.bare(page.tokens[i].text)
    return word in lexicon.honorifics() or (
        lexicon.is_role_word(word) and page.tokens[i].ent_type_ not in ("PERSON", "ORG")
    )


def _is_title(page: Page, i: int, start: int, end: int) -> bool:
    """Whether token ``i`` of a run is a post before the name (Prime Minister Jan Nowak), no part of it."""
    token, following = page.tokens[i], page.tokens[i + 1]
    if token.lower_ == "elect" and i > start and page.tokens[i - 1].text == "-":
        return True  # "President-elect Ann Poole"
    if not token.text[0].isupper() or not lexicon.is_role_word(token.text):
        return False
    if (
        len(token.text) == 2
        and token.ent_iob_ != "O"
        and following.ent_iob_ == "I"
        and following.lower_ not in lexicon.words("forenames")
    ):
        return False  # "PC World" is no constable
    if following.lower_ in lexicon.words("organisation_words") and following.lower_ not in lexicon.words("forenames"):
        return False
    one_body = following.ent_iob_ == "I" and token.ent_type_ in ("ORG", "NORP", "GPE", "FAC", "LOC")
    if one_body and following.lower_ not in lexicon.words("forenames"):
        return False  # "Liberal Democrats", "Office for National Statistics"
    forename = (
        token.lower_ in lexicon.words("forenames") and token.ent_type_ == "PERSON" and i == start and end - i == 2
    )
    return not (forename and following.lower_ not in lexicon.words("forenames"))


def _title_follows(page: Page, i: int, start: int, end: int) -> bool:
    return any(_is_title(page, k, start, end) for k in range(i, end - 1))


# --- voting ---------------------------------------------------------------------------------------------------------


def _votes(page: Page, counted: Iterable[tuple[Name, Ballot]]) -> dict[str, Counter[NameKind]]:
    """For every name and for the last word of every longer one, how often the article treats it as what."""
    votes: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    for name, ballot in counted:
        count = votes[name.text.casefold()]
        for kind, number in ballot.items():
            count[kind] += number
        person = ballot.get("person", 0)
        if name.end - name.start > 1 and person > ballot.get("organisation", 0) + ballot.get("place", 0):
            votes[page.lowers[name.end - 1]]["person"] += person
    for name, _ in counted:
        first, *rest = name.text.casefold().split(maxsplit=1)
        if rest and not name.honorific and votes[first]["organisation"] > 1 and first not in lexicon.words("forenames"):
            votes[name.text.casefold()]["organisation"] += votes[first]["organisation"]
    return votes


def _ballot(page: Page, name: Name) -> Ballot:
    ballot: Counter[NameKind] = Counter()
    for label in page.ent_types[name.start : name.end]:
        if label in _LABELS:
            ballot[_LABELS[label]] += 1
    words = page.lowers[name.start : name.end]
    if name.honorific:
        ballot["person"] += 6
    if "and" in words or "&" in words:
        ballot["organisation"] += 6
    if name.start and page.passage_of[name.start - 1] == page.passage_of[name.start]:
        before = lexicon.bare(page.tokens[name.start - 1].text)
        if before in lexicon.words("role_nouns") or before in lexicon.words("titles"):
            ballot["person"] += 3
    if (
        1 < len(words) < 5
        and words[0] in lexicon.words("forenames")
        and words[-1] not in lexicon.words("organisation_words")
    ):
        ballot["person"] += 4
    if words[-1] in lexicon.words("organisation_words") and words[0] not in lexicon.words("forenames"):
        ballot["organisation"] += 4
    if _in_apposition(page, name):
        ballot["person"] += 3
    if name.text.casefold() in lexicon.words("metonyms"):
        ballot["organisation"] += 2
    if len(words) == 1 and len(name.text) > 1 and name.text.isupper() and len(name.text) < 7:
        ballot["organisation"] += 2
    if name.end < len(page.tokens):
        after = page.tokens[name.end]
        if after.lower_ in ("who", "whose") or (
            after.text == "," and page.tokens[min(name.end + 1, len(page.tokens) - 1)].lower_ == "who"
        ):
            ballot["person"] += 2
    return ballot


def _in_apposition(page: Page, name: Name) -> bool:
    """Whether an apposition says that the name is a person's: 'Sutrisno, a fisherman'."""
    if name.start and page.tokens[name.start - 1].lower_ in PLACE_PREPOSITIONS:
        return False  # "Speaking at Eastwick, the minister said"
    behind = page.tokens[name.tail : name.tail + 7]
    if len(behind) < 3 or behind[0].text != "," or behind[1].lower_ not in ("a", "an", "the", "who"):
        return False
    for token in behind[2:]:
        if token.tag_ not in ("NN", "JJ", "NNP", "HYPH", "VBN", "CD"):
            return False
        if token.lower_ in lexicon.words("role_nouns"):
            following = page.tokens[token.i + 1] if token.i + 1 < len(page.tokens) else token
            return following.tag_ not in ("NN", "NNP", "NNS", "POS")
    return False


def _elect(name: Name, votes: dict[str, Counter[NameKind]]) -> NameKind:
    count = votes[name.text.casefold()]
    if not count:
        return "other"
    order: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
    return max(order, key=lambda kind: count[kind])
