"""What a register tells of the recipients of a message: to a check, the gate and an audit."""

from __future__ import annotations

import asyncio
import pickle
import sqlite3
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
import yaml
from unit.gate.test_checking import KNOWN, PEOPLE
from unit.mail.letters_made import PIXEL, ROOM, html

from advisor.advice import Corpus
from advisor.audit.batch_audit import AuditConfig, audit_batch
from advisor.consents import Act, ConsentEvent, ConsentRecord, ConsentRegister, ConsentSource
from advisor.gate.check_result import CheckRequest, Skipped
from advisor.gate.checker_pool import CheckerPool
from advisor.gate.message_check import Examiner, Sources
from advisor.mail import AddressBook, KnownSources, MatterFile, read_matters
from advisor.mail.scenario.address_book import AddressEntry
from advisor.mail.scenario.consent_facts import SendingDay
from advisor.model.law import Law
from advisor.model.opinions import Verdict
from advisor.model.vocabulary import Value
from advisor.workers import WorkerNotReady

DAY, TODAY = date(2026, 3, 2), date(2026, 6, 1)
READER = "reader@inbox.example"
ASKED = ConsentEvent(Act.REQUESTED, date(2026, 2, 1))
GIVEN = ConsentEvent(Act.GIVEN, date(2026, 2, 10))
WITHDRAWN = ConsentEvent(Act.WITHDRAWN, date(2026, 3, 5))
NO_TRACKING = "us/il/isba-18-01#no-tracking-without-consent"
MATTERS = """\
matters:
  - matter: Smith
    match: [{address: reader@inbox.example}]
    recipients: [{address: reader@inbox.example, consented: true, consent_informed: true}]
"""


@pytest.fixture
def register(tmp_path: Path) -> ConsentRegister:
    """Return a register in which the reader was asked."""
    register = ConsentRegister.create(tmp_path / "consents.db")
    register.add(ConsentRecord("1", READER, ("pixel",), events=(ASKED,)), TODAY)
    return register


def _enter(register: ConsentRegister, *events: ConsentEvent) -> None:
    (record,) = register.records()
    for event in events:
        record = register.append(record, event, TODAY)


def _book(**facts: Value) -> AddressBook:
    told = {f"recipient.{name}": value for name, value in facts.items()}
    entry = AddressEntry("", {"recipient.role": "opposing-counsel",
                              "recipient.located_in": "US-IL", **told})  # fmt: skip
    return AddressBook({READER: entry, "ann@firm.example": AddressEntry(own=True)})


def _facts(sources: KnownSources, sending: SendingDay | None = None) -> dict[str, Value]:
    given = sources.read(ROOM.read_bytes(html(PIXEL)), "sent", sending or SendingDay(TODAY))
    (person,) = given.scenario.recipients or ()
    return {
        name.removeprefix("recipient."): value
        for name, value in person.facts.items()
        if "consent" in name or "withdr" in name
    }


def test_the_register_alone_says_it(register: ConsentRegister, law: Law, tmp_path: Path) -> None:
    """Address book and matters say nothing of the agreement of somebody who is in it."""
    path = tmp_path / "matters.yaml"
    path.write_text(MATTERS, "utf-8")
    matters, _ = read_matters(path, law)
    sources = KnownSources(
        _book(consented=True, consent_plain_language=True), MatterFile(matters), consents=register
    )

    assert {"consented": False} == _facts(sources)
    _enter(register, GIVEN)
    assert {"consented": True, "consented_on": GIVEN.day, "consent_withdrawn": False} == _facts(
        sources
    )


def test_what_the_user_tells_counts_first(register: ConsentRegister, corpus: Corpus) -> None:
    """A person told of beside the message is as told; one who is in no register too."""
    told = {"recipients": [{"name": READER, "consented": True}]}
    known = corpus.scenario(told)

    assert {"consented": True} == _facts(KnownSources(_book(), known=known, consents=register))
    register.erase(READER, date(2026, 1, 1))
    with ConsentRegister.create(register.path.with_name("empty.db")) as empty:
        assert {"consented": True} == _facts(KnownSources(_book(consented=True), consents=empty))


def test_the_day_of_the_message(register: ConsentRegister) -> None:
    """A withdrawal since leaves it as it was; asked as of a later day, there is none."""
    _enter(register, GIVEN, WITHDRAWN)
    sources = KnownSources(_book(), consents=register)

    past = _facts(sources)
    assert (True, True, WITHDRAWN.day) == tuple(
        past[name] for name in ("consented", "consent_withdrawn", "withdrawn_on")
    )
    assert {"consented": False} == _facts(sources, SendingDay(TODAY, as_of=date(2026, 3, 6)))
    assert {"consented": False} == _facts(sources, SendingDay(TODAY, is_leaving=True))
    before = _facts(sources, SendingDay(TODAY, as_of=DAY))
    assert (True, False) == (before["consented"], before["consent_withdrawn"])


