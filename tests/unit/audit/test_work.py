"""One batch of mail: the same answers as single checks, in whatever company."""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from unit.audit.boxes import DAY, OTHER, PIXEL, letter, mailbox

from advisor.advice import Corpus
from advisor.audit.batch_audit import (
    FINDINGS,
    MESSAGES,
    AuditConfig,
    AuditWorker,
    Worked,
    audit_batch,
)
from advisor.facts.profile import Profile
from advisor.mail import MatterFile, read_address_book, read_matters
from advisor.mail.sources.readers import Raw
from advisor.model.law_clock import moved_to

LETTERS = {
    "plain.eml": letter(),
    "pixel.eml": letter(PIXEL),
    "both.eml": letter(PIXEL, to=f"{OTHER}>, Carl <carl@client.example"),
    "received.eml": letter(PIXEL, sender="news@shop.example", to="ann@firm.example"),
    "old.eml": letter(PIXEL, day="Mon, 2 Mar 2020 09:59:00 -0600", to="carl@client.example"),
    "nobody.eml": letter(PIXEL).replace(b"To: Otto Counsel <otto@other.example>\n", b""),
    "empty.eml": b"",
}


def _batch(letters: dict[str, bytes]) -> pa.RecordBatch:
    columns = {"source": list(letters), "data": pa.array(letters.values(), pa.large_binary())}
    return pa.record_batch(columns)


def _one(terms: AuditConfig, letters: dict[str, bytes]) -> Worked:
    (worked,) = audit_batch(terms, [_batch(letters)])
    return worked


def test_same_as_single_checks(terms: AuditConfig, corpus: Corpus) -> None:
    """Each message has the verdict and the findings that a check of it alone gives."""
    worked = _one(terms, LETTERS)
    rows = {row["message"]: row for row in worked.messages.to_pylist()}
    bench = AuditWorker(terms)
    for name, data in LETTERS.items():
        if not data:
            continue
        scenario = bench.facts(bench.room.read_bytes(data, name)).scenario
        opinion = corpus.advise(moved_to(scenario, DAY), as_of=DAY)
        assert opinion.verdict.value == rows[name]["verdict"]
        expected = {
            (one.norm.id, one.jurisdiction, one.recipient, one.outcome.value, one.weight.value)
            for one in (*opinion.findings, *opinion.persuasive)
        }
        found = {
            (one["norm"], one["jurisdiction"], one["recipient_name"], one["outcome"], one["weight"])
            for one in worked.findings.to_pylist()
            if one["message"] == name
        }
        assert expected == found
    assert {rows[name]["verdict"] for name in LETTERS} >= {"stop", "ask", None}


def test_company_changes_nothing(terms: AuditConfig) -> None:
    """A message is answered alike alone, among others, before them and after them."""
    together = _one(terms, LETTERS)
    alone = audit_batch(terms, [_batch({name: data}) for name, data in reversed(LETTERS.items())])
    alone_in_order = list(alone)[::-1]
    assert together.messages.equals(
        pa.concat_tables(one.messages for one in alone_in_order).combine_chunks()
    )
    assert together.findings.equals(
        pa.concat_tables(one.findings for one in alone_in_order).combine_chunks()
    )


def test_damaged_message_is_a_row(terms: AuditConfig) -> None:
    """What cannot be read is a row with the reason and no verdict."""
    (row,) = _one(terms, {"empty.eml": b""}).messages.to_pylist()
    assert ("empty.eml", "it is empty") == (row["message"], row["damage"])
    assert row["verdict"] is None


def test_mailbox_has_its_messages(terms: AuditConfig) -> None:
    """A mailbox in a batch is read message by message, even if the last one is cut off."""
    cut = letter(PIXEL).replace(b"text/html; charset=utf-8", b"multipart/mixed; boundary=b")
    box = mailbox(letter(), cut.replace(PIXEL.encode(), b"--b\n\nDear")[:-1])
    rows = _one(terms, {"box": box}).messages.to_pylist()
    assert ["box#1", "box#2"] == [row["message"] for row in rows]
    assert "it ends before its last part does" in rows[1]["gaps"]


def test_empty_batch(terms: AuditConfig) -> None:
    """An empty batch gives empty tables of the same columns."""
    worked = _one(terms, {})
    assert (MESSAGES, FINDINGS) == (worked.messages.schema, worked.findings.schema)
    assert 0 == len(worked.messages) + len(worked.findings)


def test_terms_travel(terms: AuditConfig) -> None:
    """The work can be sent to another process and gives the same there."""
    work = pickle.loads(pickle.dumps(partial(audit_batch, terms)))  # noqa: S301 - our own bytes
    (worked,) = work([_batch(LETTERS)])
    assert worked.messages.equals(_one(terms, LETTERS).messages)


