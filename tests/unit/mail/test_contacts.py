"""Address books as other programs write them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from advisor.advice import load
from advisor.mail import AddressBook, read_address_book
from advisor.model.law import Law

OUTLOOK = (
    '"Title","First Name","Middle Name","Last Name","Company","E-mail Address",'
    '"E-mail Type","E-mail 2 Address","Notes"\r\n'
    '"","Otto","","Counsel","Other","otto@other.example","SMTP","Otto@Home.example","consented"\r\n'
    '"","Jörg","","Groß","Firm","/o=Firm/ou=Exchange/cn=Recipients/cn=joerg","EX","",""\r\n'
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value\n"
    "Otto,,Counsel,* myContacts,Work,otto@other.example ::: o@other.example,otto@home.example\n"
)
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Counsel;Otto;;;\r\nFN:Otto \r\n Counsel\\, Esq.\r\n"
    "item1.EMAIL;TYPE=INTERNET,WORK:otto@other.example\r\nEMAIL;PREF=1:otto@home.example\r\n"
    "END:VCARD\r\nBEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gro=C3=9F;J=C3=B6rg;;;\r\n"
    "EMAIL;INTERNET:joerg@firm.example\r\nEND:VCARD\r\n"
)
DIRECTORY = (
    "# exported\ndn: uid=otto,ou=people\ncn: Otto\ndisplayName:: "
    + base64.b64encode("Otto Müller".encode()).decode()
    + "\nmail: otto@other.exa\n mple\n\ndn: uid=ann\ncn: Ann\nmail: ann@firm.example\n"
)


@pytest.fixture(scope="module")
def law() -> Law:
    """Load the bundled law once."""
    return load().law


def _read(folder: Path, name: str, data: str | bytes, law: Law) -> AddressBook:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    book, problems = read_address_book(path, law)
    assert not problems
    return book


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.csv", OUTLOOK.encode("cp1252"), {
            "otto@other.example": "Otto Counsel", "otto@home.example": "Otto Counsel",
            "/o=firm/ou=exchange/cn=recipients/cn=joerg": "Jörg Groß"}),
        ("b.csv", GOOGLE, dict.fromkeys(
            ("otto@other.example", "o@other.example", "otto@home.example"), "Otto Counsel")),
        ("c.vcf", CARD, {"otto@other.example": "Otto Counsel, Esq.",
                         "otto@home.example": "Otto Counsel, Esq.",
                         "joerg@firm.example": "Jörg Groß"}),
        ("d.ldif", DIRECTORY, {"otto@other.example": "Otto Müller", "ann@firm.example": "Ann"}),
    ],
)  # fmt: skip
def test_contacts(
    tmp_path: Path, law: Law, name: str, data: str | bytes, expected: dict[str, str]
) -> None:
    """Names and addresses are taken, and said to be; who consented is guessed of nobody."""
    book = _read(tmp_path, name, data, law)

    assert expected == {address: entry.name for address, entry in book.addresses.items()}
    assert not any(entry.facts or entry.own for entry in book.addresses.values())
    (note,) = book.notes
    assert "became addresses" in note
    assert note.endswith("nothing else")


def test_which_columns(tmp_path: Path, law: Law) -> None:
    """Which columns became what is said by their names."""
    (note,) = _read(tmp_path, "a.csv", OUTLOOK.encode("cp1252"), law).notes

    assert "`E-mail Address`, `E-mail 2 Address` became addresses" in note
    assert "`First Name` and `Middle Name` and `Last Name` the name" in note


def test_a_book_names_contacts(tmp_path: Path, law: Law) -> None:
    """A book of one's own adds to contacts what they cannot say, and counts before them."""
    (tmp_path / "all.vcf").write_text(CARD)
    text = (
        "contacts: [all.vcf]\npeople:\n  - {domain: firm.example, own: true}\n"
        "  - {domain: home.example, role: client}\n"
        "  - {address: otto@other.example, name: The other side, role: opposing-counsel}\n"
    )
    book = _read(tmp_path, "people.yaml", text, law)

    assert "The other side" == book.addresses["otto@other.example"].name
    home = book.of("otto@home.example")
    assert home is not None
    assert ("Otto Counsel, Esq.", "client") == (home.name, home.facts["recipient.role"])
    assert book.is_own("joerg@firm.example")


def test_contacts_that_are_none(tmp_path: Path, law: Law) -> None:
    """A file that holds no contacts is told, and its book is not used."""
    (tmp_path / "all.vcf").write_text("nothing")
    path = tmp_path / "people.yaml"
    path.write_text("contacts: [all.vcf]\npeople: []\n")
    _, problems = read_address_book(path, law)

    assert ["unreadable"] == [problem.code for problem in problems]
