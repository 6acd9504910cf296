"""What is asked, in which order, and when it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.interview.talks import COUNSEL, SENT, asked, names

from advisor import load
from advisor.interview import Interview, InterviewQuestion, RecipientsQuestion
from advisor.model.law_clock import SENT_ON
from advisor.model.opinions import Verdict
from advisor.model.scenarios import Scenario


def test_what_settles_most_comes_first(begun: Interview) -> None:
    """Where the law governs settles every norm at once, so it is asked before any of them."""
    first = begun.question

    assert isinstance(first, InterviewQuestion)
    assert "lawyer.admitted_in" == first.fact.name


def test_what_cannot_change_anything_is_not_asked(begun: Interview) -> None:
    """A message received is nobody's to track, label or guard under this law."""
    talk = list(asked(begun, SENT | {"message.direction": "received"}))

    assert ["lawyer.admitted_in", "message.direction"] == names(talk)
    assert talk[-1][1].certificate.is_final


def test_the_day_of_a_sent_message_is_asked(begun: Interview) -> None:
    """Mail that came in was sent, so its day is asked; mail still to be sent has today's."""
    corpus, received = load(), Scenario(facts={"message.direction": "received"})

    def talk(start: Scenario) -> list[str]:
        interview, asked_names = Interview(corpus, begun.as_of, start), []
        for _ in range(12):
            question = interview.question
            assert question is not None
            interview = interview.skip(question)
            asked_names += [
                question.fact.name if isinstance(question, InterviewQuestion) else "people"
            ]
        if start is received:
            assert (SENT_ON, None) in interview.certificate.unanswered
        return asked_names

    assert SENT_ON in talk(received)
    assert SENT_ON not in talk(received.told(SENT_ON, begun.as_of))
    assert SENT_ON not in talk(Scenario(facts={"message.direction": "sent"}))


def test_where_no_law_governs_nothing_is_asked(begun: Interview) -> None:
    """A lawyer admitted nowhere here is asked no more."""
    talk = list(asked(begun, {"lawyer.admitted_in": frozenset[str]()}))

    assert ["lawyer.admitted_in"] == names(talk)


def test_the_end_is_certified(begun: Interview) -> None:
    """When everything that matters is told the result is final, and the opinion stands."""
    talk = list(asked(begun, SENT))
    ended = talk[-1][1]

    assert ended.certificate.is_final
    assert Verdict.STOP is ended.opinion.verdict
    assert "message.label" not in names(talk)


def test_nobody_knows(begun: Interview) -> None:
    """A question without an answer is not put again, and the certificate names it."""
    known = {name: value for name, value in SENT.items() if name != "recipient.consented"}
    talk = list(asked(begun, known))
    ended = talk[-1][1]

    assert 1 == names(talk).count("recipient.consented")
    assert not ended.certificate.is_final
    assert ("recipient.consented", 0) in ended.certificate.unanswered


def test_what_was_left_open_before_is_not_asked(begun: Interview) -> None:
    """A stateless caller says which questions nobody can answer."""
    closed = frozenset({("lawyer.admitted_in", None)})
    first = replace(begun, unanswered=closed).question

    assert isinstance(first, InterviewQuestion)
    assert "lawyer.admitted_in" != first.fact.name


def test_people_come_one_at_a_time(begun: Interview) -> None:
    """Each person is named alone, and what matters is asked of each."""
    talk = list(asked(begun, SENT, (COUNSEL, "Our client")))
    whom = [
        one.recipient
        for one, _ in talk
        if isinstance(one, InterviewQuestion) and one.fact.name == "recipient.role"
    ]

    assert 3 == names(talk).count("people")
    assert [COUNSEL, "Our client"] == whom


def test_everyone_has_a_name_of_their_own(begun: Interview) -> None:
    """Two people of one name could not be told apart in a finding."""
    with pytest.raises(ValueError, match="name of its own"):
        begun.add(COUNSEL).add(COUNSEL)


def test_nobody_receives_it(begun: Interview) -> None:
    """Without recipients nothing is asked about any."""
    talk = list(asked(begun, SENT, ()))

    assert not [one for one in names(talk) if one.startswith("recipient.")]
    assert () == talk[-1][1].scenario.recipients


def test_nobody_can_say_who_receives_it(begun: Interview) -> None:
    """Who receives it stays unknown, and the certificate says so."""
    interview = begun
    while (question := interview.question) is not None:
        if isinstance(question, RecipientsQuestion):
            interview = interview.skip(question)
        else:
            value = SENT.get(question.fact.name)
            told = value is not None
            interview = interview.answer(question, value) if told else interview.skip(question)

    assert interview.scenario.recipients is None
    assert interview.certificate.people_unknown


def test_back(begun: Interview) -> None:
    """Each answer can be taken back, down to the first question."""
    talk = list(asked(begun, SENT))
    interview = talk[-1][1]
    for _ in talk:
        interview = interview.back()

    assert begun == interview
    assert begun.question == interview.back().question


def test_why(begun: Interview) -> None:
    """A question tells which norms wait for it, as sentences with their place."""
    talk = dict(zip(names(list(asked(begun, SENT))), asked(begun, SENT), strict=False))
    after = talk["recipient.role"][1].back()
    question = after.question

    assert isinstance(question, InterviewQuestion)
    (norm,) = after.why(question)
    assert f"The sending lawyer must not track a message to {COUNSEL}" in norm.text
    assert ("zz/rules#no-tracking", "4(b)") == (norm.norm, norm.citations[0].pinpoint)


def test_a_judgment_needs_somebody_who_made_it(begun: Interview) -> None:
    """No bare yes decides a standard; with a ruling it is recorded."""
    told = SENT | {"matter.sealed": True}
    waiting = next(
        one
        for one, _ in asked(begun, told)
        if not isinstance(one, RecipientsQuestion) and one.fact.judgment
    )
    with pytest.raises(ValueError, match="ruling"):
        begun.answer(waiting, value=True)

    *_, (_, ended) = asked(
        begun, told | {"lawyer.reasonable_efforts": True, "message.label": "small"}
    )
    assert "A. Partner" == ended.scenario.rulings[0].decided_by


def test_a_place_less_exact_than_the_law(begun: Interview) -> None:
    """A union told for a land leaves the land's law open, and the certificate says why."""
    *_, (_, ended) = asked(begun, {"lawyer.admitted_in": frozenset({"UU"})})

    assert (("lawyer.admitted_in", None),) == ended.certificate.coarse


def test_law_from_elsewhere(begun: Interview) -> None:
    """A clear result is not final while law that persuades may speak against it."""
    told = SENT | {"tracking.mechanisms": frozenset[str](), "message.replies_to_all": True}
    talk = list(asked(begun, told))
    abroad = [one for one, _ in talk if isinstance(one, InterviewQuestion) and one.elsewhere]

    assert ["message.replies_to_all"] == [one.fact.name for one in abroad]
    assert Verdict.UNSETTLED is talk[-1][1].opinion.verdict


def test_a_verdict_that_stands(begun: Interview) -> None:
    """A breach of binding law stands, whatever the remaining answers are."""
    sealed = {name: value for name, value in SENT.items() if name != "matter.sealed"}
    talk = [after for _, after in asked(begun, sealed)]

    assert not begun.verdict_is_final
    assert talk[-1].verdict_is_final


def test_going_on_from_a_scenario(begun: Interview) -> None:
    """What a scenario tells is not asked."""
    given = Scenario(facts={name: v for name, v in SENT.items() if "recipient" not in name})
    talk = list(asked(replace(begun, start=given), SENT))

    assert ["people", "people", "recipient.role", "recipient.consented"] == names(talk)
