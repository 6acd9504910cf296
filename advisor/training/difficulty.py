"""What an answer stands on: the facts behind some findings, and how many steps they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.training import Difficulty
from advisor.model.vocabulary import FactType
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.proofs import Proof
    from advisor.model.scenarios import Scenario
    from advisor.model.training import ExerciseAnswer, FactDifference
    from advisor.training.edits import EditedFact

_CORE = (
    "message.direction",
    "message.kind",
    "message.channel",
    "matter.representing_client",
    "lawyer.setting",
    "recipient.role",
    "sender.role",
    "tracking.mechanisms",
)
"""What a reader would miss in any story, whether the answer turns on it or not."""
_PLACES = (FactType.PLACE, FactType.PLACES)
_FEW, _MANY = 3, 6
_MEDIUM, _HARD = 2, 3


def leaves_of(proof: Proof) -> Iterator[tuple[str, str | None]]:
    """Walk over the told facts that make a proof what it is, with whom they are about."""
    if proof.op == "fact":
        yield proof.fact, proof.recipient
    for part in proof.determining().of:
        yield from leaves_of(part)


def behind(findings: Iterable[Finding], scenario: Scenario) -> frozenset[EditedFact]:
    """Return the facts that findings turn on."""
    names = {person.name: who for who, person in enumerate(scenario.people)}
    edited_facts: set[EditedFact] = set()
    for finding in findings:
        for proof in (finding.why, finding.complied):
            if proof is None:
                continue
            for fact, recipient in leaves_of(proof):
                who = names.get(recipient or finding.recipient or "")
                edited_facts.add((fact, who if fact.startswith("recipient.") else None))
    return frozenset(edited_facts)


def trimmed(scenario: Scenario, kept: Collection[EditedFact], law: Law) -> Scenario:
    """Leave out what an answer does not turn on, but for places and what a story needs."""
    facts = law.vocabulary.facts

    def stays(fact: str, who: int | None) -> bool:
        return (fact, who) in kept or fact in _CORE or facts[fact].type in _PLACES

    people = None
    if scenario.recipients is not None:
        people = tuple(
            replace(
                recipient,
                facts={fact: value for fact, value in recipient.facts.items() if stays(fact, who)},
            )
            for who, recipient in enumerate(scenario.recipients)
        )
    told = {fact: value for fact, value in scenario.facts.items() if stays(fact, None)}
    return replace(scenario, facts=told, recipients=people)


def difficulty(
    opinion: Opinion,
    answer: ExerciseAnswer,
    deciding: Sequence[Finding],
    difference: FactDifference | None = None,
) -> Difficulty:
    """
    Say how hard an exercise is, from the steps of its proof and from nothing else.

    Counted are the facts it takes, definitions that stand between, exceptions, authority
    that is set aside, several recipients, a law or a day that makes the difference, and
    an answer that is neither yes nor no.
    """
    points = 0
    if deciding:
        first = deciding[0]
        proofs = [item for item in (*_own(first.why), first.complied) if item is not None]
        count = len({leaf for proof in proofs for leaf in leaves_of(proof)})
        points += (count > _FEW) + (count > _MANY)
        points += any(_defined(proof) for proof in proofs)
        points += 2 if first.exception is not None else 0
    act = deciding[0].act if deciding else ""
    points += any(finding.overridden_by for finding in opinion.findings if finding.act == act)
    points += 2 if answer.ruling in (Verdict.UNSETTLED, Outcome.UNSETTLED, Outcome.OPEN) else 0
    points += 1 if answer.ruling is Verdict.ASK else 0
    points += len(opinion.scenario.people) > 1
    if difference is not None and (difference.fact is None or difference.fact.type in _PLACES):
        points += 2
    if points >= _HARD:
        return Difficulty.HARD
    return Difficulty.MEDIUM if points >= _MEDIUM else Difficulty.EASY


def _own(why: Proof) -> Iterator[Proof]:
    return (part for part in why.of if part.label != "governs")


def _defined(proof: Proof) -> bool:
    return proof.op == "derived" or any(_defined(part) for part in proof.determining().of)
