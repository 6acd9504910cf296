"""Which norms speak on a day, in what weight and how well read."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import OTTO, PLACES, Data, ask, law_of, norm, outcomes, policy

from advisor import InvalidCorpus, Opinion
from advisor.model.authorities import Verification
from advisor.model.proofs import Proof

SHOUTING = "a#no-shouting"
YEAR = {"from": "2019-01-01", "until": "2020-01-01"}
FIRST_DAY, LAST_DAY = "2019-01-01", "2019-12-31"
DAY_BEFORE, DAY_AFTER = "2018-12-31", "2020-01-01"


@pytest.mark.parametrize(
    ("day", "speaks"),
    [(DAY_BEFORE, False), (FIRST_DAY, True), (LAST_DAY, True), (DAY_AFTER, False)],
)
def test_an_authority_speaks_from_its_first_day_until_its_end(
    tmp_path: Path, day: str, *, speaks: bool
) -> None:
    """An instrument speaks on the day it comes into force, and not on the day it ends."""
    corpus = law_of(tmp_path, policy("a", norm("no-shouting", "must_not"), in_force=YEAR))

    opinion = ask(corpus, as_of=day)

    assert speaks == (SHOUTING in outcomes(opinion))
    assert ("stop" if speaks else "clear") == opinion.verdict.value


@pytest.mark.parametrize(
    ("day", "speaks"),
    [(DAY_BEFORE, False), (FIRST_DAY, True), (LAST_DAY, True), (DAY_AFTER, False)],
)
def test_a_norm_speaks_from_its_own_first_day_until_its_own_end(
    tmp_path: Path, day: str, *, speaks: bool
) -> None:
    """A paragraph with dates of its own speaks on its first day, and not on its end."""
    corpus = law_of(tmp_path, policy("a", norm("no-shouting", "must_not", in_force=YEAR)))

    opinion = ask(corpus, as_of=day)

    assert speaks == (SHOUTING in outcomes(opinion))


def test_a_norm_does_not_outlive_its_authority(tmp_path: Path) -> None:
    """A paragraph without an end of its own is silent from the day its instrument ends."""
    late = norm("no-shouting", "must_not", in_force={"from": "2019-06-01"})
    corpus = law_of(tmp_path, policy("a", late, in_force=YEAR))

    assert SHOUTING in outcomes(ask(corpus, as_of=LAST_DAY))
    assert SHOUTING not in outcomes(ask(corpus, as_of=DAY_AFTER))


def test_a_norm_does_not_precede_its_authority(tmp_path: Path) -> None:
    """A paragraph without a beginning of its own is silent before its instrument began."""
    early = norm("no-shouting", "must_not", in_force={"until": "2019-06-01"})
    corpus = law_of(tmp_path, policy("a", early, in_force=YEAR))

    assert SHOUTING not in outcomes(ask(corpus, as_of=DAY_BEFORE))
    assert SHOUTING in outcomes(ask(corpus, as_of=FIRST_DAY))


@pytest.mark.parametrize(
    ("dates", "word"),
    [
        ({"from": "2018-12-31"}, "before"),
        ({"until": "2020-01-02"}, "after"),
    ],
)
def test_dates_beyond_the_authority_are_refused(
    tmp_path: Path, dates: dict[str, str], word: str
) -> None:
    """A norm dated one day before or after its instrument is an error of the file."""
    with pytest.raises(InvalidCorpus) as refused:
        law_of(tmp_path, policy("a", norm("n", "must_not", in_force=dates), in_force=YEAR))

    (problem,) = refused.value.diagnostics
    assert "outside-in-force" == problem.code
    assert f"in force {word} its authority" in problem.what


def test_the_dates_of_the_authority_may_be_repeated(tmp_path: Path) -> None:
    """A norm may name the very days of its instrument."""
    corpus = law_of(tmp_path, policy("a", norm("n", "must_not", in_force=YEAR), in_force=YEAR))

    assert "a#n" in outcomes(ask(corpus, as_of=FIRST_DAY))


def test_a_draft_never_speaks(tmp_path: Path) -> None:
    """What was only proposed leaves no finding on any day."""
    draft = policy("a", norm("no-shouting", "must_not"), kind="draft")
    del draft["authority"]["in_force"]
    opinion = ask(law_of(tmp_path, draft))

    assert {} == outcomes(opinion)
    assert () == opinion.persuasive


@pytest.mark.parametrize(
    ("kind", "at_most", "weight"),
    [
        ("court-rule", None, "binding"),
        ("court-rule", "binding", "binding"),
        ("court-rule", "advisory", "advisory"),
        ("ethics-opinion", None, "advisory"),
        ("ethics-opinion", "binding", "advisory"),
        ("ethics-opinion", "advisory", "advisory"),
    ],
)
def test_a_cap_lowers_a_weight_and_never_raises_it(
    tmp_path: Path, kind: str, at_most: str | None, weight: str
) -> None:
    """`at_most` takes weight from a strong instrument and gives none to a weak one."""
    cap = {} if at_most is None else {"at_most": at_most}
    corpus = law_of(tmp_path, policy("a", norm("no-shouting", "must_not"), kind=kind, **cap))

    opinion = ask(corpus)

    assert ("stop", weight) == (opinion.verdict.value, opinion.weight and opinion.weight.value)
    assert weight == opinion.findings[0].weight.value


def test_what_is_capped_at_persuasive_governs_nobody(tmp_path: Path) -> None:
    """An opinion of a body without authority over anybody persuades, even at home."""
    capped = policy(
        "a", norm("no-shouting", "must_not"), kind="ethics-opinion", at_most="persuasive"
    )
    opinion = ask(law_of(tmp_path, capped))

    assert {} == outcomes(opinion)
    assert [(SHOUTING, "persuasive")] == [
        (one.norm.id, one.weight.value) for one in opinion.persuasive
    ]
    assert "unsettled" == opinion.verdict.value


def test_a_paragraph_may_weigh_less_than_its_instrument(tmp_path: Path) -> None:
    """A norm of a kind of its own has the weight of that kind."""
    advice = norm("no-shouting", "must_not", kind="guidance")
    opinion = ask(law_of(tmp_path, policy("a", advice)))

    assert "advisory" == opinion.findings[0].weight.value


MODEL = policy(
    "model",
    norm("no-shouting", "must_not"),
    kind="model-rule",
    place="UN",
    verified={"by": "secondary", "on": "2020-01-01"},
)


def adopted(
    folder: Path,
    more: str = "",
    facts: Data | None = None,
    model: Data = MODEL,
    people: tuple[Data, ...] = (OTTO,),
) -> Opinion:
    """Answer an email where Ayland has adopted the model in these words."""
    words = f"{{as: A. R. 1, verified: primary{more}}}"
    ayland = f"{PLACES['AA']}adopts:\n  model#no-shouting: {words}\n"
    corpus = law_of(folder, model, places={**PLACES, "AA": ayland})
    return ask(corpus, facts, *people, as_of="2020-01-01")


def facts_of(proof: Proof) -> set[str]:
    """Return every fact that a proof rests on."""
    return {proof.fact or ""} - {""} | {fact for part in proof.of for fact in facts_of(part)}


@pytest.mark.parametrize(
    ("dates", "binds"),
    [
        (", from: 2020-01-01", True),
        (", from: 2020-01-02", False),
        (", until: 2020-01-02", True),
        (", until: 2020-01-01", False),
    ],
)
def test_an_adoption_binds_from_its_first_day_until_its_end(
    tmp_path: Path, dates: str, *, binds: bool
) -> None:
    """A model rule is local law on the day of its adoption, and no more on the day it ends."""
    opinion = adopted(tmp_path, dates)

    assert binds == ("model#no-shouting" in outcomes(opinion))


def test_an_adopted_rule_quotes_its_local_words(tmp_path: Path) -> None:
    """The words seen in the local text stand with its own citation, not with the model's."""
    (finding,) = adopted(tmp_path, ", quote: shall not shout").findings

    assert ["A. R. 1"] == [one.cite for one in finding.citations if one.quote == "shall not shout"]


