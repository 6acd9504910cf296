"""Instruments, citations, how well each was read and what each is worth."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.diagnostics import Span


class Weight(Enum):
    """What an authority is worth in a scenario, strongest first."""

    BINDING = "binding"
    ADVISORY = "advisory"
    PERSUASIVE = "persuasive"

    @property
    def rank(self) -> int:
        """Give 0 for the strongest, so that the smallest rank wins."""
        return list(Weight).index(self)


class Verification(Enum):
    """How well the text behind a statement was read, best first."""

    PRIMARY = "primary"
    PRIMARY_EXCERPT = "primary-excerpt"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"

    @property
    def rank(self) -> int:
        """Give 0 for the best, so that the largest rank is the weakest link."""
        return list(Verification).index(self)

    @property
    def is_first_hand(self) -> bool:
        """Return whether the words of the text itself were seen."""
        return self in (Verification.PRIMARY, Verification.PRIMARY_EXCERPT)


PAGE_NOT_READ = "not read"
"""What a pinpoint says of a place that nobody read: `page not read`."""


def weakest(*levels: Verification) -> Verification:
    """
    Return the level on which a chain of statements rests.

    >>> weakest(Verification.PRIMARY, Verification.SECONDARY).value
    'secondary'
    """
    return max(levels, key=lambda level: level.rank)


class Kind(Enum):
    """What sort of instrument an authority is."""

    STATUTE = "statute"
    REGULATION = "regulation"
    DIRECTIVE = "directive"
    COURT_RULE = "court-rule"
    COMMENT = "comment"
    DECISION = "decision"
    TRIAL_RULING = "trial-ruling"
    ETHICS_OPINION = "ethics-opinion"
    GUIDANCE = "guidance"
    FIRM_POLICY = "firm-policy"
    MODEL_RULE = "model-rule"
    DRAFT = "draft"

    @property
    def weight(self) -> Weight:
        """Return the weight the kind has where it governs (policy language, section 6)."""
        if self in _BINDING:
            return Weight.BINDING
        return Weight.ADVISORY if self in _ADVISORY else Weight.PERSUASIVE

    @property
    def persuades_elsewhere(self) -> bool:
        """
        Return whether the kind carries any weight where it does not govern.

        Statutes, rules and firm policies bind their own addressees and nobody else;
        opinions, guidance, rulings and model rules are read across borders.
        """
        return self in _PERSUADES

    @property
    def is_of_its_day(self) -> bool:
        """Return whether it is given once, on a day, and rests on nothing that came after."""
        return self in _OF_ITS_DAY


_BINDING = frozenset(
    {
        Kind.STATUTE,
        Kind.REGULATION,
        Kind.DIRECTIVE,
        Kind.COURT_RULE,
        Kind.COMMENT,
        Kind.DECISION,
    }
)
_ADVISORY = frozenset({Kind.TRIAL_RULING, Kind.ETHICS_OPINION, Kind.GUIDANCE, Kind.FIRM_POLICY})
_PERSUADES = frozenset(
    {
        Kind.DECISION,
        Kind.TRIAL_RULING,
        Kind.ETHICS_OPINION,
        Kind.GUIDANCE,
        Kind.MODEL_RULE,
    }
)
_OF_ITS_DAY = frozenset({Kind.DECISION, Kind.TRIAL_RULING, Kind.ETHICS_OPINION, Kind.GUIDANCE})


@dataclass(frozen=True, slots=True)
class Period:
    """
    Days from `start` (inclusive) until `until` (exclusive); `None` does not limit.

    Where a first day was not read, `start` is the earliest that it can have been, and
    `start_by` the latest; where a last one was not, `until` is the latest end and
    `until_from` the earliest.
    """

    start: date | None = None
    until: date | None = None
    start_by: date | None = None
    until_from: date | None = None

    @property
    def turns(self) -> tuple[date | None, ...]:
        """Return the days on which it begins or ends, or may."""
        return self.start, self.start_by, self.until_from, self.until

    def leaves_open(self, day: date) -> bool:
        """Return whether the day may fall into the period and may not: its ends were not read."""
        return self.covers(day) and (
            (self.start_by is not None and day < self.start_by)
            or (self.until_from is not None and day >= self.until_from)
        )

    def covers(self, day: date) -> bool:
        """Return whether the day falls into the period, or may."""
        return (self.start is None or self.start <= day) and (
            self.until is None or day < self.until
        )

    def overlaps(self, other: Period) -> bool:
        """Return whether some day falls into both periods."""
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.until, other.until) if day is not None]
        return not starts or not ends or max(starts) < min(ends)


ALWAYS_IN_FORCE = Period()


@dataclass(frozen=True, slots=True)
class Citation:
    """
    One place in one authority.

    `policy` or `norm` names what is cited within the corpus (none: the own authority);
    `quote` holds words seen verbatim in the text, and nothing else. `came_later` is what the
    files say of an authority that came after the text which cites it; `since_then` tells
    when one began that came after that text, or after the day of the law that speaks.
    """

    cite: str
    pinpoint: str = ""
    url: str = ""
    policy: str | None = None
    norm: str | None = None
    quote: str = ""
    verified: Verification | None = None
    came_later: bool = False
    since_then: Period | None = None
    at: Span | None = field(default=None, compare=False)

    @property
    def place(self) -> str:
        """Return the name of the authority and the place in it, unless its name has that too."""
        if not self.pinpoint or self.pinpoint in self.cite:
            return self.cite
        joint = "" if self.pinpoint.startswith("(") else ", "
        return f"{self.cite}{joint}{self.pinpoint}"

    @property
    def cited_policy(self) -> str:
        """Return the id of the policy that is cited; empty for the own authority."""
        return (self.policy or self.norm or "").partition("#")[0]


@dataclass(frozen=True, slots=True)
class Authority:
    """
    The instrument a policy comes from.

    `in_force` is `None` for what was never in force (a draft).
    `at_most` caps the weight (an opinion of a body that governs nobody).
    """

    kind: Kind
    cite: str
    issuer: str
    jurisdiction: str
    verified: Verification
    verified_on: date | None = None
    in_force: Period | None = None
    url: str = ""
    note: str = ""
    review_by: date | None = None
    at_most: Weight | None = None
    supersedes: tuple[str, ...] = ()
