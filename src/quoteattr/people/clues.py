"""Clues to the kind of a name at one place: what stands before and behind it, and how the entity recogniser labels it.

Every clue has a name, an example and a predicate over a :class:`~quoteattr.text.beside.Place`. Most predicates have their example
for a docstring. :mod:`quoteattr.people.kinds` weighs what all places of a name show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from quoteattr import lexicon, post_forms
from quoteattr.draft import Name
from quoteattr.people import phrases
from quoteattr.text import beside
from quoteattr.text.beside import CLOSED, Clue, Place, WordClue
from quoteattr.text.page import FINITE_TAGS, PLACE_PREPOSITIONS, POSSESSIVES, SUBJECTS, Page

Evidence = Mapping[str, float]
"""Features by name, those that are 0 left out."""

_HE_OR_SHE, _IT = frozenset({"he", "him", "his", "she", "her", "hers"}), frozenset({"it", "its"})
_NEAR = 4  # tokens
_OFTEN_HIDDEN = frozenset({"company", "charity", "union", "media", "team", "party", "band"})
"""Types of bodies whose names often do not show the type."""
_BEFORE_SOURCE = frozenset({",", "”", '"', "’", "'"})  # between quoted words and their source
_POST_LINKS = frozenset({"of", "for", "at", "to"})
_VERBS = frozenset({"is", "was", "became", "has", "remains"})  # by which somebody has a post
_OPENERS = frozenset({"a", "an", "the", "who", "his", "her"})  # of what stands in apposition to a person
_LINKS = frozenset({"of", "the", "and", "for", "to", "at", "&"})
_SAID_OF_FIRMS = frozenset({"listed", "owned", "traded"})  # "the state-*owned* carrier"
_TRAVELLED = frozenset({"drove", "flew", "flies", "flown", "moved", "sailed", "traveled", "travelled", "travels"})
_MACHINES = frozenset({"computer", "plant", "radio"})
_LONGEST_POST = 8  # words, or of whose it is
_TAGS_OF_POSTS = frozenset({"NN", "JJ", "NNP", "HYPH", "VBN", "CD", "FW"})
_TELLING_TAGS = frozenset({"NNPS", "JJ", "NN", "NNS", "CD", "VB", "VBD"})


def _is_described_as_person(at: Place) -> bool:
    """'Sutrisno, a *fisherman* from the coast'"""
    if not at.apposition or at.before[0] in PLACE_PREPOSITIONS or at.apposition[0] not in _OPENERS:
        return False  # "Speaking at Eastwick, the minister said"
    for token in at.page.tokens[at.name.tail + 2 : at.name.tail + 7]:
        if token.tag_ not in ("NN", "JJ", "NNP", "HYPH", "VBN", "CD"):
            return False
        if _is_post_of_people(token.text):
            return at.page.tags[token.i + 1 : token.i + 2] not in (["NN"], ["NNP"], ["NNS"], ["POS"])
    return False


def _is_post_of_people(word: str) -> bool:
    """Whether a word is a post or trade that only people have: 'the *mayor*', but not 'the *regulator*', as a body is."""
    return lexicon.is_post(word) and word.casefold() not in lexicon.labelled("reference_words", "body")


def _is_in_apposition_to_post(at: Place) -> bool:
    """'the mayor of Eastwick, Ann Poole, said'"""
    start = at.name.start - 1
    if at.before[0] not in CLOSED or at.behind[0] not in (*CLOSED, "."):
        return False
    if at.page.ent_types[start - 1] == at.page.ent_types[start + 1] == "GPE":
        return False  # "the mayor of Eastwick, Ohio, said"
    words = at.page.words[max(at.page.sentence(start).start, start - 12) : start]
    post = next((i for i in reversed(range(len(words))) if lexicon.is_post(words[i])), None)
    if post is None or _may_be_held_by_body(at, words[post]) or "," in words[post:]:
        return False
    return lexicon.reporting_verbs().keys().isdisjoint(words[post:])


def _is_named_as_body(at: Place) -> bool:
    """Whether a name ends in a word for bodies and begins with no forename."""
    first, last = at.page.lowers[at.name.start], at.page.lowers[at.name.end - 1]
    return last in lexicon.words("organisation_words") and first not in lexicon.words("forenames")


def _may_be_held_by_body(at: Place, post: str) -> bool:
    """Whether a post shows no person, as bodies have it, too, and the name may be one's: 'the ferry’s *owner*, Eastwick Lines,'."""
    return _is_named_as_body(at) and not _is_office(post.casefold())


