"""The statements whose truth an engine finds: scopes, conditions, exceptions, compliance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from advisor.model.conditions import All, Any, Every, Is, Leaf, Nor, Some, is_per_recipient
from advisor.model.vocabulary import RECIPIENT

if TYPE_CHECKING:
    from advisor.model.conditions import Condition
    from advisor.model.jurisdictions import Adoption
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy

SCOPES = "scopes"
"""The group of all conditions of governing."""
SCOPES_OF_NOBODY = "scopes of nobody"
"""The group of those about recipients, as they are of a message that nobody receives."""
_GOVERNS = "|governs"
_NEVER = Any(())


class Proposition(NamedTuple):
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
    """Return the name of the proposition that a jurisdiction's or a policy's law governs."""
    return f"{owner}{_GOVERNS}"


def scope_of_nobody_id(proposition: str) -> str:
    """Return the name of what a scope about recipients comes to where there are none."""
    return scope_id(f"{proposition.removesuffix(_GOVERNS)}|nobody")


def is_scope(proposition: str) -> bool:
    """Return whether a proposition says that some law governs."""
    return proposition.endswith(_GOVERNS)


def when_id(norm: str, code: str | None = None) -> str:
    """Return the name of the proposition that a norm's condition holds, here or in one place."""
    return f"{norm}@{code}|when" if code else f"{norm}|when"


def complied_id(norm: str, code: str | None = None) -> str:
    """Return the name of the proposition of a norm's `met_if` or `breached_if`."""
    return f"{norm}@{code}|complied" if code else f"{norm}|complied"


def exception_id(norm: str, name: str) -> str:
    """Return the name of the proposition that an exception's condition holds."""
    return f"{norm}|unless|{name}"


def local_group(policy: str, code: str) -> str:
    """Return the name of the group of one jurisdiction's variants of a model policy."""
    return f"{policy}@{code}"


def propositions(law: Law) -> Iterator[Proposition]:
    """Return every proposition of a law, in the order of its files."""
    yield from _scopes_of_places(law)
    yield from _scopes_of_nobody(law)
    for policy in law.policies.values():
        yield from _scope_of(law, policy)
        for norm in policy.norms:
            yield from _of_norm(law, policy, norm)
    for code, jurisdiction in law.jurisdictions.items():
        for adoption in jurisdiction.adoptions.values():
            yield from _local(law, code, adoption)


def named_conditions(law: Law) -> Iterator[tuple[str, Condition]]:
    """Return the name and the condition of every proposition, in the order of `propositions`."""
    places, policies = law.jurisdictions.items(), law.policies.values()
    yield from ((scope_id(code), one.scope.when) for code, one in places if one.scope is not None)
    yield from ((one.id, one.condition) for one in _scopes_of_nobody(law))
    for policy in policies:
        if policy.scope is not None:
            yield scope_id(policy.id), policy.scope.when
        for norm in policy.norms:
            yield from _conditions_of(norm)
    for code, jurisdiction in places:
        for adoption in jurisdiction.adoptions.values():
            yield from _local_conditions(code, adoption)


