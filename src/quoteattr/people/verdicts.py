"""What decides the kind of a name by itself, whatever the weights say, and what of its clues tells people, bodies and things."""

from __future__ import annotations

from collections.abc import Mapping, Set

import attrs

from quoteattr.draft import NameKind

_OF_BODIES = frozenset(
    {
        "ends in a small noun",
        "number within",
        "behind a body",
        "opens as a body",
        "opens as a group",
        "counted",
        "family firm",
        "owns nothing",
        "ever kind of firm",
    }
)
"""What only bodies show: 'the Obama administration', 'NBC 4 New York', 'Harbour Trust (Hatru)', 'Studio Poole', 'Parents for Eastwick',
'Reed and Sons', 'the listed miner Poole'."""

_ENDS_OF_BODIES = frozenset({"ends in a body word", "ends in a noun for bodies", "known body"})

OF_THINGS = frozenset(
    {
        *("ever the before", "ever in or at", "ever at before", "home", "label GPE", "label FAC"),
        *("known body", "known place", "known other", "country", "demonym", "metonym"),
    }
)
"""What shows that a word of somebody's name alone may be something else: 'in *Seattle*' beside 'Ann Poole *Seattle*'."""

OF_OTHERS = _OF_BODIES | frozenset(
    {
        *(
            "ends in a body word",
            "ends in a noun for bodies",
            "body word within",
            "noun behind",
            "tag JJ",
            "tag VB",
            "linked",
            "metonym",
            "country",
            "named storm",
        ),
        *(
            "known body",
            "known other",
            "known place",
            "begins with a known body",
            "begins with a demonym",
            "named after somebody",
        ),
        *(
            "ends in a place",
            "ends in a law",
            "ends in an event",
            "ends in a thing",
            "ends in an occasion",
            "ends in a work",
        ),
    }
)
"""What shows that a name that ends in somebody's surname is not that person's: 'Lake Poole Agreement'."""

OF_PEOPLE = frozenset(
    {
        *("forename and more", "forename alone", "ever honorific", "ever post before", "ever age behind"),
        *("ever before who", "ever post and body before"),
    }
)
"""What shows a person, whatever noun stands before the name."""

_NAMED = frozenset({"forename and more", "forename alone", "ever honorific", "ever age behind", "ever before who"})
"""What shows a person, whatever stands before the name."""

CALLED = _NAMED - {"forename and more", "forename alone"} | {
    *("ever post before", "ever he or she soon", "ever holds an office", "ever post and body before"),
}
"""What is said of people only, however they are called."""

_CLOSE_TO_PEOPLE = frozenset(
    {
        *("ever honorific", "ever post before", "ever age behind", "ever before who", "last word of", "first word of"),
        *("ever reporting verb behind", "ever subject of a report", "ever holds an office", "known body"),
    }
)
"""What shows that somebody travelled to who is named."""

_NO_OFFICE_HOLDERS = frozenset(
    {"ever the before", "linked", "known body", "known other", "known place", "metonym", "country"}
)
"""What shows that a name beside somebody's post is not that person's."""

POSTS = frozenset({"ever post in apposition", "ever post behind comma", "ever post near behind"})
"""What shows a person, whatever noun stands behind the name."""


@attrs.frozen
class Verdict:
    """What decides by itself, whatever the weights say: what must be seen, what at most places, and what must not be."""

    kind: NameKind
    shown: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


