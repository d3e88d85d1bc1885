"""Splits runs of capitalised words where other places of the page name one of their parts alone.

Most need it in headlines in title case, whose capitals show no names: "Dunn to Advise *Poole* on Schools", where the text has
Ann Poole.
"""

import re
from collections.abc import Iterator, Sequence, Set

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import parting, same_name
from quoteattr.people.same_name import Words
from quoteattr.spelling import QUOTATION_MARKS
from quoteattr.text import beside
from quoteattr.text.page import Page

ADJECTIVE = re.compile("[^aeiou](?:y|ous|ed|ing|ful|less|ish|ant)$")
_LONGEST = 4  # words of a person's name
_MARKS = frozenset(QUOTATION_MARKS) | {"(", ")"}


def settled(page: Page, runs: Sequence[TokenSpan]) -> Iterator[TokenSpan]:
    """Runs split where other places of the page name one of their parts alone: in headlines in title case, at *and*, and side by side.

    '*Acme* Liable', where the text has Acme; '*Acme* and *Harbour Trust*', where each stands alone, too; 'praised *Ann Poole*
    *Tom Reed* in pictures'.
    """
    firsts = {page.passage_of[run.start]: run.start for run in runs}
    titled = {number for number, i in firsts.items() if _is_in_title_case(page, i)}
    prose = (run for run in runs if page.passage_of[run.start] not in titled and not _is_headline_adjective(page, run))
    elsewhere = {_without_nickname(page.words[run.start : run.end]) for run in prose}
    elsewhere |= {words[_length_of_address(words) :] for words in elsewhere if len(words) > 1}
    short_forms = _short_forms(elsewhere) if titled else frozenset()
    for run in runs:
        words = page.words[run.start : run.end]
        if short_forms and page.passage_of[run.start] in titled:
            yield from _names_in(page, run, short_forms)
        elif len(words) < 2:
            yield run
        elif _is_headline_adjective(page, run) and tuple(words) not in elsewhere and tuple(words[1:]) in elsewhere:
            yield TokenSpan(run.start + 1, run.end)
        else:
            second = _start_of_other_name(page, run, words, elsewhere)
            halves = (TokenSpan(run.start, second), TokenSpan(second, run.end)) if second else ()
            yield from halves or _split_at_and(run, words, elsewhere)


def _is_headline_adjective(page: Page, run: TokenSpan) -> bool:
    """Whether a run of two words begins a headline with an adjective, as its ending shows: '*Angry* Poole blames fans'."""
    if run.end - run.start != 2 or run.start != page.passage_tokens(run.start).start:
        return False
    first = page.lowers[run.start]
    if not ADJECTIVE.search(first):
        return False
    headline = page.passages[page.passage_of[run.start]].kind in ("headline", "subheading")
    if not headline or not page.words[run.start].istitle() or _may_be_of_name(first):
        return False
    return page.lowers[run.end - 1] not in lexicon.words("organisation_words")


@lexicon.remembered
def _may_be_of_name(word: str) -> bool:
    """Whether a word before a name in a headline may belong to that name, or be a body or post that comes with it."""
    body = word in lexicon.words("organisation_words") or lexicon.table("known_names").get(word) == "body"
    return body or word in lexicon.words("forenames") or lexicon.is_post(word) or len(word.rstrip(".")) < 3


def _start_of_other_name(page: Page, run: TokenSpan, words: Sequence[str], elsewhere: Set[Words]) -> int | None:
    """The token at which a person's full name begins that other places have without the words before it: 'HOPE *Ann Poole*'."""
    for at in range(run.start + 1, run.end - 1):
        first, before, small_before = page.lowers[at], page.words[at - 1], page.lowers[at - 1]
        front, behind = words[: at - run.start], words[at - run.start :]
        if first not in lexicon.words("forenames") or tuple(behind) not in elsewhere:
            continue
        if " " not in page.text(TokenSpan(at, run.end)):
            continue
        shouted = before.isupper() and len(before) > 3 and not behind[0].isupper()
        if first in lexicon.words("name_particles") and not shouted:
            continue  # "Ornella *Della* Poole", "Elad *Ben* Tarvi"
        same_person = parting.may_be_of_person(small_before) or not before.isalpha() or len(before) < 3
        same_person |= len(front) > 1 and small_before not in page.once(beside.small_words)  # "Aung San *Suu Kyi*"
        if tuple(front) in elsewhere or shouted or not same_person:
            return at
    return None


