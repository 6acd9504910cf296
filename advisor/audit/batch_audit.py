"""One batch of mail answered: the pure function that every audit distributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import pyarrow as pa

from advisor.advice import Corpus
from advisor.audit.batch_answers import BatchAnswering, ClassAnswers
from advisor.audit.message_rows import Describing
from advisor.audit.pseudonyms import Pseudonymizer
from advisor.audit.scenario_dedup import ClassTable, ScenarioClasses, entries
from advisor.audit.scenario_rows import Rows
from advisor.audit.tables import FINDINGS, MAIL, MESSAGES, Worked
from advisor.consents import ConsentSource
from advisor.consents.standing import CONCLUDED
from advisor.consents.words import ConsentWords
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.facts.profile import Profile
from advisor.mail import AddressBook, KnownSources, MatterFile, MessageReader
from advisor.mail.detect.vendor_data import junk_folders
from advisor.mail.scenario.consent_facts import SendingDay
from advisor.mail.sources.junk import is_labelled_junk, lies_in_junk
from advisor.mail.sources.readers import Raw, stream
from advisor.model.law_clock import moved_to
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from advisor.audit.message_rows import MessageRow
    from advisor.audit.scenario_dedup import ScenarioRow
    from advisor.mail import MessageAnalysis, MessageFacts
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

__all__ = [
    "FINDINGS",
    "MAIL",
    "MESSAGES",
    "AuditConfig",
    "AuditWorker",
    "Worked",
    "audit_batch",
    "raws",
]

_TOLD_BY_MAIL = (
    "message.channel",
    "message.date",
    "message.direction",
    "message.encryption",
    "message.kind",
    "recipient.same_firm",
    "sender.based_in",
    "sender.located_in",
    "sender.role",
    "tracking.detected",
    "tracking.identifier",
    "tracking.mechanisms",
    "tracking.vendor_used",
)


@dataclass(frozen=True, slots=True)
class AuditConfig:
    """
    What an audit is made under: values only, so that it can be sent to other processes.

    `as_of` is the day to ask about whatever a scenario tells, as `check --as-of` takes it;
    without it that is the day of `known` or of a table's row, and else `today`. `known` are
    facts laid over those of every message, `matters` those of the matters that it belongs to
    and `profile` those of the firm, which are laid under them; `direction` is `sent` or
    `received` where the user says so, `without_junk` leaves junk and deleted mail out of archives
    and exports, and `block_list` holds the lines of an ad-block list. With a
    `key`, addresses, domains, message ids, names of people and matters and places of messages
    are written as keyed hashes.
    """

    law: Law
    today: date
    as_of: date | None = None
    people: AddressBook | None = field(default=None, repr=False)
    consents: ConsentSource | None = field(default=None, repr=False)
    known: Scenario | None = field(default=None, repr=False)
    matters: MatterFile | None = field(default=None, repr=False)
    profile: Profile | None = field(default=None, repr=False)
    direction: str | None = None
    without_junk: bool = False
    block_list: tuple[str, ...] = field(default=(), repr=False)
    key: bytes = field(default=b"", repr=False)

    @property
    def day(self) -> date:
        """Return the day that messages are asked about."""
        told = self.known.as_of if self.known is not None else None
        return self.as_of or told or self.today


def _facts_of(source: Profile | Scenario | None) -> Mapping[str, Value]:
    return {} if source is None else source.facts


def audit_batch(terms: AuditConfig, batches: Iterable[pa.RecordBatch]) -> Iterator[Worked]:
    """
    Answer batches of mail, one `Worked` for each batch.

    A pure function of its arguments: the same batch under the same terms gives the same
    tables, in the same order, in whichever process and after whichever other batches; so
    `functools.partial(audited, terms)` can be sent to where the batches are. Batches have
    the columns of `MAIL`, and the tables the schemas `MESSAGES` and `FINDINGS`, whatever is
    in them: an empty batch gives empty tables, a damaged message a row with a reason.

    Making ready takes about a second for each call and nothing for each batch: call it once
    for many batches. Memory is that of one batch and of its answers. Nothing is fetched,
    printed or written.
    """
    bench = AuditWorker(terms)
    for batch in batches:
        yield bench.mail(raws(batch))


def raws(batch: pa.RecordBatch | pa.Table) -> Iterator[Raw]:
    """Return the messages of a batch with the columns of `MAIL`; a mailbox has several."""
    named = batch.column_names
    damages = batch.column("damage") if "damage" in named else pa.nulls(len(batch), pa.string())
    columns = (batch.column("source"), batch.column("data"), damages)
    for source, data, damage in zip(*columns, strict=True):
        name, content = source.as_py(), data.as_py()
        if content is None:
            yield Raw(name, damage=damage.as_py() or "it cannot be opened")
        else:
            yield from stream(BytesIO(content), name)


@dataclass(frozen=True)
class AuditWorker:
    """Where one process audits: what is known of mail and the law, made ready once."""

    terms: AuditConfig

    @cached_property
    def corpus(self) -> Corpus:
        """Return the law, with the evaluator that tells soonest what a verdict waits for."""
        law = self.terms.law
        return Corpus(law, CrossCheckedEngine(law, BitsetEngine(law)))

    @cached_property
    def room(self) -> MessageReader:
        """Return what reads messages."""
        book = self.terms.people
        gateways = book.gateways if book is not None else ()
        return MessageReader(block_list=self.terms.block_list, gateways=gateways)

    @cached_property
    def kinds(self) -> ScenarioClasses:
        """Return what tells scenarios as rows."""
        return ScenarioClasses.of(self.terms.law)

    @cached_property
    def _tables(self) -> ClassAnswers:
        return ClassAnswers.of(self.corpus)

    @cached_property
    def _answering(self) -> BatchAnswering:
        sheet = ClassTable(self.kinds)
        sheet.expect(_TOLD_BY_MAIL)
        book, known = self.terms.people, self.terms.known
        if book is not None:
            told = (*book.addresses.values(), *book.domains.values())
            sheet.expect(entries(item.facts for item in told))
        for matter in self.terms.matters.matters if self.terms.matters is not None else ():
            sheet.expect(matter.facts)
            told = (*matter.people.addresses.values(), *matter.people.domains.values())
            sheet.expect(entries(item.facts for item in told))
        if self.terms.profile is not None:
            sheet.expect(self.terms.profile.facts)
        if self.terms.consents is not None:
            sheet.expect((*CONCLUDED, *ConsentWords.of(self.terms.law.vocabulary).facts))
        if known is not None:
            sheet.expect(known.facts)
            sheet.expect(entries(recipient.facts for recipient in known.recipients or ()))
        return BatchAnswering(self._tables, sheet)

    @cached_property
    def _describing(self) -> Describing:
        return Describing(Pseudonymizer(self.terms.key), self.room.known.domain_of)

    def wanted(self, found: Iterable[Raw], paths: Iterable[str]) -> Iterator[Raw]:
        """
        Leave out junk and deleted mail where that is asked for.

        Looked at are folders within the files named by `paths`, and labels; the folders that
        the files lie in were looked at before.
        """
        if not self.terms.without_junk:
            yield from found
            return
        names, files = self._junk_folders, frozenset(paths)
        for raw in found:
            within = () if raw.source in files else files
            inner = next(
                (raw.source[len(one) :] for one in within if raw.source.startswith(f"{one}/")), ""
            )
            if not (lies_in_junk(inner, names) or is_labelled_junk(raw.data, names)):
                yield raw

    @cached_property
    def _junk_folders(self) -> frozenset[str]:
        return junk_folders()

    def mail(self, found: Iterable[Raw]) -> Worked:
        """
        Answer messages as they were found.

        They are read one after another, and no more of each is kept than its row.
        """
        day = self.terms.day
        rows: list[MessageRow] = []
        scenario_rows: list[ScenarioRow | None] = []
        names: list[list[str]] = []
        for raw in found:
            reading = self.room.read_raw(raw)
            facts = None if reading.damage else self.facts(reading)
            if facts is not None:
                reading = self._unless_refused(reading, facts)
            if facts is None or reading.damage:
                rows.append(self._describing.damaged(reading))
                scenario_rows.append(None)
                names.append([])
                continue
            scenario = facts.scenario
            as_of = self.terms.as_of
            one = self.kinds.told(scenario if as_of is None else moved_to(scenario, as_of), day)
            row = self._describing.read(reading, scenario, one.shown)
            if self.terms.matters is not None:
                row["matters"] = self._describing.matters(facts)
            rows.append(row)
            scenario_rows.append(one)
            names.append(self._describing.names(scenario.people))
        return self._answering.worked(rows, scenario_rows, names, day)

    def _unless_refused(self, reading: MessageAnalysis, facts: MessageFacts) -> MessageAnalysis:
        """Return a message as it was read, or as damaged where its facts cannot be so."""
        if facts.disagreements:
            return replace(reading, damage=self._describing.disagreement(facts))
        own_day = self.terms.as_of is None
        problems = facts.impossible(own_day=own_day)
        said = (item.code if self.terms.key else f"{item.what}; {item.why}" for item in problems)
        return replace(reading, damage="; ".join(said)) if problems else reading

    @cached_property
    def rows(self) -> Rows:
        """Return what answers rows of tables of scenarios."""
        terms = self.terms
        seal = Pseudonymizer(terms.key)
        return Rows(
            terms.law,
            self._tables,
            seal,
            terms.today,
            terms.day,
            terms.as_of,
            {**_facts_of(terms.profile), **_facts_of(terms.known)},
        )

    def facts(self, reading: MessageAnalysis) -> MessageFacts:
        """Return what is known of a message, as a single check finds it."""
        sending = SendingDay(self.terms.today, self.terms.as_of)
        return self._sources.read(reading, self.terms.direction, sending)

    @cached_property
    def _sources(self) -> KnownSources:
        terms = self.terms
        return KnownSources(terms.people, terms.matters, terms.known, terms.profile, terms.consents)
