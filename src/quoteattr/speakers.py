"""Attributions + entities + roles → speakers: whom each source mention refers to.

Rules: ``name`` the mention names its speaker, ``pronoun`` and ``description`` refer to one named elsewhere,
``continuation`` and ``lead-in`` give a floating quotation its speaker, ``unnamed`` introduces somebody without a
name, ``body`` a body or document known by its description only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Attribution, Entity, Name, Phrase, Resolution, RoleStatement
from quoteattr.model import Role, Span, Speaker, SpeakerKind
from quoteattr.syntax import SUBJECTS, Page

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
_IT, _THEY = frozenset({"it", "its", "which"}), frozenset({"they", "them", "their"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "our", "his", "her", "their", "its"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "many", "several", "other", "others", "few", "most", "two", "three"})
_MAN, _WOMAN = frozenset({"man", "boy", "gentleman"}), frozenset({"woman", "girl", "lady"})
_CONFIDENCE = {"name": 0.95, "pronoun": 0.85, "description": 0.8, "continuation": 0.85, "lead-in": 0.8, "unnamed": 0.9, "body": 0.85}
_REACH = 3  # passages that a pronoun looks back over


@attrs.define
class _Referent:
    """Somebody who is spoken of: a named entity, or one known by description only."""

    kind: SpeakerKind
    gender: str
    plural: bool = False
    entity: Entity | None = None
    description: str | None = None
    head: str = ""
    places: list[tuple[int, bool]] = attrs.Factory(list)  # token, and whether it stands as a subject or source
    sources: list[Phrase] = attrs.Factory(list)


@attrs.define
class Cast:
    """All referents of a page, and the way from a source mention to one of them.

    ``describe`` reads the role in a description (a Treasury spokesman).
    """

    page: Page
    entities: tuple[Entity, ...]
    statements: tuple[RoleStatement, ...]
    describe: Callable[[Page, Phrase], Role | None]
    referents: list[_Referent] = attrs.Factory(list)
    previous: tuple[int, int] | None = None  # referent and last token of the latest attribution
    _by_token: dict[int, int] = attrs.Factory(dict)
    _roles: dict[int, list[RoleStatement]] = attrs.Factory(dict)

    def __attrs_post_init__(self) -> None:
        by_start = {s.start: i for i, e in enumerate(self.entities) for s in e.mentions}
        for statement in self.statements:
            if statement.name in by_start:
                self._roles.setdefault(by_start[statement.name], []).append(statement)
        for number, entity in enumerate(self.entities):
            kind: SpeakerKind = "person" if entity.kind == "person" else "organisation"
            referent = _Referent(kind, self._gender(number, entity), entity=entity)
            for name in entity.mentions:
                self._by_token.update(dict.fromkeys(range(name.start, name.end), number))
                if self.page.inside[name.start] < 0:
                    referent.places.append((name.start, self._is_subject(name)))
            self.referents.append(referent)

    def _gender(self, number: int, entity: Entity) -> str:
        if entity.gender != "-":
            return entity.gender
        nouns = lexicon.table("role_nouns")
        for statement in self._roles.get(number, ()):
            gender = nouns.get((statement.role.title or "").rsplit(" ", 1)[-1].casefold(), "-")
            if gender != "-":
                return gender
        return "-"

    def _is_subject(self, name: Name) -> bool:
        return any(token.dep_ in SUBJECTS for token in self.page.tokens[name.start : name.end])

    # --- from mention to referent -----------------------------------------------------------------------------------

    def resolve(self, attribution: Attribution) -> Resolution:
        """Whom an attribution's source refers to. Attributions are given in the order of the text."""
        if attribution.source is not None:
            found = self._mention(attribution.source)
            if found.referent is not None:
                head = attribution.source.head
                self.referents[found.referent].places.append((head, True))
                self.referents[found.referent].sources.append(attribution.source)
        else:
            found = self._floating(attribution)
        if found.referent is not None:
            last = self.page.token_at(attribution.pieces[-1][1] - 1)
            head = attribution.source.head if attribution.source else last
            self.previous = (found.referent, max(last, head))
        return found

    def _mention(self, phrase: Phrase) -> Resolution:
        head = self.page.tokens[phrase.head]
        if head.tag_ == "PRP" or head.lower_ in _HE | _SHE | _IT | _THEY:
            return self._pronoun(head)
        if (number := self._named(phrase)) is not None:
            return _found(number, "name")
        return self._description(phrase, head)

    def _named(self, phrase: Phrase) -> int | None:
        """The entity that a phrase names: at its head, or in apposition to it (his lawyer, Ann Poole)."""
        if phrase.head in self._by_token:
            return self._by_token[phrase.head]
        tokens = self.page.tokens
        head = tokens[phrase.head]
        i = phrase.start
        while i < phrase.end:
            number = self._by_token.get(i)
            if number is None:
                i += 1
                continue
            name = next(n for n in self.entities[number].mentions if n.start <= i < n.end)
            if self._apposed(head, name):
                return number
            i = name.end
        return None

    def _apposed(self, head: Token, name: Name) -> bool:
        tokens = self.page.tokens
        after = tokens[name.end].lower_ if name.end < len(tokens) else ""
        if after in ("'s", "’s", "’", "'"):
            return False
        person = any(n.start == name.start and e.kind == "person" for e in self.entities for n in e.mentions)
        if name.end <= head.i:
            # "the Rostrum newspaper said": the name of a body before the noun that says what it is
            kind = lexicon.table("organisation_nouns").get(head.lower_)
            return not person and kind in ("media", "company", "party", "team", "band") and name.end == head.i
        top = next((t for t in tokens[name.start : name.end] if not name.start <= t.head.i < name.end), tokens[name.start])
        return top.dep_ == "appos" or (top.head.i == head.i and top.dep_ in ("appos", "nmod", "dep"))

    # --- pronouns ---------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Resolution:
        word = token.lower_
        best: tuple[float, int] | None = None
        for number, referent in enumerate(self.referents):
            score = self._salience(number, referent, token.i, word)
            if score is not None and (best is None or score > best[0]):
                best = (score, number)
        return _found(best[1], "pronoun") if best else Resolution(None, "pronoun", 0.0)

    def _salience(self, number: int, referent: _Referent, at: int, word: str) -> float | None:
        fit = _agreement(referent, word)
        before = [place for place in referent.places if place[0] < at]
        if fit is None or not before:
            return None
        place, is_subject = max(before)
        passages = self.page.passage_of[at] - self.page.passage_of[place]
        if passages > _REACH:
            return None
        sentences = sum(t.text in (".", "!", "?") for t in self.page.tokens[max(place, at - 400) : at] if self.page.inside[t.i] < 0)
        score = fit - 1.0 * passages - 0.6 * sentences - (at - place) / 200
        if is_subject:
            score += 1.2
        if self.previous and self.previous[0] == number and self.page.passage_of[at] - self.page.passage_of[self.previous[1]] <= 1:
            score += 2.0
        return score

    # --- descriptions -----------------------------------------------------------------------------------------------

    def _description(self, phrase: Phrase, head: Token) -> Resolution:
        tokens = self.page.tokens
        first = tokens[phrase.start].lower_
        word = head.lower_
        definite = first in _DEFINITE or head.tag_ in ("NNP", "NNPS")
        plural = head.tag_ in ("NNS", "NNPS")
        if word in lexicon.words("document_nouns") and not plural and (number := self._author(phrase)) is not None:
            return _found(number, "description")
        if not plural and first not in _INDEFINITE and self._is_person_noun(head) and (number := self._by_role(phrase, head)) is not None:
            return _found(number, "description")
        if (number := self._again(phrase, head, definite)) is not None:
            return _found(number, "description")
        if definite and not plural and (number := self._body(head)) is not None:
            return _found(number, "description")
        return self._introduce(phrase, head, plural)

    def _is_person_noun(self, head: Token) -> bool:
        return head.lower_ in lexicon.words("role_nouns") or head.lower_ in lexicon.words("abbreviated_roles") or head.lower_.endswith("year-old") or head.lower_ == "old"

    def _by_role(self, phrase: Phrase, head: Token) -> int | None:
        """The person whose role a description repeats, one named before rather than one named later."""
        wanted = self.describe(self.page, phrase)
        if wanted is None or wanted.title is None:
            return None
        fitting = [
            (number, statement)
            for number, statements in self._roles.items()
            for statement in statements
            if _same_role(wanted, statement.role)
        ]
        if not fitting:
            return None
        before = [(max(p for p, _ in self.referents[n].places if p < head.i), n) for n, _ in fitting if any(p < head.i for p, _ in self.referents[n].places)]
        if before:
            return max(before)[1]
        return min((s.at, n) for n, s in fitting)[1]

    def _again(self, phrase: Phrase, head: Token, definite: bool) -> int | None:
        """Somebody without a name who was introduced before: 'a woman … the woman'."""
        if not definite:
            return None
        word = head.lower_
        for number in range(len(self.referents) - 1, -1, -1):
            referent = self.referents[number]
            if referent.entity is not None:
                continue
            if referent.head == word and referent.plural == (head.tag_ == "NNS"):
                return number
            if (word in _WOMAN and referent.gender == "f") or (word in _MAN and referent.gender == "m"):
                return number
        return None

    def _body(self, head: Token) -> int | None:
        """'the company', 'the band': the body spoken of last."""
        if head.lower_ not in lexicon.words("organisation_nouns") or lexicon.table("organisation_nouns")[head.lower_] in ("government", "court", "police"):
            return None
        bodies = [
            (max(p for p, _ in r.places if p < head.i), n)
            for n, r in enumerate(self.referents)
            if r.entity is not None and r.entity.kind == "organisation" and any(p < head.i for p, _ in r.places)
        ]
        return max(bodies)[1] if bodies else None

    def _author(self, phrase: Phrase) -> int | None:
        """Who is behind a document: 'Acme's report', 'a report by Acme'."""
        tokens = self.page.tokens
        for i in range(phrase.start, phrase.end):
            number = self._by_token.get(i)
            if number is None:
                continue
            name = next(n for n in self.entities[number].mentions if n.start <= i < n.end)
            after = tokens[name.end].text if name.end < len(tokens) else ""
            before = tokens[name.start - 1].lower_ if name.start else ""
            before = tokens[name.start - 2].lower_ if before == "the" and name.start > 1 else before
            if (name.end <= phrase.head and after in ("'s", "’s", "’", "'")) or (name.start > phrase.head and before in ("by", "from")) or name.end == phrase.head:
                return number
        return None

    def _introduce(self, phrase: Phrase, head: Token, plural: bool) -> Resolution:
        word = head.lower_
        description = self._short(phrase)
        gender = lexicon.table("role_nouns").get(word, "m" if word in _MAN else "f" if word in _WOMAN else "-")
        body = (
            not plural
            and self.page.tokens[phrase.start].lower_ not in _INDEFINITE
            and (word in lexicon.words("organisation_nouns") or word in lexicon.words("document_nouns") or word in lexicon.words("metonyms"))
        )
        kind: SpeakerKind = "organisation" if body else "unnamed"
        self.referents.append(_Referent(kind, gender, plural, None, description, word))
        return _found(len(self.referents) - 1, "body" if body else "unnamed")

    def _short(self, phrase: Phrase) -> str:
        """The description without relative clauses and appositions behind it."""
        end = phrase.end
        for i in range(phrase.head + 1, phrase.end):
            token = self.page.tokens[i]
            if token.text in (",", "(", "-", "–", "—") or token.tag_ in ("WP", "WDT", "WRB", "VBG", "VBN", "VBD"):
                end = i
                break
        return self.page.text(phrase.start, max(end, phrase.head + 1))

    # --- floating quotations ----------------------------------------------------------------------------------------

    def _floating(self, attribution: Attribution) -> Resolution:
        start = self.page.token_at(attribution.pieces[0][0])
        hint = attribution.hint
        if hint is not None and (self.previous is None or self.previous[1] < hint.start):
            head = self.page.tokens[hint.head]
            if head.lower_ in _HE | _SHE or self._names_person(hint):
                found = self._mention(hint)
                if found.referent is not None and self.referents[found.referent].kind != "organisation":
                    return _found(found.referent, "lead-in")
        if self.previous and self.page.passage_of[start] - self.page.passage_of[self.previous[1]] <= _REACH:
            return _found(self.previous[0], "continuation")
        return Resolution(None, "continuation", 0.0)

    def _names_person(self, phrase: Phrase) -> bool:
        number = self._named(phrase)
        return number is not None and self.referents[number].kind == "person"

    # --- assembling -------------------------------------------------------------------------------------------------

    def speaker(self, number: int, first_quoted: int) -> Speaker:
        """The finished value; its first role is the one that the text gives nearest to token ``first_quoted``."""
        referent, page = self.referents[number], self.page
        spans = {page.chars(p.start, p.end) for p in referent.sources}
        name, honorific = None, None
        statements = [(abs(s.at - first_quoted), s.role) for s in self._roles.get(number, ())]
        if referent.entity is not None:
            name, honorific = referent.entity.name, referent.entity.honorific
            spans |= {
                page.chars(n.start, n.end) for n in referent.entity.mentions
                if not any(a <= page.starts[n.start] < b for a, b in spans)
            }
        if referent.entity is None and referent.kind == "organisation":
            name = _without_article(referent.description or "")
        if referent.kind != "organisation":
            described = [self.describe(page, phrase) for phrase in referent.sources]
            statements += [(10_000, role) for role in described if role]
        mentions = tuple(Span.of(page.string, *span) for span in sorted(spans))
        return Speaker(
            name,
            referent.kind,
            referent.description,
            honorific,
            tuple(dict.fromkeys(m.text for m in mentions)),
            _distinct(role for _, role in sorted(statements, key=lambda s: s[0])),
            mentions,
        )