def _is_surname_elsewhere(words: Words, elsewhere: Set[Words]) -> bool:
    """Whether a single word is the surname of somebody who is named in full elsewhere: '*Poole* and *Reed* said' beside 'Ann Poole', 'Tom Reed'."""
    forenames = lexicon.words("forenames")
    full_names = (name for name in elsewhere if len(name) > 1 and name[-1:] == words)
    return any(name[0].lower() in forenames for name in full_names)


def _split_at_and(run: TokenSpan, words: Sequence[str], elsewhere: Set[Words]) -> Sequence[TokenSpan]:
    """The run split at the *and* between two names, if each is named alone somewhere: 'Acme *and* Harbour Trust'."""
    for n in (n for n, word in enumerate(words) if word in ("and", "&")):
        halves = tuple(words[:n]), tuple(words[n + 1 :])
        two_names = all(half in elsewhere for half in halves)
        two_names = two_names or (words[n] == "and" and all(_is_surname_elsewhere(half, elsewhere) for half in halves))
        if two_names and halves[0] != halves[1]:
            return [TokenSpan(run.start, run.start + n), TokenSpan(run.start + n + 1, run.end)]
    return [run]


# --- headlines in title case ----------------------------------------------------------------------------------------


def _is_in_title_case(page: Page, i: int) -> bool:
    """Whether the passage of a token is a headline of which every longer word has a capital, so that capitals show no names."""
    if page.passages[page.passage_of[i]].kind not in ("headline", "subheading"):
        return False
    words = page.words[slice(*page.passage_tokens(i))]
    signed = any(word[0] == "@" for word in words)  # "— Ann Poole (@annpoole)"
    return len(words) > 2 and not signed and all(not word[0].islower() for word in words if len(word) > 4)


def _short_forms(names: Set[Words]) -> frozenset[Words]:
    """What a headline may call those who have some names, in small letters: the names, and people's forenames and surnames."""
    full = {tuple(map(str.lower, words)) for words in names}
    short = {(word,) for words in full if len(words) > 1 for word in (words[0], words[-1]) if _may_call(words, word)}
    return frozenset(words for words in full | short if len(words) > 1 or _may_stand_alone(words[0]))


def _without_nickname(words: Sequence[str]) -> Words:
    """The words of a name without what stands between marks or brackets within it.

    >>> _without_nickname(["Ann", "“", "Red", "”", "Poole"])
    ('Ann', 'Poole')
    """
    if _MARKS.isdisjoint(words):
        return tuple(words)
    marks = [n for n, word in enumerate(words) if n and word in _MARKS]
    return (*words[: marks[0]], *words[marks[-1] + 1 :]) if len(marks) == 2 else tuple(words)


def _may_stand_alone(word: str) -> bool:
    """Whether a single word may be a name in a headline: 'House', but not 'Trust', which needs more of a body's name."""
    chamber = word in lexicon.labelled("body_name_words", "chamber")
    return chamber or word in lexicon.table("known_names") or not _is_word_for_bodies(word)


def _may_call(words: Words, word: str) -> bool:
    """Whether the first or last word of a name is the forename or surname of a person."""
    person = not any(map(_is_word_for_bodies, words)) and len(words) <= _LONGEST
    return person and word.isalpha() and (word == words[-1] or word in lexicon.words("forenames"))


def _is_word_for_bodies(word: str) -> bool:
    return word in lexicon.words("organisation_words") or word in lexicon.words("organisation_nouns")


