"""Splits a run of capitalised words that holds two names, mostly where a person's name follows that of a body.

'Ministry of Finance *Brian Tully*', 'Registrar of the University of Eastwick *Ann Poole*', 'Facebook/*Ann Poole*',
'UKIP *Nigel Poole*'.
``name_words`` are words of people's names, as other places of the article show them.
"""

from collections.abc import Iterator, Sequence

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import same_name
from quoteattr.text.page import FINITE_TAGS, Page

_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_POST_LINKS = frozenset({"at", "for", "from", "in", "of", "to", "with"})
_LINKS = frozenset({"of", "for", "and", "&"})
_LONGEST_NAME = 4  # words of a person's name, particles not counted


def parted(page: Page, run: TokenSpan, name_words: frozenset[str]) -> Iterator[TokenSpan]:
    """The names in a run: it is split at the slash of a credit, and before a person's name behind a body's."""
    start = run.start
    for i in page.between("/", run.start + 1, run.end - 1):
        if _is_credit(page, TokenSpan(start, i), TokenSpan(i + 1, run.end)):
            yield from _parted_before_person(page, TokenSpan(start, i), name_words)
            start = i + 1
    yield from _parted_before_person(page, run if start == run.start else TokenSpan(start, run.end), name_words)


def _is_credit(page: Page, before: TokenSpan, behind: TokenSpan) -> bool:
    """Whether a slash parts a picture source and a person: 'Facebook/*Ann Poole*', '*Ann Poole*/AFP', but not 'InStat/MDR'."""
    sources, first = lexicon.words("picture_sources"), page.words[behind.start]
    several = behind.end - behind.start > 1
    if page.lowers[before.start] in sources and (several or (first.istitle() and first.lower() not in sources)):
        return True
    return any(
        end - start > 1
        and page.words[start][0].isalpha()
        and (page.lowers[start] in lexicon.words("forenames") or set(page.ent_types[start:end]) == {"PERSON"})
        for start, end in (before, behind)
    )


def _parted_before_person(page: Page, run: TokenSpan, name_words: frozenset[str]) -> Iterator[TokenSpan]:
    start, end = run
    if end - start < 2:
        yield run
        return
    person = _behind_post_of(page, run, name_words)
    if person is None and end - start > 2:
        person = _person_behind_body(page, run, name_words)
    if person is not None:
        body = _body_behind_post(page, run) if lexicon.is_post(page.words[start]) else None
        # "Treasurer of the *Harbour Trust*"
        yield TokenSpan(body if body is not None and body < person else start, person)
        yield TokenSpan(person, end)
        return
    for i in range(start + 1, end):
        if _is_person_behind_affiliation(page, i):
            yield TokenSpan(start, i)
            start = i
    yield TokenSpan(start, end)


def _is_person_behind_affiliation(page: Page, i: int) -> bool:
    """Whether a person's name begins at token ``i`` behind an acronym, a nation, a party or a word for bodies: 'Republican *Ann Poole*'.

    Other names seldom meet without a mark between them: 'Anouk van der Poole' is one, though Anouk may be labelled as a place.
    """
    before, *names = page.words[i - 1 : i + 2]
    acronym = before.isupper() and before.isalpha() and len(before) > 2 and not lexicon.is_post(before)
    if acronym and len(names) > 1 and all(map(str.istitle, names)) and page.lowers[i] in lexicon.words("forenames"):
        return True  # "EWS Ann Poole", "SVP Ann Poole"
    begins = page.ent_types[i] == "PERSON" and page.ent_types[i - 1] in _BODY_LABELS and page.tokens[i].ent_iob_ == "B"
    return begins and _is_affiliation(page.lowers[i - 1])


@lexicon.remembered
def _is_affiliation(word: str) -> bool:
    bodies, parties = lexicon.words("organisation_words"), lexicon.words("party_words")
    return word in bodies or not parties.isdisjoint((word, f"{word}s")) or word in lexicon.table("demonyms")


