"""Page → names: what the text names, titles and roles in front left out.

Named entity recognition alone cuts titled names in two, glues roles to them and takes surnames for places. So names
are read in runs of capitalised words (:mod:`quoteattr.people.runs`) with the titles and roles in front cut off; whether one is
a person, a body or a place is decided in :mod:`quoteattr.people.kinds`. Surnames found so are looked for once more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from quoteattr import lexicon
from quoteattr.draft import Name, TokenSpan
from quoteattr.people import clues, elsewhere, kinds, nameless, phrases, same_name
from quoteattr.people.runs import NICKNAME_MARKS, Runs
from quoteattr.people.titles import begins_with_forename, behind_titles, forenames_that_open, is_stage_name, post_words
from quoteattr.spelling import INVISIBLE
from quoteattr.text.page import FINITE_TAGS, Page

_TURNED = re.compile("[‘`´]s$")  # a possessive with a turned mark: "Kelce‘s"
# a party and a state: "Ann Poole (D-N.Y.)"; "Juror No. 6"
_SEAT = re.compile(r"(?:D|R|I|DFL)[-–][A-Z][\w.]*|[DRI]\.|No")
_BEHIND_PARTICLE = re.compile(r"(?:[dl]['’]|d[aeiu]|l[aeo]|van|von)[A-Z]\w*[a-z]")
_ARTICLES_OF_NAMES = frozenset({"al", "el", "an", "as", "ash"})  # before a hyphen: "al-Poole"
_ARTICLES = frozenset({"the", "a", "an", "another"})
_CLOSING = frozenset({"”", "’", '"', "'"})
_VISIBLE = str.maketrans("", "", INVISIBLE)

_LONGEST_OBJECT = 5  # tokens that a small word within a name leads to
_AT_ONCE = 500  # runs of a long text

_Read = dict[TokenSpan, tuple[tuple[Name, clues.Evidence], ...]]
"""The names in every run that has been read, each with what is seen there."""


def find(page: Page) -> tuple[Name, ...]:
    """Every name of the page in order, with the kind that the whole article shows."""
    runs, read, about = Runs(page, _certain(page)), _Read(), kinds.topics(page)
    first = runs.find(frozenset())
    named = _elected(page, first, read, frozenset(), about)
    name_words = _words_of_people(page, named)
    again = runs.find(name_words)
    silent = any(not read[run] and not name_words.isdisjoint(page.words[run.start : run.end]) for run in first)
    return _elected(page, again, read, name_words, about) if silent or again != first else named


def _words_of_people(page: Page, named: Iterable[Name]) -> frozenset[str]:
    """The words of people's names, by which they may be called alone, whatever the tagger takes these for: 'Legend', 'Donna'."""
    people = (page.tokens[name.start : name.end] for name in named if name.kind == "person")
    tokens = (token for part in people for token in part)
    words = {t.text for t in tokens if len(t) > 2 or (len(t) > 1 and t.is_alpha and not t.is_stop)}
    return frozenset(word for word in words if word[0].isupper())


def _elected(
    page: Page, runs: Iterable[TokenSpan], read: _Read, name_words: frozenset[str], about: clues.Evidence
) -> tuple[Name, ...]:
    """The names in some runs with their kinds; ``read`` keeps what is read in a run."""
    alike = dict[tuple[tuple[str, float], ...], clues.Evidence]()  # of which a long text has many
    new = [
        run for run in runs if run not in read or (not read[run] and not name_words.isdisjoint(page.words[slice(*run)]))
    ]
    for first in range(0, len(new), _AT_ONCE):
        named = {run: [*_names(page, run, name_words)] for run in new[first : first + _AT_ONCE]}
        shown = iter(clues.seen(page, [*chain.from_iterable(named.values())]))
        for run, some in named.items():
            read[run] = tuple(
                (name, alike.setdefault((*seen.items(),), seen)) for name, seen in zip(some, shown, strict=False)
            )
    found = [one for run in runs for one in read[run]]
    letters = {i for name, _ in found for i in range(name.end, name.tail)}  # "Ann Poole, *QC*"
    return kinds.decided([one for one in found if one[0].start not in letters], about)


# --- words that are of names whatever the tagger says ----------------------------------------------------------------


