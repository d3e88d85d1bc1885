"""Page → names → entities: what the text names, and which names are one person or body.

Named entity recognition alone cuts titled names in two, glues roles to them and takes surnames for places. So names
are read as runs of capitalised words with the titles and roles in front cut off, and the recogniser's labels are
votes, counted over the whole article together with honorifics, forenames and organisation words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import attrs

from quoteattr import lexicon
from quoteattr.draft import Entity, Name, NameKind
from quoteattr.syntax import Page

_LABELS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "other",
    "NORP": "organisation",
    "PRODUCT": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
_NO_NAME = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_INNER = frozenset({"of", "for", "and", "&", "the"})


def find(page: Page) -> tuple[Name, ...]:
    """Every name of the page in order, with the kind that the whole article votes for."""
    runs = [name for start, end in _runs(page) if (name := _name(page, start, end))]
    votes = _votes(page, runs)
    return tuple(attrs.evolve(name, kind=_elect(name, votes)) for name in runs)


# --- finding --------------------------------------------------------------------------------------------------------


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    """Maximal runs of name-like tokens, surname particles and hyphens inside included."""
    tokens = page.tokens
    particles = lexicon.words("name_particles")
    i = 0
    while i < len(tokens):
        if not _name_like(page, i):
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and page.passage_of[end] == page.passage_of[i] and page.inside[end] == page.inside[i]:
            same_entity = tokens[end].ent_iob_ == "I" and tokens[end].ent_type_ in _LABELS
            if _name_like(page, end) or (same_entity and tokens[end].lower_ in _INNER):
                end += 1
            elif tokens[end].lower_ in particles and _name_ahead(page, end, particles):
                end += 1
            elif tokens[end].text == "-" and not tokens[end - 1].whitespace_ and not tokens[end].whitespace_:
                end += 1
            else:
                break
        while end > i + 1 and not _name_like(page, end - 1):
            end -= 1
        yield from _split(page, i, end)
        i = end


def _name_like(page: Page, i: int) -> bool:
    token = page.tokens[i]
    if token.ent_type_ in _NO_NAME or token.is_punct or token.is_space or not token.text[:1].isalnum():
        return False
    if token.ent_type_ in _LABELS and token.text[:1].isupper():
        return token.tag_ not in ("DT", "PRP", "PRP$") and not (token.tag_ == "IN" and token.is_title)
    return token.tag_ in ("NNP", "NNPS") and (token.text[:1].isupper() or token.text[:1].isdigit())


def _name_ahead(page: Page, i: int, particles: frozenset[str]) -> bool:
    ahead = page.tokens[i + 1 : i + 4]
    for token in ahead:
        if token.lower_ not in particles:
            return _name_like(page, token.i)
    return False


def _split(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run parted where two recognised names of different kinds meet, the second a person: 'UKIP Nigel Poole'."""
    cut = start
    for i in range(start + 1, end):
        token = page.tokens[i]
        if token.ent_iob_ == "B" and token.ent_type_ in _LABELS and page.tokens[i - 1].ent_type_ in _LABELS:
            first = page.tokens[i - 1].ent_type_
            if "PERSON" in (token.ent_type_, first) and first != token.ent_type_ and page.tokens[i - 1].text != "-":
                yield cut, i
                cut = i
    yield cut, end


def _name(page: Page, start: int, end: int) -> Name | None:
    """The name in a run: titles and roles before it and letters after it left out."""
    tokens = page.tokens
    suffixes = lexicon.words("generational_suffixes")
    honorific = None
    first = start
    for i in range(start, end - 1):
        word = _bare(tokens[i].text)
        if word in lexicon.honorifics():
            honorific, first = tokens[i].text, i + 1
        elif _is_role_word(word) and not _own_organisation(page, start, end):
            if i == start and _is_forename(page, i, end):
                continue
            first = i + 1
        elif word in lexicon.table("demonyms") and _role_follows(page, i + 1, end):
            first = i + 1
    if honorific is None and start and (before := _bare(tokens[start - 1].text)) in lexicon.honorifics() and tokens[start - 1].text[0].isupper():
        honorific = tokens[start - 1].text
    while end > first + 1 and _bare(tokens[end - 1].text) in suffixes and tokens[end - 1].text[0].isupper():
        end -= 1
    while first < end and tokens[first].lower_ in ("the", "-", "and"):
        first += 1
    if first >= end:
        return None
    if end - first == 1 and _is_role_word(_bare(tokens[first].text)) and honorific is None and tokens[first].ent_type_ != "PERSON":
        return None
    if end - first == 1 and _bare(tokens[first].text) in lexicon.honorifics():
        return None
    return Name(first, end, "other", page.text(first, end), honorific)


