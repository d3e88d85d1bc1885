"""Finds every name of a page, without the titles and posts in front of it.

Named entity recognition alone cuts titled names in two, glues posts to them and takes surnames for places. So names
are read in runs of capitalised words (:mod:`quoteattr.people.runs`) with the titles and posts in front cut off; whether one is
a person, a body or a place is decided in :mod:`quoteattr.people.kinds`. Then the page is read once more, now that the words of
people's names are known (``name_words``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from quoteattr import lexicon
from quoteattr.draft import Name, TokenSpan
from quoteattr.people import clues, elsewhere, kinds, nameless, phrases, same_name
from quoteattr.people.runs import NICKNAME_MARKS, Runs
from quoteattr.people.titles import begins_with_forename, behind_titles, forenames_that_open, post_words
from quoteattr.spelling import INVISIBLE
from quoteattr.text.page import FINITE_TAGS, Page

_ODD_POSSESSIVE = re.compile("[‘`´]s$")  # with a mark other than the apostrophe: "Poole‘s"
# a party and a state: "Ann Poole (D-N.Y.)"; "Juror No. 6"
_SEAT = re.compile(r"(?:D|R|I|DFL)[-–][A-Z][\w.]*|[DRI]\.|No")
# a surname in one word with its small particle
_JOINED_TO_PARTICLE = re.compile(r"(?:[dl]['’]|d[aeiu]|l[aeo]|van|von)[A-Z]\w*[a-z]")
_ARTICLES_OF_NAMES = frozenset({"al", "el", "an", "as", "ash"})  # before a hyphen: "al-Poole"
_VISIBLE = str.maketrans("", "", INVISIBLE)

_LONGEST_OBJECT = 5  # tokens of a name behind a small word within it
_RUNS_AT_ONCE = 500

_NamesByRun = dict[TokenSpan, tuple[tuple[Name, clues.Evidence], ...]]
"""The names in every run that has been read, each with the clues seen there."""


def find(page: Page) -> tuple[Name, ...]:
    """Every name of the page in order, with the kind that the whole article shows."""
    runs, read, about = Runs(page, _certain_tokens(page)), _NamesByRun(), kinds.topics(page)
    first_runs = runs.find(frozenset())
    names = _names_with_kinds(page, first_runs, read, frozenset(), about)
    name_words = _words_of_people(page, names)
    second_runs = runs.find(name_words)
    if second_runs == first_runs and not any(_may_hold_name(page, run, read, name_words) for run in first_runs):
        return names
    return _names_with_kinds(page, second_runs, read, name_words, about)


def _may_hold_name(page: Page, run: TokenSpan, read: _NamesByRun, name_words: frozenset[str]) -> bool:
    """Whether no name was found in a run, but it has a word of a person's name."""
    return not read[run] and not name_words.isdisjoint(page.words[run.start : run.end])


def _words_of_people(page: Page, named: Iterable[Name]) -> frozenset[str]:
    """The words of people's names: each may stand alone for its bearer, though the tagger may see no name: 'Legend', 'Donna'."""
    people = (page.tokens[name.start : name.end] for name in named if name.kind == "person")
    tokens = chain.from_iterable(people)
    words = {t.text for t in tokens if len(t) > 2 or (len(t) > 1 and t.is_alpha and not t.is_stop)}
    return frozenset(word for word in words if word[0].isupper())


def _names_with_kinds(
    page: Page, runs: Iterable[TokenSpan], read: _NamesByRun, name_words: frozenset[str], about: clues.Evidence
) -> tuple[Name, ...]:
    """The names in some runs with their kinds; ``read`` keeps what is read in a run."""
    shared = dict[tuple[tuple[str, float], ...], clues.Evidence]()  # a long text has much of the same evidence
    new = [run for run in runs if run not in read or _may_hold_name(page, run, read, name_words)]
    for first in range(0, len(new), _RUNS_AT_ONCE):
        named = {run: [*_names_in(page, run, name_words)] for run in new[first : first + _RUNS_AT_ONCE]}
        seen = iter(clues.seen(page, [*chain.from_iterable(named.values())]))
        if len(new) > _RUNS_AT_ONCE:
            seen = (shared.setdefault((*evidence.items(),), evidence) for evidence in seen)
        for run, names in named.items():
            read[run] = tuple(zip(names, seen, strict=False))
    found = [one for run in runs for one in read[run]]
    letters = {i for name, _ in found for i in range(name.end, name.tail)}  # "Ann Poole, *QC*"
    return kinds.decided([one for one in found if one[0].start not in letters], about)


