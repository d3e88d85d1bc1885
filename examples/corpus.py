"""A folder of articles (*.txt) to a file of quotations: one JSON object a line.

    python examples/corpus.py examples/articles quotes.jsonl

Every line is a row of ``Article.to_dicts``, with the name of the file that the quotation stands in as ``article``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import quoteattr


def main(folder: str, target: str) -> None:
    """Reads the folder and writes the file; memory does not grow with the corpus."""
    files = sorted(Path(folder).glob("*.txt"))
    pairs = ((file.read_text(encoding="utf-8", errors="replace"), file.stem) for file in files)
    written = 0
    with open(target, "w", encoding="utf-8") as out:
        for article, name in quoteattr.pipe(pairs, as_tuples=True):
            for row in article.to_dicts():
                out.write(json.dumps({"article": name, **row}, ensure_ascii=False) + "\n")
                written += 1
    print(f"{len(files)} articles, {written} quotations: {target}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
