"""Encryption on the way in and on the way out, by certificates in files."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from advisor.gate.settings import NextHopTls

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.gate.settings import GateSettings


NO_PAIR = "it holds no certificate, or none that its key belongs to"


class UnusableCertificate(OSError):
    """A file that holds no certificate, or none with its key; `filename` names it."""


def server_context(settings: GateSettings) -> ssl.SSLContext | None:
    """Return what clients are offered; raises `UnusableCertificate`."""
    if settings.certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(settings.certificate, settings.private_key)
    except (OSError, ValueError) as error:
        raise _unusable(settings.certificate, error) from error
    return context


def client_context(settings: GateSettings) -> ssl.SSLContext | None:
    """Return how the next hop is spoken to; its certificate has to bear its name."""
    if settings.next_hop_tls is NextHopTls.OFF:
        return None
    try:
        context = ssl.create_default_context(
            cafile=None if settings.next_hop_ca is None else str(settings.next_hop_ca)
        )
    except (OSError, ValueError) as error:
        raise _unusable(settings.next_hop_ca, error) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _unusable(path: Path | None, error: Exception) -> UnusableCertificate:
    plain = isinstance(error, OSError) and not isinstance(error, ssl.SSLError)
    said = str(error.strerror).lower() if plain and isinstance(error, OSError) else NO_PAIR
    return UnusableCertificate(1, said, str(path or "the system's certificates"))
