"""An audit as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from advisor.i18n import ENGLISH, Language, Message, message, messages
from advisor.model.norms import UNFINISHED_OUTCOMES, Outcome
from advisor.reports import labels
from advisor.reports.audit import sentences
from advisor.reports.audit.audit_page import DOMAINS, NO_VENDOR, ROLE_NOT_TOLD
from advisor.reports.charts.audit_svg import HATCH, BarPiece, bar, month_of, months, window
from advisor.reports.quantities import (
    NONE,
    messages_of,
    number_text,
    of,
    share,
    short_name,
    with_share,
)
from advisor.reports.render.html_environment import html_environment, stylesheet

if TYPE_CHECKING:
    from advisor.model.audits import Audit, Counted, Month, Rule, Share, TrackingSide

_DOMAINS, _RULES, _MORE_RULES, _ASKED, _REASONS = 12, 8, 40, 10, 10
_KEY = messages(
    "column", {"tracked": "tracked", "unclear": "cannot be told", "clear": "not tracked"}
)
_COLUMNS = messages(
    "column",
    {
        "role": "role",
        "vendor": "vendor",
        "tracked messages": "tracked messages",
        "fact": "fact",
        "waiting": "verdicts waiting",
        "question": "question",
        "reason": "reason",
        "matter": "matter",
        "messages": "messages",
    },
)
_BY_DOMAIN = messages(
    "table",
    {
        "sender": "Tracked messages by the sender's domain",
        "recipient": "Tracked messages by the recipient's domain",
    },
)


def audit_html(audit: Audit, language: Language = ENGLISH) -> str:
    """
    Write the report of an audit, for a screen in light or dark and for a printer.

    Whatever stems from a message is escaped; every chart stands beside words that say the same.
    """
    environment = html_environment("advisor.reports.render", language)
    environment.filters.update(number=number_text, share=share, month=month_of)
    first = audit.unknowns[0] if audit.unknowns else None
    return environment.get_template(
        "audit.html"
    ).render(
        audit=audit,
        title=sentences.TITLE,
        language=language.tag,
        style=stylesheet("audit.css"),
        hatch=Markup(HATCH),  # noqa: S704 - a drawing of ours
        key=tuple(_KEY.items()),
        scope=sentences.scope(audit),
        headline=sentences.audit_headline(audit),
        tiles=tuple(_tiles(audit)),
        verdicts=tuple(_verdicts(audit)),
        to_verify=sentences.to_verify_counts(audit),
        sides=tuple(_sides(audit, language)),
        law=tuple(_law(audit)),
        waiting=sentences.waiting_counts(audit),
        next=first,
        where=sentences.where_told(first) if first else "",
        unknowns=_unknowns(audit),
        unread=tuple(_unread(audit)),
        notices=[f"{notice[0].upper()}{notice[1:]}" for notice in audit.notices],
        sources=tuple(map(short_name, audit.sources[:10])),
        disclaimer=labels.DISCLAIMER,
    )


def _bar(pieces: Sequence[BarPiece], whole: int) -> Markup:
    return Markup(bar(pieces, whole))  # noqa: S704 - drawn of numbers and of names of ours


class _Tile(NamedTuple):
    name: str
    messages: int
    whole: int
    tone: str


def _tiles(audit: Audit) -> Iterator[_Tile]:
    received, sent, unsaid = audit.sides
    unclear = sum(side.unclear for side in audit.sides)
    yield _Tile(
        message("received messages track us"), received.tracked, received.messages, "against"
    )
    yield _Tile(message("sent messages track others"), sent.tracked, sent.messages, "against")
    if unsaid.messages:
        name = message("tracked, neither called sent nor received")
        yield _Tile(name, unsaid.tracked, unsaid.messages, "open")
    yield _Tile(message("cannot be told whether tracked"), unclear, audit.messages, "open")
    yield _Tile(message("could not be read"), audit.damaged, audit.messages, "open")


class _VerdictRow(NamedTuple):
    kind: str
    word: str
    bar: Markup
    counted: str
    meaning: str


def _verdicts(audit: Audit) -> Iterator[_VerdictRow]:
    total = audit.messages
    listed: list[tuple[str, str, int, str]] = [
        (item.value, labels.verdict_word(item), count, sentences.VERDICT_MEANINGS[item])
        for item, count in audit.verdicts.items()
    ]
    if audit.damaged:
        listed.append(("unread", message("NOT READ"), audit.damaged, sentences.NOT_READ))
    for kind, word, count, meaning in listed:
        counted = with_share(count, total) if count else NONE
        yield _VerdictRow(kind, word, _bar([BarPiece(f"v-{kind}", count)], total), counted, meaning)


class _Row(NamedTuple):
    """One row of a table: a name, a bar beside it, and cells of which the first is a number."""

    name: str
    bar: Markup | None
    cells: tuple[str, ...]
    is_code: bool = False


class _Table(NamedTuple):
    caption: str
    head: tuple[str, ...]
    rows: tuple[_Row, ...]
    left_out: int
    has_legend: bool = False
    style: str = ""


class _Months(NamedTuple):
    """A chart of months, with all of them as a table; messages `outside` are not drawn."""

    title: str
    chart: Markup
    outside: int
    months: tuple[Month, ...]


class _SideSection(NamedTuple):
    title: str
    sentence: str
    tables: tuple[_Table, ...]
    months: _Months | None
    remark: str = ""


def _sides(audit: Audit, language: Language) -> Iterator[_SideSection]:
    """Return a section for each way that messages went; tables only where any is tracked."""
    received, sent, unsaid = audit.sides
    if received.messages:
        yield _SideSection(
            message("Who tracks us"),
            sentences.side(received),
            (_vendors(received), *_domains(received, "sender")) if received.tracked else (),
            _months(audit, received, "received", message("Messages received, by month"), language),
        )
    if sent.messages:
        yield _SideSection(
            message("Whom we track"),
            sentences.side(sent),
            (_roles(sent), *_domains(sent, "recipient"), _vendors(sent)) if sent.tracked else (),
            _months(audit, sent, "sent", message("Messages sent, by month"), language),
        )
    if unsaid.messages:
        yield _SideSection(
            message("Neither called sent nor received"),
            sentences.side(unsaid),
            (_vendors(unsaid), *_domains(unsaid, "sender")) if unsaid.tracked else (),
            _months(audit, unsaid, "unsaid", message("These messages, by month"), language),
            sentences.unsaid(audit),
        )


def _roles(side: TrackingSide) -> _Table:
    roles = [(role.name or ROLE_NOT_TOLD, role.count) for role in side.roles]
    caption = message("Recipients of tracked messages, by role")
    return _counts(caption, _COLUMNS["role"], roles, side.tracked)


def _vendors(side: TrackingSide) -> _Table:
    vendors: list[tuple[str, int]] = [(one.name, one.count) for one in side.vendors]
    if side.unnamed:
        vendors.append((NO_VENDOR, side.unnamed))
    vendors.sort(key=lambda vendor: -vendor[1])
    return _counts(message("Whose tools track"), _COLUMNS["vendor"], vendors, side.tracked)


def _counts(caption: str, head: str, counted: Sequence[tuple[str, int]], whole: int) -> _Table:
    rows = tuple(
        _Row(
            name if isinstance(name, Message) else short_name(name),
            _bar([BarPiece("tracked", count)], whole),
            (with_share(count, whole),),
        )
        for name, count in counted[:_DOMAINS]
    )
    return _Table(caption, (head, "", _COLUMNS["tracked messages"]), rows, len(counted) - _DOMAINS)


def _domains(side: TrackingSide, whose: str) -> Iterator[_Table]:
    listed = [domain for domain in side.domains if domain.tracked]
    if not listed:
        return
    most = max(domain.total for domain in listed[:_DOMAINS])
    rows = tuple(
        _Row(
            short_name(domain.name),
            _bar(_pieces(domain), most),
            (
                of(domain.tracked, domain.total),
                number_text(domain.unclear) if domain.unclear else NONE,
            ),
        )
        for domain in listed[:_DOMAINS]
    )
    yield _Table(
        _BY_DOMAIN[whose],
        (DOMAINS[whose], "", _KEY["tracked"], _KEY["unclear"]),
        rows,
        len(listed) - _DOMAINS + side.others,
        has_legend=True,
    )


def _pieces(domain: Share) -> list[BarPiece]:
    clear = domain.total - domain.tracked - domain.unclear
    return [
        BarPiece("tracked", domain.tracked),
        BarPiece("unclear", domain.unclear),
        BarPiece("clear", clear),
    ]


def _months(
    audit: Audit, side: TrackingSide, name: str, title: str, language: Language
) -> _Months | None:
    """Return the chart of a side's months; `None` of one month, which is no course of time."""
    shown, outside = window(side.months, max(audit.as_of, default=date.max))
    if len(shown) < 2:  # noqa: PLR2004
        return None
    chart = Markup(months(shown, name, title, language))  # noqa: S704 - drawn of numbers, words escaped
    return _Months(title, chart, outside, side.months)


