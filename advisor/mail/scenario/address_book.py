"""The address book: what the user tells of the people whom a message cannot describe."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.lines import NO_BREAKS, split_lines
from advisor.facts.value_parser import (
    FactValueError,
    FactValueParser,
    expected_value,
    parse_flag,
)
from advisor.mail.detect.vendor_data import above
from advisor.mail.scenario.contacts import Contacts, read_contacts
from advisor.mail.scenario.exchange_addresses import is_exchange
from advisor.source.csv_dialect import read_csv_dialect
from advisor.source.scalars import UNKNOWN_WORD
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from yaml import SafeLoader as _Loader

    from advisor.diagnostics.codes import Code
    from advisor.model.law import Law
    from advisor.model.vocabulary import Value

else:  # written in C where that is to be had: a large book is read twice
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ADDRESS_BOOK_LIMIT = 20_000_000
_OWN_COLUMNS = ("address", "domain", "name", "own")


@dataclass(frozen=True, slots=True)
class AddressEntry:
    """What is told of one address, or of all below a domain; `own` where it is the user's."""

    name: str = field(default="", repr=False)
    facts: Mapping[str, Value] = field(default_factory=dict, repr=False)
    own: bool = False


@dataclass(frozen=True, slots=True)
class AddressBook:
    """
    An address book: an address counts before its domain, a narrow domain before a wide one.

    `gateways` are hosts of the user's own side that rewrite links in mail; `notes` say what of
    the contacts of other programs was taken for what.
    """

    addresses: Mapping[str, AddressEntry] = field(default_factory=dict, repr=False)
    domains: Mapping[str, AddressEntry] = field(default_factory=dict, repr=False)
    gateways: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)

    def of(self, address: str, name: str = "") -> AddressEntry | None:
        """
        Return what is told of an address; `None` where that is nothing.

        `name` is what stands beside it: one of Exchange's own addresses says nothing by itself.
        """
        known = self.addresses.get(address)
        if known is not None:
            return known
        if is_exchange(address):
            written = self._written(address, name)
            return self.of(written) if written else self._above_exchange(address)
        domain = address.rpartition("@")[2]
        return next((self.domains[item] for item in above(domain) if item in self.domains), None)

    def is_own(self, address: str, name: str = "") -> bool:
        """Return whether an address is the user's own, by itself or by its domain."""
        if is_exchange(address):
            written = self._written(address, name)
            entry = self.addresses.get(address) or self._above_exchange(address)
            return self.is_own(written) if written else entry is not None and entry.own
        domain = address.rpartition("@")[2]
        told = [self.addresses.get(address), *(self.domains.get(item) for item in above(domain))]
        return any(item is not None and item.own for item in told)

    def _written(self, address: str, name: str) -> str:
        """Return the address of mail that an address of Exchange's own stands for, if one does."""
        if address in self.addresses:
            return ""
        wanted, last = name.casefold(), address.rpartition("/cn=")[2].rpartition("-")[2]
        called = [key for key, entry in self.addresses.items()
                  if wanted and entry.name.casefold() == wanted]  # fmt: skip
        spelt = [key for key in self.addresses if key.partition("@")[0] == last]
        return next((found[0] for found in (called, spelt) if len(found) == 1), "")

    def _above_exchange(self, address: str) -> AddressEntry | None:
        """Return what is told of an organisation on an Exchange server."""
        told = [item for item in self.domains if item[:1] == "/" and address.startswith(item)]
        return self.domains[max(told, key=len)] if told else None

    @property
    def names_own(self) -> bool:
        """Return whether any address is said to be the user's own."""
        return any(address.own for address in (*self.addresses.values(), *self.domains.values()))


def read_address_book(path: Path, law: Law) -> tuple[AddressBook, tuple[Diagnostic, ...]]:
    """
    Read an address book, YAML or CSV, with every problem found in it.

    Contacts as Outlook, Google and others write them (CSV, vCard, LDIF) tell names alone.
    Beside `address` or `domain`, `name` and `own`, an entry holds facts of a recipient.
    """
    book = _Book(str(path), law)
    data = b""
    try:
        with path.open("rb") as opened:
            data = opened.read(ADDRESS_BOOK_LIMIT + 1)
        text = _text(data, path.suffix) if len(data) <= ADDRESS_BOOK_LIMIT else ""
    except OSError:
        book.add("unreadable", 1, "the address book cannot be opened", "give the path of a file")
        return AddressBook(), tuple(book.problems)
    except UnicodeDecodeError:
        fix = (
            "name a consent register with `--consents`"
            if _is_database(data)
            else "save it as UTF-8"
        )
        book.add("not-utf8", 1, "the address book is not UTF-8 text", fix)
        return AddressBook(), tuple(book.problems)
    if len(data) > ADDRESS_BOOK_LIMIT:
        limit = f"{ADDRESS_BOOK_LIMIT // 10**6} MB"
        book.add("too-large", 1, f"the address book is larger than {limit}",
                 "tell of domains where all below them are alike")  # fmt: skip
        return AddressBook(), tuple(book.problems)
    contacts = None if _is_own_table(text, path.suffix) else read_contacts(text, path.suffix)
    if contacts is not None:
        book.add_contacts(contacts, path)
        return book.made(), tuple(book.problems)
    rows = _from_csv(text, book) if path.suffix.lower() == ".csv" else _from_yaml(text, book)
    for line, row in rows:
        book.take(line, row)
    return book.made(), tuple(book.problems)


