"""An audit as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.audits import Audit, Counted, Rule, TrackingSide

AUDIT_SCHEMA = "advisor/audit/1"


def audit_json(audit: Audit) -> str:
    """Write what an audit counted."""
    return json.dumps(_document(audit), indent=2, ensure_ascii=False)


def _document(audit: Audit) -> dict[str, Any]:
    return {
        "schema": AUDIT_SCHEMA,
        "sources": list(audit.sources),
        "as_of": [day.isoformat() for day in audit.as_of],
        "messages": audit.messages,
        "damaged": audit.damaged,
        "verdicts": {item.value: count for item, count in audit.verdicts.items()},
        "to_verify": {item.value: count for item, count in audit.to_verify.items()},
        "received": _side(audit.received),
        "sent": _side(audit.sent),
        "direction_unknown": _side(audit.unsaid),
        "rules": [_rule(rule) for rule in audit.rules],
        "open": {"messages": audit.waiting, "looked_at": audit.looked_at},
        "unknowns": [
            {
                "fact": unknown.fact.name,
                "question": unknown.fact.ask,
                "messages": unknown.messages,
                "first": unknown.first,
            }
            for unknown in audit.unknowns
        ],
        "damages": _counts(audit.damages),
        "reasons": _counts(audit.reasons),
        "matters": _counts(audit.matters),
        "no_matter": audit.unmatched,
        "copies": audit.copies,
        "junk": audit.junk,
        "notices": list(audit.notices),
        "receipt": {"corpus": audit.corpus, "advisor": audit.advisor, "sealed": audit.sealed},
    }


def _side(side: TrackingSide) -> dict[str, Any]:
    return {
        "messages": side.messages,
        "tracked": side.tracked,
        "untracked": side.untracked,
        "unclear": side.unclear,
        "verdicts": {item.value: count for item, count in side.verdicts.items()},
        "months": [
            {
                "month": f"{month.first:%Y-%m}",
                "tracked": month.tracked,
                "untracked": month.untracked,
                "unclear": month.unclear,
            }
            for month in side.months
        ],
        "domains": [
            {
                "domain": domain.name,
                "tracked": domain.tracked,
                "unclear": domain.unclear,
                "messages": domain.total,
            }
            for domain in side.domains
        ],
        "other_domains": side.others,
        "vendors": _counts(side.vendors),
        "no_vendor_known": side.unnamed,
        "trackers": _counts(side.trackers),
        "roles": _counts(side.roles),
        "mechanisms": _counts(side.mechanisms),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    own = rule.citation
    return {
        "norm": rule.norm,
        "jurisdiction": rule.jurisdiction,
        "statement": rule.sentence,
        "governing": rule.governing,
        "weight": rule.weight.value,
        "verified": rule.verified.value,
        "citation": None
        if own is None
        else {"cite": own.cite, "pinpoint": own.pinpoint, "url": own.url or None},
        "cited_as": own.place if own is not None else rule.norm,
        "messages": {item.value: count for item, count in rule.outcomes.items()},
        "set_aside": rule.set_aside,
    }


def _counts(counteds: Sequence[Counted]) -> list[dict[str, Any]]:
    return [{"name": item.name, "messages": item.count} for item in counteds]
