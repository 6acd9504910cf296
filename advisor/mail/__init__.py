"""A message becomes facts, each with its provenance; nothing is ever fetched."""

from advisor.mail.mailroom import EXTRA, Mailroom, missing_libraries
from advisor.mail.people import People, read_people
from advisor.mail.provenance import provenance
from advisor.mail.scenarios import Made, joined, made
from advisor.mail.signals import (
    Confidence,
    Evidence,
    Name,
    Origin,
    Presence,
    Provenance,
    Reading,
    Signal,
)
from advisor.mail.sources import is_mail, looks_like_mail, messages

__all__ = [
    "EXTRA",
    "Confidence",
    "Evidence",
    "Made",
    "Mailroom",
    "Name",
    "Origin",
    "People",
    "Presence",
    "Provenance",
    "Reading",
    "Signal",
    "is_mail",
    "joined",
    "looks_like_mail",
    "made",
    "messages",
    "missing_libraries",
    "provenance",
    "read_people",
]
