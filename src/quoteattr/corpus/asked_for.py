"""The quotations of whom somebody asks for: by name, role or organisation, or as who was found to be one person in many articles.

Names are compared as :func:`quoteattr.merge_speakers` compares them, in what does not count: letter case, accents, apostrophes, dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quoteattr import lexicon
from quoteattr.corpus.merging import MergedSpeaker
from quoteattr.corpus.same_name import folded
from quoteattr.model import Article, Quotes, Speaker
from quoteattr.people.same_name import gender_of_title

Asked = str | Speaker | MergedSpeaker


def by(
    article: Article, name: Asked | None = None, *, role: str | None = None, organisation: str | None = None
) -> Quotes:
    """The quotations of the speakers that match every argument given; see :meth:`quoteattr.Article.by`."""
    chosen = {speaker for speaker in _called(article.speakers, name) if _has_role(speaker, role, organisation)}
    said = {found.quote for found in name.quotes} if isinstance(name, MergedSpeaker) else None
    return Quotes(quote for quote in article if quote.speaker in chosen and (said is None or quote in said))


def _called(speakers: Sequence[Speaker], name: Asked | None) -> list[Speaker]:
    if name is None or isinstance(name, MergedSpeaker):
        return list(speakers)
    if isinstance(name, Speaker):
        return [speaker for speaker in speakers if speaker == name]
    if found := [speaker for speaker in speakers if any_has_words(_names(speaker), name)]:
        return found
    title, bare = _without_honorifics(name)
    persons = (speaker for speaker in speakers if speaker.kind == "person" and _may_be_addressed(speaker, title))
    return [speaker for speaker in persons if title and any_has_words(_names(speaker), bare)]


def _names(speaker: Speaker) -> tuple[str | None, ...]:
    return speaker.name, speaker.description, *speaker.aliases


def _has_role(speaker: Speaker, role: str | None, organisation: str | None) -> bool:
    titles, bodies = [one.title for one in speaker.roles], [one.organisation for one in speaker.roles]
    return all(
        wanted is None or any_has_words(there, wanted) for wanted, there in ((role, titles), (organisation, bodies))
    )


def _without_honorifics(name: str) -> tuple[str, str]:
    """The forms of address before a name, and the name without them; a name that is nothing else stays.

    >>> _without_honorifics("The Rev. Dr Ann Poole"), _without_honorifics("Ann Poole"), _without_honorifics("Dame")
    (('Rev. Dr', 'Ann Poole'), ('', 'Ann Poole'), ('', 'Dame'))
    """
    words, known = name.removeprefix("the ").removeprefix("The ").split(), _words_of_address()
    first = next((i for i, word in enumerate(words) if lexicon.bare(word) not in known), 0)
    return " ".join(words[:first]), " ".join(words[first:])


@lexicon.remembered
def _words_of_address() -> frozenset[str]:
    return frozenset(word for form in lexicon.honorifics() for word in form.split())


def _may_be_addressed(speaker: Speaker, title: str) -> bool:
    """Whether what the article shows of somebody's gender goes with forms of address: none of *Mr* for a woman."""
    genders = {gender_of_title(word) for word in title.split()} - {"-"}
    return speaker.gender is None or genders <= {speaker.gender[0]}


def any_has_words(candidates: Iterable[str | None], wanted: str) -> bool:
    """Whether whole words stand in any of the candidates, in a row; with initials written apart or together.

    >>> any_has_words(["Zoë O’Brien", None], "zoe obrien"), any_has_words(["J. K. Reed"], "JK Reed"), any_has_words(["Reed"], "Ree")
    (True, True, False)
    """
    if not isinstance(wanted, str):
        raise TypeError(f"words to look for are str, not {type(wanted).__name__}")
    needles = [words for form in (folded, _initials_together) if (words := form(wanted))]
    found = (form(candidate) for candidate in candidates if candidate for form in (folded, _initials_together))
    return any(f" {' '.join(needle)} " in f" {' '.join(words)} " for words in found for needle in needles)


def _initials_together(text: str) -> tuple[str, ...]:
    """The words of a name, letters beside each other as one word.

    >>> _initials_together("J. K. Reed"), _initials_together("J.K. Reed"), _initials_together("Ann B. Reed")
    (('jk', 'reed'), ('jk', 'reed'), ('ann', 'b', 'reed'))
    """
    found: list[str] = []
    letters = False
    for word in folded(text):
        if letters and len(word) == 1:
            found[-1] += word
        else:
            found.append(word)
        letters = len(word) == 1
    return tuple(found)