class _RuleEntry(NamedTuple):
    sentence: str
    bar: Markup
    counts: str
    cite: str
    url: str


class _RuleGroup(NamedTuple):
    """Norms that are listed, those that unfold, how many these are, and how many are omitted."""

    title: str
    about: str
    first: tuple[_RuleEntry, ...]
    rest: tuple[_RuleEntry, ...]
    more: int
    left_out: int


def _law(audit: Audit) -> Iterator[_RuleGroup]:
    loud = audit.worth_showing
    for governing, title, about in (
        (
            True,
            message("Law that governs, or may govern"),
            message("Breaches first, then what is open."),
        ),
        (False, message("Law from elsewhere"), message("It persuades and does not bind.")),
    ):
        listed = [rule for rule in loud if rule.governing is governing]
        if listed:
            entries = [_rule(rule, audit.messages) for rule in listed[: _RULES + _MORE_RULES]]
            yield _RuleGroup(
                title,
                about,
                tuple(entries[:_RULES]),
                tuple(entries[_RULES:]),
                len(listed) - _RULES,
                len(listed) - _RULES - _MORE_RULES,
            )


def _rule(rule: Rule, whole: int) -> _RuleEntry:
    breach = "v-stop" if rule.governing else "v-unsettled"
    pieces = [
        BarPiece(breach, rule.said(Outcome.BREACHED, Outcome.NOT_FOLLOWED)),
        BarPiece("v-unsettled", rule.said(Outcome.UNSETTLED)),
        BarPiece("v-ask", rule.said(*UNFINISHED_OUTCOMES)),
        BarPiece("v-clear", rule.said(Outcome.MET, Outcome.AVAILABLE, Outcome.DEFEATED)),
    ]
    return _RuleEntry(
        rule.sentence,
        _bar(pieces, whole),
        message(
            "{place}: {counts}, of {messages}.",
            place=rule.place,
            counts=sentences.counts(rule),
            messages=messages_of(whole),
        ),
        sentences.cite_norm(rule),
        rule.citation.url if rule.citation else "",
    )


