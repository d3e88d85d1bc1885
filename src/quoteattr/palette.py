"""The colours of speakers, for pages and plots: eight pairs of a light and a dark shade of one hue.

The shades of a set stay apart for readers with normal sight and with each of the three kinds of colour blindness, and
their text is readable: the tests compute both. A ninth speaker gets the first colour again, so colour never stands alone.
"""

from __future__ import annotations

import attrs

LIGHT = ("#bddafc", "#d4b170", "#77c698", "#f19cc5", "#baadf2", "#acfcf7", "#e1f7ad", "#f5dfc9")
DARK = ("#244167", "#906122", "#0c7a4b", "#6b2941", "#805ba1", "#4f716a", "#3d4400", "#563a26")


@attrs.frozen
class Theme:
    """The colours of a page, as CSS writes them.

    ``tints`` lie behind the words of speakers and carry ``ink``, ``lines`` stand on ``page``; ``unknown`` and
    ``unknown_line`` are those of nobody in particular. ``text`` and ``faint`` are written on ``page``.
    """

    tints: tuple[str, ...]
    lines: tuple[str, ...]
    unknown: str
    unknown_line: str
    ink: str
    page: str
    text: str
    faint: str


LIGHT_THEME = Theme(LIGHT, DARK, "#e4e4e4", "#666666", "#111111", "#ffffff", "#1c1c1c", "#5c5c5c")
DARK_THEME = Theme(DARK, LIGHT, "#45484d", "#b4b4b4", "#f6f6f6", "#16181c", "#e6e6e6", "#ababab")
