"""What the verdict would be if the usual held: the condition, and every fact assumed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import layout, message, plural_message
from advisor.model.authorities import Weight
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth
from advisor.reports import labels
from advisor.reports.document import FindingEntry, Line, Role, Tone
from advisor.reports.fact_clauses import as_statement
from advisor.reports.reasons import told_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.usual import UsualFact, UsualOutlook
    from advisor.reports.document import Block


def usual_condition(opinion: Opinion, law: Law | None) -> str:
    """
    Say under which condition there would be another verdict, for beside the verdict.

    Empty where there is none, where all would then be clear, and where only other places
    would then be against what law speaks to here: that is said further down.
    """
    usual = opinion.usual
    if usual is None or usual.verdict is Verdict.CLEAR:
        return ""
    if usual.weight is Weight.PERSUASIVE and any(map(_speaks_here, opinion.findings)):
        return ""
    return _condition(usual, opinion.scenario, law)


def _speaks_here(finding: Finding) -> bool:
    certain = finding.governs is Truth.TRUE and finding.applies is Truth.TRUE
    return certain and not finding.stands_in


def usual_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """Say what the verdict would be on the usual facts, and list these with their reasons."""
    if opinion.usual is None:
        return ()
    lead = Line(Role.NOTE, _condition(opinion.usual, opinion.scenario, law))
    return (lead, *_entries(opinion.usual, opinion.scenario, law))


def assumed_answer(fact: UsualFact, scenario: Scenario, law: Law | None) -> str:
    """Say what is usual of one fact, and of whom."""
    return told_fact(fact.fact, fact.value, person_about(fact, scenario), law)


def person_about(fact: UsualFact, scenario: Scenario) -> str | None:
    """Return the name of the recipient that a usual fact is about."""
    return None if fact.who is None else scenario.people[fact.who].name


def _condition(usual: UsualOutlook, scenario: Scenario, law: Law | None) -> str:
    verdict = _weighed(usual)
    if usual.deciding is not None:
        condition = assumed_answer(usual.deciding, scenario, law)
        return message(
            "{verdict}, if {condition}, as is usual.", verdict=verdict, condition=condition
        )
    return plural_message(
        len(usual.assumed),
        "{verdict}, if the usual holds ({count} fact, listed below).",
        "{verdict}, if the usual holds ({count} facts, listed below).",
        verdict=verdict,
    )


def _weighed(usual: UsualOutlook) -> str:
    word = labels.verdict_word(usual.verdict)
    if usual.weight is None:
        return word
    return layout("{verdict}, {weight}", verdict=word, weight=labels.AUTHORITY_WORDS[usual.weight])


def _entries(usual: UsualOutlook, scenario: Scenario, law: Law) -> Iterator[FindingEntry]:
    for fact in usual.assumed:
        lines = [Line(Role.REASON, fact.by.because)]
        otherwise = usual.otherwise.get(fact.about)
        if otherwise is not None:
            changed = message(
                "If that is not so: {verdict}.", verdict=labels.verdict_word(otherwise)
            )
            lines.append(Line(Role.NOTE, changed))
        yield FindingEntry(
            message("usual", context="lead"),
            Tone.QUIET,
            as_statement(assumed_answer(fact, scenario, law)),
            tuple(lines),
        )
