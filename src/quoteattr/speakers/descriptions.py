"""A description → whom it takes up, or somebody new: 'the mayor', 'a report by Acme', 'officials'.

The steps are asked in order, and the first that finds somebody is right. Some of them know whom they mean; the others
say who may be meant, and the weights decide.
"""

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.model import SpeakerKind
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.contenders import ANYWHERE, Field, bodies, holders, people, rivals
from quoteattr.speakers.queries import Query
from quoteattr.speakers.ranker import best, ranked
from quoteattr.speakers.referents import Referent, Resolution
from quoteattr.text.page import DASHES

_SHORT = 3  # tokens: 'the company', hardly more, takes up a body named before
_LONG = 8  # tokens: a description of more is none to recognise a person by
_TOPICS = frozenset({"on", "about", "into"})
_ADDING_TAGS = frozenset({"WP", "WDT", "WRB", "VBG", "VBN", "VBD"})


def described(cast: Cast, query: Query) -> Resolution:
    """Whom a description means."""
    for step in _STEPS:
        referent = step(cast, query)
        if referent is not None:
            noun = query.word if step is _author else None  # "a report by Acme … the report"
            rest = tuple(pair for pair in ranked(cast, query, rivals(referent)) if pair[0] is not referent)
            ranking = ((referent, (rest[0][1] if rest else 0.0) + 1.0), *rest)  # it, and whoever stands out as it does
            return Resolution.of(referent, "description", query.phrase.start, ranking, noun=noun)
    new = _somebody_new(cast, query)
    rule = "body" if new.kind == "organisation" else "unnamed"
    return Resolution.of(new, rule, query.phrase.start, noun=query.word)


def _author(cast: Cast, query: Query) -> Referent | None:
    """Who is behind a document: 'Acme's report', 'a report by Acme', 'the latest Acme survey'."""
    if query.word.removesuffix("s" if query.plural else "") not in lexicon.words("document_nouns"):
        return None
    tokens, head = cast.page.tokens, query.at
    for referent, name in cast.mentions.names_in(query.phrase):
        if name.end <= head:
            between = tokens[name.end : head]
            if cast.mentions.is_possessor(name) or all(t.tag_ in ("NN", "JJ") for t in between):
                return referent
        links = [t.lower_ for t in tokens[head + 1 : name.start]]
        behind = tokens[name.tail].lower_ if name.tail < query.phrase.end else ""
        written = links[:1] in (["by"], ["from"], ["of"]) and not _TOPICS & set(links)
        if written and not lexicon.is_post(behind):
            return referent
    return None


def _holder(cast: Cast, query: Query) -> Referent | None:
    """The person whose role a description repeats: the most salient before it, else the first named after it."""
    fitting = holders(cast, query)
    before = best(cast, query, Field("role", ANYWHERE, set(fitting).__contains__)) if fitting else None
    return before or next((referent for referent in fitting if referent.places), None)


def _begun(cast: Cast, query: Query) -> Referent | None:
    """The body whose name a description begins: 'Eastwick police', where the Eastwick Police Department is named."""
    if not query.plural:
        return None
    words = cast.page.text(query.phrase.tokens).casefold().removeprefix("the ") + " "
    return next(cast.beginning_with(words), None)


def _again(cast: Cast, query: Query) -> Referent | None:
    """Somebody met before under the same description: 'a woman … the woman', 'a report by Acme … the report'."""
    if not query.definite:
        return None
    again = [referent for referent in cast.known_as(query.word) if referent.plural == query.plural]
    if query.word in lexicon.labelled("reference_words", "gender"):
        again += (r for r in cast.referents if r.entity is None and r.gender == query.gender)
    return max(again, key=lambda referent: referent.number, default=None)


def _person(cast: Cast, query: Query) -> Referent | None:
    """'the striker' of whom no role was told: the person who stands out most nearby."""
    if not query.definite or query.plural or not query.is_person or not _is_plain(cast, query):
        return None
    field = people(query)
    return best(cast, query, field) if field else None


def _body(cast: Cast, query: Query) -> Referent | None:
    """'the company', 'the band': the body that stands out most."""
    if not query.definite or query.plural or query.is_person:
        return None
    field = bodies(query) if _before_comma(cast, query) - query.phrase.start <= _SHORT else None
    return best(cast, query, field) if field else None


_STEPS = (_author, _holder, _begun, _again, _person, _body)


def _somebody_new(cast: Cast, query: Query) -> Referent:
    """Somebody of whom the text has not spoken: 'a Treasury spokesman', 'officials', 'the legal team'."""
    nouns = () if query.indefinite else (lexicon.words("organisation_nouns"), lexicon.words("metonyms"))
    body = any(query.word in words for words in (lexicon.words("document_nouns"), *nouns))
    kind: SpeakerKind = "organisation" if body and not query.plural and not query.is_person else "unnamed"
    return Referent(kind, query.gender, query.plural, description=_short(cast, query))


def _before_comma(cast: Cast, query: Query) -> int:
    """Where a phrase ends without what is added behind a comma: 'The newspaper, long a critic of the plan'."""
    behind = range(query.phrase.head, query.phrase.end)
    return next((i for i in behind if cast.page.words[i] == ","), query.phrase.end)


def _is_plain(cast: Cast, query: Query) -> bool:
    """Whether a description is one to recognise somebody by: 'the Leeds striker', not 'the firm's manager for Kent'."""
    tokens = cast.page.tokens[query.phrase.start : _before_comma(cast, query)]
    tokens = tokens[: next((i for i, t in enumerate(tokens) if t.lower_ == "and"), len(tokens))]
    former = any(t.lower_ in lexicon.labelled("role_words", "former") for t in tokens)
    owned = any(t.tag_ in ("POS", "WP", "WDT") for t in tokens)
    linked = any(t.i > query.at and t.tag_ == "IN" and t.lower_ != "of" for t in tokens)
    return tokens[0].lower_ == "the" and len(tokens) <= _LONG and not (former or owned or linked)


def _short(cast: Cast, query: Query) -> str:
    """The description without relative clauses and appositions behind it: 'A man (42)', 'A man wearing a hat'."""
    page, behind = cast.page, range(query.at + 1, query.phrase.end)
    added = (i for i in behind if page.words[i] in DASHES | {",", "("} or page.tags[i] in _ADDING_TAGS)
    return page.text(TokenSpan(query.phrase.start, max(next(added, query.phrase.end), query.at + 1)))
