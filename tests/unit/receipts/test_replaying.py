"""A receipt asked again is the same, or says norm by norm what has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.advice import Corpus
from advisor.diagnostics import InvalidScenario
from advisor.model.scenarios import Origin, Scenario, Source
from advisor.receipts import (
    Impact,
    Replay,
    ReplayState,
    StoredReceipt,
    canonical,
    impact,
    receipt_of,
    redacted,
    replay,
    save_receipt,
)

Changed = Callable[..., Corpus]
OPINION = "policies/zz/opinion-1.yaml"


def told(found: Replay, about: str) -> list[tuple[str, str, str]]:
    """Return what changed about one thing."""
    return [
        (change.what, change.before, change.after)
        for change in found.changes
        if change.about.startswith(about)
    ]


def test_the_same_law_gives_the_same_bytes(zedland: Corpus, receipt: StoredReceipt) -> None:
    """Nothing has changed, so nothing is reported, and the new receipt is the old one."""
    found = replay(zedland, receipt)

    assert ReplayState.IDENTICAL is found.state
    assert () == found.changes
    assert canonical(receipt) == canonical(found.again)


def test_a_redacted_receipt_replays(zedland: Corpus, scenario: Scenario) -> None:
    """Leaving out names and free text leaves out nothing that the answer needs."""
    hidden = redacted(scenario, zedland.law.vocabulary)
    receipt = receipt_of(zedland.advise(hidden), redacted=True)

    assert ReplayState.IDENTICAL is replay(zedland, receipt).state


def test_how_facts_are_known_replays(zedland: Corpus, scenario: Scenario) -> None:
    """A receipt keeps from where each fact is known, and gives the same bytes with it."""
    name, value = next(iter(scenario.facts.items()))
    known = scenario.told(name, value, origin=Origin(Source.PROFILE, "firm.yaml"))
    receipt = receipt_of(zedland.advise(known))
    found = replay(zedland, receipt)

    assert b'"by": "firm.yaml"' in canonical(receipt)
    assert ReplayState.IDENTICAL is found.state


def test_a_changed_norm_is_named(changed: Changed, receipt: StoredReceipt) -> None:
    """A norm that no longer bites is told with what it was and what it is."""
    law = changed(OPINION, "recipient.consented: false}", "recipient.consented: true}")

    found = replay(law, receipt)

    assert ReplayState.CHANGED is found.state
    assert ("outcome", "breached", "met") in told(found, "zz/opinion-1#no-tracking@ZZ")


def test_a_norm_that_is_gone_is_named(changed: Changed, receipt: StoredReceipt) -> None:
    """A norm that is not in force any more, on the receipt's day, is told as gone."""
    law = changed(OPINION, "in_force: {from: 2018-01-26}", "in_force: {from: 2026-06-01}")

    found = replay(law, receipt)

    assert ReplayState.CHANGED is found.state
    assert ("outcome", "breached", "nothing") in told(found, "zz/opinion-1#no-tracking@ZZ")
    assert ("verdict", "stop", "unsettled") in told(found, "answer")


def test_other_words_are_no_other_answer(changed: Changed, receipt: StoredReceipt) -> None:
    """A better pinpoint is reported, and the answer is still the same."""
    law = changed(OPINION, "{pinpoint: Digest}", "{pinpoint: Digest 1}")

    found = replay(law, receipt)

    assert ReplayState.SAME is found.state
    assert ["citations"] == sorted(
        {change.what for change in found.changes if change.about.startswith("zz/opinion-1")}
    )


def test_another_law_with_the_same_answer_is_the_same(
    changed: Changed, receipt: StoredReceipt
) -> None:
    """An edit that touches nothing here changes the hash and no answer."""
    law = changed(OPINION, "title: Tracked mail", "title: Mail that is tracked")

    found = replay(law, receipt)

    assert ReplayState.SAME is found.state
    assert {"law"} == {change.what for change in found.changes}


def test_facts_that_the_law_forgot_are_told(changed: Changed, receipt: StoredReceipt) -> None:
    """A fact that is no longer declared makes a replay impossible, and the fact is named."""
    law = changed("policies/vocabulary/words.yaml", "  matter.note: {", "  matter.remark: {")

    with pytest.raises(InvalidScenario, match=r"matter\.note"):
        replay(law, receipt)


def test_the_impact_of_an_update(
    zedland: Corpus, changed: Changed, receipt: StoredReceipt, tmp_path: Path
) -> None:
    """Of a folder, the receipts with another answer stand out; what cannot be read is told."""
    folder = tmp_path / "kept"
    (folder / "2026").mkdir(parents=True)
    save_receipt(receipt, folder / "2026/tracked.json")
    untracked = zedland.advise(
        {
            "as_of": "2026-03-02",
            "facts": {"message.direction": "sent", "lawyer.admitted_in": ["ZZ"]},
            "recipients": [],
        }
    )
    save_receipt(receipt_of(untracked), folder / "untracked.json")
    (folder / "notes.json").write_text("{}")
    (folder / ".hidden.json").write_text("{}")
    law = changed(OPINION, "recipient.consented: false}", "recipient.consented: true}")

    found = {one.path.name: _state(one) for one in impact(law, folder)}

    assert {"tracked.json": "changed", "untracked.json": "same", "notes.json": "-"} == found


def _state(one: Impact) -> str:
    return one.replay.state.value if one.replay is not None else "-"
