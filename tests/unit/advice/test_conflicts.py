"""Findings that cannot both be followed, and what settles it if anything does."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import OTTO, PLACES, Data, ask, law_of, norm, outcomes, policy

from advisor import InvalidCorpus, Opinion
from advisor.model.opinions import Conflict

FRIEND: Data = {"name": "Fay", "role": "friend", "agreed": True}
AGREED: Data = {"message.sent": True, "recipient.agreed": True}


def pairs(opinion: Opinion) -> list[tuple[str, str]]:
    """Return what forbids and what allows of every conflict, by name."""
    return [(one.forbids.norm.id, one.allows.norm.id) for one in opinion.conflicts]


def only(opinion: Opinion) -> Conflict:
    """Return the one conflict of an opinion."""
    (conflict,) = opinion.conflicts
    return conflict


def set_aside(opinion: Opinion) -> dict[tuple[str, str | None], str]:
    """Return what each finding was set aside by, for those that were."""
    return {
        (one.norm.id, one.recipient): one.overridden_by
        for one in opinion.findings
        if one.overridden_by is not None
    }


@pytest.mark.parametrize(
    ("against", "towards", "conflicting"),
    [
        ("must_not", "may", True),
        ("must_not", "should", True),
        ("must_not", "must", True),
        ("should_not", "may", True),
        ("should_not", "must", True),
        ("must_not", "need_not", False),
        ("must_not", "should_not", False),
        ("must_not", "must_not", False),
        ("must", "may", False),
        ("must", "must", False),
        ("may", "need_not", False),
    ],
)
def test_what_forbids_conflicts_with_what_allows(
    tmp_path: Path, against: str, towards: str, *, conflicting: bool
) -> None:
    """A norm against an act stands against each that commands, advises or allows it."""
    here = policy("a", norm("one", against), norm("two", towards))

    assert ([("a#one", "a#two")] if conflicting else []) == pairs(ask(law_of(tmp_path, here)))


@pytest.mark.parametrize("commands", ["must", "should"])
@pytest.mark.parametrize(("loud", "conflicting"), [(False, True), (True, False), (None, True)])
def test_an_exemption_conflicts_with_a_duty_that_is_not_met(
    tmp_path: Path, commands: str, *, loud: bool | None, conflicting: bool
) -> None:
    """Who need not stands against who must, unless what must be done was done."""
    here = policy("a", norm("duty", commands), norm("free", "need_not"))
    opinion = ask(law_of(tmp_path, here), {"message.loud": loud})

    assert ([("a#free", "a#duty")] if conflicting else []) == pairs(opinion)


@pytest.mark.parametrize("forbids", ["must_not", "should_not"])
def test_a_prohibition_that_is_met_stands_against_no_permission(
    tmp_path: Path, forbids: str
) -> None:
    """What was not done needs no permission, so that nothing is in conflict."""
    here = policy("a", norm("no", forbids), norm("yes", "may"))
    opinion = ask(law_of(tmp_path, here), {"message.loud": False})

    assert ("met", []) == (outcomes(opinion)["a#no"], pairs(opinion))


def test_a_met_prohibition_stands_against_the_duty_it_breaks(tmp_path: Path) -> None:
    """Who kept the prohibition and so breached the duty could not have kept both."""
    here = policy("a", norm("no", "must_not"), norm("yes", "must"))
    opinion = ask(law_of(tmp_path, here), {"message.loud": False})

    assert {"a#no": "met", "a#yes": "breached"} == outcomes(opinion)
    assert [("a#no", "a#yes")] == pairs(opinion)


def test_norms_that_are_both_met_are_in_no_conflict(tmp_path: Path) -> None:
    """A duty and a prohibition that ask the same of an email agree."""
    yes = norm("yes", "must", met_if={"message.loud": False})
    opinion = ask(
        law_of(tmp_path, policy("a", norm("no", "must_not"), yes)), {"message.loud": False}
    )

    assert {"a#no": "met", "a#yes": "met"} == outcomes(opinion)
    assert [] == pairs(opinion)


@pytest.mark.parametrize("more", [{"act": "sing"}, {"bearer": "listener"}])
def test_only_norms_on_the_same_act_of_the_same_person_conflict(tmp_path: Path, more: Data) -> None:
    """What one may sing, or another may shout, is nothing against a ban on shouting."""
    here = policy("a", norm("no", "must_not"), norm("yes", "may", **more))

    assert [] == pairs(ask(law_of(tmp_path, here)))


@pytest.mark.parametrize("when", [{"message.sent": False}, {"message.kind": True}])
def test_a_norm_that_may_not_apply_conflicts_with_nothing(tmp_path: Path, when: Data) -> None:
    """Only findings that apply are set against one another; unknown is not enough."""
    here = policy("a", norm("no", "must_not"), norm("yes", "may", when=when))

    assert [] == pairs(ask(law_of(tmp_path, here)))


@pytest.mark.parametrize("winner", ["no", "yes"])
def test_an_express_override_settles_a_conflict(tmp_path: Path, winner: str) -> None:
    """The norm that names the other prevails, with its citation, whichever it is."""
    loser = {"no": "yes", "yes": "no"}[winner]
    override = {"overrides": [{"norm": f"a#{loser}", "cites": [{"pinpoint": "p. 9"}]}]}
    more: dict[str, Data] = {"no": {}, "yes": {}, winner: override}
    here = policy("a", norm("no", "must_not", **more["no"]), norm("yes", "may", **more["yes"]))
    opinion = ask(law_of(tmp_path, here))
    conflict = only(opinion)

    assert ("an express override", f"a#{winner}@AA") == (conflict.resolved_by, conflict.prevails)
    assert ["p. 9"] == [one.pinpoint for one in conflict.citations]
    assert {(f"a#{loser}", None): f"a#{winner}@AA"} == set_aside(opinion)
    assert ("stop" if winner == "no" else "clear") == opinion.verdict.value


def test_an_override_counts_before_weight(tmp_path: Path) -> None:
    """An advisory text that is expressly preferred prevails over a binding one."""
    yes = norm("yes", "may", overrides=[{"norm": "a#no", "cites": [{"pinpoint": "p. 9"}]}])
    here = policy("a", norm("no", "must_not")), policy("b", yes, kind="guidance")
    opinion = ask(law_of(tmp_path, *here))

    assert "an express override" == only(opinion).resolved_by
    assert "clear" == opinion.verdict.value


def test_an_override_sets_aside_no_other_norm(tmp_path: Path) -> None:
    """Only the norm that is named is overridden; its neighbour still stops."""
    yes = norm("yes", "may", overrides=[{"norm": "a#no", "cites": [{"pinpoint": "p. 9"}]}])
    opinion = ask(
        law_of(tmp_path, policy("a", norm("no", "must_not"), norm("never", "must_not"), yes))
    )

    assert {("a#no", None): "a#yes@AA"} == set_aside(opinion)
    assert "stop" == opinion.verdict.value


@pytest.mark.parametrize("winner", ["no", "yes"])
def test_the_heavier_weight_settles_a_conflict_within_a_jurisdiction(
    tmp_path: Path, winner: str
) -> None:
    """A court rule prevails over an opinion of the same place, whether it forbids or allows."""
    kinds = {"no": "ethics-opinion", "yes": "ethics-opinion", winner: "court-rule"}
    here = [
        policy(one, norm("n", said), kind=kinds[one])
        for one, said in (("no", "must_not"), ("yes", "may"))
    ]
    conflict = only(ask(law_of(tmp_path, *here)))

    assert ("binding over advisory", f"{winner}#n@AA") == (conflict.resolved_by, conflict.prevails)


def test_a_duty_that_is_met_sets_no_breach_aside(tmp_path: Path) -> None:
    """That a court rule was kept is no excuse for what an opinion forbids."""
    rule = policy("rule", norm("n", "must"), kind="court-rule")
    opinion = ask(law_of(tmp_path, policy("o", norm("n", "must_not"), kind="ethics-opinion"), rule))

    assert {"rule#n": "met", "o#n": "breached"} == outcomes(opinion)
    assert {} == set_aside(opinion)
    assert only(opinion).resolved_by is None
    assert "stop" == opinion.verdict.value


@pytest.mark.parametrize("forbidding", ["AA", "UN"])
def test_a_place_and_its_union_are_one_line_of_authority(tmp_path: Path, forbidding: str) -> None:
    """Law of the union and of its member are weighed against each other, both ways."""
    allowing = {"AA": "UN", "UN": "AA"}[forbidding]
    own = {"governs_when": {"message.sent": True, "cites": [{"pinpoint": "p. 0"}]}}
    no = policy("no", norm("n", "must_not"), kind="guidance", place=forbidding)
    yes = policy("yes", norm("n", "may"), place=allowing)
    conflict = only(ask(law_of(tmp_path, no | own, yes | own)))

    assert ("binding over advisory", f"yes#n@{allowing}") == (
        conflict.resolved_by,
        conflict.prevails,
    )


def test_no_permission_of_one_place_lifts_a_prohibition_of_another(tmp_path: Path) -> None:
    """Beeland's statute allows what Ayland's opinion forbids, and nothing settles that."""
    no = policy("no", norm("n", "must_not"), kind="ethics-opinion", place="AA")
    yes = policy("yes", norm("n", "may"), kind="statute", place="BB")
    opinion = ask(law_of(tmp_path, no, yes), {"matter.seats": ["AA", "BB"]})

    assert (None, None) == (only(opinion).resolved_by, only(opinion).prevails)
    assert {} == set_aside(opinion)
    assert ("stop", "advisory") == (opinion.verdict.value, opinion.weight and opinion.weight.value)


def test_equal_weights_settle_nothing(tmp_path: Path) -> None:
    """Two rules of one place that disagree are reported as what they are."""
    here = policy("a", norm("no", "should_not"), norm("yes", "may"))
    opinion = ask(law_of(tmp_path, here))

    assert (None, None) == (only(opinion).resolved_by, only(opinion).prevails)
    assert "unsettled" == opinion.verdict.value
    assert opinion.summary.startswith("Authorities that govern here disagree: The speaker should")


OVERRIDING = [{"norm": "a#no", "cites": [{"pinpoint": "p. 9"}]}]


WITHIN = {
    "CC": "jurisdiction: CC\nname: Ceeland\nwithin: AA\n"
    "governs_when: {matter.seats: AA, cites: [{policy: words}]}\n"
}
"""A place of a layer's own, in the legal order of Ayland: there its law may bind."""


