"""A message with its envelope becomes a judgment; nothing here speaks to the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from advisor.advice import load
from advisor.consents import ConsentRegister, RegisterProblem
from advisor.diagnostics import EngineFailure, InvalidScenario, Severity
from advisor.diagnostics.lines import split_lines
from advisor.facts.profile import Profile, read_profile
from advisor.gate.check_result import CheckRequest, CheckResult, Skipped
from advisor.gate.explanation import explained
from advisor.gate.grounds import return_grounds, tracking_facts
from advisor.gate.transactions import unstuff_dots as unstuffed
from advisor.mail import (
    AddressBook,
    KnownSources,
    MatterFile,
    MessageAnalysis,
    MessageFacts,
    MessageReader,
    Presence,
    read_address_book,
    read_matters,
)
from advisor.mail.detect.resource_collection import BEFORE_TRANSIT, TEXT_ONLY
from advisor.mail.scenario.consent_facts import SendingDay
from advisor.mail.signals import HeaderAddress
from advisor.model.law_clock import moved_to
from advisor.model.norms import AGAINST_OUTCOMES, Outcome
from advisor.model.opinions import Verdict
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.diagnostics import Diagnostic
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario

_ONLY_ELSEWHERE = {TEXT_ONLY, BEFORE_TRANSIT}


@dataclass(frozen=True, slots=True)
class Sources:
    """
    The files that a checker knows from: the law, the people, the firm's own facts.

    With `usual`, what is usual is assumed where nothing is known.
    """

    policies: tuple[Path, ...] = ()
    people: Path | None = field(default=None, repr=False)
    consents: Path | None = field(default=None, repr=False)
    scenario: Path | None = field(default=None, repr=False)
    matters: Path | None = field(default=None, repr=False)
    profile: Path | None = field(default=None, repr=False)
    usual: bool = False
    block_list: Path | None = None
    image: Path | None = None


class Examiner:
    """Judges messages, one after another."""

    def __init__(
        self,
        corpus: Corpus,
        sources: KnownSources | None = None,
        room: MessageReader | None = None,
        *,
        usual: bool = False,
    ) -> None:
        self.corpus = corpus
        self.sources = sources or KnownSources()
        self.people = self.sources.people or AddressBook()
        self.room = room or MessageReader()
        self.usual = usual
        self._on_tracking = tracking_facts(corpus.law)

    @classmethod
    def of(cls, sources: Sources) -> Examiner:
        """Read everything; raises `ValueError` naming the first file that cannot be used."""
        corpus = load(*sources.policies, image=sources.image or False)
        people = None
        if sources.people is not None:
            people, problems = read_address_book(sources.people, corpus.law)
            if problems:
                raise ValueError(str(problems[0]))
        matters: MatterFile | None = None
        profile: Profile | None = None
        if sources.matters is not None:
            listed, problems = read_matters(sources.matters, corpus.law)
            _refuse_errors(problems)
            matters = MatterFile(listed)
        if sources.profile is not None:
            profile, problems = read_profile(sources.profile, corpus.law)
            _refuse_errors(problems)
        known = corpus.scenario(sources.scenario) if sources.scenario is not None else None
        rules: tuple[str, ...] = ()
        if sources.block_list is not None:
            rules = tuple(split_lines(sources.block_list.read_text("utf-8", "replace")))
        gateways = people.gateways if people is not None else ()
        reader = MessageReader(block_list=rules, gateways=gateways)
        register = None if sources.consents is None else _open_register(sources.consents)
        known_sources = KnownSources(people, matters, known, profile, register)
        return cls(corpus, known_sources, reader, usual=sources.usual)

    def judge(self, question: CheckRequest) -> CheckResult:
        """Check one message; whatever cannot be answered says why."""
        if not question.sender:
            return CheckResult(skipped=Skipped.NO_AUTHOR)
        reading = self.room.read_bytes(unstuffed(question.content))
        if reading.damage:
            return CheckResult(skipped=Skipped.UNREADABLE)
        if not self._outgoing(question.sender, reading):
            return CheckResult(skipped=Skipped.NOT_OUTGOING, message_id=reading.message_id)
        leaving = SendingDay(question.today, is_leaving=True)
        try:
            facts = self.facts(as_it_leaves(reading), question.recipients, leaving)
        except RegisterProblem:
            return CheckResult(skipped=Skipped.FAILURE, message_id=reading.message_id)
        named = tuple(matter.name for matter in facts.matters)
        if facts.disagreements:
            skipped = Skipped.MATTERS
            return CheckResult(skipped=skipped, message_id=reading.message_id, matters=named)
        if facts.impossible(own_day=False):
            skipped = Skipped.FAILURE
            return CheckResult(skipped=skipped, message_id=reading.message_id, matters=named)
        try:
            # It is being sent now, whatever date its author wrote on it.
            sent_now = moved_to(facts.scenario, question.today)
            scenario, assumed = self._with_usual(sent_now, question.today)
            opinion = self.corpus.advise(scenario, as_of=question.today)
        except (EngineFailure, InvalidScenario):
            skipped = Skipped.FAILURE
            return CheckResult(skipped=skipped, message_id=reading.message_id, matters=named)
        grounds, open_facts = return_grounds(opinion, question.forgiven, self._on_tracking)
        explain = question.wants(opinion.verdict, grounds)
        judgment = self._judgment(opinion, reading, explain=explain)
        return replace(
            judgment, matters=named, assumed=assumed, grounds=grounds, open_facts=open_facts
        )

    def _with_usual(self, scenario: Scenario, day: date) -> tuple[Scenario, tuple[str, ...]]:
        """Return a scenario with what is usual, where that is wanted, and the facts assumed."""
        if not self.usual:
            return scenario, ()
        usual = self.corpus.usual(scenario, day)
        return usual.scenario, tuple(dict.fromkeys(fact.fact for fact in usual.facts))

    def _outgoing(self, sender: str, reading: MessageAnalysis) -> bool:
        """Return whether the author is one of ours; without any such entry everybody is."""
        if not self.people.names_own:
            return True
        authors = [sender.lower(), *([reading.sender.address] if reading.sender else [])]
        return any(map(self.people.is_own, authors))

    def facts(
        self,
        reading: MessageAnalysis,
        envelope: tuple[str, ...],
        sending: SendingDay | None = None,
    ) -> MessageFacts:
        """Return what is known of a message; the envelope adds those whom no header names."""
        shown = {recipient.address for recipient in reading.recipients or ()}
        blind = tuple(
            HeaderAddress("bcc", "", address)
            for address in dict.fromkeys(item.lower() for item in envelope)
            if address not in shown
        )
        everyone = (*(reading.recipients or ()), *blind)
        return self.sources.read(replace(reading, recipients=everyone or None), "sent", sending)

    def _judgment(
        self, opinion: Opinion, reading: MessageAnalysis, *, explain: bool
    ) -> CheckResult:
        decisive = _decisive(opinion)
        return CheckResult(
            verdict=opinion.verdict,
            weight=opinion.weight.value if opinion.weight and decisive else None,
            norms=tuple(dict.fromkeys(one.norm.id for one in decisive)),
            cites=tuple(dict.fromkeys(c.place for one in decisive for c in one.citations[:1])),
            explained=explained(opinion, reading, self.corpus) if explain else "",
            message_id=reading.message_id,
            corpus=opinion.receipt.corpus,
        )


def _open_register(path: Path) -> ConsentRegister:
    """Open a register, which is asked anew for each message; raises `ValueError`."""
    try:
        return ConsentRegister(path)
    except RegisterProblem as problem:
        raise ValueError(f"{problem.what}: {problem.why}") from problem


def _refuse_errors(problems: tuple[Diagnostic, ...]) -> None:
    """Raise `ValueError` with the first error of a file that has any."""
    for problem in problems:
        if problem.severity is Severity.ERROR:
            raise ValueError(str(problem))


def as_it_leaves(reading: MessageAnalysis) -> MessageAnalysis:
    """
    Conclude from a message on its way out that what is not in it is not sent.

    A copy may have lost its images, or not have been given its trackers yet; this is no copy.
    """
    signals = {
        name: replace(signal, state=Presence.ABSENT, reasons=())
        if signal.state is Presence.CANNOT_TELL
        and signal.reasons
        and _ONLY_ELSEWHERE.issuperset(signal.reasons)
        else signal
        for name, signal in reading.signals.items()
    }
    gaps = tuple(gap for gap in reading.gaps if gap not in _ONLY_ELSEWHERE)
    return replace(reading, signals=signals, gaps=gaps, in_transit=True)


def _deciding_outcomes(verdict: Verdict) -> tuple[Outcome, ...]:
    match verdict:
        case Verdict.STOP | Verdict.VERIFY:
            return (Outcome.BREACHED,)
        case Verdict.UNSETTLED:
            return AGAINST_OUTCOMES
        case Verdict.ASK | Verdict.CLEAR:
            return ()
    assert_never(verdict)


def _decisive(opinion: Opinion) -> tuple[Finding, ...]:
    outcomes = _deciding_outcomes(opinion.verdict)
    standing = [
        one for one in opinion.findings if one.outcome in outcomes and one.overridden_by is None
    ]
    if opinion.verdict is Verdict.UNSETTLED:
        clashing = (one for one in opinion.conflicts if one.resolved_by is None)
        standing += [side for one in clashing for side in (one.forbids, one.allows)]
    return tuple(sorted(standing, key=lambda one: one.weight.rank))
