"""Remedies as a page and as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.application.aftermath_entries import aftermath_entries
from advisor.application.citation_document import citation_document
from advisor.model.opinions import Verdict
from advisor.model.vocabulary import Control
from advisor.remedies import merge_changes
from advisor.reports import citations, labels
from advisor.reports.document import Banner, FindingEntry, Line, ReportDocument, Role, Section, Tone

if TYPE_CHECKING:
    from advisor.model.opinions import Finding
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value
    from advisor.remedies import Remedies, Remedy, TracedStep
    from advisor.remedies.changes import Alike
    from advisor.reports.document import Block

REMEDIES_SCHEMA = "advisor/remedies/1"
_OPENED = 3


def remedies_page(found: Remedies) -> ReportDocument:
    """Lay out remedies, the smallest first, and say how far was looked."""
    sections: list[Section] = []
    if found.afterwards:
        title = "What can still be done"
        entries = citations.shortened(aftermath_entries(found.afterwards))
        sections.append(Section(title, Tone.FOR, entries))
    if found.breaches:
        sections.append(Section("To be cured", Tone.AGAINST, tuple(_breaches(found))))
    if found.remedies:
        groups = _alternatives(found.remedies)
        ways = tuple(_entry(at, group) for at, group in enumerate(groups, 1))
        sections.append(Section("Any one of these cures it", Tone.FOR, ways))
    sections.append(Section("How far this goes", Tone.QUIET, tuple(_limits(found))))
    return ReportDocument(_banner(found), tuple(sections))


def _banner(found: Remedies) -> Banner:
    verdict = labels.verdict_word(found.opinion.verdict)
    if not found.breaches:
        return Banner(verdict, _tone(found), "", _nothing_breached(found))
    count = labels.counted_text(len(found.breaches), "governing finding")
    if found.remedies:
        ways = labels.counted_text(len(_alternatives(found.remedies)), "way")
        shown = f"{ways} to cure {count}"
        text = f"{shown}; each was evaluated again before it was written here."
        return Banner("CURABLE", Tone.FOR, f"now {verdict}", text)
    text = f"Nothing found that you or they could change cures {count}."
    return Banner(verdict, Tone.AGAINST, "", text)


def _tone(remedies: Remedies) -> Tone:
    return Tone.FOR if remedies.opinion.verdict is Verdict.CLEAR else Tone.OPEN


def _nothing_breached(remedies: Remedies) -> str:
    said = "Nothing that governs is breached, so there is nothing to cure."
    if remedies.opinion.verdict is Verdict.ASK:
        return f"{said} What is still open is open for want of facts: `advisor ask` asks for them."
    if remedies.opinion.verdict is Verdict.UNSETTLED:
        return f"{said} The authorities leave it unsettled: {remedies.opinion.summary}"
    return said


def _breaches(remedies: Remedies) -> Iterator[Block]:
    stuck = {(item.id, item.recipient) for item in remedies.incurable}
    for breach in remedies.breaches:
        lines = [citations.own(breach)]
        if (breach.id, breach.recipient) in stuck:
            lines.append(Line(Role.CAVEAT, "No change of yours or theirs ends this breach."))
        yield FindingEntry("breached", Tone.AGAINST, breach.statement, tuple(lines))


def _alternatives(remedies: Sequence[Remedy]) -> list[list[Remedy]]:
    """Put remedies together that differ in one value only, and lead to the same."""
    groups: list[list[Remedy]] = []
    for remedy in remedies:
        for group in groups:
            if _same_but_one(group, remedy):
                group.append(remedy)
                break
        else:
            groups.append([remedy])
    return groups


def _same_but_one(group: Sequence[Remedy], other: Remedy) -> bool:
    first, steps = merge_changes(group[0].changes), merge_changes(other.changes)
    if [_about(step) for step in first] != [_about(step) for step in steps]:
        return False
    # Where two facts have other values, they are told apart.
    if len(_differing([*group, other])) > 1:
        return False
    remedy = group[0]
    return remedy.opinion.verdict is other.opinion.verdict and _open(remedy) == _open(other)


def _about(step: Alike) -> tuple[str, tuple[str, ...]]:
    return step.fact.name, step.recipients


def _differing(group: Sequence[Remedy]) -> list[int]:
    """Return which steps have another value in some remedies of a group."""
    values = [[step.after for step in merge_changes(remedy.changes)] for remedy in group]
    return [at for at, others in enumerate(zip(*values, strict=True)) if len(set(others)) > 1]


def _open(remedy: Remedy) -> set[tuple[str, str | None]]:
    return {(finding.id, finding.recipient) for finding in remedy.left_open}


def _entry(number: int, group: Sequence[Remedy]) -> FindingEntry:
    first = group[0]
    steps = merge_changes(first.changes)
    several = _differing(group)
    parts = [
        _said(
            step,
            [merge_changes(item.changes)[at].after for item in group]
            if at in several
            else [step.after],
        )
        for at, step in enumerate(steps)
    ]
    lines = [
        Line(Role.REASON, f"Then: {labels.verdict_word(first.opinion.verdict)}. {_opens(first)}")
    ]
    lines += [Line(Role.NOTE, text) for text in _taken_along(steps)]
    asked = [step for step in steps if step.fact.control is Control.THEIRS]
    if asked:
        lines.append(Line(Role.CAVEAT, "You can ask for this; they decide."))
    lines += [
        Line(Role.CAVEAT, f"Law that does not govern here is newly against it: {item.statement}")
        for item in first.against
    ]
    lines += [
        Line(Role.NOTE, f"newly open: {item.statement} {_place(item)}")
        for item in first.opened[:_OPENED]
    ]
    if len(first.opened) > _OPENED:
        more = labels.counted_text(len(first.opened) - _OPENED, "more finding")
        lines.append(Line(Role.NOTE, f"and {more} newly open (`--output json` lists all)"))
    return FindingEntry(
        f"remedy {number}", Tone.FOR, f"{number}. {'; and '.join(parts)}", tuple(lines)
    )


def _taken_along(steps: Sequence[Alike]) -> Iterator[str]:
    """Say which told facts go with the changes, by the meaning of the words."""
    taken = {(item.fact.name, item.recipient): item for step in steps for item in step.takes}
    ended = dict.fromkeys(item.fact.name for item in taken.values() if item.after is None)
    if ended:
        words = labels.join_words(f"`{name}`" for name in ended)
        yield f"With it goes what was told of {words}: it does not arise then."
    for item in taken.values():
        if item.after is not None:
            about = f"{item.recipient}: " if item.recipient else ""
            before, after = (
                labels.told_text(told, item.fact) for told in (item.before, item.after)
            )
            yield f"It follows: {about}`{item.fact.name}`: {before} → {after}."


def _said(alike: Alike, values: Sequence[Value]) -> str:
    each = "each of " if len(alike.recipients) > 1 else ""
    about = f"{each}{labels.join_words(alike.recipients)}: " if alike.recipients else ""
    before = labels.told_text(alike.before, alike.fact)
    after = labels.join_words((labels.told_text(value, alike.fact) for value in values), "or")
    return f"{about}{alike.fact.ask} `{alike.fact.name}`: {before} → {after}"


def _opens(remedy: Remedy) -> str:
    if not remedy.left_open:
        return "It leaves nothing open."
    left = labels.counted_text(len(remedy.left_open), "finding")
    verb = "is" if len(remedy.left_open) == 1 else "are"
    newly = f", {len(remedy.opened)} of them newly" if remedy.opened else ", none of them newly"
    return f"{left} {verb} left open{newly}."


def _place(finding: Finding) -> str:
    return f"({finding.citations[0].place})" if finding.citations else ""


def _limits(found: Remedies) -> Iterator[Block]:
    if found.is_past:
        yield Line(
            Role.CAVEAT,
            "The message was sent before the day asked about: what was sent, and to whom, "
            "cannot be changed any more.",
        )
    if found.is_received:
        yield Line(
            Role.CAVEAT,
            "The message was received: what its sender did, and what was agreed before, cannot "
            "be changed any more.",
        )
    if not found.breaches:
        yield Line(Role.NOTE, "No change was searched for.")
        return
    if found.exhausted:
        yield Line(Role.NOTE, "Every set of changes was considered: there are no other cures.")
    else:
        size = labels.counted_text(found.searched, "change")
        yield Line(
            Role.NOTE, f"Every set of up to {size} was considered; larger sets were not looked at."
        )
    if found.cures > len(found.remedies):
        more = found.cures - len(found.remedies)
        yield Line(Role.NOTE, f"{more} more were found; `--most {found.cures}` shows all.")
    yield from _left_out(found)
    yield Line(
        Role.NOTE,
        "Considered are only facts that you or they can change, and only for the better; never "
        "the past, who the recipient is, or what a person has judged.",
    )
    yield Line(Role.NOTE, labels.DISCLAIMER)


def _left_out(found: Remedies) -> Iterator[Block]:
    if found.unconfirmed:
        count = labels.counted_text(found.unconfirmed, "set of changes", "sets of changes")
        yield Line(
            Role.CAVEAT,
            f"{count} looked like a cure, but the full opinion did not confirm it; left out.",
        )
    if found.worsening:
        count = labels.counted_text(found.worsening, "set of changes", "sets of changes")
        yield Line(
            Role.CAVEAT,
            f"{count} would cure, but breach something that was not breached before; left out.",
        )


def remedies_document(found: Remedies, scenario: Scenario) -> dict[str, Any]:
    """Write remedies as plain values, for programs."""
    return {
        "schema": REMEDIES_SCHEMA,
        "scenario": scenario.title,
        "as_of": found.opinion.as_of.isoformat(),
        "verdict": found.opinion.verdict.value,
        "breached": [_finding(breach) for breach in found.breaches],
        "incurable": [_finding(item) for item in found.incurable],
        "remedies": [_remedy(remedy) for remedy in found.remedies],
        "found": found.cures,
        "complete_up_to": None if found.exhausted else found.searched,
        "left_out": {"unconfirmed": found.unconfirmed, "worsening": found.worsening},
        "afterwards": [_traced(item) for item in found.afterwards],
        "message_is_past": found.is_past,
        "message_is_received": found.is_received,
        "receipt": {
            "corpus": found.opinion.receipt.corpus,
            "advisor": found.opinion.receipt.advisor,
            "engine": found.opinion.receipt.engine,
        },
    }


def _remedy(remedy: Remedy) -> dict[str, Any]:
    return {
        "changes": [
            {
                "fact": each.fact.name,
                "recipients": list(each.recipients) or None,
                "from": _plain(each.before),
                "to": _plain(each.after),
                "control": each.fact.control.value,
                "takes_along": [
                    {
                        "fact": item.fact.name,
                        "recipient": item.recipient,
                        "from": _plain(item.before),
                        "to": _plain(item.after),
                    }
                    for item in each.takes
                ],
            }
            for each in merge_changes(remedy.changes)
        ],
        "verdict": remedy.opinion.verdict.value,
        "leaves_open": [_finding(each) for each in remedy.left_open],
        "newly_open": [_finding(each) for each in remedy.opened],
        "newly_against": [_finding(each) for each in remedy.against],
    }


def _traced(traced: TracedStep) -> dict[str, Any]:
    return {
        "step": traced.step.id,
        "do": traced.step.does,
        "done": traced.is_done,
        "called_for_by": [_finding(finding) for finding in traced.findings],
        "elsewhere": [_finding(finding) for finding in traced.elsewhere],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "norm": finding.norm.id,
        "jurisdiction": finding.jurisdiction,
        "recipient": finding.recipient,
        "outcome": finding.outcome.value,
        "statement": finding.statement,
        "verified": finding.verified.value,
        "citations": citation_document(finding.citations),
    }


def _plain(value: Value | None) -> Any:  # noqa: ANN401 - plain values
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value
