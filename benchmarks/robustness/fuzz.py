"""Coverage-guided fuzzing: texts grow out of those that reached new branches of the library, until one breaks it.

    python benchmarks/robustness/fuzz.py --seconds 60                 # needs atheris: pip install -e ".[dev]" (Linux)
    python benchmarks/robustness/fuzz.py --seconds 3600 --corpus DIR  # goes on from the texts of DIR, and keeps the new ones there
    python benchmarks/robustness/fuzz.py crash-0123abcd               # reads the text of a file again, as the fuzzer did

Every text is read by :func:`quoteattr.extract`; what ``invariants.py`` says must hold, and the article must come back from
its JSON, a pickle and copies. The first texts are paragraphs of the articles of examples/. What raises, breaks an invariant
or takes more than half a minute ends the run, with status 1 or above; the bytes it was made of are then in a file
``crash-…`` or ``timeout-…`` in the folder of ``--artifacts``, and the last line says which.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
LONGEST = 600  # bytes of a text; some 400 characters
HANGS = 30  # seconds

PIECES = (
    *(
        "“",
        "”",
        "„",
        "‟",
        "«",
        "»",
        "‘",
        "’",
        "‚",
        "‛",
        '"',
        "'",
        "`",
        "``",
        "''",
        "&quot;",
        "â€œ",
        "â€\x9d",
        "＂",
        "Ã©",
    ),
    *(
        " said ",
        ", said ",
        " said: ",
        ", he said, ",
        " told the BBC that ",
        " added ",
        "According to ",
        " asked whether ",
    ),
    *(" tweeted: ", " denied taking ", " called for ", ", adding that ", ": ", " — ", " has warned", "’s claim that "),
    *(
        "Ann Poole",
        "Sir Keith Marlow",
        "Lord Penrose",
        "Ursula van der Berg",
        "Tom and Ann Reed",
        "Nato",
        "李娜",
        "Jo “Red” Dunn",
    ),
    *(
        "he",
        "She",
        "they",
        "the group",
        "officials",
        "who",
        "The report",
        "one of them",
        "Mr ",
        "Dr. ",
        "a spokesman for ",
    ),
    *(
        ", the mayor of Eastwick, ",
        " (former head of Nato)",
        "prime minister ",
        "ex-",
        " MP",
        ", 69, ",
        ", who chairs it, ",
    ),
    *(
        "We are ready",
        "the roof leaks",
        "to go",
        "that it was",
        "isn't it",
        "the workers' rights",
        "’90s",
        "6'4\"",
        "U.S. ",
        "3.5%",
    ),
    *(
        "\n\n",
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\u2029",
        "\x85",
        "\x1c",
        "\x0b",
        "\t",
        "  ",
        "\xa0",
        "\u3000",
        "\u200b",
        "\ufeff",
    ),
    *(
        "\n\nBy ",
        "\n\nPhoto: ",
        "Reuters",
        "LONDON (AP) — ",
        "<p>",
        "</div>",
        "{",
        "\n\nBridge to close\n\n",
        " PM GMT",
    ),
    *(
        ".",
        ",",
        "!",
        "?",
        "…",
        ";",
        "-",
        "–",
        "(",
        ")",
        "[",
        "]",
        "[3]",
        ". “",
        ".” ",
        ",” ",
        " “",
        "... ",
        "!?",
        "@",
        "#",
    ),
    *(
        "\x00",
        "\ud800",
        "\udfff",
        "\ud83d\ude00",
        "\udc80",
        "\u202e",
        "e\u0301",
        "\u0301",
        "🎈",
        "👩‍👩‍👧",
        "\U0010ffff",
        "ß",
        "ﬁ",
        "İ",
        "א",
        "ﷺ",
        "½",
        "\xad",
    ),
)
"""What articles are made of and what breaks readers: marks, cues, names, roles, words, line ends, passages, odd characters."""


def decoded(data: bytes) -> str:
    """The text of some bytes: UTF-8, lone surrogates too; else Latin-1, or surrogates for what is no UTF-8.

    >>> decoded(b"\\xc3\\xa9"), decoded(b"\\xe9"), decoded(b"\\xe9s"), decoded(encoded("\\udfff"))
    ('é', '\\udce9', 'és', '\\udfff')
    """
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape") if len(data) % 2 else data.decode("latin-1")


def encoded(text: str) -> bytes:
    """The bytes that :func:`decoded` makes a text of."""
    return text.encode("utf-8", "surrogatepass")


def mutated(text: str, chance: random.Random) -> str:
    """The text with a few changes: pieces put in, stretches lost, doubled or moved, marks swapped."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((1, 1, 2, 8, 40)))
        match chance.randrange(7):
            case 0 | 1:
                text = text[:start] + chance.choice(PIECES) + text[start:]
            case 2:
                text = text[:start] + chance.choice(PIECES) + text[end:]
            case 3:
                text = text[:start] + text[end:]
            case 4:
                at = chance.randint(0, len(text))
                text = text[:at] + text[start:end] + text[at:]
            case 5:
                text = text[:start] + "".join(chance.choices(PIECES, k=5)) + text[end:]
            case 6:
                at = chance.choice([i for i, character in enumerate(text) if not character.isalnum()] or [0])
                text = text[:at] + chance.choice(PIECES) + text[at + 1 :]
    return text


