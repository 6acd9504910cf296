"""A reading becomes a scenario: what is known is told, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.diagnostics import Diagnostic, Span
from advisor.facts.source_layers import overruling
from advisor.i18n import message
from advisor.mail.detect.signal_detection import UNSEEN
from advisor.mail.scenario.address_book import AddressBook, AddressEntry
from advisor.mail.scenario.exchange_addresses import is_exchange
from advisor.mail.signals import (
    RECEIPTS,
    TRACKERS,
    HeaderAddress,
    MessageAnalysis,
    Name,
    Presence,
    Provenance,
    SignalOrigin,
)
from advisor.model.recipient_names import (
    RecipientNames,
    numbered_name,
    people_called,
    shared_names,
)
from advisor.model.scenarios import TOLD, Origin, Recipient, Scenario, Source
from advisor.printable import printable_line
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from advisor.model.vocabulary import Value

    Teller = Callable[[str, Value | None, Provenance], None]

SENT, RECEIVED = "sent", "received"
_MECHANISMS = {
    Name.OPEN_PIXEL: "pixel",
    Name.TRACKED_LINK: "link",
    Name.STYLE_BEACON: "remote-resource",
    Name.FONT_BEACON: "remote-resource",
    Name.TRACKED_ATTACHMENT: "attachment",
    Name.DOCUMENT_LINK: "document-analytics",
    Name.READ_RECEIPT: "read-receipt-request",
    Name.DELIVERY_RECEIPT: "delivery-receipt-request",
}
_IDENTIFYING = (Name.OPEN_PIXEL, Name.TRACKED_LINK, Name.STYLE_BEACON, Name.FONT_BEACON)
_SETTLING = TRACKERS | {Name.DOCUMENT_LINK}
MECHANISMS = "tracking.mechanisms"
RECEIPT_WORDS = frozenset(_MECHANISMS[item] for item in RECEIPTS)
ADDRESS_BOOK_ORIGIN = Origin(Source.TOLD, message("the address book", context="source"))
_ORIGINS = {
    how: Origin(Source.MESSAGE, how.value) for how in (Provenance.OBSERVED, Provenance.INFERRED)
}


@dataclass(frozen=True)
class MessageScenario:
    """
    A scenario made from a message, and how each of its facts is known.

    `notices` are sentences for the user: what could not be told and what is to be checked.
    """

    scenario: Scenario
    provenance: Mapping[str, Provenance]
    notices: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def to_scenario(
    reading: MessageAnalysis, people: AddressBook | None = None, direction: str | None = None
) -> MessageScenario:
    """
    Tell the facts that a message shows.

    `direction` is what the user says; else the book's own addresses tell, else it is unknown.
    """
    book = people or AddressBook()
    facts: dict[str, Value] = {"message.channel": "email"}
    known: dict[str, Provenance] = {"message.channel": Provenance.OBSERVED}
    notices: list[str] = []

    def tell(name: str, value: Value | None, how: Provenance) -> None:
        if value is not None:
            facts[name] = value
            known[name] = how

    tell("message.date", reading.date, Provenance.OBSERVED)
    if direction is not None:
        tell("message.direction", direction, Provenance.ASSERTED)
    else:
        tell("message.direction", _direction(reading, book), Provenance.INFERRED)
    tell("message.kind", _kind(reading), Provenance.INFERRED)
    if reading.state(Name.ENCRYPTION) is Presence.PRESENT:
        tell("message.encryption", "end-to-end", Provenance.OBSERVED)
    mechanisms = _mechanisms(reading, notices)
    tell(MECHANISMS, mechanisms, _how(mechanisms))
    own = [
        one
        for name in _SETTLING
        for one in reading.signals[name].evidence
        if one.origin.value == "own"
    ]
    if mechanisms and any(_is_own(reading, name) for name in _IDENTIFYING):
        tell("tracking.identifier", "per-recipient", Provenance.INFERRED)
    if any(one.vendor for one in own):
        tell("tracking.vendor_used", True, Provenance.INFERRED)  # noqa: FBT003 - a fact that holds
    if facts.get("message.direction") == RECEIVED:
        tell("tracking.detected", _detected(reading), Provenance.INFERRED)
        _tell_sender(reading, book, tell)
    origins = {
        name: _ORIGINS.get(how, ADDRESS_BOOK_ORIGIN)
        for name, how in known.items()
        if how in _ORIGINS or name.startswith("sender.")
    }
    if reading.disclosures:
        notices.append(
            "the text may tell the reader of the tracking (`--facts` shows where): "
            "judge it and tell `tracking.disclosure`"
        )
    if not reading.in_transit:
        notices.append(
            "this copy has not travelled: trackers are often added on the way, "
            "so none found does not mean that none were sent"
        )
    recipients = _recipients(reading, book, sent=facts.get("message.direction") == SENT)
    scenario = Scenario(title="", facts=facts, recipients=recipients, origins=origins)
    addresses = tuple(one.address for one in reading.recipients or ())
    notices += _namesakes(recipients or (), addresses)
    return MessageScenario(scenario, known, tuple(notices), addresses)


def _direction(reading: MessageAnalysis, book: AddressBook) -> str | None:
    if not book.names_own or reading.sender is None:
        return None
    sender = reading.sender
    if not is_exchange(sender.address) or book.of(sender.address, sender.name) is not None:
        return SENT if book.is_own(sender.address, sender.name) else RECEIVED
    # Exchange makes the identifier of a message where it is sent from.
    made_at = reading.message_id.rpartition("@")[2].strip("> ").lower()
    return SENT if made_at and book.is_own(f"@{made_at}") else None


def _kind(reading: MessageAnalysis) -> str | None:
    """Return the kind that list headers tell; a letter to one address may have had blind copies."""
    if reading.discussion_list:
        return "group"
    listed = reading.state(Name.LIST_HEADERS) is Presence.PRESENT
    bulk = reading.state(Name.BULK_HEADERS) is Presence.PRESENT
    return "newsletter" if listed and bulk else None


def _mechanisms(reading: MessageAnalysis, notices: list[str]) -> frozenset[str] | None:
    """
    Return the set of mechanisms of the sender's own part.

    The set says that there are no others, so it is told only where something was found that
    tracks, or where the whole message was read.
    """
    found = {word for name, word in _MECHANISMS.items() if _is_own(reading, name)}
    if any(
        UNSEEN in one.why and one.origin is SignalOrigin.OWN
        for one in reading.signals[Name.REMOTE_CONTENT].evidence
    ):
        found.add("remote-resource")
    tracks = any(_is_own(reading, name) for name in _SETTLING) or "remote-resource" in found
    open_ones = [one for one in _SETTLING if reading.state(one) is Presence.CANNOT_TELL]
    if reading.signals[Name.DOCUMENT_LINK].evidence and Name.DOCUMENT_LINK in open_ones:
        notices.append("it links to a shared document: ask whether the service counts its readers")
    if tracks or not open_ones:
        return frozenset(found)
    if found:
        notices.append(
            "it asks for a receipt, and whether it is tracked as well cannot be told: "
            f"tell `{MECHANISMS}` in the known facts"
        )
    reasons = [reason for one in open_ones for reason in reading.signals[one].reasons]
    notices.extend(f"whether it is tracked cannot be told: {one}" for one in dict.fromkeys(reasons))
    return None


def _is_own(reading: MessageAnalysis, name: Name) -> bool:
    """Return whether a signal is present in the sender's own part."""
    return reading.state(name) is Presence.PRESENT and reading.signals[name].own


