"""Page → runs: the stretches of words in which names are looked for.

A run is made of words that look like names to the tagger or the recogniser, or that are known as names from elsewhere in the
article, with what joins them: particles (van der), links (of the), hyphens, a nickname in marks or brackets. Where a run holds
two names, as in 'Ministry of Finance Brian Tully' or 'Facebook/Ann Poole', it is parted.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import compress

import attrs

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.text.page import FINITE_TAGS, POSSESSIVES, SENTENCE_FINAL, Page

NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
"""The recogniser's labels of names; it has others, of dates and amounts."""

_NO_NAME = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and other characters without a width
_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_POST_LINKS = frozenset({"of", "for", "to", "at"})
_LONGEST_NICKNAME, _LONGEST_NAME = 3, 4  # words; particles of a name apart
_CLOSING = {"(": ")", "“": "”", "‘": "’", '"': '"', "'": "'"}
NICKNAME_MARKS = frozenset(_CLOSING.keys() | _CLOSING.values())
"""What a nickname within a name stands between."""


@attrs.define(slots=False)
class Runs:
    """The runs of a page; what does not change with what is known of its names is found once."""

    page: Page
    _read: dict[TokenSpan, tuple[TokenSpan, ...]] = attrs.field(factory=dict, init=False)

    def find(self, borne: frozenset[str]) -> tuple[TokenSpan, ...]:
        """Maximal runs of name-like tokens, parted where two names meet, in order.

        ``borne`` are words known as people's names from elsewhere in the article, whatever the tagger takes them for.
        """
        return tuple(run for whole in self._whole(borne) for run in self._parted(whole, borne))

    def _parted(self, whole: TokenSpan, borne: frozenset[str]) -> tuple[TokenSpan, ...]:
        """A run parted; what is known of names changes nothing in one that holds none of their words."""
        if whole in self._read and borne.isdisjoint(self.page.words[whole.start : whole.end]):
            return self._read[whole]
        self._read[whole] = parts = tuple(_parted_at_strokes(self.page, whole, borne))
        return parts

    def _whole(self, borne: frozenset[str]) -> Iterator[TokenSpan]:
        page, like, end = self.page, self._with_known_names(borne), 0
        nicknames = _nicknames(page, like) | _spelt_out(page, like)
        for i in compress(range(len(like)), like):
            if i < end:
                continue
            end = i + 1
            while end < len(like) and (end in nicknames or _goes_on(page, i, end, like)):
                end += 1
            while end > i + 1 and not like[end - 1] and page.words[end - 2] != "-":
                end -= 1
            yield TokenSpan(i, end)

    @cached_property
    def _like(self) -> list[bool]:
        """For every token whether it may be part of a name: capitalised, and a name to the recogniser or the tagger."""
        page = self.page
        firsts = {word: word.lstrip(INVISIBLE)[:1] for word in set(page.words)}
        capital = {word for word, first in firsts.items() if first.isupper()}
        like = [word in capital or firsts[word].isdigit() for word in page.words]
        for i in compress(range(len(like)), like.copy()):
            like[i] = _is_name_like(page, i, capital=page.words[i] in capital)
        return like

    def _with_known_names(self, borne: frozenset[str]) -> list[bool]:
        """What looks like a name, with the words that are known as names: surnames, forenames, numbers of a street."""
        page, words, like = self.page, self.page.words, self._like.copy()
        for i in page.where({word.lower() for word in borne}):
            like[i] |= words[i] in borne and page.tags[i] not in ("MD", "VB", "VBP")  # "Will you", "Grace us"
        for i in page.where(lexicon.words("forenames")):
            follows = i + 1 < len(words) and words[i][:1].isupper() and (like[i + 1] or _is_surname(page, i + 1))
            if follows and _is_forename(page, i):
                like[i] = like[i + 1] = True  # "April Dunn", "Amadou Diallo", whatever the tagger makes of the first word
        for i in page.where(("no",)):
            if words[i : i + 2] in (["No", "10"], ["No", "11"]):
                like[i] = like[i + 1] = True
        for i in page.where(_PATRONYMIC):
            if 0 < i < len(words) - 1 and words[i] != words[i].upper() and like[i + 1]:
                like[i - 1] |= _is_capital_word(page, i - 1)  # "Ifor ap Prydderch", whatever the tagger takes "Ifor" for
        return like


