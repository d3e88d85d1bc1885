"""Annotated articles whose people have other trades and posts, and have them told in other shapes beside their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from otherwise_edits import Edit, Entities, Line, Way, exchanged, written

from quoteattr import lexicon

POOLS = {
    "rare trades": (
        "actuary, aerialist, agrologist, apiarist, arborist, assayer, bellfounder, bladesmith, bookbinder, bryologist, cellarer,"
        " chandler, cheesewright, cidermaker, cordwainer, costumier, dendrologist, doula, dramaturge, dry-stone waller,"
        " enologist, ethnobotanist, ethnomusicologist, farrier, ferrywright, fishmonger, foley artist, funambulist, gaffer,"
        " gemmologist, glaciologist, glassblower, glazier, hatter, haulier, herpetologist, horologist, hydrologist, ichthyologist,"
        " joiner, knitwear designer, lamplighter, lapidary, limnologist, lithographer, lorimer, luthier, marionettist,"
        " millwright, mycologist, organ builder, osteopath, ostler, paludiculturist, papermaker, perfusionist, phlebotomist,"
        " pollster, prosthetist, puppeteer, rigger, ropemaker, saddler, sailmaker, seismographer, sericulturist,"
        " signwriter, soil scientist, sonographer, steeplejack, tannery foreman, thatcher, tree surgeon, tunneller,"
        " upholsterer, vexillologist, wainwright, wheelwright, wildfire modeller, zoo nutritionist"
    ),
    "long posts": (
        "acting head of flood defence and coastal planning, assistant deputy secretary for rural health,"
        " associate vice provost for student housing, chief of emergency medicine, co-director of research and field studies,"
        " deputy associate director for harbours and inland waters, deputy chief executive and finance director,"
        " deputy head of the legal department, director of brand partnerships, executive director of communications,"
        " first deputy chairman, global head of sustainable finance, head of exhibitions and public programmes,"
        " interim co-chair, interim director of adult social care, lead investigator for water quality,"
        " managing director for northern markets, principal adviser on tenancy law, regional manager for ports and ferries,"
        " senior curator of textiles, senior lecturer in coastal engineering, senior vice president of loss prevention,"
        " senior policy analyst, vice chair of the audit committee, vice president for guest experience"
    ),
    "posts of other fields": (
        "area dean, artist in residence, assistant referee, attending physician, barrack warden, bosun, bursar, cabin steward,"
        " canon precentor, chief constable, chief growth officer, chief whip, choirmaster, churchwarden, circuit judge,"
        " clerk of works, community warden, custody sergeant, deputy headteacher, deputy sheriff, district commissioner,"
        " duty solicitor, family liaison officer, fire marshal, fly-half, founding partner, groundskeeper, head groundsman,"
        " headmistress, housing officer, junior counsel, kitchen porter, lance corporal, lay preacher, line producer,"
        " matron, night editor, panchayat secretary, parish councillor, physiotherapist, postdoctoral fellow,"
        " principal oboist, probation officer, product lead, quartermaster, rapporteur, returning officer,"
        " ring announcer, scrum-half, search coordinator, set designer, site foreman, stage manager, station master,"
        " stipendiary magistrate, town crier, traffic warden, tribunal chair, vestry clerk, wing commander"
    ),
}

# what is a verb, an adjective or part of many names as well, what is told of others than the one who has it, and what is part of a name
_KEPT = frozenset(
    [
        "authority",
        "captain",
        "chair",
        "champion",
        "chief",
        "coach",
        "cook",
        "doctor",
        "executive",
        "expert",
        "general",
        "governor",
        "guard",
        "guide",
        "head",
        "host",
        "judge",
        "justice",
        "lead",
        "mayor",
        "member",
        "minister",
        "model",
        "officer",
        "official",
        "partner",
        "pilot",
        "president",
        "prince",
        "princess",
        "principal",
        "professional",
        "queen",
        "king",
        "pope",
        "rep",
        "secretary",
        "senator",
        "sen",
        "star",
    ]
)
_SMALL = frozenset(["a", "and", "for", "in", "of", "on", "the"])
_VOWEL = re.compile(r"(?!one|un[iy]|us[eu]|eu)[aeio]|u[^n]|un[^i]", re.IGNORECASE)


def _roles(line: Line, entities: Entities) -> list[str]:
    """The titles that an article gives to those in it, once each, the longest first."""
    told = [role for quote in line["quotes"] for role in (quote, *quote.get("other_roles", ()))]
    told += [role for entity in entities for role in entity.get("roles", ())]
    return sorted({role["role"] for role in told if role.get("role")}, key=lambda role: (-len(role), role))


def _is_post(role: str, line: Line, entities: Entities) -> bool:
    """Whether a title may be exchanged: a post or occupation in small letters, none of whose words is one of a name."""
    head = role.split(" of ")[0].split()[-1]
    known = lexicon.table("role_nouns", 2).get(head, "post") in ("post", "occupation")
    if not known or head in _KEPT or head.endswith("s") or not re.fullmatch(r"[a-z]+(?:[ -][a-z]+){0,4}", role):
        return False
    names = [entity["name"] for entity in entities]
    names += [quote[key] for quote in line["quotes"] for key in ("speaker_name", "org") if quote.get(key)]
    named = {word for name in names for word in re.findall(r"\w+", name.casefold())}
    # "the decision by *Senator* Poole": a title with a capital in the middle of a sentence is no trade; "editor-in-*chief*"
    kept = rf"[\w,] {re.escape(_in_title_case(role))} [A-Z]|-(?i:{role})\b|\b(?i:{role})-"
    return named.isdisjoint(role.split()) and not re.search(kept, line["text"])


def _in_title_case(post: str) -> str:
    return " ".join(word if word in _SMALL else word[0].upper() + word[1:] for word in post.split())


def _exchange(line: Line, entities: Entities, posts: list[str]) -> Line:
    """An article with other posts for those that may be exchanged, wherever they stand, with *a* and *an* as they ask for."""
    instead: dict[str, str] = {}
    for role in _roles(line, entities):
        if not _is_post(role, line, entities):
            continue
        beside = re.search(rf"\b(?i:{re.escape(role)})(?:[’']s? | [A-Z])", line["text"])
        fitting = [post for post in posts if not beside or _SMALL.isdisjoint(post.split())]
        if fitting:  # no "head of policy Ann Poole", "the head of policy’s bag"
            posts.remove(new := fitting[-1])
            forms = (str.upper, _in_title_case, lambda post: post[0].upper() + post[1:], str)
            instead |= {form(role): form(new) for form in forms}
    if not instead:
        return line
    instead = {old: instead[old] for old in sorted(instead, key=len, reverse=True)}
    post = re.compile("|".join(map(re.escape, instead)))
    articles = re.compile(rf"\b([Aa])n?(?= ({post.pattern})(?!\w))")
    edits = [
        (found.start(), found.end(), found[1] + "n" * bool(_VOWEL.match(instead[found[2]])))
        for found in articles.finditer(line["text"])
    ]
    return exchanged(written(line, edits), instead)


def _other_posts(pool: str) -> Way:
    def way(line: Line, entities: Entities, rng: Random) -> Line:
        posts = POOLS[pool].split(", ")
        rng.shuffle(posts)
        return _exchange(line, entities, posts)

    return way


# the name; a, an or the; the title with what stands before it; what it is of; the sign behind it
_BEHIND = (
    r"(?P<name>{name}), (?:(?P<the>an?|the) )?(?P<role>(?P<post>(?:[\w’'-]+ ){{0,3}}{role})"
    r"(?: (?P<link>of|at|for|in|with|from) (?P<of>[^,.;:()“”\"\n–—]{{3,60}}))?)"
    r"(?P<end>,(?! (?:who|which|whose|an?|the|and|or|but|[A-Z])\b)|(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bMrs)\.(?=\n|$| [A-Z“\"]))"
)
_BEFORE = (
    r"(?:^|(?<=[.“\"] )|(?<=\n)|(?<=said )|(?<=says )|(?<=and )|(?<=by )|(?<=with ))(?P<the>[Tt]he )?(?P<role>{role}) "
    r"(?P<name>{name})(?![\w’'-]|, | of | \()"
)


def _places(line: Line, pattern: str) -> Iterator[re.Match[str]]:
    """Where the roles of those who are quoted stand beside their names, each place once, in order."""
    found: dict[int, re.Match[str]] = {}
    for quote in line["quotes"]:
        if quote["speaker_kind"] != "person" or not quote["role"] or not quote["speaker_name"]:
            continue
        asked = pattern.format(name=re.escape(quote["speaker_name"]), role=rf"(?i:{re.escape(quote['role'])})")
        found |= {match.start(): match for match in re.finditer(asked, line["text"])}
    end = 0
    for start in sorted(found):
        if start >= end:
            yield found[start]
            end = found[start].end()


def _told(match: re.Match[str]) -> str:
    return f"{match['the']} {match['role']}" if match["the"] else match["role"]


def _clause(match: re.Match[str]) -> str:
    return f"{match['name']}, who is {_told(match)}{match['end']}"


def _dashes(match: re.Match[str]) -> str:
    return f"{match['name']} – {_told(match)}{'.' if match['end'] == '.' else ' –'}"


def _brackets(match: re.Match[str]) -> str:
    return f"{match['name']} ({match['role']}){match['end'].strip(',')}"


def _before(match: re.Match[str]) -> str | None:
    """The title before the name, where it is a short one in small letters: 'arborist Ann Poole', 'Harbour Trust arborist Ann Poole'."""
    begins = match.string[: match.start()].endswith(("\n", ". ")) or not match.start()
    post, body = match["post"], (match["of"] or "").removeprefix("the ")
    named = not body or (match["link"] in ("of", "at") and re.fullmatch(r"[A-Z][\w&-]+(?: (?:[A-Z&][\w-]*))*", body))
    if not named or not re.fullmatch("[a-z]+(?: [a-z]+)?", post):
        return None
    told = f"{body} {post}".strip()
    return f"{told[0].upper() + told[1:] if begins else told} {match['name']}{match['end'].strip(',')}"


def _behind(match: re.Match[str]) -> str | None:
    """The title behind the name: 'arborist Ann Poole' → 'Ann Poole, an arborist,'."""
    role = match["role"][0].lower() + match["role"][1:]
    begins = not match.start() or match.string[: match.start()].endswith(("\n", ". ")) or match["role"].islower()
    if not begins or lexicon.table("role_nouns", 2).get(role.casefold().split()[-1]) != "occupation":
        return None
    article = "the" if match["the"] else "an" if _VOWEL.match(role) else "a"
    return f"{match['name']}, {article} {role}" + ("" if re.match(r" ?[,.;:)?!]", match.string[match.end() :]) else ",")


Shape = Callable[[re.Match[str]], str | None]
_SHAPES: dict[str, tuple[str, Shape]] = {
    "posts in clauses": (_BEHIND, _clause),
    "posts between dashes": (_BEHIND, _dashes),
    "posts in brackets": (_BEHIND, _brackets),
    "posts before names": (_BEHIND, _before),
    "posts behind names": (_BEFORE, _behind),
}


def _reshaped(pattern: str, shapes: Sequence[Shape]) -> Way:
    """A way in which each post that stands beside a name has one of some shapes."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        new = [(match, rng.choice(shapes)(match)) for match in _places(line, pattern)]
        return written(line, [(match.start(), match.end(), told) for match, told in new if told is not None])

    return way


