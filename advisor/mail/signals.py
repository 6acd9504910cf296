"""What a message is found to hold: each signal with its state, evidence and origin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.mail.parse.parsed_message import Headers


class Presence(Enum):
    """Whether a signal is there; `CANNOT_TELL` becomes the engine's unknown."""

    PRESENT = "present"
    ABSENT = "absent"
    CANNOT_TELL = "cannot-tell"


class SignalOrigin(Enum):
    """Whose part of the message it stands in: only the sender's own speaks for the sender."""

    OWN = "own"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    ATTACHED = "attached"


class Confidence(Enum):
    """How far a signal can be relied on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Provenance(Enum):
    """How a fact is known: read off the message, concluded from it, or told by a person."""

    OBSERVED = "observed"
    INFERRED = "inferred"
    ASSERTED = "asserted"


class Name(Enum):
    """The signals that are looked for."""

    READ_RECEIPT = "read-receipt"
    DELIVERY_RECEIPT = "delivery-receipt"
    OPEN_PIXEL = "open-pixel"
    TRACKED_LINK = "tracked-link"
    CAMPAIGN_LINK = "campaign-link"
    STYLE_BEACON = "style-beacon"
    FONT_BEACON = "font-beacon"
    TRACKED_ATTACHMENT = "tracked-attachment"
    DOCUMENT_LINK = "document-link"
    REMOTE_CONTENT = "remote-content"
    LIST_HEADERS = "list-headers"
    BULK_HEADERS = "bulk-headers"
    ENCRYPTION = "encryption"
    DISCLOSURE = "disclosure"


TRACKERS = frozenset(
    {
        Name.OPEN_PIXEL,
        Name.TRACKED_LINK,
        Name.STYLE_BEACON,
        Name.FONT_BEACON,
        Name.TRACKED_ATTACHMENT,
    }
)
"""The signals that tie an opening or a click to one reader."""

RECEIPTS = frozenset({Name.READ_RECEIPT, Name.DELIVERY_RECEIPT})


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    Where a signal was seen and what speaks for it.

    `address` has every token masked, so that it may be shown and written down.
    """

    part: str
    tag: str
    address: str
    why: tuple[str, ...]
    origin: SignalOrigin = SignalOrigin.OWN
    confidence: Confidence = Confidence.HIGH
    vendor: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal with its state; `reasons` say why it cannot be told, where it cannot."""

    name: Name
    state: Presence
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()
    provenance: Provenance = Provenance.INFERRED

    @property
    def own(self) -> bool:
        """Return whether it is present in the sender's own part."""
        return any(item.origin is SignalOrigin.OWN for item in self.evidence)

    @property
    def origin(self) -> SignalOrigin | None:
        """Give whose part it stands in, the sender's own before others."""
        found = {item.origin for item in self.evidence}
        return next((item for item in SignalOrigin if item in found), None)

    @property
    def confidence(self) -> Confidence | None:
        """Return the best confidence among its evidence."""
        found = {item.confidence for item in self.evidence}
        return next((item for item in Confidence if item in found), None)


@dataclass(frozen=True, slots=True)
class HeaderAddress:
    """One address of the headers; neither name nor address appears in a repr."""

    field_name: str
    name: str = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MessageAnalysis:
    """
    All that one message tells.

    `damage` says why it could not be read, and is empty where it could; then every
    signal is `cannot-tell`. `gaps` are the reasons why absence cannot be concluded.
    `disclosures` are sentences of the sender's own visible text that may speak of tracking.
    `fingerprint` is the same of copies of one message, and empty where it has no identifier.
    `headers` are there to find the matter of the message by, and are written down nowhere.
    """

    source: str
    signals: Mapping[Name, Signal]
    damage: str = ""
    gaps: tuple[str, ...] = ()
    date: date | None = None
    sender: HeaderAddress | None = None
    recipients: tuple[HeaderAddress, ...] | None = None
    program: str = ""
    vendors: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    discussion_list: bool = False
    in_transit: bool = True
    disclosures: tuple[str, ...] = field(default=(), repr=False)
    message_id: str = field(default="", repr=False)
    fingerprint: bytes = field(default=b"", repr=False)
    headers: Headers | None = field(default=None, repr=False, compare=False)

    def state(self, name: Name) -> Presence:
        """Return the state of a signal."""
        return self.signals[name].state

    @property
    def tracked(self) -> bool:
        """Return whether anything ties an opening or a click to one reader, whoever's it is."""
        return any(self.state(item) is Presence.PRESENT for item in TRACKERS | RECEIPTS)
