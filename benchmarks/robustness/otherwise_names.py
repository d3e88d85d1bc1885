"""Annotated articles whose people bear other names: a forename and a surname each, of the same gender."""

from __future__ import annotations

import re
from random import Random

from generated_names import FAMILIES, MEN, WOMEN
from otherwise_edits import Entities, Line, Way, exchanged

NAMES = {
    "plain names": (MEN, WOMEN, FAMILIES),
    "forenames that are words": (
        "Tanner Porter Mason Chase Hunter Austin Bishop Dean Judge Grant Will Mark Bill Rich Guy Major Duke Earl Miles Forest",
        "Faith Hope Joy Grace Dawn April June Summer Violet Ivy Rose Amber Ruby Crystal Autumn Destiny Charity Melody Holly",
        FAMILIES,
    ),
    "surnames that are words": (
        MEN,
        WOMEN,
        "Long King Bishop Baker Cook Marshall Major Park Day Winter Snow London England Church Hill House Power Price Cash"
        " Bond Law Savage Rice Fish Banks Rivers Best Rich Little Sharp Swift Sage Street Bridges Stone Gold Black Pope",
    ),
    "names of the world": (
        "Oluwaseun Kwame Thabo Tendai Mohammed Yusuf Tariq Dmitri Zoltan Björn Søren Łukasz Joaquín Thiago Rajesh Suresh"
        " Haruto Minh Wei Budi",
        "Ngozi Folasade Thandiwe Wanjiku Fatima Leila Oksana Zsófia Åsa Jelena Guadalupe Luciana Priya Sunita Yuki Linh Siti",
        "Okonkwo Nkosi Mutasa Kamau Haddad Rahimi Kovalenko Szabó Lindström Petrović Gutiérrez Nascimento Iyer Patil Tanaka"
        " Nguyen Zhang Wijaya O’Malleran D’Orsone",
    ),
}


def renamed(line: Line, entities: Entities, pool: str, rng: Random) -> Line:
    """An annotated article whose people bear other names; who shares a name with others goes on sharing it."""
    instead = _new_names(line["text"], entities, pool, rng)
    return exchanged(line, instead | {old.upper(): new.upper() for old, new in instead.items()})


def _new_names(text: str, entities: Entities, pool: str, rng: Random) -> dict[str, str]:
    """What each forename and surname is exchanged for: of persons whose gender is known and whose names are no words of the text."""
    men, women, families = ([*names.split()] for names in NAMES[pool])
    for names in (men, women, families):
        rng.shuffle(names)
    found: dict[str, str] = {}
    for person in entities:
        words = re.sub(r"[“\"‘'].*?[”\"’']", "", person["name"]).split()
        if person["kind"] != "person" or person["gender"] is None or len(words) < 2:
            continue
        first, last = words[0], words[-1]
        if any(not re.fullmatch("[A-Z][a-z]+", w) or re.search(rf"\b{w.lower()}\b", text) for w in (first, last)):
            continue
        given = women if person["gender"] == "f" else men
        for word, names in ((last, families), (first, given)):
            if word not in found and names:
                found[word] = names.pop()
    return found


def _called(pool: str) -> Way:
    return lambda line, entities, rng: renamed(line, entities, pool, rng)


WAYS = {pool: _called(pool) for pool in NAMES}
