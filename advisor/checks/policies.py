"""Checks of whole policies: their scope and their age."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.model.authorities import Kind

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.law import Law
    from advisor.model.policies import Policy

NO_PLACE = Span("<law>")
_BIND_NOBODY = (Kind.MODEL_RULE, Kind.DRAFT)


def check_policies(law: Law, today: date | None) -> Iterator[Diagnostic]:
    """Find policies that can never govern, and those that are due for a second reading."""
    for policy in law.policies.values():
        if not _has_scope(law, policy):
            code = policy.authority.jurisdiction
            yield Diagnostic(
                "no-scope",
                policy.at or NO_PLACE,
                f"nothing says when the law of `{code}` governs",
                "whether this policy governs would stay unknown in every scenario",
                f"give `{code}` a `governs_when` in `jurisdictions/`, or this policy its own",
            )
        review = policy.authority.review_by
        if today is not None and review is not None and review < today:
            yield Diagnostic(
                "past-review",
                policy.at or NO_PLACE,
                f"`{policy.id}` was to be read again by {review}",
                "the text may have changed since it was verified",
                "read the authority again and move `verified.on` and `review_by`",
                Severity.WARNING,
            )


def _has_scope(law: Law, policy: Policy) -> bool:
    if policy.scope is not None or policy.authority.kind in _BIND_NOBODY:
        return True
    jurisdiction = law.jurisdictions.get(policy.authority.jurisdiction)
    return jurisdiction is not None and jurisdiction.scope is not None