def test_an_adopted_rule_binds_under_its_local_citation(tmp_path: Path) -> None:
    """The local text comes first among the citations, the model after it."""
    (finding,) = adopted(tmp_path).findings

    assert ("AA", "binding", "court-rule") == (
        finding.jurisdiction,
        finding.weight.value,
        finding.kind.value,
    )
    assert ["A. R. 1", "Cite of model"] == [one.cite for one in finding.citations]


def test_an_adoption_rests_on_the_weaker_of_two_readings(tmp_path: Path) -> None:
    """A local text that repeats the model is read no better than the model was."""
    (finding,) = adopted(tmp_path).findings

    assert "secondary" == finding.verified.value


def test_a_text_rewritten_in_full_rests_on_its_own_reading(tmp_path: Path) -> None:
    """Where words and condition are the local ones, how the model was read is no matter."""
    (finding,) = adopted(tmp_path, ", text: bawl, when: {message.sent: true}").findings

    assert "primary" == finding.verified.value
    assert "The speaker must not bawl." == finding.statement


@pytest.mark.parametrize("part", [", text: bawl", ", when: {message.sent: true}"])
def test_a_text_rewritten_in_part_rests_on_the_model_too(tmp_path: Path, part: str) -> None:
    """Words without condition, or condition without words, still lean on the model."""
    (finding,) = adopted(tmp_path, part).findings

    assert "secondary" == finding.verified.value


