"""Finds the runs of a page: the stretches of words in which names are looked for.

A run is made of words that look like names to the tagger or the entity recogniser, or that are known as names from elsewhere in
the article, with what joins them: particles (van der), links (of the), hyphens, a nickname in marks or brackets. Runs that hold
two names are split (:mod:`quoteattr.people.parting`, :mod:`quoteattr.people.elsewhere`).

``name_like`` has for every token of the page whether it may be part of a name; ``name_words`` are words of people's names.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import compress

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import elsewhere, endings, parting, phrases, same_name
from quoteattr.people.spelt_out import NO_NAME, spelt_out
from quoteattr.spelling import INVISIBLE
from quoteattr.text import beside, noun_phrases
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.page import POSSESSIVES, SENTENCE_FINAL, Page

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""The entity recogniser's labels of names; it has others, of dates and amounts."""

_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_LONGEST_NICKNAME = 3  # words
_PARTICIPLE = re.compile("^[a-z]*[aeiouy][a-z]+(?:ing|ed)$")  # of two syllables: "winning", but "Xiao-ming"
_SMALL_TAGS = frozenset({"NN", "NNS", "RB", "FW", "UH", "VB", "VBP"})  # of words that have no capital within a sentence
_CLOSED_TAGS = frozenset({"DT", "PRP", "PRP$", "WP", "EX"})  # of articles and pronouns: all such words are known
_CLOSING = {"(": ")", "“": "”", "‘": "’", '"': '"', "'": "'"}
NICKNAME_MARKS = frozenset(_CLOSING.keys() | _CLOSING.values())
"""What a nickname within a name stands between."""


