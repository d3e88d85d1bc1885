"""How the time grows on texts that were made to be slow, how much memory they take, and whether it comes back after them.

    python benchmarks/robustness/hostile.py                                   # every family, at growing sizes
    python benchmarks/robustness/hostile.py --only marks,nested --plot hostile.png
    python benchmarks/robustness/hostile.py --largest 1000000 --only words-without-end
    python benchmarks/robustness/hostile.py --memory --only marks,people      # what a large text of each takes, and what is left after it
    python benchmarks/robustness/hostile.py --memory --largest 5000000 --only news   # whoever sends five million code points

A family is a kind of text that could make a step look again and again at the same words. For each the time at growing
sizes is printed (seconds of the processor), and the power of the size with which it grew from the first size to the last: 1.0 is a
straight line, 2.0 a square. Half of every text is ordinary news, since what is not English is not looked at. The last column says
how many times as long as news the other half took, code point for code point, at the largest size. The sizes of a family take turns;
the best times are compared.
"""

from __future__ import annotations

import argparse
import base64
import gc
import math
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import attrs
import psutil

import quoteattr
from quoteattr.nlp.models import find_model

NEWS = (
    "The pier at Eastwick was built in three summers. “We have sand,” said Ann Poole, the mayor, who was there when it"
    " opened. Tom Reed said that it would not hold, and that the council had been told so. "
)
SIZES = (20_000, 40_000, 80_000, 160_000)

Family = Callable[[int], str]


