"""Two laws, or all of them, side by side on the same question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, assert_never

from advisor.model.authorities import Verification
from advisor.model.norms import Bearing, Outcome
from advisor.model.truth import Truth, every
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.norms import Norm
    from advisor.model.opinions import Finding, Opinion, Verdict
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

SILENT = Outcome.INAPPLICABLE

WEIGHTIEST_FIRST = (
    Outcome.BREACHED,
    Outcome.NOT_FOLLOWED,
    Outcome.UNSETTLED,
    Outcome.AVAILABLE,
    Outcome.MET,
    Outcome.DEFEATED,
    SILENT,
)
"""Answers in the order in which they count where several norms speak."""


def against(norm: Norm, verified: Verification) -> Outcome:
    """
    Return the worst that a norm can come to.

    What nobody verified makes nothing a breach, only doubtful (policy language, section 6).
    """
    worst = norm.modality.disregarded
    if worst.bearing is Bearing.AGAINST and verified is Verification.UNVERIFIED:
        return Outcome.UNSETTLED
    return worst


class Contribution(NamedTuple):
    """What a norm adds to the answer of its law, or the worst that it still can."""

    outcome: Outcome
    is_settled: bool


def contribution(
    outcome: Outcome, norm: Norm, verified: Verification, *, otherwise: bool
) -> Contribution:
    """
    Return what a norm with an outcome adds to the answer of its law.

    `otherwise` says whether it is known to apply but for its exceptions: what an exception
    lifts is only excepted then.
    """
    match outcome:
        case Outcome.BREACHED | Outcome.NOT_FOLLOWED:
            return Contribution(against(norm, verified), is_settled=True)
        case Outcome.OPEN | Outcome.UNDETERMINED:
            return Contribution(against(norm, verified), is_settled=False)
        case Outcome.DEFEATED:
            return Contribution(outcome, is_settled=otherwise)
        case Outcome.MET | Outcome.AVAILABLE | Outcome.UNSETTLED | Outcome.INAPPLICABLE:
            return Contribution(outcome, is_settled=True)
    assert_never(outcome)


def _contribution(finding: Finding) -> Contribution:
    when = (part.truth for part in finding.why.of if part.label == "when")
    otherwise = finding.governs is Truth.TRUE and every(when) is Truth.TRUE
    return contribution(finding.outcome, finding.norm, finding.verified, otherwise=otherwise)


def comparable_answer(finding: Finding) -> Outcome:
    """Return what a finding contributes to the answer of its law; `OPEN` where that is open."""
    given = _contribution(finding)
    return given.outcome if given.is_settled else Outcome.OPEN


def weightiest(findings: Iterable[Finding]) -> Outcome:
    """
    Return the answer that counts where several norms speak; silence where none does.

    It is open where a norm that nothing settles yet could come to something weightier.
    """
    given = {_contribution(finding) for finding in findings}
    for outcome in WEIGHTIEST_FIRST:
        if Contribution(outcome, is_settled=True) in given:
            return outcome
        if Contribution(outcome, is_settled=False) in given:
            return Outcome.OPEN
    return SILENT


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """What the law of one place says on one act; without findings it is silent."""

    jurisdiction: str
    findings: tuple[Finding, ...]

    @property
    def answer(self) -> Outcome:
        """Return the answer of the law, leaving aside what another norm set aside."""
        return weightiest(self._standing)

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Return the findings that make the answer, the weightiest authority first."""
        decisive = [item for item in self._standing if comparable_answer(item) is self.answer]
        return tuple(sorted(decisive, key=lambda one: (one.weight.rank, one.verified.rank, one.id)))

    @property
    def _standing(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.overridden_by is None)


@dataclass(frozen=True, slots=True)
class Contrast:
    """One act on which two laws answer one scenario differently, for one recipient if any."""

    act: str
    recipient: str | None
    left: ComparedSide
    right: ComparedSide


@dataclass(frozen=True, slots=True)
class Sides:
    """One scenario under two laws: both opinions and the acts on which they differ."""

    left: Opinion
    right: Opinion
    contrasts: tuple[Contrast, ...]
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Separation:
    """The smallest scenario found in which two laws answer differently on one act."""

    scenario: Scenario
    contrast: Contrast

    @property
    def size(self) -> int:
        """Count the facts that have to be told."""
        people = self.scenario.people
        return len(self.scenario.facts) + sum(len(person.facts) for person in people)


@dataclass(frozen=True, slots=True)
class Separated:
    """
    Where two laws part, act by act.

    `shared` names the acts on which both have norms, with or without a separation;
    `tried` counts the scenarios that were put to both. On the acts of `proved` both say the
    same in every possible scenario.
    """

    left: str
    right: str
    as_of: date
    separations: tuple[Separation, ...]
    shared: tuple[str, ...]
    tried: int
    proved: tuple[str, ...] = ()

    @property
    def acts(self) -> tuple[str, ...]:
        """Return the names of the acts on which the laws part."""
        return tuple(dict.fromkeys(separation.contrast.act for separation in self.separations))

    @property
    def agreed(self) -> tuple[str, ...]:
        """Return the names of the acts on which both have norms that nothing tried tells apart."""
        return tuple(act for act in self.shared if act not in self.acts)


@dataclass(frozen=True, slots=True)
class Probe:
    """
    A scenario that tells classes of laws apart.

    `changes` is what it tells otherwise than the first probe, which poses the question;
    `derived` names derived facts that come out otherwise, instead of all that makes them.
    """

    scenario: Scenario
    changes: tuple[tuple[str, Value], ...] = ()
    derived: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyReply:
    """What a law says to one probe: the verdict on the question, and the answer by act."""

    verdict: Verdict
    answers: tuple[tuple[str, Outcome], ...]
    findings: tuple[Finding, ...]

    @property
    def answer(self) -> Outcome:
        """Return the answer that counts over all acts of the question."""
        return weightiest(finding for finding in self.findings if finding.overridden_by is None)


@dataclass(frozen=True, slots=True)
class LawClass:
    """
    Jurisdictions that no scenario tried tells apart on a question.

    `own` tells whether authority of their own speaks on it, `policies` names what speaks,
    own authority first; `replies` answers the probes in their order.
    """

    key: str
    members: tuple[str, ...]
    own: bool
    answer: Outcome
    policies: tuple[str, ...]
    replies: tuple[SurveyReply, ...]


@dataclass(frozen=True, slots=True)
class LawSurvey:
    """All laws of a corpus sorted by what they say on one question, on one day."""

    question: str
    acts: tuple[str, ...]
    as_of: date
    probes: tuple[Probe, ...]
    classes: tuple[LawClass, ...]
    tried: int

    def of(self, code: str) -> LawClass | None:
        """Find the class of a jurisdiction; `None` where none was made for it."""
        return next((class_ for class_ in self.classes if code in class_.members), None)
