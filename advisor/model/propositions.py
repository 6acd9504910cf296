"""The statements whose truth an engine finds: scopes, conditions, exceptions, compliance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.conditions import is_per_recipient
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.conditions import Condition
    from advisor.model.jurisdictions import Adoption
    from advisor.model.law import Law
    from advisor.model.norms import Norm

SCOPES = "scopes"
"""The group of all conditions of governing."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """
    One statement about a scenario, true, false or unknown.

    `group` is what is evaluated together: `scopes`, a policy id, or `policy@code` for
    the local variants of an adopted model rule. `subject` is the norm, policy or
    jurisdiction that it is about, for messages.
    """

    id: str
    condition: Condition
    per_recipient: bool
    group: str
    subject: str


def scope_id(owner: str) -> str:
    """Name the proposition that a jurisdiction's or a policy's law governs."""
    return f"{owner}|governs"


def when_id(norm: str, code: str | None = None) -> str:
    """Name the proposition that a norm's condition holds, in a local variant if any."""
    return f"{norm}@{code}|when" if code else f"{norm}|when"


def complied_id(norm: str, code: str | None = None) -> str:
    """Name the proposition of a norm's `met_if` or `breached_if`."""
    return f"{norm}@{code}|complied" if code else f"{norm}|complied"


def exception_id(norm: str, name: str) -> str:
    """Name the proposition that an exception's condition holds."""
    return f"{norm}|unless|{name}"


def local_group(policy: str, code: str) -> str:
    """Name the group of one jurisdiction's variants of a model policy."""
    return f"{policy}@{code}"


def propositions(law: Law) -> Iterator[Proposition]:
    """Give every proposition of a law, in the order of its files."""
    per_recipient = law.per_recipient

    def made(name: str, condition: Condition, group: str, subject: str) -> Proposition:
        per = is_per_recipient(condition, per_recipient)
        return Proposition(name, condition, per, group, subject)

    for code, jurisdiction in law.jurisdictions.items():
        if jurisdiction.scope is not None:
            yield made(scope_id(code), jurisdiction.scope.when, SCOPES, code)
    for policy in law.policies.values():
        if policy.scope is not None:
            yield made(scope_id(policy.id), policy.scope.when, SCOPES, policy.id)
        for norm in policy.norms:
            yield made(when_id(norm.id), norm.when, policy.id, norm.id)
            for lifted in norm.exceptions:
                name = exception_id(norm.id, lifted.name)
                yield made(name, lifted.when, policy.id, norm.id)
            if norm.compliance is not None:
                yield made(complied_id(norm.id), norm.compliance, policy.id, norm.id)
    for code, jurisdiction in law.jurisdictions.items():
        for adoption in jurisdiction.adoptions.values():
            yield from _local(law, code, adoption)


def _local(law: Law, code: str, adoption: Adoption) -> Iterator[Proposition]:
    group = local_group(adoption.norm.partition("#")[0], code)
    for name, condition in (
        (when_id(adoption.norm, code), adoption.when),
        (complied_id(adoption.norm, code), adoption.compliance),
    ):
        if condition is not None:
            per = is_per_recipient(condition, law.per_recipient)
            yield Proposition(name, condition, per, group, adoption.norm)


def norm_is_per_recipient(norm: Norm, law: Law, *extra: Condition | None) -> bool:
    """
    Tell whether a norm is decided for each recipient apart.

    It is when the norm mentions a recipient anywhere, its text and the `extra`
    conditions (its scope, a local variant) included.
    """
    conditions = [norm.when, norm.compliance, *(x.when for x in norm.exceptions), *extra]
    return "{recipient}" in norm.text or any(
        is_per_recipient(condition, law.per_recipient)
        for condition in conditions
        if condition is not None
    )
