"""What a message was found to hold, as lines or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.mail import Evidence, MessageAnalysis, Signal

MOST_EVIDENCE = 5


def signal_lines(reading: MessageAnalysis) -> Iterator[str]:
    """Return a reading as lines, each signal with its evidence under it."""
    yield reading.source
    if reading.damage:
        yield f"  damaged: {reading.damage}"
        return
    for signal in reading.signals.values():
        origin = f", {signal.origin.value}" if signal.origin else ""
        sure = f", {signal.confidence.value} confidence" if signal.confidence else ""
        how = f"{signal.provenance.value}{origin}{sure}"
        yield f"  {signal.name.value}: {signal.state.value} ({how})"
        for item in signal.evidence[:MOST_EVIDENCE]:
            why = "; ".join(item.why)
            yield f"      part {item.part} {item.tag} {item.address}: {why}".rstrip()
        rest = len(signal.evidence) - MOST_EVIDENCE
        if rest > 0:
            yield f"      and {rest} more"
    if reading.vendors:
        yield f"  vendor: {', '.join(reading.vendors)}"
    for gap in reading.gaps:
        yield f"  not all can be told: {gap}"
    for sentence in reading.disclosures:
        yield f"  the text says: “{sentence}”"


def signal_document(reading: MessageAnalysis) -> str:
    """Return a reading as one line of JSON."""
    return json.dumps(_document(reading), ensure_ascii=False, sort_keys=True)


def _document(reading: MessageAnalysis) -> dict[str, Any]:
    return {
        "source": reading.source,
        "damage": reading.damage or None,
        "tracked": reading.tracked,
        "date": reading.date.isoformat() if reading.date else None,
        "signals": {signal.name.value: _signal(signal) for signal in reading.signals.values()},
        "vendors": list(reading.vendors),
        "hosts": list(reading.hosts),
        "gaps": list(reading.gaps),
        "program": reading.program or None,
        "disclosures": list(reading.disclosures),
    }


def _signal(signal: Signal) -> dict[str, Any]:
    return {
        "state": signal.state.value,
        "provenance": signal.provenance.value,
        "origin": signal.origin.value if signal.origin else None,
        "confidence": signal.confidence.value if signal.confidence else None,
        "evidence": [_evidence(item) for item in signal.evidence],
        "reasons": list(signal.reasons),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "part": evidence.part,
        "tag": evidence.tag,
        "address": evidence.address or None,
        "why": list(evidence.why),
        "origin": evidence.origin.value,
        "confidence": evidence.confidence.value,
        "vendor": evidence.vendor or None,
    }
