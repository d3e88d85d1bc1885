"""Annotated articles whose sources are called otherwise: by a post, an age, a pronoun or a surname; as women where they were men.

A source is exchanged only where a careful reader can't mistake it: nobody else of the article has that post or age, and between
*he* and where he last spoke nobody else is named who may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from generated_names import MEN, WOMEN
from otherwise_edits import Edit, Entities, Line, Way, exchanged, written

EPITHETS = (
    *(
        "embattled",
        "beleaguered",
        "outspoken",
        "veteran",
        "popular",
        "controversial",
        "weary",
        "long-serving",
        "soft-spoken",
    ),
    *("softly spoken", "straight-talking", "self-taught", "mild-mannered", "newly elected", "widely respected"),
)

WIDER = {
    "actor": "star",
    "actress": "star",
    "analyst": "expert",
    "author": "writer",
    "captain": "player",
    "coach": "boss",
    "columnist": "writer",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
    "councillor": "politician",
    "defender": "player",
    "detective": "officer",
    "economist": "expert",
    "engineer": "expert",
    "farmer": "grower",
    "goalkeeper": "player",
    "governor": "politician",
    "guitarist": "musician",
    "lawyer": "attorney",
    "lecturer": "academic",
    "manager": "boss",
    "mayor": "politician",
    "midfielder": "player",
    "minister": "politician",
    "mp": "politician",
    "novelist": "writer",
    "physician": "doctor",
    "professor": "academic",
    "psychologist": "expert",
    "quarterback": "player",
    "rapper": "musician",
    "representative": "lawmaker",
    "researcher": "scientist",
    "scientist": "expert",
    "senator": "lawmaker",
    "sergeant": "officer",
    "singer": "musician",
    "striker": "player",
    "surgeon": "doctor",
}
"""What takes up somebody of that trade or post as well, where the article has nobody else whom it may mean."""

_CUT = frozenset(["officer", "general", "member", "winner", "hopeful", "finalist", "mate", "hand"])
"""Words that name no post without the word before them."""
_RANKS = frozenset(["acting", "assistant", "associate", "co", "deputy", "interim", "junior", "prime", "shadow", "vice"])
"""Words that a post is never without: the minister is no prime minister."""

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame)\.? "
_SEXED = (
    "man woman,men women,boy girl,boys girls,father mother,son daughter,husband wife,brother sister,uncle aunt,nephew niece"
    ",businessman businesswoman,chairman chairwoman,spokesman spokeswoman,congressman congresswoman,policeman policewoman"
    ",actor actress,waiter waitress,king queen,prince princess,dad mum,grandfather grandmother,male female,gentleman lady"
    ",boyfriend girlfriend,fathers mothers,sons daughters,brothers sisters,himself herself,councilman councilwoman,widower widow"
    ",he she,his her,him her,Mr Ms"
)
_NO_NOUN = frozenset(
    [
        "a",
        "about",
        "across",
        "after",
        "again",
        "against",
        "all",
        "an",
        "and",
        "as",
        "at",
        "back",
        "because",
        "before",
        "but",
        "by",
        "down",
        "during",
        "for",
        "from",
        "had",
        "has",
        "if",
        "in",
        "into",
        "is",
        "it",
        "just",
        "more",
        "not",
        "of",
        "off",
        "on",
        "once",
        "or",
        "out",
        "over",
        "so",
        "than",
        "that",
        "the",
        "there",
        "this",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "was",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "why",
        "with",
        "without",
        "would",
    ]
)
"""Words before which *her* is no possessive: 'told her that', 'beside her in the car'."""


# --- who is named where ------------------------------------------------------------------------------------------------


def persons(line: Line, entities: Entities) -> list[Mapping[str, Any]]:
    """The persons of an article; where nobody has listed them, those who are quoted."""
    if entities:
        return [entity for entity in entities if entity["kind"] == "person"]
    found: dict[str, dict[str, Any]] = {}
    for quote in line["quotes"]:
        name = quote["speaker_name"]
        if name and quote["speaker_kind"] == "person":
            told = {"role": quote["role"], "org": quote.get("org"), "former": quote.get("former", False)}
            roles = [told, *quote.get("other_roles", ())]
            found.setdefault(
                name,
                {"name": name, "kind": "person", "gender": None, "forms": [name, name.split()[-1]], "roles": roles},
            )
    return [*found.values()]


def _forms(person: Mapping[str, Any]) -> list[str]:
    return [*dict.fromkeys([person["name"], *person.get("forms", ())])]


def _is_named(text: str, person: Mapping[str, Any]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in _forms(person))


def _sources(
    line: Line, people: list[Mapping[str, Any]]
) -> Iterator[tuple[dict[str, Any], int, int, Mapping[str, Any]]]:
    """Each quotation of a person with its source, outside of what others say, in the order of the text."""
    said = [tuple(piece) for quote in line["quotes"] for piece in quote["content"]]
    seen = set[int]()
    for quote in sorted((q for q in line["quotes"] if len(q.get("speaker") or ()) == 1), key=lambda q: q["speaker"][0]):
        start, end = quote["speaker"][0]
        who = next((p for p in people if p["name"] == quote["speaker_name"]), None)
        if who is not None and start not in seen and not any(a <= start < b for a, b in said):
            seen.add(start)
            yield quote, start, end, who


def _by_name(text: str, who: Mapping[str, Any]) -> bool:
    """Whether a source is no more than a name, with or without an honorific."""
    return re.sub(f"^{_TITLES}", "", text) in _forms(who)


def _cased(text: str, start: int, words: str) -> str:
    """Words as they are written there: with a capital where a sentence begins."""
    before = text[:start].rstrip(" “\"‘'(—–")
    opens = not before or before[-1] in "\n.!?:" or re.search(r"[.!?][”\"’']$", text[:start].rstrip(" "))
    asked = re.search(r"[!?,][”\"’']$", text[:start].rstrip(" "))
    return words[0].upper() + words[1:] if opens and not asked else words


# --- what somebody may be called -------------------------------------------------------------------------------------


def _titles(
    line: Line, who: Mapping[str, Any], people: list[Mapping[str, Any]], at: int
) -> Iterator[tuple[str, str | None]]:
    """The posts and trades of which only one of an article is told, with their bodies, where the text tells it before a place."""
    text = line["text"]
    others = [role["role"] or "" for p in people if p is not who for role in p.get("roles", ())]
    others += [q["role"] or "" for q in line["quotes"] if q["speaker_kind"] == "unnamed"]
    named = "|".join(map(re.escape, _forms(who)))
    for role in who.get("roles", ()):
        title = re.split(r" (?:of|for|at|in|on|to) |,", role["role"] or "")[0]
        words = title.split()
        if role.get("former") or not 0 < len(words) < 4 or not re.fullmatch(r"[A-Za-z -]+", title) or " and " in title:
            continue
        head = words[-1]
        bare = re.escape(head)
        again = re.finditer(
            rf"(?i)\b(?:a|an|another|other|one|his|her|their|second)\s+(?:[\w-]+\s+){{0,2}}{bare}\b", text
        )
        strangers = [m for m in again if not re.search(named, text[max(m.start() - 40, 0) : m.end() + 40])]
        told = re.search(rf"(?i)\b{bare}\b", text[:at])
        shared = any(re.search(rf"(?i)\b{bare}s?\b", other) for other in others)
        if told and not shared and not strangers and not head.lower().endswith(("s", "ing")):
            yield (title if title.isupper() else " ".join(w if w.isupper() else w.lower() for w in words)), role["org"]


Call = Callable[[Line, Mapping[str, Any], list[Mapping[str, Any]], int, Random], str | None]
"""What somebody may be called at a place of an article, or None."""


def by_post(line: Line, who: Mapping[str, Any], people: list[Mapping[str, Any]], at: int, rng: Random) -> str | None:
    """'The mayor'."""
    return next((f"the {title}" for title, _ in _titles(line, who, people, at)), None)


def by_head(line: Line, who: Mapping[str, Any], people: list[Mapping[str, Any]], at: int, rng: Random) -> str | None:
    """'The minister' for the roads minister: the last word alone."""
    titles = (title.split() for title, _ in _titles(line, who, people, at))
    return next(
        (f"the {words[-1]}" for words in titles if words[1:] and words[-1] not in _CUT and words[0] not in _RANKS), None
    )


def by_body(line: Line, who: Mapping[str, Any], people: list[Mapping[str, Any]], at: int, rng: Random) -> str | None:
    """'The Eastwick Trust’s director', 'the Eastwick Trust director'."""
    persons = {form for p in people for form in _forms(p)}
    for title, org in _titles(line, who, people, at):
        if org is None or org in persons or org not in line["text"][:at]:
            continue
        if re.fullmatch(r"[A-Z][\w&.-]*(?: (?:of |the )?[A-Z][\w&.-]*){0,3}", org):
            bare = org.removeprefix("The ")
            owned = f"the {bare}" if re.search(rf"\b[Tt]he {re.escape(bare)}\b", line["text"]) else bare
            is_noun = re.search(rf"{re.escape(org)}(?:[’']s|[,.]| (?:said|is|was|has|will))", line["text"])
            return rng.choice((f"the {bare} {title}", f"{owned}’s {title}" if is_noun else f"the {bare} {title}"))
    return None


def by_epithet(line: Line, who: Mapping[str, Any], people: list[Mapping[str, Any]], at: int, rng: Random) -> str | None:
    """'The soft-spoken lecturer'."""
    return next((f"the {rng.choice(EPITHETS)} {title}" for title, _ in _titles(line, who, people, at)), None)


def by_wider(line: Line, who: Mapping[str, Any], people: list[Mapping[str, Any]], at: int, rng: Random) -> str | None:
    """'The academic' for a lecturer, where nobody else of the article may be one."""
    heads = [(role["role"] or "-").split()[-1].lower() for p in people if p is not who for role in p.get("roles", ())]
    heads += [(q["role"] or "-").split()[-1].lower() for q in line["quotes"] if q["speaker_kind"] == "unnamed"]
    known = {WIDER.get(head, head) for head in heads} | {*heads}
    if any(not p.get("roles") for p in people if p is not who):
        return None
    for title, _ in _titles(line, who, people, at):
        head = title.split()[-1].lower()
        wider = WIDER.get(head)
        if wider and wider not in known:
            return f"the {wider}"
    return None


def by_age(line: Line, who: Mapping[str, Any], people: list[Mapping[str, Any]], at: int, rng: Random) -> str | None:
    """'The 54-year-old', whose age stands beside the name."""
    ages = {p["name"]: _age(line["text"], p) for p in people}
    found = ages[who["name"]]
    alone = found is not None and [*ages.values()].count(found) == 1
    return f"the {found}-year-old" if alone and re.search(rf"\b{found}\b", line["text"][:at]) else None


def _age(text: str, who: Mapping[str, Any]) -> str | None:
    for form in _forms(who):
        found = re.search(
            rf"{re.escape(form)} ?[,(] ?(\d\d)\b(?! [a-z])|\b(\d\d)-year-old (?:[\w-]+ )?{re.escape(form)}", text
        )
        if found:
            return found[1] or found[2]
    return None


def called(call: Call, every: bool = True) -> Way:
    """Sources that are names, but for the first of each person, exchanged for what they may be called."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        people, text, edits = persons(line, entities), line["text"], list[Edit]()
        for _, start, end, who in _sources(line, people):
            if _by_name(text[start:end], who) and who["name"] in text[:start]:
                words = call(line, who, people, start, rng)
                if words is not None:
                    edits.append((start, end, _cased(text, start, words)))
        return written(line, edits)

    return way


