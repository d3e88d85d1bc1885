"""Attributions + entities + roles → speakers: whom each source mention refers to.

Rules: ``name`` the mention names its speaker, ``pronoun`` and ``description`` refer to one named elsewhere,
``continuation`` and ``lead-in`` give a floating quotation its speaker, ``unnamed`` introduces somebody without a
name, ``body`` a body or document known by its description only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

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
_POSSESSIVES = frozenset({"'s", "’s", "’", "'"})
_BEFORE_NOUN = frozenset({"of", "for", "by", "the", "a", "an"})
_ANYBODY = frozenset({"judge", "victim", "person", "individual", "child", "baby", "witness", "defendant", "complainant", "user", "caller", "other"})
_LEADERS = frozenset({"head", "chief", "boss", "leader", "chairman", "chairwoman", "chair", "president", "director", "executive", "manager", "coach", "captain"})
_SHORT = 3  # tokens: 'the former striker', hardly more, takes up somebody named before
_REACH = 3  # passages that a pronoun looks back over


@attrs.define
class _Referent:
    """Somebody who is spoken of: a named entity, or one known by description only."""

    kind: SpeakerKind
    gender: str
    plural: bool = False
    entity: Entity | None = None
    description: str | None = None
    members: tuple[int, ...] = ()  # of several who speak together
    known_as: set[str] = attrs.Factory(set)  # nouns that it was described with
    places: list[tuple[int, bool]] = attrs.Factory(list)  # token, and whether it stands as a subject or source
    sources: list[tuple[Phrase, str]] = attrs.Factory(list)  # with the rule that resolved each


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
    interrupted: bool = False  # whether somebody else has come in since
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
                self._by_token.update(dict.fromkeys(range(name.start, name.tail), number))
                if self.page.inside[name.start] < 0:
                    referent.places.append((name.start, self._is_subject(name)))
                if kind == "organisation" and (noun := self._said_to_be(name)):
                    referent.known_as.add(noun)
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

    def _said_to_be(self, name: Name) -> str | None:
        """What an apposition calls a body: 'Roof Tonight, a housing charity', 'the charity Roof Tonight'."""
        nouns = lexicon.table("organisation_nouns")
        before = self.page.tokens[name.start - 1].lower_ if name.start else ""
        if before in nouns:
            return before
        behind = self.page.tokens[name.tail : name.tail + 7]
        if len(behind) > 2 and behind[0].text == "," and behind[1].lower_ in ("a", "an", "the"):
            return next((t.lower_ for t in behind[2:] if t.lower_ in nouns), None)
        return None

    def _is_subject(self, name: Name) -> bool:
        return any(token.dep_ in SUBJECTS for token in self.page.tokens[name.start : name.end])

    # --- from mention to referent -----------------------------------------------------------------------------------

    def resolve(self, attribution: Attribution) -> Resolution:
        """Whom an attribution's source refers to. Attributions are given in the order of the text."""
        if attribution.source is not None:
            found = self._mention(attribution.source)
            if found.referent is not None:
                self.referents[found.referent].places.append((attribution.source.head, True))
                self.referents[found.referent].sources.append((attribution.source, found.rule))
        else:
            found = self._floating(attribution)
        if found.referent is not None:
            last = self.page.token_at(attribution.pieces[-1][1] - 1)
            self.previous = (found.referent, max(last, attribution.source.head if attribution.source else last))
        return found

    def _mention(self, phrase: Phrase) -> Resolution:
        head = self._true_head(phrase)
        if head.tag_ == "PRP" or head.lower_ in _HE | _SHE | _IT | _THEY:
            return self._pronoun(head)
        if (number := self._named(phrase, head)) is not None:
            return _found(number, "name")
        return self._description(phrase, head)

    def _true_head(self, phrase: Phrase) -> Token:
        """The head of a phrase; its last word where that is a post (a Department for Work spokeswoman)."""
        tokens = self.page.tokens
        last = tokens[phrase.end - 1]
        plain = not any(t.text == "," or t.tag_ in ("WP", "WDT", "VBD", "VBZ") for t in tokens[phrase.start : phrase.end])
        if plain and last.tag_ == "NN" and last.lower_ in lexicon.words("role_nouns") and tokens[phrase.end - 2].lower_ not in _BEFORE_NOUN:
            return last
        link = next((t.i for t in tokens[phrase.start : phrase.head] if t.tag_ == "IN"), None)
        if link is not None and tokens[link - 1].tag_ == "NN" and tokens[link - 1].lower_ in lexicon.words("role_nouns"):
            return tokens[link - 1]  # "a spokesman for the Port of Eastwick", whatever the parser takes for its head
        return tokens[phrase.head]

    # --- names ------------------------------------------------------------------------------------------------------

    def _named(self, phrase: Phrase, head: Token) -> int | None:
        """The entity that a phrase names: at its start or head, or in apposition (his lawyer, Ann Poole)."""
        names = self._names_in(phrase)
        for i, (number, name) in enumerate(names):
            heads = self._leads(phrase, name) or self._apposed(head, number, name)
            inside = name.start <= head.i < name.tail
            if inside or (heads and not self._is_possessor(name)):
                joint = self._joint(names[i:])
                return self._together(joint) if len(joint) > 1 else number
        return None

    def _names_in(self, phrase: Phrase) -> list[tuple[int, Name]]:
        found, i = [], phrase.start
        while i < phrase.end:
            number = self._by_token.get(i)
            if number is None:
                i += 1
                continue
            name = next(n for n in self.entities[number].mentions if n.start <= i < n.tail)
            found.append((number, name))
            i = name.tail
        return found

    def _joint(self, names: list[tuple[int, Name]]) -> list[tuple[int, Name]]:
        """The first names of a phrase as far as nothing but commas, *and* and titles stands between them."""
        joined = names[:1]
        for (_, before), (number, name) in pairwise(names):
            between = self.page.tokens[before.end : name.start]
            words = [t.lower_.rstrip(".") for t in between if t.is_alpha or t.text == "&"]
            links = [w for w in words if w in ("and", "&")]
            if not between or any(w not in ("and", "&", "the", "both") and w not in lexicon.honorifics() for w in words):
                break
            joined.append((number, name))
            if links:
                return joined
        return joined[:1]

    def _together(self, names: list[tuple[int, Name]]) -> int:
        """The referent of several who speak together."""
        members = tuple(dict.fromkeys(number for number, _ in names))
        if len(members) == 1:
            return members[0]
        for number, referent in enumerate(self.referents):
            if referent.members == members:
                return number
        first = self.referents[members[0]]
        self.referents.append(_Referent(first.kind, "-", plural=True, members=members))
        return len(self.referents) - 1

    def _is_possessor(self, name: Name) -> bool:
        return name.end < len(self.page.tokens) and self.page.tokens[name.end].text in _POSSESSIVES

    def _leads(self, phrase: Phrase, name: Name) -> bool:
        """Whether a name opens the phrase (Graham Dunn, spokesman for …) or a post leads straight up to it."""
        tokens = self.page.tokens
        if self.referents[self._by_token[name.start]].kind != "person":
            return name.start - phrase.start < 2 and name.end < phrase.end and tokens[name.end].text in ("-", "–", "—", ",", "(")
        closed = name.tail >= phrase.end or tokens[name.tail].text in (",", "(", "-", "–", "—") or tokens[name.tail].lower_ in ("of", "from", "who")
        before = [t for t in tokens[phrase.start : name.start] if t.lower_.rstrip(".") not in lexicon.honorifics()]
        if not closed:
            return False
        if not before or before[-1].text in _POSSESSIVES:
            return True
        titled = [t for t in before if t.lower_.rstrip(".") in lexicon.words("titles") or t.lower_ in lexicon.words("role_nouns")]
        if not titled or any(t.tag_ in ("WP", "WDT", "VBD", "VBZ") for t in before):
            return False
        # "spokesman for sport Hugh Dunn" is Dunn, "a spokesman for Hugh Dunn" is not
        links = [t for t in before if t.tag_ in ("IN", "TO")]
        return not links or (before[-1].tag_ not in ("IN", "TO") and before[-1].text != "," and links[-1].i > titled[0].i and before[-1] not in titled)

    def _apposed(self, head: Token, number: int, name: Name) -> bool:
        tokens = self.page.tokens
        person = self.referents[number].kind == "person"
        if name.end <= head.i:
            # "the Rostrum newspaper said": the name of a body before the noun that says what it is
            kind = lexicon.table("organisation_nouns").get(head.lower_)
            return not person and kind in ("media", "company", "party", "team", "band") and name.end == head.i
        top = next((t for t in tokens[name.start : name.end] if not name.start <= t.head.i < name.end), tokens[name.start])
        return top.dep_ == "appos" or (top.head.i == head.i and top.dep_ in ("nmod", "dep"))

    # --- pronouns ---------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Resolution:
        number = self._most_salient(token.i, lambda referent: _agreement(referent, token.lower_))
        return Resolution(None, "pronoun", 0.0) if number is None else _found(number, "pronoun")

    def _most_salient(self, at: int, fit: Callable[[_Referent], float | None], reach: int = _REACH) -> int | None:
        """The referent that stands out most before token ``at``, of those that ``fit`` allows."""
        best: tuple[float, int] | None = None
        self.interrupted = self._new_subject(at, fit)
        for number, referent in enumerate(self.referents):
            bonus = fit(referent)
            score = None if bonus is None else self._salience(number, referent, at, reach)
            if score is not None and bonus is not None and (best is None or score + bonus > best[0]):
                best = (score + bonus, number)
        return best[1] if best else None

    def _salience(self, number: int, referent: _Referent, at: int, reach: int) -> float | None:
        """How much a referent stands out at a token: near, subject or source, speaker of the last quotation."""
        before = [place for place in referent.places if place[0] < at]
        if not before:
            return None
        place, is_subject = max(before)
        page = self.page
        passages = page.passage_of[at] - page.passage_of[place]
        if passages > reach:
            return None
        score = -1.0 * passages - 0.6 * (page.sentences[at] - page.sentences[place]) - (at - place) / 200
        if is_subject:
            score += 1.2
        score += 0.15 * min(len(before), 6)
        if self.previous and self.previous[0] == number and page.passage_of[at] - page.passage_of[self.previous[1]] <= 1:
            score += 0.8 if self.interrupted else 2.0
        return score

    def _new_subject(self, at: int, fit: Callable[[_Referent], float | None]) -> bool:
        """Whether somebody else who fits has become a subject since the latest quotation."""
        if self.previous is None:
            return False
        number, end = self.previous
        others = (r for n, r in enumerate(self.referents) if n != number)
        return any(fit(r) is not None and any(subject and end < place < at for place, subject in r.places) for r in others)

    # --- descriptions -----------------------------------------------------------------------------------------------

    def _description(self, phrase: Phrase, head: Token) -> Resolution:
        first = self.page.tokens[phrase.start].lower_
        definite = first in _DEFINITE or head.tag_ in ("NNP", "NNPS")
        plural = head.tag_ in ("NNS", "NNPS")
        document = not plural and head.lower_ in lexicon.words("document_nouns")
        number = self._author(phrase, head) if document else None
        if number is not None:
            self.referents[number].known_as.add(head.lower_)
        elif not plural and first not in _INDEFINITE and _is_person_noun(head):
            wanted = self.describe(self.page, phrase)
            number = self._by_role(wanted, head) if wanted and wanted.title else None
        if number is None and definite:
            number = self._again(head)
        if number is None and definite and not plural:
            if _is_person_noun(head):
                number = self._person(head) if self._is_plain(phrase, head) else None
            elif phrase.end - phrase.start <= _SHORT:
                number = self._body(head)
        return self._introduce(phrase, head, plural) if number is None else _found(number, "description")

    def _is_plain(self, phrase: Phrase, head: Token) -> bool:
        """Whether a description is one to recognise somebody by: 'the Leeds striker', not 'the firm's manager for Kent'."""
        tokens = self.page.tokens[phrase.start : phrase.end]
        former = any(t.lower_ in ("former", "ex", "late", "retired") for t in tokens)
        return tokens[0].lower_ == "the" and not former and len(tokens) <= 8 and not any(t.tag_ in ("POS", "WP", "WDT", "VBD") for t in tokens) and not any(t.i > head.i and t.tag_ == "IN" and t.lower_ != "of" for t in tokens)

    def _by_role(self, wanted: Role, head: Token) -> int | None:
        """The person whose role a description repeats: the most salient before it, else the first named after it."""
        fitting = {
            number: max(int(bool(wanted.organisation and statement.role.organisation)) for statement in statements if _same_role(wanted, statement.role))
            for number, statements in self._roles.items()
            if any(_same_role(wanted, statement.role) for statement in statements)
        }
        if not fitting:
            return None
        by_number = {id(self.referents[number]): float(agreed) for number, agreed in fitting.items()}
        number = self._most_salient(head.i, lambda referent: by_number.get(id(referent)), reach=10**6)
        return number if number is not None else min(fitting, key=lambda n: self._roles[n][0].at)

    def _again(self, head: Token) -> int | None:
        """Somebody met before under the same description: 'a woman … the woman', 'a report by Acme … the report'."""
        word, plural = head.lower_, head.tag_ in ("NNS", "NNPS")
        for number in range(len(self.referents) - 1, -1, -1):
            referent = self.referents[number]
            if word in referent.known_as and referent.plural == plural:
                return number
            if referent.entity is None and ((word in _WOMAN and referent.gender == "f") or (word in _MAN and referent.gender == "m")):
                return number
        return None

    def _body(self, head: Token) -> int | None:
        """'the company', 'the band': the body that stands out most."""
        if lexicon.table("organisation_nouns").get(head.lower_, "court") in ("government", "court", "police"):
            return None

        def fit(referent: _Referent) -> float | None:
            return 0.0 if referent.entity is not None and referent.entity.kind == "organisation" else None

        return self._most_salient(head.i, fit, reach=10**6)

    def _person(self, head: Token) -> int | None:
        """'the striker', 'the 42-year-old' of whom no role was told: the person who stands out most nearby."""
        gender, classes = _gender_of(head.lower_), lexicon.table("role_nouns", 2)
        wanted = classes.get(head.lower_, "standing")
        if wanted in ("spokes", "kin") or head.lower_ in _ANYBODY:
            return None
        posted = {
            id(self.referents[number])
            for number, statements in self._roles.items()
            for statement in statements
            if wanted != "standing" and classes.get((statement.role.title or "").split(" ")[-1]) == wanted
        }

        def fit(referent: _Referent) -> float | None:
            if referent.entity is None or referent.kind != "person" or {gender, referent.gender} == {"m", "f"}:
                return None
            if id(referent) in posted:
                return None  # "the driver" is not the cyclist
            return None if head.lower_ in _MAN | _WOMAN and referent.gender != gender else 0.0

        return self._most_salient(head.i, fit, reach=1)

    def _author(self, phrase: Phrase, head: Token) -> int | None:
        """Who is behind a document: 'Acme's report', 'a report by Acme', 'the latest Acme survey'."""
        tokens = self.page.tokens
        for number, name in self._names_in(phrase):
            if name.end <= head.i and (self._is_possessor(name) or all(t.tag_ in ("NN", "JJ") for t in tokens[name.end : head.i])):
                return number
            before = [t.lower_ for t in tokens[head.i + 1 : name.start]]
            if name.start > head.i and before and before[0] in ("by", "from", "of") and not {"on", "about", "into"} & set(before):
                return number
        return None

    def _introduce(self, phrase: Phrase, head: Token, plural: bool) -> Resolution:
        word = head.lower_
        first = self.page.tokens[phrase.start].lower_
        gender = _gender_of(word)
        document = word in lexicon.words("document_nouns")
        body = not plural and (document or (first not in _INDEFINITE and (word in lexicon.words("organisation_nouns") or word in lexicon.words("metonyms"))))
        kind: SpeakerKind = "organisation" if body and not _is_person_noun(head) else "unnamed"
        self.referents.append(_Referent(kind, gender, plural, description=self._short(phrase, head), known_as={word}))
        return _found(len(self.referents) - 1, "body" if kind == "organisation" else "unnamed")

    def _short(self, phrase: Phrase, head: Token) -> str:
        """The description without relative clauses and appositions behind it."""
        end = phrase.end
        for i in range(head.i + 1, phrase.end):
            token = self.page.tokens[i]
            if token.text in (",", "(", "-", "–", "—") or token.tag_ in ("WP", "WDT", "WRB", "VBG", "VBN", "VBD"):
                end = i
                break
        return self.page.text(phrase.start, max(end, head.i + 1))

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
        number = self._named(phrase, self.page.tokens[phrase.head])
        return number is not None and self.referents[number].kind == "person"

    # --- assembling -------------------------------------------------------------------------------------------------

    def speaker(self, number: int, first_quoted: int) -> Speaker:
        """The finished value; its first role is the one that the text gives nearest to token ``first_quoted``."""
        referent, page = self.referents[number], self.page
        spans = {page.chars(p.start, p.end) for p, _ in referent.sources}
        name, honorific = None, None
        statements = [(abs(s.at - first_quoted), s.role) for s in self._roles.get(number, ())]
        if referent.entity is not None:
            name, honorific = referent.entity.name, referent.entity.honorific
            spans |= {
                page.chars(n.start, n.end) for n in referent.entity.mentions
                if not any(a <= page.starts[n.start] < b for a, b in spans)
            }
        elif referent.members:
            name = _enumerate([self.entities[m].name for m in referent.members])
        elif referent.kind == "organisation":
            name = _body_name(referent.description or "")
        if referent.kind != "organisation" and not referent.members:
            described = [self.describe(page, phrase) for phrase, rule in referent.sources if rule != "name"]
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
        return (1.2 if referent.gender == wanted else 0.2) - (0.4 if referent.entity is None else 0.0)
    if word in _IT:
        return 1.0 if _is_body(referent) else None
    if word in _THEY:
        return 1.5 if referent.plural else 1.0 if referent.kind == "unnamed" or _is_body(referent) else None
    return None


