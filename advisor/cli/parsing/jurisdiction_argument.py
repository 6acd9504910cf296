"""Jurisdictions as people type them: by code or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.cli.errors import exit_with_diagnostics

if TYPE_CHECKING:
    from advisor.model.law import Law


def parse_jurisdiction(name: str, law: Law) -> str:
    """Find a jurisdiction by its code or its name; leaves with status 1 where there is none."""
    from advisor.application.compare import jurisdiction_code

    result = jurisdiction_code(name, law)
    if not isinstance(result, str):
        exit_with_diagnostics(result.diagnostics)
    return result
