"""Text → the same text as a careful typist would have written it, code point for code point; and the quotation marks there are.

Scrapers bring entities, UTF-8 read as Windows-1252, full-width marks, bars and spaces that no parser has met in
training. What is read here has the same length as what was given, so that every offset holds in both.
"""

import html
import re
from collections.abc import Callable, Iterator

DOUBLE_MARKS = '"“”„‟«»'
SINGLE_MARKS = "'‘’‚‛`"
QUOTATION_MARKS = DOUBLE_MARKS + SINGLE_MARKS
OPENING_MARKS = "“„‟«‘‚‛"
"""Those that can only open a quotation, for English typists at least: straight ones do both, a ’ is an apostrophe too."""
CLOSING_MARKS = "”»’"

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs without a width: soft hyphens, joiners, marks of direction."""
WIDE_SPACES = "\xa0\u2002\u2003\u2009\u200a\u202f\u3000"

_NAMED = ("quot", "apos", "ldquo", "rdquo", "lsquo", "rsquo", "nbsp", "ndash", "mdash", "hellip")
_SIGNS = {f"&{name};": html.unescape(f"&{name};") for name in _NAMED}
_ENTITIES = {"&amp;": "&", "&laquo;": "«", "&raquo;": "»", **_SIGNS}
_ENTITIES |= {f"&#{ord(sign)};": sign for sign in _SIGNS.values()}
_ENTITIES |= {f"&#x{digits};": sign for sign in _SIGNS.values() for digits in (f"{ord(sign):x}", f"{ord(sign):X}")}
# UTF-8 read as Windows-1252; the last byte of the closing mark, which that table lacks, is often lost
_MOJIBAKE = {sign.encode().decode("cp1252"): sign for sign in "“‘’–—…\xa0"} | {"â€\x9d": "”", "â€": "”"}
_SEVERAL = {form: sign.replace("\xa0", " ") for form, sign in (_ENTITIES | _MOJIBAKE).items()}
_WIDE = re.compile("|".join(re.escape(s) for s in sorted(_SEVERAL, key=len, reverse=True)))
_OPENING_PAIR = re.compile(r"(?:‘‘|‚‚|(?<![^\s(])(?:,,|´´))(?=\w)")  # two single marks for a double one
_POINTED_PAIR = re.compile(r"‹(?=\S)([^‹›«»\n]*)(?<=\S)›")  # not "Home › News"
# as no parser has met them
_FOREIGN_PAIR = re.compile(r"«(?=\S)([^«»“”\"\n]*)(?<=\S)»|„(?=\S)([^„“”\"\n]*)(?<=\S)[“”]")
_CLOSING_PAIR = re.compile(r"(?<=\S)(?:’’(?!’)|’'|'’|´´)(?!\w)")
_DOUBLE = re.compile(r"(?P<opens>(?<![^\s(\[—–-])(?:[“„«\"]|``|'')(?=\S))|[”»\"]|''")
_REACH = 2_000  # code points before a closing mark in which the opening one is looked for
# An accented letter in UTF-8, read as Latin-1 once (é as Ã ©) or twice (Ã \x83 Â ©), its capitals whole or decomposed:
# written as plain letters it is part of a word for a parser.
_LETTER = re.compile("(?:Ã|A\\u0303)(?:[\\x82\\x83](?:Â|A\\u0302))?[\\x80-\\xbf]")
_SINGLE = dict.fromkeys(WIDE_SPACES, " ") | {"―": "—", "＂": '"', "″": '"', "❝": "“", "❞": "”", "＇": "'", "′": "'"}
_ANY_SINGLE = re.compile(f"[{''.join(_SINGLE)}]")
_SIGNS_OF = {
    _WIDE: {form[0] for form in _SEVERAL},
    _LETTER: {"Ã", "A\u0303"},
    _POINTED_PAIR: {"‹"},
    _FOREIGN_PAIR: {"«", "„"},
    _OPENING_PAIR: {"‘‘", "‚‚", ",,", "´´"},
    _CLOSING_PAIR: {"’’", "’'", "'’", "´´"},
}
"""What a text must hold for an expression to be found in it: nearly no text does, which is seen far faster."""


def usual(text: str) -> str:
    """``text`` with the usual spaces, bars and quotation marks, of the same length.

    What took several code points stands at the side where the word is; the rest is spaces.

    >>> usual("&quot;No,&quot; she said.")
    '     "No,"      she said.'
    """
    for written, usually in _USUALLY.items():
        text = written.sub(usually, text) if _may_be_in(text, written) else text
    return text


def _may_be_in(text: str, written: re.Pattern[str]) -> bool:
    return written not in _SIGNS_OF or any(sign in text for sign in _SIGNS_OF[written])


def _narrow(match: re.Match[str]) -> str:
    mark = _SEVERAL[match.group()]
    before = match.string[match.start() - 1 : match.start()]
    opening = mark in OPENING_MARKS or (mark in "\"'" and not before.strip(" \t\n([{—–-"))
    within = mark in "'’" and before.isalpha() and match.string[match.end() : match.end() + 1].isalpha()
    if within or mark not in QUOTATION_MARKS:
        return mark * len(match.group()) if mark in "– —" else mark + "\u2060" * (len(match.group()) - 1)
    return mark.rjust(len(match.group())) if opening else mark.ljust(len(match.group()))


def _closing_pair(match: re.Match[str]) -> str:
    """Two single closing marks as a double one, where a double one is open in their line; not in ‘I said ‘no.’’"""
    before = match.string[max(match.string.rfind("\n", 0, match.start()) + 1, match.start() - _REACH) : match.start()]
    last = next(reversed([*_DOUBLE.finditer(before)]), None)
    return "” " if last is not None and last["opens"] is not None else match.group()


_USUALLY: dict[re.Pattern[str], str | Callable[[re.Match[str]], str]] = {
    _POINTED_PAIR: r"«\1»",
    _WIDE: _narrow,
    _FOREIGN_PAIR: lambda found: f"“{found[1] or found[2] or ''}”",
    _LETTER: lambda found: "a" * len(found.group()),
    _ANY_SINGLE: lambda found: _SINGLE[found.group()],
    _OPENING_PAIR: " “",
    _CLOSING_PAIR: _closing_pair,
}
"""What is written instead, one after the other."""


def signs(text: str) -> Iterator[tuple[int, int, str]]:
    """Marks and signs that are written with several code points, as entities or misread ones: their ranges, and the sign meant.

    >>> list(signs("Reed &amp; Son"))
    [(5, 10, '&')]
    """
    if _may_be_in(text, _WIDE):
        yield from ((*found.span(), _SEVERAL[found.group()]) for found in _WIDE.finditer(text))


def wide(text: str) -> Iterator[tuple[int, int]]:
    """Where single marks and signs are written with several code points: their ranges."""
    for written in (_WIDE, _OPENING_PAIR, _CLOSING_PAIR):
        if _may_be_in(text, written):
            yield from (match.span() for match in written.finditer(text))
