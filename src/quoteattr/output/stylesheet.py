"""The style of pages and of what notebooks show: ``data/*.css``, with the colours of speakers, which plots use too.

The colours are eight pairs of a light and a dark shade of one hue. The shades of a set stay apart for readers with normal
sight and with each of the three kinds of colour blindness, and their text is readable: the tests compute both. A ninth
speaker gets the first colour again, so colour never stands alone.
"""

import re
from functools import cache
from importlib import resources

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

# How notebooks and editors say which theme is on, where it may differ from the reader's system: JupyterLab and
# Notebook, VS Code, Colab.
_LIGHT_HOSTS = '[data-jp-theme-light="true"] .qa,body.vscode-light .qa,html[theme="light"] .qa'
_DARK_HOSTS = '[data-jp-theme-light="false"] .qa,body.vscode-dark .qa,html[theme="dark"] .qa'

NOBODY = "qa-nobody"


@cache
def stylesheet(*, page: bool = False) -> str:
    """The rules for whatever is of class ``qa``, with those of a standalone page if wanted."""
    shades = [(f"qa-s{index}", f"t{index}", f"l{index}") for index in range(len(LIGHT_THEME.tints))]
    shades.append((NOBODY, "unknown", "unknown-line"))
    speakers = [f".{name}{{--qa-tint:var(--qa-{tint});--qa-line:var(--qa-{line})}}" for name, tint, line in shades]
    names = ("article", "page") if page else ("article",)
    return "\n".join((*_themes(), *speakers, *map(_rules, names)))


def speaker_class(number: int | None) -> str:
    """The class that sets the colours of a speaker of this number, None for nobody in particular."""
    return NOBODY if number is None else f"qa-s{(number - 1) % len(LIGHT_THEME.tints)}"


def _rules(name: str) -> str:
    text = resources.files("quoteattr").joinpath("data", f"{name}.css").read_text("utf-8")
    return re.sub(r"/\*.*?\*/\n?|\n(?=\n)", "", text, flags=re.DOTALL).strip()


def _themes() -> list[str]:
    """Light is the rule, also on paper; on screens the reader's system and the notebook's theme may change it."""
    light, dark = _variables(LIGHT_THEME), _variables(DARK_THEME)
    return [
        f".qa,.qa-page{{{light}}}",
        f"@media screen and (prefers-color-scheme:dark){{.qa,.qa-page{{{dark}}}}}",
        f"@media screen{{{_LIGHT_HOSTS}{{{light}}}\n{_DARK_HOSTS}{{{dark}}}}}",
    ]


def _variables(theme: Theme) -> str:
    others = {name.replace("_", "-"): value for name, value in attrs.asdict(theme).items()}
    shades = {"t": others.pop("tints"), "l": others.pop("lines")}
    colours = {f"{letter}{n}": shade for letter, found in shades.items() for n, shade in enumerate(found)} | others
    return ";".join(f"--qa-{name}:{value}" for name, value in colours.items())
