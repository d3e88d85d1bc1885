"""The command line, with loading and extraction replaced: what it reads, prints, writes and refuses."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import quoteattr
from quoteattr import __main__ as cli
from quoteattr.errors import MissingExtraError, ModelNotFoundError
from quoteattr.model import Article, Quote, Role, Span, Speaker
from quoteattr.output import plain, tables, terminal
from quoteattr.pages import reading

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
    seen: dict[str, list] = {"load": [], "extract": [], "min_confidence": []}

    def load(model=None, **own):
        seen["load"].append(model)
        return "the nlp"

    def extract(text, *, nlp, min_confidence):
        assert nlp == "the nlp"
        seen["extract"].append(text)
        seen["min_confidence"].append(min_confidence)
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
    env = {"COLUMNS": str(columns), "FORCE_COLOR": None, "NO_COLOR": None}
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


@pytest.mark.parametrize("columns", [terminal.NARROWEST_TABLE, 80, 200])
def test_table_fits_the_terminal_and_keeps_every_word_whole(calls, news, columns):
    output = run(news, columns=columns).stdout
    assert max(map(len, output.splitlines())) <= columns
    cells = [" ".join(row[index] for row in rows(output)).split() for index in range(4)]
    assert cells[0] == ["speaker", "Malcolm", "Chalmers", "—", "Officials"]
    assert cells[1] == ["role", "deputy", "director,", "Royal", "United", "Services", "Institute"]
    assert cells[2] == ["quote", "We", "will", "act,", "Eh?", "no."]


def long_article(words: str) -> Article:
    return Article(words, quotes=(Quote("indirect", (Span.of(words, 0, len(words)),), speaker=CHALMERS),))


LIST = """Malcolm Chalmers, deputy director, Royal
United Services Institute (direct)
  We will act,

— (direct)
  Eh?

Officials (indirect)
  no.

