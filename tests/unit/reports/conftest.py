"""A small invented law, and opinions under it, built by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from unit.reports.makers import FindingMaker, OpinionMaker

from advisor.model.authorities import Authority, Citation, Kind, Period, Verification, Weight
from advisor.model.jurisdictions import Jurisdiction
from advisor.model.law import Law
from advisor.model.norms import Modality, Norm, NormException, Outcome
from advisor.model.opinions import Finding, Governing, Opinion, Receipt, Verdict
from advisor.model.places import Places
from advisor.model.policies import Policy
from advisor.model.proofs import Proof
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.truth import Truth
from advisor.model.vocabulary import Fact, FactType, Vocabulary


@pytest.fixture
def vocabulary() -> Vocabulary:
    """Declare three facts, one act and one bearer."""
    facts = (
        Fact(
            "tracking.mechanisms",
            FactType.CHOICES,
            "By what means does the message report back?",
            options={"pixel": "invisible image", "link": "tracked link"},
        ),
        Fact("recipient.consented", FactType.FLAG, "Has this recipient agreed?", order=1),
        Fact("matter.tribunal", FactType.PLACE, "Where does the tribunal sit?", order=2),
    )
    return Vocabulary(
        facts={fact.name: fact for fact in facts},
        acts={"track-email": "learn through the message how its reader handles it"},
        bearers={"sending-lawyer": "the sending lawyer"},
    )


@pytest.fixture
def norm() -> Norm:
    """Make a prohibition with one exception, from an invented opinion."""
    return Norm(
        id="us/zz/opinion-1#no-tracking",
        act="track-email",
        bearer="sending-lawyer",
        modality=Modality.MUST_NOT,
        text="track an email to {recipient}",
        citations=(Citation("Zedland Bar Op. 1", "Digest", "https://bar.example/1"),),
        verified=Verification.PRIMARY_EXCERPT,
        kind=Kind.ETHICS_OPINION,
        because="Hidden monitoring is a form of deceit.",
        exceptions=(NormException("emergency", "someone is in danger", when=_never()),),
    )


def _never() -> Any:  # noqa: ANN401 - the reports never look into a condition
    return None


@pytest.fixture
def law(vocabulary: Vocabulary, norm: Norm) -> Law:
    """Give Zedland, its bar's only opinion and the facts that it turns on."""
    policy = Policy(
        id=norm.policy,
        title="Tracking",
        authority=Authority(
            Kind.ETHICS_OPINION,
            "Zedland Bar Op. 1",
            "Zedland Bar",
            "US-ZZ",
            Verification.PRIMARY_EXCERPT,
            in_force=Period(date(2018, 1, 26)),
        ),
        norms=(norm,),
    )
    return Law(
        vocabulary=vocabulary,
        policies={policy.id: policy},
        jurisdictions={"US-ZZ": Jurisdiction("US-ZZ", "Zedland")},
        places=Places({"US-ZZ": "Zedland", "US-YY": "Yedland"}),
        hash="sha256:" + "ab" * 32,
        layers=("bundled",),
    )


def told(fact: str, value: Any, truth: Truth, test: str = "true", who: str | None = None) -> Proof:  # noqa: ANN401 - any told value
    """Prove one told fact."""
    return Proof("fact", truth, fact=fact, test=test, value=value, recipient=who)


@pytest.fixture
def finding(norm: Norm) -> FindingMaker:
    """Make a finding about one recipient; anything may be set otherwise."""

    def made(who: str | None = "Opposing counsel", **changes: Any) -> Finding:  # noqa: ANN401 - any field
        governs = Proof(
            "all",
            Truth.TRUE,
            (told("matter.tribunal", "US-ZZ", Truth.TRUE, "US-ZZ"),),
            label="governs",
        )
        when = Proof(
            "all",
            Truth.TRUE,
            (
                told(
                    "tracking.mechanisms",
                    frozenset({"pixel"}),
                    Truth.TRUE,
                    "[pixel, link]",
                ),
            ),
            label="when",
        )
        complied = Proof(
            "all",
            Truth.TRUE,
            (told("recipient.consented", value=False, truth=Truth.TRUE, test="false", who=who),),
            label="complied",
        )
        one = Finding(
            norm=norm,
            jurisdiction="US-ZZ",
            layer="bundled",
            kind=norm.kind,
            weight=Weight.ADVISORY,
            verified=norm.verified,
            governs=Truth.TRUE,
            applies=Truth.TRUE,
            outcome=Outcome.BREACHED,
            statement=f"The sending lawyer must not track an email to {who}.",
            citations=norm.citations,
            why=Proof("all", Truth.TRUE, (governs, when)),
            complied=complied,
            recipient=who,
        )
        return replace(one, **changes)

    return made


@pytest.fixture
def opinion(finding: FindingMaker) -> OpinionMaker:
    """Make an opinion; anything may be set otherwise."""

    def made(*findings: Finding, **changes: Any) -> Opinion:  # noqa: ANN401 - any field
        chosen = findings or (finding(),)
        people = dict.fromkeys(one.recipient for one in chosen if one.recipient)
        one = Opinion(
            scenario=Scenario(
                "Settlement offer",
                facts={"matter.tribunal": "US-ZZ"},
                recipients=tuple(Recipient(name) for name in people),
            ),
            as_of=date(2026, 3, 2),
            verdict=Verdict.STOP,
            weight=Weight.ADVISORY,
            summary=chosen[0].statement,
            governing=(
                Governing(
                    "US-ZZ",
                    "Zedland",
                    Truth.TRUE,
                    chosen[0].why.of[0],
                    (Citation("Zedland Rule 8.5", "(b)(1)"),),
                ),
            ),
            findings=tuple(chosen),
            persuasive=(),
            conflicts=(),
            asks=(),
            notices=(),
            receipt=Receipt(
                "sha256:" + "ab" * 32, "0.1.0", "durable 2.0.28", "reference", ("bundled",)
            ),
            relies_on=Verification.PRIMARY_EXCERPT,
        )
        return replace(one, **changes)

    return made
