"""A small law, and the means to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from unit.corpus.utopia import GROUND, Found, Reader

from advisor.corpus import Layer, read_law
from advisor.corpus.conditions import ConditionParser
from advisor.corpus.symbols import symbols_of
from advisor.diagnostics import Diagnostic
from advisor.model.conditions import Condition
from advisor.model.law import Law
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.files import parse_bytes


@pytest.fixture(scope="session")
def ground() -> Layer:
    """Return the sound layer that the examples stand on."""
    return Layer("ground", GROUND)


@pytest.fixture(scope="session")
def law(ground: Layer) -> Law:
    """Return the law of the ground."""
    law, problems = read_law([ground])
    assert () == problems
    assert law is not None
    return law


@pytest.fixture
def over(tmp_path: Path, ground: Layer) -> Reader:
    """Read files, given by path and text, as a layer over the ground."""

    def read(files: Mapping[str, str]) -> Found:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return read_law([ground, Layer("over", tmp_path)], cases=True)

    return read


@pytest.fixture
def condition(law: Law) -> Callable[[str], tuple[Condition, list[Diagnostic]]]:
    """Read a condition, written as YAML, against the ground."""

    def read(text: str) -> tuple[Condition, list[Diagnostic]]:
        problems = DiagnosticSink()
        node = parse_bytes(text, "<condition>", problems)
        return ConditionParser(symbols_of(law), problems, here="UT-AM").read(node), problems.found

    return read
