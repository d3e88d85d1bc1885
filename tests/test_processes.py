"""Threads and worker processes: however they are started, they read what one thread would have read."""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from root import ROOT

from quoteattr import Article, extract, load, pipe, streams
from quoteattr.nlp.models import DEFAULT_MODEL

EXAMPLES = sorted((ROOT / "examples").glob("*/*.txt"))[::2]
TEXTS = [
    *(path.read_text(encoding="utf-8") for path in EXAMPLES),
    "",
    "Nobody spoke.",
    "“Très bien, 🎉” wrote Zoë Okonkwo-Bræk, the chief of Fjordlink. ‘It’s late,’ she added.\r\n\r\nMr Ådal said no.",
    "Skerrow’s mayor, Una Feld, told reporters that “the quay is closed”; Rex Olander, her deputy, denied it. " * 12,
]
METHODS = multiprocessing.get_all_start_methods()

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def expected(nlp) -> list[str]:
    return as_json(extract(text, nlp=nlp) for text in TEXTS)


@pytest.fixture(params=METHODS)
def start_method(request):
    """Each way to start processes that the system has, as the one that is used when none is named."""
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method(request.param, force=True)
    yield request.param
    multiprocessing.set_start_method(before, force=True)


def as_json(articles) -> list[str]:
    return [article.to_json() for article in articles]


def read(text: str) -> Article:
    """What a worker does: it loads the pipeline itself, the first time."""
    return extract(text, nlp=load(DEFAULT_MODEL))


@contextmanager
def threads_that_read(nlp, count: int = 3) -> Iterator[list[tuple[int, str]]]:
    """Threads that extract all the time while the block runs, and what they found by then: number of the text and JSON."""
    found: list[tuple[int, str]] = []
    stop = threading.Event()

    def work(number: int) -> None:
        while not stop.is_set():
            number = (number + 1) % len(TEXTS)
            found.append((number, extract(TEXTS[number], nlp=nlp).to_json()))

    with ThreadPoolExecutor(count) as pool:
        working = [pool.submit(work, number) for number in range(count)]
        try:
            yield found
        finally:
            stop.set()
        for each in working:
            each.result()


class TestThreads:
    def test_they_read_what_one_alone_reads(self, nlp, expected):
        with ThreadPoolExecutor(8) as pool:
            assert as_json(pool.map(read, TEXTS)) == expected

    def test_they_take_turns(self, nlp):
        reading, most = [], []

        def resolver(text):
            reading.append(text)
            most.append(len(reading))
            time.sleep(0.01)  # in which another thread would begin, if it could
            reading.pop()
            return []

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda text: extract(text, nlp=nlp, resolver=resolver), TEXTS[-1:] * 8))
        assert most == [1] * 8

    @pytest.mark.parametrize("vocabulary", [streams.VOCABULARY, 0], ids=["words kept", "words forgotten"])
    def test_a_stream_beside_them(self, nlp, expected, monkeypatch, vocabulary):
        monkeypatch.setattr(streams, "VOCABULARY", vocabulary)
        with threads_that_read(nlp) as found:
            assert as_json(pipe(TEXTS, nlp=nlp, batch_size=3)) == expected
        assert found
        assert [number for number, article in found if article != expected[number]] == []

    def test_an_error_in_one_is_no_matter_for_the_others(self, nlp, expected):
        def resolver(text):
            raise LookupError(text)

        def each(text, fails):
            return extract(text, nlp=nlp, resolver=resolver if fails else None)

        with ThreadPoolExecutor(8) as pool:
            working = [(fails, pool.submit(each, text, fails)) for text in TEXTS if text for fails in (True, False)]
        assert {type(future.exception()) for fails, future in working if fails} == {LookupError}
        found = [future.result() for fails, future in working if not fails]
        assert as_json(found) == [article for text, article in zip(TEXTS, expected, strict=True) if text]


class TestProcesses:
    def test_workers_read_what_one_process_reads(self, start_method, expected):
        with ProcessPoolExecutor(1) as pool:
            assert as_json(pool.map(read, TEXTS)) == expected

    def test_streams_on_several_processes(self, start_method, nlp, expected):
        assert as_json(pipe(TEXTS, nlp=nlp, n_process=2, batch_size=2)) == expected

    @pytest.mark.skipif("fork" not in METHODS, reason="the system forks no processes")
    def test_processes_forked_while_threads_read(self, nlp, expected):
        context = multiprocessing.get_context("fork")
        with threads_that_read(nlp) as found:
            for _ in range(3):
                with ProcessPoolExecutor(1, mp_context=context) as pool:
                    assert pool.submit(read, TEXTS[0]).result(timeout=60).to_json() == expected[0]
            assert as_json(pipe(TEXTS, nlp=nlp, n_process=2)) == expected
        assert [number for number, article in found if article != expected[number]] == []

    def test_workers_of_joblib(self, expected):
        loky = pytest.importorskip("joblib.externals.loky")
        with loky.ProcessPoolExecutor(1) as pool:
            assert as_json(pool.map(read, TEXTS)) == expected


# --- in a process that has just begun ---------------------------------------------------------------------------------

WATCH = """
import sys
watched = []
EVENTS = ("open", "_thread.start_new_thread", "subprocess.Popen", "os.fork", "socket.__new__")
def watch(event, arguments):
    if event in EVENTS and not str(arguments[0]).endswith((".py", ".pyc", ".so", ".zip")):
        watched.append((event, arguments[0]))
sys.addaudithook(watch)
"""
REPORT = """
heavy = [name for name in ("spacy", "numpy", "pandas", "threadpoolctl", "tqdm", "quoteattr.nlp.models") if name in sys.modules]
print(watched, heavy)
"""
FIRST_LOAD = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import quoteattr
together = Barrier(8)
def load(name):
    together.wait()
    return quoteattr.load(name)
with ThreadPoolExecutor(8) as pool:
    print(len({id(nlp) for nlp in pool.map(load, [NAME] * 8)}), end=" ")
watched.clear()
quoteattr.load(NAME)
print(watched)
"""
FORK = """
import multiprocessing, sys, threading
import quoteattr
from quoteattr.nlp.models import load_language
def child():
    print(quoteattr.extract("It rained, Ann Poole said.", nlp=quoteattr.load(NAME)).speakers[0].name, flush=True)
loading = threading.Thread(target=quoteattr.load, args=(NAME,))
loading.start()
while "spacy" not in sys.modules:
    pass
process = multiprocessing.get_context("fork").Process(target=child)
process.start()
process.join(60)
print(process.exitcode)
process.kill()
"""


def output(code: str, given: bytes = b"") -> str:
    """What a fresh interpreter prints for some code."""
    command = [sys.executable, "-W", "ignore", "-c", f"NAME = {DEFAULT_MODEL!r}\n{code}"]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("work", ["import quoteattr", "import pickle; pickle.load(sys.stdin.buffer).to_json()"])
def test_importing_and_unpickling_do_no_work(work, nlp):
    article = pickle.dumps(extract(TEXTS[0], nlp=nlp))
    assert output(WATCH + work + REPORT, article) == "[] []\n"


def test_one_pipeline_is_loaded_by_the_first_threads_and_later_ones_read_no_file():
    assert output(WATCH + FIRST_LOAD) == "1 []\n"


@pytest.mark.skipif("fork" not in METHODS, reason="the system forks no processes")
def test_a_process_forked_while_a_thread_loads():
    assert output(FORK) == "Ann Poole\n0\n"
