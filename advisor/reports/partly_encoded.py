"""The law that speaks in an opinion and says more than is encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.truth import Truth

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.model.policies import Policy


def partly_encoded(opinion: Opinion, law: Law) -> list[Policy]:
    """Return the policies that govern, may apply and are not encoded whole, each once."""
    speaking = dict.fromkeys(
        finding.norm.policy
        for finding in opinion.findings
        if finding.governs is Truth.TRUE and finding.applies is not Truth.FALSE
    )
    policies = [law.policies[name] for name in speaking]
    return [policy for policy in policies if policy.untranslatable]