# --- pronouns and surnames -------------------------------------------------------------------------------------------


def pronouns(line: Line, entities: Entities, rng: Random) -> Line:
    """A name exchanged for *he* or *she* where the same one spoke before and nobody else who may be meant is named in between."""
    people, text, edits = persons(line, entities), line["text"], list[Edit]()
    before: tuple[int, Mapping[str, Any]] | None = None
    for quote, start, end, who in _sources(line, people):
        others = [p for p in people if p is not who and p["gender"] in (who["gender"], None)]
        goes_on = (
            before is not None and before[1] is who and not any(_is_named(text[before[0] : start], p) for p in others)
        )
        subject = quote["cue"] and quote["cue"][0][0] >= end and re.match(r" [a-z]", text[end:])
        near = before is not None and text.count("\n\n", before[0], start) <= 2
        full = text[start:end] == who["name"]  # which has to stay somewhere
        if goes_on and near and subject and who["gender"] and not full and _by_name(text[start:end], who):
            edits.append((start, end, _cased(text, start, "she" if who["gender"] == "f" else "he")))
        before = (end, who)
    return written(line, edits)


def _surname(who: Mapping[str, Any], people: list[Mapping[str, Any]]) -> str:
    """The surname, where the text has it and nobody shares it; else the full name."""
    last = who["name"].split()[-1]
    shared = any(last in form.split() for p in people if p is not who for form in _forms(p))
    return last if last in _forms(who) and not shared else str(who["name"])


