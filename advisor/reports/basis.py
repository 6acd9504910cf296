"""What an opinion rests on, and what it must say although no norm found it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, and_list, message
from advisor.model.authorities import weakest
from advisor.model.policies import BUNDLED
from advisor.model.truth import Truth
from advisor.reports import citations, labels
from advisor.reports.document import FindingEntry, Line, Role, Tone

if TYPE_CHECKING:
    from advisor.model.opinions import Opinion
    from advisor.reports.document import Block

HASH_SHOWN = len("sha256:") + 12


def notice_blocks(opinion: Opinion, *, cited: bool = False) -> tuple[Block, ...]:
    """Print every notice, with its citations where they are wanted."""
    return tuple(
        FindingEntry(
            message("notice", context="lead"),
            Tone.QUIET,
            notice.says,
            citations.citation_text("", notice.citations) if cited else (),
        )
        for notice in opinion.notices
    )


def ground_blocks(opinion: Opinion, language: Language = ENGLISH) -> tuple[Block, ...]:
    """Say from what, by what and how surely the opinion was made."""
    receipt = opinion.receipt
    corpus = receipt.corpus[:HASH_SHOWN]
    if opinion.sent_on is None:
        lines = [message("Law as of {day}; corpus {hash}.", day=opinion.as_of, hash=corpus)]
    else:
        said = message(
            "Law of {sent} on what was done by sending, of {day} on the rest; corpus {hash}.",
            sent=opinion.sent_on,
            day=opinion.as_of,
            hash=corpus,
        )
        lines = [said]
    if receipt.layers and receipt.layers != (BUNDLED,):
        layers = and_list(receipt.layers)
        lines.append(message("Layers of law: {layers}.", layers=layers))
    made = {"version": receipt.advisor, "engine": receipt.engine}
    if receipt.checked_by:
        lines.append(
            message(
                "advisor {version}, engine {engine}, checked by {other}.",
                **made,
                other=receipt.checked_by,
            )
        )
    else:
        lines.append(message("advisor {version}, engine {engine}.", **made))
    relied_on = [finding.verified for finding in opinion.findings if finding.applies is Truth.TRUE]
    if opinion.relies_on is not None:
        level = weakest(opinion.relies_on, *relied_on)
        read = labels.verification_text(level)
        lines.append(message("Weakest text relied on: {verification}.", verification=read))
    if not language.is_laws:
        lines.append(
            message(
                "The law, its questions and its quotations stand in English, as they were "
                "written; only what is said around them has been translated."
            )
        )
    lines.append(labels.DISCLAIMER)
    return tuple(Line(Role.NOTE, line) for line in lines)
