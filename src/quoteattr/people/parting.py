"""A run → the names in it: where the name of somebody begins behind that of a body.

'Ministry of Finance *Brian Tully*', 'Registrar of the University of Eastwick *Ann Poole*', 'Facebook/*Ann Poole*',
'UKIP *Nigel Poole*'.
"""

import re
from collections.abc import Iterator, Sequence, Set

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import headlines, same_name
from quoteattr.people.same_name import Words
from quoteattr.text import beside
from quoteattr.text.page import FINITE_TAGS, Page

_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_POST_LINKS = frozenset({"at", "for", "from", "in", "of", "to", "with"})
_LINKS = frozenset({"of", "for", "and", "&"})
ADJECTIVE = re.compile("[^aeiou](?:y|ous|ed|ing|ful|less|ish|ant)$")
_LONGEST_NAME = 4  # words of a person's name, particles apart


def parted(page: Page, run: TokenSpan, borne: frozenset[str]) -> Iterator[TokenSpan]:
    """A run parted where two names meet: at a stroke beside a person, before a person behind a body, where labels meet.

    ``borne`` are words known as people's names from elsewhere in the article.
    """
    cut = run.start
    for i in range(run.start + 1, run.end - 1):
        if page.words[i] == "/" and _is_credit(page, TokenSpan(cut, i), TokenSpan(i + 1, run.end)):
            yield from _parted(page, TokenSpan(cut, i), borne)
            cut = i + 1
    yield from _parted(page, TokenSpan(cut, run.end), borne)


def _is_credit(page: Page, before: TokenSpan, behind: TokenSpan) -> bool:
    """Whether a stroke stands between a source and a person: 'Facebook/*Ann Poole*', '*Ann Poole*/AFP', but not 'InStat/MDR'."""
    sources, first = lexicon.words("picture_sources"), page.words[behind.start]
    known = page.lowers[before.start] in sources and (
        behind.end - behind.start > 1 or (first.istitle() and first.lower() not in sources)
    )
    return known or any(
        end - start > 1
        and page.words[start][0].isalpha()
        and (page.lowers[start] in lexicon.words("forenames") or set(page.ent_types[start:end]) == {"PERSON"})
        for start, end in (before, behind)
    )


def _parted(page: Page, run: TokenSpan, borne: frozenset[str]) -> Iterator[TokenSpan]:
    start, end = run
    if (at := _person_behind_body(page, run, borne)) is not None:
        low = _behind_link(page, run) if lexicon.is_post(page.words[start]) else None
        yield TokenSpan(low if low is not None and low < at else start, at)  # "Treasurer of the *Harbour Trust*"
        yield TokenSpan(at, end)
        return
    cut = start
    for i in range(start + 1, end):
        if _is_person_behind_label(page, i):
            yield TokenSpan(cut, i)
            cut = i
    yield TokenSpan(cut, end)


def _is_person_behind_label(page: Page, i: int) -> bool:
    """Whether the recogniser sees somebody begin behind a nation, party or body that shows what it is: 'Republican *Ann Poole*'.

    Two names seldom meet without a mark between them: 'Anouk van der Poole' is one, though Anouk may be taken for a place.
    """
    before, *names = page.words[i - 1 : i + 2]
    acronym = before.isupper() and before.isalpha() and len(before) > 2 and not lexicon.is_post(before)
    if acronym and len(names) > 1 and all(map(str.istitle, names)) and page.lowers[i] in lexicon.words("forenames"):
        return True  # "EWS Ann Poole", "SVP Ann Poole"
    meet = page.ent_types[i] == "PERSON" and page.ent_types[i - 1] in _BODY_LABELS and page.tokens[i].ent_iob_ == "B"
    return meet and _may_stand_before_name(page.lowers[i - 1])


@lexicon.remembered
def _may_stand_before_name(word: str) -> bool:
    bodies, parties = lexicon.words("organisation_words"), lexicon.words("party_words")
    return word in bodies or not parties.isdisjoint((word, f"{word}s")) or word in lexicon.table("demonyms")