def _person_behind_body(page: Page, run: TokenSpan, name_words: frozenset[str]) -> int | None:
    """The token at which a person's name begins behind a body's, if there is one.

    The person is shown by a full name or by a surname found elsewhere, the body by its words ('Marlow *University*') or the
    entity recogniser.
    """
    words, bodies = page.lowers, lexicon.words("organisation_words")
    forename = _forename_before_surname(page, run) if words[run.end - 1] not in bodies else None
    at = run.end - 1 if forename is None else forename
    head = words[run.start : at]
    if not head or any(map(may_be_of_person, head)) or head[-1] in lexicon.words("name_particles"):
        return None
    says_body = head[-1] in bodies or "of" in head
    capitals = page.words[run.start].isupper()  # "EWS Philip Dunn", but "Winthrop Vance III"
    body = says_body or (_may_be_body(head, capitals=capitals) and set(page.ent_types[run.start : at]) == {"ORG"})
    known_person = _is_known_person(page, run, at, name_words)
    if forename is not None:
        return at if body or (known_person and capitals) else None
    same_entity = page.tokens[at].ent_iob_ == "I" and not says_body
    if not (known_person and body and len(head) > 1) or same_entity:
        return None
    has_forename = head[-3:-2] == ["of"] and not _may_end_body(page, at - 1)
    return at - 1 if has_forename else at  # "District of Lowmark *Tarvo* Poole"


def _is_known_person(page: Page, run: TokenSpan, at: int, name_words: frozenset[str]) -> bool:
    """Whether a run holds a word of somebody's name from ``at`` on, and a word that is of nobody's before it."""
    return not (name_words.isdisjoint(page.words[at : run.end]) or name_words.issuperset(page.words[run.start : at]))


def _forename_before_surname(page: Page, run: TokenSpan) -> int | None:
    """The forename of the full name that a run ends in, with or without a middle name: '*Ann* Poole', '*Ann* B. Poole'."""
    at, forenames = run.end - 2, lexicon.words("forenames")
    before = page.lowers[at - 2] if at - 2 >= run.start else "of"
    middle_name = page.words[at][0].isupper() and page.lowers[at] not in lexicon.words("organisation_words")
    if middle_name and before not in ("of", "the", "and", "for", "&") and page.lowers[at - 1] in forenames:
        return at - 1  # but "University of Austin *Ann* Poole"
    return at if page.lowers[at] in forenames else None


def _may_end_body(page: Page, i: int) -> bool:
    """Whether a word may end the name of a body: 'Bank of East *Anglia*'."""
    word, place = page.lowers[i], page.text(TokenSpan(i - 1, i + 1)).casefold()
    return word in lexicon.words("organisation_words") or not same_name.nations().isdisjoint((word, place))


def _may_be_body(head: Sequence[str], *, capitals: bool) -> bool:
    """Whether the entity recogniser may be trusted where it takes the words before a forename for a body: but '*Elad* Ben Tarvi'."""
    return len(head) > 1 or capitals or lexicon.table("known_names").get(head[0]) == "body"


@lexicon.remembered
def may_be_of_person(word: str) -> bool:
    """Whether a word before a surname may belong to the same person: a forename, an initial, a title, a nation."""
    return (
        word in lexicon.table("demonyms")
        or word in lexicon.words("forenames")
        or "." in word
        or len(word) < 2
        or lexicon.is_post(word)
        or lexicon.bare(word) in lexicon.honorifics()
        or word in ("-", "/", "and", "&")
    )


# --- behind a post and of -------------------------------------------------------------------------------------------


def _behind_post_of(page: Page, run: TokenSpan, name_words: frozenset[str]) -> int | None:
    """Where a person's name begins behind the post and the body that they hold it in: 'Registrar of the University of Eastwick *Ann Poole*'.

    Every token that may begin the name has a score; of equal ones the name of two words wins.
    """
    body = _body_behind_post(page, run)
    if body is None:
        return None
    first = page.lowers[body]
    if first in lexicon.words("forenames") and first not in lexicon.words("country_names"):
        return None  # "the rise of *Ann Poole*"
    places = range(max(body + 1, run.end - _LONGEST_NAME - 2), run.end)
    starts = [i for i in places if _may_begin_name(page, i, run.end)]
    scored = [(_score(page, body, i, run.end, name_words), -abs(run.end - i - 2), i) for i in starts]
    score, _, at = max(scored, default=(0, 0, 0))
    if score < 2:
        return None
    while at - 1 > body and (lexicon.bare(page.words[at - 1]) in lexicon.words("titles") or _is_initial(page, at - 1)):
        at -= 1  # "Chief of the Army Staff *General* Jo Lind", "President of Eastwick Rovers *D.* Ann Poole"
    return at


