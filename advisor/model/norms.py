"""One obligation, prohibition, recommendation, permission, exemption or open question."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from advisor.model.authorities import ALWAYS_IN_FORCE, Kind, Period, Verification
from advisor.model.conditions import ALWAYS_TRUE
from advisor.model.truth import Truth, every
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.diagnostics import Span
    from advisor.model.authorities import Citation
    from advisor.model.conditions import Condition


class Modality(Enum):
    """What a norm does with its act."""

    MUST = "must"
    MUST_NOT = "must_not"
    SHOULD = "should"
    SHOULD_NOT = "should_not"
    MAY = "may"
    NEED_NOT = "need_not"
    UNSETTLED = "unsettled"

    @property
    def verb(self) -> str:
        """Give the verb that a statement of the law has for it: `must not`."""
        return self.value.replace("_", " ")

    @property
    def forbids(self) -> bool:
        """Tell whether the act is forbidden or advised against."""
        return self in (Modality.MUST_NOT, Modality.SHOULD_NOT)

    @property
    def commands(self) -> bool:
        """Tell whether the act is commanded or advised."""
        return self in (Modality.MUST, Modality.SHOULD)

    @property
    def is_strict(self) -> bool:
        """Tell whether disregard is a breach rather than advice not followed."""
        return self in (Modality.MUST, Modality.MUST_NOT)


class Outcome(Enum):
    """What became of one norm for one recipient or for the whole message."""

    MET = "met"
    BREACHED = "breached"
    NOT_FOLLOWED = "not-followed"
    OPEN = "open"
    AVAILABLE = "available"
    UNSETTLED = "unsettled"
    INAPPLICABLE = "inapplicable"
    DEFEATED = "defeated"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class NormException:
    """A named condition that lifts the norm it stands in, and no other."""

    name: str
    means: str
    when: Condition
    citations: tuple[Citation, ...] = ()
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Position:
    """What one side says on a question that the authorities leave open."""

    says: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A norm that this one sets aside where both apply, with the citation for it."""

    norm: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Norm:
    """
    One paragraph of one instrument, as a condition and a sentence.

    `id` is `policy#name`; `text` completes the sentence of its modality and may hold
    `{recipient}`, `{sender}` and `{jurisdiction}`.
    `compliance` is `met_if` for what is commanded and `breached_if` for what is forbidden.
    `citations[0]` is the norm's own pinpoint.
    """

    id: str
    act: str
    bearer: str
    modality: Modality
    text: str
    citations: tuple[Citation, ...]
    verified: Verification
    kind: Kind
    when: Condition = ALWAYS_TRUE
    compliance: Condition | None = None
    exceptions: tuple[NormException, ...] = ()
    overrides: tuple[Override, ...] = ()
    positions: tuple[Position, ...] = ()
    because: str = ""
    caveat: str = ""
    in_force: Period = ALWAYS_IN_FORCE
    topics: tuple[str, ...] = ()
    at: Span | None = field(default=None, compare=False)

    @property
    def policy(self) -> str:
        """Name the policy the norm stands in."""
        return self.id.partition("#")[0]


def applies(governs: Truth, when: Truth, exceptions: Sequence[Truth]) -> Truth:
    """Tell whether a norm that is in force applies (policy language, section 5)."""
    return every([governs, when, *(truth.negated() for truth in exceptions)])


def norm_outcome(
    modality: Modality,
    *,
    governs: Truth,
    when: Truth,
    exceptions: Sequence[Truth],
    compliance: Truth | None,
) -> tuple[Outcome, int | None]:
    """
    Settle what became of a norm, with the index of the exception that lifted it.

    `compliance` is the truth of `met_if` or `breached_if`; `None` where there is none.
    Policy language, section 5, both tables.
    """
    match applies(governs, when, exceptions):
        case Truth.FALSE:
            rest = every([governs, when])
            if rest is not Truth.FALSE and Truth.TRUE in exceptions:
                return Outcome.DEFEATED, list(exceptions).index(Truth.TRUE)
            return Outcome.INAPPLICABLE, None
        case Truth.UNKNOWN:
            return Outcome.UNDETERMINED, None
        case Truth.TRUE:
            return _complied(modality, compliance), None


def _complied(modality: Modality, compliance: Truth | None) -> Outcome:
    if modality is Modality.UNSETTLED:
        return Outcome.UNSETTLED
    if modality in (Modality.MAY, Modality.NEED_NOT):
        return Outcome.AVAILABLE
    if compliance is None or compliance is Truth.UNKNOWN:
        return Outcome.OPEN
    if (compliance is Truth.TRUE) is modality.commands:
        return Outcome.MET
    return Outcome.BREACHED if modality.is_strict else Outcome.NOT_FOLLOWED
