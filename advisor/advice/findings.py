"""One norm instance and one scenario make one finding for each recipient concerned."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.advice.statements import StatementNames, norm_statement
from advisor.engine.reference import prove
from advisor.model.norms import Outcome, applies, norm_outcome
from advisor.model.opinions import Branch, Finding, Missing
from advisor.model.proofs import Proof
from advisor.model.propositions import exception_id
from advisor.model.truth import Truth, every, some
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from advisor.advice.governing import ScopeTruths
    from advisor.advice.norms_in_force import NormInstance
    from advisor.engine.protocols import Truths
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
    instance: NormInstance, within: ScopeTruths, truths: Truths, *, governs: Truth | None = None
) -> Iterator[NormAssessment]:
    """
    Look up what the engine found of one norm, for each recipient it concerns.

    `governs` stands instead of the scope where a norm is weighed as if it governed.
    """
    by_scope = governs is None and instance.per_recipient_scope
    per_recipient = instance.per_recipient or by_scope
    for who in within.view.subjects(per_recipient=per_recipient):
        yield NormAssessment(
            instance=instance,
            who=who,
            governs=governs or within.of(instance.governs, who),
            when=_of(truths, instance.when, who),
            exceptions=tuple(
                _of(truths, exception_id(instance.norm.id, lifted.name), who)
                for lifted in instance.norm.exceptions
            ),
            compliance=None if instance.complied is None else _of(truths, instance.complied, who),
            as_if=governs is not None,
        )


def _of(truths: Truths, proposition: str, who: int | None) -> Truth:
    one = truths.get((proposition, who))
    return truths[proposition, None] if one is None else one


def make_finding(
    assessed: NormAssessment, within: ScopeTruths, speech: StatementNames, weight: Weight
) -> Finding:
    """Put one result into words, with its proof, its citations and what it waits for."""
    instance, view = assessed.instance, within.view
    result, lifted = assessed.result
    exception = None if lifted is None else instance.norm.exceptions[lifted]
    who = assessed.who
    why = _why(assessed, within)
    complied = None
    if instance.compliance is not None and result is not Outcome.INAPPLICABLE:
        complied = prove(instance.compliance, view, who).labelled("complied")
    recipient = None if who is None else view.scenario.people[who].name
    missing = _missing(why, complied, result)
    return Finding(
        norm=instance.norm,
        jurisdiction=instance.jurisdiction,
        layer=instance.policy.layer,
        kind=instance.kind,
        weight=weight,
        verified=instance.verified,
        governs=assessed.governs,
        applies=applies(assessed.governs, assessed.when, assessed.exceptions),
        outcome=result,
        statement=norm_statement(instance.norm, instance.text, instance, recipient, speech),
        citations=instance.citations,
        why=why,
        complied=complied,
        recipient=recipient,
        exception=None if exception is None else exception.means,
        exception_citations=() if exception is None else exception.citations,
        missing=missing,
        branches=_branches(assessed, view, missing),
        caveats=instance.caveats,
        positions=tuple(one for one in instance.norm.positions if _was_taken(one, view)),
    )


def _was_taken(position: Position, view: FactView) -> bool:
    """Tell whether a position had been taken by the day that is asked about."""
    for citation in position.citations:
        policy = view.law.policies.get((citation.policy or citation.norm or "").partition("#")[0])
        force = policy.authority.in_force if policy is not None else None
        if force is not None and force.start is not None and view.as_of < force.start:
            return False
    return True


def _why(assessed: NormAssessment, within: ScopeTruths) -> Proof:
    instance, view, who = assessed.instance, within.view, assessed.who
    by_recipient = who if instance.per_recipient_scope else None
    if assessed.as_if:
        governs = Proof("all", assessed.governs, label="governs")
    else:
        governs = within.prove(instance.governs, instance.scope, by_recipient)
    when = prove(instance.when_condition, view, who).labelled("when")
    parts = [governs, when]
    if instance.norm.exceptions:
        lifted = tuple(
            prove(one.when, view, who).labelled(one.name) for one in instance.norm.exceptions
        )
        truth = some(proof.truth for proof in lifted).negated()
        parts.append(Proof("none", truth, lifted, label="unless"))
    return Proof("all", every(part.truth for part in parts), tuple(parts))


def _missing(why: Proof, complied: Proof | None, result: Outcome) -> tuple[Missing, ...]:
    if result is Outcome.UNDETERMINED:
        return unknowns(why)
    if result is Outcome.OPEN and complied is not None:
        return unknowns(complied)
    return ()


def unknowns(proof: Proof) -> tuple[Missing, ...]:
    """Give the untold facts that keep a proof open, each once, in reading order."""
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
    assessed: NormAssessment, view: FactView, missing: tuple[Missing, ...]
) -> tuple[Branch, ...]:
    """Show what each answer to a judgment would make of the finding."""
    facts = view.law.vocabulary.facts
    branches = []
    for one in missing:
        if facts[one.fact].judgment is None:
            continue
        for value in (True, False):
            who = assessed.who if one.fact.startswith("recipient.") else None
            scenario = view.scenario.told(one.fact, value, who)
            result = _again(assessed, replace(view, scenario=scenario))
            branches.append(Branch(one.fact, value, result))
    return tuple(branches)


def _again(assessed: NormAssessment, view: FactView) -> Outcome:
    instance, who = assessed.instance, assessed.who

    def truth(condition: Condition) -> Truth:
        return prove(condition, view, who).truth

    compliance = instance.compliance
    return replace(
        assessed,
        when=truth(instance.when_condition),
        exceptions=tuple(truth(one.when) for one in instance.norm.exceptions),
        compliance=None if compliance is None else truth(compliance),
    ).result[0]
