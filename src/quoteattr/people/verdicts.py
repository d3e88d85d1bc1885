"""Features that decide the kind of a name by themselves, whatever the weights say, and sets of features that show one kind."""

from __future__ import annotations

from collections.abc import Mapping, Set

import attrs

from quoteattr.draft import NameKind

_SHOWS_BODY = frozenset(
    {
        *("ends in a small noun", "number within", "behind a body", "opens as a body", "opens as a group", "counted"),
        *("family firm", "owns nothing", "ever kind of firm"),
    }
)
"""What only bodies show: 'the Obama administration', 'NBC 4 New York', 'Harbour Trust (Hatru)', 'Studio Poole', 'Parents for Eastwick',
'Reed and Sons', 'the listed miner Poole'."""

_BODY_WORDS = frozenset({"ends in a body word", "ends in a noun for bodies", "known body"})

SHOWS_PLACE_OR_THING = frozenset(
    {
        *("ever the before", "ever in or at", "ever at before", "home", "label GPE", "label FAC"),
        *("known body", "known place", "known other", "country", "demonym", "metonym"),
    }
)
"""What shows that a word of somebody's name alone may be something else: 'in *Seattle*' beside 'Ann Poole *Seattle*'."""

_SHOWS_OTHER_NAME = frozenset(
    {
        *("ends in a body word", "ends in a noun for bodies", "body word within", "noun behind", "tag JJ", "tag VB"),
        *("linked", "metonym", "country", "named storm", "known body", "known other", "known place"),
        *("begins with a known body", "begins with a demonym", "named after somebody", "ends in a place"),
        *("ends in a law", "ends in an event", "ends in a thing", "ends in an occasion", "ends in a work"),
    }
)

SHOWS_NO_FULL_NAME = _SHOWS_BODY | _SHOWS_OTHER_NAME
"""What shows that a name that ends in somebody's surname is not that person's full name: 'Lake *Poole* Agreement'."""

_SHOWS_PERSON_BEHIND_NOUN = frozenset(
    {"forename and more", "forename alone", "ever honorific", "ever age behind", "ever before who"}
)
"""What shows a person though a noun for bodies stands before the name."""

SHOWS_PERSON = _SHOWS_PERSON_BEHIND_NOUN | {"ever post before", "ever post and body before"}
"""What shows a person."""

SAID_OF_PEOPLE = SHOWS_PERSON - {"forename and more", "forename alone"} | {
    "ever he or she soon",
    "ever holds an office",
}
"""What is said of people only, whatever words their names are made of."""

_SHOWS_VISITED_PERSON = frozenset(
    {
        *("ever honorific", "ever post before", "ever age behind", "ever before who", "last word of", "first word of"),
        *("ever reporting verb behind", "ever subject of a report", "ever holds an office", "known body"),
    }
)
"""What shows that a journey leads to a person or body rather than to a place."""

_HOLDS_NO_OFFICE = frozenset(
    {"ever the before", "linked", "known body", "known other", "known place", "metonym", "country"}
)
"""What shows that a name beside somebody's post is not that person's."""

SHOWS_POST = frozenset({"ever post in apposition", "ever post behind comma", "ever post near behind"})
"""What shows a person by a post behind the name."""


@attrs.frozen
class Verdict:
    """A kind, and the features that decide it: those needed, those needed at many places of the name, and those that forbid it."""

    kind: NameKind
    needed: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


