"""What can go wrong, said in one place. Every error of the library is a :class:`QuoteattrError`."""

from collections.abc import Iterable
from inspect import signature


class QuoteattrError(Exception):
    """The base of all errors that the library raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        names = signature(type(self).__init__).parameters  # a copy is made of the same, not of the message
        return type(self), tuple(vars(self)[name] for name in names if name in vars(self)) or self.args


class ModelNotFoundError(QuoteattrError, OSError):
    """No usable English spaCy pipeline is installed under the wanted name.

    ``model`` is the name asked for (None: any), ``command`` the shell command that mends it, and ``others`` are commands
    that bring another pipeline which will do, for when the first one's package has vanished; the best comes first.
    """

    def __init__(self, model: str | None, command: str, others: Iterable[str] = ()) -> None:
        self.model = model
        self.command = command
        self.others = tuple(others)
        wanted = f"spaCy pipeline {model!r} is not" if model else "no English spaCy pipeline is"
        message = f"{wanted} installed. Install one with:\n    {command}"
        if self.others:
            commands = "\nor\n    ".join(self.others)
            message += f"\nIf that package is no longer to be had, this will do:\n    {commands}"
        super().__init__(message)


class ModelCorruptError(QuoteattrError):
    """The files of a known pipeline are not the ones that were published and that this release was tested with.

    ``files`` are those that were changed, are missing or do not belong there, relative to ``folder``; ``command``
    installs them anew.
    """

    def __init__(self, model: str, files: Iterable[str], command: str, folder: str) -> None:
        self.model = model
        self.files = tuple(files)
        self.command = command
        self.folder = folder
        super().__init__(
            f"the files of {model!r} in {folder} differ from the published ones ({', '.join(self.files)}). "
            f"Delete that folder, then install it again with:\n    {command}"
        )


class MissingAnnotationError(QuoteattrError, ValueError):
    """A ``Doc`` lacks annotation that attribution needs; ``pipes`` names the spaCy components that set it."""

    def __init__(self, pipes: Iterable[str]) -> None:
        self.pipes = tuple(pipes)
        wanted = ", ".join(self.pipes)
        super().__init__(f"the Doc lacks annotation; run these spaCy components before quoteattr: {wanted}")


class MissingExtraError(QuoteattrError, ImportError):
    """An optional package is needed for what was asked; the message names the command that installs it."""

    def __init__(self, package: str, command: str) -> None:
        self.package = package
        self.command = command
        super().__init__(f"this needs the package {package!r}. Install it with:\n    {command}")


class WorkerLostError(QuoteattrError, OSError):
    """A worker process ended that should not have, most often because memory ran out: the stream cannot go on."""


class DocumentWarning(UserWarning):
    """A document of a stream could not be read and was left out (``pipe(…, errors="warn")``)."""


class InvalidArticleError(QuoteattrError, ValueError):
    """JSON or stored data is not an article written by this library."""


class InvalidPageError(QuoteattrError, ValueError):
    """What was given as a web page is no HTML."""


class CorpusError(QuoteattrError):
    """A run over a corpus is refused: its inputs, its output or unfinished work there do not allow it."""
