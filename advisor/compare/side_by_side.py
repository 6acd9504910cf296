"""One scenario under two laws, and where their answers part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.compare.assume_governing_law import assume_governing
from advisor.model.comparisons import SILENT, ComparedSide, Contrast, Sides
from advisor.model.norms import Outcome

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario


def contrast(corpus: Corpus, scenario: Scenario, left: str, right: str, *, as_of: date) -> Sides:
    """
    Answer one scenario as if one law governed and as if the other did.

    The contrasts are the acts on which the answers differ; law that governs on both sides
    is omitted of them. Those on which both speak come first.
    """
    opinions = [
        assume_governing(corpus, code).advise(scenario, as_of=as_of) for code in (left, right)
    ]
    mine, theirs = _apart(*opinions)
    contrasts: list[Contrast] = []
    agreed: list[str] = []
    for act in corpus.law.vocabulary.acts:
        pairs = list(_by_person(act, (left, mine), (right, theirs)))
        differing = [pair for pair in pairs if pair.left.answer is not pair.right.answer]
        if differing:
            contrasts += _joined(differing, len(pairs))
        elif any(SILENT not in (pair.left.answer, pair.right.answer) for pair in pairs):
            agreed.append(act)
    contrasts.sort(key=lambda one: SILENT in (one.left.answer, one.right.answer))
    return Sides(opinions[0], opinions[1], tuple(contrasts), tuple(agreed))


def _apart(left: Opinion, right: Opinion) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of each that do not stand in the other as well."""
    spoken = [
        [finding for finding in opinion.findings if finding.outcome is not Outcome.INAPPLICABLE]
        for opinion in (left, right)
    ]
    keys = [{(item.id, item.recipient) for item in found} for found in spoken]
    both = keys[0] & keys[1]
    mine, theirs = (
        [item for item in found if (item.id, item.recipient) not in both] for found in spoken
    )
    return mine, theirs


def _by_person(
    act: str, left: tuple[str, Sequence[Finding]], right: tuple[str, Sequence[Finding]]
) -> Iterator[Contrast]:
    """Set both sides beside each other for each person, or once for the whole message."""
    on_act = [(code, [one for one in found if one.act == act]) for code, found in (left, right)]
    people = [one.recipient for _, found in on_act for one in found if one.recipient]
    for person in dict.fromkeys(people) or [None]:
        one, other = (
            ComparedSide(code, tuple(item for item in found if item.recipient in (None, person)))
            for code, found in on_act
        )
        if one.findings or other.findings:
            yield Contrast(act, person, one, other)


def _joined(differing: Sequence[Contrast], people: int) -> list[Contrast]:
    """Say once what differs in the same way for everybody."""
    first = differing[0]
    alike = len(differing) == people > 1 and all(_key(item) == _key(first) for item in differing)
    return [Contrast(first.act, None, first.left, first.right)] if alike else list(differing)


def _key(one: Contrast) -> tuple[object, ...]:
    return tuple(
        (side.answer, tuple(found.id for found in side.deciding)) for side in (one.left, one.right)
    )
