"""The command line, with loading and extraction replaced: what it reads, prints, writes and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import quoteattr
from quoteattr import __main__ as cli
from quoteattr.errors import ModelNotFoundError
from quoteattr.model import Article, Quote, Role, Span, Speaker

TEXT = "“We will act,” said Malcolm Chalmers. “Eh?” Officials said no.\n"
CHALMERS = Speaker("Malcolm Chalmers", "person", roles=(Role("deputy director", "Royal United Services Institute"),))
OFFICIALS = Speaker(None, "unnamed", description="Officials")


def article_of(text: str) -> Article:
    """A quotation for each of the three stretches that the text holds."""
    found = [
        ("“We will act,”", "direct", CHALMERS),
        ("“Eh?”", "direct", None),
        ("no.", "indirect", OFFICIALS),
    ]
    quotes = tuple(
        Quote(kind, (Span.of(text, text.index(words), text.index(words) + len(words)),), speaker=speaker)
        for words, kind, speaker in found
        if words in text
    )
    speakers = tuple(dict.fromkeys(quote.speaker for quote in quotes if quote.speaker))
    return Article(text, quotes=quotes, speakers=speakers)


@pytest.fixture
def calls(monkeypatch):
    """The arguments that the library was called with."""
    seen: dict[str, list] = {"load": [], "extract": []}

    def load(model=None):
        seen["load"].append(model)
        return "the nlp"

    def extract(text, *, nlp):
        assert nlp == "the nlp"
        seen["extract"].append(text)
        return article_of(text)

    monkeypatch.setattr(quoteattr, "load", load, raising=False)
    monkeypatch.setattr(quoteattr, "extract", extract, raising=False)
    monkeypatch.setattr(quoteattr, "__version__", "1.2.3", raising=False)
    return seen


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.txt"
    path.write_bytes(TEXT.encode())
    return path


def run(*arguments, stdin=None, columns=120):
    env = {"COLUMNS": str(columns), "FORCE_COLOR": None}
    return CliRunner().invoke(cli.app, [str(a) for a in arguments], input=stdin, env=env)


def rows(output):
    lines = (line.replace("┃", "│").strip() for line in output.splitlines() if line[:1] in "│┃")
    return [[cell.strip() for cell in line[1:-1].split("│")] for line in lines]


def test_table_shows_speaker_role_quote_and_kind(calls, news):
    result = run(news, columns=200)
    assert result.exit_code == 0
    assert rows(result.stdout) == [
        ["speaker", "role", "quote", "kind"],
        ["Malcolm Chalmers", "deputy director, Royal United Services Institute", "We will act,", "direct"],
        ["—", "", "Eh?", "direct"],
        ["Officials", "", "no.", "indirect"],
    ]
    assert result.stdout.splitlines()[-1] == "3 quotations by 2 speakers, 1 unattributed"
    assert result.stderr == ""


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_table_fits_the_terminal_and_keeps_every_word(calls, news, columns):
    output = run(news, columns=columns).stdout
    assert max(map(len, output.splitlines())) <= columns
    cells = [" ".join(row[index] for row in rows(output)) for index in range(4)]
    assert cells[1].replace(" ", "") == "roledeputydirector,RoyalUnitedServicesInstitute"
    assert cells[2].split() == ["quote", "We", "will", "act,", "Eh?", "no."]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nothing", "0 quotations by 0 speakers"),
        ("“We will act,”", "1 quotation by 1 speaker"),
        ("“Eh?”", "1 quotation by 0 speakers, 1 unattributed"),
    ],
)
def test_counts_line(calls, text, line):
    result = run("-", stdin=text)
    assert result.stdout.splitlines()[-1] == line
    assert ("kind" in result.stdout) is (text != "nothing")


def test_json_is_one_article_a_line(calls, news):
    result = run("--json", news, "-", stdin="“Eh?”\r\nno.")
    assert result.exit_code == 0
    first, second = result.stdout_bytes.decode().splitlines()
    assert Article.from_json(first) == article_of(TEXT)
    assert Article.from_json(second) == article_of("“Eh?”\r\nno.")
    assert json.loads(first)["schema"] == 1


def test_standard_input_keeps_its_line_ends_and_loses_its_byte_order_mark(calls):
    result = run("-", stdin=b"\xef\xbb\xbf" + "“Eh?”\r\nno.\r\n".encode())
    assert result.exit_code == 0
    assert calls["extract"] == ["“Eh?”\r\nno.\r\n"]


def test_several_files_have_a_heading_each_and_one_model(calls, news, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("“Eh?”", encoding="utf-8")
    output = run(news, other, columns=300).stdout
    assert output.index(str(news)) < output.index("We will act,") < output.index(str(other))
    assert output.index(str(other)) < output.index("1 quotation by 0 speakers")
    assert calls["load"] == [None]
    assert str(news) not in run(news).stdout


def test_model_is_handed_on(calls, news):
    assert run(news, "--model", "some_model").exit_code == 0
    assert calls["load"] == ["some_model"]


def test_missing_file_is_one_line_on_stderr(calls, tmp_path):
    result = run(tmp_path / "none.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"quoteattr: {tmp_path / 'none.txt'}: No such file or directory\n"
    assert calls["load"] == []


@pytest.mark.parametrize("bad", [".", "nul\0name"])
def test_what_is_no_file_is_one_line_on_stderr(calls, bad):
    result = run(bad)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("quoteattr: ")


def test_the_other_files_are_read_when_one_is_missing(calls, news, tmp_path):
    result = run("--json", tmp_path / "none.txt", news)
    assert result.exit_code == 1
    assert Article.from_json(result.stdout) == article_of(TEXT)


def test_undecodable_bytes_are_replaced_with_a_warning(calls, tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("“Eh?” café".encode() + b" caf\xe9\n")
    result = run(path)
    assert result.exit_code == 0
    assert calls["extract"] == ["“Eh?” café caf\ufffd\n"]
    assert result.stderr.count("\n") == 1
    assert "byte 19 is not UTF-8" in result.stderr


def test_a_missing_model_is_one_line_on_stderr(calls, news, monkeypatch):
    def load(model=None):
        raise ModelNotFoundError(model, "pip install it")

    monkeypatch.setattr(quoteattr, "load", load)
    result = run(news, news, "--model", "nope")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "quoteattr: spaCy pipeline 'nope' is not installed. Install one with: pip install it\n"


def test_html_page_is_written_beside_the_table(calls, news, tmp_path):
    page = tmp_path / "page.html"
    result = run(news, "--html", page)
    assert result.exit_code == 0
    assert "3 quotations by 2 speakers" in result.stdout
    source = page.read_bytes().decode()
    assert source.startswith("<!DOCTYPE html>")
    assert f"<title>{news}</title>" in source
    assert "Malcolm Chalmers" in source


def test_html_that_cannot_be_written_is_one_line_on_stderr(calls, news, tmp_path):
    result = run(news, "--html", tmp_path / "no" / "page.html")
    assert result.exit_code == 1
    assert result.stderr == f"quoteattr: {tmp_path / 'no' / 'page.html'}: No such file or directory\n"


def test_html_takes_one_file_only(calls, news, tmp_path):
    result = run(news, news, "--html", tmp_path / "page.html")
    assert result.exit_code == 2
    assert not (tmp_path / "page.html").exists()
    assert calls["extract"] == []


def test_a_file_is_asked_for(calls):
    assert run().exit_code == 2


def test_brackets_and_control_characters_are_printed_as_text(calls, monkeypatch):
    text = "[red]a[/red] \x1b[31m\x9b [/] :smile:\n\n b"
    quote = Quote("indirect", (Span.of(text, 0, len(text)),), speaker=Speaker("[bold]x", "person"))
    monkeypatch.setattr(quoteattr, "extract", lambda text, nlp: Article(text, quotes=(quote,)))
    output = run("-", stdin="x").stdout
    assert rows(output)[1] == ["[bold]x", "", "[red]a[/red] \ufffd[31m\ufffd [/] :smile: b", "indirect"]


def test_version(calls):
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, "quoteattr 1.2.3\n")
    assert calls["load"] == []


def test_importing_the_command_line_loads_neither_rich_nor_pandas():
    code = "import sys, quoteattr.__main__; print([m for m in ('rich.table', 'pandas') if m in sys.modules])"
    path = str(Path(cli.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_main_prints_on_a_terminal_that_knows_ascii_only(news):
    code = (
        "import sys, quoteattr, test_cli\n"
        "quoteattr.load = lambda model=None: 'the nlp'\n"
        "quoteattr.extract = lambda text, nlp: test_cli.article_of(text)\n"
        f"sys.argv = ['quoteattr', {str(news)!r}]\n"
        "test_cli.cli.main()\n"
    )
    path = [str(Path(cli.__file__).parents[1]), str(Path(__file__).parent)]
    env = {"PYTHONPATH": ":".join(path), "PYTHONIOENCODING": "ascii", "COLUMNS": "100"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert b"Malcolm Chalmers" in done.stdout
    assert b"3 quotations by 2 speakers" in done.stdout
