"""Recipients who are called the same: numbered alike, and never taken for one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from unit.audit.boxes import letter
from unit.cli.runs import Command, Done

from advisor.advice import Corpus, load
from advisor.audit.batch_audit import AuditConfig, AuditWorker
from advisor.cli import main
from advisor.cli.conversation.answer_source import ScriptedAnswers
from advisor.cli.what_if import _told_otherwise
from advisor.facts.read_scenario import scenario_from
from advisor.gate.check_result import CheckRequest, Skipped
from advisor.gate.message_check import Examiner
from advisor.mail import KnownSources, MessageReader
from advisor.mail.sources.readers import Raw

CALLED = [
    (["Alice", "Bob", "Alice"], ["Alice", "Bob", "Alice (2)"]),
    (["Alice", "Alice (2)", "Alice"], ["Alice", "Alice (2)", "Alice (3)"]),
    (["Alice", "Alice", "Alice (2)"], ["Alice", "Alice (2)", "Alice (2) (2)"]),
]
TWO = letter(to="alice@one.example>, Alice <alice@two.example").replace(b"Otto Counsel", b"Alice")
DAY = date(2026, 11, 2)
SCENARIO = """\
as_of: 2026-03-02
facts:
  message: {direction: sent}
  tracking: {mechanisms: [pixel]}
recipients:
  - {name: Alice, consented: false}
  - {name: Bob}
  - {name: Alice, consented: false}
"""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the bundled law."""
    return load(engine="reference")


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """Write a scenario of two who are called Alice."""
    path = tmp_path / "alices.yaml"
    path.write_text(SCENARIO)
    return path