def _told_later(line: Line, entities: Entities, rng: Random) -> Line:
    """'Ann Poole, an arborist at the park, said …' → 'Ann Poole said …' and, behind it, 'Poole works as an arborist at the park.'

    The sentence stands at the end of the paragraph, where no further words are quoted at the beginning of the next.
    """
    edits: list[Edit] = []
    text = line["text"]
    for match in _places(line, _BEHIND):
        end = text.find("\n", match.end() - 1) if "\n" in text[match.end() - 1 :] else len(text)
        last = match.end() - 1 + len(text[match.end() - 1 : end].rstrip())
        goes_on = re.match(r"\s*[“\"‘']", text[end:]) or text[last - 1] not in '.”"'
        if goes_on or (edits and edits[-1][1] > match.start()):
            continue
        verb = "works as" if match["the"] in ("a", "an") else "is"
        edits.append((match.start(), match.end(), match["name"] + match["end"].strip(",")))
        edits.append((last, last, f" {match['name'].split()[-1]} {verb} {_told(match)}."))
    return written(line, edits)


def _trades_in_shapes(line: Line, entities: Entities, rng: Random) -> Line:
    """Rare trades, and then whatever stands behind a name in one of the other shapes."""
    shapes = [shape for pattern, shape in _SHAPES.values() if pattern == _BEHIND]
    exchanged_line = _other_posts("rare trades")(line, entities, rng)
    return _reshaped(_BEFORE, [_behind])(_reshaped(_BEHIND, shapes)(exchanged_line, entities, rng), entities, rng)


WAYS: dict[str, Way] = {
    **{pool: _other_posts(pool) for pool in POOLS},
    **{name: _reshaped(pattern, [shape]) for name, (pattern, shape) in _SHAPES.items()},
    "posts told later": _told_later,
    "rare trades in other shapes": _trades_in_shapes,
}
