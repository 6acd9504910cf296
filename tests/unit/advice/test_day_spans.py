"""A message of which only a month, a season or a year of its day is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from unit.advice.small_law import OTTO, SPOKEN, law_of, norm, outcomes, policy

from advisor import Corpus, InvalidScenario, Opinion, Verdict, as_json
from advisor.facts.scenario_writer import scenario_document
from advisor.model.law_clock import SENT_ON, moved_to
from advisor.receipts import ReplayState, receipt_of, replay

CHANGED = date(2018, 3, 1)


def shouting_of_2018(folder: Path, **more: object) -> Corpus:
    """Forbid loud shouting from March 2018 on; `more` is said of the norm."""
    forbidden = norm("shout", "must_not", **more)
    return law_of(
        folder,
        policy("always", norm("kindly", "must_not", breached_if={"message.kind": True})),
        policy("rules", forbidden, in_force={"from": CHANGED.isoformat()}),
    )


def ask(corpus: Corpus, facts: dict[str, object]) -> Opinion:
    """Answer an email that was sent aloud, in June 2020."""
    told = {"as_of": "2020-06-01", "facts": {**SPOKEN, **facts}, "recipients": [OTTO]}
    return corpus.advise(told)


def test_days_under_one_law_are_answered_by_it(tmp_path: Path) -> None:
    """Nobody is asked for a day on which nothing turns."""
    corpus = shouting_of_2018(tmp_path)

    before = ask(corpus, {SENT_ON: "summer 2016", "message.kind": False})
    after = ask(corpus, {SENT_ON: "2018-03 to 2019", "message.kind": False})
    assert (before.verdict, before.asks) == (Verdict.CLEAR, ())
    assert (after.verdict, after.asks) == (Verdict.STOP, ())
    assert outcomes(after) == {"always#kindly": "met", "rules#shout": "breached"}


def test_a_day_on_which_the_verdict_turns_is_asked(tmp_path: Path) -> None:
    """The answer is neither that of the first day nor that of the last, and says both."""
    corpus = shouting_of_2018(tmp_path)
    opinion = ask(corpus, {SENT_ON: "2018", "message.kind": False})

    assert opinion.verdict is Verdict.ASK
    assert [one.fact.name for one in opinion.asks] == [SENT_ON]
    assert opinion.summary == (
        "It depends on the day of the message, 1 January 2018 to 31 December 2018: "
        "CLEAR if before 1 March 2018 and STOP from 1 March 2018 on."
    )
    assert "Tell `message.date` more closely." in opinion.notices[0].says


def test_a_day_on_which_only_findings_turn_keeps_the_verdict(tmp_path: Path) -> None:
    """It is stop on all of them, on more grounds on some; the day is asked for these."""
    corpus = shouting_of_2018(tmp_path)
    opinion = ask(corpus, {SENT_ON: "2018", "message.kind": True})

    assert opinion.verdict is Verdict.STOP
    assert SENT_ON in [one.fact.name for one in opinion.asks]
    assert "STOP all the time, on other grounds from 1 March 2018 on" in opinion.notices[0].says


def test_days_to_come_are_none_on_which_it_was_sent(tmp_path: Path) -> None:
    """A year that is not over ends on the day that is asked about."""
    corpus = shouting_of_2018(tmp_path)
    told = {"facts": {**SPOKEN, SENT_ON: "2018"}, "recipients": [OTTO]}

    opinion = corpus.advise(told, as_of=date(2018, 2, 1))
    assert opinion.verdict is not Verdict.STOP
    assert SENT_ON not in [one.fact.name for one in opinion.asks]
    with pytest.raises(InvalidScenario, match="more than a day after"):
        corpus.advise({**told, "as_of": "2017-06-01"})


def test_a_test_of_the_date_turns_too(tmp_path: Path) -> None:
    """The law may name a day in its condition, and not in when it is in force."""
    turning = {"message.sent": True, SENT_ON: {"from": CHANGED.isoformat()}}
    corpus = law_of(tmp_path, policy("rules", norm("shout", "must_not", when=turning)))

    assert ask(corpus, {SENT_ON: "2018"}).verdict is Verdict.ASK
    assert ask(corpus, {SENT_ON: "2018-04"}).verdict is Verdict.STOP


def test_it_is_written_and_asked_again_as_it_was_told(tmp_path: Path) -> None:
    """A saved scenario and a receipt tell the same days."""
    corpus = shouting_of_2018(tmp_path)
    opinion = ask(corpus, {SENT_ON: "summer 2016", "message.kind": False})

    written = scenario_document(opinion.scenario)
    assert written["facts"]["message"]["date"] == "2016-06-01 to 2016-09-30"
    assert corpus.scenario(written) == opinion.scenario
    assert json.loads(as_json(opinion, corpus.law))["sent_within"] == "2016-06-01 to 2016-09-30"
    assert replay(corpus, receipt_of(opinion)).state is ReplayState.IDENTICAL


def test_an_exact_day_takes_the_place_of_several(tmp_path: Path) -> None:
    """So does another day by whose law it is asked, and saying that nothing is known."""
    corpus = shouting_of_2018(tmp_path)
    scenario = ask(corpus, {SENT_ON: "2018"}).scenario

    assert scenario.told(SENT_ON, date(2018, 4, 1)).sent_within is None
    assert scenario.told(SENT_ON, None).sent_within is None
    assert moved_to(scenario, date(2019, 1, 1)).sent_within is None
    assert scenario.told("message.kind", value=True).sent_within == scenario.sent_within


def test_a_table_takes_days_only(tmp_path: Path) -> None:
    """Its row is refused with what may be written, and no other row with it."""
    rows = [{"as_of": "2020-06-01", **SPOKEN, SENT_ON: day} for day in ("2018", "2018-04-01")]
    answers = shouting_of_2018(tmp_path).advise_many(pa.Table.from_pylist(rows)).whole

    assert [(one["row"], one["code"]) for one in answers.errors.to_pylist()] == [(0, "bad-date")]
    assert answers.verdicts.column("row").to_pylist() == [1]
