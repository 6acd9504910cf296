"""What any colleague would assume of one scenario, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.conclusions import FactAt
    from advisor.model.relations import UsualValue
    from advisor.model.vocabulary import Value


@dataclass(frozen=True, slots=True)
class UsualFact:
    """
    A value that a fact usually has in one scenario where nobody told it.

    `who` is the index of the recipient it is about, `None` for the message; `by` is what
    says so.
    """

    fact: str
    who: int | None
    value: Value
    by: UsualValue

    @property
    def about(self) -> FactAt:
        """Return the fact with whom it is about."""
        return self.fact, self.who
