"""The page of an opinion: what is told, in which order, and what is omitted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from unit.reports.makers import FindingMaker, OpinionMaker, titles, told

from advisor.model.authorities import Citation, Verification, Weight
from advisor.model.law import Law
from advisor.model.norms import Modality, Norm, Outcome, Position
from advisor.model.opinions import Branch, Candidate, Missing, Verdict
from advisor.model.policies import Notice
from advisor.model.scenarios import Ruling, Scenario
from advisor.model.truth import Truth
from advisor.reports.governing import strictest_of
from advisor.reports.opinions import opinion_page


def test_verdict_first(opinion: OpinionMaker, law: Law) -> None:
    """Word, weight and sentence come before everything else."""
    first, second, *_ = told(opinion(), law).splitlines()

    assert "STOP, advisory authority." == first
    assert "The sending lawyer must not track an email to Opposing counsel." == second


def test_secondary_text_is_told_with_the_verdict(opinion: OpinionMaker, law: Law) -> None:
    """A verdict that rests on secondary sources says so in its sentence."""
    one = opinion(relies_on=Verification.SECONDARY)

    assert "rests on what secondary sources say" in opinion_page(one, law).banner.text


def test_governing_law_with_reason_and_citation(opinion: OpinionMaker, law: Law) -> None:
    """Whose law governs, why, and by what rule."""
    said = told(opinion(), law)

    assert "Zedland (US-ZZ) governs, because `matter.tribunal` is US-ZZ." in said
    assert "Authority: Zedland Rule 8.5(b)(1)" in said


def test_nothing_governs(opinion: OpinionMaker, law: Law) -> None:
    """Silence about whose law governs is said aloud."""
    assert "No law in this corpus is known to govern here." in told(opinion(governing=()), law)


def test_breach(opinion: OpinionMaker, law: Law) -> None:
    """A breach comes with its reason, its authority, its verification and its rationale."""
    said = told(opinion(), law)

    assert "Because Opposing counsel's `consented` is no." in said
    assert "Zedland Bar Op. 1, Digest [advisory; read in an excerpt]" in said
    assert "Hidden monitoring is a form of deceit." in said


def test_layer_is_named(opinion: OpinionMaker, law: Law, finding: FindingMaker) -> None:
    """What comes from a firm's own layer says from which."""
    assert "; from acme]" in told(opinion(finding(layer="acme")), law)


def test_groups(opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm) -> None:
    """Findings stand under what is to be done about them, most pressing first."""
    may = replace(norm, modality=Modality.MAY)
    need_not = replace(norm, modality=Modality.NEED_NOT)
    one = opinion(
        finding(outcome=Outcome.MET),
        finding(outcome=Outcome.AVAILABLE, norm=need_not),
        finding(outcome=Outcome.AVAILABLE, norm=may),
        finding(outcome=Outcome.OPEN, missing=(Missing("recipient.consented", "X"),)),
        finding(outcome=Outcome.BREACHED),
        finding(outcome=Outcome.DEFEATED, exception="someone is in danger"),
        finding(outcome=Outcome.BREACHED, overridden_by="us/zz/other#x@US-ZZ"),
        finding(outcome=Outcome.INAPPLICABLE),
    )

    assert [
        "Governing law",
        "Stop: breached",
        "Do first, or decide",
        "Allowed",
        "Not required",
        "Already met",
        "Lifted by an exception",
        "Set aside by other law",
        "Still to be asked",
        "What this rests on",
    ] == titles(one, law)


def test_inapplicable_only_when_all(opinion: OpinionMaker, law: Law, finding: FindingMaker) -> None:
    """What does not apply is shown only where everything is asked for."""
    one = opinion(finding(outcome=Outcome.INAPPLICABLE, why=finding().why))

    assert "Does not apply" not in titles(one, law, explain=True)
    assert "Does not apply" in titles(one, law, everything=True)


def test_caveats_always(opinion: OpinionMaker, law: Law, finding: FindingMaker) -> None:
    """A caveat is printed wherever the finding is, however briefly."""
    one = opinion(finding(outcome=Outcome.MET, caveats=("Read in translation.",)))

    assert "Caveat: Read in translation." in told(one, law)


def test_exception_is_cited(opinion: OpinionMaker, law: Law, finding: FindingMaker) -> None:
    """What lifted a norm is named with its own authority."""
    one = opinion(
        finding(
            outcome=Outcome.DEFEATED,
            exception="someone is in danger",
            exception_citations=(Citation("Zedland Bar Op. 1", "part 3"),),
        )
    )
    said = told(one, law)

    assert "Lifted: someone is in danger." in said
    assert "Exception: Zedland Bar Op. 1, part 3" in said