def _certain(page: Page) -> list[int]:
    """Tokens that are of names whatever the tagger takes them for: '*al*-Poole said', '*Save the Children* said', '*Monday Eze*, 40'."""
    places = (i for i in page.where({"the", "for", "of", "r"}) if i and _is_capital(page, i - 1))
    found = [i for first in places for i in _phrase_as_name(page, first)] + phrases.odd_subjects(page)
    found += [
        i for i in page.where(_ARTICLES_OF_NAMES) if page.words[i + 1 : i + 2] == ["-"] and _is_capital(page, i + 2)
    ]
    found += [i - 1 for i in page.where({"-"}) if _is_first_half(page, i)]
    found += page.where({word.lower() for word in filter(_is_behind_particle, page.forms)})
    figures = {word.lower() for word in filter(is_stage_name, page.forms)}
    found += [i for i in page.where(figures) if i and lexicon.is_post(page.words[i - 1])]
    found += [i for colon in page.where({":"}) for i in _label_in_capitals(page, colon)]
    return found + forenames_that_open(page)


def _is_first_half(page: Page, i: int) -> bool:
    """Whether a hyphen joins a small word with a capital to a forename and a surname: '*Per*-Olof Reed', '*Do*-yun Reed', not 'In-House'."""
    if not 0 < i < len(page.words) - 2 or not (_is_capital(page, i - 1) and _is_capital(page, i + 1)):
        return False
    joined = not page.tokens[i - 1].whitespace_ and not page.tokens[i].whitespace_
    given = page.lowers[i + 1] in lexicon.words("forenames") or page.ent_types[i + 1] == "PERSON"
    small = page.tags[i - 1] in ("IN", "DT", "UH", "RB", "CC", "VB", "VBP", "MD", "PRP")
    prefix = page.lowers[i - 1] in lexicon.labelled("role_words", "prefix")
    return joined and small and not prefix and given and page.words[i + 1].istitle() and _is_capital(page, i + 2)


def _is_behind_particle(word: str) -> bool:
    """Whether a word is a surname in one word with a small particle: '*d’Orsone* left', '*deTarvo* said'."""
    return word[0] in "dlv" and _BEHIND_PARTICLE.fullmatch(word) is not None


def _phrase_as_name(page: Page, i: int) -> range:
    """A phrase with capitals that is the subject of a report, around its small word: '*Friends of the Earth* said', '*Toys R Us* said'."""
    start = i - 1
    first = end = i + 1 + (page.lowers[i] != "the" and page.lowers[i + 1 : i + 2] == ["the"])
    while end < i + _LONGEST_OBJECT and _is_capital(page, end):
        end += 1  # "Campaign for *Better Buses* said"
    if end >= len(page.words) or end == first:
        return range(0)
    token, word, last = page.tokens[start], page.lowers[start], page.tokens[end - 1]
    if page.words[i].isupper():  # "Toys R Us"
        return range(start, end) if page.words[end - 1] == "Us" else range(0)
    about = lexicon.is_post(word) or lexicon.singular_post(word) or word in lexicon.words("people_nouns")
    begins = token.is_sent_start or (start > 0 and page.inside[start - 1] >= 0 > page.inside[start])
    common = begins and not token.is_stop and not token.ent_type_ and not about
    named = lexicon.labelled("cue_words", "named")
    return range(start, end) if common and last.text.istitle() and page.lowers[end] in named else range(0)


def _label_in_capitals(page: Page, colon: int) -> range:
    """The name of whose turn it is, in capitals at the start of a passage: '*ANN POOLE*: It is late.'"""
    start = page.passage_tokens(colon).start
    end = next((i for i in range(start, colon) if page.words[i] == ","), colon) if colon - start < 8 else start
    words = page.words[start:end]
    told = any(map(lexicon.reporting_verbs().__contains__, page.lowers[start:end]))  # "ANN POOLE SAID:"
    known = not told and 1 < end - start < 4 and lexicon.bare(words[0]) in lexicon.words("forenames")
    return range(start, end) if known and all(word.isupper() and word.isalpha() for word in words) else range(0)


def _is_capital(page: Page, i: int) -> bool:
    return page.words[i : i + 1] != [] and page.words[i][0].isupper()


# --- the name in a run ----------------------------------------------------------------------------------------------


def _names(page: Page, run: TokenSpan, name_words: frozenset[str]) -> Iterator[Name]:
    """The name in a run, and before it that of the body whose post it follows: '*Harbour Trust* Director Ann Poole'."""
    name = _name(page, run, name_words)
    if name is None or nameless.is_no_name(page, run, name_words):
        return
    body = _before_post(page, TokenSpan(run.start, name.start))
    if body.end > body.start:
        yield Name(body.start, body.end, "other", _spelt(page, body.start, body.end), None, body.end)
    yield name


