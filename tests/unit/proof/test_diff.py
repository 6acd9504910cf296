"""`advisor diff`: what law says otherwise, and that all else is the same."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path
from shutil import which

import pytest
from unit.proof.faulty_law import DAY, SOUND, VOCABULARY, law_with

from advisor.cli import main
from advisor.model.law_changes import ChangeKind, LawDifference
from advisor.proof.law_difference import compare_laws, differing_days

NORM = "aa/rules#no-tracking"
MORE = """\
  - id: label
    act: label
    bearer: lawyer
    must: say that it is tracked
    when: {message.direction: sent, recipient.role: client}
    met_if: {message.labelled: true}
    cites: [{pinpoint: p. 2}]
    because: It is so.
"""
AGAINST = """\
  - id: no-label
    act: label
    bearer: lawyer
    must_not: say that it is tracked
    when: {message.direction: sent, message.kind: letter}
    breached_if: {message.labelled: true}
    cites: [{pinpoint: p. 3}]
    because: It is so.
"""


def _changed(folder: Path, old: str, new: str, *, extra: str = MORE) -> LawDifference:
    """Compare a law with the same after some of its words were changed."""
    before = law_with(folder / "old", extra)
    assert old in SOUND + extra or not old
    law_with(folder / "new", extra)
    rules = folder / "new" / "policies" / "aa" / "rules.yaml"
    rules.write_text(rules.read_text().replace(old, new) if old else rules.read_text() + new)
    from advisor.advice import load

    after = load(folder / "new", bundled=False, engine="planes")
    return compare_laws(before, after, (DAY,))


def _kinds(difference: LawDifference) -> set[tuple[ChangeKind, str]]:
    return {(one.kind, one.norms[0]) for one in difference.changes}


def test_the_same_law_is_the_same(tmp_path: Path) -> None:
    """Where no word changed nothing is asked, and nothing says otherwise."""
    difference = _changed(tmp_path, "label: x", "label: x", extra=MORE + "# label: x\n")

    assert ((), 2, 2) == (difference.changes, difference.norms, difference.unchanged)


def test_other_words_for_the_same_are_proved_to_be_the_same(tmp_path: Path) -> None:
    """A condition that is written otherwise and says the same is no change."""
    difference = _changed(
        tmp_path,
        "when: {message.direction: sent, recipient.role: client}\n    breached_if",
        "when: {all: [{recipient.role: client}, {none: [{message.direction: received}]}]}\n"
        "    breached_if",
    )

    assert ((), 1, 1) == (difference.changes, difference.unchanged, difference.proved)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("message.is_tracked: true, ", "", ChangeKind.STRICTER),
        ("breached_if: {message.is_tracked: true", "breached_if: {tracking.mechanisms: pixel",
         ChangeKind.LAXER),
        ("recipient.consented: false}", "recipient.consented: false, message.kind: letter}",
         ChangeKind.LAXER),
        ("recipient.consented: false}", "recipient.consented: false, message.kind: letter}",
         ChangeKind.ASKED),
        ("message.is_tracked: true, ", "", ChangeKind.NOT_ASKED),
        ("must_not: track {recipient} without", "must_not: watch {recipient} without",
         ChangeKind.REWORDED),
    ],
)  # fmt: skip
def test_a_change_is_told_by_its_kind(tmp_path: Path, old: str, new: str, kind: ChangeKind) -> None:
    """What a change of words does is told of the norm that it is in, and of no other."""
    found = _kinds(_changed(tmp_path, old, new))

    assert (kind, NORM) in found
    assert {NORM} == {norm for _, norm in found}


def test_a_change_is_shown_by_the_opinions_of_both(tmp_path: Path) -> None:
    """The smallest scenario of a change is answered by the old law and by the new one."""
    difference = _changed(tmp_path, "message.is_tracked: true, ", "")

    (stricter,) = [one for one in difference.changes if one.kind is ChangeKind.STRICTER]
    assert ("met (ASK)", "breached (STOP)") == (stricter.before, stricter.after)
    assert stricter.witness is not None
    assert frozenset() == stricter.witness.facts["tracking.mechanisms"]


def test_a_new_norm_and_its_conflicts_are_told(tmp_path: Path) -> None:
    """A norm that is new is stricter than none, and conflicts that it brings are told."""
    found = _kinds(_changed(tmp_path, "", AGAINST))

    assert (ChangeKind.STRICTER, "aa/rules#no-label") in found
    assert (ChangeKind.CONFLICT, "aa/rules#no-label") in found


def _diff(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["diff", *arguments, "--on", DAY.isoformat()])
    return int(left.value.code or 0)


def test_what_was_not_expected_to_move_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--expect` only the named norms may say otherwise."""
    _changed(tmp_path, "message.is_tracked: true, ", "")
    folders = str(tmp_path / "old"), str(tmp_path / "new")

    statuses = [
        _diff(*folders),
        _diff(*folders, "--expect", NORM),
        _diff(*folders, "--expect", "x"),
    ]

    assert [3, 0, 1] == statuses
    assert f"not expected to move: {NORM}" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "markdown", "text"])
