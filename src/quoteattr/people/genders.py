"""Finds the gender of the people whom names mean, by kin nouns and roles beside a name and by pronouns behind it.

'Ann Poole took her seat': nobody else is named between name and pronoun, so it is hers. Several such places are put together,
and where they do not agree they show nothing.
"""

from collections.abc import Mapping, Sequence

from quoteattr import lexicon
from quoteattr.draft import Name
from quoteattr.text.page import SENTENCE_FINAL, Page

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_FAR = 80  # tokens behind a name
_SENTENCES = 2  # ends of sentences that may stand between


def shown(page: Page, names: Sequence[Name]) -> Mapping[int, str]:
    """The gender (m or f) that names show where they stand, by the first token of the name; those that show none are left out."""
    starts = [-1, *(name.start for name in names), len(page.words)]
    found: dict[int, str] = {}
    for number, name in enumerate(names):
        gender = _by_kin(page, name)
        first_in_sentence = starts[number] < page.sentence(name.start).start
        if gender == "-" and first_in_sentence and page.inside[name.start] < 0:
            gender = _by_pronoun(page, name, starts[number + 2])
        if gender != "-":
            found[name.start] = gender
    return found


def _by_kin(page: Page, name: Name) -> str:
    """The gender shown by a word for kin or a role that only men or women have, beside the name: 'his wife Ann', 'Ann, his wife'."""
    nouns = _nouns_beside(page, name)
    gender = next((g for g in map(lexicon.table("role_nouns").get, nouns) if g in ("m", "f")), "-")
    if gender == "-" and _are_of_kin(nouns):  # "his cousin, Ivor": of kin a single name is the forename
        return lexicon.table("forenames").get(name.text.casefold(), "-")
    return gender


def is_kin(page: Page, name: Name) -> bool:
    """Whether a word for kin stands right beside a name: 'his wife, Ann'."""
    return _are_of_kin(_nouns_beside(page, name))


def _are_of_kin(nouns: Sequence[str]) -> bool:
    return any(lexicon.noun_class(word) == "kin" for word in nouns)


def _nouns_beside(page: Page, name: Name) -> list[str]:
    """The nouns that may say what somebody is, right before a name and in apposition behind it."""
    before = name.start - 1 - (page.words[name.start - 1 : name.start] == [","])
    noun = before >= 0 and page.tags[before] in ("NN", "NNP") and page.passage_of[before] == page.passage_of[name.start]
    nouns = [page.lowers[before]] if noun else []
    determiner = page.tags[name.tail + 1 : name.tail + 2] in (["PRP$"], ["DT"])
    if determiner and page.words[name.tail] == ",":
        behind = range(name.tail + 2, min(name.tail + 5, len(page.words)))
        nouns += [page.lowers[i] for i in behind if not page.tags[i].startswith("JJ")][:1]
    return nouns


def _by_pronoun(page: Page, name: Name, following: int) -> str:
    """The gender of the first pronoun behind a name, if it can mean nobody else; no further than ``following``, the next name."""
    high = page.passage_tokens(name.start).end
    ends = 0
    for i in range(name.tail, min(high, following, name.tail + _FAR)):
        if page.inside[i] >= 0:
            continue
        if page.words[i] in SENTENCE_FINAL:
            ends += 1
            if ends > _SENTENCES:
                break
        if (gender := _PRONOUNS.get(page.lowers[i])) is not None and not _is_object(page, i):
            return "-" if ends and _is_source(page, i) else gender
        if ends and _is_somebody(page, i):
            break
        aged = page.lowers[i].endswith("old") and page.is_age(i)
        if aged and any(word in lexicon.reporting_verbs() for word in page.lowers[name.tail : i]):
            break  # "Reed says the *30-year-old* must believe in herself"
    return "-"


def _is_object(page: Page, i: int) -> bool:
    """Whether a pronoun is the object of a verb whose subject is somebody else: 'Reed contradicted *her*', but 'Reed hurt *himself*'."""
    other = page.deps[i] in ("dobj", "dative") and page.tags[i] == "PRP" and not page.lowers[i].endswith("self")
    return other and page.subject(page.tokens[page.heads[i]]) is not None


def _is_source(page: Page, i: int) -> bool:
    """Whether a pronoun is the source of a report, whose speaker is still to be found: '“No,” he said'."""
    return any(word in lexicon.reporting_verbs() for word in (page.lowers[i - 1], *page.lowers[i + 1 : i + 2]))


def _is_somebody(page: Page, i: int) -> bool:
    """Whether a word means a person without a name: 'the mayor', 'a woman'."""
    return page.tags[i] == "NN" and page.lowers[i] in lexicon.table("role_nouns")


def agreed(found: Sequence[str]) -> str:
    """The gender that more than two thirds of several places show.

    >>> agreed(["f", "f"]), agreed(["f", "m"]), agreed([])
    ('f', '-', '-')
    """
    most = max(set(found), key=found.count, default="-")
    return most if 3 * found.count(most) > 2 * len(found) else "-"
