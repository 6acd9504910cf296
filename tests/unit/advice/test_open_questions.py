"""What is asked, in which order, and what each answer would settle."""

from __future__ import annotations

from pathlib import Path

from unit.advice.small_law import OTTO, PLACES, Data, ask, law_of, norm, policy

from advisor import Opinion

KIND: Data = {"when": {"message.sent": True, "message.kind": True}}
FAY: Data = {"name": "Fay", "role": "friend"}


def asked(opinion: Opinion) -> list[tuple[str, str | None, float]]:
    """Return the questions with whom they are about and what they settle."""
    return [(one.fact.name, one.recipient, one.settles) for one in opinion.asks]


def test_a_fact_that_nothing_waits_for_is_not_asked(tmp_path: Path) -> None:
    """Where every finding is settled there are no questions."""
    assert [] == asked(ask(law_of(tmp_path, policy("a", norm("n", "must_not")))))


def test_what_settles_most_is_asked_first(tmp_path: Path) -> None:
    """A fact on which two findings depend comes before one on which one does."""
    laws = policy(
        "a",
        norm("n", "must_not"),
        norm("m", "must", act="sing", **KIND),
        norm("o", "must", act="sing", **KIND),
    )
    opinion = ask(law_of(tmp_path, laws), {"message.loud": None})

    assert [("message.kind", None, 2.0), ("message.loud", None, 1.0)] == asked(opinion)


def test_a_finding_that_waits_for_two_facts_counts_for_each_by_half(tmp_path: Path) -> None:
    """An answer that settles a finding alone comes before one of many."""
    both = norm("m", "must", act="sing", when={"message.kind": True, "recipient.seat": "AA"})
    opinion = ask(
        law_of(tmp_path, policy("a", norm("n", "must_not"), both)), {"message.loud": None}
    )

    assert [
        ("message.loud", None, 1.0),
        ("message.kind", None, 0.5),
        ("recipient.seat", "Otto", 0.5),
    ] == asked(opinion)


def test_thirds_are_rounded(tmp_path: Path) -> None:
    """A share is told to three places."""
    three = {"message.kind": True, "message.loud": True, "recipient.seat": "AA"}
    opinion = ask(
        law_of(tmp_path, policy("a", norm("n", "may", when=three))), {"message.loud": None}
    )

    assert {0.333} == {settles for _, _, settles in asked(opinion)}


def test_ties_go_by_the_order_of_the_vocabulary(tmp_path: Path) -> None:
    """Of two facts that settle the same, the one declared first is asked first."""
    laws = policy("a", norm("m", "must", act="sing", **KIND), norm("n", "must_not"))
    opinion = ask(law_of(tmp_path, laws), {"message.loud": None})

    assert ["message.loud", "message.kind"] == [name for name, _, _ in asked(opinion)]


def test_a_judgment_is_asked_last(tmp_path: Path) -> None:
    """What only a person can judge comes after what anybody can look up."""
    fair = {"met_if": {"message.fair": True}, "act": "sing"}
    laws = policy("a", norm("m", "must", **fair), norm("o", "must", **fair), norm("n", "must_not"))
    opinion = ask(law_of(tmp_path, laws), {"message.loud": None})

    assert ["message.loud", "message.fair"] == [name for name, _, _ in asked(opinion)]


def test_each_person_is_asked_about(tmp_path: Path) -> None:
    """A fact of the recipients is asked of each who lacks it, by name."""
    seat = norm("n", "may", when={"recipient.seat": "AA"})
    opinion = ask(
        law_of(tmp_path, policy("a", seat)), None, OTTO, FAY, {"name": "Al", "seat": "AA"}
    )

    assert [("recipient.seat", "Fay", 1.0), ("recipient.seat", "Otto", 1.0)] == asked(opinion)


def test_a_question_names_what_waits_for_it(tmp_path: Path) -> None:
    """Each norm that depends on an answer is named once, with the laws that do."""
    laws = policy("a", norm("m", "must", act="sing", **KIND), norm("o", "must", act="sing", **KIND))
    opinion = ask(law_of(tmp_path, laws))

    assert [("a#m", "a#o")] == [one.norms for one in opinion.asks]


def test_law_that_may_govern_asks_for_what_decides_it(tmp_path: Path) -> None:
    """A fact on which it depends whose law governs is asked, for each such law."""
    opinion = ask(law_of(tmp_path, policy("a", norm("n", "may"))), {"matter.seats": None})
    (question,) = [one for one in opinion.asks if one.fact.name == "matter.seats"]

    assert {"AA", "BB", "ZZ"} <= set(question.norms)


def test_an_exception_that_may_lift_leaves_it_open(tmp_path: Path) -> None:
    """While an exception is unknown the norm is undetermined, and that fact is asked."""
    unless = {
        "kind": {
            "means": "it is kind",
            "when": {"message.kind": True},
            "cites": [{"pinpoint": "p"}],
        }
    }
    opinion = ask(law_of(tmp_path, policy("a", norm("n", "must_not", unless=unless))))

    assert ["undetermined"] == [one.outcome.value for one in opinion.findings]
    assert [("message.kind", None, 1.0)] == asked(opinion)


def test_places_without_law_ask_nothing(tmp_path: Path) -> None:
    """A place of which the corpus knows no condition is not asked about."""
    places = {**PLACES, "BB": "jurisdiction: BB\nname: Beeland\n"}

    assert [] == asked(ask(law_of(tmp_path, policy("a", norm("n", "must_not")), places=places)))
