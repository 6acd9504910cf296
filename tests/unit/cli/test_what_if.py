"""The difference that other facts make."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.cli.runs import Command


def test_what_made_the_difference(advisor: Command, pixel: Path) -> None:
    """Without a tracker nothing is breached, and the norms that were are named first."""
    done = advisor("what-if", pixel, "tracking.mechanisms=[]")
    decisive, _, _ = done.out.partition("What else differs")

    assert "STOP becomes" in done.out
    assert "What made the difference" in decisive
    assert "breached → met" in decisive
    assert "Advisory Op. 18-01" in decisive
    assert 3 != done.status


def test_both_opinions_side_by_side(advisor: Command, pixel: Path) -> None:
    """Both verdicts stand beside each other with their sentences."""
    done = advisor("what-if", pixel, "tracking.mechanisms=[]")

    (line,) = (one for one in done.out.splitlines() if "As it was, STOP" in one)
    assert "As told now" in line


def test_only_what_differs(advisor: Command, pixel: Path) -> None:
    """A finding that stays as it is is not shown."""
    done = advisor("what-if", pixel, "tracking.disclosure=in-message")
    differences = done.out.partition("What differs")[2]

    assert "STOP as before." in done.out
    assert "→" in differences
    assert "without that person's prior informed consent" not in differences
    assert 3 == done.status


def test_nothing_differs(advisor: Command, pixel: Path) -> None:
    """A change that changes nothing is told as such."""
    done = advisor("what-if", pixel, "tracking.disclosure=none")

    assert "Nothing differs." in done.out
    assert "→" not in done.out


def test_another_day(advisor: Command, pixel: Path) -> None:
    """The day of the question can be told otherwise too."""
    done = advisor("what-if", pixel, "as_of=2017-01-01")

    assert "STOP becomes ASK." in done.out
    assert "breached → silent" in done.out


def test_one_recipient_by_name(advisor: Command, pixel: Path) -> None:
    """A fact can be told of one recipient only."""
    done = advisor("what-if", pixel, "recipient[Opposing counsel].consented=unknown")

    assert "breached → open" in done.out


def test_a_judgment_for_the_sake_of_argument(advisor: Command, pixel: Path) -> None:
    """What only a person can decide may be assumed here."""
    done = advisor(
        "what-if",
        pixel,
        "message.carries_client_information=true",
        "lawyer.reasonable_efforts=true",
    )

    assert "silent → met" in done.out


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("tracking.disclosur=none", "did you mean `tracking.disclosure`?"),
        ("tracking.disclosure=nowhere", "use one of `none`, `policy-only`"),
        ("message.is_tracked=false", "tell the facts it is found from instead"),
        ("as_of=tomorrow", "is not a day of the calendar"),
    ],
)
def test_misspelt(advisor: Command, pixel: Path, change: str, complaint: str) -> None:
    """A fact or a value that does not exist is told with the nearest that does."""
    done = advisor("what-if", pixel, change)

    assert complaint in done.err
    assert "" == done.out
    assert 1 == done.status


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("recipient[Nobody].consented=true", "the scenario lists `Opposing counsel`"),
        ("tracking.disclosure", "has no `=`"),
        ("tracking=none", "names no fact"),
    ],
)
def test_misuse(advisor: Command, pixel: Path, change: str, complaint: str) -> None:
    """A change that names nobody, nothing or no value is misuse."""
    done = advisor("what-if", pixel, change)

    assert complaint in " ".join(done.err.split())
    assert 2 == done.status


def test_plain(advisor: Command, pixel: Path) -> None:
    """The plain page says the same without signs."""
    done = advisor("what-if", pixel, "tracking.mechanisms=[]", "--plain")

    assert "STOP becomes" in done.out
    assert not set("✗✓│─") & set(done.out)


def test_a_change_without_a_value_is_refused(advisor: Command, pixel: Path) -> None:
    """Nothing after the sign is a slip; that a fact is not known is said in words."""
    done = advisor("what-if", pixel, "tracking.disclosure=")

    assert 2 == done.status
    assert "`tracking.disclosure=unknown` unsays it" in done.err


def test_what_a_change_overtakes_is_left_out(advisor: Command, tmp_path: Path) -> None:
    """Without a tracker nothing is left to say of it, though it was told; nothing is refused."""
    told = tmp_path / "scenario.yaml"
    told.write_text(DESCRIBED, encoding="utf-8")

    done = advisor("what-if", told, "tracking.mechanisms=[]")

    assert "" == done.err
    assert "With tracking.mechanisms=[]: STOP becomes" in done.out


def test_a_change_that_contradicts_what_was_told_is_refused(
    advisor: Command, tmp_path: Path
) -> None:
    """The other fact is not given up in silence: both are named, with the reason."""
    told = tmp_path / "scenario.yaml"
    told.write_text(DESCRIBED, encoding="utf-8")

    done = advisor("what-if", told, "recipient.consent_recorded=true")

    assert 1 == done.status
    assert "error[contradictory-facts]" in done.err
    assert "recipient.consented: false" in done.err
    assert "" == done.out


DESCRIBED = """\
as_of: 2026-03-02
facts:
  message: {direction: sent, channel: email}
  lawyer: {admitted_in: [US-IL], knows_of_tracking: true}
  matter: {representing_client: true, tribunal: US-IL}
  tracking:
    mechanisms: [pixel]
    identifier: per-recipient
    captures: [opened]
    purposes: [open-proof]
    disclosure: none
    vendor_used: true
    vendor_country: US
recipients: [{name: Counsel, role: opposing-counsel, consented: false}]
"""
