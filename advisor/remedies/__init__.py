"""What would cure a breach: every smallest set of changes, evaluated before it is told."""

from advisor.remedies.aftermath import TracedStep, steps_afterwards
from advisor.remedies.changes import FactChange, Remedies, Remedy, merge_changes
from advisor.remedies.find import find_remedies, remedies_of

__all__ = [
    "FactChange",
    "Remedies",
    "Remedy",
    "TracedStep",
    "find_remedies",
    "merge_changes",
    "remedies_of",
    "steps_afterwards",
]
