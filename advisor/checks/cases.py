"""Checks of cases: norms without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic

if TYPE_CHECKING:
    from advisor.model.law import Law


def check_cases(law: Law) -> Iterator[Diagnostic]:
    """Find norms of which no case expects anything."""
    expected = {
        one.norm for case in law.cases for one in (*case.expect.findings, *case.expect.persuasive)
    }
    for policy in law.policies.values():
        for norm in policy.norms:
            if norm.id not in expected:
                yield Diagnostic(
                    "missing-case",
                    norm.at or NO_PLACE,
                    f"no case expects anything of `{norm.id}`",
                    "a norm that nothing exercises may say anything",
                    "add a case in which it bites and one, a single fact away, in which"
                    " it does not",
                )