def _is_body(referent: _Referent) -> bool:
    """A body, or a place that has spoken (Russia says …): a place as such is nobody."""
    place = referent.entity is not None and referent.entity.kind != "organisation"
    return referent.kind == "organisation" and not (place and not referent.sources)


def _same_role(wanted: Role, known: Role) -> bool:
    """Whether a description may repeat a role: same post, nothing that contradicts; a former one only if it says so."""
    if not known.title or not wanted.title or wanted.former != known.former:
        return False
    a, b = wanted.title.casefold().split(), known.title.casefold().split()
    leads = a[-1] in _LEADERS and b[-1] in _LEADERS and bool(wanted.organisation) and wanted.organisation == known.organisation
    if not (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a) or leads):
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


def _gender_of(noun: str) -> str:
    return "m" if noun in _MAN else "f" if noun in _WOMAN else lexicon.table("role_nouns").get(noun, "-")


def _is_person_noun(head: Token) -> bool:
    word = head.lower_
    return word in lexicon.words("role_nouns") or word in lexicon.words("abbreviated_roles") or word.endswith("-old") or word == "old"


def _enumerate(names: list[str]) -> str:
    """
    >>> _enumerate(["Ann Poole", "Tom Reed", "Joe Dunn"])
    'Ann Poole, Tom Reed and Joe Dunn'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]])


def _body_name(description: str) -> str:
    """A body's description as its name: no article, and nothing behind a common noun.

    >>> _body_name("the legal team for the two men"), _body_name("the Port of Eastwick")
    ('legal team', 'Port of Eastwick')
    """
    words = description.split()
    words = words[1:] if len(words) > 1 and words[0].casefold() in _DEFINITE | {"a", "an"} else words
    link = next((i for i, word in enumerate(words) if i and word in ("of", "for", "from", "in", "by", "on", "at", "to", "into")), len(words))
    return " ".join(words if words[link - 1][0].isupper() else words[:link])
