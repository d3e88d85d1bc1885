"""Annotated articles in which people are named in the style of another house: with *Mr*, by forename, initials, rank, age …"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any

import attrs
from otherwise_edits import Edit, Entities, Line, Way, written

_TITLE = re.compile(
    r"(?:Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Professor|Rev|Sen|Rep|Gov|Judge|Sgt|Capt|Gen|Col|Lt|Det)\.? $"
)
_CAPITAL = re.compile(r"\b[A-Z][\w’'.-]*,? $")
_FREE = re.compile(
    r"(?:^|[.?!,:;”\"\n] ?|\b(?:and|said|says|by|to|with|told|that|of|as|but|when|for|from|adds|added|against) )$"
)
_RUNS_ON = re.compile(r"(?: [A-Z][a-z]|[-–][A-Za-z]|[’'](?!s\b)\w|,? (?:Jr|Sr|MP|OBE|and [A-Z]))")
_VERB = re.compile(r" (?:said|says|told|was|is|has|had|added|who|will|would|could|did|believes|thinks|also|and)\b")
_PLACES = ["Tallow Bay", "Eastwick", "Marlow Heights", "North Harrow", "Penmarsh"]
_MIDDLES = ["Alder", "Wren", "Harrow", "Loring", "Quill", "Marden"]
_SECONDS = ["Serrano", "Ibarra", "Quiroga", "Montalvo", "Ferrer", "Olmedo"]
_FAMILY_FIRST = [
    "Kang Min-ji",
    "Zhao Weiming",
    "Seo Jae-hyun",
    "Liang Rui",
    "Pak Chol-su",
    "Shen Yutong",
    "Seok Do-yeon",
    "Kobayashi Aoi",
]
_ICELANDIC = {
    "m": [
        "Birkir Hallsson",
        "Orri Steinarsson",
        "Hlynur Geirsson",
        "Valur Finnsson",
        "Dagur Ketilsson",
        "Snorri Arason",
    ],
    "f": [
        "Birna Hallsdóttir",
        "Salka Steinarsdóttir",
        "Hildur Geirsdóttir",
        "Vala Finnsdóttir",
        "Embla Aradóttir",
        "Lóa Ketilsdóttir",
    ],
}
_ARABIC = ["Tariq al-Khatib", "Samir al-Masri", "Nabil al-Qadi", "Rashid bin Salem", "Hakim el-Amin", "Faris al-Hadi"]
_VIETNAMESE = ["Pham Van Tam", "Tran Duc Loi", "Le Thi Hanh", "Vo Quang Bao", "Dinh Thi Lan", "Bui Xuan Son"]
_ONE_WORD = ["Rondinho", "Zelita", "Marquinho", "Solenne", "Tavinho", "Kaleo", "Suparto", "Wulandari"]


@attrs.frozen
class Person:
    """Somebody of the article whose name is plain and shared by nobody."""

    name: str
    first: str
    last: str
    gender: str


@attrs.frozen
class Mention:
    """Where an article names such a person: ``sort`` is full, last or first; ``title`` what stands before, a space behind it."""

    start: int
    end: int
    who: Person
    sort: str
    title: str
    text: str
    loose: bool  #: nothing stands beside that might belong to the name

    @property
    def before(self) -> str:
        return self.text[max(0, self.start - 40) : self.start]

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + 40]


Write = Callable[
    [Mention, int, Random], str | None
]  #: a mention, how often the person was named before → what stands there instead


def _forms(one: Mapping[str, Any]) -> list[str]:
    """What names a person or body."""
    return [*one.get("forms", ()), one["name"]]


def people(entities: Entities) -> list[Person]:
    """The persons of an article with forename and surname that no other person or body of it has in their names."""
    words = Counter(word for one in entities for word in {w for f in _forms(one) for w in f.split()})
    found = []
    for one in entities:
        parts = one["name"].split()
        if one["kind"] != "person" or one["gender"] is None or len(parts) != 2:
            continue
        if all(
            re.fullmatch("[A-Z][a-z]+", part) and words[part] == 1 and part not in one.get("ambiguous", ())
            for part in parts
        ):
            found.append(Person(one["name"], parts[0], parts[1], one["gender"]))
    return found


def mentions(line: Line, entities: Entities) -> list[Mention]:
    """Where these are named, in the order of the text; longer names first, so that parts of others are none."""
    text = line["text"]
    of = {form: who for who in people(entities) for form in (who.name, who.first, who.last)}
    forms = {form for one in entities for form in _forms(one)} | of.keys()
    expression = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    found = []
    for place in re.finditer(rf"(?<!\w)(?:{expression})(?!\w)", text):
        who = of.get(place.group())
        if who is None:
            continue
        before = text[max(0, place.start() - 40) : place.start()]
        title = _TITLE.search(before)
        sort = {who.name: "full", who.first: "first", who.last: "last"}[place.group()]
        beside = (sort == "last" and not title and _CAPITAL.search(before)) or before[-1:] == "-"
        loose = not beside and not _RUNS_ON.match(text, place.end())
        found.append(Mention(*place.span(), who, sort, title.group() if title else "", text, loose))
    return found


def rewritten(
    line: Line, entities: Entities, rng: Random, write: Write, names: Mapping[str, str] | None = None
) -> Line:
    """An annotated article whose people are named otherwise at some places, and perhaps as a whole."""
    before: Counter[Person] = Counter()
    edits = list[Edit]()
    for mention in mentions(line, entities):
        if names is None and not mention.loose:
            continue
        instead = write(mention, before[mention.who], rng)
        before[mention.who] += 1
        if instead is not None:
            edits.append((mention.start, mention.end, instead))
    way = written(line, edits)
    for quote in way["quotes"]:
        quote["speaker_name"] = (names or {}).get(quote["speaker_name"], quote["speaker_name"])
    return way


def _way(write: Write) -> Way:
    return lambda line, entities, rng: rewritten(line, entities, rng, write)


def _later(instead: Callable[[Person], str]) -> Way:
    """Later mentions by surname, titles left alone, written otherwise."""

    def write(mention: Mention, times: int, _rng: Random) -> str | None:
        return instead(mention.who) if mention.sort == "last" and times and not mention.title else None

    return _way(write)


def _first(instead: Callable[[Mention, Random], str | None]) -> Way:
    """The first full mention of everybody written otherwise."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        done = set[Person]()

        def write(mention: Mention, _times: int, rng: Random) -> str | None:
            if mention.sort != "full" or mention.who in done:
                return None
            new = instead(mention, rng)
            if new is not None:
                done.add(mention.who)
            return new

        return rewritten(line, entities, rng, write)

    return way