def test_a_layer_never_lifts_what_the_law_beneath_forbids(tmp_path: Path) -> None:
    """A statute laid over an opinion allows what it forbids, and it still stops."""
    ground = policy("a", norm("no", "must_not"), kind="ethics-opinion")
    over = {"firm": [policy("b", norm("yes", "may"), kind="statute", place="CC")]}
    opinion = ask(law_of(tmp_path, ground, over=over, added=WITHIN))

    assert (None, None) == (only(opinion).resolved_by, only(opinion).prevails)
    assert "stop" == opinion.verdict.value


def test_a_layer_may_be_stricter_than_the_law_beneath(tmp_path: Path) -> None:
    """A statute laid over an opinion forbids what it allows, and prevails by its weight."""
    ground = policy("a", norm("yes", "may"), kind="ethics-opinion")
    over = {"firm": [policy("b", norm("no", "must_not"), kind="statute", place="CC")]}
    conflict = only(ask(law_of(tmp_path, ground, over=over, added=WITHIN)))

    assert ("binding over advisory", "b#no@CC") == (conflict.resolved_by, conflict.prevails)


def test_a_layer_lifts_no_duty_beneath_by_forbidding_it(tmp_path: Path) -> None:
    """Who keeps the handbook, and so breaches the opinion beneath, has breached the opinion."""
    ground = policy("a", norm("yes", "must"), kind="ethics-opinion")
    over = {"firm": [policy("b", norm("no", "must_not"), kind="statute", place="CC")]}
    corpus = law_of(tmp_path, ground, over=over, added=WITHIN)
    opinion = ask(corpus, {"message.loud": False})

    assert {"a#yes": "breached", "b#no": "met"} == outcomes(opinion)
    assert {} == set_aside(opinion)
    assert "stop" == opinion.verdict.value


