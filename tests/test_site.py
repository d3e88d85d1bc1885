"""The documentation site: it builds without a warning, stands by itself, and shows docstrings as Markdown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from root import ROOT

import quoteattr

pytest.importorskip("mkdocs", reason="the extra docs is not installed")
griffe = pytest.importorskip("griffe")
import docstrings  # noqa: E402

pytestmark = pytest.mark.slow

LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""Elements that load something, with the attribute that says what."""


class Text(HTMLParser):
    """The text of a page outside code, the ids on it, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.prose: list[str] = []
        self.ids: set[str] = set()
        self.loaded: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids.add(named.get("id") or "")
        if tag in LOADING:
            self.loaded.append(named.get(LOADING[tag]) or "")
        if tag in ("code", "script", "style"):
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._within and tag == self._within[-1]:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.prose.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages of the site, built as strictly as can be, by their paths."""
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    pages = {}
    for path in out.rglob("*.html"):
        pages[path.relative_to(out).as_posix()] = page = Text()
        page.feed(path.read_text(encoding="utf-8"))
    return pages


def test_every_page_of_the_documents_is_there(site):
    written = {path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in ROOT.glob("docs/**/*.md")}
    assert written | {"changelog.html", "contributing.html", "404.html"} == set(site)


def test_every_public_name_has_an_entry(site):
    ids = set().union(*(page.ids for page in site.values()))
    public = [getattr(quoteattr, name) for name in quoteattr.__all__ if name != "__version__"]
    assert [each for each in public if f"{each.__module__}.{each.__qualname__}" not in ids] == []


def test_what_the_reference_lists_is_there(site):
    listed = re.compile(r"^::: ([\w.]+)(?:\n    options:\n      members: \[(.*)\])?$", re.MULTILINE)
    for path in (ROOT / "docs" / "reference").glob("*.md"):
        page = site[f"reference/{path.stem}.html"]
        for name, members in listed.findall(path.read_text(encoding="utf-8")):
            wanted = {f"{name}.{member}" for member in members.split(", ")} if members else {name}
            assert wanted - page.ids == set(), path.name


def test_no_page_loads_anything_from_elsewhere(site):
    loaded = {address for page in site.values() for address in page.loaded}
    assert len(loaded) > 5
    assert [address for address in loaded if re.match(r"(\w+:)?//", address)] == []


def test_no_markup_of_docstrings_is_left_over(site):
    for path, page in site.items():
        assert re.findall(r":(?:class|data|func|meth|mod):|^>>>|={6,}|``", "".join(page.prose), re.MULTILINE) == [], (
            path
        )


@pytest.fixture(scope="module")
def package():
    return griffe.load("quoteattr", search_paths=[ROOT / "src"])


@pytest.mark.parametrize(
    ("module", "text", "markdown"),
    [
        ("api", "see :func:`load`.", "see [`load`][quoteattr.api.load]."),
        ("api", ":class:`~quoteattr.errors.CorpusError`", "[`CorpusError`][quoteattr.errors.CorpusError]"),
        ("model", ":meth:`~quoteattr.Quote.explain`", "[`explain`][quoteattr.model.Quote.explain]"),
        ("model", ":meth:`~quoteattr.Article.by`", "[`by`][quoteattr.ways_out.ArticleDoors.by]"),
        ("model", ":func:`open`", "`open`"),
        ("model", "Both:\n\n>>> 1\n1\n>>> 2\n2\n\nEnd.", "Both:\n\n```pycon\n>>> 1\n1\n>>> 2\n2\n```\n\nEnd."),
        (
            "model",
            "===  =====\na    one b\nbb   two\n===  =====\n\nEnd.",
            "| | |\n|---|---|\n| a | one b |\n| bb | two |\n\nEnd.",
        ),
    ],
)
def test_docstrings_become_markdown(package, module, text, markdown):
    assert docstrings.as_markdown(text, package[module]) == markdown


def test_a_name_that_is_not_there_is_an_error(package):
    with pytest.raises(KeyError):
        docstrings.as_markdown(":func:`quoteattr.extracted`", package["api"])


def test_values_have_the_constructor_that_attrs_gives_them(package):
    docstrings.rewrite(package)
    parameters = package["model.Article.__init__"].parameters
    assert [(each.name, str(each.default)) for each in parameters][:3] == [
        ("text", "None"),
        ("quotes", "Quotes()"),
        ("speakers", "()"),
    ]
