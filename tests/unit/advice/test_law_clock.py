"""Which day's law speaks: that of the day on which an act is done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from unit.advice.small_law import (
    OTTO,
    PLACES,
    SEATED,
    SPOKEN,
    ask,
    law_of,
    norm,
    outcomes,
    policy,
)

from advisor import Corpus, Verdict
from advisor.advice.adviser import Adviser
from advisor.advice.batch.run import BatchAnswers
from advisor.advice.batch.schedule_cache import ScheduleCache
from advisor.advice.input_errors import undated
from advisor.model.law_clock import SENT_ON, ActTime, LawClock, moved_to
from advisor.model.scenarios import Recipient, Scenario
from advisor.receipts import ReplayState, canonical, receipt_of, replay

SENT, ASKED = "2015-06-01", "2020-06-01"
OLD = {"message.date": SENT}


def shouting_and_gossip(folder: Path) -> Corpus:
    """Forbid loud shouting and loud gossip from 2018 on."""
    return law_of(
        folder,
        policy(
            "rules",
            norm("shout", "must_not"),
            norm("gossip", "must_not", act="gossip"),
            in_force={"from": "2018-01-01"},
        ),
    )


def test_what_is_done_by_sending_is_judged_by_the_law_of_that_day(tmp_path: Path) -> None:
    """A rule of 2018 forbids no message of 2015, and forbids what is done about it in 2020."""
    corpus = shouting_and_gossip(tmp_path)

    assert outcomes(ask(corpus, OLD)) == {"rules#gossip": "breached"}
    assert outcomes(ask(corpus)) == {"rules#shout": "breached", "rules#gossip": "breached"}


def test_the_day_of_asking_moves_no_message(tmp_path: Path) -> None:
    """Asked of the library on a day, a message keeps its own, whatever its file asks about."""
    corpus = shouting_and_gossip(tmp_path)
    told = {"as_of": "2016-01-01", "facts": {**SPOKEN, **OLD}, "recipients": [OTTO]}
    opinion = corpus.advise(told, as_of=date.fromisoformat(ASKED))

    assert (SENT, ASKED) == (str(opinion.sent_on), str(opinion.as_of))
    assert outcomes(opinion) == {"rules#gossip": "breached"}


def test_the_untold_day_of_a_sent_message_is_asked(tmp_path: Path) -> None:
    """The law of today answers, says so, and asks for the day; a message to be sent has one."""
    fact = "  message.already_sent: {type: flag, ask: Is it past?}\n"
    corpus = law_of(tmp_path, policy("rules", norm("shout", "must_not")), more_facts=fact)

    def told(facts: dict[str, object]) -> tuple[list[str], list[str]]:
        opinion = ask(corpus, facts)
        assert opinion.verdict is Verdict.STOP
        return [one.fact.name for one in opinion.asks], [one.says for one in opinion.notices]

    asks, notices = told({"message.already_sent": True})
    assert [SENT_ON] == asks
    assert "Nobody said on what day the message was sent" in notices[0]
    for facts in ({}, {"message.already_sent": True} | OLD, {"message.already_sent": False}):
        asks, notices = told(facts)
        assert [] == asks
        assert not any("Nobody said on what day" in notice for notice in notices)


def test_what_came_later_is_shown_and_decides_nothing(tmp_path: Path) -> None:
    """It is told with the day from which it speaks, and the verdict is that of the day."""
    corpus = law_of(
        tmp_path,
        policy("rules", norm("old", "must_not", act="yell")),
        policy("later", norm("shout", "must_not"), in_force={"from": "2018-01-01"}),
    )

    opinion = ask(corpus, OLD | {"message.loud": True})
    (later,) = opinion.since_then
    assert (later.finding.norm.id, later.since) == ("later#shout", date(2018, 1, 1))
    assert later.finding.outcome.value == "breached"
    assert outcomes(opinion) == {"rules#old": "breached"}
    assert ask(corpus).since_then == ()


def test_a_verdict_does_not_rest_on_later_law(tmp_path: Path) -> None:
    """Where only later law forbids it, the message of that day stands."""
    corpus = law_of(
        tmp_path,
        policy("rules", norm("kind", "must_not", breached_if={"message.kind": True})),
        policy("later", norm("shout", "must_not"), in_force={"from": "2018-01-01"}),
    )

    told = {"message.kind": False}
    assert ask(corpus, told | OLD).verdict is Verdict.CLEAR
    assert ask(corpus, told).verdict is Verdict.STOP


def test_an_opinion_tells_the_day_of_sending(tmp_path: Path) -> None:
    """Only where it is another day than the one that is asked about."""
    corpus = shouting_and_gossip(tmp_path)

    opinion = ask(corpus, OLD)
    assert (opinion.as_of, opinion.sent_on) == (date(2020, 6, 1), date(2015, 6, 1))
    assert {finding.day for finding in opinion.findings} == {date(2020, 6, 1)}
    assert ask(corpus).sent_on is None
    assert ask(corpus, {"message.date": ASKED}).sent_on is None


def test_an_instrument_that_is_not_in_force_governs_nothing(tmp_path: Path) -> None:
    """A scope of 2018 brings no law in for a message of 2015."""
    scoped = policy("rules", norm("shout", "must_not"), place="ZZ", in_force={"from": "2018-01-01"})
    scoped["governs_when"] = {"message.sent": True, "cites": [{"pinpoint": "p. 1"}]}
    places = {"ZZ": "jurisdiction: ZZ\nname: Zeeland\n", "UN": PLACES["UN"]}
    corpus = law_of(tmp_path, scoped, places=places)

    told = {"matter.seats": ["ZZ"]}
    assert [item.jurisdiction for item in ask(corpus, told | OLD).governing] == []
    assert [item.jurisdiction for item in ask(corpus, told).governing] == ["ZZ"]


def test_a_union_speaks_for_its_members_while_they_belong_to_it(tmp_path: Path) -> None:
    """What a union says of when its members' law governs is nothing to those who joined later."""
    places = PLACES | {
        "AA": "jurisdiction: AA\nname: Ayland\n",
        "UN": f"jurisdiction: UN\nname: The Union\nmembers:\n  AA: {{from: 2018-01-01}}\n"
        f"members_governed_when: {SEATED}\n",
    }
    corpus = law_of(tmp_path, policy("rules", norm("shout", "must_not")), places=places)

    assert [item.jurisdiction for item in ask(corpus, OLD).governing] == []
    assert [item.jurisdiction for item in ask(corpus).governing] == ["AA"]


