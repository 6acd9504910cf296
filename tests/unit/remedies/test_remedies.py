"""What cures a breach, and what is never offered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.advice import Corpus, load
from advisor.cli import main
from advisor.cli.loading import corpus_loader
from advisor.model.opinions import Verdict
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import Value
from advisor.remedies import Remedies, Remedy, find_remedies, merge_changes

LAW = Path(__file__).parents[1] / "interview" / "law"
DAY = date(2026, 3, 2)
FACTS: dict[str, Value] = {
    "lawyer.admitted_in": frozenset({"ZZ"}),
    "message.direction": "sent",
    "tracking.mechanisms": frozenset({"pixel", "receipt"}),
    "matter.sealed": False,
}
NO = {"recipient.role": "counsel", "recipient.consented": False, "recipient.informed": True}
COUNSEL = Recipient("Opposing counsel", NO)
TRACKED = Scenario(facts=FACTS, recipients=(COUNSEL,))
TWO = replace(TRACKED, recipients=(COUNSEL, Recipient("Our client", NO)))


@pytest.fixture(scope="session")
def lands() -> Corpus:
    """Load the law of two small lands."""
    return load(LAW, bundled=False, engine="planes")


def cured(lands: Corpus, scenario: Scenario, **told: int) -> Remedies:
    """Look for remedies."""
    return find_remedies(lands, scenario, as_of=DAY, **told)


def steps(remedy: Remedy) -> list[tuple[str, Value, tuple[str, ...]]]:
    """Give each change as fact, new value and people."""
    return [(one.fact.name, one.after, one.recipients) for one in merge_changes(remedy.changes)]


def test_ours_before_theirs(lands: Corpus) -> None:
    """Taking out the tracker is ours alone; consent is theirs to give."""
    found = cured(lands, TRACKED)

    assert [
        [("tracking.mechanisms", frozenset({"receipt"}), ())],
        [("recipient.consented", True, ("Opposing counsel",))],
    ] == [steps(one) for one in found.remedies]
    assert found.exhausted


def test_removing_the_tracker_is_one_change(lands: Corpus) -> None:
    """Of a set only what offends is taken out, and that is one change."""
    (first, *_) = cured(lands, TRACKED).remedies

    assert 1 == len(first.changes)
    assert frozenset({"pixel", "receipt"}) == first.changes[0].before


def test_the_same_for_each_recipient(lands: Corpus) -> None:
    """Everyone has to agree; equal changes are one line."""
    *_, last = cured(lands, TWO).remedies

    assert [("recipient.consented", True, ("Opposing counsel", "Our client"))] == steps(last)
    assert (2, 2) == (len(last.changes), last.theirs)


def test_several_changes(lands: Corpus) -> None:
    """Consent that was neither given nor informed takes both."""
    neither = Recipient("Opposing counsel", NO | {"recipient.informed": False})
    *_, last = cured(lands, replace(TRACKED, recipients=(neither,))).remedies

    assert {"recipient.consented", "recipient.informed"} == {name for name, _, _ in steps(last)}


def test_what_it_leaves_open(lands: Corpus) -> None:
    """Consent of which nobody knows whether it is informed ends the breach and opens a question."""
    asked = Recipient(
        "Opposing counsel", {"recipient.role": "counsel", "recipient.consented": False}
    )
    *_, last = cured(lands, replace(TRACKED, recipients=(asked,))).remedies

    assert ["zz/rules#no-tracking"] == [one.norm.id for one in last.opened]
    assert Verdict.ASK is last.opinion.verdict


def test_a_cure_that_breaches_something_else_is_none(lands: Corpus) -> None:
    """With a sealed matter and no label, consent alone leaves the label owed."""
    sealed: dict[str, Value] = {**FACTS, "matter.sealed": True, "message.label": "none"}
    found = cured(lands, replace(TRACKED, facts=sealed))

    assert [("recipient.consented", True, ("Opposing counsel",))] not in map(steps, found.remedies)
    assert any(
        {"message.label", "recipient.consented"} == {name for name, _, _ in steps(one)}
        for one in found.remedies
    )


def test_who_the_recipient_is_stays(lands: Corpus) -> None:
    """A reporter would be outside the rule, and nobody is made one."""
    changed = {one.fact.name for each in cured(lands, TWO).remedies for one in each.changes}

    assert not {"recipient.role", "matter.sealed", "lawyer.admitted_in"} & changed


def test_what_was_sent_was_sent(lands: Corpus) -> None:
    """Of a message sent before the day asked about, nothing can be taken back."""
    sent: dict[str, Value] = {**FACTS, "message.date": date(2026, 2, 1)}
    found = cured(lands, replace(TRACKED, facts=sent))

    assert found.is_past
    assert () == found.remedies
    assert ["zz/rules#no-tracking"] == [one.norm.id for one in found.incurable]


def test_nothing_breached(lands: Corpus) -> None:
    """Without a breach there is nothing to cure."""
    clean: dict[str, Value] = {**FACTS, "tracking.mechanisms": frozenset[str]()}
    found = cured(lands, replace(TRACKED, facts=clean))

    assert ((), ()) == (found.breaches, found.remedies)


def test_most(lands: Corpus) -> None:
    """Fewer can be shown than were found, and it is said how many there are."""
    found = cured(lands, TRACKED, most=1)

    assert (1, 2) == (len(found.remedies), found.cures)


PIXEL = """\
scenario: A pixel
as_of: 2026-03-02
facts:
  message: {direction: sent}
  lawyer: {admitted_in: [ZZ]}
  matter: {sealed: false}
  tracking: {mechanisms: %s}
recipients:
  - {name: Opposing counsel, role: counsel, consented: false, informed: true}
"""


@pytest.fixture
def fix(lands: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Run `advisor fix` on a scenario with these trackers, and give its exit status."""
    monkeypatch.setattr(corpus_loader, "load_corpus", lambda *_, **__: lands)

    def run(trackers: str, *arguments: str) -> int:
        path = tmp_path / "pixel.yaml"
        path.write_text(PIXEL % trackers, encoding="utf-8")
        with pytest.raises(SystemExit) as left:
            main(["fix", str(path), *arguments])
        return int(left.value.code or 0)

    return run


def test_page(fix: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """The page names each breach, each way out with what it leads to, and how far it looked."""
    assert 0 == fix("[pixel]", "--plain")
    out = capsys.readouterr().out

    assert out.startswith("CURABLE, now STOP.")
    assert "none at all" in out
    assert "You can ask for this; they decide." in out
    assert "Every set of changes was considered" in out


def test_page_counts_what_it_leaves_out(
    fix: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a cure opens anew is told, and where that is too much, how much is not told."""
    monkeypatch.setattr("advisor.application.remedies_document._OPENED", 0)
    monkeypatch.setattr(f"{__name__}.PIXEL", PIXEL.replace(", informed: true", ""))
    fix("[pixel]", "--plain")

    assert "and 1 more finding newly open" in capsys.readouterr().out


def test_document(fix: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the same, with the receipt of what it was found by."""
    fix("[pixel]", "--output", "json")
    document = json.loads(capsys.readouterr().out)

    assert "advisor/remedies/1" == document["schema"]
    assert [[], True] == [one["changes"][0]["to"] for one in document["remedies"]]
    assert None is document["complete_up_to"]


def test_clear(fix: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """A clear scenario needs no cure: status 0."""
    status = fix("[]")

    assert 0 == status
    assert "nothing to cure" in capsys.readouterr().out