def _before_post(page: Page, front: TokenSpan) -> TokenSpan:
    """The words before the post that a run begins with: '*Fed* Chair', '*Eastwick Police* Commissioner', but not '*Danish* King'."""
    start, end = front
    words = [lexicon.bare(word).replace(".", "") for word in page.words[start:end]]
    joined = False  # to a post by a hyphen: "Editor-in-Chief"
    while words and (
        joined or (_is_of_post(words[-1]) and not (_is_head(words[-1]) and (words[1:] or _is_chamber(words))))
    ):
        joined = words.pop() == "-"
    if len(words) == end - start:
        return TokenSpan(start, start)
    if _is_read_as_one(page, TokenSpan(start, start + len(words))):
        return TokenSpan(start, start + len(words))
    whole = bool(words) and _ends_body(words[-1])  # "*Republican National Committee* Chairman", though these make posts
    low = next((n for n, word in enumerate(words) if not _is_front(word) or (whole and _is_of_head(word))), len(words))
    own = words[low:] if any(word not in post_words() for word in words[low:]) or _is_chamber(words[low:]) else []
    return TokenSpan(start + low, start + low + len(own))


def _is_read_as_one(page: Page, front: TokenSpan) -> bool:
    """Whether the recogniser sees one body or place in words that may be none: '*Danish Federal Police* Chief', '*New York* Mayor'."""
    labels = page.ent_types[front.start : front.end]
    return len(labels) > 1 and labels.count(labels[0]) == len(labels) and labels[0] in ("ORG", "GPE")


def _is_of_post(word: str) -> bool:
    return lexicon.is_post(word) or word in post_words() or word in lexicon.honorifics() or not word[:1].isalpha()


def _is_chamber(words: Sequence[str]) -> bool:
    """Whether words are a body whose name posts are made with: '*House* Speaker'."""
    return " ".join(words) in lexicon.labelled("body_name_words", "chamber")


def _is_head(word: str) -> bool:
    """Whether a word ends the name of a body, whatever posts are made with it: 'Justice *Department* Inspector'."""
    return _is_chamber([word]) or word in lexicon.table("organisation_types")


def _is_of_head(word: str) -> bool:
    """Whether a word that is a post may belong to a body: '*Police* Department', '*Students* Union'."""
    aside = any(word in lexicon.labelled("role_words", label) for label in ("former", "aside"))
    return (
        lexicon.is_post(word) and not aside and word not in lexicon.honorifics() and not lexicon.is_from_somewhere(word)
    )


def _is_front(word: str) -> bool:
    """Whether a word before a post is none of a body's: *former*, a nation, one more post."""
    aside = any(word in lexicon.labelled("role_words", label) for label in ("former", "aside"))
    somewhere = word in lexicon.table("demonyms") and not _is_chamber([word])
    return aside or somewhere or lexicon.is_post(word)


def _name(page: Page, run: TokenSpan, name_words: frozenset[str]) -> Name | None:
    """The name in a run: titles and roles before it and letters after it left out; ``name_words`` are words of people's names."""
    if page.words[run.end : run.end + 1] == ["-"] and not _is_own(page, run.end + 1):
        return None  # "the *Eastwick*-based firm"
    honorific, first = behind_titles(page, run)
    before = page.words[run.start - 1] if run.start else ""  # a form of address that was not taken into the run
    if honorific is None and before[:1].isupper() and lexicon.bare(before) in lexicon.honorifics():
        honorific = before
    # MP, QC, OBE are no part of the name; Jr, Sr and numerals tell people apart and stay
    end = run.end
    while end > first + 1 and _is_letters(page.words[end - 1]):
        end -= 1
    first, end = _before_linked_post(page, _trimmed(page, TokenSpan(first, end)), name_words)
    if first >= end or (honorific is None and _is_no_name(page, TokenSpan(first, end), name_words)):
        return None
    spelt = _spelt(page, first, end)
    if honorific and f"{lexicon.bare(honorific)} {lexicon.bare(spelt)}" in lexicon.words("titles"):
        return None  # "the Lord Mayor"
    return None if _SEAT.fullmatch(spelt) else Name(first, end, "other", spelt, honorific, _tail(page, run.end))


@lexicon.remembered
def _is_letters(word: str) -> bool:
    """Whether a word tells a degree, an order or a seat: 'Ann Poole *MP*', but 'Jack *Ma*'."""
    written = word[0].isupper() and not (len(word) == 2 and word[1].islower())
    return written and lexicon.bare(word) in lexicon.words("post_nominals")


