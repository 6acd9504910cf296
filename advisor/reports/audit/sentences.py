"""The sentences of an audit's report, the same on a screen and on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.vocabulary import RECIPIENT
from advisor.reports import citations, labels
from advisor.reports.audit.quantities import count_phrase, number_text, of, share

if TYPE_CHECKING:
    from advisor.model.audits import Audit, Rule, TrackingSide, Unknown

TITLE = "Audit of tracked email"
VERDICT_MEANINGS = {
    Verdict.STOP: "law in force speaks against what was done",
    Verdict.UNSETTLED: "authorities disagree, or are silent, or were not read well enough",
    Verdict.ASK: "facts are missing on which the answer depends",
    Verdict.CLEAR: "nothing in force speaks against it",
}
NOT_READ = "could not be read, so nothing is known of it"
UNCLEAR = "whether it is tracked cannot be told"
COUNTED_OUTCOMES = (
    Outcome.BREACHED,
    Outcome.NOT_FOLLOWED,
    Outcome.UNSETTLED,
    Outcome.UNDETERMINED,
    Outcome.OPEN,
    Outcome.MET,
    Outcome.AVAILABLE,
    Outcome.DEFEATED,
)


def scope(audit: Audit) -> str:
    """Say what was audited, and by the law of which day."""
    days = [labels.day_text(day) for day in audit.as_of]
    if len(days) > 1:
        when = f", by the law of each day asked about, {days[0]} to {days[-1]}"
    else:
        when = f", by the law as of {days[0]}" if days else ""
    return f"{count_phrase(audit.messages, 'message')}{when}"


def audit_headline(audit: Audit) -> str:
    """Say in one sentence what was found."""
    found = (
        (audit.received, " received"),
        (audit.sent, " that we sent"),
        (audit.unsaid, " that nobody calls sent or received"),
    )
    said = [_tracked(one, what) for one, what in found if one.messages]
    unclear = sum(one.unclear for one in audit.sides)
    if unclear:
        said.append(f"of {number_text(unclear)} it cannot be told")
    if audit.damaged:
        said.append(f"{number_text(audit.damaged)} could not be read")
    text = "; ".join(said) if said else "nothing could be read"
    return f"{text[0].upper()}{text[1:]}."


def _tracked(one: TrackingSide, what: str) -> str:
    told = (
        f"{number_text(one.tracked)} ({share(one.tracked, one.messages)})"
        if one.tracked
        else "none"
    )
    verb = "is" if one.tracked == 1 else "are"
    return f"of {count_phrase(one.messages, 'message')}{what}, {told} {verb} tracked"


def side(one: TrackingSide) -> str:
    """Say of how many messages of a side what is known."""
    unclear = f"; of {number_text(one.unclear)} it cannot be told" if one.unclear else ""
    told = _tracked(one, "")
    return f"{told[0].upper()}{told[1:]}{unclear}."


def unsaid(audit: Audit) -> str:
    """Say what to do about messages of which nobody says which way they went."""
    they = "it was" if audit.unsaid.messages == 1 else "they were"
    return (
        f"Nobody says of {count_phrase(audit.unsaid.messages, 'message')} whether {they} sent or "
        "received. List your own addresses with `own: true` in `--people`, or give `--direction`."
    )


def cite_norm(rule: Rule) -> str:
    """Cite a norm with what it weighs and how well it was read."""
    own = citations.cited_place(rule.citation) if rule.citation else rule.norm
    weight = labels.weight_word(rule.weight, rule.kind)
    layer = "" if rule.layer == "bundled" else f"; from {rule.layer}"
    return f"{own} [{weight}; {labels.verification_text(rule.verified)}{layer}]"


def outcome_counts(rule: Rule) -> Iterator[tuple[Outcome, int]]:
    """Give of how many messages a norm said what, the worst first."""
    for outcome in COUNTED_OUTCOMES:
        if rule.outcomes.get(outcome):
            yield outcome, rule.outcomes[outcome]


def counts(rule: Rule) -> str:
    """Write these counts as words."""
    listed = [
        f"{number_text(count)} {labels.outcome_word(one)}" for one, count in outcome_counts(rule)
    ]
    if rule.set_aside:
        listed.append(f"{number_text(rule.set_aside)} set aside by other law")
    return ", ".join(listed)


def next_to_tell(one: Unknown) -> str:
    """Say what to tell next, and what waits for it."""
    verb = "waits" if one.messages == 1 else "wait"
    verdicts = count_phrase(one.messages, "open verdict")
    return f"fill next: `{one.fact.name}`, for which {verdicts} {verb}"


def where_told(one: Unknown) -> str:
    """Say where a fact is told."""
    if one.fact.entity in {RECIPIENT, "sender"}:
        return "The address book tells it (`--people`)."
    return "Known facts tell it (`--scenario`) where it is the same for all of the mail."


def waiting_counts(audit: Audit) -> str:
    """Say how many verdicts are open and of how many it was found out what they wait for."""
    if not audit.waiting:
        return "No verdict is open."
    told = f"{of(audit.waiting, audit.messages)} have an open verdict."
    if audit.looked_at < audit.waiting:
        told += (
            f" What they wait for was found out of {number_text(audit.looked_at)} "
            f"({share(audit.looked_at, audit.waiting)}), the most frequent kinds first."
        )
    return told
