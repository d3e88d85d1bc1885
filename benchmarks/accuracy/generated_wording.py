"""The wording of generated articles: how somebody is brought in, named again and reported, and what else there is to read.

Everything here is a table. In templates, ``{…}`` is filled in by ``generated_articles.py``, ``[…]`` is a piece of what is
quoted, ``<…>`` the reporting expression, and "¶" a new paragraph that begins a quotation of its own.
"""

from __future__ import annotations

from typing import Literal

import attrs

# --- how somebody is brought in ----------------------------------------------------------------------------------

Mode = Literal["source", "sentence", "caption", "credit", "headline", "list", "described"]
Level = Literal["body", "place", "country"]


@attrs.frozen
class First:
    """How a person is first named.

    ``template`` is a noun phrase that the first quotation may have as its source, or for other modes than "source" whole
    sentences. ``level`` says where a post is held; ``stated`` what the text then says: post and body, or one of them.
    """

    template: str
    level: Level | None = None
    stated: Literal["post of body", "post", "body", "nothing"] = "nothing"
    mode: Mode = "source"
    former: bool = False


def _post(template: str, level: Level = "body", mode: Mode = "source", *, former: bool = False) -> First:
    return First(template, level, "post of body", mode, former)


FIRST: dict[str, First] = {
    "bare": First("{name}"),
    "honorific": First("{honorific} {name}"),
    "knight or dame": First("{sir} {name}"),
    "rank in short": First("{rank} {name}"),
    "rank in full": First("{Rank} {name}"),
    "Post Name": First("{Role} {name}", "country", "post"),
    "Post Name, of a place": First("{Role} {name}", "place", "post"),
    "the Post, Name,": First("the {Role}, {name},", "country", "post"),
    "the post, Name,": First("the {role}, {name},", "place", "post"),
    "Body post Name": _post("{Body} {role} {name}"),
    "Body’s post, Name,": _post("{body}’s {role}, {name},"),
    "Place post Name": _post("{place} {role} {name}", "place"),
    "Place’s post, Name,": _post("{place}’s {role}, {name},", "place"),
    "Demonym Post Name": _post("{demonym} {Role} {name}", "country"),
    "Demonym post Name": _post("{demonym} {role} {name}", "country"),
    "Country’s post, Name,": _post("{country}’s {role}, {name},", "country"),
    "Post of the Body Name": _post("{Role} of {body} {name}"),
    "the Post of the Body Name": _post("the {Role} of {body} {name}"),
    "the Post of Country Name": _post("the {Role} of {country} {name}", "country"),
    "the Post of the Body, Name,": _post("the {Role} of {body}, {name},"),
    "the post of the body, Name,": _post("the {role} of {body}, {name},"),
    "the post of the place, Name,": _post("the {role} of {place}, {name},", "place"),
    "post at Body, Name,": _post("the {role} at {body}, {name},"),
    "Name, post of Body,": _post("{name}, {role} of {body},"),
    "Name, the post of Body,": _post("{name}, the {role} of {body},"),
    "Name, the post of Place,": _post("{name}, the {role} of {place},", "place"),
    "Name, Body’s post,": _post("{name}, {body}’s {role},"),
    "Name (post, Body)": _post("{name} ({role}, {Body})"),
    "Name – post –": _post("{name} – the {role} of {body} –"),
    "Name, of Body,": First("{name}, of {body},", "body", "body"),
    "Name, from Place,": First("{name}, from {place},"),
    "Name, age,": First("{name}, {age},"),
    "Name, age, post,": _post("{name}, {age}, the {role} of {body},"),
    "Name, who runs Body,": First("{name}, who runs {body},", "body"),
    "Name, who is the post,": _post("{name}, who is the {role} of {body},"),
    "Name, who has been the post,": _post("{name}, who has been the {role} of {body} since 2019,"),
    "former Body post Name": _post("former {Body} {role} {name}", former=True),
    "Name, a former post,": _post("{name}, a former {role} of {body},", former=True),
    "Name is the post": _post("{name} is the {role} of {body}.", mode="sentence"),
    "Name became the post": _post("{name} became the {role} of {body} in 2019.", mode="sentence"),
    "Body made Name its post": _post("{body} made {name} its {role} in 2019.", mode="sentence"),
    "Name has run Body": First("{name} has run {body} since 2019.", "body", mode="sentence"),
    "caption": First("Photo: {name} outside the town hall on Monday", mode="caption"),
    "caption with the post": _post("Photo: {name}, the {role} of {body}, on Monday", mode="caption"),
    "caption with a credit": _post("{name}, {role} of {body}. Photo: {herald}", mode="caption"),
    "credit line": First("Facebook/{name}", mode="credit"),
    "headline only": First("{name} under pressure over {subject}", mode="headline"),
    "headline only, colon": First("{Matter}: {name} faces questions", mode="headline"),
    "list, at its head": _post(
        "Three people came to the meeting, including {Body} {role} {name} and {other}.", mode="list"
    ),
    "list, at its end": _post(
        "Three people came to the meeting, among them {other} and {name}, the {role} of {body}.", mode="list"
    ),
    "described first, named next": _post("the {role} of {body}", mode="described"),
    "described first, place": _post("the {role} of {place}", "place", mode="described"),
}

