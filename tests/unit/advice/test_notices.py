"""What an opinion says although no norm found it: silence would read as "no duty"."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import PLACES, Data, ask, law_of, norm, policy

from advisor import Opinion

NO = norm("n", "must_not")
DAY = "2020-06-01"


def said(opinion: Opinion) -> list[str]:
    """Return the notices of an opinion."""
    return [str(one.says) for one in opinion.notices]


def with_notice(place: str, text: str) -> dict[str, str]:
    """Write a notice into a place."""
    added = f"notices: [{{says: {text}, cites: [{{policy: words}}]}}]\n"
    return {**PLACES, place: PLACES[place] + added}


@pytest.mark.parametrize(("place", "told"), [("AA", ["Mind."]), ("BB", [])])
def test_a_place_that_governs_says_what_it_has_to(
    tmp_path: Path, place: str, told: list[str]
) -> None:
    """A jurisdiction's notice is printed where its law governs, and only there."""
    assert told == said(ask(law_of(tmp_path, policy("a", NO), places=with_notice(place, "Mind."))))


def test_a_place_that_may_govern_says_nothing_yet(tmp_path: Path) -> None:
    """A notice waits until it is known that the law governs."""
    corpus = law_of(tmp_path, policy("a", NO), places=with_notice("AA", "Mind."))

    assert "Mind." not in said(ask(corpus, {"matter.seats": None}))


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"from": "2020-06-02"}, "Cite of a: silent on 1 June 2020; in force from 2 June 2020."),
        ({"until": "2020-06-01"}, "Cite of a: silent on 1 June 2020; in force until 1 June 2020."),
        (
            {"from": "2019-01-01", "until": "2020-01-01"},
            "Cite of a: silent on 1 June 2020; in force until 1 January 2020.",
        ),
        ({"from": "2020-06-01"}, None),
        ({"until": "2020-06-02"}, None),
    ],
)
def test_a_text_that_is_not_in_force_says_since_or_until_when(
    tmp_path: Path, dates: Data, told: str | None
) -> None:
    """Law that governs and is silent on the day is named with the day on which it speaks."""
    opinion = ask(law_of(tmp_path, policy("a", NO, in_force=dates)))

    assert ([told] if told else []) == said(opinion)
    assert ["a"] * bool(told) == [one.policy for n in opinion.notices for one in n.citations]


def test_a_text_of_another_place_is_not_missed(tmp_path: Path) -> None:
    """That Beeland's law was not in force is nothing to Ayland."""
    later = policy("b", NO, place="BB", in_force={"from": "2021-01-01"})

    assert [] == said(ask(law_of(tmp_path, later)))


def test_a_text_that_would_not_govern_is_not_missed(tmp_path: Path) -> None:
    """Nor is a text at home whose own scope the email does not reach."""
    own = {"governs_when": {"message.kind": True, "cites": [{"pinpoint": "p. 0"}]}}
    later = policy("a", NO, in_force={"from": "2021-01-01"}) | own
    laws = later, policy("b", NO)

    assert [] == said(ask(law_of(tmp_path, *laws), {"message.kind": False}))


def test_drafts_are_named_together(tmp_path: Path) -> None:
    """What is only proposed is named in one sentence, as not applied."""
    drafts = [policy(name, NO, kind="draft") for name in ("a", "b")]
    for one in drafts:
        del one["authority"]["in_force"]
    opinion = ask(law_of(tmp_path, *drafts))

    assert ["Drafts and proposals, not in force and not applied: Title of a; Title of b."] == said(
        opinion
    )
    assert ["a", "b"] == [one.policy for one in opinion.notices[0].citations]


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("from: 2020-06-02", "A. R. 1: silent on 1 June 2020; in force from 2 June 2020."),
        ("until: 2020-06-01", "A. R. 1: silent on 1 June 2020; in force until 1 June 2020."),
        ("from: 2020-06-01", None),
    ],
)
def test_an_adoption_that_is_not_in_force_says_so(
    tmp_path: Path, dates: str, told: str | None
) -> None:
    """A local rule that is not law on the day is named with the day on which it is."""
    model = policy("model", NO, kind="model-rule", place="UN")
    adopts = f"adopts:\n  model#n: {{as: A. R. 1, verified: primary, {dates}}}\n"
    corpus = law_of(tmp_path, model, places={**PLACES, "AA": PLACES["AA"] + adopts})
    silent = [one for one in said(ask(corpus)) if one.startswith("A. R. 1")]

    assert ([told] if told else []) == silent


