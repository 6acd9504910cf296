"""What the gate is told: where it stands, what it does with a message, what it may cost."""

from __future__ import annotations

from enum import Enum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from advisor.gate.check_result import ReturnGround
from advisor.model.opinions import Verdict
from advisor.values import dataclass

ClientNetwork = IPv4Network | IPv6Network

LOOPBACK: tuple[ClientNetwork, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


class Mode(Enum):
    """What becomes of a message that was checked."""

    RECORD = "record"
    HEADER = "header"
    RETURN = "return"


class Unchecked(Enum):
    """What becomes of a message that could not be checked."""

    PASS = "pass"  # noqa: S105 - a word of the settings, no secret
    DEFER = "defer"


class ReturnBy(Enum):
    """How a message goes back: in a notice of ours, or by a refusal that the server reports."""

    NOTICE = "notice"
    REJECT = "reject"


class NextHopTls(Enum):
    """Whether the next hop is spoken to in the clear."""

    OFF = "off"
    REQUIRED = "required"


class LogFormat(Enum):
    """How the lines of the log are written."""

    TEXT = "text"
    JSON = "json"


class Identifiers(Enum):
    """How records name messages and people."""

    PLAIN = "plain"
    HASHED = "hashed"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A host with a port."""

    host: str
    port: int

    def __str__(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{shown}:{self.port}"


def endpoint(text: str) -> Endpoint | None:
    """
    Read `host:port`; `None` where it is none.

    >>> endpoint("127.0.0.1:10025"), endpoint("[::1]:25"), endpoint("localhost")
    (Endpoint(host='127.0.0.1', port=10025), Endpoint(host='::1', port=25), None)
    """
    host, _, port = text.strip().rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    most = 65_535
    if not host or not port.isascii() or not port.isdecimal() or int(port) > most:
        return None
    return Endpoint(host, int(port))


@dataclass(frozen=True, slots=True)
class GateSettings:
    """
    How one gate works.

    `state` is the folder of its records and of its ledger. `time_limit` is what a check may
    take in seconds, the wait for it included. `when_unchecked` is `None` for what fits the
    mode: a message that would be returned is deferred, any other passes.
    """

    state: Path
    listen: Endpoint = Endpoint("127.0.0.1", 10025)
    next_hop: Endpoint = Endpoint("127.0.0.1", 10026)
    mode: Mode = Mode.RECORD
    return_on: frozenset[Verdict | ReturnGround] = frozenset({Verdict.STOP})
    undetermined_only_for: frozenset[str] = frozenset()
    return_by: ReturnBy = ReturnBy.NOTICE
    notices_from: str = ""
    when_unchecked: Unchecked | None = None
    identifiers: Identifiers = Identifiers.PLAIN
    key_file: Path | None = None
    people: Path | None = None
    consents: Path | None = None
    scenario: Path | None = None
    matters: Path | None = None
    profile: Path | None = None
    usual: bool = False
    policies: tuple[Path, ...] = ()
    block_list: Path | None = None
    clients: tuple[ClientNetwork, ...] = LOOPBACK
    certificate: Path | None = None
    private_key: Path | None = None
    require_tls: bool = False
    next_hop_tls: NextHopTls = NextHopTls.OFF
    next_hop_ca: Path | None = None
    metrics: Endpoint | None = None
    log_format: LogFormat = LogFormat.TEXT
    hostname: str = "localhost"
    time_limit: float = 20.0
    drain_limit: float = 60.0
    checkers: int = 2
    connections: int = 50
    size_limit: int = 50 * 1024 * 1024

    @property
    def unchecked(self) -> Unchecked:
        """Return what becomes of a message that could not be checked."""
        if self.when_unchecked is not None:
            return self.when_unchecked
        return Unchecked.DEFER if self.mode is Mode.RETURN else Unchecked.PASS