class Members:
    """The propositions of a law by their groups, made when a group is first asked for."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._known: dict[str, tuple[Proposition, ...]] = {}

    def of(self, group: str) -> tuple[Proposition, ...]:
        """Return the propositions of a group; those of an unknown group are none."""
        known = self._known.get(group)
        if known is None:
            known = tuple(_members(self.law, group))
            if known:  # names from outside are not remembered
                self._known[group] = known
        return known


def _members(law: Law, group: str) -> Iterator[Proposition]:
    if group == SCOPES:
        yield from _every_scope(law)
    if group == SCOPES_OF_NOBODY:
        yield from _scopes_of_nobody(law)
    if group in law.policies:
        policy = law.policies[group]
        for norm in policy.norms:
            yield from _of_norm(law, policy, norm)
    name, _, code = group.rpartition("@")
    if name in law.policies and code in law.jurisdictions:
        for adoption in law.jurisdictions[code].adoptions.values():
            if _adopted(adoption) == name:
                yield from _local(law, code, adoption)


def _every_scope(law: Law) -> Iterator[Proposition]:
    yield from _scopes_of_places(law)
    for policy in law.policies.values():
        yield from _scope_of(law, policy)


def _scopes_of_nobody(law: Law) -> Iterator[Proposition]:
    for scope in _every_scope(law):
        if scope.per_recipient:
            name, condition = scope_of_nobody_id(scope.id), of_nobody(scope.condition, law)
            yield _made(law, name, condition, SCOPES_OF_NOBODY, scope.subject)


def of_nobody(condition: Condition, law: Law) -> Condition:
    """
    Return a condition as it is of a message that nobody receives.

    No test of a recipient holds then; what does not hang on one stays as it is.
    """
    match condition:
        case Leaf(fact, test):
            if fact in law.per_recipient:
                inner = of_nobody(law.vocabulary.derived[fact].when, law)
                return inner if isinstance(test, Is) and test.value else Nor((inner,))
            return _NEVER if condition.entity == RECIPIENT else condition
        case All(of):
            parts = tuple(of_nobody(part, law) for part in of)
            return _NEVER if _NEVER in parts else All(parts)
        case Any(of):
            return Any(_possible(of, law))
        case Nor(of):
            return Nor(_possible(of, law))
        case Some() | Every():
            return condition


def _possible(parts: tuple[Condition, ...], law: Law) -> tuple[Condition, ...]:
    found = (of_nobody(part, law) for part in parts)
    return tuple(part for part in found if part != _NEVER)


def _scopes_of_places(law: Law) -> Iterator[Proposition]:
    for code, jurisdiction in law.jurisdictions.items():
        if jurisdiction.scope is not None:
            yield _made(law, scope_id(code), jurisdiction.scope.when, SCOPES, code)


def _scope_of(law: Law, policy: Policy) -> Iterator[Proposition]:
    if policy.scope is not None:
        yield _made(law, scope_id(policy.id), policy.scope.when, SCOPES, policy.id)


def _of_norm(law: Law, policy: Policy, norm: Norm) -> Iterator[Proposition]:
    for name, condition in _conditions_of(norm):
        yield _made(law, name, condition, policy.id, norm.id)


def _conditions_of(norm: Norm) -> Iterator[tuple[str, Condition]]:
    yield when_id(norm.id), norm.when
    for lifted in norm.exceptions:
        yield exception_id(norm.id, lifted.name), lifted.when
    if norm.compliance is not None:
        yield complied_id(norm.id), norm.compliance


def _local(law: Law, code: str, adoption: Adoption) -> Iterator[Proposition]:
    group = local_group(_adopted(adoption), code)
    for name, condition in _local_conditions(code, adoption):
        yield _made(law, name, condition, group, adoption.norm)


def _local_conditions(code: str, adoption: Adoption) -> Iterator[tuple[str, Condition]]:
    if adoption.when is not None:
        yield when_id(adoption.norm, code), adoption.when
    if adoption.compliance is not None:
        yield complied_id(adoption.norm, code), adoption.compliance


def _adopted(adoption: Adoption) -> str:
    return adoption.norm.partition("#")[0]


def _made(law: Law, name: str, condition: Condition, group: str, subject: str) -> Proposition:
    per_recipient = is_per_recipient(condition, law.per_recipient)
    return Proposition(name, condition, per_recipient, group, subject)


def norm_is_per_recipient(norm: Norm, law: Law, *extra: Condition | None) -> bool:
    """
    Return whether a norm is decided for each recipient apart.

    It is when the norm mentions a recipient anywhere, its text and the `extra`
    conditions (its scope, a local variant) included.
    """
    conditions = [norm.when, norm.compliance, *(x.when for x in norm.exceptions), *extra]
    return "{recipient}" in norm.text or any(
        is_per_recipient(condition, law.per_recipient)
        for condition in conditions
        if condition is not None
    )
