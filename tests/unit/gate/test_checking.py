"""What a checker makes of a message and its envelope."""

from __future__ import annotations

import asyncio
import multiprocessing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from unit.mail.letters_made import PIXEL, html

import advisor
from advisor.gate.check_result import CheckRequest, ReturnGround, Skipped
from advisor.gate.checker_pool import CheckerPool
from advisor.gate.message_check import Examiner, Sources
from advisor.gate.transactions import stuff_dots
from advisor.mail import AddressBook
from advisor.mail.scenario.address_book import AddressEntry
from advisor.model.opinions import Verdict
from advisor.workers import WorkerNotReady

KNOWN = {
    "facts": {
        "lawyer": {"admitted_in": ["US-IL"]},
        "matter": {"representing_client": True, "before_tribunal": True, "tribunal": "US-IL"},
    }
}

PEOPLE = """\
people:
  - {domain: firm.example, own: true}
  - {domain: inbox.example, role: opposing-counsel, located_in: US-IL, consented: false}
  - {address: blind@other.example, role: client, located_in: US-IL}
"""
PLAIN = b"From: ann@firm.example\r\nTo: reader@inbox.example\r\n\r\n.Hello\r\n"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the address book."""
    path = tmp_path_factory.mktemp("book") / "people.yaml"
    path.write_text(PEOPLE)
    return path


@pytest.fixture(scope="module")
def examiner(people: Path) -> Examiner:
    """Return the one who knows the firm."""
    from advisor.mail import KnownSources, read_address_book

    corpus = advisor.load()
    book, problems = read_address_book(people, corpus.law)
    assert () == problems
    return Examiner(corpus, KnownSources(book, known=corpus.scenario(KNOWN)))


def _question(
    message: bytes, sender: str = "ann@firm.example", *recipients: str, explain: bool = False
) -> CheckRequest:
    wire = stuff_dots(message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    told = frozenset({Verdict.STOP}) if explain else frozenset()
    people = recipients or ("reader@inbox.example",)
    return CheckRequest(wire, sender, people, date(2026, 3, 2), told)


def test_a_tracked_letter(examiner: Examiner) -> None:
    """A pixel to opposing counsel stops, with the norms and the words for the author."""
    judgment = examiner.judge(_question(html(PIXEL), explain=True))

    assert Verdict.STOP is judgment.verdict
    assert "us/il/isba-18-01#no-tracking-without-consent" in judgment.norms
    assert "Advisory Op. 18-01" in judgment.cites[0]
    assert "must not track a message" in judgment.explained
    assert "open pixel: img " in judgment.explained
    assert "Any one of these cures it" in judgment.explained
    assert "--" not in judgment.explained, "the author has no command line"


def test_grounds(examiner: Examiner) -> None:
    """A tracker and a breached norm on tracking are grounds; an untracked letter has none."""
    assert (ReturnGround.TRACKED, ReturnGround.BREACHED) == examiner.judge(
        _question(html(PIXEL))
    ).grounds
    assert () == examiner.judge(_question(PLAIN)).grounds


def test_undetermined_only_for(examiner: Examiner) -> None:
    """A norm that waits for nothing but what was named is a ground, told by its facts."""
    people = {"reader@inbox.example": AddressEntry("", {"recipient.role": "opposing-counsel",
              "recipient.located_in": "US-IL"}),
              "ann@firm.example": AddressEntry(own=True)}  # fmt: skip
    sources = replace(examiner.sources, people=AddressBook(people))
    asking = Examiner(examiner.corpus, sources)
    question = _question(html(PIXEL))
    named = replace(question, forgiven=frozenset(examiner.corpus.law.vocabulary.facts))
    told = asking.judge(named)

    assert ReturnGround.UNDETERMINED not in asking.judge(question).grounds
    assert ReturnGround.UNDETERMINED in told.grounds
    assert "recipient.consented" in told.open_facts


def test_the_usual_is_assumed_only_where_that_is_wanted(examiner: Examiner) -> None:
    """Each check tells what it assumed, and the author's explanation says so too."""
    assuming = Examiner(examiner.corpus, examiner.sources, usual=True)
    message = _question(html(PIXEL), explain=True)

    assert examiner.judge(message).assumed == ()
    judgment = assuming.judge(message)
    assert "message.hidden_data" in judgment.assumed
    assert "matter.tribunal" not in judgment.assumed, "it is told"
    assert "Usual, and assumed:" in judgment.explained


def test_what_is_not_in_it_is_not_sent(examiner: Examiner) -> None:
    """Of plain text on its way out there is no doubt whether it is tracked."""
    reading = examiner.room.read_bytes(PLAIN)
    from advisor.gate.message_check import as_it_leaves

    scenario = examiner.facts(as_it_leaves(reading), ()).scenario
    assert frozenset() == scenario.facts["tracking.mechanisms"]
    assert "sent" == scenario.facts["message.direction"]


