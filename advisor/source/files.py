"""Bytes to text, within limits, and from there to marked values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.diagnostics import Span
from advisor.source.nodes import ScalarNode, SourceText
from advisor.source.read_bytes import bytes_of
from advisor.source.yaml_parser import parse

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

LAW_LIMIT = 2_000_000
SCENARIO_LIMIT = 5_000_000
_BOM = "\ufeff"
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)


def read_bytes(
    file: Traversable | str, source: str, limit: int, problems: DiagnosticSink
) -> bytes | None:
    """Read a file of at most `limit` bytes, by itself or its path; a larger one is left."""
    try:
        data = _beginning(file, limit)
    except OSError as error:
        problems.add(
            "unreadable",
            Span(source),
            f"the file cannot be read: {(error.strerror or 'unknown error').lower()}",
            why="without it the answer would rest on part of what was given",
            fix="check the path and the permissions",
        )
        return None
    if len(data) > limit:
        report_size(Span(source), limit, problems)
        return None
    return data


def _beginning(file: Traversable | str, limit: int) -> bytes:
    """Read just beyond a limit; by the path where there is one, which a quick start feels."""
    if isinstance(file, str):
        return bytes_of(file, limit)
    if isinstance(file, Path):
        return bytes_of(str(file), limit)
    with file.open("rb") as opened:
        result: bytes = opened.read(limit + 1)
        return result


def report_size(at: Span, limit: int, problems: DiagnosticSink) -> None:
    """Note that something is larger than may be read."""
    problems.add(
        "too-large",
        at,
        f"this is larger than the limit of {limit // 1_000_000} MB",
        why="a file of this kind is written by hand; one of this size is something else",
        fix="check that this is the right file, or split it",
    )


def parse_bytes(data: bytes | str, source: str, problems: DiagnosticSink) -> Node | None:
    """Read the text of a file into marked values; `None` where that cannot be done."""
    text = data if isinstance(data, str) else _decoded(data, source, problems)
    if text is None:
        return None
    if text.startswith(_BOM):
        text = text[1:]
        problems.warn(
            "byte-order-mark",
            SourceText(source, text).top,
            "the file starts with a byte-order mark",
            why="it is invisible, and programs that compare files stumble over it",
            fix="save the file as UTF-8 without a byte-order mark",
        )
    if text.lstrip()[:1] == "{":
        text = _PAIR.sub(_joined, text)
    page = SourceText(source, text)
    if (bad := _NOT_TEXT.search(text)) is not None:
        _report_character(page, bad.start(), problems)
        return None
    before = len(problems.found)
    node = parse(page, problems)
    if isinstance(node, ScalarNode) and node.value is None:
        node = None
    if node is None and len(problems.found) == before:
        _report_empty(page, problems)
    return node


def _decoded(data: bytes, source: str, problems: DiagnosticSink) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = data[: error.start].split(b"\n")
        column = len(lines[-1].decode("utf-8", "replace")) + 1
        rest = data[error.start :].split(b"\n", 1)[0]
        excerpt = (lines[-1] + rest).decode("utf-8", "replace")
        at = Span(source, len(lines), column, column + 1, excerpt)
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        said = "UTF-16" if wide else f"the byte {data[error.start]:#04x} here is not"
        problems.add(
            "not-utf8",
            at,
            f"the file is {said}, not UTF-8" if wide else f"{said} UTF-8",
            why="in another encoding letters and signs would be read as others",
            fix="save the file as UTF-8",
        )
        return None


def _joined(found: re.Match[str]) -> str:
    """Join a surrogate pair: JSON spells rare characters so, YAML does not know it."""
    high, low = int(found[2], 16), int(found[3], 16)
    return found[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _report_character(page: SourceText, index: int, problems: DiagnosticSink) -> None:
    before = page.text[:index]
    line = len(SourceText("", before).lines) - 1
    column = len(SourceText("", before).lines[-1])
    problems.add(
        "control-character",
        page.span(line, column, line, column + 1),
        f"the character U+{ord(page.text[index]):04X} here is not text",
        why="characters that nobody sees can hide what a file says",
        fix="remove it; if the file is no text at all, it is the wrong file",
    )


def _report_empty(page: SourceText, problems: DiagnosticSink) -> None:
    problems.add(
        "empty-file",
        page.top,
        "the file says nothing",
        why="an empty file is more often an accident than an intention",
        fix="write it, or remove it",
    )
