"""Exchange's own addresses, which stand in copies that never left a server."""

from __future__ import annotations


def is_exchange(address: str) -> bool:
    """
    Return whether an address is one of Exchange's own, which names no domain.

    >>> is_exchange("/o=firm/ou=exchange/cn=recipients/cn=ann"), is_exchange("ann@firm.example")
    (True, False)
    """
    return address[:3] == "/o=" and "@" not in address