def test_an_unverified_adoption_is_no_law(tmp_path: Path) -> None:
    """A local text that nobody has read binds nobody; the model stays a baseline."""
    ayland = f"{PLACES['AA']}adopts:\n  model#no-shouting: {{as: A. R. 1, verified: unverified}}\n"
    opinion = ask(law_of(tmp_path, MODEL, places={**PLACES, "AA": ayland}))

    assert {} == outcomes(opinion)
    assert ["model#no-shouting"] == [one.norm.id for one in opinion.persuasive]


@pytest.mark.parametrize(("kind", "outcome"), [(True, "met"), (False, "breached"), (None, "open")])
def test_a_local_text_says_when_it_is_breached(tmp_path: Path, kind: object, outcome: str) -> None:
    """A local `breached_if` stands in place of the model's, and is what is proved."""
    (finding,) = adopted(
        tmp_path, ", breached_if: {message.kind: false}", {"message.kind": kind}
    ).findings

    assert outcome == finding.outcome.value
    assert finding.complied is not None
    assert {"message.kind"} == facts_of(finding.complied)


def test_a_local_text_says_when_it_applies(tmp_path: Path) -> None:
    """A local `when` stands in place of the model's, and is what is proved."""
    other = adopted(tmp_path / "a", ", when: {message.sent: false}")
    (finding,) = adopted(
        tmp_path / "b", ", when: {message.kind: true}", {"message.kind": True}
    ).findings

    assert {} == outcomes(other)
    assert "message.kind" in facts_of(finding.why)


def test_a_local_text_keeps_what_it_does_not_change(tmp_path: Path) -> None:
    """Where the local text has no condition of its own, the model's is the one that counts."""
    (loud,) = adopted(tmp_path / "a").findings
    (quiet,) = adopted(tmp_path / "b", facts={"message.loud": False}).findings

    assert ("breached", "met") == (loud.outcome.value, quiet.outcome.value)
    assert {"matter.seats", "message.sent"} == facts_of(loud.why)


