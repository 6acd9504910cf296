"""Which matters a message belongs to, and what it is told by them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from advisor.facts.source_layers import lay_under, lay_under_recipient, overruling
from advisor.i18n import message
from advisor.mail.detect.vendor_data import above
from advisor.mail.scenario.matters import Clue, Matter, words_of
from advisor.mail.signals import Provenance
from advisor.model.scenarios import Source
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from advisor.mail.scenario.to_scenario import MessageScenario
    from advisor.mail.signals import MessageAnalysis
    from advisor.model.scenarios import Recipient, Scenario
    from advisor.model.vocabulary import Value

_IN_MAILBOX = re.compile(r"#[0-9]+$")
_TAG = re.compile(r"\[([^\[\]]{1,80})\]")
_DEEPEST = 24
"""So many folders within one another are looked at, from the innermost outwards."""


@dataclass(frozen=True, slots=True)
class MessageClues:
    """What a message has by which its matter may be known, all in lower case."""

    addresses: frozenset[str]
    domains: frozenset[str]
    subject_tags: frozenset[str]
    words: frozenset[str]
    folders: frozenset[str]
    headers: frozenset[tuple[str, str]]

    def fits(self, clue: Clue) -> bool:
        """Return whether all that a clue names is there."""
        return (
            (not clue.address or clue.address in self.addresses)
            and (not clue.domain or clue.domain in self.domains)
            and (not clue.subject_tag or clue.subject_tag in self.subject_tags)
            and (not clue.client_number or clue.client_number in self.words)
            and (not clue.folder or clue.folder in self.folders)
            and self.headers.issuperset(clue.headers)
        )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two matters of one message that tell one fact otherwise; `recipient` is an address."""

    fact: str
    matters: tuple[str, str]
    recipient: str = ""


@dataclass(frozen=True)
class MatterFile:
    """The matters of a firm, found by what their mail has."""

    matters: tuple[Matter, ...] = field(default=(), repr=False)

    def of(self, reading: MessageAnalysis) -> tuple[Matter, ...]:
        """Return the matters that a message belongs to, in the order of their file."""
        if not self.matters:
            return ()
        clues = self.clues(reading)
        places = {
            place
            for key in _keys_of(clues)
            for place, clue in self._by_key.get(key, ())
            if clues.fits(clue)
        }
        return tuple(self.matters[place] for place in sorted(places))

    def clues(self, reading: MessageAnalysis) -> MessageClues:
        """Return what a message has of all that the clues of matters look at."""
        people = [*(reading.recipients or ()), *([reading.sender] if reading.sender else ())]
        addresses = frozenset(person.address.lower() for person in people)
        headers = reading.headers
        subject = headers.get("subject").lower() if headers is not None else ""
        folders = frozenset(_folders(reading.source))
        return MessageClues(
            addresses=addresses,
            domains=frozenset(
                domain for address in addresses for domain in above(address.rpartition("@")[2])
            ),
            subject_tags=frozenset(tag.strip() for tag in _TAG.findall(subject)),
            words=words_of(subject) | folders,
            folders=folders,
            headers=frozenset(
                (name, " ".join(value.split()).lower())
                for name in self._header_names
                for value in (headers.every(name) if headers is not None else ())
            ),
        )

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, object], list[tuple[int, Clue]]]:
        """Sort the clues by the first thing that each names, so that few are looked at."""
        clues: defaultdict[tuple[str, object], list[tuple[int, Clue]]] = defaultdict(list)
        for place, matter in enumerate(self.matters):
            for clue in matter.clues:
                clues[_key_of(clue)].append((place, clue))
        return clues

    @cached_property
    def _header_names(self) -> frozenset[str]:
        return frozenset(
            name for matter in self.matters for clue in matter.clues for name, _ in clue.headers
        )


def _key_of(clue: Clue) -> tuple[str, object]:
    if clue.headers:
        return "header", clue.headers[0]
    for kind in ("subject_tag", "client_number", "folder", "address", "domain"):
        if getattr(clue, kind):
            return kind, getattr(clue, kind)
    return "", ""


def _keys_of(clues: MessageClues) -> Iterator[tuple[str, object]]:
    for kind, values in (
        ("header", clues.headers),
        ("subject_tag", clues.subject_tags),
        ("client_number", clues.words),
        ("folder", clues.folders),
        ("address", clues.addresses),
        ("domain", clues.domains),
    ):
        for value in values:
            yield kind, value


