"""Findings sorted by what the lawyer has to do about them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import messages
from advisor.model.authorities import Verification
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports.document import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from advisor.model.opinions import Finding


class Duty(Enum):
    """What a finding asks of the lawyer, most pressing first."""

    STOP = "stop"
    CHECK = "check"
    HEED = "heed"
    DECIDE = "decide"
    MAY = "may"
    NOT_REQUIRED = "not-required"
    UNSETTLED = "unsettled"
    MET = "met"
    LIFTED = "lifted"
    SET_ASIDE = "set-aside"
    SILENT = "silent"

    @property
    def tone(self) -> Tone:
        """Colour the duty."""
        if self in (Duty.STOP, Duty.HEED):
            return Tone.AGAINST
        if self is Duty.CHECK:
            return Tone.CHECK
        if self in (Duty.DECIDE, Duty.UNSETTLED):
            return Tone.OPEN
        return Tone.FOR if self in (Duty.MAY, Duty.NOT_REQUIRED, Duty.MET) else Tone.QUIET

    @property
    def is_pressing(self) -> bool:
        """Return whether the reader needs every word of it, not the sentence only."""
        return self in (
            Duty.STOP,
            Duty.CHECK,
            Duty.HEED,
            Duty.DECIDE,
            Duty.UNSETTLED,
            Duty.MAY,
        )


DUTY_TITLES = messages(
    "heading",
    {
        Duty.STOP: "Stop: breached",
        Duty.CHECK: "Check first: against a text that was not read",
        Duty.HEED: "Advised against, or not done as advised",
        Duty.DECIDE: "Do first, or decide",
        Duty.MAY: "Allowed",
        Duty.NOT_REQUIRED: "Not required",
        Duty.UNSETTLED: "Unsettled",
        Duty.MET: "Already met",
        Duty.LIFTED: "Lifted by an exception",
        Duty.SET_ASIDE: "Set aside by other law",
        Duty.SILENT: "Does not apply",
    },
)


def duty(finding: Finding) -> Duty:
    """Return what one finding asks for."""
    if finding.overridden_by is not None:
        return Duty.SET_ASIDE
    if finding.outcome is Outcome.BREACHED and _is_unread(finding):
        return Duty.CHECK
    if finding.modality.exempts and finding.outcome is Outcome.AVAILABLE:
        return Duty.NOT_REQUIRED
    return _duty_of(finding.outcome)


def _is_unread(finding: Finding) -> bool:
    """Return whether nobody has read the text that a finding is about."""
    return finding.stands_in or (
        finding.verified is Verification.UNVERIFIED and finding.governs is Truth.TRUE
    )


def _duty_of(outcome: Outcome) -> Duty:
    match outcome:
        case Outcome.BREACHED:
            return Duty.STOP
        case Outcome.NOT_FOLLOWED:
            return Duty.HEED
        case Outcome.OPEN | Outcome.UNDETERMINED:
            return Duty.DECIDE
        case Outcome.AVAILABLE:
            return Duty.MAY
        case Outcome.UNSETTLED:
            return Duty.UNSETTLED
        case Outcome.MET:
            return Duty.MET
        case Outcome.DEFEATED:
            return Duty.LIFTED
        case Outcome.INAPPLICABLE:
            return Duty.SILENT
    assert_never(outcome)


def by_duty(findings: Iterable[Finding]) -> Mapping[Duty, tuple[Finding, ...]]:
    """Sort findings by what is to be done, keeping their order within."""
    sorted_: dict[Duty, list[Finding]] = {item: [] for item in Duty}
    for finding in findings:
        sorted_[duty(finding)].append(finding)
    return {item: tuple(found) for item, found in sorted_.items() if found}