def test_law_that_governs_only_afterwards_is_told_apart(tmp_path: Path) -> None:
    """It binds what is done afterwards, and is no law of the day of sending."""
    places = PLACES | {
        "AA": "jurisdiction: AA\nname: Ayland\n",
        "UN": f"jurisdiction: UN\nname: The Union\nmembers:\n  AA: {{from: 2018-01-01}}\n"
        f"members_governed_when: {SEATED}\n",
    }
    rules = policy("rules", norm("shout", "must_not"), norm("gossip", "must_not", act="gossip"))
    corpus = law_of(tmp_path, rules, places=places)

    opinion = ask(corpus, OLD)
    assert outcomes(opinion) == {"rules#gossip": "breached"}
    assert opinion.governing == ()
    assert [item.jurisdiction for item in opinion.governing_later] == ["AA"]


def test_places_lie_where_they_lay_on_the_day_of_the_act(tmp_path: Path) -> None:
    """A seat in a place that joined later was not within the union when the message was sent."""
    places = PLACES | {
        "AA": "jurisdiction: AA\nname: Ayland\nwithin: UN\n",
        "UN": f"jurisdiction: UN\nname: The Union\nmembers:\n  BB: {{from: 2018-01-01}}\n"
        f"members_governed_when: {SEATED}\n",
        "BB": "jurisdiction: BB\nname: Beeland\n",
    }
    seated = {"when": {"recipient.seat": "UN"}}
    corpus = law_of(
        tmp_path,
        policy(
            "rules",
            norm("shout", "must_not", **seated),
            norm("gossip", "must_not", act="gossip", **seated),
        ),
        places=places,
    )

    otto = {"name": "Otto", "seat": "BB"}
    assert outcomes(ask(corpus, OLD, otto)) == {"rules#gossip": "breached"}
    assert len(outcomes(ask(corpus, None, otto))) == 2


