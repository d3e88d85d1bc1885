"""What the wings have found → the frozen values of an :class:`~quoteattr.model.Article`: speakers, then quotations.

A role or gender that only a description or pronoun tells is settled here: it takes who is meant, and what the words say.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

import attrs

from quoteattr import lexicon, rules
from quoteattr.draft import Attribution, CharSpan, Entity, Name, Phrase, RoleStatement, StretchId
from quoteattr.model import Article, Candidate, Evidence, Gender, Kind, Quote, Role, Span, Speaker
from quoteattr.options import DEFAULT
from quoteattr.own.weights import Weights
from quoteattr.quotations import unspoken
from quoteattr.roles import statements, unnamed
from quoteattr.roles.joined import distinct
from quoteattr.roles.phrases import is_beside_the_point, sort_of
from quoteattr.speakers import confidence
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import HE, PRONOUNS, SHE
from quoteattr.speakers.referents import Referent, Resolution
from quoteattr.text.page import Page
from quoteattr.version import __version__
from quoteattr.wording import SUBJECT_FORMS

_FAR = 10_000  # tokens: the distance given to a role that only a description tells
_SURE = 1.0  # log-odds above which a description of somebody is taken for one of their roles
_STATED = 20.0  # log-odds that no weights give: the text itself states whom the description means
_START = attrgetter("start")
_GENDERS: dict[str, Gender] = {"f": "female", "m": "male"}


@attrs.frozen
class Reading:
    """What the stages have found in a page, before it is put together: attributions (``found``), each with its resolution.

    ``inner`` is the page turned inside out, on which attributions within the words of others were found.
    """

    page: Page
    entities: tuple[Entity, ...]
    roles: tuple[RoleStatement, ...]
    found: tuple[Attribution, ...]
    resolutions: tuple[Resolution, ...]
    people: dict[Referent, Speaker]
    unspoken: tuple[StretchId, ...]
    weights: Weights
    inner: Page | None

    def features(self, number: int) -> dict[str, float]:
        """What the confidence in the speaker of an attribution rests on; empty where there is none."""
        a, r = self.found[number], self.resolutions[number]
        if r.referent is None:
            return {}
        return confidence.features(self.page, a, r, self.people[r.referent], _sentences_back(self.page, a, r))


def assemble(reading: Reading, *, model: str = "", min_confidence: float = DEFAULT.min_confidence) -> Article:
    """Frozen values out of what the stages have found."""
    page = reading.page
    quotes = _nested(_quote(reading, number, min_confidence) for number in range(len(reading.found)))
    speakers = tuple(dict.fromkeys(quote.speaker for quote in quotes if quote.speaker))
    quoted = set(speakers)
    candidates = dict.fromkeys(c.speaker for quote in quotes for c in quote.candidates if c.speaker not in quoted)
    others = tuple(who for r, who in reading.people.items() if r.is_named and not (who in quoted or who in candidates))
    labelled = unspoken.labels(page, reading.unspoken)
    return Article(
        page.string, quotes, speakers, labelled, page.passages, model, __version__, tuple(candidates), others
    )


# --- speakers -------------------------------------------------------------------------------------------------------


def people(cast: Cast, found: tuple[Attribution, ...], resolutions: tuple[Resolution, ...]) -> dict[Referent, Speaker]:
    """Every referent that is quoted or may be, once, then all others who are named."""
    page = cast.page
    first: dict[Referent, int] = {}
    starts = [page.token_at(attribution.pieces[0].start) for attribution in found]
    for start, resolution in zip(starts, resolutions, strict=True):
        if resolution.referent is not None:
            first.setdefault(resolution.referent, start)
    for start, resolution in zip(starts, resolutions, strict=True):
        for referent, _ in resolution.ranking:
            first.setdefault(referent, start)
    for referent in cast.referents:
        if referent.entity is not None and referent.is_named:
            first.setdefault(referent, referent.entity.mentions[0].start)
    return {referent: _speaker(page, referent, start) for referent, start in first.items()}


def _speaker(page: Page, referent: Referent, first_quoted: int) -> Speaker:
    """The finished value; its first role is the one that the text gives nearest to token ``first_quoted``."""
    name, kind = name_of(referent), referent.kind
    if referent.entity is None and not (referent.members or referent.sources):
        name, kind = None, "unnamed"  # "a song": its description names a body that is quoted only
    name = page.once(_strings).setdefault(name, name) if name else name
    sources = [(page.chars(phrase.tokens), rule) for phrase, rule in referent.sources]
    called, passing = _mentions(page, referent, {place for place, _ in sources})
    aliases = tuple(dict.fromkeys(m.text for m in called.values() if m.text.casefold() not in PRONOUNS))
    everywhere = called | passing if passing else called
    mentions = tuple([everywhere[place] for place in sorted(everywhere)])
    roles, gender = _roles(page, referent, first_quoted), _gender(page, referent)
    described = {place: called[place] for place, rule in sources if rule != "name"} | passing
    descriptions = _unnamed(described, name) if described else ()
    honorific, pronouns = referent.entity.honorific if referent.entity else None, _pronouns(page, referent, called)
    return Speaker(
        name, kind, referent.description, honorific, aliases, roles, mentions, descriptions, gender, pronouns
    )


def name_of(referent: Referent) -> str | None:
    """The name that somebody is given: none for people who are known by a description only."""
    if referent.entity is not None:
        return referent.entity.name
    if referent.members:
        named = [(m.entity.name, m.has_article) for m in referent.members if m.entity]
        return enumerated([f"the {name}" if article and n else name for n, (name, article) in enumerate(named)])
    return body_name(referent.description or "") if referent.kind == "organisation" else None


_Placed = dict[CharSpan, Span]
"""Spans by their places: what is asked for again is not made anew."""


def _mentions(page: Page, referent: Referent, called: set[CharSpan]) -> tuple[_Placed, _Placed]:
    """The sources that refer to somebody (``called``) with the names outside them; and the descriptions in passing that are outside both."""
    if referent.entity is not None:
        covered = {at for place in called for at in range(*place)}
        called |= {page.chars(n.tokens) for n in referent.entity.mentions if page.starts[n.start] not in covered}
    described = {page.chars(phrase.tokens) for phrase in referent.described}
    covered = {at for place in called for at in range(*place)} if described else set[int]()
    return _in_order(page, called), _in_order(page, {p for p in described if covered.isdisjoint(range(*p))})


def _in_order(page: Page, places: Iterable[CharSpan]) -> _Placed:
    ordered = sorted(places)
    return dict(zip(ordered, _shared(page, ordered), strict=True))


def _shared(page: Page, places: Iterable[CharSpan]) -> list[Span]:
    """The spans at some places; those with the same words share one string, as names, pronouns and cues recur."""
    text, one = page.string, page.once(_strings).setdefault
    words = ((place, text[slice(*place)]) for place in places)
    return [Span(*place, one(found, found)) for place, found in words]


def _strings(_: Page) -> dict[str, str]:
    """The strings of a page that spans share."""
    return {}


def _unnamed(described: _Placed, name: str | None) -> tuple[Span, ...]:
    """The descriptions of somebody without their ``name``: 'the mayor', but not 'the city council' of the city council."""
    found = (described[place] for place in sorted(described))
    return tuple(f for f in found if f.text.casefold() not in PRONOUNS and not (name and name in f.text))


def _pronouns(page: Page, referent: Referent, called: _Placed) -> tuple[Span, ...]:
    """The pronouns that refer to somebody, as sources, which are ``called``, and elsewhere outside quotations."""
    phrases = [*(phrase for phrase, _ in referent.sources), *referent.pronouns]
    places = {page.chars(phrase.tokens) for phrase in phrases if page.lowers[phrase.head] in SUBJECT_FORMS}
    known = called | _in_order(page, places - called.keys()) if places else called
    spans = (known[place] for place in sorted(places))
    return tuple(span for span in spans if span.text.casefold() in SUBJECT_FORMS)


def _gender(page: Page, referent: Referent) -> Gender | None:
    """What the article shows of a person: by title or noun, else by a pronoun that was found to mean them, else by forename."""
    if referent.kind == "organisation" or referent.plural:
        return None
    words = {page.lowers[phrase.head] for phrase, _ in referent.sources}
    shown = "f" if words & SHE else "m" if words & HE else "-"
    by_pronoun = shown != "-" and (referent.guessed or referent.gender == "-")
    return _GENDERS.get(shown if by_pronoun else referent.gender)


def _roles(page: Page, referent: Referent, first_quoted: int) -> tuple[Role, ...]:
    """The roles of somebody, the nearest first, then those in descriptions of one person; those that tell least come last."""
    found = _with_distance(page, referent, first_quoted)
    if found and (own := name_of(referent)) is not None and referent.kind == "person":
        # nobody is *Ann Poole's* uncle who is Ann Poole
        found = [(distance, role) for distance, role in found if role.organisation != own]
    if len(found) < 2:
        return tuple([role for _, role in found])
    telling = any(role.title is not None and not is_beside_the_point(role) for _, role in found)
    found.sort(key=lambda pair: (telling and is_beside_the_point(pair[1]), pair[0]))
    return distinct(role for _, role in found)


def _with_distance(page: Page, referent: Referent, first_quoted: int) -> list[tuple[int, Role]]:
    """All roles of somebody, each with how far from token ``first_quoted`` it is given."""
    found = [(abs(statement.at - first_quoted), statement.role) for statement in referent.statements]
    for member in referent.members:  # the first role of each: 'Ann Poole and Tom Reed'
        found += [(_FAR, statement.role) for statement in member.statements if statement.role.title][:1]
    if described := _roles_in_descriptions(page, referent):
        # a son who is quoted as *the owner*
        only_kin = bool(found) and all(sort_of(role) == "kin" for _, role in found)
        found += [(-1 if only_kin else _FAR, role) for role in described]
    if referent.kind == "person" and referent.entity is not None:
        by_pronoun = (pair for phrase in referent.pronouns for pair in statements.of_pronoun(page, phrase))
        found += [(abs(at - first_quoted), role) for at, role in by_pronoun]
    return found


def _roles_in_descriptions(page: Page, referent: Referent) -> list[Role]:
    """The roles in descriptions of one person."""
    if referent.kind == "organisation" or referent.members:
        return []
    return [role for phrase in _telling_descriptions(page, referent) if (role := unnamed.of_phrase(page, phrase))]


def _telling_descriptions(page: Page, referent: Referent) -> list[Phrase]:
    """The descriptions that tell what somebody is; if they have a name, those that tell a post and surely mean them, the surest first.

    One that recurs, or belongs to somebody of whom nothing else is told, is surer: *the woman* may be anybody.
    """
    if referent.entity is None:
        return [phrase for phrase, rule in referent.sources if rule != "name"]
    if not referent.called:
        return []
    names = referent.entity.mentions
    posts = [(p, odds) for p, odds in referent.called if odds > _STATED or _is_post(page, p)]
    own_tokens = {place.token for place in referent.places}.union(*(range(*name.tokens) for name in names))
    posts = [(p, odds) for p, odds in posts if not _is_of_another(page, p, names, own_tokens)]
    posts.sort(key=lambda pair: -pair[1])  # who is "the actress" for sure is hardly "the host"
    heads = Counter(page.lowers[phrase.head] for phrase, _ in referent.called)
    alone = 0 if referent.statements else 1
    return [p for p, odds in posts if odds + alone + (1 if heads[page.lowers[p.head]] > 1 else 0) > _SURE]


def _is_post(page: Page, phrase: Phrase) -> bool:
    """Whether a description tells more than a standing, by its head, or by *president* of 'the president-elect'."""
    head = phrase.head
    if page.words[head - 1] == "-" and page.lowers[head] in ("elect", "designate"):
        head -= 2
    return lexicon.noun_class(page.lowers[head], "standing") != "standing"


def _is_of_another(page: Page, phrase: Phrase, names: tuple[Name, ...], own_tokens: set[int]) -> bool:
    """Whether a description means somebody else than the person with some ``names``, who stands at ``own_tokens``.

    'She followed *their model*', '*the director* is not Ann Poole', 'She reminded *the minister* that'.
    """
    kin = page.tags[phrase.start] == "PRP$" and lexicon.noun_class(page.lowers[phrase.head]) == "kin"
    if page.lowers[phrase.start] == "their" or (kin and page.deps[phrase.head] in ("dobj", "pobj")):
        return True  # "Her father drives *his daughter*", of whom this is what he has to do with her
    if any(phrase.start <= name.start < page.sentence(phrase.head).end for name in names):
        return True
    beside = page.lowers[phrase.start - 1 : phrase.start] in (["from"], ["by"], ["with"])
    if beside and any(name.tail == phrase.start - 1 for name in names):
        return True  # "a letter to Ann Poole from *the governor*"
    at = page.tokens[phrase.head]
    while at.dep_ != "ROOT" and not (at.dep_ == "conj" and page.subject(at) is not None):
        at = at.head
        subject = page.subject(at)
        if subject is not None and subject.i != phrase.head and subject.i in own_tokens:
            return True
    return False


def enumerated(names: list[str]) -> str:
    """Several names as one.

    >>> enumerated(["Ann Poole", "Tom Reed", "Joe Dunn"])
    'Ann Poole, Tom Reed and Joe Dunn'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]])


