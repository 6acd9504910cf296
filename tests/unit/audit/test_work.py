"""One batch of mail: the same answers as single checks, in whatever company."""

from __future__ import annotations

import pickle
from functools import partial

import pyarrow as pa
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
from advisor.mail.sources.readers import Raw

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
        scenario = bench.scenario(bench.room.read_bytes(data, name))
        opinion = corpus.advise(scenario, as_of=DAY)
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


def test_sources_without_data(terms: AuditConfig) -> None:
    """A file that could not be had is a row with that reason."""
    (row,) = (
        AuditWorker(terms).mail([Raw("x.eml", damage="it cannot be opened")]).messages.to_pylist()
    )
    assert "it cannot be opened" == row["damage"]