def test_each_form_names_the_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Text, JSON and Markdown tell the same change."""
    _changed(tmp_path, "message.is_tracked: true, ", "")

    _diff(str(tmp_path / "old"), str(tmp_path / "new"), "--output", form)

    out = capsys.readouterr().out
    assert NORM in out
    assert "breached (STOP)" in out
    if form == "json":
        assert {"stricter", "newly asked", "no longer asked"} == {
            one["kind"] for one in json.loads(out)["changes"]
        }


@pytest.mark.skipif(which("git") is None, reason="revisions are read by git")
def test_two_revisions_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A revision of the repository is a law as a folder is."""
    law_with(tmp_path / "law", MORE)
    monkeypatch.chdir(tmp_path / "law")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for step in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *step], check=True)  # noqa: S603 - arguments of this test
    rules = tmp_path / "law" / "policies" / "aa" / "rules.yaml"
    rules.write_text(rules.read_text().replace("message.is_tracked: true, ", ""))

    assert 3 == _diff("HEAD", ".")
    assert "breached (STOP)" in capsys.readouterr().out


def test_what_is_neither_folder_nor_revision_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that git does not know is told, with what would do."""
    assert 1 == _diff("no-such-law", str(tmp_path))
    assert "`no-such-law` is neither a folder nor a revision" in capsys.readouterr().err


def test_new_words_are_told(tmp_path: Path) -> None:
    """A fact that one vocabulary lacks is named, and the old law answers without it."""
    old = law_with(tmp_path / "old")
    fact = "  message.urgent: {type: flag, ask: Is it urgent?}\n"
    words = VOCABULARY.replace("  lawyer.admitted_in", f"{fact}  lawyer.admitted_in")
    law_with(tmp_path / "new", words=words)
    rules = tmp_path / "new" / "policies" / "aa" / "rules.yaml"
    rules.write_text(
        rules.read_text().replace("breached_if: {", "breached_if: {message.urgent: true, ")
    )
    from advisor.advice import load

    difference = compare_laws(old, load(tmp_path / "new", bundled=False, engine="planes"), (DAY,))

    assert ("new fact `message.urgent`",) == difference.vocabulary
    assert ChangeKind.LAXER in {one.kind for one in difference.changes}


def test_days_on_which_other_norms_differ_are_asked(tmp_path: Path) -> None:
    """A norm that began earlier under the old law is laxer on a day on which only that has it."""
    from advisor.advice import load

    old = law_with(tmp_path / "old", MORE)
    law_with(tmp_path / "new", MORE)
    rules = tmp_path / "new" / "policies" / "aa" / "rules.yaml"
    begun = "act: label\n    in_force: {from: 2015-01-01}"
    rules.write_text(rules.read_text().replace("act: label", begun))
    new = load(tmp_path / "new", bundled=False, engine="planes")

    days = differing_days(old, new, DAY)

    assert (DAY, date(2010, 1, 1)) == days
    kinds = {(one.kind, one.norms[0]) for one in compare_laws(old, new, days).changes}
    assert (ChangeKind.LAXER, "aa/rules#label") in kinds
    assert NORM not in {norm for _, norm in kinds}


@pytest.mark.parametrize(
    ("modality", "kind"), [("unsettled", ChangeKind.STRICTER), ("may", ChangeKind.LAXER)]
)
def test_more_doubt_is_stricter_and_more_leave_is_laxer(
    tmp_path: Path, modality: str, kind: ChangeKind
) -> None:
    """A question that is open now speaks against an act; a permission that is new for it."""
    norm = MORE.replace("must:", f"{modality}:").replace(
        "    met_if: {message.labelled: true}\n", ""
    )

    found = _kinds(_changed(tmp_path, "", norm, extra=""))

    assert (kind, "aa/rules#label") in found
