"""Who is quoted how much: quotations and words counted, for legends and plots; who is named, for tables."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import attrs

from quoteattr import wording
from quoteattr.model import Article, Gender, Kind, PageInfo, Quote, Role, Span, Speaker, SpeakerKind

_NEAR = 400  # code points from the words within which a cue or source belongs to the same sentences
Key = TypeVar("Key", bound=Hashable)

PEOPLE_COLUMNS: dict[str, Any] = {
    **{"index": int, "speaker_index": int, "name": str, "kind": SpeakerKind, "gender": Gender, "honorific": str},
    **{"role": str, "organisation": str, "former": bool, "roles": list[str], "aliases": list[str]},
    **{"quotes": int, "start": int, "mentions": list[list[int]], "descriptions": list[list[int]]},
    "pronouns": dict[str, int],
}
"""The columns of every table of people and bodies."""

ARTICLE_COLUMNS: dict[str, Any] = {
    **{"words": int, "quotations": int, "speakers": int, "english": bool},
    **dict.fromkeys(("title", "authors", "date", "url", "site", "language"), str),
}
"""The columns of every table of articles."""


@attrs.frozen
class Tally:
    """How many quotations, and how many words in each kind of them; words are parted by white space."""

    quotes: int = 0
    direct: int = 0
    mixed: int = 0
    indirect: int = 0

    @property
    def words(self) -> int:
        """The words of all kinds."""
        return self.direct + self.mixed + self.indirect

    def words_of(self, kind: Kind) -> int:
        """The words of one kind."""
        return {"direct": self.direct, "mixed": self.mixed, "indirect": self.indirect}[kind]


def tally(quotes: Iterable[Quote], key: Callable[[Quote], Key]) -> dict[Key, Tally]:
    """Quotations and their words by whatever ``key`` says of a quotation, in order of first appearance.

    A quotation inside another one counts for both.

    >>> from quoteattr.model import Span
    >>> tally([Quote("direct", (Span(0, 8, "“No no.”"),)), Quote("mixed", (Span(9, 10, "a"),))], lambda quote: quote.speaker)
    {None: Tally(quotes=2, direct=2, mixed=1, indirect=0)}
    """
    counts: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for quote in quotes:
        counts[key(quote)].update({"quotes": 1, quote.kind: len(quote.text.split())})
    return {name: Tally(**count) for name, count in counts.items()}


def numbered(article: Article) -> dict[Speaker, int]:
    """The article's speakers with the numbers that displays give them, from 1 in order of first quotation."""
    attributed = (quote.speaker for quote in article.quotes if quote.speaker)
    return {speaker: number for number, speaker in enumerate(dict.fromkeys((*article.speakers, *attributed)), start=1)}


