"""Faults put into a sound law are found, each by its kind and with a scenario that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.proof.faulty_law import VOCABULARY, flaws, law_with

from advisor.model.law_flaws import FlawKind
from advisor.model.scenarios import Scenario

HEAD = """\
  - id: seeded
    act: %s
    bearer: lawyer
    %s
    cites: [{pinpoint: p. 2}]
    because: It is so.
"""


def _norm(act: str, *lines: str) -> str:
    return HEAD % (act, "\n    ".join(lines))


ALWAYS_CONFLICT = _norm(
    "label",
    "must: say that it is tracked",
    "when: {message.direction: sent, message.is_tracked: true}",
    "met_if: {message.labelled: true}",
) + _norm(
    "label",
    "must_not: say that it is tracked",
    "when: {message.direction: sent, message.kind: letter}",
    "breached_if: {message.labelled: true}",
).replace("seeded", "seeded-too")
DEAD = _norm(
    "label",
    "must: say that it is tracked",
    "when: {message.is_tracked: true, tracking.mechanisms: {only: []}}",
    "met_if: {message.labelled: true}",
)
DEAD_BY_RELATION = _norm(
    "label",
    "must: say to {recipient} that it is tracked",
    "when: {message.kind: newsletter, recipient.role: client}",
    "met_if: {message.labelled: true}",
)
UNBREACHABLE = _norm(
    "label",
    "must: say that it is tracked",
    "when: {message.direction: sent, message.is_tracked: true}",
    "met_if: {any: [{tracking.mechanisms: [pixel, link]}, {message.labelled: true}]}",
)
UNMEETABLE = _norm(
    "label",
    "must: say that it is tracked",
    "when: {message.direction: sent, message.is_tracked: true}",
    "met_if: {tracking.mechanisms: {only: []}, message.labelled: true}",
)
SWALLOWED = _norm(
    "label",
    "must: say that it is tracked",
    "when: {message.direction: sent, tracking.mechanisms: pixel}",
    "met_if: {message.labelled: true}",
    "unless:",
    "  any-tracker:",
    "    when: {message.is_tracked: true}",
    "    means: something reports back",
    "    cites: [{pinpoint: p. 3}]",
)
IDLE_EXCEPTION = _norm(
    "label",
    "must: say to {recipient} that it is tracked",
    "when: {message.direction: sent, recipient.role: client}",
    "met_if: {message.labelled: true}",
    "unless:",
    "  newsletter:",
    "    when: {message.kind: newsletter}",
    "    means: it is a newsletter",
    "    cites: [{pinpoint: p. 3}]",
)
SUBSUMED = _norm(
    "track",
    "must_not: track {recipient} by an image without consent",
    "when: {message.direction: sent, recipient.role: client, message.kind: letter}",
    "breached_if: {tracking.mechanisms: pixel, recipient.consented: false}",
)
IDLE_CONDITION = _norm(
    "label",
    "must: say to {recipient} that it is tracked",
    "when: {message.kind: newsletter, recipient.role: reporter}",
    "met_if: {message.labelled: true}",
)
NEVER_GOVERNED = VOCABULARY.replace(
    "relations:\n",
    "relations:\n"
    "  - id: nobody-is-admitted\n"
    "    if: {message.direction: [sent, received]}\n"
    "    never: {lawyer.admitted_in: AA}\n"
    "    because: Nobody is admitted there.\n",
)


def test_a_sound_law_has_no_flaw(tmp_path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert [] == flaws(law_with(tmp_path))


@pytest.mark.parametrize(
    ("seeded", "kind", "subjects"),
    [
        (ALWAYS_CONFLICT, FlawKind.ALWAYS_CONFLICT, ("aa/rules#seeded-too", "aa/rules#seeded")),
        (DEAD, FlawKind.NEVER_APPLIES, ("aa/rules#seeded",)),
        (DEAD_BY_RELATION, FlawKind.NEVER_APPLIES, ("aa/rules#seeded",)),
        (UNBREACHABLE, FlawKind.NEVER_DISREGARDED, ("aa/rules#seeded",)),
        (UNMEETABLE, FlawKind.NEVER_MET, ("aa/rules#seeded",)),
        (SWALLOWED, FlawKind.SWALLOWED, ("aa/rules#seeded",)),
        (IDLE_EXCEPTION, FlawKind.IDLE_EXCEPTION, ("aa/rules#seeded",)),
        (SUBSUMED, FlawKind.SUBSUMED, ("aa/rules#seeded", "aa/rules#no-tracking")),
        (
            IDLE_CONDITION,
            FlawKind.IDLE_CONDITION,
            ("aa/rules#seeded", "when: {recipient.role: reporter}"),
        ),
    ],
)
def test_a_seeded_fault_is_found(
    tmp_path: Path, seeded: str, kind: FlawKind, subjects: tuple[str, ...]
) -> None:
    """Each fault is named with the norms that it concerns."""
    found = [(flaw.kind, flaw.subjects) for flaw in flaws(law_with(tmp_path, seeded))]

    assert (kind, subjects) in found


def test_a_place_that_never_governs_is_found(tmp_path: Path) -> None:
    """A place whose scope no possible scenario meets is named, and its norms with it."""
    found = [(flaw.kind, flaw.subjects) for flaw in flaws(law_with(tmp_path, words=NEVER_GOVERNED))]

    assert (FlawKind.NEVER_GOVERNED, ("AA",)) in found
    assert (FlawKind.NEVER_APPLIES, ("aa/rules#no-tracking",)) in found


def test_two_norms_that_can_conflict_are_shown_by_the_smallest_scenario(tmp_path: Path) -> None:
    """The scenario tells what both norms need, and no more."""
    corpus = law_with(tmp_path, ALWAYS_CONFLICT)

    (flaw,) = [one for one in flaws(corpus) if one.kind is FlawKind.CONFLICT]

    assert flaw.witness == Scenario(
        title="aa/rules#seeded-too against aa/rules#seeded",
        as_of=flaw.day,
        facts={
            "message.direction": "sent",
            "message.kind": "letter",
            "message.labelled": flaw.witness.facts["message.labelled"],
            "tracking.mechanisms": flaw.witness.facts["tracking.mechanisms"],
            "lawyer.admitted_in": frozenset({"AA"}),
        },
        recipients=(),
    )
    (conflict,) = corpus.advise(flaw.witness).conflicts
    assert conflict.resolved_by is None
    assert flaw.says.endswith("; unresolved")


def test_a_conflict_that_an_override_settles_says_so(tmp_path: Path) -> None:
    """What settles a conflict is told with it."""
    overriding = ALWAYS_CONFLICT.replace(
        "breached_if: {message.labelled: true}",
        "breached_if: {message.labelled: true}\n"
        "    overrides: [{norm: aa/rules#seeded, cites: [{pinpoint: p. 4}]}]",
    )

    (flaw,) = [
        one for one in flaws(law_with(tmp_path, overriding)) if one.kind is FlawKind.CONFLICT
    ]

    assert flaw.says.endswith("; settled: aa/rules#seeded-too@AA overrides the other")
