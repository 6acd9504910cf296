"""The opinion on a returned message in words for its author: what was found, why, what would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.application.remedies_document import remedies_page
from advisor.diagnostics import EngineFailure
from advisor.mail.signals import RECEIPTS, TRACKERS, MessageAnalysis, SignalOrigin
from advisor.model.opinions import Verdict
from advisor.remedies import find_remedies
from advisor.reports.document import FindingEntry, Line, Role, Section, Tone
from advisor.reports.opinions import opinion_page
from advisor.reports.render.plain_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion
    from advisor.reports.document import Block

_WIDTH = 76
_KEPT = {"Governing law", "What this rests on", "How the facts are known"}
_SHOWN, _WAYS = 8, 3


def explained(opinion: Opinion, reading: MessageAnalysis, corpus: Corpus) -> str:
    """
    Say what was found and by whose authority it must not go; of a breach also what would cure it.

    Addresses in the message have their identifiers masked.
    """
    whole = opinion_page(opinion, corpus.law)
    sections: list[Section] = []
    found = tuple(_found(reading))
    if found:
        sections.append(Section("Found in the message", Tone.QUIET, found))
    if opinion.verdict is Verdict.STOP:
        sections += [section for section in whole.sections if section.tone is Tone.AGAINST]
        sections += _cures(opinion, corpus)
        sections += [section for section in whole.sections if section.title in _KEPT]
    else:
        sections += whole.sections
    return plain_text(whole._replace(blocks=tuple(sections)), width=_WIDTH)


def _found(reading: MessageAnalysis) -> Iterator[Line]:
    told = [
        f"{name.value.replace('-', ' ')}: {' '.join(filter(None, (one.tag, one.address)))}"
        for name, signal in reading.signals.items()
        if name in TRACKERS | RECEIPTS
        for one in signal.evidence
        if one.origin is SignalOrigin.OWN
    ]
    for one in tuple(dict.fromkeys(told))[:_SHOWN]:
        yield Line(Role.REASON, one)
    if len(told) > _SHOWN:
        yield Line(Role.REASON, "and more of the kind")


def _cures(opinion: Opinion, corpus: Corpus) -> Iterator[Section]:
    try:
        remedies = find_remedies(corpus, opinion.scenario, as_of=opinion.as_of, most=_WAYS)
    except EngineFailure:
        return  # the opinion stands without them
    for section in remedies_page(remedies).sections:
        if section.tone is Tone.FOR:
            yield section._replace(blocks=tuple(map(_brief, section.blocks)))


def _brief(block: Block) -> Block:
    """Leave out of a remedy what else it would open: the next check tells."""
    if not isinstance(block, FindingEntry):
        return block
    return block._replace(lines=tuple(line for line in block.lines if line.role is not Role.NOTE))