def test_the_law_beneath_never_lifts_what_a_layer_forbids(tmp_path: Path) -> None:
    """A firm that is stricter than the court stays so, however light its handbook."""
    ground = policy("a", norm("yes", "may"))
    over = {"firm": [policy("b", norm("no", "must_not"), kind="firm-policy")]}
    opinion = ask(law_of(tmp_path, ground, over=over))

    assert (None, None) == (only(opinion).resolved_by, only(opinion).prevails)
    assert "stop" == opinion.verdict.value


def test_a_layer_exempts_from_no_duty_beneath(tmp_path: Path) -> None:
    """A statute of a layer that frees from an advisory duty leaves the duty breached."""
    ground = policy("a", norm("duty", "must", met_if={"message.loud": False}), kind="guidance")
    over = {"firm": [policy("b", norm("free", "need_not"), kind="statute", place="CC")]}
    opinion = ask(law_of(tmp_path, ground, over=over, added=WITHIN))

    assert "breached" == outcomes(opinion)["a#duty"]
    assert "stop" == opinion.verdict.value


@pytest.mark.parametrize("says", ["may", "must_not"])
def test_no_layer_overrides_a_norm_of_another(tmp_path: Path, says: str) -> None:
    """An override that reaches into the layer beneath is an error, whatever it says."""
    over = {"firm": [policy("b", norm("x", says, overrides=OVERRIDING), kind="firm-policy")]}

    with pytest.raises(InvalidCorpus) as refused:
        law_of(tmp_path, policy("a", norm("no", "must_not")), over=over)

    (problem,) = refused.value.diagnostics
    assert ("other-layer", "a#no") == (problem.code, problem.at.text)


