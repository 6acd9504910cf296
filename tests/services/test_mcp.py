"""The assistants' server as an assistant starts it: the command, over its standard streams."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs/examples/settlement-offer.yaml"


def test_the_same_opinion_as_on_the_command_line() -> None:
    """An assistant hears the verdict, findings and citations that `advisor check` gives."""
    done = subprocess.run(
        [sys.executable, "-m", "advisor", "check", str(EXAMPLE), "--output", "json"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    told = json.loads(done.stdout)

    async def talk() -> dict[str, Any]:
        import yaml

        scenario = yaml.safe_load(EXAMPLE.read_text())
        scenario["as_of"] = str(scenario["as_of"])
        how = StdioServerParameters(
            command=sys.executable, args=["-m", "advisor", "mcp"], cwd=str(ROOT)
        )
        async with Client(stdio_client(how)) as client:
            result = await client.call_tool("check", {"scenario": scenario, "detail": "full"})
        assert result.structured_content is not None
        assert json.loads(getattr(result.content[0], "text", "")) == result.structured_content
        return dict(result.structured_content)

    heard = asyncio.run(talk())

    def cited(opinion: dict[str, Any]) -> list[Any]:
        return [
            (one["norm"], one["outcome"], [(it["cite"], it["pinpoint"]) for it in one["citations"]])
            for one in opinion["findings"]
        ]

    assert told["verdict"] == heard["verdict"]
    assert told["receipt"] == heard["receipt"]
    assert cited(told) == cited(heard)
    assert [one["question"] for one in told["asks"]] == [
        one["question"] for one in heard["questions"]
    ]
