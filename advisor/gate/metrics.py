"""What the gate has done, counted for a monitor: numbers and words of its own, nothing of mail."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.gate.audit_log import Disposition
    from advisor.gate.check_result import CheckResult

_REQUEST, _PATIENCE = 8_192, 10.0
_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class GateMetrics:
    """Counts messages by what became of them, and shows how much is under way."""

    def __init__(self, under_way: Mapping[str, Callable[[], int]]) -> None:
        """`under_way` gives by name what is counted at the moment of asking."""
        self._messages: Counter[tuple[str, str]] = Counter()
        self._under_way = under_way

    def note(self, judgment: CheckResult, did: Disposition) -> None:
        """Count one record."""
        said = judgment.verdict.value if judgment.verdict else ""
        said = said or (judgment.skipped.value if judgment.skipped else "failure")
        self._messages[said, did.value] += 1

    def text(self) -> str:
        """Return all of it in the text form of Prometheus."""
        lines = [
            "# HELP advisor_gate_messages_total Messages by verdict, or why there is none.",
            "# TYPE advisor_gate_messages_total counter",
        ]
        lines += [
            f'advisor_gate_messages_total{{verdict="{said}",did="{did}"}} {count}'
            for (said, did), count in sorted(self._messages.items())
        ]
        for name, ask in self._under_way.items():
            lines += [f"# TYPE advisor_gate_{name} gauge", f"advisor_gate_{name} {ask()}"]
        return "\n".join([*lines, ""])

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request of a monitor."""
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError,
                      asyncio.LimitOverrunError):  # fmt: skip
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                asked = head[:_REQUEST].split(b"\r\n", 1)[0].split(b" ")
                found = asked[:2] == [b"GET", b"/metrics"]
                body = self.text().encode() if found else b"there is /metrics here\n"
                status = "200 OK" if found else "404 Not Found"
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: {_TYPE}\r\n"
                    f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        writer.close()
