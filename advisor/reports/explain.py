"""Everything behind one name of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.reports import facts, jurisdictions, norms, policies

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.reports.document import ReportDocument


def page_of(name: str, law: Law) -> ReportDocument | None:
    """Find what a name stands for; `None` where it stands for nothing."""
    norm = law.norm(name.partition("@")[0])
    if norm is not None:
        return norms.norm_page(norm, law)
    if name in law.policies:
        return policies.policy_page(law.policies[name], law)
    vocabulary = law.vocabulary
    fact = vocabulary.facts.get(name) or vocabulary.derived.get(name)
    if fact is not None:
        return facts.fact_page(fact, law)
    jurisdiction = law.jurisdictions.get(name) or law.jurisdictions.get(name.upper())
    return jurisdictions.jurisdiction_page(jurisdiction, law) if jurisdiction else None
