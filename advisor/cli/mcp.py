"""`advisor mcp`: the verbs for an AI assistant on this machine."""

from __future__ import annotations

from advisor.cli.errors import require_libraries
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.clock import today
from advisor.cli.loading.profile_input import ProfileFinder
from advisor.cli.parsing.options import EngineOption, Engines, Policies, ProfileFile


def command(
    *,
    profile: ProfileFile = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
) -> None:
    """
    Answer an AI assistant over the Model Context Protocol, on standard input and output.

    The assistant starts it; nothing listens on the network. Every answer carries its
    citations and how well they were read, and tells the assistant to add nothing. Your own
    profile tells of the lawyer and the firm what the assistant does not.
    """
    from advisor.mcp import MCP_EXTRA, missing_mcp_libraries

    require_libraries("an assistant needs", missing_mcp_libraries(), MCP_EXTRA)
    corpus = corpus_loader.load_corpus(policies, engine=engine.value, cases=True)
    from advisor.mcp.server import server

    corpus = corpus.with_profile(ProfileFinder(corpus.law, profile).profile())
    server(corpus, today).run("stdio")
