"""The commands ``sample``, ``convert``, ``evaluate`` and ``agreement`` of the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Argument, Option

from quoteattr.corpus.commands import Encoding, Force, HtmlColumn, Id, Inputs, Lexicon, Model, Text, Weights, columns
from quoteattr.errors import CorpusError, QuoteattrError
from quoteattr.model import Article
from quoteattr.output.terminal import complain, printable_lines

if TYPE_CHECKING:
    from spacy.language import Language

    from quoteattr.corpus.documents import Source

STATUS = "Exit status: 0 done; 1 something could not be read or written; 2 refused, nothing was written; 130 stopped by Ctrl-C."

AsJson = Annotated[bool, Option("--json", help="Print JSON instead of a table.")]
Number = Annotated[int, Option("--n", "-n", min=1, help="How many quotations to draw.")]
By = Annotated[
    str, Option(metavar="NAMES", help="What parts the strata: confidence, kind, outlet, where, speaker_kind, rule.")
]
Outlet = Annotated[
    str | None,
    Option(
        metavar="COLUMN",
        help="Column or key of the outlet, for --by outlet.",
        show_default="site of a page, else host or folder of the id",
    ),
]
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
    inputs: Inputs,
    out: Annotated[
        Path, Option("--out", "-o", metavar="OUT", help="File to write: .jsonl, or .csv and .jsonl of that name.")
    ],
    n: Number = 200,
    by: By = "confidence,kind",
    optimal: Annotated[bool, Option("--optimal", help="Draw more where errors are likely.")] = False,
    seed: Annotated[int, Option(help="The same seed draws the same sample.")] = 0,
    text: Text = "text",
    html: HtmlColumn = "",
    id: Id = None,
    outlet: Outlet = None,
    encoding: Encoding = "utf-8",
    model: Model = None,
    weights: Weights = None,
    lexicon: Lexicon = None,
    force: Force = False,
) -> None:
    """Draw quotations of many articles at random, to be checked by hand (quoteattr sample IN... -o OUT).

    IN is what quoteattr corpus takes, or lines of quoteattr --json, which are not read again.
    OUT holds the articles with what was found in them, and which quotations are to be checked. Correct it (as it is, or in a tool:
    quoteattr convert), then ask quoteattr evaluate OUT for the error rates.
    """
    from quoteattr import api
    from quoteattr.checking import formats, sampling
    from quoteattr.corpus.documents import Source

    with _refusing():
        _free(out, force)
        names: Any = [name.strip() for name in re.split("[, ]+", by) if name.strip()]
        gold = out.with_suffix(".jsonl")
        if out.suffix == ".csv":
            _free(gold, force)
        elif out.suffix != ".jsonl":
            raise CorpusError(f"{out}: a sample is written to .jsonl or .csv")
        kept = (outlet,) if outlet else ()
        sources = [Source(path, columns(html or text), id, kept, bool(html), encoding) for path in inputs]
        articles, outlets = _by_id(_articles(sources, lambda: api.load(model, weights=weights, lexicon=lexicon)))
        allocation: Any = "optimal" if optimal else "proportional"
        drawn = sampling.sample(articles, n, by=names, outlets=outlets, allocation=allocation, seed=seed)
        checked = drawn.to_gold()
        formats.write(gold, checked, "gold")
        if out.suffix == ".csv":
            formats.write(out, checked, "csv")
    _print(str(drawn))


def _by_id(read: Iterable[tuple[str, Article, str | None]]) -> tuple[dict[str, Article], dict[str, str]]:
    """The articles, and the outlets that are known, by the id; refuses an id that is there twice."""
    articles: dict[str, Article] = {}
    outlets: dict[str, str] = {}
    for name, article, outlet in read:
        if name in articles:
            raise CorpusError(f"{name}: two articles have this id; --id names another column")
        articles[name] = article
        outlets |= {name: outlet} if outlet else {}
    return articles, outlets


def _articles(sources: list[Source], load: Callable[[], Language]) -> Iterator[tuple[str, Article, str | None]]:
    """Every article with its id and outlet; of what was not read before, complains of what cannot be."""
    from quoteattr.corpus import runs

    for name, found, kept in runs.read(sources, load):
        if isinstance(found, Article):
            yield name, found, next(iter(kept.values()), None)
        else:
            complain(f"{name}: {found}")


def convert(
    file: Annotated[
        Path, Argument(metavar="IN", help="Annotated articles, what a tool has exported, or lines of quoteattr --json.")
    ],
    out: Annotated[Path, Option("--out", "-o", metavar="OUT", help="File to write; a folder for inception.")],
    to: Annotated[str, Option(metavar="FORMAT", help="gold, label-studio, prodigy, inception or csv.")] = "gold",
    from_: Annotated[
        str | None,
        Option("--from", metavar="FORMAT", help="The same, or articles.", show_default="by name and content"),
    ] = None,
    of: Annotated[
        Path | None,
        Option(metavar="FILE", help="The articles that IN was made of, annotated or found; csv needs them."),
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
        articles = formats.read(file, from_, of=of, annotator=annotator)
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
    types: Annotated[bool, Option("--types", help="Also show the figures of each kind of quotation.")] = False,
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
    _print(evaluation.by_kind() if types else str(evaluation))
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