def _is_database(data: bytes) -> bool:
    return data.startswith(b"SQLite format 3\0")


def _text(data: bytes, suffix: str) -> str:
    """Decode a book; raises `UnicodeDecodeError` where it is no UTF-8, as tables of Outlook are."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        if _is_own_table(text, suffix) or read_contacts(text, suffix) is None:
            raise
        return text


def _is_own_table(text: str, suffix: str) -> bool:
    """Return whether a table has the columns of an address book of this program."""
    head = re.split(r"[,;\t]", text.lstrip("\ufeff\n\r ").partition("\n")[0].lower())
    return suffix.lower() == ".csv" and not {"address", "domain"}.isdisjoint(
        cell.strip(' "\r') for cell in head
    )


def _from_csv(text: str, book: _Book) -> Iterator[tuple[int, Mapping[str, Any]]]:
    opened = io.StringIO(text, newline="")
    try:
        dialect = read_csv_dialect(opened)
    except ValueError as error:
        what = f"the address book cannot be read: {error}"
        book.add("csv-syntax", 1, what, "save it as CSV again")
        return
    twice = sorted({name for name in dialect.columns if name and dialect.columns.count(name) > 1})
    if twice:
        book.add("contradiction", dialect.blank_lines + 1, f"two columns are named `{twice[0]}`",
                 "keep one of the two")  # fmt: skip
        return
    if not {"address", "domain"} & set(dialect.columns):
        book.add("missing-key", 1, "the first line names no column `address` or `domain`",
                 "begin with a line as `address,domain,role,located_in,consented,own`")  # fmt: skip
        return
    reader = csv.reader(opened, delimiter=dialect.delimiter)
    before = dialect.blank_lines + dialect.header_lines
    try:
        for row in reader:
            line = before + reader.line_num
            if len(row) > len(dialect.columns):
                book.add("bad-value", line, "a line has more cells than columns",
                         "put quotation marks around a cell that holds a separator")  # fmt: skip
                continue
            cells = {name: cell.strip() for name, cell in zip(dialect.columns, row, strict=False)}
            if any(cells.values()):
                yield line, {name: cell for name, cell in cells.items() if cell}
    except csv.Error:
        line = before + reader.line_num
        book.add("csv-syntax", line, "the address book is not well-formed CSV",
                 "save it as CSV again")  # fmt: skip


def _from_yaml(text: str, book: _Book) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(split_lines(text), 1):
        if any(sign in line for sign in NO_BREAKS):  # PyYAML would begin a line after it
            book.add("line-separator", number, "a character here only looks like the end of a line",
                     "start a new line there, or remove the character")  # fmt: skip
            return
    try:
        root = yaml.compose(text, Loader=_Loader)
        told = yaml.load(text, Loader=_Plain)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError):
        book.add("yaml-syntax", 1, "the address book is not well-formed YAML", "mend its YAML")
        return
    people = told.get("people") if isinstance(told, dict) else None
    if not isinstance(people, list) or not isinstance(root, yaml.MappingNode):
        book.add(
            "missing-key", 1, "the address book lists no `people`", "write `people:` and a list"
        )
        return
    gateways = told.get("gateways") or []
    if not isinstance(gateways, list) or not all(map(_is_host, gateways)):
        book.add("bad-value", 1, "`gateways` is no list of hosts",
                 "write `gateways: [mailgw.firm.example]`")  # fmt: skip
    else:
        book.gateways = tuple(sorted(host.lower() for host in gateways))
    _read_named_contacts(told.get("contacts") or [], book)
    nodes = next(value for key, value in root.value if key.value == "people")
    for node, row in zip(nodes.value, people, strict=False):
        line = node.start_mark.line + 1
        if isinstance(row, dict):
            yield line, {str(key): value for key, value in row.items()}
        else:
            book.add("bad-value", line, "an entry is not a list of keys",
                     "write `- {address: name@firm.example, role: client}`")  # fmt: skip


def _read_named_contacts(named: object, book: _Book) -> None:
    """Read the files of contacts that a book names, beside which it stands."""
    if not isinstance(named, list) or not all(isinstance(item, str) for item in named):
        book.add("bad-value", 1, "`contacts` is no list of files", "write `contacts: [all.vcf]`")
        return
    for item in named:
        path = Path(book.source).parent / item
        try:
            data = path.read_bytes()[: ADDRESS_BOOK_LIMIT + 1]
            text = _text(data, path.suffix) if len(data) <= ADDRESS_BOOK_LIMIT else ""
        except (OSError, UnicodeDecodeError):
            text = ""
        contacts = read_contacts(text, path.suffix)
        if contacts is None:
            book.add("unreadable", 1, f"`{item}` holds no contacts that can be read",
                     "name a CSV of Outlook or Google, a vCard or an LDIF file")  # fmt: skip
        else:
            book.add_contacts(contacts, path)


def _is_host(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", value) is not None


class _Plain(_Loader):
    """Reads every scalar as the text that stands there: `NO` is Norway."""


_Plain.yaml_implicit_resolvers = {}


class _Book:
    """Collects entries, noting what cannot be told so."""

    def __init__(self, source: str, law: Law) -> None:
        self.source = source
        self.law = law
        self.parser = FactValueParser(law.places.names)
        self.addresses: dict[str, AddressEntry] = {}
        self.domains: dict[str, AddressEntry] = {}
        self.gateways: tuple[str, ...] = ()
        self.contacts: dict[str, str] = {}
        self.notes: list[str] = []
        self.problems: list[Diagnostic] = []

    def made(self) -> AddressBook:
        """Return the book; what it says itself of an address counts before contacts."""
        plain = AddressBook(domains=self.domains)
        everyone = dict(self.addresses)
        for address, name in self.contacts.items():
            above_it = plain.of(address) or AddressEntry()
            everyone.setdefault(address, AddressEntry(name, above_it.facts, above_it.own))
        return AddressBook(everyone, self.domains, self.gateways, tuple(self.notes))

    def add_contacts(self, contacts: Contacts, path: Path) -> None:
        """Take the names of contacts, and note what was taken."""
        self.notes.append(f"{path}: {contacts.note}")
        for address, name in contacts.names.items():
            self.contacts.setdefault(address, name)

    def add(self, code: Code, line: int, what: str, fix: str) -> None:
        why = "the address book says what no message can, so it has to say it plainly"
        self.problems.append(Diagnostic(code, Span(self.source, line), what, why, fix))

    def take(self, line: int, row: Mapping[str, Any]) -> None:
        """Read one entry."""
        address, domain = (
            str(row.get(item) or "").strip().lower() for item in ("address", "domain")
        )
        if not address and not domain:
            self.add("missing-key", line, "an entry has neither address nor domain",
                     "write `address: name@firm.example` or `domain: firm.example`")  # fmt: skip
            return
        mail = "@" in address or is_exchange(address)
        if (address and (not mail or "<" in address)) or "@" in domain.lstrip("@"):
            self.add("bad-value", line, "an entry has an address or a domain that no mail can have",
                     "write `address: name@firm.example` or `domain: firm.example`")  # fmt: skip
            return
        own = str(row.get("own") or "").strip()
        is_own = parse_flag(own)
        if is_own is None and own.casefold() not in ("", UNKNOWN_WORD):
            self.add("bad-value", line, f"`own` cannot be `{own[:40]}`", "write `true` or `false`")
        facts: dict[str, Value] = {}
        for key, told in row.items():
            if key not in _OWN_COLUMNS:
                self._fact(line, key, told, facts)
        entry = AddressEntry(str(row.get("name") or ""), facts, own=is_own is True)
        entries, key = (self.addresses, address) if address else (self.domains, domain.lstrip("@."))
        if entries.setdefault(key, entry) != entry:
            self.add("contradiction", line, "an entry contradicts an earlier one",
                     "keep one of the two")  # fmt: skip

    def _fact(self, line: int, key: str, told: Any, facts: dict[str, Value]) -> None:  # noqa: ANN401
        name = key if "." in key else f"recipient.{key}"
        fact = self.law.vocabulary.facts.get(name)
        if fact is None or fact.entity != "recipient" or fact.judgment is not None:
            self.add("unknown-fact", line, f"no fact of a recipient is named `{key}`",
                     "see `advisor facts` for the names")  # fmt: skip
            return
        try:
            value = self.parser.parse(fact, told)
        except FactValueError as error:
            self.add("bad-value", line, f"`{name}` cannot be `{(error.text or str(told))[:40]}`",
                     f"write {expected_value(fact)}")  # fmt: skip
            return
        if value is not None:
            facts[name] = value
