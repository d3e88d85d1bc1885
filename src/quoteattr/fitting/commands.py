"""The command ``fit`` of the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from quoteattr.corpus.commands import Lexicon, Model, Weights
from quoteattr.errors import ModelNotFoundError, QuoteattrError
from quoteattr.output.terminal import complain, printable_lines

STATUS = """Exit status: 0 done; 1 OUT could not be written, or a model is missing; 2 refused, nothing was written: GOLD is not \
in the format, has too little in it or does not seem to be right, or fitting to it gained nothing; 130 stopped by Ctrl-C."""


def fit(
    gold: Annotated[
        Path,
        Argument(metavar="GOLD", exists=True, dir_okay=False, help="Annotated articles, one JSON object a line."),
    ],
    out: Annotated[Path, Option("--out", "-o", metavar="OUT", help="File of weights to write, for --weights.")],
    group: Annotated[
        str | None,
        Option(
            metavar="FIELD",
            help="Field that tells the outlet, or a pattern for ids such as '-(.+)-': its articles are held out together.",
            show_default="what the file tells; else each article",
        ),
    ] = None,
    model: Model = None,
    weights: Weights = None,
    lexicon: Lexicon = None,
    force: Annotated[bool, Option("--force", help="Replace OUT if it is there already.")] = False,
    quiet: Annotated[bool, Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Fit who is meant, and how sure that is, to articles that you have annotated (quoteattr fit GOLD -o OUT).

    Prints how much better it became on articles that were held out, and writes nothing where nothing is gained.
    """
    from quoteattr.api import load
    from quoteattr.fitting import adapting

    if out.exists() and not force:
        raise typer.BadParameter(f"{out} is there already; --force replaces it", param_hint="--out")
    try:
        nlp = load(model, weights=weights, lexicon=lexicon)
        fitted = adapting.fit(gold, nlp=nlp, group=group, progress=not quiet and sys.stderr.isatty())
        typer.echo(printable_lines(str(fitted)))
        fitted.write(out)
    except QuoteattrError as error:
        complain(error)
        raise typer.Exit(1 if isinstance(error, ModelNotFoundError) else 2) from None
    except OSError as error:
        complain(f"{error.filename or out}: {error.strerror or error}")
        raise typer.Exit(1) from None