def _bare(word: str) -> str:
    return word.rstrip(".").casefold()


def _is_role_word(word: str) -> bool:
    return word in lexicon.words("titles") or word in lexicon.words("role_nouns") or word in lexicon.words("abbreviated_roles")


def _role_follows(page: Page, start: int, end: int) -> bool:
    return any(_is_role_word(_bare(page.tokens[i].text)) for i in range(start, end - 1))


def _own_organisation(page: Page, start: int, end: int) -> bool:
    """Whether the recogniser takes the whole run for a body, and its last word agrees: 'General Mills Inc'."""
    labels = {page.tokens[i].ent_type_ for i in range(start, end)}
    last = _bare(page.tokens[end - 1].text)
    return labels == {"ORG"} and (last in lexicon.words("organisation_words") or page.tokens[start].ent_iob_ == "B" and not _has_forename(page, start, end))


def _has_forename(page: Page, start: int, end: int) -> bool:
    return any(page.tokens[i].lower_ in lexicon.words("forenames") for i in range(start, end))


def _is_forename(page: Page, i: int, end: int) -> bool:
    """'Dean', 'Guy', 'Earl' before one more name, in one recognised person: a forename and no post."""
    return (
        end - i == 2
        and page.tokens[i].lower_ in lexicon.words("forenames")
        and page.tokens[i].ent_type_ == "PERSON"
        and page.tokens[i + 1].lower_ not in lexicon.words("forenames")
    )


# --- voting ---------------------------------------------------------------------------------------------------------


def _votes(page: Page, names: Iterable[Name]) -> dict[str, Counter[NameKind]]:
    """For every name and for the last word of every longer one, how often the article treats it as what."""
    votes: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    for name in names:
        ballot = _ballot(page, name)
        votes[name.text.casefold()].update(ballot)
        last = page.tokens[name.end - 1].lower_
        if name.end - name.start > 1 and ballot["person"] > ballot["organisation"] + ballot["place"]:
            votes[last]["person"] += ballot["person"]
    return votes


def _ballot(page: Page, name: Name) -> Counter[NameKind]:
    ballot: Counter[NameKind] = Counter()
    for token in page.tokens[name.start : name.end]:
        if token.ent_type_ in _LABELS:
            ballot[_LABELS[token.ent_type_]] += 1
    words = [page.tokens[i].lower_ for i in range(name.start, name.end)]
    if name.honorific:
        ballot["person"] += 6
    if name.start and page.passage_of[name.start - 1] == page.passage_of[name.start]:
        before = _bare(page.tokens[name.start - 1].text)
        if before in lexicon.words("role_nouns") or before in lexicon.words("titles"):
            ballot["person"] += 3
    if 1 < len(words) < 5 and words[0] in lexicon.words("forenames") and words[-1] not in lexicon.words("organisation_words"):
        ballot["person"] += 4
    if words[-1] in lexicon.words("organisation_words") and words[0] not in lexicon.words("forenames"):
        ballot["organisation"] += 4
    if name.text.casefold() in lexicon.words("metonyms"):
        ballot["organisation"] += 2
    if len(words) == 1 and len(name.text) > 1 and name.text.isupper() and len(name.text) < 7:
        ballot["organisation"] += 2
    if page.tokens[name.end - 1].i + 1 < len(page.tokens):
        after = page.tokens[name.end]
        if after.lower_ in ("who", "whose") or (after.text == "," and page.tokens[min(name.end + 1, len(page.tokens) - 1)].lower_ == "who"):
            ballot["person"] += 2
    return ballot


def _elect(name: Name, votes: dict[str, Counter[NameKind]]) -> NameKind:
    count = votes[name.text.casefold()]
    if not count:
        return "other"
    order = ("person", "organisation", "place", "other")
    return max(order, key=lambda kind: (count[kind], -order.index(kind)))


# --- clustering -----------------------------------------------------------------------------------------------------


@attrs.define
class _Cluster:
    kind: NameKind
    names: list[Name]

    @property
    def fullest(self) -> Name:
        counts = Counter(name.text.casefold() for name in self.names)
        return max(self.names, key=lambda n: (len(n.text.split()), counts[n.text.casefold()], len(n.text), -n.start))