def _holds_office(at: Place) -> bool:
    """'Poole, the Roads Board’s general *secretary*', 'Poole (*director*, Roads Board)', 'Poole is a *nurse*', 'made Poole its *mayor*'

    Bodies are sponsors and owners, too, but no secretaries.
    """
    if _is_behind_office(at):
        return True
    page, start = at.page, _start_of_description(at)
    if start is None:
        return False
    start = _behind_owner(page, start)
    start += page.lowers[start : start + 1] == ["as"]
    start += page.tags[start : start + 1] in (["DT"], ["PRP$"])
    end = start
    while end < min(start + _LONGEST_POST, len(page.words)) and page.tags[end] in _TAGS_OF_POSTS:
        end += 1
    if end == start or page.tags[end : end + 1] == ["POS"]:
        return False  # "Marlow, a bank director's idea"
    # not "Free, Prior and Informed Consent"
    small = page.words[end - 1].islower() or page.lowers[end : end + 1] in (["of"], ["for"], ["at"])
    return small and _is_office(page.lowers[end - 1])


def _start_of_description(at: Place) -> int | None:
    """Where what a name is described as begins, in apposition or behind *is*, *who is* or an appointing verb; None if nothing is."""
    page, start = at.page, at.name.tail
    behind = page.lowers[start : start + 3]
    if at.before[0] == "of" and lexicon.is_post(at.before[1]):
        return None  # "the chief of *Staff* is a lawyer"
    if at.before[0] in lexicon.words("appointing_verbs"):
        return start
    if at.apposition and at.before[0] not in PLACE_PREPOSITIONS:
        if _is_aged(at) or behind[1:] in (["who", "is"], ["who", "was"]):
            start += 2
        return start + (4 if page.lowers[start + 1 : start + 4] == ["who", "has", "been"] else 1)
    if behind[:1] and behind[0] in ("is", "was", "became", "remains"):
        return start + 1
    return start + 2 if behind[:2] == ["has", "been"] else None


def _is_behind_office(at: Place) -> bool:
    """'the *nurse* Ann Poole', 'the *secretary* of the Harbour Trust, Ann Poole,', but not 'the striker Lowmark United sold'."""
    page, name = at.page, at.name
    if name.end - name.start > 1 and _is_office(at.before[0]):
        return page.words[name.start - 1].islower() and not _is_named_as_body(at)
    if not _is_in_apposition_to_post(at):
        return False
    low = max(page.sentence(name.start).start, name.start - 13)
    posts = [word for word in page.lowers[low : name.start] if lexicon.is_post(word)]
    return _is_office(posts[-1]) and not _is_named_as_body(at)


def _behind_owner(page: Page, start: int) -> int:
    """Where a description goes on behind its possessors: 'the Roads Board’s *secretary*'."""
    for i in range(start + 1, min(start + _LONGEST_POST, len(page.words))):
        if page.words[i] in POSSESSIVES:
            return _behind_owner(page, i + 1)  # "St Aldhelm’s Academy’s head"
        if not (page.words[i][0].isupper() or page.words[i] in _LINKS):
            break
    return start


@lexicon.remembered
def _is_office(word: str) -> bool:
    """Whether a noun is what only a person can be: *secretary*, *nurse*, but not *owner*, *publisher*."""
    if word in lexicon.labelled("role_words", "body") or word in lexicon.table("organisation_nouns"):
        return False
    return post_forms.is_work(word)


def _is_aged(at: Place) -> bool:
    """'Poole, *44*,'"""
    comma, age, end = [*at.behind, ""][:3]  # at the end of a text there is less behind it
    return comma == "," and age.isdigit() and 10 < int(age) < 111 and end in (",", ".")


def _is_apposed_to_reporter(at: Place) -> bool:
    """'said the mayor, *Poole*', 'the chairwoman of the Harbour Trust, *Poole*, said'"""
    page = at.page
    noun = page.heads[at.head.i] if at.head is not None else at.name.start
    reporter = page.deps[noun] == "nsubj" and page.lowers[page.heads[noun]] in lexicon.reporting_verbs()
    return reporter and lexicon.is_post(page.words[noun]) and not _may_be_held_by_body(at, page.words[noun])


def _has_post_by_verb(at: Place) -> bool:
    """'Poole is the new director', 'Poole has been its director since'"""
    return at.behind[1] in ("the", "a", "an", "been", "now", "also") and any(map(lexicon.is_post, at.behind[1:6]))


