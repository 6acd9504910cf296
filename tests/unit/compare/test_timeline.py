"""One scenario through the years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from advisor.advice import Corpus
from advisor.compare.timeline import timeline, turning_days
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.scenarios import Scenario

SINCE, UNTIL = date(2000, 1, 1), date(2026, 3, 2)


def refused(tracked: Scenario) -> Scenario:
    """Make the same message go to counsel who did not agree."""
    person = tracked.people[0]
    facts = {**person.facts, "recipient.consented": False}
    return replace(tracked, recipients=(replace(person, facts=facts),))


def test_the_day_it_turned(lands: Corpus, tracked: Scenario) -> None:
    """The answer turns on the day the opinion was given, and says which norm turned it."""
    eras = timeline(lands, refused(tracked), since=SINCE, until=UNTIL)
    turned = next(one for one in eras if one.opinion.verdict is Verdict.STOP)

    assert date(2010, 1, 1) == turned.start
    assert "zz/opinion-1#no-tracking-without-consent" in [
        one.shown.norm.id for one in turned.changes if one.after and one.before is None
    ]


def test_eras_follow_one_another(lands: Corpus, tracked: Scenario) -> None:
    """Each era ends where the next begins, and the last has no end."""
    eras = timeline(lands, refused(tracked), since=SINCE, until=UNTIL)

    assert SINCE == eras[0].start
    assert [one.start for one in eras[1:]] == [one.end for one in eras[:-1]]
    assert eras[-1].end is None


def test_each_era_is_another_answer(lands: Corpus, tracked: Scenario) -> None:
    """No era says the same as the one before it."""
    eras = timeline(lands, refused(tracked), since=SINCE, until=UNTIL)

    assert len(eras) > 1
    assert all(
        after.changes or before.opinion.verdict is not after.opinion.verdict
        for before, after in pairwise(eras)
    )


def test_only_from_the_day_asked(lands: Corpus, tracked: Scenario) -> None:
    """A timeline that begins later begins with the answer of that day."""
    eras = timeline(lands, refused(tracked), since=date(2020, 1, 1), until=UNTIL)

    assert Verdict.STOP is eras[0].opinion.verdict
    assert Outcome.BREACHED in [one.outcome for one in eras[0].opinion.findings]


def test_turning_days(lands: Corpus) -> None:
    """The law turns where an instrument comes into force, and nowhere else."""
    assert {date(2005, 1, 1), date(2010, 1, 1), date(2015, 1, 1)} == turning_days(lands.law)
