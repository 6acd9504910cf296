"""What would cure a breach: every smallest set of changes, evaluated before it is told."""

from advisor.remedies.changes import Change, Remedies, Remedy, merged
from advisor.remedies.curing import remedies

__all__ = ["Change", "Remedies", "Remedy", "merged", "remedies"]