OPENINGS = (
    "{Src} <said> that [{i}].",
    "{Src} <said> on Monday that [{i}].",
    "[“{a},”] <said> {src}.",
    "{Src} came to the town hall on Monday.",
    "{Src} sat through the meeting on Tuesday.",
)
"""What the person who is brought in does."""

NAMING = "[“{a},”] {name} <told> {paper}."
"""How a person is named who has been described in the paragraph before."""

# --- how the person is named again -------------------------------------------------------------------------------


@attrs.frozen
class Later:
    """How a person is named once they have been brought in; ``before`` is a sentence that comes first."""

    source: str
    before: str = ""
    pronoun: bool = False


LATER: dict[str, Later] = {
    "surname": Later("{short}"),
    "first word of a sentence": Later("{short}"),
    "behind a quotation": Later("{short}"),
    "title and surname": Later("{title} {short}"),
    "Post and surname": Later("{Role} {short}"),
    "full name again": Later("{plain}"),
    "forename": Later("{given}"),
    "Sir or Dame and forename": Later("{sir} {given}"),
    "he or she": Later("{he}", pronoun=True),
    "he or she behind a possessive": Later("{he}", "{Short}’s office overlooks the square.", pronoun=True),
    "he or she behind the surname": Later("{he}", "{Short} sat in the front row.", pronoun=True),
    "they": Later("they", "{Short}, who uses the pronouns they and them, grew up nearby.", pronoun=True),
    "the post": Later("the {role}"),
    "the age": Later("the {age}-year-old"),
}

# --- what else there is to read ----------------------------------------------------------------------------------


@attrs.frozen
class Beside:
    """A paragraph on somebody or something else. ``sex`` is whether the other person is of the same or the other sex."""

    template: str
    sex: Literal["same", "other", "none"] = "none"


BESIDE: dict[str, Beside] = {
    "nothing": Beside(""),
    "namesake of the other sex": Beside(
        "{other_mr} {namesake}, who is not related to {him}, keeps a bakery on the square.", "other"
    ),
    "relative by forename": Beside("{His} {kin}, {relative}, drives a lorry.", "other"),
    "relative by full name": Beside("{His} {kin}, {namesake}, drives a lorry.", "other"),
    "body of that name": Beside("The {short_foundation} paid for the lights in the park last year."),
    "street of that name": Beside("{street} has been closed to traffic since May."),
    "place in the body’s name": Beside("{place} has 9,000 inhabitants and one railway station."),
    "rival of the same sex": Beside("{rival}, who leads the opposition, was not in town on Monday.", "same"),
    "rival of the other sex": Beside("{rival}, who leads the opposition, was not in town on Monday.", "other"),
    "somebody spoken to": Beside("{Short} spoke to {rival} of {paper} on Monday.", "other"),
    "document": Beside("The plan fills 90 pages and is on show in the town hall."),
    "another body": Beside("{other_body} owns the land."),
    "a crowd": Beside("About 200 people came to a meeting on Sunday."),
}