def _before_linked_post(page: Page, name: TokenSpan, name_words: frozenset[str]) -> TokenSpan:
    """A name without the post behind it, in letters or going on with *of* or *for*: '*Lowmark State* Commissioner for Health'.

    But 'Ann *Bishop* of Eastwick' is called so.
    """
    start, end = name
    last = page.words[end - 1]
    letters = last.isupper() and lexicon.is_post(last) and page.words[end : end + 1] != ["and"]
    letters = letters and end > start + 1 and page.words[end - 2][-1].isalpha()  # but "AFL-CIO"
    if letters and lexicon.table("role_nouns", 2).get(last.lower(), "post") == "post":
        return TokenSpan(start, end - 1)  # "the *Skerrow* CEO said"
    office = lexicon.table("role_nouns", 2).get(last.lower()) == "post" or (last.isupper() and lexicon.is_post(last))
    short = end - start < (2 if page.words[end : end + 1] == ["for"] else 3)  # but "*Lowmark* Minister for Health"
    if short or not office or begins_with_forename(page, name) or not _is_linked(page, end - 1, name_words):
        return name
    end -= 1
    while end > start + 1 and (lexicon.is_post(page.words[end - 1]) or page.tags[end - 1] == "JJ"):
        end -= 1  # "*UN* High Commissioner for Refugees"
    office = all(map(_may_be_of_office, page.lowers[start:end]))  # "Vice-Chancellor of Eastwick"
    return name if office else TokenSpan(start, end)


def _is_own(page: Page, i: int) -> bool:
    """Whether a word behind a name and a hyphen leaves it a name: 'Dunn-Poole', 'the *Harbour Trust*-led talks'."""
    adjectives = lexicon.labelled("name_links", "joined") - lexicon.labelled("name_links", "acting")
    return page.lowers[i : i + 1] == [] or page.lowers[i] not in adjectives


def _spelt(page: Page, first: int, end: int) -> str:
    """The text of a name without a nickname in marks or brackets: 'Ann “Red” Poole'."""
    cuts = [i for i in range(first + 1, end - 1) if page.words[i] in NICKNAME_MARKS]
    if len(cuts) > 1:
        return f"{_spelt(page, first, cuts[0])} {_spelt(page, cuts[-1] + 1, end)}"
    text = page.text(TokenSpan(first, end))
    text = text if text.isascii() else text.translate(_VISIBLE)
    return _TURNED.sub("", text) if text.endswith("s") else text


def _tail(page: Page, end: int) -> int:
    """Where the letters behind a name end, a comma before them: 'Ann Poole, MD', 'Tom Reed, Jr.'."""
    letters = page.words[end + 1] if page.words[end : end + 1] == [","] and end + 1 < len(page.words) else ""
    if not letters:
        return end
    form = lexicon.bare(letters).replace(".", "")
    known = form in lexicon.words("post_nominals") and sum(map(str.isupper, letters)) > 1
    behind = page.words[end + 2 : end + 3]
    if known and not (behind and (behind[0] in ",.()" or page.tags[end + 2] in FINITE_TAGS)):
        return end  # "Tom Reed, MP for Eastwick"
    generation = letters[:1].isupper() and form in lexicon.words("generations") and not _is_capital(page, end + 2)
    if not (known or generation):
        return end  # "Ann Poole, Senior Roads Officer"
    end += 2 + (page.words[end + 2 : end + 3] == ["."] and not letters.endswith("."))
    return _tail(page, end)  # "Ann Poole, RN, MBA"


def _trimmed(page: Page, name: TokenSpan) -> TokenSpan:
    """A name without the nation before it, the body behind it, and links at its beginning."""
    (_, end), words, forenames = name, page.lowers, lexicon.words("forenames")
    first = _behind_description(page, name)
    if words[first] in forenames:  # "Pavel Orlov of the Harbour Trust"
        behind = range(first + 2, end if NICKNAME_MARKS.isdisjoint(words[first:end]) else 0)
        end = next((i for i in behind if words[i] in ("for", "of", "the") and not _ends_body(words[i - 1])), end)
    opening = (lexicon.labelled("cue_words", label) for label in ("subordinator", "connective"))
    if page.tokens[first].is_sent_start and any(words[first] in known for known in opening):
        first += 1  # "Though Poole's term is over"
    while first < end and words[first] in ("the", "and", "-", "/"):
        first += 1
    return TokenSpan(first, end)