_PATRONYMIC = frozenset({"ap", "bin", "bint", "ibn", "van", "von", "der", "dos", "ter", "af", "arap", "wa", "y", "ben"})
"""Particles between two names that are words of no other kind in English."""


def _is_capital_word(page: Page, i: int) -> bool:
    token = page.tokens[i]
    return token.text[0].isupper() and token.is_alpha and len(token.text) > 1 and not token.is_stop


def _is_surname(page: Page, i: int) -> bool:
    """Whether a word behind a forename is written as a name in a sentence that is none in capitals: 'Rosalind *O'Brannock*'."""
    word, end = page.words[i], page.passage_tokens(i - 1).end
    if i >= end or not word[0].isupper() or page.words[i - 1].isupper() or page.tags[i] not in ("NN", "JJ", "FW", "UH", "RB"):
        return False
    behind = page.words[i + 1 : min(i + 6, end)]
    return any(w.islower() for w in behind) and not any(w.istitle() for w in behind) and not page.tokens[i].is_stop


def _is_forename(page: Page, i: int) -> bool:
    """Whether a word that may be a forename is one before a name: 'Will Poole said', but 'Will Poole go?', 'In Poole'."""
    if page.tags[i] == "MD":
        low, high = page.passage_tokens(i)
        prose = any(word.islower() and len(word) > 3 for word in page.words[low:high])
        first = i == low or page.words[i - 1] in SENTENCE_FINAL or not page.words[i - 1][-1].isalnum()
        told = not first or any(tag in ("VBD", "VBZ", ",") for tag in page.tags[i + 2 : i + 5])
        return told and prose and "?" not in page.words[slice(*page.sentence(i))]
    return not page.tokens[i].is_stop


def _is_name_like(page: Page, i: int, *, capital: bool) -> bool:
    token, tag, label = page.tokens[i], page.tags[i], page.ent_types[i]
    if token.is_sent_start and (not label or token.is_upper) and page.lowers[i] in lexicon.words("people_nouns"):
        return False  # "Neighbours said", "PEOPLE living in the street say"
    if tag == "MD" or label in _NO_NAME or token.is_punct or _opens_report(page, i):
        return False
    if label in NAME_LABELS and capital:
        return tag not in ("DT", "PRP", "PRP$") and not (tag == "IN" and token.is_title)
    return tag in ("NNP", "NNPS")


def _opens_report(page: Page, i: int) -> bool:
    """Whether a word is the verb that a sentence begins with, before its subject: 'Said Ann Poole: “No.”'."""
    if page.lowers[i] not in ("said", "says", "asked", "added", "wrote", "replied") or page.words[i].isupper():
        return False
    first = i == page.passage_tokens(i).start or page.words[i - 1] in (".", "”", '"', "’", "?", "!", "\n\n")
    if not first or not page.words[i + 1 : i + 2] or not page.words[i + 1][0].isupper():
        return False
    ahead = page.words[i + 1 : i + 12]
    return ":" in ahead and not any(tag in FINITE_TAGS for tag in page.tags[i + 1 : i + 1 + ahead.index(":")])


def _nicknames(page: Page, like: list[bool]) -> frozenset[int]:
    """The tokens of nicknames within names, with their marks or brackets: 'Ann “Red” Poole', 'Ann (Red) Poole'."""
    found: set[int] = set()
    for i in page.where(_CLOSING):
        if i == 0 or not like[i - 1] or page.words[i - 1].isupper() or lexicon.is_post(page.words[i - 1]):
            continue
        ends = range(i + 2, min(i + 3 + _LONGEST_NICKNAME, len(like) - 1))
        end = next((k for k in ends if page.words[k] == _CLOSING[page.words[i]]), 0)
        if end and like[end + 1] and _is_capital_word(page, end + 1) and _is_nickname(page, i, end):
            found.update(range(i, end + 1))
    return frozenset(found)


