"""Lines end where a line feed or a carriage return does, whoever splits them."""

from __future__ import annotations

import ast
from pathlib import Path

import advisor

BYTES = {"web/api/request_body.py", "mail/parse/transfer_encoding.py"}
"""Of bytes `splitlines` looks for line feeds and carriage returns alone."""


def test_nobody_splits_text_at_characters_that_end_no_line() -> None:
    """`str.splitlines` also splits at form feeds and separators, where a file goes on."""
    package = Path(advisor.__file__).parent
    found = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "splitlines"
    }

    assert set() == found - BYTES
