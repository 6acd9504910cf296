"""`advisor mcp`: the verbs for an AI assistant on this machine."""

from __future__ import annotations

import typer

from advisor.cli import loading
from advisor.cli.options import Engine, Engines, Policies, today
from advisor.cli.screen import complain


def command(*, policies: Policies = None, engine: Engine = Engines.AUTO) -> None:
    """
    Answer an AI assistant over the Model Context Protocol, on standard input and output.

    The assistant starts it; nothing listens on the network. Every answer carries its
    citations and how well they were read, and tells the assistant to add nothing.
    """
    from advisor.mcp import EXTRA, missing_libraries

    missing = missing_libraries()
    if missing:
        complain(
            f"advisor: error[missing-extra]: an assistant needs `{missing[0]}`\n"
            "   = why: the other commands need none of it, so it is installed only when asked for\n"
            f"   = fix: pip install 'legal-ethics-advisor[{EXTRA}]'"
        )
        raise typer.Exit(loading.FAILED)
    corpus = loading.corpus(policies, engine=engine.value, cases=True)
    from advisor.mcp.server import server

    server(corpus, today).run("stdio")