def _forename_later(line: Line, entities: Entities, rng: Random) -> Line:
    """By the forename, with no title: as magazines and local papers do."""
    edits = [
        (mention.start - len(mention.title), mention.end, mention.who.first)
        for mention in mentions(line, entities)
        if mention.sort == "last"
        and mention.loose
        and mention.title in ("", "Mr ", "Mrs ", "Ms ", "Miss ", "Mr. ", "Mrs. ", "Ms. ")
        if any(
            other.sort == "full" and other.who == mention.who and other.start < mention.start
            for other in mentions(line, entities)
        )
    ]
    return written(line, edits)


def _no_titles(line: Line, entities: Entities, _rng: Random) -> Line:
    """Surnames without Mr, Mrs, Ms and Miss."""
    here = mentions(line, entities)
    edits = [
        (m.start - len(m.title), m.start, "") for m in here if m.sort == "last" and re.match(r"M[rs]|Miss", m.title)
    ]
    return written(line, edits)


def _aside(*phrases: str) -> Way:
    """Between commas behind the first full mention, where a verb or a comma follows."""

    def instead(mention: Mention, rng: Random) -> str | None:
        phrase = rng.choice(phrases).format(age=rng.randint(24, 79), place=rng.choice(_PLACES))
        if re.match(r", (?!\d)", mention.after):
            return f"{mention.who.name}, {phrase}"
        if _VERB.match(mention.after):
            return f"{mention.who.name}, {phrase},"
        return f"{mention.who.name}, {phrase}" if re.match(r"\.(?:\n|$| [A-Z])", mention.after) else None

    return _first(instead)


