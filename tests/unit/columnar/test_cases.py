"""The cases of the bundled law, all in one table."""

from __future__ import annotations

from datetime import date

from properties.tabled import expected, found, table_of

from advisor.advice import Corpus

TODAY = date(2026, 11, 1)


def test_every_case_is_answered_as_by_itself(corpus: Corpus) -> None:
    """Findings, verdict, weight and level of every case are those of its single opinion."""
    asked = [(one.scenario, one.scenario.as_of or TODAY) for one in corpus.law.cases]

    answers = corpus.advise_many(table_of(asked)).whole

    assert [] == answers.errors.to_pylist()
    of_rows = found(answers)
    differing = [
        case.name
        for row, (case, (scenario, day)) in enumerate(zip(corpus.law.cases, asked, strict=True))
        if of_rows.get(row) != expected(corpus.advise(scenario, as_of=day))
    ]
    assert [] == differing
