"""A whole audit: planned, answered by several processes, counted and written."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from advisor.audit import shards, table_writer
from advisor.audit.aggregation import AuditTally, count_shard
from advisor.audit.batch_audit import AuditConfig, AuditWorker
from advisor.audit.checkpoint_store import CheckpointStore
from advisor.audit.counted_norms import counted_norms
from advisor.audit.disk_space import check_room
from advisor.audit.errors import AuditFailure, no_messages, only_junk
from advisor.audit.message_copies import MessageCopies, without_copies
from advisor.audit.pseudonyms import Pseudonymizer
from advisor.audit.shard_planner import ShardPlan
from advisor.audit.shard_runner import ShardRunner, answer_shard
from advisor.audit.tables import FINDINGS, MESSAGES
from advisor.audit.top_unknowns import top_unknowns
from advisor.model.audits import Audit
from advisor.model.opinions import Reason, Verdict
from advisor.values import dataclass, fields, is_dataclass, replace
from advisor.version import VERSION

if TYPE_CHECKING:
    from advisor.audit.shards import Shard

_LOG = logging.getLogger("advisor.audit")
"""Told how many messages there are, and never what is in them, whose they are or where."""

_CHANGES = {
    "law": "the law",
    "advisor": "the program",
    "as_of": "the day that is asked about",
    "people": "the address book",
    "consents": "the consent register",
    "known": "the known facts",
    "matters": "the matters",
    "profile": "the profile",
    "direction": "the direction",
    "without_junk": "what is left out",
    "block_list": "the block list",
    "key": "the key of the hashes",
    "tables": "the form of the tables",
}


class Watcher(Protocol):
    """Is told how far an audit is."""

    def counting(self, messages: int) -> None:
        """So many messages were found so far."""

    def begin(self, messages: int, done: int) -> None:
        """So many messages are to be answered; some were answered before."""

    def advance(self, messages: int) -> None:
        """So many more were answered."""

    def writing(self, messages: int) -> None:
        """Answers to so many more messages were counted and written."""

    def notice(self, text: str) -> None:
        """Something is to be told to the user."""


@dataclass(frozen=True, slots=True)
class AuditJob:
    """
    What is to be audited, and where to.

    `folder` is where the work is kept until it is done, and after it with `keep`. `findings`
    and `messages` are files to be written, Parquet, JSONL or CSV by their suffix.
    """

    given: tuple[str, ...]
    folder: Path
    findings: tuple[Path, ...] = ()
    messages: tuple[Path, ...] = ()
    jobs: int = 1
    keep: bool = False


def run_audit(order: AuditJob, terms: AuditConfig, watcher: Watcher) -> Audit:
    """
    Make an audit, or go on with one that was interrupted.

    Every lot that was answered is kept at once. Run again with the same order and terms, an
    audit goes on where it ended, however it ended, under the day on which it began; where the
    input, the law or the terms have changed, what they bear on is answered anew, and `watcher`
    is told so. The same input under the same terms gives the same tables.

    Raises `AuditFailure` where it cannot be made or finished.
    """
    with CheckpointStore(order.folder).held() as folder:
        terms = _resumed(folder, terms, watcher)
        stated = _stated(terms)
        run = _Run(
            order, terms, folder, watcher, hashlib.sha256(_text(stated).encode()).hexdigest()
        )
        notices = run.plan()
        folder.note(stated, done=False)
        run.answer()
        result = run.gather()
        result = replace(result, notices=(*notices, *_not_counted(result)))
        _LOG.info("audit ends: %d messages, %d damaged", result.messages, result.damaged)
        folder.note(stated, done=True)
        if not order.keep:
            folder.remove()
    return result


def _resumed(folder: CheckpointStore, terms: AuditConfig, watcher: Watcher) -> AuditConfig:
    """Go on under the day of the audit that was interrupted, and tell what has changed."""
    before = folder.manifest
    told = before.get("terms", {})
    if told and not before.get("done") and told.get("today"):
        began = date.fromisoformat(told["today"])
        if began != terms.today and _stated(replace(terms, today=began)) == told:
            watcher.notice(f"going on as of {began.isoformat()}, the day on which it began")
            return replace(terms, today=began)
    stated = _stated(terms)
    changed = [said for name, said in _CHANGES.items() if told and told.get(name) != stated[name]]
    if changed:
        watcher.notice(f"{' and '.join(changed)} changed since: everything is answered anew")
    return terms


@dataclass
class _Run:
    order: AuditJob
    terms: AuditConfig
    folder: CheckpointStore
    watcher: Watcher
    mark: str
    messages: int = 0
    done: int = 0
    junk: int = 0

    def key(self, lot: Shard) -> str:
        return shards.shard_key(lot, self.mark)

    def plan(self) -> tuple[str, ...]:
        """Cut the input into lots; give what is to be told of it."""
        plan = ShardPlan(self.terms.without_junk)
        wanted = set()
        for lot in self.folder.plan(plan.lots(self.order.given)):
            key = self.key(lot)
            wanted.add(key)
            self.messages += lot.count
            self.done += lot.count if self.folder.has(key) else 0
            self.watcher.counting(self.messages)
        self.junk = plan.junk
        if plan.problems:
            raise AuditFailure(*plan.problems)
        if not self.messages:
            listed = list(self.order.given)
            raise only_junk(listed) if plan.junk else no_messages(listed)
        outputs = (*self.order.findings, *self.order.messages)
        scarce = check_room(self.folder.path, outputs, self.messages - self.done)
        if scarce:
            self.watcher.notice(scarce)
        gone = self.folder.drop(wanted)
        if gone and self.done:
            self.watcher.notice("what has changed in the input since is answered anew")
        notices = remarks(plan, self.terms)
        for one in notices:
            self.watcher.notice(one)
        return notices

    def answer(self) -> None:
        """Answer the lots that are not yet."""
        self.watcher.begin(self.messages, self.done)
        _LOG.info("audit begins: %d messages, %d answered before", self.messages, self.done)
        first = list(_first(self._missing(), 2))
        if len(first) == 1:  # not worth hiring anyone
            key, lot = first[0]
            read = _Steps(self.watcher)
            self.folder.keep(key, answer_shard(AuditWorker(self.terms), lot, frozenset(), read.at))
            read.at(lot.count)
        elif first:
            jobs = sum(1 for _ in _first(self._missing(), self.order.jobs))
            runner = ShardRunner(self.terms, self.folder, jobs, self.watcher.advance)
            runner.run(self._missing())

    def _missing(self) -> Iterator[tuple[str, Shard]]:
        for lot in self.folder.planned():
            key = self.key(lot)
            if not self.folder.has(key):
                yield key, lot

    def gather(self) -> Audit:
        """Count all answers and write them where they are wanted."""
        tally, copies, junk = AuditTally(), MessageCopies(), self.junk
        with ExitStack() as files:
            outputs = [
                [
                    files.enter_context(table_writer.open_table_writer(path, schema))
                    for path in paths
                ]
                for paths, schema in (
                    (self.order.messages, MESSAGES),
                    (self.order.findings, FINDINGS),
                )
            ]
            for lot in self.folder.planned():
                key = self.key(lot)
                messages = copies.marked(self.folder.messages(key))
                junk += lot.count - len(messages)
                counted, findings = without_copies(messages, self.folder.findings(key))
                tally.note(counted, findings)
                pieces = messages, findings
                for writers, piece in zip(outputs, pieces, strict=True):
                    for write in writers:
                        write(piece)
                self.watcher.writing(lot.count)
        if not tally.messages:
            raise only_junk(list(self.order.given))
        found = audit_result(tally, self.order.given, self.terms)
        return replace(found, copies=copies.count, junk=junk if self.terms.without_junk else None)


def _not_counted(audit: Audit) -> Iterator[str]:
    """Say what was met and counts for nothing."""
    if audit.copies:
        yield (
            "copies of messages that count already, shown among the messages and counted nowhere: "
            f"{audit.copies:,}"
        )
    if audit.junk is not None:
        yield f"left out as junk or deleted mail: {audit.junk:,}"


def remarks(plan: ShardPlan, terms: AuditConfig) -> tuple[str, ...]:
    """Return what is to be told of paths that were named in vain, or partly so."""
    seal = Pseudonymizer(terms.key)
    empty = [f"there is no message in `{seal.one(item)}`" for item in plan.empty]
    twice = [f"`{seal.one(item)}` was named twice and counts once" for item in plan.twice]
    unused = []
    if plan.tables and (terms.matters is not None or terms.people is not None):
        unused.append(
            "rows of tables have no address, subject or folder: matters and the address book tell "
            "nothing of them"
        )
    return (*empty, *twice, *unused, *plan.leavings(named=not terms.key))


def audit_result(tally: AuditTally, given: Sequence[str], terms: AuditConfig) -> Audit:
    """Return what was counted as the audit of what was given."""
    bench = AuditWorker(terms)
    found = top_unknowns(tally.kinds, bench.corpus, bench.kinds)
    seal, law = Pseudonymizer(terms.key), terms.law
    return Audit(
        sources=tuple(seal.each(given)),
        as_of=tuple(sorted(tally.days)),
        corpus=law.hash,
        advisor=VERSION,
        sealed=bool(terms.key),
        messages=tally.messages,
        verdicts={item: tally.verdicts[item.value] for item in Verdict},
        to_verify={
            item: tally.to_verify[item.value] for item in Reason if tally.to_verify[item.value]
        },
        received=tally.side("received"),
        sent=tally.side("sent"),
        unsaid=tally.side(None),
        damages=count_shard(tally.damages),
        reasons=count_shard(tally.reasons),
        rules=counted_norms(tally.rules, law, tally.days),
        matters=count_shard(Counter({n: c for n, c in tally.matters.items() if n})),
        unmatched=None if terms.matters is None else tally.matters[""],
        waiting=tally.waiting,
        looked_at=found.looked_at,
        unknowns=found.unknowns,
    )


def _first(found: Iterator[tuple[str, Shard]], count: int) -> Iterator[tuple[str, Shard]]:
    for at, item in enumerate(found):
        if at == count:
            return
        yield item


@dataclass
class _Steps:
    """Tells a watcher of each message that was read."""

    watcher: Watcher
    told: int = 0

    def at(self, place: int) -> None:
        if place > self.told:
            self.watcher.advance(place - self.told)
            self.told = place


def _stated(terms: AuditConfig) -> dict[str, str]:
    """Write down what an audit is made under, nothing confidential in it."""
    return {
        "law": terms.law.hash,
        "advisor": VERSION,
        "as_of": terms.as_of.isoformat() if terms.as_of else "",
        "today": terms.today.isoformat(),
        "people": _digest(terms.people),
        "consents": _digest(terms.consents),
        "known": _digest(terms.known),
        "matters": _digest(terms.matters),
        "profile": _digest(terms.profile),
        "direction": terms.direction or "",
        "without_junk": "yes" if terms.without_junk else "",
        "tables": _digest([*MESSAGES.names, *FINDINGS.names]),
        "block_list": _digest(terms.block_list),
        "key": Pseudonymizer(terms.key).mark,
    }


def _digest(value: object) -> str:
    return hashlib.sha256(_text(_plain(value)).encode("utf-8", "surrogateescape")).hexdigest()


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the terms
    """Return a value as JSON knows it, the same in every process."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if field.compare
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value


__all__ = ["AuditJob", "Watcher", "audit_result", "remarks", "run_audit"]
