"""What cannot be so is refused alike by every way in: files, programs, tables, mail and pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from starlette.datastructures import FormData
from unit.audit.boxes import letter

from advisor.advice import Corpus, load
from advisor.advice.batch.sources import TablePart
from advisor.application.opinions import batch, check_scenario
from advisor.application.results import RefusedRequest
from advisor.audit.batch_audit import AuditConfig, AuditWorker
from advisor.cli import main
from advisor.cli.conversation.answer_source import ScriptedAnswers
from advisor.cli.conversation.dialogue import Dialogue
from advisor.cli.conversation.prompt_style import PromptStyle
from advisor.diagnostics import InvalidScenario
from advisor.facts.read_scenario import read_scenario, scenario_from
from advisor.interview import Interview, InterviewQuestion
from advisor.interview.answer_parser import Unread
from advisor.mail.sources.readers import Raw
from advisor.web.form_actions import FormActions
from advisor.web.state import CarriedState, begun

TODAY = date(2026, 11, 2)
LATE, SENDER, UNRECORDED = "message-after-as-of", "outside-sender", "judgment-unrecorded"
LATE_ONE = {"as_of": "2026-03-02", "facts": {"message.date": "2026-03-04"}}
SENT_ONE = {"facts": {"message.direction": "sent", "sender.role": "client"}}


def judged(**said: str) -> dict[str, Any]:
    """Tell a judgment."""
    ruling = {"value": True, "decided_by": "A. Partner", "on": "2026-03-01", "because": "Weighed."}
    return {"facts": {"lawyer.reasonable_efforts": {**ruling, **said}}}


NOT_SEEN = (" ", "\t\n", "\u200b", "\u2060 \ufeff", "\u3164", "\u2800", "\u00ad")
REFUSED = [
    (LATE_ONE, LATE),
    (SENT_ONE, SENDER),
    *((judged(decided_by=text), UNRECORDED) for text in NOT_SEEN),
    *((judged(because=text), UNRECORDED) for text in NOT_SEEN),
]
ACCEPTED = [
    {"as_of": "2026-03-02", "facts": {"message.date": "2026-03-03"}},
    {"facts": {"message.date": "2027-03-03"}},
    {"facts": {"message.direction": "received", "sender.role": "client"}},
    {"facts": {"sender.role": "client"}},
    {"facts": {"message.direction": "sent", "sender.role": "unknown"}},
    judged(decided_by="é", because="-"),
]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the bundled law."""
    return load(engine="reference")


@pytest.mark.parametrize(("told", "code"), REFUSED)
def test_refused_everywhere(corpus: Corpus, told: dict[str, Any], code: str) -> None:
    """The library, programs and tables give the same reason for the same scenario."""
    with pytest.raises(InvalidScenario) as invalid:
        corpus.advise(told)
    reply = check_scenario(corpus, told, today=TODAY)
    (entry,) = batch(corpus, [told], today=TODAY)
    table = pa.table({"row": [told]}).flatten()
    answers = corpus.advise_many(
        table.rename_columns([name.removeprefix("row.") for name in table.column_names]),
        today=TODAY,
    )

    assert [code] == [problem.code for problem in invalid.value.diagnostics]
    assert isinstance(reply, RefusedRequest)
    assert {code} == reply.codes
    assert [code] == [error["code"] for error in entry["errors"]]
    assert code in answers.errors["code"].to_pylist()
    assert not len(answers.verdicts)


@pytest.mark.parametrize("told", ACCEPTED)
def test_accepted_everywhere(corpus: Corpus, told: dict[str, Any]) -> None:
    """A day between clocks, another direction and what is not known stand in no one's way."""
    scenario, problems = scenario_from(told, corpus.law)

    assert scenario is not None, problems
    assert not isinstance(check_scenario(corpus, told, today=TODAY), RefusedRequest)


def test_both_places_are_named(corpus: Corpus) -> None:
    """The message's date is underlined, and the as-of date named with its place."""
    text = "as_of: 2026-03-02\nfacts:\n  message: {date: 2026-05-01}\n"
    _, (problem,) = read_scenario(text, corpus.law, source="offer.yaml")

    assert (LATE, "date", 3) == (problem.code, problem.at.text, problem.at.line)
    assert "2026-05-01" in problem.what
    assert "2026-03-02 (offer.yaml:1:8)" in problem.what


def test_never_under_another_day(corpus: Corpus, tmp_path: Path) -> None:
    """Where another day is asked about than the scenario's own, its own counts for nothing."""
    path = tmp_path / "late.yaml"
    path.write_text("as_of: 2026-03-02\nfacts: {message: {date: 2026-05-01}}\n")
    day = date(2026, 10, 1)

    assert day == corpus.advise(path, as_of=day).as_of
    assert day == corpus.advise(LATE_ONE, as_of=date(2026, 10, 1)).as_of
    assert not isinstance(check_scenario(corpus, LATE_ONE, today=TODAY, as_of=day), RefusedRequest)
    table = pa.table({"as_of": [date(2026, 3, 2)], "message.date": [date(2026, 5, 1)]})
    assert 1 == len(corpus.advise_many(table, as_of=day).verdicts)
    assert [LATE] == corpus.advise_many(table).errors["code"].to_pylist()


