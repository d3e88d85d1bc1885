"""The factors that generated articles are made from, and which of their values are not combined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs
from generated_names import SHAPES
from generated_wording import BESIDE, FIRST, FRAMES, LATER

Factor = Literal["shape", "first", "later", "beside", "frame"]
FACTORS: dict[Factor, Mapping[str, object]] = {
    "shape": SHAPES,
    "first": FIRST,
    "later": LATER,
    "beside": BESIDE,
    "frame": FRAMES,
}


@attrs.frozen
class Exclusion:
    """Values of two factors that would make no article, or one that a careful reader could take in two ways."""

    one: Factor
    values: frozenset[str]
    other: Factor
    with_values: frozenset[str]
    reason: str


def _not(one: Factor, values: object, other: Factor, with_values: object, reason: str) -> Exclusion:
    def several(found: object) -> frozenset[str]:
        return frozenset([found]) if isinstance(found, str) else frozenset(found)  # type: ignore[call-overload]

    return Exclusion(one, several(values), other, several(with_values), reason)


def _shapes(*, lack: str) -> set[str]:
    return {name for name, shape in SHAPES.items() if not getattr(shape, lack)}


def _firsts(*modes: str) -> set[str]:
    return {name for name, first in FIRST.items() if first.mode in modes}


def _frames(*places: str) -> set[str]:
    return {name for name, frame in FRAMES.items() if frame.source in places}


def _but(table: Mapping[str, object], *values: str) -> set[str]:
    assert table.keys() >= set(values)
    return table.keys() - set(values)


_PRONOUNS = {name for name, later in LATER.items() if later.pronoun}
_BY_SURNAME = {name for name, later in LATER.items() if "{short}" in f"{later.source}{later.before.lower()}"}
_UNDESCRIBED = {"bare", "Name, of Body,", "Name, from Place,", "Name has run Body", "caption", "credit line"} | _firsts(
    "headline", "described"
)
_INVERTED = {name for name, frame in FRAMES.items() if "> {src}" in frame.template}
_FAMILY = {"namesake of the other sex", "relative by forename", "relative by full name"}
_ONE_NAME = {name for name, shape in SHAPES.items() if shape.full == "{given}"}
_OWN_FIRM = {name for name, shape in SHAPES.items() if shape.firm}
_CHANGING = {name for name, shape in SHAPES.items() if "/" in shape.families or "{more}" in shape.last}
_DRESSED = {name for name, shape in SHAPES.items() if "," in shape.full or "(" in shape.full or "“" in shape.full}
_BODY_HELD = {name for name, first in FIRST.items() if first.level == "body"}
_WITH_POST = {name for name, first in FIRST.items() if first.stated.startswith("post") and not first.former}
_STYLED = {name for name, first in FIRST.items() if first.level in ("place", "country")}
_RANKED = {"rank in short", "rank in full", "knight or dame", "honorific"}

EXCLUDED: tuple[Exclusion, ...] = (
    _not("later", _PRONOUNS, "frame", _INVERTED, "nobody writes “said she”"),
    _not("frame", "indirect, added", "first", _firsts("sentence", "list"), "nothing has been said to which to add"),
    _not("later", "first word of a sentence", "frame", _frames("within", "behind"), "the source stands elsewhere"),
    _not("later", "behind a quotation", "frame", _frames("within", "head"), "the source stands elsewhere"),
    _not("later", "the post", "first", _but(FIRST, *_WITH_POST), "no present post has been stated"),
    _not("later", "Post and surname", "first", _but(FIRST, *_STYLED), "only offices of state and town are titles"),
    _not("later", "Post and surname", "shape", _shapes(lack="takes_title"), "no title stands before such a name"),
    _not("later", "the age", "first", _but(FIRST, "Name, age,", "Name, age, post,"), "no age has been stated"),
    _not("later", "title and surname", "shape", _shapes(lack="takes_title"), "no title stands before such a name"),
    _not("later", "title and surname", "first", "knight or dame", "it is Sir Alan and never Sir Poole"),
    _not("later", "Sir or Dame and forename", "first", _but(FIRST, "knight or dame"), "no title has been stated"),
    _not("later", "forename", "shape", _shapes(lack="forename_first"), "the name does not begin with a forename"),
    _not("later", "forename", "shape", _ONE_NAME, "there is one name only"),
    _not("later", "forename", "first", _RANKED, "whoever is given a title is not then called by the forename"),
    _not("first", "knight or dame", "shape", _shapes(lack="forename_first"), "Sir needs a forename"),
    _not("first", _RANKED, "shape", _shapes(lack="takes_title"), "no title stands before such a name"),
    _not("first", _RANKED, "shape", _DRESSED, "a name in full dress has no title before it as well"),
    _not("first", "Name (post, Body)", "shape", _DRESSED, "two brackets or marks in a row"),
    _not("first", "Name – post –", "shape", _DRESSED, "a comma before a dash"),
    _not("beside", _FAMILY | {"body of that name", "street of that name"}, "shape", _shapes(lack="inherited"),
         "nobody else bears a name that is not handed down"),
    _not("beside", {"body of that name", "street of that name"}, "shape", "handle later", "no street is called @poole"),
    _not("beside", {"body of that name", "street of that name"}, "shape", "Irish with Ó", "no street is called Ní Bhroin"),
    _not("beside", "body of that name", "shape", _OWN_FIRM, "two bodies of one name"),
    _not("beside", {"relative by full name", "namesake of the other sex"}, "shape", _CHANGING,
         "a man and a woman of that family have not the same surname"),
    _not("beside", {"relative by full name", "namesake of the other sex"}, "later", _BY_SURNAME - {"title and surname", "Post and surname"},
         "the surname alone could be either"),
    _not("beside", {"relative by full name", "namesake of the other sex", "relative by forename"}, "later", "they",
         "the paragraph says he or she"),
    _not("beside", {"relative by full name", "relative by forename"}, "later", "forename", "two forenames of one family"),
    _not("beside", {"relative by full name", "namesake of the other sex"}, "later", "forename", "two of one surname"),
    _not("beside", {"a crowd", "rival of the same sex", "rival of the other sex", "somebody spoken to", "another body"},
         "later", "they", "they could be others"),
    _not("beside", "rival of the same sex", "later", "the age", "the age could be the rival’s"),
    _not("beside", "place in the body’s name", "first", _but(FIRST, *_BODY_HELD), "no body has been named"),
    _not("beside", "place in the body’s name", "shape", _OWN_FIRM, "the body is named after its founder"),
    _not("beside", "somebody spoken to", "frame", {"direct, told somebody", "direct, told somebody before", "indirect, told somebody"},
         "told to one reporter and then to another"),
    _not("shape", "surname a body's word", "first", _UNDESCRIBED, "nothing shows that Tom Bank is no bank"),
    _not("shape", _OWN_FIRM, "first", _but(FIRST, *_BODY_HELD), "the firm has to be named"),
    _not("first", _firsts("list"), "later", _PRONOUNS, "he or she could be the other one of the list"),
    _not("first", _firsts("list"), "beside", _FAMILY, "his or her could be the other one of the list"),
)  # fmt: skip
"""What is not combined, and why."""


def excluded(values: Mapping[Factor, str]) -> str | None:
    """The reason why an article with these values of factors is not made; None where it can be."""
    for rule in EXCLUDED:
        if values[rule.one] in rule.values and values[rule.other] in rule.with_values:
            return rule.reason
    return None
