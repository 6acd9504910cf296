"""What would cure a breach: every smallest set of changes, evaluated before it is told."""

from advisor.remedies.changes import FactChange, Remedies, Remedy, merge_changes
from advisor.remedies.find import find_remedies

__all__ = ["FactChange", "Remedies", "Remedy", "find_remedies", "merge_changes"]
