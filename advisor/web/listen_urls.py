"""By which address the pages are opened: on this machine, and from others."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.web.settings import ServerSettings

_NOWHERE = ("192.0.2.1", 9)
"""An address that no machine has (RFC 5737)."""


def here(settings: ServerSettings) -> str:
    """Return the address for a browser on this machine."""
    host = "localhost" if _is_anywhere(settings.host) else settings.host
    return _written(host, settings)


def there(settings: ServerSettings) -> str:
    """Return the address for other machines on the network."""
    host = settings.host
    if _is_anywhere(host):
        host = _own_address() or host
    return _written(host, settings)


def pictured(address: str) -> str:
    """Draw an address as a square that phones read, in SVG without any style of its own."""
    import segno

    drawn: str = segno.make(address, micro=False).svg_inline(
        omitsize=True, border=4, svgclass="square", lineclass=None
    )
    return drawn


def _written(host: str, settings: ServerSettings) -> str:
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{settings.port}{settings.root}"


def _is_anywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _own_address() -> str:
    """Ask the system by which address it would leave; a datagram is prepared and never sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
        except OSError:
            return ""
        return str(probe.getsockname()[0])