BASELINE = "Model Rule baseline; the local text has not been verified: "


def test_a_baseline_names_its_place_and_its_rules(tmp_path: Path) -> None:
    """Where the model stands in for a text that was not read, the place and rules are named."""
    model = policy(
        "model", NO, norm("m", "must", cites=[{"pinpoint": "r. 2"}]), kind="model-rule", place="UN"
    )

    assert [f"{BASELINE}Ayland, p. n, r. 2."] == said(ask(law_of(tmp_path, model)))


def test_each_place_has_its_own_baseline(tmp_path: Path) -> None:
    """Two places whose texts were not read are named each, in the order of their codes."""
    model = policy("model", NO, kind="model-rule", place="UN")
    opinion = ask(law_of(tmp_path, model), {"matter.seats": ["BB", "AA", "ZZ"]})

    assert [f"{BASELINE}Ayland, p. n.", f"{BASELINE}Beeland, p. n."] == said(opinion)


def test_a_baseline_that_does_not_apply_is_not_named(tmp_path: Path) -> None:
    """A model rule that says nothing of this email stands in for nothing."""
    model = policy(
        "model", norm("n", "must_not", when={"message.sent": False}), kind="model-rule", place="UN"
    )

    assert [] == said(ask(law_of(tmp_path, model)))


def unspoken(name: str, *texts: str, **more: object) -> Data:
    """Write a policy that leaves something of its authority out."""
    left = [{"says": one, "cites": [{"pinpoint": "p. 5"}]} for one in texts]
    return policy(name, NO, **more) | {"untranslatable": left}


def test_what_a_policy_leaves_out_is_told_where_it_speaks(tmp_path: Path) -> None:
    """A policy that has a finding names all that it does not encode, in one sentence."""
    opinion = ask(law_of(tmp_path, unspoken("a", "Songs.", "Dances.")))

    assert ["Title of a: not encoded here: Songs. Dances."] == said(opinion)
    assert 1 == len(opinion.notices[0].citations)


@pytest.mark.parametrize("loud", [True, False, None])
def test_what_governs_tells_it_whatever_came_of_it(tmp_path: Path, *, loud: bool | None) -> None:
    """Breached, met or open: the policy spoke."""
    assert 1 == len(said(ask(law_of(tmp_path, unspoken("a", "Songs.")), {"message.loud": loud})))


@pytest.mark.parametrize(("loud", "told"), [(True, 1), (False, 0)])
def test_what_persuades_tells_it_where_it_stands_against(
    tmp_path: Path, *, loud: bool, told: int
) -> None:
    """Law from elsewhere that nothing offends is not quoted with what it leaves out."""
    abroad = unspoken("b", "Songs.", kind="decision", place="BB")

    assert told == len(said(ask(law_of(tmp_path, abroad), {"message.loud": loud})))


def test_what_does_not_apply_tells_nothing(tmp_path: Path) -> None:
    """A policy without a finding left nothing out of this opinion, even where all are shown."""
    silent = policy("a", norm("n", "must_not", when={"message.sent": False}))
    silent["untranslatable"] = [{"says": "Songs.", "cites": [{"pinpoint": "p. 5"}]}]
    corpus = law_of(tmp_path, silent)
    facts = {"message.sent": True, "matter.seats": ["AA"]}
    scenario = {"as_of": DAY, "facts": facts, "recipients": []}

    assert [] == said(corpus.advise(scenario, everything=True))


def test_nobody_told_of_is_not_nobody(tmp_path: Path) -> None:
    """Where recipients are omitted it says that one unknown person stands for them."""
    corpus = law_of(tmp_path, policy("a", NO))
    facts = {"message.sent": True, "message.loud": False, "matter.seats": ["AA"]}

    assert said(corpus.advise({"as_of": DAY, "facts": facts}))[0].startswith(
        "Nothing was told about who receives the message; one unknown person stands for them."
    )
    assert [] == said(corpus.advise({"as_of": DAY, "facts": facts, "recipients": []}))


def test_a_notice_is_printed_once(tmp_path: Path) -> None:
    """What two places say in the same words stands once."""
    added = "notices: [{says: Mind., cites: [{policy: words}]}]\n"
    places = {**PLACES, "AA": PLACES["AA"] + added, "BB": PLACES["BB"] + added}
    opinion = ask(law_of(tmp_path, policy("a", NO), places=places), {"matter.seats": ["AA", "BB"]})

    assert ["Mind."] == said(opinion)