def repeated(unit: str) -> Family:
    """A text that says the same again and again."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def nested(opening: str, closing: str) -> Family:
    """A text of openings that are all closed at the end."""
    return lambda size: (number := size // len(opening + closing)) * opening + "so" + number * closing


def numbered(template: str) -> Family:
    """A text that says the same with another number each time."""
    return lambda size: "".join(template.format(n=n) for n in range(size // len(template)))


def encoded(width: int) -> Family:
    """Bytes in base 64, so many letters a line; all on one if ``width`` is 0."""

    def made(size: int) -> str:
        letters = base64.b64encode(random.Random(size).randbytes(size * 3 // 4)).decode("ascii")
        return "\n".join(letters[at : at + (width or size)] for at in range(0, size, width or size))

    return made


def news(size: int) -> str:
    """Articles of which each names others, by a name, a pronoun and a post: as many people for a text as news has."""
    template = (
        "Ann Poole{n} built the pier at Eastwick in three summers. “We have sand,” said Poole{n}, the mayor, who was there"
        " when it opened. She told Tom Reed{n} that the Harbour Trust{n} had been asked, and that it would not hold.\n\n"
    )
    return numbered(template)(size)


def endless(size: int) -> str:
    """Words of the news in any order, without a mark among them."""
    words = [word for word in NEWS.split() if word.isalpha()]
    return " ".join(random.Random(size).choices(words, k=size // 5))[:size]


FAMILIES: dict[str, Family] = {
    "news": news,
    "one-text": repeated(NEWS),
    "paragraphs": repeated(NEWS + "\n\n"),
    "marks": repeated('"'),
    "opening-marks": repeated("“"),
    "closing-marks": repeated("”"),
    "single-marks": repeated("'"),
    "backticks": repeated("`"),
    "marks-and-spaces": repeated('" '),
    "single-marks-and-spaces": repeated("‘ a"),
    "single-openings": repeated("so ‘we "),
    "glued-quotations": repeated("“we”"),
    "short-quotations": repeated("“we” "),
    "possessives": repeated("‘the workers’ "),
    "possessives-in-brackets": repeated("(‘the workers’ "),
    "doubled-ticks": repeated("``we'' "),
    "entities": repeated("&quot;we&quot; "),
    "ampersands": repeated("&"),
    "nested": nested("“‘", "’”"),
    "nested-with-words": nested("He said “that ", ".” "),
    "nested-brackets": nested("he said (", ")"),
    "closings-only": repeated("we said so.” "),
    "openings-only": repeated("“we said so. "),
    "left-open": repeated("“We have sand, and Poole said so. They left.\n\n"),
    "commas": repeated(","),
    "dashes": repeated("—"),
    "brackets": nested("(", ")"),
    "full-stops": repeated(". "),
    "words-without-end": repeated("a"),
    "hyphens": repeated("so-"),
    "suffixes": repeated("'s"),
    "addresses": repeated("www.a.b/c?d=“e”&"),
    "digits": repeated("1"),
    "said": repeated("said "),
    "he-said": repeated("he said "),
    "he-said-that": repeated("he said that "),
    "commas-said": repeated(", said"),
    "and-he-said": repeated("and he said and "),
    "clauses": repeated("although he said so, "),
    "semicolons": repeated("so; he said; "),
    "labels": repeated("Poole: “No.” "),
    "replies": repeated("“No,” he said. "),
    "according-to": repeated("according to the "),
    "claims": repeated("his claim that "),
    "of-the": repeated("the mayor of "),
    "roles": repeated("Ann Poole, the mayor, "),
    "capitals": repeated("Poole "),
    "one-name": repeated("Poole said no. Ann Poole left. "),
    "people": numbered("“No,” said Ann Poole{n}. "),
    "people-with-one-surname": numbered("“No,” said Ann{n} Poole. "),
    "people-with-a-surname-each": numbered("“No,” said Poolex{n}. Ann Pooley{n} left. "),
    "spellings-of-one-name": numbered("“No,” said Ann A{n} Poole. "),
    "bodies": numbered("“No,” said the Eastwick{n} Council. "),
    "bodies-with-one-beginning": numbered("“No,” said the Eastwick Port{n} Council. "),
    "descriptions": numbered("“No,” said the mayor of Eastwick{n}. "),
    "register": numbered("Ann Poole{n}, "),
    "bylines": repeated("By Ann Poole\n"),
    "headlines": repeated("Mayor: ‘No’\n\n"),
    "letters-a-line": repeated("a\n"),
    "captions": repeated("Image: the mayor\n"),
    "separators": repeated("so\u2028"),
    "white-space": repeated(" \t"),
    "no-break-spaces": repeated("so\u00a0"),
    "no-width-spaces": repeated("so\u200b"),
    "combining-marks": lambda size: "e" + "\u0301" * size,
    "emoji": repeated("👨\u200d👩\u200d👧"),
    "right-to-left": repeated("\u202eso “no” "),
    "lone-surrogates": repeated("\ud800"),
    "nul": repeated("\0"),
    "control-characters": repeated("".join(map(chr, range(32)))),
    "bytes": lambda size: random.Random(size).randbytes(size).decode("latin-1"),
    "tags": repeated('<p class="a">'),
    "angle-brackets": repeated("<"),
    "script": repeated("<script>if (a < b && c > d) { alert('“no”'); }</script>\n"),
    "markdown": repeated("> **He** said: _“No”_ [so](to)\n"),
    "navigation": repeated("Home News Sport Weather Shop Earth Travel\n"),
    "menu": numbered("Sport{n}\n"),
    "links": numbered("Sport {n} | News {n} | Weather {n} | Shop {n} | Travel {n} | "),
    "table": numbered("Reed{n}\t12.{n}\tEastwick\t{n}\tno\n"),
    "results": numbered("Reed{n} 12.{n} Eastwick {n} 3-1\n"),
    "names": numbered("Ann Poole{n}, Tom Reed{n}, Joe Dunn{n}, "),
    "minified": numbered("function f{n}(e,t){{return e.x+t[{n}]||'s';}}var a{n}=f{n}(b,\"c\");"),
    "endless-line": endless,
    "base-64": encoded(0),
    "base-64-lines": encoded(76),
    "images-in-text": lambda size: "".join(
        f"The pier was built in {n}. ![so](data:image/png;base64,{encoded(0)(400)}) " for n in range(size // 450)
    ),
    "hexadecimal": repeated("9f86d081884c7d659a2feaa0c55ad015 "),
    "javascript": numbered(
        "!function(t,e){{\"object\"==typeof exports?e(exports):t.a{n}=e}}(this,function(t){{for(var n in t)try{{e.push('{n}')}}"
        'catch(o){{throw new Error("Cannot read the list of {n}, it is not there")}}}});'
    ),
    "style-sheet": numbered(".a-{n}{{margin:0 {n}px;font-family:\"Reed Sans\",serif}}.b:before{{content:'\\201C'}}"),
    "json": numbered('{{"id":{n},"title":"The mayor said that it is no","by":"Ann Poole{n}","of":["pier"]}},'),
    "json-lines": numbered('{{"id": {n}, "html": "<p>“No,” said Ann Poole{n}.</p>", "said": "It is what we have"}}\n'),
    "json-indented": numbered(
        '  {{\n    "id": {n},\n    "name": "Ann Poole{n}",\n    "said": "It is what we have"\n  }},\n'
    ),
    "csv": numbered('{n},"Ann Poole{n}",7.5,"The pier, it said, is closed",2019-03-12\n'),
    "csv-of-texts": numbered(
        '{n},"The mayor of the town said that ""it is what we have"", and Tom Reed{n} was told",5\n'
    ),
    "tsv-of-texts": numbered("{n}\tAnn Poole{n}\tThe pier is to be closed, said the mayor\t5\n"),
    "table-on-one-line": numbered("{n}\tAnn Poole{n}\t7.5\tEastwick\t"),
    "rows-in-markdown": numbered("| Ann Poole{n} | {n} | Eastwick | no |\n"),
    "log": numbered(
        '2026-03-12 14:53:{n},7 INFO [worker-2] app.http: GET /news/{n}?q="pier" 200 9ms "Reed/5.0 (X11)"\n'
    ),
    "log-of-texts": numbered(
        '2026-03-12 ERROR could not read "{n}.txt": it is not there, said the server at pier{n}\n'
    ),
    "traceback": numbered("  File \"/usr/lib/pier.py\", line {n}, in a{n}\n    return a{n}(b, 'c')\n"),
    "html-on-one-line": numbered(
        '<div class="a{n}"><p>“No,” said Ann Poole{n}, the mayor.</p><a href="/{n}">So</a></div>'
    ),
    "html-menu": numbered('<li class="nav__item"><a href="https://eastwick.example/{n}" data-id="{n}">Sport</a></li>'),
    "xml": numbered(
        '<row id="{n}"><name>Ann Poole{n}</name><said>It is what we have, and the mayor said so</said></row>'
    ),
    "sql": numbered("INSERT INTO quotes VALUES ({n}, 'Ann Poole{n}', 'It is what we have, and Reed said so', NULL);"),
    "names-with-and": numbered("Ann Poole{n} and Tom Reed{n} and "),
    "names-a-line": numbered("Ann Poole{n}\nTom Reed{n}\n"),
    "names-and-posts": numbered("Ann Poole{n}, the mayor; Tom Reed{n}, an engineer; "),
    "transcript": numbered("ANN POOLE{n}: I think that it is so, and that we have what we need {n}.\n"),
    "references": numbered("[{n}] Poole{n}, A., et al. The sand of Eastwick. J. Pier. {n}, {n}–{n}. "),
    "capitals-only": lambda size: repeated(NEWS)(size).upper(),
    "marks-and-words": repeated('"so ’we” it ‘is" no “'),
    "sentence": numbered("and Tom Reed saw that the pier {n} had been built of sand, which nobody liked, "),
}
"""What each is made of; the size is in code points."""


def hostile(name: str, size: int) -> str:
    """A text of ``size`` code points or a little more: half of it news, and behind that half of a family.

    >>> len(hostile("marks", 1000)), hostile("marks", 1000)[-3:]
    (930, '\"\"\"')
    """
    return f"{news(size // 2)}\n\n{FAMILIES[name](size // 2)}"


@attrs.frozen
class Growth:
    """The seconds that a family took at each size."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def power(self) -> float:
        """The power of the size with which the time grew."""
        return math.log(self.seconds[-1] / self.seconds[0]) / math.log(self.sizes[-1] / self.sizes[0])

    def beside(self, news: Growth) -> float:
        """How many times as long as news the half that is none took, code point for code point, at the largest size."""
        size, pace = self.sizes[-1], news.seconds[-1] / news.sizes[-1]
        return (self.seconds[-1] - pace * (size // 2)) / (pace * (size - size // 2))


def measure(name: str, sizes: Sequence[int], model: str, repeat: int) -> Growth:
    """The best time of ``repeat`` at each size."""
    nlp = quoteattr.load(model)
    texts = [hostile(name, size) for size in sizes]
    best = [math.inf] * len(texts)
    for _ in range(repeat):
        for number, text in enumerate(texts):
            started = time.process_time()
            quoteattr.extract(text, nlp=nlp)
            best[number] = min(best[number], time.process_time() - started)
    return Growth(name, tuple(map(len, texts)), tuple(best))


def plot(found: Sequence[Growth], path: Path) -> None:
    """A picture with a line for every family, both axes logarithmic, so that a straight growth is a slope of one."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5), layout="constrained")
    axes = figure.subplots()
    for growth in found:
        axes.plot(growth.sizes, growth.seconds, color="0.6", linewidth=0.8)
    steepest, ordinary = max(found, key=lambda growth: growth.power), found[0]
    axes.plot(steepest.sizes, steepest.seconds, "o-", label=f"steepest: {steepest.name}")
    axes.plot(ordinary.sizes, ordinary.seconds, "o-", label=ordinary.name)
    axes.set(xlabel="code points", ylabel="seconds", xscale="log", yscale="log")
    axes.legend(frameon=False)
    figure.savefig(path, dpi=110)


def megabytes() -> float:
    """The memory that the process holds."""
    return float(psutil.Process().memory_info().rss / 1e6)


@contextmanager
def watched(most: list[float]) -> Iterator[None]:
    """Adds to a list the most memory that the process held within the block, as seen fifty times a second."""
    over, seen = Event(), [megabytes()]

    def watch() -> None:
        while not over.wait(0.02):
            seen.append(max(seen.pop(), megabytes()))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        most.append(max(*seen, megabytes()))


def memory(names: Sequence[str], size: int, model: str) -> float:
    """Prints the memory of the process while each of the texts is read, and after it; gives what the largest of them took.

    What a text takes is the most that the process held above what it held with the pipeline loaded and some news read. The texts
    are read one behind the other, news first and last.
    """
    nlp, most = quoteattr.load(model), list[float]()
    quoteattr.extract(hostile("news", min(size, SIZES[-1])), nlp=nlp)
    before = megabytes()
    print(f"{before:,.0f} MB with the pipeline\n\n| read | MB at most | MB more | MB after it |\n|---|---|---|---|")
    for name in ("news", *(name for name in names if name != "news"), "news"):
        with watched(most):
            quoteattr.extract(hostile(name, size), nlp=nlp)
        gc.collect()
        print(f"| {name} | {most[-1]:,.0f} | {most[-1] - before:,.0f} | {megabytes():,.0f} |", flush=True)
    return max(most) - before


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="names of families, with commas between them")
    parser.add_argument("--largest", type=int, default=max(SIZES), help="code points of the largest text")
    parser.add_argument("--repeat", type=int, default=1, help="how often every size is measured")
    parser.add_argument("--steepest", type=float, default=1.35, help="fail where the time grows with a higher power")
    parser.add_argument(
        "--dearest", type=float, default=3.0, help="fail where a code point takes so many times as long as in news"
    )
    parser.add_argument("--memory", action="store_true", help="print the memory for the largest text of each instead")
    parser.add_argument(
        "--heaviest", type=float, default=500.0, help="fail where a text takes so many MB more than the pipeline does"
    )
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--plot", type=Path, help="write a picture (needs matplotlib)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; the exit status is 1 if a family grows too steeply, takes too long or too much memory."""
    options = parse_arguments(arguments)
    names = options.only.split(",") if options.only else list(FAMILIES)
    model = find_model(options.model)
    print(f"{model}; {os.cpu_count()} {platform.machine()} cores, Python {platform.python_version()}\n")
    if options.memory:
        return int(memory(names, options.largest, model) > options.heaviest)
    sizes = [options.largest * size // max(SIZES) for size in SIZES]
    print(f"| family | {' | '.join(f'{size:,}' for size in sizes)} | power | × news |\n|{'---|' * (len(sizes) + 3)}")
    news = measure("news", sizes, model, options.repeat)
    found = []
    for name in names:
        found.append(news if name == "news" else measure(name, sizes, model, options.repeat))
        seconds = " | ".join(f"{each:.2f} s" for each in found[-1].seconds)
        print(f"| {name} | {seconds} | {found[-1].power:.2f} | {found[-1].beside(news):.2f} |", flush=True)
    if options.plot:
        plot(found, options.plot)
    steep = [growth.name for growth in found if growth.power > options.steepest]
    dear = [growth.name for growth in found if growth.beside(news) > options.dearest]
    if steep:
        print(f"\nsteeper than {options.steepest}: {', '.join(steep)}", file=sys.stderr)
    if dear:
        print(f"\ndearer than {options.dearest} times as much news: {', '.join(dear)}", file=sys.stderr)
    return int(bool(steep or dear))


if __name__ == "__main__":
    raise SystemExit(main())