def by_surname(line: Line, entities: Entities, rng: Random) -> Line:
    """*He*, *she* and descriptions exchanged for the surname."""
    people, text, edits = persons(line, entities), line["text"], list[Edit]()
    for _, start, end, who in _sources(line, people):
        simple = re.fullmatch(r"[Hh]e|[Ss]he|[Tt]he [\w -]+", text[start:end]) and not _is_named(text[start:end], who)
        if simple and not text.startswith(("’", "'"), end):
            edits.append((start, end, _surname(who, people)))
    return written(line, edits)


def by_full_name(line: Line, entities: Entities, rng: Random) -> Line:
    """*He* and *she* exchanged for the full name."""
    people, text = persons(line, entities), line["text"]
    found = (
        (start, end, who)
        for _, start, end, who in _sources(line, people)
        if re.fullmatch("[Hh]e|[Ss]he", text[start:end])
    )
    return written(
        line, [(start, end, who["name"]) for start, end, who in found if not text.startswith(("’", "'"), end)]
    )


# --- other genders ---------------------------------------------------------------------------------------------------


def other_gender(line: Line, entities: Entities, rng: Random) -> Line:
    """Men as women, and women as men: pronouns, honorifics, kin, and forenames; as it is where a name can't be exchanged."""
    names = {"m": WOMEN.split(), "f": MEN.split()}
    for pool in names.values():
        rng.shuffle(pool)
    instead: dict[str, str] = {}
    for person in persons(line, entities):
        words = re.sub(r"[“\"‘'].*?[”\"’']", "", person["name"]).split()
        sexed = any(re.search(r"(?:wo)?man\b", role["role"] or "") for role in person.get("roles", ()))
        if (person["gender"] is None and not sexed) or words[0] in instead:
            continue
        if (
            len(words) < 2
            or person["gender"] is None
            or not re.fullmatch("[A-Z][a-z]+", words[0])
            or re.search(rf"\b{words[0].lower()}\b", line["text"])
        ):
            return dict(line)
        instead[words[0]] = names[person["gender"]].pop()
    return exchanged(sexes_exchanged(line), instead) if instead else dict(line)


