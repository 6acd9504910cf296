"""The profile and the matters on the command line: which is found, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.cli.runs import Command, Done
from unit.mail.letters_made import PIXEL, html

OFFER = """\
scenario: An offer
as_of: 2026-03-02
facts:
  message: {direction: sent}
  matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}
  tracking: {mechanisms: [pixel], disclosure: none}
recipients:
  - {name: Opposing counsel, role: opposing-counsel, located_in: US-IL, consented: false}
"""
FIRM = "profile: Smith & Lane\nfacts: {lawyer: {admitted_in: [US-IL]}}\n"
OTHER = "profile: Another\nfacts: {lawyer: {admitted_in: [US-PA]}}\n"
MATTERS = """\
matters:
  - matter: Smith v. Jones
    match: [{domain: inbox.example}]
    facts: {matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}}
    recipients: [{domain: inbox.example, role: opposing-counsel, located_in: US-IL,
                  consented: false}]
"""


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    """Write a scenario that tells nothing of the lawyer."""
    path = tmp_path / "here" / "offer.yaml"
    path.parent.mkdir()
    path.write_text(OFFER)
    return path


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of the user's own profile, which is not there yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "config" / "advisor" / "firm.yaml"
    path.parent.mkdir(parents=True)
    return path


def _facts(done: Done) -> dict[str, tuple[object, str, str]]:
    facts = json.loads(done.out)["facts"]
    return {one["fact"]: (one["value"], one["known"], one["by"]) for one in facts}


def _admitted(advisor: Command, offer: Path, *more: object) -> tuple[object, str, str] | None:
    done = advisor("check", offer, "--output", "json", *more)
    return _facts(done).get("lawyer.admitted_in")


def test_which_profile_is_found(
    advisor: Command, offer: Path, config: Path, tmp_path: Path
) -> None:
    """The one that is named counts, then the one beside the scenario, then the user's own."""
    assert _admitted(advisor, offer) is None
    config.write_text(OTHER)
    assert (["US-PA"], "profile", "firm.yaml") == _admitted(advisor, offer)
    (offer.parent / "firm.yaml").write_text(FIRM)
    assert (["US-IL"], "profile", "firm.yaml") == _admitted(advisor, offer)
    (tmp_path / "named.yaml").write_text(OTHER)
    named = _admitted(advisor, offer, "--profile", tmp_path / "named.yaml")
    assert (["US-PA"], "profile", "named.yaml") == named
    assert _admitted(advisor, offer, "--profile", "none") is None


def test_a_scenario_beside_is_no_profile(advisor: Command, offer: Path, config: Path) -> None:
    """A scenario may be called `firm.yaml`; then the user's own profile is looked for."""
    (offer.parent / "firm.yaml").write_text("scenario: x\nfacts: {lawyer: {setting: private}}\n")
    assert _admitted(advisor, offer) is None
    config.write_text(OTHER)
    assert (["US-PA"], "profile", "firm.yaml") == _admitted(advisor, offer)


def test_a_broken_profile_is_told(advisor: Command, offer: Path) -> None:
    """A profile that cannot be read is not passed over."""
    (offer.parent / "firm.yaml").write_text("profile: x\nfacts: {message: {direction: sent}}\n")
    done = advisor("check", offer)

    assert 1 == done.status
    assert "error[not-lasting]" in done.err
    assert "" == done.out


def test_the_opinion_says_what_came_from_it(advisor: Command, offer: Path) -> None:
    """The page ends with the facts of the profile, and with what it says in vain."""
    assert "How the facts are known" not in advisor("check", offer).out
    (offer.parent / "firm.yaml").write_text(
        "profile: x\nfacts: {lawyer: {admitted_in: [US-IL], setting: private}}\n"
    )
    offer.write_text(OFFER.replace("facts:", "facts:\n  lawyer: {setting: in-house}"))
    brief = " ".join(advisor("check", offer).out.split())
    assert "1 fact from the profile firm.yaml" in brief
    done = advisor("check", offer, "--full")

    assert 3 == done.status
    page = " ".join(done.out.split())
    assert "From the profile firm.yaml: the lawyer is admitted in Illinois." in page
    assert "The lawyer practises in-house: the profile firm.yaml says private;" in page
    assert "Told: " not in page
    assert "the lawyer practises in-house;" in " ".join(
        advisor("check", offer, "--explain").out.split()
    )


@pytest.mark.parametrize("command", ["fix", "timeline"])
def test_commands_about_an_opinion_take_it_too(command: str, advisor: Command, offer: Path) -> None:
    """What is asked about an opinion is asked about the same one."""
    before = advisor(command, offer)
    (offer.parent / "firm.yaml").write_text(FIRM)
    assert before.out != advisor(command, offer).out
    assert before == advisor(command, offer, "--profile", "none")


