"""Acts: no authority is made to contradict itself, and each act has its day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from advisor import Outcome, load


def test_commanded_and_forbidden() -> None:
    """
    What one authority commands and what it forbids of the same bearer are two acts.

    Two norms about one act would be reported as a conflict, although both can be kept.
    """
    forbidden: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    commanded: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    norms = (norm for policy in load().law.policies.values() for norm in policy.norms)
    for norm in norms:
        about = (norm.policy, norm.act, norm.bearer)
        if norm.modality.forbids:
            forbidden[about].append(norm.id)
        elif norm.modality.commands:
            commanded[about].append(norm.id)

    both = forbidden.keys() & commanded.keys()
    assert not {about: (forbidden[about], commanded[about]) for about in both}


def test_every_act_says_when_it_is_done() -> None:
    """Which day's law speaks on an act hangs on it, so none is left to the default."""
    words = load().law.vocabulary

    assert words.acts.keys() == words.act_times.keys()


def test_old_mail_is_judged_by_the_law_of_its_day() -> None:
    """
    An opinion of 2018 makes no breach of a pixel of 2015, and is told as what came later.

    Rules 8.4(c) and 4.4(a) were in force, and no Illinois authority said what they mean for it.
    """
    scenario = {
        "as_of": "2026-11-30",
        "facts": {
            "message": {"direction": "sent", "date": "2015-06-01", "kind": "one-to-one"},
            "lawyer": {"admitted_in": ["US-IL"], "setting": "private"},
            "firm": {"established_in": ["US-IL"]},
            "matter": {"representing_client": True, "tribunal": "US-IL"},
            "tracking": {"mechanisms": ["pixel"], "disclosure": "none"},
        },
        "recipients": [
            {"name": "Counsel", "role": "opposing-counsel", "consented": False},
        ],
    }

    opinion = load().advise(scenario)
    unsettled = {one.norm.id for one in opinion.findings if one.outcome is Outcome.UNSETTLED}
    assert unsettled == {"us/aba/model-rules#8.4-c", "us/aba/model-rules#4.4-a"}
    assert not [one for one in opinion.findings if one.outcome is Outcome.BREACHED]
    later = {one.finding.norm.policy: one.since for one in opinion.since_then}
    assert later["us/il/isba-18-01"] == date(2018, 1, 26)


@pytest.mark.parametrize(
    ("firm", "sent", "silent"),
    [("HR", "2010-05-01", "EEA"), ("DK", "1990-05-01", "EEA"), ("DK", "1990-05-01", "EU")],
)
def test_a_union_that_a_place_had_not_joined_governs_nothing(
    firm: str, sent: str, silent: str
) -> None:
    """Nor does a regulation before it was made."""
    facts = {
        "message": {"direction": "sent", "date": sent},
        "firm": {"established_in": [firm]},
        "tracking": {"mechanisms": ["pixel"]},
    }

    opinion = load().advise(
        {"as_of": "2026-11-30", "facts": facts, "recipients": [{"located_in": firm}]}
    )
    assert silent not in {item.jurisdiction for item in opinion.governing}


def test_a_statute_brings_no_law_in_before_it_is_in_force() -> None:
    """New York's law on monitoring employees is of 2022: in 2018 it brings New York not in."""
    people = [{"name": "Ann", "role": "employee", "located_in": "US-NY"}]

    def governs(day: str) -> bool:
        facts = {"message": {"direction": "sent", "date": day}, "firm": {"established_in": "US-NY"}}
        opinion = load().advise({"as_of": "2026-11-30", "facts": facts, "recipients": people})
        scopes = {finding.norm.policy for finding in opinion.findings}
        return "us/ny/civil-rights-law-52-c" in scopes

    assert not governs("2018-03-01")
    assert governs("2023-03-01")
