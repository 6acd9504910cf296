"""Jurisdictions as people type them: by code or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.cli.stopping import stop_for

if TYPE_CHECKING:
    from advisor.model.law import Law


def code_of(name: str, law: Law) -> str:
    """Find a jurisdiction by its code or its name; leaves with status 1 where there is none."""
    from advisor.service.comparisons import jurisdiction_code

    found = jurisdiction_code(name, law)
    if not isinstance(found, str):
        stop_for(found.diagnostics)
    return found