@pytest.mark.parametrize(
    "part", [", when: {recipient.role: [friend, foe]}", ", breached_if: {recipient.agreed: false}"]
)
def test_a_local_text_may_speak_of_each_recipient(tmp_path: Path, part: str) -> None:
    """A local condition on the recipient makes a finding for each, though the model made one."""
    fay: Data = {"name": "Fay", "role": "friend", "agreed": False}
    findings = adopted(tmp_path, part, people=(OTTO, fay)).findings

    assert {"Otto": "breached", "Fay": "breached"} == {
        one.recipient: one.outcome.value for one in findings
    }


def test_a_local_text_of_the_whole_message_speaks_to_all(tmp_path: Path) -> None:
    """Where the model concerns the message, a local sentence to the recipient is to each."""
    (finding,) = adopted(tmp_path, ", text: 'bawl at {recipient}'").findings

    assert "The speaker must not bawl at each recipient." == finding.statement


def test_an_adopted_permission_has_no_conditions_of_its_own(tmp_path: Path) -> None:
    """What is adopted and only allows is neither met nor breached."""
    model = policy("model", norm("no-shouting", "may"), kind="model-rule", place="UN")
    (finding,) = adopted(tmp_path, model=model).findings

    assert ("available", None) == (finding.outcome.value, finding.complied)


def test_two_places_adopt_each_under_its_own_citation(tmp_path: Path) -> None:
    """Where two places govern that adopted one model, each speaks for itself."""
    adopting = "adopts:\n  model#no-shouting: {as: A. R. 1, verified: primary}\n"
    places = {
        **PLACES,
        "AA": PLACES["AA"] + adopting,
        "BB": PLACES["BB"] + adopting.replace("A. R.", "B. R."),
    }
    opinion = ask(law_of(tmp_path, MODEL, places=places), {"matter.seats": ["AA", "BB"]})

    assert {"AA": "A. R. 1", "BB": "B. R. 1"} == {
        one.jurisdiction: one.citations[0].cite for one in opinion.findings
    }


def test_a_local_citation_tells_where_and_how_it_was_read(tmp_path: Path) -> None:
    """The local text is cited with its address, its reading and where that was found."""
    more = ", url: 'https://a.example/1', cites: [{policy: words, pinpoint: p. 7}]"
    (finding,) = adopted(tmp_path, more).findings
    own, where, *_ = finding.citations

    assert ("A. R. 1", "https://a.example/1") == (own.cite, own.url)
    assert own.verified is Verification.PRIMARY
    assert "p. 7" == where.pinpoint


def test_an_adopted_rule_governs_for_whom_its_law_governs(tmp_path: Path) -> None:
    """Where law governs by where a person sits, an adopted rule speaks of those alone."""
    ayland = (
        "jurisdiction: AA\nname: Ayland\nwithin: UN\n"
        "governs_when: {recipient.seat: self, cites: [{policy: words}]}\n"
        "adopts:\n  model#no-shouting: {as: A. R. 1, verified: primary}\n"
    )
    corpus = law_of(tmp_path, MODEL, places={**PLACES, "AA": ayland})
    fay: Data = {"name": "Fay", "seat": "AA"}
    opinion = ask(corpus, {"matter.seats": ["BB"]}, OTTO | {"seat": "BB"}, fay)

    assert [("Fay", "breached")] == [(one.recipient, one.outcome.value) for one in opinion.findings]


def test_an_adopted_comment_stays_a_comment(tmp_path: Path) -> None:
    """Guidance to a rule does not become a rule by being adopted with it."""
    comment = policy(
        "model", norm("no-shouting", "must_not", kind="comment"), kind="model-rule", place="UN"
    )
    (finding,) = adopted(tmp_path, model=comment).findings

    assert ("comment", "binding") == (finding.kind.value, finding.weight.value)


def test_caveats_of_model_and_local_text_are_both_printed(tmp_path: Path) -> None:
    """What is said beside the model, of the difference and of the adoption stays together."""
    model = policy(
        "model", norm("no-shouting", "must_not", caveat="Model."), kind="model-rule", place="UN"
    )
    (finding,) = adopted(tmp_path, ", differs: Differs., caveat: Local.", model=model).findings

    assert ("Model.", "Differs.", "Local.") == finding.caveats