@attrs.define
class Runs(Keeping):
    """The runs of a page, found twice: without and with the words of people's names. What is the same both times is kept."""

    page: Page
    certain: Sequence[int] = ()  # tokens of names, whatever they look like
    _parts: dict[TokenSpan, tuple[TokenSpan, ...]] = attrs.field(factory=dict, init=False)
    _unsplit: dict[bytes, list[TokenSpan]] = attrs.field(factory=dict, init=False)
    _widened: dict[TokenSpan, TokenSpan] = attrs.field(factory=dict, init=False)
    _settled: dict[tuple[TokenSpan, ...], tuple[TokenSpan, ...]] = attrs.field(factory=dict, init=False)

    def find(self, name_words: frozenset[str]) -> tuple[TokenSpan, ...]:
        """Maximal runs of name-like tokens, split where two names meet, in order."""
        name_like = self._with_name_words(name_words)
        if (looks := bytes(name_like)) not in self._unsplit:
            self._unsplit[looks] = [*self._runs_before_split(self._with_known_names(name_like))]
        parts = tuple(self._wide(run) for whole in self._unsplit[looks] for run in self._parts_of(whole, name_words))
        if parts not in self._settled:
            self._settled[parts] = tuple(elsewhere.settled(self.page, parts))
        return self._settled[parts]

    def _wide(self, part: TokenSpan) -> TokenSpan:
        """A part of a run with numbers and small nouns that belong to a body's name: 'Channel *12*', 'Leeds *police*'."""
        if part not in self._widened:
            self._widened[part] = endings.widened(self.page, part)
        return self._widened[part]

    def _parts_of(self, whole: TokenSpan, name_words: frozenset[str]) -> tuple[TokenSpan, ...]:
        """The names in a run; they are found anew only where a run of three words or more holds words of people's names."""
        length = whole.end - whole.start
        if length == 1:
            return (whole,)
        parts = self._parts.get(whole)
        if parts is None or (length > 2 and not name_words.isdisjoint(self.page.words[whole.start : whole.end])):
            self._parts[whole] = parts = tuple(parting.parted(self.page, whole, name_words))
        return parts

    def _runs_before_split(self, name_like: list[bool]) -> Iterator[TokenSpan]:
        """The runs of name-like tokens before they are split."""
        page, end = self.page, 0
        fields = page.once(noun_phrases.fields_of_state)
        of_posts = {i for state, field in fields.items() for i in (state, *range(*field))}
        in_bodies = spelt_out(page, name_like) - of_posts
        for i in of_posts:
            name_like[i] = False  # "Secretary of *State for Health*, Ann Poole"
        for i in in_bodies:
            name_like[i] |= page.words[i][0].isupper()
        within_names = _nicknames(page, name_like) | in_bodies
        for i in compress(range(len(name_like)), name_like):
            if i < end:
                continue
            end = i + 1
            while end < len(name_like) and (end in within_names or _goes_on(page, i, end, name_like)):
                end += 1
            while end > i + 1 and not name_like[end - 1] and page.words[end - 2] != "-":
                end -= 1
            yield TokenSpan(beside.with_particle(page, i), end)

    @kept
    def _like(self) -> list[bool]:
        """Which tokens may be of a name: they begin with a capital or a figure and are a name to the entity recogniser or the tagger."""
        page = self.page
        name_like = [False] * len(page.words)
        forms = [word for word in page.forms if not word[0].islower()]  # most begin with a small letter
        first_letters = {word: word.lstrip(INVISIBLE)[:1] for word in forms}
        capital = {word: one.isupper() for word, one in first_letters.items() if one.isupper() or one.isdigit()}
        for i, word in enumerate(page.words):
            if word in capital:
                name_like[i] = _is_name_like(page, i, capital=capital[word])
        for i in _of_trips(page):
            name_like[i] = False
        for i in page.once(_handles):
            name_like[i] = True
        return name_like

    def _with_name_words(self, name_words: frozenset[str]) -> list[bool]:
        """The same with the words of people's names, unless they stand as verbs or interjections."""
        page, words, name_like = self.page, self.page.words, self._like.copy()
        for i in page.where({word.lower() for word in name_words}):
            # not "Will you", "Grace us", "Ha!"
            no_name = page.tags[i] in ("MD", "VB", "VBP") or page.tags[i : i + 2] in (["UH", ","], ["UH", "."])
            no_name = no_name or page.lowers[i] in lexicon.words("time_words")
            name_like[i] |= words[i] in name_words and not no_name
        return name_like

    def _with_known_names(self, name_like: list[bool]) -> list[bool]:
        """The same with forenames and their surnames, possessives that end a body's name, and other certain tokens of names."""
        page, words = self.page, self.page.words
        for i in page.where(page.once(phrases.capitalised) & lexicon.words("forenames")):
            follows = i + 1 < len(words) and words[i][0].isupper() and name_like[i + 1]
            if follows and _is_forename(page, i):
                # "April Dunn", "Amadou Diallo", whatever the tagger makes of the first
                name_like[i] = True
        for i in (*page.once(endings.own_endings), *self.certain):
            name_like[i] = True  # "Lowe*'s*", "Moody*'s* Analytics"
        for i in page.once(endings.own_endings):
            name_like[i - 1] |= page.words[i - 1][0].isupper()
        beside.names_as_they_stand(page, name_like)
        return name_like


def _may_be_name(page: Page, i: int) -> bool:
    token = page.tokens[i]
    return token.text[0].isupper() and token.text[-1].isalpha() and len(token.text) > 1 and not token.is_stop


def _is_forename(page: Page, i: int) -> bool:
    """Whether a word that may be a forename is one before a name: 'Will Poole said', but 'Will Poole go?', 'In Poole'."""
    if page.tags[i] != "MD":
        return not page.tokens[i].is_stop
    low, high = page.passage_tokens(i)
    if not any(word.islower() and len(word) > 3 for word in page.words[low:high]):
        return False  # the line has capitals everywhere
    if "?" in page.words[slice(*page.sentence(i))]:
        return False
    opens = i == low or page.words[i - 1] in SENTENCE_FINAL or not page.words[i - 1][-1].isalnum()
    if not opens or any(tag in ("VBD", "VBZ", ",") for tag in page.tags[i + 2 : i + 5]):
        return True
    # "May Poole *told* them", as the tagger takes it, "Will Poole*'s* boat", "Will Poole *will* go"
    return page.tags[i + 2 : i + 3] in (["VBN"], ["POS"], ["MD"])


def _is_name_like(page: Page, i: int, *, capital: bool) -> bool:
    tag, label = page.tags[i], page.ent_types[i]
    if tag == "MD" or _is_shouted(page, i) or _is_small_at_heart(page, i):
        return False
    if label in NO_NAME:
        return capital and tag == "NNP" and _is_behind_title(page, i)
    if label in NAME_LABELS and capital:
        no_name = tag in ("DT", "PRP", "PRP$") or (tag == "IN" and page.words[i].istitle())
        return not no_name or _is_foreign(page, i)
    return tag in ("NNP", "NNPS") or (capital and _is_foreign(page, i)) or _is_overlooked(page, i)


