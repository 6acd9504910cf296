"""The file of matters: facts told once of a matter, and the clues by which its mail is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.facts.known_schema import MattersModel
from advisor.facts.profile import is_matter_fact, report_not_lasting
from advisor.facts.scenario_parser import FACTS_KEY, RECIPIENTS_KEY, ScenarioParser
from advisor.mail.scenario.address_book import AddressBook, AddressEntry
from advisor.model.scenarios import Origin, Source
from advisor.printable import printable_line
from advisor.source.diagnostics_sink import DiagnosticSink, quoted
from advisor.source.files import parse_bytes, read_bytes
from advisor.source.nodes import MapNode, ScalarNode
from advisor.source.shape_validation import validate_shape
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from advisor.diagnostics import Diagnostic, Span
    from advisor.model.law import Law
    from advisor.model.vocabulary import Value
    from advisor.source.nodes import Node

MATTERS_LIMIT = 20_000_000
MATTER_KEY = "matter"
_OTHERWISE = "tell it in the scenario of the message"
_ADDRESS, _DOMAIN, _NAME = "address", "domain", "name"
_WORD = re.compile(r"[^\W_](?:[\w./-]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class Clue:
    """
    What tells that a message belongs to a matter: all that is not empty, together.

    Everything is in lower case; `folder` has `/` between its parts, and `headers` are names
    with their values.
    """

    address: str = ""
    domain: str = ""
    subject_tag: str = ""
    client_number: str = ""
    folder: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether it would fit every message."""
        return self == Clue()


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: its clues, any of which will do, and what is true of all its mail."""

    name: str
    clues: tuple[Clue, ...] = field(repr=False)
    facts: Mapping[str, Value] = field(default_factory=dict, repr=False)
    people: AddressBook = field(default_factory=AddressBook, repr=False)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    @property
    def origin(self) -> Origin:
        """Return how a fact that the matter tells is known."""
        return Origin(Source.MATTER, self.name)


def read_matters(path: Path, law: Law) -> tuple[tuple[Matter, ...], tuple[Diagnostic, ...]]:
    """Read a file of matters, with every problem found in it; with an error there are none."""
    problems = DiagnosticSink()
    data = read_bytes(path, str(path), MATTERS_LIMIT, problems)
    root = None if data is None else parse_bytes(data, str(path), problems)
    matters: tuple[Matter, ...] = ()
    if root is not None:
        _, node = validate_shape(root, MattersModel, problems)
        if node is not None:
            matters = _Reader(law, problems).matters(node)
    return () if problems.stop else matters, problems.told()


class _Reader:
    """Reads matters, noting what cannot be told so."""

    def __init__(self, law: Law, problems: DiagnosticSink) -> None:
        self.law = law
        self.problems = problems

    def matters(self, node: MapNode) -> tuple[Matter, ...]:
        matters: dict[str, Matter] = {}
        for entry in node.maps("matters"):
            name = printable_line(_as_written(entry, MATTER_KEY))
            if name in matters:
                self.problems.add(
                    "duplicate-id",
                    entry.span_of(MATTER_KEY),
                    f"two matters are called {quoted(name)}",
                    why="nobody could tell from which of the two a fact is known",
                    fix="give each a name of its own, or write one entry with the clues of both",
                )
            matters[name] = Matter(
                name,
                tuple(filter(None, (self._clue(clue) for clue in entry.maps("match")))),
                *self._told(entry),
            )
        return tuple(matters.values())

    def _clue(self, node: MapNode) -> Clue | None:
        clue = Clue(
            address=self._address(node),
            domain=self._domain(node),
            subject_tag=_written(node, "subject_tag").strip("[] "),
            client_number=self._number(node),
            folder="/".join(re.findall(r"[^/\\]+", _written(node, "folder"))),
            headers=tuple(
                (name.lower(), _written(node.map("header"), name))
                for name in node.map("header").values
            ),
        )
        if not clue.is_empty:
            return clue
        if not any(_written(node, key) for key in node.values):
            self.problems.add(
                "empty-condition",
                node.span,
                "this clue names nothing that a message could have",
                why="it would put every message into this matter",
                fix="write `{domain: client.example}`, or remove it",
            )
        return None

    def _address(self, node: MapNode) -> str:
        address = _written(node, _ADDRESS)
        if address and (address.count("@") != 1 or set(address) & set("<> ,;")):
            self._report_clue(node, _ADDRESS, "write `address: name@client.example`")
        return address

    def _domain(self, node: MapNode) -> str:
        domain = _written(node, _DOMAIN).lstrip("@.")
        if "@" in domain or " " in domain:
            self._report_clue(node, _DOMAIN, "write `domain: client.example`")
        return domain

    def _number(self, node: MapNode) -> str:
        number = _written(node, "client_number")
        if number and not _WORD.fullmatch(number):
            self._report_clue(node, "client_number", "write it in one word, as in `10442-001`")
        return number

    def _report_clue(self, node: MapNode, key: str, fix: str) -> None:
        self.problems.add(
            "bad-value",
            node.span_of(key),
            f"no message has {quoted(_written(node, key))} as its {key.replace('_', ' ')}",
            why="a clue that can never fit leaves the mail of the matter without its facts",
            fix=fix,
        )

    def _told(self, entry: MapNode) -> tuple[Mapping[str, Value], AddressBook, Mapping[str, Span]]:
        node = entry.map(FACTS_KEY)
        facts, spans = ScenarioParser(self.law, self.problems).message_facts(node)
        known = self.law.vocabulary.facts
        for name, at in spans.items():
            if name in known and not is_matter_fact(known[name]):
                report_not_lasting(known[name], at, _OTHERWISE, self.problems)
        return facts, self._people(entry), spans

    def _people(self, entry: MapNode) -> AddressBook:
        addresses: dict[str, AddressEntry] = {}
        domains: dict[str, AddressEntry] = {}
        for person in entry.maps(RECIPIENTS_KEY):
            address, domain = self._address(person), self._domain(person)
            name = printable_line(_as_written(person, _NAME))
            told = self._person(person, name or address or domain)
            if not address and not domain:
                self.problems.add(
                    "missing-key",
                    person.span,
                    "a recipient of a matter has neither address nor domain",
                    why="a message names people by their addresses",
                    fix="write `address: name@firm.example` or `domain: firm.example`",
                )
                continue
            entries, key = (addresses, address) if address else (domains, domain)
            if key in entries:
                self.problems.add(
                    "told-twice",
                    person.span,
                    f"{quoted(key)} was told of before in this matter",
                    why="only one of the two could be read, and nobody could tell which was meant",
                    fix="remove one of the two",
                )
            entries[key] = AddressEntry(name, told)
        return AddressBook(addresses, domains)

    def _person(self, person: MapNode, name: str) -> dict[str, Value]:
        parser = ScenarioParser(self.law, self.problems)
        facts, spans = parser.recipient_facts(person, name, without=(_ADDRESS, _DOMAIN, _NAME))
        known = self.law.vocabulary.facts
        for fact, at in spans.items():
            if fact in known and known[fact].judgment is not None:
                report_not_lasting(known[fact], at, _OTHERWISE, self.problems)
        return facts


def words_of(text: str) -> frozenset[str]:
    """
    Return the words of a text that may be the number of a client or matter, in lower case.

    >>> sorted(words_of("Re: 10442-001 (draft)."))
    ['10442-001', 'draft', 're']
    """
    return frozenset(word.lower() for word in _WORD.findall(text))


def _written(node: MapNode, key: str) -> str:
    """Return a text as it is written, in lower case; empty where there is none."""
    return _as_written(node, key).lower()


def _as_written(node: MapNode, key: str) -> str:
    value: Node | None = node.values.get(key)
    return value.raw.strip() if isinstance(value, ScalarNode) and value.value is not None else ""
