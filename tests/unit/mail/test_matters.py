"""Matters: which message belongs to which, and what it is told by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.mail.letters_made import PIXEL, html

import advisor
from advisor.corpus import read_scenario
from advisor.mail import (
    AddressBook,
    KnownSources,
    Matter,
    MatterFile,
    MessageAnalysis,
    MessageReader,
    apply_matters,
    disagreement_text,
    disagreements,
    merge_known_facts,
    provenance,
    read_address_book,
    read_matters,
    to_scenario,
)
from advisor.mail.signals import Provenance
from advisor.model.law import Law
from advisor.model.scenarios import Origin, Scenario, Source

READER = MessageReader()
MATTERS = """\
matters:
  - matter: Smith v. Jones
    match:
      - {domain: inbox.example, subject_tag: SMITH}
    facts:
      matter: {tribunal: US-IL, before_tribunal: true}
      lawyer: {admitted_in: [US-IL]}
    recipients:
      - {address: reader@inbox.example, role: opposing-counsel, located_in: US-IL}
      - {domain: inbox.example, role: witness}
"""
BOOK = """\
people:
  - {domain: firm.example, own: true}
  - {address: reader@inbox.example, role: client, consented: false}
"""


@pytest.fixture(scope="module")
def law() -> Law:
    """Return the bundled law."""
    return advisor.load(engine="reference").law


def _read(text: str, law: Law, folder: Path) -> tuple[Matter, ...]:
    (folder / "matters.yaml").write_text(text)
    matters, problems = read_matters(folder / "matters.yaml", law)
    assert () == problems
    return matters


def _message(
    subject: str = "[SMITH] An offer", source: str = "x.eml", more: str = ""
) -> MessageAnalysis:
    data = html(PIXEL, more=more).replace(b"Subject: Hello", f"Subject: {subject}".encode())
    return READER.read_bytes(data, source)


def _with_clue(clue: str, law: Law, folder: Path) -> MatterFile:
    return MatterFile(_read(f"matters: [{{matter: M, match: [{clue}]}}]\n", law, folder))


@pytest.mark.parametrize(
    ("clue", "subject", "source", "more", "fits"),
    [
        ("{address: READER@inbox.example}", "x", "x.eml", "", True),
        ("{address: ann@firm.example}", "x", "x.eml", "", True),
        ("{address: eve@inbox.example}", "x", "x.eml", "", False),
        ("{domain: inbox.example}", "x", "x.eml", "", True),
        ("{domain: box.example}", "x", "x.eml", "", False),
        ("{domain: '@Example'}", "x", "x.eml", "", True),
        ("{subject_tag: Smith}", "Re: [SMITH] offer", "x.eml", "", True),
        ("{subject_tag: '[SMITH]'}", "[ smith ]", "x.eml", "", True),
        ("{subject_tag: SMITH}", "Smith", "x.eml", "", False),
        ("{client_number: 10442-001}", "Re: 10442-001.", "x.eml", "", True),
        ("{client_number: 10442}", "Re: 10442-001", "x.eml", "", False),
        ("{client_number: 0100}", "Re: 100", "x.eml", "", False),
        ("{client_number: 10442}", "x", "in/10442/cur/1", "", True),
        ("{folder: Smith}", "x", "in/smith/1.eml", "", True),
        ("{folder: clients/Smith}", "x", "in/Clients/Smith/cur/1", "", True),
        ("{folder: clients/Smith}", "x", "in/.Clients.Smith/cur/1", "", True),
        ("{folder: Smith}", "x", "in/Smith.mbox#12", "", True),
        ("{folder: Smith}", "x", "in/smith.eml", "", False),
        ("{folder: Smith}", "x", "in/smithson/1.eml", "", False),
        ("{header: {X-Matter: 2026-014}}", "x", "x.eml", "X-Matter:  2026-014\n", True),
        ("{header: {X-Matter: 2026-014}}", "x", "x.eml", "X-Matter: 2026-0145\n", False),
        ("{header: {X-Matter: 2026-014}}", "x", "x.eml", "", False),
        ("{domain: inbox.example, subject_tag: SMITH}", "[SMITH]", "x.eml", "", True),
        ("{domain: inbox.example, subject_tag: SMITH}", "x", "x.eml", "", False),
        ("{domain: other.example, subject_tag: SMITH}", "[SMITH]", "x.eml", "", False),
        ("{domain: other.example}, {subject_tag: SMITH}", "[SMITH]", "x.eml", "", True),
        ("{header: {X-A: 1, X-B: 2}}", "x", "x.eml", "X-A: 1\n", False),
        ("{header: {X-A: 1, X-B: 2}}", "x", "x.eml", "X-A: 1\nX-B: 2\n", True),
    ],
)  # fmt: skip
def test_a_clue_fits(  # noqa: PLR0913 - a row is a clue and a message
    clue: str, subject: str, source: str, more: str, *, fits: bool, law: Law, tmp_path: Path
) -> None:
    """All that one clue names has to be there; of several clues one will do."""
    matters = _with_clue(clue, law, tmp_path)
    assert fits is bool(matters.of(_message(subject, source, more)))


def test_what_fits_nothing_stays_as_it_is(law: Law, tmp_path: Path) -> None:
    """Without a matter a message tells what it told before."""
    matters = MatterFile(_read(MATTERS, law, tmp_path))
    made = to_scenario(_message("no tag"))

    assert () == matters.of(_message("no tag"))
    assert apply_matters(made, ()) is made


def _told(law: Law, folder: Path, book: bool = True) -> Scenario:  # noqa: FBT001, FBT002 - a test
    reading = _message()
    (folder / "people.yaml").write_text(BOOK)
    people = read_address_book(folder / "people.yaml", law)[0] if book else AddressBook()
    made = to_scenario(reading, people)
    return apply_matters(made, MatterFile(_read(MATTERS, law, folder)).of(reading)).scenario


def test_a_matter_tells_what_no_message_does(law: Law, tmp_path: Path) -> None:
    """Facts of the matter and of its people are told, each with the matter as its origin."""
    scenario = _told(law, tmp_path, book=False)
    known = Origin(Source.MATTER, "Smith v. Jones")

    assert "US-IL" == scenario.facts["matter.tribunal"]
    assert known == scenario.origin("matter.tribunal")
    assert known == scenario.origin("lawyer.admitted_in")
    assert "opposing-counsel" == scenario.people[0].facts["recipient.role"], "not the domain's"
    assert known == scenario.origin("recipient.role", 0)
    assert Origin(Source.MESSAGE, "observed") == scenario.origin("message.channel")


def test_a_matter_counts_before_the_address_book(law: Law, tmp_path: Path) -> None:
    """Who somebody is in this matter counts before who they are in general, and that is said."""
    scenario = _told(law, tmp_path)
    person = scenario.people[0]

    assert "opposing-counsel" == person.facts["recipient.role"]
    assert "the address book says client" == person.origins["recipient.role"].because
    assert Source.MATTER is person.origins["recipient.role"].source
    assert "the address book" == person.origins["recipient.consented"].detail
    assert person.facts["recipient.same_firm"] is False
    assert Origin(Source.MESSAGE, "inferred") == person.origins["recipient.same_firm"]


def test_what_is_seen_counts_before_the_matter(law: Law, tmp_path: Path) -> None:
    """A matter that says otherwise than the message is overruled, and that is said."""
    text = MATTERS.replace("role: opposing-counsel", "same_firm: true")
    (tmp_path / "people.yaml").write_text(BOOK)
    people, _ = read_address_book(tmp_path / "people.yaml", law)
    reading = _message()
    matters = MatterFile(_read(text, law, tmp_path)).of(reading)
    person = apply_matters(to_scenario(reading, people), matters).scenario.people[0]

    assert person.facts["recipient.same_firm"] is False
    assert "the matter Smith v. Jones says yes" == person.origins["recipient.same_firm"].because


def test_what_is_told_counts_before_the_matter(law: Law, tmp_path: Path) -> None:
    """Known facts win over the matter, a notice says so, and nobody calls it told by the matter."""
    reading = _message()
    made = apply_matters(
        to_scenario(reading), MatterFile(_read(MATTERS, law, tmp_path)).of(reading)
    )
    told = Scenario(facts={"matter.tribunal": "US-NY", "matter.before_tribunal": True})
    scenario, notices = merge_known_facts(made, told)

    assert "US-NY" == scenario.facts["matter.tribunal"]
    because = "the matter Smith v. Jones says US-IL"
    assert Origin(Source.TOLD, because=because) == scenario.origin("matter.tribunal")
    assert Source.TOLD is scenario.origin("matter.before_tribunal").source
    assert Source.MATTER is scenario.origin("lawyer.admitted_in").source
    notice = "`matter.tribunal` is told otherwise than the matter `Smith v. Jones` says"
    assert [f"{notice}: what is told counts"] == list(notices)
    assert Provenance.ASSERTED is provenance(made, told)["lawyer.admitted_in"]


def test_what_is_said_to_be_unknown_no_matter_tells(law: Law, tmp_path: Path) -> None:
    """Who says that the tribunal is not known is not talked over, nor by two matters."""
    (tmp_path / "known.yaml").write_text("scenario: x\nfacts: {matter: {tribunal: unknown}}\n")
    known, _ = read_scenario(tmp_path / "known.yaml", law)
    one = KnownSources(matters=MatterFile(_read(MATTERS, law, tmp_path)), known=known)
    facts = one.read(_message())
    assert "matter.tribunal" not in facts.scenario.facts
    assert facts.scenario.facts["matter.before_tribunal"] is True
    two = KnownSources(matters=MatterFile(_read(TWO, law, tmp_path)), known=known)
    assert ["recipient.role"] == [found.fact for found in two.read(_message()).disagreements]


TWO = """\
matters:
  - matter: One
    match: [{domain: inbox.example}]
    facts: {matter: {tribunal: US-IL, is_civil: true}}
    recipients: [{address: reader@inbox.example, role: client}]
  - matter: Two
    match: [{subject_tag: SMITH}]
    facts: {matter: {tribunal: US-NY, is_civil: true}}
    recipients: [{domain: inbox.example, role: opposing-counsel}]