@pytest.fixture
def advisor(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command line in this process; gives its status, and what it wrote."""

    def run(*arguments: object) -> Done:
        with pytest.raises(SystemExit) as left:
            main([str(one) for one in arguments])
        out, err = capsys.readouterr()
        return Done(int(left.value.code or 0), out, err)

    return run


@pytest.mark.parametrize(("names", "called"), CALLED)
def test_numbered_alike(corpus: Corpus, names: list[str], called: list[str]) -> None:
    """A scenario, a table and the recipients of a message are numbered by one rule."""
    people = [{"name": name} for name in names]
    read, _ = scenario_from({"recipients": people}, corpus.law)
    table = pa.table({"as_of": [DAY], "recipients": [people]})
    found = set(corpus.advise_many(table).findings["recipient_name"].to_pylist()) - {None}
    each = ", ".join(f'"{name}" <p{number}@x.example>' for number, name in enumerate(names))
    data = letter().replace(b"Otto Counsel <otto@other.example>", each.encode())
    message = KnownSources().read(MessageReader().read_bytes(data), "sent").scenario

    assert read is not None
    assert called == [person.name for person in read.people]
    assert found <= set(called)
    assert called == [person.name for person in message.people]


@pytest.mark.parametrize(
    ("name", "status"), [("Alice (1)", 3), ("Alice (2)", 3), ("Bob", 3), ("Alice", 2), ("Carl", 2)]
)
def test_what_if(advisor: Command, scenario: Path, name: str, status: int) -> None:
    """A change is of one recipient, and a name that two have is refused with their numbers."""
    done = advisor("what-if", scenario, f"recipient[{name}].role=client", "--plain")

    assert (2 == status) is (2 == done.status)
    if name == "Alice":
        assert "`recipient[Alice (1)]` or `recipient[Alice (2)]`" in done.err
    if name == "Carl":
        assert "lists `Alice`, `Bob`, `Alice (2)`" in " ".join(done.err.split())


def test_a_change_of_the_one_who_is_meant(corpus: Corpus, scenario: Path) -> None:
    """Only the one who is meant is told otherwise, and without a name everybody."""
    before = corpus.scenario(scenario)
    roles = {
        name: [
            person.facts.get("recipient.role")
            for person in _told_otherwise(before, [f"recipient{name}.role=client"], corpus).people
        ]
        for name in ("", "[Alice (1)]", "[Alice (2)]")
    }

    assert {
        "": ["client"] * 3,
        "[Alice (1)]": ["client", None, None],
        "[Alice (2)]": [None, None, "client"],
    } == roles


def test_answers_say_which_is_meant() -> None:
    """A prepared answer serves the one with its number, and is unclear without one."""
    names = ("Alice", "Bob", "Alice (2)")
    heard = ScriptedAnswers.of(
        ["recipient.role[Alice (1)] = 1", "recipient.role[Alice (2)] = 2", "recipient.role = 3"]
    )
    unclear = ScriptedAnswers.of(["recipient.role[Alice] = 1"])

    assert not heard.unclear(names)
    assert ["1", "3", "2"] == [heard.answer("", "recipient.role", name) for name in names]
    assert "`recipient.role[Alice (1)]` or `recipient.role[Alice (2)]`" in unclear.unclear(names)
    assert not unclear.unclear(("Alice", "Bob"))


def test_an_unclear_answer_ends_the_interview(
    advisor: Command, scenario: Path, tmp_path: Path
) -> None:
    """The command leaves with status 1, and says what to write."""
    answers = tmp_path / "answers"
    answers.write_text("recipient.role[Alice] = client\n")
    done = advisor("ask", "--start", scenario, "--answers", answers, "--save", tmp_path / "s.yaml")

    assert 1 == done.status
    assert "error[unread-answer]" in done.err
    assert "recipient.role[Alice (2)]" in done.err


def test_named_twice_in_answers(advisor: Command, tmp_path: Path) -> None:
    """Answers may name two people alike; they are numbered, and the interview says so."""
    answers, saved = tmp_path / "answers", tmp_path / "s.yaml"
    answers.write_text("recipients = Alice; Alice\nmessage.direction = sent\n")
    done = advisor("ask", "--answers", answers, "--save", saved, "--plain")

    assert "One more Alice: here `Alice (2)`." in done.out
    assert "name: Alice (2)" in saved.read_text()


@pytest.mark.parametrize(
    ("told", "consented"),
    [
        ("alice@two.example", [None, True]),
        ("Alice (1)", [True, None]),
        ("alice (2)", [None, True]),
        ("Alice", None),
    ],
)
def test_known_facts_of_a_message(
    corpus: Corpus, told: str, consented: list[bool | None] | None
) -> None:
    """An address, or a number, says of whom something is known; a name of two is refused."""
    known = corpus.scenario({"recipients": [{"name": told, "consented": True}]})
    facts = KnownSources(known=known).read(MessageReader().read_bytes(TWO), "sent")
    config = AuditConfig(corpus.law, DAY, known=known, direction="sent")
    (row,) = AuditWorker(config).mail([Raw("a.eml", TWO)]).messages.to_pylist()
    request = CheckRequest(TWO, "ann@firm.example", ("alice@one.example",), DAY)
    judged = Examiner(corpus, KnownSources(known=known)).judge(request)

    if consented is None:
        (problem,) = facts.impossible(own_day=True)
        assert "ambiguous-recipient" == problem.code
        assert "`alice@one.example` (Alice (1)) or `alice@two.example` (Alice (2))" in problem.fix
        assert "could be any of 2 recipients" in row["damage"]
        assert Skipped.FAILURE is judged.skipped
        return
    assert not facts.impossible(own_day=True)
    assert consented == [p.facts.get("recipient.consented") for p in facts.scenario.people]
    assert row["damage"] is None
    assert judged.skipped is None


def test_a_notice_tells_them_apart() -> None:
    """Of two who are called the same a notice gives the addresses, once."""
    facts = KnownSources().read(MessageReader().read_bytes(TWO), "sent")
    said = [notice for notice in facts.notices if "more than one recipient" in notice]

    expected = (
        "more than one recipient is called `Alice`: `Alice (1)` is alice@one.example and "
        "`Alice (2)` is alice@two.example"
    )

    assert [expected] == said