def _is_behind_post_and_body(at: Place) -> bool:
    """'the director of the Harbour Trust Ann Poole', 'superintendent of police SK Poole', but 'the head of charity Marlow'"""
    low = max(at.page.passage_tokens(at.name.start).start, at.name.start - 9)
    words = at.page.words[low : at.name.start]
    if not words or _POST_LINKS.isdisjoint(words):
        return False
    if words[-1].islower():
        return _is_small_post_with_of(at, words)
    # the "General" of a hospital is no post
    posts = [i for i, link in enumerate(words[1:]) if link in _POST_LINKS and lexicon.is_post(words[i])]
    between = words[posts[-1] + 1 :] if posts else []
    small = [word for word in between if not word[0].isupper()]
    named = len(small) < len(between) and all(word in _LINKS or word in POSSESSIVES for word in small)
    return named and between[-1] not in _LINKS and between[0] in _POST_LINKS


def _is_small_post_with_of(at: Place, words: Sequence[str]) -> bool:
    """Whether words before a name end in an office, *of* and a common noun: '*superintendent of police* SK Poole'."""
    post, link, noun = ("", "", "", *words)[-3:]
    if f"{post} {link} {noun}".lower() in lexicon.words("posts_with_of"):
        return True
    if link != "of" or lexicon.noun_class(post.lower()) != "post":
        return False
    return at.page.tags[at.name.start - 1] in ("NN", "NNS") and noun not in lexicon.table("organisation_nouns")


def _is_described_as_body(at: Place) -> bool:
    """'Marlow, a housing *charity*', but not 'EASTWICK — The Harbour Trust said', 'Poole, the Roads Board’s director'"""
    start = at.name.tail + 1
    behind = at.page.words[start : start + len(at.apposition)]
    nouns = lexicon.table("organisation_nouns")
    article = behind[:1] in (["a"], ["an"], ["the"])
    return article and any(word in nouns and not _is_post_of_people(word) for word in behind)


def _reports(at: Place) -> bool:
    """Whether the verb that a name hangs on reports something."""
    return at.head is not None and at.page.lowers[at.page.heads[at.head.i]] in lexicon.reporting_verbs()


def _is_before_report(at: Place) -> bool:
    """'Poole *said*', 'Poole also *said*'"""
    verbs = lexicon.reporting_verbs()
    return at.behind[0] in verbs or at.behind[1] in verbs


def _is_near_post(at: Place) -> bool:
    """'the *mayor* of Eastwick, Poole'"""
    return any(map(lexicon.is_post, at.page.lowers[max(0, at.name.start - _NEAR) : at.name.start]))


def _is_before_post(at: Place) -> bool:
    """'Boeing *chief executive*', 'the Boeing *spokesman*'"""
    return at.behind[0].isalpha() and any(map(lexicon.is_post, at.behind[:2]))


def _is_behind_service(at: Place) -> bool:
    """'the *bus* operator Marlow', as names of bodies have the word, too ('Eastwick Buses'), but a 'radio operator' works by hand."""
    return at.before[1] in (lexicon.words("organisation_words") | lexicon.words("body_name_words")) - _MACHINES


def _is_apposed_to_body(at: Place) -> bool:
    """'The hospital, Marlow, said', but not 'at the hospital, Ann Poole said'"""
    page, i = at.page, at.name.start - 2
    if at.behind[0] != "," or i < 1 or page.lowers[i - 1] not in ("the", "their", "his", "her", "its"):
        return False
    return page.words[i] in lexicon.table("organisation_nouns") and page.deps[i] in SUBJECTS


def _is_short_for_body(at: Place) -> bool:
    """'Harbour *Trust* (Marlow)'"""
    return at.behind[0] == ")" and " " not in at.name.text and at.before[1] in lexicon.words("organisation_words")


def _is_credited(at: Place) -> bool:
    """'Facebook/*Ann Poole*', 'Ann Poole via *Marlow*' is not."""
    return at.before[1] in lexicon.words("picture_sources")


def _is_taken_up(at: Place) -> bool:
    """Whether the next sentence has a noun for bodies for its subject: 'Marlow shut its plant. *The tyre firm* said', '… “No,” *the firm* said'."""
    page, start = at.page, at.page.sentence(at.name.tail - 1).end
    if start == len(page.words):
        return False
    end = page.sentence(start).end
    opens = (i for i in page.between("the", start, end) if i == start or page.words[i - 1] in _BEFORE_SOURCE)
    return any(_begins_with_body(page, i + 1) for i in opens)