@pytest.mark.parametrize(
    ("command", "more", "status"),
    [
        ("check", (), 1),
        ("check", ("--as-of", "2026-02-01"), 4),
        ("what-if", ("message.kind=newsletter",), 1),
        ("what-if", ("as_of=2026-02-01", "--as-of", "2026-02-01"), 4),
        ("fix", (), 1),
        ("fix", ("--as-of", "2026-02-01"), 4),
    ],
)
def test_commands(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    more: tuple[str, ...],
    status: int,
) -> None:
    """Commands refuse with status 1, and answer under `--as-of`."""
    path = tmp_path / "late.yaml"
    path.write_text("as_of: 2026-03-02\nfacts: {message: {date: 2026-05-01}}\n")
    with pytest.raises(SystemExit) as left:
        main([command, str(path), *more])

    assert status == left.value.code
    assert (status == 1) is (f"error[{LATE}]" in capsys.readouterr().err)


def test_only_the_rows_concerned(corpus: Corpus) -> None:
    """Of a table only the rows that cannot be so are refused, each with its reason."""
    table = pa.table(
        {
            "as_of": [None, date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 2)],
            "message.date": [date(2027, 5, 1), date(2026, 5, 1), date(2026, 3, 3), None],
            "message.direction": ["sent", "received", "sent", "sent"],
            "sender.role": [None, "client", "client", None],
            "sender.located_in": ["unknown", "US-IL", "US-IL", None],
        }
    )
    answers = corpus.advise_many(table.slice(1))

    assert [(0, LATE), (1, SENDER), (1, SENDER)] == sorted(
        (row["row"], row["code"]) for row in answers.errors.to_pylist()
    )
    assert [2] == answers.verdicts["row"].to_pylist()


def test_rows_without_a_day(corpus: Corpus) -> None:
    """The day on which an audit is made is no row's own."""
    table = pa.table(
        {"as_of": [None, date(2026, 3, 2)], "message.date": [date(2027, 5, 1), date(2027, 5, 1)]}
    )
    rows = AuditWorker(AuditConfig(corpus.law, TODAY)).rows
    messages = rows.worked(TablePart(table), "t.parquet", 1).messages.to_pylist()

    assert messages[0]["damage"] is None
    assert messages[0]["verdict"] is not None
    assert "`message.date` is 2027-05-01" in messages[1]["damage"]


def test_a_message_of_an_audit(corpus: Corpus) -> None:
    """What is known beside a message may not contradict it: the row says why."""
    known = corpus.scenario({"as_of": "2026-02-01", "facts": {"sender.role": "client"}})
    raw = Raw("a.eml", letter(day="Mon, 2 Mar 2026 09:59:00 -0600"))
    config = AuditConfig(corpus.law, TODAY, known=known, direction="sent")
    rows = [
        AuditWorker(AuditConfig(corpus.law, TODAY, as_of=day, known=known, direction=way, key=key))
        .mail([raw])
        .messages.to_pylist()[0]
        for day, way, key in (
            (None, config.direction, b""),
            (TODAY, "received", b""),
            (None, "received", b"k" * 32),
        )
    ]

    assert "more than a day after the as-of date 2026-02-01" in rows[0]["damage"]
    assert "`sender.role` is told" in rows[0]["damage"]
    assert rows[0]["verdict"] is None
    assert rows[1]["damage"] is None
    assert LATE == rows[2]["damage"]


@pytest.mark.parametrize(
    ("scenario", "place", "value"),
    [
        ({"facts": {"message.direction": "sent"}}, "sender.role", "client"),
        ({"facts": {"sender.role": "client"}}, "message.direction", "sent"),
        ({"as_of": "2026-03-02", "facts": {}}, "message.date", "2026-05-01"),
        ({"facts": {}}, "message.date", "2027-05-01"),
    ],
)
def test_on_a_page(corpus: Corpus, scenario: dict[str, Any], place: str, value: str) -> None:
    """An answer that no file could tell is not understood, and the page stays whole."""
    told, _ = scenario_from(scenario, corpus.law)
    assert told is not None
    form = FormActions(corpus, TODAY, FormData({"value": value}))

    with pytest.raises(Unread, match=r"more than a day after|does not go with"):
        form.done("answer", place, begun(told, corpus))


def test_a_day_on_a_page(corpus: Corpus) -> None:
    """The day that is asked about cannot be put before the message."""
    told, _ = scenario_from({"facts": {"message.date": "2026-05-01"}}, corpus.law)
    assert told is not None
    form = FormActions(corpus, TODAY, FormData({"as_of": "2026-03-02"}))

    with pytest.raises(Unread, match="more than a day after"):
        form.done("about", "", CarriedState(told))


@pytest.mark.parametrize("said", [{"decided_by": "\u200b"}, {"because": "\u3164 "}])
def test_a_judgment_on_a_page(corpus: Corpus, said: dict[str, str]) -> None:
    """A name and a reason have to be seen."""
    given = {"value": "yes", "decided_by": "A. Partner", "because": "Weighed."} | said
    form = FormActions(corpus, TODAY, FormData(given))

    with pytest.raises(Unread, match="needs the name"):
        form.done("answer", "lawyer.reasonable_efforts", CarriedState())


def test_at_a_terminal(corpus: Corpus) -> None:
    """An answer that cannot be so is asked for again, and a blank name takes nothing on."""
    answers = iter(["2026-05-01", "2026-03-03", "yes", "\u200b"])
    voice = PromptStyle(80, colour=False, plain=True)
    hearing = ScriptedAnswers(answers, {}, in_order=True)
    interview = Interview(corpus, date(2026, 3, 2))
    facts = corpus.law.vocabulary.facts
    dialogue = Dialogue(interview, voice, hearing, TODAY)

    dialogue._ask(InterviewQuestion(facts["message.date"], None, None, 0.0))  # noqa: SLF001
    dialogue._ask(InterviewQuestion(facts["lawyer.reasonable_efforts"], None, None, 0.0))  # noqa: SLF001

    assert {"message.date": date(2026, 3, 3)} == dict(dialogue.interview.scenario.facts)