def test_no_words_of_a_message(terms: AuditConfig) -> None:
    """Subjects and bodies never enter a table."""
    worked = _one(terms, {"a.eml": letter("<p>SECRET-BODY</p>" + PIXEL)})
    told = str(worked.messages.to_pylist()) + str(worked.findings.to_pylist())
    assert "SECRET" not in told


def test_identifiers_under_a_key(terms: AuditConfig) -> None:
    """Under a key no address, name, domain or path can be read, and counts still work."""
    from dataclasses import replace

    sealed = _one(replace(terms, key=b"k" * 32), LETTERS)
    told = str(sealed.messages.to_pylist()) + str(sealed.findings.to_pylist())
    for word in ("example", "Otto", "otto", ".eml"):
        assert word not in told
    plain = _one(terms, LETTERS)
    for column in ("sender", "sender_domain", "message_id"):
        open_ones = plain.messages[column].to_pylist()
        closed_ones = sealed.messages[column].to_pylist()
        assert len(set(open_ones)) == len(set(closed_ones))
    assert plain.messages["verdict"].equals(sealed.messages["verdict"])


MATTERS = """\
matters:
  - matter: Smith v. Jones
    match: [{subject_tag: SMITH}]
    facts: {matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}}
    recipients: [{address: otto@other.example, role: opposing-counsel, consented: false}]
  - matter: Carl
    match: [{domain: client.example}]
    facts: {matter: {tribunal: none}}
"""
BY_MATTER = {
    "smith.eml": letter(PIXEL, subject="[SMITH] offer"),
    "carl.eml": letter(PIXEL, to="carl@client.example"),
    "both.eml": letter(PIXEL, subject="[SMITH]", to=f"{OTHER}>, C <carl@client.example"),
    "none.eml": letter(PIXEL),
}


@pytest.fixture
def by_matter(corpus: Corpus, tmp_path: Path) -> AuditConfig:
    """Return terms under which matters and a profile tell what no scenario does."""
    (tmp_path / "matters.yaml").write_text(MATTERS)
    (tmp_path / "people.yaml").write_text("people: [{domain: firm.example, own: true}]\n")
    matters, problems = read_matters(tmp_path / "matters.yaml", corpus.law)
    assert () == problems
    people, _ = read_address_book(tmp_path / "people.yaml", corpus.law)
    profile = Profile("The firm", "firm.yaml", {"lawyer.admitted_in": frozenset({"US-IL"})})
    return AuditConfig(corpus.law, DAY, people=people, matters=MatterFile(matters), profile=profile)


def test_matters_tell_each_message(by_matter: AuditConfig, corpus: Corpus) -> None:
    """A message is answered with what its matters and the profile tell, as a single check is."""
    worked = _one(by_matter, BY_MATTER)
    rows = {row["message"]: row for row in worked.messages.to_pylist()}
    bench = AuditWorker(by_matter)

    assert ["Smith v. Jones"] == rows["smith.eml"]["matters"]
    assert ["Carl"] == rows["carl.eml"]["matters"]
    assert [] == rows["none.eml"]["matters"]
    assert "stop" == rows["smith.eml"]["verdict"]
    for name in ("smith.eml", "carl.eml", "none.eml"):
        scenario = bench.facts(bench.room.read_bytes(BY_MATTER[name], name)).scenario
        assert corpus.advise(scenario, as_of=DAY).verdict.value == rows[name]["verdict"]
        assert '"lawyer.admitted_in":["US-IL"]' in rows[name]["facts"]


def test_matters_that_disagree_are_a_row_with_the_reason(by_matter: AuditConfig) -> None:
    """Such a message has no verdict; under a key its matters are not named."""
    row = _one(by_matter, BY_MATTER).messages.to_pylist()[2]
    reason = "the matters `Smith v. Jones` and `Carl` disagree on `matter.tribunal`"
    assert (reason, None, None) == (row["damage"], row["verdict"], row["matters"])

    from dataclasses import replace

    sealed = str(_one(replace(by_matter, key=b"k" * 32), BY_MATTER).messages.to_pylist())
    assert "disagree on `matter.tribunal`" in sealed
    assert "Smith" not in sealed
    assert "Carl" not in sealed


def test_without_matters_none_is_told(terms: AuditConfig) -> None:
    """The column is empty, and not a list of none."""
    assert {None} == set(_one(terms, LETTERS).messages["matters"].to_pylist())


def test_sources_without_data(terms: AuditConfig) -> None:
    """A file that could not be had is a row with that reason."""
    (row,) = (
        AuditWorker(terms).mail([Raw("x.eml", damage="it cannot be opened")]).messages.to_pylist()
    )
    assert "it cannot be opened" == row["damage"]
