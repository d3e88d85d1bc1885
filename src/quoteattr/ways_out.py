"""The ``to_…`` methods of ``Article`` and its questions, and what notebooks show of all values; the work is done elsewhere.

The values know nothing of JSON, tables or pages: this is the one module that imports upward, and it does so inside functions
only. A new format is a new module of ``quoteattr.output``, and a method of :class:`ArticleDoors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast, overload

if TYPE_CHECKING:
    from os import PathLike

    from cassis import Cas
    from pandas import DataFrame

    from quoteattr.corpus.merging import MergedSpeaker
    from quoteattr.gold.values import GoldArticle
    from quoteattr.model import Article, Quote, Quotes, Speaker
    from quoteattr.output.plain import Rows


class Shown:
    """What a notebook shows of a value."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from quoteattr.output import html

        return html.shown(cast("Article | Quote | Quotes | Speaker", self))


class ArticleDoors(Shown):
    """What an article is asked, and what becomes of it: rows, JSON, frames, standards, pages."""

    __slots__ = ()

    def by(
        self,
        name: str | Speaker | MergedSpeaker | None = None,
        *,
        role: str | None = None,
        organisation: str | None = None,
    ) -> Quotes:
        """The quotations of the speakers that match every argument given.

        ``name`` matches whole words of a speaker's name, description or aliases, ``role`` and ``organisation`` whole
        words of any of their roles. Letter case, accents, apostrophes, hyphens and the dots of initials do not count. Where nobody is
        called so with a form of address, it is left out: *Ms Poole* finds Ann Poole, but nobody whose ``gender`` is that of a
        man. Pet forms and initials for forenames are not compared (*Bob*, *A. Poole* for Ann Poole).

        A :class:`Speaker` for a name matches itself; a :class:`~quoteattr.MergedSpeaker` matches what it said in this article, if
        this is one of those that were merged. Without arguments every attributed quotation matches. Nobody who matches is no error.
        Raises ``TypeError`` for a name of another type.

        >>> from quoteattr import Article, Quote, Role, Span, Speaker
        >>> obrien = Speaker("Zoë O’Brien", "person", roles=(Role("prime minister", "UK"),))
        >>> quote = Quote("indirect", (Span(0, 2, "no"),), speaker=obrien)
        >>> article = Article("no", quotes=(quote,), speakers=(obrien,))
        >>> article.by("o'brien") == article.by("Ms Zoe O'Brien") == article.by(obrien) == article.by(role="prime minister") == (quote,)
        True
        >>> article.by("Zoë", organisation="France")
        <Quotes: 0>
        """
        from quoteattr.corpus import asked_for

        return asked_for.by(cast("Article", self), name, role=role, organisation=organisation)

    def about(self, phrase: str) -> Quotes:
        """The quotations in whose words all words of a phrase occur, in any form; see :func:`quoteattr.about`.

        >>> from quoteattr import Article, Quote, Span
        >>> quote = Quote("indirect", (Span(0, 21, "the walls cost enough"),))
        >>> Article("the walls cost enough", (quote,)).about("cost of a wall"), Article("").about("wall")
        (<Quotes: 0>, <Quotes: 0>)
        """
        from quoteattr.corpus import questions
        from quoteattr.model import Quotes

        return Quotes(found.quote for found in questions.about([cast("Article", self)], phrase))

    def review(self, out: str | PathLike[str] = "gold.jsonl") -> Any:
        """A widget in which a person corrects the quotations of this article; see :func:`quoteattr.review`."""
        from quoteattr.reviewing import widget

        return widget.review([cast("Article", self)], out)

    def to_gold(self, id: str, *, confidence: bool = False) -> GoldArticle:
        """What was found, as an annotated article under an id: to be corrected, or as a prediction.

        The speaker's first role is the main one; without a speaker the kind is ``unknown``. Evidence, mentions and other names are
        left out; with ``confidence`` each quotation has its own as a key more. ``quoteattr.write_gold`` writes such articles to a
        file, and :meth:`~quoteattr.GoldArticle.to_article` leads back.

        >>> import quoteattr
        >>> gold = quoteattr.extract("“No,” said Ann Poole, the mayor.").to_gold("levy")
        >>> gold.id, gold.quotes[0].speaker, str(gold.quotes[0].role)
        ('levy', GoldSpeaker(name='Ann Poole', kind='person'), 'mayor')
        """
        from quoteattr.gold import values

        return values.from_article(cast("Article", self), id=id, confidence=confidence)

    def to_dicts(self, *, of: Rows = "quotes") -> list[dict[str, Any]]:
        """One flat dictionary a quotation, or for each of ``people``; see :func:`quoteattr.output.plain.to_dicts`."""
        from quoteattr.output import plain

        return plain.to_dicts(cast("Article", self), of)

    def to_json(self, *, indent: int | None = None) -> str:
        """The whole article as JSON that :meth:`from_json` reads back; see :func:`quoteattr.output.plain.to_json`."""
        from quoteattr.output import plain

        return plain.to_json(cast("Article", self), indent=indent)

    @classmethod
    def from_json(cls, data: str | bytes) -> Article:
        """The article that :meth:`to_json` wrote; raises :class:`~quoteattr.errors.InvalidArticleError`."""
        from quoteattr.output import plain

        return plain.from_json(data)

    def to_dataframe(self, *, of: Rows = "quotes") -> DataFrame:
        """One row a quotation, or for each of ``people``, as a pandas DataFrame; see :func:`quoteattr.output.plain.to_dataframe`."""
        from quoteattr.output import plain

        return plain.to_dataframe(cast("Article", self), of)

    def to_csv(self, path: str | PathLike[str], *, of: Rows = "quotes") -> None:
        """The rows of :meth:`to_dicts` as a file of CSV for people with spreadsheets, over what stood there before.

        It is in UTF-8 with a byte order mark, lists are JSON, and an apostrophe stands before what a spreadsheet would run
        (``docs/safety.md``). Raises :class:`OSError` for what cannot be written.
        """
        from quoteattr.output import plain, tables

        tables.write_csv(plain.encodable_rows(cast("Article", self), of), path, plain.columns(of))

    def to_web_annotations(self, source: str) -> list[dict[str, Any]]:
        """The quotations as W3C Web Annotations; see :func:`quoteattr.output.linked.to_web_annotations`."""
        from quoteattr.output import linked

        return linked.to_web_annotations(cast("Article", self), source)

    def to_json_ld(self, url: str | None = None) -> dict[str, Any]:
        """The article with its quotations in the terms of schema.org; see :func:`quoteattr.output.linked.to_json_ld`."""
        from quoteattr.output import linked

        return linked.to_json_ld(cast("Article", self), url)

    def to_displacy(
        self, style: Literal["span", "ent"] = "span", label: Literal["kind", "speaker"] = "kind"
    ) -> dict[str, Any]:
        """What spaCy's displaCy shows with ``manual=True``; see :func:`quoteattr.output.displacy.to_displacy`."""
        from quoteattr.output import displacy

        return displacy.to_displacy(cast("Article", self), style, label)

    def to_cas(self) -> Cas:
        """A UIMA CAS for annotation tools; see :func:`quoteattr.output.cas.to_cas`."""
        from quoteattr.output import cas

        return cas.to_cas(cast("Article", self))

    @overload
    def to_html(self, path: None = None, *, title: str = ...) -> str: ...
    @overload
    def to_html(self, path: str | PathLike[str], *, title: str = ...) -> None: ...
    def to_html(self, path: str | PathLike[str] | None = None, *, title: str = "Quotations") -> str | None:
        """The article as a standalone web page: its text with every quotation in its speaker's colour, and a legend.

        Without ``path`` the page is returned. With it, the page is written there as UTF-8, over what stood there before,
        and None is returned; what :func:`open` raises (:class:`OSError`) is raised. The page has no scripts and loads
        nothing; ``title`` is its heading.

        >>> from quoteattr import Article
        >>> page = Article("“No,” she said.").to_html(title="A refusal")
        >>> "<title>A refusal</title>" in page
        True
        """
        from quoteattr.output import html

        page = html.render_page(cast("Article", self), title=title)
        if path is None:
            return page
        with open(path, "w", encoding="utf-8", newline="") as file:  # line ends stay those of the article
            file.write(page)
        return None
