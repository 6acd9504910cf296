"""Two opinions side by side: what is not the same in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.opinions import Finding, Opinion


@dataclass(frozen=True, slots=True)
class FindingChange:
    """
    One finding that differs between two opinions.

    `before` and `after` are `None` where the norm does not speak there. `governs` tells
    whether it is law that governs in either.
    """

    before: Finding | None
    after: Finding | None
    governs: bool

    @property
    def matters(self) -> bool:
        """Return whether the change bears on the answer: law that governs, or speaks against."""
        return self.governs or any(
            item.outcome.is_against for item in (self.before, self.after) if item is not None
        )

    @property
    def shown(self) -> Finding:
        """Return the finding to tell the change by: the later one, if there is one."""
        shown = self.after or self.before
        if shown is None:
            message = "a change needs a finding on one side at least"
            raise ValueError(message)
        return shown


@dataclass(frozen=True, slots=True)
class Era:
    """Days from `start` to the day before `end` on which the answer is the same."""

    start: date
    end: date | None
    opinion: Opinion
    changes: tuple[FindingChange, ...] = ()


def finding_changes(before: Opinion, after: Opinion) -> tuple[FindingChange, ...]:
    """
    Find the findings of which two opinions think differently, governing law first.

    Findings are matched by norm, jurisdiction and recipient; silence and inapplicability
    count as the same.
    """
    return (
        *_changed(before.findings, after.findings, governs=True),
        *_changed(before.persuasive, after.persuasive, governs=False),
    )


def _changed(
    before: tuple[Finding, ...], after: tuple[Finding, ...], *, governs: bool
) -> Iterator[FindingChange]:
    old, new = _by_key(before), _by_key(after)
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        if (was.outcome if was else None) != (now.outcome if now else None):
            yield FindingChange(was, now, governs)


def _by_key(findings: tuple[Finding, ...]) -> dict[tuple[str, str | None], Finding]:
    return {
        (finding.id, finding.recipient): finding
        for finding in findings
        if finding.outcome is not Outcome.INAPPLICABLE
    }