def _found(number: int, rule: str) -> Resolution:
    return Resolution(number, rule, _CONFIDENCE[rule])


def _agreement(referent: _Referent, word: str) -> float | None:
    """How well a pronoun fits a referent; None where it cannot refer to it."""
    if word in _HE | _SHE:
        wanted = "m" if word in _HE else "f"
        if referent.kind == "organisation" or referent.plural or referent.gender not in ("-", wanted):
            return None
        return 1.0 if referent.gender == wanted else 0.2
    if word in _IT:
        return 1.0 if referent.kind == "organisation" else None
    if word in _THEY:
        return 1.5 if referent.plural else 1.0 if referent.kind != "person" else None
    return None


def _same_role(wanted: Role, known: Role) -> bool:
    """Whether a description may repeat a role: same post, nothing that contradicts; a former one only if it says so."""
    if not known.title or not wanted.title or wanted.former != known.former:
        return False
    a, b = wanted.title.casefold().split(), known.title.casefold().split()
    if not (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)):
        return False
    if len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and not (set(a) <= set(b) or set(b) <= set(a)):
        return False
    if wanted.organisation and known.organisation:
        return bool({w for w in wanted.organisation.casefold().split()} & {w for w in known.organisation.casefold().split()})
    return True


def _distinct(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Each role once; of two that differ in detail only, the fuller one in the place of the first."""
    kept: list[Role] = []
    for role in roles:
        for i, other in enumerate(kept):
            if _repeats(role, other):
                break
            if _repeats(other, role):
                kept[i] = role
                break
        else:
            kept.append(role)
    return tuple(kept)


def _repeats(role: Role, other: Role) -> bool:
    """Whether ``role`` says nothing that ``other`` does not say."""
    titles = set((role.title or "").casefold().split()) <= set((other.title or "").casefold().split())
    return titles and role.former == other.former and (role.organisation is None or role.organisation == other.organisation)


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in _DEFINITE else text