def test_no_layer_supersedes_a_policy_of_another(tmp_path: Path) -> None:
    """Nor may a layer declare that the law beneath was replaced by its own."""
    over = {"firm": [policy("b", norm("x", "may"), kind="firm-policy", supersedes=["a"])]}

    with pytest.raises(InvalidCorpus) as refused:
        law_of(tmp_path, policy("a", norm("no", "must_not")), over=over)

    (problem,) = refused.value.diagnostics
    assert ("other-layer", "a") == (problem.code, problem.at.text)


def test_a_layer_overrides_its_own_norms(tmp_path: Path) -> None:
    """Within a layer an override is as good as in the law beneath."""
    over = {
        "firm": [
            policy(
                "b",
                norm("no", "must_not"),
                norm("yes", "may", overrides=[{"norm": "b#no", "cites": [{"pinpoint": "p. 9"}]}]),
                kind="firm-policy",
            )
        ]
    }
    opinion = ask(law_of(tmp_path, policy("a", norm("other", "may", act="sing")), over=over))

    assert {("b#no", None): "b#yes@AA"} == set_aside(opinion)


@pytest.mark.parametrize(("here", "abroad"), [("must_not", "may"), ("may", "must_not")])
def test_law_that_governs_prevails_over_law_from_elsewhere(
    tmp_path: Path, here: str, abroad: str
) -> None:
    """However light it is, what governs here is set aside by nothing that only persuades."""
    ours = policy("a", norm("n", here), kind="ethics-opinion")
    theirs = policy("b", norm("n", abroad), kind="decision", place="BB")
    opinion = ask(law_of(tmp_path, ours, theirs))

    assert ("the other does not govern here", "a#n@AA") == (
        only(opinion).resolved_by,
        only(opinion).prevails,
    )
    assert {} == set_aside(opinion)