def count(number: int, noun: str) -> str:
    """A number of things in words.

    >>> count(1, "quotation"), count(2000, "quotation")
    ('1 quotation', '2,000 quotations')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def people_rows(article: Article) -> list[dict[str, Any]]:
    """One flat dictionary for every person and body that the article names, quoted or not, in order of first mention.

    =======================  ========================================================================================
    ``index``                position in ``article.people``, from 0
    ``speaker_index``        position in ``article.speakers``, None for who is not quoted
    ``name``, ``kind``       the fullest name, and ``person`` or ``organisation``
    ``gender``               ``female`` or ``male``, None where the article shows nothing
    ``honorific``            the first form of address or title (``Dr``)
    ``role``                 title of the role to print
    ``organisation``         organisation of that role
    ``former``               whether that role is a past one; None without a role
    ``roles``                all roles in words (``deputy director, Royal United Services Institute``)
    ``aliases``              what the article calls them
    ``quotes``               how many quotations are theirs
    ``start``                where they are mentioned first in ``article.text``
    ``mentions``             ``[start, end]`` of every mention
    ``descriptions``         ``[start, end]`` of those that describe them (``the mayor``)
    ``pronouns``             how often each pronoun was found to mean them (``{"she": 2}``)
    =======================  ========================================================================================
    """
    quoted = Counter(quote.speaker for quote in article.quotes)
    numbers = {speaker: number for number, speaker in enumerate(article.speakers)}
    return [
        {"index": index, "speaker_index": numbers.get(one), **_person_row(one, quoted[one])}
        for index, one in enumerate(article.people)
    ]


def quote_rows(article: Article) -> list[dict[str, Any]]:
    """One flat row for each quotation, in order; the columns are listed at :func:`quoteattr.output.plain.to_dicts`."""
    numbers = {speaker: index for index, speaker in enumerate(article.speakers)}
    return [_row(article, index, quote, numbers) for index, quote in enumerate(article.quotes)]


def _row(article: Article, index: int, quote: Quote, numbers: dict[Speaker, int]) -> dict[str, Any]:
    speaker, source = quote.speaker, quote.source
    role = role_columns(speaker.role if speaker else None)
    return {
        "speaker": speaker.name if speaker else None,
        "role": role.pop("role"),
        "text": quote.text,
        "label": speaker.label if speaker else "unknown speaker",
        "kind": quote.kind,
        "speaker_kind": speaker.kind if speaker else None,
        "speaker_index": numbers.get(speaker) if speaker else None,
        "description": speaker.description if speaker else None,
        **role,
        "sentence": _sentence(article, quote),
        "source": source.text if source else None,
        "cue": quote.cue.text if quote.cue else None,
        "addressee": quote.addressee.text if quote.addressee else None,
        "index": index,
        "start": quote.start,
        "end": quote.end,
        "pieces": offsets(quote.content),
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "where": quote.where,
        "confidence": quote.confidence,
        "rule": quote.rule,
        "within": quote.within,
    }


def _sentence(article: Article, quote: Quote) -> str:
    """The sentences of a passage that hold the words of a quotation, and its cue and source if they are near."""
    parts = [quote.content[0], quote.content[-1], *filter(None, (quote.cue, quote.source))]
    near = [part for part in parts if quote.start - _NEAR <= part.start and part.end <= quote.end + _NEAR]
    spans = [passage.span for passage in article.passages]
    number = bisect_right(spans, quote.start, key=lambda span: span.start) - 1
    first, last = (spans[number].start, spans[number].end) if number >= 0 else (0, len(article.text))
    start, end = max(min(part.start for part in near), first), min(max(part.end for part in near), max(last, quote.end))
    return wording.sentences(article.text[first : max(last, quote.end)], start - first, end - first)


def article_row(article: Article) -> dict[str, Any]:
    """What a table of articles says of one: how much is in it, and what its web page said of it.

    =======================  ========================================================================================
    ``words``                words of the text, parted by white space
    ``quotations``           how many there are
    ``speakers``             how many are quoted, named or not
    ``english``              whether the text is English: in any other nothing is looked for
    ``title`` … ``language`` what ``article.page`` holds, None for a plain text; several authors are parted by semicolons
    =======================  ========================================================================================

    >>> [article_row(Article("Nobody spoke."))[name] for name in ("words", "quotations", "english", "title")]
    [2, 0, True, None]
    """
    page = article.page or PageInfo()
    return {
        "words": len(article.text.split()),
        "quotations": len(article.quotes),
        "speakers": len(article.speakers),
        "english": article.english,
        **page_columns(page),
    }


def page_columns(page: PageInfo) -> dict[str, str | None]:
    """What tables say of a web page."""
    rest = {name: getattr(page, name) for name in ("date", "url", "site", "language")}
    return {"title": page.title, "authors": "; ".join(page.authors) or None, **rest}


def _person_row(one: Speaker, quotes: int) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "gender": one.gender,
        "honorific": one.honorific,
        **role_columns(one.role),
        "roles": [str(each) for each in one.roles],
        "aliases": list(one.aliases),
        "quotes": quotes,
        "start": one.mentions[0].start if one.mentions else None,
        "mentions": offsets(one.mentions),
        "descriptions": offsets(one.descriptions),
        "pronouns": one.pronouns,
    }


def role_columns(role: Role | None) -> dict[str, Any]:
    """What tables say of a role."""
    found = (role.title, role.organisation, role.former) if role else (None, None, None)
    return dict(zip(("role", "organisation", "former"), found, strict=True))


def offsets(spans: tuple[Span, ...]) -> list[list[int]]:
    """Spans as lists."""
    return [[span.start, span.end] for span in spans]
