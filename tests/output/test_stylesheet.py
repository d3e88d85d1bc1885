"""The style is whole, its colours can be told apart and its text read."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest

from quoteattr.output.stylesheet import DARK_THEME, LIGHT_THEME, NOBODY, speaker_class, stylesheet


def test_the_style_is_whole_and_knows_dark_paper_and_forced_colours():
    for style in (stylesheet(), stylesheet(page=True)):
        assert style.count("{") == style.count("}")
        assert "/*" not in style
        for media in ("prefers-color-scheme:dark", "forced-colors:active", "media print"):
            assert media in style
    assert "--qa-page:#16181c" not in re.sub(r"@media screen[^{]*\{(?:[^{}]*\{[^{}]*\})*\}", "", stylesheet())
    used, set_ = (set(re.findall(pattern, stylesheet())) for pattern in (r"var\((--qa-[\w-]+)", r"(--qa-[\w-]+):"))
    assert used == set_


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour: str) -> float:
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one[1:]), luminance(other[1:])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT_THEME, DARK_THEME], ids=["light", "dark"])
def test_text_and_lines_stand_out(theme):
    behind = [*theme.tints, theme.unknown, theme.page]  # an indirect quotation's tint lies between tint and page
    assert min(contrast(theme.ink, colour) for colour in behind) >= 4.5
    assert contrast(theme.text, theme.page) >= 7
    assert contrast(theme.faint, theme.page) >= 4.5
    assert min(contrast(line, theme.page) for line in (*theme.lines, theme.unknown_line)) >= 3
    assert f"--qa-page:{theme.page};" in stylesheet()


# How colours look without one of the three kinds of cones, on linear RGB (Machado, Oliveira and Fernandes, 2009).
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """A colour as somebody sees it, in CIE L*a*b*."""

    def apply(matrix, values):
        return [sum(weight * value for weight, value in zip(row, values, strict=True)) for row in matrix]

    seen = [min(max(value, 0), 1) for value in apply(SIGHT[sight], linear(colour[1:]))]
    to_xyz = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))  # white is 1, 1, 1
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in apply(to_xyz, seen))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", [LIGHT_THEME, DARK_THEME], ids=["light", "dark"])
def test_tints_stay_apart_for_colour_blind_readers(theme, sight):
    seen = [lab(tint, sight) for tint in (*theme.tints,)]
    assert min(math.dist(one, other) for one, other in combinations(seen, 2)) > 12


@pytest.mark.parametrize(("number", "name"), [(1, "qa-s0"), (8, "qa-s7"), (9, "qa-s0"), (None, NOBODY)])
def test_speakers_have_the_colours_of_their_number_and_the_ninth_the_first_ones_again(number, name):
    assert speaker_class(number) == name
    assert f".{name}{{--qa-tint:var(--qa-" in stylesheet()


def test_only_a_page_has_the_rules_of_a_page():
    assert ".qa-page h1" not in stylesheet()
    assert stylesheet(page=True).startswith(stylesheet())