def body_name(description: str) -> str:
    """A body's description as its name: without the article.

    >>> body_name("the legal team for the two men"), body_name("a study published last year")
    ('legal team for the two men', 'study published last year')
    """
    words = description.split()
    if len(words) > 1 and words[0].casefold() in lexicon.labelled("reference_words", "definite") | {"a", "an"}:
        words = words[1:]
    return " ".join(words)


# --- quotations -----------------------------------------------------------------------------------------------------


def _quote(reading: Reading, number: int, min_confidence: float) -> Quote:
    """The value of an attribution with its resolution; a speaker who is less sure than ``min_confidence`` is left out."""
    page, a, r = reading.page, reading.found[number], reading.resolutions[number]
    speaker = reading.people[r.referent] if r.referent is not None else None
    content = tuple(Span.of(page.string, *piece) for piece in a.pieces)
    cue = _shared(page, [page.chars(a.cue)])[0] if a.cue else None
    source, addressee = _span(page, a.source, speaker), _span(page, a.addressee)
    evidence = [Evidence(a.rule, _link(cue.text if cue else ""), cue)]
    sure = 0.0
    candidates: tuple[Candidate, ...] = ()
    if r.referent is not None and speaker is not None:
        back = _sentences_back(page, a, r)
        sure = confidence.probability(confidence.features(page, a, r, speaker, back), reading.weights)
        rivals = (pair for pair in confidence.shares(r, sure, reading.weights) if pair[0] != r.referent)
        pairs = sorted([(r.referent, sure), *rivals], key=lambda pair: -pair[1])
        candidates = tuple([Candidate(reading.people[referent], share) for referent, share in pairs])
        evidence.append(Evidence(r.rule, _finding(r, speaker, source, back), source))
        if sure < min_confidence:
            speaker, sure = None, 0.0
    marked = reading.inner if a.inner and reading.inner is not None else page
    kind, where = _kind(marked, a), page.passages[page.passage_of[page.token_at(a.pieces[0][0])]].kind
    return Quote(kind, content, cue, source, addressee, speaker, where, sure, a.rule, tuple(evidence), candidates)


