"""One norm instance and one scenario make one finding for each recipient concerned."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.advice.statements import StatementNames, norm_statement
from advisor.engine.cross_check import held
from advisor.engine.reference import joined
from advisor.i18n import message
from advisor.model.citation_days import cited_on
from advisor.model.norms import Outcome, applies, norm_outcome
from advisor.model.opinions import Branch, Finding, Missing
from advisor.model.proofs import Proof
from advisor.model.propositions import exception_id
from advisor.model.truth import Truth, every
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice.governing import ScopeTruths
    from advisor.advice.norms_in_force import NormInstance
    from advisor.engine.protocols import Proving
    from advisor.engine.reference import FactView
    from advisor.model.authorities import Weight
    from advisor.model.conditions import Condition
    from advisor.model.norms import Position


@dataclass(frozen=True)
class NormAssessment:
    """
    The truths on which a finding stands, for one recipient or the whole message.

    `as_if` tells that the norm is weighed as if its law governed.
    """

    instance: NormInstance
    who: int | None
    governs: Truth
    when: Truth
    exceptions: tuple[Truth, ...]
    compliance: Truth | None
    as_if: bool = False

    @cached_property
    def result(self) -> tuple[Outcome, int | None]:
        """Settle the outcome, with the index of the exception that lifted the norm."""
        return norm_outcome(
            self.instance.norm.modality,
            governs=self.governs,
            when=self.when,
            exceptions=self.exceptions,
            compliance=self.compliance,
        )


def assess_norm(
    instance: NormInstance, within: ScopeTruths, *, governs: Truth | None = None
) -> Iterator[NormAssessment]:
    """
    Find what is so of one norm, for each recipient it concerns.

    `governs` stands instead of the scope where a norm is weighed as if it governed. A norm
    whose law does not govern, or whose condition fails, is inapplicable whatever else is
    so of it: the rest is not asked.
    """
    by_scope = governs is None and instance.per_recipient_scope and bool(within.view.recipients)
    per_recipient = instance.per_recipient or by_scope
    for who in within.view.subjects(per_recipient=per_recipient):
        rules = governs or within.of(instance.governs, who)
        when = within.proving.truth(instance.when, instance.when_condition, who)
        if instance.day_unread:
            when = every([when, Truth.UNKNOWN])
        is_silent = Truth.FALSE in (rules, when)
        yield NormAssessment(
            instance=instance,
            who=who,
            governs=rules,
            when=when,
            exceptions=() if is_silent else _exceptions(instance, within.proving, who),
            compliance=None if is_silent else _compliance(instance, within.proving, who),
            as_if=governs is not None,
        )


def _exceptions(instance: NormInstance, proving: Proving, who: int | None) -> tuple[Truth, ...]:
    norm = instance.norm
    return tuple(
        [
            proving.truth(exception_id(norm.id, exception.name), exception.when, who)
            for exception in norm.exceptions
        ]
    )


def _compliance(instance: NormInstance, proving: Proving, who: int | None) -> Truth | None:
    if instance.complied is None or instance.compliance is None:
        return None
    return proving.truth(instance.complied, instance.compliance, who)


def make_finding(
    assessed: NormAssessment, within: ScopeTruths, speech: StatementNames, weight: Weight
) -> Finding:
    """Put one result into words, with its proof, its citations and what it waits for."""
    instance, view = assessed.instance, within.view
    result, lifted = assessed.result
    exception = None if lifted is None else instance.norm.exceptions[lifted]
    who = assessed.who
    applying = applies(assessed.governs, assessed.when, assessed.exceptions)
    why = held(_why(assessed, within), applying)
    complied = None if result is Outcome.INAPPLICABLE else _complied(assessed, within)
    recipient = None if who is None else view.scenario.people[who].name
    missing = () if instance.day_unread else _missing(why, complied, result)
    return Finding(
        norm=instance.norm,
        jurisdiction=instance.jurisdiction,
        layer=instance.layer,
        kind=instance.kind,
        weight=weight,
        verified=instance.verified,
        governs=assessed.governs,
        applies=applying,
        outcome=result,
        statement=norm_statement(instance.norm, instance.text, instance, recipient, speech),
        citations=instance.citations,
        why=why,
        complied=complied,
        recipient=recipient,
        exception=None if exception is None else exception.means,
        exception_citations=()
        if exception is None
        else cited_on(exception.citations, view.law, instance.day),
        missing=missing,
        branches=_branches(assessed, within.proving, missing),
        caveats=(*_day_caveats(instance), *instance.caveats),
        positions=tuple(
            position
            for position in instance.norm.positions
            if _was_taken(position, view, instance.day)
        ),
        day=instance.day,
        day_unread=instance.day_unread,
        stands_in=instance.stands_in,
    )


def _day_caveats(instance: NormInstance) -> Iterator[str]:
    if instance.day_unread:
        yield message(
            "Whether it spoke on {day} is not known: of the day on which it began or ended only "
            "the month or the year was read.",
            day=instance.day,
        )


def _was_taken(position: Position, view: FactView, day: date) -> bool:
    """Return whether a position had been taken by the day of the law that speaks."""
    for citation in position.citations:
        policy = view.law.policies.get((citation.policy or citation.norm or "").partition("#")[0])
        force = policy.authority.in_force if policy is not None else None
        if force is not None and force.start is not None and day < force.start:
            return False
    return True


def _why(assessed: NormAssessment, within: ScopeTruths) -> Proof:
    instance, who, proof = assessed.instance, assessed.who, within.proving.proof
    norm = instance.norm
    by_recipient = who if instance.per_recipient_scope else None
    if assessed.as_if:
        governs = Proof("all", assessed.governs, label="governs")
    else:
        governs = within.prove(instance.governs, instance.scope, by_recipient)
    when = proof(instance.when, instance.when_condition, who).labelled("when")
    parts = [governs, when]
    if instance.day_unread:
        parts.append(Proof("fact", Truth.UNKNOWN, label="in force"))
    if norm.exceptions:
        lifted = [
            proof(exception_id(norm.id, exception.name), exception.when, who).labelled(
                exception.name
            )
            for exception in norm.exceptions
        ]
        parts.append(joined("none", lifted, "unless"))
    return joined("all", parts)


def _complied(assessed: NormAssessment, within: ScopeTruths) -> Proof | None:
    instance = assessed.instance
    if instance.complied is None or instance.compliance is None or assessed.compliance is None:
        return None
    proof = within.proving.proof(instance.complied, instance.compliance, assessed.who)
    return held(proof.labelled("complied"), assessed.compliance)


def _missing(why: Proof, complied: Proof | None, result: Outcome) -> tuple[Missing, ...]:
    if result is Outcome.UNDETERMINED:
        return unknowns(why)
    if result is Outcome.OPEN and complied is not None:
        return unknowns(complied)
    return ()


def unknowns(proof: Proof) -> tuple[Missing, ...]:
    """Return the untold facts that keep a proof open, each once, in reading order."""
    found: dict[Missing, None] = {}

    def walk(node: Proof) -> None:
        if node.truth is not Truth.UNKNOWN:
            return
        if node.op == "fact" and node.fact:
            found.setdefault(Missing(node.fact, node.recipient))
        for part in node.of:
            walk(part)

    walk(proof)
    return tuple(found)


def _branches(
    assessed: NormAssessment, proving: Proving, missing: tuple[Missing, ...]
) -> tuple[Branch, ...]:
    """Show what each answer to a judgment would make of the finding."""
    facts = proving.view.law.vocabulary.facts
    branches = []
    for item in missing:
        if facts[item.fact].judgment is None:
            continue
        for value in (True, False):
            who = assessed.who if item.fact.startswith("recipient.") else None
            result = _again(assessed, proving.otherwise(item.fact, value, who))
            branches.append(Branch(item.fact, value, result))
    return tuple(branches)


def _again(assessed: NormAssessment, proving: Proving) -> Outcome:
    instance, who = assessed.instance, assessed.who

    def truth(condition: Condition) -> Truth:
        return proving.truth_of(condition, who)

    compliance = instance.compliance
    return replace(
        assessed,
        when=truth(instance.when_condition),
        exceptions=tuple(truth(exception.when) for exception in instance.norm.exceptions),
        compliance=None if compliance is None else truth(compliance),
    ).result[0]
