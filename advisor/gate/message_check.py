"""A message with its envelope becomes a judgment; nothing here speaks to the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from advisor.advice import load
from advisor.diagnostics import EngineFailure, InvalidScenario
from advisor.diagnostics.lines import split_lines
from advisor.facts.scenario_checks import impossible_facts
from advisor.gate.check_result import CheckRequest, CheckResult, Skipped
from advisor.gate.explanation import explained
from advisor.gate.transactions import unstuff_dots as unstuffed
from advisor.mail import (
    AddressBook,
    MessageAnalysis,
    MessageReader,
    Presence,
    merge_known_facts,
    read_address_book,
    to_scenario,
)
from advisor.mail.detect.resource_collection import BEFORE_TRANSIT, TEXT_ONLY
from advisor.mail.signals import HeaderAddress
from advisor.model.norms import AGAINST_OUTCOMES, Outcome
from advisor.model.opinions import Verdict
from advisor.reports.citations import cited_place
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario

_ONLY_ELSEWHERE = {TEXT_ONLY, BEFORE_TRANSIT}


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a checker knows from: the law, the people, the firm's own facts."""

    policies: tuple[Path, ...] = ()
    people: Path | None = field(default=None, repr=False)
    scenario: Path | None = field(default=None, repr=False)
    block_list: Path | None = None
    image: Path | None = None


class Examiner:
    """Judges messages, one after another."""

    def __init__(
        self,
        corpus: Corpus,
        people: AddressBook | None = None,
        known: Scenario | None = None,
        room: MessageReader | None = None,
    ) -> None:
        self.corpus = corpus
        self.people = people or AddressBook()
        self.known = known
        self.room = room or MessageReader()

    @classmethod
    def of(cls, sources: Sources) -> Examiner:
        """Read everything; raises `ValueError` naming the first file that cannot be used."""
        corpus = load(*sources.policies, image=sources.image)
        people = None
        if sources.people is not None:
            people, problems = read_address_book(sources.people, corpus.law)
            if problems:
                raise ValueError(str(problems[0]))
        known = corpus.scenario(sources.scenario) if sources.scenario is not None else None
        rules: tuple[str, ...] = ()
        if sources.block_list is not None:
            rules = tuple(split_lines(sources.block_list.read_text("utf-8", "replace")))
        return cls(corpus, people, known, MessageReader(block_list=rules))

    def judge(self, question: CheckRequest) -> CheckResult:
        """Check one message; whatever cannot be answered says why."""
        if not question.sender:
            return CheckResult(skipped=Skipped.NO_AUTHOR)
        reading = self.room.read_bytes(unstuffed(question.content))
        if reading.damage:
            return CheckResult(skipped=Skipped.UNREADABLE)
        if not self._outgoing(question.sender, reading):
            return CheckResult(skipped=Skipped.NOT_OUTGOING, message_id=reading.message_id)
        scenario = self.scenario(as_it_leaves(reading), question.recipients)
        if any(impossible_facts(scenario, own_day=False)):
            return CheckResult(skipped=Skipped.FAILURE, message_id=reading.message_id)
        try:
            opinion = self.corpus.advise(scenario, as_of=question.today)
        except (EngineFailure, InvalidScenario):
            return CheckResult(skipped=Skipped.FAILURE, message_id=reading.message_id)
        return self._judgment(opinion, reading, explain=opinion.verdict in question.explain)

    def _outgoing(self, sender: str, reading: MessageAnalysis) -> bool:
        """Return whether the author is one of ours; without any such entry everybody is."""
        if not self.people.names_own:
            return True
        authors = [sender.lower(), *([reading.sender.address] if reading.sender else [])]
        return any(map(self.people.is_own, authors))

    def scenario(self, reading: MessageAnalysis, envelope: tuple[str, ...]) -> Scenario:
        """Return what the message shows; the envelope adds those whom no header names."""
        shown = {recipient.address for recipient in reading.recipients or ()}
        blind = tuple(
            HeaderAddress("bcc", "", address)
            for address in dict.fromkeys(item.lower() for item in envelope)
            if address not in shown
        )
        everyone = (*(reading.recipients or ()), *blind)
        message = to_scenario(replace(reading, recipients=everyone or None), self.people, "sent")
        if self.known is None:
            return message.scenario
        return merge_known_facts(message, self.known)[0]

    def _judgment(
        self, opinion: Opinion, reading: MessageAnalysis, *, explain: bool
    ) -> CheckResult:
        decisive = _decisive(opinion)
        return CheckResult(
            verdict=opinion.verdict,
            weight=opinion.weight.value if opinion.weight and decisive else None,
            norms=tuple(dict.fromkeys(one.norm.id for one in decisive)),
            cites=tuple(
                dict.fromkeys(cited_place(c) for one in decisive for c in one.citations[:1])
            ),
            explained=explained(opinion, reading, self.corpus) if explain else "",
            message_id=reading.message_id,
            corpus=opinion.receipt.corpus,
        )


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
        case Verdict.STOP:
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