def _person_behind_body(page: Page, run: TokenSpan, borne: frozenset[str]) -> int | None:
    """Where a person's name begins behind that of a body.

    It is told by a forename before the last word, or by a surname that somebody bears, and by a body that shows what it is;
    behind a post and *of*, where a name must come, by the end of a body's name.
    """
    if run.end - run.start < 2:
        return None
    if (at := _behind_post_of(page, run, borne)) is not None:
        return at
    words, bodies = page.lowers, lexicon.words("organisation_words")
    forename = _forename(page, run) if words[run.end - 1] not in bodies else None
    full = forename is not None
    at = run.end - 1 if forename is None else forename
    head = words[run.start : at]
    if not head or any(map(_is_of_person, head)) or head[-1] in lexicon.words("name_particles"):
        return None
    told = head[-1] in bodies or "of" in head
    capitals = page.words[run.start].isupper()  # "EWS Philip Dunn", but "Winthrop Vance III"
    shown = told or (_may_be_body(head, capitals=capitals) and set(page.ent_types[run.start : at]) == {"ORG"})
    called = not borne.isdisjoint(page.words[at : run.end]) and not borne.issuperset(page.words[run.start : at])
    apart = told or page.tokens[at].ent_iob_ != "I"  # no longer the body to the recogniser
    by_surname = all((called, shown, apart, len(head) > 1))
    if full or not by_surname:
        return at if full and (shown or (called and capitals)) else None
    return at - (head[-3:-2] == ["of"] and not _is_of_body(page, at - 1))  # "District of Lowmark *Tarvo* Poole"


def _forename(page: Page, run: TokenSpan) -> int | None:
    """Where the forename of a full name is that a run ends with, a middle name or initial behind it: '*Ann* Poole', '*Ann* B. Poole'."""
    at, known = run.end - 2, lexicon.words("forenames")
    before = page.lowers[at - 2] if at - 2 >= run.start else "of"
    middle = page.words[at][0].isupper() and page.lowers[at] not in lexicon.words("organisation_words")
    if middle and before not in ("of", "the", "and", "for", "&") and page.lowers[at - 1] in known:
        return at - 1  # but "University of Austin *Ann* Poole"
    return at if page.lowers[at] in known else None


def _is_of_body(page: Page, i: int) -> bool:
    """Whether a word may end the name of a body: 'Bank of East *Anglia*'."""
    word, place = page.lowers[i], page.text(TokenSpan(i - 1, i + 1)).casefold()
    return word in lexicon.words("organisation_words") or not same_name.nations().isdisjoint((word, place))


def _may_be_body(head: Sequence[str], *, capitals: bool) -> bool:
    """Whether words before a forename may be a body because the recogniser says so: but '*Elad* Ben Tarvi'."""
    return len(head) > 1 or capitals or lexicon.table("known_names").get(head[0]) == "body"


@lexicon.remembered
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


# --- behind a post and of -------------------------------------------------------------------------------------------


def _behind_post_of(page: Page, run: TokenSpan, borne: frozenset[str]) -> int | None:
    """Where a name begins behind the post and the body that it has: 'Registrar of the University of Eastwick *Ann Poole*'."""
    low = _behind_link(page, run)
    first = "" if low is None else page.lowers[low]
    if low is None or (first in lexicon.words("forenames") and first not in lexicon.words("country_names")):
        return None  # "the rise of *Ann Poole*"
    ends = range(max(low + 1, run.end - _LONGEST_NAME - 2), run.end)
    cuts = [i for i in ends if _may_begin_name(page, i, run.end)]
    weighed = [(_weight(page, low, i, run.end, borne), -abs(run.end - i - 2), i) for i in cuts]
    best = max(weighed, default=(0, 0, 0))
    if best[0] < 2:
        return None
    at = best[2]
    while at - 1 > low and (lexicon.bare(page.words[at - 1]) in lexicon.words("titles") or _is_initial(page, at - 1)):
        at -= 1  # "Chief of the Army Staff *General* Jo Lind", "President of Eastwick Rovers *D.* Ann Poole"
    return at


def _behind_link(page: Page, run: TokenSpan) -> int | None:
    """Where a body's name begins behind a post and *of*, *for* or *to*, in a run or straight before it."""
    low = max(page.passage_tokens(run.start).start, run.start - 5)
    for i in (low + k for k, word in enumerate(page.lowers[low : run.end - 1]) if word in _POST_LINKS):
        if i and lexicon.is_post(page.words[_behind_post_with_of(page, i) - 1]):
            begin = i + 1 + (page.lowers[i + 1] == "the")
            # a body that the tagger has cut: "Sheriff of the *county* of Lowmark"
            between = page.words[begin : run.start]
            whole = all(word[0].isupper() or word in ("of", "the", "and") for word in between)
            if whole:
                return max(begin, run.start)
    return None