def test_an_act_is_done_by_sending_unless_the_vocabulary_says_otherwise(tmp_path: Path) -> None:
    """A bare text says only what is done."""
    words = shouting_and_gossip(tmp_path).law.vocabulary

    assert words.act_time("shout") is ActTime.SENDING
    assert words.act_time("gossip") is ActTime.AFTERWARDS
    assert words.acts["gossip"] == "pass on what was heard"


def test_a_message_that_is_still_to_be_sent_is_judged_by_the_day_that_is_asked_about() -> None:
    """The law of a later day is not known yet."""
    day, later = date(2020, 6, 1), date(2020, 6, 2)

    assert LawClock.between(later, day) == LawClock.stopped(day)


def test_a_message_is_moved_with_all_its_days() -> None:
    """It is as long after what went before as it was, and remembers its own day."""
    people = (Recipient("Otto", {"recipient.met_on": date(2015, 5, 1)}),)
    scenario = Scenario(facts={SENT_ON: date(2015, 6, 1)}, recipients=people)

    moved = moved_to(scenario, date(2020, 6, 1))
    assert moved.facts[SENT_ON] == date(2020, 6, 1)
    assert moved.people[0].facts["recipient.met_on"] == date(2020, 5, 1)
    assert moved.moved_from == date(2015, 6, 1)
    assert moved_to(scenario, date(2015, 6, 1)).moved_from is None
    assert moved_to(Scenario(), date(2020, 6, 1)) == Scenario()


def test_days_that_would_leave_the_calendar_stay() -> None:
    """A day that was told as the first of all stays where it is."""
    scenario = Scenario(facts={SENT_ON: date(2015, 6, 1), "matter.since": date.min})

    assert moved_to(scenario, date(2014, 6, 1)).facts["matter.since"] == date.min


def test_a_receipt_replays_by_the_clock_it_was_made_by(tmp_path: Path) -> None:
    """One that keeps no day of sending is older than the two days, and is answered by one."""
    corpus = shouting_and_gossip(tmp_path)
    told = {"as_of": ASKED, "facts": SPOKEN | OLD, "recipients": [OTTO]}
    old, new = (corpus.advise(told, one_day=one_day) for one_day in (True, False))

    assert outcomes(old) == {"rules#shout": "breached", "rules#gossip": "breached"}
    assert receipt_of(old).sent_on is None
    assert receipt_of(new).sent_on == SENT
    for opinion in (old, new):
        receipt = receipt_of(opinion)
        found = replay(corpus, receipt)
        assert found.state is ReplayState.IDENTICAL
        assert canonical(found.again) == canonical(receipt)


@pytest.mark.parametrize("few", [0, 8])
def test_a_table_is_moved_as_a_scenario_is(tmp_path: Path, few: int) -> None:
    """Asked by the law of another day, each row's message is taken as sent on that day."""
    corpus, day = shouting_and_gossip(tmp_path), date(2020, 6, 1)
    row = {**SPOKEN, **OLD, "recipients": [OTTO]}
    cache = ScheduleCache(Adviser(corpus.law, corpus.engine, corpus.receipt), few=few)

    def norms(*, moving: bool) -> set[str]:
        table = pa.Table.from_pylist([row])
        answers = BatchAnswers(cache, table, day, None, undated(), moving=moving)
        return set(answers.findings["norm"].to_pylist())

    assert norms(moving=False) == {"rules#gossip"}
    assert norms(moving=True) == {"rules#shout", "rules#gossip"}