# --- words that are of names whatever the tagger says ----------------------------------------------------------------


def _certain_tokens(page: Page) -> list[int]:
    """Tokens that are of names whatever the tagger takes them for: '*al*-Poole said', '*Save the Children* said', '*Monday Eze*, 40'."""
    links = [i for i in page.where({"the", "for", "of", "r"}) if i and page.words[i - 1][0].isupper()]
    found = [i for link in links for i in _phrase_as_name(page, link)] + phrases.odd_subjects(page)
    hyphens = page.where({"-"})
    articles = (i - 1 for i in hyphens if i and page.lowers[i - 1] in _ARTICLES_OF_NAMES)
    found += [i for i in articles if phrases.is_capital(page, i + 2)]
    found += [i - 1 for i in hyphens if _joins_halves_of_forename(page, i)]
    found += page.where(
        {word.lower() for word in page.forms if word[0] in "dlv" and _JOINED_TO_PARTICLE.fullmatch(word)}
    )  # "*d’Orsone* left", "*deTarvo* said"
    found += [i for colon in page.where({":"}) for i in _speaker_in_capitals(page, colon)]
    return [*found, *forenames_that_open(page), *_initials_as_articles(page)]


def _initials_as_articles(page: Page) -> Iterator[int]:
    """The tokens of names whose first initial may seem an article: '*A J Reed* said'."""
    for i in page.where({"a"}):
        if _is_initial_before_initial(page, i):
            yield from range(i, i + 3)


def _is_initial_before_initial(page: Page, i: int) -> bool:
    """Whether a seeming article is an initial, as one more and a surname follow: '*A* J Reed said', but 'a J Reed spokesman', 'A B Corp analyst'."""
    if page.words[i] != "A" or i + 3 > page.passage_tokens(i).end:
        return False
    initial, surname, behind = page.words[i + 1].rstrip("."), page.words[i + 2], page.tags[i + 3 : i + 4]
    if len(initial) != 1 or not initial.isupper() or not (surname.istitle() and surname.isalpha() and len(surname) > 1):
        return False
    before = page.words[i - 1] if i and not page.tokens[i].is_sent_start else ""
    if before.istitle() or page.lowers[i + 2] in lexicon.words("organisation_words") or page.tokens[i + 2].is_stop:
        return False
    return "".join(behind) not in ("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH")


def _joins_halves_of_forename(page: Page, i: int) -> bool:
    """Whether a hyphen joins a seeming function word to the rest of a forename: '*Per*-Olof Reed', '*Do*-yun Reed', not 'In-House'."""
    if not 0 < i < len(page.words) - 2 or not all(phrases.is_capital(page, k) for k in (i - 1, i + 1, i + 2)):
        return False
    if page.tokens[i - 1].whitespace_ or page.tokens[i].whitespace_ or not page.words[i + 1].istitle():
        return False
    if page.tags[i - 1] not in ("IN", "DT", "UH", "RB", "CC", "VB", "VBP", "MD", "PRP"):
        return False
    prefix = page.lowers[i - 1] in lexicon.labelled("role_words", "prefix")
    return not prefix and (page.lowers[i + 1] in lexicon.words("forenames") or page.ent_types[i + 1] == "PERSON")


def _phrase_as_name(page: Page, i: int) -> range:
    """The tokens of a capitalised phrase around a small word that is the subject of a report: '*Friends of the Earth* said', '*Toys R Us* said'."""
    start = i - 1
    first = end = i + 1 + (page.lowers[i] != "the" and page.lowers[i + 1 : i + 2] == ["the"])
    while end < i + _LONGEST_OBJECT and phrases.is_capital(page, end):
        end += 1  # "Campaign for *Better Buses* said"
    if end >= len(page.words) or end == first:
        return range(0)
    token, word, last = page.tokens[start], page.lowers[start], page.tokens[end - 1]
    if page.words[i].isupper():  # "Toys R Us"
        return range(start, end) if page.words[end - 1] == "Us" else range(0)
    if token.is_stop or token.ent_type_ or not last.text.istitle():
        return range(0)
    if lexicon.is_post(word) or lexicon.singular_post(word) or word in lexicon.words("people_nouns"):
        return range(0)
    begins = token.is_sent_start or (start > 0 and page.inside[start - 1] >= 0 > page.inside[start])
    reports = page.lowers[end] in lexicon.labelled("cue_words", "named")
    return range(start, end) if begins and reports else range(0)


