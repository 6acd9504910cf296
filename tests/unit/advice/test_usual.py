"""What any colleague would assume: which usual values apply, in which order, and which do not."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from advisor.advice import Corpus, load
from advisor.advice.usual import UsualScenario
from advisor.model.scenarios import Source
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from advisor.model.vocabulary import Value

DAY = date(2026, 3, 2)
VOCABULARY = """
vocabulary: words
facts:
  message.direction: {type: choice, options: {sent: sent, received: received}, ask: Which way?}
  message.kind: {type: choice, options: {letter: a letter, news: a newsletter}, ask: What?}
  message.ad: {type: flag, ask: An advertisement?}
  message.urgent: {type: flag, ask: Urgent?}
  tracking.mechanisms: {type: choices, options: {pixel: pixel, link: link}, ask: By what means?}
  tracking.purposes: {type: choices, options: {count: to count, proof: to prove}, ask: For what?}
  firm.offices: {type: places, ask: Where are the offices?}
  matter.acts_in: {type: place, ask: Where do you act?}
  matter.before_tribunal: {type: flag, ask: Before a tribunal?}
  matter.tribunal: {type: place, ask: Where does it sit?}
  recipient.name: {type: text, ask: Name?}
  recipient.role: {type: choice, options: {judge: a judge, client: a client}, ask: Who?}
  recipient.reads_in: {type: place, ask: Where reading?}
  recipient.consented: {type: flag, ask: Agreed?}
  recipient.informed: {type: flag, ask: Informed?}
acts: {track: to track}
bearers: {sender: the sender}
places: {AA: Aland, BB: Beland}
relations:
  - id: no-tribunal-sits-nowhere
    if: {matter.before_tribunal: false}
    then: {matter.tribunal: none}
    because: A matter before no tribunal has no place where one sits.
  - id: no-consent-no-quality
    if: {recipient.consented: false}
    mute: [recipient.informed]
    because: What was never given has no quality.
  - id: trackers-have-a-purpose
    if: {tracking.mechanisms: [pixel, link]}
    never: {tracking.purposes: {only: []}}
    because: Whatever reports back does so for some purpose.
  - id: news-is-no-ad-and-urgent
    if: {message.kind: news}
    never: {message.ad: true, message.urgent: true}
    because: An advertisement in a newsletter can wait.