def _names_in(page: Page, run: TokenSpan, known: Set[Words]) -> Iterator[TokenSpan]:
    """The names in a run of a headline in title case: ``known`` are what the text below calls people and bodies.

    Words that the text does not have are a name only where nothing else can be meant: "*Harbour Trust* Fined", but not
    "Spotlight on Schools".
    """
    i = rest = run.start
    while i < run.end:
        ends = (end for end in range(run.end, i, -1) if _without_nickname(page.lowers[i:end]) in known)
        if (end := next(ends, i + 1 if _is_famous(page, i) else None)) is None:
            i += 1
            continue
        name = _in_full(page, TokenSpan(i, end), TokenSpan(rest, run.end), known)
        yield from _name_only_here(page, TokenSpan(rest, name.start))
        yield name
        i = rest = name.end
    yield from _name_only_here(page, TokenSpan(rest, run.end))


def _in_full(page: Page, name: TokenSpan, within: TokenSpan, known: Set[Words]) -> TokenSpan:
    """A known name with the words of the headline that belong to it: '*Mayor* Poole', '*Ann* Poole', 'Acme *Bank*'."""
    start, end = name
    while start > within.start and _may_precede(page, start - 1):
        start -= 1
    if end == name.start + 1 and end < within.end and _is_forename(page, name.start):
        end = next((i for i in range(end, within.end) if (page.lowers[i],) in known), within.end)  # "Ann *Poole* …"
    elif end < within.end and page.lowers[end] in lexicon.words("organisation_words"):
        end += not lexicon.is_post(page.words[end])
    return TokenSpan(start, end)


def _may_precede(page: Page, i: int) -> bool:
    """Whether a word may belong before a known name: a post, a form of address, a forename, an initial."""
    word = page.words[i]
    initial = len(word) < 3 and word.isupper()
    return initial or _is_post_or_address(word) or _is_forename(page, i)


def _length_of_address(words: Sequence[str]) -> int:
    """How many words of a run are posts or forms of address before a name: '*Mayor* Ann Poole'."""
    return next((n for n, word in enumerate(words[:-1]) if not _is_post_or_address(word)), max(len(words) - 1, 0))


def _is_post_or_address(word: str) -> bool:
    return lexicon.is_post(word) or lexicon.bare(word) in lexicon.honorifics()


def _is_famous(page: Page, i: int) -> bool:
    """Whether a word of a headline is a name even if the text does not have it: a country, a party, an acronym."""
    word = page.lowers[i]
    line = page.words[slice(*page.passage_tokens(i))]
    if page.words[i].isupper() and len(word) > 1 and not all(w.isupper() for w in line if w.isalpha()):
        return True
    return word in same_name.nations() or word in lexicon.table("known_names") or word in lexicon.words("party_words")


def _is_forename(page: Page, i: int) -> bool:
    """Whether a word of a headline is a forename and hardly anything else: but '*Will* Invoke', '*India* Rejects'."""
    forename = page.lowers[i] in lexicon.words("forenames") and page.lowers[i] not in same_name.nations()
    return forename and not page.tokens[i].is_stop


def _name_only_here(page: Page, part: TokenSpan) -> Iterator[TokenSpan]:
    """The name in words of a headline that the text does not have, if there is one.

    It is a forename and what follows, an entity labelled as a body that ends in a word for bodies, or two words between marks.
    """
    if part.start == part.end:
        return
    lowers, line = page.lowers[part.start : part.end], page.passage_tokens(part.start)
    if (first := next((i for i in range(part.start, part.end - 1) if _is_forename(page, i)), None)) is not None:
        yield TokenSpan(first, min(part.end, first + 2 + _may_precede(page, first + 1)))  # "Teen *Ann Poole* Found"
        return
    bodies = [n for n, word in enumerate(lowers) if word in lexicon.words("organisation_words")]
    if bodies and set(page.ent_types[part.start : part.start + bodies[-1] + 1]) == {"ORG"}:
        yield TokenSpan(part.start, part.start + bodies[-1] + 1)
        return
    between_marks = not any(i in range(*line) and page.words[i].isalnum() for i in (part.start - 1, part.end))
    if between_marks and len(lowers) == 2 and part != line:
        yield part