def _is_small_at_heart(page: Page, i: int) -> bool:
    """Whether a word has its capital from the sentence that it begins: '*Neighbours* said', '*Said* Ann Poole: “No.”'"""
    if page.lowers[i] in lexicon.reporting_verbs() and beside.opens_report(page, i):
        return True
    if page.lowers[i] not in lexicon.words("people_nouns") or not page.tokens[i].is_sent_start:
        return False
    return not page.ent_types[i] or page.words[i].isupper()  # "PEOPLE living in the street say"


def _is_overlooked(page: Page, i: int) -> bool:
    """Whether a capitalised word is a name that the tagger has not seen: '*WeWork* has left', 'the *Lakers*’ win', '*AMF* is here'.

    It stands nowhere in small letters. Its spelling shows it, or that the tagger takes an unknown word for a pronoun ('*Asabe*
    Poole left'), or a list has it as a body, or it has its capital within a sentence, or the tagger sees a name elsewhere.
    """
    token, word, tag = page.tokens[i], page.lowers[i], page.tags[i]
    if not token.text[0].isupper() or token.is_stop or _is_too_short(token):
        return False
    if word in page.once(beside.small_words) or lexicon.is_post(word):
        return False
    if page.once(beside.line_of, page.passage_of[i])[0]:
        return False  # "Acme LOSES Its Case"
    known = lexicon.table("known_names").get(word)
    if known in ("other", "place"):
        return False  # "DVD"
    if token.is_alpha and (token.is_upper or same_name.is_camel(token.text) or tag in _CLOSED_TAGS):
        return True
    if known == "body" and not tag.startswith("VB") and word not in lexicon.words("party_words"):
        return True
    if tag in _SMALL_TAGS and token.text.istitle() and _is_alone_in_prose(page, i):
        return True
    return any(page.words[k] == token.text and page.tags[k] == "NNP" for k in page.where({word}))


def _is_too_short(token: Token) -> bool:
    """Whether a word of one or two letters is no name: but 'the *FA* said'."""
    return len(token) < 3 and not (token.is_upper and lexicon.table("known_names").get(token.lower_) == "body")


def _is_alone_in_prose(page: Page, i: int) -> bool:
    """Whether the words before and behind a capitalised one are small, so that it is a name: 'according to *Upriver*,'."""
    before, behind = page.words[i - 1], "".join(page.words[i + 1 : i + 2])
    prose = before.isalpha() and before.islower() and not behind[:1].isupper()
    return prose and page.passage_of[i - 1] == page.passage_of[i]


def _is_foreign(page: Page, i: int) -> bool:
    """Whether the letters of a capitalised word show that it is a name, and it does not begin a sentence alone."""
    if not same_name.is_foreign(page.words[i]):
        return False
    return not page.tokens[i].is_sent_start or "".join(page.words[i + 1 : i + 2])[:1].isupper()


def _is_behind_title(page: Page, i: int) -> bool:
    """Whether a word is a name as it stands behind a title, initials or a forename: 'Miss *Tarrow*', 'R.R. *Tarrow*, 43', 'Ann *Munday*'."""
    before = page.words[i - 1] if i > page.passage_tokens(i).start else ""
    if lexicon.bare(before) in lexicon.honorifics():
        return True  # "Mr *March*"
    if page.lowers[i] in lexicon.words("time_words"):
        return False  # "in the U.S. *Monday*"
    if not before[:1].isupper():
        return before in lexicon.words("name_particles") and page.tags[i - 1] == "NNP"  # "Ann van der *Tarrow*"
    if i > 1 and lexicon.bare(page.words[i - 2]) in lexicon.honorifics() and page.tags[i - 1] == "NNP":
        return True  # "Mr Denholm *Munday*"
    forename = before.lower() in lexicon.words("forenames") and before.lower() not in lexicon.words("time_words")
    return forename or bool(_INITIALS.fullmatch(before))


