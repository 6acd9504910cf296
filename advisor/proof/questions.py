"""What is asked of a body of law: each question is settled by one day on which all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from advisor.advice.norms_in_force import NormInstance
    from advisor.diagnostics import Span
    from advisor.model.conditions import Condition
    from advisor.model.law_flaws import FlawKind
    from advisor.model.scenarios import Scenario
    from advisor.proof.law_of_day import ProvableDay


@dataclass(frozen=True)
class ProofQuestion:
    """
    One thing that a solver is asked of a day of law.

    `is_sound` tells whether all is well; where it is not, `says` tells what is wrong, and
    `show` finds the scenario that shows it. With `one_is_enough` it is a flaw already where it
    is so on one day; with `needs_days` nothing can be said by one day alone.
    """

    kind: FlawKind
    subjects: tuple[str, ...]
    is_sound: Callable[[ProvableDay], bool]
    says: Callable[[ProvableDay], str]
    show: Callable[[ProvableDay], Scenario | None] = field(default=lambda _: None)
    instances: tuple[NormInstance, ...] = ()
    places: tuple[str, ...] = ()
    at: Span | None = None
    detail: str = ""
    one_is_enough: bool = False
    needs_days: bool = False

    @property
    def key(self) -> tuple[FlawKind, tuple[str, ...], tuple[str, ...], str]:
        """Return what stays the same of it from day to day."""
        return self.kind, self.subjects, self.places, self.detail


@dataclass(frozen=True)
class QuestionBundle:
    """
    The questions that rest on the same norms and conditions, made when they are asked.

    `key` is what stays the same of them from day to day.
    """

    key: Hashable
    questions: Callable[[], Iterable[ProofQuestion]]
    instances: tuple[NormInstance, ...] = ()
    reads: tuple[Condition, ...] = ()
