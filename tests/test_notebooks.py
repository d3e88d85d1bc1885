"""The notebooks run from top to bottom; one is kept with its outputs, which are what it gives, the others without."""

from __future__ import annotations

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from root import NEEDS_TEXTACY, ROOT

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


SHOWN = {
    "checking": {
        "text/html": [
            ("stratum", "drawn"),
            ("dataframe", "stratum"),
            ("wrong attribution", "95 % interval", "were drawn at random"),
            ("span partial", "disagreements"),
            ("words, alpha", "articles that both have annotated"),
        ],
        "text/plain": [("is said by Joe Dunn, not by",)],
    },
    "quickstart": {"text/html": [("qa-legend", "Ballard"), ("<table", "Ashcombe"), ("dataframe", "Halloran")]},
    "corpus": {
        "text/html": [("dataframe", "coast-agency"), ("dataframe", "confidence"), ("kind of source", "politician")],
        "image/png": [(), (), (), ()],
        "text/plain": [
            ("3 | Dwight Okafor", "us-business, freight-meeting"),
            ("us-business = freight-meeting: We moved",),
        ],
    },
    "source_audit": {
        "text/html": [
            ("kind of source", "politician"),
            ("dataframe", "Duncan Ballard"),
            ("dataframe", "Saltmere Times"),
        ],
        "image/png": [()],
        "text/plain": [("7 articles", "kind of source"), ("equal sources instead of",)],
    },
    "spacy_pipeline": {
        "text/html": [("<table", "hiding behind a review"), ("<mark", "Renata Hollis")],
        "text/plain": [("indirect | the prime minister | announced | soldiers would stay",), (" bytes; True",)],
    },
}
"""Of every notebook some outputs by their type, each with words that stand in it."""


KEPT = {"source_audit"}
"""Notebooks that are kept with their outputs."""


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_notebooks_are_kept_without_outputs_or_with_all(path, notebook):
    nbformat.validate(notebook)
    if path.stem in KEPT:
        assert all(cell.outputs for cell in code_cells(notebook))
        return
    assert [cell.source for cell in code_cells(notebook) if cell.outputs or cell.execution_count] == []


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """One kernel for all notebooks, which takes a third of the time; each begins with an empty namespace."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        patch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
        manager, client = start_new_kernel(kernel_name="python3", cwd=str(ROOT / "examples"))
        yield manager, client
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.slow
def test_notebooks_run_and_show_what_they_say(path, notebook, kernel):
    if NEEDS_TEXTACY.search("".join(cell.source for cell in code_cells(notebook))):
        pytest.importorskip(
            "textacy", reason="textacy is not installed: from Python 3.13 on a plain install leaves it out"
        )
    kept = [printed(cell) for cell in code_cells(notebook)]
    run(notebook, kernel)
    if path.stem in KEPT:
        assert [printed(cell) for cell in code_cells(notebook)] == kept
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    assert len(outputs) == len(code_cells(notebook))
    for kind, wanted in SHOWN[path.stem].items():
        found = [data[kind] for output in outputs if kind in (data := data_of(output))]
        assert len(found) >= len(wanted)
        for words in wanted:
            assert any(all(word in one for word in words) for one in found), words


def run(notebook, kernel):
    manager, client = kernel
    client.execute_interactive("%reset -f\n%matplotlib inline", timeout=60)
    runner = NotebookClient(notebook, km=manager, timeout=300, coalesce_streams=True)
    runner.kc = client
    runner.execute()


def printed(cell):
    """What a cell shows as plain text."""
    return [data_of(output).get("text/plain") for output in cell.outputs]


def data_of(output):
    """What an output is in its several types; printed text is plain text."""
    return output.get("data") or {"text/plain": output.get("text", "")}