def _speaker_in_capitals(page: Page, colon: int) -> range:
    """The tokens of a speaker's name in capitals at the start of a passage, before a colon: '*ANN POOLE*: It is late.'"""
    start = page.passage_tokens(colon).start
    if colon - start > 7:
        return range(0)
    end = next((i for i in range(start, colon) if page.words[i] == ","), colon)
    words = page.words[start:end]
    if not 1 < len(words) < 4 or lexicon.bare(words[0]) not in lexicon.words("forenames"):
        return range(0)
    if not lexicon.reporting_verbs().keys().isdisjoint(page.lowers[start:end]):
        return range(0)  # "ANN POOLE SAID:"
    return range(start, end) if all(word.isupper() and word.isalpha() for word in words) else range(0)


# --- the name in a run ----------------------------------------------------------------------------------------------


def _names_in(page: Page, run: TokenSpan, name_words: frozenset[str]) -> Iterator[Name]:
    """The name in a run, and before it that of the body with whose post the run begins: '*Harbour Trust* Director *Ann Poole*'."""
    name = _name(page, run, name_words)
    if name is None or nameless.is_no_name(page, run, name_words):
        return
    if name.start > run.start:
        front = TokenSpan(run.start, name.start)
        body = phrases.known_before(page, front) or _body_before_post(page, front)
        if body.end > body.start:
            yield Name(body.start, body.end, "other", _spelt(page, body), None, body.end)
    yield name


def _body_before_post(page: Page, front: TokenSpan) -> TokenSpan:
    """The body's name before the post in the words before a name: '*Fed* Chair', '*Eastwick Police* Commissioner', but none in 'Danish King'."""
    start, end = front
    words = [lexicon.bare(word).replace(".", "") for word in page.words[start:end]]
    hyphenated = False  # "Editor-in-Chief"
    while words and (hyphenated or _is_of_post(words)):
        hyphenated = words.pop() == "-"
    if len(words) == end - start:
        return TokenSpan(start, start)
    opposed = words[:1] != [] and words[0] in lexicon.labelled("reference_words", "opposed")
    if opposed and page.lowers[end - 1] in lexicon.labelled("role_words", "field"):
        return TokenSpan(start, start)  # "*Shadow* Cabinet Office Minister"
    if _is_one_entity(page, TokenSpan(start, start + len(words))):
        return TokenSpan(start, start + len(words))
    # "*Republican National Committee* Chairman", though these words make posts
    headed = bool(words) and _ends_body(words[-1])
    while words and _is_no_part_of_body(words[0]) and not (headed and _may_be_held(words[0])):
        start += 1
        words = words[1:]
    if not _is_chamber(words) and post_words().issuperset(words):
        return TokenSpan(start, start)
    return TokenSpan(start, start + len(words))


def _is_one_entity(page: Page, front: TokenSpan) -> bool:
    """Whether the entity recogniser labels several words alike, as a body or place: '*Danish Federal Police* Chief', '*New York* Mayor'."""
    labels = page.ent_types[front.start : front.end]
    return len(labels) > 1 and labels.count(labels[0]) == len(labels) and labels[0] in ("ORG", "GPE")


def _is_of_post(words: Sequence[str]) -> bool:
    """Whether the last of some words belongs to a post, and is no head of a body's name: '*Chief* Ann Poole', but 'Roads *Department*'."""
    last = words[-1]
    if not (lexicon.is_post(last) or last in post_words() or last in lexicon.honorifics() or not last[:1].isalpha()):
        return False
    return not (_is_head(last) and (len(words) > 1 or _is_chamber(words)))


def _is_chamber(words: Sequence[str]) -> bool:
    """Whether words are a body whose name posts are made with: '*House* Speaker'."""
    return " ".join(words) in lexicon.labelled("body_name_words", "chamber")


def _is_head(word: str) -> bool:
    """Whether a word ends the name of a body, though posts may be made with it: 'Justice *Department* Inspector'."""
    return _is_chamber([word]) or word in lexicon.table("organisation_types")


