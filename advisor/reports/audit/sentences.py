"""The sentences of an audit's report, the same on a screen and on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import (
    Count,
    Message,
    layout,
    message,
    messages,
    plural_message,
    series,
)
from advisor.model.norms import Outcome
from advisor.model.opinions import Reason, Verdict
from advisor.model.policies import BUNDLED
from advisor.model.vocabulary import RECIPIENT
from advisor.reports import labels
from advisor.reports.quantities import NONE, messages_of, of, share, with_share

if TYPE_CHECKING:
    from advisor.model.audits import Audit, Rule, TrackingSide, Unknown

TITLE = message("Audit of tracked email")
VERDICT_MEANINGS = messages(
    "meaning of a verdict",
    {
        Verdict.STOP: "law in force speaks against what was done",
        Verdict.VERIFY: "something speaks against it, and the local text was not read",
        Verdict.UNSETTLED: "authorities that were read disagree or leave it open",
        Verdict.ASK: "facts are missing on which the answer depends",
        Verdict.CLEAR: "nothing in force speaks against it",
    },
)
_TO_VERIFY = messages(
    "why to verify",
    {
        Reason.STAND_IN: "{number} where a model rule, or law from elsewhere in the union, is "
        "breached and the local text was not read",
        Reason.UNVERIFIED: "{number} where a text that nobody verified is breached",
        Reason.UNREAD_WRONG: "{number} where a wrong was told that no law read for the place "
        "looks at",
        Reason.UNREAD_PLACE: "{number} where a place was told of which no law was read",
        Reason.UNREAD_TOPIC: "{number} where nothing was read on what the message raises",
    },
)
NOT_READ = message("could not be read, so nothing is known of it")
_TRACKED = messages(
    "how many are tracked",
    {True: "Of {messages}, {tracked}", False: "of {messages}, {tracked}"},
)
_UNCLEAR = messages(
    "how many are tracked",
    {True: "Of {number} it cannot be told", False: "of {number} it cannot be told"},
)
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
    audited = messages_of(audit.messages)
    if len(audit.as_of) > 1:
        return message(
            "{messages}, by the law of each day asked about, {day} to {last}",
            messages=audited,
            day=audit.as_of[0],
            last=audit.as_of[-1],
        )
    if not audit.as_of:
        return audited
    return message("{messages}, by the law as of {day}", messages=audited, day=audit.as_of[0])


def audit_headline(audit: Audit) -> str:
    """Say in one sentence what was found."""
    received, sent, unsaid = audit.received, audit.sent, audit.unsaid
    found = (
        (
            received,
            plural_message(
                Count(received.messages),
                "{count} message received",
                "{count} messages received",
            ),
        ),
        (
            sent,
            plural_message(
                Count(sent.messages),
                "{count} message that we sent",
                "{count} messages that we sent",
            ),
        ),
        (
            unsaid,
            plural_message(
                Count(unsaid.messages),
                "{count} message that nobody calls sent or received",
                "{count} messages that nobody calls sent or received",
            ),
        ),
    )
    said: list[str] = []
    for item, counted in found:
        if item.messages:
            said.append(_tracked(item, counted, begins=not said))
    unclear = sum(one.unclear for one in audit.sides)
    if unclear:
        said.append(_UNCLEAR[not said].fill(number=Count(unclear)))
    if audit.damaged:
        said.append(message("{number} could not be read", number=Count(audit.damaged)))
    return layout("{parts}.", parts=series(said or (message("Nothing could be read"),)))


def _tracked(tracking_side: TrackingSide, messages: Message, *, begins: bool) -> Message:
    tracked = (
        with_share(tracking_side.tracked, tracking_side.messages) if tracking_side.tracked else NONE
    )
    told = plural_message(
        tracking_side.tracked, "{tracked} is tracked", "{tracked} are tracked", tracked=tracked
    )
    return _TRACKED[begins].fill(messages=messages, tracked=told)


def to_verify_counts(audit: Audit) -> str:
    """Say of how many messages what was not read keeps from an answer; empty where of none."""
    parts = [
        _TO_VERIFY[reason].fill(number=Count(count))
        for reason, count in audit.to_verify.items()
        if reason in _TO_VERIFY
    ]
    return message("To verify: {parts}.", parts=series(parts)) if parts else ""


def side(tracking_side: TrackingSide) -> str:
    """Say of how many messages of a side what is known."""
    said = [_tracked(tracking_side, messages_of(tracking_side.messages), begins=True)]
    if tracking_side.unclear:
        said.append(_UNCLEAR[False].fill(number=Count(tracking_side.unclear)))
    return layout("{parts}.", parts=series(said))


NO_LAW_LISTED = message(
    "Nobody told where the lawyer, the firm or anybody else is, so the law of no place is listed. "
    "A profile (`--profile`) tells where the lawyer is admitted and the firm has its offices."
)


def unsaid(audit: Audit) -> str:
    """Say what to do about messages of which nobody says which way they went."""
    return plural_message(
        Count(audit.unsaid.messages),
        "Nobody says of {count} message whether it was sent or received. List your own addresses "
        "with `own: true` in `--people`, or give `--direction`.",
        "Nobody says of {count} messages whether they were sent or received. List your own "
        "addresses with `own: true` in `--people`, or give `--direction`.",
    )


def cite_norm(rule: Rule) -> str:
    """Cite a norm with what it weighs and how well it was read."""
    own = rule.citation.place if rule.citation else rule.norm
    marks = [labels.weight_word(rule.weight, rule.kind), labels.verification_text(rule.verified)]
    if rule.layer != BUNDLED:
        marks.append(message("from {layer}", layer=rule.layer))
    return layout("{authority} [{marks}]", authority=own, marks=series(marks))


def outcome_counts(rule: Rule) -> Iterator[tuple[Outcome, int]]:
    """Give of how many messages a norm said what, the worst first."""
    for outcome in COUNTED_OUTCOMES:
        if rule.outcomes.get(outcome):
            yield outcome, rule.outcomes[outcome]


def counts(rule: Rule) -> str:
    """Write these counts as words."""
    listed: list[str] = [
        layout("{number} {outcome}", number=Count(count), outcome=labels.outcome_word(outcome))
        for outcome, count in outcome_counts(rule)
    ]
    if rule.set_aside:
        set_aside = message("{number} set aside by other law", number=Count(rule.set_aside))
        listed.append(set_aside)
    return series(listed, ", ")


def next_to_tell(unknown: Unknown) -> str:
    """Say what to tell next, and what waits for it."""
    return plural_message(
        Count(unknown.messages),
        "Fill next: {fact}, for which {count} open verdict waits.",
        "Fill next: {fact}, for which {count} open verdicts wait.",
        fact=f"`{unknown.fact.name}`",
    )


def where_told(unknown: Unknown) -> str:
    """Say where a fact is told."""
    if unknown.fact.entity in {RECIPIENT, "sender"}:
        return message("The address book tells it (`--people`).")
    return message("Known facts tell it (`--scenario`) where it is the same for all of the mail.")


def waiting_counts(audit: Audit) -> str:
    """Return how many verdicts are open and of how many it was found out what they wait for."""
    if not audit.waiting:
        return message("No verdict is open.")
    part = of(audit.waiting, audit.messages)
    if audit.looked_at >= audit.waiting:
        return message("{part} have an open verdict.", part=part)
    return message(
        "{part} have an open verdict. What they wait for was found out of {number} ({share}), the "
        "most frequent kinds first.",
        part=part,
        number=Count(audit.looked_at),
        share=share(audit.looked_at, audit.waiting),
    )


def matter_counts(audit: Audit) -> str:
    """Return of how many messages no matter tells anything; empty where no matters were told."""
    if audit.unmatched is None:
        return ""
    if not audit.unmatched:
        return message("Every message belongs to a matter.")
    part = of(audit.unmatched, audit.messages)
    return message(
        "{part} belong to no matter: what a matter would tell of them is unknown.", part=part
    )