def _how(mechanisms: frozenset[str] | None) -> Provenance:
    openly = mechanisms and mechanisms <= RECEIPT_WORDS
    return Provenance.OBSERVED if openly else Provenance.INFERRED


def _detected(reading: MessageAnalysis) -> bool | None:
    if any(reading.state(item) is Presence.PRESENT for item in TRACKERS):
        return True
    return False if all(reading.state(item) is Presence.ABSENT for item in TRACKERS) else None


def _tell_sender(reading: MessageAnalysis, book: AddressBook, tell: Teller) -> None:
    sender = reading.sender
    entry = book.of(sender.address, sender.name) if sender else None
    if entry is None:
        return
    for name in ("role", "located_in", "based_in"):
        tell(f"sender.{name}", entry.facts.get(f"recipient.{name}"), Provenance.ASSERTED)


def _recipients(
    reading: MessageAnalysis, book: AddressBook, *, sent: bool
) -> tuple[Recipient, ...] | None:
    if reading.recipients is None:
        return None
    names = RecipientNames()
    found = []
    for person in reading.recipients:
        entry = book.of(person.address, person.name) or AddressEntry()
        facts = dict(entry.facts)
        origins = dict.fromkeys(facts, ADDRESS_BOOK_ORIGIN)
        if sent and "recipient.same_firm" not in facts and book.names_own:
            same = _same_firm(person, book)
            if same is not None:
                facts["recipient.same_firm"] = same
                origins["recipient.same_firm"] = _ORIGINS[Provenance.INFERRED]
        exact = person.address in book.addresses
        name = names.free(_shown(person, entry, exact=exact))
        found.append(Recipient(name, facts, origins=origins))
    return tuple(found)


def _same_firm(person: HeaderAddress, book: AddressBook) -> bool | None:
    """Return whether a recipient is of the user's firm; an unknown one of Exchange's may be."""
    if is_exchange(person.address) and book.of(person.address, person.name) is None:
        return None
    return book.is_own(person.address, person.name)


