"""The values that the library returns: plain, frozen, hashable and picklable.

None of them holds a spaCy object or points back to its owner, so they can be kept, compared and sent elsewhere.
How they become JSON, rows or HTML, they do not know: their doors are in ``quoteattr.ways_out``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, SupportsIndex, get_args, overload

import attrs

from quoteattr import english, post_forms, wording
from quoteattr.ways_out import ArticleDoors, Shown

Kind = Literal["direct", "mixed", "indirect"]
_KINDS: tuple[Kind, ...] = get_args(Kind)
SpeakerKind = Literal["person", "organisation", "unnamed"]
MarkReason = Literal["title", "term", "scare", "nickname", "name"]
Gender = Literal["female", "male"]
PassageKind = Literal["headline", "byline", "caption", "credit", "subheading", "markup", "data", "body"]


@attrs.frozen
class Span:
    """A stretch of the article's text.

    ``start`` and ``end`` count code points of the original text, half open: ``original[start:end] == text``.

    >>> Span.of("He said no.", 8, 10)
    Span(start=8, end=10, text='no')
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` up to ``end``."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return self.text


@attrs.frozen
class Role:
    """A post or standing that the article gives to a speaker: why they are being quoted.

    ``title`` is the post without its organisation (``deputy director``), None for a bare affiliation (``of Oxford
    University``); ``organisation`` the body, place or group it belongs to, in the article's words. ``former`` is true
    for ex, former, late and retired. ``span`` is where the article says so and ``rule`` the id of the rule that read it.

    >>> str(Role("Nato commander", "Nato", former=True))
    'former Nato commander'
    """

    title: str | None
    organisation: str | None = None
    former: bool = False
    span: Span | None = None
    rule: str = ""

    @property
    def normal(self) -> str | None:
        """The post as it can be counted over articles, in full, in small letters and free of gender; None for a bare affiliation.

        >>> Role("secretary", "Home").normal, Role("Chairwoman", "Acme").normal, Role(None, "Acme").normal
        ('home secretary', 'chair', None)
        """
        return post_forms.normal_post(self.title, self.organisation or "") if self.title else None

    def __str__(self) -> str:
        title = f"former {self.title}" if self.former and self.title else self.title
        organisation = self.organisation
        if title and organisation and organisation.casefold() in title.casefold():
            organisation = None  # "Nato commander, Nato" says it twice
        return ", ".join(part for part in (title, organisation) if part)


@attrs.frozen(cache_hash=True, repr=False)  # with hundreds of mentions, and looked up for every quotation
class Speaker(Shown):
    """Whom the article quotes or names, once per article whatever it calls them: a person, several together, a body, a document.

    ``name`` is the fullest form in the article without honorifics, ranks and titles; it is None when nobody is named
    (``kind`` is then ``"unnamed"`` and ``description`` says what the article calls them: ``a Treasury spokesman``).
    ``mentions`` are the places that name the speaker, the sources of quotations that refer to it and what describes it
    elsewhere, in order; ``descriptions`` those of them that neither name it nor are pronouns (``the mayor``, ``his lawyer``);
    ``aliases`` the different forms of its names and sources, pronouns left out. ``roles`` starts with the one to print. ``gender`` is what
    the article shows of a person by forms of address, nouns and pronouns, else what their forename leads to expect; None where
    it shows nothing. ``pronoun_mentions`` are the places of pronouns that mean the speaker, counted by ``pronouns``.

    >>> role = Role("deputy director", "Royal United Services Institute")
    >>> str(Speaker("Malcolm Chalmers", "person", roles=(role,)))
    'Malcolm Chalmers, deputy director, Royal United Services Institute'
    """

    name: str | None
    kind: SpeakerKind
    description: str | None = None
    honorific: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()
    descriptions: tuple[Span, ...] = ()
    gender: Gender | None = None
    pronoun_mentions: tuple[Span, ...] = ()

    @property
    def pronouns(self) -> dict[str, int]:
        """How often each pronoun was found to mean the speaker in this text, by its form as a subject.

        They are counted where they are the source of a quotation, or a subject before the last one (``he`` and ``she``
        only). Nothing is guessed from forenames or titles: somebody whom no pronoun means has none, and ``gender`` is not
        asked. Which pronoun means whom is an estimate like any other.

        >>> Speaker("Ann Poole", "person", pronoun_mentions=(Span(9, 12, "She"), Span(40, 43, "she"))).pronouns
        {'she': 2}
        """
        found = [wording.SUBJECT_FORMS.get(span.text.casefold()) for span in self.pronoun_mentions]
        return {form: found.count(form) for form in dict.fromkeys(found) if form is not None}

    @property
    def role(self) -> Role | None:
        """The role to print: the one the article gives nearest to the speaker's first quotation."""
        return self.roles[0] if self.roles else None

    @property
    def label(self) -> str:
        """The name, or the description of an unnamed speaker."""
        return self.name or self.description or "unnamed speaker"

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.name is not None and self.role else self.label

    def __repr__(self) -> str:
        return f"<Speaker {self.kind} {wording.short(str(self))}>"


@attrs.frozen
class Evidence:
    """One step of the chain that led to a speaker: the rule, what it saw, and where."""

    rule: str
    note: str
    span: Span | None = None


@attrs.frozen
class Candidate:
    """Somebody who may be the speaker of a quotation, and how likely that is."""

    speaker: Speaker
    probability: float

    def __str__(self) -> str:
        return f"{self.speaker.label} ({self.probability:.2f})"


def _known_kind(quote: Quote, _: object, kind: str) -> None:
    if kind not in _KINDS:
        raise ValueError(f"a quotation is {', '.join(_KINDS)}, not {kind!r}")


def _some_piece(quote: Quote, _: object, content: tuple[Span, ...]) -> None:
    if not content:
        raise ValueError("a quotation has at least one piece of content")


@attrs.frozen(repr=False)
class Quote(Shown):
    """One quotation: a content with its cue, its source and the speaker that the source refers to.

    ``content`` holds one or more pieces in order. ``cue`` is the reporting expression (``said``), None if it continues
    another; ``source`` the mention at that place (``he``, ``the mayor``), None where there is none; ``addressee`` whom it
    was said to or where (``the BBC``). ``speaker`` is None when nobody could be found surely enough: such ones are kept.
    ``where`` is the kind of passage that the content stands in, ``within`` the position in ``article.quotes`` of the
    quotation in whose words it stands, which stay whole. ``rule`` is the id of the rule that linked content and source,
    ``evidence`` the chain from there to the speaker.

    ``confidence`` is the estimated probability that ``speaker`` is right (if this is a quotation), 0 for none. ``candidates``
    are those who may have spoken, likeliest first; their probabilities add up to 1 at most.

    Raises ``ValueError`` for another kind, and for no content. That places lie within a text is not checked.

    >>> Quote("spoken", (Span(0, 2, "no"),))
    Traceback (most recent call last):
    ValueError: a quotation is direct, mixed, indirect, not 'spoken'
    """

    kind: Kind = attrs.field(validator=_known_kind)
    content: tuple[Span, ...] = attrs.field(validator=_some_piece)
    cue: Span | None = None
    source: Span | None = None
    addressee: Span | None = None
    speaker: Speaker | None = None
    where: PassageKind = "body"
    confidence: float = 0.0
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    within: int | None = None

    @property
    def text(self) -> str:
        """The words as an editor would put them: the pieces, of a direct quotation without its outer marks, as one text.

        A comma that stood before the reporter's *he said* becomes a full stop where a sentence begins behind it; where words
        that are not the speaker's stand between pieces, other than the cue, there is a […]. Line ends become spaces.

        >>> pieces = Span(0, 6, '"Yes,"'), Span(16, 29, '"It is late."')
        >>> Quote("direct", pieces, cue=Span(10, 14, "said")).text, Quote("direct", pieces).text
        ('Yes. It is late.', 'Yes […] It is late.')
        """
        return wording.joined(self.content, self.kind, self.cue.start if self.cue else None)

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.content[-1].end

    def explain(self) -> str:
        """Why these words are whose, in a few plain lines: what links them, who is meant, as whom, and how surely.

        >>> lee = Speaker("Ann Lee", "person", roles=(Role("head", "Nato"),))
        >>> steps = (Evidence("clause", "“said” reports these words"), Evidence("name", "“Lee” names Ann Lee"))
        >>> quote = Quote("indirect", (Span(0, 2, "no"),), speaker=lee, confidence=0.97, evidence=steps)
        >>> print(quote.explain())
        “said” reports these words [clause].
        “Lee” names Ann Lee [name].
        Ann Lee, head, Nato: 97 % sure.
        """
        lines = [f"{step.note} [{step.rule}]." for step in self.evidence]
        role = self.speaker.role if self.speaker else None
        if role is not None and role.span is not None:
            lines.append(f"“{role.span}” gives the role [{role.rule}].")
        others = [str(c) for c in self.candidates if c.speaker != self.speaker]
        if self.speaker is not None:
            verdict = f"{self.speaker}: {min(self.confidence, 0.99):.0%} sure".replace("%", " %")
            verdict += f"; otherwise {', '.join(others)}" if others else ""
        else:
            verdict = "Nobody is named" + (f" surely enough; perhaps {', '.join(others)}" if others else "")
        return "\n".join([*lines, f"{verdict}."])

    def __str__(self) -> str:
        return f"{self.speaker.label if self.speaker else 'unknown speaker'}: {self.text}"

    def __repr__(self) -> str:
        return f"<Quote {self.kind} {self.start}:{self.end} {wording.short(str(self))}>"


class Quotes(Shown, tuple[Quote, ...]):
    """Quotations as a tuple like any other, which a notebook shows as a table; slices are shown so too.

    >>> quotes = Quotes([Quote("direct", (Span(0, 4, "“No”"),))])
    >>> quotes == tuple(quotes), quotes[:1] == quotes, "<table>" in quotes[:1]._repr_html_()
    (True, True, True)
    >>> quotes
    <Quotes: 1, by unknown speaker>
    """

    __slots__ = ()

    @overload
    def __getitem__(self, key: SupportsIndex) -> Quote: ...
    @overload
    def __getitem__(self, key: slice) -> Quotes: ...
    def __getitem__(self, key: SupportsIndex | slice) -> Quote | Quotes:
        found = super().__getitem__(key)
        return Quotes(found) if isinstance(found, tuple) else found

    def __repr__(self) -> str:
        who = dict.fromkeys(quote.speaker.label if quote.speaker else "unknown speaker" for quote in self)
        return f"<Quotes: {len(self)}{', by ' if who else ''}{wording.short(', '.join(who))}>"


@attrs.frozen
class Mark:
    """A stretch between quotation marks that reports nobody's words, and why: it is labelled, not dropped."""

    span: Span
    reason: MarkReason


@attrs.frozen
class Passage:
    """A paragraph of the page, or another piece of it (headline, byline, caption, photo credit …)."""

    span: Span
    kind: PassageKind


@attrs.frozen
class PageInfo:
    """What a web page says of its article: title, authors, date of publication, address, publication and language.

    ``date`` is ISO 8601, ``site`` the publication's name, ``language`` a tag (``en-GB``); what a page does not tell is None.

    >>> PageInfo("Rain", ("Ann Poole",), "2024-03-04").authors
    ('Ann Poole',)
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    url: str | None = None
    site: str | None = None
    language: str | None = None


def _number(values: tuple[object, ...]) -> str:
    return f"<{len(values)}>"  # in full they would fill pages


@attrs.frozen
class Article(ArticleDoors):
    """An article's text with everything found in it.

    ``quotes`` are in order of their first piece; ``speakers`` hold every quoted person or body once, in order of first
    quotation; ``marks`` are quotation-marked stretches that are no speech; ``passages`` tile the text (white space alone
    has none). ``model`` and ``version`` say which spaCy pipeline and which release of the library produced it.
    ``candidates`` are those who may have been quoted, but to whom no quotation is given; ``others`` all other persons and
    bodies that the article names. :attr:`people` are all who are named, quoted or not. ``page`` is what the web page said that
    the text was taken from, None for a plain text. An article counts and gives its quotations (``len``, ``for``, ``[0]``), but is
    true without any, too: ask ``if article.quotes``.

    >>> Article("“No,” she said.", model="tiny 1.0")  # doctest: +ELLIPSIS
    Article(text='“No,” she said.', quotes=<0>, speakers=<0>, ..., model='tiny 1.0', version='', candidates=<0>, others=<0>, page=None)
    """

    text: str = attrs.field(repr=lambda text: repr(text if len(text) <= 60 else text[:57] + "..."))
    quotes: Quotes = attrs.field(default=Quotes(), converter=Quotes, repr=_number)
    speakers: tuple[Speaker, ...] = attrs.field(default=(), repr=_number)
    marks: tuple[Mark, ...] = attrs.field(default=(), repr=_number)
    passages: tuple[Passage, ...] = attrs.field(default=(), repr=_number)
    model: str = ""
    version: str = ""
    candidates: tuple[Speaker, ...] = attrs.field(default=(), repr=_number)
    others: tuple[Speaker, ...] = attrs.field(default=(), repr=_number)
    page: PageInfo | None = None

    @property
    def english(self) -> bool:
        """Whether the text seems to be English (:func:`~quoteattr.is_english`): in any other nothing is looked for."""
        return english.is_english(self.text)

    @property
    def people(self) -> tuple[Speaker, ...]:
        """Every person and body that the article names, quoted or only spoken of, in order of first mention.

        Those who are quoted are the same values as in ``speakers``; who has no name is not here.

        >>> poole = Speaker("Ann Poole", "person", mentions=(Span(14, 23, "Ann Poole"),))
        >>> harbour, nobody = Speaker("Harbour Trust", "organisation"), Speaker(None, "unnamed", "officials")
        >>> article = Article("The trust met Ann Poole.", speakers=(nobody, poole), others=(harbour,))
        >>> [f"{one.name} ({one.kind})" for one in article.people]
        ['Harbour Trust (organisation)', 'Ann Poole (person)']
        """
        named = (one for one in (*self.speakers, *self.candidates, *self.others) if one.name is not None)
        return tuple(sorted(named, key=lambda one: one.mentions[0].start if one.mentions else -1))

    def __iter__(self) -> Iterator[Quote]:
        return iter(self.quotes)

    def __len__(self) -> int:
        return len(self.quotes)

    def __bool__(self) -> bool:
        return True  # whatever was found in it

    @overload
    def __getitem__(self, key: SupportsIndex) -> Quote: ...
    @overload
    def __getitem__(self, key: slice) -> Quotes: ...
    def __getitem__(self, key: SupportsIndex | slice) -> Quote | Quotes:
        return self.quotes[key]