def sexes_exchanged(line: Line) -> Line:
    """Pronouns, honorifics, kin and posts of men as those of women, and of women as those of men; names stay."""
    instead = dict[str, str]()
    for pair in _SEXED.split(","):
        man, woman = pair.split()
        instead |= {man: woman, man.capitalize(): woman.capitalize()}
        if woman != "her":
            instead |= {woman: man, woman.capitalize(): man.capitalize()}
    instead |= {
        "Mrs": "Mr",
        "mother-in-law": "father-in-law",
        "hers": "his",
        "H\0s": "His",
        "h\0s": "his",
        "H\0m": "Him",
        "h\0m": "him",
    }
    hers = ((m.start(), m.start() + 3, _other_her(m)) for m in re.finditer(r"\b[Hh]er\b( ?)([\w-]*)", line["text"]))
    return exchanged(written(line, hers), instead)


def _other_her(found: re.Match[str]) -> str:
    """What *her* becomes, with a sign that keeps it from being exchanged back."""
    possessive = found[1] and found[2] and found[2] not in _NO_NOUN
    return found.group()[0] + "\0" + ("s" if possessive else "m")


WAYS: dict[str, Way] = {
    "sources by their posts": called(by_post),
    "by the last word of a post": called(by_head),
    "by post and body": called(by_body),
    "by an epithet": called(by_epithet),
    "by a wider noun": called(by_wider),
    "by their ages": called(by_age),
    "he and she for names": pronouns,
    "surnames for he and she": by_surname,
    "full names for he and she": by_full_name,
    "of the other gender": other_gender,
}
