"""The verbs for an AI assistant, over the Model Context Protocol, on standard input and output."""

from __future__ import annotations

from importlib.util import find_spec

MCP_EXTRA = "mcp"


def missing_mcp_libraries() -> tuple[str, ...]:
    """Return the names of the libraries of the extra that are not installed."""
    return () if find_spec("mcp") is not None else ("mcp",)
