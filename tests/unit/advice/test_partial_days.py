"""Days of which only the month or the year was read are no days: what hangs on them is checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import ask, law_of, norm, outcomes, policy

from advisor import InvalidCorpus, Opinion
from advisor.model.opinions import Reason


def of_2021(folder: Path, told: str = "2021", **more: object) -> Opinion:
    """Answer loud shouting in the middle of 2021 by a rule that began at the time told."""
    rules = policy("rules", norm("n", "must_not"), in_force={"from": told} | more)
    return ask(law_of(folder, rules), as_of="2021-06-15")


def test_within_the_year_it_is_not_known_whether_a_norm_speaks(tmp_path: Path) -> None:
    """Nobody can tell the day but who reads the text: it is checked, and never asked."""
    opinion = of_2021(tmp_path)

    (finding,) = opinion.findings
    assert outcomes(opinion) == {"rules#n": "undetermined"}
    assert (opinion.verdict.value, opinion.because) == ("verify", Reason.UNREAD_DAY)
    assert finding.day_unread
    assert finding.missing == ()
    assert "15 June 2021 is not known" in str(finding.caveats[0])


@pytest.mark.parametrize(
    ("told", "outcome"),
    [("2020", "breached"), ("2021-05", "breached"), ("2021-06", "undetermined"), ("2022", None)],
)
def test_before_and_after_the_year_or_the_month_it_is_known(
    tmp_path: Path, told: str, outcome: str | None
) -> None:
    """Only within it is the day missed."""
    assert outcomes(of_2021(tmp_path, told)).get("rules#n") == outcome


@pytest.mark.parametrize(("told", "outcome"), [("2020", None), ("2021", "undetermined")])
def test_an_end_may_be_known_by_its_year(tmp_path: Path, told: str, outcome: str | None) -> None:
    """A text that ended in that year may or may not have spoken still."""
    found = outcomes(of_2021(tmp_path, "2001-01-01", until=told))
    assert found.get("rules#n") == outcome


def test_what_is_no_part_of_the_calendar_is_refused(tmp_path: Path) -> None:
    """A thirteenth month is a slip."""
    with pytest.raises(InvalidCorpus) as refused:
        of_2021(tmp_path, "2021-13")
    assert [one.code for one in refused.value.diagnostics] == ["bad-date"]


def test_what_a_norm_does_not_concern_is_silent_all_the_same(tmp_path: Path) -> None:
    """Whether it spoke or not, it would have said nothing of this message."""
    rules = policy("rules", norm("n", "must_not", when={"message.kind": True}))
    rules["authority"]["in_force"] = {"from": 2021}
    opinion = ask(law_of(tmp_path, rules), {"message.kind": False}, as_of="2021-06-15")

    assert outcomes(opinion) == {}
    assert opinion.verdict.value == "clear"