"""


def test_two_matters_that_disagree(law: Law, tmp_path: Path) -> None:
    """Both facts are named with both matters; what is told beside them is not disputed."""
    matters = MatterFile(_read(TWO, law, tmp_path)).of(_message())
    people = ("reader@inbox.example",)

    assert ["One", "Two"] == [matter.name for matter in matters]
    assert [
        "the matters `One` and `Two` disagree on `matter.tribunal`",
        "the matters `One` and `Two` disagree on `recipient.role` of reader@inbox.example",
    ] == [disagreement_text(found) for found in disagreements(matters, people)]
    assert 1 == len(disagreements(matters, ()))
    assert () == disagreements(matters, (), Scenario(facts={"matter.tribunal": "US-IL"}))
    assert () == disagreements(matters[:1], people)


def test_two_matters_that_agree(law: Law, tmp_path: Path) -> None:
    """What both say, and what only one says, is told; the first names it."""
    text = TWO.replace("US-NY", "US-IL").replace("opposing-counsel", "client")
    reading = _message()
    matters = MatterFile(_read(text, law, tmp_path)).of(reading)
    scenario = apply_matters(to_scenario(reading), matters).scenario

    assert () == disagreements(matters, ("reader@inbox.example",))
    assert Origin(Source.MATTER, "One") == scenario.origin("matter.tribunal")


@pytest.mark.parametrize(
    ("entry", "code", "fix"),
    [
        ("{matter: A, match: [{}]}", "empty-condition", "write `{domain: client.example}`"),
        ("{matter: A, match: []}", "wrong-type", ""),
        ("{matter: A}", "missing-key", ""),
        ("{matter: A, match: [{adress: a@b.c}]}", "unknown-key", "did you mean `address`?"),
        ("{matter: A, match: [{address: Ann <a@b.c>}]}", "bad-value", "write `address: name@"),
        ("{matter: A, match: [{domain: a@b.c}]}", "bad-value", "write `domain: client.example`"),
        ("{matter: A, match: [{client_number: 1 2}]}", "bad-value", "write it in one word"),
        ("{matter: A, match: [{domain: b.c}], facts: {message: {direction: sent}}}",
         "not-lasting", "tell it in the scenario of the message"),
        ("{matter: A, match: [{domain: b.c}], facts: {lawyer: {knows_of_tracking: true}}}",
         "not-lasting", "tell it in the scenario of the message"),
        ("{matter: A, match: [{domain: b.c}], facts: {matter: {tribunl: US-IL}}}",
         "unknown-fact", "did you mean `matter.tribunal`?"),
        ("{matter: A, match: [{domain: b.c}], recipients: [{role: client}]}",
         "missing-key", "write `address: name@firm.example`"),
        ("{matter: A, match: [{domain: b.c}], recipients: [{domain: b.c, role: x}]}",
         "unknown-option", "use one of"),
        ("{matter: A, match: [{domain: b.c}], recipients: [{domain: b.c}, {domain: b.c}]}",
         "told-twice", "remove one of the two"),
        ("{matter: A, match: [{domain: b.c}]}, {matter: A, match: [{domain: d.e}]}",
         "duplicate-id", "give each a name of its own"),
    ],
)  # fmt: skip
def test_a_file_with_a_mistake_is_refused(
    entry: str, code: str, fix: str, law: Law, tmp_path: Path
) -> None:
    """Each mistake has its place and a cure, and no matter is half read."""
    (tmp_path / "matters.yaml").write_text(f"matters: [{entry}]\n")
    matters, problems = read_matters(tmp_path / "matters.yaml", law)

    assert () == matters
    assert code in {problem.code for problem in problems}
    assert any(fix in problem.fix for problem in problems)
    assert all(problem.at.line for problem in problems)
