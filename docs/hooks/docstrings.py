"""Docstrings as the site's reference needs them: a griffe extension, named in ``mkdocs.yml``.

The docstrings of the library are written in reStructuredText, which reads well in editors and in ``help()``; the site is
Markdown. So roles become cross references, doctests blocks of code, and tables those of Markdown. What attrs makes of
the fields of a class, its ``__init__``, stands in no source, so it is added here.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import griffe

ROLE = re.compile(r":(?:class|data|func|meth|mod):`(~?)([\w.]+)`")
_DOCTEST = re.compile(r"^>>> .*\n?(?:.+\n?)*", re.MULTILINE)
_TABLE = re.compile(r"^(=+ +)=+\n((?:.+\n)+?)=+ +=+$", re.MULTILINE)


def as_markdown(text: str, where: griffe.Object) -> str:
    """The docstring of ``where`` in Markdown."""
    text = ROLE.sub(partial(_reference, where), text)
    text = _TABLE.sub(_table, text)
    return _DOCTEST.sub(lambda match: f"```pycon\n{match[0].rstrip()}\n```\n", text)


def _reference(where: griffe.Object, role: re.Match[str]) -> str:
    short, name = role.groups()
    shown = name.rpartition(".")[2] if short else name
    target = _target(where, name)
    return f"[`{shown}`][{target}]" if target else f"`{shown}`"


def _target(where: griffe.Object, name: str) -> str | None:
    """The full path of a name used in the docstring of ``where``; None if it is no name of this library."""
    if name.startswith("quoteattr."):
        return str(where.package[name.removeprefix("quoteattr.")].canonical_path)
    scope: griffe.Object | None = where
    while scope:
        if name.partition(".")[0] in scope.members:
            return str(scope[name].canonical_path)
        scope = scope.parent
    return None


def _table(table: re.Match[str]) -> str:
    first = len(table[1])  # the width of the first column
    rows = [f"| {line[:first].strip()} | {line[first:].strip()} |" for line in table[2].splitlines()]
    return "\n".join(["| | |", "|---|---|", *rows])


class Docstrings(griffe.Extension):
    """Rewrites every docstring of the package once it is loaded, when names can be looked up."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        if pkg.name == "quoteattr":
            rewrite(pkg)


def rewrite(part: griffe.Object) -> None:
    """Docstrings of a package, module or class and of all that it holds; constructors of its classes."""
    if part.docstring:
        part.docstring.value = as_markdown(part.docstring.value, part)
    for member in list(part.members.values()):
        if isinstance(member, griffe.Object):  # not an alias, which is somebody else's
            rewrite(member)
    if isinstance(part, griffe.Class) and any(str(each.value).startswith("attrs.frozen") for each in part.decorators):
        part.set_member("__init__", _constructor(part))


def _constructor(cls: griffe.Class) -> griffe.Function:
    fields = [each for each in cls.attributes.values() if each.annotation and "property" not in each.labels]
    anywhere = griffe.ParameterKind.positional_or_keyword
    parameters = [
        griffe.Parameter(each.name, annotation=each.annotation, kind=anywhere, default=_default(each))
        for each in fields
    ]
    return griffe.Function("__init__", parameters=griffe.Parameters(*parameters), parent=cls)


def _default(field: griffe.Attribute) -> Any:
    """The default of a field, also where it is an argument of ``attrs.field``."""
    if isinstance(field.value, griffe.ExprCall) and str(field.value.function) == "attrs.field":
        named = {each.name: each.value for each in field.value.arguments if isinstance(each, griffe.ExprKeyword)}
        return named.get("default")
    return field.value