def _body_behind_post(page: Page, run: TokenSpan) -> int | None:
    """Where in a run a body's name begins behind a post and a preposition: 'Registrar of the *University* of Eastwick Ann Poole'.

    The post may stand in the run or right before it.
    """
    low = max(page.passage_tokens(run.start).start, run.start - 5)
    if _POST_LINKS.isdisjoint(page.lowers[low : run.end - 1]):
        return None
    for i in (low + k for k, word in enumerate(page.lowers[low : run.end - 1]) if word in _POST_LINKS):
        if i and lexicon.is_post(page.words[_end_of_post(page, i) - 1]):
            body = i + 1 + (page.lowers[i + 1] == "the")
            # but not a body that the tagger has cut: "Sheriff of the *county* of Lowmark"
            if all(word[0].isupper() or word in ("of", "the", "and") for word in page.words[body : run.start]):
                return max(body, run.start)
    return None


def _end_of_post(page: Page, link: int) -> int:
    """Where the noun of a post ends before a preposition: '*Head* of security at the Irish Embassy', '*Member* of Parliament for Marlow'."""
    if page.lowers[max(link - 3, 0) : link] == ["member", "of", "parliament"]:
        return link - 2
    low = max(link - 4, 1) if page.lowers[link] in ("at", "in") else link
    of = next((i for i in range(link - 2, low - 1, -1) if page.lowers[i] == "of"), link)
    return of if all(map(str.islower, page.words[of:link])) else link


def _is_initial(page: Page, i: int) -> bool:
    """Whether a word is an initial, or two without full stops: '*D.* Ann Poole', '*RB* Poole'."""
    word = page.words[i]
    if len(word) != 2 or not word[0].isupper():
        return False
    if word[1] == ".":
        return True
    two_initials = word.isalpha() and word.isupper() and word.lower() not in lexicon.words("country_names")
    return two_initials and "".join(page.words[i + 1 : i + 2]).istitle()


def _may_begin_name(page: Page, i: int, end: int) -> bool:
    before = page.lowers[i - 1]
    if not page.words[i][0].isupper() or before in ("of", "the", "and", "for", "&", "-"):
        return False
    linked = not {"of", "for", "the", "and", "&", "/"}.isdisjoint(page.lowers[i:end])
    return not linked and before not in lexicon.words("name_particles")


def _score(page: Page, body: int, i: int, end: int, name_words: frozenset[str]) -> int:
    """How much speaks for a body's name between ``body`` and ``i``, and a person's from there to ``end``."""
    bodies, first = lexicon.words("organisation_words"), page.lowers[i]
    if end - i == 1:  # a surname alone needs a body whose name is complete, and a verb
        complete = i - body > 1 and page.lowers[i - 1] in bodies and _is_before_verb(page, end)
        place = page.ent_types[i] in ("GPE", "LOC") or first in same_name.nations()
        return 2 * (complete and not place) - 3 * (first in bodies) - 2 * (page.ent_types[body] == "PERSON")
    score = 2 * (first in lexicon.words("forenames")) + _score_of_body(page, body, i, end)
    score += 2 * (page.ent_types[i] == "PERSON" and page.ent_types[i - 1] != "PERSON")
    score += 4 * _is_initial(page, i)
    score += 2 * _is_alone_elsewhere(page, i) + 2 * _is_behind_other_word_elsewhere(page, end - 1)
    score += (set(page.words[i:end]) <= name_words) + _is_before_verb(page, end)
    score += end - i == 2 and page.ent_types[i] != page.ent_types[i - 1]
    score -= 3 * (first in bodies) + 6 * (page.lowers[end - 1] in bodies)
    same_entity = set(page.ent_types[i:end]) <= _BODY_LABELS and page.ent_types[i - 1] == page.ent_types[i]
    return score - 2 * same_entity


