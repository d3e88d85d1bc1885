"""Who talks about something: quotations, of one article or many, in whose words a phrase occurs.

Words are compared by their dictionary forms. The quotations need no parse for that: every form that a word can have as
a noun, verb, adjective or adverb counts, from the tables of the packaged pipeline's lemmatizer (or another English one's). What other questions of
many articles need is here too: a quotation with the number of its article, and the words of a text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import count
from typing import Any

import attrs

from quoteattr import lexicon
from quoteattr.errors import not_article
from quoteattr.model import Article, Quote
from quoteattr.nlp.models import tables_folder

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST_STEM = 3  # letters before an ending that two spellings share: a tour is no tor


@attrs.frozen
class Occurrence:
    """A quotation with its place: the article it is in, and its ``index`` among the quotations there.

    ``article`` is the position from 0 in the order in which articles were given, or the key where they were given as a mapping. The two
    are the columns ``article`` and ``index`` of :func:`quoteattr.to_dataframe`.
    """

    article: Any  # whatever keys are, so that a type checker lets it look up articles in a list, too
    quote: Quote
    index: int

    def __str__(self) -> str:
        return f"{self.article}: {self.quote}"


def about(articles: Mapping[Any, Article] | Iterable[Article], phrase: str) -> tuple[Occurrence, ...]:
    """The quotations of several articles in whose words all words of a phrase occur, in order.

    The words may stand anywhere in the quotation and in any order. Each is matched in all its forms and in British and
    American spelling, whatever its letter case: *defence budget* finds *budgets for defense*. Synonyms and derived words
    are not found (*defensive*), nor what the quotation means by a pronoun. Forms are those of a dictionary without
    looking at the sentence, so that *leaves* is found by *leaf* and by *leave*.

    Articles may be a mapping from ids: they are named by these then, else by their positions.

    Raises ``ValueError`` for a phrase without words, ``TypeError`` for one article (which has
    :meth:`~quoteattr.Article.about`), and :class:`~quoteattr.errors.ModelNotFoundError` if no English
    pipeline is installed, whose tables it reads.

    >>> from quoteattr import Span
    >>> quote = Quote("indirect", (Span(0, 21, "the walls cost enough"),))
    >>> [found.article for found in about([Article(""), Article("the walls cost enough", (quote,))], "wall costs")]
    [1]
    """
    if not isinstance(phrase, str):
        raise TypeError(f"a phrase to look for is str, not {type(phrase).__name__}")
    wanted = [lemmas(word) for word in words(phrase)]
    if not wanted:
        raise ValueError(f"a phrase to look for has words, unlike {phrase!r}")
    return tuple(found for found in occurrences(articles) if _mentions(found.quote, wanted))


def occurrences(articles: Mapping[Any, Article] | Iterable[Article]) -> Iterator[Occurrence]:
    """Every quotation of several articles, with its place.

    >>> from quoteattr import Span
    >>> quote = Quote("indirect", (Span(0, 2, "no"),))
    >>> [(found.article, found.index) for found in occurrences({"rain": Article(""), "levy": Article("", (quote, quote))})]
    [('levy', 0), ('levy', 1)]
    """
    names = iter(articles) if isinstance(articles, Mapping) else count()
    for name, article in zip(names, several(articles), strict=False):
        for index, quote in enumerate(article.quotes):
            yield Occurrence(name, quote, index)


def several(articles: Mapping[Any, Article] | Iterable[Article]) -> Iterator[Article]:
    """The articles one by one, of a mapping its values; raises ``TypeError`` for what is no article, and for a single one.

    >>> list(several(["“No,” she said."]))
    Traceback (most recent call last):
    TypeError: expected articles as extract() and pipe() give them, not str
    """
    if isinstance(articles, Article):
        raise TypeError("this takes several articles; put a single one into a list")
    if isinstance(articles, Mapping):
        articles = articles.values()
    if hasattr(articles, "columns"):
        raise TypeError('this takes articles, and a table gives its columns: read them first, with pipe(frame["text"])')
    if isinstance(articles, str) or not isinstance(articles, Iterable):
        raise TypeError(f"expected articles as extract() and pipe() give them, not {type(articles).__name__}")
    for article in articles:
        if not isinstance(article, Article):
            raise TypeError(f"expected articles as extract() and pipe() give them, {not_article(article)}")
        yield article


def words(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation.

    >>> words("“It’s the council’s tide-mark,” he said.")
    ["it's", 'the', "council's", 'tide', 'mark', 'he', 'said']
    """
    return _WORD.findall(text.casefold().replace("’", "'"))


def words_with_places(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as :func:`words` gives them, each with where it starts and ends.

    >>> list(words_with_places("“It’s late,”"))
    [("it's", 1, 5), ('late', 6, 10)]
    """
    for found in _WORD.finditer(text.replace("’", "'")):
        yield found[0].casefold(), found.start(), found.end()


@lru_cache(maxsize=65536)
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms that an English word can have, itself included, in small letters.

    >>> sorted(lemmas("Leaves")), sorted(lemmas("spending")), sorted(lemmas("defense"))
    (['leaf', 'leave', 'leaves'], ['spend', 'spending'], ['defence', 'defense'])
    """
    word = _POSSESSIVE.sub("", word.casefold())
    found = {word}
    for table in _tables().values():
        found |= {*(table.regular(word) & table.words), *table.irregular.get(word, ())}
    if found == {word} and not _in_dictionary(word):  # perhaps the plural or a verb form of a new word
        found |= _tables()["noun"].regular(word) | _tables()["verb"].regular(word)
    return frozenset(found | {other for form in found for other in _other_spellings(form)})


@attrs.frozen
class _Table:
    """What the lemmatizer knows of one part of speech: dictionary forms, irregular forms and rules for endings."""

    words: frozenset[str]
    irregular: dict[str, list[str]]
    endings: list[list[str]]

    def regular(self, word: str) -> set[str]:
        """What the rules make of a word, in the dictionary or not."""
        return {word.removesuffix(old) + new for old, new in self.endings if word.endswith(old)} - {""}


@cache
def _tables() -> dict[str, _Table]:
    from spacy.lookups import Lookups

    found = Lookups().from_disk(tables_folder())
    index, irregular, endings = (found.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    return {
        part: _Table(frozenset(index[part]), irregular.get(part, {}), endings.get(part, []))
        for part in ("noun", "verb", "adj", "adv")
    }


def _in_dictionary(word: str) -> bool:
    return any(word in table.words for table in _tables().values())


def _other_spellings(word: str) -> Iterator[str]:
    """The same word as it is spelt on the other side of the Atlantic, if the dictionary has it."""
    for pair in lexicon.table("spelling_endings").items():
        for old, new in (pair, pair[::-1]):
            stem = word.removesuffix(old)
            if len(word) > len(stem) >= _SHORTEST_STEM and _in_dictionary(stem + new):
                yield stem + new


def _mentions(quote: Quote, wanted: list[frozenset[str]]) -> bool:
    said: set[str] = set().union(*(lemmas(word) for word in words(quote.text)))
    return not any(said.isdisjoint(word) for word in wanted)
