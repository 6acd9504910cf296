"""The answer: findings, what governs, what conflicts, what is still to be asked."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from advisor.model.authorities import Verification, Weight
from advisor.model.coverage import NO_COVERAGE
from advisor.model.norms import Modality, Outcome
from advisor.model.truth import Truth
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.authorities import Citation, Kind
    from advisor.model.conclusions import Conclusion, FactAt
    from advisor.model.coverage import ScenarioCoverage
    from advisor.model.norms import Norm, Position
    from advisor.model.policies import Notice
    from advisor.model.proofs import Proof
    from advisor.model.scenarios import Scenario
    from advisor.model.usual import UsualOutlook
    from advisor.model.vocabulary import Fact


class Verdict(Enum):
    """The one word over an opinion (policy language, section 8)."""

    STOP = "stop"
    VERIFY = "verify"
    UNSETTLED = "unsettled"
    ASK = "ask"
    CLEAR = "clear"

    @property
    def is_open(self) -> bool:
        """Return whether it leaves open what the law says."""
        match self:
            case Verdict.VERIFY | Verdict.UNSETTLED | Verdict.ASK:
                return True
            case Verdict.STOP | Verdict.CLEAR:
                return False
        assert_never(self)


class Reason(Enum):
    """
    Why a verdict is given; the first that holds decides (policy language, section 8).

    The order is that of the table there.
    """

    BREACH = "breach"
    STAND_IN = "stand-in"
    UNVERIFIED = "unverified"
    UNREAD_WRONG = "unread-wrong"
    UNREAD_PLACE = "unread-place"
    UNREAD_DAY = "unread-day"
    MISSING = "missing"
    CONFLICT = "conflict"
    OPEN_QUESTION = "open-question"
    ADVICE = "advice"
    ELSEWHERE = "elsewhere"
    NOTHING_GOVERNS = "nothing-governs"
    INCOMPLETE = "incomplete"
    UNREAD_TOPIC = "unread-topic"
    ALLOWED = "allowed"
    SILENCE = "silence"

    @property
    def verdict(self) -> Verdict:
        """Return the verdict that it makes."""
        match self:
            case Reason.BREACH:
                return Verdict.STOP
            case Reason.STAND_IN | Reason.UNVERIFIED:
                return Verdict.VERIFY
            case Reason.UNREAD_WRONG | Reason.UNREAD_PLACE | Reason.UNREAD_TOPIC:
                return Verdict.VERIFY
            case Reason.UNREAD_DAY:
                return Verdict.VERIFY
            case Reason.CONFLICT | Reason.OPEN_QUESTION | Reason.ADVICE:
                return Verdict.UNSETTLED
            case Reason.ELSEWHERE | Reason.NOTHING_GOVERNS:
                return Verdict.UNSETTLED
            case Reason.MISSING | Reason.INCOMPLETE:
                return Verdict.ASK
            case Reason.ALLOWED | Reason.SILENCE:
                return Verdict.CLEAR
        assert_never(self)

    @property
    def rests_on_the_best(self) -> bool:
        """Return whether one norm is enough, so that it rests on the one that was read best."""
        return self is Reason.BREACH


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that nobody told, of one recipient where it belongs to them."""

    fact: str
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """What would become of a finding if a judgment were made one way."""

    fact: str
    value: bool
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One norm's outcome for one recipient, or for the whole message.

    `jurisdiction` is where the norm is instantiated; `governs` is whether that law
    governs here; `weight` what the norm is worth here. `recipient` is a name.
    `why` proves that it applies (or not), `complied` its `met_if` or `breached_if`.
    `exception` names what lifted it. `statement` is the whole sentence.
    `overridden_by` names the norm that set it aside. `positions` are what each side had
    said by that day on a question that is left open. `stands_in` tells that the norm is a
    model for a local text which was not read; `day` is that of the law which speaks;
    `day_unread` tells that it is not known whether it does, for want of a day that nobody read.
    """

    norm: Norm
    jurisdiction: str
    layer: str
    kind: Kind
    weight: Weight
    verified: Verification
    governs: Truth
    applies: Truth
    outcome: Outcome
    statement: str
    citations: tuple[Citation, ...]
    why: Proof
    complied: Proof | None = None
    recipient: str | None = None
    exception: str | None = None
    exception_citations: tuple[Citation, ...] = ()
    missing: tuple[Missing, ...] = ()
    branches: tuple[Branch, ...] = ()
    caveats: tuple[str, ...] = ()
    overridden_by: str | None = None
    positions: tuple[Position, ...] = ()
    stands_in: bool = False
    day: date | None = None
    day_unread: bool = False

    @property
    def id(self) -> str:
        """Return the name of the norm and where it is instantiated: `norm@jurisdiction`."""
        return f"{self.norm.id}@{self.jurisdiction}"

    @property
    def cited_as(self) -> str:
        """Return its authority and the place in it; its name where it cites none."""
        return self.citations[0].place if self.citations else self.norm.id

    @property
    def act(self) -> str:
        """Return the name of the act that the norm is about."""
        return self.norm.act

    @property
    def bearer(self) -> str:
        """Return who is bound."""
        return self.norm.bearer

    @property
    def modality(self) -> Modality:
        """Return what the norm does with its act."""
        return self.norm.modality


@dataclass(frozen=True, slots=True)
class LaterLaw:
    """
    What came to speak on an act, from a day (`since`), only after the act was done.

    It decides nothing; `finding` is what it would find of the same message sent today.
    """

    finding: Finding
    since: date


@dataclass(frozen=True, slots=True)
class Governing:
    """
    Whether one jurisdiction's law governs, and why.

    `named` tells whether the scenario mentions the place at all.
    """

    jurisdiction: str
    name: str
    truth: Truth
    why: Proof
    citations: tuple[Citation, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    Two findings that cannot both be followed.

    `resolved_by` says in a few words what settles it, and is `None` where nothing does;
    `prevails` is then the norm that is left standing.
    """

    act: str
    bearer: str
    recipient: str | None
    forbids: Finding
    allows: Finding
    resolved_by: str | None = None
    prevails: str | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """
    One question whose answer can still change a governing finding.

    `settles` counts the findings that its answer is expected to settle, `norms` names
    those that wait for it.
    """

    fact: Fact
    recipient: str | None
    settles: float
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """The answer that would follow if one jurisdiction, still in question, governed."""

    jurisdiction: str
    verdict: Verdict
    weight: Weight | None
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an opinion was computed from and by."""

    corpus: str
    advisor: str
    engine: str
    checked_by: str
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """
    The whole answer to one scenario.

    `findings` are those of law that governs or may govern, and of models that stand for
    such law where it was not read; `persuasive` those of law from elsewhere; both hold
    inapplicable norms, and `persuasive` undetermined ones, only where everything was asked for.
    `left_open` names jurisdictions that the scenario does not mention and whose law
    could still govern; `exposures` are places that may discipline whichever law does.
    `conclusions` are what follows from the told facts, and `muted` the untold facts that do not
    arise.
    `because` is why the verdict is given, `coverage` what was read on what the scenario tells.
    `relies_on` is the weakest level of verification among what the verdict rests on.
    `usual` is what the verdict would be if the usual held, where that was asked and differs.
    `sent_on` is the day of the message where the law of that day speaks on what was done by
    sending it, and not the law of `as_of`; `since_then` is what came later and decides nothing.
    `governing_later` is the law that governs by `as_of` only, as far as it speaks.
    """

    scenario: Scenario
    as_of: date
    verdict: Verdict
    weight: Weight | None
    summary: str
    governing: tuple[Governing, ...]
    findings: tuple[Finding, ...]
    persuasive: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    asks: tuple[Ask, ...]
    notices: tuple[Notice, ...]
    receipt: Receipt
    relies_on: Verification | None = None
    candidates: tuple[Candidate, ...] = ()
    left_open: tuple[str, ...] = ()
    exposures: tuple[Governing, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    muted: frozenset[FactAt] = frozenset()
    usual: UsualOutlook | None = None
    because: Reason = Reason.SILENCE
    coverage: ScenarioCoverage = NO_COVERAGE
    sent_on: date | None = None
    since_then: tuple[LaterLaw, ...] = ()
    governing_later: tuple[Governing, ...] = ()

    def _repr_html_(self) -> str:
        """Return what a notebook shows of it; the reports are loaded when one asks."""
        from importlib import import_module

        shown: str = import_module("advisor.reports.notebook").opinion_html(self)
        return shown