def _may_be_held(word: str) -> bool:
    """Whether a word for a post may belong to the name of a body that has a head noun: '*Police* Department', '*Students* Union'."""
    if not lexicon.is_post(word) or _is_former(word):
        return False
    return word not in lexicon.honorifics() and not lexicon.is_from_somewhere(word)


def _is_no_part_of_body(word: str) -> bool:
    """Whether a word before a post is no part of a body's name: *former*, a nation, one more post."""
    nation = word in lexicon.table("demonyms") and not _is_chamber([word])
    return nation or _is_former(word) or lexicon.is_post(word)


def _is_former(word: str) -> bool:
    """Whether a word says how a post is or was held: *former*, *acting*."""
    return any(word in lexicon.labelled("role_words", label) for label in ("former", "aside"))


def _name(page: Page, run: TokenSpan, name_words: frozenset[str]) -> Name | None:
    """The name in a run, without titles and posts before it and letters behind it, if there is one."""
    if page.words[run.end : run.end + 1] == ["-"] and _makes_adjective(page, run.end + 1):
        return None  # "the *Eastwick*-based firm"
    honorific, first = behind_titles(page, run)
    before = page.words[run.start - 1] if run.start else ""  # a form of address that was not taken into the run
    if honorific is None and before[:1].isupper() and lexicon.bare(before) in lexicon.honorifics():
        honorific = before
    # MP, QC, OBE are no part of the name; Jr, Sr and numerals tell people apart and stay
    end = run.end
    while end > first + 1 and _is_post_nominal(page.words[end - 1]):
        end -= 1
    whole = _trimmed(page, run if (first, end) == run else TokenSpan(first, end))
    name = _before_linked_post(page, whole, name_words)
    if name.start >= name.end or (honorific is None and nameless.is_post_alone(page, name, name_words)):
        return None
    spelt = _spelt(page, name)
    if honorific and f"{lexicon.bare(honorific)} {lexicon.bare(spelt)}" in lexicon.words("titles"):
        return None  # "the Lord Mayor"
    tail = _tail(page, run.end) if name.end == whole.end else name.end
    return None if _SEAT.fullmatch(spelt) else Name(name.start, name.end, "other", spelt, honorific, tail)


@lexicon.remembered
def _is_post_nominal(word: str) -> bool:
    """Whether a word is the letters of a degree, an order or a seat: 'Ann Poole *MP*', but 'Jack *Ma*'."""
    written = word[0].isupper() and not (len(word) == 2 and word[1].islower())
    return written and lexicon.bare(word) in lexicon.words("post_nominals")


def _before_linked_post(page: Page, name: TokenSpan, name_words: frozenset[str]) -> TokenSpan:
    """A name without the post that it ends in, an acronym or one with *of*, *for* or its holder behind.

    '*Skerrow* CEO', '*Lowmark State* Commissioner for Health', '*Eastwick* Mayor, Ann Poole'; but 'Ann *Bishop* of Eastwick' is called so.
    """
    start, end = name
    if (post := nameless.new_post(page, name)) < end:
        return TokenSpan(start, post)  # "named *Ann Poole* Chief Financial Officer"
    end, held = nameless.end_of_post(page, name)
    last, behind = page.words[end - 1], page.words[end : end + 1]
    acronym, kind = last.isupper() and lexicon.is_post(last), lexicon.noun_class(page.lowers[end - 1])
    if not (acronym or kind == "post"):
        return name
    letter_before = page.words[end - 2][-1] if end > start + 1 else ""
    if acronym and kind in ("", "post") and behind != ["and"] and letter_before.isalpha():
        return TokenSpan(start, end - 1)  # "the *Skerrow* CEO said", but "AFL-CIO"
    if end - start < (2 if held or behind == ["for"] else 3):
        return name
    if not (held or nameless.is_linked(page, end - 1, name_words)) or begins_with_forename(page, name):
        return name
    end -= 1
    while end > start + 1 and (nameless.may_be_of_office(page.lowers[end - 1]) or page.tags[end - 1] == "JJ"):
        end -= 1  # "*UN* High Commissioner for Refugees"
    only_post = all(map(nameless.may_be_of_office, page.lowers[start:end]))  # "Vice-Chancellor of Eastwick"
    return name if only_post else TokenSpan(start, end)


