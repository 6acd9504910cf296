"""Norms where they count: each in its own place, and a model norm in every place that adopts it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from advisor.model.authorities import Kind, Weight

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.authorities import Period
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.norms import Norm


class LocalNorm(NamedTuple):
    """
    A norm in one place, with the conditions and the days that it has there.

    `name` tells an adopted norm from its model: `policy#norm@place`. `binds` is false of
    advice, and of models that the place did not adopt.
    """

    norm: Norm
    place: str
    binds: bool
    when: Condition
    compliance: Condition | None
    in_force: Period
    name: str
    at: Span | None


def local_norms(law: Law) -> Iterator[LocalNorm]:
    """Walk over all norms where they stand, then over those that places adopt."""
    for policy in law.policies.values():
        is_law = policy.authority.kind is not Kind.MODEL_RULE and policy.authority.at_most is None
        for norm in policy.norms:
            yield LocalNorm(
                norm,
                policy.authority.jurisdiction,
                is_law and norm.kind.weight is Weight.BINDING,
                norm.when,
                norm.compliance,
                norm.in_force,
                norm.id,
                norm.at,
            )
    for code, jurisdiction in law.jurisdictions.items():
        for adoption in jurisdiction.adoptions.values():
            model = law.norm(adoption.norm)
            if model is not None:
                yield LocalNorm(
                    model,
                    code,
                    True,  # noqa: FBT003 - a field of the row
                    adoption.when or model.when,
                    adoption.compliance or model.compliance,
                    adoption.period,
                    f"{model.id}@{code}",
                    adoption.at,
                )