def _behind(*phrases: str) -> Way:
    """Straight behind the first full mention."""

    def instead(mention: Mention, rng: Random) -> str | None:
        phrase = rng.choice([one for one in phrases if mention.who.gender == "m" or one not in ("Jr.", "III")])
        fits = _VERB.match(mention.after) or re.match(r",|\.(?:\n|$| [A-Z])", mention.after)
        return f"{mention.who.name} {phrase.rstrip('.') if mention.after[:1] == '.' else phrase}" if fits else None

    return _first(instead)


def _in_front(*phrases: str) -> Way:
    """Straight before the first full mention, where nothing stands before the name yet."""

    def instead(mention: Mention, rng: Random) -> str | None:
        return (
            f"{rng.choice(phrases)} {mention.who.name}" if _FREE.search(mention.before) and not mention.title else None
        )

    return _first(instead)


def _names(change: Callable[[Person, Random], tuple[str, str, str]], everywhere: bool = True) -> Way:
    """Other names as a whole: the full one, the one of later mentions, and the one that stands in the annotation."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        new = {who: change(who, rng) for who in people(entities)}
        titled = {mention.who for mention in mentions(line, entities) if mention.title or mention.sort == "first"}
        kept = set[Person]() if everywhere else titled
        kept |= {who for who in new if Counter(one[0] for one in new.values())[new[who][0]] > 1}

        def write(mention: Mention, _times: int, _rng: Random) -> str | None:
            full, later, _ = new[mention.who]
            if mention.who in kept or mention.sort == "first":
                return None
            instead = full if mention.sort == "full" else later
            starts = not mention.title and re.search(r"(?:^|\n|[.?!”\"] )[“\"]?$", mention.before)
            return instead[0].upper() + instead[1:] if starts else instead

        names = {who.name: told[2] for who, told in new.items() if who not in kept}
        return rewritten(line, entities, rng, write, names)

    return way


def _from(pool: Iterable[str], later: int) -> Way:
    """Names out of a pool; of which word the later mentions are."""
    names = [*pool]

    def change(_who: Person, rng: Random) -> tuple[str, str, str]:
        name = rng.choice(names)
        return name, name.split(" ", 1)[1] if later == 1 else name.split()[later], name

    return _names(change, everywhere=False)


def _icelandic(who: Person, rng: Random) -> tuple[str, str, str]:
    name = rng.choice(_ICELANDIC[who.gender])
    return name, name.split()[0], name


def _two_share(last: bool) -> Way:
    """Somebody else of the article gets the surname (or forename) of one who speaks; both are named in full throughout."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        known = people(entities)
        speak = [who for who in known if any(quote["speaker_name"] == who.name for quote in line["quotes"])]
        if not speak or len(known) < 2:
            return dict(line)
        one = rng.choice(speak)
        other = rng.choice([who for who in known if who != one and (last or who.gender == one.gender)] or [one])
        if other == one:
            return dict(line)
        full = f"{other.first} {one.last}" if last else f"{one.first} {other.last}"

        def write(mention: Mention, _times: int, _rng: Random) -> str | None:
            if mention.who == other and mention.sort != "first":
                return full if last or mention.sort == "full" else None
            if mention.who == one and last and mention.sort == "last":
                return one.name
            return None

        return rewritten(line, entities, rng, write, {other.name: full})

    return way


def _initials(style: str) -> Way:
    """Initials for the forename."""

    def change(who: Person, rng: Random) -> tuple[str, str, str]:
        name = f"{style.format(who.first[0], rng.choice('KLV'))} {who.last}"
        return name, who.last, name

    return _names(change, everywhere=False)


def _surnames(change: Callable[[str, Random], str], later: bool = True) -> Way:
    """Surnames of another shape."""

    def new(who: Person, rng: Random) -> tuple[str, str, str]:
        last = change(who.last, rng)
        return f"{who.first} {last}", last if later else who.last, f"{who.first} {last}"

    return _names(new)


_NICKNAMES = {"m": ["Buzz", "Tiny", "Red", "Chip"], "f": ["Dot", "Birdie", "Sunny", "Kit"]}


def _as_here(words: str, text: str) -> str:
    """Words with marks as the text writes them."""
    return words if "“" in text else words.replace("“", '"').replace("”", '"')


