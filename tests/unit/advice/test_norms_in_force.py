"""Which norms speak on a day, in what weight and how well read."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import PLACES, ask, law_of, norm, outcomes, policy

from advisor import InvalidCorpus, Opinion

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


def adopted(folder: Path, more: str = "", model: dict[str, object] = MODEL) -> Opinion:
    """Answer Otto's email, where Ayland has adopted the model in these words."""
    words = f"{{as: A. R. 1, verified: primary{more}}}"
    ayland = f"{PLACES['AA']}adopts:\n  model#no-shouting: {words}\n"
    return ask(law_of(folder, model, places={**PLACES, "AA": ayland}), as_of="2020-01-01")


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


def test_the_local_conditions_are_the_ones_that_count(tmp_path: Path) -> None:
    """A local `when` and `breached_if` stand in place of the model's."""
    unkind = adopted(tmp_path / "a", ", breached_if: {message.kind: false}")
    other = adopted(tmp_path / "b", ", when: {message.sent: false}")

    assert "open" == unkind.findings[0].outcome.value
    assert {} == outcomes(other)


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
    (finding,) = adopted(tmp_path, ", differs: Differs., caveat: Local.", model).findings

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
