"""The fuzzer and the sweep over damaged articles: that they run, and that they see what is broken."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from importlib.util import find_spec

import attrs
import damage
import fuzz
import million
import pytest
import rooms
from invariants import check
from root import ROOT

import quoteattr
from quoteattr import Article, Candidate, Mark, Quote, Speaker
from quoteattr.draft import Name
from quoteattr.model import Passage, Span
from quoteattr.pages.reading import WebPage

SCRIPT = str(ROOT / "benchmarks" / "robustness" / "fuzz.py")
TEXT = (
    "Pier to close\n\n"
    "“The pier is shut,” said Ann Poole, the mayor of Eastwick. “It stays shut.” She told Tom Reed that it was rotten.\n\n"
    "The “floating pier” is open, Reed said."
)


def run(*arguments):
    return subprocess.run([sys.executable, SCRIPT, *map(str, arguments)], capture_output=True, text=True)


# --- what holds for every article ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def article(nlp):
    return quoteattr.extract(TEXT, nlp=nlp)


def test_nothing_is_wrong_with_the_article(article):
    assert len(article.quotes) == 3
    check(TEXT, article)


def first(article, **changes):
    quote, *others = article.quotes
    return attrs.evolve(article, quotes=(attrs.evolve(quote, **changes), *others))


def speaker(article, **changes):
    """The article with another first speaker, wherever it is mentioned."""
    old, new = article.speakers[0], attrs.evolve(article.speakers[0], **changes)

    def swap(quote: Quote) -> Quote:
        candidates = tuple(Candidate(new if c.speaker == old else c.speaker, c.probability) for c in quote.candidates)
        return attrs.evolve(quote, speaker=new if quote.speaker == old else quote.speaker, candidates=candidates)

    return attrs.evolve(
        article, quotes=tuple(map(swap, article.quotes)), speakers=(new, *article.speakers[1:]), candidates=()
    )


SOMEBODY = Speaker("Joe Dunn", "person")
BROKEN = {
    "has another text": lambda a: attrs.evolve(a, text=TEXT + "."),
    "content[0] = “ is not in the text": lambda a: first(a, content=(Span(3, 4, "“"),)),
    "evidence[0].span =  is not in the text": lambda a: first(
        a, evidence=(attrs.evolve(a.quotes[0].evidence[0], span=Span(4, 4, "")),)
    ),
    "passages[0].span = Pier is not in the text": lambda a: attrs.evolve(
        a, passages=(Passage(Span(1, 5, "Pier"), "headline"), *a.passages[1:])
    ),
    "do not tile": lambda a: attrs.evolve(a, passages=a.passages[1:]),
    "without passages": lambda a: attrs.evolve(a, passages=(), quotes=(), speakers=(), candidates=()),
    "quotations are not in order": lambda a: attrs.evolve(a, quotes=a.quotes[::-1], speakers=a.speakers[::-1]),
    "begins or ends with white space": lambda a: first(a, content=(Span.of(TEXT, 13, 20),)),
    "pieces of": lambda a: first(a, content=a.quotes[0].content[::-1]),
    "goes on in the next passage": lambda a: first(a, content=(Span.of(TEXT, 8, 20),)),
    "stand in the caption, not the body": lambda a: first(a, where="caption"),
    "a cue has two quotations": lambda a: first(a, cue=a.quotes[1].cue),
    "two direct quotations overlap": lambda a: attrs.evolve(a, quotes=(a.quotes[0], *a.quotes)),
    "speech and no speech": lambda a: attrs.evolve(a, marks=(Mark(a.quotes[0].content[0], "scare"),)),
    "the speakers are not those": lambda a: attrs.evolve(a, speakers=(*a.speakers, SOMEBODY)),
    "listed twice": lambda a: attrs.evolve(a, candidates=a.speakers[:1]),
    "no mention of its speaker": lambda a: speaker(a, mentions=()),
    "mentions of": lambda a: speaker(a, mentions=a.speakers[0].mentions[::-1]),
    "with the name None": lambda a: speaker(a, name=None),
    "an alias of": lambda a: speaker(a, aliases=("Poole", "Poole")),
    "the probabilities": lambda a: first(a, confidence=1.5),
    "candidates of": lambda a: first(a, candidates=(Candidate(SOMEBODY, 0.0), *a.quotes[0].candidates)),
    "is not among those of the article": lambda a: first(a, candidates=(Candidate(SOMEBODY, 0.1),)),
    "none of its candidates": lambda a: first(a, candidates=()),
    "marks overlap": lambda a: attrs.evolve(a, marks=(Mark(Span.of(TEXT, 0, 4), "term"),) * 2),
}


@pytest.mark.parametrize("message", BROKEN)
def test_what_is_wrong_with_an_article_is_said(message, article):
    broken = BROKEN[message](article)
    with pytest.raises(AssertionError, match=re.escape(message)):
        check(TEXT, broken)


# --- the fuzzer -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("atheris"), reason="atheris has no wheel for this Python or this system")
def test_the_fuzzer_finds_nothing_in_a_few_seconds(tmp_path):
    runs = len(rooms.TARGETS["gold"].seeds()) + 40  # the room that is quickest; all are tried below
    done = run("--target", "gold", "--runs", runs, "--seed", 1, "--artifacts", tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    (read,) = re.findall(r"Done (\d+) runs", done.stderr)
    assert int(read) >= runs  # of which the first are the seeds as they are
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", rooms.TARGETS)
def test_in_every_room_all_holds(name):
    target, chance = rooms.TARGETS[name], random.Random(1)
    read, seeds = rooms.reader(name), target.seeds()
    assert len(seeds) > 2
    for text in (seeds[1], *(fuzz.mutated(seeds[0], chance) for _ in range(3))):
        read(fuzz.encoded(text)[: target.longest])


@pytest.mark.parametrize(
    ("name", "owner", "function", "broken"),
    [
        ("names", rooms.names, "find", lambda page: (Name(0, 9_999, "person", "Ann", None, 3),)),
        ("page", quoteattr, "read_page", lambda html: WebPage("No.", known=(Passage(Span(0, 2, "so"), "headline"),))),
        ("gold", rooms.documents, "write", lambda path, articles: path.write_bytes(b"")),
        ("review", rooms.session.Session, "answer", lambda session, message: {"sure": float("nan")}),
    ],
)
def test_in_every_room_what_breaks_is_seen(name, owner, function, broken, monkeypatch):
    read, seed = rooms.reader(name), rooms.TARGETS[name].seeds()[0]
    monkeypatch.setattr(owner, function, broken)
    with pytest.raises((AssertionError, ValueError)):
        read(fuzz.encoded(seed))


def test_files_are_read_again(tmp_path, capsys):
    inputs = (b"\xe2\x80\x9cNo,\xe2\x80\x9d he said.", b"\xed\xb0\x80 said \xff no.", b"\xff\xfe", b"")
    paths = [tmp_path / f"crash-{number}" for number in range(len(inputs))]
    for path, data in zip(paths, inputs, strict=True):
        path.write_bytes(data)
    assert fuzz.main([*map(str, paths)]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{path}: all holds" for path in paths]


def test_what_breaks_the_library_is_shown(tmp_path, monkeypatch):
    path = tmp_path / "crash-0"
    path.write_bytes("“No,” he said.".encode())
    monkeypatch.setattr(quoteattr, "extract", lambda text, nlp: Article("another text"))
    with pytest.raises(AssertionError, match="another text"):
        fuzz.main([str(path)])


def test_what_the_mutator_writes_can_be_read_back():
    chance = random.Random(0)
    for text in rooms.TARGETS["text"].seeds():
        changed = fuzz.mutated(text, chance)
        assert changed != text
        assert fuzz.decoded(fuzz.encoded(changed)) == changed


# --- articles by the million ----------------------------------------------------------------------------------------------


def test_a_run_over_generated_articles_goes_on_where_it_ended(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(million, "PART", 2)
    options = ["--folder", str(tmp_path), "--n", "3", "--seed", "5"]
    assert million.main([*options, "--seconds", "0"]) == 0
    with (tmp_path / "parts.jsonl").open("a") as parts:
        parts.write('{"seed": 5, "pa')  # what a run that was killed may leave
    monkeypatch.setattr(million, "check", lambda text, article: 1 / 0)
    assert million.main(options) == 1
    assert "broken" in capsys.readouterr().out
    (failure,) = map(json.loads, (tmp_path / "failures.jsonl").read_text().splitlines())
    assert (failure["seed"], failure["number"], "ZeroDivisionError" in failure["error"]) == (5, 2, True)


def test_hostile_texts_are_counted_by_themselves(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(million, "PART", 4)
    assert million.main(["--folder", str(tmp_path), "--n", "2"]) == 0
    assert million.main(["--folder", str(tmp_path), "--n", "4", "--texts", "hostile"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in shown] == ["2 articles", "4 hostile"]
    assert all(line.endswith("MB held: 0 broken") for line in shown)
    assert len({million.TEXTS["hostile"](1, number) for number in range(50)}) == 50


def test_texts_break_off_behind_a_word():
    wholes = "\n".join(text.replace(".", "").replace(",", "") for text in million._cases())
    cut = [million.TEXTS["cut"](1, number) for number in range(50)]
    assert len(set(cut)) > 45
    assert all(re.sub(r"([.,:”]| “| who| and)$", "", text).replace(".", "").replace(",", "") in wholes for text in cut)
    assert sum(text.endswith(".") for text in cut) < 25


# --- the sweep ------------------------------------------------------------------------------------------------------------


def test_the_sweep_counts_what_it_reads(tmp_path, capsys):
    (tmp_path / "pier.txt").write_text(TEXT, encoding="utf-8")
    assert damage.main([str(tmp_path), "--cuts", "3", "--verify", "1"]) == 0
    shown = capsys.readouterr().out
    assert "articles out of kept parses are the same" in shown
    assert "1 whole, 3 cut, 6 without a mark" in shown
    assert "errors and broken invariants: 0\nmarks deleted: 6" in shown


def test_an_error_is_counted_and_ends_nothing(nlp, monkeypatch):
    def fails(text, article):
        assert text == TEXT, "broken"

    monkeypatch.setattr(damage, "check", fails)
    (tally,) = damage.sweep([TEXT], nlp, cuts=1)
    assert [failure.splitlines()[0] for failure in tally.failures] == ["broken"] * 7
    assert tally.deletions == 0


def said(text, words, name):
    start = text.index(words)
    speaker = Speaker(name, "person") if name else None
    return Quote("indirect", (Span.of(text, start, start + len(words)),), speaker=speaker)


@pytest.mark.parametrize(
    ("words", "owner", "changed"),
    [
        ("It stays shut", "Ann Poole", None),
        ("It stays shut", "Tom Reed", None),  # in the paragraph that lost its mark
        ("is open", "Ann Poole", None),
        ("is open", "Tom Reed", ("is open", ("Ann Poole",), ("Tom Reed",))),
        ("is open", None, ("is open", ("Ann Poole",), ("nobody known",))),
        ("is open,", "Ann Poole", None),  # a comma is no word
        ("open", "Ann Poole", ("is open", ("Ann Poole",), ())),
    ],
)
def test_a_change_is_one_of_a_words_owner_in_another_paragraph(words, owner, changed, nlp):
    whole = quoteattr.extract(TEXT, nlp=nlp)
    whole = attrs.evolve(whole, quotes=(said(TEXT, words if "It" in words else "is open", "Ann Poole"),))
    mark = TEXT.index("“It")
    text = TEXT[:mark] + TEXT[mark + 1 :]
    damaged = Article(text, quotes=(said(text, words, owner),))
    wanted = damage.Change(mark, TEXT.index(changed[0]), *changed[1:]) if changed else None
    assert damage.change(whole, damaged, mark) == wanted