def _nicknamed(around: str) -> Way:
    def instead(mention: Mention, rng: Random) -> str:
        called = around.format(rng.choice(_NICKNAMES[mention.who.gender]))
        return f"{mention.who.first} {_as_here(called, mention.text)} {mention.who.last}"

    return _first(instead)


def _nickname_later(line: Line, entities: Entities, rng: Random) -> Line:
    """Introduced with a nickname, and called by it from then on."""
    called = {who: rng.choice(_NICKNAMES[who.gender]) for who in people(entities)}
    twice = {who for who in called if Counter(called.values())[called[who]] > 1}
    done = set[Person]()

    def write(m: Mention, _times: int, _rng: Random) -> str | None:
        if m.who in twice or m.title:
            return None
        if m.sort == "full" and m.who not in done:
            done.add(m.who)
            return _as_here(f"{m.who.first} “{called[m.who]}” {m.who.last}", m.text)
        return called[m.who] if m.sort == "last" and m.who in done else None

    return rewritten(line, entities, rng, write)


def _capitals(line: Line, entities: Entities, rng: Random) -> Line:
    return rewritten(
        line, entities, rng, lambda m, _times, _rng: m.text[m.start : m.end].replace(m.who.last, m.who.last.upper())
    )


def _mr(man: str, woman: str) -> Way:
    return _later(lambda who: f"{man if who.gender == 'm' else woman} {who.last}")


_RANKS = ("Det. Sgt.", "Lt. Col.", "Chief Supt", "Capt.", "Det Insp", "Maj. Gen.")
_PARTIES = ("(D-Ore.)", "(R-Texas)", "(Lab)", "(D)", "(R)")

WAYS: dict[str, Way] = {
    "later Mr or Ms": _mr("Mr", "Ms"),
    "later Mr. or Mrs.": _mr("Mr.", "Mrs."),
    "later Dr": _later(lambda who: f"Dr {who.last}"),
    "later the full name": _later(lambda who: who.name),
    "later the forename": _forename_later,
    "no Mr or Ms": _no_titles,
    "a middle initial": _first(lambda m, rng: f"{m.who.first} {rng.choice('BDEHLMRTW')}. {m.who.last}"),
    "a middle name": _first(lambda m, rng: f"{m.who.first} {rng.choice(_MIDDLES)} {m.who.last}"),
    "letters behind a comma": _aside("OBE", "PhD", "QC", "MD", "FRS"),
    "letters behind the name": _behind("OBE", "MBE", "PhD", "KC", "Jr.", "III"),
    "nickname in marks": _nicknamed("“{}”"),
    "nickname in brackets": _nicknamed("({})"),
    "later the nickname": _nickname_later,
    "two surnames, hyphenated": _surnames(lambda last, rng: f"{last}-{rng.choice(_MIDDLES)}"),
    "two surnames, later the first": _surnames(lambda last, rng: f"{last} {rng.choice(_SECONDS)}", later=False),
    "surnames with particles": _surnames(
        lambda last, rng: f"{rng.choice(['van der', 'de la', 'von', 'di', 'ter', 'dos'])} {last}"
    ),
    "initials, spaced": _initials("{}. {}."),
    "initials, closed up": _initials("{}.{}."),
    "initials without points": _initials("{}{}"),
    "surnames in capitals": _capitals,
    "party and district in brackets": _behind(*_PARTIES),
    "party and district between commas": _aside("D-Ore.", "R-Texas", "D-N.Y."),
    "age and place": _aside("{age}, of {place}", "{age}, from {place}", "of {place}"),
    "age": _aside("{age}"),
    "age in brackets": _behind("(43)", "(29)", "(67)"),
    "rank in front": _in_front(*_RANKS),
    "two of a surname": _two_share(last=True),
    "two of a forename": _two_share(last=False),
    "names of one word": _names(lambda _who, rng: (rng.choice(_ONE_WORD),) * 3, everywhere=False),
    "family name first": _from(_FAMILY_FIRST, 0),
    "Icelandic": _names(_icelandic, everywhere=False),
    "Arabic": _from(_ARABIC, 1),
    "Vietnamese": _from(_VIETNAMESE, 2),
}