def test_law_from_elsewhere_overrides_nothing_that_governs(tmp_path: Path) -> None:
    """An override written in Beeland has no effect where only Ayland's law governs."""
    yes = norm("yes", "may", overrides=OVERRIDING)
    theirs = policy("b", yes, kind="ethics-opinion", place="BB")
    opinion = ask(law_of(tmp_path, policy("a", norm("no", "must_not")), theirs))

    assert ("the other does not govern here", "a#no@AA") == (
        only(opinion).resolved_by,
        only(opinion).prevails,
    )
    assert "stop" == opinion.verdict.value


def test_law_that_governs_may_override_law_from_elsewhere(tmp_path: Path) -> None:
    """What prevails anyhow may say so expressly, and is then cited for it."""
    yes = norm("yes", "may", overrides=[{"norm": "b#no", "cites": [{"pinpoint": "p. 9"}]}])
    theirs = policy("b", norm("no", "must_not"), kind="ethics-opinion", place="BB")
    conflict = only(ask(law_of(tmp_path, policy("a", yes), theirs)))

    assert ("an express override", "a#yes@AA") == (conflict.resolved_by, conflict.prevails)


def abroad(name: str, says: str, kind: str = "ethics-opinion", **more: object) -> Data:
    """Write an opinion of Beeland."""
    return policy(name, norm("n", says, **more), kind=kind, place="BB")


def test_voices_from_elsewhere_are_set_against_each_other_in_silence(tmp_path: Path) -> None:
    """Where nothing that governs speaks on the act, a disagreement elsewhere is reported."""
    opinion = ask(law_of(tmp_path, abroad("b", "must_not"), abroad("c", "may")))

    assert [("b#n", "c#n")] == pairs(opinion)
    assert None is only(opinion).resolved_by
    assert "unsettled" == opinion.verdict.value


def test_voices_from_elsewhere_are_silent_where_law_here_speaks(tmp_path: Path) -> None:
    """A disagreement among others is no matter where the act is governed."""
    here = policy("a", norm("n", "must"))
    opinion = ask(law_of(tmp_path, here, abroad("b", "must_not"), abroad("c", "may")))

    assert [("b#n", "a#n")] == pairs(opinion)


def test_law_here_on_another_act_silences_nobody(tmp_path: Path) -> None:
    """Law on singing says nothing of shouting, so that the others are still compared."""
    here = policy("a", norm("n", "may", act="sing"))
    opinion = ask(law_of(tmp_path, here, abroad("b", "must_not"), abroad("c", "may")))

    assert [("b#n", "c#n")] == pairs(opinion)


def test_voices_from_elsewhere_may_override_each_other(tmp_path: Path) -> None:
    """Among those that only persuade an express override counts."""
    overrides = [{"norm": "b#n", "cites": [{"pinpoint": "p. 9"}]}]
    laws = abroad("b", "must_not"), abroad("c", "may", overrides=overrides)
    conflict = only(ask(law_of(tmp_path, *laws)))

    assert ("an express override", "c#n@BB") == (conflict.resolved_by, conflict.prevails)


def test_a_permission_for_one_person_lifts_nothing_for_another(tmp_path: Path) -> None:
    """Of two recipients the prohibition is set aside for the one who agreed only."""
    no = norm("no", "must_not", when={"recipient.role": ["friend", "foe"]})
    yes = policy("b", norm("yes", "may", when=AGREED), kind="statute")
    opinion = ask(law_of(tmp_path, policy("a", no, kind="guidance"), yes), None, OTTO, FRIEND)

    assert {("a#no", "Fay"): "b#yes@AA"} == set_aside(opinion)
    assert ["Fay"] == [one.recipient for one in opinion.conflicts]
    assert "stop" == opinion.verdict.value


