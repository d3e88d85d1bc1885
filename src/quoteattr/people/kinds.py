"""Names → their kinds: is it a person, a body or a place? The whole article votes.

Every place where a name stands casts a ballot: the recogniser's label of each word, and the clues of :data:`CLUES` that
are seen there. The ballots of one name are counted together, and those for people also speak for the surname alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import attrs

from quoteattr import lexicon
from quoteattr.draft import Name, NameKind
from quoteattr.text.page import PLACE_PREPOSITIONS, Page

LABELS: dict[str, NameKind] = {
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
"""The recogniser's labels of names, and the kind that each speaks for."""

Ballot = Mapping[NameKind, int]
"""How strongly one place in the text speaks for each kind."""

_ORDER: tuple[NameKind, ...] = ("person", "organisation", "place", "other")  # of kinds with equally many votes


# --- what is seen at one place --------------------------------------------------------------------------------------


@attrs.frozen
class Clue:
    """Something that shows the kind of a name, with as many votes as it has, an example, and how it is seen."""

    name: str
    kind: NameKind
    votes: int
    example: str
    seen: Callable[[Page, Name], bool]


def _has_honorific(page: Page, name: Name) -> bool:
    return bool(name.honorific)


def _joins_two(page: Page, name: Name) -> bool:
    return not {"and", "&"}.isdisjoint(_words(page, name))


def _follows_post(page: Page, name: Name) -> bool:
    if not name.start or page.passage_of[name.start - 1] != page.passage_of[name.start]:
        return False
    return lexicon.is_post(page.words[name.start - 1])


def _begins_with_forename(page: Page, name: Name) -> bool:
    words = _words(page, name)
    return (
        1 < len(words) < 5
        and words[0] in lexicon.words("forenames")
        and words[-1] not in lexicon.words("organisation_words")
    )


def _ends_as_bodies_do(page: Page, name: Name) -> bool:
    words = _words(page, name)
    return words[-1] in lexicon.words("organisation_words") and words[0] not in lexicon.words("forenames")


def _in_apposition(page: Page, name: Name) -> bool:
    if name.start and page.lowers[name.start - 1] in PLACE_PREPOSITIONS:
        return False  # "Speaking at Eastwick, the minister said"
    behind = page.tokens[name.tail : name.tail + 7]
    if len(behind) < 3 or behind[0].text != "," or behind[1].lower_ not in ("a", "an", "the", "who"):
        return False
    for token in behind[2:]:
        if token.tag_ not in ("NN", "JJ", "NNP", "HYPH", "VBN", "CD"):
            return False
        if lexicon.is_post(token.text):
            following = page.tokens[token.i + 1] if token.i + 1 < len(page.tokens) else token
            return following.tag_ not in ("NN", "NNP", "NNS", "POS")
    return False


def _is_metonym(page: Page, name: Name) -> bool:
    return name.text.casefold() in lexicon.words("metonyms")


def _in_capitals(page: Page, name: Name) -> bool:
    return name.end - name.start == 1 and 1 < len(name.text) < 7 and name.text.isupper()


def _before_relative_pronoun(page: Page, name: Name) -> bool:
    after, following = [*page.lowers[name.end : name.end + 2], "", ""][:2]
    return after in ("who", "whose") or (after == "," and following == "who")


CLUES = (
    Clue("honorific", "person", 6, "Mr Poole", _has_honorific),
    Clue("joins-two", "organisation", 6, "Halvorsen & Sons", _joins_two),
    Clue("post-before", "person", 3, "the striker Poole", _follows_post),
    Clue("forename", "person", 4, "Ann Poole", _begins_with_forename),
    Clue("organisation-word", "organisation", 4, "Harbour Trust", _ends_as_bodies_do),
    Clue("apposition", "person", 3, "Sutrisno, a fisherman", _in_apposition),
    Clue("metonym", "organisation", 2, "Downing Street", _is_metonym),
    Clue("capitals", "organisation", 2, "EWS", _in_capitals),
    Clue("relative-pronoun", "person", 2, "Poole, who was late", _before_relative_pronoun),
)
"""Whatever speaks for a kind besides the recogniser."""


def ballot(page: Page, name: Name) -> Ballot:
    """The votes of one place where a name stands: one for each word that the recogniser labels, and those of the clues."""
    found: Counter[NameKind] = Counter()
    for label in page.ent_types[name.start : name.end]:
        if label in LABELS:
            found[LABELS[label]] += 1
    for clue in CLUES:
        if clue.seen(page, name):
            found[clue.kind] += clue.votes
    return found


def _words(page: Page, name: Name) -> list[str]:
    return page.lowers[name.start : name.end]


# --- the whole article ----------------------------------------------------------------------------------------------


def elected(page: Page, counted: Sequence[tuple[Name, Ballot]]) -> tuple[Name, ...]:
    """Names, each with its ballot → the same names with the kinds that the article votes for."""
    votes = _votes(page, counted)
    found = [name.of_kind(_winner(votes[name.text.casefold()])) for name, _ in counted]
    full = [(name.kind, name.text.casefold().split()) for name in found if " " in name.text]
    borne = {words[-1] for kind, words in full if kind == "person"}
    borne -= {word for kind, words in full if kind == "organisation" for word in (words[0], words[-1])}
    # whoever bears a full name bears its surname, whatever the recogniser takes that for alone
    return tuple(name.of_kind("person") if name.text.casefold() in borne else name for name in found)


def _votes(page: Page, counted: Sequence[tuple[Name, Ballot]]) -> Mapping[str, Counter[NameKind]]:
    """For every name and for the last word of every longer one, how often the article treats it as what."""
    votes: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    for name, cast in counted:
        votes[name.text.casefold()].update(cast)
        person = cast.get("person", 0)
        if name.end - name.start > 1 and person > cast.get("organisation", 0) + cast.get("place", 0):
            votes[page.lowers[name.end - 1]]["person"] += person
    for name, _ in counted:
        first, *rest = name.text.casefold().split(maxsplit=1)
        if rest and not name.honorific and votes[first]["organisation"] > 1 and first not in lexicon.words("forenames"):
            votes[name.text.casefold()]["organisation"] += votes[first]["organisation"]
    return votes


def _winner(votes: Counter[NameKind]) -> NameKind:
    return max(_ORDER, key=votes.__getitem__) if votes else "other"
