"""An audit as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH
from advisor.model.norms import Outcome
from advisor.reports import labels
from advisor.reports.audit import sentences
from advisor.reports.audit.charts import HATCH, BarPiece, bar, months, window
from advisor.reports.audit.quantities import count_phrase, number_text, of, share, short_name

if TYPE_CHECKING:
    from advisor.model.audits import Audit, Counted, Rule, Share, TrackingSide

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_DOMAINS, _RULES, _MORE_RULES, _ASKED, _REASONS = 12, 8, 40, 10, 10
_AGAINST = (Outcome.BREACHED, Outcome.NOT_FOLLOWED, Outcome.UNSETTLED)
_OPEN = (Outcome.UNDETERMINED, Outcome.OPEN)
_KEY = (("tracked", "tracked"), ("unclear", "cannot be told"), ("clear", "not tracked"))


def audit_html(audit: Audit) -> str:
    """
    Write the report of an audit, for a screen in light or dark and for a printer.

    Whatever stems from a message is escaped; every chart stands beside words that say the same.
    """
    style = files("advisor.reports.audit").joinpath("style.css").read_text(encoding="utf-8")
    head = [
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{sentences.TITLE}</title>",
        f"<style>{style}</style></head>",
        f"<body>{HATCH}<main>",
    ]
    parts = (_top, _verdicts, _received, _sent, _unsaid, _law, _unknowns, _unread, _about)
    lines = [line for part in parts for line in part(audit)]
    return "\n".join([*head, *lines, "</main></body></html>", ""])


def _top(audit: Audit) -> Iterator[str]:
    yield f"<header><h1>{sentences.TITLE}</h1>"
    yield f'<p class="about">{_safe(sentences.scope(audit))}</p>'
    yield f'<p class="lead">{_safe(sentences.audit_headline(audit))}</p>'
    yield '<dl class="tiles">'
    received, sent = audit.received, audit.sent
    unclear = sum(one.unclear for one in audit.sides)
    yield _tile("received messages track us", received.tracked, received.messages, "against")
    yield _tile("sent messages track others", sent.tracked, sent.messages, "against")
    if audit.unsaid.messages:
        yield _tile("tracked, neither called sent nor received", audit.unsaid.tracked,
                    audit.unsaid.messages, "open")  # fmt: skip
    yield _tile("cannot be told whether tracked", unclear, audit.messages, "open")
    yield _tile("could not be read", audit.damaged, audit.messages, "open")
    yield "</dl></header>"


def _tile(said: str, count: int, whole: int, tone: str) -> str:
    kind = f' class="{tone}"' if count else ""
    if not whole:
        return f"<div{kind}><dt>{said}</dt><dd>none<small>there are none here</small></dd></div>"
    small = f"<small>of {number_text(whole)}, {share(count, whole)}</small>"
    return f"<div{kind}><dt>{said}</dt><dd>{number_text(count)}{small}</dd></div>"


def _verdicts(audit: Audit) -> Iterator[str]:
    total = audit.messages
    yield "<section><h2>Verdicts</h2>"
    yield '<table class="figures">'
    yield '<caption class="faint">Each message has one verdict, by the law asked.</caption>'
    yield _head("verdict", "", "messages", "meaning")
    for verdict, count in audit.verdicts.items():
        yield _verdict(verdict.value, labels.verdict_word(verdict, ENGLISH), count, total,
                       sentences.VERDICT_MEANINGS[verdict])  # fmt: skip
    if audit.damaged:
        yield _verdict("unread", "NOT READ", audit.damaged, total, sentences.NOT_READ)
    yield "</tbody></table></section>"


def _verdict(kind: str, word: str, count: int, total: int, meaning: str) -> str:
    drawn = bar([BarPiece(f"v-{kind}", count)], total)
    told = f"{number_text(count)} ({share(count, total)})" if count else "none"
    return (
        f'<tr><th scope="row"><span class="word {kind}">{word}</span></th>'
        f'<td class="drawn">{drawn}</td><td class="number">{told}</td><td>{meaning}</td></tr>'
    )


def _received(audit: Audit) -> Iterator[str]:
    side = audit.received
    who = (_vendors(side), _domains(side, "sender"))
    course = _months(audit, side, "received", "Messages received, by month")
    return _way(side, "Who tracks us", who, course)


def _sent(audit: Audit) -> Iterator[str]:
    side = audit.sent
    roles = [(one.name or "role not told", one.count) for one in side.roles]
    whom = (
        _counts("Recipients of tracked messages, by role", "role", roles, side.tracked),
        _domains(side, "recipient"),
        _vendors(side),
    )
    course = _months(audit, side, "sent", "Messages sent, by month")
    return _way(side, "Whom we track", whom, course)


def _unsaid(audit: Audit) -> Iterator[str]:
    side = audit.unsaid
    remark = f'<div class="next"><p>{_marked(sentences.unsaid(audit))}</p></div>'
    who = (_vendors(side), _domains(side, "sender"))
    course = _months(audit, side, "unsaid", "These messages, by month")
    return _way(side, "Neither called sent nor received", who, course, remark)


def _way(
    side: TrackingSide,
    title: str,
    tracked: Iterable[Iterable[str]],
    course: Iterable[str],
    remark: str = "",
) -> Iterator[str]:
    """Tell of the messages that went one way; `tracked` only where any of them is."""
    if not side.messages:
        return
    yield f"<section><h2>{title}</h2>"
    if remark:
        yield remark
    yield f"<p>{_safe(sentences.side(side))}</p>"
    if side.tracked:
        yield from chain.from_iterable(tracked)
    yield from course
    yield "</section>"


def _vendors(side: TrackingSide) -> Iterator[str]:
    told = [(one.name, one.count) for one in side.vendors]
    if side.unnamed:
        told.append(("no vendor known", side.unnamed))
    told.sort(key=lambda one: -one[1])
    yield from _counts("Whose tools track", "vendor", told, side.tracked)


def _counts(title: str, head: str, told: Sequence[tuple[str, int]], whole: int) -> Iterator[str]:
    yield f"<table><caption>{title}</caption>"
    yield _head(head, "", "tracked messages")
    for name, count in told[:_DOMAINS]:
        yield _row(_name(name), bar([BarPiece("tracked", count)], whole),
                   f"{number_text(count)} ({share(count, whole)})")  # fmt: skip
    yield "</tbody></table>"
    yield from _more(len(told) - _DOMAINS)


def _domains(side: TrackingSide, whose: str) -> Iterator[str]:
    listed = [one for one in side.domains if one.tracked]
    if not listed:
        return
    yield f"<table><caption>Tracked messages by the {whose}'s domain</caption>"
    yield _head(f"{whose}'s domain", "", "tracked", "cannot be told")
    most = max((one.total for one in listed[:_DOMAINS]), default=1)
    for one in listed[:_DOMAINS]:
        yield _row(_name(one.name), bar(_pieces(one), most), of(one.tracked, one.total),
                   number_text(one.unclear) if one.unclear else "none")  # fmt: skip
    yield "</tbody></table>"
    yield _legend()
    yield from _more(len(listed) - _DOMAINS + side.others)


def _pieces(one: Share) -> list[BarPiece]:
    clear = one.total - one.tracked - one.unclear
    return [
        BarPiece("tracked", one.tracked),
        BarPiece("unclear", one.unclear),
        BarPiece("clear", clear),
    ]


def _legend() -> str:
    shown = "".join(
        f'<li><svg viewBox="0 0 10 6" aria-hidden="true" focusable="false">'
        f'<rect class="{kind}" width="10" height="6"/></svg>{word}</li>'
        for kind, word in _KEY
    )
    return f'<ul class="key">{shown}</ul>'


def _months(audit: Audit, side: TrackingSide, name: str, title: str) -> Iterator[str]:
    until = max(audit.as_of, default=date.max)
    shown, outside = window(side.months, until)
    if len(shown) < 2:  # noqa: PLR2004 - one month is no course of time
        return
    yield f"<figure><figcaption>{title}</figcaption>"
    yield months(shown, name, title)
    yield _legend()
    if outside:
        yield f'<p class="faint">{count_phrase(outside, "message")} with other dates, not drawn.</p>'
    yield "</figure>"
    yield f"<details><summary>{title}, as a table</summary>"
    yield f'<table><caption class="faint">{title}</caption>'
    yield _head("month", "tracked", "cannot be told", "not tracked")
    for one in side.months:
        yield (
            f'<tr><th scope="row">{one.first:%B %Y}</th><td class="number">{number_text(one.tracked)}</td>'
            f'<td class="number">{number_text(one.unclear)}</td>'
            f'<td class="number">{number_text(one.untracked)}</td></tr>'
        )
    yield "</tbody></table></details>"


def _law(audit: Audit) -> Iterator[str]:
    loud = [one for one in audit.rules if one.said(*_AGAINST, *_OPEN)]
    yield "<section><h2>What the law says, worst first</h2>"
    if not loud:
        yield "<p>No norm speaks against these messages or waits for a fact about them.</p>"
    whole = audit.messages
    for governing, title, about in (
        (True, "Law that governs, or may govern", "Breaches first, then what is open."),
        (False, "Law from elsewhere", "It persuades and does not bind."),
    ):
        listed = [one for one in loud if one.governing is governing]
        if listed:
            yield f'<h3>{title}</h3><p class="faint">{about}</p><ol class="rules">'
            yield from (_rule(one, whole) for one in listed[:_RULES])
            yield "</ol>"
        rest = listed[_RULES : _RULES + _MORE_RULES]
        if rest:
            yield f"<details><summary>{count_phrase(len(listed) - _RULES, 'more norm')}</summary>"
            yield '<ol class="rules">'
            yield from (_rule(one, whole) for one in rest)
            yield "</ol>"
            yield from _more(len(listed) - _RULES - _MORE_RULES)
            yield "</details>"
    yield "</section>"


def _rule(rule: Rule, whole: int) -> str:
    cite = _safe(sentences.cite_norm(rule))
    url = rule.citation.url if rule.citation else ""
    if labels.web_address(url):
        cite = f'<a href="{escape(url)}" rel="noreferrer">{cite}</a>'
    breach = "v-stop" if rule.governing else "v-unsettled"
    pieces = [
        BarPiece(breach, rule.said(Outcome.BREACHED, Outcome.NOT_FOLLOWED)),
        BarPiece("v-unsettled", rule.said(Outcome.UNSETTLED)),
        BarPiece("v-ask", rule.said(*_OPEN)),
        BarPiece("v-clear", rule.said(Outcome.MET, Outcome.AVAILABLE, Outcome.DEFEATED)),
    ]
    return (
        f'<li><p class="says">{_safe(rule.sentence)}</p>{bar(pieces, whole)}'
        f"<p>{_safe(rule.place)}: {_safe(sentences.counts(rule))}, "
        f'of {count_phrase(whole, "message")}.</p><p class="about">{cite}</p></li>'
    )


def _unknowns(audit: Audit) -> Iterator[str]:
    if not audit.waiting:
        return
    yield "<section><h2>What to find out next</h2>"
    yield f"<p>{_safe(sentences.waiting_counts(audit))}</p>"
    if audit.unknowns:
        first = audit.unknowns[0]
        name = f"<code>{_safe(first.fact.name)}</code>"
        yield f'<div class="next"><p><strong>Fill next: {name}</strong>'
        yield f"<br>{_safe(first.fact.ask)}"
        yield f"<br>{count_phrase(first.messages, 'open verdict')} wait for it."
        yield f"<br>{_marked(sentences.where_told(first))}</p></div>"
        yield (
            '<table class="asked"><caption>Facts that nobody told, '
            "by how many verdicts wait for them</caption>"
        )
        yield _head("fact", "", "verdicts waiting", "question")
        for one in audit.unknowns[:_ASKED]:
            drawn = bar([BarPiece("v-ask", one.messages)], audit.waiting)
            yield _row(f"<code>{_safe(one.fact.name)}</code>", drawn, number_text(one.messages),
                       _safe(one.fact.ask))  # fmt: skip
        yield "</tbody></table>"
        yield from _more(len(audit.unknowns) - _ASKED)
        yield '<p class="faint">A verdict may wait for several of them at once.</p>'
    yield "</section>"


def _unread(audit: Audit) -> Iterator[str]:
    if not audit.damages and not audit.reasons:
        return
    yield "<section><h2>What could not be read or told</h2>"
    for title, head, told in (
        ("Messages that could not be read", "reason", audit.damages),
        ("Messages of which it cannot be told whether they are tracked", "reason", audit.reasons),
    ):
        if told:
            yield f"<table><caption>{title}</caption>"
            yield _head(head, "messages")
            yield from map(_reason, told[:_REASONS])
            yield "</tbody></table>"
            yield from _more(len(told) - _REASONS)
    yield "</section>"


def _reason(one: Counted) -> str:
    return f'<tr><th scope="row">{_name(one.name)}</th><td class="number">{number_text(one.count)}</td></tr>'


def _about(audit: Audit) -> Iterator[str]:
    yield "<section><h2>About this audit</h2>"
    kept = "names, addresses and places in it are keyed hashes" if audit.sealed else (
        "it names domains, so keep it as confidential as the mail")  # fmt: skip
    yield f"<p>No text and no subject of a message is in this report; {kept}.</p>"
    yield (
        "<p>What is unknown is shown as unknown: a message of which it cannot be told whether it "
        "is tracked counts neither as tracked nor as clean, and an open verdict is not a clear one."
        "</p>"
    )
    for notice in audit.notices:
        yield f"<p>{_marked(notice[0].upper() + notice[1:])}.</p>"
    named_sources = ", ".join(f"<code>{_name(one)}</code>" for one in audit.sources[:10])
    yield f'<p class="about">Audited: {named_sources}.</p>'
    law = f"<code>{_safe(audit.corpus)}</code>"
    yield f'<p class="about">Law {law}, advisor {_safe(audit.advisor)}.</p>'
    yield f"<p>{_safe(labels.DISCLAIMER)}</p></section>"


def _head(*cells: str) -> str:
    shown = "".join(
        f'<th scope="col">{_safe(one)}</th>' if one else '<td class="drawn"></td>' for one in cells
    )
    return f"<thead><tr>{shown}</tr></thead><tbody>"


def _row(first: str, drawn: str, *cells: str) -> str:
    rest = "".join(f'<td class="number">{one}</td>' if at == 0 else f"<td>{one}</td>"
                   for at, one in enumerate(cells))  # fmt: skip
    return f'<tr><th scope="row">{first}</th><td class="drawn">{drawn}</td>{rest}</tr>'


def _more(count: int) -> Iterable[str]:
    if count > 0:
        yield f'<p class="faint">And {number_text(count)} more.</p>'


def _name(text: str) -> str:
    return escape(short_name(text))


def _safe(text: str) -> str:
    return escape(labels.clean(text))


def _marked(text: str) -> str:
    """Make text safe, with what stands in backticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", _safe(text))