def seeds() -> list[str]:
    """The paragraphs of the examples, and pairs of neighbours, as long as a text may be."""
    found = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        paragraphs = [part for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
        found += paragraphs + [f"{a}\n\n{b}" for a, b in pairwise(paragraphs)]
    return [text for text in found if len(encoded(text)) <= LONGEST]


def reader() -> Callable[[bytes], None]:
    """What is done with every input. Raises what the library raises, and ``AssertionError`` for what does not hold."""
    from invariants import check, check_journeys

    import quoteattr

    nlp = quoteattr.load()

    def read(data: bytes) -> None:
        text = decoded(data)
        article = quoteattr.extract(text, nlp=nlp)
        check(text, article)
        check_journeys(article)

    read("“No,” said Ann Poole.".encode())  # loads what is loaded late
    return read


def fuzz(options: argparse.Namespace, corpus: Path) -> None:
    """Runs the fuzzer, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["quoteattr"]):
        read = reader()

    def custom_mutator(data: bytes, max_size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.2:
            return bytes(atheris.Mutate(data, max_size))
        return encoded(mutated(decoded(data), chance))[:max_size]

    for number, text in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(encoded(text))
    settings = {
        "max_len": LONGEST,
        "timeout": HANGS,
        "artifact_prefix": f"{options.artifacts}/",
        "max_total_time": options.seconds,
        "runs": options.runs,
        "seed": options.seed,
        "rss_limit_mb": 4_000,
        "detect_leaks": 0,
        "print_final_stats": 1,
    }
    flags = [f"-{name}={value}" for name, value in settings.items() if value is not None]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], read, custom_mutator=custom_mutator)
    atheris.Fuzz()


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="read these and do nothing else")
    parser.add_argument("--seconds", type=int, help="how long to go on (default: for ever)")
    parser.add_argument("--runs", type=int, help="how many texts to read (default: any number)")
    parser.add_argument("--seed", type=int, help="for runs that can be repeated")
    parser.add_argument("--corpus", type=Path, help="a folder of texts to go on from, where new ones are kept")
    parser.add_argument("--artifacts", type=Path, default=Path(), help="the folder where what broke the library is put")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    options = parse_arguments(arguments)
    if options.files:
        read = reader()
        for path in options.files:
            read(path.read_bytes())
            print(f"{path}: all holds")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        corpus = options.corpus or Path(scratch)
        corpus.mkdir(parents=True, exist_ok=True)
        fuzz(options, corpus)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
