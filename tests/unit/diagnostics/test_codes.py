"""One registry holds every code that the program emits, and no other."""

from __future__ import annotations

from typing import get_args

import pytest
from unit.diagnostics.emitted import emitted_codes, package_of

from advisor.diagnostics.codes import Code
from advisor.diagnostics.registry import REGISTRY, Finder, Meaning, codes_of, meaning_of

EMITTED = tuple(emitted for emitted in emitted_codes() if emitted.code in REGISTRY)
"""Values of a tuple that is annotated with `Code` among others are not all codes."""


def test_every_name_has_a_meaning() -> None:
    """The names that the type checker knows are those of the registry, in the same order."""
    assert get_args(Code) == tuple(REGISTRY)


@pytest.mark.parametrize("code", REGISTRY)
def test_found_by_those_who_emit_it(code: Code) -> None:
    """A code is emitted, and the registry names exactly the parts of the program that do it."""
    packages = {package_of(emitted.path) for emitted in EMITTED if emitted.code == code}
    finders = {finder for finder in Finder if packages & set(finder.packages)}

    assert finders == set(REGISTRY[code].found_by)
    assert packages <= {package for finder in finders for package in finder.packages}


def test_no_code_is_emitted_as_plain_text() -> None:
    """A code goes through a parameter that the type checker holds to the registry."""
    import re

    from unit.diagnostics.emitted import PACKAGE

    written = [
        f"{path.relative_to(PACKAGE)}: {found}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for found in re.findall(r"(?:error|warning)\[[a-z-]+\]", path.read_text("utf-8"))
        if path.name != "diagnostics.py"  # the example of the one format
    ]

    assert [] == written


def test_each_part_finds_something() -> None:
    """No part of the program stands in the list of those who find problems for nothing."""
    assert [] == [finder for finder in Finder if not codes_of(finder)]


def test_codes_of_any_origin() -> None:
    """A code that comes from outside may be unknown."""
    meaning = meaning_of("unknown-fact")

    assert isinstance(meaning, Meaning)
    assert meaning_of("no-such-code") is None