def cluster(page: Page, names: Iterable[Name]) -> tuple[Entity, ...]:
    """Names put together: a surname joins the full name that it ends, an acronym the name that it shortens."""
    names = tuple(names)
    people = _cluster_people([n for n in names if n.kind == "person"])
    bodies = _cluster_bodies(page, [n for n in names if n.kind != "person"])
    entities = [_entity(c) for c in [*people, *bodies]]
    return tuple(sorted(entities, key=lambda e: e.mentions[0].start))


def _entity(found: _Cluster) -> Entity:
    mentions = tuple(sorted(found.names, key=lambda n: n.start))
    honorifics = [name.honorific for name in mentions if name.honorific]
    kind = found.kind
    return Entity(
        found.fullest.text,
        kind,
        mentions,
        _gender(found) if kind == "person" else "-",
        honorifics[0] if honorifics else None,
    )


def _gender(found: _Cluster) -> str:
    for name in found.names:
        if name.honorific and (gender := lexicon.honorifics()[_bare(name.honorific)].gender) != "-":
            return gender
    forenames = lexicon.table("forenames")
    for name in found.names:
        words = name.text.casefold().split()
        if len(words) > 1 and (gender := forenames.get(words[0], "-")) != "-":
            return gender
    return "-"


def _cluster_people(names: list[Name]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for name in sorted(names, key=lambda n: -len(n.text.split())):
        fitting = [c for c in clusters if _same_person(name, c)]
        if not fitting:
            clusters.append(_Cluster("person", [name]))
            continue
        fitting.sort(key=lambda c: _fit(name, c), reverse=True)
        fitting[0].names.append(name)
    return clusters


def _same_person(name: Name, found: _Cluster) -> bool:
    words, full = _key(name.text), _key(found.fullest.text)
    if not words or not full:
        return False
    genders = {_title_gender(name), _gender(found)} - {"-"}
    if len(genders) == 2:
        return False
    if len(words) == 1:
        return words[0] == full[-1] or (words[0] == full[0] and (_forename_title(name) or name.honorific is None)) or words == full
    if words[-1] != full[-1]:
        return False
    return _same_forename(words[0], full[0]) or len(full) == 1


def _key(text: str) -> list[str]:
    return [w.strip(".").casefold() for w in text.replace("’", "'").split() if w.strip(".")]


def _same_forename(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)))


def _title_gender(name: Name) -> str:
    return lexicon.honorifics()[_bare(name.honorific)].gender if name.honorific else "-"


def _forename_title(name: Name) -> bool:
    return bool(name.honorific) and lexicon.honorifics()[_bare(name.honorific or "")].before == "forename"


def _fit(name: Name, found: _Cluster) -> tuple[bool, bool, int]:
    """How well a short name fits one of several people: as a surname, then after the nearest mention before it."""
    words, full = _key(name.text), _key(found.fullest.text)
    before = [n.start for n in found.names if n.start < name.start]
    return (words[-1] == full[-1], bool(before), max(before) if before else -min(n.start for n in found.names))


def _cluster_bodies(page: Page, names: list[Name]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for name in sorted(names, key=lambda n: (-len(n.text.split()), n.start)):
        fitting = [c for c in clusters if _same_body(page, name, c)]
        if len(fitting) > 1:
            exact = [c for c in fitting if any(_key(n.text) == _key(name.text) for n in c.names)]
            fitting = exact[:1]
        if fitting:
            fitting[0].names.append(name)
            if fitting[0].kind != "organisation" and name.kind == "organisation":
                fitting[0].kind = name.kind
        else:
            clusters.append(_Cluster(name.kind, [name]))
    return clusters


def _same_body(page: Page, name: Name, found: _Cluster) -> bool:
    words = _key(name.text)
    for other in found.names:
        full = _key(other.text)
        if words == full:
            return True
        if len(words) < len(full) and full[: len(words)] == words and "organisation" in (name.kind, other.kind) and other.kind != "place" and name.kind != "place":
            return True
        if len(words) == 1 and name.text[:2].isupper() and words[0] == _initials(full):
            return True
        if len(words) == 1 and name.start == other.end + 1 and page.tokens[other.end].text == "(":
            return words[0][0] == full[0][0]
    return False


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in _INNER)