def test_what_is_open_is_noted(register: ConsentRegister) -> None:
    """A mechanism that nobody asked about leaves it unknown, and the notice says which."""
    link = '<a href="https://t.tracker.example/c/9fK2xQ7LmB41vZ?u=9fK2xQ7LmB41vZ">x</a>'
    _enter(register, GIVEN)
    given = KnownSources(_book(), consents=register).read(
        ROOM.read_bytes(html(PIXEL + link * 2)), "sent", SendingDay(TODAY)
    )
    (person,) = given.scenario.recipients or ()

    assert {"pixel", "link"} == given.scenario.facts["tracking.mechanisms"]
    assert "recipient.consented" not in person.facts
    assert any("nothing is registered on link" in notice for notice in given.notices)


def test_the_gate_asks_for_each_message(register: ConsentRegister, corpus: Corpus) -> None:
    """What is entered while it runs counts for the next message, and a file gone is a failure."""
    with ConsentRegister(register.path) as live:
        known = corpus.scenario(KNOWN)
        examiner = Examiner(corpus, KnownSources(_book(), known=known, consents=live))

        def norms(day: date) -> tuple[str, ...]:
            wire = html(PIXEL).replace(b"\n", b"\r\n")
            judged = examiner.judge(CheckRequest(wire, "ann@firm.example", (READER,), day))
            assert Verdict.CLEAR is not judged.verdict
            return judged.norms

        assert NO_TRACKING in norms(DAY)
        _enter(register, GIVEN)
        assert NO_TRACKING not in norms(DAY)
        _enter(register, WITHDRAWN)
        assert NO_TRACKING in norms(WITHDRAWN.day)
    wire = html(PIXEL).replace(b"\n", b"\r\n")
    judged = examiner.judge(CheckRequest(wire, "ann@firm.example", (READER,), DAY))
    assert Skipped.FAILURE is judged.skipped


@pytest.mark.parametrize(
    ("events", "breached"), [((), True), ((GIVEN,), False), ((GIVEN, WITHDRAWN), False)]
)
def test_an_audit(
    register: ConsentRegister, corpus: Corpus, events: tuple[ConsentEvent, ...], *, breached: bool
) -> None:
    """Each message of a mailbox is answered for its own day."""
    _enter(register, *events)
    consents: ConsentSource = pickle.loads(pickle.dumps(register.snapshot()))  # noqa: S301 - ours
    terms = AuditConfig(
        corpus.law, TODAY, people=_book(), consents=consents, known=corpus.scenario(KNOWN)
    )
    batch = {"source": ["a.eml"], "data": pa.array([html(PIXEL)], pa.large_binary())}
    (worked,) = audit_batch(terms, [pa.record_batch(batch)])
    found = [row["norm"] for row in worked.findings.to_pylist() if row["outcome"] == "breached"]

    assert breached is (NO_TRACKING in found)


def test_the_checkers_of_a_gate(register: ConsentRegister, tmp_path: Path) -> None:
    """Processes that check mail read the register while it is written to, and see what is new."""
    known, people = tmp_path / "known.yaml", tmp_path / "people.yaml"
    known.write_text(yaml.safe_dump(KNOWN), "utf-8")
    people.write_text(PEOPLE, "utf-8")
    wire = html(PIXEL).replace(b"\n", b"\r\n")
    question = CheckRequest(wire, "ann@firm.example", (READER,), DAY)

    async def run() -> None:
        checkers = CheckerPool(
            Sources(people=people, scenario=known, consents=register.path), 2, 60
        )
        await checkers.start()
        try:
            assert NO_TRACKING in (await checkers.check(question)).norms
            _enter(register, GIVEN)
            writer = sqlite3.connect(register.path, isolation_level=None)
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("DELETE FROM record")
            judged = await asyncio.gather(*(checkers.check(question) for _ in range(4)))
            assert all(one.skipped is None for one in judged), judged
            assert not any(NO_TRACKING in one.norms for one in judged)
            writer.execute("ROLLBACK")
            writer.close()
        finally:
            await checkers.stop()

    asyncio.run(run())


def test_a_gate_without_its_register(tmp_path: Path) -> None:
    """A checker that cannot have it does not start, and says which file it misses."""

    async def run() -> None:
        checkers = CheckerPool(Sources(consents=tmp_path / "gone.db"), 1, 60)
        with pytest.raises(WorkerNotReady, match=r"gone\.db"):
            await checkers.start()
        await checkers.stop()

    asyncio.run(run())


def test_no_day_no_answer(register: ConsentRegister) -> None:
    """A register is never left out in silence because nobody said which day it is."""
    with pytest.raises(ValueError, match="give `sending`"):
        KnownSources(_book(), consents=register).read(ROOM.read_bytes(html(PIXEL)), "sent")