def _folders(source: str) -> Iterator[str]:
    """
    Return the folders that a message lies in, alone and with those around them.

    A mailbox counts as a folder, with its suffix and without; those of a Maildir have their
    parts between dots.
    """
    path = source.lower().replace("\\", "/")
    whole = _IN_MAILBOX.sub("", path) if _IN_MAILBOX.search(path) else path.rpartition("/")[0]
    parts: list[str] = []
    for part in whole.split("/"):
        parts += part.strip(".").split(".") if part.startswith(".") and part.strip(".") else [part]
    named = [part for part in parts if part][-_DEEPEST:]
    stem = named[-1].rpartition(".")[0] if named else ""
    for last in ([*named[:-1], stem] if stem else named, named):
        for end in range(1, len(last) + 1):
            for start in range(end):
                yield "/".join(last[start:end])


def disagreements(
    matters: tuple[Matter, ...], addresses: Collection[str], told: Scenario | None = None
) -> tuple[Disagreement, ...]:
    """
    Return what matters of one message tell otherwise of it or of its recipients.

    What `told` says of the message counts before any matter, so nothing hangs on it.
    """
    settled = {*told.facts, *told.spans} if told is not None else ()
    found: list[Disagreement] = []
    for one, other in combinations(matters, 2):
        names = one.name, other.name
        found += [
            Disagreement(fact, names)
            for fact in _differing(one.facts, other.facts)
            if fact not in settled
        ]
        for address in addresses:
            entries = one.people.of(address), other.people.of(address)
            if entries[0] is not None and entries[1] is not None:
                differing = _differing(entries[0].facts, entries[1].facts)
                found += [Disagreement(fact, names, address) for fact in differing]
    return tuple(found)


def _differing(one: Mapping[str, Value], other: Mapping[str, Value]) -> list[str]:
    return [name for name, value in one.items() if name in other and other[name] != value]


def apply_matters(
    made: MessageScenario, matters: tuple[Matter, ...], told: Scenario | None = None
) -> MessageScenario:
    """
    Return the scenario of a message with what its matters tell of it.

    What was seen in the message counts before a matter, and a matter before the address book.
    What `told` says of the message is unknown, no matter tells.
    """
    if not matters:
        return made
    unknown = told.spans.keys() - told.facts.keys() if told is not None else ()
    scenario, known = made.scenario, dict(made.provenance)
    people = scenario.recipients
    for matter in matters:
        facts = {name: value for name, value in matter.facts.items() if name not in unknown}
        scenario = lay_under(scenario, facts, matter.origin, matter.spans)
        known = {**dict.fromkeys(facts, Provenance.ASSERTED), **known}
        if people is not None:
            people = tuple(
                _told_of(person, address, matter)
                for person, address in zip(people, made.addresses, strict=True)
            )
    return replace(made, scenario=replace(scenario, recipients=people), provenance=known)


def _told_of(person: Recipient, address: str, matter: Matter) -> Recipient:
    entry = matter.people.of(address)
    if entry is None:
        return person
    facts, origins = dict(person.facts), dict(person.origins)
    for name, value in entry.facts.items():
        known = origins.get(name)
        if name in facts and known is not None and known.source is Source.TOLD:
            before = facts.pop(name)  # of the address book, which speaks of every matter
            origin = matter.origin
            origins[name] = origin if before == value else overruling(origin, before, known)
            facts[name] = value
    laid = replace(person, facts=facts, origins=origins)
    return lay_under_recipient(laid, entry.facts, matter.origin)


def disagreement_text(disagreement: Disagreement) -> str:
    """
    Say what two matters disagree on.

    >>> disagreement_text(Disagreement("matter.tribunal", ("A v. B", "A v. C")))
    'the matters `A v. B` and `A v. C` disagree on `matter.tribunal`'
    """
    one, other = disagreement.matters
    slots = {"one": one, "other": other, "fact": disagreement.fact}
    if disagreement.recipient:
        return message(
            "the matters `{one}` and `{other}` disagree on `{fact}` of {person}",
            **slots,
            person=disagreement.recipient,
        )
    return message("the matters `{one}` and `{other}` disagree on `{fact}`", **slots)
