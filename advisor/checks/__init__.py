"""Is a law sound? What is well-formed and still cannot be right."""

from advisor.checks.soundness import check

__all__ = ["check"]