usual:
"""


def _rule(name: str, when: str, usually: str, stratum: int = 1) -> str:
    return (
        f"  - {{id: {name}, if: {{{when}}}, usually: {{{usually}}}, "
        f"stratum: {stratum}, because: 'So it is, mostly.'}}\n"
    )


def _corpus(folder: Path, *rules: str) -> Corpus:
    file = folder / "policies" / "vocabulary" / "words.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(VOCABULARY + "".join(rules), encoding="utf-8")
    return load(folder, bundled=False)


def _usual(corpus: Corpus, *people: Mapping[str, object], **facts: object) -> UsualScenario:
    named = {name.replace("__", "."): value for name, value in facts.items()}
    told: dict[str, object] = {"facts": named}
    if people:
        told["recipients"] = [dict(person) for person in people]
    return corpus.usual(corpus.scenario(told), DAY)


def _found(usual: UsualScenario) -> dict[tuple[str, int | None], Value]:
    return {(fact.fact, fact.who): fact.value for fact in usual.facts}


def test_a_later_stratum_reads_an_earlier_one(tmp_path: Path) -> None:
    """Rules of one stratum do not read one another, whatever their order in the file."""
    corpus = _corpus(
        tmp_path,
        _rule("late", "message.kind: letter", "message.urgent: false", 2),
        _rule("beside", "message.kind: letter", "message.ad: false"),
        _rule("early", "message.direction: sent", "message.kind: letter"),
    )
    assert _found(_usual(corpus, message__direction="sent")) == {
        ("message.kind", None): "letter",
        ("message.urgent", None): False,
    }


def test_what_is_told_concluded_or_muted_takes_none(tmp_path: Path) -> None:
    """Nothing is assumed of what is known, and nothing of what does not arise."""
    corpus = _corpus(
        tmp_path,
        _rule("told", "message.direction: sent", "message.kind: letter"),
        _rule("concluded", "message.direction: sent", "matter.tribunal: AA"),
        _rule("muted", "message.direction: sent", "recipient.informed: false"),
    )
    usual = _usual(
        corpus,
        {"name": "Reader", "consented": False},
        message__direction="sent",
        message__kind="news",
        matter__before_tribunal=False,
    )
    assert usual.facts == ()
    assert usual.closed is usual.told


def test_what_does_not_arise_on_a_neighbour_takes_none(tmp_path: Path) -> None:
    """A quality of a consent that the same stratum denies is not listed beside it."""
    corpus = _corpus(
        tmp_path,
        _rule("refused", "message.direction: sent", "recipient.consented: false"),
        _rule("quality", "message.direction: sent", "recipient.informed: false"),
    )
    usual = _usual(corpus, {"name": "Reader"}, message__direction="sent")
    assert _found(usual) == {("recipient.consented", 0): False}
    assert usual.closed.muted == {("recipient.informed", 0)}


def test_what_contradicts_is_dropped_alone(tmp_path: Path) -> None:
    """A value that the told facts exclude is no usual one; its neighbours stay."""
    corpus = _corpus(
        tmp_path,
        _rule("excluded", "message.direction: sent", "tracking.purposes: []"),
        _rule("contradicts", "message.direction: sent", "matter.before_tribunal: false"),
        _rule("stays", "message.direction: sent", "message.kind: letter"),
    )
    usual = _usual(
        corpus, message__direction="sent", tracking__mechanisms=["pixel"], matter__tribunal="AA"
    )
    assert _found(usual) == {("message.kind", None): "letter"}


def test_two_that_exclude_one_another_are_both_dropped(tmp_path: Path) -> None:
    """Of one fact or by a relation: what opposes speaks for neither."""
    corpus = _corpus(
        tmp_path,
        _rule("one-way", "message.direction: sent", "matter.acts_in: AA"),
        _rule("other-way", "message.kind: news", "matter.acts_in: BB"),
        _rule("ad", "message.kind: news", "message.ad: true"),
        _rule("urgent", "message.kind: news", "message.urgent: true"),
        _rule("stays", "message.kind: news", "tracking.mechanisms: [link]"),
    )
    usual = _usual(corpus, message__direction="sent", message__kind="news")
    assert set(_found(usual)) == {("tracking.mechanisms", None)}


@pytest.mark.parametrize("told", [{}, {"firm.offices": ["AA", "BB"]}, {"firm.offices": []}])
def test_a_place_is_copied_where_it_is_one(tmp_path: Path, told: dict[str, object]) -> None:
    """One office is where a lawyer acts; of none or several nothing is copied."""
    corpus = _corpus(
        tmp_path,
        _rule("acts", "message.direction: sent", "matter.acts_in: {same_as: firm.offices}"),
        _rule("reads", "recipient.role: judge", "recipient.reads_in: {same_as: matter.tribunal}"),
        _rule("office", "message.direction: sent", "firm.offices: {same_as: matter.tribunal}", 2),
    )
    people = {"name": "Judge", "role": "judge"}, {"name": "Client", "role": "client"}
    usual = _usual(corpus, *people, **{"message.direction": "sent", **told})
    assert usual.facts == ()
    known = {"message.direction": "sent", "matter.tribunal": "BB"}
    found = _found(_usual(corpus, *people, **known, **told))
    assert found.pop(("recipient.reads_in", 0)) == "BB"
    assert found == ({} if told else {("firm.offices", None): frozenset({"BB"})})
    one = _usual(corpus, *people, **{"message.direction": "sent", "firm.offices": ["AA"]})
    assert _found(one) == {("matter.acts_in", None): "AA"}


def test_no_tribunal_is_no_place_to_copy(tmp_path: Path) -> None:
    """That no tribunal sits anywhere says nothing of where somebody reads."""
    corpus = _corpus(
        tmp_path,
        _rule("reads", "recipient.role: judge", "recipient.reads_in: {same_as: matter.tribunal}"),
    )
    people = {"name": "Judge", "role": "judge"}
    assert _usual(corpus, people, matter__before_tribunal=False).facts == ()


def test_each_recipient_is_spoken_of_alone(tmp_path: Path) -> None:
    """A condition on one recipient speaks of that one; one on the message of all of them."""
    corpus = _corpus(
        tmp_path,
        _rule("judges", "recipient.role: judge", "recipient.consented: false"),
        _rule("all", "message.direction: sent", "recipient.reads_in: AA"),
        _rule("some", "some: {recipient: {recipient.role: judge}}", "matter.before_tribunal: true"),
    )
    usual = _usual(
        corpus,
        {"name": "Judge", "role": "judge"},
        {"name": "Client", "role": "client", "reads_in": "BB"},
        message__direction="sent",
    )
    assert _found(usual) == {
        ("recipient.consented", 0): False,
        ("recipient.reads_in", 0): "AA",
        ("matter.before_tribunal", None): True,
    }
    assert usual.value("recipient.reads_in", 0) == "AA"
    assert usual.value("recipient.reads_in", 1) is None


def test_nothing_is_said_of_recipients_who_are_not_told(tmp_path: Path) -> None:
    """Numbers settle nothing where nobody said who receives it."""
    rules = (
        _rule("one", "recipients: one", "message.kind: letter"),
        _rule("several", "recipients: several", "message.kind: news"),
        _rule("all", "message.direction: sent", "recipient.reads_in: AA"),
    )
    corpus = _corpus(tmp_path, *rules)
    assert _usual(corpus, message__direction="sent").facts == ()
    assert _usual(corpus, {"name": "A"}).value("message.kind") == "letter"
    assert _usual(corpus, {"name": "A"}, {"name": "B"}).value("message.kind") == "news"


def test_usual_values_are_told_as_assumed(tmp_path: Path) -> None:
    """The scenario that holds them says of each how it is known, and why."""
    corpus = _corpus(tmp_path, _rule("letters", "message.direction: sent", "message.kind: letter"))
    usual = _usual(corpus, message__direction="sent")
    assert usual.scenario.value("message.kind") == "letter"
    origin = usual.scenario.origin("message.kind")
    assert (origin.source, origin.detail) == (Source.ASSUMED, "letters")
    assert origin.because == "So it is, mostly."


def test_the_order_of_rules_in_a_file_changes_nothing(tmp_path: Path) -> None:
    """The same values, reasons and order, whichever rule stands first."""
    corpus = _corpus(
        tmp_path,
        _rule("b", "message.direction: sent", "matter.acts_in: AA, message.ad: true"),
        _rule("a", "message.direction: sent", "matter.acts_in: AA, message.urgent: true"),
        _rule("c", "matter.acts_in: AA", "tracking.purposes: [count]"),
        _rule("d", "matter.acts_in: AA", "tracking.purposes: [proof]", 2),
    )
    scenario = corpus.scenario({"facts": {"message.direction": "sent", "message.kind": "news"}})
    expected = corpus.usual(scenario, DAY)
    assert [usual.by.id for usual in expected.facts] == ["a", "d"]
    for rules in permutations(corpus.law.vocabulary.usual):
        vocabulary = replace(corpus.law.vocabulary, usual=rules)
        law = replace(corpus.law, vocabulary=vocabulary)
        permuted = replace(corpus, law=law)
        assert permuted.usual(scenario, DAY).facts == expected.facts