def _score_of_body(page: Page, body: int, i: int, end: int) -> int:
    """How much speaks for a body's complete name, and nothing else, between a post and token ``i``."""
    bodies, nation, last = lexicon.words("organisation_words"), _is_nation(page, body, i), page.lowers[i - 1]
    # "Speaker of the *House* Ann Poole"
    chamber = i == body + 1 and last in lexicon.labelled("body_name_words", "chamber")
    complete = last in bodies or chamber
    score = 6 * nation + 2 * (complete and not nation)
    # two surnames may stand so, too
    score += (3 if complete or nation else 1) * _is_behind_no_body_elsewhere(page, i, end)
    score += page.words[i - 1].isupper() and page.words[i - 1].isalpha()  # "Chief Executive of NHTA Ann Poole"
    score += 3 * (page.text(TokenSpan(body, i)).isascii() and not all(map(str.isascii, page.words[i:end])))
    if bodies.isdisjoint(page.lowers[i:end]):
        score += 3 * _is_no_surname(page, i - 1) + 2 * (i - body > 1 and last in lexicon.table("organisation_nouns"))
    score += end - i == 2 and body < i - 1 and page.lowers[i - 2] == "of"  # "the University of Eastwick *Ann Poole*"
    if _is_seat(page, body):
        score += 2
    elif page.ent_types[body] == "PERSON" and not nation:
        score -= 2 * _LINKS.isdisjoint(page.lowers[body:i])
    score -= 3 * (page.lowers[i] in lexicon.words("name_particles") and page.words[i - 1].istitle() and not complete)
    # "Rovers *Hari Mohan Tarwal*", but "University of Austin *Ann Poole*"
    score -= 4 * (last in lexicon.words("forenames") and page.lowers[i - 2] not in ("of", "the"))
    return score - 2 * (page.lowers[end - 1] in same_name.nations())


def _is_no_surname(page: Page, i: int) -> bool:
    """Whether a capitalised word is a stop word or means people, and so ends a body's name: 'Association of Port *Workers*', 'Drivers *Together*'."""
    word = page.lowers[i]
    if page.tokens[i].is_stop or lexicon.singular_post(word):
        return True
    return lexicon.singular(word) in lexicon.words("people_nouns")


def _is_nation(page: Page, start: int, end: int) -> bool:
    """Whether words are a minister's portfolio or end in a country: 'Prime Minister of *Malta* Ann Poole', 'District of *New York* Ann Poole'."""
    behind_of = next((k + 1 for k in range(end - 2, start, -1) if page.lowers[k] == "of"), start)
    whole, place = page.text(TokenSpan(start, end)), page.text(TokenSpan(behind_of, end))
    if whole.casefold() in lexicon.words("portfolios") or place.casefold() in lexicon.words("country_names"):
        return True
    return place in lexicon.table("demonyms").values()


def _is_seat(page: Page, start: int) -> bool:
    """Whether the post before a name leads to a place or body, never to a person: 'MP for *Eastwick* Ann Poole', but 'lawyer for Elad Ben Tarvi'."""
    post = start - 2 - (page.lowers[start - 1] == "the")
    if post < 0:
        return False
    if page.words[post].isupper() and page.lowers[post + 1] in ("of", "for", "from"):
        return True
    return page.lowers[post] in lexicon.labelled("role_words", "realm") or page.lowers[post] == "parliament"


def _is_before_verb(page: Page, end: int) -> bool:
    """Whether a finite verb stands behind a run, so that its subject, a person, must have been named."""
    return end < len(page.words) and page.tags[end] in FINITE_TAGS


def _is_behind_other_word_elsewhere(page: Page, at: int) -> bool:
    """Whether a word stands somewhere else behind another word than here, as a surname does."""
    word, before = page.words[at], page.words[at - 1]
    places = (i for i in page.where({word.lower()}) if i and i != at)
    return any(page.words[i] == word and page.words[i - 1] != before for i in places)


def _is_behind_no_body_elsewhere(page: Page, at: int, end: int) -> bool:
    """Whether a name, or its first word alone, stands somewhere else without the word of a body before it."""
    words, last = page.words[at:end], len(page.words) - 1
    places = (i for i in page.where({page.lowers[at]}) if i != at and page.words[i] == words[0])
    without_body = (i for i in places if page.words[max(i - 1, 0)] not in (page.words[at - 1], "the", "The"))
    return any(
        page.words[i : i + len(words)] == words or not page.words[min(i + 1, last)][0].isupper() for i in without_body
    )


def _is_alone_elsewhere(page: Page, at: int) -> bool:
    """Whether a word labelled as a body here stands alone somewhere else, and is no body there: '*Maeng* sat in front'."""
    word, last = page.words[at], len(page.words) - 1
    return page.ent_types[at] == "ORG" and any(
        page.words[i] == word and page.ent_types[i] != "ORG" and not page.words[min(i + 1, last)][0].isupper()
        for i in page.where({word.lower()})
        if i != at
    )