def _behind_post_with_of(page: Page, link: int) -> int:
    """Where a post ends that says what it is for: '*Head* of security at the Irish Embassy', '*Member* of Parliament for Marlow'."""
    if page.lowers[max(link - 3, 0) : link] == ["member", "of", "parliament"]:
        return link - 2
    low = max(link - 4, 1) if page.lowers[link] in ("at", "in") else link
    of = next((i for i in range(link - 2, low - 1, -1) if page.lowers[i] == "of"), link)
    return of if all(map(str.islower, page.words[of:link])) else link


def _is_initial(page: Page, i: int) -> bool:
    """Whether a word is an initial, or two without points: '*D.* Ann Poole', '*RB* Poole'."""
    word, behind = page.words[i], page.words[i + 1 : i + 2]
    joined = word.isalpha() and word.isupper() and word.lower() not in lexicon.words("country_names")
    return (
        len(word) == 2 and word[0].isupper() and (word[1] == "." or (joined and behind != [] and behind[0].istitle()))
    )


def _may_begin_name(page: Page, i: int, end: int) -> bool:
    before = page.lowers[i - 1]
    if not page.words[i][0].isupper() or before in ("of", "the", "and", "for", "&", "-"):
        return False
    linked = not {"of", "for", "the", "and", "&", "/"}.isdisjoint(page.lowers[i:end])
    return not linked and before not in lexicon.words("name_particles")


def _weight(page: Page, low: int, i: int, end: int, borne: frozenset[str]) -> int:
    """How much speaks for a person's name from token ``i`` on, and a body's before it."""
    bodies, first = lexicon.words("organisation_words"), page.lowers[i]
    if end - i == 1:  # a surname alone needs a body that is whole
        whole = i - low > 1 and page.lowers[i - 1] in bodies and _is_reported(page, end)
        placed = page.ent_types[i] in ("GPE", "LOC") or first in same_name.nations()
        return 2 * (whole and not placed) - 3 * (first in bodies) - 2 * _is_person(page, low)
    weight = 2 * (first in lexicon.words("forenames")) + _weight_of_body(page, low, i, end)
    weight += 2 * (page.ent_types[i] == "PERSON" and page.ent_types[i - 1] != "PERSON")
    weight += 4 * (_is_before_particle(page, i, end) or _is_initial(page, i))
    weight += 2 * _is_called(page, i) + 2 * _stands_alone(page, end - 1)
    weight += (set(page.words[i:end]) <= borne) + _is_reported(page, end)
    weight += end - i == 2 and page.ent_types[i] != page.ent_types[i - 1]
    weight -= 3 * (first in bodies) + 6 * (page.lowers[end - 1] in bodies)
    inside = set(page.ent_types[i:end]) <= _BODY_LABELS and page.ent_types[i - 1] == page.ent_types[i]
    return weight - 2 * inside


def _weight_of_body(page: Page, low: int, i: int, end: int) -> int:
    """How much speaks for a body, and nothing else, between a post and token ``i``."""
    bodies, known, last = lexicon.words("organisation_words"), _is_nation(page, low, i), page.lowers[i - 1]
    # "Speaker of the *House* Ann Poole"
    chamber = i == low + 1 and last in lexicon.labelled("body_name_words", "chamber")
    ends, apart = last in bodies or chamber, bodies.isdisjoint(page.lowers[i:end])
    weight = 6 * known + 2 * (ends and not known)
    weight += (1 + 2 * (ends or known)) * _stands_elsewhere(page, i, end)  # two surnames may stand so, too
    weight += page.words[i - 1].isupper() and page.words[i - 1].isalpha()  # "Chief Executive of NHTA Ann Poole"
    weight += 3 * (page.text(TokenSpan(low, i)).isascii() and not all(map(str.isascii, page.words[i:end])))
    weight += apart * (
        3 * _is_no_surname(page, i - 1) + 2 * (i - low > 1 and last in lexicon.table("organisation_nouns"))
    )
    weight += end - i == 2 and low < i - 1 and page.lowers[i - 2] == "of"  # "the University of Eastwick *Ann Poole*"
    seat = _is_seat(page, low)
    somebody = _is_person(page, low) and not known and not seat
    weight += 2 * seat - 2 * (somebody and _LINKS.isdisjoint(page.lowers[low:i]))
    weight -= 3 * (page.lowers[i] in lexicon.words("name_particles") and page.words[i - 1].istitle() and not ends)
    # "Rovers *Hari Mohan Tarwal*", but "University of Austin *Ann Poole*"
    weight -= 4 * (last in lexicon.words("forenames") and page.lowers[i - 2] not in ("of", "the"))
    return weight - 2 * (page.lowers[end - 1] in same_name.nations())


