"""The gate's own header lines in a message: those of others taken out, its own put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.gate.check_result import CheckResult

HEADER_PREFIX = "X-Advisor-"
VERDICT, NORMS = f"{HEADER_PREFIX}Verdict", f"{HEADER_PREFIX}Norms"

_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_OURS = re.compile(rb"\.?x-advisor-[!-9;-~]*[ \t]*:", re.IGNORECASE)
_WIDTH = 78


def stripped(content: bytes) -> bytes:
    r"""
    Take out header lines that claim to be the gate's; every other byte stays.

    >>> stripped(b"To: a\r\nx-advisor-verdict: clear;\r\n\tweight=none\r\nCc: b\r\n\r\nBody\r\n")
    b'To: a\r\nCc: b\r\n\r\nBody\r\n'
    """
    if b"x-advisor-" not in content.lower():
        return content
    kept: list[bytes] = []
    start, dropping = 0, False
    while start < len(content):
        end = content.find(b"\n", start) + 1 or len(content)
        line = content[start:end]
        if line[:1] not in {b" ", b"\t"}:
            if not _FIELD.match(line):
                break
            dropping = _OURS.match(line) is not None
        if not dropping:
            kept.append(line)
        start = end
    return b"".join(kept) + content[start:]


def with_verdict_header(content: bytes, judgment: CheckResult) -> bytes:
    """Put the verdict on top of a message, in place of any such line in it."""
    return header(judgment).encode("ascii", "backslashreplace") + stripped(content)


def header(judgment: CheckResult) -> str:
    r"""
    Write the header lines: the verdict and the norms it rests on, and nothing else.

    >>> from advisor.gate.check_result import CheckResult, Skipped
    >>> header(CheckResult(skipped=Skipped.TIME_LIMIT))
    'X-Advisor-Verdict: unchecked; reason=time-limit\r\n'
    """
    if judgment.verdict is None:
        skipped = judgment.skipped
        word = "unchecked" if skipped is None or skipped.ours else "none"
        return f"{VERDICT}: {word}; reason={skipped.value if skipped else 'failure'}\r\n"
    weight = f"; weight={judgment.weight}" if judgment.weight else ""
    lines = [f"{VERDICT}: {judgment.verdict.value}{weight}"]
    if judgment.norms:
        lines += _folded(f"{NORMS}:", judgment.norms)
    return "".join(f"{line}\r\n" for line in lines)


def _folded(name: str, words: tuple[str, ...]) -> list[str]:
    lines, line = [], name
    for at, word in enumerate(words):
        shown = word + ("," if at + 1 < len(words) else "")
        if len(line) + 1 + len(shown) > _WIDTH and line.strip():
            lines.append(line)
            line = ""
        line += f" {shown}"
    return [*lines, line]
