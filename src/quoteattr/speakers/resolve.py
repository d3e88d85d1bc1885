"""Attributions + entities + roles → speakers: whom each source mention refers to.

Rules: ``name`` the mention names its speaker, ``pronoun`` and ``description`` refer to one named elsewhere,
``continuation`` and ``lead-in`` give a floating quotation its speaker, ``unnamed`` introduces somebody without a
name, ``body`` a body or document known by its description only, ``resolver`` whom coreference from elsewhere names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Attribution, CharSpan, Phrase, Resolution, TokenSpan
from quoteattr.model import Role, Span, Speaker, SpeakerKind
from quoteattr.speakers import salience
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.referents import (
    DEFINITE,
    HE,
    INDEFINITE,
    IT,
    MAIN,
    MAN,
    PRONOUNS,
    SHE,
    THEY,
    WOMAN,
    Referent,
    agreement,
    body_name,
    distinct,
    enumerated,
    gender_of,
    is_person_noun,
    same_role,
)
from quoteattr.speakers.salience import REACH, Fit, Ranking
from quoteattr.text.page import DASHES, Page

_ANYBODY = frozenset(
    [
        "judge",
        "victim",
        "person",
        "individual",
        "child",
        "baby",
        "witness",
        "defendant",
        "complainant",
        "user",
        "caller",
        "other",
    ]
)
_NEAR = 8  # passages: how far back the most salient is looked for at first
_SHORT = 3  # tokens: 'the former striker', hardly more, takes up somebody named before


@attrs.define
class Speakers:
    """The way from a source mention to one of the cast.

    ``describe`` reads the role in a description (a Treasury spokesman). ``clusters`` is coreference from elsewhere, in code
    points; what it says of pronouns and descriptions goes before the library's own rules. ``previous`` is the speaker of
    the latest quotation and its last token.
    """

    cast: Cast
    describe: Callable[[Page, Phrase], Role | None]
    clusters: tuple[tuple[CharSpan, ...], ...] = ()
    previous: tuple[int, int] | None = attrs.field(default=None, init=False)

    @property
    def page(self) -> Page:
        return self.cast.page

    # --- from mention to referent -----------------------------------------------------------------------------------

    def resolve(self, attribution: Attribution) -> Resolution:
        """Whom an attribution's source refers to. Attributions are given in the order of the text."""
        if attribution.source is not None:
            found = self._mention(attribution.source)
            if found.referent is not None:
                self.cast.stand(found.referent, attribution.source.head, MAIN)
                self.cast.referents[found.referent].sources.append((attribution.source, found.rule))
        else:
            found = self._floating(attribution)
        if found.referent is not None:
            last = self.page.token_at(attribution.pieces[-1][1] - 1)
            self.previous = (
                found.referent,
                max(last, attribution.source.head if attribution.source else last),
            )
        return found

    def _mention(self, phrase: Phrase) -> Resolution:
        head = self.cast.mentions.true_head(phrase)
        pronoun = head.tag_ == "PRP" or head.lower_ in HE | SHE | IT | THEY
        named = None if pronoun else self._named(phrase, head)
        if named is None and (clustered := self._clustered(head)) is not None:
            return self._found(clustered, "resolver", phrase.start)
        if pronoun:
            return self._pronoun(head)
        if named is not None:
            return self._found(named, "name", phrase.start, self._namesakes(phrase, named))
        return self._description(phrase, head)

    def _clustered(self, head: Token) -> int | None:
        """The referent that the given coreference puts a mention together with: the one named most often there."""
        at = self.page.starts[head.i]
        around = [(end - start, cluster) for cluster in self.clusters for start, end in cluster if start <= at < end]
        if not around:
            return None
        _, cluster = min(around)
        named = (self._named_by(self.page.token_span(span)) for span in cluster)
        counts = Counter(number for number in named if number is not None)
        return max(counts, key=lambda number: counts[number], default=None)

    def _named_by(self, tokens: TokenSpan) -> int | None:
        """The referent that some tokens name: 'Ann Poole, the mayor of Eastwick' is Ann Poole."""
        if tokens.start == tokens.end:
            return None
        head = self.page.doc[slice(*tokens)].root
        return self._named(Phrase(*tokens, head.i), head)

    def _named(self, phrase: Phrase, head: Token) -> int | None:
        """The referent that a phrase names; one for several who speak together."""
        members = self.cast.mentions.named(phrase, head)
        if len(members) < 2:
            return members[0] if members else None
        for number, referent in enumerate(self.cast.referents):
            if set(referent.members) == set(members):
                return number
        first = self.cast.referents[members[0]]
        return self.cast.add(Referent(first.kind, "-", plural=True, members=members))

    def _namesakes(self, phrase: Phrase, number: int) -> Ranking:
        """Those who bear the surname that a mention gives alone, the one it was taken for first."""
        names = [name for n, name in self.cast.mentions.names_in(phrase) if n == number]
        if not names or " " in names[0].text or self.cast.referents[number].kind != "person":
            return ((number, 1.0),)
        word = names[0].text.casefold()
        others = (n for n in self.cast.ending_in(word) if n != number and self.cast.entities[n].kind == "person")
        return ((number, 1.0), *((n, 0.0) for n in others))

    def _alike(self, head: Token, number: int) -> Ranking:
        """Who else of the same kind stands out where a description is taken for somebody."""
        kind = self.cast.referents[number].kind

        def fit(referent: Referent) -> float | None:
            return 0.0 if referent.kind == kind and (referent.entity is not None or referent.sources) else None

        rest = tuple(pair for pair in self._ranked(head.i, fit, reach=2) if pair[0] != number)
        return ((number, max((score for _, score in rest), default=0.0) + 1.0), *rest)

    # --- pronouns ---------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Resolution:
        ranking = self._ranked(token.i, lambda referent: agreement(referent, token.lower_))
        if not ranking:
            return Resolution(None, "pronoun")
        best = self.cast.referents[ranking[0][0]]
        agrees = best.gender in ("m", "f") and token.lower_ in HE | SHE
        return self._found(ranking[0][0], "pronoun", token.i, ranking, agrees=agrees)

    def _most_salient(self, at: int, fit: Fit, reach: int = REACH) -> int | None:
        near = min(reach, _NEAR)
        while not (ranking := self._ranked(at, fit, near)) or ranking[0][1] < salience.highest(near):
            if near >= min(reach, self.page.passage_of[at]):
                break
            near *= 4  # whoever stands further away might still stand out more
        return ranking[0][0] if ranking else None

    def _ranked(self, at: int, fit: Fit, reach: int = REACH) -> Ranking:
        return salience.ranked(self.page, self.cast.referents, self.cast.standing, self.previous, at, fit, reach)

    def _found(self, number: int, rule: str, at: int, ranking: Ranking = (), *, agrees: bool = False) -> Resolution:
        referent = self.cast.referents[number]
        before = referent.places_before(at)
        return Resolution(number, rule, ranking, referent.places[before - 1].token if before else None, agrees)

    # --- descriptions -----------------------------------------------------------------------------------------------

    def _description(self, phrase: Phrase, head: Token) -> Resolution:
        first = self.page.tokens[phrase.start].lower_
        definite = first in DEFINITE or head.tag_ in ("NNP", "NNPS")
        plural = head.tag_ == "NNS"
        document = head.lower_.removesuffix("s" if plural else "") in lexicon.words("document_nouns")
        number = self._author(phrase, head) if document else None
        if number is not None:
            self.cast.know(number, head.lower_)
        elif not plural and first not in INDEFINITE and is_person_noun(head):
            wanted = self.describe(self.page, phrase)
            number = self._by_role(wanted, head) if wanted and wanted.title else None
        if number is None and plural:
            number = self._begun(phrase)
        if number is None and definite:
            number = self._again(head)
        if number is None and definite and not plural:
            if is_person_noun(head):
                number = self._person(head) if self._is_plain(phrase, head) else None
            elif self._before_comma(phrase) - phrase.start <= _SHORT:
                number = self._body(head)
        if number is None:
            return self._introduce(phrase, head, plural)
        return self._found(number, "description", phrase.start, self._alike(head, number))

    def _before_comma(self, phrase: Phrase) -> int:
        """Where a phrase ends without what is added behind a comma: 'The newspaper, long a critic of the plan'."""
        return next((t.i for t in self.page.tokens[phrase.head : phrase.end] if t.text == ","), phrase.end)

    def _is_plain(self, phrase: Phrase, head: Token) -> bool:
        """Whether a description is one to recognise somebody by: 'the Leeds striker', not 'the firm's manager for Kent'."""
        tokens = self.page.tokens[phrase.start : self._before_comma(phrase)]
        tokens = tokens[: next((i for i, t in enumerate(tokens) if t.lower_ == "and"), len(tokens))]
        former = any(t.lower_ in ("former", "ex", "late", "retired") for t in tokens)
        return (
            tokens[0].lower_ == "the"
            and not former
            and len(tokens) <= 8
            and not any(t.tag_ in ("POS", "WP", "WDT") for t in tokens)
            and not any(t.i > head.i and t.tag_ == "IN" and t.lower_ != "of" for t in tokens)
        )

    def _by_role(self, wanted: Role, head: Token) -> int | None:
        """The person whose role a description repeats: the most salient before it, else the first named after it."""
        fitting, agreed = [], []
        for holder in self.cast.holders(wanted):
            same = [s.role for s in self.cast.roles[holder] if same_role(wanted, s.role)]
            if same:
                fitting.append(holder)
                if wanted.organisation and any(role.organisation for role in same):
                    agreed.append(holder)
        fitting = agreed or fitting  # "the Harbour Trust director" is the one of whom this was said
        if not fitting:
            return None
        meant = {id(self.cast.referents[number]) for number in fitting}
        number = self._most_salient(head.i, lambda referent: 0.0 if id(referent) in meant else None, reach=10**6)
        if number is None:
            number = next((n for n in fitting if self.cast.referents[n].places), None)
        return number

    def _again(self, head: Token) -> int | None:
        """Somebody met before under the same description: 'a woman … the woman', 'a report by Acme … the report'."""
        word, plural = head.lower_, head.tag_ == "NNS"
        again = [n for n in self.cast.known.get(word, ()) if self.cast.referents[n].plural == plural]
        gender = "f" if word in WOMAN else "m" if word in MAN else None
        if gender:
            again += (n for n, r in enumerate(self.cast.referents) if r.entity is None and r.gender == gender)
        return max(again, default=None)

    def _begun(self, phrase: Phrase) -> int | None:
        """The body whose name a description begins: 'Eastwick police', where the Eastwick Police Department is named."""
        words = self.page.text(phrase.tokens).casefold().removeprefix("the ") + " "
        return next(iter(self.cast.beginning_with(words)), None)

    def _body(self, head: Token) -> int | None:
        """'the company', 'the band': the body that stands out most."""
        if lexicon.table("organisation_nouns").get(head.lower_, "court") in ("government", "court", "police"):
            return None

        def fit(referent: Referent) -> float | None:
            if referent.entity is None or referent.entity.kind != "organisation":
                return None
            return 1.0 if referent.sources else 0.0  # who has spoken is a body, and no product of one

        return self._most_salient(head.i, fit, reach=10**6)

    def _person(self, head: Token) -> int | None:
        """'the striker', 'the 42-year-old' of whom no role was told: the person who stands out most nearby."""
        gender, classes = gender_of(head.lower_), lexicon.table("role_nouns", 2)
        wanted = classes.get(head.lower_, "standing")
        if wanted in ("spokes", "kin") or head.lower_ in _ANYBODY:
            return None
        posted = {
            id(self.cast.referents[number])
            for number, statements in self.cast.roles.items()
            for statement in statements
            if wanted != "standing" and classes.get((statement.role.title or "").split(" ")[-1]) == wanted
        }

        def fit(referent: Referent) -> float | None:
            if referent.entity is None or referent.kind != "person" or {gender, referent.gender} == {"m", "f"}:
                return None
            if not any(place.prominence for place in referent.places):
                return None
            if id(referent) in posted:
                return None  # "the driver" is not the cyclist
            return None if head.lower_ in MAN | WOMAN and referent.gender != gender else 0.0

        return self._most_salient(head.i, fit, reach=1)

    def _author(self, phrase: Phrase, head: Token) -> int | None:
        """Who is behind a document: 'Acme's report', 'a report by Acme', 'the latest Acme survey'."""
        tokens = self.page.tokens
        for number, name in self.cast.mentions.names_in(phrase):
            if name.end <= head.i and (
                self.cast.mentions.is_possessor(name) or all(t.tag_ in ("NN", "JJ") for t in tokens[name.end : head.i])
            ):
                return number
            before = [t.lower_ for t in tokens[head.i + 1 : name.start]]
            behind = tokens[name.tail].lower_ if name.tail < phrase.end else ""
            if (
                name.start > head.i
                and behind not in lexicon.words("role_nouns")
                and before
                and before[0] in ("by", "from", "of")
                and not {"on", "about", "into"} & set(before)
            ):
                return number
        return None

    def _introduce(self, phrase: Phrase, head: Token, plural: bool) -> Resolution:
        word = head.lower_
        first = self.page.tokens[phrase.start].lower_
        gender = gender_of(word)
        document = word in lexicon.words("document_nouns")
        body = not plural and (
            document
            or (
                first not in INDEFINITE
                and (word in lexicon.words("organisation_nouns") or word in lexicon.words("metonyms"))
            )
        )
        kind: SpeakerKind = "organisation" if body and not is_person_noun(head) else "unnamed"
        number = self.cast.add(Referent(kind, gender, plural, description=self._short(phrase, head)))
        self.cast.know(number, word)
        return self._found(number, "body" if kind == "organisation" else "unnamed", phrase.start)

    def _short(self, phrase: Phrase, head: Token) -> str:
        """The description without relative clauses and appositions behind it."""
        end = phrase.end
        for i in range(head.i + 1, phrase.end):
            token = self.page.tokens[i]
            if token.text in DASHES | {",", "("} or token.tag_ in (
                "WP",
                "WDT",
                "WRB",
                "VBG",
                "VBN",
                "VBD",
            ):
                end = i
                break
        return self.page.text(TokenSpan(phrase.start, max(end, head.i + 1)))

    # --- floating quotations ----------------------------------------------------------------------------------------

    def _floating(self, attribution: Attribution) -> Resolution:
        start = self.page.token_at(attribution.pieces[0][0])
        hint = attribution.hint
        if hint is not None and (self.previous is None or self.previous[1] < hint.start):
            head = self.page.tokens[hint.head]
            if head.lower_ in HE | SHE or self._names_person(hint):
                found = self._mention(hint)
                if found.referent is not None:
                    return self._found(found.referent, "lead-in", hint.start, found.ranking)
        if self.previous and self.page.passage_of[start] - self.page.passage_of[self.previous[1]] <= REACH:
            return self._found(self.previous[0], "continuation", start, self._rivals_of_previous(start))
        return Resolution(None, "continuation")

    def _rivals_of_previous(self, at: int) -> Ranking:
        """Who else may go on speaking: whoever has come into the text since the latest quotation."""
        assert self.previous is not None
        number, end = self.previous
        since = (
            (n, max(place.prominence for place in self.cast.referents[n].places_between(end, at)))
            for n in self.cast.standing.between(end + 1, at)
            if n != number and self.cast.referents[n].kind != "organisation"
        )
        return ((number, 1.0), *sorted(((n, float(p) - 1) for n, p in since), key=lambda pair: -pair[1]))

    def _names_person(self, phrase: Phrase) -> bool:
        number = self._named(phrase, self.page.tokens[phrase.head])
        return number is not None and self.cast.referents[number].kind == "person"

    # --- assembling -------------------------------------------------------------------------------------------------

    def speaker(self, number: int, first_quoted: int) -> Speaker:
        """The finished value; its first role is the one that the text gives nearest to token ``first_quoted``."""
        referent, page = self.cast.referents[number], self.page
        spans = {page.chars(p.tokens) for p, _ in referent.sources}
        name, honorific = None, None
        statements = [(abs(s.at - first_quoted), s.role) for s in self.cast.roles.get(number, ())]
        if referent.entity is not None:
            name, honorific = referent.entity.name, referent.entity.honorific
            within = {at for span in spans for at in range(*span)}
            spans |= {page.chars(n.tokens) for n in referent.entity.mentions if page.starts[n.start] not in within}
        elif referent.members:
            name = enumerated([self.cast.entities[m].name for m in referent.members])
        elif referent.kind == "organisation":
            name = body_name(referent.description or "")
        if referent.kind != "organisation" and not referent.members:
            described = [self.describe(page, phrase) for phrase, rule in referent.sources if rule != "name"]
            statements += [(10_000, role) for role in described if role]
        mentions = tuple(Span.of(page.string, *span) for span in sorted(spans))
        return Speaker(
            name,
            referent.kind,
            referent.description,
            honorific,
            tuple(dict.fromkeys(m.text for m in mentions if m.text.casefold() not in PRONOUNS)),
            distinct(role for _, role in sorted(statements, key=lambda s: s[0])),
            mentions,
        )
