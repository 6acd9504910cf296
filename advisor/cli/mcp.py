"""`advisor mcp`: the verbs for an AI assistant on this machine."""

from __future__ import annotations

from advisor.cli import loading
from advisor.cli.clock import today
from advisor.cli.options import Engine, Engines, Policies
from advisor.cli.stopping import need


def command(*, policies: Policies = None, engine: Engine = Engines.AUTO) -> None:
    """
    Answer an AI assistant over the Model Context Protocol, on standard input and output.

    The assistant starts it; nothing listens on the network. Every answer carries its
    citations and how well they were read, and tells the assistant to add nothing.
    """
    from advisor.mcp import EXTRA, missing_libraries

    need("an assistant needs", missing_libraries(), EXTRA)
    corpus = loading.corpus(policies, engine=engine.value, cases=True)
    from advisor.mcp.server import server

    server(corpus, today).run("stdio")