@pytest.mark.parametrize(
    ("day", "said"), [(DAY_BEFORE, ["Here."]), (FIRST_DAY, ["There.", "Here."])]
)
def test_a_position_is_told_from_the_first_day_of_its_authority(
    tmp_path: Path, day: str, said: list[str]
) -> None:
    """Who disagrees is named from the day on which the text that says so came into force."""
    question = norm(
        "may-one",
        "unsettled",
        "whether one may shout",
        positions=[
            {"says": "There.", "cites": [{"policy": "b"}]},
            {"says": "Here.", "cites": [{"pinpoint": "p. 2"}]},
        ],
    )
    opinion = policy("b", kind="ethics-opinion", place="BB", in_force={"from": FIRST_DAY})
    (finding,) = ask(law_of(tmp_path, policy("a", question), opinion), as_of=day).findings

    assert said == [one.says for one in finding.positions]


@pytest.mark.parametrize(("day", "count"), [(DAY_BEFORE, 0), (FIRST_DAY, 1)])
def test_a_position_that_cites_a_norm_waits_for_its_authority(
    tmp_path: Path, day: str, count: int
) -> None:
    """A position that rests on one paragraph begins with the instrument of that paragraph."""
    question = norm(
        "may-one",
        "unsettled",
        "whether one may shout",
        positions=[{"says": "No.", "cites": [{"norm": "b#no-shouting"}]}],
    )
    other = policy("b", norm("no-shouting", "must_not"), place="BB", in_force={"from": FIRST_DAY})
    (finding,) = ask(law_of(tmp_path, policy("a", question), other), as_of=day).findings

    assert count == len(finding.positions)


@pytest.mark.parametrize("part", ["adopts", "declines"])
def test_a_model_that_was_read_there_is_no_baseline(tmp_path: Path, part: str) -> None:
    """Where a place is known to have adopted a model rule, or not to, the model adds nothing."""
    said = {"adopts": "{as: A. R. 1, verified: primary}", "declines": "{verified: primary}"}[part]
    ayland = f"{PLACES['AA']}{part}:\n  model#no-shouting: {said}\n"
    opinion = ask(law_of(tmp_path, MODEL, places={**PLACES, "AA": ayland}))

    assert () == opinion.persuasive


def test_a_union_that_governs_leaves_its_own_model_alone(tmp_path: Path) -> None:
    """Whether the union itself has read its model is no question, only whether members have."""
    union = f"{PLACES['UN']}governs_when: {{message.sent: true, cites: [{{policy: words}}]}}\n"
    declined = f"{PLACES['AA']}declines:\n  model#no-shouting: {{verified: primary}}\n"
    places = {**PLACES, "UN": union}

    assert () == ask(law_of(tmp_path / "a", MODEL, places={**places, "AA": declined})).persuasive
    assert 1 == len(ask(law_of(tmp_path / "b", MODEL, places=places)).persuasive)


@pytest.mark.parametrize("first", ["AA", "BB"])
def test_adopted_rules_of_two_kinds_of_law_stand_side_by_side(tmp_path: Path, first: str) -> None:
    """One place governs by where a person sits, the other the whole email, in either order."""
    adopting = "adopts:\n  model#no-shouting: {as: Local R. 1, verified: primary}\n"
    second = {"AA": "BB", "BB": "AA"}[first]
    by_seat = "governs_when: {recipient.seat: self, cites: [{policy: words}]}\n"
    places = {
        **PLACES,
        first: f"{PLACES[first]}{by_seat}{adopting}",
        second: f"{PLACES[second]}{adopting}",
    }
    corpus = law_of(tmp_path, MODEL, places=places)
    fay: Data = {"name": "Fay", "seat": first}
    opinion = ask(corpus, {"matter.seats": [second]}, OTTO | {"seat": second}, fay)

    assert {(first, "Fay"), (second, None)} == {
        (one.jurisdiction, one.recipient) for one in opinion.findings
    }
