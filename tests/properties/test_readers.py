"""Whatever stands in a file of a stranger, a reader ends in facts or in diagnostics."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.advice import Corpus, load
from advisor.diagnostics import InvalidCorpus
from advisor.facts.read_scenario import read_scenario
from advisor.mail import MessageReader
from advisor.mail.message_reader import BROKEN
from advisor.mail.scenario.address_book import read_address_book
from advisor.mail.scenario.matters import read_matters

ROOT = Path(__file__).resolve().parents[2]
ZEDLAND = ROOT / "tests/unit/memo/zedland"
POLICY = "policies/zz/opinion-1.yaml"
DAY = date(2026, 3, 2)
MAIL = b"""\
From: "A, Partner" <a.partner@firm.example>
To: =?utf-8?b?QmVu?= <b@other.example>, undisclosed:;
Date: Mon, 02 Mar 2026 10:00:00 +0000
Received: from a.example by b.example; Mon, 02 Mar 2026 10:00:01 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x y"

--x y
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p style=3D"background:url(https://t.example/b.gif)">Our offer.</p><img src=3D"https://t.example/o=
/9fK2xQ7LmB41vZ?u=3D8f14" width=3D"1" height=3D"1">
--x y
Content-Type: message/rfc822

Subject: =?iso-8859-1?q?caf=E9?=

Hello
--x y--
"""
BOOK = b"""\
people:
  - {address: b@other.example, name: Ben, role: opposing-counsel, located_in: US-IL}
domains:
  other.example: {role: client}
"""
TABLE = b"address,name,role,located_in\nb@other.example,Ben,client,US-IL\n"
MATTERS = (
    b"matters: [{matter: A, match: [{domain: client.example}], facts: {matter: {is_civil: true}}}]"
)
SIGNS = (
    b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\r", b"\n", b"\n\n", b"\t", b" ", b":", b": ",
    b"- ", b"{", b"}", b"[",
    b"]", b"&a ", b"*a", b"!!python/object:os.system ", b"|", b">", b"'", b'"',
    b"#", b"%YAML 9\n", b"---\n", b"...\n", b"<<: ", b"? ", b"1e999", b"0x", b"2026-02-30", b".nan",
    b"~", b"=?", b"?=", b"=?utf-8?b?!?=", b"--x y", b"--x y--", b"boundary=", b"charset=utf-7",
    b"base64", b"<", b"<!--", b"<img src=", b"https://", b"http://[", b"%", b"%zz", b"&#x0;",
    b"&#1114112;", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"," * 40, b"(" * 40,
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, *seeds: bytes) -> bytes:
    """Return one of the seeds with a few places cut out, doubled or written over."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 30)))
        put = draw(st.one_of(st.sampled_from(SIGNS), st.binary(max_size=4), st.just(data[at:end])))
        data = data[: draw(st.sampled_from((at, end)))] + put + data[end:]
    return data


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law."""
    return load(engine="reference")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder that the examples share."""
    folder = tmp_path_factory.mktemp("readers")
    shutil.copytree(ZEDLAND, folder / "zedland")
    yield folder
    shutil.rmtree(folder)


EXAMPLE = (ROOT / "docs/examples/settlement-offer.yaml").read_bytes()
OPINION = (ZEDLAND / POLICY).read_bytes()
READER = MessageReader()
OF_A_MODULE = settings(suppress_health_check=list(HealthCheck))


@OF_A_MODULE
@given(data=spoilt(EXAMPLE, b'{"facts": {"message": {"direction": "sent"}}}'))
def test_scenarios(data: bytes, corpus: Corpus, place: Path) -> None:
    """A scenario is read, or every problem has a place and a way out."""
    path = place / "scenario.yaml"
    path.write_bytes(data)

    scenario, problems = read_scenario(path, corpus.law, today=DAY)

    assert scenario is not None or problems
    assert all(problem.what and problem.fix and problem.at.source for problem in problems)


@OF_A_MODULE
@given(data=spoilt(BOOK, TABLE), suffix=st.sampled_from((".yaml", ".csv")))
def test_address_books(data: bytes, suffix: str, corpus: Corpus, place: Path) -> None:
    """An address book is read, and what is wrong in it is told."""
    path = place / f"people{suffix}"
    path.write_bytes(data)

    _, problems = read_address_book(path, corpus.law)

    assert all(problem.what and problem.fix for problem in problems)


@OF_A_MODULE
@given(data=spoilt(MATTERS))
def test_matters(data: bytes, corpus: Corpus, place: Path) -> None:
    """So are matters."""
    path = place / "matters.yaml"
    path.write_bytes(data)

    _, problems = read_matters(path, corpus.law)

    assert all(problem.what and problem.fix for problem in problems)


@OF_A_MODULE
@given(data=spoilt(OPINION))
def test_policies(data: bytes, place: Path) -> None:
    """A law is loaded, or every problem in it is told."""
    (place / "zedland" / POLICY).write_bytes(data)

    try:
        load(place / "zedland", bundled=False, engine="reference")
        problems = None
    except InvalidCorpus as invalid:
        problems = invalid.diagnostics

    assert problems is None or problems
    assert all(problem.what and problem.fix for problem in problems or ())


@OF_A_MODULE
@given(data=spoilt(MAIL))
def test_messages(data: bytes) -> None:
    """A message is analysed, or is said to be unreadable for a reason; no fault is swallowed."""
    reading = READER.read_bytes(data)

    assert BROKEN != reading.damage
