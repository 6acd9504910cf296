"""Cases as they are read."""

from __future__ import annotations

from datetime import date

from unit.corpus.utopia import POLICY, Reader

from advisor.model.cases import Expectation, ExpectedFinding, Teaching

CASES = """\
policy: x
cases:
  - name: a hidden pixel
    as_of: 2019-05-14
    facts: {message: {direction: sent}}
    recipients: [{name: Alice, consented: false}]
    expect:
      verdict: stop
      weight: advisory
      governing: {UT-AM: 'true'}
      findings:
        model/rules#no-tracking@UT-AM: breached
        model/rules#no-tracking: {Alice: breached}
      conflicts: [[model/rules#no-tracking, model/rules#no-tracking]]
      asks: [message.direction]
      notices: [some words]
    golden: us/G01
    teach: {question: May she?, point: No.}
"""


def test_a_case_is_read_whole(over: Reader) -> None:
    """Scenario, expectations and teaching come as they were written."""
    law, problems = over({"policies/x.yaml": POLICY, "policies/x.cases.yaml": CASES})

    assert () == problems
    assert law is not None
    (case,) = law.cases
    assert ("a hidden pixel", "x", "us/G01") == (case.name, case.policy, case.golden)
    assert (date(2019, 5, 14), "Alice") == (case.scenario.as_of, case.scenario.people[0].name)
    assert Teaching("May she?", "No.") == case.teach
    norm = "model/rules#no-tracking"
    assert case.expect == Expectation(
        verdict="stop",
        weight="advisory",
        governing={"UT-AM": "true"},
        findings=(
            ExpectedFinding(norm, {None: "breached"}, "UT-AM"),
            ExpectedFinding(norm, {"Alice": "breached"}),
        ),
        conflicts=((norm, norm),),
        asks=("message.direction",),
        notices=("some words",),
    )


def test_references_of_cases_are_checked(over: Reader) -> None:
    """An expectation of what does not exist would pass unnoticed."""
    wrong = CASES.replace("no-tracking@UT-AM", "no-traking@UT-AM").replace(
        "asks: [message.direction]", "asks: [message.direktion]"
    )

    _, problems = over({"policies/x.yaml": POLICY, "policies/x.cases.yaml": wrong})

    assert ["dangling-reference", "unknown-fact"] == [problem.code for problem in problems]


def test_a_case_needs_its_day(over: Reader) -> None:
    """What is expected must not change with the day on which it is checked."""
    wrong = CASES.replace("    as_of: 2019-05-14\n", "")

    _, problems = over({"policies/x.yaml": POLICY, "policies/x.cases.yaml": wrong})

    assert ["missing-key"] == [problem.code for problem in problems]