def _of_trips(page: Page) -> Iterator[int]:
    """The words for journeys and their numbers, which are no part of the operator's name: 'Eastwick Airlines *Flight EW12*', 'Acme Rail *Train 91*'."""
    for i in page.where(lexicon.labelled("body_name_words", "trip")):
        if page.words[i].istitle() and any(map(str.isdigit, "".join(page.words[i + 1 : i + 2]))):
            yield from (i, i + 1)


def _is_shouted(page: Page, i: int) -> bool:
    """Whether a word in capitals is a function word of a sentence in capitals: 'NATO *WASN'T* THERE', but 'the WHO', 'the US'."""
    shouted, small = page.words[i], page.lowers[i]
    if not shouted.isupper():
        return False
    if small.endswith(("n't", "n’t")):
        return True
    if not (page.tokens[i].is_stop and len(shouted) > 1) or small in ("us", "who", "it"):
        return False
    return any(word.isupper() and len(word) > 2 for word in page.words[max(i - 1, 0) : i + 2] if word != shouted)


def _nicknames(page: Page, name_like: list[bool]) -> frozenset[int]:
    """The tokens of nicknames within names, with their marks or brackets: 'Ann “Red” Poole', 'Ann (Red) Poole'."""
    found: set[int] = set()
    for i in page.where(_CLOSING.keys()):
        forename = i > 0 and page.lowers[i - 1] in lexicon.words("forenames") and page.words[i - 1][0].isupper()
        shouted = page.words[i - 1].isupper() and page.words[i - 1][-1] != "."  # but "J. R. “Red” Poole"
        if i == 0 or not (name_like[i - 1] or forename) or shouted or lexicon.is_post(page.words[i - 1]):
            continue
        ends = range(i + 2, min(i + 3 + _LONGEST_NICKNAME, len(name_like) - 1))
        end = next((k for k in ends if page.words[k] == _CLOSING[page.words[i]]), 0)
        at = _behind_particles(page, end + 1)
        surname = end and (name_like[at] or forename or at > end + 1) and _may_be_name(page, at)
        if surname and _is_nickname(page, i, end):
            name_like[i - 1] = name_like[at] = True  # "Ann (Peggy) Tarrow", whatever the tagger takes her for
            found.update(range(i, at))
    return frozenset(found)


def _behind_particles(page: Page, i: int) -> int:
    """The token at which a surname begins, behind its particles: 'Ann “Red” de la *Torre*', 'Ann “Red” al-*Tarwa*'."""
    ahead = range(i, min(i + 4, len(page.words) - 1))
    small = lexicon.words("name_particles") | {"-"}
    return next((k for k in ahead if page.words[k] not in small), i)


def _is_nickname(page: Page, start: int, end: int) -> bool:
    """Whether words between two marks may be a nickname: all begin with capitals, and the words around belong together."""
    if page.passage_of[start - 1] != page.passage_of[end + 1] or page.inside[start - 1] != page.inside[end + 1]:
        return False
    words = page.words[start + 1 : end]
    capitals = all(word[0].isupper() or word.lower() in ("the", "of", "-") for word in words)
    return capitals and not any(word.isupper() and len(word) > 1 for word in words)


def _goes_on(page: Page, start: int, i: int, name_like: list[bool]) -> bool:
    """Whether a run that began at ``start`` takes in token ``i``."""
    if page.passage_of[i] != page.passage_of[start] or page.inside[i] != page.inside[start]:
        return False
    if name_like[i]:
        return not endings.is_behind_last_form(page, i)
    word = page.lowers[i]
    if word not in _within_names() and page.words[i - 1] != "-" and not word.isdigit():
        return False  # as most words behind a name; but 'Bank *of* Eastwick', 'Yoon Ha-*joon*', 'Channel *4*'
    token, before = page.tokens[i], page.tokens[i - 1]
    if word in lexicon.labelled("name_links", "inner") and token.ent_iob_ == "I" and token.ent_type_ in NAME_LABELS:
        # 'Office *for the* Arts'
        return not phrases.links_post(page, start, i)
    if word in lexicon.words("name_particles") or token.text == "i":
        return _joins(page, i, name_like, start)
    if _goes_on_as_body(page, start, i, name_like):
        return True
    if page.words[i - 1] == "-" and not before.whitespace_ and name_like[i - 2] and _is_syllable(page, i):
        return i - 2 >= start
    return word in ("-", "/") and not before.whitespace_ and not token.whitespace_