def _is_nickname(page: Page, start: int, end: int) -> bool:
    """Whether words between two marks may be a nickname: all with capitals, in the middle of a name."""
    words = page.words[start + 1 : end]
    spelt = all(word[0].isupper() or word.lower() in ("the", "of", "-") for word in words)
    whole = page.passage_of[start - 1] == page.passage_of[end + 1] and page.inside[start - 1] == page.inside[end + 1]
    return spelt and whole and not any(word.isupper() and len(word) > 1 for word in words)


def _goes_on(page: Page, start: int, i: int, like: list[bool]) -> bool:
    """Whether a run that began at ``start`` takes in token ``i``."""
    token, before = page.tokens[i], page.tokens[i - 1]
    if page.passage_of[i] != page.passage_of[start] or page.inside[i] != page.inside[start]:
        return False
    inner = token.ent_iob_ == "I" and token.ent_type_ in NAME_LABELS  # 'Office *for the* Arts'
    if like[i] or (inner and token.lower_ in lexicon.labelled("name_links", "inner")):
        return True
    if token.lower_ in lexicon.words("name_particles") or token.text == "i":
        return _joins(page, i, like, start)
    if _goes_on_as_body(page, start, i, like):
        return True
    short = len(page.words[i - 2]) < 4 and page.lowers[i - 2] not in ("ex", "co", "non")  # "Yeung Ho-man"
    syllable = token.is_alpha and (short or not lexicon.is_post(token.lower_))  # "Yoon Ha-joon", but "Trust-director"
    syllable &= token.lower_ not in lexicon.labelled("name_links", "joined")
    if before.text == "-" and not before.whitespace_ and like[i - 2] and syllable:
        return i - 2 >= start
    return token.text in ("-", "/") and not before.whitespace_ and not token.whitespace_


def _goes_on_as_body(page: Page, start: int, i: int, like: list[bool]) -> bool:
    """Whether a body's name goes on over a link or a possessive: 'Office *for the* Northern District', 'Sheriff*'s* Office'."""
    word, before, following = page.lowers[i], page.lowers[i - 1], page.lowers[i + 1 : i + 3]
    if not following or i + 2 >= len(like):
        return False
    if word in POSSESSIVES:
        holders = before in lexicon.words("people_nouns") or before in _HOLDERS or lexicon.is_post(before)
        holders |= bool(lexicon.singular(before))
        ahead = page.words[i + 1 : i + 4]
        return holders and like[i + 1] and page.words[i + 1][0].isupper() and any(
            lower in lexicon.words("organisation_words") for lower in map(str.lower, ahead)
        )
    headed = before in lexicon.words("organisation_words") and page.ent_types[i - 1] != "PERSON"
    if word == "the" and i - 2 >= start:
        return page.lowers[i - 1] in ("for", "of") and page.lowers[i - 2] in _HEADS and like[i + 1] and page.words[i + 1][0].isupper()
    capital = page.words[i + 1][0].isupper() and like[i + 1]
    if word == "of":
        return headed and (capital or (following[0] == "the" and before in _HEADS and like[i + 2] and page.words[i + 2][0].isupper()))
    article = following[0] == "the" and like[i + 2] and page.words[i + 2][0].isupper()
    return word == "for" and before in _HEADS and (capital or article)


_HEADS = frozenset(
    {"office", "department", "ministry", "institute", "centre", "center", "agency", "association", "foundation", "society"}
    | {"council", "committee", "union", "board", "authority", "fund", "alliance", "coalition", "commission", "court"}
    | {"secretariat", "bureau", "initiative", "network", "campaign", "federation"}
)
"""Words of bodies that say for what, or of what, they are."""

_HOLDERS = frozenset({"children", "people", "women", "men", "nurses", "girls", "boys", "governor", "attorney", "prosecutor"})
"""Words that are no posts or plurals of posts, behind which a possessive belongs to a body's name."""


