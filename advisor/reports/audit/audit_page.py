"""An audit as a page for the terminal, and for the ear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import (
    ENGLISH,
    Count,
    Language,
    Message,
    layout,
    message,
    messages,
    plural_message,
)
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.reports import labels
from advisor.reports.audit import sentences
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Tone,
)
from advisor.reports.quantities import number_text, of, short_name, with_share

if TYPE_CHECKING:
    from advisor.model.audits import Audit, Counted, Month, Rule, TrackingSide
    from advisor.reports.document import Block

MOST_ROWS = 8
_BAR = 20
_COLUMNS = messages(
    "column",
    {
        "verdict": "verdict",
        "messages": "messages",
        "meaning": "meaning",
        "recipient": "recipient",
        "tracked": "tracked",
        "unclear": "cannot be told",
        "vendor": "vendor of the tracking",
        "tracked messages": "tracked messages",
        "month": "month",
        "fact": "fact",
        "waiting": "verdicts waiting",
        "damaged": "why it could not be read",
        "untold": "why it cannot be told whether it is tracked",
        "matter": "matter",
    },
)
DOMAINS = messages("column", {"sender": "sender's domain", "recipient": "recipient's domain"})
_BY_DOMAIN = messages(
    "table",
    {
        "sender": "tracked messages by the sender's domain",
        "recipient": "tracked messages by the recipient's domain",
    },
)
_LEADS = messages("lead", {True: "against", False: "open"})
ROLE_NOT_TOLD = message("role not told")
NO_VENDOR = message("no vendor known")


def audit_page(
    audit: Audit, *, bars: bool = True, most: int = MOST_ROWS, language: Language = ENGLISH
) -> ReportDocument:
    """
    Lay out an audit; `most` rows of each table are shown, `bars` draws shares.

    What is unknown is said to be, and never counts as what is clear.
    """
    hand = _Hand(audit, most, bars=bars)
    sections = [section for section in hand.sections() if section.blocks]
    stops = audit.verdicts.get(Verdict.STOP, 0)
    tone = Tone.AGAINST if stops else Tone.OPEN
    banner = Banner(message("AUDIT"), tone, sentences.scope(audit), sentences.audit_headline(audit))
    return ReportDocument(banner, (*sections, _close(audit)), language)


class _Hand:
    def __init__(self, audit: Audit, most: int, *, bars: bool) -> None:
        self.audit = audit
        self.most = most
        self.bars = bars

    def sections(self) -> Iterator[Section]:
        audit = self.audit
        verdicts = Section(message("Verdicts"), Tone.QUIET, (self.verdicts(), *self.to_verify()))
        if audit.names_a_place:  # else who tracks whom is all that is known
            yield verdicts
        yield Section(message("Who tracks us"), Tone.QUIET, tuple(self.received()))
        yield Section(message("Whom we track"), Tone.QUIET, tuple(self.sent()))
        title = message("Neither said to be sent nor received")
        yield Section(title, Tone.OPEN, tuple(self.unsaid()))
        if not audit.names_a_place:
            yield verdicts
        yield Section(message("What the law says, worst first"), Tone.QUIET, tuple(self.law()))
        yield Section(message("What to find out next"), Tone.OPEN, tuple(self.unknowns()))
        yield Section(message("What could not be read or told"), Tone.OPEN, tuple(self.damages()))
        if audit.notices:
            lines = (
                Line(Role.NOTE, f"{notice[0].upper()}{notice[1:]}.") for notice in audit.notices
            )
            yield Section(message("Notes"), Tone.QUIET, tuple(lines))

    def table(self, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> ReportTable:
        """Make a table whose second column is a bar, if bars are drawn."""
        keep = [at for at in range(len(head)) if self.bars or at != 1]
        picked = tuple(tuple(row[at] for at in keep) for row in rows)
        return ReportTable(title, tuple(head[at] for at in keep), picked)

    def verdicts(self) -> Block:
        total = self.audit.messages
        rows: list[tuple[str, ...]] = [
            (labels.verdict_word(item), _bar(count, total),
             with_share(count, total), sentences.VERDICT_MEANINGS[item])
            for item, count in self.audit.verdicts.items()
        ]  # fmt: skip
        if self.audit.damaged:
            damaged = self.audit.damaged
            told = with_share(damaged, total)
            rows.append((message("not read"), _bar(damaged, total), told, sentences.NOT_READ))
        head = (_COLUMNS["verdict"], "", _COLUMNS["messages"], _COLUMNS["meaning"])
        return self.table(message("verdicts"), head, rows)

    def to_verify(self) -> Iterator[Block]:
        said = sentences.to_verify_counts(self.audit)
        if said:
            yield Line(Role.NOTE, said)

    def received(self) -> Iterator[Block]:
        side = self.audit.received
        if not side.messages:
            return
        yield FindingEntry("", _tone(side), sentences.side(side))
        if side.tracked:
            yield from self.domains(side, "sender")
            yield self.vendors(side)
        yield from self.months(side)

    def sent(self) -> Iterator[Block]:
        side = self.audit.sent
        if not side.messages:
            return
        yield FindingEntry("", _tone(side), sentences.side(side))
        if side.tracked:
            told = [(role.name or ROLE_NOT_TOLD, role.count) for role in side.roles]
            yield self.counted(message("recipients"), _COLUMNS["recipient"], told, side.tracked)
            yield from self.domains(side, "recipient")
            yield self.vendors(side)
        yield from self.months(side)

    def unsaid(self) -> Iterator[Block]:
        side = self.audit.unsaid
        if not side.messages:
            return
        yield FindingEntry("", Tone.OPEN, sentences.unsaid(self.audit))
        yield FindingEntry("", _tone(side), sentences.side(side))
        if side.tracked:
            yield from self.domains(side, "sender")
            yield self.vendors(side)
        yield from self.months(side)

    def domains(self, side: TrackingSide, whose: str) -> Iterator[Block]:
        listed = [domain for domain in side.domains if domain.tracked][: self.most]
        if not listed:
            return
        rows = [
            (short_name(item.name), _bar(item.tracked, item.total), of(item.tracked, item.total),
             number_text(item.unclear) if item.unclear else "")
            for item in listed
        ]  # fmt: skip
        head = (DOMAINS[whose], "", _COLUMNS["tracked"], _COLUMNS["unclear"])
        yield self.table(_BY_DOMAIN[whose], head, rows)

    def vendors(self, side: TrackingSide) -> Block:
        told: list[tuple[str, int]] = [(vendor.name, vendor.count) for vendor in side.vendors]
        if side.unnamed:
            told.append((NO_VENDOR, side.unnamed))
        told.sort(key=lambda one: -one[1])
        return self.counted(message("vendors"), _COLUMNS["vendor"], told, side.tracked)

    def counted(self, title: str, head: str, told: list[tuple[str, int]], whole: int) -> Block:
        rows = [
            (_shown(name), _bar(count, whole), with_share(count, whole))
            for name, count in told[: self.most]
        ]
        return self.table(title, (head, "", _COLUMNS["tracked messages"]), rows)

    def months(self, side: TrackingSide) -> Iterator[Block]:
        if len(side.months) > 1:
            rows = [
                (
                    f"{month.first:%Y-%m}",
                    _bar(month.tracked, _all(month)),
                    of(month.tracked, _all(month)),
                    number_text(month.unclear) if month.unclear else "",
                )
                for month in side.months[-12:]
            ]
            head = (_COLUMNS["month"], "", _COLUMNS["tracked"], _COLUMNS["unclear"])
            yield self.table(message("months"), head, rows)

    def law(self) -> Iterator[Block]:
        loud = self.audit.worth_showing
        if self.audit.rules and not self.audit.names_a_place:
            yield Line(Role.NOTE, sentences.NO_LAW_LISTED)
            if not loud:
                return
        for rule in loud[: self.most]:
            yield _entry(rule)
        rest = len(self.audit.rules) - len(loud[: self.most])
        if rest > 0:
            more = plural_message(
                Count(rest),
                "{count} more norm in the table of findings.",
                "{count} more norms in the table of findings.",
            )
            yield Line(Role.NOTE, more)

    def unknowns(self) -> Iterator[Block]:
        audit = self.audit
        if not audit.waiting:
            return
        yield FindingEntry("", Tone.OPEN, sentences.waiting_counts(audit))
        if not audit.unknowns:
            return
        first = audit.unknowns[0]
        asked = layout(
            "{question} {where}", question=first.fact.ask, where=sentences.where_told(first)
        )
        yield FindingEntry("", Tone.OPEN, sentences.next_to_tell(first), (Line(Role.NOTE, asked),))
        rows = [
            (
                unknown.fact.name,
                _bar(unknown.messages, audit.waiting),
                number_text(unknown.messages),
            )
            for unknown in audit.unknowns[: self.most]
        ]
        head = (_COLUMNS["fact"], "", _COLUMNS["waiting"])
        yield self.table(message("unknown facts"), head, rows)

    def damages(self) -> Iterator[Block]:
        audit = self.audit
        for title, head, told in (
            (message("damaged messages"), _COLUMNS["damaged"], audit.damages),
            (message("unclear messages"), _COLUMNS["untold"], audit.reasons),
        ):
            if told:
                yield ReportTable(
                    title, (head, _COLUMNS["messages"]), tuple(map(_row, told[: self.most]))
                )
        matters = sentences.matter_counts(audit)
        if matters:
            yield Line(Role.NOTE, matters)
        if audit.matters:
            yield ReportTable(
                message("messages by matter"),
                (_COLUMNS["matter"], _COLUMNS["messages"]),
                tuple(map(_row, audit.matters[: self.most])),
            )


def _shown(name: str) -> str:
    """Make a name from a message safe to show; what is ours is left to be rendered."""
    return name if isinstance(name, Message) else short_name(name)


def _row(counted: Counted) -> tuple[str, str]:
    return short_name(counted.name), number_text(counted.count)


def _entry(rule: Rule) -> Block:
    against = rule.governing and rule.said(Outcome.BREACHED)
    tone = Tone.AGAINST if against else Tone.OPEN
    link = rule.citation.url if rule.citation else ""
    place = f"{rule.place} ({rule.jurisdiction})"
    counts = {"place": place, "counts": sentences.counts(rule)}
    where = message("Law from elsewhere, {place}: {counts}.", **counts)
    if rule.governing:
        where = message("Law that governs or may govern, {place}: {counts}.", **counts)
    lines = (
        Line(Role.NOTE, where),
        Line(Role.CITE, sentences.cite_norm(rule), link),
    )
    return FindingEntry(_LEADS[bool(against)], tone, rule.sentence, lines)


def _close(audit: Audit) -> Section:
    lines = [Line(Role.NOTE, labels.DISCLAIMER)]
    kept = message("No text and no subject of a message is kept.")
    if audit.sealed:
        kept = message(
            "No text and no subject of a message is kept; names, addresses and places are keyed "
            "hashes."
        )
    lines.append(Line(Role.NOTE, kept))
    made = message("Law {hash}, advisor {version}.", hash=audit.corpus[:19], version=audit.advisor)
    lines.append(Line(Role.NOTE, made))
    return Section(message("About this audit"), Tone.QUIET, tuple(lines))


def _tone(side: TrackingSide) -> Tone:
    return Tone.OPEN if side.tracked or side.unclear else Tone.QUIET


def _all(month: Month) -> int:
    return month.tracked + month.untracked + month.unclear


def _bar(part: int, whole: int) -> str:
    filled = round(_BAR * part / whole) if whole else 0
    if part:
        filled = max(filled, 1)
    return "█" * filled
