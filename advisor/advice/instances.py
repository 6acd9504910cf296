"""Which norms speak on a day, where, under which citation and with what weight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.authorities import Citation, Kind, Verification, Weight, weakest
from advisor.model.conditions import All, Leaf, is_per_recipient
from advisor.model.propositions import (
    complied_id,
    local_group,
    norm_is_per_recipient,
    scope_id,
    when_id,
)
from advisor.model.vocabulary import RECIPIENT
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.conditions import Condition
    from advisor.model.jurisdictions import Adoption, Jurisdiction
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy, Scope


@dataclass(frozen=True, slots=True)
class Instance:
    """
    One norm as it stands in one jurisdiction on one day.

    `governs`, `when` and `complied` name the propositions that decide it; `scope` is
    `None` where nothing in the corpus says when that law governs. One of `guards` being
    false is enough for the norm not to apply.
    """

    norm: Norm
    policy: Policy
    jurisdiction: str
    kind: Kind
    weight: Weight
    verified: Verification
    citations: tuple[Citation, ...]
    governs: str
    scope: Scope | None
    when: str
    when_condition: Condition
    complied: str | None
    compliance: Condition | None
    groups: tuple[str, ...]
    text: str
    per_recipient: bool
    per_recipient_scope: bool
    guards: tuple[Leaf, ...] = ()
    caveats: tuple[str, ...] = ()


def instances(law: Law, day: date) -> Iterator[Instance]:
    """
    Give every norm in force on a day, in the order of the corpus.

    A model rule comes once for each jurisdiction that adopted it by then and whose
    adoption was verified, and once on its own, as a baseline.
    """
    for policy in law.policies.values():
        force = policy.authority.in_force
        if policy.authority.kind is Kind.DRAFT or force is None:
            continue
        for norm in policy.norms:
            if not (force.covers(day) and norm.in_force.covers(day)):
                continue
            yield _own(law, policy, norm)
            if policy.authority.kind is Kind.MODEL_RULE:
                yield from _adopted(law, policy, norm, day)


def _is_per_recipient(law: Law, scope: Scope | None) -> bool:
    return scope is not None and is_per_recipient(scope.when, law.per_recipient)


def is_unread(jurisdiction: Jurisdiction, norm: str) -> bool:
    """
    Tell whether nothing verified is known of a model norm in a jurisdiction.

    There the model rule is shown as a baseline and binds nobody.
    """
    if norm in jurisdiction.refusals:
        return False
    adoption = jurisdiction.adoptions.get(norm)
    return adoption is None or adoption.verified is Verification.UNVERIFIED


def guards(law: Law, condition: Condition) -> tuple[Leaf, ...]:
    """
    Give the tests of the message as a whole without which a condition cannot hold.

    Most norms begin with them (sent or received, tracked or not), so that most law can
    be passed over before an engine is asked.
    """
    parts = condition.of if isinstance(condition, All) else (condition,)
    return tuple(
        part
        for part in parts
        if isinstance(part, Leaf)
        and part.entity != RECIPIENT
        and part.fact not in law.vocabulary.derived
    )


def own_scope(law: Law, policy: Policy) -> tuple[str, Scope | None]:
    """Name the proposition that a policy governs, with its condition."""
    if policy.scope is not None:
        return scope_id(policy.id), policy.scope
    code = policy.authority.jurisdiction
    jurisdiction = law.jurisdictions.get(code)
    return scope_id(code), jurisdiction.scope if jurisdiction else None


def _own(law: Law, policy: Policy, norm: Norm) -> Instance:
    authority = policy.authority
    kind = Kind.MODEL_RULE if authority.kind is Kind.MODEL_RULE else norm.kind
    weight = kind.weight
    if authority.at_most is not None and weight.rank < authority.at_most.rank:
        weight = authority.at_most
    governs, scope = own_scope(law, policy)
    return Instance(
        norm=norm,
        policy=policy,
        jurisdiction=authority.jurisdiction,
        kind=kind,
        weight=weight,
        verified=norm.verified,
        citations=norm.citations,
        governs=governs,
        scope=scope,
        when=when_id(norm.id),
        when_condition=norm.when,
        complied=complied_id(norm.id) if norm.compliance is not None else None,
        compliance=norm.compliance,
        groups=(policy.id,),
        text=norm.text,
        per_recipient=norm_is_per_recipient(norm, law),
        guards=guards(law, norm.when),
        per_recipient_scope=_is_per_recipient(law, scope),
        caveats=(norm.caveat,) if norm.caveat else (),
    )


def _adopted(law: Law, policy: Policy, norm: Norm, day: date) -> Iterator[Instance]:
    for jurisdiction in law.jurisdictions.values():
        adoption = jurisdiction.adoptions.get(norm.id)
        if (
            adoption is None
            or adoption.verified is Verification.UNVERIFIED
            or not adoption.period.covers(day)
        ):
            continue
        yield _local(law, policy, norm, jurisdiction, adoption)


def _local(
    law: Law,
    policy: Policy,
    norm: Norm,
    jurisdiction: Jurisdiction,
    adoption: Adoption,
) -> Instance:
    code = jurisdiction.code
    local_when = code if adoption.when is not None else None
    local_compliance = code if adoption.compliance is not None else None
    compliance = adoption.compliance or norm.compliance
    rewritten = bool(adoption.text) and adoption.when is not None
    local = (adoption.verified,) if rewritten else (adoption.verified, norm.verified)
    own = Citation(adoption.cite, url=adoption.url, verified=adoption.verified)
    groups = [policy.id]
    if local_when or local_compliance:
        groups.append(local_group(policy.id, code))
    caveats = (norm.caveat, adoption.differs, adoption.caveat)
    return Instance(
        norm=norm,
        policy=policy,
        jurisdiction=code,
        kind=Kind.COMMENT if norm.kind is Kind.COMMENT else Kind.COURT_RULE,
        weight=Weight.BINDING,
        verified=weakest(*local),
        citations=(own, *adoption.citations, *norm.citations),
        governs=scope_id(code),
        scope=jurisdiction.scope,
        when=when_id(norm.id, local_when),
        when_condition=adoption.when if adoption.when is not None else norm.when,
        complied=None if compliance is None else complied_id(norm.id, local_compliance),
        compliance=compliance,
        groups=tuple(groups),
        text=adoption.text or norm.text,
        per_recipient=norm_is_per_recipient(norm, law, adoption.when, adoption.compliance),
        per_recipient_scope=_is_per_recipient(law, jurisdiction.scope),
        guards=guards(law, norm.when if adoption.when is None else adoption.when),
        caveats=tuple(caveat for caveat in caveats if caveat),
    )
