"""The one word over an opinion, what leads it and what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import OTTO, Data, ask, law_of, norm, outcomes, policy

from advisor import Opinion

UNVERIFIED = {"verified": {"by": "unverified", "on": "2020-01-01"}}
SECONDARY = {"verified": {"by": "secondary", "on": "2020-01-01"}}
NOTHING = "Nothing in these sources, as of this date, stands against it."


def said(opinion: Opinion) -> tuple[str, str | None, str | None]:
    """Give verdict, weight and the reading that it rests on."""
    return (
        opinion.verdict.value,
        opinion.weight and opinion.weight.value,
        opinion.relies_on and opinion.relies_on.value,
    )


def no(name: str, says: str = "shout", **more: object) -> Data:
    """Write a rule of one prohibition."""
    return policy(name, norm("n", "must_not", says), **more)


def test_the_strongest_breach_leads_however_badly_it_was_read(tmp_path: Path) -> None:
    """A binding breach read in a secondary source stands before an advisory one read in full."""
    light = no("a", "whisper", kind="guidance")
    opinion = ask(law_of(tmp_path, light, no("b", "shout", **SECONDARY)))

    assert ("stop", "binding", "secondary") == said(opinion)
    assert "The speaker must not shout." == opinion.summary


def test_of_equal_breaches_the_one_read_best_leads(tmp_path: Path) -> None:
    """One breach is enough to stop, so a stop rests on the one whose text was read best."""
    opinion = ask(law_of(tmp_path, no("a", "bawl", **SECONDARY), no("b", "shout")))

    assert ("stop", "binding", "primary") == said(opinion)
    assert "The speaker must not shout. (and 1 more)" == opinion.summary


def test_breaches_of_less_weight_are_not_counted_under_the_verdict(tmp_path: Path) -> None:
    """The sentence counts what carries the verdict: the breaches of its weight."""
    laws = no("a"), no("b", "bawl", kind="guidance"), no("c", "cry", kind="guidance")
    opinion = ask(law_of(tmp_path, *laws))

    assert "The speaker must not shout." == opinion.summary
    assert 3 == len(opinion.findings)


def test_an_advisory_breach_stops_with_its_weight(tmp_path: Path) -> None:
    """An ethics opinion that is breached is a stop that says it is advisory."""
    assert ("stop", "advisory", "primary") == said(
        ask(law_of(tmp_path, no("a", kind="ethics-opinion")))
    )


def test_a_breach_nobody_verified_never_stops(tmp_path: Path) -> None:
    """A text that was not read at all has to be read first, and the verdict says so."""
    opinion = ask(law_of(tmp_path, no("a", **UNVERIFIED)))

    assert ("verify", "binding", "unverified") == said(opinion)
    assert (
        "Only text that nobody has verified speaks against it; check it: "
        "The speaker must not shout." == opinion.summary
    )


def test_a_verified_breach_leads_before_an_unverified_one(tmp_path: Path) -> None:
    """What was not verified adds nothing to a stop, not even its weight."""
    opinion = ask(law_of(tmp_path, no("a", **UNVERIFIED), no("b", "bawl", kind="guidance")))

    assert ("stop", "advisory", "primary") == said(opinion)
    assert "The speaker must not bawl." == opinion.summary


def test_a_breach_that_was_set_aside_does_not_stop(tmp_path: Path) -> None:
    """A prohibition overridden by a permission leaves the permission."""
    yes = policy("b", norm("yes", "may"))
    opinion = ask(law_of(tmp_path, no("a", kind="guidance"), yes))

    assert "breached" == outcomes(opinion)["a#n"]
    assert ("clear", "binding", "primary") == said(opinion)


ADVICE = policy("advice", norm("n", "should_not", "shout"))
QUESTION = policy("question", norm("n", "unsettled", "whether one may shout"))
UNREAD = no("unread", **UNVERIFIED)
ELSEWHERE = policy("elsewhere", norm("n", "must_not", act="sing"), kind="decision", place="BB")
WAITING = policy("waiting", norm("n", "must_not", when={"message.kind": True}))
PERHAPS = policy("perhaps", norm("n", "should_not", when={"message.kind": True}))
CONFLICT = policy(
    "conflict", norm("no", "should_not", "yell", act="yell"), norm("yes", "may", "yell", act="yell")
)
PERMISSION = policy(
    "permission", norm("yes", "may", "write", act="write"), norm("other", "must", act="write")
)
SENTENCES = {
    "conflict": "Authorities that govern here disagree: The speaker should not yell.",
    "question": "It is unsettled whether one may shout.",
    "unread": "Only text that nobody has verified speaks against it; check it:",
    "advice": "No rule is broken, but authority that governs here advises otherwise: The speaker",
    "elsewhere": "No authority that was read here settles it; elsewhere: The speaker must not",
    "perhaps": "Open: The speaker should not shout. One question decides it: Is it kind?",
    "waiting": "Could be STOP: The speaker must not shout. One question decides it: Is it kind?",
    "permission": "The speaker may write.",
}
LADDER = [UNREAD, WAITING, CONFLICT, QUESTION, ADVICE, ELSEWHERE, PERHAPS, PERMISSION]


@pytest.mark.parametrize("step", range(len(LADDER)))
def test_the_first_reason_that_holds_is_the_one_given(tmp_path: Path, step: int) -> None:
    """What was not read, what may be breached, a conflict, ...: each before what follows it."""
    laws = LADDER[step:]
    opinion = ask(law_of(tmp_path, *laws))
    name = laws[0]["policy"]

    others = {"unread": "verify", "waiting": "ask", "perhaps": "ask", "permission": "clear"}
    verdict = others.get(name, "unsettled")
    assert verdict == opinion.verdict.value
    assert opinion.summary.startswith(SENTENCES[name])


def test_a_breach_stands_before_every_other_reason(tmp_path: Path) -> None:
    """Whatever else is open, a rule that is broken is told first."""
    broken = policy("a", norm("n", "must", "sing", act="sing", met_if={"message.loud": False}))

    assert "The speaker must sing." == ask(law_of(tmp_path, *LADDER, broken)).summary


def test_silence_is_not_called_a_permission(tmp_path: Path) -> None:
    """Where nothing stands against it, that and no more is said."""
    opinion = ask(law_of(tmp_path, no("a")), {"message.loud": False})

    assert ("clear", None, "primary") == said(opinion)
    assert NOTHING == opinion.summary


def test_clear_rests_on_the_weakest_text_that_applied(tmp_path: Path) -> None:
    """Silence is only as good as the worst reading of the norms that were kept."""
    laws = no("a"), no("b", "bawl", **SECONDARY)
    opinion = ask(law_of(tmp_path, *laws), {"message.loud": False})

    assert ("clear", None, "secondary") == said(opinion)


def test_what_did_not_apply_is_rested_on_by_nobody(tmp_path: Path) -> None:
    """A norm that the email does not concern says nothing of how well it was read."""
    aside = policy("b", norm("n", "must_not", when={"message.sent": False}), **SECONDARY)

    assert ("clear", None, "primary") == said(
        ask(law_of(tmp_path, no("a"), aside), {"message.loud": False})
    )


def allowing(
    folder: Path, duty: str = "must_not", bearer: str = "speaker", **more: object
) -> Opinion:
    """Answer under a permission of somebody who has another duty of this strictness."""
    duties = policy("a", norm("n", duty, bearer=bearer, when={"message.sent": False}))
    return ask(law_of(folder, duties, policy("b", norm("y", "may", "sing", act="sing"), **more)))


def test_a_permission_of_who_is_bound_is_the_answer(tmp_path: Path) -> None:
    """Where the one whom the law binds may do it, the permission is the sentence."""
    opinion = allowing(tmp_path)

    assert ("clear", "binding", "primary") == said(opinion)
    assert "The speaker may sing." == opinion.summary


def test_what_others_may_do_is_no_permission(tmp_path: Path) -> None:
    """A right of somebody on whom no duty lies, such as to complain, permits nothing."""
    opinion = allowing(tmp_path, bearer="listener")

    assert ("clear", None, "primary") == said(opinion)
    assert NOTHING == opinion.summary


@pytest.mark.parametrize("duty", ["should", "should_not", "may", "need_not", "unsettled"])
def test_advice_binds_nobody(tmp_path: Path, duty: str) -> None:
    """Only who must or must not do something is bound; who is advised is not."""
    says = "whether one may" if duty == "unsettled" else "shout"
    other = norm("n", duty, says, when={"message.sent": False})
    yes = policy("b", norm("y", "may", "sing", act="sing"))

    assert NOTHING == ask(law_of(tmp_path, policy("a", other), yes)).summary


def test_a_permission_nobody_verified_permits_nothing(tmp_path: Path) -> None:
    """A permission that was not read is shown and is not the answer."""
    opinion = allowing(tmp_path, **UNVERIFIED)

    assert {"b#y": "available"} == outcomes(opinion)
    assert NOTHING == opinion.summary


def test_an_exemption_is_no_permission(tmp_path: Path) -> None:
    """Who need not do it is not said to be allowed it."""
    duties = policy("a", norm("n", "must", when={"message.sent": False}))
    free = policy("b", norm("y", "need_not", "sing", act="sing"))

    assert NOTHING == ask(law_of(tmp_path, duties, free)).summary


def test_what_a_layer_allows_is_no_permission(tmp_path: Path) -> None:
    """A firm that allows itself something has not made it allowed."""
    over = {"firm": [policy("b", norm("y", "may", "sing", act="sing"), kind="firm-policy")]}
    opinion = ask(law_of(tmp_path, no("a"), over=over), {"message.loud": False})

    assert "available" == outcomes(opinion)["b#y"]
    assert ("clear", None, "primary") == said(opinion)


def test_a_permission_that_was_set_aside_is_no_answer(tmp_path: Path) -> None:
    """What a stronger text advises against, and was heeded, leaves no permission."""
    against = norm("n", "must_not", breached_if={"message.loud": False})
    laws = policy("a", against), policy("b", norm("y", "may"), kind="guidance")
    opinion = ask(law_of(tmp_path, *laws), {"message.loud": None})

    assert "ask" == opinion.verdict.value
    assert ["b#y"] == [one.norm.id for one in opinion.findings if one.overridden_by is not None]


def test_a_permission_leads_by_its_weight(tmp_path: Path) -> None:
    """Of several permissions the strongest is the sentence, and no others are counted."""
    laws = (
        policy("a", norm("y", "may", "hum", act="write"), kind="guidance"),
        policy("b", norm("y", "may", "sing", act="sing"), norm("n", "must", act="sing")),
    )
    opinion = ask(law_of(tmp_path, *laws))

    assert ("clear", "binding", "primary") == said(opinion)
    assert "The speaker may sing." == opinion.summary


@pytest.mark.parametrize("facts", [{"message.loud": None}, {"message.sent": None}])
def test_what_is_not_told_is_asked(tmp_path: Path, facts: Data) -> None:
    """A finding that is open or undetermined keeps the verdict open."""
    assert ("ask", "binding", "primary") == said(ask(law_of(tmp_path, no("a")), facts))


@pytest.mark.parametrize(
    ("allows", "verdict"), [("may", "clear"), ("need_not", "clear"), ("must", "ask")]
)
def test_a_permission_that_may_not_apply_holds_nothing_open(
    tmp_path: Path, allows: str, verdict: str
) -> None:
    """Whether one also may, or need not, is no reason to withhold an answer."""
    perhaps = norm("perhaps", allows, when={"message.kind": True})
    kept = norm("no", "must_not", "yell", act="yell")
    opinion = ask(law_of(tmp_path, policy("a", perhaps, kept)), {"message.loud": False})

    assert verdict == opinion.verdict.value


def test_what_was_set_aside_is_not_waited_for(tmp_path: Path) -> None:
    """An open prohibition that a permission sets aside asks for nothing any more."""
    yes = policy("b", norm("y", "may"))
    opinion = ask(law_of(tmp_path, no("a", kind="guidance"), yes), {"message.loud": None})

    assert "open" == outcomes(opinion)["a#n"]
    assert "clear" == opinion.verdict.value


def test_law_that_is_not_mentioned_may_still_govern(tmp_path: Path) -> None:
    """Where no seat is told any law may govern, and the verdict is open."""
    opinion = ask(law_of(tmp_path, no("a")), {"matter.seats": None})

    assert ("ask", None, None) == said(opinion)
    assert "Which law governs depends on what has not been told yet." == opinion.summary


def test_no_law_at_all_is_unsettled(tmp_path: Path) -> None:
    """Where no law of the corpus governs, it says that it cannot say."""
    opinion = ask(law_of(tmp_path, no("a")), {"matter.seats": []})

    assert ("unsettled", None, None) == said(opinion)
    assert "No law in this corpus governs here, so it cannot say." == opinion.summary


def test_law_from_elsewhere_decides_nothing_where_no_law_governs(tmp_path: Path) -> None:
    """Without any law that governs, what others forbid is shown and is not the reason."""
    opinion = ask(law_of(tmp_path, no("b", kind="decision", place="BB")), {"matter.seats": []})

    assert ["breached"] == [one.outcome.value for one in opinion.persuasive]
    assert "No law in this corpus governs here, so it cannot say." == opinion.summary


@pytest.mark.parametrize(
    ("modality", "says", "against"),
    [
        ("must_not", "shout", True),
        ("should_not", "shout", True),
        ("unsettled", "whether one may", True),
        ("may", "shout", False),
        ("must", "shout", False),
    ],
)
def test_what_speaks_against_it_elsewhere_unsettles(
    tmp_path: Path, modality: str, says: str, *, against: bool
) -> None:
    """A breach, advice not followed or an open question elsewhere counts; what is kept does not."""
    abroad = policy("b", norm("n", modality, says), kind="ethics-opinion", place="BB")

    assert ("unsettled" if against else "clear") == ask(law_of(tmp_path, abroad)).verdict.value


@pytest.mark.parametrize(
    ("when", "speaks"),
    [
        ({"message.sent": True}, True),
        ({"message.kind": True}, True),
        ({"message.sent": False}, False),
    ],
)
def test_others_are_not_heard_where_law_here_speaks_or_may(
    tmp_path: Path, when: Data, *, speaks: bool
) -> None:
    """Law here on the same act silences others, even while it waits for a fact."""
    ours = policy("a", norm("n", "may", when=when))
    opinion = ask(law_of(tmp_path, ours, no("b", kind="decision", place="BB")))

    assert speaks != ("unsettled" == opinion.verdict.value)


def test_a_permission_that_prevails_here_silences_others(tmp_path: Path) -> None:
    """Where a rule sets aside the advice of its own place, it answers others too."""
    ours = policy("a", norm("n", "should_not"), kind="guidance"), policy("c", norm("y", "may"))
    opinion = ask(law_of(tmp_path, *ours, no("b", kind="decision", place="BB")))

    assert "not-followed" == outcomes(opinion)["a#n"]
    assert "clear" == opinion.verdict.value


def test_law_here_on_another_person_leaves_others_to_be_heard(tmp_path: Path) -> None:
    """A permission towards Fay is none towards Otto, whom others protect."""
    fay: Data = {"name": "Fay", "role": "friend"}
    ours = policy("a", norm("y", "may", when={"recipient.role": "friend"}))
    theirs = policy(
        "b", norm("n", "must_not", when={"recipient.role": "foe"}), kind="decision", place="BB"
    )
    opinion = ask(law_of(tmp_path, ours, theirs), None, fay, OTTO)

    assert "unsettled" == opinion.verdict.value
    assert opinion.summary.startswith("No authority that was read here settles it; elsewhere:")


def test_the_weight_of_a_question_is_that_of_its_strongest_text(tmp_path: Path) -> None:
    """Findings under any verdict are led by the heaviest, and rest on the worst read."""
    laws = (
        policy("a", norm("n", "should_not", "bawl"), kind="guidance", **SECONDARY),
        policy("b", norm("n", "should_not", "shout")),
    )
    opinion = ask(law_of(tmp_path, *laws))

    assert ("unsettled", "binding", "secondary") == said(opinion)
    assert opinion.summary.endswith("advises otherwise: The speaker should not shout. (and 1 more)")


def test_a_conflict_of_norms_that_were_both_set_aside_is_over(tmp_path: Path) -> None:
    """Two that disagree without end are no matter where stronger texts set both aside."""
    laws = (
        policy("a", norm("n", "should_not"), kind="guidance"),
        policy("b", norm("n", "may"), kind="guidance"),
        policy("c", norm("n", "must_not", breached_if={"message.kind": True})),
        policy("d", norm("n", "may", overrides=[{"norm": "c#n", "cites": [{"pinpoint": "p. 9"}]}])),
    )
    opinion = ask(law_of(tmp_path, *laws))

    assert None in [one.resolved_by for one in opinion.conflicts]
    assert ["d#n"] == [one.norm.id for one in opinion.findings if one.overridden_by is None]
    assert "clear" == opinion.verdict.value
