"""One obligation, prohibition, recommendation, permission, exemption or open question."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, assert_never

from advisor.model.authorities import ALWAYS_IN_FORCE, Kind, Period, Verification
from advisor.model.conditions import ALWAYS_TRUE
from advisor.model.truth import Truth, every
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.diagnostics import Span
    from advisor.model.authorities import Citation
    from advisor.model.conditions import Condition


class Stance(Enum):
    """What a norm wants of its act, however strictly."""

    COMMANDS = "commands"
    FORBIDS = "forbids"
    PERMITS = "permits"
    EXEMPTS = "exempts"
    LEAVES_OPEN = "leaves open"


class Modality(Enum):
    """What a norm does with its act."""

    MUST = "must"
    MUST_NOT = "must_not"
    SHOULD = "should"
    SHOULD_NOT = "should_not"
    MAY = "may"
    NEED_NOT = "need_not"
    UNSETTLED = "unsettled"

    # Members are single objects: hashing them by identity is right, and much quicker.
    __hash__ = object.__hash__

    @property
    def verb(self) -> str:
        """Return the verb that a statement of the law has for it: `must not`."""
        return self.value.replace("_", " ")

    @property
    def stance(self) -> Stance:
        """Return what the norm wants of its act."""
        return _STANCES[self]

    @property
    def is_strict(self) -> bool:
        """Return whether disregard is a breach rather than advice not followed."""
        return self in _STRICT

    @property
    def forbids(self) -> bool:
        """Return whether the act is forbidden or advised against."""
        return self.stance is Stance.FORBIDS

    @property
    def commands(self) -> bool:
        """Return whether the act is commanded or advised."""
        return self.stance is Stance.COMMANDS

    @property
    def permits(self) -> bool:
        """Return whether the act is permitted, and no more."""
        return self.stance is Stance.PERMITS

    @property
    def exempts(self) -> bool:
        """Return whether a duty to do the act is lifted."""
        return self.stance is Stance.EXEMPTS

    @property
    def leaves_open(self) -> bool:
        """Return whether the norm states a question that the authorities do not settle."""
        return self.stance is Stance.LEAVES_OPEN

    @property
    def allows(self) -> bool:
        """Return whether the act is commanded, advised or permitted: what a prohibition opposes."""
        match self.stance:
            case Stance.COMMANDS | Stance.PERMITS:
                return True
            case Stance.FORBIDS | Stance.EXEMPTS | Stance.LEAVES_OPEN:
                return False
        assert_never(self.stance)

    @property
    def compliance_key(self) -> str | None:
        """Return the key of its compliance: `met_if`, `breached_if`, or `None` without any."""
        match self.stance:
            case Stance.COMMANDS:
                return "met_if"
            case Stance.FORBIDS:
                return "breached_if"
            case Stance.PERMITS | Stance.EXEMPTS | Stance.LEAVES_OPEN:
                return None
        assert_never(self.stance)

    @property
    def has_compliance(self) -> bool:
        """Return whether the norm can be met or not."""
        return self.compliance_key is not None

    @property
    def disregarded(self) -> Outcome:
        """Return the worst that a norm can come to where it applies."""
        match self.stance:
            case Stance.COMMANDS | Stance.FORBIDS:
                return Outcome.BREACHED if self.is_strict else Outcome.NOT_FOLLOWED
            case Stance.PERMITS | Stance.EXEMPTS:
                return Outcome.AVAILABLE
            case Stance.LEAVES_OPEN:
                return Outcome.UNSETTLED
        assert_never(self.stance)


class Bearing(Enum):
    """What an outcome says of what was done."""

    AGAINST = "against"
    DOUBTFUL = "doubtful"
    UNFINISHED = "unfinished"
    TOWARDS = "towards"
    SILENT = "silent"


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

    # As for modalities.
    __hash__ = object.__hash__

    @property
    def applies(self) -> Truth:
        """Return whether a norm with this outcome applies (policy language, section 5)."""
        match self:
            case Outcome.INAPPLICABLE | Outcome.DEFEATED:
                return Truth.FALSE
            case Outcome.UNDETERMINED:
                return Truth.UNKNOWN
            case Outcome.MET | Outcome.BREACHED | Outcome.NOT_FOLLOWED | Outcome.OPEN:
                return Truth.TRUE
            case Outcome.AVAILABLE | Outcome.UNSETTLED:
                return Truth.TRUE
        assert_never(self)

    @property
    def bearing(self) -> Bearing:
        """Return whether it speaks against what was done, for it, or not yet."""
        return _BEARINGS[self]

    @property
    def is_against(self) -> bool:
        """Return whether something speaks against what was done, or leaves it in doubt."""
        return self.bearing in (Bearing.AGAINST, Bearing.DOUBTFUL)

    @property
    def is_unfinished(self) -> bool:
        """Return whether something that was not told keeps the outcome open."""
        return self.bearing is Bearing.UNFINISHED

    @property
    def is_silent(self) -> bool:
        """Return whether the norm has nothing to say."""
        return self.bearing is Bearing.SILENT


def _stance(modality: Modality) -> Stance:
    """Return what a modality wants of its act (policy language, section 5)."""
    match modality:
        case Modality.MUST | Modality.SHOULD:
            return Stance.COMMANDS
        case Modality.MUST_NOT | Modality.SHOULD_NOT:
            return Stance.FORBIDS
        case Modality.MAY:
            return Stance.PERMITS
        case Modality.NEED_NOT:
            return Stance.EXEMPTS
        case Modality.UNSETTLED:
            return Stance.LEAVES_OPEN
    assert_never(modality)


def _is_strict(modality: Modality) -> bool:
    match modality:
        case Modality.MUST | Modality.MUST_NOT:
            return True
        case Modality.SHOULD | Modality.SHOULD_NOT:
            return False
        case Modality.MAY | Modality.NEED_NOT | Modality.UNSETTLED:
            return False
    assert_never(modality)


def _bearing(outcome: Outcome) -> Bearing:
    match outcome:
        case Outcome.BREACHED | Outcome.NOT_FOLLOWED:
            return Bearing.AGAINST
        case Outcome.UNSETTLED:
            return Bearing.DOUBTFUL
        case Outcome.OPEN | Outcome.UNDETERMINED:
            return Bearing.UNFINISHED
        case Outcome.MET | Outcome.AVAILABLE | Outcome.DEFEATED:
            return Bearing.TOWARDS
        case Outcome.INAPPLICABLE:
            return Bearing.SILENT
    assert_never(outcome)


# Asked for each norm of each scenario: looking it up takes a third of the time of matching.
_STANCES = {modality: _stance(modality) for modality in Modality}
_STRICT = frozenset(filter(_is_strict, Modality))
_BEARINGS = {outcome: _bearing(outcome) for outcome in Outcome}

AGAINST_OUTCOMES = tuple(outcome for outcome in Outcome if outcome.is_against)
UNFINISHED_OUTCOMES = tuple(outcome for outcome in Outcome if outcome.is_unfinished)


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
        """Return the name of the policy the norm stands in."""
        return self.id.partition("#")[0]

    @property
    def all_citations(self) -> tuple[Citation, ...]:
        """Return its citations with those of its exceptions, positions and overrides."""
        groups = [self.citations, *(exception.citations for exception in self.exceptions)]
        groups += [position.citations for position in self.positions]
        groups += [override.citations for override in self.overrides]
        return tuple(citation for group in groups for citation in group)


def applies(governs: Truth, when: Truth, exceptions: Sequence[Truth]) -> Truth:
    """Return whether a norm that is in force applies (policy language, section 5)."""
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
    match modality.stance:
        case Stance.LEAVES_OPEN:
            return Outcome.UNSETTLED
        case Stance.PERMITS | Stance.EXEMPTS:
            return Outcome.AVAILABLE
        case Stance.COMMANDS | Stance.FORBIDS:
            if compliance is None or compliance is Truth.UNKNOWN:
                return Outcome.OPEN
            if (compliance is Truth.TRUE) is modality.commands:
                return Outcome.MET
            return Outcome.BREACHED if modality.is_strict else Outcome.NOT_FOLLOWED
    assert_never(modality.stance)
