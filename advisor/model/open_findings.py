"""Of what is still open, what may come to the worst, and what is asked of it first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from advisor.model.authorities import Verification
from advisor.model.opinions import Verdict

if TYPE_CHECKING:
    from advisor.model.opinions import Finding, Missing
    from advisor.model.vocabulary import Vocabulary


def worst_waiting(waiting: Iterable[Finding]) -> Finding:
    """Return the finding that would be worst; all of them wait for some fact."""
    return min(waiting, key=_how_bad)


def worst_verdict(finding: Finding) -> Verdict | None:
    """Return the verdict of a finding that is still open, if it came to the worst."""
    if not finding.modality.is_strict:
        return None
    is_sure = finding.verified is not Verification.UNVERIFIED and not finding.stands_in
    return Verdict.STOP if is_sure else Verdict.VERIFY


def missing_in_order(finding: Finding, vocabulary: Vocabulary) -> Sequence[Missing]:
    """Return the facts for which a finding waits, in the order of the vocabulary."""
    return sorted(finding.missing, key=lambda one: vocabulary.facts[one.fact].order)


def _how_bad(finding: Finding) -> tuple[bool, bool, int, int]:
    return (
        not finding.modality.is_strict,
        worst_verdict(finding) is not Verdict.STOP,
        finding.weight.rank,
        len(finding.missing),
    )
