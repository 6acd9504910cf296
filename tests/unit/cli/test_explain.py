"""`advisor explain`, `advisor cite` and `advisor facts`."""

from __future__ import annotations

import json

import pytest
from unit.cli.runs import Command

from advisor import load
from advisor.model.authorities import Verification

NORM = "us/il/isba-18-01#no-tracking-without-consent"


def test_norm(advisor: Command) -> None:
    """Behind a norm stand its sentence, authority, conditions and cases."""
    out = advisor("explain", NORM).out

    assert "The sending lawyer must not track" in out
    assert "Advisory Op. 18-01" in out
    assert "It applies when" in out
    assert "It is breached when" in out
    assert "Cases" in out


def test_norm_as_an_opinion_names_it(advisor: Command) -> None:
    """The name with its jurisdiction, as conflicts give it, is understood."""
    assert 0 == advisor("explain", f"{NORM}@US-IL").status


def test_adoptions(advisor: Command) -> None:
    """A model norm says where it is law, and under which local citation."""
    out = advisor("explain", "us/aba/model-rules#1.6-c").out

    assert "Where it is law" in out
    assert "1.6(e)" in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("us/il/isba-18-01", "Illinois State Bar Association"),
        ("recipient.gave_informed_consent", "derived fact"),
        ("recipient.role", "opposing-counsel (counsel for another party)"),
        ("US-IL", "Its law governs when"),
        ("us-il", "Its law governs when"),
    ],
)
def test_other_names(advisor: Command, name: str, words: str) -> None:
    """Policies, facts and jurisdictions are explained too."""
    done = advisor("explain", name)

    assert 0 == done.status
    assert words in done.out


@pytest.mark.parametrize(
    "name", ["us/il/isba-18-01#no-traking-without-consent", "no-tracking-without-consent"]
)
def test_nearest_name(advisor: Command, name: str) -> None:
    """A misspelt name is answered with the nearest one."""
    done = advisor("explain", name)

    assert (1, "") == (done.status, done.out)
    assert f"did you mean `{NORM}`" in done.err


def test_markdown(advisor: Command) -> None:
    """An explanation can be had in Markdown."""
    assert advisor("explain", NORM, "--output", "markdown").out.startswith(f"# {NORM} ")


def test_table_of_authorities(advisor: Command) -> None:
    """The table names each authority with its kind, place, dates and verification."""
    found = json.loads(advisor("cite", "--output", "json").out)
    keys = {"cite", "kind", "jurisdiction", "from", "until", "verified", "review_is_due"}

    assert all(one.keys() >= keys for one in found)


def test_one_jurisdiction(advisor: Command) -> None:
    """The table can be had for one jurisdiction."""
    found = json.loads(advisor("cite", "--jurisdiction", "us-il", "--output", "json").out)

    assert {"US-IL"} == {one["jurisdiction"] for one in found}


def test_unverified(advisor: Command) -> None:
    """What has not been verified can be listed by itself."""
    found = json.loads(advisor("cite", "--unverified", "--output", "json").out)

    assert all(
        one["verified"] == "unverified" or one["unverified_norms"] or one["unverified_places"]
        for one in found
    )


def test_unverified_places(advisor: Command) -> None:
    """Each place that nobody verified is named, where its own text has it or another cites it."""
    law = load().law
    told = {
        one["source"]: one["unverified_places"]
        for one in json.loads(advisor("cite", "--unverified", "--output", "json").out)
    }
    cited = {
        (citation.cited_policy or policy.id, citation.pinpoint)
        for policy in law.policies.values()
        for norm in policy.norms
        for citation in norm.all_citations
        if citation.verified is Verification.UNVERIFIED and citation.pinpoint
    }
    assert cited
    assert [] == [(name, place) for name, place in cited if place not in told[name]]
    shown = " ".join(advisor("cite", "--unverified").out.split())
    name, place = min(
        (name, place)
        for name, place in cited
        if law.policies[name].authority.verified is not Verification.UNVERIFIED
    )
    assert law.policies[name].authority.cite in shown
    assert f"not verified: {'; '.join(told[name])}" in shown
    assert place in told[name]


def test_review_due(advisor: Command) -> None:
    """A text whose day of review is past says so."""
    assert "was to be read again by" in advisor("cite", "--today", "2099-01-01").out


def test_unknown_jurisdiction(advisor: Command) -> None:
    """A code that stands for nothing is misuse."""
    assert 2 == advisor("cite", "--jurisdiction", "US-XX").status


def test_vocabulary(advisor: Command) -> None:
    """The vocabulary can be listed whole, and searched."""
    assert "recipient.consented" in advisor("facts").out
    assert "We can ask; they decide." in advisor("facts", "recipient.consented").out
    assert "tracking.mechanisms" in advisor("facts", "tracking.*").out


def test_judgment_factors(advisor: Command) -> None:
    """A fact that is a judgment lists what is to be weighed."""
    assert "Weigh: " in advisor("facts", "lawyer.reasonable_efforts").out


def test_unknown_fact(advisor: Command) -> None:
    """A pattern that matches nothing is told as such."""
    done = advisor("facts", "nothing-like-it")

    assert 1 == done.status
    assert "= fix: " in done.err


def test_the_number_of_a_rule_is_a_name(advisor: Command) -> None:
    """As lawyers write it; which others have the number is said."""
    assert advisor("explain", "4.2").out == advisor("explain", "us/aba/model-rules#4.2").out
    shared = advisor("explain", "5.3")
    assert "us/aba/model-rules#5.3" in shared.out
    assert "us/aba/model-rules#5.3-c" in shared.err
    assert 1 == advisor("explain", "9.99").status


def test_authorities_are_found_by_their_citation(advisor: Command) -> None:
    """Only those that hold the words."""
    assert "18-01" in advisor("cite", "18-01").out
    assert "Model Rules" not in advisor("cite", "18-01").out
    assert advisor("cite", "isba 18-01").out == advisor("cite", "18-01").out
