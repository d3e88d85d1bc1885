"""The commands ``sample``, ``convert``, ``evaluate`` and ``agreement`` of the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from quoteattr.corpus.commands import Lexicon, Weights
from quoteattr.errors import CorpusError, QuoteattrError
from quoteattr.output.terminal import complain, printable_lines

STATUS = "Exit status: 0 done; 1 something could not be read or written; 2 refused, nothing was written; 130 stopped by Ctrl-C."

Model = Annotated[str | None, Option(metavar="NAME", help="spaCy pipeline to use.", show_default="the installed one")]
AsJson = Annotated[bool, Option("--json", help="Print JSON instead of a table.")]
Force = Annotated[bool, Option("--force", help="Replace OUT if it is there already.")]
GoldFile = Annotated[Path, Argument(metavar="GOLD", help="Annotated articles, one JSON object a line.")]


@contextmanager
def _refusing() -> Iterator[None]:
    """What is wrong with the input is said in a line."""
    try:
        yield
    except (QuoteattrError, ValueError) as error:
        complain(error)
        raise typer.Exit(2) from None
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else error)
        raise typer.Exit(1) from None


def _free(out: Path, force: bool) -> None:
    if out.exists() and not force:
        raise CorpusError(f"{out} is there already; --force replaces it")


def sample(
    inputs: Annotated[
        list[Path],
        Argument(
            metavar="IN", help="Folders of *.txt; .txt, .jsonl, .csv and .parquet files; lines of quoteattr --json."
        ),
    ],
    out: Annotated[
        Path, Option("--out", "-o", metavar="OUT", help="File to write: .jsonl, or .csv and .jsonl of that name.")
    ],
    n: Annotated[int, Option("--n", "-n", min=1, help="How many quotations to draw.")] = 200,
    by: Annotated[
        str, Option(metavar="NAMES", help="What parts the strata: confidence, kind, outlet, where, speaker_kind, rule.")
    ] = "confidence,kind",
    optimal: Annotated[bool, Option("--optimal", help="Draw more where errors are likely.")] = False,
    seed: Annotated[int, Option(help="The same seed draws the same sample.")] = 0,
    text: Annotated[str, Option(metavar="COLUMN", help="Column or key that holds the text.")] = "text",
    id: Annotated[
        str | None,
        Option(metavar="COLUMN", help="Column or key of the id.", show_default="id or url; else file and line"),
    ] = None,
    model: Model = None,
    force: Force = False,
) -> None:
    """Draw quotations of many articles at random, to be checked by hand (quoteattr sample IN... -o OUT).

    OUT holds the articles with what was found in them, and which quotations are to be checked. Correct it (as it is, or in a tool:
    quoteattr convert), then ask quoteattr evaluate OUT for the error rates.
    """
    from quoteattr.checking import formats, sampling

    with _refusing():
        _free(out, force)
        names: Any = [name.strip() for name in re.split("[, ]+", by) if name.strip()]
        gold = out.with_suffix(".jsonl")
        if out.suffix == ".csv":
            _free(gold, force)
        elif out.suffix != ".jsonl":
            raise CorpusError(f"{out}: a sample is written to .jsonl or .csv")
        articles = dict(_articles(inputs, text, id, model))
        allocation: Any = "optimal" if optimal else "proportional"
        drawn = sampling.sample(articles, n, by=names, allocation=allocation, seed=seed)
        checked = drawn.to_gold()
        formats.write(gold, checked, "gold")
        if out.suffix == ".csv":
            formats.write(out, checked, "csv")
    _print(str(drawn))


def _articles(inputs: list[Path], text: str, id: str | None, model: str | None) -> Iterator[tuple[str, Any]]:
    """Every article with its id; of what was not read before, complains of what cannot be."""
    from quoteattr import api
    from quoteattr.checking import formats
    from quoteattr.corpus import runs
    from quoteattr.corpus.documents import Document, Source
    from quoteattr.model import Article
    from quoteattr.options import BATCH_SIZE
    from quoteattr.streams import Reader, outcomes

    nlp = None
    for path in inputs:
        if path.suffix == ".jsonl" and path.is_file() and formats.guess(path) == "articles":
            yield from formats.read_articles(path)
            continue
        source = Source(path, text=(text,), id=id)
        source.check()
        documents = []
        for document in source.documents():
            if isinstance(document, Document):
                documents.append(document)
            else:
                complain(f"{document.id}: {document.reason}")
        nlp = nlp or api.load(model)
        reader = Reader(nlp, prepare=runs.given, takes=(Document,))
        pairs = ((document, document.id) for document in documents)
        for _, name, outcome in outcomes(reader, pairs, batch_size=BATCH_SIZE, n_process=1):
            if isinstance(outcome, Article):
                yield name, outcome
            else:
                complain(f"{name}: {outcome}")


def convert(
    file: Annotated[Path, Argument(metavar="IN", help="Annotated articles, or what a tool has exported.")],
    out: Annotated[Path, Option("--out", "-o", metavar="OUT", help="File to write; a folder for inception.")],
    to: Annotated[str, Option(metavar="FORMAT", help="gold, label-studio, prodigy, inception or csv.")] = "gold",
    from_: Annotated[
        str | None,
        Option("--from", metavar="FORMAT", help="The same, or articles.", show_default="by name and content"),
    ] = None,
    of: Annotated[
        Path | None, Option(metavar="GOLD", help="The annotated articles that IN was made of; csv needs them.")
    ] = None,
    annotator: Annotated[int | None, Option(metavar="ID", help="Whose annotations to take (label-studio).")] = None,
    checked: Annotated[bool, Option("--checked", help="Write annotations, not predictions (label-studio).")] = False,
    config: Annotated[
        Path | None, Option(metavar="FILE", help="Also write the labelling interface there (label-studio).")
    ] = None,
    force: Force = False,
) -> None:
    """Turn annotated articles into the format of a tool, or back (quoteattr convert IN -o OUT --to FORMAT)."""
    from quoteattr.checking import formats, label_studio
    from quoteattr.gold import documents

    with _refusing():
        _free(out, force)
        for option, kind, kinds in (("--to", to, formats.WRITTEN), ("--from", from_, formats.READ)):
            if kind is not None and kind not in kinds:
                raise ValueError(f"{option} {kind}: there are {', '.join(kinds)}")
        before = documents.read(of) if of else None
        articles = formats.read(file, from_, of=before, annotator=annotator)
        formats.write(out, articles, to, checked=checked)
        if config:
            documents.replace(config, label_studio.CONFIG)
    typer.echo(f"{len(articles):,} articles, {sum(len(article.quotes) for article in articles):,} quotations", err=True)


def evaluate(
    gold: GoldFile,
    pred: Annotated[
        Path | None,
        Option(
            metavar="FILE",
            help="What was found: annotated articles, or lines of quoteattr --json.",
            show_default="read now",
        ),
    ] = None,
    errors: Annotated[int, Option(min=0, metavar="N", help="Show the worst N disagreements of each cause.")] = 0,
    as_json: AsJson = False,
    seed: Annotated[int, Option(help="Of the bootstrap.")] = 0,
    model: Model = None,
    weights: Weights = None,
    lexicon: Lexicon = None,
) -> None:
    """Compare annotated articles with what is found in them (quoteattr evaluate GOLD); of a corrected sample, the error rates."""
    from quoteattr import api
    from quoteattr.checking import formats, rates
    from quoteattr.gold import documents
    from quoteattr.gold.evaluation import evaluate as compared

    with _refusing():
        annotated = documents.read(gold)
        if pred is None and rates.is_sample(annotated):
            found = rates.error_rates(annotated)
            _print(json.dumps(found.to_dicts(), ensure_ascii=False) if as_json else str(found))
            return
        if pred is None:
            evaluation = compared(annotated, nlp=api.load(model, weights=weights, lexicon=lexicon), seed=seed)
        elif formats.guess(pred) == "articles":
            evaluation = compared(annotated, [one for _, one in formats.read_articles(pred)], seed=seed)
        else:
            evaluation = compared(annotated, pred, seed=seed)
    if as_json:
        _print(json.dumps(evaluation.to_dict(), ensure_ascii=False))
        return
    _print(str(evaluation))
    if errors:
        _print(evaluation.error_list(errors))


def agreement(
    first: GoldFile,
    second: Annotated[Path, Argument(metavar="OTHER", help="The same articles, annotated by somebody else.")],
    as_json: AsJson = False,
    seed: Annotated[int, Option(help="Of the bootstrap.")] = 0,
) -> None:
    """Compare two annotations of the same articles (quoteattr agreement GOLD OTHER)."""
    from quoteattr.gold.agreement import agreement as compared

    with _refusing():
        found = compared(first, second, seed=seed)
    _print(json.dumps(found.to_dict(), ensure_ascii=False) if as_json else str(found))


def _print(text: str) -> None:
    typer.echo(printable_lines(text))
