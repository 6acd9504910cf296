"""Every remedy is possible, confirmed, no change of the past, and worsens nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import HealthCheck, event, given, reject, settings
from hypothesis import strategies as st
from properties.drawn import answer, corpora
from properties.related import RelationChooser
from properties.strategies import CODES, OF_MESSAGE, OF_RECIPIENTS, OPTIONS, Chooser, days

from advisor.advice import Corpus
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.model.conclusions import FactAt
from advisor.model.norms import Outcome
from advisor.model.opinions import Opinion
from advisor.model.places import Membership, Places
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import Control, CureLimits, Fact, FactType
from advisor.remedies import Remedy, find_remedies
from advisor.remedies.change_options import ChangeOptions
from advisor.remedies.consequences import Consequences
from advisor.remedies.find import breached

BREACHED = 5_000
"""So many breached scenarios are looked at by `HYPOTHESIS_PROFILE=ci`."""

EXAMPLES = BREACHED if settings().max_examples > 1_000 else settings().max_examples
PATIENT = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]
TRIES = 8
MANY = 200
PLACES = Places(
    {code: code for code in CODES},
    (Membership("AA-1", "AA"), Membership("AA-2", "AA"), Membership("BB-1", "BB")),
)
"""Places as files may relate them, in no circle."""

OF_THE_MESSAGE = ("message", "tracking", "recipient")


def limits(choose: Chooser, fact: Fact) -> CureLimits:
    """Say at random which way a remedy may change a fact."""
    after = choose.among((None, None, True, False))
    match fact.type:
        case FactType.FLAG:
            return CureLimits(to=frozenset({choose.among((True, False))}), after_sending=after)
        case FactType.CHOICE:
            return CureLimits(to=choose.subset(OPTIONS) or None, after_sending=after)
        case FactType.CHOICES:
            together = {"red": frozenset({"green"})} if choose.below(2) else {}
            return CureLimits(
                narrow=choose.among((True, False)), together=together, after_sending=after
            )
        case _:
            return CureLimits(after_sending=after)


def related_corpus(choose: Chooser, corpus: Corpus) -> Corpus:
    """Give a law up to four relations, and its facts directions."""
    relations = tuple(
        RelationChooser(choose).relation(f"relation-{at}") for at in range(choose.below(5))
    )
    vocabulary = corpus.law.vocabulary
    facts = {
        name: replace(fact, cure=limits(choose, fact)) for name, fact in vocabulary.facts.items()
    }
    vocabulary = replace(vocabulary, facts=facts, relations=relations)
    law = replace(corpus.law, vocabulary=vocabulary, places=PLACES)
    return Corpus(law, CrossCheckedEngine(law, BitsetEngine(law)))


def scenario_of(choose: Chooser) -> Scenario:
    """Tell most facts, of up to two recipients."""

    def some(facts: tuple[str, ...]) -> dict[str, object]:
        return {fact: answer(choose, fact) for fact in facts if choose.below(4)}

    people = tuple(
        Recipient(f"recipient {at}", some(OF_RECIPIENTS))  # type: ignore[arg-type]
        for at in range(choose.below(3))
    )
    return Scenario(facts=some(OF_MESSAGE), recipients=people)  # type: ignore[arg-type]


@st.composite
def broken(draw: st.DrawFn) -> tuple[Corpus, Scenario, date]:
    """Find a law with relations and a possible scenario that breaches it, in a few tries."""
    choose, day = Chooser(draw), draw(days)
    corpus = related_corpus(choose, draw(corpora(strict=True)))
    for _ in range(TRIES):
        scenario = scenario_of(choose)
        possible = corpus.engine.close(scenario, day).contradiction is None
        if possible and breached(corpus.advise(scenario, as_of=day)):
            return corpus, scenario, day
    return reject()


@settings(max_examples=EXAMPLES, suppress_health_check=PATIENT)
@given(broken())
def test_every_remedy_is_possible_and_worsens_nothing(
    case: tuple[Corpus, Scenario, date],
) -> None:
    """What is proposed can be, cures, goes the right way, and touches nothing that is past."""
    corpus, scenario, day = case
    before = corpus.advise(scenario, as_of=day)
    found = find_remedies(corpus, scenario, as_of=day)
    event(f"remedies: {min(len(found.remedies), 3)}")
    assert 0 == found.unconfirmed
    for remedy in found.remedies:
        after = scenario
        for change in remedy.changes:
            after = change.applied(after)
        closed = corpus.engine.close(after, day)
        assert closed.contradiction is None
        opinion = corpus.advise(after, as_of=day)
        assert not breached(opinion)
        assert bad(opinion) <= bad(before)
        sent = scenario.facts.get("message.date")
        if any(one.takes for one in remedy.changes):
            event("something goes along")
        check_changes(scenario, remedy, past=isinstance(sent, date) and sent < day)
        for place in {(one.fact.name, one.who) for one in remedy.changes}:
            assert not muted_without(corpus, after, place, day), "it does not arise"
        told_again = {(one.fact.name, one.who) for one in remedy.changes}
        for place in differing(scenario, after) - told_again:
            assert after.value(*place) is None, "what goes along is told no more"


def check_changes(scenario: Scenario, remedy: Remedy, *, past: bool) -> None:
    """Hold each change to its direction and to the past."""
    places = {(one.fact.name, one.who) for one in remedy.changes}
    for change in remedy.changes:
        assert change.fact.control is not Control.FIXED
        assert change.fact.cure.allows(scenario.value(change.fact.name, change.who), change.after)
        assert not (past and over(change.fact))
        for taken in change.takes:
            assert not (past and over(taken.fact))
            assert (taken.fact.name, taken.who) not in places


def over(fact: Fact) -> bool:
    """Return whether a fact cannot be changed once the message was sent."""
    lasts = fact.cure.after_sending
    return fact.entity in OF_THE_MESSAGE if lasts is None else not lasts


def bad(opinion: Opinion) -> set[tuple[str, str | None]]:
    """Return what governs and is breached, set aside or not."""
    return {(one.id, one.recipient) for one in opinion.findings if one.outcome is Outcome.BREACHED}


def differing(one: Scenario, other: Scenario) -> set[FactAt]:
    """Return where two scenarios of the same people tell otherwise."""
    places: list[FactAt] = [(fact, None) for fact in OF_MESSAGE]
    places += [(fact, who) for fact in OF_RECIPIENTS for who in range(len(one.people))]
    return {place for place in places if one.value(*place) != other.value(*place)}


@settings(max_examples=min(EXAMPLES, 500), suppress_health_check=PATIENT)
@given(broken(), st.data())
def test_no_small_possible_set_is_missed(
    case: tuple[Corpus, Scenario, date], data: st.DataObject
) -> None:
    """Where one or two possible changes cure, some remedy changes no other facts."""
    choose = Chooser(data.draw)
    corpus, scenario, day = case
    found = find_remedies(corpus, scenario, as_of=day, most=MANY)
    if found.worsening or found.cures > MANY:
        return
    shown = [
        frozenset((one.fact.name, one.who) for one in remedy.changes) for remedy in found.remedies
    ]
    options = ChangeOptions(corpus.law, corpus.prospects.answers(day), scenario, day)
    consequences = Consequences(corpus.engine, options)
    single = [
        (place, choose.among(values))
        for fact in corpus.law.vocabulary.facts
        if options.may_change(fact)
        for place in options.places(fact)
        if (values := options.values(place))
    ]
    for one, other in product(single, repeat=2):
        changes = frozenset({one, other})
        closed = consequences.closed(changes)
        places = {place for place, _ in changes}
        if closed.contradiction is not None or places & consequences.gone(changes):
            continue
        if any(muted_without(corpus, closed.told, place, day) for place in places):
            continue
        if not breached(corpus.advise(closed.told, as_of=day)):
            event(f"cured by {len(changes)}")
            assert any(known <= places for known in shown)


def muted_without(corpus: Corpus, scenario: Scenario, place: FactAt, day: date) -> bool:
    """Return whether a fact does not arise, whatever is told of it."""
    return place in corpus.engine.close(scenario.told(place[0], None, place[1]), day).muted
