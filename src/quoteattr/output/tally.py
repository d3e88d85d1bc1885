"""Who is quoted how much: quotations and words counted, for legends and plots."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import attrs

from quoteattr.model import Article, Kind, Quote, Speaker

Key = TypeVar("Key", bound=Hashable)


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