3 quotations by 2 speakers, 1
unattributed
"""


def test_a_narrow_terminal_gets_a_list(calls, news):
    assert [line.rstrip() for line in run(news, columns=40).stdout.splitlines()] == LIST.splitlines()


def test_explain_replaces_the_table(calls, news):
    output = run(news, "--explain").stdout
    assert "│" not in output
    assert output.count("Nobody is named.") == 1


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
@pytest.mark.parametrize("options", [[], ["--explain"]])
def test_colours_are_for_terminals_and_never_with_no_color(calls, news, environment, coloured, options):
    env = {"COLUMNS": "100", "FORCE_COLOR": None, "NO_COLOR": None, "TERM": "xterm-256color", **environment}
    output = CliRunner().invoke(cli.app, [str(news), *options], env=env, color=True).stdout
    assert ("\x1b[" in output) is coloured
    assert "Malcolm Chalmers" in output


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
    assert json.loads(first)["schema"] == plain.SCHEMA


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


def test_own_weights_and_words_are_handed_on(monkeypatch, calls, news, tmp_path):
    given = []
    monkeypatch.setattr(quoteattr, "load", lambda model=None, **own: given.append(own) or "the nlp")
    path = tmp_path / "mine.json"
    path.write_text("{}", encoding="utf-8")
    assert run(news, "--weights", path, "--lexicon", tmp_path).exit_code == 0
    assert run(news).exit_code == 0
    assert given == [{"weights": path, "lexicon": tmp_path}, {"weights": None, "lexicon": None}]


@pytest.mark.parametrize("option", ["--weights", "--lexicon"])
def test_own_weights_and_words_that_are_not_there_are_refused(calls, news, tmp_path, option):
    result = run(news, option, tmp_path / "none")
    assert (result.exit_code, calls["load"]) == (2, [])
    assert "does not exist" in result.stderr


def test_own_weights_and_words_that_are_wrong_are_told_in_a_line(news, tmp_path):
    (tmp_path / "mine.json").write_text("{}", encoding="utf-8")
    result = run(news, "--weights", tmp_path / "mine.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr == f"quoteattr: {tmp_path / 'mine.json'}: this is no file of weights that quoteattr fit wrote\n"
    )
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "role_noun.txt").write_text("wharfinger\n", encoding="utf-8")
    result = run(news, "--lexicon", tmp_path / "words")
    assert (result.exit_code, "did you mean role_nouns" in result.stderr) == (1, True)


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
    def load(model=None, **own):
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
    monkeypatch.setattr(quoteattr, "extract", lambda text, nlp, min_confidence: Article(text, quotes=(quote,)))
    output = run("-", stdin="x").stdout
    assert rows(output)[1] == ["[bold]x", "", "[red]a[/red] \ufffd[31m\ufffd [/] :smile: b", "indirect"]


def test_version(calls):
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, "quoteattr 1.2.3\n")
    assert calls["load"] == []


# --- CSV ---------------------------------------------------------------------------------------------------------


def read_csv(output: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output.decode("utf-8-sig"), newline="")))


def test_csv_has_one_header_and_a_row_a_quotation_of_all_files(calls, news):
    result = run("--csv", news, "-", stdin="“Eh?”")
    assert result.exit_code == 0
    assert result.stdout_bytes.decode().splitlines()[0] == "\ufeff" + ",".join(tables.COLUMNS)
    assert result.stdout_bytes.count(codecs.BOM_UTF8) == 1
    found = read_csv(result.stdout_bytes)
    assert [row["article"] for row in found] == [str(news)] * 3 + ["standard input"]
    assert [row["index"] for row in found] == ["0", "1", "2", "0"]
    assert [row["text"] for row in found] == ["We will act,", "Eh?", "no.", "Eh?"]
    assert [row["speaker"] for row in found] == ["Malcolm Chalmers", "", "", ""]
    for row in found[:3]:
        ((start, end),) = json.loads(row["pieces"])
        assert row["text"] in TEXT[start:end]


def test_csv_without_quotations_has_its_header(calls):
    assert run("--csv", "-", stdin="nothing").stdout_bytes == codecs.BOM_UTF8 + tables.CSV_HEADER.encode()


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "-2", 'a,"b"\n“c”', "plain"])
def test_csv_is_safe_to_open_and_equal_to_that_of_the_corpus_command(monkeypatch, calls, tmp_path, words):
    article = long_article(words)
    monkeypatch.setattr(quoteattr, "extract", lambda text, nlp, min_confidence: article)
    output = run("--csv", "-", stdin="x").stdout_bytes
    (row,) = read_csv(output)
    assert row["text"] in ("'" + article.quotes[0].text, article.quotes[0].text)
    assert row["text"][0] not in "=+-@"
    part, joined = tmp_path / "part.csv", tmp_path / "all.csv"
    tables.FORMATS[".csv"].write(tables.rows(article, "standard input"), part)
    tables.FORMATS[".csv"].join([part], joined)
    assert output == joined.read_bytes()


# --- web pages ---------------------------------------------------------------------------------------------------

PAGE = (
    "<!doctype html><html><head><title>Rain</title></head><body><article><h1>Rain</h1>"
    "<p>“It will rain all week,” said Ann Poole, the mayor.</p></article></body></html>"
)
SENTENCE = "“It will rain all week,” said Ann Poole, the mayor."


def speakers(output: str) -> list[tuple[str, str]]:
    return [(str(quote.speaker), quote.text) for line in output.splitlines() for quote in Article.from_json(line)]


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("a.html", PAGE, []),
        ("a.HTM", PAGE.removeprefix("<!doctype html>"), []),
        ("a.html", f"<p>{SENTENCE}</p>", []),
        ("a.txt", f"<p>{SENTENCE}</p>", ["--page"]),
        ("a.txt", f"\ufeff\n {PAGE}", []),
        ("-", PAGE, []),
        ("-", f"<div>{SENTENCE}</div>", ["--page"]),
    ],
)
def test_web_pages_are_told_by_name_beginning_or_option(tmp_path, name, content, options):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    file, stdin = ("-", content) if name == "-" else (path, None)
    result = run("--json", *options, file, stdin=stdin)
    assert (result.exit_code, result.stderr) == (0, "")
    assert speakers(result.stdout) == [("Ann Poole, mayor", "It will rain all week,")]
    assert "<" not in Article.from_json(result.stdout).text


def test_text_with_tags_in_it_stays_text(calls):
    run("-", stdin=f"Rain\n<p>{SENTENCE}</p>")
    assert calls["extract"] == [f"Rain\n<p>{SENTENCE}</p>"]


def test_what_is_no_page_or_has_no_article_is_said(news, tmp_path):
    plain, empty = tmp_path / "plain.html", tmp_path / "empty.html"
    plain.write_text("No tag at all.", encoding="utf-8")
    empty.write_text("<html><body></body></html>", encoding="utf-8")
    result = run(plain, empty, news)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"quoteattr: {plain}: this is no HTML: there is not a single tag in it",
        f"quoteattr: {empty}: there is no article on this page",
    ]
    assert "Malcolm Chalmers" in result.stdout


def test_without_the_extra_a_page_is_refused_with_the_command_that_mends_it(monkeypatch, tmp_path, news):
    def missing(html, url):
        raise MissingExtraError("trafilatura", 'pip install "quoteattr[html]"')

    monkeypatch.setattr(reading, "_found", missing)
    page = tmp_path / "a.html"
    page.write_text(PAGE, encoding="utf-8")
    result = run(page, news)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert 'Install it with: pip install "quoteattr[html]"' in result.stderr
    assert "Malcolm Chalmers" in result.stdout


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["https://example.org/news"], "nothing is fetched"),
        (["FTP://example.org/news"], "nothing is fetched"),
        (["-", "-"], "only once"),
        (["--json", "--csv", "-"], "--json and --csv: exclude each other"),
        (["--csv", "--explain", "-"], "--csv and --explain: exclude each other"),
        (["--min-confidence", "1.1", "-"], "from 0 to 1"),
        (["--min-confidence", "-0.1", "-"], "from 0 to 1"),
        (["--min-confidence", "nan", "-"], "from 0 to 1"),
        (["--min-confidence", "much", "-"], "--min-confidence"),
        (["--nonsense", "-"], "--nonsense"),
    ],
)
def test_usage_errors_stop_before_anything_is_read(calls, arguments, reason):
    result = run(*arguments, stdin=TEXT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in " ".join(result.stderr.split())
    assert calls["load"] == calls["extract"] == []


def test_a_page_does_not_replace_its_own_article(calls, news):
    assert run(news, "--html", news.parent / "." / news.name).exit_code == 2
    assert news.read_bytes() == TEXT.encode()


def test_min_confidence_is_handed_on(calls, news):
    run(news, "--min-confidence", "0.9")
    run(news)
    assert calls["min_confidence"] == [0.9, 0.0]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", TEXT.encode("utf-16")])
def test_what_is_no_text_is_refused_and_the_other_files_are_read(calls, news, tmp_path, data):
    path = tmp_path / "binary.txt"
    path.write_bytes(data)
    result = run(path, news)
    assert result.exit_code == 1
    assert result.stderr == f"quoteattr: {path}: this is no text in UTF-8: byte {data.index(0)} is NUL\n"
    assert calls["extract"] == [TEXT]


def test_files_of_many_articles_are_told_of_the_other_command(calls, tmp_path):
    table, packed = tmp_path / "rows.csv", tmp_path / "news.txt.gz"
    table.write_text(TEXT, encoding="utf-8")
    packed.write_bytes(b"\x1f\x8b\0")
    told = "quoteattr corpus reads"
    assert run(table).stderr == f"quoteattr: {table}: this is read as one article; {told} files of many articles\n"
    assert run(packed).stderr.endswith(f"byte 2 is NUL; {told} files of many articles\n")
    assert run(tmp_path).stderr == f"quoteattr: {tmp_path}: Is a directory; {told} folders\n"
    assert calls["extract"] == [TEXT]


def test_an_empty_file_is_an_article_without_quotations(calls, tmp_path):
    (tmp_path / "empty.txt").touch()
    result = run(tmp_path / "empty.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "0 quotations by 0 speakers\n", "")


def test_help_tells_options_and_exit_statuses():
    output = " ".join(run("attribute", "--help").stdout.split())
    for part in ("--json", "--csv", "--explain", "--html", "--page", "--min-confidence", "--model", "--version"):
        assert part in output
    assert "Exit status: 0 done; 1 a FILE could not be read" in output
    assert "2 refused" in output


# --- as a process ------------------------------------------------------------------------------------------------

STAND_IN = f"""
import sys
sys.path.insert(0, {str(Path(cli.__file__).parents[1])!r})
import quoteattr
from quoteattr import __main__ as cli
article = quoteattr.Article.from_json({article_of(TEXT).to_json()!r})
quoteattr.load = lambda model=None, **own: "the nlp"
quoteattr.extract = lambda text, nlp, min_confidence: article
cli.main()
"""
"""The command, but for the model, with every text that of :data:`TEXT`: ``tests/test_readme.py`` runs it with one, which takes ten times as long to start."""


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """How to run :data:`STAND_IN`."""
    path = tmp_path_factory.mktemp("command") / "stand_in.py"
    path.write_text(STAND_IN, encoding="utf-8")
    return [sys.executable, str(path)]


def shell(command: list[str], line: str, **variables: str) -> subprocess.CompletedProcess:
    """A line of bash in which ``$run`` is the command; its status is that of the command, not of a pipe's end."""
    env = {**os.environ, "run": " ".join(command), "PYTHONUTF8": "1", **variables}
    env = {name: value for name, value in env.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    return subprocess.run(["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"], env=env, capture_output=True)


@pytest.mark.parametrize("option", ["", "--json", "--csv", "--explain"])
def test_a_reader_who_is_gone_ends_it_quietly(command, news, option):
    done = shell(command, f"$run {option} {news} | true")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("option", ["", "--json", "--csv"])
def test_output_that_cannot_be_written_is_one_line_on_stderr(command, news, option, unbuffered):
    done = shell(command, f"$run {option} {news} > /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (1, b"quoteattr: standard output: No space left on device\n")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux only")
def test_file_names_that_are_no_text(command, tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    page = tmp_path / "page.html"
    shown = (tmp_path / "caf").as_posix().encode() + "\ufffd.txt".encode()
    done = subprocess.run([*command, name, "--html", page], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"<title>" + shown in page.read_bytes()
    done = subprocess.run([*command, "--csv", name, b"no" + name], capture_output=True)
    assert done.returncode == 1
    assert read_csv(done.stdout)[0]["article"] == shown.decode()
    assert done.stderr.startswith(b"quoteattr: no")
    assert done.stderr.count(b"\n") == 1


def test_importing_the_command_line_loads_neither_rich_nor_pandas():
    code = "import sys, quoteattr.__main__; print([m for m in ('rich.table', 'pandas') if m in sys.modules])"
    path = str(Path(cli.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_main_prints_on_a_terminal_that_knows_ascii_only(command, news):
    env = {"PYTHONIOENCODING": "ascii", "COLUMNS": "100"}
    done = subprocess.run([*command, news], env=env, capture_output=True, check=True)
    assert b"Malcolm Chalmers" in done.stdout
    assert b"3 quotations by 2 speakers" in done.stdout


# --- other languages, Markdown -----------------------------------------------------------------------------------

FRENCH = (
    "La maire de Villeneuve a déclaré que la ville a besoin d'un pont et qu'il n'y a pas d'argent pour le payer. " * 4
)


def test_a_single_file_in_another_language_has_a_status_of_its_own(tmp_path, news):
    (tmp_path / "french.txt").write_text(FRENCH, encoding="utf-8")
    told = f"quoteattr: {tmp_path}/french.txt: this is not in English, and nothing was looked for in it\n"
    result = run(tmp_path / "french.txt")
    assert (result.exit_code, result.stderr) == (4, told)
    result = run("--json", tmp_path / "french.txt", news)
    assert (result.exit_code, result.stderr) == (0, told)
    result = run(tmp_path / "french.txt", tmp_path / "nowhere.txt")
    assert result.exit_code == 1
    (tmp_path / "empty.txt").touch()
    assert run(tmp_path / "empty.txt").exit_code == 0


def test_markdown_is_read_as_its_text(tmp_path):
    (tmp_path / "note.md").write_text("“No,” said [Ann Poole](https://example.org), the mayor.", encoding="utf-8")
    result = run("--json", tmp_path / "note.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert speakers(result.stdout) == [("Ann Poole, mayor", "No,")]
