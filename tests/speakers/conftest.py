"""What the tests of this wing share: a text's cast before anybody has spoken, and whom the library takes its sources for."""

from __future__ import annotations

import pytest

from quoteattr import Quote, pipeline
from quoteattr.nlp import parsing
from quoteattr.people import identities, names
from quoteattr.roles import statements, unnamed
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Queries


@pytest.fixture(scope="session")
def queries(nlp):
    """Of a text: what makes its queries, with its cast as it is before the first of them, and its attributions."""

    def read(text):
        (parsed,) = parsing.parse(nlp, [text])
        reading = pipeline.read(*parsed)
        named = names.find(reading.page)
        cast = Cast(reading.page, identities.cluster(reading.page, named), statements.read(reading.page, named))
        return Queries(cast, unnamed.of_phrase), reading.found

    return read


@pytest.fixture(scope="session")
def told(extract):
    """Each quotation's source (``-`` where it has none), speaker with its kind if it is no person, and rule, on a line."""

    def line(quote: Quote) -> str:
        speaker = quote.speaker
        kind = f" ({speaker.kind})" if speaker and speaker.kind != "person" else ""
        return f"{quote.source or '-'}: {speaker.label if speaker else 'nobody'}{kind}, {quote.evidence[-1].rule}"

    return lambda text, **options: [line(quote) for quote in extract(text, **options).quotes]