def _begins_with_body(page: Page, start: int) -> bool:
    """Whether a noun for bodies and its verb stand at ``start``, behind an article: 'The *tyre firm said*'."""
    for i in range(start, min(start + 3, len(page.words))):
        if page.tags[i] not in ("NN", "JJ", "HYPH"):
            return False
        if page.tags[i + 1 : i + 2] and page.tags[i + 1] in FINITE_TAGS:
            return lexicon.table("organisation_nouns").get(page.lowers[i]) in _OFTEN_HIDDEN
    return False


def _is_traded(at: Place) -> bool:
    """'shares in Marlow', but not 'shares in Marlow firms'"""
    return at.before[1] in ("shares", "shareholders") and at.tag_behind not in (["NN"], ["NNS"], ["JJ"], ["HYPH"])


def _is_home(at: Place) -> bool:
    """'a woman from *Eastwick*', but not 'a man from Ann Poole's firm'"""
    noun = at.before[1]
    if at.behind[0] in POSSESSIVES:
        return False
    return lexicon.is_post(noun) or not lexicon.words("people_nouns").isdisjoint((noun, lexicon.singular(noun)))


def _owns_a_person(at: Place) -> bool:
    """'Marlow's *Ann Poole*'"""
    first, second, *_ = [*at.page.words[at.name.tail + 1 : at.name.tail + 3], "", ""]
    return first.istitle() and second[:1].isupper() and first.casefold() in lexicon.words("forenames")


CLUES: tuple[Clue | WordClue, ...] = (
    Clue("honorific", "Mr Poole", lambda at: bool(at.name.honorific)),
    WordClue("post before", "the striker Poole", "before", _is_post_of_people),
    Clue("post near before", "the mayor of Eastwick, Poole", _is_near_post),
    Clue("post in apposition", "Sutrisno, a fisherman", _is_described_as_person, True),
    Clue("post behind comma", "Poole, mayor", lambda at: any(map(_is_post_of_people, at.apposition[:1])), True),
    Clue("post near behind", "Poole, the mayor", lambda at: any(map(_is_post_of_people, at.apposition[:5])), True),
    WordClue("post before comma", "the mayor, Poole, said", "before", CLOSED.__contains__, _is_in_apposition_to_post),
    Clue("post and body before", "Director of the Harbour Trust Poole", _is_behind_post_and_body),
    WordClue("post by verb", "Poole is the mayor", "behind", _VERBS.__contains__, _has_post_by_verb),
    Clue("holds an office", "Poole, the Roads Board’s secretary", _holds_office),
    Clue("age behind", "Poole, 44,", _is_aged, True),
    Clue("before who", "Poole, who left", lambda at: at.behind[0] in ("who", "whose") or at.behind[:2] == [",", "who"]),
    Clue("he or she soon", "Poole left. She", lambda at: at.is_soon_before(_HE_OR_SHE)),
    Clue("it soon", "Poole left. It", lambda at: at.is_soon_before(_IT, 15)),
    Clue("reporting verb behind", "Poole said", _is_before_report),
    WordClue("said before", "said Poole", "before", lambda word: word in ("said", "says", "added", "told")),
    WordClue("subject of a report", "Poole, late, said", "label", SUBJECTS.__contains__, _reports),
    WordClue("apposed to a reporter", "said the mayor, Poole", "label", "appos".__eq__, _is_apposed_to_reporter),
    WordClue("credited", "Facebook/Ann Poole", "before", "/".__eq__, _is_credited),
    WordClue(
        "given as a name",
        "a nurse who gave her name as Marlow",
        "before",
        lambda word: word in ("as", ",", "called"),
        lambda at: beside.is_given(at.page, at.name.start),
    ),
    WordClue("appointed", "made Poole its mayor", "before", lambda word: word in lexicon.words("appointing_verbs")),
    Clue("of behind comma", "Poole, of Eastwick", lambda at: at.apposition[:1] in (["of"], ["from"]), True),
    WordClue("subject", "Poole left", "label", SUBJECTS.__contains__, lambda at: not _reports(at)),
    WordClue("in or at", "in Eastwick", "governor", lambda word: word in PLACE_PREPOSITIONS),
    WordClue("home", "a man from Marlow", "before", ("from", "in").__contains__, _is_home),
    WordClue("the before", "the Marlow", "before", "the".__eq__),
    WordClue("of before", "of Marlow", "before", lambda word: word in ("of", "for", "by", "with")),
    Clue("post behind", "Marlow director", _is_before_post),
    WordClue("possessor", "Poole's", "behind", lambda word: word in POSSESSIVES),
    WordClue("owns a person", "Marlow's Ann Poole", "behind", POSSESSIVES.__contains__, _owns_a_person),
    Clue("noun behind", "the Marlow plan", lambda at: at.tag_behind in (["NN"], ["NNS"])),
    WordClue(
        "body before",
        "the charity Marlow",
        "before",
        lambda word: word in lexicon.table("organisation_nouns"),
        lambda at: at.page.words[at.name.start - 1].islower(),
    ),
    WordClue("based somewhere", "Kent-based Marlow", "before", {"based", "headquartered"}.__contains__),
    WordClue("travelled to", "flew to Marlow", "before", "to".__eq__, lambda at: at.before[1] in _TRAVELLED),
    WordClue(
        "kind of firm", "the listed miner Marlow", "before", str.isalpha, lambda at: at.before[1] in _SAID_OF_FIRMS
    ),
    WordClue("operator before", "bus operator Marlow", "before", "operator".__eq__, _is_behind_service),
    Clue("body in apposition", "Marlow, a housing charity", _is_described_as_body, True),
    WordClue("body before comma", "the charity, Marlow, said", "before", ",".__eq__, _is_apposed_to_body),
    WordClue("behind a body", "Harbour Trust (Marlow)", "before", "(".__eq__, _is_short_for_body),
    WordClue("taken up as a body", "Marlow left. The firm said so", "label", SUBJECTS.__contains__, _is_taken_up),
    WordClue("traded", "shares in Marlow", "before", lambda word: word in ("in", "of"), _is_traded),
    Clue("phrase in capitals", "Feeding Eastwick said", lambda at: at.name.start in at.page.once(phrases.subjects)),
    Clue("begins a sentence", "Marlow left", lambda at: bool(at.page.tokens[at.name.start].is_sent_start)),
    *beside.CLUES,
)
"""All clues, in the order in which they are looked for."""


