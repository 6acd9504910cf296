"""How the pages are served: where, to whom, and how much of everything."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from advisor.i18n import Language
from advisor.values import dataclass

HOST = "127.0.0.1"
PORT = 8710
TrustedNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def server_today() -> date:
    """Look at the calendar, here at the surface and nowhere below."""
    return datetime.now().astimezone().date()


def server_time() -> datetime:
    """Look at the clock, likewise."""
    return datetime.now().astimezone().replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """
    How the pages are served.

    `names` are further host names under which they are reached, behind a proxy. `room`
    tells that other machines may take part, since somebody said so. Sizes are in bytes:
    `form_limit` for what is typed, `file_limit` for a message that is dropped. After
    `seconds` a request is given up. `threads` answer at the same time, `waiting` more
    requests may wait for them. `proxies` are believed when they say that TLS was used.
    `language` is that of the pages; without it each browser's. `root` is the path under
    which a proxy serves all of it, such as `/ethics`. `rooms` is a folder in which training
    rooms outlive the server.
    """

    host: str = HOST
    port: int = PORT
    names: tuple[str, ...] = ()
    room: bool = False
    form_limit: int = 1_000_000
    file_limit: int = 25_000_000
    seconds: float = 30.0
    threads: int = 2
    waiting: int = 16
    today: Callable[[], date] = server_today
    now: Callable[[], datetime] = server_time
    proxies: tuple[TrustedNetwork, ...] = ()
    language: Language | None = None
    root: str = ""
    rooms: Path | None = None

    @property
    def is_loopback(self) -> bool:
        """Return whether only this machine reaches the pages."""
        return self.host in _LOCAL or _is_loopback(self.host)

    def welcomes(self, host: str) -> bool:
        """
        Return whether a request for this host name is meant for us.

        A page elsewhere can point a name of its own at this machine; it cannot make a
        browser ask for another name, nor for a bare address that is not its own.

        >>> settings = ServerSettings()
        >>> settings.welcomes("localhost:8710"), settings.welcomes("evil.example:8710")
        (True, False)
        """
        name = _without_port(host).casefold()
        if name in _LOCAL or name == self.host.casefold():
            return True
        if name in {one.casefold() for one in self.names}:
            return True
        return not self.is_loopback and _is_address(name)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return _is_address(name) and ipaddress.ip_address(name).is_loopback
