"""A message becomes facts, each with its provenance; nothing is ever fetched."""

from advisor.mail.message_reader import MAIL_EXTRA, MessageReader, missing_mail_libraries
from advisor.mail.scenario.address_book import AddressBook, read_address_book
from advisor.mail.scenario.known_sources import KnownSources, MessageFacts
from advisor.mail.scenario.matter_match import (
    MatterFile,
    apply_matters,
    disagreement_text,
    disagreements,
)
from advisor.mail.scenario.matters import Matter, read_matters
from advisor.mail.scenario.provenance import provenance
from advisor.mail.scenario.to_scenario import MessageScenario, merge_known_facts, to_scenario
from advisor.mail.signals import (
    Confidence,
    Evidence,
    MessageAnalysis,
    Name,
    Presence,
    Provenance,
    Signal,
    SignalOrigin,
)
from advisor.mail.sources.readers import is_mail, looks_like_mail, read_messages

__all__ = [
    "MAIL_EXTRA",
    "AddressBook",
    "Confidence",
    "Evidence",
    "KnownSources",
    "Matter",
    "MatterFile",
    "MessageAnalysis",
    "MessageFacts",
    "MessageReader",
    "MessageScenario",
    "Name",
    "Presence",
    "Provenance",
    "Signal",
    "SignalOrigin",
    "apply_matters",
    "disagreement_text",
    "disagreements",
    "is_mail",
    "looks_like_mail",
    "merge_known_facts",
    "missing_mail_libraries",
    "provenance",
    "read_address_book",
    "read_matters",
    "read_messages",
    "to_scenario",
]