VERDICTS = (
    # "Poole Street", where "Ann Poole" lives
    Verdict("place", frozenset({"street of somebody"})),
    *(Verdict("organisation", frozenset({feature})) for feature in sorted(_SHOWS_BODY)),
    Verdict("other", frozenset({"named storm"}), without=frozenset({"ever reporting verb behind"})),
    # "No 10 said no"
    Verdict("organisation", frozenset({"metonym", "ever reporting verb behind"}), without=SHOWS_PERSON),
    # "Feed the Hungry said"
    Verdict(
        "organisation",
        frozenset({"article within", "ever subject of a report"}),
        without=frozenset({"forename and more"}),
    ),
    # "The Clayton Report", though Clayton is a forename
    Verdict(
        "other",
        frozenset({"ends in a thing", "forename and more"}),
        frozenset({"the before"}),
        frozenset({"ever honorific", "known body"}),
    ),
    # "Spokesman for the Harbour Trust Sukarto"
    Verdict("person", frozenset({"1 words"}), frozenset({"post and body before"}), _BODY_WORDS | SHOWS_PLACE_OR_THING),
    # "Al Jazeera said", though Al is a forename
    Verdict("organisation", frozenset({"known body"}), frozenset({"label ORG"}), SAID_OF_PEOPLE),
    # "J.P. Morgan said"
    Verdict("organisation", frozenset({"known body", "begins with initials"}), without=SAID_OF_PEOPLE),
    # "H&R Poole said"
    Verdict("organisation", frozenset({"ampersand within a word", "ever subject of a report"}), without=SAID_OF_PEOPLE),
    # "Feeding Eastwick said"
    Verdict("organisation", frozenset({"ever phrase in capitals"}), without=SHOWS_PERSON),
    # "Voices Against Dumping said"
    Verdict("organisation", frozenset({"phrase", "ever subject of a report"}), without=frozenset({"ever honorific"})),
    Verdict("organisation", frozenset({"phrase", "ever according to"}), without=frozenset({"ever honorific"})),
    # "Lawyers Alert said"
    Verdict("organisation", frozenset({"begins with people", "ever subject of a report"}), without=SAID_OF_PEOPLE),
    # "Historic Scotland said", but "South Sudan said"
    Verdict(
        "organisation",
        frozenset({"ends in a country", "ever subject of a report"}),
        without=SHOWS_PERSON | SHOWS_POST | SAID_OF_PEOPLE | {"country", "known place", "known other"},
    ),
    # "Turin-based Corsa Bikes grew", but "Turin-based Ann Poole"
    Verdict("organisation", frozenset({"ever based somewhere"}), without=SHOWS_PERSON | SHOWS_POST | SAID_OF_PEOPLE),
    # "Bus operator Lynx said", but "bus operator Reed", where Ann Reed is
    Verdict(
        "organisation",
        frozenset({"1 words", "ever operator before"}),
        without=_SHOWS_PERSON_BEHIND_NOUN | {"ever he or she soon", "ever holds an office", "last word of"},
    ),
    # "The coach flew to Sheldon. He said", though Sheldon is a forename
    Verdict("place", frozenset({"1 words"}), frozenset({"travelled to"}), _SHOWS_VISITED_PERSON),
    # "Danish Ambassador to the Netherlands Jorun Poole"
    Verdict("person", frozenset({"2 words"}), frozenset({"post and body before"}), _BODY_WORDS),
    # "Yoon said", whatever the entity recogniser takes it for
    Verdict(
        "person",
        frozenset({"family alone", "ever reporting verb behind"}),
        without=SHOWS_PLACE_OR_THING - {"label GPE"},
    ),
    # "Medical Director of the Harbour Trust H. C. Poole"
    Verdict("person", frozenset({"begins with initials"}), frozenset({"post and body before"}), _BODY_WORDS),
    # "Linus Court, the Roads Board’s secretary"
    Verdict("person", frozenset({"ever holds an office"}), without=_HOLDS_NO_OFFICE),
    # "Facebook/Hodan Tarabey"
    Verdict("person", frozenset({"ever credited"}), without=_BODY_WORDS | {"1 words"}),
    # "at Marlow Stadium", but "Marlow Arena said"
    Verdict(
        "place",
        frozenset({"ends in a place", "label FAC"}),
        without=frozenset(
            {"ever reporting verb behind", "ever subject of a report", "ever according to", "known body"}
        ),
    ),
    # "the Duke of Marlow"
    Verdict("person", frozenset({"titled by a place"})),
    # "Mrs Sun", whatever paper is called so
    Verdict("person", often=frozenset({"honorific"})),
    # "a nurse who gave her name as Marlow"
    Verdict("person", frozenset({"ever given as a name"}), without=_BODY_WORDS),
    # "the newspaper Marlow"
    Verdict("organisation", often=frozenset({"body before"}), without=SHOWS_PERSON),
    # "the energy giant NordVind", though people are giants, too
    Verdict("organisation", frozenset({"capital within"}), frozenset({"body before"}), _SHOWS_PERSON_BEHIND_NOUN),
    # "the newspaper, Marlow, said"
    Verdict("organisation", often=frozenset({"body before comma"}), without=SHOWS_PERSON),
    # "Marlow's Ann Poole"
    Verdict(
        "organisation",
        frozenset({"ever owns a person", "1 words"}),
        without=SHOWS_PERSON | SHOWS_PLACE_OR_THING | {"last word of", "ever he or she soon"},
    ),
    # "Marlow, a weekly newspaper"
    Verdict("organisation", frozenset({"ever body in apposition"}), without=SHOWS_PERSON | SHOWS_POST),
)

_BY_FEATURE: dict[str, list[int]] = {}
for _number, _verdict in enumerate(VERDICTS):
    _BY_FEATURE.setdefault(min(_verdict.often or _verdict.needed), []).append(_number)


def possible(evidence: Set[str]) -> list[Verdict]:
    """The verdicts to be looked at, in order: those of which one certain feature among the needed ones is there."""
    return [VERDICTS[n] for n in sorted(n for feature in _BY_FEATURE.keys() & evidence for n in _BY_FEATURE[feature])]


_SHOWS_NO_SPEAKER = _SHOWS_OTHER_NAME | {
    *("ever in title case", "ever in a marked title", "ever small elsewhere", "ever work before"),
}
"""What shows that a name that seems to speak is a work, a place or a word with a capital: 'after *Report* Reveals Plan'."""


def speaks(evidence: Mapping[str, float]) -> bool:
    """Whether a name is the source of a report, and nothing shows a place or thing: 'Later *Upriver* reported', 'according to *Upriver*'.

    But a word that begins every sentence in which it stands has its capital from there: '*Neighbours* said'.
    """
    source = (
        "ever according to" in evidence or {"ever subject of a report", "ever reporting verb behind"} <= evidence.keys()
    )
    return source and evidence.get("begins a sentence", 0.0) < 1.0 and _SHOWS_NO_SPEAKER.isdisjoint(evidence)


_SPEECH = frozenset(
    {"subject", "subject of a report", "reporting verb behind", "said before", "he or she soon", "it soon"}
)
_SPELLING = frozenset({"1 words", "forename alone", "ends in s", "hyphen", "ends in a post", "borne"})
_SHARED_BY_SPEAKERS = _SPEECH | _SPELLING | {"begins a sentence", "does-thing", "beside no label", "places"}
"""Features that people and bodies share when they speak, so that they tell neither."""


def only_speaks(evidence: Mapping[str, float]) -> bool:
    """Whether a single word speaks and nothing else shows what it names: '*Sutarno* said no, and added: “Never.”'

    That is a person: a body so well known that the text need not explain it is in the lists, or its spelling shows it.
    """
    if "1 words" not in evidence or not ("ever subject of a report" in evidence or "ever said before" in evidence):
        return False
    seen = (
        feature.removeprefix("place ").removeprefix("ever ")
        for feature in evidence
        if feature != "ends in a body word" or "borne" not in evidence
    )
    return all(
        feature in _SHARED_BY_SPEAKERS or feature.startswith(("label", "tag NN", "as ", "on ")) for feature in seen
    )
