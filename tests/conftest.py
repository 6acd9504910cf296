"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.registry import REGISTRY

os.environ["ADVISOR_NO_CACHE"] = "1"  # what a test writes is not kept for the next one


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag that rewrites golden files; the rewriting is read in the diff."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program says into the golden files, to be read in the diff",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Return whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True, scope="session")
def registered_diagnostics() -> Iterator[None]:
    """Hold every diagnostic of every test to the registry, whatever its code was made of."""
    span = Span("<test>")
    Diagnostic("unknown-fact", span, "", "", "")  # writes the `__init__` that is wrapped
    construct = Diagnostic.__init__

    def checked(self: Diagnostic, *args: object, **fields: object) -> None:
        construct(self, *args, **fields)
        assert self.code in REGISTRY, f"`{self.code}` is not in the registry"
        assert self.severity is REGISTRY[self.code].severity, f"`{self.code}` is of one severity"

    Diagnostic.__init__ = checked
    yield
    Diagnostic.__init__ = construct
