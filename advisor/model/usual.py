"""What any colleague would assume of one scenario, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.model.authorities import Weight
    from advisor.model.conclusions import FactAt
    from advisor.model.opinions import Verdict
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


@dataclass(frozen=True, slots=True)
class UsualOutlook:
    """
    What the verdict would be if the usual held, where that is another one.

    `assumed` are the usual facts on which it rests, with those for which these are usual;
    `deciding` is the one that makes the verdict where one alone does. `otherwise` says what
    the verdict would be if one of them were not so, where that was asked and makes a change.
    """

    verdict: Verdict
    weight: Weight | None
    assumed: tuple[UsualFact, ...]
    deciding: UsualFact | None = None
    otherwise: Mapping[FactAt, Verdict] = field(default_factory=dict)
