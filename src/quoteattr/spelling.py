"""Text → the same text with the usual quotation marks, dashes and spaces, of the same length, so that offsets hold in both.

Scraped text has character entities, UTF-8 read as Windows-1252, full-width marks, odd dashes and spaces that no parser has met in
training. The signs that are quotation marks at all are listed here as well.
"""

import html
import re
from collections.abc import Callable, Iterator

DOUBLE_MARKS = '"“”„‟«»'
SINGLE_MARKS = "'‘’‚‛`"
QUOTATION_MARKS = DOUBLE_MARKS + SINGLE_MARKS
OPENING_MARKS = "“„‟«‘‚‛"
"""Marks that in English can only open a quotation; straight ones do both, and a ’ is an apostrophe too."""
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
_FOREIGN_PAIR = (
    re.compile(  # of several „ before a closing mark none is changed: reading the text again would change the next
        r"«(?=\S)([^«»“”\"\n]*)(?<=\S)»|(?:„[^„“”\"\n]*){2,}|„(?=\S)([^„“”\"\n]*)(?<=\S)[“”]"
    )
)
_CLOSING_PAIR = re.compile(r"(?<=\S)(?:’’(?!’)|’'|'’|´´)(?!\w)")
_DOUBLE = re.compile(r"(?P<opens>(?<![^\s(\[—–-])(?:[“„«\"]|``|'')(?=\S))|[”»\"]|''")
_REACH = 2_000  # code points before a closing mark in which the opening one is looked for
# An accented letter in UTF-8, read as Latin-1 once (é as Ã ©) or twice (Ã \x83 Â ©), its capitals whole or decomposed;
# plain letters instead keep the word in one piece for a parser.
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
"""Of each expression, the signs of which a text holds one if it matches: nearly no text does, and that is seen far faster."""


def usual(text: str) -> str:
    """``text`` with the usual spaces, dashes and quotation marks, of the same length.

    A mark that took several code points stands next to the word that it opens or closes, and the rest is spaces.

    >>> usual("&quot;No,&quot; she said.")
    '     "No,"      she said.'
    """
    for expression, usual_form in _USUAL_FORMS.items():
        text = expression.sub(usual_form, text) if _may_be_in(text, expression) else text
    return text


def _may_be_in(text: str, expression: re.Pattern[str]) -> bool:
    return expression not in _SIGNS_OF or any(sign in text for sign in _SIGNS_OF[expression])


def _narrow(match: re.Match[str]) -> str:
    """The sign that an entity or misread sign stands for, filled up to its length with spaces or signs without a width."""
    mark, length = _SEVERAL[match.group()], len(match.group())
    before = match.string[match.start() - 1 : match.start()]
    opening = mark in OPENING_MARKS or (mark in "\"'" and not before.strip(" \t\n([{—–-"))
    apostrophe = mark in "'’" and before.isalpha() and match.string[match.end() : match.end() + 1].isalpha()
    if apostrophe or mark not in QUOTATION_MARKS:
        return mark * length if mark in "– —" else mark + "\u2060" * (length - 1)
    return mark.rjust(length) if opening else mark.ljust(length)


def _closing_pair(match: re.Match[str]) -> str:
    """Two single closing marks as a double one, if a double one is open in their line: not in ‘I said ‘no.’’"""
    before = match.string[max(match.string.rfind("\n", 0, match.start()) + 1, match.start() - _REACH) : match.start()]
    last = next(reversed([*_DOUBLE.finditer(before)]), None)
    return "” " if last is not None and last["opens"] is not None else match.group()


_USUAL_FORMS: dict[re.Pattern[str], str | Callable[[re.Match[str]], str]] = {
    _POINTED_PAIR: r"«\1»",
    _WIDE: _narrow,
    _FOREIGN_PAIR: lambda found: found[0] if found.lastindex is None else f"“{found[found.lastindex]}”",
    _LETTER: lambda found: "a" * len(found.group()),
    _ANY_SINGLE: lambda found: _SINGLE[found.group()],
    _OPENING_PAIR: " “",
    _CLOSING_PAIR: _closing_pair,
}
"""What replaces a match of each expression, in the order in which they are applied."""


def signs(text: str) -> Iterator[tuple[int, int, str]]:
    """Signs that are written with several code points, as entities or misread: the range of each, and the sign meant.

    >>> list(signs("Reed &amp; Son"))
    [(5, 10, '&')]
    """
    if _may_be_in(text, _WIDE):
        yield from ((*found.span(), _SEVERAL[found.group()]) for found in _WIDE.finditer(text))


def wide(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of all signs and marks that are written with several code points, two single marks for a double one included."""
    for expression in (_WIDE, _OPENING_PAIR, _CLOSING_PAIR):
        if _may_be_in(text, expression):
            yield from (match.span() for match in expression.finditer(text))
