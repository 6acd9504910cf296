"""Findings that cannot both be followed, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.model.truth import Truth
from advisor.reports import citations, words
from advisor.reports.blocks import Entry, Line, Pair, Role, Tone
from advisor.reports.people import grouped

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Conflict, Finding, Opinion
    from advisor.reports.blocks import Block


def conflict_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """
    Report every conflict, resolved or not.

    Those between law that governs stand side by side; law from elsewhere that says the
    opposite is listed under the finding that stands.
    """
    here: dict[tuple[object, ...], list[Conflict]] = {}
    abroad: dict[tuple[str, bool], list[Conflict]] = {}
    for one in opinion.conflicts:
        if _governs(one.forbids) is _governs(one.allows):
            key = (one.forbids.id, one.allows.id, one.resolved_by, one.prevails)
            here.setdefault(key, []).append(one)
        else:
            standing = one.forbids if _governs(one.forbids) else one.allows
            abroad.setdefault((standing.id, standing is one.forbids), []).append(one)
    return (
        *(_pair(alike, law) for alike in here.values()),
        *(_against(alike) for alike in abroad.values()),
    )


def _governs(finding: Finding) -> bool:
    return finding.governs is not Truth.FALSE


def _pair(alike: Sequence[Conflict], law: Law) -> Pair:
    one = alike[0]
    act = law.vocabulary.acts.get(one.act, one.act)
    people = dict.fromkeys(each.recipient for each in alike if each.recipient)
    about = f" ({words.joined(people)})" if people else ""
    return Pair(
        title=f"To {act}{about}",
        left=_side([each.forbids for each in alike], Tone.AGAINST),
        right=_side([each.allows for each in alike], Tone.FOR),
        lines=tuple(_resolution(one)),
    )


def _side(findings: Sequence[Finding], tone: Tone) -> Entry:
    group = grouped(findings)[0]
    word = "against" if tone is Tone.AGAINST else "for"
    where = Line(Role.NOTE, f"Law of {group.first.jurisdiction}")
    return Entry(word, tone, group.statement, (citations.own(group.first), where))


def _resolution(one: Conflict) -> Iterator[Line]:
    if one.resolved_by is None:
        yield Line(Role.REASON, "Nothing in these sources settles which of the two prevails.")
        return
    prevails = one.forbids if one.prevails == one.forbids.id else one.allows
    said = f"Settled by {one.resolved_by}: {citations.own(prevails).text} stands."
    yield Line(Role.REASON, said)
    yield from citations.cited("For that:", one.citations)


def _against(alike: Sequence[Conflict]) -> Entry:
    standing = [one.forbids if _governs(one.forbids) else one.allows for one in alike]
    others = [one.allows if _governs(one.forbids) else one.forbids for one in alike]
    group = grouped(standing)[0]
    opposite = dict.fromkeys(
        f"{citations.place(one.citations[0]) if one.citations else one.norm.id}" for one in others
    )
    return Entry(
        "elsewhere otherwise",
        Tone.QUIET,
        group.statement,
        (
            citations.own(group.first),
            Line(
                Role.REASON,
                f"The opposite is said elsewhere, where other law governs: {'; '.join(opposite)}.",
            ),
        ),
    )
