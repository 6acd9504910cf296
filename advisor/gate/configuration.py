"""The gate's file of settings, read strictly: what could be a slip is an error with its place."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from advisor.diagnostics import Diagnostic, Span
from advisor.gate.check_result import ReturnGround
from advisor.gate.settings import (
    LOOPBACK,
    ClientNetwork,
    Endpoint,
    GateSettings,
    Identifiers,
    LogFormat,
    Mode,
    NextHopTls,
    ReturnBy,
    Unchecked,
    endpoint,
)
from advisor.model.opinions import Verdict
from advisor.source.diagnostics_sink import DiagnosticSink, did_you_mean, quoted, word_list
from advisor.source.files import parse_bytes, read_bytes
from advisor.source.nodes import ListNode, MapNode, ScalarNode, described
from advisor.source.value_diagnostics import report_type

if TYPE_CHECKING:
    from advisor.source.nodes import Node

    Reader = Callable[["_Reading", str, Node], Any]

CONFIGURATION_LIMIT = 200_000
SettingWord = TypeVar("SettingWord", bound=Enum)


def read_settings(
    path: Path | None, told: dict[str, str | list[str]] | None = None, *, hostname: str = ""
) -> tuple[GateSettings | None, tuple[Diagnostic, ...]]:
    """
    Read the settings from a file, with what the command line tells laid over it.

    Every problem is told. Paths in the file start at its folder.
    """
    problems = DiagnosticSink()
    reading = _Reading(problems, path.parent if path is not None else Path())
    values: dict[str, Any] = {"hostname": hostname} if hostname else {}
    root = _root(path, problems) if path is not None else None
    if root is not None:
        for key, node in root.values.items():
            if key not in _KEYS:
                problems.add(
                    "unknown-key",
                    root.key_span(key),
                    f"the gate has no setting {quoted(key)}",
                    why="a setting that is passed over would look as if it were in force",
                    fix=did_you_mean(
                        key, _KEYS, f"remove it; there are {word_list(_KEYS, most=30)}"
                    ),
                )
            else:
                values[key] = _KEYS[key](reading, key, node)
    asked = _Reading(problems, Path())
    for key, text in (told or {}).items():
        values[key] = _KEYS[key](asked, key, _told(key, text))
    at = root.span if root is not None else Span(str(path) if path else "<options>")
    _check_together(values, root, at, problems)
    found = problems.told()
    if problems.stop:
        return None, found
    return GateSettings(**{key: value for key, value in values.items() if value is not None}), found


def _root(path: Path, problems: DiagnosticSink) -> MapNode | None:
    data = read_bytes(path, str(path), CONFIGURATION_LIMIT, problems)
    node = None if data is None else parse_bytes(data, str(path), problems)
    if node is not None and not isinstance(node, MapNode):
        report_type(node, "settings", "a mapping", problems)
        return None
    return node


def _told(key: str, text: str | list[str]) -> Node:
    from advisor.source.nodes import SourceText

    page = SourceText(
        f"--{key.replace('_', '-')}", text if isinstance(text, str) else " ".join(text)
    )
    place = (0, 0, 0, len(page.text))
    if isinstance(text, str):
        return ScalarNode(page, place, text, text)
    many = ListNode(page, place)
    many.items += [ScalarNode(page, place, item, item) for item in text]
    return many


def _check_together(
    values: dict[str, Any], root: MapNode | None, at: Span, problems: DiagnosticSink
) -> None:
    if "state" not in values:
        problems.add(
            "missing-key",
            at,
            "nothing says where the gate keeps its records and its ledger",
            why="the ledger keeps a message from arriving twice when the gate is stopped",
            fix="write `state: /var/lib/advisor-gate`, a folder that the gate may write to",
        )
    if values.get("identifiers") is Identifiers.HASHED and values.get("key_file") is None:
        problems.add(
            "missing-key",
            at,
            "`identifiers: hashed` has no `key_file`",
            why="hashes without a key can be undone by trying every address",
            fix="write `key_file: gate.key`, and make it with `head -c 32 /dev/urandom > gate.key`",
        )
    if values.get("certificate") is None and (
        values.get("private_key") is not None or values.get("require_tls")
    ):
        problems.add(
            "missing-key",
            at,
            "clients are to speak in secret, and there is no `certificate`",
            why="STARTTLS is offered with a certificate only",
            fix="write `certificate: gate.pem` and `private_key: gate.key`",
        )
    metrics: Endpoint | None = values.get("metrics")
    if metrics is not None and not _loopback(metrics.host):
        problems.add(
            "bad-value",
            root.span_of("metrics") if root is not None else at,
            f"the gate would tell its numbers beyond this machine, on {quoted(metrics)}",
            why="it asks nobody for a password, and numbers of stopped mail are nobody else's",
            fix="write `metrics: 127.0.0.1:9464`, and let an agent on this machine collect them",
        )
    if ReturnGround.UNDETERMINED in values.get("return_on", ()) and not values.get(
        "undetermined_only_for"
    ):
        problems.add(
            "missing-key",
            at,
            f"`return_on` has `{ReturnGround.UNDETERMINED.value}`, and no facts are named for it",
            why="a message goes back for it only where nothing but these is missing",
            fix="write `undetermined_only_for: [recipient.consented]`",
        )
    listen: Endpoint | None = values.get("listen")
    if listen is not None and not values.get("clients") and not _loopback(listen.host):
        problems.add(
            "bad-value",
            root.span_of("listen") if root is not None else at,
            f"the gate would listen beyond this machine, on {quoted(listen)}, to anybody",
            why="it asks nobody for a password, so anybody could send mail through it",
            fix="listen on `127.0.0.1`, or name the mail servers: `clients: [192.0.2.10]`",
        )


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return any(address in item for item in LOOPBACK)


class _Reading:
    """Reads one value after another, noting what is wrong with each."""

    def __init__(self, problems: DiagnosticSink, folder: Path) -> None:
        self.problems = problems
        self.folder = folder

    def bad(self, key: str, node: Node, why: str, fix: str) -> None:
        what = f"{quoted(key)} cannot be {described(node)}"
        self.problems.add("bad-value", node.span, what, why=why, fix=fix)

    def text(self, key: str, node: Node) -> str | None:
        if isinstance(node, ScalarNode) and isinstance(node.value, str) and node.value.strip():
            return node.value
        report_type(node, key, "text", self.problems)
        return None

    def flag(self, key: str, node: Node) -> bool | None:
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return node.value
        report_type(node, key, "true or false", self.problems)
        return None

    def path(self, key: str, node: Node) -> Path | None:
        text = self.text(key, node)
        return None if text is None else self.folder / Path(text).expanduser()

    def paths(self, key: str, node: Node) -> tuple[Path, ...] | None:
        many = self.many(key, node)
        return None if many is None else tuple(filter(None, (self.path(key, n) for n in many)))

    def many(self, key: str, node: Node) -> list[Node] | None:
        if isinstance(node, ListNode):
            return node.items
        report_type(node, key, "a list", self.problems)
        return None

    def address(self, key: str, node: Node) -> Endpoint | None:
        result = endpoint(node.raw) if isinstance(node, ScalarNode) else None
        if result is None:
            self.bad(key, node, "the gate needs a host and a port", "write `127.0.0.1:10025`")
        return result

    def mailbox(self, key: str, node: Node) -> str | None:
        text = self.text(key, node)
        if text is None or (text.isascii() and text.isprintable() and text.count("@") == 1
                            and not set(text) & set(' <>,;"')):  # fmt: skip
            return text
        self.bad(key, node, "notices come from one address", "write `postmaster@firm.example`")
        return None

    def networks(self, key: str, node: Node) -> tuple[ClientNetwork, ...] | None:
        client_networks: list[ClientNetwork] = list(LOOPBACK)
        for item in self.many(key, node) or ():
            text = self.text(key, item)
            try:
                client_networks.append(ip_network(text or "127.0.0.1"))
            except ValueError:
                self.bad(key, item, "clients are known by their addresses",
                         "write an address or a network: `192.0.2.10`, `192.0.2.0/28`")  # fmt: skip
        return tuple(client_networks)


def _word(kind: type[SettingWord]) -> Reader:
    def read(reading: _Reading, key: str, node: Node) -> SettingWord | None:
        words = {item.value: item for item in kind}
        text = node.raw if isinstance(node, ScalarNode) else None
        if text in words:
            return words[text]
        fix = did_you_mean(text or "", words, f"write one of {word_list(words)}")
        reading.bad(key, node, f"the words here are {word_list(words)}", fix)
        return None

    return read


def _grounds(reading: _Reading, key: str, node: Node) -> frozenset[Verdict | ReturnGround] | None:
    words: dict[str, Verdict | ReturnGround] = {
        **{item.value: item for item in Verdict}, **{item.value: item for item in ReturnGround}
    }  # fmt: skip
    found = set()
    for item in reading.many(key, node) or ():
        text = item.raw if isinstance(item, ScalarNode) else ""
        if text in words:
            found.add(words[text])
            continue
        fix = did_you_mean(text, words, f"write one of {word_list(words)}")
        reading.bad(key, item, f"the words here are {word_list(words)}", fix)
    return frozenset(found)


def _fact_names(reading: _Reading, key: str, node: Node) -> frozenset[str]:
    found = set()
    for item in reading.many(key, node) or ():
        text = reading.text(key, item)
        if text is not None and "." not in text:
            reading.bad(key, item, "a fact has the name of what it belongs to",
                        "write it as `recipient.consented`")  # fmt: skip
        elif text is not None:
            found.add(text)
    return frozenset(found)


def _number(least: float, most: float, *, whole: bool) -> Reader:
    def read(reading: _Reading, key: str, node: Node) -> float | None:
        value = node.value if isinstance(node, ScalarNode) else None
        if isinstance(value, str):
            value = float(value) if value.replace(".", "", 1).isdecimal() else None
        right = isinstance(value, int | float) and not isinstance(value, bool)
        number = float(value or 0)
        if not right or not least <= number <= most or (whole and number % 1):
            what = "a whole number" if whole else "a number"
            fix = f"write {what} from {least:.10g} to {most:.10g}"
            reading.bad(key, node, "beyond these bounds the gate could not keep its word", fix)
            return None
        return int(value or 0) if whole else float(value or 0)

    return read


_KEYS: dict[str, Reader] = {
    "listen": _Reading.address,
    "next_hop": _Reading.address,
    "mode": _word(Mode),
    "state": _Reading.path,
    "return_on": _grounds,
    "undetermined_only_for": _fact_names,
    "return_by": _word(ReturnBy),
    "notices_from": _Reading.mailbox,
    "when_unchecked": _word(Unchecked),
    "identifiers": _word(Identifiers),
    "key_file": _Reading.path,
    "people": _Reading.path,
    "consents": _Reading.path,
    "scenario": _Reading.path,
    "matters": _Reading.path,
    "profile": _Reading.path,
    "usual": _Reading.flag,
    "policies": _Reading.paths,
    "block_list": _Reading.path,
    "clients": _Reading.networks,
    "certificate": _Reading.path,
    "private_key": _Reading.path,
    "require_tls": _Reading.flag,
    "next_hop_tls": _word(NextHopTls),
    "next_hop_ca": _Reading.path,
    "metrics": _Reading.address,
    "log_format": _word(LogFormat),
    "hostname": _Reading.text,
    "time_limit": _number(0.1, 120, whole=False),
    "drain_limit": _number(1, 600, whole=False),
    "checkers": _number(1, 64, whole=True),
    "connections": _number(1, 1_000, whole=True),
    "size_limit": _number(10_000, 1_000_000_000, whole=True),
}
