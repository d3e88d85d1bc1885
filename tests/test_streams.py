"""Streams: laziness, order, bad documents, several processes, bounded memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from quoteattr import DocumentWarning, WorkerLostError, extract, load, pipe, streams
from quoteattr.nlp.models import DEFAULT_MODEL

TEXTS = [f"“Pier {i} will close,” said Ann Poole{i}, the mayor of Eastwick." for i in range(9)]


@pytest.fixture(scope="module")
def nlp():
    return load(DEFAULT_MODEL)


def names(articles):
    return [article.speakers[0].name for article in articles]


class TestLaziness:
    @pytest.mark.parametrize(("size", "taken"), [(1, 1), (4, 4), (100, 9)])
    def test_no_more_than_a_batch_is_taken_before_the_first_article(self, nlp, size, taken):
        asked = []
        articles = pipe((asked.append(i) or text for i, text in enumerate(TEXTS)), nlp=nlp, batch_size=size)
        next(articles)
        assert len(asked) == taken

    def test_a_batch_takes_in_no_more_than_so_much_text(self, nlp, monkeypatch):
        monkeypatch.setattr(streams, "CHUNK_LENGTH", 100)
        asked = []
        next(pipe((asked.append(i) or text for i, text in enumerate(TEXTS)), nlp=nlp))
        assert len(asked) == 2

    def test_processes_take_a_few_batches_ahead(self, nlp):
        asked = []
        articles = pipe((asked.append(i) or t for i, t in enumerate(TEXTS)), nlp=nlp, batch_size=1, n_process=2)
        next(articles)
        assert len(asked) == 5
        articles.close()

    @pytest.mark.parametrize("n_process", [1, 2])
    def test_what_came_before_the_source_broke_off_is_not_lost(self, nlp, n_process):
        def broken():
            yield from TEXTS[:3]
            raise OSError("gone")

        found = []
        with pytest.raises(OSError, match="gone"):
            found.extend(pipe(broken(), nlp=nlp, n_process=n_process))  # extend() keeps what it got
        assert names(found) == ["Ann Poole0", "Ann Poole1", "Ann Poole2"]


class TestSeveral:
    @pytest.mark.parametrize("options", [{}, {"batch_size": 1}, {"batch_size": 2, "n_process": 2}, {"n_process": 3}])
    def test_articles_are_those_of_extract_in_order(self, nlp, options):
        assert list(pipe(TEXTS, nlp=nlp, **options)) == [extract(text, nlp=nlp) for text in TEXTS]

    def test_contexts_come_back_beside_their_articles(self, nlp):
        pairs = [(text, {"n": i}) for i, text in enumerate(TEXTS)]
        found = list(pipe(pairs, nlp=nlp, as_tuples=True, n_process=2, batch_size=2))
        assert [context for _, context in found] == [context for _, context in pairs]
        assert found[3][1] is pairs[3][1]  # contexts do not leave the process

    def test_an_empty_stream_has_no_articles(self, nlp):
        assert list(pipe([], nlp=nlp)) == list(pipe([], nlp=nlp, n_process=2)) == []

    def test_threads_share_a_pipeline(self, nlp):
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda text: extract(text, nlp=nlp), TEXTS)) == list(pipe(TEXTS, nlp=nlp))

    def test_a_resolver_may_ask_for_articles_itself(self, nlp):
        def resolver(text):
            return [[(s.start, s.end) for s in extract(text, nlp=nlp).speakers[0].mentions]]

        assert names(pipe(TEXTS[:2], nlp=nlp, resolver=resolver)) == ["Ann Poole0", "Ann Poole1"]

    def test_processes_may_be_started_while_a_thread_reads(self, nlp):
        reading, go_on = threading.Event(), threading.Event()

        def resolver(text):
            reading.set()
            go_on.wait(1)
            return []

        with ThreadPoolExecutor(1) as pool:
            slow = pool.submit(extract, TEXTS[0], nlp=nlp, resolver=resolver)
            reading.wait()
            assert len(list(pipe(TEXTS, nlp=nlp, n_process=2))) == len(TEXTS)
            go_on.set()
            assert slow.result().speakers[0].name == "Ann Poole0"

    @pytest.mark.slow
    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
    def test_workers_end_with_a_parent_that_is_killed(self):
        psutil = pytest.importorskip("psutil")
        code = (
            "import itertools, quoteattr\n"
            "if __name__ == '__main__':\n"
            "    for article in quoteattr.pipe(itertools.repeat('It rained, he said.'), n_process=2, batch_size=1):\n"
            "        print('one', flush=True)\n"
        )
        parent = psutil.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert parent.stdout.readline() == b"one\n"
        workers = parent.children()
        parent.kill()
        parent.wait()
        parent.stdout.close()
        assert len(workers) == 2
        assert psutil.wait_procs(workers, timeout=30)[1] == []


class TestErrors:
    MIXED = (TEXTS[0], None, TEXTS[1], 3.5, TEXTS[2])

    def test_a_bad_document_raises_in_its_turn(self, nlp):
        found = []
        with pytest.raises(TypeError, match="texts as str, not NoneType"):
            found.extend(pipe(self.MIXED, nlp=nlp))
        assert names(found) == ["Ann Poole0"]

    @pytest.mark.parametrize("n_process", [1, 2])
    def test_it_is_left_out_with_a_warning(self, nlp, n_process):
        with pytest.warns(DocumentWarning) as caught:
            found = list(pipe(self.MIXED, nlp=nlp, errors="warn", n_process=n_process))
        assert names(found) == ["Ann Poole0", "Ann Poole1", "Ann Poole2"]
        told = [w for w in caught if w.category is DocumentWarning]  # of processes Python may warn besides
        assert [str(w.message) for w in told] == [
            "document 1 left out: TypeError: pipe() takes texts as str, not NoneType",
            "document 3 left out: TypeError: pipe() takes texts as str, not float",
        ]
        assert told[0].filename == __file__

    @pytest.mark.parametrize("n_process", [1, 2])
    def test_a_function_is_told_of_it(self, nlp, n_process):
        told = []
        pairs = [(text, number) for number, text in enumerate(self.MIXED)]
        options = {"errors": lambda *what: told.append(what), "as_tuples": True, "n_process": n_process}
        assert [number for _, number in pipe(pairs, nlp=nlp, **options)] == [0, 2, 4]
        assert [(text, number, type(error)) for text, number, error in told] == [
            (None, 1, TypeError),
            (3.5, 3, TypeError),
        ]

    @pytest.mark.parametrize("n_process", [1, 2])
    def test_what_is_no_text_need_not_be_fit_to_be_sent(self, nlp, n_process):
        told = []
        bad = threading.Lock()
        options = {"errors": lambda *what: told.append(what[0]), "n_process": n_process, "batch_size": 1}
        assert names(pipe([TEXTS[0], bad, TEXTS[1]], nlp=nlp, **options)) == ["Ann Poole0", "Ann Poole1"]
        assert told == [bad]

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
    def test_a_lost_worker_ends_the_stream_with_an_error_that_says_so(self, nlp):
        with pytest.raises(WorkerLostError, match="a worker process was lost"):
            list(pipe(TEXTS, nlp=nlp, n_process=2, resolver=_kill_own_process, errors="warn"))

    def test_what_the_function_raises_ends_the_stream(self, nlp):
        def stop(text, context, error):
            raise KeyError(context) from error

        with pytest.raises(KeyError, match="a"):
            list(pipe([(None, "a")], nlp=nlp, as_tuples=True, errors=stop))

    def test_an_error_of_a_stage_concerns_its_document_only(self, nlp):
        def resolver(text):
            if "Pier 1 " in text:
                raise LookupError("no such pier")
            return []

        told = []
        found = pipe(TEXTS[:3], nlp=nlp, resolver=resolver, errors=lambda *what: told.append(what[2].args))
        assert names(found) == ["Ann Poole0", "Ann Poole2"]
        assert told == [("no such pier",)]

    def test_an_error_that_cannot_leave_its_process_comes_back_in_words(self, nlp):
        told = []
        options = {"resolver": _fail_unportably, "n_process": 2, "errors": lambda *what: told.append(what[2])}
        assert list(pipe(TEXTS[:1], nlp=nlp, **options)) == []
        assert [(type(error), str(error)) for error in told] == [(RuntimeError, "UnportableError: <closed>")]

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"batch_size": 0}, "batch_size is a number from 1 on, not 0"),
            ({"n_process": -1}, "n_process is a number from 1 on, not -1"),
            ({"errors": "ignore"}, "errors is 'raise', 'warn' or a function, not 'ignore'"),
        ],
    )
    def test_options_that_make_no_sense_are_refused(self, nlp, options, message):
        with pytest.raises(ValueError, match=message.replace("(", r"\(")):
            next(pipe(TEXTS, nlp=nlp, **options))


class UnportableError(Exception):
    def __init__(self, stream):
        super().__init__("<closed>")
        self.stream = stream


def _fail_unportably(text):
    raise UnportableError(open(os.devnull))  # noqa: SIM115


def _kill_own_process(text):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.slow
class TestLongGaps:
    def test_white_space_beyond_any_limit_is_read_over(self, nlp):
        gap = "\n" * (nlp.max_length + 1)
        article = extract(f"“It rains,” said Ann Poole.{gap}She said no more would come.", nlp=nlp)
        assert [str(quote) for quote in article] == ["Ann Poole: It rains,", "Ann Poole: no more would come"]


class TestMemory:
    @pytest.mark.slow
    def test_words_beyond_the_vocabulary_are_forgotten(self, monkeypatch):
        import spacy

        nlp = load(spacy.load(DEFAULT_MODEL))
        monkeypatch.setattr(streams, "VOCABULARY", len(nlp.vocab) + 50)
        texts = [f"Poole{i} said Reed{i} met Dunn{i} near Pier{i}x." for i in range(100)]
        sizes = [len(nlp.vocab.strings) for _ in pipe(texts, nlp=nlp, batch_size=5)]
        assert sizes[-1] == sizes[30] < sizes[0] + 300  # of some 2,000 new words and affixes
        assert [a.text for a in pipe(texts, nlp=nlp)] == texts

    def test_articles_outlive_the_chunk_they_were_read_in(self, nlp, monkeypatch):
        expected = list(pipe(TEXTS, nlp=nlp))
        monkeypatch.setattr(streams, "VOCABULARY", 0)
        assert list(pipe(TEXTS, nlp=nlp, batch_size=2)) == expected

    def test_a_caller_may_keep_words_for_a_while_too(self, nlp, monkeypatch):
        monkeypatch.setattr(streams, "VOCABULARY", 0)
        with nlp.memory_zone():
            assert names(pipe(TEXTS[:2], nlp=nlp)) == ["Ann Poole0", "Ann Poole1"]


class TestProgress:
    def test_the_bar_counts_documents_and_knows_their_number(self, nlp, capsys):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # tqdm, of notebooks
            assert len(list(pipe(TEXTS, nlp=nlp, progress=True))) == 9
        assert "9/9" in capsys.readouterr().err