@lru_cache(maxsize=1024)
def _link(cue: str) -> str:
    """What links words to their source; one string for all that have the same cue."""
    return f"“{cue}” reports these words" if cue else "These words have no cue of their own"


def _span(page: Page, phrase: Phrase | None, speaker: Speaker | None = None) -> Span | None:
    """The span of a phrase, which may be a mention of a ``speaker`` that is made already."""
    if phrase is None:
        return None
    start, end = page.chars(phrase.tokens)
    mentions = speaker.mentions if speaker is not None else ()
    at = bisect_left(mentions, start, key=_START)
    while at < len(mentions) and mentions[at].start == start:
        if mentions[at].end == end:
            return mentions[at]
        at += 1
    return Span.of(page.string, start, end)


def _nested(found: Iterable[Quote]) -> tuple[Quote, ...]:
    """Quotations in order, each with the position of the innermost one that it stands in whole, within one of its pieces."""
    quotes = list(found)
    pieces = sorted(
        (piece.start, -piece.end, position != 0, number)
        for number, quote in enumerate(quotes)
        for position, piece in enumerate(quote.content)
    )
    # the ends of those that may hold the next one, and the quotations they are of
    open_pieces: list[tuple[int, int]] = []
    for start, minus_end, is_later_piece, number in pieces:
        end = quotes[number].end
        while open_pieces and open_pieces[-1][0] <= start:
            open_pieces.pop()
        if not is_later_piece:
            holders = (outer for edge, outer in reversed(open_pieces) if edge >= end and outer != number)
            outer = next(holders, None)
            if outer is not None and quotes[outer].content != quotes[number].content:
                quotes[number] = attrs.evolve(quotes[number], within=outer)
        open_pieces.append((-minus_end, number))
    return tuple(quotes)


def _sentences_back(page: Page, a: Attribution, r: Resolution) -> int:
    """How many sentences have ended since the speaker was last named."""
    here = a.source.head if a.source else page.token_at(a.pieces[0].start)
    return max(page.sentences[here] - page.sentences[r.antecedent], 0) if r.antecedent is not None else 0


def _finding(r: Resolution, speaker: Speaker, source: Span | None, back: int) -> str:
    """What a rule has found, in words: '“he” is Ann Poole, last mentioned 2 sentences before'."""
    ago = "in the same sentence" if not back else f"{back} sentence{'s' * (back > 1)} before"
    named = f", last mentioned {ago}" if r.antecedent is not None else ""
    return rules.rules()[r.rule].note.format(source=source, speaker=speaker.label, ago=named)


def _kind(page: Page, a: Attribution) -> Kind:
    if page.outer_edges.issuperset(a.pieces):
        return "direct"
    marked = any(max(page.inside[slice(*page.token_span(piece))], default=-1) >= 0 for piece in a.pieces)
    return "mixed" if marked else "indirect"
