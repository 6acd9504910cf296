"""The C module of durable_rules, for the tests that need it."""

from __future__ import annotations

import pytest

from advisor.engine.durable import Unavailable, load_module
from advisor.engine.durable.c_module import RulesModule


def module() -> RulesModule:
    """Load it; where it cannot be had, the tests of this file have nothing to test."""
    try:
        return load_module()[0]
    except Unavailable as reason:
        pytest.skip(str(reason), allow_module_level=True)
