"""A table of scenarios is answered as each of them by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import CODES, DAYS, FACTS, OPTIONS, Chooser, laws, questions
from properties.tabled import expected, found, table_of

from advisor.advice import Corpus
from advisor.advice.batch.compile import BatchOptions
from advisor.advice.batch.run import BatchAnswers
from advisor.advice.batch.schedule_cache import ScheduleCache
from advisor.diagnostics import Diagnostic, Span
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.model.authorities import Authority, Kind, Period, Verification
from advisor.model.law import Law
from advisor.model.law_clock import ActTime
from advisor.model.norms import Norm, Override
from advisor.model.places import NOWHERE
from advisor.model.policies import Policy
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import Fact, FactType, Value

NAME = "recipient.name"
KINDS = (
    Kind.STATUTE,
    Kind.ETHICS_OPINION,
    Kind.MODEL_RULE,
    Kind.DECISION,
    Kind.FIRM_POLICY,
    Kind.DRAFT,
)


@st.composite
def lively_laws(draw: st.DrawFn) -> Law:
    """Make a law that is in force for a time, conflicts with itself and is of many kinds."""
    law, choose = draw(laws()), Chooser(draw)
    names = [norm.id for policy in law.policies.values() for norm in policy.norms]

    def period() -> Period:
        start, until = choose.maybe(DAYS[:3]), choose.maybe(DAYS[3:])
        return Period(
            start,
            until,
            start_by=start and choose.maybe(DAYS[2:]),
            until_from=until and choose.maybe(DAYS[:4]),
        )

    def norm(one: Norm) -> Norm:
        overrides = (Override(choose.among(names)),) if choose.below(4) == 3 else ()
        return replace(
            one,
            act=choose.among(("act", "other")),
            verified=choose.among(tuple(Verification)),
            overrides=overrides,
            in_force=period(),
        )

    def policy(one: Policy) -> Policy:
        kind, code = choose.among(KINDS), choose.among(("AA", "BB", "AA-1"))
        authority = Authority(kind, "cite", "issuer", code, Verification.PRIMARY, in_force=period())
        layer = choose.among(("bundled", "bundled", "firm"))
        return replace(
            one, authority=authority, layer=layer, norms=tuple(norm(each) for each in one.norms)
        )

    facts = {
        name: replace(fact, options={option: option for option in OPTIONS})
        for name, fact in law.vocabulary.facts.items()
    }
    facts[NAME] = Fact(NAME, FactType.TEXT, "who?")
    jurisdictions = {
        code: replace(
            one,
            adoptions={
                name: replace(adoption, verified=choose.among(tuple(Verification)), period=period())
                for name, adoption in one.adoptions.items()
            },
        )
        for code, one in law.jurisdictions.items()
    }
    return replace(
        law,
        vocabulary=replace(
            law.vocabulary,
            facts=facts,
            bearers=dict.fromkeys(("bearer",), "the bearer"),
            act_times={"other": choose.among(tuple(ActTime))},
        ),
        policies={name: policy(one) for name, one in law.policies.items()},
        jurisdictions=jurisdictions,
        layers=("bundled", "firm"),
    )


def fitting(scenario: Scenario) -> Scenario:
    """Leave out what no scenario file could tell."""

    def kept(facts: Mapping[str, Value]) -> dict[str, Value]:
        return {name: value for name, value in facts.items() if _fits(FACTS[name], value)}

    people = scenario.recipients
    if people is not None:
        people = tuple(Recipient(one.name, kept(one.facts)) for one in people)
    return replace(scenario, facts=kept(scenario.facts), recipients=people)


def _fits(kind: FactType, value: Any) -> bool:  # noqa: ANN401 - any value
    match kind:
        case FactType.FLAG:
            return isinstance(value, bool)
        case FactType.CHOICE:
            return value in OPTIONS
        case FactType.PLACE:
            return isinstance(value, str) and value in CODES
        case FactType.CHOICES:
            return isinstance(value, frozenset) and value <= set(OPTIONS)
        case FactType.PLACES:
            return isinstance(value, frozenset) and value <= set(CODES) - {NOWHERE}
        case FactType.DATE:
            return isinstance(value, date)
        case _:
            return isinstance(value, int | float) and not isinstance(value, bool)


UNDATED = Diagnostic("missing-as-of", Span("<scenario>"), "no day", "", "")


def not_after(scenario: Scenario, day: date) -> Scenario:
    """Leave out a date of the message after the day that is asked about: a row cannot tell it."""
    told = scenario.value("message.date")
    if isinstance(told, date) and told > day:
        return scenario.told("message.date", None)
    return scenario


@given(lively_laws(), questions, st.booleans(), st.sampled_from((0, 1, 8)))
def test_a_table_is_answered_as_its_rows_are(
    law: Law,
    asked: list[tuple[Scenario, date]],
    everything: bool,  # noqa: FBT001 - hypothesis passes it so
    few: int,
) -> None:
    """
    Findings, verdicts, weights and levels are those of single opinions.

    Whatever the law, whoever the recipients, whatever is unknown; and however many rows
    are answered one by one, before there is a schedule and after.
    """
    corpus = Corpus(law, CrossCheckedEngine(law, BitsetEngine(law)))
    told = [(not_after(fitting(scenario), day), day) for scenario, day in asked]
    plans = ScheduleCache(corpus._assembly, few)  # noqa: SLF001 - how many is no part of the public face
    single = {
        row: expected(corpus.advise(scenario, as_of=day, everything=everything))
        for row, (scenario, day) in enumerate(told)
    }
    wanted = BatchOptions(everything=everything)

    for start in (0, 1):
        table = table_of(told[start:])
        answers = BatchAnswers(plans, table, None, None, UNDATED, wanted).whole

        assert [] == answers.errors.to_pylist()
        expectations = {row - start: one for row, one in single.items() if row >= start}
        assert expectations == found(answers)