def _namesakes(recipients: tuple[Recipient, ...], addresses: tuple[str, ...]) -> Iterator[str]:
    """Say of each who shares a name with another by which address they are told apart."""
    names = [recipient.name for recipient in recipients]
    for name in shared_names(names):
        places = people_called(name, names)
        each = " and ".join(f"`{numbered_name(names[at])}` is {addresses[at]}" for at in places)
        yield f"more than one recipient is called `{name}`: {each}"


def _shown(person: HeaderAddress, entry: AddressEntry, *, exact: bool) -> str:
    name = (entry.name if exact else "") or person.name or person.address
    return printable_line(name)[:120]


def merge_known_facts(given: MessageScenario, told: Scenario) -> tuple[Scenario, tuple[str, ...]]:
    """
    Lay what the user tells over what the message shows, and what its matters tell.

    What is told wins; where it contradicts what was seen, or a matter, a notice says so. A
    recipient is the same where the name, or the address given as the name, is; of a name that
    several have, the first is taken, and `ambiguous_people` says so.
    """
    shown = given.scenario
    notices = [
        f"`{name}` is told otherwise than {source}: what is told counts"
        for name, value in told.facts.items()
        if shown.facts.get(name) != value and (source := _contradicted(name, given))
    ]
    recipients = shown.recipients
    rulings = told.rulings
    if told.recipients is not None:
        recipients, renamed = _joined_people(
            shown.recipients or (), told.recipients, given.addresses
        )
        rulings = tuple(
            replace(ruling, recipient=renamed.get(ruling.recipient or "", ruling.recipient))
            for ruling in rulings
        )
    return (
        Scenario(
            title=told.title,
            as_of=told.as_of,
            facts={**shown.facts, **told.facts},
            recipients=recipients,
            rulings=rulings,
            spans={**shown.spans, **told.spans},
            origins=_joined_origins(shown, told),
        ),
        tuple(notices),
    )


def _contradicted(name: str, given: MessageScenario) -> str:
    """Return what is said otherwise to be overruled in public; empty where that is a guess."""
    if given.provenance.get(name) is Provenance.OBSERVED:
        return "the message shows"
    origin = given.scenario.origins.get(name, TOLD)
    return f"the matter `{origin.detail}` says" if origin.source is Source.MATTER else ""


def _joined_origins(
    shown: Scenario | Recipient, told: Scenario | Recipient
) -> Mapping[str, Origin]:
    """Return how each fact is known once what is told is laid over what is shown."""
    origins = {name: known for name, known in shown.origins.items() if name not in told.facts}
    origins.update(told.origins)
    for name, value in told.facts.items():
        before = shown.facts.get(name)
        if before is not None and before != value:
            weaker = shown.origins.get(name, TOLD)
            origins[name] = overruling(told.origins.get(name, TOLD), before, weaker)
    return origins


def _joined_people(
    shown: tuple[Recipient, ...], recipients: tuple[Recipient, ...], addresses: tuple[str, ...]
) -> tuple[tuple[Recipient, ...], dict[str, str]]:
    found = list(shown)
    renamed: dict[str, str] = {}
    for person in recipients:
        places = _places(person.name, shown, addresses)
        if not places:
            found.append(person)
            continue
        at = places[0]
        same = found[at]
        renamed[person.name] = same.name
        facts = {**same.facts, **person.facts}
        found[at] = Recipient(same.name, facts, person.spans, _joined_origins(same, person))
    return tuple(found), renamed


def _places(name: str, shown: tuple[Recipient, ...], addresses: tuple[str, ...]) -> tuple[int, ...]:
    """Return the recipients of a message that a name or an address may mean."""
    wanted = name.casefold()
    if wanted in addresses:
        return (addresses.index(wanted),)
    return people_called(wanted, [recipient.name.casefold() for recipient in shown])


def people_meant(given: MessageScenario, told: Scenario) -> Mapping[int, frozenset[str]]:
    """Return which facts the user tells of the recipients of a message, by their places."""
    shown = given.scenario.recipients or ()
    return {
        places[0]: frozenset((*person.facts, *person.spans))
        for person in told.recipients or ()
        if (places := _places(person.name, shown, given.addresses))
    }


def ambiguous_people(given: MessageScenario, told: Scenario) -> Iterator[Diagnostic]:
    """Return what is told of a recipient by a name that several recipients of a message have."""
    shown = given.scenario.recipients or ()
    names = [recipient.name for recipient in shown]
    for person in told.recipients or ():
        places = _places(person.name, shown, given.addresses)
        if len(places) > 1:
            meant = [f"`{given.addresses[at]}` ({numbered_name(names[at])})" for at in places]
            yield Diagnostic(
                "ambiguous-recipient",
                next(iter(person.spans.values()), Span("recipients")),
                f"`{person.name}` could be any of {len(places)} recipients of the message",
                why="what is told of one of them would be held of another",
                fix=f"give an address or a number as the name: {' or '.join(meant)}",
            )
