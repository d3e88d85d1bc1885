"""Page and names → what the article shows of the gender of its people: by pronouns that can only be theirs, and by roles.

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
    """The gender that each person's name shows where it stands, by its first token; those that show none are left out."""
    starts = [-1, *(name.start for name in names), len(page.words)]
    found: dict[int, str] = {}
    for number, name in enumerate(names):
        gender, alone = _by_kin(page, name), starts[number] < page.sentence(name.start).start
        if gender == "-" and alone and page.inside[name.start] < 0:
            gender = _by_pronoun(page, name, starts[number + 2])
        if gender != "-":
            found[name.start] = gender
    return found


def _by_kin(page: Page, name: Name) -> str:
    """'his wife Ann', 'Ann, his wife': a word for kin or a role that only a man or a woman has, beside the name."""
    nouns = _beside(page, name)
    told = next((g for g in map(lexicon.table("role_nouns").get, nouns) if g in ("m", "f")), "-")
    if told == "-" and is_kin(page, name):  # "his cousin, Ivor": of kin a single name is the forename
        told = lexicon.table("forenames").get(name.text.casefold(), "-")
    return told


def is_kin(page: Page, name: Name) -> bool:
    """Whether somebody is told to be kin of somebody's, right beside the name: 'his wife, Ann'."""
    return any(lexicon.table("role_nouns", 2).get(word) == "kin" for word in _beside(page, name))


def _beside(page: Page, name: Name) -> list[str]:
    """The nouns that may tell what somebody is, right before a name and in apposition behind it."""
    before = name.start - 1 - (page.words[name.start - 1 : name.start] == [","])
    noun = before >= 0 and page.tags[before] in ("NN", "NNP") and page.passage_of[before] == page.passage_of[name.start]
    nouns = [page.lowers[before]] if noun else []
    if page.words[name.tail : name.tail + 1] == [","] and page.tags[name.tail + 1 : name.tail + 2] in (
        ["PRP$"],
        ["DT"],
    ):
        behind = range(name.tail + 2, min(name.tail + 5, len(page.words)))
        nouns += [page.lowers[i] for i in behind if not page.tags[i].startswith("JJ")][:1]
    return nouns


def _by_pronoun(page: Page, name: Name, following: int) -> str:
    """What the first pronoun behind a name shows, where nobody else is spoken of before it in these sentences."""
    high = page.passage_tokens(name.start).end
    ends = 0
    for i in range(name.tail, min(high, following, name.tail + _FAR)):
        if page.inside[i] >= 0:
            continue
        if page.words[i] in SENTENCE_FINAL:
            ends += 1
            if ends > _SENTENCES:
                break
        if (gender := _PRONOUNS.get(page.lowers[i])) is not None and not _is_met(page, i):
            return "-" if ends and _is_source(page, i) else gender
        aged = page.lowers[i].endswith("old") and page.is_age(i)
        aged = aged and any(word in lexicon.reporting_verbs() for word in page.lowers[name.tail : i])
        if aged or (ends and _is_somebody(page, i)):
            break  # "Reed says the *30-year-old* must believe in herself"
    return "-"


def _is_met(page: Page, i: int) -> bool:
    """Whether a pronoun is the object of a verb whose subject is somebody else: 'Reed contradicted *her*', but 'Reed hurt *himself*'."""
    other = page.deps[i] in ("dobj", "dative") and page.tags[i] == "PRP" and not page.lowers[i].endswith("self")
    return other and page.subject(page.tokens[page.heads[i]]) is not None


def _is_source(page: Page, i: int) -> bool:
    """Whether a pronoun is the source of a report, whose bearer is still to be found: '“No,” he said'."""
    return any(word in lexicon.reporting_verbs() for word in (page.lowers[i - 1], *page.lowers[i + 1 : i + 2]))


def _is_somebody(page: Page, i: int) -> bool:
    """Whether a word speaks of somebody without a name: 'the mayor', 'a woman'."""
    return page.tags[i] == "NN" and page.lowers[i] in lexicon.table("role_nouns")


def agreed(found: Sequence[str]) -> str:
    """What several places show together.

    >>> agreed(["f", "f"]), agreed(["f", "m"]), agreed([])
    ('f', '-', '-')
    """
    most = max(set(found), key=found.count, default="-")
    return most if 3 * found.count(most) > 2 * len(found) else "-"
