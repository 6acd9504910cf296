"""Checks of cases: norms without one, and expectations of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic

if TYPE_CHECKING:
    from advisor.model.law import Law


def check_cases(law: Law) -> Iterator[Diagnostic]:
    """Find norms that no case mentions, and expectations about people not listed."""
    expected = set()
    for case in law.cases:
        people = {person.name for person in case.scenario.people}
        for one in (*case.expect.findings, *case.expect.persuasive):
            expected.add(one.norm)
            for name in one.outcomes:
                if name is not None and name not in people:
                    yield Diagnostic(
                        "unknown-recipient",
                        one.at or case.at or NO_PLACE,
                        f"the case `{case.name}` lists no recipient named `{name}`",
                        "an expectation of nobody would never be checked",
                        "use a name of its `recipients`",
                    )
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