def _spelt_out(page: Page, like: list[bool]) -> frozenset[int]:
    """The commas and conjunctions within a body that initials on the page stand for: 'Forests, Rivers and Wildlife' (FRW)."""
    initials = {word.lower() for word in page.words if 2 < len(word) < 8 and word.isupper() and word.isalpha()}
    found: set[int] = set()
    if not initials:
        return frozenset()
    for i in page.where((",",)):
        start, end = i - 1, i + 1
        while start > 0 and like[start - 1] and page.words[start][0].isupper():
            start -= 1
        if not like[i - 1] or not page.words[i - 1][0].isupper():
            continue
        links = []
        while end < len(like) and end - start < 14 and page.passage_of[end] == page.passage_of[i]:
            if not (like[end] and page.words[end][0].isupper()):
                if page.lowers[end] not in (",", "and", "&", "of", "for"):
                    break
                links.append(end)
            end += 1
        letters = [page.lowers[k][0] for k in range(start, end) if page.words[k][0].isupper()]
        if any("".join(letters[:n]) in initials for n in range(3, len(letters) + 1)):
            whole = next(n for n in range(len(letters), 2, -1) if "".join(letters[:n]) in initials)
            last = [k for k in range(start, end) if page.words[k][0].isupper()][whole - 1]
            found.update(k for k in (i, *links) if k < last)
    return frozenset(found)


def _joins(page: Page, i: int, like: list[bool], start: int) -> bool:
    """Whether a particle at token ``i`` goes on to more of a name: 'Ann van der Poole', 'Laia Casals i Tarrés'."""
    particles = lexicon.words("name_particles")
    ahead = (t.i for t in page.tokens[i + 1 : i + 5] if t.lower_ not in particles and t.text != "-")
    return like[next(ahead, start)] and page.lowers[i] not in ("and", "a")


# --- a run that holds two names ---------------------------------------------------------------------------------------


def _parted_at_strokes(page: Page, run: TokenSpan, borne: frozenset[str]) -> Iterator[TokenSpan]:
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
    known = page.lowers[before.start] in lexicon.words("picture_sources") and behind.end - behind.start > 1
    return known or any(
        end - start > 1
        and page.words[start][0].isalpha()
        and (page.lowers[start] in lexicon.words("forenames") or set(page.ent_types[start:end]) == {"PERSON"})
        for start, end in (before, behind)
    )


def _parted(page: Page, run: TokenSpan, borne: frozenset[str]) -> Iterator[TokenSpan]:
    start, end = cut = run
    if (at := _person_behind_body(page, run, borne)) is not None:
        yield TokenSpan(start, at)
        yield TokenSpan(at, end)
        return
    cut = start
    for i in range(start + 1, end):
        here, before = page.tokens[i], page.tokens[i - 1]
        labels = {here.ent_type_, before.ent_type_}
        meet = here.ent_iob_ == "B" and labels <= _BODY_LABELS | {"PERSON"} and len(labels) == 2 and "PERSON" in labels
        letters = lexicon.bare(here.text) in lexicon.words("post_nominals")
        if meet and before.text != "-" and not letters and not _is_joined(page, i):
            yield TokenSpan(cut, i)
            cut = i
    yield TokenSpan(cut, end)


def _is_joined(page: Page, i: int) -> bool:
    """Whether a particle or a mark ties token ``i`` to the name before it: 'Varga y *Quiroz*', 'Ann “Red” *Poole*'."""
    before = page.lowers[i - 1]
    joined = before in lexicon.words("name_particles") or before == "i"
    return joined or not before[0].isalpha() or not page.words[i][0].isalpha()


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


# --- behind a post and of -------------------------------------------------------------------------------------------