@lexicon.remembered
def _within_names() -> frozenset[str]:
    """All that may join the parts of a name: links, particles, marks."""
    links = lexicon.words("name_particles") | lexicon.labelled("name_links", "inner") | {"i", "on"}
    return links | POSSESSIVES | {",", "-", "/"}


def _is_syllable(page: Page, i: int) -> bool:
    """Whether a word behind a hyphen may be of a name: 'Yeung Ho-*man*', 'Yoon Ha-*joon*', but not 'Trust-director'."""
    first, word = page.lowers[i - 2], page.lowers[i]
    if not page.tokens[i].is_alpha or word in lexicon.labelled("name_links", "joined"):
        return False
    if _PARTICIPLE.search(page.words[i]) and first not in lexicon.words("name_particles"):
        return False  # "Oscar-*winning* Ann Poole", but "Al-ahmed"
    return (len(page.words[i - 2]) < 4 and first not in ("ex", "co", "non")) or not lexicon.is_post(word)


def _goes_on_as_body(page: Page, start: int, i: int, name_like: list[bool]) -> bool:
    """Whether a body's name goes on over a link or a possessive: 'Office *for the* Northern District', 'Sheriff*'s* Office'."""
    word, before = page.lowers[i], page.lowers[i - 1]
    if i + 2 >= len(name_like):
        return False
    if word == ",":  # "Acme Systems, Inc."
        return lexicon.bare(page.words[i + 1]) in lexicon.labelled("body_name_words", "legal") and name_like[i - 1]
    if word in ("of", "for"):
        return _goes_on_behind_of(page, i, name_like)
    if not endings.is_capital(page, i + 1, name_like):
        return False
    if word == "on":  # "Committee *on* Security"
        return before in lexicon.labelled("body_name_words", "on") and page.words[i - 1][0].isupper()
    if word == "and":
        return endings.goes_on_behind_and(page, start, i, name_like)
    if word.isdigit():
        return _is_channel(page, i) or endings.is_numbered(page, i, name_like)
    if word in POSSESSIVES:
        return endings.goes_on_behind_owner(page, start, i)
    linked = word == "the" and before in ("for", "of") and i - 2 >= start
    return linked and page.lowers[i - 2] in same_name.heads()


def _goes_on_behind_of(page: Page, i: int, name_like: list[bool]) -> bool:
    """Whether a body's name goes on over *of* or *for*: 'University *of* Eastwick', 'Office *for the* Northern District'."""
    before = page.lowers[i - 1]
    if before not in lexicon.words("organisation_words") or page.ent_types[i - 1] == "PERSON":
        return False
    head = before in same_name.heads()
    if head and page.lowers[i + 1] == "the" and endings.is_capital(page, i + 2, name_like):
        return True
    return (head or page.lowers[i] == "of") and endings.is_capital(page, i + 1, name_like)


def _is_channel(page: Page, i: int) -> bool:
    """Whether a number is that of a channel: 'NBC *4* New York'."""
    station = page.words[i - 1].isupper() and len(page.words[i - 1]) in (3, 4) and page.ent_types[i - 1] != "GPE"
    return station and len(page.words[i]) < 3


def _handles(page: Page) -> list[int]:
    """The online handles made of a forename and surname that the page has: '*@annpoole*' beside 'Ann Poole'."""
    candidates = page.where({*filter(_is_handle, page.distinct)}) if "@" in page.string else []
    pairs = zip(page.words, page.words[1:], strict=False) if candidates else ()
    handles = {same_name.handle((a.lower(), b.lower())) for a, b in pairs if a[0].isupper() and b[0].isupper()}
    return [i for i in candidates if page.lowers[i] in handles]


def _is_handle(word: str) -> bool:
    return word[0] == "@" and len(word) > 2


def _joins(page: Page, i: int, name_like: list[bool], start: int) -> bool:
    """Whether a particle at token ``i`` goes on to more of a name: 'Ann van der Poole', 'Laia Casals i Tarrés'."""
    particles = lexicon.words("name_particles")
    ahead = (t.i for t in page.tokens[i + 1 : i + 5] if t.lower_ not in particles and t.text not in "-'’t")
    return name_like[next(ahead, start)] and page.lowers[i] not in ("and", "a")
