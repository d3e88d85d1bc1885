"""Annotated articles whose words are reported otherwise: other verbs, tenses and nouns, another order, adverbials between.

Every way takes the quotations of one shape, from the last to the first, and writes anew what reports them. Who says what stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import Any

from otherwise_edits import Entities, Line, Way

#: Other words, words from the text, and others that stand for some of it
Part = str | tuple[int, int] | tuple[int, int, str]
Recast = tuple[int, int, Sequence[Part]]  #: from, to, and what stands there instead
Quote = Mapping[str, Any]

_PLAIN = "note maintain argue claim insist stress warn concede admit/admitted acknowledge contend confirm explain observe assert reveal suggest"
_RARE = (
    "reckon opine aver/averred posit venture quip/quipped grouse lament hint reiterate affirm attest theorise predict clarify joke confide"
    " underline emphasise volunteer boast complain gripe speculate muse fret/fretted caution counter protest"
)
_UNHEARD = (
    "hazard harrumph riff expound kvetch declaim editorialise parry vouchsafe enunciate trill crack/cracked tut/tutted snark"
    " allow counter-argue pontificate hedge sermonise rasp yammer spit/spat bleat yelp gush squawk"
)
_MARKS = "explain reply declare joke fume deadpan/deadpanned quip/quipped write/wrote post tweet text recall remark muse sigh"
_BESIDE = (
    "shoot_back/shot_back chime_in hit_back/hit_back fire_back cut_in/cut_in blurt_out weigh_in joke_back text_back type"
    " caption venture hiss growl croon drawl thunder snarl chirp purr snigger bristle beam wail toot blog/blogged chant"
    " snort spit/spat bark trill gulp cackle rasp titter vlog/vlogged holler exhale grunt"
)
_TOLD = "inform assure remind notify warn advise"
_TOLD_RARE = "alert reassure forewarn brief email text message counsel lecture caution"
_URGED = "beg/begged implore beseech/besought entreat exhort press advise instruct order encourage direct challenge counsel remind"
_URGED_RARE = "enjoin adjure call_on call_upon appeal_to plead_with admonish bid/bade cajole nag/nagged pester petition lobby goad"
_VOWED = "promise pledge vow swear/swore undertake/undertook threaten offer"
_THOUGHT = "believe think/thought hope know/knew fear expect suspect realise feel/felt imagine assume doubt prove/proved forget/forgot"
_SAID = {"said": "past", "says": "s", "say": "base", "saying": "ing"}
_HEARS = {"told": "past", "tells": "s", "tell": "base", "telling": "ing"}
_URGES = {"urged": "past", "urges": "s", "urge": "base", "urging": "ing"} | {"asked": "past", "asking": "ing"}
_VOWS = {
    stem + ending: kind
    for stem in ("promis", "pledg", "vow")
    for ending, kind in (("ed", "past"), ("es", "s"), ("ing", "ing"))
}
_LITTLE = "a an the he she they it his her their its one some many several this these those another both"


def inflected(entry: str, form: str) -> str:
    """The form of a verb, given as ``base`` or ``base/past``, its particle behind an underscore.

    >>> inflected("deadpan/deadpanned", "ing"), inflected("shoot_back/shot_back", "past"), inflected("reply", "s")
    ('deadpanning', 'shot back', 'replies')
    """
    base, _, past = entry.partition("/")
    verb, _, particle = base.partition("_")
    stem = verb[:-1] if verb.endswith("e") else verb
    twice = past.endswith("ed") and past[:-3] == verb  # "deadpanned"
    if form == "base":
        found = verb
    elif form == "s":
        found = (
            verb[:-1] + "ies"
            if re.search("[^aeiou]y$", verb)
            else verb + ("es" if re.search("(s|sh|ch|x)$", verb) else "s")
        )
    elif form == "ing":
        found = (past[:-2] if twice else stem) + "ing"
    else:
        found = past.partition("_")[0] or (verb[:-1] + "ied" if re.search("[^aeiou]y$", verb) else stem + "ed")
    return f"{found} {particle}" if particle else found


# --- edits ------------------------------------------------------------------------------------------------------------


def recast(line: Line, start: int, end: int, parts: Sequence[Part]) -> Line | None:
    """An annotated article with one stretch written anew; none where an annotated span lies across the parts."""
    text, pieces, places, length = line["text"], list[str](), list[tuple[int, int, int, int]](), start
    for part in parts:
        words = part if isinstance(part, str) else part[2] if len(part) == 3 else text[part[0] : part[1]]
        if not isinstance(part, str):
            places.append((part[0], part[1], length, length + len(words)))
        pieces.append(words)
        length += len(words)
    shift = length - end

    def moved(a: int, b: int) -> list[int]:
        if b <= start or (a <= start and b >= end):
            return [a, b + shift * (b >= end)]
        if a >= end:
            return [a + shift, b + shift]
        first, last, new, stop = next((p for p in places if p[0] <= a and b <= p[1]), (0, 0, 0, 0))
        if not last:
            raise LookupError
        return (
            [new, stop] if (a, b) == (first, last) or stop - new != last - first else [new + a - first, new + b - first]
        )

    def along(value: Any) -> Any:
        if isinstance(value, list) and len(value) == 2 and all(isinstance(place, int) for place in value):
            return moved(*value)
        if isinstance(value, list):
            return [along(one) for one in value]
        return {key: along(one) for key, one in value.items()} if isinstance(value, dict) else value

    try:
        return {
            **{key: along(value) for key, value in line.items()},
            "text": text[:start] + "".join(pieces) + text[end:],
        }
    except LookupError:
        return None


class Told:
    """A quotation with one speaker, one cue and its pieces, and the sentence around these."""

    def __init__(self, line: Line, quote: Quote) -> None:
        self.text: str = line["text"]
        self.quote = quote
        (self.s0, self.s1), (self.c0, self.c1) = quote["speaker"][0], quote["cue"][0]
        self.pieces: list[tuple[int, int]] = [(a, b) for a, b in quote["content"]]
        self.cue = self.text[self.c0 : self.c1]
        self.direct = quote["type"] == "direct"

    @property
    def speaker(self) -> tuple[int, int]:
        return self.s0, self.s1

    def shape(self) -> str:
        """The order of (S)peaker, (C)ue and (P)ieces, with what stands between."""
        spans = sorted([(self.s0, self.s1, "S"), (self.c0, self.c1, "C"), *((a, b, "P") for a, b in self.pieces)])
        between = [self.text[a[1] : b[0]] for a, b in pairwise(spans)]
        return "".join(span[2] + gap for span, gap in zip(spans, [*between, ""], strict=True))

    def begins(self, i: int) -> bool:
        """Whether a sentence begins at a place."""
        return not self.text[:i].strip() or bool(re.search(r"([.!?][”\"’]? |\n)$", self.text[max(i - 4, 0) : i]))

    def ends(self, i: int) -> bool:
        """Whether the sentence ends at a place."""
        return bool(re.match(r"\.(?=[ \n]|$)", self.text[i : i + 2])) and not re.match(
            r"\. [a-z]", self.text[i : i + 3]
        )

    def lowered(self, a: int, b: int, *, name: bool = False) -> tuple[int, int, str]:
        """Words that began a sentence and do so no more."""
        words = self.text[a:b]
        first = re.match(r"[A-Z]?[a-z’']*", words)[0] if words else ""  # type: ignore[index]
        little = first.lower() in _LITTLE.split()
        common = not name and first != "I" and re.search(rf"(?<!\w){re.escape(first.lower())}(?!\w)", self.text)
        return a, b, words[:1].lower() + words[1:] if first and (little or common) else words

    def raised(self, a: int, b: int) -> tuple[int, int, str]:
        """Words that begin a sentence now."""
        return a, b, self.text[a : a + 1].upper() + self.text[a + 1 : b]

    def source_within(self) -> tuple[int, int, str]:
        named = self.quote["speaker_kind"] in ("person", "organisation")
        return self.lowered(self.s0, self.s1, name=named)

    def marks(self, n: int = 0) -> tuple[str, str]:
        a, b = self.pieces[n]
        return self.text[a], self.text[b - 1]

    def is_marked(self) -> bool:
        """Whether every piece stands in marks of its own, without others inside."""
        return self.direct and all(
            self.text[a] in '"“' and self.text[b - 1] in '"”' and not re.search('["“”]', self.text[a + 1 : b - 1])
            for a, b in self.pieces
        )


Recasts = Callable[[Told, Random], Recast | None]


def _way(recasts: Recasts, edit: Callable[[Line, int], None] | None = None) -> Way:
    """A way that writes quotations anew, from the last to the first; ``edit`` mends the annotation of each."""

    def way(line: Line, _entities: Entities, rng: Random) -> Line:
        order = sorted(range(len(line["quotes"])), key=lambda n: line["quotes"][n]["content"][0], reverse=True)
        for number in order:
            quote = line["quotes"][number]
            if any(len(quote.get(key) or ()) != 1 for key in ("speaker", "cue")):
                continue
            change = recasts(Told(line, quote), rng)
            new = recast(line, *change) if change is not None else None
            if new is not None:
                line = new
                if edit is not None:
                    edit(line, number)
        return line

    return way


# --- other verbs ------------------------------------------------------------------------------------------------------


def _is_told_of(told: Told, behind: str = "to|of|about|so|no|yes|nothing") -> bool:
    """'is said to be', 'said goodbye to', 'said so': no cue for another verb."""
    before, after = told.text[max(told.c0 - 24, 0) : told.c0], told.text[told.c1 : told.c1 + 10]
    passive = re.search(r"\b(is|are|was|were|be|been|being|to)( \w+ly)? $", before)
    return bool(passive) or bool(re.match(f" ({behind})[ .,]", after))


def _verbs(
    forms: Mapping[str, str], pool: str, *, marked: bool | None, told: bool = False, that: bool | None = None
) -> Way:
    """Another verb of a pool for a verb in one of its forms; ``marked`` words only, or others only."""

    def recasts(quote: Told, rng: Random) -> Recast | None:
        form = forms.get(quote.cue)
        if form is None or (marked is not None and quote.is_marked() != marked) or (not told and _is_told_of(quote)):
            return None
        starts, behind = min(a for a, _ in quote.pieces), quote.text[quote.c1 : quote.pieces[0][0]]
        if that is not None and (starts < quote.c1 or behind.endswith("that ") != that):
            return None
        if marked is None and quote.direct:
            return None
        word = inflected(rng.choice(pool.split()), form)
        return quote.c0, quote.c1, [(quote.c0, quote.c1, word)]

    return _way(recasts)


def _infinitive(forms: Mapping[str, str], pool: str) -> Way:
    """Another verb that takes an infinitive, with or without whom it addresses."""

    def recasts(quote: Told, rng: Random) -> Recast | None:
        form, a = forms.get(quote.cue), quote.pieces[0][0]
        to = quote.text[a : a + 3] == "to " or quote.text[a - 4 : a] == " to "
        if form is None or not to or a < quote.c1 or _is_told_of(quote, "so"):
            return None
        return quote.c0, quote.c1, [(quote.c0, quote.c1, inflected(rng.choice(pool.split()), form))]

    return _way(recasts)


def _tense(words: str, *, marked: bool) -> Way:
    """Other tenses of *said*, behind its source."""

    def recasts(quote: Told, rng: Random) -> Recast | None:
        if (
            quote.cue != "said"
            or quote.is_marked() != marked
            or not re.fullmatch(" (also )?", quote.text[quote.s1 : quote.c0])
        ):
            return None
        if _is_told_of(quote) or quote.quote["speaker_kind"] != "person":
            return None
        return quote.s1, quote.c1, [" ", (quote.c0, quote.c1, rng.choice(words.split(" / ")))]

    return _way(recasts)


# --- another order ----------------------------------------------------------------------------------------------------


def _behind(quote: Told, shape: str) -> bool:
    """Whether marked words stand before a cue which ends their sentence, or goes on with another piece."""
    found = re.fullmatch(shape + r"(\. P)?", quote.shape())
    end = max(quote.s1, quote.c1)
    closed = quote.ends(end) or (found is not None and found[1] is not None)
    return found is not None and closed and quote.is_marked() and quote.begins(quote.pieces[0][0])


def _inverted(quote: Told, _rng: Random) -> Recast | None:
    """'“…,” X said' → '“…,” said X', not for pronouns."""
    words = quote.text[quote.s0 : quote.s1]
    if (
        not _behind(quote, "P S C")
        or " " in quote.cue
        or words.lower() in _LITTLE.split()
        or words in ("I", "we", "who")
    ):
        return None
    if len(words.split()) < 2 and not words[0].isupper():
        return None
    return quote.s0, quote.c1, [(quote.c0, quote.c1), " ", (quote.s0, quote.s1)]


def _straightened(quote: Told, _rng: Random) -> Recast | None:
    """'“…,” said X' → '“…,” X said', where no comma is in what tells of X."""
    long = "," in quote.text[quote.s0 : quote.s1] or quote.s1 - quote.s0 > 60
    if long or not _behind(quote, "P C S") or quote.cue == "according to":
        return None
    return quote.c0, quote.s1, [(quote.s0, quote.s1), " ", (quote.c0, quote.c1)]


def _fronted(sign: str) -> Recasts:
    """'“…,” X said' → 'X said: “…”'"""

    def recasts(quote: Told, _rng: Random) -> Recast | None:
        if (
            len(quote.pieces) > 1
            or not (_behind(quote, "P S C") or _behind(quote, "P C S"))
            or quote.cue == "according to"
        ):
            return None
        (a, b), end = quote.pieces[0], max(quote.s1, quote.c1)
        if "," in quote.text[quote.s0 : quote.s1] or quote.text[b - 2] not in ",?!.":
            return None
        inner = quote.text[a:b]
        inner = inner[:-2] + "." + inner[-1] if inner[-2] == "," else inner
        return a, end + 1, [quote.raised(quote.s0, quote.s1), " ", (quote.c0, quote.c1), sign, (a, b, inner)]

    return recasts


def _put_behind(order: str) -> Recasts:
    """'X said: “….”' → '“…,” X said.'"""

    def recasts(quote: Told, _rng: Random) -> Recast | None:
        if len(quote.pieces) > 1 or not re.fullmatch("S C[:,] P", quote.shape()) or not quote.is_marked():
            return None
        a, b = quote.pieces[0]
        if (
            not quote.begins(quote.s0)
            or quote.text[b - 2] not in ".?!"
            or not re.match(r"[ \n]|$", quote.text[b : b + 1])
        ):
            return None
        inner = quote.text[a:b]
        inner = inner[:-2] + "," + inner[-1] if inner[-2] == "." else inner
        source, cue = quote.source_within(), (quote.c0, quote.c1)
        little = source[2].lower() in (*_LITTLE.split(), "i", "we") or len(source[2].split()) > 12
        behind: list[Part] = [cue, " ", source] if order == "CS" and not little else [source, " ", cue]
        return quote.s0, b, [(a, b, inner), " ", *behind, "."]

    return recasts


def _split(line: Line, _entities: Entities, _rng: Random) -> Line:
    """'“A. B,” X said.' → '“A,” X said. “B.”', and at a clause: '“A, and B,” X said.' → '“A,” X said, “and B.”'"""
    for number in reversed(range(len(line["quotes"]))):
        quote = line["quotes"][number]
        if any(len(quote.get(key) or ()) != 1 for key in ("speaker", "cue", "content")):
            continue
        change = _split_in(told := Told(line, quote))
        if change is not None:
            (a, b), (low, high), recast_as = told.pieces[0], *change
            quotes = [*line["quotes"]]
            quotes[number] = {**quote, "content": [[a, low], [high, b]]}
            line = recast({**line, "quotes": quotes}, *recast_as) or line
    return line


def _split_in(quote: Told) -> tuple[tuple[int, int], Recast] | None:
    """Where marked words before a cue are split, and how they are written then."""
    if not (_behind(quote, "P S C") or _behind(quote, "P C S")) or quote.cue == "according to":
        return None
    (a, b), end = quote.pieces[0], max(quote.s1, quote.c1)
    at = re.search(
        r"(?<=\w\w)\. (?=[A-Z])|(?<=\w\w\w), (?=(and|but|because|so|if|when) \w+ \w+)", quote.text[a + 12 : b - 12]
    )
    if at is None:
        return None
    low, high = a + 12 + at.start(), a + 12 + at.end()
    (opening, closing), sign = quote.marks(), at.group()[0]
    last = "." if quote.text[b - 2] == "," else quote.text[b - 2]
    first = (a, low, quote.text[a:low] + "," + closing)
    second = (high, b, opening + quote.text[high : b - 2] + last + closing)
    return (low, high), (a, end + 1, [first, " ", (min(quote.s0, quote.c0), end), sign + " ", second])


def _that(*, left_out: bool) -> Recasts:
    """'X said that P' ↔ 'X said P'"""

    def recasts(quote: Told, _rng: Random) -> Recast | None:
        a = quote.pieces[0][0]
        between = quote.text[quote.c1 : a]
        if quote.direct or quote.cue not in _SAID or between != (" that " if left_out else " "):
            return None
        if (
            _is_told_of(quote)
            or re.match(r"[“\"]", quote.text[a:])
            or re.match(r"\w+(ing|,)? (to|how) ", quote.text[a - 1 :])
        ):
            return None
        return quote.c1, a, [" " if left_out else " that "]

    return recasts


def _reported(order: str) -> Recasts:
    """'X said that P.' → 'P, X said.', 'According to X, P.' …"""

    def recasts(quote: Told, _rng: Random) -> Recast | None:
        plain = re.fullmatch("S (has |have |had |also )?C( that)? P", quote.shape())
        if quote.direct or not plain or quote.cue not in ("said", "says", "say") or not quote.begins(quote.s0):
            return None
        (a, b), source = quote.pieces[0], quote.source_within()
        words = quote.text[quote.s0 : quote.s1]
        if not quote.ends(b) or not re.search(
            r" (is|was|are|were|has|have|had|will|would|could|can|should) ", quote.text[a:b]
        ):
            return None
        if quote.text[a] in '“"' or "," in words or words.lower() in ("who", "which", "that", "i", "we"):
            return None
        cue, content, within = (quote.c0, quote.c1), quote.raised(a, b), (a, b)
        accusative = {"he": "him", "she": "her", "they": "them"}.get(words.lower(), source[2])
        whose = (quote.s0, quote.s1, accusative)
        little = accusative in ("him", "her", "them", "it")
        parts: dict[str, list[Part]] = {
            "P, S C": [content, ", ", source, " ", cue],
            "P, C S": [content, ", ", cue, " ", source],
            "P, according to S": [content, ", ", (quote.c0, quote.c1, "according to"), " ", whose],
            "according to S, P": [(quote.c0, quote.c1, "According to"), " ", whose, ", ", within],
        }
        if little and "S C" not in order:
            return None
        return quote.s0, b, parts[order]

    return recasts


# --- between, and nouns -----------------------------------------------------------------------------------------------

_ASIDE = (
    "speaking outside the court / pausing / in a letter to members / during a visit to the docks / when asked about it"
)
_TELLING = (
    "in a statement / on Tuesday / by phone / after the match / on Tuesday in an interview with the Harbour Post / in a post on X"
    " / at a news conference in Ostrava / in an email to the Ledger / on local radio / outside the court / late on Monday"
)


def _aside(quote: Told, rng: Random) -> Recast | None:
    """'X, speaking outside the court, said that P'"""
    words, end = quote.text[quote.s0 : quote.s1], quote.c1
    if (
        quote.cue not in ("said", "says", "added")
        or quote.text[quote.s1 : quote.c0] != " "
        or words.lower() in ("who", "which", "that")
    ):
        return None
    first = quote.pieces[0][0] > end
    if not first or not quote.begins(quote.s0) or words[-1] in ',”"':
        return None
    return quote.s1, quote.c0, [", ", rng.choice(_ASIDE.split(" / ")), ", "]


def _adverbial(*, that: bool, marked: bool) -> Recasts:
    """'X said on Tuesday that P', '“…,” X said in a statement'"""

    def recasts(quote: Told, rng: Random) -> Recast | None:
        phrase = rng.choice(_TELLING.split(" / "))
        if quote.cue not in ("said", "says", "wrote", "added", "told") or quote.is_marked() != marked:
            return None
        if marked:
            if not _behind(quote, "P S C"):
                return None
            return quote.c1, quote.c1, [" " + phrase]
        a = quote.pieces[0][0]
        if quote.direct or quote.text[quote.c1 : a] != " that " or not that:
            return None
        return quote.c1, a, [f" {phrase} that "]

    return recasts


def _to_hearers(quote: Told, rng: Random) -> Recast | None:
    """'X said' → 'X told reporters'"""
    if quote.cue != "said" or quote.text[quote.s1 : quote.c0] not in (" ", " has ", " had ") or _is_told_of(quote):
        return None
    if not re.match(r"\.|,|:| that ", quote.text[quote.c1 : quote.c1 + 6]):
        return None
    return quote.c0, quote.c1, [(quote.c0, quote.c1, "told"), " " + rng.choice(_HEARERS.split(" / "))]


_HEARERS = "reporters / the Harbour Post / a packed hall / the inquiry / MPs / her followers / Radio Marlow / jurors"
_NOUNS = (
    "claim warning assertion contention suggestion insistence prediction admission argument allegation complaint remark"
)
_BEHIND = "drew applause / surprised nobody / came on Friday / was widely reported / made headlines / prompted a debate"


def _noun(order: str) -> Recasts:
    """'X said that P.' → 'X’s claim that P drew applause.'"""

    def recasts(quote: Told, rng: Random) -> Recast | None:
        change = _reported("P, S C")(quote, rng)
        words = quote.text[quote.s0 : quote.s1]
        if change is None or len(words.split()) > 5:
            return None
        (a, b), noun = quote.pieces[0], rng.choice(_NOUNS.split())
        own = {"he": "his", "she": "her", "they": "their", "it": "its"}.get(words.lower())
        if own is not None and order == "view":
            return quote.s0, b, ["In ", (quote.s0, quote.s1, own), " ", (quote.c0, quote.c1, "view"), ", ", (a, b)]
        if own is not None or order == "his":
            own = own or words + ("’" if words.endswith("s") else "’s")
            own = own[:1].upper() + own[1:]
            return (
                quote.s0,
                b,
                [
                    (quote.s0, quote.s1, own),
                    " ",
                    (quote.c0, quote.c1, noun),
                    " that ",
                    (a, b),
                    " ",
                    rng.choice(_BEHIND.split(" / ")),
                ],
            )
        if order == "view":
            return quote.s0, b, [(quote.c0, quote.c1, "In the view of"), " ", quote.source_within(), ", ", (a, b)]
        return (
            quote.s0,
            b,
            [
                "The ",
                (quote.c0, quote.c1, noun),
                " by ",
                quote.source_within(),
                " that ",
                (a, b),
                " ",
                rng.choice(_BEHIND.split(" / ")),
            ],
        )

    return recasts


def _in_words(quote: Told, rng: Random) -> Recast | None:
    """'“…,” X said.' → 'In X’s words, “….”'"""
    change, words = _fronted(": ")(quote, rng), quote.text[quote.s0 : quote.s1]
    if change is None or len(words.split()) > 4:
        return None
    start, end, (_, _, _, _, content) = change
    own = {"he": "his", "she": "her", "they": "their", "it": "its"}.get(
        words.lower(), words + ("’" if words.endswith("s") else "’s")
    )
    if words.lower() in ("i", "we"):
        return None
    return start, end, ["In ", (quote.s0, quote.s1, own), " ", (quote.c0, quote.c1, "words"), ", ", content]


# --- no speech --------------------------------------------------------------------------------------------------------


def _thought(line: Line, _entities: Entities, rng: Random) -> Line:
    """'said that P' → 'believed that P': nobody has said it any more."""
    gone = set[int]()

    def recasts(quote: Told, chance: Random) -> Recast | None:
        behind = quote.text[quote.c1 : quote.pieces[0][0]]
        if quote.quote["type"] != "indirect" or quote.cue not in _SAID or behind != " that " or _is_told_of(quote):
            return None
        return quote.c0, quote.c1, [(quote.c0, quote.c1, inflected(chance.choice(_THOUGHT.split()), _SAID[quote.cue]))]

    new = _way(recasts, lambda _, number: gone.add(number))(line, (), rng)
    return {**new, "quotes": [quote for number, quote in enumerate(new["quotes"]) if number not in gone]}


def _ways() -> Iterator[tuple[str, Way]]:
    for name, pool in (("plain", _PLAIN), ("rare", _RARE), ("unheard", _UNHEARD)):
        yield f"{name} verbs before that", _verbs(_SAID, pool, marked=False, that=True)
    for name, pool in (("plain", _PLAIN), ("rare", _RARE)):
        yield f"{name} verbs, no that", _verbs(_SAID, pool, marked=False, that=False)
    for name, pool in (("plain", _MARKS), ("rare", _BESIDE), ("unheard", _UNHEARD)):
        yield f"{name} verbs beside marks", _verbs(_SAID, pool, marked=True)
    for name, pool in (("plain", _TOLD), ("rare", _TOLD_RARE)):
        yield f"{name} verbs with hearers", _verbs(_HEARS, pool, marked=None, told=True)
    for name, pool in (("plain", _URGED), ("rare", _URGED_RARE)):
        yield f"{name} verbs that urge", _infinitive(_URGES, pool)
    yield "verbs that vow", _infinitive(_VOWS, _VOWED)
    tenses = "has said / had said / would later say / later said / went on to say / has also said / kept saying / would say later"
    yield (
        "tenses, clauses",
        _tense(tenses + " / was quoted as saying / was heard to say / is on record as saying", marked=False),
    )
    yield (
        "tenses, marks",
        _tense(tenses + " / was quoted as saying / was saying / is heard saying / can be heard saying", marked=True),
    )
    yield "“…,” said X", _way(_inverted)
    yield "“…,” X said", _way(_straightened)
    yield "X said: “…”", _way(_fronted(": "))
    yield "X said, “…”", _way(_fronted(", "))
    yield "“…,” X said, from X said: “…”", _way(_put_behind("SC"))
    yield "“…,” said X, from X said: “…”", _way(_put_behind("CS"))
    yield "that left out", _way(_that(left_out=True))
    yield "that put in", _way(_that(left_out=False))
    for order in ("P, S C", "P, C S", "P, according to S", "according to S, P"):
        yield f"clauses: {order}", _way(_reported(order))
    yield "asides between X and said", _way(_aside)
    yield "adverbials before that", _way(_adverbial(that=True, marked=False))
    yield "adverbials behind marks", _way(_adverbial(that=False, marked=True))
    yield "told reporters", _way(_to_hearers)
    yield "X’s claim that", _way(_noun("his"))
    yield "the claim by X that", _way(_noun("by"))
    yield "in the view of X", _way(_noun("view"))
    yield "in X’s words", _way(_in_words)
    yield "in two pieces", _split
    yield "thoughts", _thought


WAYS = dict(_ways())