def _is_no_surname(page: Page, i: int) -> bool:
    """Whether a capitalised word is of a body's name, as it means people or little: 'Association of Port *Workers*', 'Drivers *Together*'."""
    word = page.lowers[i]
    return (
        page.tokens[i].is_stop
        or bool(lexicon.singular_post(word))
        or lexicon.singular(word) in lexicon.words("people_nouns")
    )


def _is_person(page: Page, i: int) -> bool:
    return page.ent_types[i] == "PERSON"


def _is_nation(page: Page, low: int, i: int) -> bool:
    """Whether the words before a name are a country or what a minister is for, or end in one: 'Prime Minister of *Malta* Ann Poole', 'District of *New York* Ann Poole'."""
    at = next((k + 1 for k in range(i - 2, low, -1) if page.lowers[k] == "of"), low)
    body, place = page.text(TokenSpan(low, i)), page.text(TokenSpan(at, i))
    known = body.casefold() in lexicon.words("portfolios") or place.casefold() in lexicon.words("country_names")
    return known or place in lexicon.table("demonyms").values()


def _is_seat(page: Page, low: int) -> bool:
    """Whether a post and a link lead to a place or body, and to nobody: 'MP for *Eastwick* Ann Poole', but 'lawyer for Elad Ben Tarvi'."""
    at = low - 2 - (page.lowers[low - 1] == "the")
    if at < 0:
        return False
    realm = page.lowers[at] in lexicon.labelled("role_words", "realm") or page.lowers[at] == "parliament"
    return (page.words[at].isupper() and page.lowers[at + 1] in ("of", "for", "from")) or realm


def _is_before_particle(page: Page, i: int, end: int) -> bool:
    """Whether a particle shows where a name begins: '*Ann* van der Poole', '*Pilar* Varga y Quiroz'."""
    behind, particles = page.lowers[i + 1 : end - 1], lexicon.labelled("name_links", "between")
    if not {"y", "i"}.isdisjoint(behind):
        return behind[1:2] in (["y"], ["i"])
    return behind[:1] != [] and (behind[0] in particles or behind[0] in lexicon.words("name_particles"))


def _is_reported(page: Page, end: int) -> bool:
    """Whether somebody must have been named: a reporting verb or another one stands behind a run, or one before the post."""
    return end < len(page.words) and page.tags[end] in FINITE_TAGS


def _stands_alone(page: Page, at: int) -> bool:
    """Whether a word of a name stands somewhere else without the words before it, as a surname does."""
    word, before = page.words[at], page.words[at - 1]
    return any(
        page.words[i] == word and i and page.words[i - 1] != before for i in page.where({word.lower()}) if i != at
    )


def _stands_elsewhere(page: Page, at: int, end: int) -> bool:
    """Whether the words of a name, or the first alone, stand somewhere else without the word before them."""
    words, last = page.words[at:end], len(page.words) - 1
    places = (i for i in page.where({page.lowers[at]}) if i != at and page.words[i] == words[0])
    apart = (i for i in places if page.words[max(i - 1, 0)] not in (page.words[at - 1], "the", "The"))
    return any(page.words[i : i + len(words)] == words or not page.words[min(i + 1, last)][0].isupper() for i in apart)


def _is_called(page: Page, at: int) -> bool:
    """Whether a word stands alone somewhere else, and is no body there: '*Maeng* sat in front'."""
    word, last = page.words[at], len(page.words) - 1
    return page.ent_types[at] == "ORG" and any(
        page.words[i] == word and page.ent_types[i] != "ORG" and not page.words[min(i + 1, last)][0].isupper()
        for i in page.where({word.lower()})
        if i != at
    )


# --- what other places show -----------------------------------------------------------------------------------------