def test_blind_copies_count(examiner: Examiner) -> None:
    """The envelope names those whom no header does, and nobody twice."""
    reading = examiner.room.read_bytes(PLAIN)
    scenario = examiner.facts(reading, ("Reader@INBOX.example", "blind@other.example")).scenario

    assert ["reader@inbox.example", "blind@other.example"] == [one.name for one in scenario.people]
    assert "client" == scenario.people[1].facts["recipient.role"]


MATTERS = """\
matters:
  - matter: One
    match: [{domain: inbox.example}]
    facts: {matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}}
  - matter: Two
    match: [{header: {X-Matter: 2}}]
    facts: {matter: {tribunal: US-PA}}
"""
FIRM = "profile: The firm\nfacts: {lawyer: {admitted_in: [US-IL]}}\n"


@pytest.fixture(scope="module")
def knowing(people: Path) -> Examiner:
    """Return one who knows the matters and the profile, and no scenario."""
    folder = people.parent
    (folder / "matters.yaml").write_text(MATTERS)
    (folder / "firm.yaml").write_text(FIRM)
    return Examiner.of(
        Sources(people=people, matters=folder / "matters.yaml", profile=folder / "firm.yaml")
    )


def test_matters_and_profile_are_known(knowing: Examiner) -> None:
    """What they tell makes the message stop, its author learns it, and the record names it."""
    judgment = knowing.judge(_question(html(PIXEL), explain=True))

    assert Verdict.STOP is judgment.verdict
    assert ("One",) == judgment.matters
    words = " ".join(judgment.explained.split())
    assert "From the matter One: the matter is before a tribunal;" in words
    assert "From the profile firm.yaml: the lawyer is admitted in Illinois." in words


def test_matters_that_disagree_leave_it_unchecked(knowing: Examiner) -> None:
    """Nobody knows which of the two is true, so there is no verdict."""
    judgment = knowing.judge(_question(html(PIXEL, more="X-Matter: 2\n")))

    assert (None, Skipped.MATTERS) == (judgment.verdict, judgment.skipped)
    assert ("One", "Two") == judgment.matters
    assert Skipped.MATTERS.ours


@pytest.mark.parametrize("name", ["matters", "profile"])
def test_a_file_that_is_broken_stops_the_checker(name: str, people: Path, tmp_path: Path) -> None:
    """A checker does not start without what it is told to know."""
    (tmp_path / "broken.yaml").write_text("matters: [{matter: A, match: [{}]}]\nfacts: 1\n")
    with pytest.raises(ValueError, match=r"broken\.yaml"):
        Examiner.of(Sources(people=people, **{name: tmp_path / "broken.yaml"}))


@pytest.mark.parametrize(
    ("message", "sender", "why"),
    [
        (PLAIN.replace(b"firm", b"other"), "eve@other.example", Skipped.NOT_OUTGOING),
        (PLAIN, "", Skipped.NO_AUTHOR),
        (b"", "ann@firm.example", Skipped.UNREADABLE),
    ],
)
def test_what_is_not_judged(examiner: Examiner, message: bytes, sender: str, why: Skipped) -> None:
    """Mail of others, reports without an author and what cannot be read have no verdict."""
    judgment = examiner.judge(_question(message, sender))
    assert (None, why) == (judgment.verdict, judgment.skipped)


def test_checkers_keep_the_time(people: Path) -> None:
    """A check beyond its limit is stopped, its checker replaced, and the next one is answered."""

    async def run() -> None:
        checkers = CheckerPool(Sources(people=people), 1, 20)
        await checkers.start()
        try:
            whole = await checkers.check(_question(html(PIXEL)))
            assert whole.verdict is not None
            checkers.time_limit = 0.0005
            slow = await checkers.check(_question(html(PIXEL + "<p>text</p>" * 200_000)))
            assert slow.skipped is Skipped.TIME_LIMIT
            checkers.time_limit = 30
            again = await checkers.check(_question(html(PIXEL)))
            assert whole.verdict is again.verdict
            (one,) = multiprocessing.active_children()
            one.kill()
            dead = await checkers.check(_question(html(PIXEL)))
            assert dead.skipped is Skipped.FAILURE
            assert whole.verdict is (await checkers.check(_question(html(PIXEL)))).verdict
        finally:
            await checkers.stop()

    asyncio.run(run())


def test_a_checker_that_cannot_start_says_why(tmp_path: Path) -> None:
    """A file that went missing is named."""

    async def run() -> None:
        checkers = CheckerPool(Sources(people=tmp_path / "gone.yaml"), 1, 20)
        with pytest.raises(WorkerNotReady, match=r"gone\.yaml.*unreadable"):
            await checkers.start()
        await checkers.stop()

    asyncio.run(run())