def test_both_branches_of_a_judgment(
    opinion: OpinionMaker, law: Law, finding: FindingMaker
) -> None:
    """A judgment nobody has made shows what each answer would mean."""
    branches = (
        Branch("lawyer.reasonable_efforts", value=True, outcome=Outcome.MET),
        Branch("lawyer.reasonable_efforts", value=False, outcome=Outcome.BREACHED),
    )
    one = opinion(finding(outcome=Outcome.OPEN, branches=branches))

    assert (
        "A person must judge `lawyer.reasonable_efforts`: if yes, met; if no, breached."
    ) in told(one, law)


def test_recorded_judgments(opinion: OpinionMaker, law: Law) -> None:
    """A judgment that somebody made is told with who made it, when, and why."""
    ruling = Ruling(
        "recipient.consented",
        value=False,
        decided_by="A. Partner",
        on=date(2026, 3, 1),
        because="She said so.",
        factors=("the call",),
        recipient="Ann",
    )
    scenario = Scenario("Offer", rulings=(ruling,))
    said = told(opinion(scenario=scenario), law)

    assert "Judged: Has this recipient agreed? No." in said
    assert "Ann's `consented`, decided by A. Partner on 1 March 2026." in said
    assert "Weighed: the call." in said
    assert "She said so." in said


def test_positions(opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm) -> None:
    """An open question says who takes which side."""
    views = (Position("it is deceit", (Citation("Zedland Bar Op. 1", "body"),)),)
    unsettled = replace(norm, modality=Modality.UNSETTLED)
    one = opinion(finding(outcome=Outcome.UNSETTLED, norm=unsettled, positions=views))

    assert "One view: it is deceit (Zedland Bar Op. 1, body)." in told(one, law)


def test_norms_that_may_apply_are_counted(
    opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm
) -> None:
    """Many norms that only may apply are counted, and shown on request."""
    many = [
        finding(None, outcome=Outcome.UNDETERMINED, norm=replace(norm, id=f"{norm.id}-{number}"))
        for number in range(9)
    ]
    one = opinion(*many)

    assert "and 6 more norms that may apply" in told(one, law)
    assert "more norms that may apply" not in told(one, law, everything=True)


def test_law_that_may_govern_is_folded(
    opinion: OpinionMaker, law: Law, finding: FindingMaker
) -> None:
    """Norms that wait only for whose law governs are one point for each law."""
    one = opinion(
        finding(),
        finding(outcome=Outcome.UNDETERMINED, governs=Truth.UNKNOWN, jurisdiction="US-YY"),
    )

    assert "US-YY: 1 norm may apply" in told(one, law)


def test_notices(opinion: OpinionMaker, law: Law) -> None:
    """Every notice is printed."""
    one = opinion(notices=(Notice("Not encoded here: fees."),))

    assert "Not encoded here: fees." in told(one, law)


def test_grounds(opinion: OpinionMaker, law: Law) -> None:
    """The page ends with what it rests on."""
    said = told(opinion(), law)

    assert "Law as of 2 March 2026; corpus sha256:abababababab." in said
    assert "advisor 0.1.0, engine durable 2.0.28, checked by reference." in said
    assert said.rstrip().endswith(
        "Information for a lawyer's own judgment, not advice on what to do."
    )


def test_explain_reaches_facts(opinion: OpinionMaker, law: Law) -> None:
    """The full explanation shows the told value, what was wanted and the question."""
    said = told(opinion(), law, explain=True)

    assert "`tracking.mechanisms` is pixel (invisible image); this asks for pixel or link" in said
    assert "Question: By what means does the message report back?" in said
    assert "Opposing counsel's `consented` is no" in said


def test_same_authority_is_not_cited_twice_in_full(
    opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm
) -> None:
    """An authority cited by one entry after another is written out once."""
    second = finding(norm=replace(norm, id=f"{norm.id}-too"))
    said = told(opinion(finding(), second), law)

    assert "Authority: Id., Digest [advisory; read in an excerpt]" in said


def test_strictest() -> None:
    """Of several laws that may govern the strictest is named, and none where two are alike."""
    stop = Candidate("US-AK", Verdict.STOP, Weight.ADVISORY)
    clear = Candidate("US-IL", Verdict.CLEAR, None)

    assert stop == strictest_of([clear, stop])
    assert strictest_of([stop, replace(stop, jurisdiction="US-PA")]) is None
    assert strictest_of([stop]) is None
