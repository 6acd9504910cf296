"""Who asks: everybody on this machine, the holder of a key, or whom a proxy signed on."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from starlette.datastructures import Headers

from advisor.values import dataclass
from advisor.web.api.problems import halted
from advisor.web.settings import TrustedNetwork

if TYPE_CHECKING:
    from starlette.types import Scope

    from advisor.web.api.keys import Keys

_BEARER = "bearer "
_KEY_HEADER = "x-api-key"


@dataclass(frozen=True, slots=True)
class Caller:
    """
    Who asks.

    `bucket` is whose rate is counted; `label` is what a log may say, and never a person.
    """

    bucket: str
    label: str


class Access(Protocol):
    """Tells who asks."""

    def caller(self, scope: Scope) -> Caller:
        """Tell who sent a request; raises `Halted` where nobody may have."""

    @property
    def scheme(self) -> Mapping[str, Mapping[str, str]]:
        """Describe how callers are known, as OpenAPI does; empty where they are not asked."""


@dataclass(frozen=True, slots=True)
class Open:
    """Whoever reaches this machine may ask."""

    def caller(self, scope: Scope) -> Caller:
        """Tell callers apart by their address."""
        return Caller(f"address {_address(scope)}", "open")

    @property
    def scheme(self) -> Mapping[str, Mapping[str, str]]:
        """Describe nothing, since nobody is asked."""
        return {}


@dataclass(frozen=True, slots=True)
class KeyHolders:
    """Whoever shows a key that is listed may ask."""

    keys: Keys

    def caller(self, scope: Scope) -> Caller:
        """Return the name of the holder of the key."""
        shown = _shown(Headers(scope=scope))
        name = self.keys.name(shown) if shown else None
        if name is None:
            raise halted(
                "unauthenticated",
                "authorization",
                "this key is not known" if shown else "the request shows no key",
                why="this interface answers only callers that it knows",
                fix="send `Authorization: Bearer KEY`; `advisor api-key NAME` makes one",
                headers={"www-authenticate": 'Bearer realm="advisor"'},
            )
        return Caller(f"key {name}", name)

    @property
    def scheme(self) -> Mapping[str, Mapping[str, str]]:
        """Describe both places of a key."""
        return {
            "bearer": {"type": "http", "scheme": "bearer"},
            "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        }


@dataclass(frozen=True, slots=True)
class ThroughProxy:
    """Whoever a proxy at one of these addresses has signed on may ask."""

    header: str
    proxies: tuple[TrustedNetwork, ...]

    def caller(self, scope: Scope) -> Caller:
        """Take the proxy's word for who asks, and nobody else's."""
        if not is_among(scope, self.proxies):
            raise halted(
                "untrusted-address",
                "request",
                "the request does not come from a trusted proxy",
                why="anybody could write the header that says who asks",
                fix="ask through the proxy, or name its address with `--trusted-proxy`",
            )
        told = Headers(scope=scope).getlist(self.header)
        if len(told) != 1 or not told[0].strip():
            raise halted(
                "unauthenticated",
                self.header.lower(),
                "the proxy does not say who asks" if not told else "the proxy says it twice",
                why="one of the two may be written by the caller",
                fix=f"let the proxy set `{self.header}` once, and remove what callers send",
                headers={"www-authenticate": 'Proxy realm="advisor"'},
            )
        return Caller(f"user {told[0].strip()}", "proxy")

    @property
    def scheme(self) -> Mapping[str, Mapping[str, str]]:
        """Describe the header that the proxy sets."""
        return {"proxy": {"type": "apiKey", "in": "header", "name": self.header}}


def network(text: str) -> TrustedNetwork:
    """
    Read the address of a proxy, or a range of them; raises `ValueError`.

    >>> str(network("10.0.0.0/8")), str(network("::1"))
    ('10.0.0.0/8', '::1/128')
    """
    return ipaddress.ip_network(text)


def is_among(scope: Scope, networks: Iterable[TrustedNetwork]) -> bool:
    """Return whether a request comes from one of these addresses."""
    try:
        address = ipaddress.ip_address(_address(scope))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in one for one in networks)


def _address(scope: Scope) -> str:
    """Return the address of the other end; a socket of this machine has none."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _shown(headers: Headers) -> str:
    header = headers.get("authorization", "")
    if header.casefold().startswith(_BEARER):
        return header[len(_BEARER) :].strip()
    return headers.get(_KEY_HEADER, "").strip()