def _unknowns(audit: Audit) -> _Table:
    rows = tuple(
        _Row(
            unknown.fact.name,
            _bar([BarPiece("v-ask", unknown.messages)], audit.waiting),
            (number_text(unknown.messages), unknown.fact.ask),
            is_code=True,
        )
        for unknown in audit.unknowns[:_ASKED]
    )
    return _Table(
        message("Facts that nobody told, by how many verdicts wait for them"),
        (_COLUMNS["fact"], "", _COLUMNS["waiting"], _COLUMNS["question"]),
        rows,
        len(audit.unknowns) - _ASKED,
        style="asked",
    )


def _unread(audit: Audit) -> Iterator[_Table]:
    unclear = message("Messages of which it cannot be told whether they are tracked")
    for caption, reasons in (
        (message("Messages that could not be read"), audit.damages),
        (unclear, audit.reasons),
    ):
        if reasons:
            rows = tuple(map(_reason, reasons[:_REASONS]))
            yield _Table(
                caption, (_COLUMNS["reason"], _COLUMNS["messages"]), rows, len(reasons) - _REASONS
            )
    if audit.unmatched is not None:
        none = _Row(message("no matter"), None, (number_text(audit.unmatched),))
        yield _Table(
            message("Messages by matter"),
            (_COLUMNS["matter"], _COLUMNS["messages"]),
            (none, *map(_reason, audit.matters[:_REASONS])),
            len(audit.matters) - _REASONS,
        )


def _reason(counted: Counted) -> _Row:
    return _Row(short_name(counted.name), None, (number_text(counted.count),))
