"""An opinion on one screen: what decides it, what to do now, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import (
    ENGLISH,
    Language,
    LawText,
    and_list,
    layout,
    message,
    messages,
    plural_message,
    series,
)
from advisor.model.law_clock import SENT_ON
from advisor.model.open_findings import missing_in_order, worst_waiting
from advisor.model.opinions import Reason, Verdict
from advisor.model.recipient_names import spoken_name
from advisor.model.scenarios import Source
from advisor.model.truth import Truth
from advisor.model.vocabulary import Control
from advisor.reports import citations, labels
from advisor.reports.basis import HASH_SHOWN
from advisor.reports.document import FindingEntry, Line, ReportDocument, Role, Section, Tone
from advisor.reports.duty_groups import DUTY_TITLES, Duty, by_duty
from advisor.reports.elsewhere_sides import unsettled_conflicts
from advisor.reports.origins import known_facts
from advisor.reports.partly_encoded import partly_encoded
from advisor.reports.questions import RESULT_SETTLED, asked_facts
from advisor.reports.recipient_groups import group_acts, group_recipients
from advisor.reports.verdict_banner import banner

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Ask, Conflict, Opinion
    from advisor.reports.document import Block
    from advisor.reports.proposed_remedies import ProposedChange, ProposedRemedies, ProposedRemedy
    from advisor.reports.recipient_groups import RecipientGroup

    ActGroups = Sequence[Sequence[RecipientGroup]]

MOST = 3
"""So many findings, remedies or questions stand on the one screen; the rest is counted."""
MOST_ANSWERS = 3
"""So many of the answers to a question are named."""

_CARRIED_BY = {
    Verdict.STOP: (Duty.STOP,),
    Verdict.VERIFY: (Duty.CHECK,),
    Verdict.UNSETTLED: (Duty.HEED, Duty.UNSETTLED),
    Verdict.ASK: (),
    Verdict.CLEAR: (Duty.MAY,),
}
"""The findings that carry each verdict; what must be asked is told as its questions."""

_TITLES = messages(
    "heading",
    {
        "now": "What to do now",
        "asks": "Answer first",
        "elsewhere": "From elsewhere, or by the model rule",
        "note": "Also",
    },
)

_FILES = (Source.MATTER, Source.PROFILE)
_KNOWN = messages(
    "how facts are known",
    {
        Source.MESSAGE: "{facts} read in the message (`--full` lists them).",
        Source.MATTER: "{facts} from the matter {source} (`--full` lists them).",
        Source.PROFILE: "{facts} from the profile {source} (`--full` lists them).",
        Source.CONFIRMED: "{facts} confirmed as usual (`--full` lists them).",
        Source.ASSUMED: "{facts} assumed because they are usual (`--full` lists them).",
    },
)


def brief_page(
    opinion: Opinion,
    law: Law,
    remedies: ProposedRemedies | None = None,
    *,
    language: Language = ENGLISH,
) -> ReportDocument:
    """
    Lay out what an opinion comes to, its frame in a language.

    The verdict with what decides it, at most `MOST` findings that carry it, those on one act
    as one; remedies before reasons; questions where they decide. Conflicts that nothing
    resolves, what was not read and law that is not encoded are never left out.
    """
    sections: list[tuple[str, Tone, Sequence[Block]]] = [
        *((title, tone, _by_act(acts, duty)) for title, tone, duty, acts in carried_by(opinion)),
        (_TITLES["now"], Tone.FOR, tuple(to_do_now(remedies, law))),
        (_TITLES["asks"], Tone.OPEN, tuple(_questions(opinion, law))),
        (_TITLES["note"], Tone.QUIET, tuple(_also(opinion, law))),
    ]
    return ReportDocument(
        banner(opinion, law),
        tuple(
            Section(title, tone, citations.shortened(blocks))
            for title, tone, blocks in sections
            if blocks
        ),
        language,
    )


def carried_by(opinion: Opinion) -> Iterator[tuple[str, Tone, Duty, ActGroups]]:
    """Return the findings that carry the verdict under a title, those on one act together."""
    sorted_ = by_duty(opinion.findings)
    for duty in _CARRIED_BY[opinion.verdict]:
        groups = group_recipients(
            sorted(sorted_.get(duty, ()), key=lambda finding: finding.weight.rank)
        )
        if groups:
            yield DUTY_TITLES[duty], duty.tone, duty, group_acts(groups)
            return
    if opinion.because is Reason.UNREAD_DAY:
        dated = group_recipients([item for item in opinion.findings if item.day_unread])
        yield DUTY_TITLES[Duty.CHECK], Tone.CHECK, Duty.CHECK, group_acts(dated)
    if opinion.because in {Reason.STAND_IN, Reason.ELSEWHERE}:
        said = [item for item in opinion.findings if item.stands_in]
        said += [item for item in opinion.persuasive if item.outcome.is_against]
        yield _TITLES["elsewhere"], Tone.OPEN, Duty.HEED, group_acts(group_recipients(said))


def _by_act(acts: ActGroups, duty: Duty) -> Sequence[Block]:
    blocks: list[Block] = [_one_act(alike, duty) for alike in acts[:MOST]]
    more = len(acts) - MOST
    if more > 0:
        said = plural_message(
            more, "and {count} more act (`--full`)", "and {count} more acts (`--full`)"
        )
        blocks.append(Line(Role.NOTE, said))
    return blocks


def _one_act(alike: Sequence[RecipientGroup], duty: Duty) -> FindingEntry:
    """Tell the findings on one act as one: the weightiest, and the grounds of the others."""
    first = alike[0]
    lines = [citations.own(first.first)]
    others = list(dict.fromkeys(group.first.cited_as for group in alike[1:]))
    others = [place for place in others if place != first.first.cited_as]
    if others:
        lines.append(
            Line(Role.NOTE, message("Likewise {authorities}.", authorities=series(others)))
        )
    word = labels.OUTCOME_LABELS[first.first.outcome]
    return FindingEntry(word, duty.tone, first.statement, tuple(lines))


def to_do_now(remedies: ProposedRemedies | None, law: Law) -> Iterator[Block]:
    """Say what can be done: changes that cure, or the steps that are left afterwards."""
    if remedies is None:
        return
    if remedies.is_past:
        yield Line(Role.NOTE, message("The message is sent; nothing can cure it any more."))
    for step in remedies.afterwards:
        if not step.is_done:
            yield _step(LawText(step.does), ())
    for remedy in remedies.found[:MOST]:
        yield _remedy(remedy, law)
    found = len(remedies.found) + remedies.more
    if found > MOST:
        said = plural_message(
            found - MOST,
            "and {count} more way: `advisor fix` lists it",
            "and {count} more ways: `advisor fix` lists them",
        )
        yield Line(Role.NOTE, said)
    if remedies.is_sought and not remedies.found and not remedies.is_past:
        yield Line(Role.NOTE, _no_cure(remedies))


def _no_cure(remedies: ProposedRemedies) -> str:
    """Say that nothing cures a breach, no further than that was looked for."""
    if remedies.exhausted:
        return message("No change that you or they can make cures it.")
    return message(
        "No cure was found in up to {count} changes at a time; more were not tried.",
        count=str(remedies.searched),
    )


def _remedy(remedy: ProposedRemedy, law: Law) -> FindingEntry:
    then = Line(
        Role.REASON,
        message("Then: {verdict}.", verdict=labels.verdict_word(remedy.verdict)),
    )
    first, *rest = (_change(change, law) for change in remedy.changes)
    for sentence in rest:
        first = layout("{said} {next}", said=first, next=sentence)
    return _step(first, (then,))


def _step(text: str, lines: tuple[Line, ...]) -> FindingEntry:
    return FindingEntry(message("step", context="lead"), Tone.FOR, text, lines)


def _change(change: ProposedChange, law: Law) -> str:
    """Say one change as the question with its new answer, and who makes it."""
    fact = law.vocabulary.facts[change.fact]
    asked = LawText(fact.ask)
    answer = labels.told_text(change.value, fact)
    if change.recipient is not None:
        asked_of = {"recipient": spoken_name(change.recipient), "question": asked, "answer": answer}
        if change.control is Control.THEIRS:
            return message("Ask {recipient} for this: {question} Answer: {answer}.", **asked_of)
        return message("Change this for {recipient}: {question} Answer: {answer}.", **asked_of)
    if change.control is Control.THEIRS:
        return message(
            "Ask them for this: {question} Answer: {answer}.", question=asked, answer=answer
        )
    return message("Change this: {question} Answer: {answer}.", question=asked, answer=answer)


def _questions(opinion: Opinion, law: Law) -> Iterator[Block]:
    """Ask what decides, where the answer hangs on it."""
    if opinion.verdict is not Verdict.ASK:
        return
    asks = deciding_first(opinion, law)
    for alike in asks[:MOST]:
        people = dict.fromkeys(spoken_name(ask.recipient) for ask in alike if ask.recipient)
        asked: str = LawText(alike[0].fact.ask)
        if people:
            asked = message("{question} ({people})", question=asked, people=and_list(people))
        options = list(alike[0].fact.options.values())
        lines = (Line(Role.NOTE, _shown(options)),) if options else ()
        yield FindingEntry(message("question", context="lead"), Tone.OPEN, asked, lines)
    if len(asks) > MOST:
        said = plural_message(
            len(asks) - MOST,
            "and {count} more question: `advisor ask` asks what matters, one by one",
            "and {count} more questions: `advisor ask` asks what matters, one by one",
        )
        yield Line(Role.NOTE, said)


def deciding_first(opinion: Opinion, law: Law) -> Sequence[Sequence[Ask]]:
    """Return what is asked, first that on which the worst hangs of which the headline speaks."""
    waiting = [
        finding for finding in opinion.findings if finding.missing and not finding.overridden_by
    ]
    turns_on_the_day = opinion.scenario.sent_within is not None and any(
        ask.fact.name == SENT_ON for ask in opinion.asks[:1]
    )
    if not waiting or turns_on_the_day:
        return asked_facts(opinion)
    missing = missing_in_order(worst_waiting(waiting), law.vocabulary)
    deciding = [one.fact for one in missing]
    return sorted(
        asked_facts(opinion),
        key=lambda asks: (
            deciding.index(asks[0].fact.name) if asks[0].fact.name in deciding else len(deciding)
        ),
    )


def _shown(options: Sequence[str]) -> str:
    """Name the first answers that a question admits."""
    shown = series([LawText(label) for label in options[:MOST_ANSWERS]])
    return shown if len(options) <= MOST_ANSWERS else layout("{options}; ...", options=shown)


def not_overlooked(opinion: Opinion, law: Law) -> Iterator[Line]:
    """Say in a line each what must not be overlooked."""
    yield from (Line(Role.NOTE, one.says) for one in opinion.notices if one.is_essential)
    yield from _unread(opinion, law)
    yield from _conflicts(opinion, law)
    yield from _not_encoded(opinion, law)
    yield from _known_otherwise(opinion)
    yield from _left_open(opinion)


def _also(opinion: Opinion, law: Law) -> Iterator[Line]:
    """Say in a line each what must not be overlooked, and what the opinion rests on."""
    yield from not_overlooked(opinion, law)
    yield _rests_on(opinion)
    yield Line(Role.NOTE, labels.DISCLAIMER)
    yield Line(Role.NOTE, message("`--full` shows every finding, its reasons and its sources."))


def _unread(opinion: Opinion, law: Law) -> Iterator[Line]:
    """Name what was told and nothing looks at, and each model that stands for an unread text."""
    for told in opinion.coverage.wrongs:
        asked = LawText(law.vocabulary.facts[told.fact].ask)
        said = message("Nothing read here looks at this: {question}", question=asked)
        yield Line(Role.CAVEAT, said)
    unread = dict.fromkeys(code for told in opinion.coverage.places for code in told.codes)
    if unread:
        places = and_list([LawText(law.places.names.get(code, code)) for code in unread])
        yield Line(Role.CAVEAT, message("Nothing was read for {places}.", places=places))
    if opinion.verdict is Verdict.VERIFY:
        return
    checked = by_duty(opinion.findings).get(Duty.CHECK, ())
    for group in group_recipients(checked):
        said = message(
            "Check the text, which was not read: {authority}", authority=group.first.cited_as
        )
        yield Line(Role.CAVEAT, said)


def _conflicts(opinion: Opinion, law: Law) -> Iterator[Line]:
    """Name each act on which law that governs disagrees and nothing settles it."""
    acts: dict[str, Conflict] = {}
    for _, conflict in unsettled_conflicts(opinion):
        acts.setdefault(conflict.act, conflict)
    for act, conflict in acts.items():
        said = message(
            "Conflict, not settled, to {act}: {authority} forbids what {other} allows.",
            act=law.vocabulary.acts.get(act, act),
            authority=conflict.forbids.cited_as,
            other=conflict.allows.cited_as,
        )
        yield Line(Role.CAVEAT, said)


def _not_encoded(opinion: Opinion, law: Law) -> Iterator[Line]:
    """Name each authority that governs here and says more than is encoded."""
    for policy in partly_encoded(opinion, law):
        said = message("It says more than is encoded here: {title}.", title=LawText(policy.title))
        yield Line(Role.NOTE, said)


def _known_otherwise(opinion: Opinion) -> Iterator[Line]:
    """Count the facts that nobody told in the scenario itself, by where they come from."""
    counted: dict[tuple[Source, str], int] = {}
    for known in known_facts(opinion.scenario):
        source = known.origin.source
        if source is not Source.TOLD:
            detail = known.origin.detail if source in _FILES else ""
            counted[source, detail] = counted.get((source, detail), 0) + 1
    for (source, detail), count in counted.items():
        assumed = source is Source.ASSUMED
        said = _KNOWN[source].fill(
            facts=plural_message(count, "{count} fact", "{count} facts"), source=detail
        )
        yield Line(Role.CAVEAT if assumed else Role.NOTE, said)


def _left_open(opinion: Opinion) -> Iterator[Line]:
    """Count in one line what is not settled, or say that no answer can change anything."""
    sorted_ = by_duty(opinion.findings)
    counted = []
    unsettled = len(group_recipients(sorted_.get(Duty.UNSETTLED, ())))
    if unsettled and opinion.verdict is not Verdict.UNSETTLED:
        counted.append(
            plural_message(unsettled, "{count} point is unsettled", "{count} points are unsettled")
        )
    waiting = len(group_recipients(sorted_.get(Duty.DECIDE, ())))
    if waiting:
        counted.append(
            plural_message(
                waiting, "{count} norm waits for a fact", "{count} norms wait for a fact"
            )
        )
    asked = len(asked_facts(opinion))
    if asked and opinion.verdict is not Verdict.ASK:
        counted.append(
            plural_message(
                asked,
                "{count} question is left (`advisor ask`)",
                "{count} questions are left (`advisor ask`)",
            )
        )
    if counted:
        yield Line(Role.NOTE, message("Still open: {what}.", what=series(counted)))
    elif not asked and opinion.verdict is not Verdict.ASK:
        yield Line(Role.NOTE, RESULT_SETTLED)


def _rests_on(opinion: Opinion) -> Line:
    """Say in one line from which law, how well read, and by what the opinion was made."""
    receipt, relied_on = opinion.receipt, opinion.relies_on
    places = [LawText(item.name) for item in opinion.governing if item.truth is Truth.TRUE]
    parts = [
        message("Law: {places}", places=and_list(places))
        if places
        else message("No law is known to govern"),
    ]
    if opinion.sent_on is None:
        parts.append(message("as of {day}", day=opinion.as_of))
    else:
        parts.append(
            message(
                "of {sent} on what was done by sending, of {day} on the rest",
                sent=opinion.sent_on,
                day=opinion.as_of,
            )
        )
    if relied_on is not None:
        read = labels.verification_text(relied_on)
        parts.append(message("weakest text relied on: {verification}", verification=read))
    made = message(
        "corpus {hash}, advisor {version}",
        hash=receipt.corpus[:HASH_SHOWN],
        version=receipt.advisor,
    )
    return Line(Role.NOTE, layout("{parts}.", parts=series([*parts, made])))