def test_what_is_told_otherwise_is_told(advisor: Command, offer: Path) -> None:
    """What-if changes a fact of the profile, and nobody says that it came from there."""
    (offer.parent / "firm.yaml").write_text(FIRM)
    done = advisor("what-if", offer, "lawyer.admitted_in=unknown")

    assert "idle-origin" not in done.err
    assert 4 == done.status


def _letter(folder: Path) -> Path:
    path = folder / "letter.eml"
    path.write_bytes(html(PIXEL))
    return path


def test_a_message_is_told_by_its_matter(
    advisor: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Matter, profile and message each say what is known from them."""
    monkeypatch.chdir(tmp_path)
    letter = _letter(tmp_path)
    (tmp_path / "matters.yaml").write_text(MATTERS)
    (tmp_path / "firm.yaml").write_text(FIRM)
    how = ("--matters", tmp_path / "matters.yaml", "--as-of", "2026-03-02")
    done = advisor("check", letter, "--direction", "sent", *how, "--output", "json")
    facts = _facts(done)

    assert 3 == done.status
    assert "" == done.err
    assert ("US-IL", "matter", "Smith v. Jones") == facts["matter.tribunal"]
    assert ("opposing-counsel", "matter", "Smith v. Jones") == facts["recipient.role"]
    assert (["US-IL"], "profile", "firm.yaml") == facts["lawyer.admitted_in"]
    assert (["pixel"], "message", "inferred") == facts["tracking.mechanisms"]
    assert ("sent", "told", "") == facts["message.direction"]
    provenance = json.loads(done.out)["provenance"]
    assert provenance["matter.tribunal"] == provenance["lawyer.admitted_in"] == "asserted"
    assert sorted(provenance) == list(provenance)


def test_a_profile_beside_a_message_is_none_of_ours(
    advisor: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who sends an archive tells nothing of our firm; what lies beside our own facts does."""
    (tmp_path / "sent").mkdir()
    (tmp_path / "ours").mkdir()
    monkeypatch.chdir(tmp_path / "ours")
    letter = _letter(tmp_path / "sent")
    (tmp_path / "sent" / "firm.yaml").write_text(OTHER)
    how = ("check", letter, "--direction", "sent", "--output", "json", "--as-of", "2026-03-02")
    assert "lawyer.admitted_in" not in _facts(advisor(*how))

    (tmp_path / "known.yaml").write_text("scenario: x\nfacts: {}\n")
    (tmp_path / "firm.yaml").write_text(FIRM)
    beside = _facts(advisor(*how, "--scenario", tmp_path / "known.yaml"))
    assert (["US-IL"], "profile", "firm.yaml") == beside["lawyer.admitted_in"]


def test_a_message_of_no_matter_says_so(advisor: Command, tmp_path: Path) -> None:
    """What fits no clue stays unknown, and a note says why."""
    (tmp_path / "matters.yaml").write_text(MATTERS.replace("inbox.example}]", "x.example}]"))
    how = ("--matters", tmp_path / "matters.yaml", "--as-of", "2026-03-02")
    done = advisor("check", _letter(tmp_path), "--direction", "sent", *how)

    assert 4 == done.status
    assert "note: it belongs to no matter" in done.err


def test_matters_that_disagree_give_no_opinion(advisor: Command, tmp_path: Path) -> None:
    """Nobody can tell which of the two is meant, so there is an error in place of an opinion."""
    (tmp_path / "matters.yaml").write_text(
        MATTERS
        + MATTERS.partition("\n")[2]
        .replace("Smith v. Jones", "B")
        .replace("tribunal: US-IL", "tribunal: DE")
    )
    done = advisor("check", _letter(tmp_path), "--matters", tmp_path / "matters.yaml")

    assert (1, "") == (done.status, done.out)
    assert "error[matters-disagree]: the matters `Smith v. Jones` and `B` disagree on" in done.err


def test_matters_with_a_mistake_are_refused(advisor: Command, tmp_path: Path) -> None:
    """No message is answered by half of a file."""
    (tmp_path / "matters.yaml").write_text("matters: [{matter: A, match: [{adress: x}]}]\n")
    done = advisor("check", _letter(tmp_path), "--matters", tmp_path / "matters.yaml")

    assert (1, "") == (done.status, done.out)
    assert "did you mean `address`?" in done.err


def test_a_matter_that_contradicts_itself_is_told_with_its_place(
    advisor: Command, tmp_path: Path
) -> None:
    """What cannot be so is shown where it stands, in the file of matters."""
    text = MATTERS.replace("before_tribunal: true", "before_tribunal: false")
    (tmp_path / "matters.yaml").write_text(text)
    done = advisor("check", _letter(tmp_path), "--matters", tmp_path / "matters.yaml")

    assert (1, "") == (done.status, done.out)
    assert "matters.yaml:4:" in done.err
    assert "error[contradictory-facts]" in done.err