KIN = {"m": ("brother", "cousin", "son", "husband"), "f": ("sister", "cousin", "daughter", "wife")}

# --- how words are reported --------------------------------------------------------------------------------------


@attrs.frozen
class Frame:
    """How words are reported, and where the source stands: at the head of a sentence, within it, or behind the words."""

    template: str
    source: Literal["head", "within", "behind"]
    kind: Literal["direct", "indirect", "mixed"] = "direct"
    said: str = "said"


FRAMES: dict[str, Frame] = {
    "direct, source behind": Frame("[“{a},”] {src} <{said}>.", "behind", said="said insisted explained"),
    "direct, inverted behind": Frame("[“{a},”] <{said}> {src}.", "behind", said="said insisted explained"),
    "direct, told somebody": Frame("[“{a},”] {src} <told> {paper}.", "behind"),
    "direct, colon": Frame("{Src} <{said}>: [“{A}.”]", "head", said="said replied warned"),
    "direct, comma": Frame("{Src} <said>, [“{A}.”]", "head"),
    "direct, behind a participle": Frame("Speaking outside the town hall, {src} <said>: [“{A}.”]", "within"),
    "direct, told somebody before": Frame("{Src} <told> {paper}: [“{A}.”]", "head"),
    "Said X:": Frame("<Said> {src}: [“{A}.”]", "within"),
    "possessive and colon": Frame("{Poss} <answer> was short: [“{A}.”]", "head"),
    "indirect, that": Frame("{Src} <{said}> that [{i}].", "head", "indirect", "said warned argued claimed insisted"),
    "indirect, without that": Frame("{Src} <said> [{i}].", "head", "indirect"),
    "indirect, source behind": Frame("[{I}], {src} <said>.", "behind", "indirect"),
    "indirect, added": Frame("{Src} <added> that [{i}].", "head", "indirect"),
    "indirect, told somebody": Frame("{Src} <told> {paper} that [{i}].", "head", "indirect"),
    "according to, before": Frame("<According to> {obj}, [{i}].", "within", "indirect"),
    "according to, behind": Frame("[{I}], <according to> {obj}.", "behind", "indirect"),
    "split between sentences": Frame("[“{a},”] {src} <said>. [“{B}.”]", "behind"),
    "split within a sentence": Frame("[“{a1},”] {src} <said>, [“{a2}.”]", "behind"),
    "split, inverted": Frame("[“{a},”] <said> {src}. [“{B}.”]", "behind"),
    "over two paragraphs": Frame("{Src} <said>: [“{A}.]\n\n[“{B}.”]", "head"),
    "followed by words alone": Frame("{Src} <said> that [{i}].¶[“{B}.”]", "head", "indirect"),
    "mixed": Frame("{Src} <said> [{m}].", "head", "mixed"),
    "mixed, that": Frame("{Src} <{said}> that [{m}].", "head", "mixed", "said argued insisted"),
    "question, direct": Frame("[“{Q}?”] {src} <asked>.", "behind"),
    "question, inverted": Frame("[“{Q}?”] <asked> {src}.", "behind"),
    "question, whether": Frame("{Src} <asked> whether [{w}].", "head", "indirect"),
    "post, before": Frame("In a post on Facebook, {src} <wrote>: [“{A}.”]", "within"),
    "post, behind": Frame("[“{A},”] {src} <{said}> on X.", "behind", said="wrote posted"),
    "statement, before": Frame("In a statement, {src} <said>: [“{A}.”]", "within"),
    "statement, that": Frame("{Src} <said> in a statement that [{i}].", "head", "indirect"),
    "statement of one’s own": Frame("{Poss} statement <read>: [“{A}.”]", "head"),
}
