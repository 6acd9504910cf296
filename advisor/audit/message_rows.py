"""What is written down of one message: where it stands and what was seen in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.audit.pseudonyms import Pseudonymizer
from advisor.mail import Presence, SignalOrigin, disagreement_text
from advisor.mail.scenario.matter_match import Disagreement
from advisor.mail.signals import TRACKERS, Name
from advisor.model.scenarios import UNNAMED
from advisor.model.vocabulary import RECIPIENT
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.mail import MessageAnalysis, MessageFacts
    from advisor.model.scenarios import Recipient, Scenario

MECHANISMS, DIRECTION, SENT_ON = "tracking.mechanisms", "message.direction", "message.date"
_RECEIPTS = frozenset({"read-receipt-request", "delivery-receipt-request"})
_SEEN = (*TRACKERS, Name.DOCUMENT_LINK)

MessageRow = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Describing:
    """Makes rows of the table of messages, identifiers under a seal."""

    seal: Pseudonymizer
    domain_of: Callable[[str], str]

    def damaged(self, reading: MessageAnalysis) -> MessageRow:
        """Describe a message that could not be read or answered."""
        return {"message": self.seal.one(reading.source), "damage": reading.damage}

    def disagreement(self, facts: MessageFacts) -> str:
        """Say on what the matters of a message disagree first."""
        return str(disagreement_text(self._sealed(facts.disagreements[0])))

    def matters(self, facts: MessageFacts) -> list[str]:
        """Return the names of the matters of a message as they may be written down."""
        return self.seal.each(matter.name for matter in facts.matters)

    def _sealed(self, disagreement: Disagreement) -> Disagreement:
        one, other = self.seal.each(disagreement.matters)
        recipient = self.seal.one(disagreement.recipient) or ""
        return Disagreement(disagreement.fact, (one, other), recipient)

    def read(self, reading: MessageAnalysis, scenario: Scenario, shown: str) -> MessageRow:
        """Describe a message that was read; `shown` is what was told of it to the law."""
        sender = reading.sender.address if reading.sender else None
        people = [recipient.address for recipient in reading.recipients or ()]
        sent_on, direction = scenario.facts.get(SENT_ON), scenario.facts.get(DIRECTION)
        fact = scenario.facts.get(MECHANISMS)
        mechanisms = fact if isinstance(fact, frozenset) else None
        return {
            "message": self.seal.one(reading.source),
            "message_id": self.seal.one(reading.message_id or None),
            "copy_key": self.seal.one(reading.fingerprint.hex() or None),
            "date": sent_on if isinstance(sent_on, date) else None,
            "direction": direction,
            "sender": self.seal.one(sender),
            "sender_domain": self.seal.one(self._domain(sender)) if sender else None,
            "recipients": self.seal.each(people),
            "recipient_domains": self.seal.each(self._domain(person) for person in people),
            "recipient_roles": [
                str(person.facts.get(f"{RECIPIENT}.role", "")) for person in scenario.people
            ],
            "tracked": None if mechanisms is None else is_tracked(mechanisms),
            "mechanisms": None if mechanisms is None else sorted(mechanisms),
            "signals": _named(reading, Presence.PRESENT),
            "unclear": _named(reading, Presence.CANNOT_TELL),
            "gaps": list(reading.gaps),
            "vendors": list(reading.vendors),
            "trackers": self.seal.each(self._trackers(reading)),
            "facts": shown,
        }

    def names(self, people: Iterable[Recipient]) -> list[str]:
        """Return the names of recipients as they may be written down."""
        return [
            person.name if person.name == UNNAMED else self.seal.one(person.name) or ""
            for person in people
        ]

    def _domain(self, address: str) -> str:
        return self.domain_of(address.rpartition("@")[2])

    def _trackers(self, reading: MessageAnalysis) -> list[str]:
        """Return the domains that the sender's own part was found to track by."""
        hosts = (
            one.address.partition("/")[0]
            for name in _SEEN
            if reading.state(name) is Presence.PRESENT
            for one in reading.signals[name].evidence
            if one.origin is SignalOrigin.OWN and "." in one.address.partition("/")[0]
        )
        return sorted({self.domain_of(host) for host in hosts})


def is_tracked(mechanisms: Iterable[str]) -> bool:
    """
    Return whether any of the mechanisms tracks; a receipt request is asked for openly.

    >>> is_tracked({"pixel"}), is_tracked({"read-receipt-request"})
    (True, False)
    """
    return any(mechanism not in _RECEIPTS for mechanism in mechanisms)


def _named(reading: MessageAnalysis, state: Presence) -> list[str]:
    return [name.value for name in Name if reading.state(name) is state]