VERDICTS = (
    # "Poole Street", where "Ann Poole" lives
    Verdict("place", frozenset({"street of somebody"})),
    *(Verdict("organisation", frozenset({feature})) for feature in sorted(_OF_BODIES)),
    Verdict("other", frozenset({"named storm"}), without=frozenset({"ever reporting verb behind"})),
    # "No 10 said no"
    Verdict("organisation", frozenset({"metonym", "ever reporting verb behind"}), without=OF_PEOPLE),
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
    Verdict("person", frozenset({"1 words"}), frozenset({"post and body before"}), _ENDS_OF_BODIES | OF_THINGS),
    # "Al Jazeera said", though Al is a forename
    Verdict("organisation", frozenset({"known body"}), frozenset({"label ORG"}), CALLED),
    # "J.P. Morgan said"
    Verdict("organisation", frozenset({"known body", "begins with initials"}), without=CALLED),
    # "H&R Poole said"
    Verdict("organisation", frozenset({"ampersand within a word", "ever subject of a report"}), without=CALLED),
    # "Feeding Eastwick said"
    Verdict("organisation", frozenset({"ever phrase in capitals"}), without=OF_PEOPLE),
    # "Voices Against Dumping said"
    Verdict("organisation", frozenset({"phrase", "ever subject of a report"}), without=frozenset({"ever honorific"})),
    Verdict("organisation", frozenset({"phrase", "ever according to"}), without=frozenset({"ever honorific"})),
    # "Lawyers Alert said"
    Verdict("organisation", frozenset({"begins with people", "ever subject of a report"}), without=CALLED),
    # "Historic Scotland said", but "South Sudan said"
    Verdict(
        "organisation",
        frozenset({"ends in a country", "ever subject of a report"}),
        without=OF_PEOPLE | POSTS | CALLED | {"country", "known place", "known other"},
    ),
    # "Turin-based Corsa Bikes grew", but "Turin-based Ann Poole"
    Verdict("organisation", frozenset({"ever based somewhere"}), without=OF_PEOPLE | POSTS | CALLED),
    # "The coach flew to Sheldon. He said", though Sheldon is a forename
    Verdict("place", frozenset({"1 words"}), frozenset({"travelled to"}), _CLOSE_TO_PEOPLE),
    # "Danish Ambassador to the Netherlands Jorun Poole"
    Verdict("person", frozenset({"2 words"}), frozenset({"post and body before"}), _ENDS_OF_BODIES),
    # "Yoon said", whatever the recogniser takes it for
    Verdict("person", frozenset({"family alone", "ever reporting verb behind"}), without=OF_THINGS - {"label GPE"}),
    # "Medical Director of the Harbour Trust H. C. Poole"
    Verdict("person", frozenset({"begins with initials"}), frozenset({"post and body before"}), _ENDS_OF_BODIES),
    # "Linus Court, the Roads Board’s secretary"
    Verdict("person", frozenset({"ever holds an office"}), without=_NO_OFFICE_HOLDERS),
    # "Facebook/Hodan Tarabey"
    Verdict("person", frozenset({"ever credited"}), without=_ENDS_OF_BODIES | {"1 words"}),
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
    Verdict("person", frozenset({"ever given as a name"}), without=_ENDS_OF_BODIES),
    # "the newspaper Marlow"
    Verdict("organisation", often=frozenset({"body before"}), without=OF_PEOPLE),
    # "the energy giant NordVind", though people are giants, too
    Verdict("organisation", frozenset({"capital within"}), frozenset({"body before"}), _NAMED),
    # "the newspaper, Marlow, said"
    Verdict("organisation", often=frozenset({"body before comma"}), without=OF_PEOPLE),
    # "Marlow's Ann Poole"
    Verdict(
        "organisation",
        frozenset({"ever owns a person", "1 words"}),
        without=OF_PEOPLE | OF_THINGS | {"last word of", "ever he or she soon"},
    ),
    # "Marlow, a weekly newspaper"
    Verdict("organisation", frozenset({"ever body in apposition"}), without=OF_PEOPLE | POSTS),
)

_BY_FEATURE: dict[str, list[int]] = {}
for _number, _verdict in enumerate(VERDICTS):
    _BY_FEATURE.setdefault(min(_verdict.often or _verdict.shown), []).append(_number)


def possible(shown: Set[str]) -> list[Verdict]:
    """The verdicts that features may be enough for, in order: those of which one feature that they need is there."""
    return [VERDICTS[n] for n in sorted(n for feature in _BY_FEATURE.keys() & shown for n in _BY_FEATURE[feature])]


_SILENT = (OF_OTHERS - _OF_BODIES) | {
    *("ever in title case", "ever in a marked title", "ever small elsewhere", "ever work before"),
}
"""What shows that what seems to speak is a work, a place or a word with a capital: 'after *Report* Reveals Plan'."""


def speaks(shown: Mapping[str, float]) -> bool:
    """Whether a name that nothing shows to be that of a place or thing says something: 'Later *Upriver* reported', 'according to *Upriver*'.

    What begins every sentence in which it stands has its capital from there: '*Neighbours* said'.
    """
    told = "ever according to" in shown or {"ever subject of a report", "ever reporting verb behind"} <= shown.keys()
    return told and shown.get("begins a sentence", 0.0) < 1.0 and _SILENT.isdisjoint(shown)


_SAYS = frozenset(
    {"subject", "subject of a report", "reporting verb behind", "said before", "he or she soon", "it soon"}
)
_LOOKS = frozenset({"1 words", "forename alone", "ends in s", "hyphen", "ends in a post", "borne"})
_OF_SPEAKERS = _SAYS | _LOOKS | {"begins a sentence", "does-thing", "beside no label", "places"}
"""What is seen of whoever says something, and tells nothing more."""


def only_speaks(shown: Mapping[str, float]) -> bool:
    """Whether a single word is seen to say things, and nothing else shows what it names: '*Sutarno* said no, and added: “Never.”'

    Of firms and groups that nobody needs to be told of, the lists know the names, or their spelling shows them.
    """
    if "1 words" not in shown or not ("ever subject of a report" in shown or "ever said before" in shown):
        return False
    seen = (
        feature.removeprefix("place ").removeprefix("ever ")
        for feature in shown
        if feature != "ends in a body word" or "borne" not in shown
    )
    return all(feature in _OF_SPEAKERS or feature.startswith(("label", "tag NN", "as ", "on ")) for feature in seen)
