"""Messages to verify are counted by what was not read, and the report says so."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from unit.audit.boxes import DAY, letter

from advisor.advice import Corpus
from advisor.audit.aggregation import AuditTally
from advisor.audit.batch_audit import AuditConfig, audit_batch
from advisor.audit.run import audit_result
from advisor.mail import read_address_book
from advisor.model.audits import Audit
from advisor.model.opinions import Reason, Verdict
from advisor.reports.audit.audit_json import audit_json
from advisor.reports.audit.audit_page import audit_page
from advisor.reports.render.plain_text import plain_text

PEOPLE = """people:
  - {domain: firm.example, own: true}
  - {domain: sydney.example, role: client, located_in: AU}
"""


@pytest.fixture(scope="module")
def audit(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """Audit two letters to a place of which no law was read, and one to nobody knows where."""
    book = tmp_path_factory.mktemp("people") / "people.yaml"
    book.write_text(PEOPLE)
    people, _ = read_address_book(book, corpus.law)
    terms = AuditConfig(corpus.law, DAY, people=people)
    letters = {
        "a.eml": letter(to="amy@sydney.example"),
        "b.eml": letter(to="bea@sydney.example"),
        "c.eml": letter(),
    }
    columns = {"source": list(letters), "data": pa.array(letters.values(), pa.large_binary())}
    tally = AuditTally()
    for worked in audit_batch(terms, [pa.record_batch(columns)]):
        part = AuditTally()
        part.note(worked.messages, worked.findings)
        tally.add(part)
    return audit_result(tally, ("letters",), terms)


def test_counted_by_reason(audit: Audit) -> None:
    """Each message to verify counts under the reason of its verdict, and no other message."""
    assert 2 == audit.verdicts[Verdict.VERIFY]
    assert {Reason.UNREAD_PLACE: 2} == audit.to_verify


def test_told_in_the_report(audit: Audit) -> None:
    """The report says how many there are and what was not read; so does JSON."""
    text = " ".join(plain_text(audit_page(audit)).split())

    assert "To verify: 2 where a place was told of which no law was read." in text
    assert {"unread-place": 2} == json.loads(audit_json(audit))["to_verify"]
