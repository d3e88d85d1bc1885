"""Small articles with a known answer, made from the tables of ``generated_names.py`` and ``generated_wording.py``.

An article is written with labels around what the answer speaks of, and the labels are taken out at the end: so offsets are
right however the wording changes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from random import Random
from typing import Any, Literal

import attrs
from generated_factors import FACTORS, Factor, excluded
from generated_labels import CLOSE, LABEL, NAMED, OPEN, Offsets, capital, label, tidy, unlabel
from generated_names import SHAPES, Gender, Name, make_name, plain_name
from generated_topics import BODIES, BODIES_OF_A_PLACE, COUNTRIES, PAPERS, PLACES, POSTS, RANKS, TOPICS, Topic
from generated_wording import BESIDE, FIRST, FRAMES, KIN, LATER, NAMING, OPENINGS, Frame

Values = dict[Factor, str]
Among = Mapping[Factor, Collection[str]]

EXTRA = 0.4  # the share of articles in which the person is quoted once more
HEADED = 0.5  # the share of those that need no headline and have one
TRIES = 500  # draws after which a value that goes with none of the others gives up its turn
LEAD = 0.7  # the share that begin with a sentence about the matter

# --- the answer --------------------------------------------------------------------------------------------------


@attrs.frozen
class Role:
    """A further post of somebody who is quoted."""

    role: str
    org: str | None = None
    former: bool = False


@attrs.frozen
class Quotation:
    """One quotation of an article; the fields are those of the format of predictions in ``docs/schema.md``."""

    content: tuple[Offsets, ...]
    type: str
    cue: tuple[Offsets, ...] | None
    speaker: tuple[Offsets, ...] | None
    speaker_name: str
    speaker_kind: str
    role: str | None
    org: str | None
    former: bool
    other_roles: tuple[Role, ...]


@attrs.frozen
class Named:
    """A person or body that an article names, with the places where it does; ``gender`` where pronouns or titles show it."""

    name: str
    kind: Literal["person", "organisation"]
    gender: Gender | None
    forms: tuple[Offsets, ...]


@attrs.frozen
class GeneratedArticle:
    """An article, the values of the factors that it was made from, and the answer."""

    id: str
    text: str
    factors: tuple[tuple[Factor, str], ...]
    quotes: tuple[Quotation, ...]
    people: tuple[Named, ...]

    def gold(self) -> dict[str, Any]:
        """The line of a gold file for this article."""
        return attrs.asdict(self)


# --- what an article is made of ----------------------------------------------------------------------------------


def choose(seed: int, number: int, among: Among | None = None) -> Values:
    """The values of the factors: each factor in turn goes through its own, the others are drawn until they go together."""
    allowed: Among = {**FACTORS, **(among or {})}
    tables = {factor: [value for value in table if value in allowed[factor]] for factor, table in FACTORS.items()}
    factors = tuple(tables)
    turn, leader = divmod(number, len(factors))
    order = [*tables[factors[leader]]]
    Random(f"{seed}:{leader}").shuffle(order)
    random = Random(f"{seed}:{number}:factors")
    for attempt in range(2 * TRIES):
        values: Values = {factor: random.choice(table) for factor, table in tables.items()}
        if attempt < TRIES:
            values[factors[leader]] = order[turn % len(order)]
        if excluded(values) is None:
            return values
    raise ValueError(f"no article can be made among these values of factors: {among}")


@attrs.frozen
class Post:
    """A post, and the body, place or country where it is held; ``fields`` are what templates ask for."""

    role: str
    where: str
    fields: Mapping[str, str]


def make_post(random: Random, values: Values, hero: Name) -> Post:
    """The post of the person who is quoted, whether it comes to be stated or not."""
    level = FIRST[values["first"]].level or "body"
    place = random.choice(PLACES)
    country, demonym = random.choice([*COUNTRIES.items()])
    own_place = values["beside"] == "place in the body’s name"
    table = BODIES_OF_A_PLACE if own_place else BODIES
    kind = "firm" if hero.firm else random.choice([*table])
    body = hero.firm or random.choice(table[kind].split("|")).format(place=place)
    role = random.choice(POSTS[kind if level == "body" else level].split("|")).split("/")[
        -1 if hero.gender == "f" else 0
    ]
    title = re.sub("[a-z]+", lambda word: word[0].capitalize(), role)
    bare = label("name:body", body.removeprefix("the "))
    named = f"the {bare}" if body.startswith("the ") else bare
    fields = {
        "role": role,
        "Role": title,
        "body": named,
        "Body": bare,
        "place": place,
        "country": country,
        "demonym": demonym,
    }
    where = {"body": body.removeprefix("the "), "place": place, "country": country}[level]
    return Post(role, where, fields)


def sexed(key: str, text: str) -> str:
    """A word that shows the sex of somebody."""
    return label(f"sex:{key}", text)


def name_fields(random: Random, values: Values, hero: Name, others: Mapping[str, Name]) -> dict[str, str]:
    """What templates ask for of the person quoted and of the others."""
    man, other_man = hero.gender == "m", hero.gender == "f"
    rank, rank_in_full = random.choice([*RANKS.items()])
    honorific = sexed("hero", "Mr" if man else random.choice(("Ms", "Mrs", "Miss")))
    kin = random.choice(KIN["m" if other_man else "f"])
    sir = sexed("hero", "Sir" if man else "Dame")
    plain = {"name": hero.full, "plain": hero.name, "short": hero.short, "given": hero.given, "bare": hero.name}
    fields = {key: label("name:hero", text) for key, text in plain.items()}
    fields |= {
        "sir": sir,
        "rank": rank,
        "Rank": rank_in_full,
        "honorific": honorific,
        "age": str(random.randint(29, 71)),
    }
    fields["title"] = rank if values["first"].startswith("rank") else honorific
    fields |= {"he": sexed("hero", "he" if man else "she"), "him": sexed("hero", "him" if man else "her")}
    fields["his"] = sexed("hero", "his" if man else "her")
    fields |= {key: label(f"name:{key}", name.full) for key, name in others.items()}
    fields["relative"] = label("name:namesake", others["namesake"].given)
    fields |= {"kin": sexed("namesake", kin), "other_mr": sexed("namesake", "Mr" if other_man else "Ms")}
    fields["short_foundation"] = label("name:foundation", f"{capital(hero.short)} Foundation")
    fields["street"] = f"{capital(hero.short)} Street"
    return fields


def other_people(random: Random, values: Values, hero: Name) -> dict[str, Name]:
    """Those who are named and not quoted; each article uses some of them."""
    other_sex: Gender = "f" if hero.gender == "m" else "m"
    rival = plain_name(random, hero.gender if BESIDE[values["beside"]].sex == "same" else other_sex, unlike=[hero])
    other = plain_name(random, random.choice(("m", "f")), unlike=[hero, rival])
    given = plain_name(random, other_sex, unlike=[hero, rival, other]).given
    namesake = attrs.evolve(
        hero, full=f"{given} {hero.last}", name=f"{given} {hero.last}", given=given, gender=other_sex
    )
    if values["beside"] == "relative by forename":
        namesake = attrs.evolve(namesake, name=given)
    return {"rival": rival, "other": other, "namesake": namesake}


# --- paragraphs --------------------------------------------------------------------------------------------------


@attrs.frozen
class Scene:
    """All that an article is written from."""

    values: Values
    topic: Topic
    fields: Mapping[str, str]
    kinds: dict[int, str]
    """The kind of each quotation written so far."""

    def say(self, template: str) -> str:
        """A sentence without a quotation."""
        return capital(self.fill(template))

    def fill(self, template: str) -> str:
        """A template filled in."""
        spokes = self.fields["role"].startswith("spokes")
        template = template.replace("ole} of", "ole} for") if spokes else template
        if re.sub(CLOSE, "", self.fields["Body"]).endswith("s"):
            template = re.sub("({[bB]ody})’s", r"\1’", template)
        capitals = {
            f"{key[0].upper()}{key[1:]}": capital(text) for key, text in self.fields.items() if key[0].islower()
        }
        return template.format_map({**capitals, **self.fields})

    def quote(self, template: str, source: str, claims: tuple[int, int], kind: str, said: str) -> str:
        """A paragraph with a quotation of what is claimed; ``source`` is the noun phrase that names who said it."""
        first, second = (self.topic.claims[claim] for claim in claims)
        parts: list[str] = []
        for part in template.split("¶"):
            number = len(self.kinds)
            self.kinds[number] = kind
            kind = "direct"
            for sign, name in (("[", f"words:{number}"), ("<", f"cue:{number}")):
                part = part.replace(sign, f"{OPEN}{name}{NAMED}")
            part = part.replace("]", CLOSE).replace(">", CLOSE)
            parts.append(
                part.format_map({**self.fields, **self._words(first, second, said), **_sources(source, number)})
            )
        return capital("\n\n".join(parts))

    def _words(self, first: tuple[str, str], second: tuple[str, str], said: str) -> dict[str, str]:
        topic, direct = self.topic, first[0]
        a1, _, a2 = direct.partition("|")
        whole, more = direct.replace("|", ""), second[0].replace("|", "")
        words = {"a": whole, "A": whole, "B": more, "a1": a1, "a2": a2.strip(), "i": first[1], "I": capital(first[1])}
        return {**words, "m": topic.mixed, "Q": topic.question, "w": topic.whether, "said": said}


def _sources(source: str, number: int) -> dict[str, str]:
    """A source as subject, object and possessor, each at the head of a sentence too."""
    plain = LABEL.sub("", source)
    objects = {"he": "him", "she": "her", "they": "them"}
    owners = {"he": "his", "she": "her", "they": "their"}
    forms = {"src": source, "obj": source, "poss": f"{source}’s"}
    if plain in objects:
        forms |= {"obj": source.replace(plain, objects[plain]), "poss": source.replace(plain, owners[plain])}
    labelled = {key: label(f"source:{number}", form) for key, form in forms.items()}
    return labelled | {key.capitalize(): capital(form) for key, form in labelled.items()}


def _splittable(topic: Topic, claim: int, other: int) -> tuple[int, int]:
    """The two claims, the one that can be parted in front."""
    return (claim, other) if "|" in topic.claims[claim][0] else (other, claim)


def opening(scene: Scene, random: Random) -> Iterator[str]:
    """The paragraphs in which the person is brought in, and sometimes quoted."""
    first = FIRST[scene.values["first"]]
    if first.mode in ("sentence", "list"):
        yield scene.say(first.template)
        return
    must_say = first.mode == "described" or scene.values["frame"] == "indirect, added"
    template = OPENINGS[0] if must_say else random.choice(OPENINGS)
    source = scene.fill(first.template) if first.mode in ("source", "described") else scene.fields["short"]
    if "[" in template:
        yield scene.quote(template, source, (0, 1), "direct" if "“" in template else "indirect", "said")
    else:
        yield template.format(Src=capital(source))
    if first.mode == "described":
        yield scene.quote(NAMING, scene.fields["name"], (1, 0), "direct", "told")


def again(scene: Scene, random: Random) -> Iterator[str]:
    """The paragraphs in which the person is quoted under another name."""
    later = LATER[scene.values["later"]]
    source = later.source.format_map(scene.fields)
    frame = FRAMES[scene.values["frame"]]
    before = f"{scene.say(later.before)} " if later.before else ""
    yield before + _framed(scene, random, frame, source, _splittable(scene.topic, 2, 3))
    if FIRST[scene.values["first"]].mode != "described" and random.random() < EXTRA:
        behind = scene.values["later"] == "behind a quotation"
        extra = (
            "direct, source behind"
            if behind or frame.template == FRAMES["indirect, added"].template
            else "indirect, added"
        )
        yield _framed(scene, random, FRAMES[extra], source, (1, 0))


def _framed(scene: Scene, random: Random, frame: Frame, source: str, claims: tuple[int, int]) -> str:
    return scene.quote(frame.template, source, claims, frame.kind, random.choice(frame.said.split()))


def beside(scene: Scene, random: Random) -> tuple[str, int]:
    """The paragraph on somebody or something else, and where it stands: 0 in front, 1 in between, 2 at the end."""
    chosen = BESIDE[scene.values["beside"]]
    blurring = chosen.sex == "same" and LATER[scene.values["later"]].pronoun
    return scene.say(chosen.template), random.choice((0, 2)) if blurring else 1


def top(scene: Scene, random: Random) -> Iterator[str]:
    """Headline, caption or credit line, and a sentence about the matter."""
    first = FIRST[scene.values["first"]]
    if first.mode == "headline":
        headline = scene.say(first.template.replace("{name}", "{bare}"))
    else:
        headline = scene.topic.headline
    if SHAPES[scene.values["shape"]].capitals:
        headline = scene.say("{bare} under pressure over {subject}") if first.mode != "headline" else headline
        yield re.sub(f"({LABEL.pattern})|([^{OPEN}{CLOSE}]+)", lambda part: part[1] or part[3].upper(), headline)
    elif first.mode not in ("source", "sentence", "list", "described") or random.random() < HEADED:
        yield headline
    if first.mode in ("caption", "credit"):
        yield scene.say(first.template.replace("{name}", "{bare}"))
    if random.random() < LEAD:
        yield scene.topic.lead


# --- articles ----------------------------------------------------------------------------------------------------

_STYLES = (("“”", "“”"),) * 6 + (("“”’", '""\''),) * 3 + (("“”", "‘’"),)
"""How quotation marks are written: as they are, straight, or single."""


def articles(seed: int, number: int, among: Among | None = None) -> Iterator[GeneratedArticle]:
    """The first ``number`` articles of a seed, one after the other; the same seed gives the same articles.

    ``among`` restricts factors to some of their values.
    """
    return (make_article(seed, i, among) for i in range(number))


def make_article(seed: int, number: int, among: Among | None = None) -> GeneratedArticle:
    """One article of a seed."""
    random = Random(f"{seed}:{number}")
    values = choose(seed, number, among)
    gender: Gender = "m" if random.choice(SHAPES[values["shape"]].genders) == "m" else "f"
    hero = make_name(values["shape"], random, gender)
    post = make_post(random, values, hero)
    others = other_people(random, values, hero)
    topic = random.choice(TOPICS)
    paper = random.choice(PAPERS)
    fields = {
        **post.fields,
        **name_fields(random, values, hero, others),
        "subject": topic.subject,
        "matter": topic.subject.removeprefix("the "),
    }
    fields["paper"] = (
        f"the {label('name:paper', paper[4:])}" if paper.startswith("the ") else label("name:paper", paper)
    )
    other_body = random.choice([name for name in BODIES["firm"].split("|") if name not in post.fields["body"]])
    fields |= {"herald": label("name:herald", "Evening Herald"), "other_body": label("name:other_body", other_body)}
    scene = Scene(values, topic, fields, {})
    other, place = beside(scene, random)
    parts = [[other] if place == i and other else [] for i in range(3)]
    paragraphs = [*top(scene, random), *parts[0], *opening(scene, random), *parts[1], *again(scene, random), *parts[2]]
    marked = tidy("\n\n".join(paragraphs))
    return _answered(f"{seed}-{number}", marked, scene, post, {"hero": hero, **others}, random)


def _answered(
    key: str, marked: str, scene: Scene, post: Post, names: Mapping[str, Name], random: Random
) -> GeneratedArticle:
    text, labels = unlabel(marked)
    hero = names["hero"]
    first = FIRST[scene.values["first"]]
    quotes = tuple(
        Quotation(
            content=_spans(labels, f"words:{number}"),
            type=kind,
            cue=_spans(labels, f"cue:{number}") or None,
            speaker=_spans(labels, f"source:{number}") or None,
            speaker_name=hero.name,
            speaker_kind="person",
            role=post.role if "post" in first.stated else None,
            org=post.where if "body" in first.stated else None,
            former=first.former,
            other_roles=(Role(hero.post),) if hero.post else (),
        )
        for number, kind in scene.kinds.items()
    )
    plain, written = ("“”", "“”") if "’" in hero.name else random.choice(_STYLES)
    text = text.translate(str.maketrans(plain, written))
    return GeneratedArticle(key, text, tuple(scene.values.items()), quotes, tuple(_named(text, labels, names)))


def _named(text: str, labels: list[tuple[str, Offsets]], names: Mapping[str, Name]) -> Iterator[Named]:
    for key in dict.fromkeys(name.partition(":")[2] for name, _ in labels if name.startswith("name:")):
        forms = _spans(labels, f"name:{key}")
        shown = bool(_spans(labels, f"sex:{key}"))
        if key in names:
            yield Named(names[key].name, "person", names[key].gender if shown else None, forms)
        else:
            start, end = forms[0]
            yield Named(text[start:end], "organisation", None, forms)


def _spans(labels: list[tuple[str, Offsets]], wanted: str) -> tuple[Offsets, ...]:
    return tuple(offsets for name, offsets in labels if name == wanted)