def test_a_permission_of_the_message_lifts_what_forbids_it_for_each_person(
    tmp_path: Path,
) -> None:
    """What is allowed of the message as a whole is allowed towards everybody."""
    no = norm("no", "must_not", when={"recipient.role": ["friend", "foe"]})
    yes = policy("b", norm("yes", "may"), kind="statute")
    opinion = ask(law_of(tmp_path, policy("a", no, kind="guidance"), yes), None, OTTO, FRIEND)

    assert {"Otto", "Fay"} == {who for _, who in set_aside(opinion)}
    assert "clear" == opinion.verdict.value


def test_a_permission_for_one_person_lifts_no_prohibition_of_the_message(tmp_path: Path) -> None:
    """What is forbidden of the message as a whole stays so, whoever agreed."""
    yes = policy("b", norm("yes", "may", when=AGREED), kind="statute")
    no = policy("a", norm("no", "must_not"), kind="guidance")
    opinion = ask(law_of(tmp_path, no, yes), None, FRIEND)

    assert {} == set_aside(opinion)
    assert [("a#no", "b#yes")] == pairs(opinion)
    assert ["Fay"] == [one.recipient for one in opinion.conflicts]
    assert "stop" == opinion.verdict.value


@pytest.mark.parametrize(
    ("here", "covered"),
    [
        ({"recipient.role": "foe"}, True),
        ({"recipient.role": "friend"}, False),
        ({"message.sent": True}, True),
    ],
)
def test_law_here_on_one_person_says_nothing_of_another(
    tmp_path: Path, here: Data, *, covered: bool
) -> None:
    """What is said of Fay alone leaves what others say of Otto undisputed."""
    foe = {"when": {"recipient.role": "foe"}}
    laws = abroad("b", "must_not", **foe), abroad("c", "may", **foe)
    ours = policy("a", norm("n", "unsettled", "whether one may", when=here))
    opinion = ask(law_of(tmp_path, ours, *laws), None, OTTO, FRIEND)

    assert ([] if covered else [("b#n", "c#n")]) == pairs(opinion)


def test_law_here_on_one_person_covers_what_others_say_of_the_message(tmp_path: Path) -> None:
    """What others say of the whole message is answered by law here on anybody in it."""
    ours = policy("a", norm("n", "unsettled", "whether one may", when={"recipient.role": "foe"}))
    opinion = ask(law_of(tmp_path, ours, abroad("b", "must_not"), abroad("c", "may")))

    assert [] == pairs(opinion)


def test_a_membership_that_has_ended_joins_no_two_laws(tmp_path: Path) -> None:
    """A place and a union it has left are two orders: the heavier weight settles nothing."""
    left = "jurisdiction: UN\nname: The Union\nmembers: {AA: {until: 2020-06-01}}\n"
    places = {**PLACES, "AA": PLACES["ZZ"].replace("ZZ", "AA"), "UN": left}
    own = {"governs_when": {"message.sent": True, "cites": [{"pinpoint": "p. 0"}]}}
    no = policy("no", norm("n", "must_not"), kind="guidance")
    yes = policy("yes", norm("n", "may"), place="UN") | own
    corpus = law_of(tmp_path, no, yes, places={**places, "BB": "jurisdiction: BB\nname: B\n"})

    assert "binding over advisory" == only(ask(corpus, as_of="2020-05-31")).resolved_by
    assert None is only(ask(corpus, as_of="2020-06-01")).resolved_by


def test_a_conflict_says_whom_and_what_it_is_about(tmp_path: Path) -> None:
    """Act and bearer of both norms are named, and the recipient where one concerns them."""
    told = {"bearer": "listener", "when": {"recipient.role": "foe"}}
    here = policy("a", norm("no", "must_not", **told), norm("yes", "may", **told))
    conflict = only(ask(law_of(tmp_path, here)))

    assert ("shout", "listener", "Otto") == (conflict.act, conflict.bearer, conflict.recipient)
