"""The rows of an audit counted, shard by shard, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.model.audits import Counted, Month, Share, TrackingSide
from advisor.model.opinions import Verdict
from advisor.values import dataclass, field, fields

if TYPE_CHECKING:
    import pyarrow as pa

LISTED = 25
_MOST_KINDS = 100_000
_COLUMNS = (
    "damage", "date", "direction", "sender_domain", "recipient_domains", "recipient_roles",
    "tracked", "mechanisms", "gaps", "vendors", "trackers", "matters", "as_of", "verdict",
    "because", "facts",
)  # fmt: skip
_OPEN = tuple(verdict.value for verdict in Verdict if verdict.is_open)
_SAID = ("norm", "jurisdiction", "source", "weight", "verified", "outcome", "set_aside")
_STATES = {True: "tracked", False: "untracked", None: "unclear"}


@dataclass
class _Way:
    """What is counted of messages that went one way."""

    states: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    months: Counter[tuple[int, int, str]] = field(default_factory=Counter)
    domains: dict[str, Counter[str]] = field(default_factory=dict)
    vendors: Counter[str] = field(default_factory=Counter)
    trackers: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    mechanisms: Counter[str] = field(default_factory=Counter)
    unnamed: int = 0

    def note(self, row: Mapping[str, Any], direction: str | None) -> None:
        state = _STATES[row["tracked"]]
        self.states[state] += 1
        self.verdicts[row["verdict"]] += 1
        if row["date"] is not None:
            self.months[row["date"].year, row["date"].month, state] += 1
        named = row["recipient_domains"] if direction == "sent" else [row["sender_domain"]]
        for domain in set(named or ()):
            if domain:
                self.domains.setdefault(domain, Counter())[state] += 1
        self.mechanisms.update(row["mechanisms"] or ())
        if row["tracked"]:
            self.vendors.update(set(row["vendors"] or ()))
            self.unnamed += not row["vendors"]
            self.trackers.update(set(row["trackers"] or ()))
            self.roles.update(set(row["recipient_roles"] or ()))

    def add(self, other: _Way) -> None:
        for one in fields(self):
            if isinstance(getattr(self, one.name), Counter):
                getattr(self, one.name).update(getattr(other, one.name))
        for domain, found in other.domains.items():
            self.domains.setdefault(domain, Counter()).update(found)
        self.unnamed += other.unnamed

    def side(self) -> TrackingSide:
        shares = [
            Share(name, domain["tracked"], domain["unclear"], domain.total())
            for name, domain in self.domains.items()
        ]
        shares.sort(key=lambda share: (-share.tracked, -share.total, share.name))
        return TrackingSide(
            messages=self.states.total(),
            tracked=self.states["tracked"],
            untracked=self.states["untracked"],
            unclear=self.states["unclear"],
            verdicts={item: self.verdicts[item.value] for item in Verdict},
            months=tuple(self._months()),
            domains=tuple(shares[:LISTED]),
            others=max(0, len(shares) - LISTED),
            vendors=count_shard(self.vendors),
            unnamed=self.unnamed,
            trackers=count_shard(self.trackers),
            roles=count_shard(self.roles),
            mechanisms=count_shard(self.mechanisms),
        )

    def _months(self) -> Iterable[Month]:
        for year, month in sorted({(year, month) for year, month, _ in self.months}):
            told = (self.months[year, month, state] for state in _STATES.values())
            yield Month(date(year, month, 1), *told)


@dataclass
class AuditTally:
    """
    Counts rows of messages and findings.

    `kinds` counts what was told of messages with an open verdict, as the rows tell it, with
    the first day of sending that was met; the rarest of very many kinds are omitted.
    `to_verify` counts messages that have to be verified by the reason of the verdict.
    `left` counts what was no mail, where that is found out while reading; `matters` messages
    by their matter, with an empty name those that belong to none.
    """

    messages: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    to_verify: Counter[str] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)
    damages: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    ways: dict[str | None, _Way] = field(default_factory=dict)
    rules: dict[tuple[str, str, str, str, str], Counter[str]] = field(default_factory=dict)
    kinds: Counter[tuple[date, date | None, str]] = field(default_factory=Counter)
    waiting: int = 0
    left: Counter[str] = field(default_factory=Counter)
    matters: Counter[str] = field(default_factory=Counter)

    def side(self, direction: str | None) -> TrackingSide:
        """Return what was counted of messages that went one way."""
        return self.ways.get(direction, _Way()).side()

    def note(self, messages: pa.Table, findings: pa.Table) -> None:
        """Count the rows of one shard."""
        self.messages += len(messages)
        columns = {name: messages[name].to_pylist() for name in _COLUMNS}
        for values in zip(*columns.values(), strict=True):
            row = dict(zip(columns, values, strict=True))
            if row["damage"] is not None:
                self.damages[row["damage"]] += 1
                continue
            self.verdicts[row["verdict"]] += 1
            if row["verdict"] == Verdict.VERIFY.value:
                self.to_verify[row["because"]] += 1
            self.days.add(row["as_of"])
            direction = row["direction"]
            self.ways.setdefault(direction, _Way()).note(row, direction)
            if row["matters"] is not None:
                self.matters.update(set(row["matters"]) or {""})
            if row["tracked"] is None:
                self.reasons.update(row["gaps"] or ())
            if row["verdict"] in _OPEN:
                self.waiting += 1
                self._kind((row["as_of"], row["date"], row["facts"]))
        self._rules(findings)

    def add(self, other: AuditTally) -> None:
        """Count what another one has counted of other messages."""
        self.messages += other.messages
        self.waiting += other.waiting
        self.left.update(other.left)
        self.matters.update(other.matters)
        self.days |= other.days
        self.verdicts.update(other.verdicts)
        self.to_verify.update(other.to_verify)
        self.damages.update(other.damages)
        self.reasons.update(other.reasons)
        for direction, way in other.ways.items():
            self.ways.setdefault(direction, _Way()).add(way)
        for key, said in other.rules.items():
            self.rules.setdefault(key, Counter()).update(said)
        for kind, count in other.kinds.items():
            self._kind(kind, count)

    def _kind(self, kind: tuple[date, date | None, str], count: int = 1) -> None:
        if kind in self.kinds or len(self.kinds) < _MOST_KINDS:
            self.kinds[kind] += count

    def _rules(self, findings: pa.Table) -> None:
        """Count of how many messages each norm said what."""
        once = findings.select(["message", *_SAID]).group_by(["message", *_SAID]).aggregate([])
        found = once.group_by(list(_SAID)).aggregate([("message", "count")])
        for row in found.to_pylist():
            key = (row["norm"], row["jurisdiction"], row["source"], row["weight"], row["verified"])
            said = "set-aside" if row["set_aside"] else row["outcome"]
            self.rules.setdefault(key, Counter())[said] += row["message_count"]


def count_shard(found: Counter[str]) -> tuple[Counted, ...]:
    """Return the most common names, most common first."""
    listed = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Counted(name, count) for name, count in listed[:LISTED])