def settled(page: Page, runs: Sequence[TokenSpan]) -> Iterator[TokenSpan]:
    """Runs cut where other places of the page show where their names end: in headlines in title case, at *and*, and side by side.

    '*Acme* Liable', where the text has Acme; '*Acme* and *Harbour Trust*', where each stands alone, too; 'praised *Ann Poole*
    *Tom Reed* in pictures'.
    """
    firsts = {page.passage_of[run.start]: run.start for run in runs}
    titled = {number for number, i in firsts.items() if headlines.is_in_title_case(page, i)}
    prose = (run for run in runs if page.passage_of[run.start] not in titled and not _opens_with_adjective(page, run))
    alone = {headlines.without_nickname(page.words[run.start : run.end]) for run in prose}
    alone |= {tuple(words[headlines.length_of_address(words) :]) for words in alone}
    known = headlines.called(alone) if titled else frozenset()
    for run in runs:
        words = page.words[run.start : run.end]
        if known and page.passage_of[run.start] in titled:
            yield from headlines.names_in(page, run, known)
        elif len(words) < 2:
            yield run
        elif _opens_with_adjective(page, run) and tuple(words) not in alone and tuple(words[1:]) in alone:
            yield TokenSpan(run.start + 1, run.end)
        else:
            at = _beside_another(page, run, words, alone)
            yield from (TokenSpan(run.start, at), TokenSpan(at, run.end)) if at else _at_and(run, words, alone)


def _opens_with_adjective(page: Page, run: TokenSpan) -> bool:
    """Whether a headline begins with two capitals, of which the first is an adjective by its ending: '*Angry* Poole blames fans'."""
    first = page.lowers[run.start]
    if run.end - run.start != 2 or run.start != page.passage_tokens(run.start).start or not ADJECTIVE.search(first):
        return False
    headline = page.passages[page.passage_of[run.start]].kind in ("headline", "subheading")
    if not headline or not page.words[run.start].istitle() or _may_be_of_name(first):
        return False
    return page.lowers[run.end - 1] not in lexicon.words("organisation_words")


@lexicon.remembered
def _may_be_of_name(word: str) -> bool:
    """Whether a word before a name in a headline may belong to it, or be the name of a body whose post its bearer has."""
    body = word in lexicon.words("organisation_words") or lexicon.table("known_names").get(word) == "body"
    return body or word in lexicon.words("forenames") or lexicon.is_post(word) or len(word.rstrip(".")) < 3


def _beside_another(page: Page, run: TokenSpan, words: Sequence[str], alone: Set[Words]) -> int | None:
    """Where a person's full name begins that stands alone elsewhere, behind what is no part of it: 'HOPE *Ann Poole*'."""
    for n in range(1, len(words) - 1):
        full = tuple(words[n:]) in alone and " " in page.text(TokenSpan(run.start + n, run.end))
        if page.lowers[run.start + n] not in lexicon.words("forenames") or not full:
            continue
        shouted = words[n - 1].isupper() and len(words[n - 1]) > 3 and not words[n].isupper()
        if page.lowers[run.start + n] in lexicon.words("name_particles") and not shouted:
            continue  # "Ornella *Della* Poole", "Elad *Ben* Tarvi"
        given = _is_of_person(page.lowers[run.start + n - 1]) or not words[n - 1].isalpha() or len(words[n - 1]) < 3
        given |= n > 1 and page.lowers[run.start + n - 1] not in page.once(beside.small_words)  # "Aung San *Suu Kyi*"
        if tuple(words[:n]) in alone or shouted or not given:
            return run.start + n
    return None


def _is_surname(words: Words, alone: Set[Words]) -> bool:
    """Whether a word alone is the surname of somebody who is named in full elsewhere: '*Poole* and *Reed* said' beside 'Ann Poole', 'Tom Reed'."""
    forenames = lexicon.words("forenames")
    return len(words) == 1 and any(
        len(name) > 1 and name[-1] == words[0] and name[0].lower() in forenames for name in alone
    )


def _at_and(run: TokenSpan, words: Sequence[str], alone: Set[Words]) -> Sequence[TokenSpan]:
    """The two names of which a run is made, if each stands alone somewhere: 'Acme *and* Harbour Trust'."""
    for n in (n for n, word in enumerate(words) if word in ("and", "&")):
        halves = tuple(words[:n]), tuple(words[n + 1 :])
        known = halves[0] in alone and halves[1] in alone
        if halves[0] != halves[1] and (
            known or (words[n] == "and" and all(_is_surname(half, alone) for half in halves))
        ):
            return [TokenSpan(run.start, run.start + n), TokenSpan(run.start + n + 1, run.end)]
    return [run]
