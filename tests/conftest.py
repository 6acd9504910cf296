"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag that rewrites golden files; the rewriting is read in the diff."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program says into the golden files, to be read in the diff",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))