def _behind_post_of(page: Page, run: TokenSpan, borne: frozenset[str]) -> int | None:
    """Where a name begins behind the post and the body that it has: 'Registrar of the University of Eastwick *Ann Poole*'."""
    low = _behind_link(page, run)
    if low is None or page.lowers[low] in lexicon.words("forenames") - lexicon.words("country_names"):
        return None  # "the rise of *Ann Poole*"
    ends = range(max(low + 1, run.end - _LONGEST_NAME - 2), run.end)
    cuts = [i for i in ends if _may_begin_name(page, i, run.end)]
    weighed = [(_weight(page, low, i, run.end, borne), -abs(run.end - i - 2), i) for i in cuts]
    best = max(weighed, default=(0, 0, 0))
    if best[0] < 2:
        return None
    at = best[2]
    while at - 1 > low and lexicon.bare(page.words[at - 1]) in lexicon.words("titles"):
        at -= 1  # "Chief of the Army Staff *General* Jo Lind"
    return at


def _behind_link(page: Page, run: TokenSpan) -> int | None:
    """Where a body's name begins behind a post and *of*, *for* or *to*, in a run or straight before it."""
    low = max(page.passage_tokens(run.start).start, run.start - 5)
    for i in (low + k for k, word in enumerate(page.lowers[low : run.end - 1]) if word in _POST_LINKS):
        if i and lexicon.is_post(page.words[i - 1]):
            begin = i + 1 + (page.lowers[i + 1] == "the")
            between = page.words[begin : run.start]  # a body that the tagger has cut: "Sheriff of the *county* of Lowmark"
            whole = all(word[0].isupper() or word in ("of", "the", "and") for word in between)
            return max(begin, run.start) if whole else None
    return None


def _may_begin_name(page: Page, i: int, end: int) -> bool:
    words = page.words[i:end]
    if not words[0][0].isupper() or page.lowers[i - 1] in ("of", "the", "and", "for", "&", "-"):
        return False
    if not {"of", "for", "the", "and", "&", "/"}.isdisjoint(page.lowers[i:end]):
        return False
    return page.lowers[end - 1] not in lexicon.words("organisation_words") and page.lowers[i - 1] not in lexicon.words("name_particles")


def _weight(page: Page, low: int, i: int, end: int, borne: frozenset[str]) -> int:
    """How much speaks for a person's name from token ``i`` on, and a body's before it."""
    body, first, last = page.text(TokenSpan(low, i)), page.lowers[i], page.words[end - 1]
    whole = end - i > 1
    weight = 2 * (whole and first in lexicon.words("forenames"))
    weight += 2 * (page.ent_types[i] == "PERSON" and page.ent_types[i - 1] != "PERSON" and whole)
    known = body.casefold() in lexicon.words("country_names") or body in lexicon.table("demonyms").values()
    weight += 2 * (whole and (known or page.lowers[i - 1] in lexicon.words("organisation_words")))
    weight += whole and (page.words[i - 1].isupper() and page.words[i - 1].isalpha())  # "Chief Executive of NHTA Ann Poole"
    weight += 2 * (whole and _stands_alone(page, last, end - 1))
    weight += whole and set(page.words[i:end]) <= borne
    weight += end - i == 2 and _is_reported(page, end) + (page.ent_types[i] != page.ent_types[i - 1])
    weight += end - i == 2 and low < i - 1 and page.lowers[i - 2] == "of"  # "the University of Eastwick *Ann Poole*"
    weight -= 3 * (first in lexicon.words("organisation_words"))
    weight -= 2 * (page.ent_types[low] == "PERSON" and not known)
    weight -= 2 * (whole and set(page.ent_types[i:end]) <= _BODY_LABELS and page.ent_types[i - 1] == page.ent_types[i])
    return weight


def _is_reported(page: Page, end: int) -> bool:
    """Whether a reporting verb stands behind a run: somebody must have been named."""
    return end < len(page.words) and page.lowers[end] in lexicon.reporting_verbs() and page.tags[end] in FINITE_TAGS


def _stands_alone(page: Page, word: str, at: int) -> bool:
    """Whether a word of a name stands somewhere else without the words before it, as a surname does."""
    before = page.words[at - 1]
    return any(page.words[i] == word and i and page.words[i - 1] != before for i in page.where((word.lower(),)) if i != at)