def _makes_adjective(page: Page, i: int) -> bool:
    """Whether a word behind a name and a hyphen makes it an adjective: 'the Eastwick-*based* firm', but 'Dunn-Poole', 'the Harbour Trust-*led* talks'."""
    adjectives = lexicon.labelled("name_links", "joined") - lexicon.labelled("name_links", "acting")
    return not adjectives.isdisjoint(page.lowers[i : i + 1])


def _spelt(page: Page, name: TokenSpan) -> str:
    """The text of a name without a nickname in marks or brackets: 'Ann “Red” Poole'."""
    first, end = name
    cuts = [i for i in range(first + 1, end - 1) if page.words[i] in NICKNAME_MARKS] if end - first > 3 else ()
    if len(cuts) > 1:
        return f"{_spelt(page, TokenSpan(first, cuts[0]))} {_spelt(page, TokenSpan(cuts[-1] + 1, end))}"
    text = page.text(name)
    text = text if text.isascii() else text.translate(_VISIBLE)
    return _ODD_POSSESSIVE.sub("", text) if text.endswith("s") else text


def _tail(page: Page, end: int) -> int:
    """Where the letters or generation behind a name and a comma end: 'Ann Poole, *MD*', 'Tom Reed, *Jr.*'."""
    letters = page.words[end + 1] if page.words[end : end + 1] == [","] and end + 1 < len(page.words) else ""
    if not letters:
        return end
    form = lexicon.bare(letters).replace(".", "")
    post_nominal = form in lexicon.words("post_nominals") and sum(map(str.isupper, letters)) > 1
    behind = page.words[end + 2 : end + 3]
    if post_nominal and not (behind and (behind[0] in ",.()" or page.tags[end + 2] in FINITE_TAGS)):
        return end  # "Tom Reed, MP for Eastwick"
    generation = letters[:1].isupper() and form in lexicon.words("generations")
    generation = generation and not phrases.is_capital(page, end + 2)
    if not (post_nominal or generation):
        return end  # "Ann Poole, Senior Roads Officer"
    end += 2 + (page.words[end + 2 : end + 3] == ["."] and not letters.endswith("."))
    return _tail(page, end)  # "Ann Poole, RN, MBA"


def _trimmed(page: Page, name: TokenSpan) -> TokenSpan:
    """A name without the description before it, the body behind it, and links at its beginning."""
    (_, end), words, forenames = name, page.lowers, lexicon.words("forenames")
    first = _behind_description(page, name)
    if words[first] in forenames:  # "Pavel Orlov of the Harbour Trust"
        behind = range(first + 2, end if NICKNAME_MARKS.isdisjoint(words[first:end]) else 0)
        end = next((i for i in behind if words[i] in ("for", "of", "the") and not _ends_body(words[i - 1])), end)
    if page.tokens[first].is_sent_start and any(
        words[first] in lexicon.labelled("cue_words", label) for label in ("subordinator", "connective")
    ):
        first += 1  # "Though Poole's term is over"
    while first < end and words[first] in ("the", "and", "-", "/"):
        first += 1
    return name if (first, end) == name else TokenSpan(first, end)


def _behind_description(page: Page, name: TokenSpan) -> int:
    """Where a name begins behind a nation, an adjective or a noun for people or firms: 'Russian *Pavel Orlov*', 'Parents *Tom and Ann Reed*', 'Airline *Tarvo*'."""
    (first, end), words, forenames = name, page.lowers, lexicon.words("forenames")
    if first + 1 >= end:
        return first
    if nameless.opens_as_kind_of_firm(page, name):
        return first + 1
    forename = words[first] in forenames  # "*Scot* Ross", "*Dane* Reed"
    description = words[first] in lexicon.words("people_nouns")
    description |= words[first] in lexicon.table("demonyms") and not (forename and end == first + 2)
    description |= page.tags[first] == "JJ" and not forename
    if words[first + 1] in forenames and description:
        return first + 1
    opens = page.tokens[first].is_sent_start and first not in page.once(phrases.subjects)
    if first + 2 == end and opens and elsewhere.ADJECTIVE.search(words[first]):
        last, nations = words[first + 1], same_name.nations()
        if last in nations and f"{words[first]} {last}" not in nations:
            return first + 1  # "Mountainous *Nepal*", but "United Kingdom"
    return first


def _ends_body(word: str) -> bool:
    """Whether a word says what a body is, so that its name may end in it: 'Georgia *Institute* of Technology'."""
    return word in lexicon.table("organisation_nouns") or word in lexicon.table("organisation_types")