def seen(page: Page, names: Sequence[Name]) -> Sequence[Evidence]:
    """What is seen at the places where some names stand: clues, and the share of a name's words that have each label and tag."""
    places = [Place.of(page, name) for name in names]
    found: list[dict[str, float]] = []
    by_clue: defaultdict[str, list[int]] = defaultdict(list)  # the places where a word may show a clue
    apposed = [n for n, place in enumerate(places) if place.apposition]
    for n, place in enumerate(places):
        start, end = place.name.start, place.name.end
        found.append({**_shares(tuple(page.ent_types[start:end]), tuple(page.tags[start:end]))})
        if label := page.deps[place.head.i] if place.head is not None else "":
            found[n][f"as {label}"] = 1.0
        words = {"before": place.before[0], "governor": place.governor, "behind": place.behind[0], "label": label}
        for where, word in words.items():
            for clue_name in _clues_of_word(where, word):
                by_clue[clue_name].append(n)
    # one clue after the other: to ask the same again and again takes half as long as to ask everything of one name
    numbers: Sequence[int]
    for clue in CLUES:
        if isinstance(clue, WordClue):  # the word has been seen; there may be more to ask
            numbers, test = by_clue[clue.name], clue.besides
        else:
            numbers, test = apposed if clue.in_apposition else range(len(places)), clue.seen
        for n in numbers:
            if test is None or test(places[n]):
                found[n][clue.name] = 1.0
    for place, evidence in zip(places, found, strict=True):
        evidence.update(dict.fromkeys(beside.neighbours(place), 1.0))
    return found


@lru_cache(maxsize=1024)
def _shares(labels: Sequence[str], tags: Sequence[str]) -> Evidence:
    """The share of the words of a name that have each label of the entity recogniser and each tag that tells something."""
    found = [f"label {label or 'none'}" for label in labels] + [f"tag {tag}" for tag in tags if tag in _TELLING_TAGS]
    return {label: found.count(label) / len(labels) for label in found}


@lexicon.remembered
def _clues_of_word(where: str, word: str) -> tuple[str, ...]:
    """The names of the clues that a word at some place beside a name shows, by itself or if more is seen."""
    clues = (clue for clue in CLUES if isinstance(clue, WordClue) and clue.where == where)
    return tuple(clue.name for clue in clues if clue.shows(word))


def is_in_brackets(page: Page, name: Name) -> bool:
    """Whether a name is an abbreviation that stands alone in brackets, to be used from there on: 'the Port Workers (UOP)'."""
    alone = page.words[name.start - 1 : name.end + 1 : name.end - name.start + 1] == ["(", ")"]
    return alone and name.text.isupper() and name.text.isalpha() and len(name.text) > 1