def _behind_description(page: Page, name: TokenSpan) -> int:
    """Where a name begins behind a nation, an adjective or a noun for people: 'Russian *Pavel Orlov*', 'Parents *Tom and Ann Reed*'."""
    (first, end), words, forenames = name, page.lowers, lexicon.words("forenames")
    if first + 1 >= end:
        return first
    given = words[first] in forenames  # "*Scot* Ross", "*Dane* Reed"
    described = words[first] in lexicon.table("demonyms") and not (given and end == first + 2)
    described |= page.tags[first] == "JJ" and not given
    if words[first + 1] in forenames and (described or words[first] in lexicon.words("people_nouns")):
        return first + 1
    opens = page.tokens[first].is_sent_start and first not in page.once(phrases.subjects)
    if first + 2 == end and opens and elsewhere.ADJECTIVE.search(words[first]):
        last = words[first + 1]  # "Mountainous *Nepal*", but "United Kingdom"
        return first + (last in same_name.nations() and f"{words[first]} {last}" not in same_name.nations())
    return first


def _ends_body(word: str) -> bool:
    """Whether a name may be a body's up to a word, and goes on behind it: 'Georgia *Institute* of Technology'."""
    return word in lexicon.table("organisation_nouns") or word in lexicon.table("organisation_types")


def _is_no_name(page: Page, name: TokenSpan, name_words: frozenset[str]) -> bool:
    """Capitalised posts or a form of address alone: 'the Prime Minister', 'Madam', but 'Judge said' where somebody is called so."""
    last = name.end - 1
    word, before = lexicon.bare(page.words[last]), page.lowers[name.start - 1] if name.start else ""
    if name.end - name.start > 1:
        return _is_office(page, name, word, before)
    alone, post = word in lexicon.honorifics() or word in lexicon.words("generations"), lexicon.is_post(word)
    if not (alone or post):
        return False
    if page.words[last] in name_words and before not in ("the", "a", "an", "this", "that", "every", "any"):
        return False  # "Fire Chief *Baker*", where Ann Baker is
    led = before in post_words() and page.words[name.start - 1][0].isupper()  # "the Head *Librarian*"
    if post and (led or _is_linked(page, last, name_words)):
        return True
    if before in _CLOSING and page.words[last - 2 : last - 1] == [","] and page.lowers[last + 1 : last + 2] == ["told"]:
        # "“It is late,” *King* told them", but "*Mum* told them"
        return lexicon.table("role_nouns", 2).get(page.lowers[last]) == "kin"
    return alone or not _is_labelled(page, last, before)


def _is_office(page: Page, name: TokenSpan, word: str, before: str) -> bool:
    """Whether several words with capitals are a post: 'Fire *Chief*', but 'Business *Insider*'."""
    office = word in lexicon.words("titles") or lexicon.table("role_nouns", 2).get(word) in ("post", "spokes")
    if not office and not (lexicon.is_post(word) and page.ent_types[name.end - 1] != "ORG"):
        return False
    if begins_with_forename(page, name) and before not in ("the", "a", "an"):
        return False  # "Dean King", "Earl Duke, a baker"
    return all(_may_be_of_office(lexicon.bare(word)) for word in page.words[name.start : name.end - 1])


def _is_labelled(page: Page, i: int, before: str) -> bool:
    """Whether a post alone is a name to the recogniser, or of a paper; but 'the *Archbishop*, Ann Poole' is a post, and no body."""
    word, label = page.lowers[i], page.ent_types[i]
    if before == "the" and page.words[i].isupper() and word in lexicon.words("role_nouns"):
        return False  # "the *DJ* said"
    post = before == "the" and lexicon.table("role_nouns", 2).get(word) == "post"
    paper = before == "the" and lexicon.table("known_names", 2).get(word) == "media"  # "the *Observer* reported"
    return paper or label == "PERSON" or (label == "ORG" and (not post or word in lexicon.words("organisation_words")))


def _may_be_of_office(word: str) -> bool:
    """Whether a word before the last of an office is no name: '*Attorney* General', '*Danish* Ambassador' to the Netherlands."""
    return word in post_words() or word in lexicon.table("demonyms") or lexicon.is_post(word) or word == "-"


def _is_linked(page: Page, i: int, name_words: frozenset[str]) -> bool:
    """Whether *of* or *for* and a name stand behind a post, or an article before a short one: '*Registrar* of Eastwick', 'the *CM*'."""
    word, before = page.words[i], page.lowers[i - 1] if i else ""
    if before in _ARTICLES and word.isupper() and word.lower() in lexicon.table("abbreviated_roles"):
        return page.tags[i + 1 : i + 2] not in (["NNP"], ["NNPS"])  # "the PM", but "the AG Group"
    ahead = page.words[i + 1 : i + 4]
    at = 1 + (ahead[1:2] == ["the"])
    return (
        page.words[i] not in name_words
        and ahead[:1] in (["of"], ["for"])
        and len(ahead) > at
        and ahead[at][0].isupper()
    )
